"""What the versions of a record tell a person: a state in reading form, and what differs between two of them."""

from scraper.history.comparison import Comparison, compare
from scraper.history.reading_form import Field, reading_form
from scraper.history.version import Version

__all__ = ["Comparison", "Field", "Version", "compare", "reading_form"]
