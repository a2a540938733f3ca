"""What looks like a date and was not read: `32 janvier`, `31/02/2024`, or `le 5 mars` on a page of unknown day."""

from __future__ import annotations

import datetime as dt
from itertools import accumulate

from scraper.dates.cleaning import clean
from scraper.dates.grammar import LOOKS_LIKE_A_DATE
from scraper.dates.lexicon import PIECES, shape_of
from scraper.dates.reading import find_dates


def unread_dates(text: str, *, on: dt.date | None = None) -> list[str]:
    """Pieces of a text that look like dates and that `find_dates` does not read, in order of writing."""
    pieces = PIECES.findall(clean(text))
    places = [0, *accumulate(map(len, pieces))]
    read = find_dates(text, on=on)
    unread = []
    for found in LOOKS_LIKE_A_DATE.finditer(shape_of(pieces)):
        begin, end = places[found.start()], places[found.end()]
        while read and read[0].offsets[1] <= begin:
            read.pop(0)
        if not read or end <= read[0].offsets[0]:
            unread.append(text[begin:end])
    return unread
