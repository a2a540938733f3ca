"""Contact blocks: who to write to, and what they are."""

import re

from scraper.portal import Portal
from scraper.reading.people import Held, personal_name
from scraper.reading.text import fold, starts_with

_MASKED = re.compile(r"…@[\w-]+(?:\.[\w-]+)+")
_SIGNS = " ,:;–-•/"


def contacts(paragraphs: list[str], portal: Portal) -> list[Held]:
    """The people of contact blocks: `Nom, Fonction, mail`, `Nom : mail`, `Nom, Fonction :` with the mail below."""
    labels = portal.words["labels"]["contact"]
    found: dict[str, Held] = {}
    inside = False
    for line in [line for paragraph in paragraphs for line in paragraph.split("\n")]:
        label = starts_with(line, labels)
        if label and (":" in line or fold(line) == fold(label)):
            inside = True
            line = line.partition(":")[2].strip()
        if not inside:
            continue
        if line.strip(" :") == "":
            continue
        people = [held for part in re.split(r"\s*;\s*", line) if (held := _contact(part))]
        for held in people:
            found.setdefault(held.name, held)
        inside = bool(people) or bool(_MASKED.search(line))
    return list(found.values())


def _contact(text: str) -> Held | None:
    """A person's name, and the words behind it up to the address, or behind that: never both put together."""
    first, *rest = [piece for part in _MASKED.split(text) if (piece := _bare(part))] or [""]
    name, _, function = first.partition("," if "," in first else ":")
    name = personal_name(name.lstrip("("))
    return Held(name, "contact", None, _bare(function) or next(iter(rest), None)) if name else None


def _bare(text: str) -> str:
    """Words without the signs around them, and without a bracket that has no other."""
    text = text.strip(_SIGNS).lstrip(")").rstrip("(").strip(_SIGNS)
    return text if text.count("(") == text.count(")") else text.strip("()" + _SIGNS)
