"""Whether a crawl was healthy: what it met, against what this archive's crawls have met before.

A crawl is sick when a sign is far from the usual, in either way that means harm: the readers no longer see what they
did, the portal answers otherwise than it did. One without a past is never sick.
"""

from collections.abc import Iterator
from statistics import median

from sqlite_utils import Database

from scraper import records
from scraper.archive import rows
from scraper.archive.tally import Sign, Tally

HIGHEST = {"failed": 0.3, "gone": 0.3, "unknown": 0.2, "problems": 0.5, "changed": 0.5}
"""Shares up to which a sign that rises is never sick; beyond, it is when it is four times the usual."""
_RISEN = 4
"""How many times the usual a share that rises must be to be sick, at most half way from the usual to all."""
_FALLEN, _FEWER = 0.5, 0.7
"""Share of the usual below which a sign that falls, and a number, is sick."""
_TELLING = 0.6
"""Least usual share of a field for its fall to tell anything."""
_PAGES, _ROWS, _LOOKS, _FRAMED, _GONE = 20, 40, 10, 5, 5
"""Least pages, rows of a field, pages of a kind, pages that should have the frame, and records that are gone for a sign
to tell anything."""
_BEFORE = 5
"""Crawls before that make the usual: their median."""
_USUAL = """
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


def assess(
    db: Database, crawl: records.Crawl, tally: Tally, composed_by: str | None, *, whole: bool
) -> list[records.CrawlHealth]:
    """The signs of a crawl, each with the usual and whether it is sick. whole: whether it went through everything."""
    told = [_judged(db, crawl, sign) for sign in tally.signs(whole=whole)]
    told += [_look(db, crawl, tally, kind) for kind in tally.marks]
    told += _frame(db, crawl, tally)
    return told + list(_version(db, crawl, composed_by))


def note(db: Database, crawl_id: int, told: list[records.CrawlHealth], tally: Tally, health: str) -> None:
    """Keep a crawl's signs and what its pages were built of. health: fine or sick."""
    for sign in told:
        rows.insert(db, sign)
    for kind in tally.marks:
        if tally.pages[kind] >= _LOOKS:
            db.conn.executemany(
                "INSERT INTO layouts (kind, crawl_id, mark) VALUES (?, ?, ?)",
                [(kind, crawl_id, mark) for mark in sorted(tally.layout(kind))],
            )
    db.execute("UPDATE crawls SET health = ? WHERE id = ?", [health, crawl_id])
    if health != "sick":
        forget_older_layouts(db, crawl_id)


def sick_signs(db: Database, crawl_id: int) -> list[str]:
    """What was far from the usual in a crawl, in words."""
    asked = "SELECT sign, measured, usual, detail FROM crawl_health WHERE crawl_id = ? AND sick ORDER BY sign"
    return [
        f"{sign}: {detail or f'{measured:g}, usually {usual:g}'}"
        for sign, measured, usual, detail in db.execute(asked, [crawl_id])
    ]


def forget_older_layouts(db: Database, crawl_id: int) -> None:
    """Of the kinds of pages that a healthy crawl met, only its layouts are the usual from now on."""
    db.execute(
        "DELETE FROM layouts WHERE crawl_id <> :crawl AND kind IN (SELECT kind FROM layouts WHERE crawl_id = :crawl)",
        {"crawl": crawl_id},
    )


def _judged(db: Database, crawl: records.Crawl, sign: Sign) -> records.CrawlHealth:
    usual = _usual(db, crawl, sign.name)
    name = sign.name.split()[0]
    sick = False
    if usual is not None and name in HIGHEST:
        enough = sign.measured * sign.pages >= _GONE if name == "gone" else sign.pages >= _PAGES
        sick = enough and sign.measured > max(HIGHEST[name], min(_RISEN * usual, (1 + usual) / 2))
    elif usual is not None and name == "coverage":
        sick = sign.pages >= _ROWS and usual >= _TELLING and sign.measured < _FALLEN * usual
    elif usual is not None:
        sick = usual >= _PAGES and sign.measured < _FEWER * usual
    return _told(crawl, sign, usual, sick)


def _usual(db: Database, crawl: records.Crawl, name: str) -> float | None:
    asked = {"sign": name, "mode": crawl.mode, "spiders": crawl.spiders, "before": _BEFORE, "any": name in HIGHEST}
    asked["least"] = _ROWS if name.startswith("coverage ") else 0  # a share of a few rows is no baseline
    found = [measured for (measured,) in db.execute(_USUAL, asked)]
    return median(found) if found else None


def _look(db: Database, crawl: records.Crawl, tally: Tally, kind: str) -> records.CrawlHealth:
    """How many of the marks that pages of a kind usually have most of them still have."""
    usual = {mark for (mark,) in db.execute(_LAYOUT, {"kind": kind})}
    kept = len(usual & tally.layout(kind)) / len(usual) if usual else 1.0
    sick = bool(usual) and tally.pages[kind] >= _LOOKS and kept < _FALLEN
    return _told(crawl, Sign(f"layout {kind}", round(kept, 4), tally.pages[kind]), 1.0 if usual else None, sick)


def _frame(db: Database, crawl: records.Crawl, tally: Tally) -> Iterator[records.CrawlHealth]:
    """How much of what pages of every kind usually have most pages still have: of a crawl that meets few pages of each
    kind, it tells whether they are the portal's at all."""
    usual = {mark for (mark,) in db.execute(_FRAME)}
    pages = tally.pages.total()
    if usual and pages:
        kept = len(usual & tally.frame()) / len(usual)
        yield _told(crawl, Sign("frame", round(kept, 4), pages), 1.0, pages >= _FRAMED and kept < _FALLEN)


def _version(db: Database, crawl: records.Crawl, composed_by: str | None) -> Iterator[records.CrawlHealth]:
    """The CMS's version: sick when another one than a corrected one composes the pages."""
    before = db.execute(_VERSION_BEFORE).fetchone()
    if composed_by and before:
        same = _series(composed_by) == _series(before[0])
        detail = composed_by if composed_by == before[0] else f"{composed_by}, before {before[0]}"
        yield _told(crawl, Sign("cms", float(same), 1), 1.0, not same, detail[:200])


def _series(composed_by: str) -> str:
    """`SPIP 4.2` of `SPIP 4.2.8 @ www.spip.net + …`."""
    return ".".join(composed_by.split("@")[0].split("(")[0].strip().split(".")[:2])


def _told(
    crawl: records.Crawl, sign: Sign, usual: float | None, sick: bool, detail: str | None = None
) -> records.CrawlHealth:
    return records.CrawlHealth(
        crawl_id=crawl.id,
        sign=sign.name,
        measured=float(sign.measured),
        usual=usual,
        pages=sign.pages,
        sick=int(sick),
        detail=detail,
    )
