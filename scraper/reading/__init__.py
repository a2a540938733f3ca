"""HTML -> records. Pure: the same body, address and fetch time lead to the same reading; no network, no database."""

from scraper.reading.profile import UNKNOWN, Profile
from scraper.reading.prose import words_of
from scraper.reading.read import FAILED, UNREAD, read
from scraper.reading.result import Evidence, Link, Pagination, Reading

__all__ = [
    "FAILED",
    "UNKNOWN",
    "UNREAD",
    "Evidence",
    "Link",
    "Pagination",
    "Profile",
    "Reading",
    "read",
    "words_of",
]
