"""Lists of articles: dated lists, keyword lists, the list on a group's page. And their pagination."""

import datetime as dt
import itertools
import math
from collections import Counter
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from scraper import spip
from scraper.dates import day_of, find_dates, read_badges, read_date
from scraper.reading.context import PageContext
from scraper.reading.days import Shown, is_inferred, own_year, settle, written
from scraper.reading.headline import is_tabs, likeness
from scraper.reading.lines import Line
from scraper.reading.observed import ListedDays
from scraper.reading.profile import LIST_SIDES, OVER, OWN, UNDER, step_of
from scraper.reading.result import Pagination
from scraper.reading.text import DATE_LINE, TEASER_ENDS, equals, fold, squeeze
from scraper.records import Listing

LONG_PARAGRAPH = 160
"""Characters of a paragraph that is no teaser of a list, and of no line that is a date."""
PROSE = 800
"""Characters in such paragraphs from which a page is an article's, whatever it lists besides."""
FEWEST_HEADED = 3
"""Headings that are links to articles, and nothing more, from which there is a list."""
LONGEST_CARD = 15
"""Lines of the largest card of an article."""
LONGEST_TEASER = 1000
"""Characters beside a title in which a date of the same day may have its year."""
_TEASER = 40
"""Characters from which a line beside a title is taken for its teaser."""
_NEAR = 4
"""Lines from an entry's title among which its date is, where the two are in no element of their own."""


@dataclass
class Entry:
    """An article in a list."""

    url: str
    first: int
    """Position of its first line."""
    last: int
    """Position of its last line."""
    named: int
    """Position of its title's line."""
    title: str = ""
    """As shown."""
    weight: tuple[bool, float] = (False, 0.0)
    """How likely its title is one, among its link's words."""
    more: bool = False
    """Whether it has a "more" link."""
    dated: bool = False
    """Whether a date is beside it."""
    date_text: str | None = None
    """As shown, where it is certain to be its own."""
    day: dt.date | None = None
    inferred: bool = False
    """Whether the year of its day is not written."""
    own: range = range(0)
    """Positions of the lines in its own element: the largest in which no other article is listed, beside those of the
    others; empty where nothing else is listed."""


def entries(ctx: PageContext, *, headed: bool = False) -> list[Entry]:
    """Return the articles that a page's content lists, in order: links with a line of their own, a date, a teaser or a
    "more" link.

    headed: whether headings that are mere links are a list, where there is no other.
    """
    lines = ctx.content
    found = _found(ctx)
    side = ctx.layout and ctx.layout.listed and ctx.layout.listed.side
    side = side if side and (side != OWN or len(found) > 1) else _side(found, lines)
    # Where no side is certain, each entry has a date all the same, and which one it is stays open.
    for entry, at in zip(found, _dates(found, lines, side or UNDER), strict=True):
        entry.dated = at is not None
        if side and entry.dated:
            _take_date(entry, lines, at, ctx.fetched)
    shown = []
    for i, entry in enumerate(found):
        stop = found[i + 1].first if i + 1 < len(found) else len(lines)
        below = itertools.takewhile(lambda line: not line.level, lines[entry.named + 1 : stop])
        beside = itertools.chain(lines[entry.first : entry.named], below)
        if entry.title and (entry.more or entry.dated or any(map(_is_teaser, beside))):
            shown.append(entry)
    _settle_years(found, lines, ctx.fetched)
    if headed and not shown:
        bare = [entry for entry in found if entry.weight[0]]
        shown = bare if len(bare) >= FEWEST_HEADED and not any(map(_is_teaser, lines[bare[0].first :])) else []
    return _alike(shown, "dated")


def days_by_side(ctx: PageContext) -> list[ListedDays]:
    """Return the days that each article may have which a page's content lists."""
    lines, found = ctx.content, _found(ctx)
    numbers = {id(line): n for n, line in enumerate(ctx.lines)}
    listed = [ListedDays(entry.url, numbers[id(lines[entry.named])], {}) for entry in found]
    for side in LIST_SIDES:
        for each, entry, at in zip(listed, found, _dates(found, lines, side), strict=True):
            if at is None:
                continue
            words, day = _date(_date_words(entry, lines, at), lines[at].machine, ctx.fetched)
            if day:
                each.days[side] = str(day)[5:] if not lines[at].machine and is_inferred(words) else str(day)
    return listed


