"""Which authorities work together, and since when, as sentences state it."""

import re
from collections.abc import Iterator

from scraper.dates import find_dates
from scraper.prose.facts import StatedPartnership
from scraper.prose.page import ProsePage, Sentence
from scraper.prose.words import alternatives, folded
from scraper.text import fold

_UPPER = "A-ZÀ-ÖØ-Ý"
_TAIL = (
    rf"(?:(?:[\s/](?:du\s|de la\s|de\s|des\s|d['’]|en\s|sur\s)?(?:métropole\b|agglomération\b|[{_UPPER}][\w’'-]*))*)"
)
_PLAIN = rf"[{_UPPER}][\w’'-]*{_TAIL}"
_AUTHORITY = (
    rf"(?:(?:la\s|le\s|l['’])?(?:[Cc]ommune|[Vv]ille|[Rr]égion|[Dd]épartement|[Pp]rovince|"
    rf"[Mm]unicipalité|[Éé]tat|[Mm]étropole|[Cc]ommunauté\s\w+|[Ee]ntente\s\w+)(?:\s(?:de la\s|du\s|des\s|"
    rf"de\s|d['’])|\s)?)?{_PLAIN}"
)
_LAND = r"(?:\s\([^()]{2,30}\))?"
_PAIR = re.compile(rf"(?<![\w’'-])(?P<a>{_AUTHORITY}){_LAND}\set\s(?:à\s|de\s)?(?P<b>{_AUTHORITY}){_LAND}")
_WITH = re.compile(
    rf"(?<![\w’'-])(?P<a>{_AUTHORITY}){_LAND}[^.;:«]{{0,60}}?\b(?:coop(?:ère|érait|èrent)|"
    rf"jumelée?|partenaire|liée?|accord|convention|jumelage|"
    rf"partenariat)\b[^.;:]{{0,40}}?\s(?:avec|à|de)\s(?:la\s|le\s|l['’])?(?P<b>{_AUTHORITY})"
)
_TIES = re.compile(
    rf"\b(?:lie|lient|liant|unit|unissent|unissant|relie|associe|associant|rapproche)\s(?:la\s|le\s|"
    rf"l['’])?(?P<a>{_AUTHORITY}){_LAND}\s"
    rf"(?:à|et|avec)\s(?:la\s|le\s|l['’])?(?P<b>{_AUTHORITY}){_LAND}"
)
_TWIN_OF = re.compile(
    rf"(?<![\w’'-])(?P<a>{_AUTHORITY}){_LAND}[^.;:«A-Z]{{0,30}}\b(?:ville |commune |région )?(?:jumelle|sœur|"
    rf"partenaire)"
    rf"(?:\s[a-zà-ÿ]+)?,?\s(?P<b>{_AUTHORITY})"
)
_TWIN_BY = re.compile(
    rf"(?<![\w’'-])(?P<b>{_AUTHORITY}){_LAND},\s(?:la\s)?(?:ville |commune |région )?(?:jumelle|sœur|partenaire|"
    rf"jumelée)"
    rf"(?:\s[a-zà-ÿ]+)?\s(?:de|à|avec)\s(?P<a>{_AUTHORITY})"
)
_SUPPORTS = re.compile(
    rf"(?<![\w’'-])(?P<a>{_AUTHORITY}){_LAND}\s(?:accompagne|appuie|soutient|aide|"
    rf"épaule)\s(?:depuis \d{{4}} )?(?:la\s|le\s|l['’])?"
    rf"(?P<b>{_AUTHORITY}){_LAND}"
)
_BETWEEN = re.compile(rf"\b[Ee]ntre\s(?P<a>{_AUTHORITY}){_LAND}\set\s(?P<b>{_AUTHORITY}){_LAND}")
_LIST = re.compile(
    rf"\b(?:liera|lient|lie|unit|unira|associe|"
    rf"réunit)\b[^.;:A-Z]{{0,25}}(?P<all>{_PLAIN}(?:,\s{_PLAIN})*\set\s{_PLAIN})"
)
_LINK = re.compile(rf"(?<!\w)(?:{alternatives('partnerships', 'links')}|(?i:coop[éè]r\w*|jumel\w*))(?!\w)")
_OF = re.compile(
    rf"\b(?:jumelage|coopération|partenariat|accord|convention|pacte|charte|liens?|amitié)\s(?:de\s|entre\s|d[’'])"
    rf"(?:la\s|le\s|l['’])?(?P<a>{_AUTHORITY}){_LAND}\s(?:avec|et|à)\s(?:la\s|le\s|l['’])?(?P<b>{_AUTHORITY}){_LAND}"
)
_LEADING = re.compile(
    rf"^(?:Jumelée?s?|Partenaires?|Liée?s?|Unie?s?)(?:\s(?:depuis|en)\s\d{{4}})?\s(?:à|avec|de)\s(?:la\s|le\s|l['’])?(?P<b>{_AUTHORITY}){_LAND}[^,;:.]*"
    rf"(?:,[^,;:.]*?)?,\s(?:la\s|le\s|l['’])?(?P<a>{_AUTHORITY})"
)
_WHICH = re.compile(
    rf"(?<![\w’'-])(?P<b>{_AUTHORITY}){_LAND},?\savec\s(?:laquelle|lequel|qui)\s(?:la\s|le\s|l['’])?(?P<a>{_AUTHORITY}){_LAND}\s"
    r"(?=(?:a|est|coop\w+|travaille|échange|entretient|mène)\b)"
)
"""A side that a relative clause joins to the other: "Luang Prabang, avec laquelle Chinon a engagé un programme"."""
_BESIDE = re.compile(r",\sreprésentée?s?\spar\s[^,;]+(?:,[^,;]+)?,|\s\((?![^()]*\d{4})[^()]*\)")
"""What stands between a side and what is said of it: who represents it."""
_TWIN = re.compile(rf"(?<!\w){alternatives('partnerships', 'twins')}(?!\w)")
_STATES = re.compile(
    r"\b(?:signé\w*|ont conclu|a conclu|conclu\w*|li[ée]e?s|liera|lie|unit|coop[èe]r\w+|"
    r"jumel[ée]\w*|date\b|remonte|né\b|paraph\w+|scell\w+|renouvel\w+|reconduc\w+|noces|fêt\w+|"
    r"célèbr\w+|célébr\w+|nou[ée]\w*|engag\w+|échang\w+|"
    r"depuis|jumelle|accompagn\w+|appui\w+|soutien\w+|partenaires?)",
    re.IGNORECASE,
)
_NO_LINK = re.compile(
    r"\b(?:aucun lien|pas de partenaire|sans partenaire|cherch\w+ (?:un|des) partenaires?|"
    r"recherch\w+ (?:un|des) partenaires?|projet de)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:depuis|date de|datent de|remonte à|remonte au|"
    r"(?:né|nou|sign|scell|parap|fond|cré|engag|établi|initi|commenc|lanc|conclu)\w* en|"
    r"liées?[^.;]{0,30}depuis)\s",
    re.IGNORECASE,
)


