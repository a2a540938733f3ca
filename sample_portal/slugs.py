"""SPIP's addresses in the `propres` style: how a title becomes one, and which object has which."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import NamedTuple

_MARKS = {"article": "{}", "rubrique": "-{}-", "mot": "+-{}-+"}


def slug(title: str, limit: int = 80) -> str:
    """Return a title without accents, its words joined by hyphens, cut at a word's end at `limit` characters."""
    decomposed = unicodedata.normalize("NFKD", title.replace("œ", "oe").replace("’", "-"))
    words = re.sub(r"[^A-Za-z0-9]+", "-", decomposed.encode("ascii", "ignore").decode()).strip("-")
    return words if len(words) <= limit else words[: limit + 1].rpartition("-")[0] or words[:limit]


class Named(NamedTuple):
    """An object of the portal: an article, a rubrique or a mot."""

    kind: str
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
    first: dict[tuple[str, int], Named] = field(default_factory=dict)

    def claim(self, kind: str, number: int, title: str, longest: int = 80) -> None:
        """Claim the address of an object's title, with its number when another object has that one."""
        wanted = slug(title, longest) or f"{kind}{number}"
        if self.taken.get(wanted.lower(), named := Named(kind, number, wanted)) != named:
            named = Named(kind, number, f"{wanted}-{number}")
        self.taken[named.slug.lower()] = self.current[kind, number] = named
        self.first.setdefault((kind, number), named)

    def named(self, slug: str) -> Named | None:
        """Return the object that a slug, in any case, names or once named."""
        return self.taken.get(slug.lower())

    def of(self, kind: str, number: int) -> Named | None:
        return self.current.get((kind, number))
