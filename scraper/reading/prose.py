"""The text of a record as HTML: headings, lists, tables, links and emphasis as its page has them, and nothing else.

It is written from the lines that the reader has chosen, never copied from the page. So it has the words of the plain
text, repaired and masked alike; the page's elements only say where a list, a cell or a link begins and ends. What comes
out passes an allow-list (allowed_html.py) once more.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, takewhile
from typing import NamedTuple
from urllib.parse import quote

from bs4 import NavigableString, Tag

from scraper.allowed_html import ANCHOR, FRAGMENT, HEADINGS, LINK, STYLES, allowed_html
from scraper.masking import mask
from scraper.reading.addresses import absolute
from scraper.reading.context import PageContext
from scraper.reading.elements import BLOCKS, kind_of_table
from scraper.reading.lines import Line, NoteReference
from scraper.reading.text import squeeze, unbullet
from scraper.records import FormattedText

DEEPEST = 6
"""Lists and quotations within each other, at most: what is deeper is in the innermost of these."""
LONGEST_LINK = 2000
"""Characters of the longest address that is linked."""
LINKS_PER_LETTER, LEAST_LINKS = 8, 20_000
"""Characters of addresses for each one of text, and of a short text's, so that no page grows when it is read."""
LONGEST_BULLET = 40
"""Characters in which the bullet of a line is."""
_STYLES = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "sup": "sup"}
_LISTS = frozenset(("ul", "ol", "dl"))
_ITEMS = frozenset(("li", "dd"))
_CELLS = frozenset(("td", "th", "tr"))
_UNSAFE = re.compile(r"[^!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]")
_ENDS_WORD = re.compile(r"<(?:/?(?:p|h[345]|ul|ol|li|blockquote|table|thead|tbody|tr|th|td)|br)>")
_TAG = re.compile(r"<[^<>]*>")
_NOTE = re.compile(r"\[[^\[\]\s]{1,6}\](?=\s)")
"""The mark that a note begins with (lines.numbered)."""
_BELOW, _ABOVE = "bas-", "appel-"
"""What the anchors of notes and of their marks go on with."""


def words_of(markup: str) -> list[str]:
    """Return the words of HTML that the allow-list has let through, as a person sees them."""
    return html.unescape(_TAG.sub("", _ENDS_WORD.sub(" ", markup))).split()


def paragraphs_html(text: str) -> str:
    """Return plain text as HTML, for texts without markup of their own: a paragraph after each blank line."""
    paragraphs = (html.escape(paragraph, quote=False) for paragraph in text.split("\n\n") if paragraph)
    return "".join(f"<p>{'<br>'.join(paragraph.splitlines())}</p>" for paragraph in paragraphs)


class PlainText(NamedTuple):
    """A text of a record, and the lines of the page that it was made of."""

    field: str
    """As in FormattedText, with its position."""
    position: int
    text: str | None
    lines: Sequence[Line]


def formatted(
    table: str, record_id: str, texts: Sequence[PlainText], around: Sequence[Line], ctx: PageContext
) -> Iterator[FormattedText]:
    """Yield the texts of a record that a page shows together as HTML, but for those that are nothing but paragraphs.

    around: the lines of the whole text. A list or quotation that holds all of them lays the page out.
    """
    markup = _Markup([line for each in texts for line in each.lines], around, ctx)
    for field_name, position, text, lines in texts:
        written = "".join(_document(markup.blocks(lines)))
        if written == paragraphs_html(text or ""):
            continue
        written = allowed_html(written)
        # Other words than the record's are a mask's that reaches over the end of a line: what it hides is in the lines.
        if words_of(written) == (text or "").split():
            row = FormattedText(record_table=table, record_id=record_id, field=field_name, position=position, html="")
            vars(row)["html"] = written  # its words and links are masked, and masking costs more than all else here
            yield row


class _Container(NamedTuple):
    """A list with one of its items, or a quotation."""

    name: str
    """ul, ol or blockquote."""
    key: int | str
    """Of the list, the same for all its items, or of the quotation."""
    item: int | str
    """Of the item, or of the quotation."""


