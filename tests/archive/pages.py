"""Small pages in the portal's manner, as bytes, for what is read by the real readers."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache

from scraper import portal, reading, records
from scraper.archive import Archive, RecordIndex
from scraper.archive.problems import record_at

PORTAL = portal.load()
URL = f"{PORTAL.url}/Reunion-du-groupe-pays-Mali"
GROUP = f"{PORTAL.url}/-Mali-"
INTRO = f"{PORTAL.url}/spip.php?page=pays_intro&id_rubrique=167"
DAY = "2026-03-0{}T08:00:00Z"


@dataclass(frozen=True)
class Saved:
    """What saving a response has changed: of the crawl's counts, and whose address it is."""

    fetch_id: int
    record: str | None = None
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: int = 0


def article(title: str = "Réunion du groupe-pays Mali le 25 mars 2026", text: str = "Les élus se retrouvent.") -> bytes:
    return (
        f"<!DOCTYPE html><html lang='fr'><head><title>{title}</title></head><body><h1>{title}</h1>"
        f"<p>{text} La rencontre aura lieu à Paris, au siège.</p><p>Publié le 1er mars 2026</p></body></html>"
    ).encode()


def group(sections: str = "<h3>Création</h3><p>Le groupe est né en 1999.</p>") -> bytes:
    return f"<html><body><h1>Groupe-pays Mali</h1><p>{'Un mot. ' * 9}</p>{sections}<p>fin</p></body></html>".encode()


@cache
def _read(reader: Callable, body: bytes, url: str, at: str, final_url: str | None) -> reading.Reading:
    return reader(body, url, fetched_at=at, portal=PORTAL, final_url=final_url)


def read_page(body: bytes, url: str, at: str, final_url: str | None = None) -> reading.Reading:
    """Return what the readers see in a page; one that several tests save is read once by the same readers."""
    return deepcopy(_read(reading.read, body, url, at, final_url))


def index(archive: Archive) -> RecordIndex:
    """Return what an open archive knows."""
    return RecordIndex(archive.path, archive.db)


def save_response(
    archive: Archive, crawl_id: int, fetch: records.Fetch, body: bytes | None, read: reading.Reading | None
) -> Saved:
    """Keep a response, then write what was read from it, as a crawl does. read: None when nothing was to be read."""
    names = ("new", "changed", "unchanged", "problems")
    (before,) = archive.db.query("SELECT * FROM crawls WHERE id = ?", [crawl_id])
    kept = archive.keep(crawl_id, fetch, body, to_read=read is not None)
    if read is not None:
        archive.record(kept, read)
    (after,) = archive.db.query("SELECT * FROM crawls WHERE id = ?", [crawl_id])
    record = record_at(archive.db, fetch.final_url or fetch.url) if read is not None else None
    return Saved(kept.id, record, **{name: after[name] - before[name] for name in names})


def save_answer(archive: Archive, crawl_id: int, url: str, answer: bytes | int | None, at: str) -> None:
    """Save an answer: a page (bytes) as the real readers read it, a refusal (its status), or None where none came."""
    fetch = records.Fetch(crawl_id=crawl_id, url=url, fetched_at=at)
    if isinstance(answer, bytes):
        fetch.final_url, fetch.status, fetch.headers = url, 200, "[]"
        save_response(archive, crawl_id, fetch, answer, read_page(answer, url, at))
    else:
        fetch.status, fetch.error = answer, None if answer else "TimeoutError"
        save_response(archive, crawl_id, fetch, b"<html>" if answer else None, None)


def crawls_by_day(archive: Archive) -> Callable[..., records.Crawl]:
    """Return what crawls answers by address (save_answer) into an archive, each call a day later."""
    days = iter(range(1, 9))

    def crawl(answers: dict[str, bytes | int | None], mode: str = "full") -> records.Crawl:
        number, at = archive.start_crawl("news, groups", mode, PORTAL.url), DAY.format(next(days))
        for url, answer in answers.items():
            save_answer(archive, number, url, answer, at)
        return archive.finish_crawl(number, "finished", requests=len(answers))

    return crawl
