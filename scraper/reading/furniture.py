"""Lines about an article that are no text of it: its tools, and the days of its changes."""

import re
from functools import cache

from scraper import spip
from scraper.dates import DateSpan, find_dates
from scraper.reading.context import PageContext
from scraper.reading.lines import Anchor, Line
from scraper.reading.text import fold

LONGEST_TOOLS = 80
"""Characters of the longest line of tools."""
_READING_TIME = re.compile(
    r"\b(?:temps de lecture|reading time|\d+ ?(?:min|mn|minutes?) (?:de lecture|read))\b|^a a( a)?$"
)
"""How long a text takes to read; signs to enlarge or reduce it (`A+ A-`)."""
_COUNTED = r"(?:visit(?:e|eur)s?|vues?|lectures?|visits?|views?|hits|popularit[ey]|commentaires?|comments?)"
_COUNTS = re.compile(rf"(?:(?:{_COUNTED} [\d ]+|[\d ]+ {_COUNTED}|(?:(?:article|page) )?[lv]ue? [\d ]+ fois)(?: |$))+")
"""How often a page was seen: folded, and nothing else."""
_AFTER_CHANGE = re.compile(rf"(?:^| ){spip.CHANGED.pattern}$")
TOOL_WORDS = frozenset(
    "sur cet article cette l le la les liste un une page a au en format pdf par et x this the to".split()
)
"""Words that may be among an article's tools and are none by themselves."""


def is_tools(text: str, ctx: PageContext) -> bool:
    """Return whether words are nothing but tools on any part of a page: to share, to print, to enlarge."""
    words = _words(text)
    return bool(words) and (
        _READING_TIME.search(words) is not None or _is_made_of(words, tuple(ctx.words["frame"]["share"]))
    )


def may_be_tools(line: Line, ctx: PageContext) -> bool:
    """Return whether a line is tools if it is above or below a text: links on this site that go back, up or to the
    comments, how often the page was seen, when it was changed."""
    words = _words(line.text)
    if not words:
        return False
    if _COUNTS.fullmatch(words) or _shows_change(line.text):
        return True
    tools = (*ctx.words["frame"]["share"], *ctx.words["frame"]["tools"])
    return line.linked and _is_made_of(words, tools) and not any(map(_leads_off, line.anchors))


def _shows_change(text: str) -> bool:
    """Return whether words are nothing but the date of a change: `Mis à jour le 3 mars 2021`."""
    span = next(iter(find_dates(text)), None) if spip.CHANGED.match(fold(text[:LONGEST_TOOLS])) else None
    if span is None or text[span.offsets[1] :].strip(" ,;:|•·/()[]–—-."):
        return False
    return bool(spip.CHANGED.fullmatch(fold(text[: span.offsets[0]])))


def unchanged_days(text: str) -> list[DateSpan]:
    """Return the dates of a line but those of a change: `Publié le 3 mars 2021, modifié le 4 mars 2021` has one."""
    kept, end = [], 0
    for span in find_dates(text):
        words, end = fold(text[end : span.offsets[0]]), span.offsets[1]
        if not _AFTER_CHANGE.search(words):
            kept.append(span)
    return kept


def _words(text: str) -> str:
    """Return the folded words of a text that is short enough for tools, and no sentence."""
    words = fold(text) if not text.endswith((";", ".")) else ""
    return words if len(words) <= LONGEST_TOOLS else ""


def _is_made_of(words: str, labels: tuple[str, ...]) -> bool:
    """Return whether words are some of the labels, with numbers and words that mean nothing by themselves between
    them."""
    rest, n = f" {words} ", 0
    for label in _longest_first(labels):
        n += rest.count(f" {label} ")
        rest = rest.replace(f" {label} ", " ")
    return n > 0 and all(w.isdigit() or w in TOOL_WORDS for w in rest.split())


@cache
def _longest_first(labels: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(map(fold, labels), key=len, reverse=True))


def _leads_off(anchor: Anchor) -> bool:
    return anchor.href.startswith("http") and anchor.target is None
