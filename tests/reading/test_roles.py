"""Roles in running text, and contacts."""

import datetime as dt

import pytest

from scraper.reading.mentions import mentioned_group
from scraper.reading.people import contacts, personal_name, roles_in_prose

PORTAL = "https://cites-unies-france.org"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Clare HART", "Clare Hart"),
        ("Léonore MONCOND’HUY", "Léonore Moncond’huy"),
        ("Mme Elise Pereira-Nunes", "Elise Pereira-Nunes"),
        ("Jean-Pierre de La Tour", "Jean-Pierre de La Tour"),
        ("J. M. Dupont,", "J. M. Dupont"),
        ("Maire", None),
        ("la réunion du groupe", None),
        ("", None),
    ],
)
def test_a_name_is_a_first_name_and_a_surname_not_in_capitals(written, name):
    assert personal_name(written) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Réunion du groupe-pays Etats-Unis, le 13 mars", "Etats-Unis"),
        ("Réunion de groupe-pays Burkina Faso", "Burkina Faso"),
        ("Réunion du groupe Crises et réhabilitation, le 1er février", "Crises et réhabilitation"),
        ("présidente du groupe thématique Genre de Cités Unies France", "Genre"),
        ("la réunion de la Dynamique Amérique latine et Caraïbes, à Paris", "Dynamique Amérique latine et Caraïbes"),
        ("Le groupe Genre accompagne les collectivités", "Genre"),
        ("Le groupe-pays a été créé en 1999", None),
        ("une mission technique au Liban", None),
    ],
)
def test_a_group_is_named_by_its_words(ctx, text, name):
    group = mentioned_group(text, ctx)
    assert (group and group.name) == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Elle a été pilotée par Pascal Duforestel, conseiller régional Nouvelle-Aquitaine et président du "
            "groupe-pays, et a vu la participation de l’ambassade.",
            ("Pascal Duforestel", "president", "Mali", "conseiller régional Nouvelle-Aquitaine", None),
        ),
        (
            "Elle a été présidée par Patrick Géroudet, Président du groupe-pays Argentine et Adjoint au Maire de Dax.",
            ("Patrick Géroudet", "president", "Argentine", "Adjoint au Maire de Dax", None),
        ),
        (
            "La réunion, présidée par Clare Hart, Vice-Présidente de Montpellier Méditerranée Métropole, a eu lieu.",
            ("Clare Hart", "president", "Mali", "Vice-Présidente de Montpellier Méditerranée Métropole", None),
        ),
        (
            "Halima Menhoudj, présidente du groupe-pays Mali depuis février 2021, a ouvert la séance.",
            ("Halima Menhoudj", "president", "Mali", None, "2021-02"),
        ),
        (
            "Halima Menhoudj, adjointe au maire de Montreuil et présidente du groupe-pays Mali, succède à Jean Dupont.",
            ("Halima Menhoudj", "president", "Mali", "adjointe au maire de Montreuil", None),
        ),
        (
            "La séance s’est ouverte sous la présidence d’Arnaud Ngatcha, Adjoint à la Maire de Paris, nouveau "
            "président du groupe-pays Sénégal.",
            ("Arnaud Ngatcha", "president", "Sénégal", "Adjoint à la Maire de Paris", None),
        ),
        (
            "Anne Martin, vice-présidente déléguée aux relations, coopération et solidarité et présidente du "
            "groupe-pays Mali, a ouvert la séance.",
            (
                "Anne Martin",
                "president",
                "Mali",
                "vice-présidente déléguée aux relations, coopération et solidarité",
                None,
            ),
        ),
        (
            "Elle est présidée par Anne Martin, présidente du groupe-pays Mali, conseillère régionale et élue de Dax.",
            ("Anne Martin", "president", "Mali", "conseillère régionale et élue de Dax", None),
        ),
        (
            "Anne Martin, maire de Dax, présidente du groupe-pays Mali et conseillère régionale, a ouvert la séance.",
            (
                "Anne Martin",
                "president",
                "Mali",
                "maire de Dax, présidente du groupe-pays Mali et conseillère régionale",
                None,
            ),
        ),
        (
            "Elle est présidée par Anne Martin, maire de Dax et présidente de l’agglomération, avec Paul Durand.",
            ("Anne Martin", "president", "Mali", "maire de Dax et présidente de l’agglomération", None),
        ),
    ],
)
def test_who_presides_is_read_from_the_phrase(ctx, text, expected):
    titled = mentioned_group("Réunion du groupe-pays Mali", ctx)
    (held,) = roles_in_prose([text], titled, ctx, dt.date(2021, 3, 1))
    assert (held.name, held.role, held.group.name, held.function, held.since) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Le comité des donateurs, présidé par François Bonneau, président de la région.",
        "Sarah Bouseksou, vice-présidente de Grand Paris Sud, était présente.",
        "La Région Centre-Val de Loire, présidente du jury, a salué le projet.",
    ],
)
def test_a_president_of_something_else_holds_no_role(ctx, text):
    assert roles_in_prose([text], None, ctx) == []


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("Contact :\nFlorence Combe, Chargée de mission, …@exemple.org", [("Florence Combe", "Chargée de mission")]),
        ("Contacts : Simone Giovetti : …@exemple.org", [("Simone Giovetti", None)]),
        (
            "Contact\nAstrid KOUKOUI : …@exemple.org ;\nLéa Sabot, …@exemple.org",
            [("Astrid Koukoui", None), ("Léa Sabot", None)],
        ),
        ("Pour plus d’informations :\nLéa Sabot, Assistante :\n…@exemple.org", [("Léa Sabot", "Assistante")]),
        ("Contact : Léa Sabot, Assistante, …@exemple.org, 01 02 03 04 05", [("Léa Sabot", "Assistante")]),
        ("Contact : Léa Sabot, …@exemple.org, Assistante", [("Léa Sabot", "Assistante")]),
        ("Contact : Léa Sabot (…@exemple.org)", [("Léa Sabot", None)]),
        ("Contact : Léa Sabot, Assistante (Sahel), …@exemple.org", [("Léa Sabot", "Assistante (Sahel)")]),
        ("Contact : …@exemple.org", []),
        ("Contact pris avec les élus, la mission part.", []),
    ],
)
def test_contacts_are_read_in_all_their_shapes(ctx, block, expected):
    assert [(held.name, held.function) for held in contacts([block], ctx)] == expected


