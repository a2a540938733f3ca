"""A year of the portal, crawled after each thing that happens: each is one version of its kind, and nothing else is."""

import sqlite3
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from sample_portal import Change, Sample, changes, serve
from scraper.archive import Archive

pytestmark = pytest.mark.slow  # some seventy crawls

BEGINS = date(2026, 3, 2)
ONE_IN = 8
"""Of the sixteen articles published a month, two are enough here."""
KINDS = {
    "publish": "first",
    "edit": "change",
    "retitle": "change",
    "restore": "restored",
    "withdraw": "withdrawn",
    "protect": "withdrawn",
}


@dataclass(frozen=True)
class Year:
    """archive: crawled through a year; script: what happened, in parts, a crawl after each; sample: the portal at its
    end; begun: the last version before; growth: bytes that an unchanged crawl adds, a page."""

    archive: Path
    script: list[list[Change]]
    sample: Sample
    begun: int
    growth: float

    @property
    def changes(self) -> Iterator[Change]:
        """Everything that happened, in order."""
        return (change for part in self.script for change in part)

    def rows(self, sql: str, *values) -> list[sqlite3.Row]:
        with sqlite3.connect(self.archive) as db:
            db.row_factory = sqlite3.Row
            return db.execute(sql, values).fetchall()

    def id_of(self, number: int) -> str:
        """An article's id: its first slug."""
        slug = self.sample.addresses.of("article", number).slug
        return self.sample.permalinks().get(slug, slug)


