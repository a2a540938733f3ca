"""SPIP's own field of an article's text, where a class tells it: what stands around it is no text."""

from collections import Counter
from collections.abc import Sequence

from bs4 import Tag

from scraper.reading.lines import Line
from scraper.reading.page import classes


def text_field(lines: Sequence[Line], title: int) -> frozenset[int]:
    """The lines below a title that stand in its text and postscript; empty where no class tells, or where as much text
    stands above or between them."""
    below = range(title + 1, len(lines))
    holders = {id(lines[i].holder): lines[i].holder for i in below if lines[i].part == "text"}
    own = {key for key, holder in holders.items() if _is_of_article(holder)}
    main = next((holder for key, holder in holders.items() if key in own or not own), None)
    chosen = {key for key, holder in holders.items() if key in own or holder is main or _goes_with(holder, main)}
    chosen -= _menus(lines)
    found = frozenset(i for i in below if chosen.intersection(map(id, [lines[i].node, *lines[i].node.parents])))
    if not found or own:
        return found
    around = sum(len(lines[i].text) for i in range(title + 1, max(found)) if i not in found and not lines[i].linked)
    return found if around < sum(len(lines[i].text) for i in found) else frozenset()


def _menus(lines: Sequence[Line]) -> set[int]:
    """The fields in which there are more links than words: templates give SPIP's class to other things too."""
    letters, linked = Counter(), Counter()
    for line in lines:
        letters[id(line.holder)] += len(line.text)
        linked[id(line.holder)] += len(line.text) * line.linked
    return {key for key in letters if 2 * linked[key] > letters[key]}


def _is_of_article(holder: Tag) -> bool:
    """Whether the plugin Crayons marks a field as an article's own: `crayon article-texte-12`."""
    return any(word.startswith(("article-", "breve-")) for word in classes(holder)) and "crayon" in classes(holder)


def _goes_with(holder: Tag, main: Tag) -> bool:
    """Whether a field stands beside the text, or is the postscript."""
    return holder.parent is main.parent or "ps" in classes(holder)
