"""The small archive of conftest.py with an article whose sentences were read: a workshop in Rabat."""

import sqlite3
from contextlib import closing
from pathlib import Path

from scraper import records
from scraper.archive import Archive
from scraper.prose.facts import (
    FundStatement,
    PersonMention,
    ProseFacts,
    Source,
    StatedDeadline,
    StatedEvent,
    StatedPartnership,
    StatedRole,
)
from scraper.reading.result import Reading
from tests.archive.pages import save_response
from tests.datasette.conftest import PORTAL, article, fill

OPENED = "Jean-Marc Roche, maire de Bourgneuf, a ouvert l’atelier du 14 mai 2025 à Rabat devant 120 élus."
LED = "Fatima Benali l’a animé."
TWINNED = "Bourgneuf et Chefchaouen sont jumelées depuis 1998."
DUE = "Les candidatures sont à envoyer avant le 30 juin 2025."
PRESIDED = "Le groupe-pays Maroc est présidé par Jean-Marc Roche depuis 2023 et jusqu’au 31 mars 2026."
COLLECTED = "Le fonds Maroc, clos le 31 mars 2025, a réuni 1 234 567 euros auprès de 48 donateurs."
PUT_OFF = "La réunion prévue le 3 juin est reportée au 10 juin 2025 à 14 heures."
BODY = "\n\n".join((f"{OPENED} {LED}", f"{TWINNED} {DUE}", f"{PRESIDED} {COLLECTED}", PUT_OFF))
SPELLING = "J.-M. Roche"


def fill_with_sentences(path: Path) -> None:
    """What conftest.py's archive has, and the workshop, whose sentences are read; another spelling of a name."""
    fill(path)
    news = article("Atelier-Maroc", "Atelier à Rabat", "2025-05-20", BODY)
    reading = Reading("article", news.url, news, [records.NewsTheme(news_id=news.id, theme_id="maroc")])
    with Archive.open(path) as archive:
        crawl = archive.start_crawl("news, groups", "limited", PORTAL)
        fetched = {"crawl_id": crawl, "url": news.url, "final_url": news.url, "fetched_at": "2026-03-02T10:00:00Z"}
        save_response(archive, crawl, records.Fetch(**fetched, status=200), b"<html>Rabat</html>", reading)
        archive.finish_crawl(crawl, "finished", requests=1)
        _, done = archive.read_sentences(read, "test")
        assert set(done) == {"read"}
    with closing(sqlite3.connect(path)) as connection, connection:
        alias = ("j-m-roche", "jean-marc-roche", SPELLING, "initiales")
        connection.execute("INSERT INTO people_aliases (id, person_id, name, reason) VALUES (?, ?, ?, ?)", alias)


def read(texts: dict, _published: str | None, _groups: list[str]) -> ProseFacts:
    """Return what a reader of sentences finds in the workshop; of the other articles, nothing but a kind."""
    if texts["body"] != BODY:
        return ProseFacts(kind="other")
    mayor = {"function": "maire", "organisation": "Bourgneuf"}
    held = {"starts": "2025-05-14", "ends": "2025-05-14", "precision": "day"}
    moved = {"starts": "2025-06-10T14:00", "ends": "2025-06-10T14:00", "precision": "minute"}
    return ProseFacts(
        kind="report",
        groups=["Maroc"],
        group_sources={"Maroc": source(PRESIDED)},
        mentions=[
            PersonMention("Jean-Marc Roche", source(OPENED), "speaker", **mayor),
            PersonMention("Fatima Benali", source(LED), "moderator"),
        ],
        roles=[
            StatedRole("Jean-Marc Roche", "co_president", "Maroc", source(PRESIDED), since="2023", until="2026-03-31")
        ],
        occasions=[
            StatedEvent(**held, source=source(OPENED), place="Rabat", attendance=120, attendance_unit="élus"),
            StatedEvent(**moved, source=source(PUT_OFF), online=True, status="postponed", moved_from="2025-06-03"),
        ],
        funds=[FundStatement("Maroc", source(COLLECTED), closed="2025-03-31", amount_eur=1234567, donors=48)],
        partnerships=[StatedPartnership("Bourgneuf", "Chefchaouen", "twinning", source(TWINNED), since="1998")],
        deadlines=[StatedDeadline("2025-06-30", "candidatures", source(DUE))],
    )


def source(sentence: str) -> Source:
    """Return where a sentence of the workshop is."""
    start = BODY.index(sentence)
    return Source("body", start, start + len(sentence), sentence)
