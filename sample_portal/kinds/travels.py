"""What lasts several days, or months: missions, encounters, exhibitions."""

from datetime import date, timedelta

from sample_portal import french, prose
from sample_portal.articles import Happening, Head, Text
from sample_portal.blocks import Block, Heading
from sample_portal.finish import finish
from sample_portal.kinds.kind import Kind, about, head, text
from sample_portal.pen import Pen


def story(pen: Pen, head: Head, opening: str) -> list[Block]:
    """A journey's text behind its first sentence."""
    group = pen.world.group(head.group)
    return [
        text(opening),
        text(prose.sentences(pen, "country", 3, group.country)),
        Heading(pen.pick(prose.HEADINGS)),
        text(prose.sentences(pen, "country", 2, group.country)),
        text(prose.sentences(pen, "general", 1)),
    ]


class Visit(Kind):
    """Like "Mission du groupe-pays Mali à Bamako, du 8 au 10 mai 2025": a range in the title, a city below it."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group, last = pen.country_group(), day + timedelta(days=pen.upto(2, 5))
        city = pen.pick(group.country.cities)
        words = french.slipped(french.span(day, last, pad=pen.chance(0.2)), pen.pick((0, 0, 0, 1)))
        return head(
            self,
            pen,
            number,
            day,
            f"Mission du {group.called}, {words}",
            subtitle=city,
            happening=Happening(day, last, words, "title", place=city, online=0),
            **about(group),
        )

    def write(self, pen: Pen, head: Head) -> Text:
        return finish(
            pen, head, story(pen, head, "Une délégation de quatre collectivités rend visite à ses partenaires.")
        )


class Crossing(Kind):
    """A range over two months, and an overtitle that names the mission."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group = pen.country_group()
        first = (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=2)
        last = first + timedelta(days=5)
        words = french.span(first, last)
        return head(
            self,
            pen,
            number,
            first,
            f"Déplacement d’élus {group.country.there} {words}",
            overtitle=f"Mission {group.name}",
            happening=Happening(first, last, words, "title"),
            **about(group),
        )

    def write(self, pen: Pen, head: Head) -> Text:
        return finish(
            pen, head, story(pen, head, "Le programme comprend des visites de terrain et des séances de travail.")
        )


class Encounters(Kind):
    """Like "…, 17-19 septembre 2025", below an ordinal overtitle."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group, first = pen.country_group(), day.replace(day=17)
        last, city = first + timedelta(days=2), pen.pick(group.country.cities)
        words = f"17-19 {french.month(first)}"
        return head(
            self,
            pen,
            number,
            first,
            f"Rencontres des territoires à {city}, {words}",
            subtitle=f"à {city}",
            overtitle=f"{pen.upto(3, 12)}ème rencontres de la coopération",
            happening=Happening(first, last, words, "title", place=city, online=0),
            **about(group),
        )

    def write(self, pen: Pen, head: Head) -> Text:
        return finish(
            pen, head, story(pen, head, "Ces rencontres réunissent des élus, des techniciens et des associations.")
        )


class SeveralDays(Kind):
    """Like "…, les 5 et 6 septembre 2025", "…, les 13, 14 et 15 avril 2023"."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group, count = pen.country_group(), pen.pick((2, 3))
        first = day.replace(day=min(day.day, 25))
        listed = [first + timedelta(days=turn) for turn in range(count)]
        words = french.days(listed, pen.pick((0, 0, 1, 2, 3) if count == 2 else (0, 1)))
        return head(
            self,
            pen,
            number,
            first,
            f"Journées de la coopération avec {group.country.the}, {words}",
            subtitle="à Paris",
            happening=Happening(first, listed[-1], words, "title", place="Paris", online=0),
            **about(group),
        )

    def write(self, pen: Pen, head: Head) -> Text:
        return finish(pen, head, story(pen, head, "Deux ateliers et une table ronde sont au programme."))


class Exhibition(Kind):
    """Like "Exposition …, juin-septembre 2025", in a museum whose address is the subtitle."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group, first, last = pen.country_group(), date(day.year, 6, 1), date(day.year, 9, 30)
        words, place = (
            f"juin-septembre {day.year}",
            "Musée Anne de Beaujeu (MAB)-Place du Colonel Laussedat-03000 Moulins",
        )
        return head(
            self,
            pen,
            number,
            first,
            f"Exposition « Regards {group.country.of} », {words}",
            subtitle=place,
            happening=Happening(first, last, words, "title", "month", place, 0),
            **about(group) | {"mots": (group.name, "Culture et patrimoine")},
        )

    def write(self, pen: Pen, head: Head) -> Text:
        return finish(
            pen, head, story(pen, head, "Soixante photographies prises par des habitants sont montrées au public.")
        )


class MonthlyMission(Kind):
    """Like "Mission …, février 2026" or "… – Novembre 2006": a month and no day."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group, first = pen.country_group(), day.replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        joint, slip = pen.pick(((", ", 0), (" - ", 0), (" – ", 1)))
        words = french.slipped(french.month(day), slip)
        return head(
            self,
            pen,
            number,
            day,
            f"Mission technique {group.country.there}{joint}{words}",
            happening=Happening(first, last, words, "title", "month"),
            **about(group),
        )

    def write(self, pen: Pen, head: Head) -> Text:
        return finish(pen, head, story(pen, head, "Trois agents se rendent auprès des communes partenaires."))


KINDS = (Visit(), Crossing(), Encounters(), SeveralDays(), Exhibition(), MonthlyMission())
