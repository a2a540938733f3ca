"""The folder that `portail export` writes: what the archive has, as it has it, and nothing that it does not show."""

import hashlib
import json
import re
import sqlite3
import zipfile
from datetime import date
from pathlib import Path

import pytest
import yaml

from scraper.archive import Archive, publish
from scraper.exporting.dictionary import LICENCE, RECEIVED, exported
from scraper.exporting.excel import CUT, LONGEST_CELL
from scraper.exporting.folder import NothingSelected
from scraper.exporting.selection import UnknownChoice
from scraper.records import TABLES
from tests.datasette import five_days
from tests.datasette.conftest import fill
from tests.front.calendars import checked_calendar
from tests.front.feeds import ATOM

from .folders import FORMS, export, kept_rows, make_hostile, rows_of, tables_of

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 9)
CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Path:
    """An archive of a few pages, with texts that programs take for other things."""
    path = tmp_path_factory.mktemp("hostile") / "archive.db"
    fill(path)
    make_hostile(path)
    return path


@pytest.fixture(scope="module")
def folder(hostile) -> Path:
    """Its export, with a copy of the database."""
    return export(hostile, hostile.with_name("export"), with_database=True)


@pytest.fixture(scope="module")
def days(tmp_path_factory) -> dict[str, Path]:
    """The archive of the five days, as it was at the end of each."""
    folder = tmp_path_factory.mktemp("days")
    found = {}

    def crawl(archive, day, *readings, **more):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("scraper.archive.store.now", lambda: f"{day}T08:30:00Z")
            original(archive, day, *readings, **more)
        found[day] = folder / f"{day}.db"
        with sqlite3.connect(found[day]) as copy:
            archive.db.conn.backup(copy)
        copy.close()

    original = five_days.crawl
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(five_days, "crawl", crawl)
        five_days.tell(folder / "archive.db")
    return found


def text_of(folder: Path, name: str) -> str:
    return (folder / name).read_text("utf-8")


def expected(path: Path, table: str, form: str) -> list[list]:
    """The rows of an archive's table as a form has them: masked, and no longer than a cell."""
    rows = json.loads(json.dumps(kept_rows(path, table)).replace("jeanne.martin@", "…@"))
    if form == "xlsx":
        rows = [[cut(value) for value in row] for row in rows]
    return rows


def cut(value):
    return "cut" if isinstance(value, str) and len(value.encode("utf-16-le")) // 2 > LONGEST_CELL else value


def found(folder: Path, table: str, form: str) -> list[list]:
    end = CUT.rpartition(",")[2]
    rows = rows_of(folder, table, form)
    return [["cut" if form == "xlsx" and str(value).endswith(end) else value for value in row] for row in rows]


@pytest.mark.parametrize("form", [*FORMS, "xlsx"])
def test_every_value_of_every_table_is_read_back(hostile, folder, form):
    assert tables_of(folder) == [table.name for table in TABLES]
    for table in tables_of(folder):
        assert found(folder, table, form) == expected(hostile, table, form), table


def test_an_export_has_what_a_public_copy_has(hostile, folder, tmp_path):
    """Whatever is masked or left out there is here, so that one rule decides what others are given."""
    publish(hostile, tmp_path / "public.db")
    with sqlite3.connect(tmp_path / "public.db") as copy:
        for table in exported().values():
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            rows = [list(row) for row in copy.execute(f"SELECT {names} FROM {table.name}")]
            assert rows_of(folder, table.name) == rows, table.name
            for name in RECEIVED.get(table.name, ()):
                kept = {row[0] for row in copy.execute(f'SELECT DISTINCT "{name}" FROM {table.name}')}
                assert kept <= {None, b"", "zstd"}, f"{table.name}.{name} is published, but not exported"
    copy.close()


