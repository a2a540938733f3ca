"""The path of an element: the elements that lead to it, each with what its template names it."""

import re

from bs4 import Tag

from scraper.reading.page import classes

Step = tuple[str, tuple[str, ...]]
"""An element's name, with its classes, sorted, or else its style."""
OUTER = frozenset(("body", "html", "[document]"))
"""Elements that are no part of a path."""
LONGEST_STYLE = 80
"""Characters of the longest `style` that a template gives its elements; a longer one is an editor's."""


def step_of(tag: Tag) -> Step:
    """Return an element's step."""
    names = tuple(sorted(set(classes(tag))))
    style = "" if names else re.sub(r"\s+", "", str(tag.attrs.get("style") or ""))
    return tag.name, names or ((f"~{style}",) if 0 < len(style) <= LONGEST_STYLE else ())


def written(step: Step, names: frozenset[str]) -> str:
    """Return a step in writing. names: those of the site's templates."""
    return ".".join([step[0], *(name for name in step[1] if name in names)])


def masked(words: str) -> str:
    """Return folded words with each number as `0`: counts and years differ where a template's words do not."""
    return re.sub(r"\d+", "0", words)


def path_of(tag: Tag | None, names: frozenset[str], known: dict[int, str]) -> str:
    """Return the path of an element below the body; empty for the body. known: those of other elements of the page, by
    Python's id, to which all on the way are added."""
    if tag is None or tag.name in OUTER:
        return ""
    if id(tag) not in known:
        around, own = path_of(tag.parent, names, known), written(step_of(tag), names)
        known[id(tag)] = f"{around}/{own}" if around else own
    return known[id(tag)]