def _found(ctx: PageContext) -> list[Entry]:
    """Return the articles that a page's content may list, each with its title and its own element."""
    lines = ctx.content
    found = _alike(_gathered(ctx), "more")
    begins = [0, *(entry.last + 1 for entry in found)]
    for begin, entry in zip(begins, found, strict=False):
        if not entry.title:
            _untitled(entry, lines, begin)
    _find_own_elements(found, lines)
    return found


def _alike(found: list[Entry], mark: str) -> list[Entry]:
    """Drop the links without a "more" link, or a date, where most entries have one: a list's entries are alike."""
    marked = [entry for entry in found if getattr(entry, mark)]
    return marked if 2 * len(marked) > len(found) else found


def _gathered(ctx: PageContext) -> list[Entry]:
    """Return an entry for each run of lines that link to one article: picture, title, "EN SAVOIR PLUS"."""
    labels = ctx.words["labels"]
    found: list[Entry] = []
    for i, line in enumerate(ctx.content):
        url = _article_url(line)
        if url is None or is_tabs(line, labels["tabs"]):
            continue
        if not found or found[-1].url != url:
            found.append(Entry(url, i, i, i))
        entry = found[-1]
        entry.last = i
        words = [anchor.text for anchor in line.anchors if not equals(anchor.text, labels["more"])]
        entry.more = entry.more or len(words) < len(line.anchors)
        title = max(words, key=len, default="")
        # A heading may begin with a date and is a title all the same.
        dated = _only_date(title) if line.level else DATE_LINE.match(title)
        # A link may be a card around keywords, title and teaser: the title is a heading, or what the address has.
        weight = (line.level > 0, likeness(fold(spip.words(url)).split(), fold(title).split()))
        if title and not dated and (not entry.title or weight > entry.weight):
            entry.title, entry.weight, entry.named = title, weight, i
    return found


def _article_url(line: Line) -> str | None:
    """Return the one article a line that is wholly a link leads to (words or picture), else None."""
    if not line.anchors or not (line.linked or DATE_LINE.match(line.unlinked.strip(" ,-–|"))):
        return None
    urls = {anchor.target if anchor.kind in {"plain", "article"} else None for anchor in line.anchors}
    url = urls.pop()
    if urls or url is None or spip.address(url).page or spip.address(url).offsets:
        return None
    return url


def _untitled(entry: Entry, lines: list[Line], start: int) -> None:
    """Set the title of an entry whose "more" link is its only link: the line that is set off below the date or the
    picture, else the first there that is not the article's keywords ("Liban / Actualité")."""
    above = range(start, entry.first)
    date = next((i for i in reversed(above) if is_date_line(lines[i])), None)
    picture = next((i for i in reversed(above) if not lines[i].text), start - 1)
    shown = [i for i in above if i > (picture if date is None else date) and lines[i].text]
    strong = [i for i in shown if lines[i].level or "bold" in lines[i].styles]
    plain = [i for i in shown if " / " not in lines[i].text]
    title = next(iter([*strong, *plain, *shown]), None)
    if title is not None:
        entry.title, entry.first, entry.named = lines[title].text, title, title


def _find_own_elements(found: list[Entry], lines: list[Line]) -> None:
    """Set the lines in each entry's own element: a card, an item, a row of a table; not the column that a list of one
    is in."""
    around = [[id(line.node), *map(id, line.node.parents)] for line in lines]
    sizes = Counter(itertools.chain.from_iterable(around))
    listed: dict[int, set[int]] = {}
    for k, entry in enumerate(found):
        for i in range(entry.first, entry.last + 1):
            for element in around[i]:
                listed.setdefault(element, set()).add(k)
    largest = [
        next((e for e in reversed(around[entry.named]) if listed[e] == {k} and sizes[e] <= LONGEST_CARD), None)
        for k, entry in enumerate(found)
    ]
    inside: dict[int, list[int]] = {element: [] for element in largest if element is not None}
    for i, elements in enumerate(around if len(found) > 1 else ()):
        for element in inside.keys() & set(elements):
            inside[element].append(i)
    for entry, element in zip(found, largest, strict=True):
        if places := inside.get(element):
            entry.own = range(places[0], places[-1] + 1)


