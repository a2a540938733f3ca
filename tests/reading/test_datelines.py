"""When an article was published, wherever and however its page shows it."""

import pytest

URL = "https://cites-unies-france.org/Reunion-du-groupe-pays-Mali"
TITLE = "Réunion du groupe-pays Mali"
TEXT = "<p>La séance a réuni trente membres du groupe.</p><p>Elle a duré deux heures.</p>"
READ = "La séance a réuni trente membres du groupe.\n\nElle a duré deux heures."


SAID = [
    "Article publié le mardi 3 avril 2007",
    "Posté le 3 avril 2007 par Pôle Afrique",
    "mis en ligne le 03/04/2007",
    "Texte mis en ligne le 3 avril 2007, 10h30",
    "Published on 3 April 2007",
]
SIGNED = [
    "par Jeanne Martin, le 3 avril 2007",
    "mardi 3 avril 2007, par Jeanne Martin",
    "Martes 3 de abril de 2007, por Jeanne Martin",
    "Le 3 avril 2007",
    "Tuesday 3 April 2007",
]
PLACES = {"below": "{title}{line}{text}", "above": "{line}{title}{text}", "behind the text": "{title}{text}{line}"}


@pytest.mark.parametrize(
    ("line", "place"),
    # A name or a day alone, behind a text, may be its signature.
    [(line, place) for line in SAID + SIGNED for place in PLACES if line in SAID or place != "behind the text"],
)
def test_a_publication_is_read_in_the_words_of_sites(read_page, line, place):
    main = PLACES[place].format(title=f"<h1>{TITLE}</h1>", line=f"<p class=d>{line}</p>", text=TEXT)
    news = read_page(f"<html><body><main>{main}</main></body></html>", URL).subject
    assert (news.title, news.overtitle, news.subtitle) == (TITLE, None, None)
    assert (news.published, news.body) == ("2007-04-03", READ)


def test_the_year_that_spip_leaves_out_is_that_of_the_fetch(read_page):
    page = f"<html><body><h1>{TITLE}</h1>{TEXT}<p>Publié le 12 février</p></body></html>"
    news = read_page(page, URL).subject
    assert (news.published, news.published_text) == ("2026-02-12", "12 février")


def test_a_day_below_a_title_is_an_events_where_the_publication_is_shown(read_page):
    head = f"<h1>{TITLE}</h1><p class=s>Le 3 avril 2026</p>"
    news = read_page(f"<html><body>{head}{TEXT}<p>Publié le 12 février 2026</p></body></html>", URL).subject
    assert (news.subtitle, news.published) == ("Le 3 avril 2026", "2026-02-12")


def test_the_day_that_is_shown_counts_before_a_machines(read_page):
    stamp = "<time datetime='2019-07-03T10:18:46Z'>Publié le 29 juin 2019</time>"
    news = read_page(f"<html><body><h1>{TITLE}</h1><div>{stamp}</div>{TEXT}</body></html>", URL).subject
    assert news.published == "2019-06-29"


def test_a_day_below_an_introduction_is_of_the_head(read_page):
    text = "".join(
        f"<p>Le paragraphe numéro {n} dit longuement ce que la séance a été pour ses membres.</p>" for n in range(9)
    )
    head = f"<h1>{TITLE}</h1><p>Trente membres se sont retrouvés.</p><p>mardi 3 avril 2007</p><p><a href='#'>a</a></p>"
    news = read_page(f"<html><body><main>{head}{text}</main></body></html>", URL).subject
    assert news.published == "2007-04-03"
    assert news.body.count("paragraphe") == 9


@pytest.mark.parametrize(
    "line",
    [
        "La réunion du 3 avril 2007 a été publiée par la presse.",
        "Du 3 au 5 avril 2007",
        "Le 3 avril 2007 par visioconférence",
        "Rendez-vous le 3 avril 2007",
    ],
)
def test_a_date_of_something_else_is_no_publication(read_page, line):
    news = read_page(f"<html><body><main><h1>{TITLE}</h1><p>{line}</p>{TEXT}</main></body></html>", URL).subject
    assert news.published is None
