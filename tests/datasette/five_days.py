"""An archive whose records have several versions: what the portal said on five days of March 2026."""

from pathlib import Path

from scraper import records
from scraper.archive import Archive
from scraper.reading.result import Reading
from tests.archive.pages import save_response

PORTAL = "https://cites-unies-france.org/"
SAME = "Les collectivités engagées au Mali sont invitées à s'inscrire."
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"
DAYS = ("2026-03-01", "2026-03-03", "2026-03-05", "2026-03-07", "2026-03-09")
"""The days of the crawls, all at eight (UTC)."""


def tell(path: Path) -> None:
    """Five crawls: the meeting is put off and moved, taken away, and comes back; the group gains a section."""
    with Archive.open(path, create=True) as archive:
        first = meeting(
            "le 12 mars", "La réunion aura lieu à Paris, salle Monnerville.", day="2026-03-12", place="Paris"
        )
        moved = meeting("le 19 mars", "La réunion aura lieu à Lyon, salle Monnerville.", day="2026-03-19", place="Lyon")
        crawl(archive, DAYS[0], first, group("Créé en 1985."), quake("Un séisme."))
        crawl(archive, DAYS[1], moved, group("Créé en 1985."), quake("Un séisme."))
        gone = Reading("login", PORTAL + "spip.php?page=login", None)
        crawl(archive, DAYS[2], group("Créé en 1985.", "Dix villes."), quake(HOSTILE), gone=gone)
        crawl(archive, DAYS[3], moved, group("Créé en 1985.", "Dix villes."), quake(HOSTILE))
        crawl(archive, DAYS[4], group("Créé en 1985.", "Onze villes."))


def crawl(archive: Archive, day: str, *readings: Reading, gone: Reading | None = None) -> None:
    """One crawl; gone: what answers at the meeting's address, a login page after a redirect."""
    number = archive.start_crawl("news, groups", "full", PORTAL)
    for reading in readings:
        save_response(archive, number, fetch(number, day, reading.url), f"<html>{reading.subject}".encode(), reading)
    if gone:
        away = fetch(number, day, PORTAL + "Reunion-Mali", final_url=gone.url, status=302)
        save_response(archive, number, away, b"", gone)
    archive.finish_crawl(number, "finished", requests=len(readings))


def fetch(number: int, day: str, url: str, **more) -> records.Fetch:
    values = {"url": url, "final_url": url, "status": 200, "fetched_at": f"{day}T08:00:00Z", **more}
    return records.Fetch(crawl_id=number, **values)


def meeting(when: str, body: str, *, day: str, place: str) -> Reading:
    news = records.News(
        id="Reunion-Mali",
        url=PORTAL + "Reunion-Mali",
        title=f"Réunion du groupe-pays Mali, {when}",
        published=day,
        body=f"{SAME}\n\n{body}",
        language="fr",
    )
    held = event(news, day, date_text=when, place=place, online=1)
    return Reading("article", news.url, news, [held])


def quake(body: str) -> Reading:
    news = records.News(id="Seisme", url=PORTAL + "Seisme", title="Séisme", published="2026-02-28", body=body)
    return Reading("article", news.url, news)


def group(*sections: str) -> Reading:
    mali = records.Group(id="mali", name="Mali", kind="country", country_code="ML", url=PORTAL + "-Mali-")
    rows = [
        records.GroupSection(group_id="mali", position=position, heading=f"Partie {position}", text=text)
        for position, text in enumerate(sections, 1)
    ]
    return Reading("group", mali.url, mali, rows)


def event(news: records.News, day: str, **more) -> records.Event:
    """What an article's title says takes place on a day."""
    values = {
        "title": news.title,
        "starts": day,
        "ends": day,
        "precision": "day",
        "date_text": day,
        "date_source": "title",
    }
    return records.Event(id=news.id, news_id=news.id, status=news.status, **values | more)
