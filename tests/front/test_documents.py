"""The documents: what they are, of what, and what is kept of them."""

import pytest

from scraper import records
from scraper.archive import Archive
from scraper.reading.result import Reading
from tests.archive.pages import save_response
from tests.datasette import five_days
from tests.datasette.conftest import checked_out
from tests.front.conftest import seeing
from tests.front.test_lists import csv_rows

HOSTILE_ADDRESS = "javascript:alert(1)//https://exemple.org/"
KINDS = {
    "a.pdf": ("text", "application/pdf", "PDF"),
    "b.docx": ("text", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "texte (Word, ODT)"),
    "c.xls": ("text", "application/vnd.ms-excel", "tableau (Excel, CSV)"),
    "d.pptx": ("text", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "présentation"),
    "e.jpg": ("photo", "image/jpeg", "image"),
    "f.mp3": ("sound", "audio/mpeg", "son"),
    "g": ("video", None, "vidéo"),
    "h.bin": ("text", None, "autre"),
}


def tell(path) -> None:
    """An article with a document of each kind, and one whose address is no address of the web."""
    news = records.News(id="Pieces", url=five_days.PORTAL + "Pieces", title="Pièces jointes", published="2024-01-02")
    documents = [
        records.Document(id=name, url=f"{five_days.PORTAL}IMG/{name}", medium=medium, mime=mime, news_id=news.id)
        for name, (medium, mime, _) in KINDS.items()
    ]
    documents.append(
        records.Document(id="x", url=HOSTILE_ADDRESS, title=five_days.HOSTILE, medium="text", news_id=news.id)
    )
    with Archive.open(path, create=True) as archive:
        crawl = archive.start_crawl("news", "full", five_days.PORTAL)
        answer = five_days.fetch(crawl, "2024-01-03", news.url)
        save_response(archive, crawl, answer, b"<html>", Reading("article", news.url, news, documents))
        archive.finish_crawl(crawl, "finished", requests=1)


@pytest.fixture(scope="session")
def see_documents(tmp_path_factory):
    """Ask an archive of documents of all kinds for a page."""
    return seeing(checked_out(tmp_path_factory.mktemp("front_documents"), tell))


def test_a_document_has_its_kind_size_and_place(see):
    entries = {entry.h3.get_text(): entry for entry in see("/documents").soup.find_all(class_="entry")}
    text = " ".join(entries["Note d'orientation"].get_text(" ").split())
    assert text.startswith("Note d'orientation PDF · 48 ko · texte gardé, 12 pages · Wayback Machine")
    assert entries["Note d'orientation"].find("a", href="/groupe/maroc")
    other = " ".join(entries["Compte rendu du séisme"].get_text(" ").split())
    assert "PDF · adresse seule" in other
    assert "21 février 2024" in other
    assert entries["Compte rendu du séisme"].find("a", href="/actualite/Reunion-Maroc")


def test_a_document_leads_to_the_portal_and_to_the_wayback_machine_of_its_day(see):
    links = see("/en/documents").links
    assert links["https://cites-unies-france.org/IMG/pdf/d1.pdf"] == "Note d'orientation"
    # d1 was fetched last on the second day; the page of d2 was read first on the first.
    assert "https://web.archive.org/web/20260302090000/https://cites-unies-france.org/IMG/pdf/d1.pdf" in links
    assert "https://web.archive.org/web/20260301080000/https://cites-unies-france.org/IMG/pdf/d2.pdf" in links


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"d1", "d2"}),
        ("genre=pdf", {"d1", "d2"}),
        ("genre=son", set()),
        ("lu=oui", {"d1"}),
        ("lu=non", {"d2"}),
        ("annee=2024", {"d2"}),
        ("annee=2023", set()),
        ("groupe=maroc", {"d1", "d2"}),
        ("groupe=maroc&annee=2024", {"d2"}),
        ("groupe=maroc&annee=2024&lu=oui", set()),
    ],
)
def test_documents_are_chosen_by_kind_group_year_and_what_is_kept(see, query, found):
    assert {row["Identifiant"] for row in csv_rows(see, f"/documents.csv?{query}")} == found
    page = see(f"/documents?{query}")
    assert len(page.soup.find_all(class_="entry")) == len(found)
    assert f"{len(found)} document" in page.main


def test_choices_have_their_counts(see):
    soup = see("/documents").soup
    counts = {facet.h3.get_text(): " ".join(facet.ul.get_text(" ").split()) for facet in soup.find_all(class_="facet")}
    assert counts == {
        "Genre": "PDF 2",
        "Gardé": "fichier lu 1 adresse seule 1",
        "Groupe": "Maroc 2",
        "Année de l’article": "2024 1",
    }


@pytest.mark.parametrize("query", ["genre=roman", "annee=abcd", "lu=peut-être", "groupe=personne"])
def test_a_choice_that_there_is_not_is_refused(see, query):
    assert see(f"/documents?{query}").status == 404


def test_each_kind_has_a_name(see_documents):
    rows = {row["Identifiant"]: row["Genre"] for row in csv_rows(see_documents, "/documents.csv")}
    assert rows == {name: kind for name, (_, _, kind) in KINDS.items()} | {"x": "autre"}
    for name, kind in (("pdf", "a.pdf"), ("presentation", "d.pptx"), ("video", "g")):
        assert [row["Identifiant"] for row in csv_rows(see_documents, f"/documents.csv?genre={name}")] == [kind]


def test_an_address_that_is_not_of_the_web_is_no_link(see_documents):
    page = see_documents("/documents")
    assert not [link for link in page.links if "javascript" in link]
    assert five_days.HOSTILE in page.soup.main.get_text()
    assert not page.soup.main.find("img")
