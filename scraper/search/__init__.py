"""Search in French: what a text is found by, what a person types, what is found, and the passage that shows it."""
# ruff: noqa: F401 - these are the room's public names

from scraper.search.analysis import indexed, name_of
from scraper.search.query import parse
from scraper.search.results import MOST, NEWEST, OLDEST, RELEVANCE, SORTS, Hit, Query, Ranking, Results, rank, search
