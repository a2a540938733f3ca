"""Today's readers over stored pages: what they see otherwise is technical, once, and never takes from the portal."""

import json
from dataclasses import replace

import pytest

from scraper import portal, reading, records
from scraper.archive import Archive, corrections, readers, rereading, versions

PORTAL = portal.load()
URL = f"{PORTAL.url}/Reunion-du-groupe-pays-Mali"
GROUP = f"{PORTAL.url}/-Mali-"
INTRO = f"{PORTAL.url}/spip.php?page=pays_intro&id_rubrique=167"
DAY = "2026-03-0{}T08:00:00Z"


def article(title: str = "Réunion du groupe-pays Mali le 25 mars 2026", text: str = "Les élus se retrouvent.") -> bytes:
    return (
        f"<!DOCTYPE html><html lang='fr'><head><title>{title}</title></head><body><h1>{title}</h1>"
        f"<p>{text} La rencontre aura lieu à Paris, au siège.</p><p>Publié le 1er mars 2026</p></body></html>"
    ).encode()


@pytest.fixture
def crawl_of(archive):
    """Crawl pages, given as body by address, in a crawl of their own: read by the real readers."""
    days = iter(range(1, 9))

    def crawl(pages: dict[str, bytes]) -> records.Crawl:
        number, at = archive.start_crawl("news", "full", PORTAL.url), DAY.format(next(days))
        for url, body in pages.items():
            fetch = records.Fetch(crawl_id=number, url=url, final_url=url, status=200, fetched_at=at, headers="[]")
            archive.save(number, fetch, body, reading.read(body, url, fetched_at=at, portal=PORTAL))
        return archive.finish_crawl(number, "finished", requests=len(pages))

    return crawl


@pytest.fixture
def better(monkeypatch):
    """Readers of a new version, which see something else in every article."""

    first = reading.read

    def become(version: str, **changes) -> None:
        def read(*arguments, **named):
            found = first(*arguments, **named)
            if isinstance(found.subject, records.News):
                found.subject = replace(found.subject, **changes)
            return found

        monkeypatch.setattr(reading, "read", read)
        for module in (versions, corrections):
            monkeypatch.setattr(module, "reader_version", lambda: version)

    return become


@pytest.fixture
def kinds(rows):
    return lambda: [(row["kind"], row["reader_version"]) for row in rows("SELECT * FROM versions ORDER BY id")]


def reread(archive, **asked) -> list[tuple[str, str]]:
    number, done = archive.reread(**asked)
    found = [(each.kind, each.name) for each in done]
    assert len(found) == number
    return found


def test_the_same_readers_see_the_same(archive, crawl_of, rows, kinds):
    crawl_of({URL: article()})
    before = {name: rows(name) for name in ("news", "events", "versions", "problems", "listings")}
    assert reread(archive) == [("same", "news/Reunion-du-groupe-pays-Mali")]
    assert {name: rows(name) for name in before} == before
    assert len(rows("fetches")) == 1


def test_what_better_readers_see_is_technical_and_kept_once(archive, crawl_of, better, kinds, rows):
    crawl_of({URL: article()})
    better("next", subtitle="Un sous-titre")
    assert reread(archive)[0][0] == "technical"
    assert kinds() == [("first", readers.reader_version()), ("technical", "next")]
    (news,) = rows("news")
    assert (news["subtitle"], news["last_seen"], news["changed"]) == ("Un sous-titre", DAY.format(1), None)
    assert [row["kind"] for row in rows("SELECT kind FROM changes WHERE field = 'subtitle'")] == ["technical"]
    before = {name: rows(name) for name in ("news", "events", "versions", "proofs", "problems")}
    assert reread(archive)[0][0] == "same"
    assert {name: rows(name) for name in before} == before


def test_a_technical_version_is_proven_by_the_page_it_was_read_from(archive, crawl_of, better, rows):
    crawl_of({URL: article()})
    crawl_of({URL: article()})
    better("next", subtitle="Un sous-titre")
    reread(archive)
    first, technical = rows("SELECT fetch_id FROM versions ORDER BY id")
    assert first == technical == {"fetch_id": 1}


def test_a_crawl_with_better_readers_tells_their_doing_from_the_portals(crawl_of, better, kinds, rows):
    crawl_of({URL: article(text="Avant.")})
    better("next", subtitle="Un sous-titre")
    assert crawl_of({URL: article(text="Après.")}).changed == 1
    assert [kind for kind, _ in kinds()] == ["first", "technical", "change"]
    told = {(row["kind"], row["field"]) for row in rows("changes")}
    assert told == {("technical", "subtitle"), ("change", "body")}


def test_a_crawl_with_better_readers_of_an_unchanged_page_is_technical_alone(crawl_of, better, kinds):
    crawl_of({URL: article()})
    better("next", subtitle="Un sous-titre")
    crawled = crawl_of({URL: article()})
    assert (crawled.changed, crawled.unchanged) == (0, 1)
    assert [kind for kind, _ in kinds()] == ["first", "technical"]


def test_an_address_that_came_later_stays(archive, crawl_of, better, rows):
    crawl_of({URL: article()})
    archive.db.execute("UPDATE news SET url = ?", [f"{PORTAL.url}/Nouveau-titre"])
    archive.db.conn.commit()
    better("next", subtitle="Un sous-titre")
    reread(archive)
    assert rows("news")[0]["url"] == f"{PORTAL.url}/Nouveau-titre"


