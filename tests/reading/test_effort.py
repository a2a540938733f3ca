"""What the readers may ask of a page, in numbers that are the same on every computer: docs/performance.md."""

import json
from collections import Counter
from pathlib import Path

import pytest
from bs4 import Tag

from scraper import portal as portals
from scraper.portal import Portal
from scraper.reading import read

PAGES = sorted(Path(__file__).parents[1].glob("pages/**/page.html"))[::7]
OTHERS = 20
"""Addresses of a page beside those of its links and pictures: its own, the head's, its feeds."""


@pytest.fixture(params=PAGES, ids=lambda page: page.parent.name)
def reading(request, monkeypatch):
    """Read a saved page; what was asked of the tree and of the portal is counted meanwhile."""
    counted: Counter[str] = Counter()

    def count(owner, name, key):
        called = getattr(owner, name)

        def counting(self, *arguments, **options):
            counted[key(self)] += 1
            return called(self, *arguments, **options)

        monkeypatch.setattr(owner, name, counting)

    count(Portal, "canonical", lambda portal: "addresses")
    for name in ("find_all", "find", "select", "select_one"):
        count(Tag, name, lambda tag: "searches" if tag.name in {"[document]", "html", "body"} else "small searches")
    meta = json.loads(request.param.with_name("meta.json").read_text(encoding="utf-8"))
    body = request.param.read_bytes()
    read(body, meta["url"], fetched_at=meta["fetched_at"], portal=portals.load())
    return counted, body.lower()


def test_the_tree_of_a_page_is_never_searched_as_a_whole(reading):
    counted, _ = reading
    assert counted["searches"] == 0


def test_each_link_of_a_page_is_resolved_once(reading):
    counted, body = reading
    links, sources = body.count(b"<a "), body.count(b"src=")
    assert counted["addresses"] <= links + sources + OTHERS
