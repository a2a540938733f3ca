"""The lists of articles with their facets, and an article with all that belongs to it."""

import re

import pytest

from scraper.front import news, words
from scraper.front.prose import paragraphs

ARTICLE = "/actualite/Reunion-Maroc"


@pytest.mark.parametrize(
    ("path", "titles"),
    [
        ("/actualites/2024", ["Réunion du groupe-pays Maroc, le 21 février 2024"]),
        ("/actualites/2024?theme=maroc", ["Réunion du groupe-pays Maroc, le 21 février 2024"]),
        ("/actualites?pays=MA&groupe=maroc&emetteur=CUF&etat=cancelled", ["Réunion du groupe-pays Maroc, le 21 fév"]),
        ("/actualites?pays=MA&etat=postponed", []),
        ("/actualites/2023?pays=MA", []),
        ("/actualites/2023/09", ["Séisme : point de situation", "Cités Unies France ouvre un fonds pour le Maroc"]),
    ],
)
def test_a_list_has_the_articles_of_its_date_and_filters(see, path, titles):
    found = [heading.get_text() for heading in see(path).soup.select("article.entry h3 a")]
    assert len(found) == len(titles)
    assert all(text.startswith(title) for text, title in zip(found, titles, strict=True))


def test_facets_count_the_articles_of_the_list_and_narrow_it(see):
    page = see("/actualites")
    facets = {
        each.h3.get_text(): {li.a.get_text(): li.select_one(".number").get_text() for li in each.select("li")}
        for each in page.soup.select("section.facet")
    }
    assert facets["Pays"] == {"Maroc": "1"}
    assert facets["Groupes"] == {"Maroc": "1"}
    assert facets["Émetteurs"] == {"CUF": "1"}
    assert facets["État annoncé"] == {"annulé": "1"}
    assert facets["Années"]["2023"] == "2"
    assert page.links["/actualites?etat=cancelled"] == "annulé"


def test_a_filter_goes_along_to_other_years_and_can_be_taken_back(see):
    page = see("/en/actualites/2024?pays=MA")
    assert [(a["href"], a.get_text()) for a in page.soup.select(".chips a")] == [
        ("/en/actualites/2024", "Remove Morocco ✕")
    ]
    assert page.links["/en/actualites/2024/02?pays=MA"] == "February"
    assert page.links["/en/actualites?pays=MA"] == "All years"


@pytest.mark.parametrize("most", [news.MOST_COUNTED, 0], ids=["few articles", "many articles"])
def test_a_list_is_shown_as_known_on_a_day(see_five_days, monkeypatch, most):
    monkeypatch.setattr(news, "MOST_COUNTED", most)
    page = see_five_days("/actualites/2026?au=2026-03-02")
    assert "Tel que l’archive le connaissait le 2 mars 2026" in page.main
    assert page.links["/actualite/Reunion-Mali?au=2026-03-02"].endswith("le 12 mars")
    assert page.links["/actualites/2026/03?au=2026-03-02"] == "mars"
    assert "1 article " in see_five_days("/actualites?au=2026-03-06").main, "one is withdrawn"
    assert "0 article " in see_five_days("/actualites?au=2026-03-02&theme=maroc").main
    assert see_five_days("/actualites?au=2020-01-01").soup.select(".facet") == [], "nothing was known"


def test_a_list_of_then_with_several_filters_or_many_changes_is_that_of_today(see_five_days, monkeypatch):
    """What would look through every article, in a large archive."""
    several = "/actualites/2026?au=2026-03-02&theme=maroc&etat=cancelled"
    assert "Tel que l’archive le connaissait" in see_five_days(several).main
    monkeypatch.setattr(news, "MOST_COUNTED", 0)
    assert "ce qui est connu aujourd’hui" in see_five_days(several).main
    monkeypatch.setattr(news, "MOST_CHANGED", 0)
    assert "ce qui est connu aujourd’hui" in see_five_days("/actualites/2026?au=2026-03-02").main


