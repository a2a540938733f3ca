"""The places of a layout: what each of them holds, voted on by the layout's pages."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import zip_longest
from statistics import median

from scraper.learning.site import SHORTEST_NAME, ObservedSite
from scraper.reading.file_words import is_label, size_in
from scraper.reading.observed import ObservedLine, ObservedLink, ObservedPage
from scraper.reading.profile import ABOVE, BELOW, TITLE, Layout, Slot, places_by
from scraper.reading.text import CUT_ENDS, SENTENCE_ENDS, TEXT_ENDS

MOST = 0.8
"""Share of a place's lines that decides what it holds."""
MANY, SOME, FEW = 0.5, 0.3, 0.2
"""Shares of a place's lines with a mark: from MANY on they count, below SOME or FEW they do not."""
REPEATED = 0.12
"""Share of a layout's pages from which a line is the layout's own, not a page's."""
FEWEST_REPEATED = 4
"""Pages that a repeated line is on at least."""
EVERYWHERE = 0.4
"""Share of a layout's pages from which a place of repeated lines is frame by itself."""
ALWAYS = 0.9
"""Share of a layout's pages from which a repeated line amid the text is frame."""
LONGEST_LABEL = 25
"""Characters beside the links of a line that is links, with a label."""
LONGEST_ROW = 200
"""Characters of the longest row about a file: its title, format and size."""
LONGEST_CARD = 15
"""Lines of the longest card."""
SHORTEST_REST = 4
"""Letters of the shortest overtitle behind a section's link."""
NEARLY = 0.9
"""How near to the most agreement of a place with what links call the page that of a title is."""
LEAST_WEIGHT = 0.3
"""Share of the most weight from which a place may be the title: it may have two paths, with a picture beside it and
without."""
ONE_SHAPE = 0.9
"""Share of a place's lines that are the same words, from which they are the template's."""
FEW_SHAPES = 0.3
"""Shapes a line of a place that rotates: the same few quotations or teasers on all pages."""
LONGEST_WORDS = 40
"""Letters of the longest label."""
SHORTEST_WORD = 3
"""Letters of the shortest word of a sentence that no abbreviation has."""
GAINED = 1.3
"""How many times as many pages have sentences in the element that holds all texts as in the one with most letters."""
ONCE = 1.3
"""Lines a page of a place that holds one thing."""
LONGEST_PIECE = 160
"""Characters of a middling subtitle."""
ABOVE_TITLE, BELOW_TITLE = -3, 3
"""Lines from the title at which the parts of a head are, in the middle of pages."""
_OVER = re.compile(r"over|sur-?titre|eyebrow|kicker|pre-?tit|supra", re.IGNORECASE)
_UNDER = re.compile(r"sub|sous|under|baseline|tagline", re.IGNORECASE)
"""What templates call an overtitle and a subtitle: the weakest evidence, where two places are alike."""
_DECISIVE = ("event", "card", "keywords", "summary", "date", "files")
"""Marks that are the role of a place where most of its lines have them, in this order."""
_STRUCTURE = {*_DECISIVE, "sections"}
"""Marks of lines about an article that are none of its text."""
_TOPICS = frozenset(("mot", "rubrique"))
"""Kinds of addresses that what is about a page leads to beside it."""
_BLOCKS = frozenset(("card", "keywords", "summary", "files", "numbered files"))
"""Roles of blocks that have a label above them."""
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
    """The places of the lines below."""

    def count(self, line: ObservedLine, page: ObservedPage, position: int, number: int) -> None:
        """Count a line. position: where it is on its page; number: its own among the lines of the place there, from
        1."""
        self.lines += 1
        if number == 1:
            self.pages += 1
            self.firsts[page.url] = position
            self.files += page.links_to_files
        self.lasts[page.url] = position
        self.numbered += line.text.lstrip("0").startswith(f"{number} ")
        self.shapes[line.shape] += 1
        self.facts[line.shape] += any(link.kind in ("file", "mot") for link in line.links)
        self.links += bool(line.links)
        self.away += any(link.target is None for link in line.links)
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
    def is_written(self) -> bool:
        """Whether most lines were text in the templates before."""
        return self.marks["written"] >= MOST * self.lines

    def share(self, mark: str) -> float:
        """Return the share of the lines that are not repeated with a mark."""
        return self.marks[mark] / self.own if self.own else 0.0


