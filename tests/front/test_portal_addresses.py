"""An address of the portal leads to its record, or is explained."""

from urllib.parse import quote

import pytest


@pytest.mark.parametrize(
    ("written", "leads_to"),
    [
        ("https://cites-unies-france.org/Reunion-Maroc", "/actualite/Reunion-Maroc"),
        ("http://www.cites-unies-france.org/Reunion-Maroc?var_mode=calcul#sommaire", "/actualite/Reunion-Maroc"),
        ("www.raict.org/Reunion-Maroc", "/actualite/Reunion-Maroc"),
        ("cites-unies-france.org/spip.php?article4990", "/actualite/Reunion-Maroc"),
        ("spip.php?page=article&id_article=4990", "/actualite/Reunion-Maroc"),
        ("https://cites-unies-france.org/-Maroc-", "/groupe/maroc"),
        ("https://cites-unies-france.org/spip.php?rubrique230", "/groupe/maroc"),
        ("https://cites-unies-france.org/+-Maroc-55-+", "/actualites?theme=maroc"),
    ],
)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_form_of_an_address_leads_to_its_record(see, written, leads_to, prefix):
    response = see(f"{prefix}/adresse?u={quote(written)}").response
    assert (response.status_code, response.headers["location"]) == (302, prefix + leads_to)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            "/adresse?u=https://example.org/x",
            "Cette adresse n’est pas celle d’une page du portail : https://example.org/x",
        ),
        ("/adresse?u=cites-unies-france.org/Jamais-vu", "L’archive n’a jamais demandé cette adresse."),
        ("/adresse?u=cites-unies-france.org/IMG/pdf/d1.pdf", "C’est un document, joint à : Maroc (Note d'orientation)"),
        ("/adresse?u=cites-unies-france.org/IMG/pdf/d1.pdf", "Dernière réponse la page a été reçue (HTTP 200)"),
        ("/en/adresse?u=cites-unies-france.org/IMG/pdf/d1.pdf", "Asked for 2 times, first on 1 March 2026, 10:00"),
    ],
)
def test_an_address_of_no_record_is_explained(see, path, expected):
    page = see(path)
    assert page.status == 200
    assert expected in page.main.replace("\u00a0", " ")


def test_an_address_that_was_only_an_answer_was_never_asked_for(see_five_days):
    assert see_five_days("/adresse?u=cites-unies-france.org/Reunion-Mali").response.headers["location"].endswith("Mali")
    page = see_five_days("/adresse?u=cites-unies-france.org/spip.php?page=login")
    assert "L’archive n’a jamais demandé cette adresse." in page.main


def test_what_is_typed_is_text(see):
    page = see("/adresse?u=https://x.org/<script>alert(1)</script>")
    assert "<script>alert(1)</script>" in page.main
    assert not page.soup.main.find("script")


def test_without_an_address_there_is_a_form(see):
    form = see("/adresse").soup.main.form
    assert form["action"] == "/adresse"
    assert form.find("input", attrs={"name": "u"})
    assert form.find("label", attrs={"for": "u"})
