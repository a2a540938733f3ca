"""No text column of the file holds an e-mail address, whatever field of whatever record it was in."""

from dataclasses import fields
from typing import get_args

import pytest

from scraper import records
from scraper.archive.versions import canonical_json
from scraper.files.reading import FileReading
from scraper.reading.result import Reading

from .pages import PORTAL, save_response

SHAPES = (
    "zoe.nom@exemple.org",
    "zoe.nom [AT] exemple.org",
    "zoe.nom(arobase)exemple.org",
    "zoe.nom＠exemple.org",
    "zoe.nom%40exemple.org",
    "zoe.nom&#64;exemple.org",
    "zoe.nom\u200b@exemple.org",
    "zoe.nom\n@exemple.org",
    "zoe.nom @exemple.org",
)
SEEN = ("first_seen", "last_seen")
KEPT = {*SEEN, "starts", "ends", "published"}
"""Fields that the archive reckons with; they hold times."""
URL = "https://cites-unies-france.org/spip.php?page=x&email="


def planted(kind: type, text: str, **given):
    """A record with a text in each of its fields that takes one."""
    filled = {}
    for field in fields(kind):
        kinds = get_args(field.type) or (field.type,)
        if float in kinds:
            filled[field.name] = 1.0
        elif str in kinds and field.name not in KEPT:
            filled[field.name] = URL + text if field.name.endswith("url") else text
        elif int in kinds and field.default is not None and field.name != "online":
            filled[field.name] = 1
    filled |= {name: "2026-03-01T08:00:00Z" for name in SEEN if name in {field.name for field in fields(kind)}}
    days = {name: "2026-03-01" for name in ("starts", "ends") if name in {field.name for field in fields(kind)}}
    return kind(**filled | days | given)


def texts(archive) -> dict[str, str]:
    """Every text of every table and view, search indexes included, by its place."""
    names = archive.db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
    return {
        f"{name}/{number}.{column}": value
        for (name,) in names
        for number, row in enumerate(archive.db.query(f"SELECT * FROM {name}"))
        for column, value in row.items()
        if isinstance(value, str) or (isinstance(value, bytes) and name not in {"bodies", "dictionaries"})
    }


def holding(archive) -> list[str]:
    return [where for where, text in texts(archive).items() if "zoe" in (text if isinstance(text, str) else str(text))]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("table", records.TABLES, ids=lambda table: table.name)
def test_no_record_has_an_address(table, shape):
    json_of = {name: canonical_json({"a": [shape]}) for name in records._JSON}
    given = {name: text for name, text in json_of.items() if name in {field.name for field in fields(table.record)}}
    given |= {"data": b""} if table.record is records.Body else {}
    for value in vars(planted(table.record, shape, **given)).values():
        assert "zoe" not in str(value)


@pytest.mark.parametrize("shape", SHAPES)
def test_no_text_column_has_an_address_from_any_field(archive, crawl, shape):
    article = planted(records.News, shape)
    group = planted(records.Group, shape)
    person, theme, fund = (planted(each, shape) for each in (records.Person, records.Theme, records.Fund))
    role = planted(records.Role, shape)
    of_news = [
        planted(each, shape, **{"group_id": None} if each is records.Document else {})
        for each in (records.Event, records.NewsTheme, records.NewsRole, records.FundNews, records.Document)
    ]
    of_group = [planted(each, shape) for each in (records.GroupSection, records.GroupMilestone, records.GroupTheme)]
    of_group.append(planted(records.FormattedText, shape, record_table="groups", record_id=group.id))
    listing = planted(records.Listing, shape)
    headers = canonical_json([["X-Contact", shape], ["Set-Cookie", "session=zoe"], ["Date", "x"]])
    for number, (subject, rows) in enumerate(
        [(group, [theme, *of_group, listing]), (theme, []), (article, [group, person, theme, fund, role, *of_news])]
    ):
        problem = planted(records.Problem, shape, crawl_id=None, record=None)
        reading = Reading("article", URL + shape, subject, rows, {URL + "2" + shape}, problems=[problem])
        fetch = records.Fetch(
            crawl_id=crawl,
            url=f"{URL}{number}{shape}",
            final_url=URL + shape,
            status=200,
            fetched_at=f"2026-03-01T08:00:0{number}Z",
            headers=headers,
        )
        save_response(archive, crawl, fetch, b"<html>", reading)
    failed = records.Fetch(crawl_id=crawl, url=URL + shape, fetched_at="2026-03-01T08:00:09Z", error=shape)
    save_response(archive, crawl, failed, None, None)
    archive.record_problem(crawl, URL + shape, "unknown_page", shape)
    file = planted(records.File, shape, fetch_id=None)
    text = planted(records.DocumentText, shape)
    answer = records.Fetch(crawl_id=crawl, url=file.url, status=200, fetched_at="2026-03-01T08:00:09Z", headers=headers)
    archive.save_file(crawl, answer, None, FileReading(file, text, (planted(records.Problem, shape),)))
    archive.finish_crawl(crawl, "finished", requests=1, composed_by=shape)
    rows = {
        table.name for table in records.TABLES if archive.db.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]
    }
    assert rows >= {
        "news",
        "events",
        "groups",
        "group_sections",
        "texts",
        "roles",
        "documents",
        "files",
        "document_texts",
    }
    assert rows >= {"versions", "aliases", "listings", "problems", "fetches", "themes", "funds", "people"}
    assert holding(archive) == []


def test_a_cookie_is_not_kept(archive, crawl):
    headers = canonical_json([["Set-Cookie", "spip_session=1_abc; path=/"], ["Server", "nginx"]])
    fetch = records.Fetch(
        crawl_id=crawl, url=PORTAL.url, status=200, fetched_at="2026-03-01T08:00:00Z", headers=headers
    )
    save_response(archive, crawl, fetch, b"<html>", None)
    assert archive.db.execute("SELECT headers FROM header_sets").fetchall() == [('[["Server","nginx"]]',)]
