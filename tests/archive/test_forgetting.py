"""A person is forgotten wholly, everybody else stays, and the archive is sound afterwards."""

import asyncio
import hashlib
import sqlite3
from contextlib import closing

import pytest
from datasette.app import Datasette

from scraper import records
from scraper.archive import Archive, WithheldBody, page_records, versions

from .pages import DAY, PORTAL, article, index, save_answer
from .person import CONTACT, FILE_BODY, FILLING, NAME, OTHER, TRACES, crawl, damages, forget, objects, query, traces


def test_the_archive_tells_of_her_and_is_sound(told):
    assert damages(told) == []
    assert "archive.db" in traces(told)
    assert query(told, "SELECT count(*) FROM dictionaries") == [(1,)]
    (dictionary,) = query(told, "SELECT data FROM dictionaries")[0]
    assert b"Jeanne MARTIN" in dictionary
    assert len(query(told, "SELECT * FROM roles WHERE person_id = 'jeanne-martin'")) >= 1
    assert query(told, "SELECT text FROM document_texts WHERE text LIKE '%Jeanne Martin%'")


def test_nothing_of_her_is_left_and_the_archive_is_sound(told):
    before = objects(told)
    found = forget(told, reference="demande 2027-03")
    assert {row.table for row in found.gone} == {"people", "roles", "news_roles"}
    assert traces(told) == {}
    assert damages(told) == []
    assert objects(told) == before
    assert query(told, "PRAGMA foreign_key_check") == []
    assert query(told, "SELECT DISTINCT reference FROM redactions") == [("demande 2027-03",)]


def test_every_body_keeps_its_key_and_only_hers_are_withheld(told):
    bodies = {}
    with Archive.open(told) as archive:
        for (sha256,) in archive.db.execute("SELECT sha256 FROM bodies ORDER BY id").fetchall():
            bodies[sha256] = archive.body(sha256)
    fetches = query(told, "SELECT id, status, body_sha256, bytes FROM fetches")
    found = forget(told)
    assert query(told, "SELECT id, status, body_sha256, bytes FROM fetches") == fetches
    with Archive.open(told) as archive:
        withheld = archive.withheld_bodies()
        assert len(withheld) == len(found.withheld) < len(bodies)
        for sha256, body in bodies.items():
            assert (sha256 in withheld) == (b"MARTIN" in body.upper())
            if sha256 not in withheld:
                assert archive.body(sha256) == body
        for sha256 in withheld:
            with pytest.raises(WithheldBody, match="is withheld"):
                archive.body(sha256)
    assert query(
        told, "SELECT DISTINCT data FROM bodies WHERE id IN (SELECT row_id FROM redactions WHERE row_table = 'bodies')"
    ) == [(b"",)]


def test_other_people_stay(told):
    people = query(told, "SELECT * FROM people WHERE id <> 'jeanne-martin'")
    roles = query(told, "SELECT id, person_id FROM roles WHERE person_id <> 'jeanne-martin'")
    naming_errors = "SELECT count(*) FROM news WHERE body LIKE '%Paul Durand%'"
    news = query(told, naming_errors)
    forget(told)
    assert query(told, "SELECT * FROM people") == people
    assert query(told, "SELECT id, person_id FROM roles") == roles
    assert query(told, naming_errors) == news
    assert news > [(50,)]


def test_a_slug_with_the_name_changes_wherever_it_stands(told):
    forget(told)
    (slug, url, title) = query(told, "SELECT id, url, title FROM news WHERE id LIKE 'Deces%'")[0]
    assert slug.rstrip("0123456789") == "Deces-de-nom-retire"
    assert (url, title) == (f"{PORTAL.url}/{slug}", "Décès de [nom retiré]")
    assert query(told, "SELECT record_id FROM versions WHERE record_id LIKE 'Deces%'") == [(slug,)]
    assert query(told, "SELECT url, record_id FROM aliases WHERE record_id LIKE 'Deces%'") == [(url, slug)]
    assert query(told, "SELECT url FROM fetches WHERE url LIKE '%/Deces%'") == [(url,)]
    assert query(told, "SELECT url FROM problems WHERE detail = '[nom retiré]'") == [(url,)]


def test_a_second_time_there_is_nothing(told):
    forget(told)
    before = query(told, "SELECT * FROM redactions")
    assert forget(told).is_nothing
    assert query(told, "SELECT * FROM redactions") == before


def test_looking_changes_no_byte(told):
    before = {file.name: file.read_bytes() for file in told.parent.iterdir()}
    with Archive.open(told) as archive:
        found = archive.find_person(NAME)
    assert {file.name: file.read_bytes() for file in told.parent.iterdir()} == before
    done = forget(told)
    assert (found.gone, found.redacted, found.withheld) == (done.gone, done.redacted, done.withheld)
    assert not found.is_nothing


def test_the_search_does_not_find_her(told):
    search = "SELECT count(*) FROM {0} WHERE {0} MATCH '\"jeanne martin\"'"
    indexes = ("news_fts", "document_texts_fts")
    assert all(query(told, search.format(index)) > [(0,)] for index in indexes)
    forget(told)
    assert all(query(told, search.format(index)) == [(0,)] for index in indexes)


@pytest.mark.slow
def test_reading_again_makes_nothing_of_it(told, monkeypatch):
    forget(told)
    for module in (versions, page_records):
        monkeypatch.setattr(module, "reader_version", lambda: "next")
    before = query(told, "SELECT * FROM versions")
    with Archive.open(told) as archive:
        _, done = archive.reread()
        kinds = {each.kind for each in done}
    assert kinds == {"same", "redacted"}
    assert query(told, "SELECT * FROM versions") == before
    assert traces(told) == {}


