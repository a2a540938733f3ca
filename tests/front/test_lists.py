"""Lists that are taken away: as CSV, as Excel and as a feed, by every list page."""

import csv
import zipfile
from io import BytesIO, StringIO
from xml.etree import ElementTree

import pytest

from tests.front.conftest import LANGUAGES
from tests.front.feeds import ATOM, checked_feed

LISTS = ["/actualites", "/actualites/2024", "/agenda", "/agenda/2024", "/agenda/2024-02", "/documents"]
LISTS += ["/recherche", "/fonds", "/groupes", "/personnes"]
"""Pages with a list that has all three forms."""


def csv_rows(see, path: str) -> list[dict]:
    return list(csv.DictReader(StringIO(see(path).response.content.decode(), newline=""), strict=True))


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_leads_to_its_forms(see, path, language):
    page = see(LANGUAGES[language] + path)
    forms = {LANGUAGES[language] + path + ending for ending in (".csv", ".xlsx", ".atom")}
    assert forms <= set(page.links)
    assert page.soup.find("link", type="application/atom+xml")["href"] in forms
    kinds = [see(form).response.headers["content-type"].split(";")[0] for form in sorted(forms)]
    assert kinds == [
        "application/atom+xml",
        "text/csv",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_feed_is_valid_and_in_its_language(see, path, language):
    root = checked_feed(see(f"{LANGUAGES[language]}{path}.atom").response.content)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert root.findall(f"{ATOM}entry")


def test_ids_of_entries_are_the_same_in_both_languages_and_of_each_feed(see):
    ids = [
        {entry.findtext(f"{ATOM}id"): entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")}
        for root in (checked_feed(see(f"{lang}/actualites.atom").response.content) for lang in LANGUAGES.values())
    ]
    assert ids[0] == ids[1]
    own = {checked_feed(see(f"{path}.atom").response.content).findtext(f"{ATOM}id") for path in LISTS}
    assert len(own) == len(LISTS)


@pytest.mark.parametrize("path", LISTS)
def test_excel_has_the_rows_of_csv(see, path):
    book = zipfile.ZipFile(BytesIO(see(f"{path}.xlsx").response.content))
    sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows = len(list(sheet.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}row")))
    assert rows == len(csv_rows(see, f"{path}.csv")) + 1


def test_a_list_is_whole_and_as_the_page_filters_it(see, monkeypatch):
    assert len(csv_rows(see, "/actualites.csv?page=7")) == 4
    assert [row["Identifiant"] for row in csv_rows(see, "/actualites/2024.csv")] == ["Reunion-Maroc"]
    monkeypatch.setattr("scraper.serving.querying.CHUNK", 1)
    assert len(csv_rows(see, "/actualites.csv")) == 4


def test_columns_speak_the_language_of_the_page(see):
    (row,) = csv_rows(see, "/actualites/2024.csv")
    assert (row["Date de publication"], row["État annoncé"]) == ("2024-02-21", "annulé")
    (row,) = csv_rows(see, "/en/actualites/2024.csv")
    assert (row["Published"], row["Status"]) == ("2024-02-21", "cancelled")
    assert row["Page of the archive"] == "http://localhost/en/actualite/Reunion-Maroc"


def test_a_file_is_saved_under_the_name_of_its_list(see):
    assert 'filename="actualites-2024.csv"' in see("/actualites/2024.csv").response.headers["content-disposition"]


@pytest.mark.parametrize("path", ["/actualites/abcd.csv", "/actualites.pdf", "/.csv", "/actualites.csv?au=jamais"])
def test_a_list_of_nothing_is_a_page_that_helps(see, path):
    assert see(path).status == 404
    assert "/recherche" in " ".join(see(path).links)
