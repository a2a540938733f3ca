"""Days that no event takes place on: of a correction, of a habit, of a letter."""

import pytest

from scraper.reading.occasions import find_occasion


@pytest.fixture
def day_of_event(article_text):
    """The day, or first minute, of the event that an article published on 1 February 2024 announces."""

    def read(title, *paragraphs, **fields):
        published = {"published": "2024-02-01", "published_text": "1er février 2024"}
        occasion = find_occasion(article_text(title, *paragraphs, **published, **fields))
        return occasion and occasion.span.start.isoformat()[:16]

    return read


@pytest.mark.parametrize(
    "title",
    [
        "Erratum : réunion du groupe-pays Mali",
        "Réunion du groupe-pays Mali : erratum",
        "Errata : programme du forum",
        "Rectificatif – Rencontres de Lyon",
        "Correctif : journée du réseau",
        "Précision sur la conférence des maires",
        "Mise au point après le sommet",
        "Procès-verbal de l’assemblée générale",
        "Relevé de décisions du comité",
        "Ordre du jour de la réunion",
        "Appel à contributions pour le forum",
        "Appel à communications : colloque",
        "Appel aux dons après la rencontre",
        "Le café des élus, un rendez-vous mensuel",
        "Atelier hebdomadaire de conversation",
        "La rencontre trimestrielle des réseaux",
        "Chaque premier mardi, le café des élus",
        "Une formation tous les mois",
        "Communiqué : rencontre des maires",
        "Communiqué de presse du 28 janvier 2024 : rencontre des maires",
        "Erratum du 28 janvier 2024 : forum des villes",
    ],
)
def test_the_day_of_publication_is_no_event_s(day_of_event, title):
    assert day_of_event(title) is None


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Erratum : réunion du groupe-pays Mali", "Dans notre message du 30 janvier 2024, il faut lire Lomé."),
        ("Rectificatif : forum des villes", "Le tableau publié le 29 janvier 2024 comportait une erreur."),
        ("Retour sur le webinaire", "Date limite d’inscription : 12 février 2024."),
        ("Retour sur l’atelier", "Répondez au plus tard le 12 février 2024."),
        ("Rencontre : un rendez-vous mensuel", "Ce rendez-vous existe depuis le 5 janvier 2024."),
        ("Retour sur la rencontre", "Les actes sont à demander jusqu’au 12 février 2024."),
    ],
)
def test_a_day_in_the_text_that_is_of_something_else_is_no_event_s(day_of_event, title, text):
    assert day_of_event(title, text) is None


@pytest.mark.parametrize(
    ("title", "text", "day"),
    [
        ("Erratum : réunion du groupe-pays Mali", "La réunion aura lieu le 12 février 2024.", "2024-02-12"),
        ("Erratum : réunion du 12 février 2024", "Lire Lomé.", "2024-02-12"),
        ("Le café des élus, un rendez-vous mensuel", "Prochaine séance : le 13 février 2024.", "2024-02-13"),
        (
            "Chaque premier mardi, le café des élus",
            "Le prochain aura lieu le 6 février 2024 à 12h30.",
            "2024-02-06T12:30",
        ),
        ("Appel à contributions : forum du 3 mars 2024", "Écrivez-nous.", "2024-03-03"),
        ("Procès-verbal de l’assemblée générale du 20 janvier 2024", "", "2024-01-20"),
        ("Rencontre annuelle du groupe Climat", "", "2024-02-01"),
        ("Assemblée générale annuelle", "", "2024-02-01"),
        ("Réunion sur les corrections d’images satellites, le 3 mars 2024", "", "2024-03-03"),
        ("Communiqué : rencontre des maires à Lomé", "La rencontre se tiendra le 4 mars 2024.", "2024-03-04"),
    ],
)
def test_what_a_correction_or_a_habit_announces_is_an_event(day_of_event, title, text, day):
    assert day_of_event(title, text) == day


HEAD_LINES = [
    "Paris, le 28 janvier 2024",
    "PARIS, le 28 janvier 2024.",
    "Paris, le 28/01/2024",
    "Paris, le dimanche 28 janvier 2024",
    "Paris, 28 janvier 2024",
    "Fait à Paris, le 28 janvier 2024.",
    "Fait à Lyon, le 28 janvier 2024, pour servir ce que de droit.",
    "À Bamako, le 28 janvier 2024",
    "A Saint-Denis de La Réunion, le 28 janvier 2024",
    "Cotonou (Bénin), le 28 janvier 2024",
    "Paris, January 28, 2024",
    "Brussels, 28 January 2024",
    "Communiqué de presse – Paris, le 28 janvier 2024",
    "Communiqué de presse du 28 janvier 2024",
    "Lettre ouverte, Paris, le 28 janvier 2024",
]


@pytest.mark.parametrize("line", HEAD_LINES)
def test_a_letter_s_own_day_is_no_event_s(day_of_event, line):
    title, event = "Rencontre des maires à Lomé", "La rencontre réunira trente villes le 12 février 2024."
    assert day_of_event(title, line, event) == "2024-02-12"
    assert day_of_event(title, event, line + "\nLe président") == "2024-02-12"
    assert day_of_event("Communiqué : rencontre des maires", line, "La date sera annoncée bientôt.") is None


@pytest.mark.parametrize(
    "opening",
    [
        "Paris, le 28 janvier 2024 – Le réseau organise une rencontre le 12 février 2024.",
        "Paris, 28 janvier 2024 — Le réseau organise une rencontre le 12 février 2024.",
        "Dakar (Sénégal), le 28 janvier 2024 : le réseau organise une rencontre le 12 février 2024.",
        "PARIS, le 28 janvier 2024 - Le réseau organise une rencontre le 12 février 2024.",
    ],
)
def test_a_dateline_before_the_first_sentence_is_no_event_s(day_of_event, opening):
    assert day_of_event("Les maires appellent au dialogue", opening) == "2024-02-12"


def test_a_letterhead_below_a_title_yields_to_the_day_in_the_text(day_of_event):
    below = {"subtitle": "Paris, le 28 janvier 2024"}
    assert day_of_event("Forum des villes", "Le forum se tiendra le 12 février 2024.", **below) == "2024-02-12"
    assert day_of_event("Communiqué : forum des villes", "Le forum approche.", **below) is None


@pytest.mark.parametrize(
    ("title", "texts", "more", "day"),
    [
        ("Forum des villes", [], {"subtitle": "à Paris, le 3 mars 2024"}, "2024-03-03"),
        ("Forum des villes", ["Programme."], {"subtitle": "Paris, le 3 mars 2024"}, "2024-03-03"),
        ("Tournée des maires : réunion", ["Lomé, le 3 mars 2024", "Accra, le 5 mars 2024"], {}, "2024-03-03"),
        ("Rencontre des maires", ["À Bamako, le 3 février 2024, le groupe s’est réuni."], {}, "2024-02-03"),
        ("Journée du réseau", ["Mardi 13 février 2024", "De 10h00 à 12h00"], {}, "2024-02-13"),
        ("Journée du réseau", ["Réunion, le 13 février 2024"], {}, "2024-02-13"),
        ("Journée du réseau", ["Date : le 13 février 2024"], {}, "2024-02-13"),
        ("Journée du réseau", ["Vernissage, le 13 février 2024"], {}, "2024-02-13"),
        ("Conférence de Lyon, le 13 février 2024", ["Paris, le 28 janvier 2024"], {}, "2024-02-13"),
    ],
)
def test_a_place_and_a_day_that_are_the_event_s_are_kept(day_of_event, title, texts, more, day):
    assert day_of_event(title, *texts, **more) == day