def partnerships_of(page: ProsePage, people: frozenset[str]) -> list[StatedPartnership]:
    """Return the partnerships that an article states.

    people: folded names of the people that it names, which are no authorities.
    """
    found: dict[frozenset[str], StatedPartnership] = {}
    sides: tuple[str, str] | None = _headline_pair(page)
    for sentence in page.sentences:
        for text in re.split(r";\s", _BESIDE.sub(" ", sentence.text)):
            _read_clause(page, found, sentence, text, people, sides)
    return list(found.values())


def _read_clause(
    page: ProsePage,
    found: dict[frozenset[str], StatedPartnership],
    sentence: Sentence,
    text: str,
    people: frozenset[str],
    sides: tuple[str, str] | None,
) -> None:
    """Note the partnerships that a clause states. sides: the authorities of the article's title."""
    if (_LINK.search(text) or _WHICH.search(text)) and not _NO_LINK.search(text):
        kind = "twinning" if _TWIN.search(text) else "cooperation"
        for a, b in _sides(text, people):
            if _are_sides(a, b, people) and _STATES.search(text) and not sentence.in_head:
                _note(page, found, a, b, kind, sentence, text)
        if (
            sides
            and re.search(
                r"\b(?:le jumelage|la charte|le partenariat|les deux (?:villes|communes|collectivités))\b",
                text,
                re.IGNORECASE,
            )
            and _since(page, text, broad=True)
        ):
            _note(page, found, *sides, kind, sentence, text)


