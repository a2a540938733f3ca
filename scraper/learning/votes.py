"""What the pages of a layout have in each of its places: lines counted by what they are."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import zip_longest

from scraper.learning.site import SHORTEST_NAME, ObservedSite
from scraper.reading.lists import LONGEST_CARD
from scraper.reading.observed import ObservedLine, ObservedLink, ObservedPage
from scraper.reading.profile import ABOUT, TITLE, places_by
from scraper.reading.text import CUT_ENDS, SENTENCE_ENDS, TEXT_ENDS, label_before

MOST = 0.8
"""Share of a place's lines that decides what it holds."""
MANY, SOME, FEW = 0.5, 0.3, 0.2
"""Shares of a place's lines with a mark: from MANY on they count, below SOME or FEW they do not."""
REPEATED = 0.12
"""Share of a layout's pages from which a line is the layout's own, not a page's."""
FEWEST_REPEATED = 4
"""Pages that a repeated line is on at least."""
ONCE = 1.3
"""Lines a page of a place that holds one thing."""
LONGEST_LABEL = 25
"""Characters beside the links of a line that is links, with a label."""
LONGEST_ROW = 200
"""Characters of the longest row about a file: its title, format and size."""
SHORTEST_REST = 4
"""Letters of the shortest overtitle behind a section's link."""
SHORTEST_WORD = 3
"""Letters of the shortest word of a sentence that no abbreviation has."""
DECISIVE = ("event", "card", "keywords", "summary", "date", "files")
"""Marks that are the role of a place where most of its lines have them, in this order."""
_STRUCTURE = {*DECISIVE, "sections"}
"""Marks of lines about an article that are none of its text."""
_ENDS = (*TEXT_ENDS, "»")

Place = tuple[str, str]
"""A path, and the side of the title that it is on."""


@dataclass
class Votes:
    """What the lines of a place are."""

    pages: int = 0
    lines: int = 0
    repeated: int = 0
    """Lines whose words many pages have there."""
    distances: list[int] = field(default_factory=list)
    """Of each line that is not repeated, how many lines with words below the title it is."""
    lengths: list[int] = field(default_factory=list)
    """Characters of the same lines."""
    marks: Counter = field(default_factory=Counter)
    """Of the same, by how many lines have each: event, card, keywords, sections, beside sections, ends with section,
    summary, links, off site, files, date, sentence, written; structure for any of _STRUCTURE."""
    sentences: int = 0
    """Lines, repeated ones too, that end as a sentence does."""
    headings: int = 0
    """Lines in a heading."""
    links: int = 0
    """Lines with a link."""
    away: int = 0
    """Lines with a link to another site."""
    pictures: int = 0
    """Lines with a picture."""
    firsts: dict[str, int] = field(default_factory=dict)
    """Position of its first line on each page, by the page's address."""
    lasts: dict[str, int] = field(default_factory=dict)
    """Position of its last line on each page."""
    shapes: Counter = field(default_factory=Counter)
    """What is written there (ObservedLine.shape), and how often."""
    facts: Counter = field(default_factory=Counter)
    """How often with links to files or keywords."""
    files: int = 0
    """Links to files on its pages."""
    numbered: int = 0
    """Lines that begin with their number among those of the place on their page: 1, 01."""
    heads: Counter = field(default_factory=Counter)
    """How often which place is below which of its words, by (shape, place); None at the end of a page."""
    begins: Counter = field(default_factory=Counter)
    """The words before a colon with which its first line on a page begins, and how often (text.label_before)."""
    beside: Counter = field(default_factory=Counter)
    """What is written beside links to other sites, on lines with no other links, and how often."""

    def count(self, line: ObservedLine, page: ObservedPage, position: int, number: int) -> None:
        """Count a line. position: where it is on its page; number: its own among the lines of the place there, from
        1."""
        self.lines += 1
        if number == 1:
            self.pages += 1
            self.firsts[page.url] = position
            self.files += page.links_to_files
            self.begins[label_before(line.text)] += 1
        self.lasts[page.url] = position
        self.numbered += line.text.lstrip("0").startswith(f"{number} ")
        self.shapes[line.shape] += 1
        self.facts[line.shape] += any(link.kind in ("file", "mot") for link in line.links)
        self.links += bool(line.links)
        self.away += any(link.target is None for link in line.links)
        if line.links and not any(link.target or link.inside for link in line.links):
            self.beside[line.unlinked] += 1
        self.pictures += line.pictures > 0
        self.headings += line.level > 0
        self.sentences += line.text.endswith(SENTENCE_ENDS) and _has_words(line.words)

    @property
    def own(self) -> int:
        """Lines that are not repeated."""
        return self.lines - self.repeated

    @property
    def is_numbered(self) -> bool:
        """Whether the template numbers its lines."""
        return self.numbered >= MOST * self.lines

    @property
    def names_files(self) -> bool:
        """Whether it has one line for each file: its name, which may be the same on many pages."""
        return not self.links and self.lines <= ONCE * self.files

    @property
    def leads_off_site(self) -> bool:
        """Whether most lines are links to other sites."""
        return self.beside.total() >= MOST * self.lines

    @property
    def is_written(self) -> bool:
        """Whether most lines were text in the templates before."""
        return self.marks["written"] >= MOST * self.lines

    def share(self, mark: str) -> float:
        """Return the share of the lines that are not repeated with a mark."""
        return self.marks[mark] / self.own if self.own else 0.0


