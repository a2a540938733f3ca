"""Small pages in the portal's manner, as bytes, for what is read by the real readers."""

from collections.abc import Callable
from copy import deepcopy
from functools import cache

from scraper import portal, reading, records
from scraper.archive import Archive, RecordIndex

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


def save_answer(archive: Archive, crawl_id: int, url: str, answer: bytes | int | None, at: str) -> None:
    """Save an answer: a page (bytes) as the real readers read it, a refusal (its status), or None where none came."""
    fetch = records.Fetch(crawl_id=crawl_id, url=url, fetched_at=at)
    if isinstance(answer, bytes):
        fetch.final_url, fetch.status, fetch.headers = url, 200, "[]"
        archive.save(crawl_id, fetch, answer, read_page(answer, url, at))
    else:
        fetch.status, fetch.error = answer, None if answer else "TimeoutError"
        archive.save(crawl_id, fetch, b"<html>" if answer else None, None)


def crawls_by_day(archive: Archive) -> Callable[..., records.Crawl]:
    """Return what crawls answers by address (save_answer) into an archive, each call a day later."""
    days = iter(range(1, 9))

    def crawl(answers: dict[str, bytes | int | None], mode: str = "full") -> records.Crawl:
        number, at = archive.start_crawl("news, groups", mode, PORTAL.url), DAY.format(next(days))
        for url, answer in answers.items():
            save_answer(archive, number, url, answer, at)
        return archive.finish_crawl(number, "finished", requests=len(answers))

    return crawl
