"""Lists of articles: dated lists, keyword lists, the list on a group's page. And their pagination."""

import datetime as dt
import itertools
import math
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from scraper import spip
from scraper.dates import find_dates, read_badges, read_date
from scraper.portal import Portal
from scraper.reading import days
from scraper.reading.context import PageContext
from scraper.reading.furniture import DATE_LINE, TEASER_ENDS
from scraper.reading.headline import is_tabs, likeness
from scraper.reading.lines import Line
from scraper.reading.result import Pagination
from scraper.reading.text import equals, fold, squeeze
from scraper.records import Listing

LONG_PARAGRAPH = 160
"""Characters of a paragraph that is no teaser of a list."""
PROSE = 800
"""Characters in such paragraphs from which a page is an article's, whatever it lists besides."""
FEWEST_HEADED = 3
"""Headings that are links to articles, and nothing more, from which there is a list."""
LONGEST_TEASER = 1000
"""Characters beside a title in which a date of the same day may have its year."""
_TEASER = 40
"""Characters from which a line beside a title is taken for its teaser."""


@dataclass
class Entry:
    """An article in a list."""

    url: str
    title: str
    """As shown."""
    first: int
    """Position of its first line."""
    last: int
    """Position of its last line."""
    named: int
    """Position of its title's line."""
    date_text: str | None = None
    """As shown."""
    day: dt.date | None = None
    more: bool = False
    """Whether it has a "more" link."""
    sure: bool = False
    """Whether it is more than a mere link."""
    weight: tuple[bool, float] = (False, 0.0)
    """How likely its title is one, among its link's words."""
    inferred: bool = False
    """Whether the year of its day is not written."""


def entries(ctx: PageContext, *, headed: bool = False) -> list[Entry]:
    """Return the articles that a page's content lists, in order: links with a line of their own, a date, a teaser or a
    "more" link.

    headed: whether headings that are mere links are a list, where there is no other.
    """
    # SPIP leaves the current year out of its dates.
    lines, portal, on = ctx.content, ctx.portal, ctx.fetched
    found = _alike(_gathered(lines, portal), "more")
    for i, entry in enumerate(found):
        if not entry.title:
            _untitled(entry, lines, found[i - 1].last + 1 if i else 0, portal)
    dates_lead = bool(found) and _is_led_by_date(found[0], lines)
    for i, entry in enumerate(found):
        start = found[i - 1].last + 1 if i else 0
        stop = found[i + 1].first if i + 1 < len(found) else len(lines)
        _dated(entry, lines, start if dates_lead else entry.first, entry.named if dates_lead else stop, on)
        below = itertools.takewhile(lambda line: not line.level or line.linked, lines[entry.named + 1 : stop])
        shown = itertools.chain(lines[entry.first : entry.named], below)
        entry.sure = entry.sure or any(_is_teaser(line, entry) for line in shown)
    _settle_years(found, lines, on)
    sure = [entry for entry in found if entry.sure and entry.title]
    if headed and not sure:
        bare = [entry for entry in found if entry.weight[0] and entry.title]
        sure = bare if len(bare) >= FEWEST_HEADED and not _has_text(lines[bare[0].first :]) else []
    return _alike(sure, "date_text")


def _settle_years(found: list[Entry], lines: list[Line], on: dt.date) -> None:
    """Add the year that the entries themselves show to days shown without one."""
    if not any(entry.inferred for entry in found):
        return
    stops = [*(entry.first for entry in found[1:]), len(lines)]
    shown = [
        days.Shown(entry.day, entry.date_text or "", entry.title, _beside(lines[entry.first : stop]), entry.inferred)
        for entry, stop in zip(found, stops, strict=True)
        if entry.day
    ]
    settled = iter(days.settle(shown, on))
    for entry in found:
        entry.day = next(settled) if entry.day else None


def _beside(lines: list[Line]) -> str:
    return " ".join(line.text for line in lines if not line.linked)[:LONGEST_TEASER]


def _has_text(lines: list[Line]) -> bool:
    return any(not line.linked and len(line.text) > _TEASER for line in lines)


def _is_led_by_date(first: Entry, lines: list[Line]) -> bool:
    """Return whether a list has its dates above its titles, as its first entry shows: before it, or below its
    picture."""
    below_picture = (line for line in lines[first.first : first.named] if not line.linked)
    return any(map(is_date_line, [*_shown(lines, 0, first.first)[-3:], *below_picture]))