class _Marks(NamedTuple):
    """What the page marks a piece of text as."""

    link: Tag | None = None
    styles: frozenset[str] = frozenset()
    cell: Tag | None = None
    """The cell of a table that it is in; the row, of one without cells."""
    targets: tuple[str, ...] = ()
    """The targets of links in the text that it is in."""
    note: str = ""
    """The mark of the note that it refers to, in brackets."""

    def shared(self, other: "_Marks") -> "_Marks":
        """Return what a space or a mask between two pieces is marked as."""
        link = self.link if self.link is other.link else None
        return _Marks(link, self.styles & other.styles, self.cell if self.cell is other.cell else None)


Piece = tuple[str, _Marks]
"""A piece of a line's text, and what it is marked as."""


@dataclass
class _Block:
    """A paragraph, a heading or a table."""

    name: str
    """p, table, or one of HEADINGS."""
    path: tuple[_Container, ...]
    """What it is in, from the outside."""
    markup: list[str] = field(default_factory=list)
    """That of its lines."""
    table: Tag | None = None
    rows: dict[int, tuple[Tag, dict[int, list[str]]]] = field(default_factory=dict)
    """The rows of a table, each with the markup of the lines of its cells, by Python's ids."""


class _Markup:
    """The markup of some lines of one page."""

    def __init__(self, lines: Sequence[Line], around: Sequence[Line], ctx: PageContext) -> None:
        self._ctx = ctx
        self._paths: dict[int, tuple[_Container, ...]] = {}
        self._tables: dict[int, Tag | None] = {}
        self._marks: dict[int, _Marks] = {}
        self._room = LINKS_PER_LETTER * sum(len(line.text) for line in lines) + LEAST_LINKS
        shown = [line for line in around if line.text]
        holders = Counter(each.item for line in shown for each in self._path(line.node))
        self._layout = {item for item, held in holders.items() if held == len(shown) > 1}
        levels = sorted({line.level for line in lines if line.level and line.text})
        self._headings = {level: HEADINGS[min(n, len(HEADINGS) - 1)] for n, level in enumerate(levels)}
        linked = (self._fragment(anchor.href) for line in lines for anchor in line.anchors)
        self._targets = {fragment for fragment in linked if fragment}
        """What the links within the text lead to."""
        if self._targets:
            pieces = (piece for line in lines for piece in line.pieces if isinstance(piece, NavigableString))
            self._targets = {target for piece in pieces for target in self._marks_of(piece.parent).targets}
        self._met: set[str] = set()
        """Those whose place was met."""
        self._notes = self._linked_notes(lines)
        """The number of each note, by its mark."""
        self._referred: set[str] = set()
        """The marks that were met in the text."""

    def blocks(self, lines: Iterable[Line]) -> list[_Block]:
        """Return the blocks that lines are, in order."""
        found: list[_Block] = []
        items: set[int | str] = set()
        for n, line in enumerate(lines):
            last = found[-1] if found else None
            if not line.text:
                continue
            if table := self._table(line.node):
                if last is None or last.table is not table:
                    found.append(last := _Block("table", self._inside(table.parent), table=table))
                self._add_row(last, line)
                continue
            name, path, markup = self._headings.get(line.level, "p"), self._inside(line.node), self._marked(line)
            if name == "p" and _is_bulleted(line) and not (path and path[-1].item not in items):
                path = (*path[: DEEPEST - 1], _Container("ul", "bullets", f"bullet {n}"))
            elif last and not line.starts and last.name == name and _continues(last.path, path):
                last.markup += ["<br>", *markup]
                continue
            items.update(each.item for each in path)
            found.append(_Block(name, path, list(markup)))
        return found

    # --- where a line is ----------------------------------------------------------------------------------------------

    def _inside(self, node: Tag) -> tuple[_Container, ...]:
        path = self._path(node)
        return tuple(each for each in path if each.item not in self._layout)[:DEEPEST] if path else path

    def _path(self, node: Tag | None) -> tuple[_Container, ...]:
        """Return the lists and quotations around an element, itself included."""
        if node is None:
            return ()
        key = id(node)
        if key not in self._paths:
            path = self._path(_outer(node))
            if node.name in _ITEMS:
                path = (*path, _Container("ol" if node.parent.name == "ol" else "ul", id(node.parent), key))
            elif node.name == "blockquote":
                path = (*path, _Container("blockquote", key, key))
            self._paths[key] = path
        return self._paths[key]

    def _table(self, node: Tag) -> Tag | None:
        """Return the table of data whose row a line is; its caption is a paragraph."""
        key = id(node)
        if key not in self._tables:
            if node.name == "table":
                self._tables[key] = node if kind_of_table(node) == "data" else None
            else:
                is_outside = node.name == "caption" or node.parent is None
                self._tables[key] = None if is_outside else self._table(node.parent)
        return self._tables[key]

    # --- what is marked in a line -------------------------------------------------------------------------------------

    def _marks_of(self, tag: Tag | None) -> _Marks:
        """Return what the text of an element is marked as. An emphasis ends with its block, a link does not."""
        if tag is None:
            return _Marks()
        key = id(tag)
        if key not in self._marks:
            link, styles, cell, targets, _ = self._marks_of(tag.parent)
            name = tag.name
            if name == "a" and tag.attrs.get("href"):
                link = tag
            elif name in BLOCKS:
                styles = frozenset()
                cell = tag if name in _CELLS else cell
            elif name in _STYLES:
                styles |= {_STYLES[name]}
            if self._targets:
                named = {tag.attrs.get("id"), tag.attrs.get("name")} & self._targets
                targets = (*targets, *sorted(named))
            self._marks[key] = _Marks(link, styles, cell, targets)
        return self._marks[key]

    def _marked(self, line: Line) -> Iterator[str]:
        """Yield the markup of a line. The mark that a note begins with leads back to the text."""
        pieces = self._pieces(line)
        mark = _mark_of_note(line)
        if number := self._notes.get(mark):
            yield f'<a id="{ANCHOR}{_BELOW}{number}" href="#{ANCHOR}{_ABOVE}{number}">{html.escape(mark)}</a>'
            pieces = _after(pieces, len(mark))
        yield from self._written(pieces)

    def _linked_notes(self, lines: Sequence[Line]) -> dict[str, int]:
        """Return the numbers of the notes that the text refers to, by their marks; none for a mark that two notes have,
        and for a note in a table of data."""
        own = Counter(mark for line in lines if (mark := _mark_of_note(line)) and not self._table(line.node))
        referred = {piece.strip() for line in lines for piece in line.pieces if isinstance(piece, NoteReference)}
        alone = [mark for mark, times in own.items() if times == 1 and mark in referred]
        return {mark: number for number, mark in enumerate(alone, 1)}

    def _add_row(self, block: _Block, line: Line) -> None:
        """Add a line of a table to the cells whose words it has. What is between two is of the first."""
        pieces, cell = [], None
        for text, marks in self._pieces(line):
            cell = marks.cell or cell or self._marks_of(line.node).cell
            pieces.append((text, marks, cell))
        for cell, own in groupby(pieces, lambda each: each[2]):
            row = next(tag for tag in (cell, *cell.parents) if tag.name in ("tr", "table"))
            _, cells = block.rows.setdefault(id(row), (row, {}))
            text = "".join(self._written(each[:2] for each in own)).strip()
            cells.setdefault(id(cell), []).append(text)

    def _pieces(self, line: Line) -> list[Piece]:
        """Return the text of a line by what is marked alike."""
        own = [(self._marks_of(each.parent), each) for each in line.pieces if not each.isspace() and _has_element(each)]
        has_note = bool(self._notes) and any(isinstance(each, NoteReference) for each in line.pieces)
        if not has_note and all(marks is own[0][0] or marks == own[0][0] for marks, _ in own):
            return [(line.text, own[0][0] if own else _Marks())]
        runs: list[tuple[_Marks, str]] = []
        for piece in line.pieces:
            if letters := _letters(piece):
                marks = self._marks_of(piece.parent) if _has_element(piece) else _Marks(note=self._note(piece))
                if runs and runs[-1][0] == marks:
                    letters = runs.pop()[1] + letters
                runs.append((marks, letters))
        return list(_without_gaps(line.text, _places(line, runs)))

    def _written(self, pieces: Iterable[Piece]) -> Iterator[str]:
        for (link, note), linked in groupby(pieces, lambda each: (each[1].link, each[1].note)):
            linked = list(linked)
            markup = "".join(_styled(*each) for each in linked)
            if note:
                yield self._reference(note)
                continue
            anchors = self._anchors(marks for _, marks in linked) if self._targets else []
            if href := link and self._href(link["href"]):
                own = f' id="{anchors.pop()}"' if anchors else ""
                markup = f'<a{own} href="{html.escape(href)}">{markup}</a>'
            yield "".join(f'<a id="{each}"></a>' for each in anchors) + markup

    def _note(self, piece: str) -> str:
        """Return the mark, in brackets, of the note that a piece refers to; empty for what refers to none."""
        mark = piece.strip() if isinstance(piece, NoteReference) else ""
        return mark if mark in self._notes else ""

    def _reference(self, mark: str) -> str:
        """Return a mark that leads to its note. The note leads back to the first one."""
        number = self._notes[mark]
        own = "" if mark in self._referred else f' id="{ANCHOR}{_ABOVE}{number}"'
        self._referred.add(mark)
        return f'<a{own} href="#{ANCHOR}{_BELOW}{number}">{html.escape(mark)}</a>'

    def _anchors(self, marks: Iterable[_Marks]) -> list[str]:
        """Return the anchors of the targets that begin with a piece."""
        new = dict.fromkeys(target for each in marks for target in each.targets if target not in self._met)
        self._met.update(new)
        return [ANCHOR + target for target in new]

    def _href(self, href: str) -> str | None:
        """Return the whole address that a link leads to, the anchor of its target in the text, or None for what is not
        linked."""
        fragment = self._fragment(href)
        if fragment in self._targets:
            return f"#{ANCHOR}{fragment}"
        whole = None if href.strip().startswith("#") else self._ctx.canonical(href) or absolute(self._ctx.base, href)
        url = _UNSAFE.sub(lambda found: quote(found[0], errors="replace"), whole or "")
        if len(url) > min(LONGEST_LINK, self._room) or not LINK.fullmatch(url) or mask(url) != url:
            return None
        self._room -= len(url)
        return url

    def _fragment(self, href: str) -> str | None:
        """Return the target on its own page that a link leads to."""
        page, sign, fragment = href.strip().partition("#")
        if not sign or not FRAGMENT.fullmatch(fragment):
            return None
        return fragment if not page or self._ctx.canonical(page) in self._ctx.aliases else None


