"""Groups by their names: what a name tells of a group's kind, and which group a text names."""

import re
from difflib import SequenceMatcher
from functools import cache
from itertools import dropwhile

from scraper.portal import Portal
from scraper.reading.countries import country_code
from scraper.reading.people import UPPER
from scraper.reading.text import contains, equals, fold, starts_with
from scraper.records import Group, slugify

LONGEST_NAME = 90
"""Characters of the longest line that is taken for a group's name."""
SHORTEST_CUT = 3
"""Letters of the shortest word that is taken for a longer one cut."""
LEAST_ALIKE = 0.85
"""Likeness of two words that are one word misspelt."""
_BEFORE_NAME = frozenset(
    "le la les l un une du de des d a sur groupe groupes pays dynamique mission thematique transversale".split()
)
"""Folded words that stand before the name of any group."""
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


def is_named(text: str, name: str) -> bool:
    """Whether a text is nothing but a group's name as a page may write it: "Le groupe Crises et rehab"."""
    said, own = (_bare_words(words) for words in (text, name))
    return len(said) == len(own) > 0 and all(map(_is_word, said, own))


def _bare_words(text: str) -> list[str]:
    """The words of a name, without those that stand before any group's and without "et" (written "&" too)."""
    words = fold(text).split() if len(text) <= LONGEST_NAME else []
    return [*dropwhile(_BEFORE_NAME.__contains__, (word for word in words if word != "et"))]


def _is_word(said: str, own: str) -> bool:
    """Whether a word is another one, cut ("rehab") or misspelt by a letter or two."""
    cut = len(said) >= SHORTEST_CUT and own.startswith(said)
    return said == own or cut or SequenceMatcher(None, said, own).ratio() >= LEAST_ALIKE


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