def test_no_file_has_an_address_or_a_name_that_was_erased(hostile, tmp_path):
    with Archive.open(hostile) as archive, sqlite3.connect(tmp_path / "archive.db") as copy:
        archive.db.conn.backup(copy)
    copy.close()
    with Archive.open(tmp_path / "archive.db") as archive:
        archive.forget("François Bonneau", "demande 1")
        with archive.db.conn:
            archive.db.execute("UPDATE news SET lead = 'Écrire à jeanne.martin@exemple.org', published = '2026-03-01'")
            archive.db.execute("UPDATE events SET title = 'Écrire à jeanne.martin@exemple.org'")
    written = export(tmp_path / "archive.db", tmp_path / "export", with_database=True)
    for path in filter(Path.is_file, written.rglob("*")):
        data = path.read_bytes()
        if path.suffix == ".xlsx":
            book = zipfile.ZipFile(path)
            data = b"".join(map(book.read, book.namelist()))
        for word in ("jeanne.martin", "s.giovetti@", "Bonneau", "bonneau", "demande 1"):
            assert word.encode() not in data, f"{word} in {path}"


def test_the_same_archive_makes_the_same_bytes(hostile, folder, tmp_path, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000)
    monkeypatch.setattr("scraper.archive.snapshot.now", lambda: "2033-01-01T00:00:00Z")
    again = export(hostile, tmp_path / "again", with_database=True)
    names = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(again) for path in again.rglob("*") if path.is_file())
    assert [name for name in names if (folder / name).read_bytes() != (again / name).read_bytes()] == []


def test_the_hashes_are_those_of_all_files(folder):
    listed = dict(reversed(line.split("  ", 1)) for line in text_of(folder, "SHA256SUMS").splitlines())
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {"SHA256SUMS"}
    assert set(listed) == files
    assert {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files} == listed


