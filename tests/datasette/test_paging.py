"""A list shows each of its rows once, however it is sorted, filtered, cut into pages and sent (decision 70)."""

import asyncio
import csv
import io
import itertools
import json
import re
import sqlite3
from collections import Counter
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
import yaml
from datasette.app import Datasette
from datasette.utils import escape_sqlite

from scraper.serving import querying
from scraper.serving.paging import read_page
from tests.datasette.conftest import CHECKOUT, checked_out, fill

LISTS = sorted(
    yaml.safe_load((CHECKOUT / "metadata.yml").read_text(encoding="utf-8"))["databases"]["archive"]["tables"].keys()
    - {"search_terms"}  # packed bytes, which a CSV names by their address
)
ADDED = 24
"""Rows that are added to each table, with few different values in each column, and nulls."""
PAGE = 9
WORDS = ("", "l'été, ~7E & œuvres", "zone", "Zone", "$null", "5", "x" * 3000)
"""Texts that a column holds: with what addresses and tokens give a meaning to, and one too long for an address."""


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Datasette:
    return Datasette(config_dir=checked_out(tmp_path_factory.mktemp("ties"), fill_with_ties))


def fill_with_ties(path: Path) -> None:
    """An archive whose tables hold many rows of equal values, saved in another order than that of their keys, and three
    tables of other kinds: without a key, without types, with a key that may be null."""
    fill(path)
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE without_key (a INTEGER, b TEXT)")
        db.execute("CREATE TABLE without_types (id PRIMARY KEY, [a column], [from] COLLATE NOCASE, data)")
        db.execute("CREATE TABLE without_rowid (a TEXT, b INTEGER, c TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID")
        db.execute("CREATE INDEX by_c ON without_rowid (c)")
        db.execute("CREATE VIEW doubled AS SELECT a, b FROM without_key UNION ALL SELECT a, b FROM without_key")
        tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%'").fetchall()
        for (table,) in tables:
            columns = db.execute(f"PRAGMA table_info([{table}])").fetchall()
            for number in range(ADDED):
                order = number * 7 % ADDED
                row = [value(table, column, order) for column in columns]
                db.execute(f"INSERT OR IGNORE INTO [{table}] VALUES ({', '.join('?' * len(row))})", row)
        db.executemany("INSERT INTO without_types VALUES (?, ?, ?, ?)", untyped())


def value(table: str, column: tuple, number: int):
    _, name, kind, is_required, _, key = column
    if key or (name in {"url", "sha256", "headers"} and table in {"addresses", "bodies", "header_sets"}):
        return 1000 + number if kind == "INTEGER" else f"{number % 5} é,~{number}"
    if number % 4 == 0 and not is_required:
        return None
    if name in {"fields", "said"}:
        return json.dumps({"title": WORDS[number % 3], "withdrawn": None})
    return {"INTEGER": number % 3, "REAL": (0.1 + 0.2) * (number % 3), "BLOB": bytes([255, number % 3])}.get(
        kind, WORDS[number % len(WORDS)]
    )


def untyped() -> list[tuple]:
    """Rows whose values have all of SQLite's types, in the key too."""
    values = [
        None,
        5,
        "5",
        5.5,
        "5.5",
        -(2**63),
        2**63 - 1,
        b"5",
        b"\xff\x00",
        "A",
        "a",
        "",
        float("inf"),
        1e300,
        0.1 + 0.2,
    ]
    return [(key, kind, kind, kind) for kind in values[::3] for key in (None, *(f"{kind!r}{n}" for n in range(5)))] + [
        (key, None, "b", b"x") for key in values
    ]


async def everything(served: Datasette, name: str) -> tuple[list[str], list[str], list[tuple]]:
    """The columns of a list, its key, and all its rows in any order."""
    database = served.get_database("archive")
    keys = await database.primary_keys(name)
    is_view = await database.get_view_definition(name)
    columns = await database.table_columns(name)
    shown = columns if keys or is_view else ["rowid", *columns]
    rows = await database.execute(f"SELECT {', '.join(map(escape_sqlite, shown))} FROM {escape_sqlite(name)}")
    return columns, shown, [tuple(row) for row in rows.rows]


async def pages(served: Datasette, name: str, **asked) -> list[list]:
    """The rows of all pages of a list, page by page, following `next_url`."""
    found, address = [], f"/archive/{name}.json?{urlencode(asked)}"
    while address:
        answer = (await served.client.get(address)).json()
        assert answer.get("ok", True), (address, answer)
        assert len(found) < 100, f"{address} leads to itself"
        found.append(answer["rows"])
        address = (answer["next_url"] or "").removeprefix("http://localhost")
    return found


