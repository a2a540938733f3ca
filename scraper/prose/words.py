"""The room's words (words.toml), as sets and patterns."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from scraper.text import fold

WORDS: dict[str, dict[str, list[str]]] = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))


@cache
def folded(section: str, name: str) -> frozenset[str]:
    """Return a list of words.toml as a set of folded words."""
    return frozenset(fold(word) for word in WORDS[section][name])


@cache
def alternatives(section: str, name: str) -> str:
    """Return a pattern of any of a list's words, the longest first, in any case."""
    words = sorted(WORDS[section][name], key=len, reverse=True)
    return "(?i:" + "|".join(re.escape(word).replace("’", "['’]").replace(r"\ ", r"\s") for word in words) + ")"


@cache
def verbs() -> frozenset[str]:
    """Return the infinitives of all lists of verbs."""
    return frozenset(verb for words in WORDS["verbs"].values() for verb in words)
