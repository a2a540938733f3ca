"""Offers and calls: the date they carry is no event."""

from datetime import date, timedelta

from sample_portal import french, prose
from sample_portal.articles import Head, Text
from sample_portal.blocks import Items
from sample_portal.finish import finish
from sample_portal.kinds.kind import Kind, head, text
from sample_portal.pen import Pen
from sample_portal.places import FRENCH_CITIES


class Internship(Kind):
    """Like "CUF : Offre de stage : … - Mai 2024"."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        dash = pen.pick(("-", "–"))
        post = "un(e) assistant(e) : Service International, Europe, Crises"
        title = f"CUF : Offre de stage : {post} {dash} {french.capitalized(french.month(day))}"
        return head(self, pen, number, day, title, issuer="CUF", mots=("Actualité",) if pen.chance(0.5) else ())

    def write(self, pen: Pen, head: Head) -> Text:
        return finish(
            pen,
            head,
            [text(prose.sentences(pen, "job", 3)), text(prose.sentences(pen, "job", 2))],
            with_contact=True,
            count=1,
        )


class CityOffer(Kind):
    """Like "VILLE DE GRENOBLE : OFFRE DE STAGE : …", relayed."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        city = pen.pick(FRENCH_CITIES)
        issuer = f"VILLE {french.elided(city).upper()}"
        return head(self, pen, number, day, f"{issuer} : OFFRE DE STAGE : Chargé(e) de coopération", issuer=issuer)

    def write(self, pen: Pen, head: Head) -> Text:
        return finish(pen, head, [text(prose.sentences(pen, "job", 4))], count=0)


class Call(Kind):
    """A call with its deadline in the title."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        deadline = pen.weekday_after(day, 40)
        title = f"MEAE : Appel à projets Jeunesse. Date limite : {french.full(deadline)}"
        return head(self, pen, number, deadline - timedelta(days=45), title, issuer="MEAE", mots=("Jeunesse",))

    def write(self, pen: Pen, head: Head) -> Text:
        conditions = tuple(
            (item,)
            for item in (
                "Deux collectivités au moins",
                "Une durée de douze à dix-huit mois",
                "Un budget de 48 000 € au plus",
            )
        )
        return finish(
            pen,
            head,
            [
                text("Cet appel soutient les projets portés par des jeunes."),
                Items(conditions, "list"),
                text(prose.sentences(pen, "general", 1)),
            ],
            count=3,
        )


KINDS = (Internship(), CityOffer(), Call())
