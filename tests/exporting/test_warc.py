"""What a WARC file holds: every response, once, as it was kept."""

import hashlib
from datetime import date

import pytest
from warcio.cli import main as warcio

from scraper.archive import Archive
from scraper.exporting.warc import answered_at
from scraper.records import Fetch
from tests.archive.pages import save_response

from .conftest import MALI, MAROC, PORTAL, ROBOTS
from .reading import records, replayed

pytestmark = pytest.mark.usefixtures("crawled")


def test_warcio_finds_no_fault(write, capsys):
    file, _ = write()
    with pytest.raises(SystemExit) as end:
        warcio(["check", str(file)])
    assert (end.value.code, capsys.readouterr().out) == (0, "")


def test_every_response_is_found_by_address_and_time_with_its_body(write, archive):
    pages = replayed(write()[0])
    fetches = [Fetch(**row) for row in archive.db.query("SELECT * FROM fetches WHERE body_sha256 IS NOT NULL")]
    found = {(answered_at(fetch), fetch.fetched_at): fetch.body_sha256 for fetch in fetches}
    assert {place: hashlib.sha256(body).hexdigest() for place, body in pages.items()} == found
    assert len(found) == 9


def test_the_written_responses_are_counted(write):
    file, written = write()
    kinds = [record.kind for record in records(file)]
    assert (written.responses, written.revisits, written.left_out) == (7, 2, 1)
    assert (kinds.count("response"), kinds.count("revisit"), written.records) == (7, 2, len(kinds))
    assert written.bytes == file.stat().st_size


def test_the_first_record_describes_the_file(write):
    info = records(write()[0])[0]
    text = info.payload.decode()
    assert (info.kind, info.fields["WARC-Date"]) == ("warcinfo", "2026-03-02T08:00:04Z")
    for words in ("software: portail ", "format: WARC File Format 1.1", f"crawled-at: {PORTAL}", "Scrapy", "e-mail"):
        assert words in text
    assert "selection: all; 9 responses of 10 fetches\r\n" in text


def test_every_record_names_the_file_s_description_and_its_payload(write):
    info, *pages = records(write()[0])
    assert {page.fields["WARC-Warcinfo-ID"] for page in pages} == {info.fields["WARC-Record-ID"]}
    assert len({page.fields["WARC-Record-ID"] for page in pages}) == len(pages)
    digest = f"sha256:{hashlib.sha256(MAROC).hexdigest()}"
    assert [page.fields["WARC-Target-URI"] for page in pages if page.fields["WARC-Payload-Digest"] == digest] == [
        f"{PORTAL}Maroc"
    ]


def test_a_body_that_the_file_has_is_a_revisit_with_its_own_headers(write):
    _, *pages = records(write()[0])
    again = next(page for page in pages if page.place == (f"{PORTAL}Mali-bis", "2026-03-02T08:00:02Z"))
    first = next(page for page in pages if page.place == (f"{PORTAL}Mali", "2026-03-01T08:00:02Z"))
    assert again.kind == "revisit"
    assert again.fields["WARC-Profile"].endswith("/warc/1.1/revisit/identical-payload-digest")
    assert again.fields["WARC-Refers-To"] == first.fields["WARC-Record-ID"]
    assert (again.fields["WARC-Refers-To-Target-URI"], again.fields["WARC-Refers-To-Date"]) == first.place
    assert again.headers == [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(MALI)))]
    assert again.payload == b""


@pytest.mark.parametrize(("status", "body"), [(200, b""), (404, b""), (302, b"<a href='/'>"), (307, MALI)])
def test_an_empty_body_and_a_redirect_s_are_written_each_time(write, save, status, body):
    for second in (1, 2):
        save(2, "Encore", body, f"2026-03-02T09:00:0{second}Z", status=status)
    again = [page for page in records(write()[0])[1:] if page.fields["WARC-Target-URI"] == f"{PORTAL}Encore"]
    assert [(page.kind, page.payload) for page in again] == [("response", body)] * 2


def test_a_response_with_an_erased_name_is_left_out_and_counted(write, save, archive):
    save(2, "Elle", b"<p>Jeanne Martin</p>", "2026-03-02T09:00:00Z")
    save(2, "Elle", b"<p>Jeanne Martin</p>", "2026-03-02T10:00:00Z")
    archive.forget("Jeanne Martin")
    file, written = write()
    assert (written.responses, written.revisits, written.left_out, written.withheld) == (7, 2, 1, 2)
    info, *pages = records(file)
    assert f"{PORTAL}Elle" not in {page.fields["WARC-Target-URI"] for page in pages}
    assert "a person named in it asked to be erased, is left out" in info.payload.decode()


def test_a_revisit_refers_to_its_own_file_only(write):
    file, written = write(crawl=2)
    assert (written.responses, written.revisits) == (3, 0)
    assert set(replayed(file).values()) == {ROBOTS, MALI, b"<p>Report\xe9</p>"}


@pytest.mark.parametrize(
    ("bounds", "days"),
    [
        ({"since": date(2026, 3, 2)}, {"02"}),
        ({"until": date(2026, 3, 1)}, {"01"}),
        ({"since": date(2026, 3, 1), "until": date(2026, 3, 2)}, {"01", "02"}),
        ({"until": date.max, "crawl": 1}, {"01"}),
    ],
)
def test_days_and_crawls_bound_it(write, bounds, days):
    file, _ = write(**bounds)
    assert {at[8:10] for _, at in replayed(file)} == days


def test_the_same_archive_gives_the_same_bytes_whatever_the_time(write):
    first, second = write("a.warc.gz")[0].read_bytes(), write("b.warc.gz")[0].read_bytes()
    assert first == second
    assert first[4:8] == bytes(4), "gzip's time"


def test_pages_that_come_in_meanwhile_are_left_to_the_next(write, archive):
    def crawling(fetches, total):
        with Archive.open(archive.path) as crawl:
            begun = crawl.start_crawl("news", "full", PORTAL)
            for number, fetch in zip(range(total), fetches, strict=True):
                new = Fetch(crawl_id=0, url=f"{PORTAL}N-{number}", status=200, fetched_at="2026-03-02T09:00:00Z")
                save_response(crawl, begun, new, b"neuve", None)
                yield fetch

    before = write("avant.warc.gz")[0].read_bytes()
    assert write("pendant.warc.gz", watch=crawling)[0].read_bytes() == before
    assert write("apres.warc.gz")[1].revisits == 2 + 9