def _alike(found: list[Entry], mark: str) -> list[Entry]:
    """Drop the links without a "more" link, or a date, where most entries have one: a list's entries are alike."""
    marked = [entry for entry in found if getattr(entry, mark)]
    return marked if 2 * len(marked) > len(found) else found


def _only_date(text: str) -> bool:
    match = DATE_LINE.match(text)
    return match is not None and not text[match.end() :].strip(" ,")


def _shown(lines: list[Line], start: int, stop: int) -> list[Line]:
    return [line for line in lines[start:stop] if line.text]


def _gathered(lines: list[Line], portal: Portal) -> list[Entry]:
    """Return an entry for each run of lines that link to one article: picture, title, "EN SAVOIR PLUS"."""
    more = portal.words["labels"]["more"]
    found: list[Entry] = []
    for i, line in enumerate(lines):
        url = _article_url(line)
        if url is None or is_tabs(line, portal.words["labels"]["tabs"]):
            continue
        is_more = equals(line.text, more)
        words = max((a.text for a in line.anchors), key=len)
        # A heading may begin with a date and is a title all the same.
        dated = _only_date(words) if line.level else DATE_LINE.match(words)
        title = "" if is_more or dated else words
        if not found or found[-1].url != url:
            found.append(Entry(url, "", i, i, i))
        entry = found[-1]
        entry.last = i
        entry.more = entry.sure = entry.more or is_more
        # A link may be a card around keywords, title and teaser: the title is a heading, or what the address has.
        weight = (line.level > 0, likeness(fold(spip.words(url)).split(), fold(title).split()))
        if title and (not entry.title or weight > entry.weight):
            entry.title, entry.weight, entry.named = title, weight, i
    return found


def _article_url(line: Line) -> str | None:
    """Return the one article a line that is wholly a link leads to (words or picture), else None."""
    if not line.anchors or not (line.linked or line.level or _rest_is_date(line)):
        return None
    urls = {anchor.target if anchor.kind in {"plain", "article"} else None for anchor in line.anchors}
    url = urls.pop()
    if urls or url is None:
        return None
    return None if spip.address(url).page or spip.address(url).offsets else url


def _rest_is_date(line: Line) -> bool:
    return bool(DATE_LINE.match(line.unlinked.strip(" ,-–|")))


def _untitled(entry: Entry, lines: list[Line], start: int, portal: Portal) -> None:
    """Set the title of an entry whose "more" link is its only link: the line that is set off below the date or the
    picture, else the first there that is not the article's keywords ("Liban / Actualité")."""
    if not equals(lines[entry.first].text, portal.words["labels"]["more"]) and lines[entry.first].linked:
        entry.title = lines[entry.first].text
        return
    above = [i for i in range(start, entry.first) if lines[i].text or lines[i].images]
    begin = next((k + 1 for k in reversed(range(len(above))) if is_date_line(lines[above[k]])), None)
    if begin is None:
        begin = next((k + 1 for k in reversed(range(len(above))) if not lines[above[k]].text), 0)
    shown = [i for i in above[begin:] if lines[i].text]
    strong = [i for i in shown if lines[i].level or "bold" in lines[i].styles]
    plain = [i for i in shown if " / " not in lines[i].text]
    title = next(iter([*strong, *plain, *shown]), None)
    if title is not None:
        entry.title, entry.first, entry.named = lines[title].text, title, title


def _dated(entry: Entry, lines: list[Line], start: int, stop: int, on: dt.date) -> None:
    """Set the date of an entry from the nearest line that is one. A list has its dates above its titles, or below
    them."""
    near = [i for i in range(start, stop) if lines[i].text]
    for i in reversed(near[-4:]) if stop == entry.named else near[:4]:
        text = lines[i].text.removeprefix(entry.title).strip() if i == entry.first else lines[i].text
        if is_date_line(lines[i]) or (i == entry.first and DATE_LINE.match(text)):
            entry.date_text, entry.day = _date(text, lines[i].machine, on)
            entry.inferred = entry.date_text is not None and not lines[i].machine and days.is_inferred(entry.date_text)
            entry.first = min(entry.first, i)
            entry.sure = True
            return


def _is_teaser(line: Line, entry: Entry) -> bool:
    if line.text.endswith(TEASER_ENDS):
        return True
    return not line.linked and len(line.text) >= _TEASER and line.text != entry.title


