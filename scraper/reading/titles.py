"""The parts of a title beside its subject: the speaker, and the state of the event it announces."""

import re

from scraper.reading.context import PageContext
from scraper.reading.mentions import country_code
from scraper.reading.postponements import is_moved, names_no_event
from scraper.reading.text import contains, equals, fold, starts_with

_SEGMENT = re.compile(r"\s+:\s+|\s*:\s+|\s+[-–—]\s+")
_ACRONYM = re.compile(r"^[A-ZÉÈÀÎÔ][A-ZÉÈÀÎÔ0-9&’'-]+(?:\s*/\s*[A-ZÉÈÀÎÔ0-9&-]+)*$")
LONGEST_ISSUER = 60


def issuer(title: str, ctx: PageContext) -> str | None:
    """Return the speaker, when the title begins with it: "MEAE/DAECT : COMMUNIQUÉ : …" -> "MEAE/DAECT".

    Leading status words and country names are passed over: "Palestine : RCDP : …" -> "RCDP".
    """
    words = ctx.words["titles"]
    rest = _without_status(title, words)
    while (match := _SEGMENT.search(rest)) is not None:
        segment = _without_genre(rest[: match.start()].strip(), words)
        if len(segment) > LONGEST_ISSUER:
            return None
        if country_code(segment, ctx) is None:
            return segment if _speaks(segment, words, dashed=":" not in match[0]) else None
        rest = rest[match.end() :]
    return None


def _without_status(title: str, words: dict) -> str:
    for label in (*words["cancelled"], *words["postponed"], *words["save_the_date"]):
        if starts_with(title, [label]):
            return re.sub(r"^[^!:–—-]*[!:–—-]+\s*", "", title, count=1)
    return title


def _without_genre(segment: str, words: dict) -> str:
    """Remove the kind of text before its author: "Communiqué RCDP", "Communiqué de CGLU"."""
    genre = starts_with(segment, words["genres"])
    return re.sub(r"^\S+\s+(?:de |du |d['’])?", "", segment) if genre and " " in segment else segment


def _speaks(segment: str, words: dict, *, dashed: bool) -> bool:
    if equals(segment, words["issuers"]):
        return True
    if dashed:
        return bool(_ACRONYM.match(segment)) and len(segment) <= 12
    if not segment[:1].isupper():
        return False
    if _ACRONYM.match(segment) or starts_with(segment, words["issuer_words"]):
        return True
    # An acronym and its complement: "RRMA de Bretagne".
    first, _, rest = segment.partition(" ")
    return len(first) >= 3 and bool(_ACRONYM.match(first)) and bool(re.match(r"(?:de|du|des|d’|d'|et)\b", rest))


def status(title: str, ctx: PageContext) -> str | None:
    """Return the status in the words of a title: cancelled, postponed or save_the_date; None otherwise.

    A report ("compte rendu") is no postponement: `REPORT` counts in capitals, or before an exclamation mark or colon,
    or of an event. What is put off and is no event (a vote, credits, a deadline) counts only beside one.
    """
    words = ctx.words["titles"]
    if contains(title, words["cancelled"]):
        return "cancelled"
    if _is_put_off(title, words):
        return "postponed"
    return "save_the_date" if contains(title, words["save_the_date"]) else None


def _is_put_off(title: str, words: dict) -> bool:
    named = contains(title, words["events"])
    if names_no_event(title) and not named:
        return False
    folded = f" {fold(title)} "
    found = [word for word in words["postponed"] if f" {fold(word)} " in folded]
    if any(fold(word) != "report" for word in found) or is_moved(title):
        return True
    return bool(found) and bool(
        re.search(r"\bREPORT\b|\b[Rr]eport\s*[!:]", title) or (named and title.startswith(("Report d", "Report au")))
    )
