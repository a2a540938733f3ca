"""Whatever is planted in an archive is named; what is sound is not."""

import hashlib
import shutil
import sqlite3
from pathlib import Path

import pytest
import zstandard

from sample_portal.files import pdf
from scraper.archive import Archive, ArchiveError, verifying, versions
from scraper.archive.versions import sha256
from scraper.files.reading import read_file
from scraper.records import Fetch

from .pages import GROUP, INTRO, PORTAL, URL, article, crawls_by_day, group

AWAY = f"{PORTAL.url}/Comite-France-Japon"
BACK = f"{PORTAL.url}/Fonds-Madagascar"
FILE = f"{PORTAL.url}/IMG/pdf/compte_rendu.pdf"
FILE_BODY = pdf("Compte rendu")
FILE_SHA256 = hashlib.sha256(FILE_BODY).hexdigest()
FILLING = [f"{PORTAL.url}/Reunion-{number}" for number in range(100)]


@pytest.fixture(scope="module")
def everything(tmp_path_factory) -> Path:
    """An archive with something of everything: two pages of a group, a change, a withdrawal, a return, a dictionary, a
    document's file."""
    path = tmp_path_factory.mktemp("everything") / "archive.db"
    with Archive.open(path, create=True) as archive:
        fill(archive)
    return path


@pytest.fixture
def sound(everything, path) -> Path:
    """That archive, for a test to change."""
    return shutil.copy(everything, path)


def fill(archive: Archive) -> None:
    crawl_pages = crawls_by_day(archive)
    pages = {url: article(f"Réunion {place} le {place % 28 + 1} mars 2026") for place, url in enumerate(FILLING)}
    extra = "<p><a href='IMG/pdf/compte_rendu.pdf'>Compte rendu (PDF – 1 Mo)</a></p>"
    pages |= {URL: article(text=extra), AWAY: article("Comité France-Japon"), BACK: article("Fonds Madagascar")}
    crawl_pages(pages | {GROUP: group(""), INTRO: group()})
    crawl_pages({URL: article(text="Autrement dit. " + extra)}, "limited")
    for _ in range(2):
        crawl_pages({AWAY: 404, BACK: 404, URL: None}, "limited")
    crawl_pages({BACK: article("Fonds Madagascar")}, "limited")
    at = "2026-03-08T08:00:00Z"
    fetch = Fetch(crawl_id=1, url=FILE, final_url=FILE, status=200, fetched_at=at)
    archive.save_file(1, fetch, FILE_BODY, read_file(FILE_BODY, FILE, "application/pdf"))


def damages(path: Path, **asked) -> list[tuple[str, str]]:
    with Archive.open(path) as archive:
        return [(damage.where, damage.what) for _, found in archive.verify(**asked) for damage in found]


def test_a_sound_archive_is_sound_and_stays_as_it_was(sound):
    with sqlite3.connect(sound) as db:
        kinds = {kind for (kind,) in db.execute("SELECT kind FROM versions")}
        assert kinds == {"first", "change", "withdrawn", "restored"}
        assert db.execute("SELECT count(*) FROM dictionaries").fetchone() == (1,)
        assert db.execute("SELECT count(*) FROM proofs").fetchone() == (2,)
    before = sound.read_bytes()
    assert damages(sound) == []
    assert sound.read_bytes() == before


def flipped(place: float):
    """Flip a bit of a body, at a share of its compressed length."""

    def plant(db: sqlite3.Connection) -> None:
        (data,) = db.execute("SELECT data FROM bodies WHERE id = 50").fetchone()
        damaged = bytearray(data)
        damaged[int(place * (len(data) - 1))] ^= 0x10
        db.execute("UPDATE bodies SET data = ? WHERE id = 50", [bytes(damaged)])

    return plant


def another_body(db: sqlite3.Connection) -> None:
    db.execute("UPDATE bodies SET data = ? WHERE id = 3", [zstandard.ZstdCompressor().compress(b"<html>")])


def another_reading(db: sqlite3.Connection) -> None:
    """Fields and hash that fit each other, and not the page."""
    (fields,) = db.execute("SELECT fields FROM versions WHERE id = 2").fetchone()
    altered = fields.replace("Réunion", "Rencontre")
    assert altered != fields
    db.execute("UPDATE versions SET fields = ?, content_sha256 = ? WHERE id = 2", [altered, sha256(altered)])
    db.execute(
        "UPDATE news SET title = replace(title, 'Réunion', 'Rencontre'), body = replace(body, 'Réunion', 'Rencontre')"
    )


