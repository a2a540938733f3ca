"""Events that take place on another day than the one announced first."""

import pytest

from scraper.reading import titles
from scraper.reading.occasions import find_occasion


@pytest.fixture
def day_of_event(article_text, ctx):
    """First day and status of the event of an article published on 10 March 2020."""

    def read(title, *paragraphs):
        published = {"published": "2020-03-10", "published_text": "10 mars 2020"}
        occasion = find_occasion(article_text(title, *paragraphs, **published))
        if occasion is None:
            return None
        return occasion.span.start.isoformat()[:16], occasion.status or titles.status(title, ctx)

    return read


DATED = "Réunion du groupe-pays Mali, le 12 mars 2020"


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("La réunion est reportée au 19 octobre.", "2020-10-19"),
        ("La réunion a été reportée, en raison de la grève, au lundi 19 octobre 2020 à 14h00.", "2020-10-19T14:00"),
        ("La réunion du 12 mars est reportée au 19 octobre.", "2020-10-19"),
        ("Elle est décalée au 3 juin.", "2020-06-03"),
        ("La réunion du groupe est repoussée au 3 juin 2020.", "2020-06-03"),
        ("La réunion aura finalement lieu le 19 mai au lieu du 12 mars.", "2020-05-19"),
        ("La réunion aura lieu le 19 au lieu du 12 mars.", "2020-03-19"),
        ("Cette réunion est déplacée du 12 au 17 mars.", "2020-03-17"),
        ("La réunion est reportée du 3 au 5 mai.", "2020-05-03"),
        ("Initialement prévue le 12 mars, la réunion se tiendra le 11 juin.", "2020-06-11"),
        ("La réunion, qui devait se tenir le 12 mars, aura lieu le 11 juin.", "2020-06-11"),
        ("Nouvelle date : 3 juin 2020", "2020-06-03"),
        ("La nouvelle date retenue est le mercredi 3 juin 2020.", "2020-06-03"),
        ("La réunion est avancée au 11 mars.", "2020-03-11"),
        ("La réunion est remise au 3 juin.", "2020-06-03"),
        ("La réunion est reportée au 15 janvier.", "2021-01-15"),
        ("La réunion est repoussée à l’automne 2020.", "2020-09-01"),
        ("La réunion est reprogrammée le 12 mai à 10h00.", "2020-05-12T10:00"),
        ("La réunion est reportée. Elle se tiendra le 11 juin 2020.", "2020-06-11"),
        ("La réunion est reportée à une date ultérieure.", "2020-03-12"),
        ("La réunion est reportée sine die.", "2020-03-12"),
        ("La réunion du 12 mars est reportée.", "2020-03-12"),
    ],
)
def test_an_event_that_is_moved_has_its_new_day_or_else_its_old_one(day_of_event, sentence, day):
    assert day_of_event(DATED, sentence) == (day, "postponed")


@pytest.mark.parametrize(
    ("title", "text", "day"),
    [
        ("Réunion du 12 mars reportée au 19 octobre 2020", "", "2020-10-19"),
        ("Report au 19 octobre de la réunion du 12 mars", "", "2020-10-19"),
        ("Journée décalée au 3 juin", "", "2020-06-03"),
        ("Atelier déplacé du 3 au 10 mai", "", "2020-05-10"),
        (
            "REPORT : Journée du groupe-pays Liban",
            "Prévue le 26 mars, elle est reportée au 2 juillet 2020.",
            "2020-07-02",
        ),
        ("REPORT ! Réunion du 12 mars 2020", "La nouvelle date sera communiquée.", "2020-03-12"),
        (
            "La réunion du groupe Santé change de date",
            "Annoncée pour le mardi 10 mars, elle aura finalement lieu le 24.",
            None,
        ),
        (
            "La réunion du groupe Santé change de date",
            "La réunion, annoncée pour le jeudi 12 mars, aura finalement lieu le mardi 24 mars 2020, de 14h00 à 16h00.",
            "2020-03-24T14:00",
        ),
        ("Forum des villes", "Le forum, prévu le 4 avril, est reporté au 3 octobre 2020.", "2020-10-03"),
        ("Forum des villes", "Le forum prévu le 4 avril est reporté sine die.", "2020-04-04"),
    ],
)
def test_a_move_is_read_from_title_and_text(day_of_event, title, text, day):
    found = day_of_event(title, text)
    assert found == (day, "postponed") if day else found[1] == "postponed"


@pytest.mark.parametrize(
    "sentence",
    [
        "Le conseil a voté un report de crédits au 31 décembre 2020.",
        "Pour le détail, reportez-vous au 3 de la page 12.",
        "Le rapport du 3 au 10 mai est en ligne.",
        "La date limite de dépôt des dossiers est reportée au 3 avril.",
        "Les inscriptions sont reportées au 3 avril.",
        "Les élections municipales sont reportées au 21 juin.",
        "La délégation s’est déplacée du 3 au 10 mai.",
        "Les avancées du 3 au 10 mai sont notables.",
        "Le rapport a été remis au ministre le 3 juin.",
        "La réunion prévue le 12 mars est maintenue.",
        "La séance est diffusée en différé le 15 mars.",
        "L’horaire est décalé d’une heure.",
        "Le comité de pilotage du PCPA, prévu le 4 mai, est reporté au 3 juin.",
        "Le sommet de Dakar, qui devait se tenir le 4 mai, aura lieu le 3 juin.",
        "Les participants ont échangé au lieu de débattre.",
        "Un reporter suivra la mission du 3 au 5 mai.",
    ],
)
def test_what_is_no_move_of_the_event_leaves_its_day(day_of_event, sentence):
    assert day_of_event(DATED, sentence) == ("2020-03-12", None)


def test_a_day_that_was_a_mistake_is_corrected_and_nothing_put_off(day_of_event):
    assert day_of_event("Erratum : réunion du groupe", "La réunion aura lieu le 11 mars et non le 12 mars.") == (
        "2020-03-11",
        None,
    )


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("Réunion repoussée", "postponed"),
        ("Forum : nouvelle date", "postponed"),
        ("Séminaire avancé au 3 mai", "postponed"),
        ("Report de la réunion du groupe", "postponed"),
        ("Report de crédits", None),
        ("Crédits reportés sur 2021", None),
        ("Date limite reportée au 3 mai", None),
        ("Reportez-vous à la page 3", None),
        ("Un regard décalé sur la ville", None),
        ("Reportage sur la réunion", None),
        ("Rapport de la réunion du 3 mai", None),
        ("Les avancées du fonds", None),
    ],
)
def test_a_title_moves_an_event_alone(ctx, title, status):
    assert titles.status(title, ctx) == status