def _has_words(words: str) -> bool:
    """Return whether folded words are more than one, or an abbreviation ("P.-S.")."""
    return sum(len(word) >= SHORTEST_WORD for word in words.split()) > 1


def title_path(site: ObservedSite, members: Sequence[int]) -> tuple[str, int, int] | None:
    """Return the path at which most pages show what links call them; on how many of them it is so, and of how many."""
    agreed, weight, lines, pages, asked_of = Counter(), Counter(), Counter(), Counter(), Counter()
    headings: set[str] = set()
    asked = 0
    for i in members:
        called = site.called.get(site.pages[i].url, {})
        asked += bool(called)
        shown: dict[str, str] = {}
        for path, line in zip(site.paths[i], site.pages[i].lines, strict=True):
            if line.words:
                lines[path] += 1
                headings |= {path} if line.level else set()
                shown.setdefault(path, line.words)
        pages.update(shown.keys())
        asked_of.update(shown.keys() if called else ())
        for path, words in shown.items():
            if words in called:
                agreed[path] += 1
                weight[path] += called[words]
    once = [path for path in agreed if lines[path] <= ONCE * pages[path]]
    most = max((weight[path] for path in once), default=0)
    # The last piece of a breadcrumb has the title's words too, but may cut them.
    right = {path: agreed[path] / asked_of[path] for path in once if weight[path] >= LEAST_WEIGHT * most}
    alike = [path for path, share in right.items() if share >= NEARLY * max(right.values())]
    best = max(alike, key=lambda path: (path in headings, weight[path], agreed[path]), default=None)
    return best and (best, agreed[best], asked)


def learn_layout(site: ObservedSite, kind: str, members: Sequence[int], title: tuple[str, int, int]) -> Layout:
    """Return the layout of some pages. title: as title_path returns it."""
    among = None if kind == "article" else _elsewhere(site, members)
    votes, texts = _vote(site, members, title[0], among)
    pages = sum(v.pages for place, v in votes.items() if place[1] == TITLE)
    text = _holder(votes, lambda v: v.share("sentence") if v.share("card") < MOST else 0.0)
    text = _whole(text, votes, title[0]) if kind == "article" else text
    begins, ends = _span(votes, text)
    holders = {text, _holder(votes, lambda v: v.share("card"))} if kind != "article" else {text}
    within = {place for place in votes if _is_inside(place, holders)}
    around = text.rpartition("/")[0]
    if kind == "article" and around and not f"{title[0]}/".startswith(f"{around}/"):
        within |= {place for place, v in votes.items() if _is_inside(place, [around]) and _is_amid(v, begins, ends)}
    roles = {place: _role(place, v, pages, (text, begins), within, among) for place, v in votes.items()}
    for place, v in votes.items():
        roles[place] = roles[place] or (
            "frame"
            if kind == "article" and _is_label_of_block(v, roles)
            else _other_role(place, v, text, title[0], begins, within)
        )
    _settle_dates(votes, roles)
    _settle_labels(votes, roles)
    _settle_subtitles(votes, roles)
    slots = tuple(
        Slot(*place, roles[place], v.pages, round(_agreeing(roles[place], v), 3))
        for place, v in sorted(votes.items())
        if v.pages >= 2
    )
    repeated = frozenset(
        (*place, words)
        for (place, words), n in texts.items()
        if words
        and (among is None or words in among)
        and _is_label(roles[place], n, pages)
        and size_in(words) is None
        and not (votes[place].names_files and is_label(words))
        and not (votes[place].headings or votes[place].facts[words])
    )
    return Layout(kind, pages, title[1], title[2], text, slots, repeated, site.names)


def _span(votes: dict[Place, Votes], text: str) -> tuple[dict[str, int], dict[str, int]]:
    """Return where the text begins and ends on each page, by the page's address."""
    begins, ends = {}, {}
    for v in (v for place, v in votes.items() if _is_inside(place, [text])):
        begins |= {url: min(n, begins.get(url, n)) for url, n in v.firsts.items()}
        ends |= {url: max(n, ends.get(url, n)) for url, n in v.lasts.items()}
    return begins, ends


def _is_amid(v: Votes, begins: dict[str, int], ends: dict[str, int]) -> bool:
    """Return whether a place is amid the text on most of its pages: a table between paragraphs that have an element
    each."""
    amid = sum(begins.get(url, n) < n < ends.get(url, n) for url, n in v.firsts.items())
    return amid >= MANY * v.pages


