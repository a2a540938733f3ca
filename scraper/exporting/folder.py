"""A folder with the archive for other programs: all tables in every form, a calendar, a feed, their descriptions."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from scraper.archive import Archive, naming_errors, publish
from scraper.exporting.atom import ENTRIES, Feed, FeedEntry, feed_xml
from scraper.exporting.atom import MEDIA_TYPE as ATOM
from scraper.exporting.atomic_folder import SUMS, atomic_folder
from scraper.exporting.calendars import DATED, calendar_pieces
from scraper.exporting.calendars import MEDIA_TYPE as ICALENDAR
from scraper.exporting.dictionary import LICENCE, DescribedTable
from scraper.exporting.excel import ExcelBook, ExcelSheet, ExcelTable
from scraper.exporting.package import DESCRIBING, ArchiveState, ExportedTable, Package, WrittenFile
from scraper.exporting.parquet import ParquetTable, is_installed
from scraper.exporting.selection import Rows, RowSelection, selected
from scraper.exporting.tables import Column, CsvTable, FrenchCsvTable, JsonLinesTable, Kind
from scraper.masking import mask

BOOK = "excel-fr/archive.xlsx"
_FORMS = (("csv", "csv", CsvTable), ("excel-fr", "csv", FrenchCsvTable), ("jsonl", "jsonl", JsonLinesTable))
_WHOLE = {Kind.DAY: "%Y-%m-%d", Kind.MOMENT: "%Y-%m-%dT%H:%M:%SZ"}
_DICTIONARY = tuple(map(Column, ("table", "column", "type", "key", "refers_to", "français", "english")))
_EVENTS = f"""
SELECT events.*, news.url, (
  SELECT count(*) FROM versions WHERE record_table = 'news' AND record_id = news_id) AS versions, (
  SELECT max(seen_at) FROM versions WHERE record_table = 'news' AND record_id = news_id) AS modified
