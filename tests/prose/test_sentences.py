"""What sentences state is read, and nothing that they do not: only where the extra `prose` is installed."""

import datetime as dt

import pytest

from scraper.prose.page import page_of
from scraper.prose.read import read_prose

pytestmark = pytest.mark.prose

PUBLISHED = dt.date(2023, 5, 11)


def read(body: str, title: str = "Une page"):
    return read_prose({"title": title, "body": body}, PUBLISHED, places=["Pérou", "Ukraine", "Togo"])


@pytest.mark.parametrize(
    "sentence",
    [
        "La présidence du groupe-pays Pérou revient à Mme Hortense Delalande, maire de Dole.",
        "Hortense Delalande, maire de Dole et présidente du groupe-pays Pérou, ouvrira la séance.",
        "Hortense Delalande a été élue à la présidence du groupe-pays Pérou.",
        "Le groupe-pays Pérou, que préside Hortense Delalande, se réunira à l’automne.",
        "Hortense Delalande, maire de Dole, préside le groupe-pays Pérou.",
        "Présidé depuis 2018 par Hortense Delalande, le groupe-pays Pérou compte quarante membres.",
        "À la tête du groupe-pays Pérou, Mme Hortense Delalande, maire de Dole, a plaidé pour l’eau.",
        "C’est Hortense Delalande, maire de Dole, qui présidera désormais le groupe-pays Pérou.",
    ],
)
def test_who_presides_over_a_group(sentence):
    """A presidency is read in any of these clauses: one missed is a president whom no query finds."""
    assert [(role.person, role.role, role.group) for role in read(sentence).roles] == [
        ("Hortense Delalande", "president", "Pérou")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "La réunion du groupe-pays Pérou était présidée par Mme Hortense Delalande, adjointe au maire de Dole.",
        "Hortense Delalande, présidente de l’Association des maires du Jura, a salué le groupe-pays Pérou.",
        "Le groupe-pays Pérou a reçu Hortense Delalande, vice-présidente de la Région Bretagne.",
    ],
)
def test_who_presides_over_something_else_is_no_president_of_a_group(sentence):
    assert not read(sentence).roles


def test_who_hands_a_presidency_over_is_a_past_president():
    roles = read("Jean Sorel transmet la présidence du groupe-pays Pérou à Hortense Delalande, maire de Dole.").roles
    assert {(role.person, role.role) for role in roles} == {
        ("Hortense Delalande", "president"),
        ("Jean Sorel", "past_president"),
    }


def test_a_term_that_ends_in_years_to_come_is_not_over():
    (role,) = read("Hortense Delalande est reconduite à la présidence du groupe-pays Pérou jusqu’en 2026.").roles
    assert role.role == "president"


def test_a_list_of_speakers():
    mentions = read("Intervenants :\nJean Sorel, sociologue\nHortense Delalande (Région Bretagne)").mentions
    assert [(each.name, each.part) for each in mentions] == [
        ("Jean Sorel", "speaker"),
        ("Hortense Delalande", "speaker"),
    ]


def test_a_person_has_function_and_organisation():
    (person,) = read("Mme Hortense Delalande, adjointe au maire de Dole, a rappelé les enjeux.").mentions
    assert (person.name, person.function, person.organisation, person.part) == (
        "Hortense Delalande",
        "adjointe au maire",
        "Dole",
        "speaker",
    )


def test_a_surname_in_capitals_and_a_surname_alone_are_one_person():
    (person,) = read("Hortense DELALANDE, maire de Dole, ouvrira la séance. Mme Delalande parlera d’eau.").mentions
    assert person.name == "Hortense Delalande"


@pytest.mark.parametrize("name", ["la salle Pauline Kergomard", "le lycée Simone-Weil", "les Cités Unies France"])
def test_what_bears_a_persons_name_is_no_person(name):
    assert not read(f"La réunion se tiendra dans {name} le 2 juin.").mentions


def test_each_meeting_of_a_sentence_is_an_event_with_its_own_hours_and_place():
    body = (
        "Deux rencontres auront lieu : un séminaire le 2 juin à Dole, puis un atelier le 9 juin, de 14h00 à 16h30, "
        "à Lyon."
    )
    events = [(event.starts, event.ends, event.place) for event in read(body).occasions]
    assert events == [("2023-06-02", "2023-06-02", "Dole"), ("2023-06-09T14:00", "2023-06-09T16:30", "Lyon")]


@pytest.mark.parametrize(
    "sentence",
    [
        "La loi du 2 mai 2023 réunit ces dispositifs.",
        "Les candidatures sont à envoyer avant le 2 juin 2023.",
        "Depuis le 2 mai 2023, les deux villes se rencontrent.",
    ],
)
def test_a_law_a_deadline_and_a_beginning_are_no_events(sentence):
    assert not read(sentence).occasions


def test_a_fund_has_what_it_collected_and_a_single_gift_is_not_that():
    body = (
        "Grâce à trente donateurs, le fonds de solidarité pour le Pérou est doté de 120 000 €. Dole a voté 500 euros."
    )
    (fund,) = read(body).funds
    assert (fund.place, fund.amount_eur, fund.donors) == ("Pérou", 120_000, 30)


def test_another_institutions_fund_is_none_of_the_federation():
    assert not read("Le Fonds européen de développement régional et le Fonds vert financent ces travaux.").funds


def test_a_deadline_has_its_day():
    assert [each.date for each in read("Les inscriptions sont ouvertes jusqu’au 2 juin.").deadlines] == ["2023-06-02"]


def test_partners_have_a_beginning():
    (found,) = read("Dole et Kpalimé sont jumelées depuis 1994.").partnerships
    assert (found.a, found.b, found.since, found.kind) == ("Dole", "Kpalimé", "1994", "twinning")


def test_every_fact_is_in_the_sentence_that_it_points_to():
    body = "Mme Hortense Delalande, maire de Dole, préside le groupe-pays Pérou. La réunion aura lieu le 2 juin à Dole."
    facts = read(body)
    sources = [each.source for each in (*facts.mentions, *facts.roles, *facts.occasions)]
    assert len(sources) == 3
    assert all(body[source.start : source.end] == source.sentence for source in sources)


def test_a_sentence_of_a_long_text_has_its_place_in_the_whole():
    """A long text is given to the model in pieces."""
    body = "\n\n".join(f"Le maire de la ville numéro {number} a pris la parole. Il pleuvait." for number in range(300))
    sentences = page_of({"title": "Une page", "body": body}, PUBLISHED).body
    assert len(sentences) == 600
    assert all(body[each.source.start : each.source.end] == each.text for each in sentences)


def test_a_text_without_paragraphs_is_read_too():
    body = "Le maire a pris la parole. " * 400
    assert len(page_of({"title": "Une page", "body": body}, PUBLISHED).body) == 400
