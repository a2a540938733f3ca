"""Meetings whose date is not where one looks first: in the text, in no place at all, or wrong in the title."""

from datetime import date, timedelta

from sample_portal import french
from sample_portal.articles import Happening, Head, Text
from sample_portal.finish import finish
from sample_portal.kinds.kind import Kind, about, head, of, on, presided, timed
from sample_portal.kinds.meetings import story
from sample_portal.pen import Pen


class DatedInText(Kind):
    """A title without a date; the text's first sentence gives day and hour, but no year."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group, held = pen.country_group(), pen.weekday_after(day, 3)
        start, _ = pen.hours()
        words = f"Le {french.WEEKDAYS[held.weekday()]} {french.short(held)} à {french.hour(start)}"
        return head(
            self,
            pen,
            number,
            day,
            f"Prochaine réunion du {group.called}",
            happening=timed(on(held, "body", words), start, None),
            **about(group),
        )

    def write(self, pen: Pen, head: Head) -> Text:
        opening = f"{head.happening.words} se tiendra la prochaine réunion {of(pen.world.group(head.group))}."
        return finish(pen, head, story(pen, head, opening))


class NextYear(Kind):
    """Like "le 7 janvier prochain", written in November."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group, written = pen.country_group(), date(day.year - 1, 11, 29)
        held = pen.weekday_after(date(written.year + 1, 1, 7), 0)
        happening = on(held, "body", f"le {french.short(held)} prochain")
        return head(
            self, pen, number, written, f"Annonce de la réunion du {group.called}", happening=happening, **about(group)
        )

    def write(self, pen: Pen, head: Head) -> Text:
        opening = f"La réunion {of(pen.world.group(head.group))} se tiendra {head.happening.words}."
        return finish(pen, head, story(pen, head, opening))


class Undated(Kind):
    """A meeting without any date but the day of publication."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group = pen.country_group()
        title, place = (
            (f"Délégation {group.country.of} à Paris", {"place": "Paris", "online": 0})
            if group.country.article
            else (f"Rencontre avec les maires {group.country.of}", {})
        )
        return head(
            self,
            pen,
            number,
            day,
            title,
            subtitle="Cités Unies France : un accueil et deux jours d’échanges",
            happening=on(day, "published", french.full(day), **place),
            **about(group),
        )

    def write(self, pen: Pen, head: Head) -> Text:
        return finish(
            pen,
            head,
            story(pen, head, "Des maires et des techniciens ont été reçus par le secrétariat et par trois villes."),
        )


class WrongYear(Kind):
    """The year in the title is the one before; weekday and text tell the right one (docs/portal.md)."""

    since = 2008

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group = pen.world.group("crises-et-rehabilitation")
        held = pen.weekday_after(day, 0)
        wrong = (
            held.replace(year=held.year - 1)
            if (held.month, held.day) != (2, 29)
            else (held := held + timedelta(days=1)).replace(year=held.year - 1)
        )
        words = f"Le {french.WEEKDAYS[held.weekday()]} {french.short(held)} dernier"
        return head(
            self,
            pen,
            number,
            held,
            f"Réunion du groupe Crises et réhabilitation, le {french.full(wrong)}",
            happening=on(held, "body", words),
            flaws=("title_against_body",),
            **about(group),
        )

    def write(self, pen: Pen, head: Head) -> Text:
        chair, mentions = presided(pen, pen.world.group(head.group), head.happening.day)
        opening = f"{head.happening.words} a eu lieu la réunion du groupe Crises et réhabilitation{chair}."
        return finish(pen, head, story(pen, head, opening), mentions=mentions)


class OldMinutes(Kind):
    """A meeting of the early years: its date amid the title, its overtitle naming the group, thirteen files."""

    until = 2017

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group = pen.country_group()
        title = (
            f"Retour sur la dernière réunion du {group.called} du {french.full(day)} : un bilan grçce aux partenariats"
        )
        happening = Happening(day, day, f"du {french.full(day)}", "title")
        return head(
            self,
            pen,
            number,
            day,
            title,
            overtitle=f"Réunion groupe-pays {group.name}",
            happening=happening,
            **about(group),
        )

    def write(self, pen: Pen, head: Head) -> Text:
        return finish(pen, head, story(pen, head, "Les collectivités ont dressé le bilan de leurs projets."), count=13)


KINDS = (DatedInText(), NextYear(), Undated(), WrongYear(), OldMinutes())
