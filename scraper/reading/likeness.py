"""How far the words of an address tell the words of a title."""

from difflib import SequenceMatcher

LEAST_RUN = 4
"""Words in a row that a title and a slug must share when they begin differently."""
SHORTEST_CUT = 25
"""Characters from which a slug may be a title cut short: SPIP cut at 35, later at 80, at the end of a word."""


def likeness(slug: list[str], words: list[str]) -> float:
    """How far a slug tells the words of a line, from 0 to 1: SPIP makes it of the first title, cut at a word."""
    if not slug or not words:
        return 0.0
    same = next((i for i, (a, b) in enumerate(zip(slug, words, strict=False)) if a != b), min(len(slug), len(words)))
    if same < min(3, len(slug)):
        return _run(slug, words)
    cut = sum(map(len, slug)) + len(slug) >= SHORTEST_CUT
    return same / len(slug) if cut else same / max(len(slug), len(words))


def _run(slug: list[str], words: list[str]) -> float:
    """A retitled article keeps its slug, and most often some of its words in a row."""
    run = SequenceMatcher(None, slug, words, autojunk=False).find_longest_match().size
    return 0.8 * run / max(len(words), run) if run >= LEAST_RUN else 0.0
