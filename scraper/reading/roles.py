"""Roles that running text states: "présidée par X, fonction", "X, fonction et président du groupe-pays Y"."""

import datetime as dt
import re
from functools import cache

from scraper.dates import find_dates
from scraper.portal import Portal
from scraper.reading.countries import country_code
from scraper.reading.group_names import mentioned_group
from scraper.reading.people import CIVIL, NAME, Held, personal_name
from scraper.reading.text import spans_between, starts_with
from scraper.reading.written import as_precise
from scraper.records import Group

_PRESIDED = re.compile(
    rf"(?:présidée?s? par|sous la présidence d(?:e|['’])|présidence d(?:e|['’])\s?:?)\s*{CIVIL}({NAME})"
)
_APPOSED = re.compile(rf"({NAME}),\s+")
_ENDS = re.compile(
    r"\.(?=\s|$)|[;\n]|,? et par\b|, (?:a|ont|qui|en présence|avec|afin|pour|dans|elle|il|cette|et a|et ont|puis par"
    r"|le \d|du \d)\b"
)
LONGEST_SENTENCE = 1000
"""Characters of what is looked at before and behind a role, at most."""
LONGEST_COMPLEMENT = 8
_COMPLEMENT = re.compile(r"(?:\b(?:de|du|des|la|le|les|à|au|aux)\s|['’])$")
_LEAD_WORDS = frozenset(
    (
        "le la les un une cette ce réunion elle il suite en dans avec par lors organisée lundi mardi mercredi jeudi "
        "vendredi samedi dimanche"
    ).split()
)
_NOUN = r"[A-Za-zà-ý-]*(?:présid|adjoint|maire|conseill|vice|élu|délégué|sénat|député)"
_FUNCTIONS = re.compile(rf" et (?={_NOUN}|de la)|, ", re.IGNORECASE)
_FUNCTION = re.compile(_NOUN, re.IGNORECASE)


def in_prose(paragraphs: list[str], titled: Group | None, portal: Portal, on: dt.date | None = None) -> list[Held]:
    """Roles that running text states: "présidée par X, fonction", "X, fonction et président du groupe-pays Y".

    titled: the group the text is about, meant where a phrase says "président du groupe" alone.
    """
    found: dict[str, Held] = {}
    for paragraph in paragraphs:
        if "présid" not in paragraph and "Présid" not in paragraph:
            continue
        for match in _APPOSED.finditer(paragraph):
            held = _apposed(paragraph, match, titled, portal, on)
            if held:
                found.setdefault(held.name, held)
        for match in _PRESIDED.finditer(paragraph):
            name = personal_name(match[1])
            if name and name not in found:
                said = paragraph[match.end() : match.end() + LONGEST_SENTENCE]
                named = mentioned_group(_sentence_before(paragraph, match.start()), portal)
                group = _full(named or _group_of_role(_clause(said), portal), titled)
                if group:
                    found[name] = Held(
                        name, "president", group, _function(said, portal), since=since(_clause(said), on)
                    )
    return list(found.values())


def _apposed(paragraph: str, match: re.Match, titled: Group | None, portal: Portal, on: dt.date | None) -> Held | None:
    if _COMPLEMENT.search(paragraph, max(0, match.start() - LONGEST_COMPLEMENT), match.start()):
        return None
    if starts_with(match[1], portal.words["titles"]["issuer_words"]):
        return None
    words = match[1].split()
    while words and words[0].casefold() in _LEAD_WORDS:
        words = words[1:]
    name = personal_name(" ".join(words))
    apposition = _clause(paragraph[match.end() : match.end() + LONGEST_SENTENCE])
    if not name or country_code(name, portal) or re.match(r"(?:co-)?présidée?s? ", apposition):
        return None
    role = _role(apposition, portal)
    if not role:
        return None
    group = _full(mentioned_group(apposition[role.start() :], portal), titled)
    if group is None:
        return None
    function = _beside_role(apposition, portal)
    return Held(
        name,
        "vice_president" if role["vice"] else "president",
        group,
        function,
        since=since(apposition[role.start() :], on),
    )


def _role(text: str, portal: Portal) -> re.Match | None:
    """Where a text says that somebody presides over a group."""
    return _presidency(tuple(portal.words["groups"]["presided"])).search(text)


@cache
def _presidency(presided: tuple[str, ...]) -> re.Pattern:
    return re.compile(
        rf"(?P<vice>vice-)?(?:co-)?présidente? (?:(?:du|de la|de l['’]|de)\s?)(?:{'|'.join(map(re.escape, presided))})",
        re.IGNORECASE,
    )


def _group_of_role(apposition: str, portal: Portal) -> Group | None:
    role = _role(apposition, portal)
    return mentioned_group(apposition[role.start() :], portal) if role else None


def _beside_role(apposition: str, portal: Portal) -> str | None:
    """What else an apposition says somebody is, as one piece of it: from its beginning, or from behind the role when
    that comes first, up to the last function; what is a verb's is none."""
    kept, told = [], False
    for begin, end in spans_between(_FUNCTIONS, apposition):
        piece = apposition[begin:end].strip(" ,")
        if _role(piece, portal):
            told = True
        elif piece and (not told or _FUNCTION.match(piece)):
            kept.append((begin, end))
    return apposition[kept[0][0] : kept[-1][1]].strip(" ,") if kept else None


def since(text: str, on: dt.date | None) -> str | None:
    """When a role began, if the text says so ("depuis avril 2012"), as far as it is written."""
    match = re.search(r"\bdepuis\b", text)
    spans = find_dates(text[match.start() :], on=on) if match else []
    return as_precise(spans[0]) if spans else None


def _full(mentioned: Group | None, titled: Group | None) -> Group | None:
    """The group a phrase names; the title's when the phrase names none or shortens the title's ("le groupe Crises")."""
    if mentioned is None or (titled and titled.id.startswith(mentioned.id)):
        return titled
    return mentioned


def _clause(text: str) -> str:
    return text[: end.start()] if (end := _ENDS.search(text)) else text


def _function(text: str, portal: Portal) -> str | None:
    if not text.startswith(", "):
        return None
    return _beside_role(_clause(text[2:]), portal)


def _sentence_before(paragraph: str, position: int) -> str:
    return re.split(r"(?<=[.!?])\s", paragraph[max(0, position - LONGEST_SENTENCE) : position])[-1]