FROM events JOIN news ON news.id = news_id
WHERE precision IN {DATED} AND (events.withdrawn IS NULL OR events.withdrawn = news.withdrawn) AND {{}}
ORDER BY starts, events.id
"""  # noqa: S608 - our own words
_LATEST = "SELECT * FROM news WHERE {} ORDER BY published DESC, id LIMIT ?"


@dataclass(frozen=True)
class Exported:
    """What an export wrote."""

    rows: int
    """Of all tables together, in each form."""
    tables: int
    files: int
    bytes: int
    left_out: tuple[str, ...]
    """Forms that could not be written, as a library is missing."""


class NothingSelected(Exception):
    """No row of the archive is in what was asked."""


def write_folder(
    archive: Archive,
    target: Path,
    selection: RowSelection,
    *,
    force: bool = False,
    with_database: bool = False,
    watch: Callable[[Iterable[int], int], Iterable[int]] = lambda counts, total: counts,
) -> Exported:
    """Write the rows that are selected to a folder, in one read of the archive: all of it, or no folder.

    The same archive and selection give the same bytes. force: whether an export of that name may be replaced.
    with_database: whether a public copy of the archive goes with it. watch: passes on how many rows were written at a
    time, of how many in all, and may show it. Raises Unwritable when the folder cannot be written, UnknownChoice and
    NothingSelected for a selection without rows.
    """
    with naming_errors(archive.path), archive.db.atomic(), selected(archive.db, selection) as rows:
        if rows.is_empty:
            raise NothingSelected
        counts = {name: rows.count(name) for name in rows.tables}
        with atomic_folder(target, replace=force) as (folder, beside):
            writing = _Writing(archive, rows, folder)
            for _ in watch(writing.write_tables(beside), sum(counts.values())):
                pass
            writing.write_calendar()
            writing.write_feed()
            if with_database:
                writing.write_database()
            writing.describe()
        files = [path for path in target.rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files)
        left_out = () if is_installed() else ("parquet",)
        return Exported(sum(counts.values()), len(counts), len(files), size, left_out)


class _Writing:
    """An export that is being written."""

    def __init__(self, archive: Archive, rows: Rows, folder: Path) -> None:
        self._archive, self._rows, self._folder = archive, rows, folder
        self._state = ArchiveState.of(archive)
        self._tables: list[ExportedTable] = []
        self._files: list[WrittenFile] = []

    def write_tables(self, beside: Path) -> Iterator[int]:
        """Write all tables in all forms. Yield the number of rows of each piece. beside: a folder for what is needed
        meanwhile."""
        for form in ("csv", "excel-fr", "jsonl", *(("parquet",) if is_installed() else ())):
            (self._folder / form).mkdir()
        with (self._folder / BOOK).open("wb") as file:
            book = ExcelBook(file, beside)
            try:
                self._write_dictionary(book)
                for table in self._rows.tables.values():
                    yield from self._write_table(self._as_found(table), book)
            except BaseException:
                book.abandon()
                raise
            book.close()
        self._note(BOOK, ExcelTable.media_type)

    def write_calendar(self) -> None:
        """Write the events that have a day as a calendar."""
        if not {"news", "events"} <= set(self._rows.tables):
            return
        found = map(_masked, self._archive.db.query(_EVENTS.format(self._chosen("news_id"))))
        with (self._folder / "agenda.ics").open("wb") as file:
            for piece in calendar_pieces(
                "fr", self._archive.portal.archive_title["fr"], ((event, event["url"]) for event in found)
            ):
                file.write(piece)
        self._note("agenda.ics", ICALENDAR)

    def write_feed(self) -> None:
        """Write the latest articles as a feed."""
        if "news" not in self._rows.tables:
            return
        found = map(_masked, self._archive.db.query(_LATEST.format(self._chosen("id")), [ENTRIES]))
        entries = [
            FeedEntry(
                f"/actualite/{article['id']}",
                article["title"],
                article["url"],
                article["changed"] or article["first_seen"],
                article["first_seen"],
                " · ".join(filter(None, (article["published"], article["subtitle"], article["lead"]))),
            )
            for article in found
        ]
        portal = self._archive.portal
        feed = Feed(
            "fr",
            portal.archive_title["fr"],
            None,
            portal.url,
            portal.name,
            self._state.at,
            tuple(entries),
            LICENCE["fr"],
        )
        (self._folder / "actualites.atom").write_bytes(feed_xml(feed))
        self._note("actualites.atom", ATOM)

    def write_database(self) -> None:
        """Write a public copy of the archive, dated by its last crawl."""
        name = f"archive-{self._state.at[:10]}.db"
        publish(self._archive.path, self._folder / name, source=self._archive.db.conn, at=self._state.at)
        self._note(name, "application/vnd.sqlite3")
        self._note(f"{name}.sha256", "text/plain")

    def describe(self) -> None:
        """Write what describes the folder, and the hashes of all files."""
        package = Package(self._archive.portal, self._state, self._rows.selection, self._tables, self._files)
        for name, make in DESCRIBING.items():
            (self._folder / name).write_text(make(package), encoding="utf-8")
        files = sorted(path.relative_to(self._folder) for path in self._folder.rglob("*") if path.is_file())
        lines = [f"{_sha256(self._folder / path)}  {path.as_posix()}\n" for path in files]
        (self._folder / SUMS).write_text("".join(lines), encoding="utf-8")

    def _as_found(self, table: DescribedTable) -> DescribedTable:
        """Return a table with the kinds that its values have: a column that holds anything but whole days or moments
        is text."""
        columns = [
            replace(column, kind=Kind.TEXT)
            if (form := _WHOLE.get(column.kind)) and not self._rows.is_well_formed(table.name, column.name, form)
            else column
            for column in table.columns
        ]
        return replace(table, columns=tuple(columns))

    def _write_table(self, table: DescribedTable, book: ExcelBook) -> Iterator[int]:
        columns = [column.written for column in table.columns]
        names, number, empty = [], 0, set()
        with ExitStack() as stack:
            writers = [ExcelSheet(book, table.name, columns)]
            for form, ending, writer in _FORMS:
                names.append((f"{form}/{table.name}.{ending}", writer.media_type))
                writers.append(writer(stack.enter_context(self._open(names[-1][0])), columns))
            if is_installed():
                names.append((f"parquet/{table.name}.parquet", ParquetTable.media_type))
                types = [column.type for column in table.columns]
                writers.append(ParquetTable(stack.enter_context(self._open(names[-1][0])), columns, types))
            for rows in self._rows.chunks(table.name):
                empty.update(_with_empty_text(table, rows))
                for writer in writers:
                    writer.write(rows)
                number += len(rows)
                yield len(rows)
            for writer in writers:
                writer.close()
        for name, media_type in names:
            self._note(name, media_type)
        self._tables.append(ExportedTable(table, number, frozenset(empty)))

    def _write_dictionary(self, book: ExcelBook) -> None:
        sheet = book.sheet("dictionnaire", _DICTIONARY)
        for table in self._rows.tables.values():
            sheet.write([[table.name, None, None, None, None, table.french, table.english]])
            sheet.write(
                [
                    table.name,
                    column.name,
                    column.type,
                    "key" if column.is_key else None,
                    ".".join(column.refers_to) if column.refers_to else None,
                    column.french,
                    column.english,
                ]
                for column in table.columns
            )
        sheet.close()

    def _open(self, name: str) -> BinaryIO:
        return (self._folder / name).open("wb")

    def _note(self, name: str, media_type: str) -> None:
        path = self._folder / name
        self._files.append(WrittenFile(name, media_type.partition(";")[0], path.stat().st_size, _sha256(path)))

    def _chosen(self, column: str) -> str:
        return f"{column} IN temp.chosen_news" if self._rows.selection.is_of_records else "true"


def _masked(row: dict) -> dict:
    return {name: mask(value) if isinstance(value, str) else value for name, value in row.items()}


def _with_empty_text(table: DescribedTable, rows: list[Sequence[object]]) -> Iterator[str]:
    """Yield the columns that hold an empty text, which most programs that read CSV take for none."""
    for row in rows:
        if "" in row:
            yield from (column.name for column, value in zip(table.columns, row, strict=True) if value == "")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
