"""What the archive keeps of documents' files, and which of them are asked for next."""

import hashlib
from dataclasses import replace

import pytest

from scraper import records
from scraper.archive.bodies import read_body, write_body
from scraper.archive.files import files_to_ask
from scraper.files.reading import FileReading, Wanted, refused

from .conftest import PORTAL

URL = PORTAL + "IMG/pdf/releve.pdf"
HEADERS = '[["ETag","\\"{0}\\""],["Last-Modified","Wed, 0{0} Mar 2023 08:00:00 GMT"]]'


def document(url: str = URL, news_id: str = "Reunion-Mali", **more) -> records.Document:
    return records.Document(
        id=f"{url[-6:]} {news_id}", url=url, medium="text", mime="application/x-by-name", news_id=news_id, **more
    )


def read(number: int = 1, url: str = URL, text: str | None = None, **more) -> FileReading:
    sha256 = f"{number}" * 64
    text_of_file = text and records.DocumentText(sha256=sha256, pages=1, pages_read=1, text=text)
    return FileReading(
        records.File(url=url, sha256=sha256, bytes=100 * number, mime="application/pdf"), text_of_file or None, **more
    )


@pytest.fixture
def bring(archive, crawl):
    """Let a file be asked for on a day of March 2026, and answered: with a reading and its number, None for 304."""

    def fetched(
        day: int, reading: FileReading | None, number: int = 1, url: str = URL, body: bytes | None = None
    ) -> None:
        status = 200 if reading else 304
        fetch = records.Fetch(crawl_id=crawl, url=url, final_url=url, status=status, fetched_at="")
        fetch = replace(fetch, fetched_at=f"2026-03-{day:02}T08:00:00Z", headers=HEADERS.format(number))
        archive.save_file(crawl, fetch, body, reading)

    return fetched


def test_a_document_has_its_files_facts_in_every_article(save, article, bring, rows):
    save(article("Reunion-Mali", document()))
    bring(2, read())
    save(article("Reunion-Togo", document(news_id="Reunion-Togo")), at="2026-03-03T08:00:00Z")
    save(article("Reunion-Mali", document(title="Relevé")), at="2026-03-03T08:00:00Z")
    documents = rows("SELECT news_id, title, mime, bytes, sha256 FROM documents ORDER BY news_id")
    known = {"mime": "application/pdf", "bytes": 100, "sha256": "1" * 64}
    assert documents == [
        {"news_id": "Reunion-Mali", "title": "Relevé", **known},
        {"news_id": "Reunion-Togo", "title": None, **known},
    ]


def test_an_unchanged_file_is_seen_again(bring, rows):
    bring(1, read())
    bring(2, None)
    (file,) = rows("SELECT * FROM files")
    assert (file["first_seen"], file["last_seen"]) == ("2026-03-01T08:00:00Z", "2026-03-02T08:00:00Z")
    assert (file["etag"], file["last_modified"]) == ('"1"', "Wed, 01 Mar 2023 08:00:00 GMT")
    assert [row["status"] for row in rows("fetches")] == [200, 304]


def test_what_a_file_was_stays_and_what_it_is_now_counts(save, article, bring, rows):
    save(article("Reunion-Mali", document()))
    for day, number in enumerate((1, 2, 1), 1):
        bring(day, read(number), number)
        assert [row["sha256"][0] for row in rows("SELECT sha256 FROM documents")] == [str(number)]
    bring(4, None)
    files = rows("SELECT bytes, first_seen, last_seen, fetch_id FROM files ORDER BY bytes")
    assert [(row["bytes"], row["first_seen"][8:10], row["last_seen"][8:10]) for row in files] == [
        (100, "01", "04"),
        (200, "02", "02"),
    ]
    fetches = rows("SELECT id FROM fetches WHERE url = ? ORDER BY id", URL)
    assert [row["fetch_id"] for row in files] == [row["id"] for row in fetches[:2]]


