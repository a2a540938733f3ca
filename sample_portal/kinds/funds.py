"""The solidarity funds: their opening, their progress, the meetings of their donors, and what a fund is."""

from datetime import date, timedelta

from sample_portal import french, prose
from sample_portal.articles import Head, Text
from sample_portal.blocks import Heading, paragraph
from sample_portal.finish import finish
from sample_portal.funds import Fund
from sample_portal.kinds.kind import Kind, head, hours, on, text, timed
from sample_portal.pen import Pen


def _about(pen: Pen, day: date, *, struck: bool = False) -> tuple[Fund, dict]:
    """A fund open on a day, one for an earthquake if wished and there is one, and a head's fields about it."""
    fund = pen.open_fund(day)
    if struck:
        fund = next((quake for quake in reversed(pen.world.funds) if quake.night and quake.opened <= day), fund)
    mots = (fund.country.name,) if fund.country.name in pen.world.mots else ()
    return fund, {
        "fund": fund.id,
        "group": "crises-et-rehabilitation",
        "groups": ("crises-et-rehabilitation",),
        "mots": (*mots, "Crises et réhabilitation"),
    }


class FundOpening(Kind):
    """Like "Cités Unies France ouvre un fonds de solidarité pour …": the day it is published is the day it opens."""

    since = 2014

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        fund, fields = _about(pen, day)
        return head(
            self,
            pen,
            number,
            fund.opened,
            f"Cités Unies France ouvre un fonds de solidarité pour {fund.country.the}",
            **fields,
        )

    def write(self, pen: Pen, head: Head) -> Text:
        fund = pen.world.fund(head.fund)
        opening = f"Face à {fund.disaster}, Cités Unies France ouvre un fonds de solidarité pour {fund.country.the}."
        story = [
            text(opening),
            text(prose.sentences(pen, "fund", 3)),
            Heading("Comment participer ?"),
            text(prose.sentences(pen, "fund", 2)),
        ]
        return finish(pen, head, story, with_contact=True, opened=head.published.isoformat())


class FundProgress(Kind):
    """Like "Fonds de solidarité pour la Turquie : les avancées de mai à octobre 2023", with the disaster's night."""

    since = 2014

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        fund, fields = _about(pen, day, struck=True)
        start = (day.replace(day=1) - timedelta(days=140)).replace(day=1)
        since = french.month(start) if start.year < day.year else french.MONTHS[start.month - 1]
        title = (
            f"Fonds de solidarité pour {fund.country.the} : les avancées {french.elided(since)} à {french.month(day)}"
        )
        return head(self, pen, number, day, title, **fields)

    def write(self, pen: Pen, head: Head) -> Text:
        fund = pen.world.fund(head.fund)
        night = f"Pour rappel, dans la nuit {fund.night}, un violent séisme a frappé le pays. " if fund.night else ""
        opened = f"Cités Unies France a ouvert un fonds de solidarité pour {fund.country.the}"
        story = [
            text(f"{night}En {fund.opened.year}, {opened}."),
            text(prose.sentences(pen, "fund", 3)),
            text(prose.sentences(pen, "fund", 2)),
        ]
        return finish(pen, head, story, opened=str(fund.opened.year))


class FundNews(Kind):
    """Like "Des nouvelles du Fonds de solidarité pour le Maroc, janvier 2025": a month, and no event."""

    since = 2014

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        fund, fields = _about(pen, day)
        name = pen.pick(
            (
                f"Des nouvelles du Fonds de solidarité pour {fund.country.the}",
                f"Fonds de solidarité {fund.country.name}",
                f"Fonds {fund.country.name} de Cités Unies France",
            )
        )
        return head(self, pen, number, day, f"{name}, {french.month(day)}", **fields)

    def write(self, pen: Pen, head: Head) -> Text:
        return finish(pen, head, [text(prose.sentences(pen, "fund", 3)), text(prose.sentences(pen, "fund", 2))])


class Donors(Kind):
    """A meeting of a fund's donors: an event, and of the fund."""

    since = 2014

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        fund, fields = _about(pen, day)
        start, end = pen.hours()
        title = f"Réunion du comité des donateurs du Fonds {fund.country.name}, le {french.full(day)}"
        return head(
            self,
            pen,
            number,
            day,
            title,
            subtitle="en visioconférence",
            happening=timed(on(day, online=1), start, end),
            **fields,
        )

    def write(self, pen: Pen, head: Head) -> Text:
        day = head.happening.day
        when = f"Le {french.WEEKDAYS[day.weekday()]} {french.short(day)}{hours(head.happening)}"
        opening = f"{when}, se tiendra la réunion du comité des donateurs."
        return finish(pen, head, [text(opening), text(prose.sentences(pen, "fund", 3))], with_contact=True)


class WhatAFundIs(Kind):
    """The standing page of the tool, with headings in capitals; it speaks of no fund in particular."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        return head(self, pen, number, day, "Fonds de solidarité de Cités Unies France", listed=False)

    def write(self, pen: Pen, head: Head) -> Text:
        story = [
            Heading("L’OUTIL FONDS DE SOLIDARITÉ"),
            paragraph("Qu’est-ce que c’est ?"),
            text(prose.sentences(pen, "fund", 2)),
            paragraph("Comment participer ?"),
            text(prose.sentences(pen, "fund", 2)),
        ]
        return finish(pen, head, story, with_contact=True, count=1)


KINDS = (FundOpening(), FundProgress(), FundNews(), Donors(), WhatAFundIs())