def plain(rows: list) -> Counter:
    """How often each row is there, as JSON or CSV write it."""
    return Counter(json.dumps(list(row), default=written) for row in rows)


def written(data: bytes):
    try:
        return data.decode()
    except UnicodeDecodeError:
        return "bytes"


def as_read(rows: list) -> Counter:
    return plain([["bytes" if isinstance(cell, dict) else cell for cell in row] for row in rows])


@pytest.mark.slow
@pytest.mark.parametrize("name", [*LISTS, "without_key", "without_types", "without_rowid", "doubled"])
def test_each_row_is_once_in_the_pages_of_a_list(served, name):
    async def check() -> None:
        columns, _, rows = await everything(served, name)
        rows = [tuple(None if cell == float("inf") else cell for cell in row) for row in rows]
        light = {"_nocount": 1, "_nofacet": 1, "_size": PAGE}
        for asked in ({}, *({way: column} for column in columns for way in ("_sort", "_sort_desc"))):
            found = await pages(served, name, **light, **asked)
            assert as_read(itertools.chain(*found)) == plain(rows), asked
            assert [len(page) for page in found[:-1]] == [PAGE] * (len(found) - 1), asked

    asyncio.run(check())


@pytest.mark.slow
@pytest.mark.parametrize("name", ["news", "events", "crawl_coverage", "fetches", "without_types", "doubled"])
def test_a_sorted_list_is_in_that_order(served, name):
    async def check() -> None:
        columns, _, _ = await everything(served, name)
        for column in columns:
            for way, ending in (("_sort", ""), ("_sort_desc", " DESC")):
                column_sql = escape_sqlite(column)
                sql = f"SELECT {column_sql} FROM {escape_sqlite(name)} ORDER BY {column_sql}{ending}"
                sorted_ = [tuple(row) for row in (await served.get_database("archive").execute(sql)).rows]
                found = await pages(served, name, _size=PAGE, _nofacet=1, _json_infinity=1, **{way: column})
                place = (await served.client.get(f"/archive/{name}.json")).json()["columns"].index(column)
                cells = [[row[place]] for page in found for row in page]
                folded = str.lower if column == "from" else str  # NOCASE: letters of either case are equal there
                assert folded(str(as_list(cells))) == folded(str(as_list(sorted_))), (way, column)

    def as_list(rows) -> list:
        return ["bytes" if isinstance(cell, dict) else cell for row in rows for cell in map(known, row)]

    def known(cell):
        return written(cell) if isinstance(cell, bytes) else cell

    asyncio.run(check())


@pytest.mark.slow
@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("asked", [{"_stream": "on"}, {}, {"_size": "max"}])
def test_each_row_is_once_in_a_csv(served, name, asked, monkeypatch):
    monkeypatch.setattr(querying, "CHUNK", PAGE)

    async def check() -> None:
        columns, shown, rows = await everything(served, name)
        for sort in ({}, *({way: column} for column in columns[:: 4 - len(asked)] for way in ("_sort", "_sort_desc"))):
            answer = await served.client.get(f"/archive/{name}.csv?{urlencode(asked | sort)}")
            header, *found = csv.reader(io.StringIO(answer.text))
            assert header == shown
            assert Counter(map(tuple, found)) == Counter(map(cells, rows)), sort

    def cells(row: tuple) -> tuple:
        return tuple("" if cell is None else str(cell) for cell in row)

    asyncio.run(check())


@pytest.mark.parametrize(
    ("name", "asked", "where"),
    [
        ("news", {"_sort": "status", "_search": "zone"}, "body = 'zone' OR body = 'Zone' OR title LIKE 'zone'"),
        ("news", {"_sort_desc": "issuer", "issuer": ""}, "issuer = ''"),
        ("news", {"_sort": "issuer", "status__isnull": "1"}, "status IS NULL"),
        ("news", {"_sort": "body", "_col": "title"}, "1"),
        ("news", {"_sort": "issuer", "_nocol": "issuer", "_labels": "on"}, "1"),
        ("events", {"_sort": "news_id", "_labels": "on"}, "1"),
        ("events", {"_where": "online = 1 or online is null", "_sort": "online"}, "online = 1 OR online IS NULL"),
        ("news", {"_where": "id in (select id from news order by body)"}, "1"),
        ("without_key", {"_sort": "a", "_nocol": "a"}, "1"),
        ("without_key", {"_sort_desc": "rowid"}, "1"),
        ("without_types", {"_sort": "from", "_col": "data"}, "1"),
    ],
)
def test_filters_hold_on_all_pages(served, name, asked, where):
    async def check() -> None:
        key = "rowid" if name == "without_key" else "id"
        expected = await served.get_database("archive").execute(f"SELECT {key} FROM {name} WHERE {where}")
        found = await pages(served, name, _size=3, _json_infinity=1, _shape="objects", **asked)
        assert as_read([row[key]] for page in found for row in page) == plain(expected.rows)

    asyncio.run(check())


