"""What a real SPIP answers: the facts of docs/spip.md, on the version that is installed."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from . import truth
from .asking import BOT, ask, next_second


@pytest.fixture
def article(small):
    """A published article of the small site, with its path."""
    _, site = small
    published = next(iter(truth.of(site).published.values()))
    return site, published.spip_id, "/" + published.url.split("/", 3)[3]


def test_a_bot_is_served_an_old_page_that_the_crawler_is_not(article):
    site, number, path = article
    assert ask(site, path).status == 200
    next_second()
    site.php("edit.php", [{"action": "append", "id": number, "text": "Une phrase ajoutée après coup."}])
    assert "ajoutée après coup" not in ask(site, path, agent=BOT).text
    assert "ajoutée après coup" in ask(site, path).text
    assert "ajoutée après coup" in ask(site, path, agent=BOT).text


def test_a_bot_may_not_ask_for_two_paginations(small):
    _, site = small
    path = "/?debut_a=10&debut_b=10"
    assert (ask(site, path, agent=BOT).status, ask(site, path).status) == (403, 200)


def test_under_load_a_bot_is_put_off_and_the_crawler_is_not(article):
    site, _, path = article
    screen = site.folder / "config/ecran_securite.php"
    text = screen.read_text()
    screen.write_text(text.replace("<?php", "<?php\ndefine('_ECRAN_SECURITE_LOAD', 0.01);", 1))
    try:
        with load():
            put_off = first_refusal(site, path)
        crawler = [ask(site, path) for _ in range(20)]
    finally:
        screen.write_text(text)
    assert (put_off.status, put_off.headers["retry-after"]) == (429, "300")
    assert {answer.status for answer in crawler} == {200}


@pytest.mark.parametrize(
    "path", ["/spip.php?article99999", "/spip.php?rubrique99999", "/spip.php?document5", "/spip.php?Nulle-part"]
)
def test_an_unknown_object_by_query_is_answered_with_the_home_page(small, path):
    _, site = small
    answer = ask(site, path)
    assert answer.status == 200
    assert _title(answer) == _title(ask(site, "/"))


@pytest.mark.parametrize(
    "path", ["/Nulle-part", "/article99999", "/spip.php?page=article&id_article=99999", "/spip.php?page=nulle"]
)
def test_an_unknown_address_is_404(small, path):
    assert ask(small[1], path).status == 404


def test_other_addresses_of_an_article_lead_to_its_own(article):
    site, number, path = article
    for other in (
        f"/spip.php?article{number}",
        f"/?article{number}",
        f"/article{number}",
        f"/article{number}.html",
        f"/{number}",
        f"{path}/",
    ):
        answer = ask(site, other)
        assert (answer.status, answer.headers["location"]) == (301, site.url + path), other


def test_some_other_addresses_of_an_article_show_it_themselves(article):
    site, number, path = article
    for other in (f"/spip.php?page=article&id_article={number}", f"{path}.html", path.lower(), f"{path}?foo=bar"):
        assert (ask(site, other).status, _title(ask(site, other))) == (200, _title(ask(site, path))), other


def test_an_article_that_redirects_and_one_that_is_protected_answer_302(small):
    _, site = small
    now = truth.of(site)
    assert (
        ask(site, "/Budget-detaille-de-la-mission-Sahel")
        .headers["location"]
        .startswith(f"{site.url}/spip.php?page=login&url=")
    )
    assert {ask(site, f"/spip.php?page=article&id_article={number}").status for number in now.moved} == {302}


def test_plan_sitemap_and_feed_name_a_protected_article_and_the_feed_has_its_text(small):
    _, site = small
    address = "Budget-detaille-de-la-mission-Sahel"
    assert address in ask(site, "/sitemap.xml").text
    assert address in ask(site, "/spip.php?page=plan").text
    assert "pas public.&lt;/p&gt;" in ask(site, "/spip.php?page=backend&id_rubrique=15").text


def test_pages_have_no_validators_and_files_have(article):
    site, _, path = article
    page = ask(site, path)
    assert "etag" not in page.headers
    assert ask(site, path, **{"If-Modified-Since": page.headers["last-modified"]}).status == 200
    file = next(path for path in (site.folder / "IMG").rglob("*.*") if path.suffix in {".pdf", ".jpg"})
    found = ask(site, f"/{file.relative_to(site.folder)}")
    assert ask(site, f"/{file.relative_to(site.folder)}", **{"If-None-Match": found.headers["etag"]}).status == 304


def test_a_list_answers_any_offset(small):
    name, site = small
    section, offset = ("/-Actualites-", "debut_autres_articles" if name == "agence" else "debut_articles")
    whole = ask(site, f"{section}?{offset}=-1").text
    first, beyond = ask(site, section).text, ask(site, f"{section}?{offset}=9999")
    assert len(whole) > len(first)
    assert beyond.status == 200
    assert beyond.text != first


@contextmanager
def load() -> Iterator[None]:
    """Keep the machine busy, until the block ends: SPIP looks at its load of the last minute."""
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(4)]
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.wait()


def first_refusal(site, path):
    """The first answer to a bot that is not 200, within two minutes."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        answer = ask(site, path, agent=BOT)
        if answer.status != 200:
            return answer
        time.sleep(0.2)
    raise AssertionError("no bot was put off")


def _title(answer) -> str:
    return answer.text.partition("<title>")[2].partition("</title>")[0].strip()
