"""A page as the lines a reader sees: text in document order, with the little of its markup that matters.

Tables for layout, unclosed tags, deep or flat nesting all lead to the same lines; that is what lets one reader serve
skins it has never seen.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from bs4 import CData, NavigableString, Tag

from scraper import spip
from scraper.masking import mask
from scraper.reading.elements import (
    SPANS,
    MarkupPlace,
    background_of,
    hidden,
    is_card,
    is_long,
    is_part_of_heading,
    is_permalink,
    is_within,
    kind_of_table,
    machine_date,
    next_tag,
    opens_panel,
    place_of,
    shape_of,
    source_of,
    touches,
)
from scraper.reading.footnotes import find_footnotes, numbered, without_empty_brackets
from scraper.reading.page import ParsedPage, classes
from scraper.reading.repair import repair
from scraper.reading.text import squeeze, unbullet, without_arrow

SILENT = frozenset(
    ("script style noscript template head svg select option textarea button object canvas title").split()
)
_WORD = re.compile(r"\w")
LONGEST_SIGN = 4
"""Characters between two links of a line that is nothing but links: " | ", " / "."""
SHORT = 200
"""Characters of the longest text whose clean form is kept: menus and labels come back on every page."""
_WORDS = (NavigableString, CData)
"""Pieces of a tree that are words; comments are not."""
OPENS_PANEL = "opens a panel"
"""The style of what is the heading of a panel that it opens."""
PANEL_LEVEL = 3
"""Level of the heading of a panel, which HTML gives none."""
_ITEMS = frozenset(("li", "dd"))
_HIDING = frozenset(("hidden", "style", "aria-hidden"))
"""Attributes by which an element may be never seen."""
MEDIA = frozenset(("iframe", "audio", "video", "embed", "source"))


@dataclass(slots=True)
class Anchor:
    """A link in a line."""

    href: str
    """As written."""
    text: str
    """As shown, repaired and masked."""
    title: str = ""
    """Its title attribute."""
    rel: tuple[str, ...] = ()
    target: str | None = None
    """Canonical address of what it leads to on the portal; None off it."""
    kind: str | None = None
    """The kind of that address (spip.Address.kind); None off the portal."""


@dataclass(eq=False)
class Line:
    """One line of text."""

    text: str
    starts: bool
    """Whether it begins a paragraph; else it follows a single <br>."""
    node: Tag
    """The block around it."""
    level: int = 0
    """Level of the heading around it, 0 outside."""
    styles: frozenset[str] = frozenset()
    """Inline styles that cover all of it."""
    part: str | None = None
    """SPIP's name of the place, when a class has it."""
    holder: Tag | None = None
    """The element of that class."""
    frame: bool = False
    """Whether it is in navigation, a form, or a header, footer or aside of the page."""
    item: bool = False
    """Whether it is or begins a list item."""
    anchors: list[Anchor] = field(default_factory=list)
    images: list[tuple[str, str]] = field(default_factory=list)
    """The source and alternative of each picture in it."""
    media: list[str] = field(default_factory=list)
    """The sources of players and frames in it."""
    machine: str | None = None
    """The `datetime`, or the `title` of an ISO date, that it carries."""
    repaired: tuple[tuple[str, str], ...] = ()
    """The (damaged, repaired) words in it."""
    slot: str | None = None
    """What it is in the layout of its page (profile.Slot.role); None where no layout is known."""
    pieces: list[str] = field(default_factory=list)
    """Its text before it was cleaned, in pieces; those of the page are its strings, which know their elements."""

    linked: bool = field(init=False)
    """Whether the whole line is link text, but for signs between its links."""

    def __post_init__(self) -> None:
        self.linked = bool(self.anchors) and self._is_linked()

    def _is_linked(self) -> bool:
        beside = len(self.text) - sum(len(anchor.text) for anchor in self.anchors)
        if beside > LONGEST_SIGN * len(self.anchors):
            return False
        return beside < len(self.anchors) or not _WORD.search(self.unlinked)

    @property
    def unlinked(self) -> str:
        """The words of the line that are no link's."""
        pieces, end = [], 0
        for anchor in self.anchors:
            begin = self.text.find(anchor.text, end)
            if begin >= 0:
                pieces.append(self.text[end:begin])
                end = begin + len(anchor.text)
        return " ".join([*pieces, self.text[end:]])

    @property
    def look(self) -> tuple:
        """How a line looks beside its words: two lines that look alike play the same part."""
        own = " ".join(classes(self.node))
        return (self.node.name, own, self.level, self.styles, self.item)


