"""Gatherings dated above or below their title, told late, relayed from others, or stored twenty years too early."""

from datetime import date, timedelta

from sample_portal import french, prose
from sample_portal.articles import Happening, Head, Text
from sample_portal.blocks import paragraph
from sample_portal.finish import finish
from sample_portal.kinds.kind import Kind, about, head, on, text
from sample_portal.kinds.travels import story
from sample_portal.pen import Pen


class DateAbove(Kind):
    """The date is the overtitle: "Du 12 au 13 février 2015"."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group, last = pen.country_group(), day + timedelta(days=1)
        words = french.capitalized(french.span(day, last))
        return head(
            self,
            pen,
            number,
            day,
            f"Assises de la coopération avec {group.country.the}",
            overtitle=words,
            subtitle="à Lyon",
            happening=Happening(day, last, words, "overtitle", place="Lyon", online=0),
            **about(group),
        )

    def write(self, pen: Pen, head: Head) -> Text:
        return finish(pen, head, story(pen, head, "Ces assises rassemblent les réseaux des deux pays."))


class TwoDates(Kind):
    """The date is in a second title: "Deux nouveaux rendez-vous les 11 et 18 mars ! En visioconférence"."""

    since = 2016

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group, first, last = pen.country_group(), date(day.year, 3, 11), date(day.year, 3, 18)
        return head(
            self,
            pen,
            number,
            first,
            f"Cycle de webinaires sur les finances locales {group.country.there}",
            subtitle="Deux nouveaux rendez-vous les 11 et 18 mars ! En visioconférence",
            happening=Happening(first, last, "les 11 et 18 mars", "subtitle", online=1),
            **about(group),
        )

    def write(self, pen: Pen, head: Head) -> Text:
        return finish(pen, head, story(pen, head, "Deux séances complètent ce cycle."))


class WrongField(Kind):
    """An article stored twenty years too early (docs/portal.md): the title's year is right."""

    since = 2023

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group = pen.world.group("japon")
        first = f"{day.year - 2016}e Rencontres franco-japonaises"
        title = f"{first} : 1er Comité de pilotage mixte de la coopération, le {french.full(day)}"
        early = day.replace(year=day.year - 20) if (day.month, day.day) != (2, 29) else date(day.year - 20, 2, 28)
        return head(self, pen, number, early, title, happening=on(day), flaws=("title_against_field",), **about(group))

    def write(self, pen: Pen, head: Head) -> Text:
        return finish(pen, head, story(pen, head, "Les villes des deux pays préparent ensemble le programme."))


class Relayed(Kind):
    """What another body organises, relayed three weeks before it takes place."""

    since = 2016

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        held = pen.weekday_after(day, 21)
        title = f"Comité 21 : Rendez-vous le {french.short(held)} pour faire le bilan du Tour de France des ODD"
        return head(
            self,
            pen,
            number,
            day,
            title,
            issuer="Comité 21",
            happening=on(held, words=f"le {french.short(held)}"),
            mots=("Objectifs de Développement Durable (ODD)",),
        )

    def write(self, pen: Pen, head: Head) -> Text:
        told = [
            text("Le Comité 21 convie les collectivités à partager leurs enseignements."),
            text(prose.sentences(pen, "theme", 3)),
            paragraph("Plus de détails sur le site du Comité 21."),
        ]
        return finish(pen, head, told)


class ToldLate(Kind):
    """A day told a week after it was held."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group = pen.country_group()
        held = day - timedelta(days=6)
        return head(
            self,
            pen,
            number,
            day,
            f"Conférence sur l’eau {group.country.there}, le {french.full(held)}",
            happening=on(held),
            **about(group) | {"mots": (group.name, "Eau et assainissement")},
        )

    def write(self, pen: Pen, head: Head) -> Text:
        held = head.happening.day
        opening = f"Cette journée du {french.short(held)} a rassemblé quatre-vingts participants."
        return finish(pen, head, story(pen, head, opening))


KINDS = (DateAbove(), TwoDates(), WrongField(), Relayed(), ToldLate())