def test_an_article_shows_what_belongs_to_it(see):
    page = see(ARTICLE)
    assert "21 février 2024 · CUF annulé" in page.main
    assert "mercredi 21 février 2024" in page.main
    assert "lu dans : titre" in page.main
    assert page.links["https://cites-unies-france.org/IMG/pdf/d2.pdf"] == "Compte rendu du séisme"
    assert page.links["/personne/francois-bonneau"] == "François Bonneau"
    assert page.links["/groupe/maroc"] == "Maroc"
    assert page.links["/actualites?theme=maroc"] == "Maroc"
    assert page.links["https://cites-unies-france.org/Reunion-Maroc"] == "La page du portail"
    assert see("/actualite/Fonds-Maroc").links["/fonds/maroc"] == "Maroc"


def test_the_text_is_paragraphs_of_text(see):
    prose = see(ARTICLE).soup.select_one(".prose")
    assert [p.get_text() for p in prose.find_all("p")] == [
        "Les collectivités ont préparé l'été des coopérations.",
        "Contact : Simone Giovetti : …@exemple.org",
    ]
    assert paragraphs("a < b\nc\n\n\n<i>d</i>") == "<p>a &lt; b<br>c</p>\n<p>&lt;i&gt;d&lt;/i&gt;</p>"
    assert paragraphs(None) == ""


@pytest.mark.parametrize("address", ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "", None])
def test_only_addresses_of_the_web_are_links(address):
    assert words.web_address(address) == ""
    assert words.web_address("HTTPS://example.org/a") == "HTTPS://example.org/a"


def test_breadcrumbs_lead_to_the_month_of_the_article(see):
    trail = [a["href"] for a in see(ARTICLE).soup.select("nav.trail a")]
    assert trail == ["/", "/actualites", "/actualites/2024", "/actualites/2024/02"]


def test_the_portals_page_and_a_copy_elsewhere_are_linked(see):
    link = next(link for link in see(ARTICLE).links if "web.archive.org" in link)
    assert link == "https://web.archive.org/web/20260302080000/https://cites-unies-france.org/Reunion-Maroc"


def test_history_leads_to_versions_and_differences(see_five_days):
    page = see_five_days("/actualite/Reunion-Mali")
    assert page.links["/actualite/Reunion-Mali/v/4"] == "3 mars 2026, 9 h 00"
    assert page.links["/actualite/Reunion-Mali/comparer?de=1&a=4"].startswith("voir la différence")
    assert "changement : Titre, Texte, Date de publication et Événements" in page.main
    assert "retrait (identification exigée)" in page.main


def test_a_removed_article_has_a_banner_with_when_and_why(see_five_days):
    page = see_five_days("/actualite/Reunion-Mali?au=2026-03-06")
    banner = " ".join(page.soup.select_one(".banner.withdrawn").get_text().split())
    assert "constaté le 5 mars 2026, 9 h 00 : identification exigée." in banner
    assert not see_five_days("/actualite/Reunion-Mali").soup.select_one(".banner.withdrawn")


def test_an_article_is_shown_as_known_on_a_day(see_five_days):
    first = see_five_days("/en/actualite/Reunion-Mali?au=2026-03-02")
    assert "le 12 mars" in first.soup.h1.get_text()
    assert "Paris" in first.soup.aside.get_text()
    assert "As this archive knew it on 2 March 2026" in first.main
    assert "le 19 mars" in see_five_days("/actualite/Reunion-Mali").soup.h1.get_text()


@pytest.mark.parametrize("path", ["/actualite/Rien", "/actualite/Reunion-Mali?au=2020-01-01"])
def test_an_article_that_is_not_known_is_not_found(see_five_days, path):
    assert see_five_days(path).status == 404


def test_a_doubt_is_a_sentence_in_both_languages(see):
    assert "Détail noté : 21 février 2024" in see(ARTICLE).main
    assert "Noted: 21 février 2024" in see("/en" + ARTICLE).main


