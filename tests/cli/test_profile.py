"""`portail profile`: what pages of a site show together, for who looks at a portal for the first time."""

from dataclasses import replace

import pytest

from scraper.archive import Archive
from scraper.archive.site_profile import keep
from scraper.learning.learn import learn
from scraper.reading.profile import ListedDates, Profile
from tests.learning.sites import site, text, title, url


@pytest.fixture
def archive(tmp_path):
    def article(subject):
        return f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div><div class='y'>Nous écrire</div>"

    with Archive.open(tmp_path / "archive.db", create=True) as made:
        crawl = made.start_crawl("news", "full", "https://cites-unies-france.org")
        keep(made.db, learn(site(article)), crawl, 15)
        made.finish_crawl(crawl, "finished", requests=0)
    return tmp_path / "archive.db"


def test_the_title_is_shown_with_its_place_and_how_many_pages_agree(invoke, archive):
    result = invoke("profile", "--archive", archive)
    assert result.exit_code == 0, result.output
    assert "article: 14 pages; 14 of the 14 that links name have that name for a title" in result.output
    assert [line.split() for line in result.output.splitlines() if "the page's title" in line] == [
        ["the", "page's", "title", "14", "100%", "h1"]
    ]
    assert "Nous" not in result.output


def test_the_frame_is_counted_and_shown_when_asked_for(invoke, archive):
    assert "places in all" in invoke("profile", "--archive", archive).output
    assert "div.y" in invoke("profile", "--full", "--archive", archive).output


def test_what_the_dates_of_lists_are_is_shown(invoke, archive):
    with Archive.open(archive) as opened:
        (layout,) = opened.profile().layouts
        listed = replace(layout, kind="rubrique", listed=ListedDates("above", "event", 9, 10))
        keep(opened.db, Profile((layout, listed)), 1, 15)
    shown = " ".join(invoke("profile", "--archive", archive).output.split())
    assert "dates of the articles listed: another day in their text 90% above the title" in shown


def test_an_archive_of_few_pages_knows_none(invoke, tmp_path):
    Archive.open(tmp_path / "few.db", create=True).close()
    assert "No layout is known" in invoke("profile", "--archive", tmp_path / "few.db").output


def test_a_page_is_checked_by_what_an_archive_knows(invoke, archive, tmp_path):
    body = f"<html><body><h1>{title('Oslo')}</h1><div class='x'>{text('Oslo')}</div><div class='y'>Nous écrire</div>"
    (tmp_path / "page.html").write_text(f"{body}</body></html>", encoding="utf-8")
    alone = invoke("check", tmp_path / "page.html", "--url", url("Oslo"))
    known = invoke("check", tmp_path / "page.html", "--url", url("Oslo"), "--archive", archive)
    assert ("Nous écrire" in alone.output, "Nous écrire" in known.output) == (True, False)
