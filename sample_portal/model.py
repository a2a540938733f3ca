"""The sample portal: made from a seed, moved in time by changes, and knowing what its pages should be read as."""

from collections.abc import Iterable
from datetime import date

from sample_portal import making, sections, slugs, truth
from sample_portal.articles import Head
from sample_portal.changes import Change
from sample_portal.moving import Move
from sample_portal.sections import Section
from sample_portal.slugs import Addresses
from sample_portal.state import State
from sample_portal.world import World


class Sample(State):
    """A portal made from a seed.

    articles: how many. today: the day it shows itself on, Europe/Paris.
    """

    def __init__(self, articles: int = 150, seed: int = 1, today: date = date(2026, 3, 2)) -> None:
        world = World()
        parts = sections.make(world)
        heads = making.flawed({head.number: head for head in making.heads(world, seed, articles, today)})
        super().__init__(seed, today, world, parts, heads, _addresses(world, parts, heads))
        self._first_slugs = self._slugs()

    def _slugs(self) -> dict[int, str]:
        return {number: self.addresses.of("article", number).slug for number in self.heads}

    def truth(self) -> dict[str, list]:
        """Table name -> records as they should be read from the portal's pages; see truth."""
        return truth.of(self)

    def problems(self) -> set[tuple[str, str]]:
        """(article's slug, rule): what a reader should find wrong; see truth.problems."""
        return truth.expected(self)

    def permalinks(self) -> dict[str, str]:
        """Current slug -> first slug, of the articles that were retitled: the archive's id is the first."""
        return {slug: first for number, slug in self._slugs().items() if slug != (first := self._first_slugs[number])}

    def after(self, changes: Iterable[Change], today: date | None = None) -> "Sample":
        """A new sample in which the changes have happened. Raises ValueError for a change that cannot happen."""
        move = Move(self.world, self.seed, today or self.today, dict(self.heads), self.addresses.copy())
        for change in changes:
            move.apply(change)
        later = Sample.__new__(Sample)
        State.__init__(
            later, self.seed, move.today, self.world, self.sections, move.heads, move.addresses, self.generation + 1
        )
        later._first_slugs = later._slugs() | self._first_slugs
        return later


def _addresses(world: World, parts: dict[int, Section], heads: dict[int, Head]) -> Addresses:
    """All addresses, given in the order in which the portal's objects were made: sections, keywords, articles."""
    addresses = Addresses()
    for group in world.groups:
        if group.intro not in {None, group.rubrique}:
            addresses.claim("rubrique", group.intro, group.name)
    for section in parts.values():
        addresses.claim("rubrique", section.number, section.title or section.name)
    for name, number in world.mots.items():
        addresses.claim("mot", number, name)
    for head in heads.values():
        addresses.claim("article", head.number, head.first_title or head.title, slugs.limit(head.published))
    return addresses