class NoteReference(str):
    """A piece of a line that is the mark of a note, in brackets, as it is written here: it refers to the note."""

    __slots__ = ()


class _Liner:
    """One walk through a page that gathers its lines."""

    def __init__(self, page: ParsedPage, canonical: Callable[[str], str | None]) -> None:
        self.lines: list[Line] = []
        self._page = page
        self._footnotes = find_footnotes(page)
        self._tabs = page.tab_of_panel
        self._tab_ids = {id(tab) for tab in self._tabs.values()}
        notes = self._footnotes
        self._marked = {*notes.left_out, *notes.references, *notes.notes, *notes.begins, *self._tabs, *self._tab_ids}
        """Python's ids of the elements that are more than their names say; most pages have none."""
        self._mark: str | None = None
        """Of the note whose text comes next."""
        self._canonical = lru_cache(maxsize=None)(canonical)
        self._worded: dict[int, bool] = {}
        self._starts = True
        self._item = False
        self._link: Tag | None = None
        self._clear()

    def _clear(self) -> None:
        self._pieces: list[str] = []
        self._styles: frozenset[str] | None = None
        self._anchors: list[Anchor] = []
        self._images: list[tuple[str, str]] = []
        self._media: list[str] = []
        self._machine: str | None = None
        self._place: MarkupPlace | None = None
        self._link_from = 0
        self._bracket = False

    def walk(self, tag: Tag, place: MarkupPlace) -> None:
        for child in tag.contents:
            if type(child) in _WORDS:
                self._text(child, place)
            elif not isinstance(child, Tag):
                continue
            elif child.name == "br":
                self._break()
            elif (child.name not in SILENT or _is_heading_button(child, place)) and not self._is_hidden(child):
                self._enter(child, place)

    def _is_hidden(self, tag: Tag) -> bool:
        """Return whether an element is never seen; a panel is, once its tab or button opens it."""
        if not tag.attrs or _HIDING.isdisjoint(tag.attrs) or not hidden(tag):
            return False
        return not (id(tag) in self._tabs or self._page.is_opened(tag))

    def _enter(self, tag: Tag, place: MarkupPlace) -> None:
        name, is_marked = tag.name, id(tag) in self._marked
        if is_marked and self._take_marked(tag, place):
            return
        shape = shape_of(tag)
        if shape.is_icon and tag.find("img") is None:
            return
        inner = place_of(tag, place, shape)
        if is_marked and id(tag) in self._footnotes.notes:
            inner = replace(inner, part="footnote", holder=tag, frame=None)
        if name == "table" and (held := kind_of_table(tag)):
            if held == "data":
                self._rows(tag, inner)
            return
        heads = (name in ("a", "button") or tag.attrs.get("role") == "button") and opens_panel(tag)
        block = shape.block or heads or inner.part != place.part
        if not block and name in SPANS:
            block, inner = self._lay_out(tag, place, inner)
        if block:
            self.end(starts=True)
        if is_marked:
            self._mark = self._footnotes.begins.get(id(tag), self._mark)
            if id(tag) in self._tabs:
                self._head(self._tabs[id(tag)], inner)
        if heads:
            self._item, inner = False, replace(inner, styles=inner.styles | {OPENS_PANEL})
        elif tag.attrs or name in _ITEMS:
            self._note(tag, inner)
        if name != "a" or heads or not tag.attrs.get("href"):
            self.walk(tag, inner)
        elif inner.level and is_permalink(tag):
            return
        else:
            self._follow(tag, inner)
        if block:
            self.end(starts=True)
        if name in _ITEMS:  # one without words does not make an item of the next line
            self._item = False

    def _take_marked(self, tag: Tag, place: MarkupPlace) -> bool:
        """Take an element whose words are no text where it is: a note's mark or way back, or a tab, which heads its
        panel. Return whether it was one."""
        if id(tag) in self._footnotes.left_out:
            self._mark = self._footnotes.begins.get(id(tag), self._mark)
            return True
        if id(tag) in self._tab_ids:
            return True
        if mark := self._footnotes.references.get(id(tag)):
            self._refer(mark, place)
        return bool(mark)

    def _lay_out(self, tag: Tag, place: MarkupPlace, inner: MarkupPlace) -> tuple[bool, MarkupPlace]:
        """Return whether an inline element is a line of its own, and its place; add a space before one that only
        touches another."""
        if tag.name == "span" and place.level > 0 and is_part_of_heading(tag):
            return True, replace(inner, node=tag)
        beside = touches(tag) and (tag.name == "time" or not self._has_words(tag.parent))
        if beside and (self._link is not None or is_long(tag)):
            return True, inner
        if tag.name == "a":
            is_line = len(tag.contents) > 1 and is_card(tag)
        else:
            is_line = (tag.name == "small" and place.level > 0) or (tag.name in ("b", "strong") and self._is_label(tag))
        if beside and not is_line:
            self._pieces.append(" ")
        return is_line, inner

    def _head(self, tab: Tag, place: MarkupPlace) -> None:
        """Add the words of a tab as the heading of its panel."""
        self.end(starts=True)
        self.walk(tab, replace(place, level=PANEL_LEVEL))
        self.end(starts=True)

    def _note(self, tag: Tag, place: MarkupPlace) -> None:
        """Keep the attributes of an element that count beside its words."""
        name = tag.name
        if "style" in tag.attrs and (source := background_of(tag)):
            self._images.append((source, ""))
            self._place = self._place or place
        if name in _ITEMS:
            self._item = True
        elif name == "img":
            self._image(tag, place)
        elif name in MEDIA:
            if source := source_of(tag):
                self._media.append(source)
                self._place = self._place or place
        elif name in ("time", "abbr") and self._machine is None:
            self._machine = machine_date(tag)

    def _has_words(self, tag: Tag) -> bool:
        """Return whether an element has words beside the elements in it, which then are pieces of words
        ("<b>Ré</b>union"); looked at once for all of them."""
        if id(tag) not in self._worded:
            self._worded[id(tag)] = any(isinstance(piece, NavigableString) and piece.strip() for piece in tag.contents)
        return self._worded[id(tag)]

    def _is_label(self, tag: Tag) -> bool:
        """Return whether a tag is a bold "Référent :" before a <br>. It begins a line, though an unclosed paragraph
        leaves it behind a sentence."""
        after = next_tag(tag)
        text = tag.next_sibling
        alone = after is not None and after.name == "br" and (text is after or not str(text).strip())
        return alone and tag.get_text().rstrip().endswith(":") and "".join(self._pieces).rstrip().endswith((*".;!?",))

    def _rows(self, table: Tag, place: MarkupPlace) -> None:
        """Add a line for each row of a table of data, its cells one after the other."""
        for row in table.find_all(["caption", "tr"]):
            self.end(starts=True)
            for cell in row.find_all(["th", "td"]) or [row]:
                self.walk(cell, place_of(cell, place, shape_of(cell)))
                self._pieces.append(" ")
            self.end(starts=True)

    def _follow(self, tag: Tag, place: MarkupPlace) -> None:
        outer, outer_from = self._link, self._link_from
        self._link, self._link_from = tag, len(self._pieces)
        lines = len(self.lines)
        self.walk(tag, place)
        if len(self.lines) == lines or "".join(self._pieces[self._link_from :]).strip():
            self._anchor()
            self._place = self._place or place
        # A link within a link, which HTML forbids and pages have.
        self._link, self._link_from = outer, outer_from if len(self.lines) == lines else 0

    def _anchor(self) -> None:
        tag = self._link
        text = without_arrow(clean("".join(self._pieces[self._link_from :])).text)
        attrs = tag.attrs
        target = self._canonical(attrs["href"])
        kind = spip.address(target).kind if target else None
        rel = tuple(attrs.get("rel", ()))
        self._anchors.append(Anchor(attrs["href"], text, attrs.get("title") or "", rel, target, kind))

    def _refer(self, mark: str, place: MarkupPlace) -> None:
        """Add the mark of a note, apart from its word, in brackets whatever the page has around it."""
        if self._link is None:
            self._bracket = self._bracket or "".join(self._pieces).rstrip().endswith(("[", "("))
            for signs in (None, "[("):
                self._strip(signs)
        self._pieces.append(NoteReference(f" [{mark}]"))
        self._place = self._place or place
        self._styles = place.styles if self._styles is None else self._styles

    def _strip(self, signs: str | None) -> None:
        """Take signs, or spaces, off the end of the line in hand."""
        while self._pieces:
            last = self._pieces.pop()
            if rest := last.rstrip(signs):
                self._pieces.append(_part_of(last, rest))
                return

    def _text(self, text: str, place: MarkupPlace) -> None:
        if self._bracket and text.strip(" ,;-\n\xa0"):
            text, self._bracket = _part_of(text, re.sub(r"^\s*[\])]", "", text)), False
        self._pieces.append(text)
        if text and not text.isspace():
            self._place = self._place or place
            self._styles = place.styles if self._styles is None else self._styles & place.styles

    def _image(self, tag: Tag, place: MarkupPlace) -> None:
        source = source_of(tag)
        if "puce" in classes(tag) or "puce" in source.rsplit("/", 1)[-1]:
            self._text("• ", place)
            return
        self._images.append((source, squeeze(tag.get("alt") or "")))
        self._place = self._place or place

    def _break(self) -> None:
        if self._styles is None:  # no words yet
            self._starts = True
        else:
            self.end(starts=False)

    def end(self, *, starts: bool) -> None:
        """End the line in hand; starts: what follows begins a paragraph."""
        if self._place is not None:
            if self._link is not None and "".join(self._pieces[self._link_from :]).strip():
                self._anchor()
            self._keep(self._place)
        self._starts = self._starts or starts
        if self._pieces or self._place is not None or self._machine is not None:
            self._clear()

    def _keep(self, place: MarkupPlace) -> None:
        text, bulleted, repaired = clean("".join(self._pieces))
        text = without_arrow(text) if self._anchors else text
        if self._mark:
            text = numbered(text, self._mark)
            if not text:
                return
            place, self._mark, self._starts = replace(place, part="footnote"), None, True
        if place.part == "footnote":
            text = without_empty_brackets(text)
        if not text and place.level and not self._anchors:
            # A heading that is a picture is read by its alternative; a picture that is a link is the site's logo.
            text = mask(max((alt for _, alt in self._images), key=len, default=""))
        if not (text or self._images or self._anchors or self._media):
            return
        self.lines.append(
            Line(
                text,
                self._starts or bulleted,
                place.node,
                place.level,
                self._styles or frozenset(),
                place.part,
                place.holder,
                place.frame is not None,
                self._item or bulleted,
                self._anchors,
                self._images,
                self._media,
                self._machine,
                repaired,
                pieces=self._pieces,
            )
        )
        self._starts = self._item = False


