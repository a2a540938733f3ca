"""The footnotes of a page: the links that refer to notes, and the notes, by where both lead.

Templates name and place them as they like. What all have in common: a short mark behind a word is a link to an anchor
of the same page, and the note there has a link back, or the mark is set apart as one of a note.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, takewhile

from bs4 import NavigableString, Tag

from scraper.reading.addresses import absolute
from scraper.reading.elements import BLOCKS, HEADINGS, is_within, next_tag
from scraper.reading.page import ParsedPage
from scraper.reading.text import fold, squeeze

LONGEST_BACK = 30
"""Characters of the longest words of a link back: "Retour au texte"."""
SHORTEST_COPY = 12
"""Characters of the shortest copy of a note beside its mark."""
LONGEST_NOTE = 5000
"""Characters of the longest note; what is longer is a part of a page that a number leads to."""
NEAR = 60
"""Pieces of a page above a mark among which the word is that it belongs to."""
LEVELS = 3
"""Elements between a mark and its sentence, or between notes and their label, at most."""
_MARK = re.compile(
    r"\W{0,2}?(?:(?:voir )?(?:la )?note\s*(?:n[o°]\s*)?)?(\d{1,3}|[a-z]|[ivxlc]{1,6}|[*†‡§]{1,4})[\])\s.]{0,2}",
    re.IGNORECASE,
)
"""What refers to a note: a number, a letter, signs, in brackets or not."""
_LABEL = re.compile(r"(?:les )?(?:notes?|references?|footnotes?)(?: [a-z]+){0,5}")
"""The words above notes: "Notes", "Notes et sources", "Notes de bas de page"."""
_SET_APART = frozenset(("sup", "sub"))
_WORD = re.compile(r"[^\W\d_]|»|\"")


@dataclass(frozen=True)
class Footnotes:
    """The footnotes of a page. Elements are known by Python's id."""

    references: dict[int, str] = field(default_factory=dict)
    """The mark of each link that refers to a note."""
    notes: frozenset[int] = frozenset()
    """The elements that hold nothing but notes."""
    begins: dict[int, str] = field(default_factory=dict)
    """The mark of the note that begins with an element."""
    left_out: frozenset[int] = frozenset()
    """Links back to the text, copies of a note beside its mark, the label above the notes."""


def find_footnotes(page: ParsedPage) -> Footnotes:
    """Find the footnotes of a page."""
    finder = _Finder(page)
    for link in page.outline.inward:
        finder.look_at(link)
    return finder.found()


class _Finder:
    """One look at the links of a page to its own anchors."""

    def __init__(self, page: ParsedPage):
        self._page = page
        self._references: dict[int, str] = {}
        self._notes: dict[int, Tag] = {}
        self._begins: dict[int, str] = {}
        self._left_out: set[int] = set()

    def look_at(self, link: Tag) -> None:
        """Keep a link, and the note that it leads to, when it refers to one."""
        target = self._target(link) if id(link) not in self._left_out else None
        mark = _mark(link) if target is not None else None
        if mark is None or not _follows_word(link) or is_within(link, target):
            return
        parts = _note_at(target)
        if any(self._page.outline.letters.get(id(part), 0) > LONGEST_NOTE for part in parts):
            return
        if any(isinstance(part, Tag) and is_within(link, part) for part in parts):  # a note has not its own mark
            return
        text = squeeze(" ".join(map(_text_of, parts)))
        if not _has_words(text, mark):
            return
        back = [each for part in parts for each in _links_in(part) if self._leads_back(each, link)]
        if not back and not _is_set_apart(link):
            return
        self._references[id(link)] = mark
        self._begins.setdefault(id(target), mark)
        whole = [part for part in parts if isinstance(part, Tag) and part.name in BLOCKS]
        self._notes |= {id(part): part for part in whole}
        self._left_out |= {id(each) for each in back if len(squeeze(each.get_text())) <= LONGEST_BACK}
        self._left_out |= {id(each) for each in _beside(link) if _is_copy(each, text)}

    def found(self) -> Footnotes:
        labels = {id(label) for note in self._notes.values() if (label := _label_above(note))}
        return Footnotes(self._references, frozenset(self._notes), self._begins, frozenset(self._left_out | labels))

    def _target(self, link: Tag) -> Tag | None:
        """Return the element of the page that a link leads to."""
        address, _, name = link["href"].partition("#")
        inside = not address or absolute(self._page.base, address) == self._page.url.partition("#")[0]
        return self._page.outline.anchors.get(name) if inside and name else None

    def _leads_back(self, back: Tag, link: Tag) -> bool:
        """Return whether a link in a note leads to the sentence of the mark."""
        target = self._target(back)
        return target is not None and _block(target) is _block(link)


