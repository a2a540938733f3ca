"""What a search finds: a page of hits in one ranking over all kinds of records, with counts by kind, country, year and
group."""

import json
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from scraper.search.analysis import country_word, name_of
from scraper.search.entries import EVENT, FIRST_NAMED, KINDS, NAMED, group_mark, numbers_of
from scraper.search.excerpt import LONGEST, Excerpt, Finder
from scraper.search.kinds import bare_name
from scraper.search.query import ParsedQuery, parse

MOST = 2_000
"""Records that are counted and ranked by their words; what finds more is ranked by title and day."""
SIZE = 20
"""Hits of a page."""
RELEVANCE, NEWEST, OLDEST = "relevance", "newest", "oldest"
SORTS = (RELEVANCE, NEWEST, OLDEST)
_WEIGHTS = "10, 3, 1, 10, 3, 1, 0"
"""Of the columns of the index: a word in a title counts more than one in a text, and that more than anything else."""
_FIRST_DATED = 1 << 20

_FOUND = """
SELECT id, kind, substr(day, 1, 4), starts IS NOT NULL, countries, groups, name, search_entries.title
FROM search_fts JOIN search_entries ON id = search_fts.rowid
WHERE search_fts MATCH ? AND search_fts.rowid BETWEEN ? AND ? ORDER BY search_fts.rowid DESC LIMIT ?
"""
_RANKED = f"""
SELECT rowid, bm25(search_fts, {_WEIGHTS}) FROM search_fts WHERE search_fts MATCH ? AND rowid BETWEEN ? AND ?
"""  # noqa: S608 - our own words
_NUMBERS = "SELECT rowid FROM search_fts WHERE search_fts MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid {} LIMIT ?"
_HITS = """
SELECT kind, record_id, search_entries.title, day, starts, ends, search_entries.withdrawn, CASE kind
  WHEN 'news' THEN (
    SELECT substr(coalesce(lead || char(10, 10), '') || coalesce(body, ''), 1, :most)
    FROM news WHERE news.id = record_id
  )
  WHEN 'documents' THEN (
    SELECT substr(coalesce(description || char(10, 10), '') || coalesce(text, ''), 1, :most)
    FROM documents LEFT JOIN document_texts USING (sha256) WHERE documents.id = record_id
  )
  WHEN 'groups' THEN (
    SELECT coalesce(abstract || char(10, 10), '') || coalesce((
      SELECT group_concat(heading || char(10) || text, char(10, 10))
      FROM (SELECT * FROM group_sections WHERE group_id = record_id ORDER BY position)
    ), '') FROM groups WHERE groups.id = record_id
  )
  WHEN 'people' THEN (
    SELECT group_concat(DISTINCT coalesce(function || char(10), '') || coalesce(organisation, '')) FROM roles
    WHERE person_id = record_id
  ) END
FROM json_each(:ids) JOIN search_entries ON search_entries.id = json_each.value ORDER BY json_each.key
"""


@dataclass(frozen=True)
class Query:
    """What is asked for."""

    text: str = ""
    """What a person types."""
    kind: str | None = None
    """news, event, documents, groups, people or funds."""
    country: str | None = None
    """ISO 3166-1 alpha-2 code."""
    year: int | None = None
    group: str | None = None
    """A group's id."""
    sort: str = RELEVANCE
    """relevance, newest or oldest."""
    page: int = 1
    size: int = SIZE


@dataclass(frozen=True)
class Hit:
    """A record that was found."""

    kind: str
    """Its table: news, documents, groups, people or funds."""
    record_id: str
    title: tuple[tuple[str, bool], ...]
    """Its title in pieces, each with whether it is to be highlighted."""
    day: str | None
    """Day of publication, or of the event, of an article; that of its article for a document."""
    starts: str | None
    ends: str | None
    """First and last day of an article's event."""
    withdrawn: str | None
    """When the portal was found to have removed it; None while it is online."""
    excerpt: Excerpt


