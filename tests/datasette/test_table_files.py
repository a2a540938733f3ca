"""Datasette's tables, views and questions as files: all rows, by the writers of `portail export`, one click away."""

import re
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup

from scraper.exporting.dictionary import exported
from scraper.exporting.tables import Column, Kind
from scraper.serving.table_files import FORMS
from tests.exporting.table_files import read

LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000) SELECT i, '=' || i AS t FROM n"
"""More rows than a page or a piece has."""


def of(get, path: str, form: str, columns: list[Column]) -> list[list]:
    address, _, query = path.partition("?")
    response = get(f"{address}.{form}?{query}")
    assert response.status_code == 200, response.text
    return read(FORMS[form], response.content, columns)


@pytest.mark.parametrize("form", FORMS)
def test_a_table_has_the_rows_and_types_that_it_has_in_an_export(get, form):
    columns = [column.written for column in exported()["events"].columns]
    rows = of(get, "/archive/events", form, columns)
    shown = get("/archive/events.json?_shape=arrays&_size=max").json()["rows"]
    assert sorted(rows) == sorted(row[-len(columns) :] for row in shown)


@pytest.mark.parametrize("form", FORMS)
def test_filters_and_order_of_the_page_are_kept(get, form):
    columns = [column.written for column in exported()["news"].columns]
    rows = of(get, "/archive/news?issuer=CUF&_sort=title", form, columns)
    assert [row[0] for row in rows] == ["Reunion-Maroc"]


@pytest.mark.parametrize("form", FORMS)
def test_all_rows_of_sql_are_there(get, form):
    columns = [Column("i", Kind.NUMBER), Column("t", Kind.MOMENT)]
    rows = of(get, f"/archive?{urlencode({'sql': LONG})}", form, columns)
    assert rows == [[number, f"={number}"] for number in range(1, 12_001)]


@pytest.mark.parametrize("form", FORMS)
def test_what_sql_may_answer_is_kept(get, form):
    """Two columns of one name, bytes, no number that JSON and Excel lack, whole numbers that Excel would round."""
    sql = "SELECT 1 AS a, 2 AS a, x'00ff' AS b, 9e999 AS c, 9007199254740993 AS d, NULL AS e"
    columns = [Column(name) for name in ("a", "a_2", "b", "c", "d", "e")]
    (row,) = of(get, f"/archive?{urlencode({'sql': sql})}", form, columns)
    assert list(map(str, row)) == ["1", "2", "00ff", "inf", "9007199254740993", "None"]


@pytest.mark.parametrize("form", FORMS)
def test_a_question_is_taken_away(get, form):
    response = get(f"/archive/qui_preside_quoi.{form}")
    assert response.status_code == 200
    assert response.headers["content-disposition"] == f'attachment; filename="qui_preside_quoi.{form}"'
    assert b"Bonneau" in response.content or form == "xlsx"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/archive/nulle_part.{}", 404),
        ("/archive.{}", 404),
        ("/archive.{}?sql=SELECT+x", 400),
        ("/archive.{}?sql=DELETE+FROM+news", 400),
        ("/archive/news.{}?_sort=nulle_part", 400),
    ],
)
def test_what_cannot_be_taken_away_is_refused(get, form, path, status):
    assert get(path.format(form)).status_code == status


def test_pages_as_received_are_in_no_file(get):
    response = get("/archive.all.json?sql=" + "select+data+from+bodies")
    assert response.status_code == 400 or all(row["data"] is None for row in response.json())
    assert all("data" not in row or row["data"] is None for row in get("/archive/bodies.all.json").json())


@pytest.mark.parametrize(
    "path", ["/archive/news?issuer=CUF", "/archive/qui_preside_quoi", "/archive?sql=select+1+as+a"]
)
def test_the_page_of_a_table_links_to_every_form(get, path):
    links = [a["href"] for a in BeautifulSoup(get(path).text, "lxml").select(".archive-hint a")]
    for form in FORMS:
        (link,) = [link for link in links if re.search(rf"\.{re.escape(form)}(\?|$)", link)]
        assert get(link).status_code == 200, link


def test_pages_that_show_no_table_have_no_such_links(get):
    for path in ("/archive", "/archive/news/Seisme"):
        assert "Emporter" not in get(path).text
