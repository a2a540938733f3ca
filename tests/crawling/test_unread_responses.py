"""What a page that gave nothing to read means."""

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from scraper import portal as portals
from scraper.crawling.archiving import problem_of
from scraper.crawling.filters import NotAsked

URL = "https://cites-unies-france.org/Titre"


def answered(status: int, location: str | None = None, **meta) -> HttpError:
    headers = {"Location": location} if location else {}
    return HttpError(Response(URL, status=status, headers=headers, request=Request(URL, meta=meta)), "no page")


@pytest.mark.parametrize(
    ("failure", "trouble"),
    [
        (NotAsked("robots.txt forbids it"), None),
        (DownloadTimeoutError("60 s are over"), ("no_response", "DownloadTimeoutError: 60 s are over")),
        (answered(404), None),
        (answered(410), None),
        (answered(403), ("http_status", "HTTP 403")),
        (answered(500), ("http_status", "HTTP 500")),
        (answered(301, "/Autre"), None),
        (answered(302, "https://example.org/", stray=True), ("redirect", "HTTP 302 to https://example.org/")),
    ],
)
def test_each_failure_has_its_rule(failure, trouble):
    assert problem_of(failure, portals.load()) == trouble
