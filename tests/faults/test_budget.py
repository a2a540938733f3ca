"""--budget: so many requests and no more, and the next run goes on where it is worth most."""

import pytest

from tests.faults.crawling import crawl, crawl_after
from tests.faults.good import SLUGS, portal

pytestmark = pytest.mark.slow  # a dozen crawls

ARTICLES = [f"/{slug}" for slug in SLUGS]


def test_runs_with_a_budget_come_round_to_every_article_before_they_ask_for_one_again(tmp_path):
    asked: list[str] = []
    runs = 0
    while not set(ARTICLES) <= set(asked):
        met = crawl(tmp_path, portal(), "--budget", "12")
        assert (met.code, met.reason) == (0, "budget"), met.said
        assert met.requests == 12
        asked += [path for path in met.portal.asked if path in ARTICLES]
        runs += 1
        assert runs < 6
    assert len(met.news) == len(SLUGS)
    first_round = asked[: len(SLUGS)]
    assert sorted(first_round) == sorted(ARTICLES)
    assert first_round[:5] == ARTICLES[:5]  # the newest first


def test_what_was_asked_longest_ago_comes_first_when_all_is_known(good, tmp_path):
    first = crawl_after(good, tmp_path, portal(), "--budget", "12")
    second = crawl(tmp_path, portal(), "--budget", "12")
    articles = [{path for path in met.portal.asked if path in ARTICLES} for met in (first, second)]
    assert all(articles)
    assert articles[0].isdisjoint(articles[1])


def test_every_spider_gets_its_share(tmp_path):
    met = crawl(tmp_path, portal(), "--budget", "15", spiders=("news", "agenda", "groups"))
    assert (met.code, met.reason) == (0, "budget"), met.said
    assert met.requests == 15
    assert "/spip.php?page=ical" in met.portal.asked
    assert "/-Fonds-de-solidarite-" in met.portal.asked


def test_a_budget_that_is_enough_changes_nothing(good, tmp_path):
    met = crawl_after(good, tmp_path, portal(), "--budget", "500")
    assert (met.code, met.reason) == (0, "finished"), met.said
    assert set(ARTICLES) <= set(met.portal.asked)


def test_a_budget_does_not_take_silence_for_absence(good, tmp_path):
    met = crawl_after(good, tmp_path, {**portal(), f"/{SLUGS[0]}": portal()["/-Actualites-"]}, "--budget", "8")
    assert not any(row.withdrawn for row in met.news.values())
    assert "requests were sent; the next run goes on" in met.said