def sql(statement: str):
    """Plant damage by a statement."""
    return lambda db: db.execute(statement)


GONE = "SELECT max(id) FROM versions WHERE kind = 'withdrawn'"
DAMAGE = {
    "a flipped bit at a body's beginning": (flipped(0), "bodies/50"),
    "a flipped bit in a body": (flipped(0.5), "bodies/50"),
    "a flipped bit at a body's end": (flipped(1), "bodies/50"),
    "a body in another's place": (another_body, "bodies/3"),
    "a body's size": (sql("UPDATE bodies SET bytes = bytes + 1 WHERE id = 7"), "bodies/7"),
    "a body's hash": (sql("UPDATE bodies SET sha256 = upper(sha256) WHERE id = 9"), "bodies/9"),
    "a body's codec": (sql("UPDATE bodies SET codec = 'gzip' WHERE id = 9"), "bodies/9"),
    "a body that is gone": (sql("DELETE FROM bodies WHERE id = 20"), "bodies"),
    "a dictionary": (sql("UPDATE dictionaries SET data = zeroblob(length(data))"), "bodies/101"),
    "a dictionary that is gone": (sql("DELETE FROM dictionaries"), "bodies/101"),
    "a body said to have no dictionary": (
        sql("UPDATE bodies SET dictionary_id = NULL WHERE id = 101"),
        "bodies/101",
    ),
    "a version's fields": (
        sql("UPDATE versions SET fields = replace(fields, 'mars', 'mai') WHERE id = 4"),
        "versions/4",
    ),
    "a version's hash": (sql("UPDATE versions SET content_sha256 = '0' WHERE id = 4"), "versions/4"),
    "a version that no page tells": (another_reading, "versions/2"),
    "a version that is gone": (sql("DELETE FROM versions WHERE id = 30"), "versions"),
    "a version's kind": (sql("UPDATE versions SET kind = 'change' WHERE id = 5"), "versions/5"),
    "a version's time": (sql("UPDATE versions SET seen_at = '2020-01-01T00:00:00Z' WHERE id = 5"), "versions/5"),
    "a version's proof": (sql("UPDATE versions SET fetch_id = 8 WHERE id = 5"), "versions/5"),
    "a proof that is no page": (
        sql("UPDATE versions SET fetch_id = (SELECT max(id) FROM fetch_log WHERE error IS NOT NULL) WHERE id = 5"),
        "versions/5",
    ),
    "a withdrawal without a reason": (sql(f"UPDATE versions SET reason = NULL WHERE id = ({GONE})"), "versions/107"),
    "a withdrawal taken back": (
        sql(f"UPDATE versions SET fields = json_set(fields, '$.withdrawn', NULL) WHERE id = ({GONE})"),
        "versions/107",
    ),
    "proofs that are gone": (sql("DELETE FROM proofs"), "versions/104"),
    "a fetch that is gone": (sql("DELETE FROM fetch_log WHERE id = 106"), "fetch_log"),
    "a fetch's status": (sql("UPDATE fetch_log SET status = NULL WHERE id = 6"), "fetches/6"),
    "a fetch's time": (sql("UPDATE fetch_log SET fetched_at = fetched_at + 60 WHERE id = 6"), "versions/6"),
    "a fetch's crawl": (sql("UPDATE fetch_log SET crawl_id = 99 WHERE id = 6"), "fetch_log/6"),
    "a fetch's dates": (sql("UPDATE fetch_log SET dates = '[1]' WHERE id = 6"), "fetches/6"),
    "a set of headers": (sql("UPDATE header_sets SET headers = '[[' WHERE id = 1"), "fetches/1"),
    "an address": (sql("UPDATE addresses SET url = url || '-2' WHERE id = 12"), "versions/12"),
    "a record's title": (sql("UPDATE news SET title = 'Autre' WHERE id = 'Reunion-3'"), "news/Reunion-3"),
    "a record's withdrawal": (sql("UPDATE news SET withdrawn = NULL"), "news/Comite-France-Japon"),
    "a record that is gone": (sql("DELETE FROM news WHERE id = 'Reunion-3'"), "aliases/" + FILLING[3]),
    "a record's event": (sql("DELETE FROM events WHERE news_id = 'Reunion-3'"), "news/Reunion-3"),
    "a record's file": (sql("DELETE FROM documents"), "news/Reunion-du-groupe-pays-Mali"),
    "a file's size": (sql("UPDATE files SET bytes = bytes + 1"), f"files/{FILE}"),
    "a file's fetch": (sql("UPDATE files SET fetch_id = 1"), f"files/{FILE}"),
    "a file that is gone": (sql("DELETE FROM files"), f"document_texts/{FILE_SHA256}"),
    "a file under another hash": (sql("UPDATE files SET sha256 = 'ab'"), f"files/{FILE}"),
    "the index of the texts": (
        sql("INSERT INTO document_texts_fts (document_texts_fts) VALUES ('delete-all')"), "document_texts_fts",
    ),
    "a group's section": (sql("UPDATE group_sections SET heading = 'Autre'"), "groups/mali"),
    "a record without history": (
        sql("INSERT INTO news (id, url, title) VALUES ('Faux', 'https://cites-unies-france.org/Faux', 'Faux')"),
        "news/Faux",
    ),
    "an address of nobody's": (sql("INSERT INTO aliases VALUES ('https://x.org/', 'news', 'X', '2026')"), "aliases/https://x.org/"),
    "a search index": (sql("INSERT INTO news_fts (news_fts) VALUES ('delete-all')"), "news_fts"),
    "a trigger that is gone": (sql("DROP TRIGGER fetch_log_no_update"), "trigger fetch_log_no_update"),
    "a trigger made harmless": (
        lambda db: (
            db.execute("DROP TRIGGER versions_no_delete"),
            db.execute("CREATE TRIGGER versions_no_delete BEFORE DELETE ON versions BEGIN SELECT 1; END"),
        ),
        "trigger versions_no_delete",
    ),
    "an index that is gone": (sql("DROP INDEX idx_news_spip_id"), "index idx_news_spip_id"),
    "a view": (sql("DROP VIEW changes"), "view changes"),
    "a table of somebody's": (sql("CREATE TABLE notes (text TEXT)"), "table notes"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_named(sound, name):
    plant, where = DAMAGE[name]
    db = sqlite3.connect(sound)
    triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    guards = [(trigger, text) for trigger, text in triggers if "_no_" in trigger]
    for trigger, _ in guards:
        db.execute(f"DROP TRIGGER {trigger}")
    if "trigger" in name:
        for _, text in guards:
            db.execute(text)
        guards = []
    plant(db)
    for _, text in guards:
        db.execute(text)
    db.commit()
    db.close()
    found = damages(sound)
    assert where in {named for named, _ in found}, found[:5]


def refused_or_named(path: Path) -> bool:
    """Whether a damaged file is refused with a sentence, or its damage named."""
    try:
        return bool(damages(path, read=False))
    except ArchiveError as refusal:
        return "damaged" in str(refusal)


@pytest.mark.slow
def test_no_page_of_the_file_can_be_emptied_unnoticed(sound):
    content = sound.read_bytes()
    size = int.from_bytes(content[16:18])
    unnoticed = []
    for start in range(size, len(content), 10 * size):
        damaged = content[:start] + bytes(size) + content[start + size :]
        sound.write_bytes(damaged)
        if damaged != content and not refused_or_named(sound):
            unnoticed.append(start // size)
    assert unnoticed == []


def test_a_file_cut_short_is_reported(sound):
    sound.write_bytes(sound.read_bytes()[:-8192])
    assert refused_or_named(sound)


def test_versions_of_earlier_readers_are_left_to_reread(sound, monkeypatch):
    for module in (versions, verifying):
        monkeypatch.setattr(module, "reader_version", lambda: "next")
    assert damages(sound) == []


def test_without_reading_only_the_readings_are_left_out(sound):
    with Archive.open(sound) as archive:
        names = [name for name, found in archive.verify() if list(found) == []]
        fewer = [name for name, found in archive.verify(read=False) if list(found) == []]
    assert names == [*fewer, "readings"]
