"""What is no page, or half a page, costs a problem and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper import portal as portals
from scraper.reading import read

WHOLE = (
    "<html lang='fr'><head><title>x</title></head><body><h1>Réunion du groupe-pays Mali, le 10 février 2021</h1>"
    "<p>Elle a eu lieu.</p><p>Publié le 10 février 2021</p></body></html>"
)


@pytest.mark.parametrize(
    ("body", "content_type", "rule"),
    [
        (b"", "text/html", "empty_page"),
        (b"  \n", "text/html", "empty_page"),
        (b"%PDF-1.4 \x00\x01", "application/pdf", "not_html"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "", "not_html"),
        (b"just words", "text/plain", "not_html"),
        (b"<html><body>" + b"<p>x" * 2_700_000, "text/html", "too_large"),
        (b"<html><body>" + b"<p>x" * 250_000, "text/html", "too_large"),
        (b"<?xml version='1.0'?><rss>" + b"<a/>" * 250_000, "text/xml", "too_large"),
        (WHOLE[:120].encode(), "text/html", "cut_page"),
        (WHOLE[: WHOLE.index("Publi")].encode(), "text/html", "cut_page"),
        (b"<html><body><div>" * 3000 + b"x" + b"</div></body></html>", "text/html", None),
        (b"<?xml version='1.0'?><urlset><url><loc>https://x", "text/xml", "cut_page"),
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><urlset>&b;</urlset>", "text/xml", "not_html"),
    ],
)
def test_a_bad_body_gives_no_record_and_its_reason(read_page, body, content_type, rule):
    reading = read_page(body, content_type=content_type)
    assert reading.subject is None or rule is None
    assert rule is None or rule in [p.rule for p in reading.problems]


def test_bytes_in_another_charset_than_declared_are_read_and_reported(read_page):
    reading = read_page(WHOLE.encode("cp1252"), content_type="text/html; charset=utf-8")
    assert reading.subject.title == "Réunion du groupe-pays Mali, le 10 février 2021"
    assert "wrong_charset" in [p.rule for p in reading.problems]


@pytest.mark.parametrize("charset", ["hex", "rot13", "idna", "punycode", "undefined", "base64", "unicode_escape"])
@pytest.mark.parametrize("declared", ["header", "page"])
def test_a_charset_in_which_no_page_is_written_is_not_believed(read_page, charset, declared):
    page = WHOLE if declared == "header" else WHOLE.replace("<head>", f"<head><meta charset='{charset}'>")
    kind = f"text/html; charset={charset}" if declared == "header" else "text/html"
    reading = read_page(page, content_type=kind)
    assert reading.subject.title == "Réunion du groupe-pays Mali, le 10 février 2021"
    assert [p.rule for p in reading.problems] == ["wrong_charset"]


@pytest.mark.parametrize(
    "odd",
    [
        '<a href="http://[oops">Un lien</a>',
        '<p><a href="http://[oops/x.pdf">Un document</a></p>',
        '<iframe src="https://[oops"></iframe>',
        '<time datetime="2026-02-30">30 février 2026</time>',
        '<time datetime="2026-03">mars 2026</time>',
        "<p>lundi 31 février 2026</p>",
        '<img src="//[x" alt="">',
    ],
)
@pytest.mark.parametrize("before", ["<h1>", "<p>Elle", "<p>Publié"])
def test_what_is_no_address_and_no_day_costs_nothing_else(read_page, odd, before):
    reading = read_page(WHOLE.replace(before, odd + before))
    assert reading.subject.title == "Réunion du groupe-pays Mali, le 10 février 2021"
    assert reading.subject.published == "2021-02-10"
    assert {problem.rule for problem in reading.problems} <= {"unread_date"}


def test_a_base_that_is_no_address_is_none(read_page):
    page = WHOLE.replace("<head>", '<head><base href="http://[oops">').replace("Elle", '<a href="Titre">Elle</a>')
    assert [link.url for link in read_page(page).links] == ["https://cites-unies-france.org/Titre"]


def test_an_error_of_the_readers_is_a_problem_of_the_page(read_page, monkeypatch):
    def fail(*arguments, **options):
        raise ZeroDivisionError("division by zero")

    monkeypatch.setitem(read.__globals__, "page_context", fail)
    reading = read_page(WHOLE)
    assert (reading.kind, reading.subject, reading.rows) == ("unknown", None, [])
    (problem,) = reading.problems
    assert problem.rule == "reader_failed"
    assert problem.detail.startswith("ZeroDivisionError: division by zero (")


@pytest.mark.parametrize(
    ("moment", "day"), [("2026-01-10T22:30:00Z", 10), ("2026-01-10T23:30:00Z", 11), ("2026-07-10T22:30:00Z", 11)]
)
def test_the_day_of_a_page_is_that_of_paris(moment, day):
    assert read.__globals__["_day"](moment).day == day


def test_no_address_of_a_person_is_in_the_problem_of_a_repair(read_page):
    reading = read_page(WHOLE.replace("Elle", "rÃ©gis.dupont@ville.example. RÃ©union. Elle"))
    details = [problem.detail for problem in reading.problems if problem.rule == "repaired_text"]
    assert details
    assert [detail for detail in details if "dupont" in detail] == []


def test_what_steers_a_terminal_is_no_text(read_page):
    page = WHOLE.replace("groupe-pays", "&#27;[31mgroupe\x00-pays&#x202e;").replace("Elle", "&#8;E\x00lle")
    reading = read_page("<!-- " + "x" * 1024 + " -->" + page)
    assert reading.subject.title == "Réunion du [31mgroupe-pays Mali, le 10 février 2021"
    assert reading.subject.body.startswith("Elle a eu lieu")


def test_a_number_too_large_for_a_database_leads_nowhere_wrong(read_page):
    links = "".join(f"<a href='/spip.php?{name}{'9' * 5000}'>x</a>" for name in ("article", "page=x&id_article="))
    reading = read_page(WHOLE.replace("<p>Elle", f"<p>{links} Elle"))
    assert reading.subject is not None


def test_a_declared_latin_charset_is_no_problem(read_page):
    reading = read_page(WHOLE.encode("latin-1"), content_type="text/html; charset=iso-8859-1")
    assert reading.subject.title.startswith("Réunion")
    assert [p.rule for p in reading.problems] == []


def test_the_home_page_in_place_of_an_article_is_a_soft_404(read_page):
    home = (
        "<html><head><link rel='canonical' href='https://cites-unies-france.org/'></head>"
        "<body class='page_sommaire'><h1>Accueil</h1></body></html>"
    )
    reading = read_page(home, "https://cites-unies-france.org/spip.php?article9999")
    assert reading.subject is None
    assert [p.rule for p in reading.problems] == ["soft_404"]


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, len(WHOLE)),
    st.binary(max_size=30),
    st.sampled_from(["", "text/html", "text/html; charset=x-unknown"]),
)
def test_no_body_makes_a_reader_raise(cut, noise, content_type):
    body = WHOLE.encode()[:cut] + noise + WHOLE.encode()[cut:]
    read(
        body,
        "https://cites-unies-france.org/X",
        fetched_at="2026-03-02T08:00:00Z",
        portal=portals.load(),
        content_type=content_type,
    )


def test_a_keyword_without_a_name_is_a_problem_and_no_theme(read_page):
    reading = read_page("<html><body><p>.</p></body></html>", url="https://cites-unies-france.org/spip.php?mot12")
    assert reading.kind == "keyword"
    assert reading.subject is None
    assert [p.rule for p in reading.problems] == ["missing_field"]
