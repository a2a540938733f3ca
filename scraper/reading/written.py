"""Dates as the records write them."""

import datetime as dt

from scraper.dates import DateSpan


def written(moment: dt.date | dt.datetime) -> str:
    """A day as YYYY-MM-DD, a minute as YYYY-MM-DDTHH:MM (Europe/Paris)."""
    return moment.isoformat()[: 16 if isinstance(moment, dt.datetime) else 10]


def as_precise(span: DateSpan) -> str:
    """The start of a span as far as it was written: YYYY, YYYY-MM or YYYY-MM-DD."""
    return span.start.isoformat()[: {"year": 4, "month": 7}.get(span.precision, 10)]