def _has_words(words: str) -> bool:
    """Return whether folded words are more than one, or an abbreviation ("P.-S.")."""
    return sum(len(word) >= SHORTEST_WORD for word in words.split()) > 1


def elsewhere(site: ObservedSite, members: Sequence[int]) -> set[str]:
    """Return the lines that some other pages have too. Lists and groups are few and alike: what only they have in
    common may be their own."""
    own = set(members)
    texts = Counter(
        shape for i, page in enumerate(site.pages) if i not in own for shape in {line.shape for line in page.lines}
    )
    return {shape for shape, n in texts.items() if n >= FEWEST_REPEATED}


def vote(
    site: ObservedSite, members: Sequence[int], title: str, among: set[str] | None
) -> tuple[dict[Place, Votes], Counter]:
    """Return what the lines of each place are, and on how many pages each place has which words. title: the path of the
    title; among: lines that pages of other kinds have, None where it does not matter."""
    shown = {i: [line.words for line in site.pages[i].lines] for i in members}
    placed = {i: places for i, words in shown.items() if (places := places_by(title, site.paths[i], words))}
    texts = Counter(
        key
        for i, places in placed.items()
        for key in {(p, line.shape) for p, line in zip(places, site.pages[i].lines, strict=True)}
    )
    least = max(FEWEST_REPEATED, REPEATED * len(placed))
    repeated = {key for key, n in texts.items() if n >= least and key[1] and (among is None or key[1] in among)}
    common = {key for key, n in texts.items() if n >= MANY * len(placed)}
    cards = _cards(site, placed, common)
    votes: defaultdict[Place, Votes] = defaultdict(Votes)
    for i, places in placed.items():
        _vote_of_page(site, site.pages[i], places, repeated, cards[i], votes)
    return votes, texts


def _vote_of_page(
    site: ObservedSite,
    page: ObservedPage,
    places: list[Place],
    repeated: Set,
    cards: Set[int],
    votes: dict[Place, Votes],
) -> None:
    """Count the lines of one page. repeated: places with the words that many pages have there; cards: elements of the
    page that are cards."""
    at = next(n for n, place in enumerate(places) if place[1] == TITLE)
    others = {link.target for line in page.lines for link in line.links if _names_other(site, page, link)}
    files = _in_file_rows(page, at)
    words = Counter(line.words for line in page.lines)
    shown = [n for n, line in enumerate(page.lines) if line.text or line.links or line.pictures]
    below, numbers = 0, Counter()
    for n, after in zip_longest(shown, shown[1:]):
        place, line = places[n], page.lines[n]
        v, below = votes[place], below + (bool(line.text) and n > at)
        numbers[place] += 1
        v.count(line, page, n, numbers[place])
        v.heads[line.shape, None if after is None else places[after]] += 1
        is_written = line.words in page.written
        is_way = _is_way_to(line, page.lines[at], above=n < at) or (n != at and _cites(line, page))
        if ((place, line.shape) in repeated and not is_written) or is_way:
            v.repeated += 1
            continue
        is_card = not cards.isdisjoint(page.holders[n]) or _leads_to(line, others)
        v.distances.append(below if n > at else n - at)
        v.lengths.append(len(line.text))
        marks = {*_marks(line, words, card=is_card, file=files[n], written=is_written)}
        marks |= {"sections"} if line.words in site.names_of_sections and n != at else set()
        marks |= {"ends with section"} if n < at and line.words.endswith(site.ends_of_sections) else set()
        v.marks.update(marks | {"structure"} if marks & _STRUCTURE else marks)


def _is_way_to(line: ObservedLine, title: ObservedLine, *, above: bool) -> bool:
    """Return whether a line is a breadcrumb's end: the page's own title again, or cut, alone or behind links; above the
    title behind any words."""
    if line is title or not line.words:
        return False
    if line.words == title.words or ((above or line.links) and line.words.endswith(f" {title.words}")):
        return True
    is_cut = line.text.endswith(CUT_ENDS) and bool(line.unlinked)
    return is_cut and title.words.startswith(line.unlinked)