def test_the_package_describes_every_column_in_both_languages(folder):
    package = json.loads(text_of(folder, "datapackage.json"))
    for resource in package["resources"]:
        table = exported()[resource["name"]]
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == [column.name for column in table.columns]
        assert all(field["description"] and field["description_fr"] for field in fields)
        assert resource["schema"]["primaryKey"] == list(table.key)
        data = (folder / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
    types = {field["name"]: field["type"] for field in package["resources"][0]["schema"]["fields"]}
    assert (types["spip_id"], types["published"], types["last_seen"]) == ("integer", "date", "datetime")


def test_a_column_that_holds_what_is_no_time_is_text(folder):
    package = json.loads(text_of(folder, "datapackage.json"))
    people = next(each for each in package["resources"] if each["name"] == "people")
    assert {field["name"]: field["type"] for field in people["schema"]["fields"]}["first_seen"] == "string"


def test_texts_carry_what_may_be_done_with_them(folder):
    assert f"{LICENCE['fr']} {LICENCE['en']}" == yaml.safe_load(text_of(CHECKOUT, "metadata.yml"))["license"]
    for name in ("README.md", "CITATION.cff", "datapackage.json", "ro-crate-metadata.json", "dcat.jsonld"):
        assert LICENCE["en"] in " ".join(text_of(folder, name).split()), name
    assert LICENCE["fr"] in text_of(folder, "actualites.atom")


def test_the_citation_names_the_state_of_the_archive(hostile, folder):
    cited = yaml.safe_load(text_of(folder, "CITATION.cff"))
    with Archive.open(hostile) as archive:
        last = archive.crawls()[-1]
    lines = [line for line in text_of(folder, "SHA256SUMS").splitlines() if "  csv/" in line]
    assert cited["version"] == f"crawl {last.id}, {last.finished}"
    assert cited["date-released"] == last.finished[:10]
    assert cited["identifiers"][0]["value"] == "sha256:" + hashlib.sha256("\n".join([*lines, ""]).encode()).hexdigest()
    assert {"cff-version", "message", "title", "authors", "type"} <= set(cited)


def test_the_readme_is_a_dictionary_of_every_table(folder):
    readme = text_of(folder, "README.md")
    for table in exported().values():
        assert f"### {table.name} (" in readme
        assert all(f"`{column.name}`" in readme and column.french in readme for column in table.columns)


def test_the_calendar_has_the_events_that_have_a_day(hostile, folder):
    events = checked_calendar((folder / "agenda.ics").read_bytes())
    kept = [row for row in kept_rows(hostile, "events") if row[5] in {"day", "minute"}]
    assert len(events) == len(kept) > 2


def test_the_feed_has_the_latest_articles(folder):
    from lxml import etree

    root = etree.fromstring((folder / "actualites.atom").read_bytes())
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == len(rows_of(folder, "news"))
    assert {link.get("rel") for link in root.findall(f"{ATOM}link")} == {"alternate"}


def refers_nowhere(folder: Path) -> list[tuple]:
    """The values of a package's foreign keys that are in no row."""
    package = json.loads(text_of(folder, "datapackage.json"))
    names = {each["name"]: [field["name"] for field in each["schema"]["fields"]] for each in package["resources"]}
    values = {
        (table, name): {row[place] for row in rows_of(folder, table)}
        for table, columns in names.items()
        for place, name in enumerate(columns)
    }
    return [
        (each["name"], key["fields"], value)
        for each in package["resources"]
        for key in each["schema"].get("foreignKeys", [])
        for value in values[each["name"], key["fields"][0]]
        - values[key["reference"]["resource"], key["reference"]["fields"][0]]
        - {None}
    ]


@pytest.mark.parametrize(
    ("bounds", "news", "groups"),
    [
        ({}, 6, 1),
        ({"country": "MA"}, 1, 1),
        ({"country": "maroc"}, 1, 1),
        ({"group": "Maroc"}, 1, 1),
        ({"since": date(2026, 3, 2)}, 1, 0),
        ({"since": date(2026, 3, 2), "group": "maroc"}, 1, 0),
        ({"tables": ("news", "events")}, 6, None),
        ({"as_of": date(2026, 3, 1)}, 4, 1),
    ],
)
def test_a_selection_has_what_belongs_to_it_and_all_that_it_refers_to(tmp_path, bounds, news, groups):
    fill(tmp_path / "archive.db")
    with Archive.open(tmp_path / "archive.db") as archive, archive.db.conn:
        archive.db.execute("UPDATE crawls SET started = '2026-03-0' || id || 'T07:00:00Z', finished = NULL")
        archive.db.execute(
            "INSERT INTO news (id, url, title, first_seen) SELECT id || '-2', url, title, first_seen FROM news LIMIT 2"
        )
    written = export(tmp_path / "archive.db", tmp_path / "export", **bounds)
    assert tables_of(written) == list(bounds.get("tables") or exported())
    assert len(rows_of(written, "news")) == news
    assert groups is None or len(rows_of(written, "groups")) == groups
    assert refers_nowhere(written) == []


@pytest.mark.parametrize("day", five_days.DAYS)
def test_as_of_a_day_an_export_has_what_the_archive_had_then(days, tmp_path, day):
    """But for `last_seen`, of which the archive keeps the last, and for what it notes of signs that were settled."""
    then = export(days[day], tmp_path / "then")
    now = export(days[five_days.DAYS[-1]], tmp_path / "now", as_of=date.fromisoformat(day))
    for table in set(tables_of(then)) - {"absences"}:
        unknown = {
            place
            for place, column in enumerate(exported()[table].columns)
            if column.name == "last_seen" or (table, column.name) == ("events", "first_seen")
        }
        was, known = (
            sorted(
                str([value for place, value in enumerate(row) if place not in unknown]) for row in rows_of(each, table)
            )
            for each in (then, now)
        )
        assert known == was, table
    assert refers_nowhere(now) == []


@pytest.mark.parametrize(
    ("bounds", "error"),
    [
        ({"tables": ("nouvelles",)}, "There is no table 'nouvelles': name one of news, events"),
        ({"country": "XX"}, "There is no country 'XX' in the archive"),
        ({"group": "Chine"}, "There is no group 'Chine' in the archive"),
    ],
)
def test_an_unknown_choice_is_refused_with_a_sentence(hostile, tmp_path, bounds, error):
    with pytest.raises(UnknownChoice, match=re.escape(error)):
        export(hostile, tmp_path / "export", **bounds)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_when_nothing_is_selected(hostile, tmp_path):
    with pytest.raises(NothingSelected):
        export(hostile, tmp_path / "export", since=date(2030, 1, 1))
    assert list(tmp_path.iterdir()) == []


def test_the_archive_may_be_exported_again_on_the_same_connection(hostile, tmp_path):
    """What a selection puts before the tables is gone with it."""
    from scraper.exporting.folder import write_folder
    from scraper.exporting.selection import RowSelection

    with Archive.open(hostile) as archive:
        write_folder(archive, tmp_path / "known", RowSelection(as_of=LAST, group="maroc"))
        write_folder(archive, tmp_path / "whole", RowSelection())
    assert rows_of(tmp_path / "whole", "bodies") == kept_rows(hostile, "bodies")
