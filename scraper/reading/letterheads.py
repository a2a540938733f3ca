"""The place and day of a text itself: "Paris, le 28 janvier 2020" above a communiqué, "Fait à Paris, le …" below it,
"Communiqué du 28 janvier 2020" in a title. None of them is the day of an event."""

import re

from scraper.dates import DateSpan
from scraper.portal import Portal
from scraper.reading.people import UPPER
from scraper.reading.text import fold, starts_with

LONGEST = 80
"""Characters of the longest place, with the kind of text before it."""
_WORD = rf"[{UPPER}][\w’'.-]*"
_PLACE = rf"{_WORD}(?:[ -](?:(?:de|du|des|la|le|les|sur|sous|en|et|of) |d[’'])?{_WORD}){{0,3}}"
_PLACE_AND = re.compile(
    rf"^(?:(?P<made>Fait|Donné|Signé)\s+)?(?P<at>(?:[àÀA])\s+)?(?P<place>{_PLACE})(?:\s*\([^()]{{2,30}}\))?\s*(?P<comma>,)?"
    r"\s*(?:the\s*)?$"
)
_ENDS = re.compile(r"^[\s.]*(?:$|[–—:(]|-{1,2}\s)")
_NO_PLACE = frozenset(
    "lundi mardi mercredi jeudi vendredi samedi dimanche date quand jour horaire horaires programme le du en les rdv "
    "publie publication paru edition cloture echeance rappel debut fin vernissage concert spectacle projection".split()
)
_OF_TEXT = re.compile(
    r"^(?:\W|\bde presse\b|\bd['’]information\b|\bn[°o]\s?\d+|\bdu\b|\ble\b|\bdatée?\b)*$", re.IGNORECASE
)


def is_letterhead(sentence: str, span: DateSpan, portal: Portal) -> bool:
    """Return whether a date is that of the text it stands in, behind a place at the beginning of a line."""
    if span.offsets[0] > LONGEST:
        return False
    before, after = sentence[: span.offsets[0]], sentence[span.offsets[1] : span.offsets[1] + LONGEST]
    if genre := starts_with(before, portal.words["titles"]["letters"]):
        rest = re.sub(rf"^\W*(?:\S+\s*){{{len(fold(genre).split())}}}", "", before)
        if _OF_TEXT.match(rest):
            return True
        before = re.sub(r"^(?:\s*de presse)?\W*", "", rest)
    match = _PLACE_AND.match(before.strip("—–- "))
    if match is None or not (match["comma"] or match["at"]) or span.precision != "day":
        return False
    words = set(fold(match["place"]).split())
    if words & _NO_PLACE or starts_with(match["place"], portal.words["titles"]["events"]):
        return False
    return bool(match["made"] or _ENDS.match(after))


def letterheads(dated: list[tuple[str, DateSpan]], portal: Portal) -> set[tuple[str, DateSpan]]:
    """Return the dates of a text that are its own. Lines of several days are the stages of a tour."""
    found = {(sentence, span) for sentence, span in dated if is_letterhead(sentence, span, portal)}
    return found if len({span.start for _, span in found}) == 1 else set()
