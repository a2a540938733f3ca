"""Contact blocks: who to write to, and what they are."""

import re

from scraper.portal import Portal
from scraper.reading.people import Held, personal_name
from scraper.reading.text import fold, starts_with

_MASKED = re.compile(r"…@[\w-]+(?:\.[\w-]+)+")


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
    text = _MASKED.sub("", text).strip(" ,:;–-•/()")
    first, _, rest = text.partition(",") if "," in text else text.partition(":")
    name = personal_name(first)
    return Held(name, "contact", None, rest.strip(" ,:;–-") or None) if name else None
