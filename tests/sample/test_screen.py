"""SPIP's security screen: robots get old pages and refusals (docs/spip.md)."""

from sample_portal import Sample, Site, changes
from tests.sample.asking import BROWSER, ask, status

ROBOT = "Scrapy/2.19 (+https://scrapy.org)"


def test_robots_get_old_pages(sample: Sample, article):
    number, slug = article
    site, target = Site(sample), f"/{slug}"
    before = ask(site, target).body
    site.move(changes.edit(number))
    assert ask(site, target, ROBOT).body == before
    after = ask(site, target).body
    assert after != before
    assert ask(site, target, ROBOT).body == after


def test_a_robots_visit_is_not_kept(sample: Sample, article):
    number, slug = article
    site = Site(sample)
    before = ask(site, f"/{slug}", ROBOT).body
    site.move(changes.withdraw(number))
    assert ask(site, f"/{slug}", ROBOT).body != before


def test_robots_are_refused_double_paginations(site: Site):
    target = "/-Actualites-?debut_articles=10&debut_rubriques=10"
    assert status(site, target, ROBOT) == (403, None)
    assert status(site, target, BROWSER) == (200, None)
    assert status(site, "/spip.php?page=agenda&mois=2026-03", ROBOT) == (403, None)
    assert status(site, "/spip.php?page=%3Cscript") == (403, None)


def test_no_screen_no_robots(sample: Sample):
    assert status(Site(sample, screened=False), "/-Actualites-?debut_a=10&debut_b=10", ROBOT) == (200, None)
