"""SPIP's own field of an article's text, where a class tells it: what stands around it is no text."""

from collections import Counter
from collections.abc import Sequence

from bs4 import Tag

from scraper.reading.headline import reads_as_text
from scraper.reading.lines import Line
from scraper.reading.page import classes, crayon


def text_field(lines: Sequence[Line], title: int, end: int) -> frozenset[int]:
    """The lines below a title that stand in its text and postscript; empty where no class tells, or where as many
    sentences stand beside them, up to where the text ends by its labels."""
    below = range(title + 1, len(lines))
    # A paragraph of that class is a style of the template's.
    classed = [i for i in below if lines[i].part == "text" and lines[i].holder.name != "p"]
    holders = {id(lines[i].holder): lines[i].holder for i in classed}
    own = _of_article(holders)
    main = next(iter(holders.values()), None)
    beside = {key for key, holder in holders.items() if not own and (holder is main or holder.parent is main.parent)}
    chosen = (own | beside | {key for key, holder in holders.items() if "ps" in classes(holder)}) - _menus(lines)
    if not chosen:
        return frozenset()
    found = frozenset(i for i in below if chosen.intersection(map(id, [lines[i].node, *lines[i].node.parents])))
    if not found or (own and _is_of(lines[title].node, holders[min(own)])):
        return found
    around = (lines[i] for i in range(title + 1, end) if i not in found and reads_as_text(lines[i]))
    return found if sum(len(line.text) for line in around) < sum(len(lines[i].text) for i in found) else frozenset()


def _is_of(title: Tag, field: Tag) -> bool:
    """Whether Crayons marks a title and a text as those of one article."""
    of_title = {(mark[0], mark[2]) for tag in (title, *title.parents) for mark in map(crayon, classes(tag)) if mark}
    return any((mark[0], mark[2]) in of_title for mark in map(crayon, classes(field)) if mark)


def _menus(lines: Sequence[Line]) -> set[int]:
    """The fields in which there are more links than words: templates give SPIP's class to other things too."""
    letters, linked = Counter(), Counter()
    for line in lines:
        letters[id(line.holder)] += len(line.text)
        linked[id(line.holder)] += len(line.text) * line.linked
    return {key for key in letters if 2 * linked[key] > letters[key]}


def _of_article(holders: dict[int, Tag]) -> set[int]:
    """The fields that the plugin Crayons marks as those of one article, the first: `article-texte-12`."""
    marks = {key: next(filter(None, map(crayon, classes(holder))), None) for key, holder in holders.items()}
    own = [(key, (mark[0], mark[2])) for key, mark in marks.items() if mark and mark[0] in {"article", "breve"}]
    return {key for key, article in own if article == own[0][1]}
