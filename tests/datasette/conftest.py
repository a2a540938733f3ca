"""The checkout as `datasette .` serves it, with a small archive in it."""

import asyncio
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from datasette.app import Datasette

from scraper import records
from scraper.archive import Archive
from scraper.files.reading import FileReading
from scraper.reading.result import Reading
from tests.archive.pages import save_response
from tests.datasette.five_days import event, tell

PORTAL = "https://cites-unies-france.org/"
CHECKOUT = Path(__file__).parents[2]
SERVED = ("metadata.yml", "settings.json", "plugins", "templates", "static")
NEXT_WEEK = f"{datetime.now(UTC) + timedelta(days=7):%Y-%m-%d}"


@pytest.fixture(scope="session")
def checkout(tmp_path_factory) -> Path:
    """A folder with what Datasette takes from the checkout, and an archive."""
    return checked_out(tmp_path_factory.mktemp("checkout"), fill)


@pytest.fixture(scope="session")
def get(checkout):
    """Ask the served checkout for a page; gives the response."""
    return asking(checkout)


@pytest.fixture(scope="session")
def five_days(tmp_path_factory) -> Path:
    """A checkout whose archive holds several versions of its records: five_days.py."""
    return checked_out(tmp_path_factory.mktemp("five_days"), tell)


@pytest.fixture(scope="session")
def ask(five_days):
    """Ask the checkout of the five days for a page; gives the response."""
    return asking(five_days)


def checked_out(folder: Path, write: Callable[[Path], None]) -> Path:
    for name in SERVED:
        source = CHECKOUT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    write(folder / "archive.db")
    return folder


def asking(folder: Path) -> Callable:
    served = Datasette(config_dir=folder)

    def ask_for(path: str):
        return asyncio.run(served.client.get(path, follow_redirects=True))

    return ask_for


def fill(path: Path) -> None:
    """Two crawls of a portal of a few pages; in the second the Maroc meeting is cancelled."""
    with Archive.open(path, create=True) as archive:
        for day, status in (("2026-03-01", None), ("2026-03-02", "cancelled")):
            crawl = archive.start_crawl("news, groups", "full", PORTAL)
            for reading in (group(), meeting(status), quake(), fund(), coming()):
                page = f"<html>{reading.subject.id} s.giovetti@exemple.org {day}</html>".encode()
                fetch = records.Fetch(
                    crawl_id=crawl,
                    url=reading.url,
                    final_url=reading.url,
                    status=200,
                    fetched_at=f"{day}T08:00:00Z",
                )
                save_response(archive, crawl, fetch, page, reading)
            bring_file(archive, crawl, day)
            archive.finish_crawl(crawl, "finished", requests=5, composed_by="SPIP 4.4")


def bring_file(archive: Archive, crawl: int, day: str) -> None:
    """The file of document d1: a PDF whose text is known, whose bytes are not kept."""
    file = records.File(url=f"{PORTAL}IMG/pdf/d1.pdf", sha256="d1" * 32, bytes=48231, mime="application/pdf")
    text = records.DocumentText(sha256=file.sha256, pages=12, pages_read=12, text="Note d'orientation, Ouagadougou")
    fetch = records.Fetch(crawl_id=crawl, url=file.url, final_url=file.url, status=200, fetched_at=f"{day}T09:00:00Z")
    archive.save_file(crawl, fetch, None, FileReading(file, text))


def group() -> Reading:
    maroc = records.Group(
        id="maroc",
        name="Maroc",
        kind="country",
        country_code="MA",
        url=PORTAL + "-Maroc-",
        spip_id=230,
        abstract="Le groupe-pays réunit les collectivités engagées au cœur des coopérations marocaines.",
    )
    return Reading(
        "group",
        maroc.url,
        maroc,
        [
            records.GroupSection(group_id="maroc", position=1, heading="Création", text="Créé en 1992 par des villes."),
            records.GroupMilestone(
                group_id="maroc",
                position=1,
                text="Assises d'Agadir, en 2013",
                starts="2013-01-01",
                ends="2013-12-31",
                precision="year",
            ),
            records.Theme(id="maroc", name="Maroc", url=PORTAL + "+-Maroc-55-+", country_code="MA"),
            records.GroupTheme(group_id="maroc", theme_id="maroc"),
            *president(function="Président de région", organisation="Centre-Val de Loire", since="2023"),
            document("d1", "Note d'orientation", bytes=48231, group_id="maroc"),
            records.Listing(list_url=PORTAL + "-Maroc-", url=PORTAL + "Reunion-Maroc", kind="group", group_id="maroc"),
        ],
    )


def meeting(status: str | None) -> Reading:
    news = article(
        "Reunion-Maroc",
        "Réunion du groupe-pays Maroc, le 21 février 2024",
        "2024-02-21",
        "Les collectivités ont préparé l'été des coopérations.\n\nContact : Simone Giovetti : …@exemple.org",
        status=status,
        issuer="CUF",
        spip_id=4990,
    )
    doubt = records.Problem(url=news.url, rule="title_against_field", detail="21 février 2024")
    return Reading(
        "article",
        news.url,
        news,
        [
            event(news, "2024-02-21", place="Paris", online=1),
            records.Theme(id="maroc", name="Maroc", country_code="MA"),
            records.NewsTheme(news_id=news.id, theme_id="maroc"),
            records.Group(id="maroc", name="Maroc", kind="country"),
            *president(function="Président de région", organisation="Centre-Val de Loire"),
            records.NewsRole(news_id=news.id, role_id="maroc:president:francois-bonneau"),
            document("d2", "Compte rendu du séisme", news_id=news.id),
        ],
        problems=[doubt],
    )


def quake() -> Reading:
    news = article("Seisme", "Séisme : point de situation", "2023-09-12", "Un violent séisme a touché Al Haouz.")
    return Reading("article", news.url, news)


def fund() -> Reading:
    news = article("Fonds-Maroc", "Cités Unies France ouvre un fonds pour le Maroc", "2023-09-11", "Il est ouvert.")
    return Reading(
        "article",
        news.url,
        news,
        [
            records.Fund(id="maroc", name="Maroc", country_code="MA"),
            records.FundNews(fund_id="maroc", news_id=news.id, opened="2023-09-11"),
        ],
    )


def coming() -> Reading:
    news = article("Reunion-a-venir", "Réunion du groupe-pays Sénégal", NEXT_WEEK, "Elle se tiendra à distance.")
    return Reading("article", news.url, news, [event(news, NEXT_WEEK, online=1)])


def article(slug: str, title: str, published: str, body: str, **more) -> records.News:
    return records.News(id=slug, url=PORTAL + slug, title=title, published=published, body=body, language="fr", **more)


def president(**more) -> tuple[records.Person, records.Role]:
    person = records.Person(id="francois-bonneau", name="François Bonneau")
    return person, records.Role(
        id="maroc:president:francois-bonneau",
        group_id="maroc",
        person_id=person.id,
        role="president",
        **more,
    )


def document(id_: str, title: str, **more) -> records.Document:
    return records.Document(
        id=id_,
        url=f"{PORTAL}IMG/pdf/{id_}.pdf",
        title=title,
        medium="text",
        mime="application/pdf",
        **more,
    )
