"""Whatever an author of the portal writes is text, on every page, in every feed, calendar and file, of an archive and
of its public copy: decision 143.

Two archives are asked for the same pages: one has harmless words in every text column, the other one hostile texts in
the same places (hostile_texts.py).
"""

import asyncio
import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pytest
from datasette.app import Datasette

from scraper.archive.snapshot import publish
from scraper.front import site
from tests.attacks import answers, hostile_texts
from tests.attacks.answers import Answer, bare
from tests.attacks.hostile_texts import TEXTS, Planted, plant
from tests.datasette.conftest import checked_out
from tests.datasette.five_days import tell
from tests.datasette.sentences import fill_with_sentences
from tools.serving import demo_archive

BUNDLE = 13
"""Texts that a place has at once, where all of them are tried."""
SHOWN = 60
"""Letters of a text that have to be there, where a page shows the beginning of a long one."""
SHORTEST = 8
"""Letters of a text that is looked for: shorter ones are in many words."""
ARTICLES = 60
"""Of the demo's archive."""
CHOSEN_BY_TEXT = re.compile("/adresse[?]|/recherche[?]|/fiche_d_une_adresse|/reunions_par_pays")
"""Pages that show other records, or other parts of them, where the texts are others: of several names of a country, the
first by the alphabet."""
NOT_PUBLIC = re.compile(r"/archive/(header_sets|dictionaries|held|layouts|prose_readings)\b")
"""Tables whose rows a public copy does not have."""
TEXTS_MAKE = {"p", "br", "mark", "ins", "del"}
"""Elements that the pages make of a text's lines, of words that were sought, and of what differs."""
ONE_BY_ONE = {
    *("script", "style", "link", "meta", "base", "title", "html", "head", "body", "main", "form", "input", "button"),
    *("textarea", "select", "iframe", "object", "embed", "img", "svg", "math", "template", "noscript", "comment"),
    *("declaration", "h1", "header", "footer", "VEVENT", "VALARM", "VTIMEZONE", "VCALENDAR", "ER", "TY", "TI"),
}
"""What a page has as many of, whatever its texts."""


@dataclass
class Served:
    """A folder that is served, and what its answers are made of."""

    folder: Path
    planted: list[Planted]

    def ask(self, addresses: list[str]) -> list[Answer]:
        served = Datasette(config_dir=self.folder)

        async def asked() -> list[Answer]:
            return [answers.read_answer(await served.client.get(address)) for address in addresses]

        return asyncio.run(asked())

    def addresses(self, each: int) -> list[str]:
        """Return what it is asked for, in the same order for all archives with the same rows."""
        with closing(sqlite3.connect(self.folder / "archive.db")) as connection:
            face = answers.face_of(self.folder)
            return list(answers.every_address(lambda sql: connection.execute(sql).fetchall(), face, each))


def both(path: Path) -> None:
    """An archive of two small portals together, which has records of all kinds, with changes, and sentences."""
    fill_with_sentences(path)
    tell(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO texts VALUES ('news', 'Seisme', 'body', 0, '<h3>Al Haouz</h3><p>Un séisme.</p>')"
        )


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    return checked_out(tmp_path_factory.mktemp("small"), both)


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Path:
    made = demo_archive(tmp_path_factory.mktemp("demo_archive"), ARTICLES)
    return checked_out(tmp_path_factory.mktemp("demo"), lambda path: shutil.copy(made, path))


@pytest.fixture(scope="module")
def harmless_demo(demo, tmp_path_factory) -> tuple[Served, list[Answer]]:
    served = planted(demo, tmp_path_factory.mktemp("harmless"), hostile_texts.harmless, "-abc")
    return served, served.ask(in_turn(served.addresses(1)))


def planted(source: Path, folder: Path, choose: Callable[[int], str], of_an_id: str = hostile_texts.OF_AN_ID) -> Served:
    """Return a copy of a served folder whose texts are other ones."""
    copy = shutil.copytree(source, folder / "served")
    settings = json.loads((copy / "settings.json").read_text())
    (copy / "settings.json").write_text(json.dumps(settings | {"truncate_cells_html": 0}))  # what is cut is not seen
    return Served(copy, plant(copy / "archive.db", choose, of_an_id))


def public_copy(served: Served, folder: Path) -> Served:
    copy = shutil.copytree(served.folder, folder / "public", ignore=shutil.ignore_patterns("archive.db*"))
    publish(served.folder / "archive.db", copy / "archive.db")
    return Served(copy, served.planted)


def test_there_are_enough_texts():
    assert len(set(TEXTS)) == len(TEXTS) >= 60


def test_the_pages_of_all_routes_are_asked_for(small):
    """A page that is new has to be in answers.ADDRESSES."""
    asked = Served(small, []).addresses(1)
    paths = {address.partition("?")[0] for address in [*asked, "/chiffres/reunions.svg"]}
    unasked = [pattern for pattern, _ in site.routes() if not any(re.match(pattern, path) for path in paths)]
    assert [pattern for pattern in unasked if "number" not in pattern] == [], (
        "the second event of an article is the demo's"
    )


def test_texts_are_planted_in_all_columns_but_those_of_rules(small, tmp_path):
    """A column that is new is planted: its pages have to show it as text, or its name is one of a rule."""
    copy = shutil.copytree(small, tmp_path / "copy")
    found = {each.column for each in plant(copy / "archive.db", hostile_texts.harmless)}
    for column in ("news.title", "news.body", "groups.abstract", "people.name", "themes.name", "documents.title",
                   "problems.detail", "events.place", "versions.fields.title", "document_texts.text",
                   "mentions.name", "mentions.function", "mentions.quote", "partnerships.a", "deadlines.what",
                   "fund_facts.quote", "people_aliases.name", "events.attendance_unit",
                   "news_roles.quote"):  # fmt: skip
        assert column in found


