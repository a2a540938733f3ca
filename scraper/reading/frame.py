"""The frame around a page's content: head lines, Agenda and Actualités blocks, resource types, menus.

Recognised by the portal's labels and the order of lines, whatever the markup; kept out of records, so that a sidebar
that changes at every visit changes nothing. The Agenda's badges are read here, for they are data.
"""

import re
from dataclasses import dataclass, field

from scraper.portal import Portal
from scraper.reading.furniture import DATE_LINE, TEASER_ENDS
from scraper.reading.lines import Line
from scraper.reading.text import equals, fold, starts_with

_MONTH = r"(?:jan|f[ée]v|mar|avr|mai|jui|jun|jul|ao[uû]|sep|oct|nov|d[ée]c)[a-zûéèA-Z]*\.?"
_DAY = re.compile(r"^(?:1er|\d{1,2})$", re.IGNORECASE)
_DAY_MONTH = re.compile(rf"^(1er|\d{{1,2}})\s*({_MONTH})(?!\w)\s*(.*)$", re.IGNORECASE)
_RANGE = re.compile(r"^(Du \d{1,2}/\d{1,2}/\d{4} au \d{1,2}/\d{1,2}/\d{4})\s*(.*)$", re.IGNORECASE)
_BREADCRUMB = re.compile(r"^(?:vous êtes ici|you are here|(?:accueil|home)\s*[>»›/|])", re.IGNORECASE)
_MADE_WITH = re.compile(
    r"\b(?:réalisé|propulsé|motorisé|généré|fait|géré|créé|utilisant|utilise|powered|tourne)\b.{0,30}\bSPIP\b|^SPIP\b.{0,3}$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w")
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


@dataclass
class Framed:
    """A page's own content and the Agenda's badges."""

    content: list[Line] = field(default_factory=list)
    badges: list[Badge] = field(default_factory=list)


def take_frame_off(lines: list[Line], portal: Portal) -> Framed:
    """Separate a page's content from its frame; order is kept."""
    words, framed = portal.words["frame"], Framed()
    kinds = [_kinds_inside(line, portal) for line in lines]
    menus = _menus(lines, kinds)
    i, top = 0, True
    while i < len(lines):
        line = lines[i]
        if after := _block_end(lines, kinds, i, words, framed.badges):
            i = after
            continue
        if not (line.frame or i in menus or _is_head(line, words, top=top) or _is_foot(line)):
            framed.content.append(line)
            top = top and not line.text
        i += 1
    _drop_foot(framed.content, lines)
    return framed


def _block_end(lines: list[Line], kinds: list[set[str]], i: int, words: dict, badges: list[Badge]) -> int | None:
    """Return where a site-wide block ends whose label a line is; None for any other line. badges: the Agenda's are
    added."""
    text = lines[i].text
    if not text or len(text) > LONGEST_LABEL:
        return None
    if equals(text, words["agenda"]):
        found, after = _badges(lines, i + 1)
        badges += found
        return after if found else None
    if equals(text, words["news"]):
        return _news_end(lines, kinds, i + 1, words)
    if label := starts_with(text, words["resources"]):
        types = {word for each in (label, *words["media"]) for word in fold(each).split()}
        return _past(lines, i + 1, words["media"]) if types.issuperset(fold(text).split()) else None
    return None


def _drop_foot(content: list[Line], lines: list[Line]) -> None:
    """Take off the foot of the page: a few last words behind the frame's last piece, what the site is made with."""
    kept = {id(line) for line in content}
    while content and _MADE_WITH.search(content[-1].text) and not content[-1].text.endswith("."):
        kept.discard(id(content.pop()))
    taken = (i for i, line in enumerate(lines) if line.text and id(line) not in kept and not _is_way(line))
    last = max(taken, default=-1)
    foot = [line for line in lines[last + 1 :] if line.text and id(line) in kept]
    gone = {id(line) for line in foot}
    above = [line for line in content if id(line) not in gone]
    plain = not any(line.level or line.part for line in foot) and any(map(_is_text_or_teaser, above))
    if last >= 0 and plain and sum(len(line.text) for line in foot) <= LONGEST_FOOT:
        content[:] = above


def _is_text_or_teaser(line: Line) -> bool:
    """Return whether a line is one of a text or a teaser: where there is none above it, what looks like a foot is the
    text."""
    return not line.level and (len(line.text) > LONGEST_FOOT or line.text.endswith((".", "…", "!", "?", ";", ")")))


def _is_head(line: Line, words: dict, *, top: bool) -> bool:
    """Return whether a line is of the page's head. top: nothing came before it; below, the site's name is an
    organisation's."""
    known = [*words["taglines"], *words["images"], *(words["names"] if top else ())]
    return _is_way(line) or equals(line.text, known)


def _is_way(line: Line) -> bool:
    """Return whether a line is links within the page, or a breadcrumb: both may be above a text too."""
    skips = bool(line.anchors) and line.linked and all(a.href.startswith("#") for a in line.anchors)
    return skips or bool(_BREADCRUMB.match(line.text))