def is_date_line(line: Line) -> bool:
    """Return whether a line is a list's date ("Le 18 février 2026,", "29 mars 2012, par X"), perhaps an overtitle
    too."""
    if len(line.text) >= 160:
        return False
    if line.linked:
        return _only_date(line.text)
    return bool(line.machine) or bool(DATE_LINE.match(_unbracketed(line.text)))


def _unbracketed(text: str) -> str:
    return text.strip("[]() ")


def _date(text: str, machine: str | None, on: dt.date) -> tuple[str | None, dt.date | None]:
    text = _unbracketed(text)
    match, spans = DATE_LINE.match(text), find_dates(text, on=on, prefer="same_year")
    shown = squeeze(match[0] if match else spans[0].text if spans else text)
    if machine:
        return shown or machine, dt.date.fromisoformat(machine[:10])
    span = read_date(shown, on=on, prefer="same_year")
    day = span.start if span else None
    return shown, day.date() if isinstance(day, dt.datetime) else day


def is_prose(above: list[Line]) -> bool:
    """Return whether paragraphs above a page's list show that it is an article's, which lists others of its section
    below."""
    paragraphs = (line.text for line in above if not line.linked and not line.text.endswith(TEASER_ENDS))
    return sum(len(text) for text in paragraphs if len(text) >= LONG_PARAGRAPH) >= PROSE


@dataclass(frozen=True)
class ListPage:
    """A page with the articles it lists."""

    ctx: PageContext
    url: str
    """The list's address: that of any of its pages, without the offset."""
    entries: list[Entry]

    @property
    def above(self) -> list[Line]:
        """The content above the list."""
        return self.ctx.content[: self.entries[0].first] if self.entries else self.ctx.content

    def listings(self, kind: str, group_id: str | None = None) -> list[Listing]:
        """Return the entries as records."""
        shown = [entry.day.isoformat() if entry.day else None for entry in self.entries]
        return [
            Listing(
                list_url=self.url,
                url=entry.url,
                kind=kind,
                group_id=group_id,
                title=entry.title,
                date_text=entry.date_text,
                starts=day,
                ends=day,
            )
            for entry, day in zip(self.entries, shown, strict=True)
        ]


def list_page(ctx: PageContext, *, headed: bool = False) -> ListPage:
    """Read the list of a page. headed: whether headings that are mere links are one, where there is no other."""
    return ListPage(ctx, spip.without_offset(ctx.url), entries(ctx, headed=headed))


def agenda(ctx: PageContext) -> list[Listing]:
    """Return the entries of the Agenda block."""
    spans = read_badges([(badge.text, badge.title) for badge in ctx.badges], on=ctx.fetched)
    rows = []
    for badge, span in zip(ctx.badges, spans, strict=True):
        if span and "year" in span.inferred and span.start == span.end:
            day = days.own_year(days.Shown(span.start, badge.text, badge.title), ctx.fetched)
            span = span._replace(start=day, end=day) if day else span
        if badge.target:
            rows.append(
                Listing(
                    list_url=ctx.portal.url + "/",
                    url=badge.target,
                    kind="agenda",
                    title=badge.title,
                    date_text=badge.text,
                    starts=span and days.written(span.start)[:10],
                    ends=span and days.written(span.end)[:10],
                )
            )
    return rows


def pagination(ctx: PageContext) -> Pagination | None:
    """Return the pages of the page's main list, from the links that carry an offset; None for a list of one page."""
    offsets: dict[str, set[int]] = {}
    for line in ctx.lines:
        for anchor in line.anchors:
            if "debut" in anchor.href:
                for name, value in _offsets(anchor.target):
                    offsets.setdefault(name, {0}).add(value)
    for name, value in _offsets(ctx.url):
        offsets.setdefault(name, {0}).add(value)
    offsets = {name: values for name, values in offsets.items() if len(values) > 1}
    if not offsets:
        return None
    name = max(offsets, key=lambda key: max(offsets[key]))
    return Pagination(name, math.gcd(*offsets[name]), max(offsets[name]))


def _offsets(url: str | None) -> list[tuple[str, int]]:
    pairs = parse_qsl(urlsplit(url).query) if url else []
    return [(name, int(value)) for name, value in pairs if name.startswith("debut") and value.isdigit()]
