"""Who holds a role in a group: a label of portal.toml, and the name and function beside it. A card, a row, a list item
and a paragraph are alike in this: an element that has one label and a name; where none has, label and name follow each
other."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from bs4 import Tag

from scraper.reading.context import PageContext
from scraper.reading.lines import Line
from scraper.reading.lists import is_date_line
from scraper.reading.page import classes
from scraper.reading.people import RoleHolder, is_address, personal_name
from scraper.reading.pieces import LinePiece, pieces_of, run_inside
from scraper.reading.text import SENTENCE_ENDS, UPPER, contains, equals, starts_with
from scraper.records import Group

LONGEST_UNMARKED = 60
"""Characters of the longest label of a role without a colon."""
LONGEST_LABEL, LONGEST_FUNCTION = 80, 160
"""Characters of the longest label of a role, and of the longest function or organisation beside a name."""
MOST_BESIDE = 2
"""What is read beside a name and a label: function, organisation."""
LARGEST_CARD = 10
"""Parts of the largest card: initials, label, name, function, organisation, addresses, links."""
_ROLES = ("vice_president", "president", "referent")
_ENDS = (*SENTENCE_ENDS, ";")
_SIGNS = " :,;–—-|·•"
_BREAKS = re.compile(r"\s+[–—|·•-]\s+|\s*[()]\s*")
"""Signs between a name and a label on one line."""
_ORGANISATION = re.compile(rf",\s+(?=[{UPPER}])")
"""What is before an organisation behind a function: it begins with a capital."""
_WORDED = re.compile(r"[^\W\d_]{3}")


def role_of(text: str, ctx: PageContext) -> str | None:
    """Return the role that a text is the label of by its colon: `Référent à CUF :`, alone or before a name."""
    label, colon, _ = text.partition(":")
    return _role(label, ctx) if colon and len(label) <= LONGEST_LABEL else None


def is_label_of_group(text: str, ctx: PageContext) -> bool:
    """Return whether a text is the label of a role in a group, by its own words: "Présidente du groupe-pays"."""
    words = ctx.words["groups"]
    few = len(text) <= LONGEST_UNMARKED and not text.endswith(_ENDS)
    return few and _role(text, ctx) is not None and bool(contains(text, [*words["presided"], *words["country"]]))


def _role(label: str, ctx: PageContext) -> str | None:
    return next((role for role in _ROLES if starts_with(label, ctx.words["groups"][role])), None)


@dataclass(eq=False)
class _Part(LinePiece):
    """Words of a card: a label, a name, or what is beside them."""

    role: str | None = None
    """The role that they are the label of."""
    name: str | None = None
    """The person that they may name."""
    certain: bool = True
    """Whether a label is no function: the role of a group, not the word alone."""
    below_name: bool = False
    """Whether it is a heading right below a name in a greater one: a function."""

    @property
    def look(self) -> tuple:
        return (self.element.name, *classes(self.element))

    @cached_property
    def is_beside(self) -> bool:
        """Whether it is an address, a way to another page, initials or the term of a field: no function."""
        line = self.line
        leads_away = line.linked and not line.anchors[0].href.startswith("mailto:")
        is_term = self.element.name == "dt"
        beside = leads_away or is_term or is_address(self.text) or not _WORDED.search(self.text)
        return beside and not (self.role or self.name)

    @cached_property
    def ends_card(self) -> bool:
        """Whether it is none of a card's: a sentence, a date, a heading."""
        if self.role or self.name or self.is_beside:
            return False
        is_long = len(self.text) > LONGEST_FUNCTION or self.text.endswith(_ENDS)
        return is_long or (bool(self.line.level) and not self.below_name) or is_date_line(self.line)


def read_officers(
    lines: Sequence[Line], owner: Group, ctx: PageContext, headings: Set[Line]
) -> tuple[list[RoleHolder], set[Line]]:
    """Return the role holders that a group's lines show, and the lines that are about them. headings: those of the
    sections, which no card has."""
    return _Officers(lines, owner, ctx, headings).read()