def _part_of(piece: str, text: str) -> str:
    """Return a part of a piece, in the same element."""
    if not isinstance(piece, NavigableString):
        return text
    part = NavigableString(text)
    part.parent = piece.parent
    return part


def _is_heading_button(tag: Tag, place: MarkupPlace) -> bool:
    """Return whether an element is a button that is the heading of the panel it opens: an accordion's."""
    return tag.name == "button" and (place.level > 0 or opens_panel(tag))


class CleanText(NamedTuple):
    """Text as a person reads it."""

    text: str
    """Repaired, without white space around it or a bullet before it, addresses masked."""
    bulleted: bool
    repaired: tuple[tuple[str, str], ...]
    """The (damaged, repaired) words in it."""


def clean(raw: str) -> CleanText:
    raw = raw.strip(" \n\r\t")
    return _clean_short(raw) if len(raw) <= SHORT else _clean(raw)


def _clean(raw: str) -> CleanText:
    mended, repaired = repair(raw)
    text, bulleted = unbullet(squeeze(mended))
    return CleanText(mask(text), bulleted, tuple(repaired))


_clean_short = lru_cache(maxsize=8192)(_clean)


def read_lines(page: ParsedPage, canonical: Callable[[str], str | None]) -> list[Line]:
    """Return the lines of a page, in document order. canonical: from a link's href to its address on the portal, None
    off it."""
    liner = _Liner(page, canonical)
    root = page.first("body") or page.soup
    liner.walk(root, place_of(root, MarkupPlace(root, page.most), shape_of(root)))
    liner.end(starts=True)
    return liner.lines


def lines_within(lines: Sequence[Line], i: int, tag: Tag, most: int) -> Sequence[Line]:
    """Return the lines of an element around line i; of more than `most`, one too many."""
    begin, end = i, i + 1
    while begin > 0 and end - begin <= most and is_within(lines[begin - 1].node, tag):
        begin -= 1
    while end < len(lines) and end - begin <= most and is_within(lines[end].node, tag):
        end += 1
    return lines[begin:end]


def joined(lines: Iterable[Line]) -> str:
    """Join lines to a text: a blank line before each paragraph, a line feed after a single <br>."""
    shown = [line for line in lines if line.text]
    breaks = ["", *("\n\n" if line.starts else "\n" for line in shown[1:])]
    return "".join(piece for i, line in enumerate(shown) for piece in (breaks[i], line.text))