def _settle_dates(votes: dict[Place, Votes], roles: dict[Place, str]) -> None:
    """Leave one place for the publication: of several with a day, the nearest to the title that most pages have."""
    dated = [place for place, role in roles.items() if role == "date"]
    most = max((votes[place].pages for place in dated), default=0)
    common = [place for place in dated if 2 * votes[place].pages > most]
    first = min(common, key=lambda place: abs(median(votes[place].distances)), default=None)
    roles.update((place, "facts") for place in dated if place != first)


def _settle_labels(votes: dict[Place, Votes], roles: dict[Place, str]) -> None:
    """Make the label of a lead, which may be as near to the title as a subtitle, the frame's."""
    labels = [place for place, v in votes.items() if v.lines > 1 and _is_label_of_block(v, roles, frozenset(("lead",)))]
    roles.update((place, "frame") for place in labels if roles[place] in ("subtitle", "lead", "text"))


def _settle_subtitles(votes: dict[Place, Votes], roles: dict[Place, str]) -> None:
    """Make one of two places of a subtitle the overtitle, where none is above the title: the one that its template
    calls so, or that is no heading where the other is, or else the farther one."""
    places = [place for place, role in roles.items() if role == "subtitle"]
    if len(places) > 1 and "overtitle" not in roles.values():
        roles[max(places, key=lambda place: _likeness_to_overtitle(place, votes[place]))] = "overtitle"


def _likeness_to_overtitle(place: Place, v: Votes) -> tuple[bool, bool, bool, float]:
    step = place[0].rpartition("/")[2]
    is_heading = v.headings >= MOST * v.lines
    return bool(_OVER.search(step)), not _UNDER.search(step), not is_heading, median(v.distances)


def _is_label(role: str, times: int, pages: int) -> bool:
    """Return whether a line is the layout's own amid lines that are a page's: a label of files, what most pages have
    in the text."""
    least = dict.fromkeys(("text", "lead", "mixed", "date"), ALWAYS * pages) | {
        "files": max(FEWEST_REPEATED, REPEATED * pages)
    }
    return times >= least.get(role, times + 1)


def _agreeing(role: str, v: Votes) -> float:
    if role == "frame":
        return v.repeated / v.lines
    return v.share(role) if role in _DECISIVE else 1.0


def _elsewhere(site: ObservedSite, members: Sequence[int]) -> set[str]:
    """Return the lines that some other pages have too. Lists and groups are few and alike: what only they have in
    common may be their own."""
    own = set(members)
    texts = Counter(
        shape for i, page in enumerate(site.pages) if i not in own for shape in {line.shape for line in page.lines}
    )
    return {shape for shape, n in texts.items() if n >= FEWEST_REPEATED}


def _vote(
    site: ObservedSite, members: Sequence[int], title: str, among: set[str] | None
) -> tuple[dict[Place, Votes], Counter]:
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
    votes: defaultdict[Place, Votes] = defaultdict(Votes)
    for i, places in placed.items():
        _vote_of_page(site, site.pages[i], places, repeated, common, votes)
    return votes, texts


def _vote_of_page(
    site: ObservedSite, page: ObservedPage, places: list[Place], repeated: set, common: set, votes: dict[Place, Votes]
) -> None:
    """Count the lines of one page. repeated: places with the words that many pages have there; common: those that most
    pages have."""
    at = next(n for n, place in enumerate(places) if place[1] == TITLE)
    own = {n for n, line in enumerate(page.lines) if (places[n], line.shape) not in common}
    cards, files = in_cards(page, site, at, own), in_file_rows(page, at)
    words = Counter(line.words for line in page.lines)
    shown = [n for n, line in enumerate(page.lines) if line.text or line.links or line.pictures]
    below, numbers = 0, Counter()
    for n, after in zip_longest(shown, shown[1:]):
        place, line = places[n], page.lines[n]
        v, below = votes[place], below + (bool(line.text) and n > at)
        numbers[place] += 1
        v.count(line, page, n, numbers[place])
        v.heads[None if after is None else places[after]] += 1
        is_written = line.words in page.written
        is_way = _is_way_to(line, page.lines[at], above=n < at) or (n != at and _cites(line, page))
        if ((place, line.shape) in repeated and not is_written) or is_way:
            v.repeated += 1
            continue
        v.distances.append(below if n > at else n - at)
        v.lengths.append(len(line.text))
        marks = {*_marks(line, words, card=cards[n], file=files[n], written=is_written)}
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


