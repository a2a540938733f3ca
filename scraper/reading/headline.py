"""The title of an article among the lines of its page, with the lines above and below it."""

import itertools
import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from bs4 import Tag

from scraper import spip
from scraper.reading.context import PageContext, own_titles, site_names
from scraper.reading.elements import TEXT
from scraper.reading.furniture import is_tools, may_be_tools
from scraper.reading.keywords import is_keywords
from scraper.reading.lines import Line
from scraper.reading.publication import dateline, is_labelled
from scraper.reading.text import TEASER_ENDS, contains, equals, fold, starts_with

LONGEST = 300
"""Characters of the longest title, overtitle or subtitle that is taken for one."""
LEAST_SCORE = 15
"""Points below which no line is taken for a title."""
LONGEST_SUBTITLE = 160
"""Characters of the longest line below a title that may be a part of the article's head."""
MOST_ABOVE = 3
"""Lines that may be above the first paragraph of an article: overtitle, title, subtitle."""
FARTHEST = 8
"""Lines between a title and what SPIP's class calls its overtitle or subtitle, at most."""
_CRUMB = re.compile(r"\s[>»›]\s|^accueil\b", re.IGNORECASE)
_WORDED = re.compile(r"[^\W\d_]{2}|[^\W\d_]\d")
_PLACE = re.compile(r"^(?:à|au|aux|en|chez|dans|par)\s", re.IGNORECASE)
LEVELS = 3
"""Levels of the markup between a title and an overtitle that belongs to it, at most."""
LONGEST_OVERTITLE = 120
"""Characters."""
LABELS = ("documents", "themes", "more", "related", "contact", "presentation")
"""The portal's labels that are a line of their own."""
LEAST_RUN = 4
"""Words in a row that a title and a slug must share when they begin differently."""
SHORTEST_CUT = 25
"""Characters from which a slug may be a title cut short: SPIP cut at 35, later at 80, at the end of a word."""


@dataclass(frozen=True)
class Headline:
    """The place of the title in a page's content lines."""

    title: int
    """Position of its line, -1 for none."""
    rule: str
    """Rule that chose this line."""
    overtitle: int | None = None
    """Position of its line."""
    subtitle: int | None = None
    """Position of its line."""
    titles: tuple[int, ...] = ()
    """Positions of all lines of the title."""


def find_headline(lines: list[Line], ctx: PageContext, url: str) -> Headline | None:
    """Find the title by the page's layout; else by all there is: SPIP's class, heading level, the head's title, the
    address, emphasis, order."""
    if ctx.layout and (found := _slotted(lines)):
        return found
    head, slug = [fold(title) for title in own_titles(ctx)], fold(spip.words(url)).split()
    site = {fold(name) for name in site_names(ctx, lines, url)}
    # A section's own title is above its tabs.
    first = 0 if spip.address(url).kind == "rubrique" else after_tabs(lines, ctx)
    scored = [
        (*_score(line, head, slug), i)
        for i, line in enumerate(lines[first:], first)
        if line.text and len(line.text) <= LONGEST and not _is_label(line, ctx)
    ]
    # The site's name heads every page; it names one whose address has it, and one that nothing else names.
    words = {i: fold(lines[i].text) for *_, i in scored}
    others = [found for found in scored if words[found[-1]] not in site or words[found[-1]].split() == slug]
    if any(found[0] >= LEAST_SCORE for found in others):
        scored = others
    score, rule, title = max(scored, key=lambda found: (found[0], -found[2]), default=(0.0, "", 0))
    if score < LEAST_SCORE:
        rule, title = "order", _by_order(lines, first, ctx)
        if title is None:
            return None
    title = _last_copy(lines, title)
    whole = _whole(lines, title)
    over, sub = _overtitle(lines, title, ctx), _subtitle(lines, whole[-1], ctx)
    dated = any(is_labelled(line, ctx) for line in lines)
    over, sub = (i if i is None or not _is_dateline(lines[i], certain=dated) else None for i in (over, sub))
    over = None if over is not None and fold(lines[over].text) in site else over
    return Headline(title, rule, over, sub, whole)


def _slotted(lines: list[Line]) -> Headline | None:
    """Return the headline by the layout of the lines' page; None where that has none among them."""
    places: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if line.slot and line.text:
            places.setdefault(line.slot, []).append(i)
    title = places.get("title")
    if not title:
        return None
    over, sub = places.get("overtitle", [None])[-1], places.get("subtitle", [None])[0]
    return Headline(title[0], "layout", over, sub, tuple(title))


def _is_dateline(line: Line, *, certain: bool) -> bool:
    """Return whether a line is the publication's. certain: another one is, so that a mere day is an event's."""
    found = dateline(line)
    return found is not None and line.part is None and (found.is_certain or not certain)


