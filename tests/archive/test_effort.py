"""Saving a page costs the same in a large archive as in a small one, and little."""

from collections.abc import Callable

import pytest

from scraper import records
from scraper.reading.result import Reading

pytestmark = pytest.mark.slow  # 1,600 pages are saved

PORTAL = "https://cites-unies-france.org/"
GROUPS = 40
MOST_STATEMENTS = 100
"""For an unchanged article with all that may belong to one; some twenty of them count its fields, ten more see whether
its texts and its entry of the search are as they were."""


@pytest.fixture
def page(article, event, listing) -> Callable[[int], Reading]:
    """Article number N, with all that may belong to one, of one group in forty, beside an agenda of two."""

    def numbered(number: int) -> Reading:
        slug, group = f"Reunion-{number}", f"groupe-{number % GROUPS}"
        role = f"{group}:president:p{number % 100}"
        reading = article(
            slug,
            event(slug),
            records.Group(id=group, name=group, kind="country"),
            records.Theme(id=group, name=group),
            records.NewsTheme(news_id=slug, theme_id=group),
            records.Person(id=f"p{number % 100}", name="P"),
            records.Role(id=role, group_id=group, person_id=f"p{number % 100}", role="president"),
            records.NewsRole(news_id=slug, role_id=role),
            records.Document(id=f"{slug}/a", url=f"{PORTAL}{slug}.pdf", title="Note", medium="text", news_id=slug),
            records.Fund(id=group, name=group),
            records.FundNews(fund_id=group, news_id=slug, opened="2022"),
            *[listing(f"Reunion-{number + near}", "agenda", list_url=PORTAL, starts="2026-03-25") for near in (-1, 1)],
            listing(slug, list_url=f"{PORTAL}-{group}-", group_id=group),
            spip_id=number + 1,
            body=f"Compte rendu de la réunion {number}. " * 40,
            title=f"Réunion {number}",
        )
        reading.problems.append(records.Problem(url=reading.url, rule="unread_date", detail="le 32 mars"))
        return reading

    return numbered


def steps(archive, work: Callable[[], object]) -> int:
    """How many hundreds of steps SQLite's machine takes for some work: the same on every computer."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    archive.db.conn.set_progress_handler(count, 100)
    work()
    archive.db.conn.set_progress_handler(None, 0)
    return counted


def test_a_page_costs_the_same_among_many(archive, save, page):
    archive.db.execute("PRAGMA synchronous = OFF")
    for number in range(200):
        save(page(number))
    few = steps(archive, lambda: [save(page(number)) for number in range(200, 240)])
    for number in range(240, 1600):
        save(page(number))
    many = steps(archive, lambda: [save(page(number)) for number in range(1600, 1640)])
    again = steps(archive, lambda: [save(page(number)) for number in range(200, 240)])
    assert many < 1.5 * few
    assert again < 2 * few


def test_an_unchanged_page_takes_few_statements(archive, save, page):
    for number in range(4):
        save(page(number))
    statements = []
    archive.db.conn.set_trace_callback(statements.append)
    save(page(2))
    archive.db.conn.set_trace_callback(None)
    asked = [sql for sql in statements if sql.lstrip().startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))]
    assert len(asked) <= MOST_STATEMENTS
