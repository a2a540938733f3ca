"""A group's milestones: texts with a date in them, or a date and a text, each in an element of its own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile, groupby

from scraper.dates import DateSpan, day_of, find_dates
from scraper.reading.lines import Line, joined
from scraper.reading.pieces import CELLS, LinePiece, pieces_of, run_inside

LONGEST_DATE = 60
"""Characters of the longest date with an element of its own."""
_SIGNS = " :–—-|·•,;"
"""Signs between a date and its text."""
_YEAR_FIRST = re.compile(r"^(\d{4})\W+(?=\D*[^\W\d])(.+)$")


@dataclass(frozen=True)
class DatedText:
    """A line of a time line."""

    text: str
    span: DateSpan | None
    """What it is dated by; None for nothing."""
    date: str | None = None
    """The words of the date beside it, where it has not the same itself."""


def date_alone(text: str) -> DateSpan | None:
    """Return the date that a text is, with no other words; its year may stand first ("2007 · mars")."""
    words = text.strip(_SIGNS)
    if len(words) > LONGEST_DATE:
        return None
    year_last = _YEAR_FIRST.sub(r"\2 \1", words)
    span = next(iter(find_dates(year_last)), None)
    return span if span and span.text.strip() == year_last else None


def read_time_line(lines: Sequence[Line]) -> tuple[str, list[DatedText]]:
    """Return the text of a list of milestones, and its lines, dated or not. In the text a date with an element of its
    own is above its line, and nowhere where the line has that date too."""
    pieces = pieces_of(lines, lambda text: date_alone(text) is not None)
    pieces = [piece for piece in pieces if not (_heads_table(piece) or _is_dash(piece))]
    pieces = [piece for _, own in groupby(pieces, lambda piece: id(piece.line)) for piece in _as_sentence(list(own))]
    columns = {_column(piece) for piece in pieces if date_alone(piece.text)} - {None}
    # What stands in a column of dates where there is none ("Sans date") is no line.
    pieces = [piece for piece in pieces if date_alone(piece.text) or _column(piece) not in columns]
    spans = {i: span for i, piece in enumerate(pieces) if (span := date_alone(piece.text))}
    if not spans:
        return joined(lines), [_by_own_words(line.text) for line in _items(lines)]
    entries = list(_entries(pieces, spans))
    return "\n\n".join(f"{entry.date}\n{entry.text}" if entry.date else entry.text for entry in entries), entries


def _as_sentence(pieces: list[LinePiece]) -> list[LinePiece]:
    """Return the pieces of a line; as one where a date is amid its words, and so one of them."""
    cells = [_column(piece) for piece in pieces]
    for i in range(1, len(pieces) - 1):
        beside = all(any(map(str.isalpha, pieces[at].text)) and cells[at] == cells[i] for at in (i - 1, i + 1))
        if beside and date_alone(pieces[i].text):
            line = pieces[i].line
            return [LinePiece(line.text, line, line.node)]
    return pieces


def _items(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the items among lines; all lines where there are none, or where others below the first have dates."""
    below = list(dropwhile(lambda line: not line.item, lines))
    if not below or any(find_dates(line.text) for line in below if not line.item):
        return below or lines
    return [line for line in below if line.item and line.text]


def _entries(pieces: Sequence[LinePiece], spans: Mapping[int, DateSpan]) -> Iterator[DatedText]:
    """Yield the lines of a time line. spans: the dates that are pieces of their own, by their positions."""
    owned = {date: texts for date in spans if (texts := _texts_of(date, pieces, spans))}
    dates = {text: date for date, texts in owned.items() for text in texts}
    for i, piece in enumerate(pieces):
        date = dates.get(i)
        if date is not None and i == owned[date][0]:
            own = [pieces[at] for at in owned[date] if dates[at] == date]
            yield from (_dated(text, pieces[date].text, spans[date]) for text in _texts(own))
        elif date is None and i not in spans:
            yield _by_own_words(piece.text)


def _texts(own: Sequence[LinePiece]) -> list[str]:
    """Return the texts that have one date: each item of a list, else all as one."""
    texts: list[list[str]] = []
    several = sum(piece.line.item for piece in own) > 1
    for piece in own:
        if not texts or (several and piece.line.item):
            texts.append([])
        texts[-1].append(piece.text.strip(_SIGNS))
    return ["\n\n".join(each) for each in texts]


def _by_own_words(text: str) -> DatedText:
    """Return a line that is dated by its own words, if at all."""
    return DatedText(text, next(iter(find_dates(text)), None))


def _dated(text: str, date: str, span: DateSpan) -> DatedText:
    """Return a text beside its date. The same date in its own words may be finer: a day of the month beside it."""
    own = [each for each in find_dates(text) if day_of(span.start) <= day_of(each.start) <= day_of(span.end)]
    same = next((each for each in own if day_of(each.end) <= day_of(span.end)), None)
    return DatedText(text, same or span, None if same else date.strip(_SIGNS))


def _texts_of(date: int, pieces: Sequence[LinePiece], spans: Mapping[int, DateSpan]) -> list[int]:
    """Return the texts of a date: those in an element that has this date alone; where it has none, the one beside it
    that is nearer to it in the markup, else the one behind it, or before it where dates end what texts begin, with what
    is in an element with that."""
    inside = _inside(date, pieces, spans) if len(spans) > 1 else []
    if inside:
        return inside
    beside = [i for i in (date - 1, date + 1) if 0 <= i < len(pieces) and i not in spans]
    behind = 0 in spans or len(pieces) - 1 not in spans
    nearest = sorted(beside, key=lambda i: (pieces[date].depth_with(pieces[i]), (i > date) == behind))[-1:]
    return [i for near in nearest for i in _with(near, pieces, spans)]


def _with(text: int, pieces: Sequence[LinePiece], spans: Mapping[int, DateSpan]) -> range:
    """Return the texts in the widest element about one that has no date: the items of a list below a year."""
    found = range(text, text + 1)
    for element in pieces[text].around:
        begin, end = run_inside(pieces, text, element)
        if any(i in spans for i in range(begin, end)):
            break
        found = range(begin, end)
    return found


def _inside(date: int, pieces: Sequence[LinePiece], spans: Mapping[int, DateSpan]) -> list[int]:
    """Return the texts in the widest element that has a date and no other."""
    found: list[int] = []
    for element in pieces[date].around:
        begin, end = run_inside(pieces, date, element)
        if sum(i in spans for i in range(begin, end)) > 1:
            return found
        found = [i for i in range(begin, end) if i != date]
    return found


def _heads_table(piece: LinePiece) -> bool:
    """Return whether a piece is of a table's caption, or in a row that has headings alone."""
    if piece.element.name == "caption" or piece.element.find_parent("caption"):
        return True
    row = piece.element.parent
    return piece.element.name == "th" and row is not None and row.find("td") is None


def _column(piece: LinePiece) -> tuple[int, int] | None:
    """Return the table of the cell that a piece is in, by Python's id, and the cell's place in its row."""
    cell = piece.element if piece.element.name in CELLS else piece.element.find_parent(CELLS)
    table = cell and cell.find_parent("table")
    return (id(table), len(cell.find_previous_siblings(CELLS))) if table else None


def _is_dash(piece: LinePiece) -> bool:
    """Return whether a piece has no word: the sign where others have a date."""
    return not any(map(str.isalnum, piece.text))
