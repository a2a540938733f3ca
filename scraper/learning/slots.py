"""The places of a layout: what each of them holds, voted on by the layout's pages."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from scraper.learning.site import ObservedSite
from scraper.reading.observed import ObservedLine, ObservedLink, ObservedPage
from scraper.reading.profile import ABOVE, BELOW, TITLE, Layout, Slot, sided

MOST = 0.8
"""Share of a place's lines that decides what it holds."""
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
SHORTEST_NAME = 12
"""Letters of the shortest name of a page that is known among other words of a link."""
NEARLY = 0.9
"""Share of the most weight from which a place may be the title, if it is a heading."""
ONE_SHAPE = 0.9
"""Share of a place's lines that are the same words, from which they are the template's."""
FEW_SHAPES = 0.3
"""Shapes a line of a place that rotates: the same few quotations or teasers on all pages."""
LONGEST_WORDS = 40
"""Letters of the longest label."""
ONCE = 1.3
"""Lines a page of a place that holds one thing."""
LONGEST_PIECE = 160
"""Characters of a middling subtitle."""
ABOVE_TITLE, BELOW_TITLE = -3, 3
"""Lines from the title at which the parts of a head are, in the middle of pages."""
_DECIDED_BY = {"card": "card", "keywords": "keywords", "summary": "summary", "date": "date", "file": "files"}
_BLOCKS = frozenset(("card", "keywords", "summary", "files"))
"""Roles of blocks that have a label above them."""
_ENDS = (".", "!", "?", "…", ":", ";", ",", "»")
"""Signs that a line of running text ends with."""

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
    """Of the same: card, keywords, file, summary, date, sentence, linked."""
    sentences: int = 0
    """Lines, repeated ones too, that end as a sentence does."""
    headings: int = 0
    links: int = 0
    """Lines with a link."""
    pictures: int = 0
    """Lines with a picture."""
    firsts: dict[str, int] = field(default_factory=dict)
    """Position of its first line on each page, by the page's address."""
    shapes: Counter = field(default_factory=Counter)
    """What is written there."""
    files: Counter = field(default_factory=Counter)
    """Those that are links to files."""
    heads: Counter = field(default_factory=Counter)
    """The places of the lines below."""

    @property
    def own(self) -> int:
        """Lines that are not repeated."""
        return self.lines - self.repeated

    def share(self, mark: str) -> float:
        """Return the share of the lines that are not repeated with a mark."""
        return self.marks[mark] / self.own if self.own else 0.0


def title_path(site: ObservedSite, members: Sequence[int]) -> tuple[str, int, int] | None:
    """Return the path at which most pages show what links call them; on how many of them it is so, and of how many."""
    agreed, weight, lines, pages = Counter(), Counter(), Counter(), Counter()
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
        for path, words in shown.items():
            if words in called:
                agreed[path] += 1
                weight[path] += called[words]
    once = [path for path in agreed if lines[path] <= ONCE * pages[path]]
    most = max((weight[path] for path in once), default=0)
    # The last piece of a breadcrumb has the title's words too.
    alike = [path for path in once if weight[path] >= NEARLY * most]
    best = max(alike, key=lambda path: (path in headings, weight[path], agreed[path]), default=None)
    return best and (best, agreed[best], asked)


def learn_layout(site: ObservedSite, kind: str, members: Sequence[int], title: tuple[str, int, int]) -> Layout:
    """Return the layout of some pages. title: as title_path returns it."""
    among = None if kind == "article" else _elsewhere(site, members)
    votes, texts = _vote(site, members, title[0], among)
    pages = sum(v.pages for place, v in votes.items() if place[1] == TITLE)
    text = _holder(votes, lambda v: v.share("sentence") if v.share("card") < MOST else 0.0)
    begins: dict[str, int] = {}
    for v in (v for place, v in votes.items() if _is_inside(place, [text])):
        begins |= {url: min(n, begins.get(url, n)) for url, n in v.firsts.items()}
    inside = {text, _holder(votes, lambda v: v.share("card"))} if kind != "article" else {text}
    roles = {place: _role(place, v, pages, inside) for place, v in votes.items()}
    for place, v in votes.items():
        roles[place] = roles[place] or (
            "frame" if kind == "article" and _is_label_of_block(v, roles) else _other_role(place, v, text, begins)
        )
    _settle_dates(votes, roles)
    slots = tuple(
        Slot(*place, roles[place], v.pages, round(_agreeing(roles[place], v), 3))
        for place, v in sorted(votes.items())
        if v.pages >= 2
    )
    frame = frozenset(
        (*place, words)
        for (place, words), n in texts.items()
        if words
        and (among is None or words in among)
        and _is_label(roles[place], n, pages)
        and not (votes[place].headings or votes[place].files[words])
    )
    return Layout(kind, pages, title[1], title[2], text, slots, frame, site.names)


