"""A record keeps its id, whichever address or name it is met under."""

import pytest

from scraper import records

PORTAL = "https://cites-unies-france.org/"
BY_NUMBER = PORTAL + "spip.php?article1784"
IN_PATH = PORTAL + "article1784.html"


def ids(rows, table="news"):
    return [row["id"] for row in rows(table)]


def test_a_retitled_article_keeps_its_id_by_its_number(save, rows, article, event):
    save(article("Prochaine-reunion", event("Prochaine-reunion"), spip_id=1784))
    outcome = save(article("Reunion", event("Reunion"), spip_id=1784, title="Réunion"))
    assert outcome.record == "news/Prochaine-reunion"
    assert ids(rows) == ["Prochaine-reunion"]
    assert rows("news")[0]["url"] == PORTAL + "Reunion"
    assert [(row["id"], row["news_id"]) for row in rows("events")] == [("Prochaine-reunion", "Prochaine-reunion")]
    assert {row["url"] for row in rows("aliases")} == {PORTAL + "Prochaine-reunion", PORTAL + "Reunion"}


@pytest.mark.parametrize("urls", [(IN_PATH, BY_NUMBER), (BY_NUMBER, IN_PATH), (BY_NUMBER, IN_PATH, BY_NUMBER)])
def test_a_number_in_the_path_is_the_address_of_an_article_and_one_in_the_query_is_not(save, rows, article, urls):
    """A site whose articles are /article1784.html answers /spip.php?article1784 as well, without a redirect."""
    for day, url in enumerate(urls, 1):
        save(article("article1784", url=url, spip_id=1784, body=f"Texte {day}"), at=f"2026-03-0{day}T08:00:00Z")
    assert [(row["id"], row["url"], row["body"]) for row in rows("news")] == [
        ("article1784", IN_PATH, f"Texte {len(urls)}")
    ]


def test_a_retitled_article_keeps_its_id_by_the_redirect(save, rows, article):
    save(article("Prochaine-reunion"))
    assert save(article("Reunion"), url=PORTAL + "Prochaine-reunion").changed == 0
    assert ids(rows) == ["Prochaine-reunion"]
    assert save(article("Reunion", title="Réunion")).record == "news/Prochaine-reunion"


def test_an_article_met_by_number_first_keeps_that_id_and_takes_its_slug_as_address(save, rows, article):
    save(article("article1784", url=BY_NUMBER, spip_id=1784))
    assert save(article("Programme-Liban-1784", aliases=[BY_NUMBER])).unchanged == 1
    assert ids(rows) == ["article1784"]
    assert rows("news")[0]["url"] == PORTAL + "Programme-Liban-1784"


def test_an_article_met_by_number_later_is_the_one_of_the_same_text(save, rows, article):
    save(article("Programme-Liban", body="Texte", published="2013-05-01"))
    by_number = article("article1784", url=BY_NUMBER, body="Texte", published="2013-05-01")
    assert save(by_number).record == "news/Programme-Liban"
    assert ids(rows) == ["Programme-Liban"]
    assert rows("news")[0]["url"] == PORTAL + "Programme-Liban"


def test_an_article_met_by_number_first_is_the_one_of_the_same_text(save, rows, article):
    save(article("article1784", url=BY_NUMBER, body="Texte"))
    assert save(article("Programme-Liban", body="Texte")).record == "news/article1784"
    assert rows("news")[0]["url"] == PORTAL + "Programme-Liban"


def test_articles_without_text_are_not_taken_for_one(save, rows, article):
    save(article("article1784", url=BY_NUMBER))
    save(article("article1785", url=PORTAL + "spip.php?article1785"))
    assert len(ids(rows)) == 2


def test_a_mention_does_not_take_an_address_from_its_record(save, rows, article):
    save(article("Mali"))
    save(article("A", records.Theme(id="mali", name="Mali", url=PORTAL + "Mali")))
    assert rows("SELECT record_table FROM aliases WHERE url = ?", PORTAL + "Mali") == [{"record_table": "news"}]


def test_two_slugs_of_the_same_text_are_two_articles(save, rows, article):
    save(article("Reunion-Mali", body="Texte"))
    save(article("Reunion-Mali-2", body="Texte"))
    assert len(ids(rows)) == 2


def test_another_dress_of_an_article_shows_less_and_changes_nothing(save, rows, article, event):
    save(article("Reunion-Mali", event(), spip_id=1784, body="Texte"))
    outcome = save(article("article1784", url=BY_NUMBER, spip_id=1784, body=None), at="2026-03-02T08:00:00Z")
    assert (outcome.unchanged, outcome.record) == (1, "news/Reunion-Mali")
    (news,) = rows("news")
    assert (news["body"], news["last_seen"]) == ("Texte", "2026-03-02T08:00:00Z")
    assert rows("events")[0]["withdrawn"] is None


