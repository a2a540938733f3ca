"""Every page a person can come to answers, and says what it shows."""

import pytest
import yaml

from scraper import records
from scraper.archive import Archive
from scraper.serving.gate import is_public_table

FACE = "metadata.yml"


def test_every_table_view_and_question_answers(get, checkout):
    with Archive.open(checkout / "archive.db") as archive:
        names = [*archive.db.table_names(), *archive.db.view_names()]
    questions = face(checkout)["queries"]
    answers = {name: get(f"/archive/{name}") for name in ("", *names, *questions)}
    refused = {name for name, answer in answers.items() if answer.status_code == 403}
    assert refused == {name for name in names if not is_public_table(name)}
    assert {answer.status_code for name, answer in answers.items() if name not in refused} == {200}
    assert get("/").status_code == 200


def test_questions_find_what_the_archive_holds(get, checkout):
    found = {name: get(f"/archive/{name}.json?_shape=array").json() for name in face(checkout)["queries"]}
    empty = {name for name, rows in found.items() if not rows}
    assert empty == {"recherche", "fiche_d_une_adresse", "histoire_d_une_fiche"}, "these need a parameter"
    assert found["a_venir"][0]["titre"] == "Réunion du groupe-pays Sénégal"
    assert found["reunions_par_pays"] == [
        {"pays": "MA", "nom": "Maroc", "annee": "2024", "evenements": 1, "en_ligne": 1, "annules_ou_reportes": 1},
    ]
    assert found["qui_preside_quoi"][0]["personne"] == "François Bonneau"
    assert found["qui_preside_quoi"][0]["depuis"] == "2023"
    assert found["vie_d_un_fonds"][0]["ouverture"] == "2023-09-11"
    assert {row["champ"] for row in found["ce_qui_a_change"]} == {"status", "events"}
    documents = [row["document"] for row in found["documents_d_un_groupe"]]
    assert documents == ["Compte rendu du séisme", "Note d'orientation"]
    assert found["annulations_et_reports"][0]["etat"] == "cancelled"
    assert found["anomalies"][0] == found["anomalies"][0] | {"regle": "title_against_field", "nombre": 1}
    assert {row["table"] for row in found["couverture_par_champ"]} == {"news", "events", "groups"}


@pytest.mark.parametrize(
    ("question", "parameters", "count"),
    [
        ("reunions_par_pays", "pays=SN", 0),
        ("reunions_par_pays", "pays=maroc", 1),
        ("reunions_par_pays", "pays=ma", 1),
        ("qui_preside_quoi", "groupe=maro", 1),
        ("qui_preside_quoi", "groupe=+MÀROC+", 1),
        ("qui_preside_quoi", "groupe=%25", 1),
        ("vie_d_un_fonds", "fonds=Ukraine", 0),
        ("ce_qui_a_change", "depuis=2026-03-03", 0),
        ("ce_qui_a_change", "depuis=03/03/2026", 0),
        ("ce_qui_a_change", "depuis=1er+mars+2026", 2),
        ("ce_qui_a_change", "depuis=2026-13-45", 0),
        ("documents_d_un_groupe", "groupe=Maroc", 2),
        ("fiche_d_une_adresse", "adresse=https://cites-unies-france.org/Reunion-Maroc", 2),
        ("fiche_d_une_adresse", "adresse=http://www.raict.org/Reunion-Maroc/", 2),
        ("fiche_d_une_adresse", "adresse=cites-unies-france.org/Reunion-Maroc", 2),
        ("fiche_d_une_adresse", "adresse=Reunion-Maroc", 2),
        ("fiche_d_une_adresse", "adresse=https://example.org/Reunion-Maroc", 0),
    ],
)
def test_questions_take_parameters(get, question, parameters, count):
    assert len(get(f"/archive/{question}.json?_shape=array&{parameters}").json()) == count


def test_every_table_and_column_is_described_in_both_languages(checkout):
    described = face(checkout)["tables"]
    with Archive.open(checkout / "archive.db") as archive:
        tables = [*archive.db.tables, *archive.db.views]
        shown = {table.name: list(table.columns_dict) for table in tables if "_fts" not in table.name}
    missing = {name for name in shown if len(described[name]["description"].splitlines()) != 2}
    missing |= {
        f"{name}.{column}"
        for name, columns in shown.items()
        for column in columns
        if len(described[name]["columns"].get(column, "").splitlines()) != 2
    }
    assert missing == set()
    assert set(described) == set(shown)


def test_questions_are_described_in_both_languages(checkout):
    questions = face(checkout)["queries"]
    assert len(questions) >= 8
    assert {name for name, question in questions.items() if len(question["description"].splitlines()) != 2} == set()


def test_the_page_of_the_archive_leads_to_every_question_and_shown_table(get, checkout):
    page = get("/archive").text
    served = face(checkout)
    shown = [name for name, table in served["tables"].items() if not table.get("hidden")]
    assert [name for name in (*shown, *served["queries"]) if f'href="/archive/{name}"' not in page] == []


def test_plumbing_is_hidden(get):
    tables = {table["name"]: table["hidden"] for table in get("/archive.json").json()["tables"]}
    shown = {name for name, hidden in tables.items() if not hidden}
    plumbing = {"bodies", "listings", "texts"}
    assert shown == {table.name for table in records.TABLES if not table.view} - plumbing


def test_foreign_keys_show_names(get):
    assert ">Réunion du groupe-pays Maroc, le 21 février 2024</a>" in get("/archive/events").text
    roles = get("/archive/roles").text
    assert ">Maroc</a>" in roles
    assert ">François Bonneau</a>" in roles


def test_views_lead_to_the_records_they_name(get):
    assert '<a href="/archive/news/Reunion-Maroc">Reunion-Maroc</a>' in get("/archive/changes").text
    assert '<a href="/archive/news/Reunion-Maroc">news/Reunion-Maroc</a>' in get("/archive/open_problems").text
    assert '<a href="/archive/groups/maroc">maroc</a>' in get("/archive/recherche?mots=Maroc").text


def test_tables_have_facets_and_a_sensible_order(get):
    news = get("/archive/news.json?_shape=objects").json()
    assert set(news["facet_results"]) == {"issuer", "status", "language"}
    published = [row["published"] for row in news["rows"]]
    assert published == sorted(published, reverse=True)


def test_sizes_have_units(get):
    assert "48.231&nbsp;kB" in get("/archive/documents").text


def test_a_record_shows_a_field_a_line(get):
    assert 'td:nth-of-type(5):before { content: "title"; }' in get("/archive/news/Seisme").text


def test_no_open_licence_is_put_on_the_texts(get):
    assert "aucune licence libre" in get("/archive/news").text


def face(checkout) -> dict:
    return yaml.safe_load((checkout / FACE).read_text(encoding="utf-8"))["databases"]["archive"]