def _settle_dates(votes: dict[Place, Votes], roles: dict[Place, str]) -> None:
    """Leave one place for the publication: of several with a day, the nearest to the title that most pages have."""
    dated = [place for place, role in roles.items() if role == "date"]
    most = max((votes[place].pages for place in dated), default=0)
    common = [place for place in dated if 2 * votes[place].pages > most]
    first = min(common, key=lambda place: abs(median(votes[place].distances)), default=None)
    roles.update((place, "facts") for place in dated if place != first)


def _is_label(role: str, times: int, pages: int) -> bool:
    """Return whether a line is the layout's own amid lines that are a page's: a label of files, what stands on most
    pages in the text."""
    least = {"text": ALWAYS * pages, "lead": ALWAYS * pages, "files": max(FEWEST_REPEATED, REPEATED * pages)}
    return times >= least.get(role, times + 1)


def _agreeing(role: str, v: Votes) -> float:
    marks = {name: mark for mark, name in _DECIDED_BY.items()}
    if role == "frame":
        return v.repeated / v.lines
    return v.share(marks[role]) if role in marks else 1.0


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
    placed = {i: places for i in members if (places := _places(site, i, title))}
    texts = Counter(
        key
        for i, places in placed.items()
        for key in {(p, line.shape) for p, line in zip(places, site.pages[i].lines, strict=True)}
    )
    least = max(FEWEST_REPEATED, REPEATED * len(placed))
    repeated = {key for key, n in texts.items() if n >= least and key[1] and (among is None or key[1] in among)}
    votes: defaultdict[Place, Votes] = defaultdict(Votes)
    for i, places in placed.items():
        _vote_of_page(site, site.pages[i], places, repeated, votes)
    return votes, texts


def _vote_of_page(
    site: ObservedSite, page: ObservedPage, places: list[Place], repeated: set, votes: dict[Place, Votes]
) -> None:
    """Count the lines of one page. repeated: places with the words that many pages have there."""
    at = next(n for n, place in enumerate(places) if place[1] == TITLE)
    cards, words = in_cards(page, site, at), Counter(line.words for line in page.lines)
    files = in_file_rows(page, at)
    below, seen = 0, set()
    for n, (place, line) in enumerate(zip(places, page.lines, strict=True)):
        if not _shows(line):
            continue
        v, below = votes[place], below + (bool(line.text) and n > at)
        v.shapes[line.shape] += 1
        v.files[line.shape] += any(link.kind == "file" for link in line.links)
        v.links += bool(line.links)
        v.pictures += line.pictures > 0
        v.headings += line.level > 0
        v.sentences += line.text.endswith((".", "!", "?", "…"))
        following = (p for p, after in zip(places[n + 1 :], page.lines[n + 1 :], strict=True) if _shows(after))
        v.heads[next(following, None)] += 1
        v.lines += 1
        if place not in seen:
            v.pages += 1
            v.firsts[page.url] = n
        seen.add(place)
        if (place, line.shape) in repeated:
            v.repeated += 1
            continue
        v.distances.append(below if n > at else n - at)
        v.lengths.append(len(line.text))
        marks = set(_marks(line, words, card=cards[n], file=files[n]))
        v.marks.update(marks | {"structure"} if marks & _DECIDED_BY.keys() else marks)


def _shows(line: ObservedLine) -> bool:
    return bool(line.text or line.links or line.pictures)


def _places(site: ObservedSite, i: int, title: str) -> list[Place] | None:
    lines, paths = site.pages[i].lines, site.paths[i]
    at = next((n for n, path in enumerate(paths) if path == title and lines[n].words), None)
    return None if at is None else [(path, sided(path, n, at, title)) for n, path in enumerate(paths)]


def _marks(line: ObservedLine, words: Counter, *, card: bool, file: bool) -> Iterator[str]:
    links = line.links
    if card:
        yield "card"
    if links and len(line.unlinked) <= LONGEST_LABEL:
        yield "linked"
        if all(link.kind == "mot" for link in links):
            yield "keywords"
        if all(link.inside and words[link.text] > (line.words == link.text) for link in links):
            yield "summary"
    if links:
        yield "links"
    if file:
        yield "file"
    if line.dated == "date":
        yield "date"
    if line.text.endswith(_ENDS):
        yield "sentence"


