"""Meetings of groups: dated in the title, in the text, by a status word, or badly."""

from datetime import date

from sample_portal import french, prose
from sample_portal.articles import Head, Text
from sample_portal.blocks import Block
from sample_portal.finish import finish
from sample_portal.groups import Group
from sample_portal.kinds.kind import Kind, about, head, hours, of, on, presided, text, timed
from sample_portal.pen import Pen
from sample_portal.places import HYBRID, ONLINE, PLACES


def _where(pen: Pen) -> tuple[str | None, dict]:
    """A meeting's subtitle, and what it tells of the place."""
    match pen.upto(0, 5):
        case 0 | 1:
            return pen.pick(ONLINE), {"online": 1}
        case 2:
            return HYBRID[0], {"place": HYBRID[1], "online": 1}
        case 3 | 4:
            subtitle, place = pen.pick(PLACES)
            return subtitle, {"place": place, "online": 0}
        case _:
            return None, {}


def _pool(group: Group) -> str:
    return "country" if group.country else "theme"


def story(pen: Pen, head: Head, opening: str) -> list[Block]:
    """A meeting's text behind its first sentence."""
    group = pen.world.group(head.group)
    return [
        text(opening),
        text(prose.sentences(pen, _pool(group), 3, group.country)),
        text(prose.sentences(pen, _pool(group), 2, group.country)),
        text(prose.sentences(pen, "general", 1)),
    ]


class CountryMeeting(Kind):
    """Like "Réunion du groupe-pays Mali, le 26 mai 2025": published on its own day, told as to come or as past."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group, (subtitle, where) = pen.country_group(), _where(pen)
        word = pen.pick(("Réunion du", "Réunion du", "Réunion de"))
        tail = french.slipped(f"le {french.full(day)}", pen.pick((0, 0, 0, 0, 0, 0, 1, 1, 2)))
        title = f"{word} {group.called}, {tail}"
        return head(
            self, pen, number, day, title, subtitle=subtitle, happening=on(day, words=tail, **where), **about(group)
        )

    def write(self, pen: Pen, head: Head) -> Text:
        group, day = pen.world.group(head.group), head.happening.day
        chair, mentions = presided(pen, group, day) if pen.chance(0.4) else ("", ())
        weekday = french.WEEKDAYS[day.weekday()]
        if pen.chance(0.5):
            opening = f"Le {weekday} {french.short(day)} dernier a eu lieu la réunion {of(group)}{chair}."
        else:
            held = f"aura lieu le {weekday} {french.full(day)}"
            opening = f"La réunion {of(group)} {held}. Élus et services y prennent part."
            mentions = ()
        return finish(pen, head, story(pen, head, opening), mentions=mentions)


class ThematicMeeting(Kind):
    """A thematic group's meeting, whose text names its president."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group, (subtitle, where) = self.group(pen), _where(pen)
        title = f"Réunion {of(group)} de Cités Unies France, le {french.full(day)}"
        return head(self, pen, number, day, title, subtitle=subtitle, happening=on(day, **where), **about(group))

    def group(self, pen: Pen) -> Group:
        return pen.thematic_group()

    def write(self, pen: Pen, head: Head) -> Text:
        group, day = pen.world.group(head.group), head.happening.day
        chair, mentions = presided(pen, group, day)
        opening = f"Le {french.weekday(day)} a eu lieu la réunion {of(group)}{chair}."
        return finish(pen, head, story(pen, head, opening), mentions=mentions)


class SuccessionMeeting(ThematicMeeting):
    """The same of a country group whose presidents are known in public, one after the other."""

    def group(self, pen: Pen) -> Group:
        return pen.world.group(pen.pick(("mauritanie", "mauritanie", "mali")))


class TimedMeeting(Kind):
    """A meeting whose text gives the hours."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group, (subtitle, where) = pen.country_group(), _where(pen)
        start, end = pen.hours()
        happening = timed(on(day, **where), start, end if pen.chance(0.7) else None)
        title = f"Réunion du {group.called}, le {french.full(day)}"
        return head(self, pen, number, day, title, subtitle=subtitle, happening=happening, **about(group))

    def write(self, pen: Pen, head: Head) -> Text:
        day = head.happening.day
        opening = (
            f"Le {french.weekday(day)}{hours(head.happening)}, se tiendra la réunion {of(pen.world.group(head.group))}."
        )
        return finish(pen, head, story(pen, head, opening))


class Retitled(CountryMeeting):
    """A meeting announced as "Prochaine réunion", retitled since; the slug keeps the first title."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group = pen.country_group()
        return head(
            self,
            pen,
            number,
            day,
            f"Réunion du {group.called}, le {french.full(day)}",
            first_title=f"Prochaine réunion du {group.called} de Cités Unies France, le {french.full(day)}",
            happening=on(day),
            **about(group),
        )


