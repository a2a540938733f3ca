"""Dates in an order or spelling that the grammar does not know, left to dateparser: `2018 juin 5`, `mars 2012 le 5`."""

from __future__ import annotations

import re

from scraper.dates.span import DateSpan

LONGEST = 60
"""Characters: a longer text is prose, in which dateparser finds dates that are not there."""
_ALL_DATE = re.compile(r"[ ,.\-/:'lft1dyMmgW]+")
_ORDER = re.compile(r"[^1dyMmg]")


def is_odd(text: str, shape: str) -> bool:
    """Whether a text is nothing but one day, one month by name and one year, in some order."""
    if len(text) > LONGEST or "y" not in shape or not _ALL_DATE.fullmatch(shape):
        return False
    kinds = _ORDER.sub("", shape).replace("1", "d").replace("m", "M").replace("g", "M")
    return sorted(kinds) == ["M", "d", "y"]


def read_odd(text: str) -> DateSpan | None:
    """The date that dateparser reads in a text that `is_odd`, strictly and in French; None when it reads none.

    dateparser takes a tenth of a second to import and a millisecond to read, so it is imported on first use.
    """
    import dateparser

    found = dateparser.parse(
        text,
        languages=["fr"],
        settings={"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"], "RETURN_AS_TIMEZONE_AWARE": False},
    )
    if found is None:
        return None
    day = found.date()
    return DateSpan(day, day, "day", text, (0, len(text)))