def _mark(link: Tag) -> str | None:
    """Return the mark that a link shows, without a copy of the note in it; None for any other link."""
    if len(link.contents) == 1 and isinstance(link.contents[0], str):
        text = link.contents[0]
    else:
        copies = {id(tag) for tag in link.find_all(True) if len(squeeze(tag.get_text())) >= SHORTEST_COPY}
        pieces = (p for p in link.descendants if type(p) is NavigableString)
        text = " ".join(p for p in pieces if not any(id(tag) in copies for tag in p.parents))
    found = _MARK.fullmatch(squeeze(text))
    return found[1] if found else None


def _follows_word(link: Tag) -> bool:
    """Return whether a link has a word before it in its own block, as pages' numbers and slides have none."""
    block = _block(link)
    for piece in islice(link.previous_elements, NEAR):
        if isinstance(piece, Tag):
            if piece is block or (piece.name == "br" and _block(piece) is block):
                return False
        elif type(piece) is NavigableString and _WORD.search(piece) and _block(piece.parent) is block:
            return True
    return False


def _note_at(target: Tag) -> Sequence[Tag | NavigableString]:
    """Return the pieces of a page that the note at an anchor is in: the anchor's block; where its number has a block of
    its own, the next one too; where the text is in the same block, what follows up to the next line."""
    block = _block(target)
    if block.name in HEADINGS or block.name in ("body", "html", "[document]"):
        return ()
    if block.name in ("td", "th", "tr"):
        return (next((tag for tag in (block, *block.parents) if tag.name == "tr"), block),)
    if target is block or not any(map(_WORD.search, _strings_before(target, block))):
        below = next_tag(block) if len(squeeze(block.get_text())) <= len("[999].") else None
        return (block,) if below is None else (block, below)
    pieces = chain([target], target.next_siblings)
    return tuple(takewhile(lambda piece: piece is target or getattr(piece, "name", None) not in ("br", "p"), pieces))


def _strings_before(target: Tag, block: Tag) -> Iterator[str]:
    """Yield the strings of a block above an element in it."""
    for piece in target.previous_elements:
        if piece is block:
            return
        if type(piece) is NavigableString:
            yield piece


def _has_words(text: str, mark: str) -> bool:
    """Return whether a note has words beside its mark."""
    return bool(_WORD.search(re.sub(rf"^\W*{re.escape(mark)}\b", "", text)))


def _links_in(part: Tag | NavigableString) -> list[Tag]:
    if not isinstance(part, Tag):
        return []
    own = [part] if part.name == "a" and part.get("href") else []
    return own + part.find_all("a", href=True)


def _is_set_apart(link: Tag) -> bool:
    """Return whether a mark is raised, in brackets, or declared to be a note's."""
    around = [link, *takewhile(lambda tag: tag.name not in BLOCKS, link.parents)]
    if any(tag.name in _SET_APART or tag.get("role") == "doc-noteref" for tag in around) or link.find("sup"):
        return True
    before = next((piece for piece in islice(link.previous_elements, 4) if type(piece) is NavigableString), "")
    return squeeze(link.get_text())[:1] in ("[", "(") or before.rstrip().endswith("[")


def _beside(link: Tag) -> Iterator[Tag]:
    """Yield the elements in a mark's link, and those next to it and to what wraps it."""
    yield from link.find_all(True)
    node = link
    for _ in range(LEVELS):
        yield from node.find_next_siblings(True, limit=2)
        yield from node.find_previous_siblings(True, limit=1)
        node = node.parent
        if node is None or node.name in BLOCKS:
            return


def _is_copy(tag: Tag, note: str) -> bool:
    """Return whether an element shows a note, or its beginning, when one points at its mark."""
    own, words = fold(tag.get_text()), fold(note)
    if tag.get("role") == "tooltip":
        return True
    return len(own) >= SHORTEST_COPY and (own in words or re.sub(r"^(?:note )?\d+ ", "", own) in words)


def _label_above(note: Tag) -> Tag | None:
    """Return the element that has the word "Notes" above the notes."""
    for node in islice((note, *note.parents), LEVELS):
        above = node.find_previous_sibling(lambda tag: tag.name not in ("hr", "br"))
        if above is not None:
            return above if _LABEL.fullmatch(fold(above.get_text())) else None
    return None


def _text_of(part: Tag | NavigableString) -> str:
    return part.get_text(" ") if isinstance(part, Tag) else str(part)


def _block(tag: Tag) -> Tag:
    """Return the block around an element, or itself."""
    return next(each for each in (tag, *tag.parents) if each.name in BLOCKS or each.parent is None)


def numbered(text: str, mark: str) -> str:
    """Return the first line of a note with its mark in brackets; empty where it has nothing but the mark."""
    rest = re.sub(
        rf"^[\[(]?\s*(?:note\s*)?(?:{re.escape(mark)}(?![\w%]|[\s.,]\d))?\s*[\])]?\s*[.:)–—↑^-]*\s*", "", text
    )
    return f"[{mark}] {rest}" if rest else ""


def without_empty_brackets(text: str) -> str:
    """Return a line of a note without the brackets around a link back."""
    return re.sub(r"\s*(?:\[\s*\]|\(\s*\))$", "", text)
