"""Who is answered, and with which headers: decisions 76 and 77."""

import base64
import hashlib
import json
import re

import pytest

from scraper.serving.gate import is_loopback
from tests.attacks.conftest import asking

pytestmark = pytest.mark.slow  # a hundred pages of two archives

PAGES = (
    "/",
    "/archive",
    "/archive/news",
    "/archive/news.json",
    "/archive/news.csv",
    "/archive/news/Seisme",
    "/archive/recherche?mots=maroc",
    "/archive?sql=select+1",
    "/archive/-/comparer?de=1&a=2",
    "/nothing",
    "/-/static/app.css",
    "/static/archive.css",
    "/robots.txt",
)


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_has_the_headers(ask, path):
    headers = ask(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert (policy["default-src"], policy["frame-ancestors"], policy["base-uri"]) == ("'none'",) * 3
    if path.startswith(("/archive", "/-/")):
        assert re.fullmatch(r"'nonce-[\w-]{20,}'", policy["script-src"])
    else:  # pages for readers have no script
        assert "script-src" not in policy
        assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-robots-tag"] == "noindex, nofollow"


@pytest.mark.parametrize("path", [path for path in PAGES if path.startswith("/archive") and "." not in path])
def test_every_script_of_a_template_has_the_nonce_of_its_answer(ask, path):
    answer = ask(path)
    nonce = re.search(r"'nonce-([\w-]+)'", answer.headers["content-security-policy"])[1]
    tags = re.findall(r"<(?:script|style)\b[^>]*>", answer.text)
    assert all(f'nonce="{nonce}"' in tag for tag in tags)
    assert not re.search(r"\son\w+=\"", answer.text), "a handler in an attribute does not run"
    assert nonce not in ask(path).text


@pytest.mark.parametrize(
    "path",
    ["/", "/-/databases", "/-/databases.json", "/-/metadata.json", "/archive", "/archive.json", "/archive/news", "/x"],
)
def test_no_answer_names_the_file(ask, full, public, path):
    for folder in (full, public):
        assert str(folder) not in ask(path).text


@pytest.mark.parametrize(
    "name", ["actor", "config", "permissions", "plugins", "settings", "threads", "versions", "allow-debug", "messages"]
)
def test_pages_about_the_machine_are_not_served(ask, name):
    for form in ("", ".json"):
        assert ask(f"/-/{name}{form}").status_code == 404


LOOPBACK = (
    "127.0.0.1",
    "127.0.0.1:8001",
    "127.8.9.1",
    "localhost",
    "LOCALHOST:80",
    "localhost.",
    "[::1]",
    "[::1]:8001",
)
OTHERS = (
    "192.168.1.7:8001",
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "0.0.0.0:8001",
    "",
    "::1",
)


@pytest.mark.parametrize("host", LOOPBACK)
def test_the_full_archive_answers_this_machine(full, host):
    assert is_loopback(host)
    assert asking(full)("/", host=host).status_code == 200


@pytest.mark.parametrize("host", OTHERS)
def test_the_full_archive_answers_no_other_name(full, public, host):
    """A name that another site made lead here, too."""
    answer = asking(full)("/archive?sql=select+1", host=host)
    assert answer.status_code == 403
    assert "portail snapshot --public FILE" in answer.text
    assert asking(public)("/", host=host).status_code == 200


def test_a_malformed_host_is_refused(ask):
    assert ask("/", host="[").status_code == 400


FETCHED = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "no-cors", "sec_fetch_dest": "image"}
FRAMED = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate", "sec_fetch_dest": "iframe"}
LINK = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate", "sec_fetch_dest": "document"}
OWN = {"sec_fetch_site": "same-origin", "sec_fetch_mode": "cors", "sec_fetch_dest": "empty"}
TYPED = {**LINK, "sec_fetch_site": "none"}


@pytest.mark.parametrize(
    ("headers", "path", "status"),
    [
        (FETCHED, "/archive/news.json", 403),
        (FETCHED, "/archive?sql=select+1", 403),
        (FETCHED | {"sec_fetch_site": "same-site"}, "/archive/news.json", 403),
        (FRAMED, "/", 403),
        (LINK, "/archive?sql=select+1", 403),
        (LINK, "/archive/news?_where=1", 403),
        (LINK, "/archive/news/Seisme", 200),
        (LINK, "/archive/recherche?mots=maroc", 200),
        (OWN, "/archive.json?sql=select+1", 200),
        (TYPED, "/archive?sql=select+1", 200),
        ({}, "/archive?sql=select+1", 200),
    ],
)
def test_another_site_may_link_and_nothing_more(full, public, headers, path, status):
    assert asking(full)(path, **headers).status_code == status
    assert asking(public)(path, **headers).status_code == 200


def test_the_style_of_the_editor_is_the_one_that_is_allowed(ask):
    script = ask("/-/static/cm-resize-1.0.1.min.js").text
    style = re.search(r'createElement\("style"\)\)\.textContent=("(?:[^"\\]|\\.)+")', script)[1]
    digest = base64.b64encode(hashlib.sha256(json.loads(style).encode()).digest()).decode()
    assert f"'sha256-{digest}'" in ask("/archive").headers["content-security-policy"]