DETAILS = [
    (
        "title_against_body",
        "title says 'le 6 juin 2017', the text says \"Le mercredi 6 juin d'avant\"; kept 2018-06-06",
        "(titre), mais « Le mercredi 6 juin d'avant » dans le texte. L’archive retient le 6 juin 2018.",
    ),
    (
        "title_against_field",
        "overtitle says 'le 22 août 2024', the page was published 2004-08-22",
        "« le 22 août 2024 » (surtitre), mais la page est datée du 22 août 2004.",
    ),
    (
        "weekday_against_date",
        "'jeudi 3 mars 2024': jeudi is written and 2024-03-03 is a dimanche",
        "« jeudi 3 mars 2024 » : le 3 mars 2024 est un dimanche.",
    ),
    ("repaired_text", "vis-à -vis -> vis-à-vis", "« vis-à -vis » est lu « vis-à-vis »."),
    ("missing_field", "published: no date was found", "ne donne pas de date de publication"),
    ("unread_date", "le 31 {février}", "« le 31 {février} » ressemble à une date"),
    ("unread_date", "and 3 more", "Détail noté : and 3 more"),
    ("a_rule_to_come", "something", "a_rule_to_come Détail noté : something"),
]


@pytest.mark.parametrize(("rule", "detail", "sentence"), DETAILS)
def test_details_of_problems_are_put_into_words(rule, detail, sentence):
    words.speak(words.FRENCH)
    assert sentence in words.doubt(rule, detail).replace("\u00a0", " ")


def test_every_rule_that_has_words_for_details_is_a_rule():
    assert set(words._DOUBTS) <= set(words._RULES)
    for sentences in words._DOUBTS.values():
        for each in sentences:
            groups = set(re.compile(each["pattern"]).groupindex)
            assert set(re.findall(r"\{(\w+)\}", each["fr"])) <= groups
            assert set(re.findall(r"\{(\w+)\}", each["en"])) <= groups


def test_a_list_of_many_articles_is_narrowed_before_it_is_counted(see, monkeypatch):
    """What 550,000 articles show: no count takes long, and the list is there."""
    monkeypatch.setattr(news, "MOST_COUNTED", 0)
    monkeypatch.setattr(news, "MOST_DRIVEN", 0)
    assert see("/actualites").links["/actualites/2023"] == "2023"
    page = see("/actualites?pays=MA&etat=cancelled")
    assert len(page.soup.select("article.entry")) == 1
    assert "au plus 1 article" in page.main
    assert "choisissez une année" in page.main


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [
        (812, "812 octets", "812 bytes"),
        (48231, "48 ko", "48 kB"),
        (3_460_000, "3,5 Mo", "3.5 MB"),
        (10**10, "10", "10"),
    ],
)
def test_a_file_has_a_size_that_people_know(number, french, english):
    for language, expected in ((words.FRENCH, french), (words.ENGLISH, english)):
        words.speak(language)
        assert words.file_size(number).replace("\u00a0", " ").startswith(expected)


def test_an_article_that_is_removed_keeps_its_events(tmp_path):
    from tests.datasette import five_days
    from tests.datasette.conftest import checked_out
    from tests.front.conftest import seeing

    def tell(path):
        with five_days.Archive.open(path, create=True) as archive:
            said = five_days.meeting("le 12 mars", "À Paris.", day="2026-03-12", place="Paris")
            gone = five_days.Reading("login", five_days.PORTAL + "spip.php?page=login", None)
            five_days.crawl(archive, five_days.DAYS[0], said)
            for day in five_days.DAYS[1:3]:
                five_days.crawl(archive, day, gone=gone)

    page = seeing(checked_out(tmp_path, tell))("/actualite/Reunion-Mali")
    assert page.soup.select_one(".banner.withdrawn")
    assert "jeudi 12 mars 2026" in page.soup.aside.get_text()
