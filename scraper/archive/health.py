"""Whether a crawl was healthy: its statistics, against the baseline of this archive's crawls before.

A crawl is sick when a sign is far from its baseline, in the way that means harm: the readers no longer see what they
did, the portal answers otherwise than it did. One without a past is never sick.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from statistics import median

from sqlite_utils import Database

from scraper import records
from scraper.archive import rows
from scraper.archive.page_records import PageRecords
from scraper.reading.result import Reading

HIGHEST = {"failed": 0.3, "gone": 0.3, "unknown": 0.2, "problems": 0.5, "changed": 0.5}
"""Shares up to which a sign that rises is never sick; beyond, it is when it is four times its baseline."""
_RISEN = 4
"""How many times its baseline a share that rises must be to be sick, at most half way from the baseline to all."""
_FALLEN, _FEWER = 0.5, 0.7
"""Share of the baseline below which a sign that falls, and a number, is sick."""
_MEANINGFUL = 0.6
"""Least baseline of a field for its fall to mean anything."""
_PAGES, _ROWS, _LOOKS, _FRAMED, _GONE = 20, 40, 10, 5, 5
"""Least pages, rows of a field, pages of a kind, pages that should have the frame, and records that are gone for a sign
to mean anything."""
_BEFORE = 5
"""Crawls before that make the baseline: their median."""
_COMMON = 0.5
"""Share of a kind's pages from which a mark is one of the kind."""
_ALWAYS = {"id", "news_id", "first_seen", "last_seen", "changed", "withdrawn"}
"""Fields that are not the portal's."""
_COVER = """
INSERT INTO crawl_coverage (crawl_id, record_table, field, seen, filled) VALUES (?, ?, ?, 1, ?)
ON CONFLICT DO UPDATE SET seen = seen + 1, filled = filled + excluded.filled
"""
_BASELINE = """
SELECT measured FROM crawl_health JOIN crawls ON crawls.id = crawl_id
WHERE sign = :sign AND pages >= :least AND health IN ('fine', 'accepted')
  AND (:any OR (mode = :mode AND spiders = :spiders))
  AND crawl_id >= coalesce((
    SELECT max(id) FROM crawls WHERE health = 'accepted' AND (:any OR (mode = :mode AND spiders = :spiders))
  ), 0)
ORDER BY crawl_id DESC LIMIT :before
"""
_LAYOUT = """
SELECT mark FROM layouts WHERE kind = :kind AND crawl_id = (
  SELECT max(crawl_id) FROM layouts JOIN crawls ON crawls.id = crawl_id
  WHERE kind = :kind AND health IN ('fine', 'accepted')
)
"""
_FRAME = """
SELECT mark FROM layouts GROUP BY mark
HAVING count(DISTINCT kind) = (SELECT count(DISTINCT kind) FROM layouts) AND count(DISTINCT kind) > 1
"""
"""What pages of every kind have: the same around all of them."""
_VERSION_BEFORE = """
SELECT composed_by FROM crawls WHERE health IN ('fine', 'accepted') AND composed_by IS NOT NULL ORDER BY id DESC LIMIT 1
"""


