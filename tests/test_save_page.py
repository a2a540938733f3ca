"""python -m tools.save_page: a new saved page fails its test until a person has reviewed it."""

import json
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from scraper import portal
from tests import saved_pages
from tests.reading import test_pages
from tests.saved_pages import SavedPage
from tools.save_page import save_page

URL = "https://cites-unies-france.org/Reunion-du-groupe-pays-Mali-le-12-mars-2026"
PAGE = """<html lang="fr"><head><title>Réunion</title></head><body><h1>Réunion du groupe-pays Mali le 12 mars 2026</h1>
<p>Les membres du groupe se retrouvent au siège.</p><p>Publié le 3 mars 2026</p></body></html>"""


@pytest.fixture
def save(tmp_path, monkeypatch):
    """Save a page below an empty tests/pages with one group; returns the command's result."""
    monkeypatch.setattr(saved_pages, "ROOT", tmp_path / "pages")
    (tmp_path / "pages" / "meetings").mkdir(parents=True)
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")

    def run(source="page.html", name="meetings/mali", *options):
        path = str(tmp_path / source) if source == "page.html" else source
        return CliRunner().invoke(save_page, [path, name, *(options or ("--url", URL))])

    return run


@pytest.fixture
def saved(save, tmp_path) -> SavedPage:
    """A page that was saved."""
    assert save().exit_code == 0
    return SavedPage(tmp_path / "pages" / "meetings" / "mali")


def test_what_the_readers_see_is_written_as_a_test_expects_it(saved):
    assert saved.expected["kind"] == "article"
    assert saved.expected["subject"]["title"] == "Réunion du groupe-pays Mali le 12 mars 2026"
    assert saved.expected["subject"]["table"] == "news"
    assert saved.expected["events"][0]["starts"] == "2026-03-12"
    assert saved.meta == saved.meta | {"url": URL, "reviewed": False}
    assert saved.body.decode() == PAGE


def test_its_tests_pass_but_the_one_that_waits_for_a_review(saved):
    with pytest.raises(AssertionError, match=r'compare its expected\.json .* set "reviewed": true'):
        test_pages.test_a_person_has_reviewed_what_is_expected(saved)
    test_pages.test_the_page_is_recognised_by_its_kind(saved)
    test_pages.test_every_field_of_the_subject_is_read(saved)
    test_pages.test_people_and_their_roles_are_read(saved)
    test_pages.test_the_list_s_pages_and_the_ways_on_are_found(saved)
    for name in saved_pages.COLUMNS:
        test_pages.test_every_row_that_belongs_to_it_is_read_in_order(saved, name)


def test_a_reviewed_page_passes(saved):
    meta = saved.folder / "meta.json"
    meta.write_text(json.dumps(saved.meta | {"reviewed": True}), encoding="utf-8")
    test_pages.test_a_person_has_reviewed_what_is_expected(SavedPage(saved.folder))


def test_the_steps_to_take_are_printed(save):
    printed = save().output
    assert all(step in printed for step in ("tests/pages/meetings/mali", "`absent`", '"reviewed": true'))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("page.html", "mali"), "is in no group: give GROUP/NAME, with one of meetings."),
        (("page.html", "autres/mali"), "is in no group"),
        (("page.html", "meetings/mali", "--note", "x"), "is no address on the portal: give the page's with --url"),
        (("https://example.org/x", "meetings/mali", "--note", "x"), "is no address on the portal"),
    ],
)
def test_what_cannot_be_saved_is_refused_with_a_sentence(save, tmp_path, arguments, said):
    result = save(*arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())
    assert list((tmp_path / "pages" / "meetings").iterdir()) == []


def test_a_page_that_is_there_is_not_written_over(saved, save):
    assert "exists: choose another name" in save().output


@pytest.mark.parametrize(("status", "code"), [(200, 0), (404, 1)])
def test_a_url_is_asked_and_saved_when_it_answers(save, tmp_path, monkeypatch, status, code):
    answer = SimpleNamespace(status=status, body=PAGE.encode())
    monkeypatch.setattr("tools.save_page.ask", lambda *arguments, **options: answer)
    assert save(URL, "meetings/mali", "--note", "Un titre daté").exit_code == code
    folder = tmp_path / "pages" / "meetings" / "mali"
    assert folder.exists() == (status == 200)
    assert status != 200 or SavedPage(folder).meta["note"] == "Un titre daté"


def test_the_portal_s_addresses_are_canonical(save, tmp_path):
    assert save("page.html", "meetings/mali", "--url", f"{URL}?utm_source=lettre").exit_code == 0
    assert SavedPage(tmp_path / "pages" / "meetings" / "mali").meta["url"] == portal.load().canonical(URL)
