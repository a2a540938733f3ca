"""The pages of a site beside each other: the paths of their lines, and what links call each of them."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence, Set
from functools import cached_property
from itertools import combinations, product, takewhile

from scraper import spip
from scraper.reading.context import kinds_of_address
from scraper.reading.observed import ObservedPage
from scraper.reading.profile import Step
from scraper.reading.text import DATE_LINE

COMMON = 0.01
"""Share of the pages from which a class is the template's; others are a page's own (`spip_document_12`)."""
FEWEST = 3
"""Pages on which something must be seen to count as the site's, whatever their share."""
RARE, MANY = 0.1, 0.5
"""Share of the pages below which a class is rare; share of the pages of one kind from which it is their template's."""
MANY_VALUES = 10
"""Rare classes in the place of each other from which they are the pages' own."""
FEWEST_ALIKE = 12
"""Pages of one kind from which classes are looked for by which their elements differ."""
NEARLY = 0.95
"""Share of such pages that have an element, and of those in which the element has a class of its own."""
_PAGES_OWN = re.compile(r"[0-9a-f]{6,}|\d+")
"""What classes of one kind differ in: a number, a hash."""
SHORTEST_NAME = 12
"""Letters of the shortest words that several links to a page end with and that are taken for its name."""
GENERIC = 5
"""Pages that are linked under the same words from which these are a label (`Lire la suite`), no title."""


class ObservedSite:
    """Pages of one site."""

    def __init__(self, pages: Sequence[ObservedPage], names: frozenset[str] | None = None):
        self.pages = tuple(pages)
        self.names = names or _names(self.pages)
        """Classes and styles of the site's templates."""

    @cached_property
    def elements(self) -> tuple[list[str], ...]:
        """The path of each element of each page."""
        return tuple(page.element_paths(self.names) for page in self.pages)

    @cached_property
    def paths(self) -> tuple[list[str], ...]:
        """The path of each line of each page."""
        return tuple(page.paths(self.names) for page in self.pages)

    @cached_property
    def called(self) -> dict[str, Counter]:
        """What links call each page, by its address: folded words, weighed by the pages that have such a link. A link
        under one wording alone, as in a menu or a feed, weighs three times what one of a card's lines does. Words that
        links to many pages have before a name ("Lire la suite de", "Suivant") are none of it."""
        found: defaultdict[str, Counter] = defaultdict(Counter)
        for page in self.pages:
            for target, texts in _linked(page).items():
                found[target].update(dict.fromkeys(texts, 3 if len(texts) == 1 else 1))
        labels = _labels(found.values())
        for texts in found.values():
            for words, label in product(list(texts), labels):
                if words.startswith(label):
                    texts[words.removeprefix(label)] += texts[words]
        users = Counter(words for texts in found.values() for words in texts)
        return {
            target: Counter({words: n for words, n in texts.items() if users[words] < GENERIC})
            for target, texts in found.items()
        }

    @cached_property
    def names_of_sections(self) -> frozenset[str]:
        """What links call sections."""
        sections = (texts for target, texts in self.called.items() if spip.address(target).kind == "rubrique")
        return frozenset(words for texts in sections for words, weight in texts.items() if weight > 1)

    @cached_property
    def ends_of_sections(self) -> tuple[str, ...]:
        """What links call sections, as the end of a line with more words: "Réseau des villes | Mali"."""
        return tuple(f" {name}" for name in self.names_of_sections)


def _names(pages: Sequence[ObservedPage]) -> frozenset[str]:
    """Return the classes and styles of the templates: those of many pages, without those by which elements differ that
    are the same otherwise (`module text id-7f3a`, `post category-mali`), and without what only some pages of a kind
    have in an element that all of them have."""
    on_page = [{name for _, (_, names) in page.elements for name in names} for page in pages]
    used = Counter(name for names in on_page for name in names)
    numbered = _numbered(on_page, used)
    names = {name for name, times in used.items() if times >= max(FEWEST, len(pages) * COMMON)}
    alike: defaultdict[frozenset[str], list[ObservedPage]] = defaultdict(list)
    for page in pages:
        alike[kinds_of_address(page.url)].append(page)
    names -= numbered | _names_of_pages(list(alike.values()), used, numbered)
    for group in alike.values():
        names -= _classes_of_some([{step for _, step in page.elements} for page in group], names)
    return frozenset(names)