class CrawlStatistics:
    """The counts of one crawl, page by page."""

    def __init__(self):
        self.counts: Counter[str] = Counter()
        """Responses: `fetches`, and `failed`: no answer, or an error of the portal's. Pages: `read`, `unknown` to all
        readers, with `problems`, however many. Articles: `known` to the archive, `changed` among them, and `new`."""
        self.asked: set[str] = set()
        """Known records whose URL answered, without those already suspected gone."""
        self.listed: set[str] = set()
        """Addresses that lists show."""
        self.met: set[str] = set()
        """Records that were met."""
        self.answered: set[str] = set()
        """Addresses of pages: what a list shows counts only when the portal has it."""
        self.seen: Counter[str] = Counter()
        """Articles and events, by each of their fields."""
        self.filled: Counter[str] = Counter()
        """Those of them that have the field."""
        self.pages: Counter[str] = Counter()
        """Pages with marks, by kind of page."""
        self.marks: dict[str, Counter[str]] = defaultdict(Counter)
        """Pages by mark, by kind of page."""

    @property
    def differing(self) -> int:
        """Number of articles that are new, changed, or no longer recognised as what they were."""
        return self.counts["new"] + self.counts["changed"] + len(self.asked - self.met)

    def add_fetch(self, fetch: records.Fetch) -> None:
        """Count a response, or that there was none."""
        self.counts.update(fetches=1, failed=fetch.status is None or fetch.status >= 500)
        if fetch.status == 200:
            self.answered.update({fetch.url, fetch.final_url} - {None})

    def add_page(self, reading: Reading, page: PageRecords, changed: bool | None) -> None:
        """Count a page that was read. changed: whether its article's state differs; None when it has none so far."""
        self.counts.update(read=1, unknown=reading.kind == "unknown", problems=bool(reading.problems))
        self.counts.update(known=changed is not None, changed=bool(changed))
        self.counts.update(new=changed is None and isinstance(page.subject, records.News))
        self.listed.update(row.url for row in page.of(records.Listing))
        self.met.update([page.record] if page.record else [])
        if isinstance(page.subject, records.News):
            for table, column, filled in portal_fields([page.subject, *page.of(records.Event)]):
                self.seen[f"{table}.{column}"] += 1
                self.filled[f"{table}.{column}"] += filled
        if reading.marks:
            self.pages[reading.kind] += 1
            self.marks[reading.kind].update(reading.marks)

    def layout(self, kind: str | None = None) -> set[str]:
        """Return the marks that most pages of a kind had, or most pages of all kinds together."""
        marks = sum(self.marks.values(), Counter()) if kind is None else self.marks[kind]
        pages = self.pages.total() if kind is None else self.pages[kind]
        return {mark for mark, times in marks.items() if times >= _COMMON * pages}

    def shares(self) -> Iterator[tuple[str, int, int]]:
        """Yield the signs that are shares: name, how many, of how many."""
        counts = self.counts
        yield "failed", counts["failed"], counts["fetches"]
        yield "gone", len(self.asked - self.met), len(self.asked)
        yield "unknown", counts["unknown"], counts["read"]
        yield "problems", counts["problems"], counts["read"]
        yield "changed", counts["changed"], counts["known"]
        for name, seen in self.seen.items():
            yield f"coverage {name}", self.filled[name], seen


def assess(
    db: Database, crawl: records.Crawl, statistics: CrawlStatistics, composed_by: str | None, *, whole: bool
) -> list[records.CrawlHealth]:
    """Return the signs of a crawl, each with its baseline and whether it is sick. whole: whether it went through
    everything: then numbers can be compared."""
    signs = [(name, round(part / of, 4) if of else 0.0, of) for name, part, of in statistics.shares()]
    if whole:
        read = statistics.counts["read"]
        signs.append(("listed", len(statistics.listed & statistics.answered), read))
        signs.append(("met", len(statistics.met), read))
    health = []
    for name, measured, pages in signs:
        baseline = _baseline(db, crawl, name)
        sick = baseline is not None and _is_sick(name.split()[0], measured, pages, baseline)
        health.append(_sign(crawl, name, measured, baseline, pages, sick))
    for kind in statistics.marks:
        usual = _usual_marks(db, _LAYOUT, kind)
        kept = _kept(usual, statistics.layout(kind))
        sick = statistics.pages[kind] >= _LOOKS and kept < _FALLEN
        health.append(_sign(crawl, f"layout {kind}", kept, 1.0 if usual else None, statistics.pages[kind], sick))
    # Of a crawl that meets few pages of each kind, this shows whether they are the portal's at all.
    if (usual := _usual_marks(db, _FRAME)) and (pages := statistics.pages.total()):
        kept = _kept(usual, statistics.layout())
        health.append(_sign(crawl, "frame", kept, 1.0, pages, pages >= _FRAMED and kept < _FALLEN))
    return [*health, *_version(db, crawl, composed_by)]


def write_health(
    db: Database, crawl_id: int, signs: list[records.CrawlHealth], statistics: CrawlStatistics, health: str
) -> None:
    """Write a crawl's signs and the layouts of its pages. health: fine or sick."""
    rows.upsert_all(db, signs)
    for kind in (kind for kind in statistics.marks if statistics.pages[kind] >= _LOOKS):
        marks = [(kind, crawl_id, mark) for mark in sorted(statistics.layout(kind))]
        db.conn.executemany("INSERT INTO layouts (kind, crawl_id, mark) VALUES (?, ?, ?)", marks)
    db.execute("UPDATE crawls SET health = ? WHERE id = ?", [health, crawl_id])
    if health != "sick":
        forget_older_layouts(db, crawl_id)