def test_a_withdrawn_record_stays_withdrawn(archive, crawl_of, better, kinds, rows):
    crawl_of({URL: article()})
    for day in (2, 3):
        number = archive.start_crawl("news", "full", PORTAL.url)
        archive.save(number, records.Fetch(crawl_id=number, url=URL, status=404, fetched_at=DAY.format(day)), b"", None)
        archive.finish_crawl(number, "finished", requests=1)
    gone = rows("news")[0]["withdrawn"]
    better("next", subtitle="Un sous-titre")
    reread(archive)
    assert [kind for kind, _ in kinds()] == ["first", "withdrawn", "technical"]
    assert (rows("news")[0]["withdrawn"], rows("events")[0]["withdrawn"]) == (gone, gone)
    assert rows("news")[0]["subtitle"] == "Un sous-titre"
    assert reread(archive)[0][0] == "same"


def test_an_event_that_was_misread_goes(archive, crawl_of, better, rows):
    crawl_of({URL: article()})
    archive.db.execute("UPDATE events SET id = id || '#9'")
    archive.db.conn.commit()
    better("next", subtitle="Un sous-titre")
    reread(archive)
    assert [row["id"] for row in rows("events")] == ["Reunion-du-groupe-pays-Mali"]


def test_problems_that_better_readers_no_longer_meet_go(archive, crawl_of, rows):
    crawl_of({URL: article()})
    found = {"crawl_id": 1, "url": URL, "first_seen": DAY.format(1), "last_seen": DAY.format(1), "detail": "x"}
    archive.db.table("problems").insert_all({**found, "rule": rule} for rule in ("reader_failed", "http_status"))
    reread(archive)
    assert "reader_failed" not in {row["rule"] for row in rows("problems")}
    assert "http_status" in {row["rule"] for row in rows("problems")}


def test_since_and_kind_choose(archive, crawl_of):
    crawl_of({URL: article()})
    crawl_of({f"{PORTAL.url}/Autre": article("Autre réunion du groupe-pays Mali")})
    assert reread(archive, since="2026-03-02") == [("same", "news/Autre")]
    assert reread(archive, since="2026-03-09") == []
    assert reread(archive, kinds=["groups"]) == []


def test_a_page_the_readers_fail_on_keeps_its_record_and_the_others_are_read(archive, crawl_of, monkeypatch, rows):
    crawl_of({URL: article(), f"{PORTAL.url}/Autre": article("Autre réunion du groupe-pays Mali")})
    before = rows("news")

    first = reading.read

    def fail(body, url, **named):
        if url == URL:
            raise ZeroDivisionError("division by zero")
        return first(body, url, **named)

    monkeypatch.setattr(reading, "read", fail)
    _, done = archive.reread()
    found = {each.name: (each.kind, each.why) for each in done}
    assert found["news/Reunion-du-groupe-pays-Mali"] == ("failed", "ZeroDivisionError: division by zero")
    assert found["news/Autre"] == ("same", "")
    assert rows("news") == before


def test_interrupted_it_loses_nothing_and_the_next_run_does_the_rest(archive, path, crawl_of, better, kinds):
    pages = {
        f"{PORTAL.url}/Reunion-{n}": article(f"Réunion {n} du groupe-pays Mali le {n} mars 2026") for n in range(1, 9)
    }
    crawl_of(pages)
    better("next", subtitle="Un sous-titre")
    _, done = archive.reread()
    for _ in range(3):
        next(done)
    done.close()
    archive.close()
    with Archive.open(path) as again:
        kept = again.db.execute("SELECT count(*) FROM versions WHERE kind = 'technical'").fetchone()
        assert kept == (3,)
        assert sorted(kind for kind, _ in reread(again)) == ["same"] * 3 + ["technical"] * 5


def group(sections: str = "<h3>Création</h3><p>Le groupe est né en 1999.</p>") -> bytes:
    return f"<html><body><h1>Groupe-pays Mali</h1><p>{'Un mot. ' * 9}</p>{sections}<p>fin</p></body></html>".encode()


def test_a_group_of_two_pages_is_read_again_from_both(archive, crawl_of, rows):
    crawl_of({GROUP: group(""), INTRO: group()})
    (version,) = rows("SELECT * FROM versions WHERE record_table = 'groups'")
    assert [row["fetch_id"] for row in rows("proofs")] == [1, 2]
    assert ("same", f"groups/{version['record_id']}") in reread(archive)
    assert len(rows("SELECT * FROM versions WHERE record_table = 'groups'")) == 1


def test_the_version_of_the_readers_follows_their_sources(tmp_path, monkeypatch):
    for name in readers._SOURCES:
        source = readers._PACKAGE / name
        copy = tmp_path / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            copy.mkdir()
            (copy / "a.py").write_text("x = 1\n")
        else:
            copy.write_bytes(source.read_bytes())
    monkeypatch.setattr(readers, "_PACKAGE", tmp_path)
    told = []
    for text in ("x = 1\n", "x = 2\n", "x = 1\n"):
        (tmp_path / "dates" / "a.py").write_text(text)
        readers.reader_version.cache_clear()
        told.append(readers.reader_version())
    readers.reader_version.cache_clear()
    assert told[0] == told[2] != told[1]


def test_states_are_json_of_the_fields(crawl_of, rows):
    crawl_of({URL: article()})
    assert json.loads(rows("versions")[0]["fields"])["events"][0]["starts"] == "2026-03-25"


def test_what_can_be_read_again_is_named_once():
    assert rereading.KINDS == ("news", "groups", "pages")
