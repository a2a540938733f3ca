"""The server: loopback, keep-alive, gzip, any Host, a log, and fast enough."""

import gzip
import http.client
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest

from sample_portal import Sample, changes, serve
from scraper import portal
from tests.sample.asking import BROWSER


@pytest.fixture(scope="module")
def served(sample: Sample):
    with serve(sample) as site:
        yield site


def _connect(site) -> http.client.HTTPConnection:
    parts = urlsplit(site.url)
    return http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)


def _get(connection, path: str, **headers: str):
    connection.request("GET", path, headers={"User-Agent": BROWSER} | headers)
    response = connection.getresponse()
    return response, response.read()


def test_any_host_is_the_same_portal(served):
    connection = _connect(served)
    for host in portal.load().hosts:
        response, body = _get(connection, "/-Actualites-", Host=host)
        assert response.status == 200
        assert b"https://cites-unies-france.org/-Actualites-" in body
        assert response.headers["Composed-By"].endswith(f"http://{host}/local/config.txt")
    connection.close()


def test_pages_are_compressed_when_asked(served):
    connection = _connect(served)
    plain, body = _get(connection, "/-Actualites-")
    zipped, small = _get(connection, "/-Actualites-", **{"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small) == body
    file, content = _get(connection, "/IMG/pdf/x.pdf")
    assert int(file.headers["Content-Length"]) == len(content)
    connection.close()


def test_head_has_no_body(served):
    connection = _connect(served)
    connection.request("HEAD", "/-Actualites-", headers={"User-Agent": BROWSER})
    response = connection.getresponse()
    assert (response.status, response.read()) == (200, b"")
    assert _get(connection, "/robots.txt")[0].status == 200
    connection.close()


def test_requests_are_logged(served):
    connection = _connect(served)
    _get(connection, "/Inconnu?a=1")
    asked = served.requests[-1]
    assert (asked.method, asked.path, asked.user_agent, asked.status) == ("GET", "/Inconnu?a=1", BROWSER, 404)
    assert asked.time <= time.time()
    connection.close()


def test_it_moves_while_it_is_served(sample: Sample):
    number = next(number for number in sample.news if sample.heads[number].online)
    with serve(sample, skin="agency") as site:
        connection = _connect(site)
        path = f"/{sample.path('article', number)}"
        assert _get(connection, path)[0].status == 200
        site.move(changes.withdraw(number))
        assert _get(connection, path)[0].status == 404
        assert site.sample.generation == 1
        connection.close()


def test_shift_publishes_as_one_crawls(sample: Sample):
    with serve(sample, skin="modern", shift=True) as site:
        connection = _connect(site)
        for offset in range(0, 100, 10):
            _get(connection, f"/-Actualites-?debut_autres_articles={offset}")
        assert len(site.sample.heads) == len(sample.heads) + 2
        connection.close()


def test_three_hundred_pages_a_second_of_processor_time(served, sample: Sample):
    connection = _connect(served)
    paths = [f"/{sample.path('article', number)}" for number in sample.published]
    started = time.process_time()
    for path in paths * 2:
        _get(connection, path)
    assert len(paths) * 2 / (time.process_time() - started) > 300
    connection.close()


def test_command_prints_its_address_and_stops():
    command = [
        sys.executable,
        "-m",
        "sample_portal",
        "--articles",
        "20",
        "--port",
        "0",
        "--skin",
        "agency",
        "--for",
        "0.2",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("http://127.0.0.1:")
    assert done.stdout.count("\n") == 1