def _outer(node: Tag) -> Tag | None:
    """Return the element that an element is in. A list that is right in another, which HTML forbids and pages have, is
    in the item above it."""
    if node.name not in _LISTS or node.parent is None or node.parent.name not in _LISTS:
        return node.parent
    above = node.previous_sibling
    while above is not None and not isinstance(above, Tag):
        above = above.previous_sibling
    return above if above is not None and above.name in _ITEMS else node.parent


def _continues(path: tuple[_Container, ...], below: tuple[_Container, ...]) -> bool:
    """Return whether a line is in the same element as the one above it, which may be an item by its bullet alone."""
    return path == below or (bool(path) and path[-1].key == "bullets" and path[:-1] == below)


def _is_bulleted(line: Line) -> bool:
    """Return whether a line is an item by the bullet before it."""
    return line.item and _length_of_bullet(line) > 0


def _has_element(piece: str) -> bool:
    """Return whether a piece of a line is the page's; others stand for spaces and bullets."""
    return isinstance(piece, NavigableString)


def _length_of_bullet(line: Line) -> int:
    text = squeeze("".join(line.pieces).lstrip()[:LONGEST_BULLET])
    return len(_letters(text)) - len(_letters(unbullet(text)[0]))


def _letters(text: str) -> str:
    """Return a text without its spaces, and without what is not seen."""
    return squeeze(text).replace(" ", "")


