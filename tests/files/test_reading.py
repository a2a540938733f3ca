"""What is kept of a file."""

import hashlib
import time

from sample_portal.files import pdf
from scraper.files.reading import plain, read_file
from scraper.records import DocumentText, File

URL = "https://cites-unies-france.org/IMG/pdf/releve.pdf"


def test_a_pdf_has_a_hash_a_size_a_type_and_a_text():
    body = pdf("Écrire à f.nom@exemple.org")
    read = read_file(body, URL, "application/pdf")
    sha256 = hashlib.sha256(body).hexdigest()
    assert read.file == File(url=URL, sha256=sha256, bytes=len(body), mime="application/pdf")
    assert (read.text.sha256, read.text.pages, read.text.pages_read) == (sha256, 1, 1)
    assert read.text.text == "Écrire à …@exemple.org"
    assert read.problems == ()


def test_another_file_has_no_text():
    read = read_file(b"\xff\xd8\xff\xe0 picture", URL.replace("pdf", "jpg"), "image/jpeg")
    assert (read.file.mime, read.text, read.problems) == ("image/jpeg", None, ())


def test_a_pdf_that_cannot_be_read_is_a_file_with_a_problem():
    read = read_file(b"%PDF-1.4 junk", URL, "application/pdf")
    assert read.file.bytes == 13
    assert read.text is None
    assert [(row.url, row.rule) for row in read.problems] == [(URL, "unread_file")]


def test_what_is_not_kept_is_a_problem_and_no_file():
    read = read_file(b"<html>404", URL, "text/html")
    assert (read.file, read.text) == (None, None)
    assert [(row.rule, row.detail) for row in read.problems] == [
        ("refused_file", "sent as text/html, it begins with b'<html>404'")
    ]


def test_a_text_is_kept_as_one_searches_it():
    assert (
        plain("Coﬁnancement\x00 \ud800 des  ofﬁces \n\n\n\n à Kyïv\u00a0! ")
        == "Cofinancement ? des offices\n\nà Kyïv !"
    )


def test_addresses_are_masked_across_the_end_of_a_line():
    text = DocumentText(sha256="0", pages=1, pages_read=1, text=plain("mail : f.nom@\nexemple.org, g [at] exemple.org"))
    assert text.text == "mail : …@exemple.org, …@exemple.org"


def test_words_without_end_cost_no_time():
    began = time.monotonic()
    assert plain("a@b " + "x" * 2_000_000 + " Bamako").split() == ["a@b", "Bamako"]
    assert time.monotonic() - began < 5
