"""Nothing is asked that is not the portal's, or not worth a visit."""

import pytest
from scrapy import Request

from scraper.crawling.filters import FILE, NotAsked, Offsite

COPY = "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    "url",
    [
        "https://cites-unies-france.org/Reunion-5237",
        "http://www.raict.org/-Actualites-?debut_autres_articles=20",
        "https://raict.com/+-Maroc-55-+",
        "https://cites-unies-france.org/robots.txt",
    ],
)
def test_every_host_of_the_portal_is_asked(make_crawler, url):
    assert Offsite.from_crawler(make_crawler()).process_request(Request(url)) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/Reunion-5237",
        "https://cites-unies-france.org:8443/Titre",
        "https://platforma-dev.eu/",
        "https://cites-unies-france.org.example.org/",
        "https://user@example.org/cites-unies-france.org",
    ],
)
def test_what_leads_off_the_portal_is_not_asked(make_crawler, url):
    with pytest.raises(NotAsked, match="off the portal"):
        Offsite.from_crawler(make_crawler()).process_request(Request(url))


@pytest.mark.parametrize(
    "path",
    [
        "spip.php?page=login&url=-Actualites-",
        "ecrire/",
        "spip.php?page=recherche&recherche=Mali",
        "spip.php?action=cron",
        "spip.php?page=imprimer&id_article=12",
        "spip.php?page=forum&id_article=12",
        "IMG/pdf/note.pdf",
        "spip.php?page=calendrier",
    ],
)
def test_what_is_not_worth_a_visit_is_not_asked(make_crawler, path):
    with pytest.raises(NotAsked):
        Offsite.from_crawler(make_crawler()).process_request(Request(f"https://cites-unies-france.org/{path}"))


def test_a_file_is_asked_for_by_who_asks_for_files(make_crawler):
    boundary = Offsite.from_crawler(make_crawler())
    boundary.process_request(Request("https://cites-unies-france.org/IMG/pdf/note.pdf", meta={FILE: True}))
    for url in ("https://example.org/IMG/pdf/note.pdf", "https://cites-unies-france.org/ecrire/note.pdf"):
        with pytest.raises(NotAsked):
            boundary.process_request(Request(url, meta={FILE: True}))


def test_a_copy_is_asked_at_its_address(make_crawler):
    Offsite.from_crawler(make_crawler(COPY)).process_request(Request(f"{COPY}/Titre"))


@pytest.mark.parametrize(
    "url",
    [
        "https://cites-unies-france.org/Titre",
        "http://127.0.0.1:8001/Titre",
        "http://localhost:8000/Titre",
        "https://127.0.0.1:8000/Titre",
    ],
)
def test_outside_a_copy_nothing_is_asked_not_even_the_portal(make_crawler, url):
    with pytest.raises(NotAsked, match="off the portal"):
        Offsite.from_crawler(make_crawler(COPY)).process_request(Request(url))