def test_hostile_texts_are_text_on_every_page(small, tmp_path):
    """Each place has another text, each page one language; the archive and its public copy take turns."""
    harmless = planted(small, tmp_path / "harmless", hostile_texts.harmless, "-abc")
    hostile = planted(small, tmp_path / "hostile", hostile_texts.rotating)
    plain = harmless.ask(in_turn(harmless.addresses(1)))
    asked = in_turn(hostile.addresses(1))
    of_public = [n for n in range(1, len(asked), 2) if not NOT_PUBLIC.match(asked[n])]
    for served, turn in ((hostile, range(0, len(asked), 2)), (public_copy(hostile, tmp_path), of_public)):
        addresses = [asked[n] for n in turn]
        compare([plain[n] for n in turn], served.ask(addresses), addresses, harmless, hostile)


def in_turn(addresses: list[str]) -> list[str]:
    """Return the addresses without every other language of a page."""
    of_readers = [address for address in addresses if not address.startswith("/archive")]
    pairs = zip(of_readers[::2], of_readers[1::2], strict=True)
    return [pair[number // 2 % 2] for number, pair in enumerate(pairs)] + addresses[len(of_readers) :]


def test_no_page_leads_to_what_a_browser_would_run(small, tmp_path):
    """Where the portal's addresses are all scripts, they are text."""
    served = planted(small, tmp_path, lambda _: "javascript:alert(1)//")
    asked = in_turn(served.addresses(1))
    shown = served.ask(asked)
    assert [address for address, each in zip(asked, shown, strict=True) if each.addresses - {"", "http", "https"}] == []


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, len(TEXTS), BUNDLE))
@pytest.mark.parametrize("is_public", [False, True], ids=["full", "public"])
def test_each_hostile_text_is_text_wherever_it_is_shown(demo, harmless_demo, tmp_path, first, is_public):
    harmless, plain = harmless_demo
    hostile = planted(demo, tmp_path, hostile_texts.bundled(first, BUNDLE))
    addresses = in_turn(hostile.addresses(1))
    asked = public_copy(hostile, tmp_path) if is_public else hostile
    there = [n for n, address in enumerate(addresses) if not (is_public and NOT_PUBLIC.match(address))]
    addresses = [addresses[n] for n in there]
    compare([plain[n] for n in there], asked.ask(addresses), addresses, harmless, hostile)


@pytest.mark.slow
def test_charts_are_drawings_of_the_same_elements(small, tmp_path):
    harmless = planted(small, tmp_path / "harmless", hostile_texts.harmless, "-abc")
    hostile = planted(small, tmp_path / "hostile", hostile_texts.rotating)
    asked = list(answers.addresses(lambda _: [("reunions",), ("fonds",)], answers.ASKED["charts"], 4))
    for plain, shown in zip(harmless.ask(asked), hostile.ask(asked), strict=True):
        assert (plain.kind, plain.elements.keys()) == (shown.kind, shown.elements.keys())
        assert shown.addresses <= {""}


def compare(plain: list[Answer], shown: list[Answer], addresses: list[str], harmless: Served, hostile: Served) -> None:
    """Compare the answers of two archives whose texts alone differ. Raises AssertionError with all differences."""
    known: dict[str, set[str]] = {}
    for each in plain:
        known.setdefault(each.kind, set()).update(_names(each))
    scripts = set(chain.from_iterable(each.scripts for each in plain))
    texts: dict[str, set[str]] = {}
    for was, new in zip(harmless.planted, hostile.planted, strict=True):
        assert (was.column, was.was) == (new.column, new.was)
        texts.setdefault(bare(was.text), set()).update(bare(each)[:SHOWN] for each in _forms(new.text))
    # An address is written in other letters where it is a link, and of several the first by the alphabet is an example.
    texts = {was: new for was, new in texts.items() if len(was) >= SHORTEST and not was.startswith("http")}
    faults = [
        f"{address[:60]}…{address[-30:]}: {fault}"
        for address, before, after in zip(addresses, plain, shown, strict=True)
        for fault in _faults(before, after, known, scripts, {} if CHOSEN_BY_TEXT.search(address) else texts)
    ]
    assert not faults, "\n".join(faults)


def _forms(text: str) -> tuple[str, str, str]:
    """Return a text as it is, as JSON has it, and as JSON in JSON."""
    once = json.dumps(text, ensure_ascii=False)[1:-1]
    return text, once, json.dumps(once, ensure_ascii=False)[1:-1]


def _names(answer: Answer) -> set[str]:
    return {*answer.elements, *answer.attributes}


def _faults(before: Answer, after: Answer, known: dict, scripts: set[str], texts: dict[str, set[str]]) -> list[str]:
    faults = []
    leads = {before.status, after.status} == {200, 302}  # an address that is planted leads to no record
    if before.status != after.status and not leads:
        faults.append(f"status {after.status}, not {before.status}")
    faults += [
        f"new: {name}" for name in _names(after) - known.get(after.kind, set()) if name.split()[0] not in TEXTS_MAKE
    ]
    faults += [f"another script: {script[:80]}" for script in set(after.scripts) - scripts]
    faults += [f"leads to {scheme}:" for scheme in after.addresses - {"", "http", "https"} - before.addresses]
    if before.kind == after.kind and before.status == after.status:
        more = after.elements - before.elements
        faults += [f"{number} more {name}" for name, number in more.items() if name.split()[0] in ONE_BY_ONE]
        faults += [
            f"does not show {sorted(new)[:2]} of {was}"
            for was, new in texts.items()
            if was in before.text and not any(text in after.text for text in new)
        ]
    return faults
