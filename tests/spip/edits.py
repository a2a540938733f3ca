"""Thirty edits of a filled site, and what an archive should make of each."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from .content import MEMBERS
from .truth import Truth

KIND = {
    "first": ("published",),
    "change": ("edited", "retitled", "readdressed", "dated", "tagged", "joined"),
    "withdrawn": ("withdrawn", "protected"),
}
"""Kind of the version an edit makes, and the edits that make it."""


@dataclass(frozen=True)
class Edit:
    """One edit. what: a word of KIND; article: SPIP's number; order: the arguments of php/edit.php."""

    what: str
    article: int
    order: dict[str, Any]

    @property
    def kind(self) -> str:
        return next(kind for kind, words in KIND.items() if self.what in words)


def thirty(truth: Truth) -> list[Edit]:
    """Edits spread over the whole site, one for each article that is not alone in its section: SPIP takes a section
    without articles off the site, and the group with it."""
    of_section = Counter(article.section for article in truth.published.values())
    numbers = sorted(number for number, article in truth.published.items() if of_section[article.section] > 2)
    step = len(numbers) // 28
    chosen = iter(numbers[step // 2 :: step][:28])

    def each(what: str, count: int, order) -> list[Edit]:
        return [Edit(what, number, {"id": number, **order(number)}) for number in (next(chosen) for _ in range(count))]

    def keyword(number: int) -> dict[str, Any]:
        carried = truth.published[number].themes
        return {
            "action": "keyword",
            "keyword": next(mot for name, mot in truth.keywords.items() if name not in carried),
        }

    def fields(**values: str):
        return lambda number: {"action": "fields", "fields": values}

    annex = {"fichier": "annexe_ajoutee.pdf", "titre": "Annexe ajoutée"}
    return [
        *each(
            "edited", 8, lambda number: {"action": "append", "text": f"La liste des inscrits est complète ({number})."}
        ),
        *each("retitled", 4, lambda number: fields(titre=f"Retour sur la journée des partenaires {number}")(number)),
        *each("readdressed", 4, lambda number: {"action": "address", "title": f"Annonce des partenaires {number}"}),
        *each("dated", 1, fields(date="2018-05-04 10:00:00")),
        *each("edited", 1, fields(surtitre="Edition corrigée")),
        *each("tagged", 2, keyword),
        *each("joined", 1, lambda number: {"action": "document", "document": annex}),
        *each("withdrawn", 4, lambda number: {"action": "status", "status": "prop"}),
        *each("withdrawn", 1, lambda number: {"action": "status", "status": "poubelle"}),
        *each("protected", 2, lambda number: {"action": "section", "section": MEMBERS}),
        Edit("published", 901, {"id": 901, "action": "status", "status": "publie"}),
        Edit("published", 902, {"id": 902, "action": "status", "status": "publie"}),
    ]