def in_cards(page: ObservedPage, site: ObservedSite, title: int) -> list[bool]:
    """Return of each line whether it is in a card: an element whose links all lead to one other page, one of them under
    that page's own name, and that has not the page's title."""
    targets, named, size = defaultdict(set), set(), Counter()
    others = set()
    for n, line in enumerate(page.lines):
        leads = {link.target for link in line.links if _names_other(site, page, link)}
        others |= leads
        for element in page.holders[n]:
            targets[element] |= {link.target for link in line.links if not link.inside}
            size[element] += 1
            if leads:
                named.add(element)
    cards = {e for e in named if len(targets[e]) == 1 and size[e] <= LONGEST_CARD} - set(page.holders[title])
    return [
        not cards.isdisjoint(holders) or _leads_to_one_of(line, others)
        for line, holders in zip(page.lines, page.holders, strict=True)
    ]


def _leads_to_one_of(line: ObservedLine, others: set) -> bool:
    """Return whether a line is nothing but a link to a page that the page names."""
    targets = {link.target for link in line.links}
    return len(targets) == 1 and targets <= others and len(line.unlinked) <= LONGEST_LABEL


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
    """Return whether a link leads to another page, under a name of that page."""
    if not link.target or link.target == page.url or link.kind in ("file", "mot", None):
        return False
    words = f" {link.text} "
    return any(f" {name} " in words for name in site.called.get(link.target, ()) if len(name) >= SHORTEST_NAME)


def _role(place: Place, v: Votes, pages: int, holders: Iterable[str]) -> str | None:
    """Return what a place holds by its lines alone.

    Headings are the same on many pages, as those of groups are: in a text they are no frame."""
    if place[1] == TITLE:
        return "title"
    inside = _is_inside(place, holders)
    common = v.pages >= (MOST if inside else EVERYWHERE) * pages and not (inside and v.headings)
    if v.repeated >= MOST * v.lines and common and not v.share("date"):
        return "frame"
    decided = next((role for mark, role in _DECIDED_BY.items() if v.own and v.share(mark) >= MOST), None)
    if decided:
        return decided
    if _is_of_template(v, pages, inside=inside):
        return "legend" if v.pictures else "frame"
    rotates = not inside and place[1] == BELOW and len(v.shapes) <= FEW_SHAPES * v.lines and common
    if rotates and any(v.shapes) and not v.share("date"):
        return "frame"
    return "mixed" if not inside and v.share("structure") >= MOST else None


def _is_of_template(v: Votes, pages: int, *, inside: bool) -> bool:
    """Return whether a place's lines are all the same few words, and no sentence: labels, wherever they are beside the
    text; in the text, where many pages have them."""
    words, times = v.shapes.most_common(1)[0]
    if not words or v.sentences or (inside and v.headings) or times < max(FEWEST_REPEATED, ONE_SHAPE * v.lines):
        return False
    return v.pages >= EVERYWHERE * pages if inside else not v.links and len(words) <= LONGEST_WORDS


def _is_label_of_block(v: Votes, roles: dict[Place, str | None]) -> bool:
    """Return whether a place has the label of files, keywords, cards or a summary below it: the same few words."""
    heads = sum(n for place, n in v.heads.items() if place and roles[place] in _BLOCKS)
    return heads >= MOST * v.lines and not v.sentences and max(v.shapes.values()) >= MOST * v.lines


def _holder(votes: dict[Place, Votes], share: Callable[[Votes], float]) -> str:
    """Return the path of the element below the title that holds most letters. share: of a place's letters to count."""
    letters: Counter[str] = Counter()
    for (path, side), v in votes.items():
        if side == BELOW:
            letters[path.rpartition("/")[0]] += sum(v.lengths) * share(v)
    return max(letters, key=letters.__getitem__, default="")


def _is_inside(place: Place, holders: Iterable[str]) -> bool:
    return place[1] == BELOW and any(place[0] == path or place[0].startswith(f"{path}/") for path in holders)


def _other_role(place: Place, v: Votes, text: str, begins: dict[str, int]) -> str:
    """Return what a place holds by where it is. begins: where the text of each page begins."""
    one = v.own and v.lines <= ONCE * v.pages and v.share("links") < 0.3
    if place[1] == ABOVE:
        return "overtitle" if one and median(v.distances) >= ABOVE_TITLE else "frame"
    if _is_inside(place, [text]):
        return "text"
    near = bool(v.own) and median(v.distances) <= BELOW_TITLE
    if one and near and v.share("sentence") < 0.3 and median(v.lengths) <= LONGEST_PIECE:
        return "subtitle"
    ahead = sum(n < begins.get(url, -1) for url, n in v.firsts.items())
    return "lead" if ahead >= MOST * v.pages and v.share("sentence") >= 0.5 else "text"