def _side(found: list[Entry], lines: list[Line]) -> str | None:
    """Return where a list has its dates, by its own structure; None where nothing decides, as no date is better than
    that of the neighbour."""
    if len(found) < 2:
        return OVER if _is_led_by_dates(found, lines) else UNDER
    own, over, under = (_dates(found, lines, side) for side in LIST_SIDES)
    dated = {side: len(found) - at.count(None) for side, at in ((OWN, own), (OVER, over), (UNDER, under))}
    if dated[OWN] and 2 * dated[OWN] >= max(dated.values()):
        return OWN
    if dated[OVER] != dated[UNDER] or over == under:
        return OVER if dated[OVER] > dated[UNDER] else UNDER
    # The first date above all titles or the last one below them is the page's, not the list's.
    between = [line.node for line in (lines[i] for i in over[1:] if i is not None)]
    usual = Counter(map(step_of, between)).most_common(1)
    ends = [usual and at is not None and step_of(lines[at].node) == usual[0][0] for at in (over[0], under[-1])]
    return None if ends[0] == ends[1] else OVER if ends[0] else UNDER


def _is_led_by_dates(found: list[Entry], lines: list[Line]) -> bool:
    """Return whether the only entry of a list has its date above its title: before it, or in it."""
    if not found:
        return False
    entry, title = found[0], lines[found[0].named]
    if title.anchors and not title.linked and is_date_line(title):
        return False
    above = [line for line in lines[: entry.first] if line.text][-3:]
    below_picture = [line for line in lines[entry.first : entry.named] if not line.linked]
    return any(map(is_date_line, [*above, *below_picture]))


def _dates(found: list[Entry], lines: list[Line], side: str) -> list[int | None]:
    """Return the position of the line that has each entry's date, if the dates of the list are on one side: the line
    nearest to the title in the entry's own element, or else above or below the title, as far as the next entry."""
    ends = [0, *(max(entry.last + 1, entry.own.stop) for entry in found)]
    starts = [*(min(entry.first, entry.own.start) if entry.own else entry.first for entry in found), len(lines)]
    return [
        next((i for i in _places(entry, lines, side, ends[k], starts[k + 1]) if _has_date(entry, lines, i)), None)
        for k, entry in enumerate(found)
    ]


def _places(entry: Entry, lines: list[Line], side: str, begin: int, stop: int) -> list[int]:
    """Return the positions at which an entry's date may be, likeliest first. begin, stop: around it, without the
    entries beside it."""
    named = entry.named
    if side == OWN:
        return sorted(entry.own, key=lambda i: (abs(i - named), i))
    near = range(entry.first, stop) if side == UNDER else reversed(range(begin, named))
    places = [i for i in near if lines[i].text][:_NEAR]
    # Where no overtitle parts them, date and title may be one line.
    return places if side == UNDER or not lines[named].anchors else [named, *places]


def _has_date(entry: Entry, lines: list[Line], i: int) -> bool:
    return is_date_line(lines[i]) or (i == entry.first and bool(DATE_LINE.match(_date_words(entry, lines, i))))


def _date_words(entry: Entry, lines: list[Line], i: int) -> str:
    return lines[i].text.removeprefix(entry.title).strip() if i == entry.first else lines[i].text


def _take_date(entry: Entry, lines: list[Line], i: int, on: dt.date) -> None:
    """Set the date of an entry from a line."""
    entry.date_text, entry.day = _date(_date_words(entry, lines, i), lines[i].machine, on)
    entry.inferred = not lines[i].machine and is_inferred(entry.date_text)
    entry.first = min(entry.first, i)


def _date(text: str, machine: str | None, on: dt.date) -> tuple[str, dt.date | None]:
    text = text.strip("[]() ")
    match = DATE_LINE.match(text)
    words = match[0] if match else next((span.text for span in find_dates(text, on=on, prefer="same_year")), text)
    shown = squeeze(words)
    if machine:
        return shown or machine, dt.date.fromisoformat(machine[:10])
    # SPIP leaves the current year out of its dates.
    span = read_date(shown, on=on, prefer="same_year")
    return shown, span and day_of(span.start)


def _only_date(text: str) -> bool:
    match = DATE_LINE.match(text)
    return match is not None and not text[match.end() :].strip(" ,")


def is_date_line(line: Line) -> bool:
    """Return whether a line is a list's date ("Le 18 février 2026,", "29 mars 2012, par X"), perhaps and more."""
    if len(line.text) >= LONG_PARAGRAPH:
        return False
    if line.linked:
        return _only_date(line.text)
    return bool(line.machine or DATE_LINE.match(line.text.strip("[]() ")))


