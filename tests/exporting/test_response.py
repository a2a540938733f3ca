"""A kept response as HTTP again: its headers are true of the body as kept."""

import json

import pytest

from scraper.exporting.warc import answered_at, http_headers
from scraper.records import Fetch

PORTAL = "https://cites-unies-france.org/"


def fetch(*headers: list[str], status: int = 200, **more) -> Fetch:
    made = {"url": PORTAL + "A", "fetched_at": "2026-03-01T08:00:00Z", **more}
    return Fetch(crawl_id=1, status=status, headers=json.dumps(headers), **made)


def lines(*headers: list[str], size: int = 5, status: int = 200) -> list[str]:
    return http_headers(fetch(*headers, status=status), size).to_ascii_bytes().decode("latin-1").split("\r\n")[:-2]


@pytest.mark.parametrize(
    "former",
    [
        ["Content-Encoding", "gzip"],
        ["Content-Encoding", "BR"],
        ["Transfer-Encoding", "chunked"],
        ["content-length", "31"],
    ],
)
def test_a_header_that_is_true_of_the_wire_only_is_set_apart(former):
    assert lines(former)[1:] == [f"X-Archive-Orig-{former[0]}: {former[1]}", "Content-Length: 5"]


@pytest.mark.parametrize("true", [["Content-Encoding", "compress"], ["Content-Type", "text/html"]])
def test_a_header_that_is_true_of_the_body_stays(true):
    assert lines(true)[1:] == [": ".join(true), "Content-Length: 5"]


def test_a_true_length_stays_where_it_was():
    assert lines(["Content-Length", "5"], ["Vary", "Cookie"])[1:] == ["Content-Length: 5", "Vary: Cookie"]


def test_headers_of_one_name_stay_apart():
    assert lines(["Set-Cookie", "a=1"], ["Set-Cookie", "b=2"])[1:3] == ["Set-Cookie: a=1", "Set-Cookie: b=2"]


@pytest.mark.parametrize(("status", "line"), [(200, "200 OK"), (404, "404 Not Found"), (299, "299")])
def test_the_standard_phrase_is_written(status, line):
    assert lines(status=status)[0] == f"HTTP/1.1 {line}"


def test_what_is_not_ascii_keeps_its_bytes():
    block = http_headers(fetch(["Location", "/Été".encode().decode("latin-1")]), 0).to_ascii_bytes()
    assert "Location: /Été".encode() in block


def test_no_value_makes_a_header_of_its_own():
    assert lines(["X-Note", "a\r\nSet-Cookie: b=2\r\n\r\n<p>"])[1] == "X-Note: a Set-Cookie: b=2 <p>"


def test_a_response_without_headers_has_its_length():
    assert http_headers(Fetch(crawl_id=1, url=PORTAL, status=200, fetched_at=""), 0).headers == [
        ("Content-Length", "0")
    ]


@pytest.mark.parametrize(
    ("status", "final", "address"),
    [
        (200, PORTAL + "B", PORTAL + "B"),
        (200, None, PORTAL + "A"),
        (302, "https://example.org/", PORTAL + "A"),
        (404, PORTAL + "B", PORTAL + "B"),
    ],
)
def test_the_address_is_that_of_who_answered(status, final, address):
    assert answered_at(fetch(status=status, final_url=final)) == address