def _is_foot(line: Line) -> bool:
    """Return whether a line begins with a copyright sign, or is links with service pages (plan, contact, login) among
    them."""
    if line.text.startswith("©"):
        return True
    served = sum(anchor.kind in _SERVICE for anchor in line.anchors)
    words = len(line.text) - sum(len(a.text) for a in line.anchors)
    return served > 1 and words <= 4 * len(line.anchors) + LONGEST_COLOPHON


def _badges(lines: list[Line], i: int) -> tuple[list[Badge], int]:
    badges: list[Badge] = []
    while i < len(lines):
        badge, after = _badge(lines, i)
        if badge is None:
            break
        badges.append(badge)
        i = after
    return badges, i


def _badge(lines: list[Line], i: int) -> tuple[Badge | None, int]:
    """Return one badge from line i, and the line after it: day and month on one line or two, maybe a range, then the
    title."""
    while i < len(lines) and not lines[i].text:
        i += 1
    start, text, rest = i, "", ""
    if (
        i + 1 < len(lines)
        and _DAY.match(lines[i].text)
        and (match := re.match(rf"({_MONTH})(?!\w)\s*(.*)$", lines[i + 1].text, re.IGNORECASE))
    ):
        text, rest, i = f"{lines[i].text} {match[1]}", match[2], i + 2
    elif i < len(lines) and (match := _DAY_MONTH.match(lines[i].text)):
        text, rest, i = f"{match[1]} {match[2]}", match[3], i + 1
    if not text:
        return None, start
    if not rest and i < len(lines):
        rest, i = lines[i].text, i + 1
    if span := _RANGE.match(rest):
        text, rest = span[1], span[2]
        if not rest and i < len(lines):
            rest, i = lines[i].text, i + 1
    targets = [anchor.target for line in lines[start:i] for anchor in line.anchors]
    return Badge(text, rest, targets[-1] if targets else None), i


def _news_end(lines: list[Line], kinds: list[set[str]], i: int, words: dict) -> int | None:
    """Return where the Actualités block ends, or None when these lines are no such block but a list of its own."""
    titles, others = 0, [*words["resources"], *words["agenda"]]
    while i < len(lines) and titles < BLOCK_TITLES:
        if lines[i].text and not equals(lines[i].text, words["images"]):
            if equals(lines[i].text, others) or not kinds[i] or kinds[i] & {"file", "mot"}:
                break
            titles += 1
        i += 1
    closed = i >= len(lines) or lines[i].frame or equals(lines[i].text, others)
    return i if titles > 1 or (titles and closed) else None


def _past(lines: list[Line], i: int, labels: list[str]) -> int:
    while i < len(lines) and (not lines[i].text or equals(lines[i].text, labels)):
        i += 1
    return i


def _menus(lines: list[Line], kinds: list[set[str]]) -> set[int]:
    """Return the positions of the lines of menus: runs of nothing but links to pages of the portal, with the short
    headings above them. Keywords may be among them; keywords alone are no menu."""
    found: set[int] = set()
    run: list[int] = []
    linked = 0
    for i, line in enumerate(lines):
        if _is_menu(line):
            found.add(i)
        elif kinds[i] and "file" not in kinds[i] and not line.level:
            run.append(i)
            linked += "mot" not in kinds[i]
        elif line.text and _heads_menu(i, lines, kinds):
            run.append(i)
        elif line.text or line.anchors:
            if linked >= MENU_RUN:
                found.update(run)
            run, linked = [], 0
    return found | set(run) if linked >= MENU_RUN else found


def _is_menu(line: Line) -> bool:
    """Return whether a line is a whole menu: links within the portal, not to articles alone, with signs between
    them."""
    if len(line.anchors) < MENU_RUN or line.level:
        return False
    kinds = {anchor.kind for anchor in line.anchors}
    return (
        not kinds & {None, "file", "mot"} and kinds > {"plain", "article"} & kinds and not _WORD.search(line.unlinked)
    )


def _heads_menu(i: int, lines: list[Line], kinds: list[set[str]]) -> bool:
    """Return whether a line is a short heading right above a link; the title of a page is none."""
    line = lines[i]
    if line.anchors or line.level == 1 or len(line.text) > 40 or not (line.level or line.styles):
        return False
    below = next((k for k in range(i + 1, len(lines)) if lines[k].text), None)
    return below is not None and bool(kinds[below])


def _kinds_inside(line: Line, portal: Portal) -> set[str]:
    """Return the kinds of page linked by a line that is nothing but links of the portal; empty for any other line."""
    if not line.linked or not 0 < len(line.text) <= LONGEST_ENTRY:
        return set()
    kinds = {anchor.kind for anchor in line.anchors}
    if None in kinds or DATE_LINE.match(line.text) or line.text.endswith(TEASER_ENDS):
        return set()
    return set() if starts_with(line.text, portal.words["labels"]["more"]) else kinds
