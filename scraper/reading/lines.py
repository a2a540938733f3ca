"""A page as the lines a reader sees: text in document order, with the little of its markup that says something.

Tables for layout, unclosed tags, deep or flat nesting all give the same lines; that is what lets one reader serve
skins it has never seen.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from bs4 import CData, NavigableString, Tag

from scraper import spip
from scraper.masking import mask
from scraper.reading.elements import (
    SPANS,
    has_words,
    heads_panel,
    hidden,
    is_beside,
    is_card,
    is_long,
    machine_date,
    opens_panel,
    source_of,
)
from scraper.reading.page import classes
from scraper.reading.places import BLOCKS, Place, most_of, place_of
from scraper.reading.repair import repair
from scraper.reading.tables import is_calendar, is_data
from scraper.reading.text import squeeze, unbullet

SILENT = frozenset(
    ("script style noscript template head svg select option textarea button object canvas title").split()
)
LONGEST_SIGN = 4
"""Characters between two links of a line that is nothing but links: " | ", " / "."""
MEDIA = frozenset(("iframe", "audio", "video", "embed", "source"))


@dataclass(frozen=True)
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

    @property
    def kind(self) -> str | None:
        """What its address is of (spip.Address.kind); None off the portal."""
        return spip.address(self.target).kind if self.target else None


@dataclass(eq=False)
class Line:
    """One line of text.

    starts: it begins a paragraph (else it follows a single <br>). level: of the heading it stands in, 0 outside.
    styles: inline styles that cover all of it. part: SPIP's name of the place, when a class tells it; holder: the
    element of that class. frame: it stands in navigation, a form, or a header, footer or aside of the page. item: it is
    or begins a list item. node: the block it stands in. images: (src, alt) met in it. media: sources of players and
    frames in it. machine: `datetime` or ISO `title` it carries. repaired: the (damaged, repaired) words in it.
    """

    text: str
    starts: bool
    node: Tag
    level: int = 0
    styles: frozenset[str] = frozenset()
    part: str | None = None
    holder: Tag | None = None
    frame: bool = False
    item: bool = False
    anchors: list[Anchor] = field(default_factory=list)
    images: list[tuple[str, str]] = field(default_factory=list)
    media: list[str] = field(default_factory=list)
    machine: str | None = None
    repaired: list[tuple[str, str]] = field(default_factory=list)

    @cached_property
    def linked(self) -> bool:
        """The whole line is link text, but for signs between its links."""
        if not self.anchors:
            return False
        beside = len(self.text) - sum(len(a.text) for a in self.anchors)
        few = beside <= LONGEST_SIGN * len(self.anchors)
        return beside < len(self.anchors) or (few and not re.search(r"\w", self.unlinked))

    @cached_property
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
        """What a reader sees of a line beside its words: two lines that look alike play the same part."""
        own = " ".join(classes(self.node))
        return (self.node.name, own, self.level, self.styles, self.item)


class _Liner:
    """Walks a page once and gathers its lines."""

    def __init__(self, canonical: Callable[[str], str | None]) -> None:
        self.lines: list[Line] = []
        self._canonical = canonical
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
        self._place: Place | None = None
        self._link_from = 0

    def walk(self, tag: Tag, place: Place) -> None:
        in_words = has_words(tag)
        for child in tag.children:
            if isinstance(child, NavigableString):
                if type(child) in (NavigableString, CData):
                    self._text(str(child), place)
            elif child.name == "br":
                self._break()
            elif (child.name not in SILENT or heads_panel(child, place.level)) and not hidden(child):
                self._enter(child, place, in_words=in_words)

    def _enter(self, tag: Tag, place: Place, *, in_words: bool) -> None:
        inner = place_of(tag, place)
        if tag.name == "table" and is_calendar(tag):
            return
        if tag.name == "table" and is_data(tag):
            self._rows(tag, inner)
            return
        beside = tag.name in SPANS and is_beside(tag, in_words=in_words)
        heads = tag.name == "a" and opens_panel(tag)
        block = (
            tag.name in BLOCKS
            or inner.part != place.part
            or is_card(tag)
            or (beside and (self._link is not None or is_long(tag)))
            or heads
            or (tag.name == "small" and place.level > 0)
            or self._is_label(tag)
        )
        if block:
            self.end(starts=True)
        elif beside:
            self._pieces.append(" ")
        if tag.name in ("li", "dd"):
            self._item = True
        elif tag.name == "img":
            self._image(tag, inner)
        elif tag.name in MEDIA and source_of(tag):
            self._media.append(source_of(tag))
            self._place = self._place or inner
        elif tag.name in ("time", "abbr") and self._machine is None:
            self._machine = machine_date(tag)
        elif heads:
            self._item, inner = False, replace(inner, styles=inner.styles | {"opens a panel"})
        if tag.name == "a" and tag.get("href") and not heads:
            self._follow(tag, inner)
        else:
            self.walk(tag, inner)
        if block:
            self.end(starts=True)

    def _is_label(self, tag: Tag) -> bool:
        """A bold "Référent :" before a <br> begins a line, though an unclosed paragraph leaves it behind a sentence."""
        if tag.name not in ("b", "strong"):
            return False
        after = tag.find_next_sibling()
        text = tag.next_sibling
        alone = after is not None and after.name == "br" and (text is after or not str(text).strip())
        return alone and tag.get_text().rstrip().endswith(":") and "".join(self._pieces).rstrip().endswith((*".;!?",))

    def _rows(self, table: Tag, place: Place) -> None:
        """A table of data gives a line a row, its cells one after the other."""
        for row in table.find_all(["caption", "tr"]):
            self.end(starts=True)
            for cell in row.find_all(["th", "td"]) or [row]:
                self.walk(cell, place_of(cell, place))
                self._pieces.append(" ")
            self.end(starts=True)

    def _follow(self, tag: Tag, place: Place) -> None:
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
        text, _ = unbullet(squeeze(repair("".join(self._pieces[self._link_from :]))[0]))
        rel = tuple(tag.get_attribute_list("rel"))
        target = self._canonical(tag["href"])
        self._anchors.append(Anchor(tag["href"], mask(text), tag.get("title") or "", rel, target))

    def _text(self, text: str, place: Place) -> None:
        self._pieces.append(text)
        if text.strip():
            self._place = self._place or place
            self._styles = place.styles if self._styles is None else self._styles & place.styles

    def _image(self, tag: Tag, place: Place) -> None:
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
        self._clear()

    def _keep(self, place: Place) -> None:
        mended, repaired = repair("".join(self._pieces))
        text, bulleted = unbullet(squeeze(mended))
        if not text and place.level and not self._anchors:
            # A heading that is a picture is read by its alternative; a picture that is a link is the site's logo.
            text = max((alt for _, alt in self._images), key=len, default="")
        if not (text or self._images or self._anchors or self._media):
            return
        self.lines.append(
            Line(
                mask(text),
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
            )
        )
        self._starts = self._item = False


def read_lines(soup: Tag, canonical: Callable[[str], str | None]) -> list[Line]:
    """Return the lines of a parsed page, in document order. canonical: from a link's href to its address on the portal,
    None off it."""
    liner = _Liner(canonical)
    root = soup.find("body") or soup
    liner.walk(root, place_of(root, Place(root, most=most_of(root))))
    liner.end(starts=True)
    return liner.lines


def joined(lines: Iterable[Line]) -> str:
    """Lines as text: a blank line before each paragraph, a line feed after a single <br>."""
    shown = [line for line in lines if line.text]
    breaks = ["", *("\n\n" if line.starts else "\n" for line in shown[1:])]
    return "".join(piece for i, line in enumerate(shown) for piece in (breaks[i], line.text))