def script_of_a_year(sample: Sample) -> list[Change]:
    """Return a year of changes, in the order of their days: sixteen articles a month, edits and new titles;
    some articles leave, and most of those come back."""
    kinds = ("meeting", "statement", "journey", "offer", "timed_meeting", "donors", "notice", "announced")
    meetings, days = changes.meetings(sample), [sample.today + timedelta(days=turn) for turn in range(400)]
    script = [changes.publish(kind=kinds[turn % 8], on=days[1 + turn * 23 // 12]) for turn in range(16 * 12)]
    script += [changes.edit(number, on=days[9 + 14 * turn]) for turn, number in enumerate(meetings[:24])]
    for turn, number in enumerate(meetings[:10]):
        script.append(changes.retitle(number, changes.looking_back(sample, number), on=days[20 + 33 * turn]))
    for turn, number in enumerate(meetings[10:18]):
        leave = changes.protect if turn % 4 == 3 else changes.withdraw
        script.append(leave(number, on=days[30 + 35 * turn]))
        if turn % 3 != 2:
            script.append(changes.restore(number, on=days[75 + 35 * turn]))
    return sorted(script, key=lambda change: change.on)


def in_parts(script: list[Change]) -> list[list[Change]]:
    """A script cut after each change of an article that is there; those published meanwhile come with the next."""
    parts, published = [[]], 0
    for change in script:
        published += change.action == "publish"
        if change.action != "publish" or published % ONE_IN == 0:
            parts[-1].append(change)
        if change.action != "publish":
            parts.append([])
    return [part for part in parts if part]


@pytest.fixture(scope="module")
def year(tmp_path_factory) -> Year:
    path = tmp_path_factory.mktemp("year") / "archive.db"
    sample = Sample(articles=60, seed=4, today=BEGINS)
    script = in_parts(script_of_a_year(sample))
    with serve(sample, port=0) as site:
        command = ["-m", "scraper", "crawl", "--at", site.url, "--delay", "0", "-q", "--archive", str(path)]

        def crawl() -> None:
            subprocess.run([sys.executable, *command], check=True, timeout=120)

        crawl()
        with sqlite3.connect(path) as db:
            (begun,) = db.execute("SELECT max(id) FROM versions").fetchone()
        for part in script:
            site.move(*part)
            crawl()
        site.move(today=site.sample.today + timedelta(days=1))
        crawl()  # a refusal is certain when a second crawl meets it
        before, crawls = size(path), 3
        for _ in range(crawls):
            crawl()
        with sqlite3.connect(path) as db:
            (pages,) = db.execute("SELECT requests FROM crawls ORDER BY id DESC LIMIT 1").fetchone()
        return Year(path, script, site.sample, begun, (size(path) - before) / crawls / pages)


def size(path: Path) -> int:
    """Bytes of the archive, its write-ahead log written back."""
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path.stat().st_size


def seen(year: Year) -> Counter:
    """What the portal shows of its changes, as (record, kind of version): of an article that is away, nothing."""
    away, expected = set(), Counter()
    for change in year.changes:
        if change.action == "publish":
            continue
        away = away - {change.number} if change.action == "restore" else away
        if change.number not in away:
            expected[year.id_of(change.number), KINDS[change.action]] += 1
        away = away | {change.number} if KINDS[change.action] == "withdrawn" else away
    return expected


def test_every_event_is_one_version_of_its_kind_and_nothing_else_is(year):
    found = year.rows("SELECT record_table, record_id, kind FROM versions WHERE id > ?", year.begun)
    firsts = [row for row in found if row["kind"] == "first"]
    found_changes = Counter((row["record_id"], row["kind"]) for row in found if row["kind"] != "first")
    assert found_changes == seen(year)
    assert len(firsts) == sum(change.action == "publish" for change in year.changes)
    assert {row["record_table"] for row in found} == {"news"}


def test_each_kind_of_event_happened(year):
    assert {change.action for change in year.changes} == set(KINDS)


def test_a_withdrawal_has_the_portals_reason(year):
    actions = Counter(change.action for change in year.changes)
    reasons = Counter(row["reason"] for row in year.rows("SELECT reason FROM versions WHERE kind = 'withdrawn'"))
    assert reasons == {"http_404": actions["withdraw"], "login": actions["protect"]}


def test_a_change_is_of_the_fields_that_changed(year):
    """An edit is of the text; a retitling is of the title and what is read from it."""
    changed = defaultdict(set)
    for row in year.rows("SELECT record_id, seen_at, field FROM changes WHERE kind = 'change'"):
        changed[row["record_id"], row["seen_at"]].add(row["field"])
    assert all(fields == {"body"} or "title" in fields for fields in changed.values())
    assert len(changed) == sum(number for (_, kind), number in seen(year).items() if kind == "change")


def test_a_retitled_article_is_one_record_with_one_more_address(year):
    retitled = {change.number for change in year.changes if change.action == "retitle"}
    for number in retitled:
        (known,) = year.rows("SELECT url FROM news WHERE id = ?", year.id_of(number))
        assert known["url"] == year.sample.url("article", number)
        aliases = {row["url"] for row in year.rows("SELECT url FROM aliases WHERE record_id = ?", year.id_of(number))}
        assert len(aliases) >= 2
        assert known["url"] in aliases


def test_the_present_is_the_portals(year):
    shown = {row["id"]: row["title"] for row in year.rows("SELECT id, title FROM news WHERE withdrawn IS NULL")}
    first = year.sample.permalinks()
    assert shown == {first.get(news.id, news.id): news.title for news in year.sample.truth()["news"]}


def test_the_archive_is_sound(year):
    with Archive.open(year.archive) as archive:
        assert [damage for _, found in archive.verify() for damage in found] == []


def test_bodies_take_a_quarter_of_what_was_received_or_less(year):
    (bodies,) = year.rows("SELECT sum(length(data)) AS kept, sum(bytes) AS received FROM bodies")
    (dictionaries,) = year.rows("SELECT sum(length(data)) AS kept FROM dictionaries")
    assert bodies["kept"] + dictionaries["kept"] <= 0.25 * bodies["received"]


def test_a_crawl_of_an_unchanged_portal_adds_less_than_200_bytes_a_page(year):
    assert year.growth < 200