@dataclass(frozen=True)
class Results:
    """What was found."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    """How many records were found, at most MOST."""
    is_bounded: bool = False
    """Whether there are more than `total`. Counts are then of the newest ones, hits with the words in their title come
    first and the newest before others, and pages end after `total` hits."""
    kinds: dict[str, int] = field(default_factory=dict)
    countries: dict[str, int] = field(default_factory=dict)
    years: dict[str, int] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)
    """How many of the records are of each kind (an article with an event is of two), country, year and group; the
    most frequent first, years backwards."""
    pages: int = 0
    """How many pages there are."""


Execute = Callable[[str, Sequence | dict], Awaitable[Sequence]]
"""Runs a SELECT, and returns its rows."""


@dataclass(frozen=True)
class Ranking:
    """Which entries a search finds, by their numbers."""

    numbers: list[int] = field(default_factory=list)
    """In their order: all that are found, or MOST of them."""
    expression: str = ""
    """What FTS5 finds all of them by."""
    first: int = 0
    last: int = 0
    """The first and the last number that may be found."""
    rows: list[tuple] = field(default_factory=list)
    """What is counted of them, MOST at most: the newest."""
    is_bounded: bool = False
    """Whether there are more than MOST."""


async def search(execute: Execute, query: Query) -> Results:
    """Return what is found in an archive, by any text."""
    ends = max(query.page, 1) * query.size
    ranking = await rank(execute, query, ends)
    shown = ranking.numbers[ends - query.size : ends]
    found = await execute(_HITS, {"ids": json.dumps(shown), "most": LONGEST}) if shown else ()
    finder = Finder(parse(query.text).terms)
    hits = [_hit(finder, tuple(row)) for row in found]
    total = len(ranking.rows)
    return Results(hits, total, ranking.is_bounded, *_facets(ranking.rows), pages=-(-total // query.size))


async def rank(execute: Execute, query: Query, most: int = MOST) -> Ranking:
    """Return which entries are found, in their order. most: how many of them are in it for sure, where more than MOST
    are found; others follow by day."""
    wanted = parse(query.text)
    marks = [f'marks : "{mark}"' for mark in _marks(query)]
    bounds = _bounds(query.year)
    if bounds is None:
        return Ranking()
    where = (wanted.expression(*marks), *bounds)
    rows = await execute(_FOUND, (*where, MOST + 1))
    is_bounded = len(rows) > MOST
    rows = [tuple(row) for row in rows[:MOST]]
    if query.sort == RELEVANCE and wanted.groups and not is_bounded:
        called = {number: place for place, number in enumerate(_called(wanted, rows))}
        ranks = dict(await execute(_RANKED, where))
        order = sorted(ranks, key=lambda number: (called.get(number, len(called)), ranks[number], -number))
    elif query.sort == RELEVANCE and wanted.groups:
        in_title = wanted.expression(*marks, title_only=True)
        titled = await execute(_NUMBERS.format("DESC"), (in_title, *bounds, min(most, MOST)))
        order = _completed([(number,) for number in _called(wanted, rows)], titled, rows)
    elif query.sort == OLDEST and is_bounded:
        low, high = max(bounds[0], _FIRST_DATED), min(bounds[1], FIRST_NAMED - 1)
        oldest = await execute(_NUMBERS.format("ASC"), (where[0], low, high, min(most, MOST)))
        order = _completed(oldest, rows)
    else:
        dated = [row[0] for row in rows if _FIRST_DATED <= row[0] < FIRST_NAMED]
        others = [row[0] for row in rows if not _FIRST_DATED <= row[0] < FIRST_NAMED]
        order = [*(reversed(dated) if query.sort == OLDEST else dated), *others]
    return Ranking(order, *where, rows, is_bounded)


def _called(wanted: ParsedQuery, rows: list[tuple]) -> list[int]:
    """Return the entries that are called as was asked for, with or without the words of their kind: groups first, then
    people, then funds; last those of other kinds, where the kind is named."""
    kinds = dict.fromkeys((*NAMED, *wanted.named)) if wanted.name else {}
    asked = {kind: bare_name(wanted.name, kind) for kind in kinds}
    called = {kind: [] for kind in kinds}
    for number, kind, *_, name, title in rows:
        if kind in asked and bare_name(name_of(title) if name is None else name, kind) == asked[kind]:
            called[kind].append(number)
    return [number for numbers in called.values() for number in numbers]


def _marks(query: Query) -> list[str]:
    """Return the marks that an entry must have."""
    kinds = [query.kind] if query.kind in {*KINDS, EVENT} else []
    countries = [country_word(query.country)] if query.country and query.country.isalpha() else []
    return [*kinds, *countries, *([group_mark(query.group)] if query.group else [])]


def _bounds(year: int | None) -> tuple[int, int] | None:
    """Return the first and the last number of an entry of a year, or of any; None for a year that no day is of."""
    if year is None:
        return 0, 2 * FIRST_NAMED
    if not 1 <= year <= 9999:
        return None
    first, after = numbers_of(f"{year:04}-01-01", f"{year:04}-12-31")
    return first, after - 1


def _completed(*parts: Sequence) -> list[int]:
    """Return the numbers of entries in the order of some rows, each once, MOST at most."""
    return list(dict.fromkeys(row[0] for rows in parts for row in rows))[:MOST]


def _hit(finder: Finder, row: tuple) -> Hit:
    kind, record_id, title, *days, text = row
    return Hit(kind, record_id, finder.highlight(title), *days, finder.excerpt(text or ""))


def _facets(rows: list[tuple]) -> tuple[dict[str, int], ...]:
    """Return how many rows there are of each kind, country, year and group."""
    _, kinds, years, events, countries, groups, *_ = zip(*rows, strict=True) if rows else ((),) * 8
    counted = Counter(kinds) + Counter({EVENT: sum(events)})
    of_years = Counter(filter(None, years))
    split = (Counter(), Counter())
    for counts, column in zip(split, (countries, groups), strict=True):
        for values, number in Counter(column).items():
            counts.update(dict.fromkeys(values.split(), number))
    by_country, by_group = (dict(each.most_common()) for each in split)
    return dict(counted.most_common()), by_country, dict(sorted(of_years.items(), reverse=True)), by_group
