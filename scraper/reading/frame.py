"""The frame around a page's content: head lines, Agenda and Actualités blocks, resource types, menus.

Recognised by the portal's labels and the order of lines, whatever the markup; kept out of records, so that a sidebar
that changes at every visit changes nothing. The Agenda's badges are read here, for they are data.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from scraper.reading.lines import Line
from scraper.reading.text import DATE_LINE, MONTH, TEASER_ENDS, equals, fold, starts_with
from scraper.text import labels_of

_DAY = re.compile(r"^(?:1er|\d{1,2})$", re.IGNORECASE)
_DAY_MONTH = re.compile(rf"^(1er|\d{{1,2}})\s*({MONTH})(?!\w)\s*(.*)$", re.IGNORECASE)
_RANGE = re.compile(r"^(Du \d{1,2}/\d{1,2}/\d{4} au \d{1,2}/\d{1,2}/\d{4})\s*(.*)$", re.IGNORECASE)
_BREADCRUMB = re.compile(r"^(?:vous êtes ici|you are here|(?:accueil|home)\s*[>»›/|])", re.IGNORECASE)
_MADE_WITH = re.compile(
    r"\b(?:réalisé|propulsé|motorisé|généré|fait|géré|créé|utilisant|utilise|powered|tourne)\b.{0,30}\bSPIP\b|^SPIP\b.{0,3}$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w")
_NUMBERS = re.compile(r"[\W\d]*")
MENU_RUN = 4
"""Consecutive lines of nothing but links inside the portal that are a menu."""
_SERVICE = frozenset(("login", "service", "search", "plan", "feed"))
LONGEST_COLOPHON = 40
"""Characters a line of service links may have beside its links (a year, the site's name)."""
LONGEST_FOOT = 150
"""Characters of the longest foot of a page that is recognised by its place alone."""
LONGEST_ENTRY = 130
"""Characters of the longest words of a menu's link; a card's teaser is longer."""
LONGEST_LABEL = 120
"""Characters of the longest label of a block, with the resource types behind it."""
BLOCK_TITLES = 6
"""Titles the Actualités block shows at most (three were seen)."""


@dataclass(frozen=True)
class Badge:
    """An entry of the Agenda block."""

    text: str
    """`25 mar`, or the range of several days, `Du 21/10/2026 au 24/10/2026`."""
    title: str
    target: str | None
    """The article's address."""


def take_frame_off(lines: list[Line], words: Mapping[str, dict]) -> tuple[list[Line], list[Badge]]:
    """Return a page's own content, in order, and the Agenda's badges. words: the portal's (portal.toml)."""
    page = _Page(lines, words["frame"], words["labels"]["more"])
    menus, content, badges = page.menus() | set(page.labels_of_summaries()), [], []
    i, top = 0, True
    while i < len(lines):
        line = lines[i]
        if after := page.block_end(i, badges):
            i = after
            continue
        if not (line.frame or i in menus or page.is_head(i, top=top) or _is_foot(line)):
            content.append(line)
            top = top and not line.text
        i += 1
    _drop_foot(content, lines)
    return content, badges


class _Page:
    """The lines of a page while its frame is taken off."""

    def __init__(self, lines: list[Line], words: dict[str, list[str]], more: list[str]):
        self.lines, self.words, self.more = lines, words, labels_of(tuple(more))
        self.blocks = labels_of((*words["agenda"], *words["news"], *words["resources"]))
        always = (*words["taglines"], *words["images"])
        self.heads = {True: labels_of((*always, *words["names"])), False: labels_of(always)}
        self.words_of_lines = [f"{fold(line.text)} " if len(line.text) <= LONGEST_ENTRY else "" for line in lines]
        """The folded words of each short line, with a space behind them."""
        self.kinds = list(map(self._kinds_inside, range(len(lines))))

    def _kinds_inside(self, i: int) -> set[str]:
        """Return the kinds of page linked by a line that is nothing but links of the portal; empty for any other
        line."""
        line = self.lines[i]
        if not line.linked or not 0 < len(line.text) <= LONGEST_ENTRY:
            return set()
        kinds = {anchor.kind for anchor in line.anchors}
        if None in kinds or DATE_LINE.match(line.text) or line.text.endswith(TEASER_ENDS):
            return set()
        return set() if self.words_of_lines[i].startswith(self.more.beginnings) else kinds

    def block_end(self, i: int, badges: list[Badge]) -> int | None:
        """Return where a site-wide block ends whose label a line is; None for any other line. badges: the Agenda's are
        added."""
        text, words = self.lines[i].text, self.words
        if len(text) > LONGEST_LABEL or not self.words_of_lines[i].startswith(self.blocks.beginnings):
            return None
        label = starts_with(text, self.blocks)
        if equals(text, words["agenda"]):
            begin, after = i + 1, i
            while (found := self._badge(begin))[0]:
                badges.append(found[0])
                begin = after = found[1]
            return after if after > i else None
        if equals(text, words["news"]):
            return self._news_end(i + 1)
        types = {word for each in (label, *words["media"]) for word in fold(each).split()}
        return self._past_media(i + 1) if label in words["resources"] and types.issuperset(fold(text).split()) else None

    def is_head(self, i: int, *, top: bool) -> bool:
        """Return whether a line is of the page's head. top: nothing came before it; below, the site's name is an
        organisation's."""
        return _is_way(self.lines[i]) or self.words_of_lines[i].rstrip() in self.heads[top].by_words

    def _text(self, i: int) -> str:
        return self.lines[i].text if i < len(self.lines) else ""

    def _badge(self, i: int) -> tuple[Badge | None, int]:
        """Return one badge from line i, and the line after it: day and month on one line or two, maybe a range, then
        the title."""
        while i < len(self.lines) and not self._text(i):
            i += 1
        start, text = i, self._text(i)
        if _DAY.match(text):
            text, i = f"{text} {self._text(i + 1)}", i + 1
        if not (match := _DAY_MONTH.match(text)):
            return None, start
        text, rest, i = f"{match[1]} {match[2]}", match[3], i + 1
        if not rest:
            rest, i = self._text(i), i + 1
        if span := _RANGE.match(rest):
            text, rest = span[1], span[2]
            if not rest:
                rest, i = self._text(i), i + 1
        targets = [anchor.target for line in self.lines[start:i] for anchor in line.anchors]
        return Badge(text, rest, targets[-1] if targets else None), i

    def _news_end(self, i: int) -> int | None:
        """Return where the Actualités block ends, or None when these lines are no such block but a list of its own."""
        titles, lines, others = 0, self.lines, [*self.words["resources"], *self.words["agenda"]]
        while i < len(lines) and titles < BLOCK_TITLES:
            if lines[i].text and not equals(lines[i].text, self.words["images"]):
                if equals(lines[i].text, others) or not self.kinds[i] or self.kinds[i] & {"file", "mot"}:
                    break
                titles += 1
            i += 1
        closed = i >= len(lines) or lines[i].frame or equals(lines[i].text, others)
        return i if titles > 1 or (titles and closed) else None

    def _past_media(self, i: int) -> int:
        while i < len(self.lines) and (not self._text(i) or equals(self._text(i), self.words["media"])):
            i += 1
        return i

    def menus(self) -> set[int]:
        """Return the positions of the lines of menus: runs of nothing but links to pages of the portal, with the short
        headings above them. Keywords may be among them; keywords alone are no menu."""
        found: set[int] = set()
        run: list[int] = []
        linked = 0
        for i, line in enumerate(self.lines):
            if _is_menu(line):
                found.add(i)
            elif self.kinds[i] and "file" not in self.kinds[i] and not line.level:
                run.append(i)
                linked += "mot" not in self.kinds[i]
            elif line.text and self._heads_menu(i):
                run.append(i)
            elif line.text or line.anchors:
                if linked >= MENU_RUN:
                    found.update(run)
                run, linked = [], 0
        return found | set(run) if linked >= MENU_RUN else found

    def labels_of_summaries(self) -> Iterator[int]:
        """Yield the position of each label of a summary: a short line above links to places in the page, where a block
        holds both and nothing else."""
        shown = [i for i, line in enumerate(self.lines) if line.text]
        for is_summary, run in groupby(range(len(shown)), key=lambda n: _skips(self.lines[shown[n]])):
            first, *others = run
            label = self.lines[shown[first - 1]]
            if not is_summary or not others or not first or label.anchors or len(label.text) > LONGEST_COLOPHON:
                continue
            around = {id(block) for block in self.lines[shown[first]].node.self_and_parents}
            block = next((block for block in label.node.self_and_parents if id(block) in around), None)
            beside = [self.lines[shown[n]].node for n in (first - 2, others[-1] + 1) if 0 <= n < len(shown)]
            if not any(block is each for node in beside for each in node.self_and_parents):
                yield shown[first - 1]

    def _heads_menu(self, i: int) -> bool:
        """Return whether a line is a short heading right above a link; the title of a page is none."""
        line = self.lines[i]
        if line.anchors or line.level == 1 or len(line.text) > LONGEST_COLOPHON or not (line.level or line.styles):
            return False
        below = next((k for k in range(i + 1, len(self.lines)) if self._text(k)), None)
        return below is not None and bool(self.kinds[below])


def _is_menu(line: Line) -> bool:
    """Return whether a line is a whole menu: links within the portal, not to articles alone, with signs between
    them."""
    if len(line.anchors) < MENU_RUN or line.level:
        return False
    kinds = {anchor.kind for anchor in line.anchors}
    return (
        not kinds & {None, "file", "mot"} and kinds > {"plain", "article"} & kinds and not _WORD.search(line.unlinked)
    )


def _is_way(line: Line) -> bool:
    """Return whether a line is links within the page, or a breadcrumb: both may be above a text too."""
    return _skips(line) or bool(_BREADCRUMB.match(line.text))


def _skips(line: Line) -> bool:
    """Return whether a line is links to places in the page, numbered or not; a heading that leads back to a summary is
    none."""
    within = bool(line.anchors) and not line.level and all(anchor.href.startswith("#") for anchor in line.anchors)
    return within and bool(_NUMBERS.fullmatch(line.unlinked))


def _is_foot(line: Line) -> bool:
    """Return whether a line begins with a copyright sign, or is links with service pages (plan, contact, login) among
    them."""
    if line.text.startswith("©"):
        return True
    served = sum(anchor.kind in _SERVICE for anchor in line.anchors)
    return served > 1 and len(line.unlinked) <= 4 * len(line.anchors) + LONGEST_COLOPHON


def _drop_foot(content: list[Line], lines: list[Line]) -> None:
    """Take off the foot of the page: a few last words behind the frame's last piece, what the site is made with."""
    while content and _MADE_WITH.search(content[-1].text) and not content[-1].text.endswith("."):
        content.pop()
    kept, foot = {id(line) for line in content}, 0
    for line in reversed(lines):
        if id(line) in kept:
            foot += 1
        elif line.text and not _is_way(line):
            break
    else:
        return
    begin = len(content) - foot
    last = [line for line in content[begin:] if line.text]
    plain = not any(line.level or line.part for line in last) and any(map(_is_text_or_teaser, content[:begin]))
    if plain and sum(len(line.text) for line in last) <= LONGEST_FOOT:
        content[begin:] = [line for line in content[begin:] if not line.text]


def _is_text_or_teaser(line: Line) -> bool:
    """Return whether a line is one of a text or a teaser: where there is none above it, what looks like a foot is the
    text."""
    return not line.level and (len(line.text) > LONGEST_FOOT or line.text.endswith((".", "…", "!", "?", ";", ")")))