class LookingBack(CountryMeeting):
    """Like "Retour sur la réunion …", first announced under another title."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group = pen.country_group()
        tail = f"la réunion du {group.called}, le {french.full(day)}"
        return head(
            self,
            pen,
            number,
            day,
            f"Retour sur {tail}",
            first_title=french.capitalized(tail[3:]),
            happening=on(day),
            **about(group),
        )


class SaveTheDate(TimedMeeting):
    """Like "Save the Date ! Réunion …"."""

    since = 2016

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group, (start, end) = pen.country_group(), pen.hours()
        title = f"Save the Date ! Réunion du {group.called}, le {french.full(day)}"
        return head(
            self, pen, number, day, title, status="save_the_date", happening=timed(on(day), start, end), **about(group)
        )


class Cancelled(Kind):
    """Like "ANNULATION ! Réunion …"."""

    word, status, told = "ANNULATION !", "cancelled", "annulée"

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group = pen.country_group()
        title = f"{self.word} Réunion du {group.called}, le {french.full(day)}"
        return head(self, pen, number, day, title, status=self.status, happening=on(day), **about(group))

    def write(self, pen: Pen, head: Head) -> Text:
        opening = f"La réunion {of(pen.world.group(head.group))} est {self.told}. Nous vous prions de nous en excuser."
        return finish(pen, head, [text(opening), text(prose.sentences(pen, "general", 2))], count=0)


class Postponed(Cancelled):
    """Like "REPORT : Réunion …"."""

    word, status, told = "REPORT :", "postponed", "reportée à une date qui reste à fixer"


class Webinar(Kind):
    """A webinar, with the portal's spelling of the word."""

    since = 2019

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group, (start, end) = pen.country_group(), pen.hours()
        title = (
            f"{pen.pick(('Webinaire', 'Wébinaire'))} : Les partenariats avec {group.country.the}, le {french.full(day)}"
        )
        happening = timed(on(day, online=1), start, end)
        return head(self, pen, number, day, title, subtitle=pen.pick(ONLINE), happening=happening, **about(group))

    def write(self, pen: Pen, head: Head) -> Text:
        opening = f"Ce webinaire aura lieu le {french.weekday(head.happening.day)}{hours(head.happening)}."
        return finish(pen, head, story(pen, head, opening), with_contact=True)


class Chronicle(Kind):
    """A session of the geopolitical chronicles: held online as the text says, its date behind a colon."""

    since = 2020

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        ordinal = pen.pick(("1ère", "2e", "3e", "4e", "5e"))
        season = f"Saison {max(1, day.year - 2019)} : {ordinal} session d’échange"
        title = f"CUF : Chroniques géopolitiques : {season} : le {french.full(day)}"
        happening = timed(on(day, online=1), pen.hours()[0], None)
        return head(self, pen, number, day, title, issuer="CUF", happening=happening, mots=("Actualité",))

    def write(self, pen: Pen, head: Head) -> Text:
        when = f"{french.weekday(head.happening.day)}{hours(head.happening)}"
        opening = f"Cette session des chroniques a eu lieu le {when}, en visioconférence."
        theme = pen.pick(
            ("L’année de tous les dangers ?", "Les routes maritimes sous tension", "Des frontières qui se ferment")
        )
        return finish(
            pen,
            head,
            [
                text(opening, f'Le thème de l’épisode : "{theme}"'),
                text(prose.sentences(pen, "theme", 2)),
                text("Ces réunions sont réservées aux collectivités adhérentes de Cités Unies France."),
            ],
            with_contact=True,
        )


KINDS = (
    CountryMeeting(),
    ThematicMeeting(),
    SuccessionMeeting(),
    TimedMeeting(),
    Retitled(),
    LookingBack(),
    SaveTheDate(),
    Cancelled(),
    Postponed(),
    Webinar(),
    Chronicle(),
)
