"""A visitor's SQL reads what is public, by harmless means, at a bounded cost: decisions 74 and 75."""

import sqlite3
import time
from urllib.parse import quote, quote_plus

import pytest

from scraper.serving.authorizing import FUNCTIONS, RAW, restrict
from tests.attacks.conftest import ADDRESS

pytestmark = pytest.mark.slow  # hundreds of queries, many of them made to cost

RAW_PAGES = (
    "select hex(data) from bodies full join (select 1 as data where 0) using (data)",
    "select hex(data) from bodies natural full join (select 1 as data where 0)",
    "select data from bodies natural left join (select 1 as data)",
    "select hex(data) from bodies join dictionaries using (data)",
    "select 1 from bodies a join bodies b using (data)",
    "select count(*) from bodies natural join dictionaries",
    "select (select hex(data) from bodies natural left join (select 1 as data) limit 1) from news",
    "with a as materialized (select * from bodies full join (select 1 as data) using (data)) select data from a",
    "with recursive a(x) as (select data from bodies full join (select 1 as data) using (data)) select x from a",
    "select data from (select * from main.bodies as b natural left join (select 1 as data)) group by 1 order by 1",
    "select max(length(data)) over () from bodies natural left join (select 1 as data)",
    "select data from bodies full join (select 1 as data) using (data) union select 1 order by 1",
    "select 1 where exists (select 1 from bodies full join (select x'41' as data) using (data) where data > x'40')",
    "select hex(data) from dictionaries full join (select 1 as data where 0) using (data)",
    "select headers from header_sets full join (select 1 as headers where 0) using (headers)",
    'select hex("DATA") from BODIES full join (select 1 as Data where 0) using ([dAtA])',
)
THE_FILE = (
    "select pgno, hex(data) from sqlite_dbpage",
    "select hex(data) from sqlite_dbpage full join (select 1 as data, 1 as pgno where 0) using (data, pgno)",
    "select count(*) from sqlite_dbpage",
    "select * from dbstat",
    "select count(*) from dbstat",
    "select sql from sqlite_stmt",
    "select file from pragma_database_list",
    "select * from pragma_function_list",
    "select block from news_fts_data",
    "select hex(block) from news_fts_data full join (select 1 as block where 0) using (block)",
    "select term from news_fts_idx",
    "select * from fts3tokenize('simple')",
    "select count(*) from fts3tokenize",
    "select * from fts4aux",
    "select * from fts5vocab",
    "select * from sqlite_temp_master",
    "explain select 1",
)
FORBIDDEN = (
    "fts3_tokenizer('simple')",
    "fts3_tokenizer('simple', x'4141414141414141')",
    "load_extension('x')",
    "sqlite_log(1, 'x')",
    "sqlite_compileoption_get(1)",
    "rtreenode(2, x'00')",
    "rtreecheck('news')",
    "fts5_source_id()",
    "matchinfo(news)",
    "offsets(news)",
    "optimize(news)",
)
NO_SELECT = (
    "attach 'x' as y",
    "with a as (select 1) insert into news (id) select 'x'",
    "with a as (select 1) delete from news",
    "create virtual table temp.v using fts5vocab(news_fts, row)",
    "create temp table t as select 1",
    "vacuum into '/tmp/x'",
    "pragma writable_schema = on",
    "pragma hard_heap_limit = 0",
    "select 1; select 2",
)
COSTLY = (
    "select hex(zeroblob(60000000))",
    "select replace(hex(zeroblob(30000000)), '0', 'abcdefgh')",
    "select randomblob(900000000)",
    "select group_concat(hex(zeroblob(3000000))) from news, news as other, news as third",
    "with recursive n(i) as (select 1 union all select i + 1 from n) select hex(zeroblob(500000)) from n",
    f"select {'abs(' * 300}1{')' * 300}",
    f"select {' + '.join(['1'] * 2000)}",
    " union all ".join(["select 1"] * 400),
    f"select {', '.join(['1'] * 1500)}",
    f"select 'x' like '{'%x' * 2000}'",
)


@pytest.mark.parametrize("form", ["", ".json", ".csv"])
@pytest.mark.parametrize("sql", [*RAW_PAGES, *THE_FILE, *NO_SELECT, *(f"select {call}" for call in FORBIDDEN)])
def test_what_is_not_public_is_refused(ask, form, sql):
    answer = ask(f"/archive{form}?sql={quote(sql)}")
    assert answer.status_code == 400
    assert ADDRESS not in answer.text
    assert ADDRESS.encode().hex().upper() not in answer.text


@pytest.mark.parametrize("sql", RAW_PAGES)
def test_a_condition_on_a_table_is_refused_alike(ask, sql):
    assert ask(f"/archive/news.json?_where={quote(f'({sql}) > 0')}").status_code == 400


def test_raw_columns_are_null_where_they_are_named(ask):
    for table, column in RAW:
        rows = ask(f"/archive.json?_shape=arrayfirst&sql={quote(f'select {column} from {table}')}").json()
        assert set(rows) <= {None}
        assert {row[column] for row in ask(f"/archive/{table}.json?_shape=array").json()} <= {None}
    assert ADDRESS not in ask("/archive/fetches.json").text


