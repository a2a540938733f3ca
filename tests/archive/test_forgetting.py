"""A person is erased wholly, everybody else stays, and the archive is sound afterwards."""

import asyncio
import hashlib
import sqlite3
from contextlib import closing

import pytest
from datasette.app import Datasette

from scraper import records
from scraper.archive import Archive, WithheldBody, verifying, versions

from .pages import DAY, PORTAL, article, index, save_answer
from .person import CONTACT, FILE_BODY, FILLING, NAME, OTHER, TRACES, crawl, damages, forget, objects, query, traces


def test_the_archive_has_traces_of_her_and_is_sound(hers):
    assert damages(hers) == []
    assert "archive.db" in traces(hers)
    assert query(hers, "SELECT count(*) FROM dictionaries") == [(1,)]
    (dictionary,) = query(hers, "SELECT data FROM dictionaries")[0]
    assert b"Jeanne MARTIN" in dictionary
    assert len(query(hers, "SELECT * FROM roles WHERE person_id = 'jeanne-martin'")) >= 1
    assert query(hers, "SELECT text FROM document_texts WHERE text LIKE '%Jeanne Martin%'")


def test_nothing_of_her_is_left_and_the_archive_is_sound(hers):
    before = objects(hers)
    found = forget(hers, reference="demande 2027-03")
    assert {row.table for row in found.gone} == {"people", "roles", "news_roles"}
    assert traces(hers) == {}
    assert damages(hers) == []
    assert objects(hers) == before
    assert query(hers, "PRAGMA foreign_key_check") == []
    assert query(hers, "SELECT DISTINCT reference FROM redactions") == [("demande 2027-03",)]


def test_every_body_keeps_its_key_and_only_hers_are_withheld(hers):
    bodies = {}
    with Archive.open(hers) as archive:
        for (sha256,) in archive.db.execute("SELECT sha256 FROM bodies ORDER BY id").fetchall():
            bodies[sha256] = archive.body(sha256)
    fetches = query(hers, "SELECT id, status, body_sha256, bytes FROM fetches")
    found = forget(hers)
    assert query(hers, "SELECT id, status, body_sha256, bytes FROM fetches") == fetches
    with Archive.open(hers) as archive:
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
        hers,
        "SELECT DISTINCT data FROM bodies WHERE id IN (SELECT row_id FROM redactions WHERE row_table = 'bodies')",
    ) == [(b"",)]


def test_other_people_stay(hers):
    people = query(hers, "SELECT * FROM people WHERE id <> 'jeanne-martin'")
    roles = query(hers, "SELECT id, person_id FROM roles WHERE person_id <> 'jeanne-martin'")
    naming_errors = "SELECT count(*) FROM news WHERE body LIKE '%Paul Durand%'"
    news = query(hers, naming_errors)
    forget(hers)
    assert query(hers, "SELECT * FROM people") == people
    assert query(hers, "SELECT id, person_id FROM roles") == roles
    assert query(hers, naming_errors) == news
    assert news > [(50,)]


def test_a_slug_with_the_name_changes_everywhere(hers):
    forget(hers)
    (slug, url, title) = query(hers, "SELECT id, url, title FROM news WHERE id LIKE 'Deces%'")[0]
    assert slug.rstrip("0123456789") == "Deces-de-nom-retire"
    assert (url, title) == (f"{PORTAL.url}/{slug}", "Décès de [nom retiré]")
    assert query(hers, "SELECT record_id FROM versions WHERE record_id LIKE 'Deces%'") == [(slug,)]
    assert query(hers, "SELECT url, record_id FROM aliases WHERE record_id LIKE 'Deces%'") == [(url, slug)]
    assert query(hers, "SELECT url FROM fetches WHERE url LIKE '%/Deces%'") == [(url,)]
    assert query(hers, "SELECT url FROM problems WHERE detail = '[nom retiré]'") == [(url,)]


def test_a_second_time_there_is_nothing(hers):
    forget(hers)
    before = query(hers, "SELECT * FROM redactions")
    assert forget(hers).is_nothing
    assert query(hers, "SELECT * FROM redactions") == before


def test_looking_changes_no_byte(hers):
    before = {file.name: file.read_bytes() for file in hers.parent.iterdir()}
    with Archive.open(hers) as archive:
        found = archive.find_person(NAME)
    assert {file.name: file.read_bytes() for file in hers.parent.iterdir()} == before
    done = forget(hers)
    assert (found.gone, found.redacted, found.withheld) == (done.gone, done.redacted, done.withheld)
    assert not found.is_nothing


def test_the_search_does_not_find_her(hers):
    search = "SELECT count(*) FROM {0} WHERE {0} MATCH '\"jeanne martin\"'"
    indexes = ("news_fts", "document_texts_fts", "search_fts")
    assert all(query(hers, search.format(index)) > [(0,)] for index in indexes)
    forget(hers)
    assert all(query(hers, search.format(index)) == [(0,)] for index in indexes)


@pytest.mark.slow
def test_reading_again_makes_nothing_of_it(hers, monkeypatch):
    forget(hers)
    for module in (versions, verifying):
        monkeypatch.setattr(module, "reader_version", lambda: "next")
    before = query(hers, "SELECT * FROM versions")
    with Archive.open(hers) as archive:
        _, done = archive.reread()
        kinds = {each.kind for each in done}
    assert kinds == {"same", "redacted"}
    assert query(hers, "SELECT * FROM versions") == before
    assert traces(hers) == {}


