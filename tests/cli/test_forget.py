"""`portail forget`: what it says, what it does, and how it ends."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from sample_portal import Sample, serve
from scraper import records
from scraper.archive import Archive
from scraper.cli.exits import Exit
from scraper.reading.result import Reading
from tests.archive.pages import save_response

PORTAL = "https://cites-unies-france.org/"
BODY = b"<p>Contact : Jeanne <b>MARTIN</b>, j.martin@exemple.org. Voir J. Martin.</p>"


@pytest.fixture(autouse=True)
def archive(tmp_path) -> Path:
    """An archive of one article that names her as a contact."""
    news = records.News(
        id="Lettre", url=PORTAL + "Lettre", title="Lettre", body="Contact : Jeanne Martin. Voir J. Martin."
    )
    person = records.Person(id="jeanne-martin", name="Jeanne Martin")
    role = records.Role(id="-:contact:jeanne-martin:", person_id=person.id, role="contact")
    rows = [person, role, records.NewsRole(news_id=news.id, role_id=role.id)]
    with Archive.open(tmp_path / "archive.db", create=True) as made:
        crawl = made.start_crawl("news", "full", PORTAL)
        fetch = records.Fetch(
            crawl_id=crawl, url=news.url, final_url=news.url, status=200, fetched_at="2026-03-02T08:00:00Z"
        )
        fetch.headers = json.dumps([["Content-Type", "text/html"]])
        save_response(made, crawl, fetch, BODY, Reading("article", news.url, news, rows))
        made.finish_crawl(crawl, "finished", requests=1)
    return tmp_path / "archive.db"


def lines(result) -> list[str]:
    return result.stdout.splitlines()


def test_it_shows_what_it_would_do_and_does_nothing(invoke, archive):
    before = archive.read_bytes()
    result = invoke("forget", "Jeanne Martin")
    assert (result.exit_code, result.stderr) == (Exit.FINE, "")
    assert lines(result) == [
        "news_roles: 1 row to delete (news_roles/Lettre/-:contact:jeanne-martin:)",
        "people: 1 row to delete (people/jeanne-martin)",
        "roles: 1 row to delete (roles/-:contact:jeanne-martin:)",
        "news: 1 row to redact (news/Lettre)",
        "versions: 1 row to redact (versions/1)",
        "bodies: 1 row to withhold (bodies/1)",
        "Written as: Jeanne Martin (4), jeanne-martin (4), j.martin (1), Jeanne MARTIN (1).",
        "Left, perhaps another person's: run it for these too where they are hers: J. Martin (3).",
        "Nothing was changed: run it again with --yes. It cannot be undone.",
    ]
    assert archive.read_bytes() == before


def test_with_yes_it_does_it_once_and_the_archive_is_sound(invoke, archive, rows):
    result = invoke("forget", "Jeanne Martin", "--yes", "--reference", "demande 2027-03")
    assert result.exit_code == Exit.FINE
    assert "bodies: 1 row withheld" in lines(result)
    assert lines(result)[-1].startswith(
        "Snapshots and WARC files that were made before still hold the name: delete them."
    )
    assert "the next crawl brings it back" in lines(result)[-1]
    assert rows("SELECT body FROM news") == [{"body": "Contact : [nom retiré]. Voir J. Martin."}]
    assert rows("SELECT row_table, reference FROM redactions ORDER BY row_table") == [
        {"row_table": "bodies", "reference": "demande 2027-03"},
        {"row_table": "versions", "reference": "demande 2027-03"},
    ]
    verified = invoke("verify")
    assert verified.exit_code == Exit.FINE
    assert "bodies: sound, 1 withheld" in lines(verified)
    again = invoke("forget", "Jeanne Martin", "--yes")
    assert (again.exit_code, "Nothing of Jeanne Martin is in the archive." in lines(again)) == (Exit.FINE, True)
    assert invoke("forget", "J. Martin", "--yes").exit_code == Exit.FINE
    assert rows("SELECT body FROM news") == [{"body": "Contact : [nom retiré]. Voir [nom retiré]."}]
    assert b"martin" not in archive.read_bytes().lower()
    assert "1 left, as redacted" in invoke("reread").stdout


def test_people_of_the_sample_portal_are_erased_and_the_same_pages_do_not_bring_them_back(portail, archive):
    archive.unlink()
    with serve(Sample(articles=20, seed=5, today=date(2026, 3, 2)), port=0) as site:
        crawling = ("crawl", "--at", site.url, "--delay", "0", "-q")
        assert portail(*crawling).returncode == Exit.FINE
        with Archive.open(archive) as opened:
            for name in ("Bastien Roumagnac", "Inès Vasconcelos"):
                assert {"people", "roles"} <= {row.table for row in opened.forget(name).gone}
            kept = {key for (key,) in opened.db.execute("SELECT sha256 FROM bodies")} - opened.withheld_bodies()
            bodies = [opened.body(key) for key in kept]
        for content in (archive.read_bytes(), *bodies):
            assert not {b"roumagnac", b"vasconcelos"} & set(re.findall(rb"[a-z]+", content.lower()))
        assert portail("verify", "-q").returncode == Exit.FINE
        assert portail(*crawling).returncode == Exit.FINE
    assert portail("verify", "-q").returncode == Exit.FINE
    assert portail("forget", "Bastien Roumagnac").stdout == "Nothing of Bastien Roumagnac is in the archive.\n"


def test_of_nobody_there_is_nothing(invoke, archive):
    result = invoke("forget", "Zoé Personne")
    assert (result.exit_code, lines(result)) == (Exit.FINE, ["Nothing of Zoé Personne is in the archive."])


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("Martin",), Exit.USAGE, "Error: 'Martin' is no person's whole name"),
        (("Mme Martin", "--yes"), Exit.USAGE, "give a first name and a name, as 'Jeanne Martin'."),
        (("Jeanne Martin", "--reference", "Mme J. Martin, jeanne.martin"), Exit.USAGE, "holds the name itself"),
        ((), Exit.USAGE, "Missing argument"),
        (("Jeanne Martin", "--archive", "rien.db"), Exit.ARCHIVE, "There is no archive at rien.db"),
    ],
)
def test_what_it_cannot_do_is_a_sentence(invoke, archive, arguments, code, words):
    before = archive.read_bytes()
    result = invoke("forget", *arguments)
    assert result.exit_code == code
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert archive.read_bytes() == before


def test_while_a_crawl_runs_it_looks_and_does_nothing(invoke, archive):
    with Archive.open(archive) as crawling:
        crawling.start_crawl("news", "full", PORTAL)
        assert invoke("forget", "Jeanne Martin").exit_code == Exit.FINE
        refused = invoke("forget", "Jeanne Martin", "--yes")
    assert refused.exit_code == Exit.LOCKED
    assert "is being written by process" in refused.stderr


def test_a_damaged_page_is_named_and_nothing_is_done(invoke, archive, rows):
    with Archive.open(archive) as opened:
        opened.db.execute("DROP TRIGGER bodies_no_update")
        opened.db.execute("UPDATE bodies SET data = x'00'")
        opened.db.conn.commit()
    result = invoke("forget", "Jeanne Martin", "--yes")
    assert result.exit_code == Exit.ARCHIVE
    assert "put back a copy of the archive" in result.stderr
    assert rows("SELECT count(*) AS n FROM people") == [{"n": 1}]