def _cites(line: ObservedLine, page: ObservedPage) -> bool:
    """Return whether a line has the page's own address in its words, as how to cite it."""
    slug = page.url.rpartition("/")[2]
    return len(slug) >= SHORTEST_NAME and slug in line.text


def _marks(line: ObservedLine, words: Counter, *, card: bool, file: bool, written: bool) -> Iterator[str]:
    """Yield the marks of a line. words: of the lines of its page; card, file: whether it is in a card, or about a file;
    written: whether it is known as one of a text."""
    if line.in_box:
        yield "event"
    if card:
        yield "card"
    if line.links:
        yield from _marks_of_links(line, words)
    if file:
        yield "files"
    if written:
        yield "written"
    if line.is_date:
        yield "date"
    if line.text.endswith(_ENDS):
        yield "sentence"


def _marks_of_links(line: ObservedLine, words: Counter) -> Iterator[str]:
    links, is_bare = line.links, len(line.unlinked) <= LONGEST_LABEL
    yield "links"
    if all(link.kind in ("mot", "rubrique") for link in links):
        if is_bare:
            yield "keywords" if all(link.kind == "mot" for link in links) else "sections"
        if len(line.unlinked) >= SHORTEST_REST:
            yield "beside sections"
    is_way = all(link.inside and link.text and words[link.text] > (line.words == link.text) for link in links)
    if is_bare and is_way and not line.level:  # a heading may lead back to the summary
        yield "summary"
    if all(link.target is None for link in links):
        yield "off site"


def _cards(site: ObservedSite, placed: dict[int, list[Place]], common: Set) -> dict[int, set[int]]:
    """Return the cards of each page: elements whose links, but for those to what is about the page, all lead to one
    other page, one of them under that page's own name, and that have not the page's title. One that holds more on other
    pages is none: the text with a card amid it, the ways to the article before and to the one after.

    common: places with the words that most pages have there, which make no card of an element: an appeal amid a text.
    """
    found: dict[int, set[int]] = {}
    times: Counter[tuple[str, bool]] = Counter()
    for i, places in placed.items():
        page, title = site.pages[i], next(n for n, place in enumerate(places) if place[1] == TITLE)
        targets, named, size = defaultdict(set), set(), Counter()
        for n, line in enumerate(page.lines):
            leads = [link for link in line.links if not (link.inside or link.kind in ABOUT)]
            is_named = (places[n], line.shape) not in common and any(_names_other(site, page, link) for link in leads)
            for element in page.holders[n]:
                targets[element] |= {link.target for link in leads}
                size[element] += 1
                named |= {element} if is_named else set()
        named.difference_update(page.holders[title])
        found[i] = {e for e in named if len(targets[e]) == 1 and size[e] <= LONGEST_CARD}
        times.update((site.elements[i][e], e in found[i]) for e in named)
    return {
        i: {e for e in cards if times[site.elements[i][e], False] <= FEW * times[site.elements[i][e], True]}
        for i, cards in found.items()
    }


def _leads_to(line: ObservedLine, others: set) -> bool:
    """Return whether a line is nothing but links to pages that the page names."""
    return bool(line.links) and {link.target for link in line.links} <= others and len(line.unlinked) <= LONGEST_LABEL


def _in_file_rows(page: ObservedPage, title: int) -> list[bool]:
    """Return of each line whether it is about one file: in an element whose only link leads to it."""
    targets, letters, files = defaultdict(set), Counter(), set()
    for n, line in enumerate(page.lines):
        for element in page.holders[n]:
            targets[element] |= {link.target for link in line.links}
            letters[element] += len(line.text)
            files |= {element} if any(link.kind == "file" for link in line.links) else set()
    rows = {e for e in files if len(targets[e]) == 1 and letters[e] <= LONGEST_ROW} - set(page.holders[title])
    own = [any(link.kind == "file" for link in line.links) for line in page.lines]
    return [is_own or not rows.isdisjoint(holders) for is_own, holders in zip(own, page.holders, strict=True)]


def _names_other(site: ObservedSite, page: ObservedPage, link: ObservedLink) -> bool:
    """Return whether a link leads to another page, no section or keyword, under a name of that page."""
    if not link.target or link.target == page.url or link.kind in ("file", *ABOUT, None):
        return False
    words, names = f" {link.text} ", site.called.get(link.target, ())
    return link.text in names or any(f" {name} " in words for name in names if len(name) >= SHORTEST_NAME)
