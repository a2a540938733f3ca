"""The saved pages of tests/pages are of 25 sites: none has eight pages of one layout, so none shows one, and each page
is read from its own lines. A family of pages that grows to a site is read by its profile here, and must be read as
well."""

from collections import defaultdict

import pytest

from scraper import portal
from scraper.learning.learn import FEWEST_PAGES, learn
from scraper.reading import read
from tests.saved_pages import PAGES, expected_of

PORTAL = portal.load()
FAMILIES = defaultdict(list)
for page in PAGES:
    FAMILIES[page.meta["family"]].append(page)
ENOUGH = [name for name, pages in sorted(FAMILIES.items()) if len(pages) >= FEWEST_PAGES]


def observed(page):
    return reading_of(page, observe=True).observed


def reading_of(page, **how):
    return read(page.body, page.meta["url"], fetched_at=page.meta["fetched_at"], portal=PORTAL, **how)


@pytest.mark.parametrize("name", ENOUGH)
def test_what_a_family_of_pages_shows_makes_none_of_them_worse(name):
    profile = learn([each for each in map(observed, FAMILIES[name]) if each])
    for page in FAMILIES[name]:
        assert expected_of(reading_of(page, profile=profile)) == expected_of(page.reading), page


def test_pages_of_many_sites_show_no_layout():
    """A site whose pages come in many templates is read page by page, and not by a mixture of them."""
    assert not learn([each for each in map(observed, PAGES) if each]).layouts
