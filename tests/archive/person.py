"""An archive with traces of a person in every way, and what is asked of it before and after she is erased."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sample_portal.files import pdf
from scraper import records
from scraper.archive import Archive
from scraper.archive.erasure import Found
from scraper.archive.errors import WithheldBody
from scraper.archive.rewriting import tables
from scraper.files.reading import read_file

from .pages import DAY, GROUP, PORTAL, URL, article, group, save_answer

NAME = "Jeanne Martin"
HER_SLUG = f"{PORTAL.url}/Deces-de-Jeanne-Martin"
HER_ADDRESS = f"{PORTAL.url}/spip.php?page=recherche&recherche=Jeanne%20Martin"
FILE = f"{PORTAL.url}/IMG/pdf/jeanne_martin.pdf"
FILE_BODY = pdf("Jeanne Martin, presidente")
FILLING = [f"{PORTAL.url}/Reunion-{number}" for number in range(105)]
CONTACT = "</p><p>Contact : Jeanne MARTIN, chargée de mission : jeanne.martin@exemple.org</p><p>"
OTHER = "</p><p>Contact : Paul Durand, chargé de mission : paul.durand@exemple.org</p><p>"
TRACES = (b"jeanne martin", b"martin jeanne", b"jeanne-martin", b"jeanne_martin", b"jeanne.martin", b"jeanne%20martin")


def leave_traces(path: Path) -> None:
    """Make an archive with traces of her in every way: roles, slug, address, file, dictionary, a group's page, a
    version that is not the last."""
    pages = {
        url: article(f"Réunion {place} le {place % 28 + 1} mars 2026", (OTHER, CONTACT)[place % 3 == 0])
        for place, url in enumerate(FILLING)
    }
    extra = f"<p><a href='{FILE}'>Portrait de Jeanne Martin (PDF – 1 Mo)</a></p>"
    about = "<h3>Présidence</h3><p>Jeanne Martin, maire de Chartres. Paul Durand.</p>"
    pages |= {URL: article(text=CONTACT + extra), HER_SLUG: article("Décès de Jeanne Martin"), GROUP: group(about)}
    pages |= {HER_ADDRESS: b"<html><body><h1>Jeanne&nbsp;<b>Martin</b></h1></body></html>"}
    with Archive.open(path, create=True) as archive:
        crawl(archive, pages, 1, "full")
        crawl(archive, {URL: article(text="Autrement dit." + extra)}, 2)
        fetch = records.Fetch(crawl_id=1, url=FILE, final_url=FILE, status=200, fetched_at=DAY.format(3))
        archive.save_file(1, fetch, FILE_BODY, read_file(FILE_BODY, FILE, "application/pdf"))
        archive.record_problem(1, HER_SLUG, "unknown_page", "Jeanne Martin")


def crawl(archive: Archive, pages: dict[str, bytes], day: int, mode: str = "limited") -> None:
    """Save pages in a crawl of their own."""
    number = archive.start_crawl("news", mode, PORTAL.url)
    for url, page in pages.items():
        save_answer(archive, number, url, page, DAY.format(day))
    archive.finish_crawl(number, "finished", requests=len(pages))


def traces(path: Path, *names: bytes) -> dict[str, list[bytes]]:
    """What the files of an archive have of her, unpacked bodies included."""
    found = {}
    for file in path.parent.iterdir():
        content = file.read_bytes().lower()
        found[file.name] = [name for name in names or TRACES if name in content]
    with Archive.open(path) as archive:
        for sha256, number in archive.db.execute("SELECT sha256, id FROM bodies").fetchall():
            with suppress(WithheldBody):
                body = archive.body(sha256).lower()
                found[f"bodies/{number}"] = [name for name in names or TRACES if name in body]
        for number, dictionary in archive.db.execute("SELECT id, data FROM dictionaries").fetchall():
            found[f"dictionaries/{number}"] = [name for name in names or TRACES if name in dictionary.lower()]
    return {where: names for where, names in found.items() if names}


def damages(path: Path) -> list[tuple[str, str]]:
    with Archive.open(path) as archive:
        return [(damage.where, damage.what) for _, found in archive.verify() for damage in found]


def forget(path: Path, name: str = NAME, **more) -> Found:
    with Archive.open(path) as archive:
        return archive.forget(name, **more)


def query(path: Path, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql).fetchall()


def objects(path: Path) -> set[tuple]:
    return set(query(path, "SELECT type, name, tbl_name, sql FROM sqlite_master"))


def dump(path: Path) -> dict[str, list[tuple]]:
    with Archive.open(path) as archive:
        names = list(tables(archive.db))
    return {name: query(path, f"SELECT * FROM {name}") for name in names}
