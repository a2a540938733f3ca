"""Groups by their names: what a name tells of a group's kind, and which group a text names."""

import re
from functools import cache

from scraper.portal import Portal
from scraper.reading.countries import country_code
from scraper.reading.people import UPPER
from scraper.reading.text import contains, equals, starts_with
from scraper.records import Group, slugify

_CLOSING = re.compile(r"\s(?:de|et) ")
_WEAK = re.compile(r"\s")
_STOP = re.compile(
    r"[.;:(),]|\s(?:le|du|les|au|a|ont|se|sera|aura|qui|est|s['’]est)\s"
    r"| et (?:[a-zà-ý’']+ )?(?:[Aa]djoint|[Mm]aire|[Cc]onseill|[Pp]résident|[Vv]ice)|$"
)
_CAPITALISED = re.compile(rf"[{UPPER}][\w’'-]*(?: et [\w’'-]+| [{UPPER}][\w’'-]*)*")
_THEMATIC = re.compile(rf"[Gg]roupe (?:de travail |thématique )?([{UPPER}].*)")
_COUNTRY = re.compile(
    rf"[Gg]roupes?[- ]pays (?:du |de la |de l['’]|de |d['’])?"
    rf"([{UPPER}][\w’'-]*(?:[ -](?:et |de |du |la |des |d['’])?[{UPPER}][\w’'-]*)*)"
)


def kind_of_group(name: str, portal: Portal) -> str | None:
    """country, region, mission or former by its name alone; None when the name does not tell."""
    words = portal.words["groups"]
    if equals(name, words["former"]):
        return "former"
    if starts_with(name, words["mission"]):
        return "mission"
    if country_code(bare_name(name, portal), portal):
        return "country"
    return "region" if contains(name, words["region"]) else None


def bare_name(name: str, portal: Portal) -> str:
    """A group's name without "Groupe-pays" before it."""
    label = starts_with(name, portal.words["groups"]["country"])
    return (
        name
        if not label
        else re.sub(r"^\S*groupe[- ]?pays\s+(?:du |de la |de l['’]|de |d['’])?", "", name, flags=re.IGNORECASE)
    )


def mentioned_group(text: str, portal: Portal) -> Group | None:
    """The group a text names ("la réunion du groupe-pays Maroc"), known by mention only; None when it names none."""
    match = _COUNTRY.search(text)
    if match:
        words = re.split(r"(?<=\S) ", match[1])
        for end in range(len(words), 0, -1):
            name = " ".join(words[:end])
            if code := country_code(name, portal):
                return Group(id=slugify(name), name=name, kind="country", country_code=code)
    for pattern in (_THEMATIC, _named(tuple(portal.words["groups"]["named"]))):
        if match := pattern.search(text):
            name = _delimited(match[1], portal)
            if 2 < len(name) <= 60:
                return Group(id=slugify(name), name=name, kind=kind_of_group(name, portal) or "thematic")
    return None


@cache
def _named(heads: tuple[str, ...]) -> re.Pattern:
    heads = "|".join(map(re.escape, heads))
    return re.compile(rf"\bla ((?:{heads})(?: transversale| thématique| géographique)? [{UPPER}].*)")


def _delimited(words: str, portal: Portal) -> str:
    """A name at the head of some words: up to its owner's or what closes it, else as far as capitals lead."""
    owners = "|".join(map(re.escape, portal.words["groups"]["owners"]))
    words = re.split(rf",? de (?:{owners})\b", words, maxsplit=1)[0]
    stop = _STOP.search(words)
    name = words[: stop.start()].strip()
    if _WEAK.match(stop[0]) and not _CLOSING.match(stop[0]):
        name = _CAPITALISED.match(words)[0]
    return name
