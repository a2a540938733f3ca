"""A person is forgotten wholly, everybody else stays, and the archive is sound afterwards."""

import asyncio
import hashlib
import sqlite3
from contextlib import closing

import pytest
from datasette.app import Datasette

from scraper.archive import Archive, page_records, versions

from .pages import PORTAL, article
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


def test_every_body_keeps_its_key_and_only_hers_are_other(told):
    bodies = {}
    with Archive.open(told) as archive:
        for (sha256,) in archive.db.execute("SELECT sha256 FROM bodies ORDER BY id").fetchall():
            bodies[sha256] = archive.body(sha256)
    fetches = query(told, "SELECT id, status, body_sha256, bytes FROM fetches")
    found = forget(told)
    assert query(told, "SELECT id, status, body_sha256, bytes FROM fetches") == fetches
    with Archive.open(told) as archive:
        other = [sha256 for sha256, body in bodies.items() if archive.body(sha256) != body]
        assert set(other) == archive.redacted_bodies()
        assert len(other) == len([row for row in found.changed if row.table == "bodies"]) < len(bodies)
        assert all(hashlib.sha256(archive.body(key)).hexdigest() != key for key in other)


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
    assert (found.gone, found.changed) == (forget(told).gone, found.changed)
    assert not found.is_nothing


def test_the_search_does_not_find_her(told):
    search = "SELECT count(*) FROM {0} WHERE {0} MATCH '\"jeanne martin\"'"
    indexes = ("news_fts", "document_texts_fts")
    assert all(query(told, search.format(index)) > [(0,)] for index in indexes)
    forget(told)
    assert all(query(told, search.format(index)) == [(0,)] for index in indexes)


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


def test_a_portal_that_still_says_it_brings_it_back_and_it_can_be_forgotten_again(told):
    page = article("Réunion 0 le 1 mars 2026", CONTACT)
    forget(told)
    with Archive.open(told) as archive:
        crawl(archive, {FILLING[0]: page}, 9)
    assert damages(told) == []
    assert "archive.db" in traces(told)
    forget(told)
    assert traces(told) == {}
    assert damages(told) == []


def test_two_people_may_be_forgotten_one_after_the_other(told):
    forget(told)
    forget(told, "Paul Durand")
    assert traces(told, *TRACES, b"paul durand", b"paul-durand", b"paul.durand") == {}
    assert damages(told) == []


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE bodies SET data = (SELECT data FROM bodies WHERE id = 2) WHERE id = 1", "bodies/1"),
        ("UPDATE bodies SET data = (SELECT data FROM bodies WHERE id = 1) WHERE id = 2", "bodies/2"),
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


def test_a_file_that_says_it_goes_wholly(told):
    forget(told)
    with Archive.open(told) as archive:
        assert archive.body(hashlib.sha256(FILE_BODY).hexdigest()).decode() == "[nom retiré]"
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