def test_the_index_of_a_search_is_a_list_too(served):
    async def check() -> None:
        count = len((await served.get_database("archive").execute("SELECT id FROM news")).rows)
        for asked in ({"_sort": "title"}, {"_sort_desc": "body"}, {}):
            found = await pages(served, "news_fts", _size=PAGE, **asked)
            assert sorted(row[0] for page in found for row in page) == list(range(1, count + 1))

    asyncio.run(check())


def test_pages_that_people_see_lead_from_one_to_the_next(served):
    async def check() -> None:
        found, address = [], "/archive/news?_sort=issuer&_size=5&_facet=status"
        facets = set()
        while address:
            page = (await served.client.get(address)).text
            found += re.findall(r'<td class="col-id type-pk"><a href="[^"]+/([^/"]+)">', page)
            facets.add(tuple(re.findall(r'data-facet-value="([^"]*)"|</a> ([0-9,]+)</li>', page)))
            following = re.search(r'<a href="([^"]+)">Page suivante</a>', page)
            address = following and following[1].replace("&amp;", "&").removeprefix("http://localhost")
        count = len((await served.get_database("archive").execute("SELECT id FROM news")).rows)
        assert (len(set(found)), len(found)) == (count, count)
        assert len(facets) == 1, "facets count the whole list, on its later pages too"

    asyncio.run(check())


def test_an_address_of_a_page_is_short(served):
    """A value of 3,000 letters is not in it: servers refuse long addresses."""

    async def check() -> None:
        for name, column in (("news", "body"), ("versions", "fields")):
            address = f"/archive/{name}.json?_size=2&_sort_desc={column}"
            while address:
                address = ((await served.client.get(address)).json()["next_url"] or "").removeprefix("http://localhost")
                assert len(address) < 2000

    asyncio.run(check())


NONE = ("x", "2024-01-01,Reunion", "~", "$null,5", "W10", "WzEsMiwzXQ", "W1tdXQ", "-1", "9" * 30)


@pytest.mark.parametrize("token", NONE)
@pytest.mark.parametrize("name", ["news", "without_key", "doubled"])
def test_a_token_that_is_none_is_refused_in_a_sentence(served, name, token):
    answer = asyncio.run(served.client.get(f"/archive/{name}.json?_next={quote(token)}"))
    assert answer.status_code == 400
    assert "begin with the first page" in answer.json()["error"]


def test_what_is_saved_between_two_pages_moves_no_other_row(served):
    async def check() -> None:
        database = served.get_database("archive")
        before = [row[0] for row in (await database.execute("SELECT id FROM news")).rows]
        first = (await served.client.get("/archive/news.json?_sort_desc=published&_size=5")).json()
        with sqlite3.connect(database.path) as db:
            db.execute("INSERT INTO news (id, url, title, published) VALUES ('latest', 'u', 't', 'zzz')")
        found, address = first["rows"], first["next_url"]
        while address:
            page = (await served.client.get(address.removeprefix("http://localhost"))).json()
            found, address = found + page["rows"], page["next_url"]
        assert sorted(row[0] for row in found) == sorted(before)

    asyncio.run(check())


def test_another_way_of_datasettes_to_write_a_page_is_noticed(served):
    database = served.get_database("archive")
    with pytest.raises(RuntimeError, match="otherwise"):
        asyncio.run(read_page(database, "news", "select id from news order by id fetch first 5 rows", {}, None))


def test_a_csv_with_labels_has_each_row_once(served, monkeypatch):
    monkeypatch.setattr(served, "max_returned_rows", PAGE)

    async def check() -> None:
        answer = await served.client.get("/archive/events.csv?_labels=on&_size=max&_sort=news_id")
        header, *found = csv.reader(io.StringIO(answer.text))
        rows = (await served.get_database("archive").execute("SELECT id FROM events")).rows
        assert header[:3] == ["id", "news_id", "news_id_label"]
        assert sorted(row[0] for row in found) == sorted(row[0] for row in rows)

    asyncio.run(check())
