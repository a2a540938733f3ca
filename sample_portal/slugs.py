"""SPIP's addresses in the `propres` style: how a title becomes one, and which object holds which."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date

_MARKS = {"article": "{}", "rubrique": "-{}-", "mot": "+-{}-+", "auteur": "_{}_"}
_LONGER_SINCE = date(2017, 1, 1)


def slug(title: str, limit: int = 80) -> str:
    """Return a title without accents, its words joined by hyphens, cut at a word's end at `limit` characters."""
    folded = (
        unicodedata.normalize("NFKD", title.replace("œ", "oe").replace("’", "-")).encode("ascii", "ignore").decode()
    )
    words = re.sub(r"[^A-Za-z0-9]+", "-", folded).strip("-")
    return words if len(words) <= limit else words[: limit + 1].rpartition("-")[0] or words[:limit]


def limit(day: date) -> int:
    """Return 35 characters for old articles, 80 since 2017 (docs/portal.md)."""
    return 80 if day >= _LONGER_SINCE else 35


@dataclass(frozen=True)
class Named:
    """An object of the portal."""

    kind: str
    """article, rubrique or mot."""
    number: int
    slug: str
    """Without its marks."""

    @property
    def path(self) -> str:
        return _MARKS[self.kind].format(self.slug)


@dataclass
class Addresses:
    """Every address in use or once in use. Unique over all kinds of object; letter case does not count."""

    taken: dict[str, Named] = field(default_factory=dict)
    current: dict[tuple[str, int], Named] = field(default_factory=dict)

    def claim(self, kind: str, number: int, title: str, longest: int = 80) -> None:
        """Claim the address of an object's title, with its number when another object holds that one."""
        wanted = slug(title, longest) or f"{kind}{number}"
        if self.taken.get(wanted.lower(), named := Named(kind, number, wanted)) != named:
            named = Named(kind, number, f"{wanted}-{number}")
        self.taken[named.slug.lower()] = self.current[kind, number] = named

    def find(self, text: str) -> Named | None:
        """Return the object that a slug, in any case, names or once named."""
        return self.taken.get(text.lower())

    def of(self, kind: str, number: int) -> Named | None:
        return self.current.get((kind, number))

    def copy(self) -> "Addresses":
        return Addresses(dict(self.taken), dict(self.current))
