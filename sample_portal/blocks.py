"""What a text is made of, free of any markup, and how it reads as plain text.

A skin turns these blocks into HTML; `plain` gives what a reader should find in that HTML: paragraphs, headings and list
items separated by a blank line, bullets dropped, e-mail addresses masked, one plain space for every run of white space.
"""

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Strong:
    text: str


@dataclass(frozen=True)
class Emphasis:
    text: str


@dataclass(frozen=True)
class Link:
    """A link in running text. text: None for a bare address, which is then its own text."""

    href: str
    text: str | None = None


@dataclass(frozen=True)
class Mail:
    address: str


@dataclass(frozen=True)
class NoteMark:
    number: int


Piece = str | Strong | Emphasis | Link | Mail | NoteMark
"""A part of a line; a "\\n" in a str is a line break."""


@dataclass(frozen=True)
class Paragraph:
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class Items:
    """A list. mark: "list" (ul), "numbers" (ol), "puce" (SPIP's `- x`), or the characters typed: •, -, –, =>, >>."""

    items: tuple[tuple[Piece, ...], ...]
    mark: str = "list"


@dataclass(frozen=True)
class Quote:
    text: str


@dataclass(frozen=True)
class Table:
    caption: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A picture in the text; its caption is a line of the text."""

    src: str
    caption: str


@dataclass(frozen=True)
class File:
    """A file attached. title: None when the page shows none; size: in bytes."""

    path: str
    title: str | None
    medium: str
    size: int = 0


@dataclass(frozen=True)
class Attachment:
    """A file shown as a figure amid the text: it belongs to the documents, not to the text."""

    file: File


@dataclass(frozen=True)
class Notes:
    """Footnotes, numbered from 1."""

    texts: tuple[str, ...]


Block = Paragraph | Heading | Items | Quote | Table | Picture | Attachment | Notes


def paragraph(*pieces: Piece) -> Paragraph:
    return Paragraph(pieces)


def masked(address: str) -> str:
    """Like "…@exemple.org" for any address there."""
    return "…@" + address.rpartition("@")[2]


def line(pieces: tuple[Piece, ...]) -> str:
    """The plain text of a line."""
    return "\n".join(" ".join(part.split()) for part in "".join(map(_piece, pieces)).split("\n"))


def _piece(piece: Piece) -> str:
    match piece:
        case str():
            return piece
        case Strong(text) | Emphasis(text):
            return text
        case Link(href, text):
            return text or href
        case Mail(address):
            return masked(address)
        case NoteMark(number):
            return f" [{number}]"


def lines(block: Block) -> list[str]:
    """The plain paragraphs of a block; a table's row is one, its cells one after the other."""
    match block:
        case Paragraph(pieces):
            return [line(pieces)]
        case Heading(text) | Quote(text):
            return [line((text,))]
        case Items(items):
            return [line(item) for item in items]
        case Table(caption, rows):
            return [caption, *(" ".join(row) for row in rows)]
        case Picture(_, caption):
            return [caption]
        case Attachment():
            return []
        case Notes(texts):
            return [f"[{number}] {text}" for number, text in enumerate(texts, 1)]


def plain(blocks: tuple[Block, ...]) -> str | None:
    """The plain text of a whole, None when there is none."""
    return "\n\n".join(text for block in blocks for text in lines(block)) or None


def mapped(value: Any, change) -> Any:
    """The same blocks (or any dataclass, tuple or str of them) with `change` made to every string."""
    match value:
        case str():
            return change(value)
        case tuple():
            return tuple(mapped(item, change) for item in value)
        case _ if is_dataclass(value):
            return replace(value, **{f.name: mapped(getattr(value, f.name), change) for f in fields(value) if f.init})
        case _:
            return value