def _headline_pair(page: ProsePage) -> tuple[str, str] | None:
    """Return the two authorities that the article's title puts side by side: "Oyonnax – Eislingen"."""
    match = re.match(rf"(?P<a>{_PLAIN})\s?(?:–|-|et|/)\s(?P<b>{_PLAIN})\s?(?::|$|fêtent|célèbrent)", page.title)
    if match is None:
        return None
    a, b = match["a"], match["b"]
    for sentence in page.body:
        for longer in re.findall(rf"(?<![\w-]){re.escape(b)}[/-][\w-]+", sentence.text):
            b = longer
    return a, b


def _sides(text: str, people: frozenset[str]) -> Iterator[tuple[str, str]]:
    if leading := _LEADING.match(text):
        yield _clean(leading["a"]), _clean(leading["b"])
        return
    matched = False
    for pattern in (_WHICH, _OF, _BETWEEN, _PAIR):
        for match in pattern.finditer(text):
            if not _are_sides(_clean(match["a"]), _clean(match["b"]), people):
                continue
            if pattern is _PAIR and re.search(r"\b(?:à|maires? de|ministère de|pour)\s$", text[: match.start()]):
                continue
            matched = True
            yield _clean(match["a"]), _clean(match["b"])
        if matched:
            break
    for pattern in (_TIES, _TWIN_OF, _TWIN_BY, _SUPPORTS, _WITH):
        for match in () if matched else pattern.finditer(text):
            matched = matched or pattern is not _WITH
            yield _clean(match["a"]), _clean(match["b"])
    for match in _LIST.finditer(text):
        names = re.split(r",\s|\set\s", match["all"])
        if len(names) > 2:
            yield from ((names[0], other) for other in names[1:])


def _clean(name: str) -> str:
    return re.sub(
        r"^(?:la|le)\s|^l['’]|^(?:La|Le)\s(?=(?i:ville|commune|région|province|département|"
        r"municipalité|métropole)\b)|^L['’]",
        "",
        name,
    ).strip(" ,")


def _are_sides(a: str, b: str, people: frozenset[str]) -> bool:
    return _is_side(a, people) and _is_side(b, people) and fold(a) != fold(b)


def _is_side(name: str, people: frozenset[str]) -> bool:
    words = name.split()
    if len(words) == 1 and fold(name) in folded("partnerships", "generic"):
        return False
    return (
        fold(words[0]) not in folded("partnerships", "never")
        and fold(name) not in people
        and not any(fold(name) in person.split() for person in people)
    )


def _since(page: ProsePage, text: str, broad: bool = False) -> str | None:
    for mark in _SINCE.finditer(text):
        written = text[mark.end() : mark.end() + 30]
        for span in find_dates(text[mark.start() :], on=page.published):
            if span.offsets[0] <= mark.end() - mark.start() + 12:
                return span.start.isoformat()[: {"year": 4, "month": 7}.get(span.precision, 10)]
        year = re.match(r"(?:\w+\s)?((?:18|19|20)\d{2})\b", written)
        if year:
            return year.group(1)
    if broad and (
        year := re.search(
            r"\b(?:né|signée?|conclue?|créée?|fondée?)\b[^.;]{0,30}\ben\s((?:18|19|20)\d{2})\b", text, re.IGNORECASE
        )
    ):
        return year.group(1)
    return None


def _note(
    page: ProsePage,
    found: dict[frozenset[str], StatedPartnership],
    a: str,
    b: str,
    kind: str,
    sentence: Sentence,
    text: str,
) -> None:
    key = frozenset((fold(a), fold(b)))
    since = _since(page, text, broad=True)
    known = found.setdefault(key, StatedPartnership(a, b, kind, sentence.source, since))
    known.since = known.since or since