def test_a_crawl_of_a_portal_that_has_removed_her_tells_no_name_and_is_sound(told):
    forget(told)
    page = article("Réunion 0 le 1 mars 2026", OTHER)
    with Archive.open(told) as archive:
        crawl(archive, {FILLING[0]: page}, 9)
    assert traces(told) == {}
    assert damages(told) == []


def test_the_same_page_does_not_bring_her_back(told):
    page = article("Réunion 0 le 1 mars 2026", CONTACT)
    forget(told)
    before = {table: query(told, f"SELECT * FROM {table}") for table in ("versions", "people", "news", "absences")}
    with Archive.open(told) as archive:
        crawl(archive, {FILLING[0]: page}, 9)
    assert traces(told) == {}
    assert damages(told) == []
    assert {table: query(told, f"SELECT * FROM {table}") for table in before} == before


@pytest.mark.slow
def test_another_page_that_names_her_brings_her_back_and_she_can_be_forgotten_again(told):
    page = article("Réunion 0 le 1 mars 2026", CONTACT + "Et autre chose.")
    forget(told)
    with Archive.open(told) as archive:
        crawl(archive, {FILLING[0]: page}, 9)
    assert damages(told) == []
    assert "archive.db" in traces(told)
    forget(told)
    assert traces(told) == {}
    assert damages(told) == []


def test_a_page_in_quarantine_does_not_bring_her_back_when_it_is_released(told):
    with Archive.open(told) as archive:
        number = archive.start_crawl("news", "full", PORTAL.url)
        for url, text in ((FILLING[1], CONTACT + "Nouveau."), (FILLING[2], OTHER + "Nouveau.")):
            save_answer(archive, number, url, article(text=text), DAY.format(9))
        archive.db.execute("UPDATE crawls SET health = 'sick', finish_reason = 'finished' WHERE id = ?", [number])
        archive.db.conn.commit()
    assert query(told, "SELECT count(*) FROM held") == [(2,)]
    forget(told)
    assert query(told, "SELECT count(*) FROM held") == [(1,)]
    with Archive.open(told) as archive:
        assert archive.accept() == 1
    assert query(told, f"SELECT count(*) FROM news WHERE url = '{FILLING[2]}' AND body LIKE '%Nouveau%'") == [(1,)]
    assert traces(told) == {}
    assert damages(told) == []


def test_a_crawl_that_goes_on_asks_again_for_a_page_that_is_withheld(told):
    forget(told)
    begun = DAY.format(1)
    with Archive.open(told) as archive:
        archive.db.execute("UPDATE crawls SET finish_reason = 'interrupted', mode = 'full', started = ?", [begun])
        crawl = records.Crawl(spiders="news", mode="full", origin=PORTAL.url, started=begun, scraper_version="1")
        known = index(archive)
        known.resume(crawl)
        assert known.read_before(FILLING[0]) is None
        assert known.read_before(FILLING[1]) is not None
        archive.db.conn.rollback()


def test_the_others_pages_are_as_they_were_with_a_dictionary_that_never_held_her(told):
    (before,) = query(told, "SELECT data FROM dictionaries")[0]
    forget(told)
    (after,) = query(told, "SELECT data FROM dictionaries")[0]
    assert b"martin" in before.lower()
    assert b"jeanne" not in after.lower()
    assert b"martin" not in after.lower()
    assert b"Paul Durand" in after
    packed = query(told, "SELECT sha256 FROM bodies WHERE dictionary_id = 1")
    assert packed
    with Archive.open(told) as archive:
        for (key,) in packed:
            assert hashlib.sha256(archive.body(key)).hexdigest() == key


def test_two_people_may_be_forgotten_one_after_the_other(told):
    forget(told)
    forget(told, "Paul Durand")
    assert traces(told, *TRACES, b"paul durand", b"paul-durand", b"paul.durand") == {}
    assert damages(told) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE bodies SET data = (SELECT data FROM bodies WHERE id = 2) WHERE id = 1", "bodies/1"),
        ("UPDATE bodies SET data = (SELECT data FROM bodies WHERE id = 1) WHERE id = 2", "bodies/2"),
        ("UPDATE bodies SET data = x'' WHERE id = 2", "bodies/2"),
        ("UPDATE versions SET fields = replace(fields, 'mars', 'mai') WHERE id = 1", "versions/1"),
        ("UPDATE addresses SET url = url || 'x' WHERE url LIKE '%Deces%'", "addresses/107"),
        ("DELETE FROM redactions WHERE row_table = 'bodies'", "bodies/1"),
        ("UPDATE redactions SET row_table = 'news'", "news/1"),
    ],
)
def test_damage_that_comes_later_is_named(told, statement, where):
    forget(told)
    guards = query(
        told, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%\\_no\\_%' ESCAPE '\\'"
    )
    with closing(sqlite3.connect(told)) as db:
        for name, _ in guards:
            db.execute(f"DROP TRIGGER {name}")
        db.execute(statement)
        for _, sql in guards:
            db.execute(sql)
        db.commit()
    assert where in {named for named, _ in damages(told)}


def test_a_file_that_names_her_is_withheld(told):
    forget(told)
    with Archive.open(told) as archive, pytest.raises(WithheldBody):
        archive.body(hashlib.sha256(FILE_BODY).hexdigest())
    assert query(told, "SELECT text FROM document_texts")[0][0].startswith("[nom retiré], presidente")


def test_datasette_serves_what_is_left(told):
    forget(told)
    served = Datasette([str(told)])
    news, redactions = (
        asyncio.run(served.client.get(f"/archive/{table}.json?_shape=array&_size=max")).json()
        for table in ("news", "redactions")
    )
    assert "Décès de [nom retiré]" in {row["title"] for row in news}
    assert {"bodies", "versions", "addresses", "dictionaries"} <= {row["row_table"] for row in redactions}