def _numbered(pages: Sequence[set[str]], used: Counter[str]) -> set[str]:
    """Return the names of which many differ in a number or a hash alone, most of them each on few of the pages that
    have one: of an article that is announced (`post-5356`), of a block (`container-934a1430`). used: on how many pages
    each name is."""
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for name in used:
        alike[_PAGES_OWN.sub("0", name)].add(name)
    found: set[str] = set()
    for names in alike.values():
        if len(names) >= MANY_VALUES:
            pages_with = sum(not names.isdisjoint(own) for own in pages)
            rare = sum(used[name] < RARE * pages_with for name in names)
            found |= names if rare >= MANY_VALUES and 2 * rare > len(names) else set()
    return found


def _classes_of_some(pages: Sequence[set[Step]], names: set[str]) -> set[str]:
    """Return those of some names that only some pages have in an element that nearly every page has once, by another
    name: a colour that goes by the section, whether there is a picture. pages: the elements of each, of one kind."""
    if len(pages) < FEWEST_ALIKE:
        return set()
    once: defaultdict[str, list[set[str]]] = defaultdict(list)
    for steps in pages:
        classes = {(tag, tuple(name for name in own if name in names)) for tag, own in steps}
        times = Counter(name for _, own in classes for name in own)
        for _, own in classes:
            for name in own:
                if times[name] == 1:
                    once[name].append(set(own))
    found: set[str] = set()
    for beside in once.values():
        if len(beside) >= NEARLY * len(pages):
            used = Counter(name for own in beside for name in own)
            found |= {name for name, times in used.items() if times < NEARLY * len(beside)}
    return found


def _names_of_pages(kinds: Sequence[Sequence[ObservedPage]], used: Counter[str], numbered: Set[str]) -> set[str]:
    """Return the names that elements have beside those of their template: many, each on few pages, at one path of one
    kind of pages where elements are the same otherwise (`module text id-7f3a`, `post tag-mali tag-eau`); and those on
    more pages by which such elements differ too.

    kinds: the pages, by their kinds; used: on how many of them each name is; numbered: names that are known to be no
    template's."""
    usual: set[str] = set()
    for pages in kinds:
        times = Counter(name for page in pages for name in {name for _, (_, names) in page.elements for name in names})
        usual |= {name for name, n in times.items() if n >= max(FEWEST, MANY * len(pages))}
    least = RARE * sum(map(len, kinds))
    frequent = frozenset((usual | {name for name, n in used.items() if n >= least}) - numbered)
    at_path: defaultdict[tuple[int, str, str], defaultdict[frozenset[str], set[str]]]
    at_path = defaultdict(lambda: defaultdict(set))
    for kind, page in ((kind, page) for kind, pages in enumerate(kinds) for page in pages):
        for (_, (tag, names)), path in zip(page.elements, page.element_paths(frequent), strict=True):
            if core := frequent.intersection(names):
                at_path[kind, path.rpartition("/")[0], tag][core].update(names)
    found: set[str] = set()
    for own in at_path.values():
        for core in (core for core, names in own.items() if len(names - frequent - numbered) >= MANY_VALUES):
            found.update(*(names - core for wider, names in own.items() if core <= wider))
    return found - usual


def _labels(texts_of_pages: Iterable[Collection[str]]) -> list[str]:
    """Return the words, with a space behind them, that links to many pages have before what all links to the page end
    with."""
    found = Counter()
    for texts in texts_of_pages:
        for one, other in combinations(sorted(texts), 2):
            words = zip(reversed(one.split()), reversed(other.split()), strict=False)
            name = " ".join(reversed([word for word, _ in takewhile(lambda pair: pair[0] == pair[1], words)]))
            if len(name) >= SHORTEST_NAME:
                found.update(text.removesuffix(name) for text in (one, other) if text != name)
    return [label for label, times in found.items() if times >= GENERIC]


def _linked(page: ObservedPage) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in page.lines:
        for link in line.links:
            if link.target and link.text and link.target != page.url and not DATE_LINE.match(line.text):
                found[link.target].add(link.text)
    return found
