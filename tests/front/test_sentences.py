"""What sentences state, on the pages: each with its sentence and its article; nothing of it where none were read."""

import re

import pytest

from scraper.archive import Archive
from scraper.prose.facts import PersonMention, ProseFacts, Source
from tests.datasette import sentences
from tests.datasette.conftest import checked_out, fill
from tests.front.conftest import LANGUAGES, seeing

ARTICLE = "/actualite/Atelier-Maroc"
PERSON = "/personne/jean-marc-roche"
NAMED = ProseFacts(kind="other", mentions=[PersonMention("Fatima Benali", Source("title", 0, 5, "Titre"))])


def quoted(page) -> list[str]:
    """The sentences that a page quotes, in its order."""
    return [each.get_text() for each in page.soup.main.find_all("blockquote") if each.get("lang") == "fr"]


def test_a_person_has_every_statement_with_its_sentence_and_article(see_read):
    page = see_read(PERSON)
    (entry,) = page.soup.find("section", class_="statements").find_all("article")
    assert entry.find_previous("h3").get_text() == "2025"
    assert entry.a["href"].startswith(f"{ARTICLE}#:~:text=")
    text = " ".join(entry.get_text(" ").split())
    assert "coprésidence · Maroc" in text
    assert "depuis 2023 jusqu’au 31 mars 2026" in text
    assert "intervient · maire, Bourgneuf" in text
    assert {sentences.PRESIDED, sentences.OPENED} <= set(quoted(page))


def test_the_other_spellings_of_a_name_lead_to_the_person(see_read):
    assert f"Also written: {sentences.SPELLING}" in see_read(f"/en{PERSON}").main
    moved = see_read("/en/personne/j-m-roche").response
    assert (moved.status_code, moved.headers["location"]) == (302, f"/en{PERSON}")


def test_a_past_day_shows_no_sentences_and_names_what_is_left_out(see_read):
    person = see_read("/personne/fatima-benali?au=2026-03-02")
    assert person.status == 200
    assert "n’est pas gardé par version" in person.main
    article = see_read(f"/en{ARTICLE}?au=2026-03-02")
    assert "is not kept by version" in article.main
    assert quoted(person) == []
    assert sentences.LED not in quoted(article)
    assert "report" not in article.soup.header.find_next("h1").find_parent("header").get_text()
    assert see_read("/personne/fatima-benali?au=2026-02-01").status == 404


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["fatima-benali", "francois-bonneau", "jean-marc-roche"]),
        ("?dans=articles", ["fatima-benali"]),
        ("?dans=roles&q=roche", ["jean-marc-roche"]),
        ("?fait=moderator", ["fatima-benali"]),
        ("?fait=speaker&lettre=R", ["jean-marc-roche"]),
        ("?fait=rien", []),
    ],
)
def test_people_are_narrowed_by_where_they_are_named_and_what_they_do(see_read, query, expected):
    page = see_read(f"/personnes{query}")
    entries = page.soup.main.find_all("article", class_="entry")
    assert [entry.a["href"].removeprefix("/personne/") for entry in entries] == expected


def test_people_who_are_only_named_are_listed_with_counts(see_read):
    page = see_read("/en/personnes")
    narrow = " ".join(page.soup.main.aside.get_text(" ").split())
    assert "in a role 2 by articles alone 1" in narrow
    assert "Speakers 1 Moderators 1" in narrow
    assert "maire, Bourgneuf · named in 1\u00a0article" in page.soup.main.get_text()
    table = see_read("/personnes.csv").response.text
    assert "Articles qui la nomment" in table.splitlines()[0]
    assert "fatima-benali,Fatima Benali,,1," in table.replace('""', "")


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("", ["Intervenants Jean-Marc Roche maire, Bourgneuf", "Animation Fatima Benali", "120\u00a0élus",
              "prévu d’abord le 3 juin 2025", "le 30 juin 2025 : candidatures", "jumelage, depuis 1998",
              "clos : 31 mars 2025", "collecté : 1\u202f234\u202f567\u00a0€", "48\u00a0donateurs", "compte rendu ·"]),
        ("/en", ["Speakers Jean-Marc Roche maire, Bourgneuf", "Moderators Fatima Benali", "120\u00a0élus",
                 "planned before for 3 June 2025", "30 June 2025 : candidatures", "twinning, since 1998",
                 "closed: 31 March 2025", "collected: €1,234,567", "48\u00a0donors", "report ·"]),
    ],
)  # fmt: skip
def test_an_article_shows_what_its_sentences_state(see_read, prefix, expected):
    page = see_read(prefix + ARTICLE)
    text = re.sub("[ \n]+", " ", page.soup.main.get_text(" "))
    assert [each for each in expected if each not in text] == []
    assert {sentences.OPENED, sentences.LED, sentences.TWINNED, sentences.DUE, sentences.PRESIDED,
            sentences.COLLECTED, sentences.PUT_OFF} <= set(quoted(page))  # fmt: skip