def in_cards(page: ObservedPage, site: ObservedSite, title: int, own: Set[int]) -> list[bool]:
    """Return of each line whether it is in a card: an element whose links, but for those to sections and keywords, all
    lead to one other page, one of them under that page's own name, and that has not the page's title; or a line that is
    nothing but links to such pages. own: the lines that not most pages have, which alone make a card of an element: an
    appeal amid a text makes none of it."""
    targets, named, size = defaultdict(set), set(), Counter()
    others = set()
    for n, line in enumerate(page.lines):
        leads = {link.target for link in line.links if _names_other(site, page, link)}
        others |= leads
        for element in page.holders[n]:
            targets[element] |= {link.target for link in line.links if not (link.inside or link.kind in _TOPICS)}
            size[element] += 1
            if leads and n in own:
                named.add(element)
    cards = {e for e in named if len(targets[e]) == 1 and size[e] <= LONGEST_CARD} - set(page.holders[title])
    return [
        not cards.isdisjoint(holders) or _leads_to(line, others)
        for line, holders in zip(page.lines, page.holders, strict=True)
    ]


def _leads_to(line: ObservedLine, others: set) -> bool:
    """Return whether a line is nothing but links to pages that the page names."""
    return bool(line.links) and {link.target for link in line.links} <= others and len(line.unlinked) <= LONGEST_LABEL


def in_file_rows(page: ObservedPage, title: int) -> list[bool]:
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
    if not link.target or link.target == page.url or link.kind in ("file", *_TOPICS, None):
        return False
    words, names = f" {link.text} ", site.called.get(link.target, ())
    return link.text in names or any(f" {name} " in words for name in names if len(name) >= SHORTEST_NAME)


def _role(
    place: Place,
    v: Votes,
    pages: int,
    text: tuple[str, dict[str, int]],
    within: Set[Place],
    among: set[str] | None,
) -> str | None:
    """Return what a place holds by its lines alone. text: its element, and where it begins on each page; within: the
    places in the elements of text and of teasers; among: lines that pages of other kinds have, None for articles.

    Headings are the same on many pages, as those of groups are: in a text they are no frame."""
    if place[1] == TITLE:
        return "title"
    if v.is_written:
        return None
    if place[1] == ABOVE and _is_kicker(v):
        return "kicker"
    if _heads(v, *text):
        return "text"
    inside = place in within
    common = v.pages >= (MOST if inside else EVERYWHERE) * pages and not (inside and v.headings)
    # A list of other articles has several dates; beside the publication may be what all pages have.
    if v.repeated >= MOST * v.lines and common and not (v.lines <= ONCE * v.pages and v.share("date")):
        # The site that an article is about may be where others have a template's words.
        leads_away = 0 < v.away == v.marks["off site"] == v.own
        return "mixed" if leads_away and not inside else "frame"
    roles = (role for role in _DECISIVE if role != "date" or v.own <= ONCE * v.pages)
    decided = next((role for role in roles if v.own and v.share(role) >= MOST), None)
    if decided:
        return "numbered files" if decided == "files" and v.is_numbered else decided
    if not inside and v.own and v.pictures >= MOST * v.lines and not any(v.lengths):
        return "picture"
    if not any(v.shapes):  # signs alone: an arrow to the top of the page
        return "frame"
    if _is_of_template(v, pages, among, inside=inside):
        return "legend" if v.pictures else "frame"
    rotates = not inside and place[1] == BELOW and len(v.shapes) <= FEW_SHAPES * v.lines and common
    rotates = rotates and (among is None or sum(map(among.__contains__, v.shapes)) >= MOST * len(v.shapes))
    is_about = not inside and v.share("structure") >= MANY and v.share("sentence") < FEW
    if rotates and any(v.shapes) and not v.share("date") and not (is_about and v.marks["off site"]):
        return "frame"
    return "mixed" if is_about else None


def _heads(v: Votes, text: str, begins: dict[str, int]) -> bool:
    """Return whether a place has the headings of texts that have an element of their own behind each. What is above the
    first text of each page may be a subtitle; the same words on all pages are a label."""
    below = sum(n > begins.get(url, n) for url, n in v.firsts.items())
    if max(v.shapes.values()) >= MOST * v.lines or (v.lines <= ONCE * v.pages and below < MANY * v.pages):
        return False
    heads = sum(n for place, n in v.heads.items() if place and _is_inside(place, [text]))
    return min(v.headings, heads) >= MOST * v.lines


