"""French date expressions, read with their precision, and never invented: docs/dates.md."""

from scraper.dates.lexicon import DAYS_OF_WEEK, weekday_in
from scraper.dates.reading import find_dates, read_badges, read_date, unread_dates
from scraper.dates.span import PARIS, DateSpan, day_of

__all__ = [
    "DAYS_OF_WEEK",
    "PARIS",
    "DateSpan",
    "day_of",
    "find_dates",
    "read_badges",
    "read_date",
    "unread_dates",
    "weekday_in",
]
