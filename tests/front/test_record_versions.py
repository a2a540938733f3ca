"""The versions of articles and groups: one with its proof, two side by side."""

import pytest

MALI = "/actualite/Reunion-Mali"


@pytest.mark.parametrize("path", [f"{MALI}/v/4", "/groupe/mali/v/6", f"{MALI}/comparer", "/groupe/mali/comparer"])
@pytest.mark.parametrize(("prefix", "language"), [("", "fr"), ("/en", "en")])
def test_articles_and_groups_have_both_pages_in_both_languages(see_five_days, path, prefix, language):
    page = see_five_days(prefix + path)
    assert page.status == 200
    assert page.soup.html["lang"] == language
    assert page.soup.h1.get_text() in page.title


def test_a_version_shows_what_it_is_and_what_proves_it(see_five_days):
    page = see_five_days(f"{MALI}/v/7")
    assert "Version 3 sur 4 · retrait · 5 mars 2026, 9 h 00 · identification exigée" in page.main
    assert "Adresse qui a répondu https://cites-unies-france.org/spip.php?page=login" in page.main
    assert "HTTP 302" in page.main
    assert "SHA-256 de la page reçue" in page.main
    assert len(page.soup.find_all("code")) == 2
    wayback = "https://web.archive.org/web/20260305080000/https://cites-unies-france.org/Reunion-Mali"
    assert wayback in page.links


def test_a_version_is_in_words(see_five_days):
    french, english = see_five_days(f"{MALI}/v/4").main, see_five_days(f"/en{MALI}/v/4").main
    assert "du : 19 mars 2026 · au : 19 mars 2026 · précision : jour" in french
    assert "from : 19 March 2026 · to : 19 March 2026 · precision : day" in english
    assert "Langue français" in french
    assert "Language French" in english
    assert "Sans contenu : Surtitre" in french


def test_what_a_version_names_by_id_has_its_name(see):
    page = see("/actualite/Reunion-Maroc")
    first = next(link for link in page.links if "/v/" in link)
    assert "groupe : Maroc" in see(first).main


def test_versions_lead_to_their_neighbours_and_comparisons(see_five_days):
    page = see_five_days(f"{MALI}/v/4")
    steps = {a.get("rel", [""])[0]: a["href"] for a in page.soup.select(".steps a")}
    assert steps["prev"] == f"{MALI}/v/1"
    assert steps["next"] == f"{MALI}/v/7"
    assert f"{MALI}/comparer?de=1&a=4" in page.links
    assert f"{MALI}/comparer?de=4&a=8" in page.links
    assert "/citer/Reunion-Mali?v=4" in page.links
    last = see_five_days(f"{MALI}/v/8")
    assert not last.soup.select('[rel="next"]')


def sides(page) -> list[tuple[str, str]]:
    """The two sides of each passage of a comparison that differs, with the marks as tags."""
    pairs = page.soup.select(".difference > .sides")
    return [tuple("".join(map(str, side.p.contents)) for side in pair.select(".side")) for pair in pairs]


def test_what_differs_is_marked_by_words_on_its_own_side(see_five_days):
    found = sides(see_five_days(f"{MALI}/comparer?de=1&a=4"))
    assert (
        "Réunion du groupe-pays Mali, le <del>12</del> mars",
        "Réunion du groupe-pays Mali, le <ins>19</ins> mars",
    ) in found
    assert any("lieu : <del>Paris</del>" in before and "lieu : <ins>Lyon</ins>" in after for before, after in found)


def test_only_what_differs_is_unfolded(see_five_days):
    page = see_five_days(f"{MALI}/comparer?de=1&a=4")
    headings = [each.get_text() for each in page.soup.select(".difference h2")]
    assert headings == ["Titre", "Texte", "Date de publication", "Événements"]
    assert [each.get_text() for each in page.soup.select(".unchanged dt")] == ["Langue"]
    assert page.soup.select_one(".difference summary").get_text() == "1\u00a0paragraphe sans changement"


def test_the_last_two_versions_are_compared_where_none_are_named(see_five_days):
    heads = [a["href"] for a in see_five_days(f"{MALI}/comparer").soup.select(".heads a")]
    assert heads == [f"{MALI}/v/7", f"{MALI}/v/8"]


def test_sides_can_be_swapped_and_equal_versions_are_equal(see_five_days):
    assert f"{MALI}/comparer?de=4&a=1" in see_five_days(f"{MALI}/comparer?de=1&a=4").links
    assert "disent la même chose" in see_five_days(f"{MALI}/comparer?de=4&a=8").main


def test_a_section_that_was_added_has_nothing_on_the_other_side(see_five_days):
    page = see_five_days("/groupe/mali/comparer?de=3&a=6")
    assert "<ins>Dix villes.</ins>" in str(page.soup.main)
    assert not page.soup.select(".difference del")


@pytest.mark.parametrize(
    "path",
    [
        f"{MALI}/v/2",
        f"{MALI}/v/99",
        f"{MALI}/v/-4",
        f"{MALI}/v/x",
        f"{MALI}/v/{'9' * 30}",
        "/actualite/Rien/v/1",
        "/groupe/Reunion-Mali/v/4",
        f"{MALI}/comparer?de=1&a=2",
        f"{MALI}/comparer?de=1&a=x",
        "/actualite/Rien/comparer",
    ],
)
def test_what_is_no_version_of_the_record_is_not_found(see_five_days, path):
    page = see_five_days(path)
    assert page.status == 404
    assert page.soup.select_one(".lead").get_text()
