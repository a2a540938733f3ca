"""Redirects are followed within the portal, to canonical addresses."""

import pytest
from scrapy import Request
from scrapy.http import Response

from scraper.crawling.filters import PortalRedirects

OWN = "https://cites-unies-france.org"
COPY = "http://127.0.0.1:8000"


def redirect(crawler, asked: str, location: str, status: int = 301, **meta):
    request = Request(asked, meta=meta)
    answer = Response(asked, status=status, headers={"Location": location}, request=request)
    return PortalRedirects.from_crawler(crawler).process_response(request, answer), answer


def test_a_redirect_is_followed_to_the_canonical_address(make_crawler):
    onward, _ = redirect(make_crawler(), f"{OWN}/spip.php?article5237", "http://www.raict.org/Reunion-5237?lang=fr")
    assert onward.url == f"{OWN}/Reunion-5237"
    assert onward.meta["redirect_urls"] == [f"{OWN}/spip.php?article5237"]


def test_a_redirect_to_a_file_is_followed_when_a_file_was_asked_for(make_crawler):
    onward, _ = redirect(make_crawler(), f"{OWN}/IMG/pdf/a.pdf", f"{OWN}/IMG/pdf/b.pdf", file=True)
    assert onward.url == f"{OWN}/IMG/pdf/b.pdf"
    onward, answer = redirect(make_crawler(), f"{OWN}/Titre", f"{OWN}/IMG/pdf/b.pdf")
    assert onward is answer


def test_in_a_copy_an_absolute_address_of_the_portal_leads_to_the_copy(make_crawler):
    onward, _ = redirect(make_crawler(COPY), f"{COPY}/spip.php?article5237", f"{OWN}/Reunion-5237")
    assert onward.url == f"{COPY}/Reunion-5237"


@pytest.mark.parametrize(
    "location",
    [
        "https://example.org/",
        "/spip.php?page=login&url=Titre",
        "http://127.0.0.1:9/x",
        "http://[",
        "mailto:a@example.org",
    ],
)
def test_a_redirect_off_the_portal_or_to_a_login_is_the_answer(make_crawler, location):
    onward, answer = redirect(make_crawler(), f"{OWN}/Titre", location, 302)
    assert onward is answer
    assert answer.meta["stray"]


def test_a_copy_that_sends_its_visitors_to_the_portal_is_not_left(make_crawler):
    onward, answer = redirect(make_crawler(COPY), f"{COPY}/Titre", f"{OWN}/Titre")
    assert onward is answer


def test_a_portal_that_answers_at_another_of_its_hosts_is_asked_there_from_then_on(make_crawler):
    crawler = make_crawler()
    onward, _ = redirect(crawler, f"{OWN}/Titre", "https://www.cites-unies-france.org/Titre")
    assert (onward.url, onward.dont_filter) == ("https://www.cites-unies-france.org/Titre", True)
    assert crawler.spider.run.portal.request_url(f"{OWN}/Autre") == "https://www.cites-unies-france.org/Autre"
    assert crawler.spider.run.canonical("https://www.cites-unies-france.org/Autre") == f"{OWN}/Autre"


def test_a_circle_is_not_walked(make_crawler):
    onward, answer = redirect(make_crawler(), f"{OWN}/Titre", f"{OWN}/Titre")
    assert onward is answer


def test_a_chain_is_no_longer_than_allowed(make_crawler):
    way = [f"{OWN}/a{n}" for n in range(5)]
    onward, answer = redirect(make_crawler(), f"{OWN}/Titre", "/Autre", redirect_urls=way)
    assert onward is answer


def test_a_redirect_to_a_page_already_asked_is_the_answer_and_no_stray(make_crawler):
    crawler = make_crawler()
    crawler.spider.run.requests.asked.add(f"{OWN}/Reunion-5237")
    onward, answer = redirect(crawler, f"{OWN}/spip.php?article5237", "/Reunion-5237")
    assert onward is answer
    assert "stray" not in answer.meta


def test_what_is_no_redirect_passes(make_crawler):
    request = Request(f"{OWN}/Titre")
    for answer in (Response(request.url), Response(request.url, status=301), Response(request.url, status=404)):
        assert PortalRedirects.from_crawler(make_crawler()).process_response(request, answer) is answer


@pytest.mark.parametrize("status", [302, 303, 307])
def test_another_page_named_for_now_is_not_the_page_asked(make_crawler, status):
    onward, answer = redirect(make_crawler(), f"{OWN}/Titre", f"{OWN}/Autre", status)
    assert onward is answer
    assert not answer.meta.get("stray")


@pytest.mark.parametrize("status", [302, 307])
def test_a_move_of_host_for_now_is_followed(make_crawler, status):
    onward, _ = redirect(make_crawler(), f"{OWN}/Titre", "https://www.cites-unies-france.org/Titre", status)
    assert onward.url == "https://www.cites-unies-france.org/Titre"


def test_who_asks_for_any_page_takes_the_one_named_for_now(make_crawler):
    onward, _ = redirect(make_crawler(), f"{OWN}/Titre", f"{OWN}/Autre", 302, handle_httpstatus_all=True)
    assert onward.url == f"{OWN}/Autre"