def test_a_slug_that_another_article_takes_over_is_another_record(save, rows, article, event):
    save(article("Reunion", spip_id=100))
    outcome = save(article("Reunion", event("Reunion"), spip_id=200, title="Autre"))
    assert outcome.new == 1
    assert ids(rows) == ["Reunion", "Reunion-200"]
    assert rows("events")[0]["news_id"] == "Reunion-200"
    assert rows("aliases")[0]["record_id"] == "Reunion-200"
    assert save(article("Ancienne-reunion", spip_id=100)).record == "news/Reunion"


def test_two_records_that_turn_out_to_be_one_are_reported(save, rows, article):
    save(article("article1784", url=BY_NUMBER, title="A"))
    save(article("Programme-Liban", title="B"))
    save(article("Programme-Liban", aliases=[BY_NUMBER], title="B"))
    (problem,) = rows("problems")
    assert (problem["rule"], problem["detail"]) == (
        "duplicate_record",
        "one page, several records: Programme-Liban, article1784",
    )


def test_all_that_names_the_article_is_given_its_id(save, rows, article, event):
    save(article("Ancien", spip_id=7))
    save(
        article(
            "Nouveau",
            event("Nouveau"),
            event("Nouveau", number=2),
            records.Theme(id="mali", name="Mali"),
            records.NewsTheme(news_id="Nouveau", theme_id="mali"),
            records.Document(id="Nouveau/a.pdf", url=PORTAL + "a.pdf", medium="text", news_id="Nouveau"),
            records.Fund(id="mali", name="Mali"),
            records.FundNews(fund_id="mali", news_id="Nouveau"),
            records.Person(id="a", name="A"),
            records.Role(id="-:contact:a", person_id="a", role="contact"),
            records.NewsRole(news_id="Nouveau", role_id="-:contact:a"),
            spip_id=7,
        )
    )
    for table in ("events", "news_themes", "documents", "fund_news", "news_roles"):
        assert {row["news_id"] for row in rows(table)} == {"Ancien"}, table
    assert [row["id"] for row in rows("events")] == ["Ancien", "Ancien#2"]
    assert rows("documents")[0]["id"] == "Ancien/a.pdf"


def test_a_later_page_of_a_list_is_no_address(save, rows, group):
    save(group(), url=PORTAL + "-Mali-?debut_articles=10")
    assert [row["url"] for row in rows("aliases")] == [PORTAL + "-Mali-"]


@pytest.mark.parametrize("name", ["États-Unis", "Etats-Unis", "ÉTATS-UNIS"])
def test_a_group_is_known_by_its_name_however_it_is_written(save, rows, article, group, name):
    save(group("Etats-Unis", url=PORTAL + "-Etats-Unis-"))
    save(article("A", records.Group(id="xx", name=name, kind="country")))
    assert ids(rows, "groups") == ["etats-unis"]


def test_a_renamed_group_keeps_its_id_by_address_number_and_new_name(save, rows, article, group):
    save(group("Crises", url=PORTAL + "-Crises-", spip_id=303))
    assert save(group("Crises et réhabilitation", url=PORTAL + "-Crises-")).record == "groups/crises"
    assert save(group("Crises", url=PORTAL + "-Crises-et-rehab-", spip_id=303)).record == "groups/crises"
    save(group("Crises et réhabilitation", url=PORTAL + "-Crises-"))
    save(
        article(
            "A",
            records.Group(id="crises-et-rehabilitation", name="Crises et réhabilitation", kind="thematic"),
            records.Person(id="c", name="C"),
            records.Role(
                id="crises-et-rehabilitation:president:c",
                group_id="crises-et-rehabilitation",
                person_id="c",
                role="president",
            ),
            records.NewsRole(news_id="A", role_id="crises-et-rehabilitation:president:c"),
        )
    )
    assert ids(rows, "groups") == ["crises"]
    assert [(row["id"], row["group_id"]) for row in rows("roles")] == [("crises:president:c", "crises")]
    assert rows("news_roles")[0]["role_id"] == "crises:president:c"


def test_a_keyword_is_known_by_address_and_name(save, rows, article):
    save(article("A", records.Theme(id="maroc", name="Maroc", url=PORTAL + "+-Maroc-55-+")))
    save(
        article(
            "B",
            records.Theme(id="royaume", name="Royaume", url=PORTAL + "+-Maroc-55-+"),
            records.NewsTheme(news_id="B", theme_id="royaume"),
        )
    )
    assert ids(rows, "themes") == ["maroc"]
    assert rows("news_themes")[0]["theme_id"] == "maroc"
    assert rows("themes")[0]["name"] == "Royaume"
