"""The portal as it was known on a day: actualites_au, evenements_au, groupes_au."""

from urllib.parse import quote

import pytest
import yaml

from scraper.archive import Archive


@pytest.fixture
def known(ask):
    def rows(question: str, day: str) -> list[dict]:
        answer = ask(f"/archive/{question}.json?_shape=array&date={quote(day, safe='')}")
        assert answer.status_code == 200
        return answer.json()

    return rows


@pytest.mark.parametrize(
    ("day", "titles"),
    [
        ("2026-02-28", []),
        ("2026-03-01", ["Réunion du groupe-pays Mali, le 12 mars", "Séisme"]),
        ("2026-03-02", ["Réunion du groupe-pays Mali, le 12 mars", "Séisme"]),
        ("2026-03-03", ["Réunion du groupe-pays Mali, le 19 mars", "Séisme"]),
        ("2026-03-05", ["Séisme"]),
        ("2026-03-06", ["Séisme"]),
        ("2026-03-07", ["Réunion du groupe-pays Mali, le 19 mars", "Séisme"]),
        ("", ["Réunion du groupe-pays Mali, le 19 mars", "Séisme"]),
    ],
)
def test_an_article_is_shown_as_last_read_and_not_while_it_is_withdrawn(known, day, titles):
    assert [row["title"] for row in known("actualites_au", day)] == titles


@pytest.mark.parametrize(
    "day", ["2026-03-03", "03/03/2026", " 2026-03-03 ", "mardi 3 mars 2026", "3/3/26", "le 3 mars 2026"]
)
def test_a_day_is_written_as_one_writes_it(known, day):
    assert [row["version"] for row in known("actualites_au", day)] == [4, 2]


@pytest.mark.parametrize("day", ["2026", "2026-02-31", "31/02/2026", "mars 2026", "now", "n'importe quoi"])
@pytest.mark.parametrize("question", ["actualites_au", "evenements_au", "groupes_au"])
def test_what_is_no_day_finds_nothing(known, question, day):
    assert known(question, day) == []


def test_a_day_that_finds_nothing_is_answered_with_how_to_write_one(ask):
    hint = "ou ce n'est pas un jour : écrivez-le 01/03/2026"
    assert hint in ask("/archive/actualites_au?date=31/02/2026").text
    assert "« &lt;b&gt; »" in ask("/archive/actualites_au?date=<b>").text
    assert hint not in ask("/archive/actualites_au?date=2026-03-03").text


@pytest.mark.parametrize(
    ("day", "events"),
    [
        ("2026-03-02", [("2026-03-12", "Paris", 1)]),
        ("2026-03-04", [("2026-03-19", "Lyon", 1)]),
        ("2026-03-05", []),
        ("2026-03-09", [("2026-03-19", "Lyon", 1)]),
    ],
)
def test_an_event_is_shown_as_its_article_had_it(known, day, events):
    assert [(row["starts"], row["place"], row["online"]) for row in known("evenements_au", day)] == events


@pytest.mark.parametrize(("day", "sections"), [("2026-03-01", [1]), ("2026-03-06", [2]), ("2026-02-01", [])])
def test_a_group_is_shown_with_how_many_sections_it_had(known, day, sections):
    assert [row["sections"] for row in known("groupes_au", day)] == sections


def test_columns_are_those_of_the_tables(known):
    article = known("actualites_au", "2026-03-03")[0]
    assert article == article | {
        "published": "2026-03-19",
        "url": "https://cites-unies-france.org/Reunion-Mali",
        "record": "news/Reunion-Mali",
        "kind": "change",
        "seen_at": "2026-03-03T08:00:00Z",
    }
    (group,) = known("groupes_au", "2026-03-03")
    assert group == group | {"name": "Mali", "kind": "country", "country_code": "ML", "roles": 0, "version": 3}


def test_rows_lead_to_the_version_and_to_the_record(ask):
    page = ask("/archive/actualites_au?date=2026-03-03").text
    assert '<a href="/archive/versions/4">4</a>' in page
    assert '<a href="/archive/news/Reunion-Mali">news/Reunion-Mali</a>' in page


@pytest.mark.parametrize("question", ["actualites_au", "evenements_au", "groupes_au"])
def test_a_records_version_is_looked_up_by_an_index(five_days, question):
    """Whatever the number of versions, none is met that is of another record."""
    sql = yaml.safe_load((five_days / "metadata.yml").read_text())["databases"]["archive"]["queries"][question]["sql"]
    with Archive.open(five_days / "archive.db") as archive:
        archive.db.conn.create_function("french_day", 1, str)
        plan = [row[3] for row in archive.db.execute(f"EXPLAIN QUERY PLAN {sql}", {"date": "2026-03-03"})]
    steps = [step for step in plan if " versions " in step]
    assert len(steps) == 2
    assert "USING INTEGER PRIMARY KEY" in steps[0]
    assert "(record_table=? AND record_id=?" in steps[1]
