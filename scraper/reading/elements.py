"""What an element says by itself: hidden, laid out apart, a panel's heading, a machine's date, a late source."""

import datetime as dt
import re

from bs4 import NavigableString, Tag

SPANS = frozenset(("a", "b", "em", "i", "small", "span", "strong", "time"))
"""Inline elements that a page may lay out side by side or below each other."""
RUNNING = frozenset(("p", "b", "em", "font", "i", "strong", "u"))
"""Elements of running text."""
LONGEST_PIECE = 30
"""Characters of the longest of several elements that may make one line together: a date, a label, a keyword."""
LATE = ("data-src", "data-lazy-src", "data-original")
"""Attributes in which pages keep the source of what a script loads when it comes into sight."""
_SKIPS = re.compile(r"\s*(?:aller|accéder|passer|retour|skip)\b", re.IGNORECASE)
"""How a link begins that leads past the menus to a page's content."""


def is_card(tag: Tag) -> bool:
    """Whether a link holds several elements side by side: a card, laid out as a block whatever its tags."""
    return tag.name == "a" and len(tag.find_all("span", recursive=False, limit=2)) > 1


def heads_panel(tag: Tag, level: int) -> bool:
    """Whether a button is the heading of a panel that it opens: an accordion's. level: of the heading it stands in."""
    return tag.name == "button" and level > 0


def opens_panel(tag: Tag) -> bool:
    """Whether a link is a heading that opens the panel right below it."""
    href = (tag.get("href") or "") if tag.name == "a" else ""
    if not href.startswith("#") or _SKIPS.match(tag.get_text()):
        return False
    return any(_leads_to(below, href[1:]) for below in (tag.find_next_sibling(), tag.parent.find_next_sibling()))


def _leads_to(below: Tag | None, panel: str) -> bool:
    """Whether an element is a panel, or wraps nothing else."""
    while below is not None and below.get("id") != panel:
        inside = below.find_all(True, recursive=False, limit=2)
        below = inside[0] if len(inside) == 1 else None
    return below is not None


def has_words(tag: Tag) -> bool:
    """Whether an element has words of its own, beside those of the elements in it."""
    return any(isinstance(piece, NavigableString) and piece.strip() for piece in tag.children)


def is_beside(tag: Tag, *, in_words: bool) -> bool:
    """Whether an element touches the one before it where elements stand alone: they are laid out apart, with no space
    between; within words ("<b>Ré</b>union") they are not, but a date never is a piece of a word. in_words: whether its
    parent has words of its own."""
    before = tag.previous_sibling
    if not isinstance(before, Tag) or before.name not in SPANS:
        return False
    # Word processors cut running text into styled elements wherever they like.
    if tag.name != "time" and (tag.parent.name in RUNNING or tag.get("style") or before.get("style")):
        return False
    return tag.name == "time" or not in_words


def is_long(tag: Tag) -> bool:
    """Whether an element or the one it touches is as long as a title: one of a card's lines, not a piece of one."""
    return max(len(tag.get_text()), len(tag.previous_sibling.get_text())) > LONGEST_PIECE


def hidden(tag: Tag) -> bool:
    style = tag.get("style") or ""
    return tag.has_attr("hidden") or bool(re.search(r"display:\s*none|visibility:\s*hidden", style))


def source_of(tag: Tag) -> str:
    """Where a picture or a player really is: scripts that load it late leave a stand-in in `src`."""
    return next((tag[name] for name in LATE if tag.get(name)), tag.get("src") or "")


def machine_date(tag: Tag) -> str | None:
    """The day, with what follows it, that an element is marked with; None for what is no day of the calendar."""
    value = ((tag.get("datetime") if tag.name == "time" else tag.get("title")) or "").strip()
    try:
        dt.date.fromisoformat(value[:10])
    except ValueError:
        return None
    return value if value[4:5] == "-" else None
