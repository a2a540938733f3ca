"""All skins of one page are read as equal records, and a list's page lists what the sample lists."""

from dataclasses import asdict

import pytest

from sample_portal import SKINS, Sample, Site
from sample_portal.sections import Section
from scraper import portal, records
from scraper.reading import read
from tests.sample.asking import ORIGIN, ask

FETCHED = "2026-03-02T10:00:00Z"


@pytest.fixture(scope="module")
def small() -> Sample:
    return Sample(60, seed=11)


@pytest.fixture(scope="module")
def sites(small: Sample) -> dict[str, Site]:
    return {skin: Site(small, skin) for skin in SKINS}


def _read(site: Site, path: str):
    return read(ask(site, f"/{path}").body, f"{ORIGIN}/{path}", fetched_at=FETCHED, portal=portal.load())


def _rows(site: Site, path: str) -> list[str]:
    """The rows of a page, without the size of a file, which not all skins show, and without the markup of texts, which
    each skin has of its own."""
    reading = _read(site, path)
    found = [row for row in (reading.subject, *reading.rows) if row and not isinstance(row, records.FormattedText)]
    rows = ((type(row).__name__, asdict(row)) for row in found)
    return sorted(str((name, {key: row[key] for key in row if key != "size_text"})) for name, row in rows)


def test_articles(small: Sample, sites: dict[str, Site]):
    for number in small.published[::4]:
        if small.heads[number].online:
            readings = {skin: _rows(site, small.path("article", number)) for skin, site in sites.items()}
            assert readings["spip"] == readings["agency"] == readings["modern"], number


def test_lists_and_groups(small: Sample, sites: dict[str, Site]):
    """One section of each shape; test_whole_way.py compares all of them."""
    shapes = {_shape(section): section for section in small.sections.values()}
    sections = [small.path("rubrique", section.number) for section in shapes.values()]
    intros = [section.group.intro for section in shapes.values() if section.group and section.group.intro]
    groups = [f"spip.php?page=pays_intro&id_rubrique={intro}" for intro in intros]
    for path in [*sections, *groups, small.path("mot", 55), small.path("mot", 60)]:
        readings = {skin: _rows(site, path) for skin, site in sites.items()}
        assert readings["spip"] == readings["agency"] == readings["modern"], path


def _shape(section: Section) -> tuple:
    group = section.group
    return section.kind, section.step, group and (group.kind, group.labelled, bool(group.referent), bool(group.themes))


@pytest.mark.parametrize("skin", SKINS)
def test_every_entry_of_the_news_is_read(small: Sample, sites: dict[str, Site], skin: str):
    for offset in range(0, len(small.news), 10):
        reading = _read(sites[skin], f"-Actualites-?debut_autres_articles={offset}")
        found = {row.url for row in reading.rows if isinstance(row, records.Listing) and row.kind == "news"}
        assert {small.url("article", number) for number in small.news[offset : offset + 10]} <= found
