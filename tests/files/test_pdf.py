"""The text of PDFs, and what a bad one costs: a sentence."""

import io
import time
import zlib
from collections.abc import Callable

import pytest
from pypdf import PdfReader, PdfWriter

from sample_portal.files import pdf
from scraper.files.pdf import read_pdf

SMALL = {"seconds": 5, "memory": 400 * 2**20, "wait": 20}


def written(*objects: bytes, root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1."""
    parts, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(parts))
        parts += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, start = len(objects) + 1, len(parts)
    end = b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start)
    return parts + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), more, data)


def one_page(content: bytes, more: bytes = b"") -> bytes:
    """A PDF of one page that shows a content stream."""
    return written(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        stream(content, more),
    )


def encrypted(user: str) -> bytes:
    """A PDF that an owner has locked; with a user's password, nobody opens it without."""
    writer, out = PdfWriter(), io.BytesIO()
    writer.append(PdfReader(io.BytesIO(pdf("Texte protégé"))))
    writer.encrypt(user_password=user, owner_password="of the owner", algorithm="AES-256")
    writer.write(out)
    return out.getvalue()


def inflated(size: int, times: int) -> bytes:
    """Zeros, compressed so many times over."""
    data = bytes(size)
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def bomb(times: int) -> Callable[[], bytes]:
    """A PDF whose page is 300 MB of zeros; made by the test, as compressing them takes a second."""
    return lambda: one_page(inflated(300_000_000, times), b"/Filter [%b]" % b" ".join([b"/FlateDecode"] * times))


def test_the_text_of_every_page_is_read():
    read = read_pdf(pdf("Réunion du groupe-pays Mali", "Relevé de décisions (suite)"))
    assert (read.pages, read.pages_read, read.problem) == (2, 2, None)
    assert [line for line in read.text.split("\n") if line] == [
        "Réunion du groupe-pays Mali", "Relevé de décisions (suite)",
    ]  # fmt: skip


def test_only_so_many_pages_and_letters_are_read():
    body = pdf(*(f"Page {number}" for number in range(1, 10)))
    read = read_pdf(body, **SMALL | {"pages": 3})
    assert (read.pages, read.pages_read) == (9, 3)
    assert "Page 3" in read.text
    assert "Page 4" not in read.text
    read = read_pdf(body, **SMALL | {"letters": 10})
    assert (read.pages, read.pages_read, len(read.text)) == (9, 2, 10)


def test_a_file_that_only_its_owner_may_change_is_read():
    read = read_pdf(encrypted(user=""))
    assert (read.text.strip(), read.problem) == ("Texte protégé", None)


def test_a_page_that_cannot_be_read_costs_that_page():
    body = pdf("Première page", "Deuxième page").replace(b"/Contents 5 0 R", b"/Contents 4 0 R")
    read = read_pdf(body)
    assert read.pages_read == 2
    assert "Deuxième page" in read.text
    assert "Première page" not in read.text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", ""),
        (b"%PDF-1.4\nnothing more", "Stream has ended"),
        (pdf("Coupé en deux")[:300], ""),
        (written(b"<< /Type /Catalog >>"), ""),
        (written(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"), ""),
        (encrypted(user="secret"), "it asks for a password"),
        (b"%PDF-1.4\n" + b"[" * 200_000, ""),
        (bomb(1), "page 1 of 1"),
        (bomb(2), "page 1 of 1"),
    ],
    ids=["empty", "junk", "cut", "no pages", "circle", "password", "nested", "bomb", "bomb in a bomb"],
)
def test_a_bad_file_is_a_problem(body, why):
    body = body() if callable(body) else body
    began = time.monotonic()
    read = read_pdf(body, **SMALL)
    assert read.problem
    assert why in read.problem
    assert not (read.text or "").strip()
    assert time.monotonic() - began < SMALL["wait"]


@pytest.mark.slow
def test_a_file_that_takes_too_long_is_given_up():
    endless = one_page(b"BT /F1 1 Tf " + b"(a) Tj 1 0 Td " * 1_000_000 + b" ET")
    assert read_pdf(endless, **SMALL | {"seconds": 1}).problem == "reading it takes more than 1 s of processor time"
    assert read_pdf(endless, **SMALL | {"wait": 0.5}).problem == "reading it takes more than 0.5 s"


def test_a_file_that_takes_too_much_memory_is_given_up():
    read = read_pdf(one_page(inflated(70_000_000, 1), b"/Filter /FlateDecode"), **SMALL | {"memory": 120 * 2**20})
    assert read.problem
    assert "memory" in read.problem or "ended with" in read.problem


def test_no_module_is_taken_from_the_folder_it_is_run_in(tmp_path, monkeypatch):
    (tmp_path / "pypdf.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    assert read_pdf(pdf("Texte")).text.strip() == "Texte"