def _last_copy(lines: list[Line], title: int) -> int:
    """Return the copy of the title that the text follows: a page may show it twice, once for small screens."""
    shown = lines[title]
    for i in range(title + 1, len(lines)):
        line = lines[i]
        if shown.level and line.level == shown.level and line.text == shown.text:
            title = i
        elif len(line.text) > LONGEST:
            break
    return title


def _by_order(lines: list[Line], first: int, ctx: PageContext) -> int | None:
    """Return the biggest or longest of the few lines above the first paragraph, when nothing else marks the title."""
    above: list[int] = []
    for i in range(first, len(lines)):
        line = lines[i]
        if not line.text or line.linked or _is_label(line, ctx):
            continue
        if line.text.endswith((".", ":", ";", "…")) or len(line.text) > LONGEST or len(above) == MOST_ABOVE:
            break
        above.append(i)
    return max(above, key=lambda i: ("big" in lines[i].styles, len(lines[i].text)), default=None)


def _score(line: Line, head: list[str], slug: list[str]) -> tuple[float, str]:
    scores = {
        "class entry-title": 100 if line.part == "title" else 0,
        "heading": {1: 60, 2: 35, 3: 20}.get(line.level, 0),
        "title of the head": _head_points(head, line),
        "address": 45 * likeness(slug, fold(line.text).split()),
        "emphasis": (8 if "bold" in line.styles else 0) + (6 if line.styles - {"bold", "italic"} else 0),
    }
    if line.part in {*TEXT, "teaser", "overtitle", "subtitle", "lead", "notes"}:
        scores["heading"] /= 3
        scores["title of the head"] /= 3
    rule = max(scores, key=scores.__getitem__)
    return sum(scores.values()), rule


def _head_points(head: list[str], line: Line) -> float:
    """Return the points of a line for being the page's title in the head, with or without the site's name."""
    words = fold(line.text)
    if words in head:
        return 50
    return 40 if any(f"{t} ".startswith(f"{words} ") or f" {t}".endswith(f" {words}") for t in head) else 0


def _whole(lines: list[Line], title: int) -> tuple[int, ...]:
    """Return the positions of a whole title: one broken by a <br> goes on as long as it looks the same."""
    end, level, node = title + 1, lines[title].level, lines[title].node
    while level and end < len(lines) and not lines[end].starts and lines[end].node is node:
        end += 1
    return tuple(range(title, end))


def after_tabs(lines: list[Line], ctx: PageContext) -> int:
    """Return where the article begins on a page that shows it inside a group, below the group's abstract and tabs."""
    start = next((i for i, line in enumerate(lines) if presents(line, ctx)), None)
    if start is None:
        return 0
    start += 1
    while start < len(lines) and (not lines[start].text or is_tabs(lines[start], ctx.words["labels"]["tabs"])):
        start += 1
    return start


def presents(line: Line, ctx: PageContext) -> str | None:
    """Return the label of a group's presentation that ends a line, alone or after the group's abstract; or None."""
    text = fold(line.text)
    return next((label for label in ctx.words["labels"]["presentation"] if text.endswith(fold(label))), None)


def is_tabs(line: Line, tabs: list[str]) -> bool:
    """Return whether a line is nothing but a group's tabs ("Accueil Discussions Publications")."""
    words = fold(line.text).split()
    return bool(words) and all(equals(word, tabs) for word in words)


def _is_label(line: Line, ctx: PageContext) -> bool:
    labels = ctx.words["labels"]
    if equals(line.text, [label for name in LABELS for label in labels[name]]):
        return True
    return bool(starts_with(line.text, labels["published"])) or is_tabs(line, labels["tabs"])


def _overtitle(lines: list[Line], title: int, ctx: PageContext) -> int | None:
    classed = _nearest(lines, title, range(max(0, title - FARTHEST), title + FARTHEST), "overtitle")
    if classed is not None or title == 0:
        return classed
    line, text = lines[title - 1], lines[title - 1].text
    if line.linked or line.machine or line.level == 1 or line.part in {*TEXT, "lead"} or line.node.name == "figcaption":
        return None
    if len(text) > LONGEST_OVERTITLE or not _WORDED.search(text) or _CRUMB.search(text) or text.endswith(TEASER_ENDS):
        return None
    # A breadcrumb ends with the title, often cut.
    if _is_label(line, ctx) or is_keywords(line, ctx) or fold(lines[title].text).startswith(fold(text)):
        return None
    return title - 1 if _near(line, lines[title]) else None


