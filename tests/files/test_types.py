"""A file has the type of its first bytes."""

import pytest

from scraper.files.reading import is_wanted, media_type

OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("body", "name", "declared", "kind"),
    [
        (b"%PDF-1.7\n", "a.pdf", "application/pdf", "application/pdf"),
        (b"\n\n%PDF-1.4\n", "a.pdf", "text/html; charset=utf-8", "application/pdf"),
        (b"%PDF-1.4\n", "a.doc", "application/msword", "application/pdf"),
        (OFFICE, "a.doc", "application/msword", "application/msword"),
        (OFFICE, "a.xls", "application/octet-stream", "application/vnd.ms-excel"),
        (b"PK\x03\x04", "a.docx", None, DOCX),
        (b"PK\x03\x04", "a.zip", DOCX, DOCX),
        (b"\xff\xd8\xff\xe0", "a.jpg", "image/png", "image/jpeg"),
        (b"RIFF\x10\x00\n\x00WEBPVP8 ", "a.webp", "image/webp", "image/webp"),
        (b"ID3\x04", "a.mp3", "audio/mpeg", "audio/mpeg"),
        (b"pays;ville\nMali;Bamako\n", "a.csv", "application/octet-stream", "text/csv"),
        (b"Relev\xe9 de d\xe9cisions", "a.txt", "text/plain; charset=iso-8859-1", "text/plain"),
    ],
)
def test_a_file_has_the_type_of_its_first_bytes(body, name, declared, kind):
    assert media_type(body, f"https://x.org/IMG/{name}", declared) == kind


@pytest.mark.parametrize(
    ("body", "name", "declared"),
    [
        (b"MZ\x90\x00", "a.pdf", "application/pdf"),
        (b"\x7fELF\x02", "a.doc", "application/msword"),
        (b"#!/bin/sh\n", "a.txt", "text/plain"),
        (b"<!DOCTYPE html><title>404</title>", "a.pdf", "application/pdf"),
        (b"  <script>alert(1)</script>", "a.txt", "text/plain"),
        (b"<?php system($_GET[1]);", "a.csv", "text/csv"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", "a.png", "image/png"),
        (b"PK\x03\x04", "a.pdf", "application/pdf"),
        (b"a\0b", "a.txt", "text/plain"),
        (b"", "a.pdf", "application/pdf"),
        (b"nothing of a PDF", "a.pdf", "application/pdf"),
    ],
)
def test_what_runs_or_is_something_else_is_not_kept(body, name, declared):
    assert media_type(body, f"https://x.org/IMG/{name}", declared) is None


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://x.org/IMG/pdf/Compte_rendu.PDF", True),
        ("https://x.org/IMG/odt/a.odt?v=2", True),
        ("https://x.org/IMG/mp4/film.mp4", False),
        ("https://x.org/IMG/zip/tout.zip", False),
        ("https://x.org/IMG/html/page.html", False),
        ("https://x.org/IMG/pdf", False),
        ("https://x.org/watch?v=a.pdf", False),
    ],
)
def test_files_are_asked_for_by_their_ending(url, wanted):
    assert is_wanted(url) is wanted
