"""Today's readers over stored pages: what they see otherwise is technical, once, and never takes from the portal."""

import json
from dataclasses import replace

import pytest

from scraper import bounded, reading, records
from scraper.archive import Archive, rereading, versions
from scraper.archive.versions import reader_version

from .pages import DAY, GROUP, INTRO, PORTAL, URL, article, group, save_response


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

        for module in (bounded, reading):
            monkeypatch.setattr(module, "read", read)
        monkeypatch.setattr(versions, "reader_version", lambda: version)

    return become


@pytest.fixture
def kinds(rows):
    return lambda: [(row["kind"], row["reader_version"]) for row in rows("SELECT * FROM versions ORDER BY id")]


def reread(archive, **asked) -> list[tuple[str, str]]:
    number, done = archive.reread(**asked)
    found = [(each.kind, each.name) for each in done]
    assert len(found) == number
    return found


def test_the_same_readers_see_the_same(archive, crawl_pages, rows, kinds):
    crawl_pages({URL: article()})
    before = {name: rows(name) for name in ("news", "events", "versions", "problems", "listings")}
    assert reread(archive) == [("same", "news/Reunion-du-groupe-pays-Mali")]
    assert {name: rows(name) for name in before} == before
    assert len(rows("fetches")) == 1


def test_what_better_readers_see_is_technical_and_kept_once(archive, crawl_pages, better, kinds, rows):
    crawl_pages({URL: article()})
    better("next", subtitle="Un sous-titre")
    assert reread(archive)[0][0] == "technical"
    assert kinds() == [("first", reader_version()), ("technical", "next")]
    (news,) = rows("news")
    assert (news["subtitle"], news["last_seen"], news["changed"]) == ("Un sous-titre", DAY.format(1), None)
    assert [row["kind"] for row in rows("SELECT kind FROM changes WHERE field = 'subtitle'")] == ["technical"]
    before = {name: rows(name) for name in ("news", "events", "versions", "proofs", "problems")}
    assert reread(archive)[0][0] == "same"
    assert {name: rows(name) for name in before} == before


def test_a_technical_version_is_proven_by_the_page_it_was_read_from(archive, crawl_pages, better, rows):
    crawl_pages({URL: article()})
    crawl_pages({URL: article()})
    better("next", subtitle="Un sous-titre")
    reread(archive)
    first, technical = rows("SELECT fetch_id FROM versions ORDER BY id")
    assert first == technical == {"fetch_id": 1}


def test_a_crawl_with_better_readers_separates_technical_versions_from_changes(crawl_pages, better, kinds, rows):
    crawl_pages({URL: article(text="Avant.")})
    better("next", subtitle="Un sous-titre")
    assert crawl_pages({URL: article(text="Après.")}).changed == 1
    assert [kind for kind, _ in kinds()] == ["first", "technical", "change"]
    changes = {(row["kind"], row["field"]) for row in rows("changes")}
    assert changes == {("technical", "subtitle"), ("change", "body")}


def test_a_crawl_with_better_readers_of_an_unchanged_page_is_technical_alone(crawl_pages, better, kinds):
    crawl_pages({URL: article()})
    better("next", subtitle="Un sous-titre")
    crawled = crawl_pages({URL: article()})
    assert (crawled.changed, crawled.unchanged) == (0, 1)
    assert [kind for kind, _ in kinds()] == ["first", "technical"]


def test_an_address_that_came_later_stays(archive, crawl_pages, better, rows):
    crawl_pages({URL: article()})
    archive.db.execute("UPDATE news SET url = ?", [f"{PORTAL.url}/Nouveau-titre"])
    archive.db.conn.commit()
    better("next", subtitle="Un sous-titre")
    reread(archive)
    assert rows("news")[0]["url"] == f"{PORTAL.url}/Nouveau-titre"


def test_a_withdrawn_record_stays_withdrawn(archive, crawl_pages, better, kinds, rows):
    crawl_pages({URL: article()})
    for day in (2, 3):
        number = archive.start_crawl("news, groups", "full", PORTAL.url)
        save_response(
            archive, number, records.Fetch(crawl_id=number, url=URL, status=404, fetched_at=DAY.format(day)), b"", None
        )
        archive.finish_crawl(number, "finished", requests=1)
    gone = rows("news")[0]["withdrawn"]
    better("next", subtitle="Un sous-titre")
    reread(archive)
    assert [kind for kind, _ in kinds()] == ["first", "withdrawn", "technical"]
    assert (rows("news")[0]["withdrawn"], rows("events")[0]["withdrawn"]) == (gone, gone)
    assert rows("news")[0]["subtitle"] == "Un sous-titre"
    assert reread(archive)[0][0] == "same"