class _Officers:
    """The parts of a group's lines, and the cards among them."""

    def __init__(self, lines: Sequence[Line], owner: Group, ctx: PageContext, headings: Set[Line]):
        self._owner, self._ctx, self._headings = owner, ctx, headings
        pieces = pieces_of(lines, lambda text: bool(self._label(text) or personal_name(text)), elements=True)
        self._parts = [part for piece in pieces for part in self._parts_of(piece)]
        for above, below in pairwise(self._parts):
            below.below_name = bool(above.name) and 0 < above.line.level < below.line.level
        self._settle_labels()
        self._labels = [i for i, part in enumerate(self._parts) if part.role]

    def read(self) -> tuple[list[RoleHolder], set[Line]]:
        found: dict[int, tuple[RoleHolder, range]] = {}
        for i in self._labels:
            if (card := self._card(i)) and (holder := self._holder(i, card)):
                found[i] = holder, card
        used = {at for _, card in found.values() for at in card}
        for i, stretch in self._stretches(used):
            if self._is_beside_name(i, stretch) and (holder := self._holder(i, stretch)):
                found[i] = holder, stretch
        lines = {self._parts[at].line for _, card in found.values() for at in card}
        return [found[i][0] for i in sorted(found)], lines

    # --- labels, names and what is beside them ----------------------------------------------------------------------

    def _label(self, text: str) -> str | None:
        """Return the role that a text is the label of: by its colon, or as a few words that name a role of a group, or
        the role alone ("Présidente"); the same word with another body is a function."""
        if role := role_of(text, self._ctx):
            return role
        role = _role(text, self._ctx) if len(text) <= LONGEST_UNMARKED and not text.endswith(_ENDS) else None
        return role if role and (self._is_certain(text, role) or equals(text, self._words[role])) else None

    def _is_certain(self, text: str, role: str) -> bool:
        bodies = [*self._words["presided"], *self._words["country"], *self._words["owners"], self._owner.name]
        return ":" in text or role == "referent" or bool(contains(text, bodies))

    @property
    def _words(self) -> dict:
        return self._ctx.words["groups"]

    def _parts_of(self, piece: LinePiece) -> Iterator[_Part]:
        def part(text: str, **what) -> _Part:
            return _Part(text.strip(_SIGNS), piece.line, piece.element, **what)

        text = piece.text
        label, _, behind = text.partition(":") if role_of(text, self._ctx) else (text, "", "")
        broken = [each for each in _BREAKS.split(text) if each]
        if piece.line in self._headings:
            yield part(text)
        elif role := self._label(text):
            yield part(label, role=role, certain=self._is_certain(text, role))
            yield from self._named(behind, part)
        elif any(map(self._label, broken)) and any(personal_name(each.partition(",")[0]) for each in broken):
            for each in broken:
                role = self._label(each)
                yield from [part(each, role=role)] if role else self._named(each, part)
        else:
            yield from self._named(text, part)

    @staticmethod
    def _named(text: str, part) -> Iterator[_Part]:
        """Yield a text that has no label: in a person's "Name, function, organisation" each is a part."""
        first, _, rest = text.strip(_SIGNS).partition(",")
        if name := personal_name(first):
            yield part(first, name=name)
            *functions, last = _ORGANISATION.split(rest.strip(_SIGNS))
            texts = [", ".join(functions), last]
        else:
            texts = [text]
        yield from (part(each) for each in texts if each.strip(_SIGNS))

    def _settle_labels(self) -> None:
        """Take for a function what may be one: the word of a role alone, right beside a name that has another label,
        unless it looks as labels do and names do not, and is not behind that label in its line."""
        parts = self._parts
        for before, after in pairwise(parts):
            before.certain = before.certain or (bool(before.role) and ":" in after.line.text[: len(before.text) + 3])
        looks = {part.look for part in parts if part.role and part.certain} - {part.look for part in parts if part.name}
        shown = [i for i, part in enumerate(parts) if not part.is_beside]
        kinds = [_kind(parts[i]) for i in shown]
        for n, i in enumerate(shown):
            part, before = parts[i], parts[i - 1] if i else None
            is_behind = before and before.role and before.certain and before.line is part.line
            if part.role and not part.certain and (is_behind or part.look not in looks):
                beside = kinds[max(0, n - 2) : n], kinds[max(0, n - 1) : n] + kinds[n + 1 : n + 2]
                if any({*pair} == {"label", "name"} for pair in beside) or self._is_function(i):
                    part.role = None

    def _is_function(self, at: int) -> bool:
        """Return whether what may be a label is on a card with one that is certain."""
        for element in self._parts[at].around:
            begin, end = run_inside(self._parts, at, element)
            own = self._parts[begin:end]
            labels, names = sum(_kind(part) == "label" for part in own), Counter(part.look for part in own if part.name)
            if len(own) > LARGEST_CARD or labels > 1 or max(names.values(), default=0) > 1:
                return False
            if labels and names:
                return True
        return False

    # --- cards ------------------------------------------------------------------------------------------------------

    def _card(self, label: int) -> range | None:
        """Return the parts of the widest element around a label that has no other and a name; for the only label of a
        page, one that has no more than goes with a name. The holder in a paragraph or in a list of terms goes on in the
        next paragraph."""
        parts, card, around = self._parts, None, None
        for element in parts[label].around:
            begin, end = run_inside(parts, label, element)
            own = parts[begin:end]
            if len(own) > LARGEST_CARD or sum(bool(p.role) for p in own) > 1 or any(map(self._ends_card, own)):
                break
            if card and len(self._labels) == 1 and sum(not part.is_beside for part in own) > 2 + MOST_BESIDE:
                break
            if any(part.name for part in own):
                card, around = range(begin, end), element
        if card is None:
            return None
        tag = next(tag for tag in (parts[label].element, *parts[label].element.parents) if id(tag) == around)
        end = card.stop
        if tag.name == "dl" or (tag.name == "p" and len({parts[i].line for i in card}) > 1):
            while end < len(parts) and end - card.start <= MOST_BESIDE + 1 and self._goes_on(end, tag):
                end += 1
        return range(card.start, end)

    def _ends_card(self, part: _Part) -> bool:
        return part.line in self._headings or part.ends_card

    def _goes_on(self, at: int, above: Tag) -> bool:
        """Return whether a part is of the holder in the element above, as it is in the next paragraph, which has no
        label."""
        part = self._parts[at]
        if part.element.name != "p" or part.element.parent is not above.parent or part.is_beside:
            return False
        begin, end = run_inside(self._parts, at, id(part.element))
        return not any(each.role or self._ends_card(each) for each in self._parts[begin:end])

    def _stretches(self, used: Set[int]) -> Iterator[tuple[int, range]]:
        """Yield the labels that no card has, each with the parts that go with it: labels are before the names of all,
        right behind them, or end what the names begin."""
        parts, at = self._parts, 0
        while at < len(parts):
            end = at
            while end < len(parts) and not (end in used or parts[end].is_beside or self._ends_card(parts[end])):
                end += 1
            if labels := [i for i in range(at, end) if parts[i].role]:
                yield from zip(labels, self._divided(*self._shared(at, end, labels), labels), strict=True)
            at = end + 1

    def _shared(self, begin: int, end: int, labels: list[int]) -> tuple[int, int]:
        """Return the begin and end of the parts that are in the element of a stretch's labels and their names."""
        parts = self._parts
        own = [i for label in labels for i in range(max(begin, label - 1), min(end, label + 2))]
        own = [parts[i] for i in own if parts[i].role or parts[i].name]
        element = next(each for each in own[0].around if all(each in part.around for part in own))
        first, last = run_inside(parts, labels[0], element)
        return max(begin, first), min(end, last)

    def _divided(self, begin: int, end: int, labels: list[int]) -> Iterator[range]:
        parts = self._parts
        open_ = all(i + 1 < end and parts[i + 1].name for i in labels)
        behind = not open_ and all(i > begin and parts[i - 1].name for i in labels)
        close = not open_ and not behind and labels[-1] == end - 1 and bool(parts[begin].name)
        starts = [i - 1 for i in labels] if behind else [begin, *(i + 1 for i in labels[:-1])] if close else labels
        for i, start, stop in zip(labels, starts, [*starts[1:], end], strict=True):
            yield range(start, min(stop, max(i, start + 1 + MOST_BESIDE) + 1))

    def _is_beside_name(self, label: int, stretch: range) -> bool:
        """Return whether a name is right behind a label, or anywhere before it."""
        return any(self._parts[i].name for i in range(stretch.start, min(label + 2, stretch.stop)))

    def _holder(self, label: int, card: range) -> RoleHolder | None:
        """Return who holds the role of a label: the first name on its card."""
        parts = self._parts
        names = [i for i in card if parts[i].name]
        if not names:
            return None
        at = names[0]
        beside = [parts[i].text for i in card if i > min(at, label) and i not in (at, label) and not parts[i].is_beside]
        function, organisation, *_ = [*beside, None, None]
        return RoleHolder(parts[at].name, parts[label].role, self._owner, function, organisation)


def _kind(part: _Part) -> str:
    return "label" if part.role and part.certain else "name" if part.name else ""