def sick_signs(db: Database, crawl_id: int) -> list[str]:
    """Return what was far from the baseline in a crawl, in words."""
    sql = "SELECT sign, measured, usual, detail FROM crawl_health WHERE crawl_id = ? AND sick ORDER BY sign"
    return [
        f"{sign}: {detail or f'{measured:g}, usually {usual:g}'}"
        for sign, measured, usual, detail in db.execute(sql, [crawl_id])
    ]


def forget_older_layouts(db: Database, crawl_id: int) -> None:
    """Drop, for the kinds of pages that a healthy crawl met, the layouts of the crawls before."""
    db.execute(
        "DELETE FROM layouts WHERE crawl_id <> :crawl AND kind IN (SELECT kind FROM layouts WHERE crawl_id = :crawl)",
        {"crawl": crawl_id},
    )


def count_fields(db: Database, crawl_id: int, page: PageRecords) -> None:
    """Count the fields of the article or group that one page is of, and of its events, for the view `coverage`."""
    if isinstance(page.subject, records.News | records.Group):
        counted = portal_fields([page.subject, *page.of(records.Event)])
        db.conn.executemany(_COVER, [(crawl_id, table, field, int(filled)) for table, field, filled in counted])


def portal_fields(read: Iterable) -> Iterator[tuple[str, str, bool]]:
    """Yield the fields of records that come from the portal: table, field, and whether it is filled."""
    for row in read:
        table, left_out = rows.TABLE_OF[type(row)].name, records.FROM_SENTENCES.get(type(row), ())
        for name, value in vars(row).items():
            if name not in _ALWAYS and name not in left_out:
                yield table, name, value is not None


def _sign(
    crawl: records.Crawl, name: str, measured: float, usual: float | None, pages: int, sick: bool, **more
) -> records.CrawlHealth:
    return records.CrawlHealth(
        crawl_id=crawl.id, sign=name, measured=float(measured), usual=usual, pages=pages, sick=int(sick), **more
    )


def _baseline(db: Database, crawl: records.Crawl, name: str) -> float | None:
    least = _ROWS if name.startswith("coverage") else 0  # a share of a few rows is no baseline
    asked = {"sign": name, "mode": crawl.mode, "spiders": crawl.spiders, "before": _BEFORE, "least": least}
    found = [measured for (measured,) in db.execute(_BASELINE, {**asked, "any": name in HIGHEST})]
    return median(found) if found else None


def _is_sick(name: str, measured: float, pages: int, baseline: float) -> bool:
    if name in HIGHEST:
        enough = measured * pages >= _GONE if name == "gone" else pages >= _PAGES
        highest = max(HIGHEST[name], min(_RISEN * baseline, (1 + baseline) / 2))
        return enough and measured > highest
    if name == "coverage":
        return pages >= _ROWS and baseline >= _MEANINGFUL and measured < _FALLEN * baseline
    return baseline >= _PAGES and measured < _FEWER * baseline


def _usual_marks(db: Database, sql: str, kind: str | None = None) -> set[str]:
    return {mark for (mark,) in db.execute(sql, {"kind": kind})}


def _kept(usual: set[str], marks: set[str]) -> float:
    """Return how many of the marks that pages usually have most of them still have, as a share."""
    return round(len(usual & marks) / len(usual), 4) if usual else 1.0


def _version(db: Database, crawl: records.Crawl, composed_by: str | None) -> Iterator[records.CrawlHealth]:
    """Yield the CMS's version: sick when another one than a corrected one composes the pages."""
    before = db.execute(_VERSION_BEFORE).fetchone()
    if composed_by and before:
        same = _series(composed_by) == _series(before[0])
        detail = composed_by if composed_by == before[0] else f"{composed_by}, before {before[0]}"
        yield _sign(crawl, "cms", same, 1.0, 1, not same, detail=detail[:200])


def _series(composed_by: str) -> str:
    """Return `SPIP 4.2` of `SPIP 4.2.8 @ www.spip.net + …`."""
    return ".".join(composed_by.split("@")[0].split("(")[0].strip().split(".")[:2])