def _is_kicker(v: Votes) -> bool:
    """Return whether a place right above the title has its section on all pages, and behind it, on some, an
    overtitle."""
    of_sections = v.marks["sections"] + v.marks["beside sections"]
    once_near = bool(v.own) and v.lines <= ONCE * v.pages and median(v.distances) >= ABOVE_TITLE
    return once_near and 0 < v.share("beside sections") < MANY and of_sections >= MOST * v.own


def _is_of_template(v: Votes, pages: int, among: set[str] | None, *, inside: bool) -> bool:
    """Return whether a place's lines are all the same few words, and no sentence: labels and ways to other pages,
    wherever they are beside the text; in the text, where many pages have them. among: as in _role."""
    words, times = v.shapes.most_common(1)[0]
    if inside and among is not None and words not in among:
        return False
    if not words or v.sentences or (inside and v.headings) or times < max(FEWEST_REPEATED, ONE_SHAPE * v.lines):
        return False
    if inside:
        return v.pages >= EVERYWHERE * pages
    is_of_article = v.away or v.facts[words]  # the site it is about, its files, its keywords
    return not is_of_article and len(words) <= LONGEST_WORDS


def _is_label_of_block(v: Votes, roles: dict[Place, str | None], blocks: frozenset[str] = _BLOCKS) -> bool:
    """Return whether a place has the label of what is below it: the same few words. blocks: the roles of that."""
    heads = sum(n for place, n in v.heads.items() if place and roles[place] in blocks)
    if v.is_written or v.share("off site") >= MOST:  # the site that an article is about
        return False
    return heads >= MOST * v.lines and not v.sentences and max(v.shapes.values()) >= MOST * v.lines


def _holder(votes: dict[Place, Votes], share: Callable[[Votes], float]) -> str:
    """Return the path of the element below the title that holds most letters. share: of a place's letters to count."""
    letters: Counter[str] = Counter()
    for (path, side), v in votes.items():
        if side == BELOW:
            letters[path.rpartition("/")[0]] += sum(v.lengths) * share(v)
    return max(letters, key=letters.__getitem__, default="")


def _whole(text: str, votes: dict[Place, Votes], title: str) -> str:
    """Return the path of the element that holds all texts, where one that holds some has no counterpart on other pages:
    what is above the first heading, say, has an element of its own only where there are headings."""
    found, covered = text, _with_sentences(text, votes)
    while "/" in text:
        text = text.rpartition("/")[0]
        if f"{title}/".startswith(f"{text}/"):
            break
        around = _with_sentences(text, votes)
        if len(around) >= GAINED * len(covered):
            found, covered = text, around
    return found


def _with_sentences(holder: str, votes: dict[Place, Votes]) -> set[str]:
    """Return the addresses of the pages that have sentences of their own in an element, but for teasers."""
    held = (v for place, v in votes.items() if _is_inside(place, [holder]) and v.share("card") < MANY)
    return {url for v in held if v.own and v.share("sentence") >= MANY for url in v.firsts}


def _is_inside(place: Place, holders: Iterable[str]) -> bool:
    return place[1] == BELOW and any(place[0] == path or place[0].startswith(f"{path}/") for path in holders)


def _is_beside_title(place: Place, text: str, title: str) -> bool:
    """Return whether a place in the text's element is in one of its elements that has the title."""
    child, _, rest = place[0].removeprefix(f"{text}/").partition("/")
    return bool(rest) and f"{title}/".startswith(f"{text}/{child}/")


def _other_role(place: Place, v: Votes, text: str, title: str, begins: dict[str, int], within: Set[Place]) -> str:
    """Return what a place holds by where it is. title: its path; begins: where the text of each page begins; within:
    the places in it."""
    one = v.own and v.lines <= ONCE * v.pages and v.share("links") < SOME
    if place[1] == ABOVE:
        is_near = one and median(v.distances) >= ABOVE_TITLE
        return "overtitle" if is_near and v.share("ends with section") < MOST else "frame"
    if place in within and not _is_beside_title(place, text, title):
        return "numbered" if v.is_numbered else "text"
    near = bool(v.own) and median(v.distances) <= BELOW_TITLE
    if one and near and v.share("sentence") < SOME and median(v.lengths) <= LONGEST_PIECE:
        return "subtitle"
    ahead = sum(n < begins.get(url, -1) for url, n in v.firsts.items())
    return "lead" if ahead >= MOST * v.pages and v.share("sentence") >= MANY else "text"