def test_an_event_that_was_misread_goes(archive, crawl_pages, better, rows):
    crawl_pages({URL: article()})
    archive.db.execute("UPDATE events SET id = id || '#9'")
    archive.db.conn.commit()
    better("next", subtitle="Un sous-titre")
    reread(archive)
    assert [row["id"] for row in rows("events")] == ["Reunion-du-groupe-pays-Mali"]


def test_problems_that_better_readers_no_longer_meet_go(archive, crawl_pages, rows):
    crawl_pages({URL: article()})
    found = {"crawl_id": 1, "url": URL, "first_seen": DAY.format(1), "last_seen": DAY.format(1), "detail": "x"}
    archive.db.table("problems").insert_all({**found, "rule": rule} for rule in ("reader_failed", "http_status"))
    reread(archive)
    assert "reader_failed" not in {row["rule"] for row in rows("problems")}
    assert "http_status" in {row["rule"] for row in rows("problems")}


def test_since_and_kind_choose(archive, crawl_pages):
    crawl_pages({URL: article()})
    crawl_pages({f"{PORTAL.url}/Autre": article("Autre réunion du groupe-pays Mali")})
    assert reread(archive, since="2026-03-02") == [("same", "news/Autre")]
    assert reread(archive, since="2026-03-09") == []
    assert reread(archive, kinds=["groups"]) == []


def test_a_page_the_readers_fail_on_keeps_its_record_and_the_others_are_read(archive, crawl_pages, monkeypatch, rows):
    crawl_pages({URL: article(), f"{PORTAL.url}/Autre": article("Autre réunion du groupe-pays Mali")})
    before = rows("news")

    first = reading.read

    def fail(body, url, **named):
        if url == URL:
            raise ZeroDivisionError("division by zero")
        return first(body, url, **named)

    monkeypatch.setattr(bounded, "read", fail)
    _, done = archive.reread()
    found = {each.name: (each.kind, each.why) for each in done}
    assert found["news/Reunion-du-groupe-pays-Mali"] == ("failed", "ZeroDivisionError: division by zero")
    assert found["news/Autre"] == ("same", "")
    assert rows("news") == before


def test_interrupted_it_loses_nothing_and_the_next_run_does_the_rest(archive, path, crawl_pages, better, kinds):
    pages = {
        f"{PORTAL.url}/Reunion-{n}": article(f"Réunion {n} du groupe-pays Mali le {n} mars 2026") for n in range(1, 9)
    }
    crawl_pages(pages)
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


def test_a_group_of_two_pages_is_read_again_from_both(archive, crawl_pages, rows):
    crawl_pages({GROUP: group(""), INTRO: group()})
    (version,) = rows("SELECT * FROM versions WHERE record_table = 'groups'")
    assert [row["fetch_id"] for row in rows("proofs")] == [1, 2]
    assert ("same", f"groups/{version['record_id']}") in reread(archive)
    assert len(rows("SELECT * FROM versions WHERE record_table = 'groups'")) == 1


def test_the_version_of_the_readers_follows_their_sources(tmp_path, monkeypatch):
    for name in versions._SOURCES:
        source = versions._PACKAGE / name
        copy = tmp_path / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            copy.mkdir()
            (copy / "a.py").write_text("x = 1\n")
        else:
            copy.write_bytes(source.read_bytes())
    monkeypatch.setattr(versions, "_PACKAGE", tmp_path)
    reader_versions = []
    for text in ("x = 1\n", "x = 2\n", "x = 1\n"):
        (tmp_path / "dates" / "a.py").write_text(text)
        versions.reader_version.cache_clear()
        reader_versions.append(versions.reader_version())
    versions.reader_version.cache_clear()
    assert reader_versions[0] == reader_versions[2] != reader_versions[1]


def test_states_are_json_of_the_fields(crawl_pages, rows):
    crawl_pages({URL: article()})
    assert json.loads(rows("versions")[0]["fields"])["events"][0]["starts"] == "2026-03-25"


def test_what_can_be_read_again_is_named_once():
    assert rereading.KINDS == ("news", "groups", "pages")


def test_a_new_field_that_a_page_does_not_have_makes_no_version(archive, crawl_pages, better, kinds, monkeypatch):
    """A state that was kept before the field was added has no such key."""
    with monkeypatch.context() as before:
        before.setattr(versions, "_NO_STATE", versions._NO_STATE | {"subtitle", "issuer"})
        crawl_pages({URL: article()})
    better("next")
    assert crawl_pages({URL: article()}).unchanged == 1
    assert reread(archive)[0][0] == "same"
    assert len(kinds()) == 1


def test_a_new_field_that_a_page_has_is_technical_when_the_page_comes_again(archive, crawl_pages, better, kinds, rows):
    crawl_pages({URL: article()})
    better("next", subtitle="Un sous-titre")
    assert crawl_pages({URL: article()}).changed == 0
    assert kinds()[1:] == [("technical", "next")]
    assert [row["subtitle"] for row in rows("news")] == ["Un sous-titre"]
