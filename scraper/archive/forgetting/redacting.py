"""A text without a person's name."""

import re
from collections import Counter
from collections.abc import Iterator

from scraper.archive.forgetting.folding import TAG
from scraper.archive.forgetting.naming import Name, spelling

WORD = "[nom retiré]"
"""What stands in the place of a name."""
IN_ADDRESSES = "nom-retire"
"""The same where the name's words do not stand apart, as in addresses and ids."""
NUMBERED = re.compile(f"{IN_ADDRESSES}([0-9]*)")


class Redactor:
    """Takes a name out of texts. written, left: how often it was met, by the way it is written: taken out, and left
    because it may be another person's.

    numbered: the highest number after IN_ADDRESSES in the archive. Addresses and ids that differ must go on differing
    in all places, so each way to write the name gets the next number.
    """

    def __init__(self, name: Name, numbered: int = 0):
        self.name = name
        self.written: Counter[str] = Counter()
        self.left: Counter[str] = Counter()
        self._numbers: dict[str, int] = {}
        self._before = numbered

    def holds(self, text: str) -> bool:
        """Whether the name stands in a text; counts nothing."""
        return any(place.kind != "left" for shown in (False, True) for place in self.name.places(text, shown=shown))

    def text(self, text: str, *, differing: bool = False) -> str:
        """A text without the name, the same where it does not say it. differing: whether texts that differ must do so
        afterwards, too, as keys do."""
        for shown in (False, True):
            if not shown or TAG.search(text):
                text = "".join(self._pieces(text, shown, differing))
        return text

    def body(self, body: bytes) -> bytes:
        """The same of a page, whatever its encoding; all other bytes stay."""
        text = body.decode("utf-8", "surrogateescape")
        told = self.text(text)
        if told == text:
            return body
        if not _is_utf8(body):
            told = told.replace(WORD, WORD.encode("latin-1").decode("utf-8", "surrogateescape"))
        return told.encode("utf-8", "surrogateescape")

    def dictionary(self, dictionary: bytes) -> bytes:
        """A dictionary of compression without any part of the name: the samples it is made of may be cut anywhere.

        One that had a part of it is of another form afterwards, a mere sequence of bytes, which zstd takes as well."""
        text = dictionary.decode("utf-8", "surrogateescape")
        told = text
        for shown in (False, True):
            for start, end in reversed(list(self.name.parts(told, shown=shown))):
                told = f"{told[:start]} {told[end:]}"
        if told == text:
            return dictionary
        return told.encode("utf-8", "surrogateescape").removeprefix(b"\x37\xa4\x30\xec")

    def _pieces(self, text: str, shown: bool, differing: bool) -> Iterator[str]:
        at = 0
        for place in self.name.places(text, shown=shown):
            found = text[place.start : place.end]
            if place.kind == "left":
                if not shown or TAG.search(found):
                    self.left[spelling(found)] += 1
                continue
            self.written[spelling(found)] += 1
            yield text[at : place.start]
            yield WORD if place.spaced and "%" not in found and not differing else self._numbered(found)
            yield from TAG.findall(found) if shown else ()
            at = place.end
        yield text[at:]

    def _numbered(self, found: str) -> str:
        number = self._numbers.setdefault(found, self._before + len(self._numbers) + 1)
        return f"{IN_ADDRESSES}{number}" if number > 1 else IN_ADDRESSES


def highest_number(text: str) -> int:
    """The highest number after IN_ADDRESSES in a text, 1 for none, 0 where it does not stand."""
    return max((int(number or 1) for number in NUMBERED.findall(text)), default=0)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
