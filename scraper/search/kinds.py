"""The words of each kind of record: `groupe-pays`, `fonds de solidarité`, `personne`.

People type them beside a name, and they are in some names and not in others: a record is called by its name with and
without them.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from scraper import portal
from scraper.search.analysis import name_parts, words_of

_KINDS = Path(__file__).with_name("kinds.toml")


@dataclass(frozen=True)
class KindWords:
    """The words of a kind, as stems."""

    first: frozenset[str]
    """Those that say by themselves which kind is meant: `groupe`."""
    others: frozenset[str]
    """Those that may follow: `pays`, `thématique`."""

    @cached_property
    def all(self) -> frozenset[str]:
        """All of them."""
        return self.first | self.others

    def without(self, parts: Iterable[str]) -> tuple[str, ...] | None:
        """Return the parts of a name that are none of these words; None where they do not name the kind, or nothing
        else."""
        parts = tuple(parts)
        rest = tuple(part for part in parts if part not in self.all)
        return rest if rest and not self.first.isdisjoint(parts) else None


@cache
def kind_words() -> dict[str, KindWords]:
    """Return the words of each kind, by its table: those of French, and the portal's own for its groups and funds."""
    own = portal.load().words
    groups, funds = own.get("groups", {}), own.get("funds", {})
    of_portal = {
        "groups": (*groups.get("generic", ()), *groups.get("country", ())),
        "funds": funds.get("names", ()),
    }
    after = {"groups": groups.get("qualifiers", ())}
    found = {}
    for kind, names in tomllib.loads(_KINDS.read_text(encoding="utf-8")).items():
        parts = [_stems(name) for name in (*names, *of_portal.get(kind, ()))]
        first = frozenset(each[0] for each in parts if each)
        more = frozenset(stem for each in (*parts, *map(_stems, after.get(kind, ()))) for stem in each)
        found[kind] = KindWords(first, more - first)
    return found


@lru_cache(2**12)
def bare_name(name: str, kind: str) -> str:
    """Return a name (analysis.name_of) without the words of a kind; the same where nothing else is in it."""
    words = kind_words().get(kind)
    rest = words.without(name.split()) if words else None
    return " ".join(rest) if rest else name


def _stems(name: str) -> list[str]:
    return name_parts([word.folded for word in words_of(name)])