def test_a_crawl_of_a_portal_that_has_removed_her_brings_no_name_and_is_sound(hers):
    forget(hers)
    page = article("Réunion 0 le 1 mars 2026", OTHER)
    with Archive.open(hers) as archive:
        crawl(archive, {FILLING[0]: page}, 9)
    assert traces(hers) == {}
    assert damages(hers) == []


def test_the_same_page_does_not_bring_her_back(hers):
    page = article("Réunion 0 le 1 mars 2026", CONTACT)
    forget(hers)
    before = {table: query(hers, f"SELECT * FROM {table}") for table in ("versions", "people", "news", "absences")}
    with Archive.open(hers) as archive:
        crawl(archive, {FILLING[0]: page}, 9)
    assert traces(hers) == {}
    assert damages(hers) == []
    assert {table: query(hers, f"SELECT * FROM {table}") for table in before} == before


@pytest.mark.slow
def test_another_page_that_names_her_brings_her_back_and_she_can_be_erased_again(hers):
    page = article("Réunion 0 le 1 mars 2026", CONTACT + "Et autre chose.")
    forget(hers)
    with Archive.open(hers) as archive:
        crawl(archive, {FILLING[0]: page}, 9)
    assert damages(hers) == []
    assert "archive.db" in traces(hers)
    forget(hers)
    assert traces(hers) == {}
    assert damages(hers) == []


def test_a_page_in_quarantine_does_not_bring_her_back_when_it_is_released(hers):
    with Archive.open(hers) as archive:
        number = archive.start_crawl("news", "full", PORTAL.url)
        for url, text in ((FILLING[1], CONTACT + "Nouveau."), (FILLING[2], OTHER + "Nouveau.")):
            save_answer(archive, number, url, article(text=text), DAY.format(9))
        archive.db.execute("UPDATE crawls SET health = 'sick', finish_reason = 'finished' WHERE id = ?", [number])
        archive.db.conn.commit()
    assert query(hers, "SELECT count(*) FROM held") == [(2,)]
    forget(hers)
    assert query(hers, "SELECT count(*) FROM held") == [(1,)]
    with Archive.open(hers) as archive:
        assert archive.accept() == 1
    assert query(hers, f"SELECT count(*) FROM news WHERE url = '{FILLING[2]}' AND body LIKE '%Nouveau%'") == [(1,)]
    assert traces(hers) == {}
    assert damages(hers) == []


def test_a_crawl_that_goes_on_asks_again_for_a_page_that_is_withheld(hers):
    forget(hers)
    begun = DAY.format(1)
    with Archive.open(hers) as archive:
        archive.db.execute("UPDATE crawls SET finish_reason = 'interrupted', mode = 'full', started = ?", [begun])
        crawl = records.Crawl(spiders="news", mode="full", origin=PORTAL.url, started=begun, scraper_version="1")
        known = index(archive)
        known.resume(crawl)
        assert known.read_before(FILLING[0]) is None
        assert known.read_before(FILLING[1]) is not None
        archive.db.conn.rollback()


def test_the_others_pages_are_as_they_were_with_a_dictionary_without_her(hers):
    (before,) = query(hers, "SELECT data FROM dictionaries")[0]
    forget(hers)
    (after,) = query(hers, "SELECT data FROM dictionaries")[0]
    assert b"martin" in before.lower()
    assert b"jeanne" not in after.lower()
    assert b"martin" not in after.lower()
    assert b"Paul Durand" in after
    packed = query(hers, "SELECT sha256 FROM bodies WHERE dictionary_id = 1")
    assert packed
    with Archive.open(hers) as archive:
        for (key,) in packed:
            assert hashlib.sha256(archive.body(key)).hexdigest() == key


def test_two_people_may_be_erased_one_after_the_other(hers):
    forget(hers)
    forget(hers, "Paul Durand")
    assert traces(hers, *TRACES, b"paul durand", b"paul-durand", b"paul.durand") == {}
    assert damages(hers) == []


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
def test_damage_that_comes_later_is_named(hers, statement, where):
    forget(hers)
    guards = query(
        hers, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%\\_no\\_%' ESCAPE '\\'"
    )
    with closing(sqlite3.connect(hers)) as db:
        for name, _ in guards:
            db.execute(f"DROP TRIGGER {name}")
        db.execute(statement)
        for _, sql in guards:
            db.execute(sql)
        db.commit()
    assert where in {named for named, _ in damages(hers)}


def test_a_file_that_names_her_is_withheld(hers):
    forget(hers)
    with Archive.open(hers) as archive, pytest.raises(WithheldBody):
        archive.body(hashlib.sha256(FILE_BODY).hexdigest())
    assert query(hers, "SELECT text FROM document_texts")[0][0].startswith("[nom retiré], presidente")


def test_datasette_serves_what_is_left(hers):
    forget(hers)
    served = Datasette([str(hers)])
    news, redactions = (
        asyncio.run(served.client.get(f"/archive/{table}.json?_shape=array&_size=max")).json()
        for table in ("news", "redactions")
    )
    assert "Décès de [nom retiré]" in {row["title"] for row in news}
    assert {"bodies", "versions", "addresses", "dictionaries"} <= {row["row_table"] for row in redactions}