def _nearest(lines: list[Line], title: int, places: range, part: str) -> int | None:
    """Return the line of SPIP's class that is nearest to a title; those of other articles are farther off."""
    of_class = (i for i in places if i < len(lines) and lines[i].part == part)
    return min(of_class, key=lambda i: abs(i - title), default=None)


def _near(line: Line, other: Line) -> bool:
    own = _around(line.node)
    return any(node is each for node in _around(other.node) for each in own)


def _around(node: Tag) -> list[Tag]:
    """Return an element and those around it, some levels up; one that wraps a single other adds no level."""
    found, up, child = [node], 0, node
    for parent in node.parents:
        up += child.find_next_sibling() is not None or child.find_previous_sibling() is not None
        if up > LEVELS or parent.name in ("body", "html", "[document]"):
            break
        found.append(parent)
        child = parent
    return found


def _subtitle(lines: list[Line], title: int, ctx: PageContext) -> int | None:
    classed = _nearest(lines, title, range(title + 1, title + FARTHEST), "subtitle")
    if classed is not None:
        return classed
    rest = [i for i in range(title + 1, len(lines)) if lines[i].text]
    # A picture between them closes the head of the article: what follows is its text.
    if len(rest) < 2 or rest[0] != title + 1 or _begins_the_text(lines[rest[0]], ctx):
        return None
    i, after = rest[0], next((lines[k] for k in rest[1:] if not lines[k].machine), lines[rest[1]])
    if _reads_as_place(lines[i], after):
        return i
    if _heads_more(lines[i], [lines[k] for k in rest[1:]], ctx):
        return None
    return i if _set_apart(lines[i], after, lines[title]) else None


def _reads_as_place(line: Line, after: Line) -> bool:
    few = len(line.text) <= 110 and (line.level or len(after.text) > len(line.text))
    return bool(_PLACE.match(line.text)) and bool(few) and not contains(line.text, ["est", "a", "sont", "ont"])


def _begins_the_text(line: Line, ctx: PageContext) -> bool:
    """Return whether the line below the title cannot be a subtitle: too long, a link, an item, a date, a label, a
    sentence."""
    if line.linked or line.item or line.machine or line.part in {*TEXT, "lead", "published"}:
        return True
    if len(line.text) > LONGEST_SUBTITLE or not _WORDED.search(line.text):
        return True
    is_sentence = not line.level and line.text.endswith((".", ";", ",", ":"))
    is_tool = is_tools(line.text, ctx) or may_be_tools(line, ctx)
    return is_sentence or is_tool or _is_label(line, ctx) or is_keywords(line, ctx)


def _heads_more(line: Line, rest: list[Line], ctx: PageContext) -> bool:
    """Return whether lines further down look the same: then it is the first heading of the text."""
    labels = ctx.words["labels"]
    ends = [*labels["published"], *labels["documents"]]
    own = itertools.takewhile(lambda other: not starts_with(other.text, ends), rest)
    set_off = line.level or "bold" in line.styles
    return bool(set_off) and any(other.look == line.look and len(other.text) <= LONGEST_SUBTITLE for other in own)


def reads_as_text(line: Line) -> bool:
    """Return whether a line is a sentence, or as long as one: no piece of an article's head."""
    return len(line.text) > LONGEST_SUBTITLE or line.text.endswith((".", ";", ":", ","))


def _set_apart(line: Line, after: Line, title: Line) -> bool:
    """Return whether the line below the title looks other than the text that follows, or is in the title's own
    block."""
    beside = line.node.parent
    if after.node.parent is not beside and any(parent is beside for parent in title.node.parents):
        return True
    if after.part in {*TEXT, "lead"} and line.part is None:
        return True
    if line.level or (line.styles - after.styles and after.starts):
        return not (line.level and after.level == line.level)
    return line.node is title.node or (line.node is not after.node and line.look[:2] != after.look[:2])


def likeness(slug: list[str], words: list[str]) -> float:
    """Return how well a slug fits the words of a line, from 0 to 1: SPIP derives it from the first title, cut at a
    word."""
    if not slug or not words:
        return 0.0
    same = next((i for i, (a, b) in enumerate(zip(slug, words, strict=False)) if a != b), min(len(slug), len(words)))
    if same < min(3, len(slug)):
        return _run(slug, words)
    cut = sum(map(len, slug)) + len(slug) >= SHORTEST_CUT
    return same / len(slug) if cut else same / max(len(slug), len(words))


def _run(slug: list[str], words: list[str]) -> float:
    """Return the likeness by words in a row: a retitled article keeps its slug, and most often some of its words."""
    if sum(map(set(slug).__contains__, words)) < LEAST_RUN:
        return 0.0
    run = SequenceMatcher(None, slug, words, autojunk=False).find_longest_match().size
    return 0.8 * run / max(len(words), run) if run >= LEAST_RUN else 0.0
