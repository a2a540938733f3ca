"""An article as sentences: what every reader of this room is given."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from scraper.prose.acts import Act
from scraper.prose.facts import Source
from scraper.prose.pipeline import pipeline

FIELDS = ("overtitle", "title", "subtitle", "lead", "body")
PIECE = 5_000
"""Characters that the model reads at once, in whole paragraphs: its memory grows with them, a megabyte for some 200."""
LONGEST_SENTENCE = 2000
"""Characters of the longest sentence that is read: what is longer is a list or a hostile page."""
HEAD = frozenset(("overtitle", "title", "subtitle"))


@dataclass(slots=True)
class Sentence:
    """A sentence of one field."""

    span: Span
    source: Source
    number: int
    """Its position in the article."""

    @property
    def text(self) -> str:
        return self.source.sentence

    @property
    def in_head(self) -> bool:
        """Whether it is a title and no running text."""
        return self.source.field in HEAD

    def acts(self, token: Token) -> list[Act]:
        """Return the verbs that are said of a word."""
        return self.span.doc._.acts.get(token.i, [])

    def tokens(self, start: int, end: int) -> list:
        """Return the tokens between two characters of the sentence."""
        base = self.span.start_char
        return [t for t in self.span if t.idx - base < end and t.idx - base + len(t.text) > start]


@dataclass(slots=True)
class ProsePage:
    """The sentences of an article, and what is known beside them."""

    sentences: list[Sentence]
    published: dt.date | None
    title: str
    known_groups: Sequence[str] = ()
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def body(self) -> list[Sentence]:
        return [each for each in self.sentences if not each.in_head]


def page_of(fields: dict[str, str | None], published: dt.date | None, known_groups: Sequence[str] = ()) -> ProsePage:
    """Return the sentences of an article's fields (overtitle, title, subtitle, lead, body), parsed."""
    texts = {name: fields[name] for name in FIELDS if fields.get(name)}
    return ProsePage(list(_sentences(texts)), published, texts.get("title", ""), known_groups, texts)


def _sentences(texts: dict[str, str]) -> Iterator[Sentence]:
    number = 0
    pieces = [(name, start, piece) for name, text in texts.items() for start, piece in _pieces(text)]
    docs = pipeline().pipe((piece for *_, piece in pieces), batch_size=1)
    for (name, start, _), doc in zip(pieces, docs, strict=True):
        for span in doc.sents:
            written = span.text.rstrip()
            if not written.strip() or len(written) > LONGEST_SENTENCE:
                continue
            begins = start + span.start_char
            yield Sentence(span, Source(name, begins, begins + len(written), written), number)
            number += 1


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield a text in pieces of whole paragraphs, each with where it begins."""
    start = 0
    while start < len(text):
        end = text.rfind("\n\n", start + 1, start + PIECE) if len(text) - start > PIECE else len(text)
        end = end if end > start else text.find("\n\n", start + PIECE)
        end = end if end > start else len(text)
        yield start, text[start:end]
        start = end