def test_files_never_asked_for_come_first_then_those_asked_longest_ago(archive, save, article, bring):
    urls = [f"{PORTAL}IMG/pdf/{name}.pdf" for name in ("c", "b", "a", "d")]
    save(article("Reunion-Mali", *(document(url) for url in urls)))
    bring(3, read(url=urls[0]), url=urls[0])
    bring(2, refused(urls[1], "no PDF"), url=urls[1])
    first, *known = files_to_ask(archive.db, with_bytes=False)[1:]
    assert [each.url for each in files_to_ask(archive.db, with_bytes=False)] == [urls[2], urls[3], urls[1], urls[0]]
    assert first == Wanted(urls[3])
    assert known == [Wanted(urls[1]), Wanted(urls[0], '"1"', "Wed, 01 Mar 2023 08:00:00 GMT")]


def test_files_of_what_the_portal_has_withdrawn_are_not_asked_for(archive, save, article, group):
    save(article("Reunion-Mali", document()))
    about = document(PORTAL + "IMG/pdf/mali.pdf", news_id=None)
    save(group("Mali", replace(about, group_id="mali")))
    archive.db.execute("UPDATE news SET withdrawn = '2026-03-02T08:00:00Z'")
    assert [each.url for each in files_to_ask(archive.db, with_bytes=False)] == [about.url]
    archive.db.execute("UPDATE groups SET withdrawn = '2026-03-02T08:00:00Z'")
    assert files_to_ask(archive.db, with_bytes=False) == []
    archive.db.conn.rollback()


def test_a_file_is_known_when_its_bytes_are_kept_where_they_are_wanted(archive, save, article, bring):
    save(article("Reunion-Mali", document()))
    body = b"%PDF-1.4"
    kept = FileReading(replace(read().file, sha256=hashlib.sha256(body).hexdigest()))
    bring(1, kept, 1, body=body)
    assert [each.etag for each in files_to_ask(archive.db, with_bytes=True)] == ['"1"']
    assert archive.body(kept.file.sha256) == body
    bring(2, read(2), 2)
    assert [each.etag for each in files_to_ask(archive.db, with_bytes=True)] == [None]
    assert [each.etag for each in files_to_ask(archive.db, with_bytes=False)] == ['"2"']


def test_the_text_of_a_file_is_searched_without_accents(bring, rows):
    bring(1, read(text="Séisme à Port-au-Prince"))
    found = "SELECT rowid FROM document_texts_fts WHERE document_texts_fts MATCH ?"
    assert len(rows(found, "seisme")) == 1
    bring(2, read(text="Cyclone"))
    assert (rows(found, "seisme"), len(rows(found, "cyclone"))) == ([], 1)


def test_a_problem_is_noted_once_and_counted(bring, rows):
    problem = records.Problem(url=URL, rule="unread_file", detail="it asks for a password")
    for day in (1, 2):
        bring(day, read(problems=(replace(problem),)))
    (noted,) = rows("SELECT rule, first_seen, last_seen FROM open_problems")
    assert noted == {
        "rule": "unread_file", "first_seen": "2026-03-01T08:00:00Z", "last_seen": "2026-03-02T08:00:00Z",
    }  # fmt: skip
    assert [row["problems"] for row in rows("crawls")] == [1]
    bring(3, read(2))
    assert rows("open_problems") == []


def test_files_take_no_dictionary_and_make_none(archive, bring, rows):
    for number in range(120):
        write_body(archive.db, b"<html>%d" % number + b" une page de la meme famille que les autres" * 20)
    (made,) = rows("SELECT count(*) AS n FROM dictionaries")
    bodies = [bytes(range(number, 256)) * 9 for number in range(100)]
    for body in bodies:
        write_body(archive.db, body, is_file=True)
    assert rows("SELECT count(*) AS n FROM dictionaries") == [made]
    assert made["n"] == 1
    kept = rows("SELECT sha256, dictionary_id FROM bodies WHERE id > 120 ORDER BY id")
    assert {row["dictionary_id"] for row in kept} == {None}
    assert [read_body(archive.db, row["sha256"]) for row in kept] == bodies
