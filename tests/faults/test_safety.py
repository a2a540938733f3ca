"""What the crawler must not be led to: other servers, the machine's own network, files, endless work."""

import pytest

from scraper.archive import Archive
from scraper.cli.exits import Exit
from tests.cli.pages import article, listing, page
from tests.cli.small_site import Answer
from tests.faults import misbehaviour
from tests.faults.answers import XML, moved
from tests.faults.certificates import self_signed
from tests.faults.crawling import ARCHIVE, crawl, portail
from tests.faults.good import BROKEN, portal, with_page
from tests.faults.server import served

pytestmark = pytest.mark.slow  # some twenty crawls

OWN = "cites-unies-france.org"
ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY l0 "ha">{ENTITIES}]><urlset><loc>&l11;</loc></urlset>'
FILE = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><link>/&f;</link></rss>'


def test_a_certificate_that_nobody_vouches_for_is_refused_before_anything_is_asked(tmp_path):
    certificate = tmp_path / "certificate"
    certificate.mkdir()
    met = crawl(tmp_path, portal(), tls=self_signed(certificate))
    assert (met.code, met.requests) == (Exit.UNREACHABLE, 0)
    assert "certificate" in met.said
    assert not (tmp_path / ARCHIVE).exists()


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.1.10",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "::1",
        "fd00::1",
        "::ffff:10.0.0.1",
    ],
)
def test_a_name_of_the_portal_that_leads_into_a_private_network_is_not_asked(tmp_path, address):
    result = portail(tmp_path, "crawl", "news", "-q", settings={"HOSTS": {OWN: [address]}, "RETRY_TIMES": 0})
    assert result.returncode == Exit.UNREACHABLE
    assert f"{OWN} is not asked at" in result.stderr
    assert "no public address" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("way", [misbehaviour.many_headers, misbehaviour.headers_without_end])
def test_an_answer_with_too_large_a_head_is_given_up_with_a_problem(tmp_path, way):
    met = crawl(tmp_path, with_page(way), settings={"RETRY_TIMES": 0})
    with Archive.open(tmp_path / ARCHIVE) as archive:
        details = archive.db.execute("SELECT detail FROM problems WHERE url LIKE ?", [f"%{BROKEN}"]).fetchall()
    assert met.code == Exit.FINE
    assert ["head has more than 100 lines or 64 kB" in detail for (detail,) in details] == [True]


def test_other_servers_are_not_asked_after_redirects_of_any_kind(tmp_path):
    with served({"*": article("Ailleurs")}) as other:
        ways = {
            "/-Actualites-": listing("A", "B", "C", "D"),
            "/A": moved(f"{other.url}/x", 301),
            "/B": moved(f"{other.url.replace('127.0.0.1', 'localhost')}/x", 307),
            "/C": moved("//" + other.url.removeprefix("http://") + "/x", 308),
            "/D": Answer(
                page(f"<meta http-equiv='refresh' content='0; url={other.url}/x'><h1>Titre</h1><p>Un texte.</p>")
            ),
        }
        met = crawl(tmp_path, ways, spiders=("news", "agenda", "groups"))
    assert met.code == 0, met.said
    assert other.asked == []


@pytest.mark.parametrize("body", [LAUGHS, FILE], ids=["a billion laughs", "a file"])
def test_entities_of_xml_are_not_read(tmp_path, body):
    feeds = dict.fromkeys(("/sitemap.xml", "/spip.php?page=backend"), Answer(body.encode(), headers=XML))
    met = crawl(tmp_path, portal() | feeds)
    assert (met.code, met.problems) == (0, {"not_html": 2}), met.said
    assert not any("passwd" in path or "root" in path or "haha" in path for path in met.portal.asked)


def test_a_calendar_of_events_is_read_as_text(tmp_path):
    events = (
        b"BEGIN:VCALENDAR\r\n"
        + b"BEGIN:VEVENT\r\nURL:file:///etc/passwd\r\nATTACH:http://127.0.0.1:9/\r\nEND:VEVENT\r\n" * 10_000
    )
    ways = portal() | {"/spip.php?page=ical": Answer(events, headers={"Content-Type": "text/calendar"})}
    met = crawl(tmp_path, ways, spiders=("agenda",))
    assert met.code == 0, met.said
    assert "/spip.php?page=ical" in met.portal.asked


def test_nothing_is_written_by_a_name_that_the_portal_gives(tmp_path):
    names = (
        "../../note.pdf",
        "/IMG/pdf/../../../note.pdf",
        "/IMG/pdf/.bashrc",
        "file:///tmp/note.pdf",
        "/IMG/pdf/note\\..\\x.pdf",
    )
    links = "".join(f"<p><a href='{name}'>Note (PDF, 1 Mo)</a></p>" for name in names)
    ways = {"/-Actualites-": listing("Titre"), "/Titre": Answer(page(f"<h1>Titre</h1><p>Un texte.</p>{links}"))}
    folder = tmp_path / "un" / "deux"
    folder.mkdir(parents=True)
    assert crawl(folder, ways).code == 0
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert {path.removeprefix("un/deux/").split(".db")[0] for path in written} == {"archive"}


def test_addresses_beyond_the_longest_are_not_asked(tmp_path):
    long = "Titre-" + "a" * 500
    ways = {"/-Actualites-": listing("Titre", long), "/Titre": article("Titre"), f"/{long}": article("Long")}
    met = crawl(tmp_path, ways)
    assert met.code == 0, met.said
    assert max(map(len, met.portal.asked)) < 400


def test_pages_that_are_too_deep_are_not_asked(tmp_path):
    chain = {
        f"/{'x' * n}": Answer(page(f"<h1>Titre</h1><p><a href='/{'x' * (n + 1)}'>Suite</a></p>")) for n in range(1, 30)
    }
    met = crawl(tmp_path, {"/-Actualites-": listing("x"), **chain}, settings={"DEPTH_LIMIT": 5})
    assert met.code == 0, met.said
    assert max(len(path) for path in met.portal.asked if path.strip("/x") == "") == 1 + 5
