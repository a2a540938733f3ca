"""What happens when: the faults as a table, each row made of what a crawl has met."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from scraper.archive import Archive
from tests.faults.crawling import ARCHIVE, Crawled, Record, crawl_after, good_archive, records
from tests.faults.fault import Fault
from tests.faults.faults import FAULTS
from tests.faults.pages import PAGES, PARTS, PLACES, PageFault, faulty

OWN = "https://cites-unies-france.org"
BEGIN, END = "<!-- made by python -m tests.faults -->\n", "<!-- end -->\n"
HEAD = "| the portal answers | the crawl | exit | requests | in the archive |\n|---|---|---|---|---|\n"
DOCUMENT = Path(__file__).parents[2] / "docs" / "reliability.md"


def page_row(fault: PageFault, path: str, met: Crawled, rules: tuple[str, ...], same: bool) -> str:
    """The row of a fault of one page. same: whether its record is as it was."""
    statuses = {status for url, status, _ in met.fetches if url == OWN + path}
    fetched = ", ".join("no answer" if status is None else f"status {status}" for status in statuses)
    kept = "the record as it was" if same else "the record as the page says"
    problems = ", ".join(f"`{rule}`" for rule in rules)
    asked = met.portal.asked.count(path)
    return f"| for one page, {fault.served} | {fault.crawl} | {met.code} | {asked} | {fetched}; {problems}; {kept} |\n"


def portal_row(fault: Fault, met: Crawled, before: dict[str, Record]) -> str:
    """The row of a fault of the whole portal. before: the records before it."""
    if met.reason is None:
        kept = "nothing was written"
    else:
        problems = "".join(f", `{rule}` × {count}" for rule, count in sorted(met.problems.items()))
        kept = f"`{met.reason}`{problems}; {same(met.news, before)} of {len(before)} records as they were"
    return f"| {fault.portal} | {fault.crawl} | {met.code} | {met.requests} | {kept} |\n"


def same(mine: dict[str, Record], before: dict[str, Record]) -> int:
    """How many records are as they were."""
    return sum(mine.get(slug) == row for slug, row in before.items())


def page_rows(names: list[str], met: Crawled, archive: Path, before: dict[str, Record]) -> dict[str, str]:
    """The rows of some faults of one page, which one crawl has met, by name."""
    with Archive.open(archive) as opened:
        noted = opened.db.execute("SELECT url, rule FROM problems ORDER BY rule").fetchall()
    rows = {}
    for name in names:
        slug = PLACES[name]
        rules = tuple(rule for url, rule in noted if url == f"{OWN}/{slug}")
        rows[name] = page_row(PAGES[name], f"/{slug}", met, rules, met.news[slug] == before[slug])
    return rows


def rows() -> Iterator[str]:
    """All rows, each made of a crawl of its own; those of one page of a few crawls together."""
    with tempfile.TemporaryDirectory() as made:
        good = good_archive(_folder(Path(made), "good"))
        with Archive.open(good) as archive:
            before = records(archive)[0]
        of_pages = {}
        for number, names in enumerate(PARTS):
            pages = _folder(Path(made), f"pages-{number}")
            of_pages |= page_rows(names, crawl_after(good, pages, faulty(names)), pages / ARCHIVE, before)
        yield from (of_pages[name] for name in PAGES)
        for number, fault in enumerate(FAULTS.values()):
            folder = _folder(Path(made), str(number))
            met = crawl_after(good, folder, fault.ways(), *fault.options, settings=fault.settings)
            yield portal_row(fault, met, before)


def _folder(above: Path, name: str) -> Path:
    folder = above / name
    folder.mkdir()
    return folder


def documented() -> str:
    """The table as it is in the document."""
    return DOCUMENT.read_text(encoding="utf-8").split(BEGIN)[1].split(END)[0].removeprefix(HEAD)


def write() -> None:
    """Make all crawls, and rewrite the table in the document."""
    above, rest = DOCUMENT.read_text(encoding="utf-8").split(BEGIN)
    DOCUMENT.write_text(above + BEGIN + HEAD + "".join(rows()) + END + rest.split(END)[1], encoding="utf-8")