def _places(line: Line, runs: list[tuple[_Marks, str]]) -> Iterator[tuple[int, int, _Marks]]:
    """Yield where runs of a page's letters are in the text of their line: start, end, marks. What was repaired or
    masked is in a run only where that holds all of it."""
    raw, shown = "".join(letters for _, letters in runs), line.text.replace(" ", "")
    at = [i for i, letter in enumerate(line.text) if letter != " "]
    lost = len(raw) - len(shown)
    if lost >= 0 and raw.endswith(shown):
        bullet, same, again = lost, len(raw), len(raw)
    else:
        bullet = _length_of_bullet(line)
        same = bullet + _alike(raw[bullet:], shown)
        again = len(raw) - min(_alike(raw[::-1], shown[::-1]), len(raw) - same, len(shown) + bullet - same)
    end = 0
    for marks, letters in runs:
        start, end = end, end + len(letters)
        first = max(start, bullet) - bullet if start <= same else max(start, again) - lost
        last = end - lost if end >= again else min(end, same) - bullet
        if first < last:
            yield at[first], at[last - 1] + 1, marks


def _alike(these: Sequence, others: Sequence) -> int:
    """Return with how many equal elements two sequences begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(these, others, strict=False)))


def _without_gaps(text: str, places: Iterable[tuple[int, int, _Marks]]) -> Iterator[Piece]:
    """Yield the pieces of a text, and what is between them."""
    done, before = 0, _Marks()
    for start, end, marks in places:
        if start > done:
            yield text[done:start], before.shared(marks)
        yield text[start:end], marks
        done, before = end, marks
    if done < len(text):
        yield text[done:], _Marks()


def _mark_of_note(line: Line) -> str:
    """Return the mark, in brackets, that a note begins with; empty for another line."""
    found = _NOTE.match(line.text) if line.part == "footnote" else None
    return found[0] if found else ""


def _after(pieces: Iterable[Piece], letters: int) -> Iterator[Piece]:
    """Yield the pieces of a text without its first letters."""
    for text, marks in pieces:
        if text[letters:]:
            yield text[letters:], marks
        letters = max(0, letters - len(text))


def _styled(text: str, marks: _Marks) -> str:
    markup = html.escape(text, quote=False)
    for name in STYLES if marks.styles else ():
        if name in marks.styles:
            markup = f"<{name}>{markup}</{name}>"
    return markup


def _document(blocks: Iterable[_Block]) -> Iterator[str]:
    """Yield the markup of blocks, with the lists and quotations around them."""
    opened: tuple[_Container, ...] = ()
    for block in blocks:
        path = block.path
        kept = _alike(opened, path)
        is_next_item = kept < min(len(opened), len(path)) and opened[kept].key == path[kept].key
        yield from _closing(opened[kept:], is_next_item)
        yield from _opening(path[kept:], is_next_item)
        opened = path
        if block.name == "table":
            yield from _table_of(block)
        elif path[kept:] and path[-1].name != "blockquote" and block.name == "p":
            yield from block.markup
        else:
            yield f"<{block.name}>{''.join(block.markup)}</{block.name}>"
    yield from _closing(opened, False)


def _closing(containers: Sequence[_Container], is_next_item: bool) -> Iterator[str]:
    for n, each in reversed(list(enumerate(containers))):
        yield "</blockquote>" if each.name == "blockquote" else "</li>"
        if each.name != "blockquote" and not (is_next_item and n == 0):
            yield f"</{each.name}>"


def _opening(containers: Sequence[_Container], is_next_item: bool) -> Iterator[str]:
    for n, each in enumerate(containers):
        if not (is_next_item and n == 0):
            yield f"<{each.name}>"
        if each.name != "blockquote":
            yield "<li>"


def _table_of(block: _Block) -> Iterator[str]:
    """Yield the markup of a table. The rows above the others that have no cell but headings are its head."""
    rows = [(row.find_all(["th", "td"]) or [row], cells) for row, cells in block.rows.values()]
    heads = sum(1 for _ in takewhile(lambda row: all(cell.name == "th" for cell in row[0]), rows))
    heads = heads if heads < len(rows) else 0
    yield "<table>"
    for name, part in (("thead", rows[:heads]), ("tbody", rows[heads:])):
        if part:
            written = "".join(f"<tr>{''.join(_cells(*row))}</tr>" for row in part)
            yield f"<{name}>{written}</{name}>"
    yield "</table>"


def _cells(tags: Iterable[Tag], markup: dict[int, list[str]]) -> Iterator[str]:
    for tag in tags:
        name = "th" if tag.name == "th" else "td"
        yield f"<{name}>{'<br>'.join(markup.get(id(tag), ()))}</{name}>"
