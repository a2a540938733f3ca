"""A small archive in which every kind of record is found."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from scraper import records
from scraper.archive import Archive
from scraper.reading.result import Reading
from scraper.search import Query, Results, search
from tests.archive.pages import save_response
from tests.datasette.conftest import PORTAL, article, document, fill
from tests.datasette.five_days import event


@pytest.fixture(scope="session")
def filled(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("search") / "archive.db"
    fill(path)
    with Archive.open(path) as archive:
        crawl = archive.start_crawl("news", "full", PORTAL)
        for reading in more():
            values = {"url": reading.url, "final_url": reading.url, "status": 200, "fetched_at": "2026-03-03T08:00:00Z"}
            fetch = records.Fetch(crawl_id=crawl, **values)
            save_response(archive, crawl, fetch, f"<html>{reading.subject.id}".encode(), reading)
        archive.finish_crawl(crawl, "finished", requests=4)
    return path


@pytest.fixture(scope="session")
def find(filled):
    """Search the archive: its results."""

    def search_for(text: str = "", **more) -> Results:
        with closing(sqlite3.connect(filled)) as connection:
            return found_in(connection, Query(text, **more))

    return search_for


def found_in(connection: sqlite3.Connection, query: Query) -> Results:
    async def execute(sql, values) -> list[tuple]:
        return connection.execute(sql, values).fetchall()

    return asyncio.run(search(execute, query))


def more() -> list[Reading]:
    water = article(
        "Eau", "L'accès à l'eau potable", "2022-05-02", "Deux communes parlent d'eau. L’assainissement est régional.",
        lead="Un projet franco-sénégalais, jusqu'ici unique.",
    )  # fmt: skip
    springs = article("Eaux", "Les élus régionaux et leurs eaux", "2021-03-04", "Des collectivités territoriales.")
    ivory = article("Abidjan", "Mission en Côte d'Ivoire", "2020-01-05", "Les villes ivoiriennes et leurs œuvres.")
    pages = [
        Reading(
            "article", water.url, water, [event(water, "2022-05-02"), document("d3", "Le programme", news_id="Eau")]
        ),
        Reading("article", springs.url, springs),
        Reading("article", ivory.url, ivory),
    ]
    niger = article("Niger", "Appel à projets : Niger", "2019-02-03", "Un appel pour des projets de stage au Niger.")
    return [*pages, Reading("article", niger.url, niger)]