CARDS = {
    "the label above the name": "<p>Présidente du groupe</p><p>LÉA MARCHAND</p><p>Adjointe au maire</p><p>LYON</p>",
    "the name above the label": "<p>LÉA MARCHAND</p><p>Présidente du groupe</p><p>Adjointe au maire</p><p>LYON</p>",
    "in two rows of a table": (
        "<table><tr><td>Présidente du groupe-pays :</td><td>LÉA MARCHAND<br>Adjointe au maire</td></tr>"
        "<tr><td>&nbsp;</td><td>LYON</td></tr></table>"
    ),
    "the organisation in a part of its own": (
        "<div><p>Présidente du groupe-pays :</p><p>LÉA MARCHAND</p><p>Adjointe au maire</p></div><div><p>LYON</p></div>"
    ),
    "the organisation below a list of terms": (
        "<dl><dt>Présidente du groupe-pays :</dt><dd>LÉA MARCHAND</dd><dd>Adjointe au maire</dd></dl><p>LYON</p>"
        "<dl><dt>Référent à CUF :</dt><dd>Paul Martin</dd></dl>"
    ),
    "with its colon": "<p>Présidente du groupe-pays :</p><p>LÉA MARCHAND</p><p>Adjointe au maire</p><p>LYON</p>",
}
"""What a card shows of who presides, with few words for a label."""


@pytest.mark.parametrize("card", CARDS)
def test_a_role_is_read_from_a_card(read_page, card):
    text = "<h1>Mali</h1><h2>Création</h2><p>Le groupe est né de la rencontre de quelques villes jumelées.</p>"
    reading = read_page(f"<html><body>{text}<div>{CARDS[card]}</div></body></html>", f"{PORTAL}/-Mali-")
    role, *_ = (row for row in reading.rows if type(row).__name__ == "Role")
    assert (role.person_id, role.role) == ("lea-marchand", "president")
    assert (role.function, role.organisation) == ("Adjointe au maire", "LYON")


def test_a_function_that_begins_as_a_role_does_is_none(read_page):
    card = "<p>Référent à CUF :</p><p>Léa Marchand</p><p>Présidente de la commission Eau</p><p>LYON</p>"
    reading = read_page(
        f"<html><body><h1>Mali</h1><h2>Création</h2><div>{card}</div></body></html>", f"{PORTAL}/-Mali-"
    )
    (role,) = (row for row in reading.rows if type(row).__name__ == "Role")
    assert (role.role, role.function) == ("referent", "Présidente de la commission Eau")
