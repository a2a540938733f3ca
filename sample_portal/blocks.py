"""What a text is made of, free of any markup, and how it reads as plain text.

A skin turns these blocks into HTML; `plain` returns what a reader should find in that HTML: paragraphs, headings and
list items separated by a blank line, bullets dropped, e-mail addresses masked, one space for every run of white space.
"""

from dataclasses import dataclass, fields, is_dataclass, replace
from mimetypes import guess_type
from typing import Any


@dataclass(frozen=True)
class Strong:
    text: str


@dataclass(frozen=True)
class Emphasis:
    text: str


@dataclass(frozen=True)
class TextLink:
    """A link in running text. text: None for a bare address, which is then its own text."""

    href: str
    text: str | None = None


@dataclass(frozen=True)
class Mail:
    address: str


@dataclass(frozen=True)
class NoteMark:
    number: int


Piece = str | Strong | Emphasis | TextLink | Mail | NoteMark
"""A part of a line; a "\\n" in a str is a line break."""


@dataclass(frozen=True)
class Paragraph:
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Heading:
    text: str


MARKS = ("list", "puce", "•", "-", "=>", ">>", "numbers", "–")
"""Marks of a list: ul, SPIP's `- x`, ol, or the characters typed."""


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple[tuple[Piece, ...], ...]
    mark: str = "list"
    """One of MARKS."""


@dataclass(frozen=True)
class Quote:
    text: str


@dataclass(frozen=True)
class TextTable:
    caption: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A picture in the text; its caption is a line of the text."""

    src: str
    caption: str


@dataclass(frozen=True)
class AttachedFile:
    """A file attached, or a video on another site."""

    path: str
    title: str | None
    """None when the page shows none."""
    medium: str
    size: int = 0
    """In bytes."""

    @property
    def elsewhere(self) -> bool:
        """Whether it is on another site."""
        return "://" in self.path

    @property
    def extension(self) -> str:
        return self.path.rpartition(".")[2]

    @property
    def mime(self) -> str | None:
        return None if self.elsewhere else guess_type(self.path)[0]

    @property
    def kio(self) -> str:
        """Its size, like "2.1"."""
        return f"{self.size / 1024:.1f}"


@dataclass(frozen=True)
class Attachment:
    """A file shown as a figure amid the text: it belongs to the documents, not to the text."""

    file: AttachedFile


@dataclass(frozen=True)
class Notes:
    """Footnotes, numbered from 1."""

    texts: tuple[str, ...]


Block = Paragraph | Heading | Items | Quote | TextTable | Picture | Attachment | Notes


def paragraph(*pieces: Piece) -> Paragraph:
    return Paragraph(pieces)


def written(words: str) -> Block:
    """Return the block that a line of the data files names: "# heading", "! question", "list: item | item" with any
    mark of Items, "picture: caption", or a paragraph."""
    mark, _, rest = words.partition(" ")
    if mark in {f"{known}:" for known in MARKS}:
        return Items(tuple((item,) for item in rest.split(" | ")), mark[:-1])
    match mark:
        case "#":
            return Heading(rest)
        case "!":
            return paragraph(Strong(rest))
        case "picture:":
            return Picture("local/cache-vignettes/L500xH333/rencontres-5a1b.jpg", rest)
    return paragraph(words)


def line(pieces: tuple[Piece, ...]) -> str:
    """Return the plain text of a line."""
    return "\n".join(" ".join(part.split()) for part in "".join(map(_piece, pieces)).split("\n"))


def _piece(piece: Piece) -> str:
    match piece:
        case str():
            return piece
        case Strong(text) | Emphasis(text):
            return text
        case TextLink(href, text):
            return text or href
        case Mail(address):
            return "…@" + address.rpartition("@")[2]
        case NoteMark(number):
            return f" [{number}]"


def lines(block: Block) -> list[str]:
    """Return the plain paragraphs of a block; a table's row is one, its cells one after the other."""
    match block:
        case Paragraph(pieces):
            return [line(pieces)]
        case Heading(text) | Quote(text):
            return [line((text,))]
        case Items(items):
            return [line(item) for item in items]
        case TextTable(caption, rows):
            return [caption, *(" ".join(row) for row in rows)]
        case Picture(_, caption):
            return [caption]
        case Attachment():
            return []
        case Notes(texts):
            return [f"[{number}] {text}" for number, text in enumerate(texts, 1)]


def plain(blocks: tuple[Block, ...]) -> str | None:
    """Return the plain text of a whole, None when there is none."""
    return "\n\n".join(text for block in blocks for text in lines(block)) or None


def mapped(value: Any, change) -> Any:
    """Return the same blocks (or any dataclass, tuple or str of them) with `change` made to every string."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(mapped(item, change) for item in value)
    if is_dataclass(value):
        return replace(value, **{f.name: mapped(getattr(value, f.name), change) for f in fields(value)})
    return value
