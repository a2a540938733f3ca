"""A visitor's mistake is one line in the log; a fault of the program keeps its traceback (decision 72)."""

import asyncio

import pytest
from datasette.app import Datasette
from datasette.utils.asgi import Request

from scraper.serving import views
from scraper.serving.gate import write_line


@pytest.fixture(scope="module")
def served(checkout) -> Datasette:
    return Datasette(config_dir=checkout)


def ask(served: Datasette, path: str):
    return asyncio.run(served.client.get(path))


MISTAKES = (
    ("/wp-login.php", 404),
    ("/nothing", 404),
    ("/archive/nothing", 404),
    ("/archive/nothing.json", 404),
    ("/archive/news/nothing", 404),
    ("/archive.csv", 404),
    ("/archive/-/comparer/nothing", 404),
    ("/nothing/-/comparer", 404),
    ("/archive/news?_sort=nothing", 400),
    ("/archive/news?_sort=id&_sort_desc=id", 400),
    ("/archive/news?_size=x", 400),
    ("/archive/news?_size=1000000", 400),
    ("/archive/news?_next=x", 400),
    ("/archive/agenda?_next=x", 400),
    ("/archive/news?_timelimit=x", 400),
    ("/archive/news?_col=nothing", 400),
    ("/archive/news?_where=nothing", 400),
    ("/archive/news?_search_nothing=x", 400),
    ("/archive/news.csv?_stream=on&_next=x", 400),
    ("/archive/news.csv?_where=nothing", 400),
    ("/archive?sql=nothing", 400),
    ("/archive?sql=SELECT+nothing", 400),
    ("/archive/news/Seisme.blob?_blob_column=nothing", 400),
)


@pytest.mark.parametrize(("path", "status"), MISTAKES)
def test_a_mistake_is_a_line_that_names_what_was_asked(served, capsys, path, status):
    assert ask(served, path).status_code == status
    written = capsys.readouterr()
    lines = (written.out + written.err).splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(f"GET {path}: {status}, ")


@pytest.mark.parametrize("path", ["/", "/archive/news", "/archive/a_venir.json", "/archive/news.csv", "/robots.txt"])
def test_what_is_answered_leaves_nothing_in_the_log(served, capsys, path):
    assert ask(served, path).status_code == 200
    written = capsys.readouterr()
    assert written.out + written.err == ""


def test_a_fault_of_the_program_keeps_its_traceback(served, capsys, monkeypatch):
    monkeypatch.setattr(views, "read_page", None)
    assert ask(served, "/archive/news").status_code == 500
    error = capsys.readouterr().err
    assert "Traceback" in error
    assert "TypeError: 'NoneType' object is not callable" in error


def test_a_line_is_one_line_whatever_is_asked(capsys):
    write_line(Request.fake("/x?a=" + "b" * 5000), 404, "two\nlines \x1b[31mred\u2028" + "c" * 5000)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert lines[0].isprintable()
    assert len(lines[0]) < 1000


def test_robots_are_asked_to_stay_away(served):
    answer = ask(served, "/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text == "User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize("path", ["/", "/archive/news", "/archive/news.csv", "/nothing", "/static/archive.css"])
def test_every_answer_asks_not_to_be_indexed(served, path):
    assert ask(served, path).headers["x-robots-tag"] == "noindex, nofollow"