@pytest.mark.parametrize("form", ["", ".json"])
@pytest.mark.parametrize("sql", COSTLY)
def test_what_costs_too_much_is_refused_with_a_sentence(ask, form, sql):
    if form and "recursive" in sql:
        return  # its rows are sent while they are read, up to max_csv_mb
    assert ask(f"/archive{form}?sql={quote(sql)}").status_code == 400


LONG_CALLS = (
    "select instr(hex(zeroblob(2000000)), hex(zeroblob(1000000)) || '1')",
    "select trim(hex(zeroblob(4000000)), replace(hex(zeroblob(9000)), '0', '1') || '0')",
    "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n",
)


@pytest.mark.parametrize("sql", LONG_CALLS)
def test_a_query_ends_in_time_within_one_call_of_a_function_too(ask, sql):
    before = time.monotonic()
    answer = ask(f"/archive.json?_timelimit=300&sql={quote(sql)}")
    assert time.monotonic() - before < 5
    assert answer.status_code == 400
    assert "too long" in answer.text
    assert ask("/archive.json?_shape=arrayfirst&sql=select+1").json() == [1]


BLANK = " " * 50_000


@pytest.mark.parametrize(
    ("path", "name", "text"),
    [
        ("", "sql", f"/* */{BLANK}x"),
        ("", "sql", f"select 1{BLANK};"),
        ("", "sql", "/*" * 20_000),
        ("/news", "_where", f"1{BLANK}and 1"),
        ("/news", "_where", "1 or 1 in (select 1 " + "from news where " * 2_000),
        ("/news", "_where", "1 " + "order by id, " * 3_000),
        ("/news", "_search", '"' * 20_001),
        ("/actualites_au", "date", "1 mars " * 7_000),
        ("/fiche_d_une_adresse", "adresse", "a/" * 20_000),
        ("/recherche", "mots", "aux " * 10_000),
    ],
)
def test_no_text_keeps_the_server_itself_busy(ask, path, name, text):
    before = time.monotonic()
    assert ask(f"/archive{path}?{name}={quote_plus(text, safe='/*')}").status_code < 500
    assert time.monotonic() - before < 5


ANSWERED = (
    ("select count(*) from news", 4),
    ("with x as (select 1) select count(*) from x", 1),
    ("select fold('Algérie')", "algerie"),
    ("select french_day('2026-03-01')", "2026-03-01"),
    ("select canonical_url('www.raict.org/Titre')", "https://cites-unies-france.org/Titre"),
    (
        "select highlight(news_fts, 0, '[', ']') from news_fts where news_fts match escape_fts('séisme')",
        "[Séisme] : point de situation",
    ),
    ("select bm25(news_fts) < 0 from news_fts where news_fts match 'seisme' order by rank", 1),
    ("select count(*) from news_fts join news on news.rowid = news_fts.rowid", 4),
    ("select value from json_each('[7]')", 7),
    ("select json_group_array(i) from (select 1 as i)", "[1]"),
    ("select row_number() over (order by id) from news limit 1", 1),
    ("select strftime('%Y', '2026-03-01')", "2026"),
    ("select name from pragma_table_info('news') where pk", "id"),
    ("select count(*) > 0 from sqlite_master where name = 'news'", 1),
    ("select length(body_sha256) from fetches limit 1", 64),
    ("select bytes > 0 from bodies limit 1", 1),
    ("select 'x' || :mot", "xy"),
    ("/* une note */ -- et une autre\n\n SELECT 1", 1),
    ("select 'pragma' as mot", "pragma"),
    ("select 'data' from bodies limit 1", "data"),
    ("select x'00ff'", {"$base64": True, "encoded": "AP8="}),
)


@pytest.mark.parametrize(("sql", "expected"), ANSWERED)
def test_what_is_public_is_answered(ask, sql, expected):
    assert ask(f"/archive.json?_shape=arrayfirst&mot=y&sql={quote(sql)}").json() == [expected]


def test_every_function_is_on_the_list_or_refused():
    """No function of this SQLite changes anything, reads a file, or takes a pointer."""
    found = {name for (name,) in sqlite3.connect(":memory:").execute("SELECT DISTINCT name FROM pragma_function_list")}
    refused = {
        "fts3_tokenizer", "fts5", "fts5_source_id", "load_extension", "matchinfo", "offsets", "optimize", "rtreecheck",
        "rtreedepth", "rtreenode", "sqlite_compileoption_get", "sqlite_compileoption_used", "sqlite_log", "subtype",
    }  # fmt: skip
    assert found - FUNCTIONS <= refused | {name for name in found if name.startswith(("fts5_", "geopoly"))}


def test_the_connection_of_datasette_itself_is_bound_too(full):
    connection = sqlite3.connect(full / "archive.db")
    restrict(connection, is_visitors=False)
    for sql in (
        "select fts3_tokenizer('simple')",
        "delete from news",
        "attach 'x' as y",
        "select pgno from sqlite_dbpage",
    ):
        with pytest.raises(sqlite3.DatabaseError, match=r"not authorized|prohibited|too many attached"):
            connection.execute(sql)
    connection.close()
