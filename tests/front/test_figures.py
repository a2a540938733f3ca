"""The figures: charts, tables and CSVs of the same numbers, of all or of a choice."""

import asyncio
import csv
import io
import re
from xml.etree import ElementTree

import pytest

from scraper.front import charts, drawing, words
from scraper.front.drawing import drawn
from scraper.front.figure_data import FIGURES, FigureChoice

SVG = "{http://www.w3.org/2000/svg}"
MEETINGS = [
    {"country": code, "year": year, "meetings": number, "online": 0, "cancelled": 0, "postponed": 0}
    for code, year, number in (("MA", "2021", 2), ("MA", "2024", 3), ("SN", "2023", 1))
]


def rows_of(page) -> list[dict]:
    return list(csv.DictReader(io.StringIO(page.response.text)))


def figure(name: str, rows: list[dict], *, country: str | None = None, since: str = "", until: str = ""):
    words.speak(words.FRENCH)
    return FIGURES[name].make(rows, FigureChoice(country, since, until))


def test_a_meeting_counts_once_for_its_country(see):
    """Its keyword and its group are both Maroc's."""
    assert rows_of(see("/chiffres/reunions.csv")) == [
        {
            "code": "MA",
            "pays": "Maroc",
            "annee": "2024",
            "reunions": "1",
            "en_ligne": "1",
            "annulees": "1",
            "reportees": "0",
        }
    ]
    assert rows_of(see("/en/chiffres/reunions.csv"))[0]["country"] == "Morocco"


def test_years_and_countries_without_meetings_have_zeros():
    drawable = figure("reunions", MEETINGS)
    assert [row[2:4] for row in drawable.csv_rows if row[0] == "MA"] == [
        ["2021", 2],
        ["2022", 0],
        ["2023", 0],
        ["2024", 3],
    ]
    assert [[cell.text for cell in row] for row in drawable.rows] == [
        ["Maroc", "2", "0", "0", "3", "5"],
        ["Sénégal", "0", "0", "1", "0", "1"],
    ]
    assert len(drawable.chart["data"]["values"]) == 8
    assert "Maroc, 2024 (3)" in drawable.summary


def test_years_that_are_far_away_make_no_rows():
    assert len(figure("reunions", MEETINGS, since="0001", until="9999").csv_rows) == 8


def test_months_without_articles_have_zeros():
    rows = [{"month": "2023-11", "articles": 2, "withdrawn": 1}, {"month": "2024-02", "articles": 1, "withdrawn": 0}]
    drawable = figure("publications", rows)
    assert drawable.csv_rows == [["2023-11", 2, 1], ["2023-12", 0, 0], ["2024-01", 0, 0], ["2024-02", 1, 0]]
    assert "novembre 2023 (2)" in drawable.summary


def test_a_fund_lives_from_its_opening_to_its_last_article(see):
    assert rows_of(see("/chiffres/fonds.csv")) == [
        {
            "fonds": "Maroc",
            "ouvert": "2023-09-11",
            "premier_article": "2023-09-11",
            "dernier_article": "2023-09-11",
            "articles": "1",
        }
    ]


def test_every_crawl_has_its_shares(see_five_days):
    rows = rows_of(see_five_days("/chiffres/lectures.csv"))
    assert [row["lecture"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert rows[1]["articles_changes"]
    assert "5 lectures du portail, aucune mise de côté" in see_five_days("/chiffres/lectures").main.replace("\xa0", " ")


def test_a_choice_goes_into_chart_table_and_csv(see):
    page = see("/chiffres/reunions?pays=ma&de=2024&a=2024")
    assert page.soup.find("option", selected=True)["value"] == "MA"
    assert page.soup.img["src"] == "/chiffres/reunions.svg?pays=MA&de=2024&a=2024"
    assert "/chiffres/reunions.csv?pays=MA&de=2024&a=2024" in page.links
    assert rows_of(see("/chiffres/reunions.csv?pays=SN")) == []


@pytest.mark.parametrize("path", ["/chiffres/rien", "/chiffres/rien.svg", "/chiffres/rien.csv"])
def test_what_is_no_figure_is_missing(see, path):
    assert see(path).status == 404


@pytest.mark.parametrize("query", ["pays=Maroc", "pays=XX", "de=hier", "a=20", "de=²²²²"])
def test_what_is_no_country_or_year_is_missing(see, query):
    page = see(f"/chiffres/reunions?{query}")
    assert page.status == 404
    assert re.search("pays|année", page.main)


@pytest.mark.parametrize(("path", "language"), [("/chiffres", "fr"), ("/en/chiffres", "en")])
def test_every_chart_is_described_and_has_its_table_and_csv(see, path, language):
    page = see(path)
    assert len(page.soup.find_all("img")) == len(page.soup.main.find_all("table")) == len(FIGURES)
    for image in page.soup.find_all("img"):
        assert len(image["alt"]) > 40
        assert image["src"].replace(".svg", ".csv") in page.links
    assert ("Meetings" in page.main) is (language == "en")


def test_a_chart_is_text_without_script_style_or_reference(see):
    """What a Content-Security-Policy would refuse, and what the portal's authors wrote."""
    cells = [{"row": "<script>alert(1)</script>", "column": "2024", "number": 1}]
    chart = charts.heat_map(cells, ["<script>alert(1)</script>"], ["2024"])
    root = ElementTree.fromstring(asyncio.run(drawn(chart, "fr")))
    names = {element.tag for element in root.iter()}
    assert not names & {f"{SVG}{name}" for name in ("script", "style", "image", "foreignObject", "a")}
    assert not [element for element in root.iter() if "style" in element.attrib]
    assert "<script>alert(1)</script>" in "".join(root.itertext())


@pytest.mark.parametrize("most", [0, 1, 2, 7, 1234])
def test_an_axis_of_numbers_has_few_and_whole_ticks(most):
    chart = charts.columns_by_year([{"column": "2024", "number": most}], "x")
    ticks = chart["encoding"]["y"]["axis"]["values"]
    assert ticks[0] == 0
    assert len(ticks) <= 10
    assert len(set(ticks)) == len(ticks)


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_drawn(see, name):
    answer = see(f"/chiffres/{name}.svg").response
    assert answer.headers["content-type"] == "image/svg+xml"
    assert ElementTree.fromstring(answer.text).tag == f"{SVG}svg"


def test_a_chart_without_numbers_is_drawn_too(see):
    assert see("/chiffres/reunions.svg?pays=SN").status == 200
    assert "Rien à montrer" in see("/chiffres/reunions?pays=SN").main


def test_months_are_written_in_the_language_of_the_page():
    chart = charts.columns_by_month([{"month": f"2024-0{month}-01", "number": month} for month in (1, 2, 3)], "x")
    assert "févr" in asyncio.run(drawn(chart, "fr"))
    assert "févr" not in asyncio.run(drawn(chart, "en"))


@pytest.mark.slow
def test_a_process_that_has_ended_is_started_again():
    def chart(number: int) -> dict:
        return charts.columns_by_year([{"column": "2024", "number": number}], "x")

    asyncio.run(drawn(chart(1), "fr"))
    drawing._PROCESS._process.kill()
    assert "<svg" in asyncio.run(drawn(chart(2), "fr"))
