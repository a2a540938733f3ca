import pytest

from scraper.reading import titles


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("CUF : Offre de stage : un(e) assistant(e) - Mai 2024", "CUF"),
        ("MEAE/DAECT : COMMUNIQUÉ : Organisation de l’aide", "MEAE/DAECT"),
        ("CGLU - Forum mondial", "CGLU"),
        ("Comité 21 : Rendez-vous le 16 mars", "Comité 21"),
        ("Ville de Chartres : Exposition photo", "Ville de Chartres"),
        ("VILLE DE GRENOBLE : OFFRE DE STAGE : Coopération", "VILLE DE GRENOBLE"),
        ("Palestine : RCDP : Point d’étape", "RCDP"),
        ("PALESTINE : RCDP : POINT D’ÉTAPE", "RCDP"),
        ("VIETNAM : réunion du 25 juin 2018", None),
        ("Le Monde : TRIBUNE : les villes et la paix", "Le Monde"),
        ("Save the Date : CUF : Réunion", "CUF"),
        ("Communiqué RCDP : Reconnaissance, du 22 septembre 2025", "RCDP"),
        ("Communiqué de CGLU : les villes et la paix", "CGLU"),
        ("Communiqué - Démenti", None),
        ("Niger : Assassinat d’humanitaires", None),
        ('Japon : Une "rencontre des cultures"', None),
        ("Fonds de solidarité Equateur : Début des travaux", None),
        ("Réunion du groupe-pays Mali, le 10 février 2021", None),
        ("2024 : l’année de tous les dangers ?", None),
    ],
)
def test_who_speaks_is_the_first_segment_that_names_somebody(ctx, title, issuer):
    assert titles.issuer(title, ctx) == issuer


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("ANNULATION ! Mission en Palestine", "cancelled"),
        ("Réunion du groupe-pays Mali (annulée)", "cancelled"),
        ("REPORT : Café des élus", "postponed"),
        ("Assises reportées au 5 mai 2026", "postponed"),
        ("Save the Date ! Réunion du groupe-pays Maroc", "save_the_date"),
        ("Le report modal dans les villes", None),
        ("Un rapport du Sénat", None),
        ("Réunion du groupe-pays Mali", None),
    ],
)
def test_a_status_is_a_word_of_the_title(ctx, title, status):
    assert titles.status(title, ctx) == status
