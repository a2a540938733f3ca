"""What the versions of a record tell a person: a state in reading form, and what differs between two of them."""

from scraper.history.versions import Comparison, Field, Version, compare, reading_form

__all__ = ["Comparison", "Field", "Version", "compare", "reading_form"]
