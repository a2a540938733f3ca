"""The changes of the portal in words, with the difference itself, as pages and feeds."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scraper import records
from scraper.archive import Archive
from scraper.reading.result import Reading
from tests.archive.pages import save_response
from tests.datasette.conftest import PORTAL, checked_out, document, president
from tests.datasette.five_days import event, fetch
from tests.front.conftest import SeenPage, seeing
from tests.front.feeds import ATOM, checked_feed

LONG = " ".join(f"mot{number}" for number in range(60))
KEPT = "Ce passage reste."


def tell(path: Path) -> None:
    """Two complete crawls and a correction of ours: the second meets an article for the first time."""
    with Archive.open(path, create=True) as archive:
        crawl(archive, "2026-03-01", meeting("Maire", f"{LONG} avant {LONG}"), mali("1992"))
        documents = (document("d1", "Compte rendu", news_id="Reunion"),)
        changed = meeting("Adjointe", f"{LONG} après {LONG}", *documents, language="en")
        crawl(archive, "2026-03-04", changed, mali("1993"), article("Nouveau", "Un premier mot."))
        with archive.db.atomic():
            archive.db.execute(
                "INSERT INTO versions (record_table, record_id, kind, fields, content_sha256, fetch_id, "
                "reader_version, seen_at) SELECT record_table, record_id, 'technical', "
                "json_set(fields, '$.issuer', 'CUF'), content_sha256, fetch_id, reader_version, '2026-03-05T08:00:00Z' "
                "FROM versions WHERE record_id = 'Reunion' ORDER BY id DESC LIMIT 1"
            )


def crawl(archive: Archive, day: str, *readings: Reading) -> None:
    number = archive.start_crawl("news, groups", "full", PORTAL)
    for reading in readings:
        save_response(archive, number, fetch(number, day, reading.url), f"<html>{reading.subject}".encode(), reading)
    archive.finish_crawl(number, "finished", requests=len(readings))


def article(slug: str, body: str, *rows, **more) -> Reading:
    news = records.News(id=slug, url=PORTAL + slug, title=slug, published="2026-03-12", body=body, **more)
    return Reading("article", news.url, news, [event(news, "2026-03-12", place="Paris"), *rows])


def meeting(function: str, body: str, *rows, **more) -> Reading:
    person, role = president(function=function)
    mentioned = records.Group(id="maroc", name="Maroc", kind="country")
    return article("Reunion", f"{KEPT}\n\n{body}", mentioned, person, role, *rows, **more)


def mali(year: str) -> Reading:
    group = records.Group(id="mali", name="Mali", kind="country", country_code="ML", url=f"{PORTAL}-Mali-")
    dates = {"starts": f"{year}-01-01", "ends": f"{year}-12-31", "precision": "year"}
    rows = [
        records.GroupMilestone(group_id="mali", position=1, text="Création", **dates),
        records.Listing(list_url=group.url, url=f"{PORTAL}Nouveau", kind="group", group_id="mali"),
    ]
    return Reading("group", group.url, group, rows)


@pytest.fixture(scope="module")
def see_changes(tmp_path_factory) -> Callable[[str], SeenPage]:
    """Ask the archive of this file for a page."""
    return seeing(checked_out(tmp_path_factory.mktemp("changes"), tell))


def entries(page: SeenPage) -> dict[str, str]:
    """The words of each change of a page, by its title."""
    found = page.soup.find_all("article", class_="change")
    return {each.h3.a.get_text(): " ".join(each.get_text(" ").split()) for each in found}


def test_what_came_with_the_first_complete_crawl_is_not_new(see_changes):
    page = see_changes("/changements/2026-S10")
    assert list(entries(page)) == ["Mali", "Nouveau", "Reunion"]
    assert "nouvel article" in entries(page)["Nouveau"]
    assert "Un premier mot." in entries(page)["Nouveau"]
    assert page.main.count("nouvel article") == 1
    assert "Premières lectures : 1 article, 1 groupe." in see_changes("/changements/2026-S09").main


def test_a_change_is_shown_by_words_and_what_stayed_is_cut_or_folded(see_changes):
    page = see_changes("/changements")
    change = next(each for each in page.soup.find_all("article", class_="change") if each.h3.a.get_text() == "Reunion")
    assert [each.get_text() for each in change.find_all("del")] == ["avant", "Maire"]
    came = [each.get_text() for each in change.find_all("ins")]
    assert came == ["après", "anglais", "Compte rendu (PDF)", "Adjointe"]
    assert "mot59 avant après mot0" in entries(page)["Reunion"]
    assert "[…]" in entries(page)["Reunion"]
    assert "mot30" not in entries(page)["Reunion"]
    assert KEPT in change.find("details").get_text()


@pytest.mark.parametrize(
    ("prefix", "title", "expected"),
    [
        ("", "Reunion", "Compte rendu (PDF)"),
        ("", "Reunion", "François Bonneau (présidence), groupe Maroc · Maire Adjointe"),
        ("", "Mali", "1992 1993 : Création"),
        ("/en", "Reunion", "François Bonneau (president), group Maroc · Maire Adjointe"),
        ("/en", "Mali", "1992 1993 : Création"),
        ("/en", "Reunion", "Language English"),
    ],
)
def test_lists_and_codes_are_in_words(see_changes, prefix, title, expected):
    words = entries(see_changes(f"{prefix}/changements"))[title]
    assert expected in words
    assert not set("{}[") & set(words.replace("[…]", ""))


def test_corrections_of_ours_are_apart_and_folded(see_changes):
    page = see_changes("/changements")
    ours = page.soup.find("section", class_="ours")
    assert ours.details.summary.get_text() == "1\u00a0correction de notre lecture"
    assert "Émetteur" in ours.details.ul.get_text()
    assert "CUF" not in " ".join(entries(page).values())
    assert "2\u00a0changements et 1\u00a0nouvelle page" in page.soup.main.get_text()


def test_removals_and_returns_have_their_reason(see_five_days):
    french, english = see_five_days("/changements").main, see_five_days("/en/changements").main
    assert "retiré du portail : identification exigée" in french
    assert "de retour sur le portail, après son retrait constaté le 5 mars 2026 (identification exigée)" in french
    assert "removed from the portal: a login is asked for" in english
    assert "back on the portal, after its removal was found on 5 March 2026" in english


def test_days_are_of_paris_and_lead_to_the_weeks_beside(see_five_days):
    page = see_five_days("/changements/2026-S10")
    assert [each.get_text() for each in page.soup.find_all("h2")][:3] == [
        "samedi 7 mars 2026",
        "jeudi 5 mars 2026",
        "mardi 3 mars 2026",
    ]
    assert {"/changements/2026-S09", "/changements/2026-S11"} <= set(page.links)
    assert page.title.startswith("Changements : semaine 10 (2–8 mars 2026)")
    assert page.soup.find("nav", class_="trail").find("a", href="/changements")


@pytest.mark.parametrize(
    "path",
    [
        *("/changements/2026-S54", "/changements/2026-48", "/changements/0000-S01", "/changements/9999-S52"),
        *("/changements?groupe=personne", "/changements?pays=XX1", "/changements/2026-S54.atom"),
    ],
)
def test_what_is_no_week_group_or_country_is_a_page_that_helps(see_five_days, path):
    assert see_five_days(path).status == 404


def test_changes_of_a_group_or_a_country_are_its_own_and_its_articles(see_changes):
    assert list(entries(see_changes("/changements?groupe=mali"))) == ["Mali", "Nouveau"]
    assert list(entries(see_changes("/changements?pays=ML"))) == ["Mali", "Nouveau"]
    assert list(entries(see_changes("/changements?pays=ml&groupe=mali"))) == ["Mali", "Nouveau"]
    assert not entries(see_changes("/changements?pays=ML&groupe=maroc"))
    assert "/changements/2026-S10?groupe=mali" in see_changes("/changements?groupe=mali").links


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    "path",
    ["/changements.atom", "/changements/2026-S10.atom", "/changements.atom?groupe=mali", "/changements.atom?pays=ML"],
)
def test_feeds_are_valid_and_have_the_changes_of_their_page(see_five_days, prefix, path):
    response = see_five_days(prefix + path).response
    assert response.headers["content-type"].startswith("application/atom+xml")
    root = checked_feed(response.content)
    titles = [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]
    page = see_five_days(prefix + path.replace(".atom", ""))
    assert [title.split(" · ")[0] for title in titles] == [
        each.h3.a.get_text() for each in page.soup.find_all("article", class_="change")
    ]
    own = root.find(f"{ATOM}link[@rel='self']").get("href")
    assert own == f"http://localhost{prefix}{path}"
    assert page.soup.find("link", type="application/atom+xml")["href"] == prefix + path


def test_an_entry_has_the_difference_as_text(see_five_days):
    root = checked_feed(see_five_days("/changements.atom").response.content)
    contents = {entry.findtext(f"{ATOM}id"): entry.find(f"{ATOM}content") for entry in root.findall(f"{ATOM}entry")}
    moved = contents["tag:cites-unies-france.org,2026:actualite/Reunion-Mali/v/4"]
    assert moved.get("type") == "text"
    assert not len(moved)
    assert "Titre\n− Réunion du groupe-pays Mali, le 12 mars\n+ Réunion du groupe-pays Mali, le 19 mars" in moved.text
    hostile = contents["tag:cites-unies-france.org,2026:actualite/Seisme/v/5"].text
    assert "+ <script>alert(1)</script><img src=x onerror=alert(1)>" in hostile


def test_scraped_markup_is_text(see_five_days):
    page = see_five_days("/changements")
    assert "<script>alert(1)</script>" in page.main
    assert not page.soup.main.find_all(["script", "img"])