def test_a_sentence_opens_without_script_and_leads_to_its_place_in_the_text(see_read):
    page = see_read(ARTICLE)
    (opened,) = [each for each in page.soup.find_all("details") if sentences.LED in each.get_text()]
    assert " ".join(opened.summary.get_text(" ").split()) == "lu dans le texte : Fatima Benali"
    assert opened.a["href"] == "#:~:text=Fatima%20Benali%20l%E2%80%99a%20anim%C3%A9."


def test_articles_are_narrowed_by_their_kind(see_read):
    assert ARTICLE in see_read("/actualites?nature=report").links
    assert "Retirer compte rendu" in see_read("/actualites?nature=report").main
    assert ARTICLE not in see_read("/actualites?nature=other").links
    assert see_read("/actualites").links["/actualites?nature=report"] == "compte rendu"
    assert see_read("/actualites/2025?nature=report").links["/actualites/2025/05?nature=report"] == "mai"
    assert f"/en{ARTICLE}" in see_read("/en/actualites/2025?nature=report&pays=MA").links
    as_known = see_read("/en/actualites?nature=report&au=2026-03-02")
    assert "/en" + ARTICLE + "?au=2026-03-02" in as_known.links
    assert "today’s" in as_known.main


def test_the_agenda_has_events_of_sentences_but_not_on_a_past_day(see_read):
    assert "120\u00a0élus" in see_read("/agenda/2025").soup.main.get_text()
    assert "prévu d’abord le 3 juin 2025" in see_read("/agenda/2025").main
    table = see_read("/agenda.csv").response.text
    assert "Prévu d’abord le,Participants,Unité" in table.splitlines()[0]
    assert ",120,élus," in table
    known = see_read("/agenda/2025?au=2026-03-02")
    assert known.status == 200
    assert "Atelier à Rabat" not in known.main


def test_a_country_has_its_partnerships(see_read):
    page = see_read("/en/pays/maroc")
    assert "Bourgneuf – Chefchaouen twinning, since 1998" in page.main
    assert sentences.TWINNED in quoted(page)
    assert any(link.startswith(f"/en{ARTICLE}#:~:text=") for link in page.links)
    assert "Partnerships" not in see_read("/en/pays/maroc?annee=2024").main


def test_a_group_has_the_sentences_of_its_presidents_and_articles(see_read):
    page = see_read("/groupe/maroc")
    assert "Jean-Marc Roche depuis 2023 jusqu’au 31 mars 2026" in page.main
    assert quoted(page).count(sentences.PRESIDED) == 2, "of the role, and of the article that is about the group"


def test_a_fund_has_what_it_collected(see_read):
    page = see_read("/fonds/maroc")
    assert "collecté : 1\u202f234\u202f567\u00a0€" in re.sub("[ \n]+", " ", page.soup.main.get_text())
    assert "48\u00a0donateurs" in page.soup.main.get_text()
    timeline = page.soup.find("ol", class_="timeline").get_text()
    assert "31 mars 2025" in timeline
    assert sentences.COLLECTED in timeline
    assert "1234567" in see_read("/fonds.csv").response.text
    assert "1\u202f234\u202f567\u00a0€" in see_read("/fonds").soup.main.get_text()
    assert "collecté" not in see_read("/fonds/maroc?au=2026-03-02").main


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "path",
    ["/personnes", "/personne/francois-bonneau", "/actualite/Reunion-Maroc", "/pays/maroc", "/groupe/maroc",
     "/fonds/maroc", "/actualites"],
)  # fmt: skip
def test_nothing_of_it_is_there_where_no_sentences_were_read(see, path, language):
    """The sections of it would have headings with nothing below, or promise what the archive does not have."""
    page = see(LANGUAGES[language] + path)
    assert page.soup.main.find("details", class_="sentence") is None
    headings = {each.get_text().strip() for each in page.soup.main.find_all(["h2", "h3", "caption"])}
    new = {"Nature", "Kind", "Nommées", "Named", "Intervenants", "Speakers", "Partenariats", "Partnerships",
           "Collecte et clôture", "Collection and closing", "À faire au plus tard", "Due by",
           "Fonctions, selon les articles", "Functions, as articles state them"}  # fmt: skip
    assert headings & new == set()


def test_lists_are_made_again_when_sentences_are_read(tmp_path):
    """No page is fetched by it: what is remembered of an archive has to know that it has changed."""
    see = seeing(checked_out(tmp_path, fill))
    assert "Fatima Benali" not in see("/personnes").main
    assert "/actualites?nature=other" not in see("/actualites").links
    with Archive.open(tmp_path / "archive.db") as archive:
        _, done = archive.read_sentences(lambda *_: NAMED, "test")
        assert set(done) == {"read"}
    assert "Fatima Benali" in see("/personnes").main
    assert "/actualites?nature=other" in see("/actualites").links
