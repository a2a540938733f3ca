"""Silence where there is no date: numbers of other things, impossible days, words of time without a time."""

import datetime as dt

import pytest

from scraper.dates import find_dates

ON = dt.date(2024, 3, 18)
NOT_DATES = """
Tél. : 04 72 11 10 05
+33 1 53 41 81 81
06-12-04-20-21
06/12/04/20/21
192.168.10.12
IBAN FR76 3000 4000 0312 3456 7890 143
SIRET 784 261 517 00034
69007 Lyon
03000 Moulins
12, rue du 4 septembre 1870
place du 8 mai 1945
140 000 euros
2 500 €
2000 €
1 200 personnes
2000 habitants
COP 30
COP30
ODD 11
n° 2023-145
Décret n° 2012-351
Circulaire 136
loi 1901
Agenda 2030
12ème assises
8e édition
Saison 6 : 1ère session
Atelier n° 4
durée 1h30
Pendant 2h
48h avant
3/4 des communes
1/4 de finale
page 3/12
version 2.4.12
15h40
de 14h à 16h
tous les mardis de 9h à 12h
le jeudi à 14h
32 janvier
2 féviers d'Amérique
un févier
Févier d'Amérique
1er Ferrier
station Quatre-Septembre
31/02/2024
29 février 2023
2024-13-45
32/2015
05-2015-32
la ville de demain
hier comme aujourd'hui
chaque lundi
un séisme en janv
les marches de mars
bien mais pas assez
il a été élu
sur les 15 dernières années
de 7 à 77 ans
un mois de travail
2013-41
décret 2013-41
2013/41
14/10 élèves
page 05/2014
p. 05/2014
n° 05/2014
échelle 1/2000
3/2 à la mi-temps
ouvert 7/7 de 9h à 18h
24/7 de 8h à 20h
1/2 finale à 20h
6/4-6/3
les 3/4 de la journée
1/2 journée
mercredi (2/3)
le cahier (2/3) à 14h
12.5 à 14h
durée 14h20min30s
de 2 à 5 pm
le 3ème mardi de chaque mois
tous les premiers samedis de mai
chaque premier lundi de septembre
deux dimanches de foire
elle dort, and may
""".strip().splitlines()


@pytest.mark.parametrize("text", NOT_DATES)
def test_nothing_is_read(text):
    assert find_dates(text, on=ON) == []


@pytest.mark.parametrize("text", NOT_DATES)
def test_nothing_is_read_within_a_sentence(text):
    assert find_dates(f"Le compte rendu, {text}, est en ligne.", on=ON) == []


@pytest.mark.parametrize(
    "text",
    [
        "Stage 5 mai 2024",
        "Salle 3, le 5 mai 2024",
        "Session 3 - 5 mai 2024",
        "COP 30 - 5 mai 2024",
        "Atelier n°4, 5 mai 2024",
    ],
)
def test_a_numbered_thing_before_a_date_is_no_part_of_it(text):
    assert [span.start for span in find_dates(text, on=ON)] == [dt.date(2024, 5, 5)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Rendez-vous ce mardi (12/03), à Lyon", "ce mardi (12/03)"),
        ("Rendez-vous demain (mardi 19 mars), à Lyon", "demain (mardi 19 mars)"),
        ("Bilan (du 5 au 7 mars 2024), à Lyon", "du 5 au 7 mars 2024"),
        ("De 2009 à juin 2012, puis au Mali", "De 2009 à juin 2012"),
        ("Les 12/03, 13 mars 2024 à 18h, à Lyon", "12/03, 13 mars 2024 à 18h"),
    ],
)
def test_an_expression_is_one_date_and_all_of_it_is_read(text, read):
    assert [span.text for span in find_dates(text, on=ON)] == [read]
