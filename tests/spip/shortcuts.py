"""A sample's blocks as an editor would type them: SPIP's typographic shortcuts (docs/spip.md)."""

import re

from sample_portal.blocks import (
    Attachment,
    Block,
    Emphasis,
    Heading,
    Items,
    Mail,
    NoteMark,
    Notes,
    Paragraph,
    Picture,
    Piece,
    Quote,
    Strong,
    TextLink,
    TextTable,
)

_MARKS = {"list": "-*", "numbers": "-#", "puce": "-"}


class Typist:
    """Types one text. documents: paths and titles of those placed in it, in order; `@0@` is the first one's number."""

    def __init__(self, sections: dict[str, int]) -> None:
        self.sections = sections
        self.documents: list[tuple[str, str | None]] = []
        self._notes: tuple[str, ...] = ()

    def text(self, blocks: tuple[Block, ...]) -> str:
        """Blocks separated by blank lines; footnotes are written where they are called."""
        self._notes = next((block.texts for block in blocks if isinstance(block, Notes)), ())
        return "\n\n".join(self._block(block) for block in blocks if not isinstance(block, Notes))

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph(pieces):
                return self._line(pieces)
            case Heading(text):
                return f"{{{{{{{text}}}}}}}"
            case Items(items, mark):
                return "\n".join(f"{_MARKS.get(mark, mark)} {self._line(item)}" for item in items)
            case Quote(text):
                return f"<quote>{text}</quote>"
            case TextTable(caption, rows):
                head, *body = rows
                cells = [[f"{{{{{cell}}}}}" for cell in head], *body]
                return "\n".join(
                    [f"|| {caption} | Ce que le tableau montre ||", *(f"| {' | '.join(row)} |" for row in cells)]
                )
            case Picture(src, caption):
                return self._placed(src, caption, "center")
            case Attachment(file):
                return self._placed(file.path, file.title, "left")

    def _placed(self, path: str, title: str | None, align: str) -> str:
        self.documents.append((path, title))
        return f"<doc@{len(self.documents) - 1}@|{align}>"

    def _line(self, pieces: tuple[Piece, ...]) -> str:
        """A break is typed `_ `; before a colon, where SPIP would take that for a word, the new line alone makes it."""
        return re.sub(r"\n(?! ?:)", "\n_ ", "".join(map(self._piece, pieces)))

    def _piece(self, piece: Piece) -> str:
        match piece:
            case str():
                return piece
            case Strong(text):
                return f"{{{{{text}}}}}"
            case Emphasis(text):
                return f"{{{text}}}"
            case TextLink(href, None):
                return href
            case TextLink(href, text):
                return f"[{text}->{self._target(href)}]"
            case Mail(address):
                return address if len(address) % 2 else f"[{address}->mailto:{address}]"
            case NoteMark(number):
                return f"[[{self._notes[number - 1]}]]"

    def _target(self, href: str) -> str:
        return f"rubrique{self.sections[href]}" if href in self.sections else href
