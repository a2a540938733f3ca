"""The versions of a record as a person reads them: a state in reading form, and the differences of two."""

from scraper.history.versions import Comparison, Field, ShownVersion, compare, reading_form

__all__ = ["Comparison", "Field", "ShownVersion", "compare", "reading_form"]
