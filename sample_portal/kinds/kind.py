"""What every kind of article has in common."""

from dataclasses import replace
from datetime import date, datetime, time

from sample_portal import french
from sample_portal.articles import Happening, Head, Mention, Text
from sample_portal.blocks import Paragraph, paragraph
from sample_portal.groups import Group
from sample_portal.pen import Pen


class Kind:
    """A kind of article. since, until: the years in which it occurs."""

    since = 2005
    until = 9999

    @property
    def name(self) -> str:
        return type(self).__name__

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        """The head of an article published on a day, or near it."""
        raise NotImplementedError

    def write(self, pen: Pen, head: Head) -> Text:
        """The text of a head that this kind drafted."""
        raise NotImplementedError


def head(kind: Kind, pen: Pen, number: int, day: date, title: str, **fields) -> Head:
    """A head with what no kind decides: a logo or not, damaged letters or not, the general keyword or not."""
    flaws = set(fields.pop("flaws", ()))
    if pen.chance(0.12):
        flaws.add("letters")
    mots = fields.pop("mots", ())
    if mots and pen.chance(0.4):
        mots = ("Actualité", *mots) if pen.chance(0.6) else (*mots, "Actualité")
    return Head(
        number,
        kind.name,
        title,
        day,
        logo=pen.chance(0.55),
        flaws=frozenset(flaws),
        mots=mots,
        listed=fields.pop("listed", pen.chance(0.92)),
        **fields,
    )


def about(group: Group) -> dict:
    """The fields of a head whose subject is a group."""
    sahel = ("mission-sahel",) if group.name in {"Mali", "Niger", "Burkina Faso", "Mauritanie"} else ()
    mots = (group.name,) if group.country else group.themes or ("Climat et environnement",)
    return {"group": group.id, "groups": (group.id, *sahel), "mots": ("Sahel", *mots) if sahel else mots}


def on(day: date, source: str = "title", words: str | None = None, **fields) -> Happening:
    """What takes place on one day."""
    return Happening(day, day, words or f"le {french.full(day)}", source, **fields)


def timed(happening: Happening, start: time, end: time | None) -> Happening:
    """The same with its hours."""
    first = datetime.combine(happening.day, start)
    last = datetime.combine(happening.day, end) if end else first
    return replace(happening, starts=first, ends=last, precision="minute")


def hours(happening: Happening) -> str:
    """Like ", à 11h00", ", à partir de 11h00", ", de 15h00 à 16h30"; "" when the happening has no hours."""
    if not isinstance(happening.starts, datetime):
        return ""
    start, end = french.hour(happening.starts.time()), french.hour(happening.ends.time())
    if start == end:
        return f", à partir de {start}" if happening.day.day % 2 else f", à {start}"
    return f", de {start} à {end}"


def presided(pen: Pen, group: Group, day: date) -> tuple[str, tuple[Mention, ...]]:
    """Who presides a meeting, in one of three turns of phrase, and the role this states.

    Only ", présidée par X, maire de Y et présidente du groupe Z depuis …" names the group and tells since when.
    """
    holder = group.holder(day)
    if holder is None:
        return "", ()
    term, prose = holder.term, holder.prose
    plain = Mention(term.person, "president", group.id, prose)
    match pen.upto(0, 3):
        case 0:
            return f", présidée par {term.person}, {prose}", (plain,)
        case 1:
            return f", sous la présidence de {term.person}, {prose}", (plain,)
        case _:
            title = "présidente" if term.person.split()[0] in FEMININE else "président"
            since = f" depuis {term.since_text}" if term.since_text else ""
            named = f", présidée par {term.person}, {prose} et {title} {of(group)}{since}"
            return named, (replace(plain, since=term.since),)


def of(group: Group) -> str:
    """Like "du groupe-pays Mali", "de la Mission Sahel"."""
    return f"de la {group.called}" if group.kind in {"mission", "region"} else f"du {group.called}"


def text(*sentences: str) -> Paragraph:
    """A paragraph of sentences."""
    return paragraph(" ".join(sentences))


FEMININE = frozenset(
    {
        "Aurélie",
        "Camille",
        "Clare",
        "Estelle",
        "Gwenaëlle",
        "Halima",
        "Inès",
        "Isabelle",
        "Karima",
        "Ludivine",
        "Mariam",
        "Maud",
        "Odile",
        "Régine",
        "Sarah",
        "Solène",
        "Thérèse",
    }
)
