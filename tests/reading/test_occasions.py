"""Which date is the event's."""

import pytest

from scraper.reading.events import whereabouts
from scraper.reading.occasions import find_occasion


@pytest.fixture
def page(article_text):
    def article(title, text="", *, published="2024-02-01", **fields):
        return article_text(title, text, published=published, published_text=published, **fields)

    return article


def chosen(occasion):
    span = occasion.span
    return occasion.source, span.start.isoformat()[:16], span.end.isoformat()[:16], span.precision


@pytest.mark.parametrize(
    ("title", "more", "expected"),
    [
        ("Réunion du groupe-pays Mali, le 10 février 2021", {}, ("title", "2021-02-10", "2021-02-10", "day")),
        ("Mission en Palestine, du 30 avril au 4 mai 2025", {}, ("title", "2025-04-30", "2025-05-04", "day")),
        ("Exposition Hokusai, juin-septembre 2025", {}, ("title", "2025-06-01", "2025-09-30", "month")),
        ("Forum", {"overtitle": "Du 12 au 13 février 2015"}, ("overtitle", "2015-02-12", "2015-02-13", "day")),
        ("Forum", {"subtitle": "à Paris, le 3 mars 2024"}, ("subtitle", "2024-03-03", "2024-03-03", "day")),
        (
            "Un comité à Lyon",
            {"text": "Rappel. Le comité se tiendra le 5 mars 2024 à 10h00."},
            ("body", "2024-03-05T10:00", "2024-03-05T10:00", "minute"),
        ),
        ("Réunion du groupe-pays Mali", {}, ("published", "2024-02-01", "2024-02-01", "day")),
    ],
)
def test_the_first_evidence_that_gives_a_date_counts(page, title, more, expected):
    assert chosen(find_occasion(page(title, **more))) == expected


@pytest.mark.parametrize(
    "title",
    [
        "CUF : Offre de stage : appui aux Rencontres - Mai 2024",
        "Fonds de solidarité pour la Turquie : les avancées de juin 2023 à février 2024",
        "Appel à projets : date limite le 6 octobre 2025",
        "Fonds de solidarité pour Gaza, février 2026",
        "Décès de l’ancien président, le 25 août 2025",
        "Les actes des Rencontres",
        "Retour sur la réunion du groupe",
    ],
)
def test_what_takes_no_place_is_no_event(page, title):
    assert find_occasion(page(title)) is None


def test_a_weekday_in_the_text_corrects_the_year_of_a_title(page):
    occasion = find_occasion(
        page("Réunion du groupe Crises, le 1er février 2023", "Le jeudi 1er février dernier a eu lieu la réunion."),
    )
    assert chosen(occasion) == ("body", "2024-02-01", "2024-02-01", "day")
    assert [rule for rule, _ in occasion.problems] == ["title_against_body"]


def test_a_weekday_that_fits_the_title_keeps_its_year(page):
    occasion = find_occasion(
        page("Comité mixte, le 7 novembre 2025", "Il se réunit vendredi 7 novembre.", published="2005-11-07"),
    )
    assert chosen(occasion) == ("title", "2025-11-07", "2025-11-07", "day")
    assert [rule for rule, _ in occasion.problems] == ["title_against_field"]


def test_the_text_gives_the_hour_of_the_title_s_day(page):
    occasion = find_occasion(
        page("Réunion du groupe-pays Maroc, le 14 mars 2025", "Elle a eu lieu le 14 mars 2025, de 15h00 à 16h30."),
    )
    assert chosen(occasion) == ("title", "2025-03-14T15:00", "2025-03-14T16:30", "minute")


@pytest.mark.parametrize(
    ("subtitle", "place", "online"),
    [
        ("à Paris", "Paris", 0),
        ("au Sénat", "Sénat", 0),
        ("Tipaza", "Tipaza", 0),
        ("Conseil général de l’Oise, Beauvais", "Conseil général de l’Oise, Beauvais", 0),
        ("Musée Anne de Beaujeu-Place du Colonel Laussedat-03000 Moulins",) * 2 + (0,),
        ("En visioconférence", None, 1),
        ("en visioconférence et en présentiel à Cités Unies France, Paris", "Cités Unies France, Paris", 1),
        ("à Paris, en visioconférence, de 15h à 17h", "Paris", 1),
        ("au Sénat, salle Médicis, et en visioconférence pour les membres", "Sénat, salle Médicis", 1),
        ("Deux nouveaux rendez-vous les 11 et 18 mars ! En visioconférence", None, 1),
        ("CUF : Accueil d’une délégation de hauts fonctionnaires mexicains", None, None),
        (None, None, None),
    ],
)
def test_a_subtitle_that_is_a_place_is_the_event_s(page, subtitle, place, online):
    article = page("Réunion du groupe, le 5 mars 2024", subtitle=subtitle)
    assert whereabouts(article, find_occasion(article)) == (place, online)


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Mission du groupe-pays Algérie à Alger, les 9 et 10 décembre 2012", "Alger"),
        ("Journée des maires, le 11 novembre 2025, à Belém", "Belém"),
        ("Réunion plénière du 4 au 8 décembre 2012 à Dakar", "Dakar"),
        ("Les Journées franco-américaines à Saint Etienne", "Saint Etienne"),
        ("Rencontre des collectivités en soutien à Gaza, le 5 mars 2024", None),
        ("Journée d’hommage à Daniel Allioux", None),
        ("Réunion relative à la coopération, le 5 mars 2024", None),
        ("Début des travaux à Sucre", None),
        ("Conférence sur l’eau à Haïti, le 5 mars 2024", None),
    ],
)
def test_a_place_beside_the_date_or_at_the_end_of_a_title_is_the_event_s(page, title, place):
    article = page(title, "La rencontre a eu lieu le 5 mars 2024.")
    occasion = find_occasion(article)
    assert whereabouts(article, occasion) == (place, 0 if place else None)
