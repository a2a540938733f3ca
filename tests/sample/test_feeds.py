"""robots.txt, sitemap.xml, RSS and iCal, as SPIP makes them."""

import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest

from sample_portal import Sample, Site, changes
from tests.sample.asking import ORIGIN, ask

_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def _locations(xml: str) -> list[str]:
    return [loc.text for loc in ET.fromstring(xml).iter(f"{_SITEMAP}loc")]


def test_robots_name_delay_and_sitemap(site: Site):
    text = ask(site, "/robots.txt").body.decode()
    assert "Crawl-delay: 1\n" in text
    assert f"Sitemap: {ORIGIN}/sitemap.xml" in text
    assert ask(site, "/spip.php?page=robots.txt").body.decode() == text


def test_sitemap_lists_sections_and_articles_but_no_keyword(site: Site, sample: Sample):
    found = _locations(ask(site, "/sitemap.xml").body.decode())
    assert f"{ORIGIN}/" in found
    assert {f"{ORIGIN}/{sample.path('article', number)}" for number in sample.published} <= set(found)
    assert not any("+-" in location for location in found)
    states = {sample.heads[number].state for number in sample.published}
    assert states == {"online", "redirected", "protected"}


@pytest.mark.slow
def test_sitemap_holds_two_thousand_articles_at_most():
    large = Sample(2_400)
    assert len(_locations(ask(Site(large), "/sitemap.xml").body.decode())) == 2_000 + len(large.sections) + 1


def test_feed_gives_the_ten_newest_and_all_of_three_days(sample: Sample):
    few = ask(Site(sample), "/spip.php?page=backend").body.decode()
    assert few.count("<item ") == 10
    published = [changes.publish(on=sample.today + timedelta(days=1)) for _ in range(14)]
    later = sample.after(published)
    recent = [number for number in later.past if later.heads[number].published >= later.today - timedelta(days=3)]
    many = ask(Site(later), "/spip.php?page=backend").body.decode()
    assert many.count("<item ") == len(recent) >= 14
    ET.fromstring(many)


@pytest.mark.parametrize("query", ["id_rubrique=167", "id_mot=55", "id_rubrique=2"])
def test_feeds_of_sections_and_keywords(site: Site, query: str):
    ET.fromstring(ask(site, f"/spip.php?page=backend&{query}").body.decode())


def test_ical_has_spips_malformed_type_and_the_days_of_publication(site: Site, sample: Sample):
    response = ask(site, "/spip.php?page=ical")
    assert response.headers["Content-Type"] == "text/calendar; charset:utf-8;charset=UTF-8"
    newest = sample.heads[sample.published[0]].published
    days = re.findall(r"DTSTART:(\d{8})", response.body.decode())
    assert days[0] == f"{newest:%Y%m%d}"
    assert len(days) <= 100
    assert isinstance(newest, date)
