"""An article's tools: to share it, to print it, to enlarge its text, how often it was seen. No text of its own."""

import re

from scraper.portal import Portal
from scraper.reading.text import fold

LONGEST_TOOLS = 80
"""Characters of the longest line of tools."""
_READING_TIME = re.compile(r"\b(?:temps de lecture|\d+ ?(?:min|mn|minutes?) de lecture)\b|^a a( a)?$")
"""How long a text takes to read; signs to enlarge or reduce it (`A+ A-`)."""
TOOL_WORDS = frozenset(("sur", "cet", "article", "cette", "page", "a", "pdf", "par", "et", "x"))
"""Words that may stand among an article's tools and are none by themselves."""


def is_tools(text: str, portal: Portal) -> bool:
    """Whether words are nothing but tools: to share, to print, to enlarge, how often the page was seen."""
    words = fold(text)
    if len(words) > LONGEST_TOOLS or text.endswith((";", ".")):
        return False
    if _READING_TIME.search(words):
        return True
    rest, n = f" {words} ", 0
    for label in portal.words["frame"]["share"]:
        n += rest.count(f" {fold(label)} ")
        rest = rest.replace(f" {fold(label)} ", " ")
    return n > 0 and all(w.isdigit() or w in TOOL_WORDS for w in rest.split())
