"""French date expressions, read with their precision, and never invented: docs/dates.md."""

from scraper.dates.badges import read_badges
from scraper.dates.reading import find_dates, read_date
from scraper.dates.span import DateSpan, day_of
from scraper.dates.spans import PARIS
from scraper.dates.unread import unread_dates

__all__ = ["PARIS", "DateSpan", "day_of", "find_dates", "read_badges", "read_date", "unread_dates"]
