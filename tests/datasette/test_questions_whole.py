"""All rows of a question, and of a visitor's own SQL, as CSV and JSON (decision 71)."""

import asyncio
import csv
import gzip
import io
import json
import tracemalloc
from pathlib import Path
from urllib.parse import quote

import pytest
import yaml
from datasette.app import Datasette

from scraper.serving import querying
from tests.datasette.conftest import checked_out, fill

pytestmark = pytest.mark.slow  # an archive of many thousand rows

ROWS = 12_345
MANY = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < CAST(:rows AS INTEGER)) "
    """SELECT i, 'l''été "' || (i % 7) AS texte, CASE WHEN i % 2 THEN i / 4.0 END AS moitie FROM n"""
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return checked_out(tmp_path_factory.mktemp("questions"), fill)


@pytest.fixture(scope="module")
def metadata(folder) -> dict:
    """The checkout's own, with questions of many rows and of faults."""
    face = yaml.safe_load((folder / "metadata.yml").read_text(encoding="utf-8"))
    face["databases"]["archive"]["queries"] |= {
        "beaucoup": {"sql": MANY, "title": "Beaucoup", "description": "x"},
        "brut": {"sql": "SELECT body.id, body.data FROM bodies AS body, bodies, bodies, bodies, bodies"},
        "malade": {"sql": MANY.replace("i / 4.0", "json_extract(iif(i > 5000, '{', '{}'), '$.a')")},
        "fausse": {"sql": "SELECT rien FROM news"},
        "sans_fin": {"sql": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"},
    }
    return face


@pytest.fixture(scope="module")
def served(folder, metadata) -> Datasette:
    return Datasette(config_dir=folder, metadata=metadata)


@pytest.fixture
def get(served):
    return lambda path: asyncio.run(served.client.get(path))


def asked(form: str, options: str = "") -> list[str]:
    """The addresses of the same rows: of a question, and of a visitor's SQL."""
    return [
        f"/archive/beaucoup.{form}?rows={ROWS}&{options}",
        f"/archive.{form}?sql={quote(MANY)}&rows={ROWS}&{options}",
    ]


EXPECTED = [(i, f"l'été \"{i % 7}", i / 4 if i % 2 else None) for i in range(1, ROWS + 1)]


@pytest.mark.parametrize("options", ["", "_stream=on", "_size=max", "_dl=1"])
def test_a_csv_has_all_rows(get, options):
    for address in asked("csv", options):
        answer = get(address)
        header, *rows = csv.reader(io.StringIO(answer.text, newline=""))
        assert header == ["i", "texte", "moitie"]
        assert rows == [["" if cell is None else str(cell) for cell in row] for row in EXPECTED]


def test_the_link_to_csv_on_a_page_leads_to_all_rows_and_the_page_notes_what_it_lacks(get):
    page = get(f"/archive/beaucoup?rows={ROWS}").text
    assert "10 000 premières lignes" in page
    address = page.split('">CSV</a>')[0].rsplit('href="', 1)[1].replace("&amp;", "&")
    assert len(get(address).text.splitlines()) == ROWS + 1
    assert "premières lignes" not in get("/archive/beaucoup?rows=9").text


@pytest.mark.parametrize("form", ["csv?_header=off&", "csv?_trace=1&"])
def test_datasettes_options_of_csv_are_kept(get, form):
    assert get(f"/archive/beaucoup.{form}rows=3").status_code == 200


@pytest.mark.parametrize(
    ("options", "read"),
    [
        ("", lambda text: [tuple(row) for row in json.loads(text)["rows"]]),
        ("_shape=arrays", lambda text: [tuple(row) for row in json.loads(text)["rows"]]),
        ("_shape=objects", lambda text: [tuple(row.values()) for row in json.loads(text)["rows"]]),
        ("_shape=array", lambda text: [tuple(row.values()) for row in json.loads(text)]),
        ("_shape=array&_nl=on", lambda text: [tuple(json.loads(line).values()) for line in text.splitlines()]),
    ],
)
def test_json_has_all_rows_in_every_shape(get, options, read):
    for address in asked("json", options):
        assert read(get(address).text) == EXPECTED
    assert [read(get(f"/archive/beaucoup.json?rows={n}&{options}").text) for n in (0, 1)] == [EXPECTED[:1]] * 2


def test_json_is_what_it_was_before(get):
    answer = get("/archive/beaucoup.json?rows=2").json()
    assert answer | {"query_ms": 0} == {
        "ok": True,
        "database": "archive",
        "query_name": "beaucoup",
        "rows": [list(row) for row in EXPECTED[:2]],
        "truncated": False,
        "columns": ["i", "texte", "moitie"],
        "query": {"sql": MANY, "params": {"rows": "2"}},
        "error": None,
        "private": False,
        "allow_execute_sql": True,
        "query_ms": 0,
        **{key: answer[key] for key in ("source", "source_url", "license")},
    }
    first = get("/archive/beaucoup.json?rows=2000&_shape=arrayfirst").json()
    assert first == list(range(1, 2001))
    assert get(f"/archive.json?sql={quote('SELECT 1 WHERE 0')}&_shape=array&_nl=on").text == ""
    odd = get(f"""/archive.json?_json=rows&_shape=array&sql={quote("SELECT '[1, 2]' AS rows")}""")
    assert odd.json() == [{"rows": [1, 2]}]


@pytest.mark.parametrize("shape", ["object", "nothing"])
def test_a_shape_that_questions_do_not_have_is_refused(get, shape):
    answer = get(f"/archive/beaucoup.json?rows={ROWS}&_shape={shape}")
    assert (answer.status_code, answer.json()["ok"]) == (400, False)


@pytest.mark.parametrize("form", ["csv", "json", "html"])
@pytest.mark.parametrize(
    "address",
    [
        "/archive/fausse.{}",
        "/archive/sans_fin.{}?_timelimit=20",
        "/archive.{}?sql=SELECT+1;SELECT+2",
        "/archive.{}?sql=DROP+TABLE+news",
        "/archive.{}?sql=SELECT+%27%00%27",
        "/archive/news.{}?_where=x+%3D+:y",
    ],
)
def test_a_wrong_query_is_a_400_in_a_sentence_and_a_line(get, capsys, form, address):
    answer = get(address.format(form).replace(".html", ""))
    assert answer.status_code == 400
    assert answer.headers["content-type"].split(";")[0] == ("application/json" if form == "json" else "text/html")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert ": 400, " in lines[0]


@pytest.mark.parametrize("form", ["csv", "json", "json?_shape=array&_nl=on"])
def test_an_answer_that_cannot_be_made_whole_is_cut(served, capsys, form):
    """No client takes it for the whole: its last message never comes, so a server closes the connection."""
    path, _, options = f"/archive/malade.{form}".partition("?")
    messages = asyncio.run(sent(served, path, f"rows=9000&{options}"))
    assert messages[0]["status"] == 200
    assert all(message["more_body"] for message in messages[1:])
    assert b"malformed" not in b"".join(message["body"] for message in messages[1:])
    assert "malformed JSON" in capsys.readouterr().err


def test_an_answer_that_is_too_large_is_cut(folder, metadata):
    served = Datasette(config_dir=folder, metadata=metadata, settings={"max_csv_mb": 1, "max_returned_rows": 100})
    messages = asyncio.run(sent(served, "/archive/beaucoup.json", "rows=200000"))
    assert messages[-1]["more_body"]
    assert sum(len(message.get("body", b"")) for message in messages) <= 1024 * 1024


def test_a_query_ends_when_its_reader_has_gone(served, capsys):
    messages = asyncio.run(sent(served, "/archive/beaucoup.csv", "rows=2000000", leave_after=3))
    assert len(messages) < 20
    assert "gone" in capsys.readouterr().err


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("form", ["csv", "json"])
def test_memory_stays_flat(served, form, packed):
    def peak(rows: int) -> int:
        tracemalloc.start()
        size = asyncio.run(sent(served, f"/archive/beaucoup.{form}", f"rows={rows}", keep=False, packed=packed))
        try:
            assert size > rows * (2 if packed else 10)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    assert peak(16_000) < 1.5 * peak(4_000)


def test_a_packed_answer_is_sent_while_it_is_read(served):
    plain = b"".join(
        message.get("body", b"") for message in asyncio.run(sent(served, "/archive/beaucoup.csv", "rows=99999"))
    )
    messages = asyncio.run(sent(served, "/archive/beaucoup.csv", "rows=99999", packed=True))
    bodies = [message["body"] for message in messages[1:]]
    assert gzip.decompress(b"".join(bodies)) == plain
    assert max(map(len, bodies)) < len(plain) / 10


def test_a_packed_answer_that_cannot_be_made_whole_is_no_whole_file(served):
    messages = asyncio.run(sent(served, "/archive/malade.csv", "rows=20000", packed=True))
    assert all(message["more_body"] for message in messages[1:])
    with pytest.raises(EOFError):
        gzip.decompress(b"".join(message["body"] for message in messages[1:]))


@pytest.mark.parametrize("form", ["csv", "json", "json?_shape=array"])
def test_raw_pages_stay_unread_in_a_stream(get, form):
    text = get(f"/archive/brut.{form}").text
    assert text.count("null" if "json" in form else ",\r\n") > querying.CHUNK
    assert "giovetti" not in text
    assert "base64" not in text


def test_head_reads_no_rows(served):
    for address in asked("csv") + asked("json") + ["/archive/news", "/archive/news.csv", "/robots.txt"]:
        answer = asyncio.run(served.client.head(address))
        assert (answer.status_code, answer.content) == (200, b"") or address == "/robots.txt"
    assert served.get_database("archive")._all_file_connections, "those of Datasette itself"
    assert len(served.get_database("archive")._all_file_connections) < 10


def test_headers_are_datasettes(folder, metadata):
    served = Datasette(config_dir=folder, metadata=metadata, cors=True)
    for address in ("beaucoup.json?rows=3", "beaucoup.csv?rows=3", "news.json"):
        assert asyncio.run(served.client.get(f"/archive/{address}")).headers["access-control-allow-origin"] == "*"
    assert (
        "access-control-allow-origin"
        not in asyncio.run(
            Datasette(config_dir=folder, metadata=metadata).client.get("/archive/beaucoup.json?rows=3")
        ).headers
    )
    saved = asyncio.run(served.client.get("/archive/beaucoup.csv?_dl=1&rows=1")).headers
    assert saved["content-disposition"] == 'attachment; filename="beaucoup.csv"'


def test_a_page_of_a_table_as_csv_has_as_many_rows_as_are_asked(get):
    for options, count in (("?_size=2", 2), ("", 4), ("?_size=max", 4)):
        _, *rows = csv.reader(io.StringIO(get(f"/archive/news.csv{options}").text))
        assert len(rows) == count


async def sent(
    served: Datasette,
    path: str,
    query: str,
    *,
    leave_after: int | None = None,
    keep: bool = True,
    packed: bool = False,
):
    """What Datasette sends for an address, message by message, or how many bytes. packed: to a client that takes
    gzip."""
    messages, size, left = [], 0, asyncio.Event()

    async def receive() -> dict:
        if not messages:
            await asyncio.sleep(0)
        await left.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict) -> None:
        nonlocal size
        size += len(message.get("body", b""))
        if keep:
            messages.append(message)
        if leave_after and len(messages) >= leave_after:
            left.set()
        await asyncio.sleep(0)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(b"accept-encoding", b"gzip")] if packed else [],
    }
    await served.client.app(scope, receive, send)
    return messages if keep else size
