"""How far an article's own text reaches: what ends it, and what is none of it wherever it stands."""

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Sequence

from bs4 import Tag

from scraper.dates import DAYS_OF_WEEK
from scraper.portal import Portal
from scraper.reading.elements import TEXT
from scraper.reading.headline import reads_as_text
from scraper.reading.keywords import is_keywords
from scraper.reading.lines import Line
from scraper.reading.marks import TEASER_ENDS
from scraper.reading.publication import dateline
from scraper.reading.text import equals, fold
from scraper.reading.tools import is_tools, may_be_tools

SHORTEST_WORDS = 12
"""Characters of the shortest line above a text that is taken for a part of it."""
_OF_ARTICLE = re.compile(
    r"(?:par|by|por|auteurs?|autrices?|publiee? par|proposee? par|mise? a jour|modifiee?|derniere m\w+|popularite"
    r"|notes?|visites?|vue?s?|lue?s?|vos|categories?|rubriques?|langues?|version|partage\w*|imprim\w+|reagir)\b"
)
LONGEST_HEAD = 12
"""Lines of an article's head below its first paragraph, at most: tools, names, keywords."""
MOST_BELOW = 3
"""How many times longer the text below a date must be for what is above it to be an introduction."""
LONGEST_INTRODUCTION = 2
"""Paragraphs above a publication date that may be an introduction, when more text follows the date."""
_WEEKDAY_DATE = re.compile(rf"^(?:{'|'.join(DAYS_OF_WEEK)})\s+(?:1er|\d{{1,2}})\s+\w+\s+\d{{4}}$", re.IGNORECASE)


def container_end(lines: Sequence[Line], title: int) -> int:
    """Where the element ends that holds an article's title: SPIP's hentry, <article>, <main>; else all lines."""
    for parent in lines[title].node.parents if title >= 0 else ():
        if (
            parent.name in ("article", "main")
            or {"hentry", "content"} & set(parent.get_attribute_list("class"))
            or parent.get("id") in ("content", "contenu")
        ):
            return max(i for i, line in enumerate(lines) if _is_within(line.node, parent)) + 1
    return len(lines)


def is_apart(line: Line, portal: Portal, base: str) -> bool:
    """Whether a line is no text wherever it stands: tools, keywords and their label."""
    return is_tools(line.text, portal) or _is_theme_label(line, portal) or is_keywords(line, portal)


def is_furniture(line: Line, portal: Portal, on: dt.date) -> bool:
    """Whether a line between an article's title and its text is none of it: a link, a number, or what tells of the
    article (who wrote it, when it was changed, how often it was seen)."""
    if line.linked or line.part == "published" or dateline(line, on) is not None or may_be_tools(line, portal):
        return True
    return len(line.text) < SHORTEST_WORDS or bool(_OF_ARTICLE.match(fold(line.text)))


def ends_text(lines: Sequence[Line], i: int, portal: Portal) -> bool:
    """Whether a line below an article's text ends it: keywords, tools, the date of the older or newer article above its
    title, the label above others of its section."""
    line = lines[i]
    neighbour = _WEEKDAY_DATE.match(line.text) and any(below.linked for below in lines[i + 1 : i + 2])
    heads = equals(line.text, portal.words["labels"]["related"]) and any(below.linked for below in _shown(lines, i)[:1])
    return bool(neighbour) or heads or _is_theme_label(line, portal) or is_tools(line.text, portal)


def _shown(lines: Sequence[Line], i: int) -> list[Line]:
    """The few lines with words below a line."""
    return [line for line in lines[i + 1 : i + 4] if line.text]


def tools_around(lines: Sequence[Line], text: Sequence[int], portal: Portal) -> set[int]:
    """Of an article's lines those that read as tools and have no sentence above them, or none below."""
    tools = {i for i in text if may_be_tools(lines[i], portal)}
    sentences = [i for i in text if i not in tools and reads_as_text(lines[i])] or [len(lines)]
    return {i for i in tools if not sentences[0] < i < sentences[-1]}


def is_in_head(lines: Sequence[Line], first: int, i: int, end: int) -> bool:
    """Whether a date or tools below a paragraph or two, the first at a position, stand in an article's head: most of
    its text, up to an end, follows."""
    if i - first > LONGEST_HEAD:
        return False
    above = [line for line in lines[first:i] if reads_as_text(line)]
    text = itertools.takewhile(lambda line: not line.level or line.part in TEXT, lines[i + 1 : end])
    below = (line for line in text if reads_as_text(line) and not line.linked and not line.text.endswith(TEASER_ENDS))
    return len(above) <= LONGEST_INTRODUCTION and _length(below) > MOST_BELOW * max(1, _length(above))


def _is_theme_label(line: Line, portal: Portal) -> bool:
    """The keywords' label, alone or with its keywords behind it."""
    return equals(line.unlinked, portal.words["labels"]["themes"])


def _length(lines: Iterable[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _is_within(node: Tag, outer: Tag) -> bool:
    """Whether an element is another one, or stands in it; elements that read the same are not the same."""
    return node is outer or any(parent is outer for parent in node.parents)