def _is_teaser(line: Line) -> bool:
    return line.text.endswith(TEASER_ENDS) or (not line.linked and len(line.text) >= _TEASER)


def _settle_years(found: list[Entry], lines: list[Line], on: dt.date) -> None:
    """Add the year that the entries themselves show to days shown without one."""
    if not any(entry.inferred for entry in found):
        return
    dated = []
    for entry, below in itertools.zip_longest(found, found[1:]):
        beside = lines[entry.first : below.first if below else len(lines)]
        teaser = " ".join(line.text for line in beside if not line.linked)[:LONGEST_TEASER]
        if entry.day:
            dated.append((entry, Shown(entry.day, entry.date_text, entry.title, teaser, entry.inferred)))
    settled = settle([shown for _, shown in dated], on)
    for (entry, _), day in zip(dated, settled, strict=True):
        entry.day = day


def is_prose(above: list[Line]) -> bool:
    """Return whether paragraphs above a list show that a page is an article's, which lists its neighbours below."""
    lengths = [len(line.text) for line in above if not line.linked and not line.text.endswith(TEASER_ENDS)]
    return sum(length for length in lengths if length >= LONG_PARAGRAPH) >= PROSE


@dataclass(frozen=True)
class ListPage:
    """A page with the articles it lists."""

    ctx: PageContext
    url: str
    """The list's address: that of any of its pages, without the offset."""
    entries: list[Entry]

    @property
    def above(self) -> list[Line]:
        """The content above the list, without what all its entries have above their titles: a section, say."""
        if not self.entries:
            return self.ctx.content
        above_titles = [entry.first - entry.own.start for entry in self.entries if entry.own]
        return self.ctx.content[: self.entries[0].first - max(0, min(above_titles, default=0))]

    @property
    def listed(self) -> set[Line]:
        """The lines about the articles."""
        places = {at for entry in self.entries for at in (*range(entry.first, entry.last + 1), *entry.own)}
        return {self.ctx.content[at] for at in places}

    def listings(self, kind: str, group_id: str | None = None) -> list[Listing]:
        """Return the entries as records."""
        rows = []
        for entry in self.entries:
            day = entry.day and entry.day.isoformat()
            shown = {"title": entry.title, "date_text": entry.date_text, "starts": day, "ends": day}
            rows.append(Listing(list_url=self.url, url=entry.url, kind=kind, group_id=group_id, **shown))
        return rows


def list_page(ctx: PageContext, *, headed: bool = False) -> ListPage:
    """Read the list of a page. headed: whether headings that are mere links are one, where there is no other."""
    return ListPage(ctx, spip.without_offset(ctx.url), entries(ctx, headed=headed))


def agenda(ctx: PageContext) -> list[Listing]:
    """Return the entries of the Agenda block."""
    spans = read_badges([(badge.text, badge.title) for badge in ctx.badges], on=ctx.fetched)
    rows = []
    for badge, span in zip(ctx.badges, spans, strict=True):
        if span and "year" in span.inferred and span.start == span.end:
            day = own_year(Shown(span.start, badge.text, badge.title), ctx.fetched)
            span = span._replace(start=day, end=day) if day else span
        if badge.target:
            shown = {"title": badge.title, "date_text": badge.text}
            shown |= {"starts": written(span.start)[:10], "ends": written(span.end)[:10]} if span else {}
            rows.append(Listing(list_url=ctx.portal.url + "/", url=badge.target, kind="agenda", **shown))
    return rows


def pagination(ctx: PageContext) -> Pagination | None:
    """Return the pages of the page's main list, from the links that carry an offset; None for a list of one page."""
    offsets: dict[str, set[int]] = {}
    urls = [anchor.target for line in ctx.lines for anchor in line.anchors if "debut" in anchor.href]
    for url in filter(None, [*urls, ctx.url]):
        for name, value in parse_qsl(urlsplit(url).query):
            if name.startswith("debut") and value.isdigit():
                offsets.setdefault(name, {0}).add(int(value))
    name = max(offsets, key=lambda name: max(offsets[name]), default=None)
    if name is None or offsets[name] == {0}:
        return None
    return Pagination(name, math.gcd(*offsets[name]), max(offsets[name]))
