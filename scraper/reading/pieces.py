"""Lines cut where the markup sets words apart: a badge beside a name, a cell of a row, a date before a text."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from bs4 import Comment, NavigableString, Tag

from scraper.reading.lines import Line, clean
from scraper.reading.text import squeeze, unbullet

FARTHEST = 40
"""Strings of an element among which a line's words are looked for, behind those of its line before."""
LONGEST_CUT = 400
"""Characters of the longest line that is cut: longer ones are running text."""
CELLS = ("td", "th")


@dataclass(eq=False)
class LinePiece:
    """Words of a line that an element sets apart."""

    text: str
    line: Line
    element: Tag
    """The element around them."""
    around: tuple[int, ...] = field(init=False)
    """Ids of that element and those around it, innermost first."""

    def __post_init__(self) -> None:
        self.around = tuple(id(tag) for tag in (self.element, *self.element.parents))

    def depth_with(self, other: "LinePiece") -> int:
        """Return the depth of the innermost element that holds both."""
        others = set(other.around)
        return next(len(self.around) - i for i, each in enumerate(self.around) if each in others)


def pieces_of(lines: Iterable[Line], is_apart: Callable[[str], bool], *, elements: bool = False) -> list[LinePiece]:
    """Return the pieces of some lines, in order. is_apart: whether words that have an element of their own are a piece;
    all others of a line stay together, but for the cells of a row and, with elements, for elements side by side in a
    line that has such words."""
    found: list[LinePiece] = []
    for _, own in groupby((line for line in lines if line.text), lambda line: id(_root(line))):
        strings, at = None, 0
        for line in own:
            if len(line.text) > LONGEST_CUT:
                found.append(LinePiece(line.text, line, line.node))
                continue
            strings = _strings(_root(line)) if strings is None else strings
            shown, at = _shown(strings, at, line.text)
            found += _cut(line, shown, is_apart, elements=elements)
    return found


def run_inside(pieces: Sequence[LinePiece], at: int, element: int) -> tuple[int, int]:
    """Return the begin and end of the pieces about one that are in an element around it. element: its id."""
    begin, end = at, at + 1
    while begin and element in pieces[begin - 1].around:
        begin -= 1
    while end < len(pieces) and element in pieces[end].around:
        end += 1
    return begin, end


def _root(line: Line) -> Tag:
    """Return the element whose words a line may have: its block, or the row of its cell."""
    row = line.node.parent
    return row if line.node.name in CELLS and row is not None and row.name == "tr" else line.node


def _strings(root: Tag) -> list[tuple[str, Tag]]:
    """Return the words of an element, each with the element that they are in."""
    texts = (text for text in root.descendants if isinstance(text, NavigableString) and not isinstance(text, Comment))
    return [(words, text.parent) for text in texts if (words := _words(str(text)))]


def _words(raw: str) -> str:
    """Return a string as its line has it: what would be a bullet before a line may be a sign amid it."""
    signed = squeeze(raw)
    return signed.removesuffix(unbullet(signed)[0]) + clean(raw).text


def _shown(strings: Sequence[tuple[str, Tag]], at: int, text: str) -> tuple[list[tuple[str, Tag]], int]:
    """Return the strings, from a position on, that are a line's text, and the position behind them; none where none
    are."""
    wanted = "".join(text.split())
    for begin in range(at, min(len(strings), at + FARTHEST)):
        first, tag = strings[begin]
        for own in filter(None, dict.fromkeys((first, unbullet(first)[0]))):
            shown, rest = [(own, tag)], _behind_words(wanted, own)
            while rest and begin + len(shown) < len(strings):
                following = strings[begin + len(shown)]
                rest = _behind_words(rest, following[0])
                shown.append(following)
            if rest == "":
                return shown, begin + len(shown)
    return [], at


def _behind_words(text: str, words: str) -> str | None:
    """Return what follows some words in a text without spaces; None where it does not begin with them."""
    letters = "".join(words.split())
    return text[len(letters) :] if text.startswith(letters) else None


def _cut(
    line: Line, strings: Sequence[tuple[str, Tag]], is_apart: Callable[[str], bool], *, elements: bool
) -> Iterator[LinePiece]:
    """Yield a line's pieces."""
    apart = [tag is not line.node and is_apart(words) for words, tag in strings]
    elements = elements and any(apart)
    groups: list[list[tuple[str, Tag]]] = []
    for i, (words, tag) in enumerate(strings):
        before = strings[i - 1][1] if i else None
        beside = elements and before is not tag and before is not None and before.parent is tag.parent
        if i and not (apart[i] or apart[i - 1] or beside) and _cell(before) is _cell(tag):
            groups[-1].append((words, tag))
        else:
            groups.append([(words, tag)])
    if len(groups) < 2:
        yield LinePiece(line.text, line, strings[0][1] if len(strings) == 1 else line.node)
        return
    at = 0
    for group in groups:
        end = _behind(line.text, at, sum(len("".join(words.split())) for words, _ in group))
        own, (_, first) = {id(tag) for _, tag in group}, group[0]
        yield LinePiece(line.text[at:end].strip(), line, first if len(own) == 1 else _cell(first) or line.node)
        at = end


def _behind(text: str, at: int, letters: int) -> int:
    """Return the position behind some letters of a text from a position on; white space is none."""
    while letters:
        letters -= not text[at].isspace()
        at += 1
    return at


def _cell(tag: Tag) -> Tag | None:
    """Return the cell that an element is or is in."""
    return next((each for each in (tag, *tag.parents) if each.name in CELLS), None)
