"""What a page that gave nothing to read means: a problem's rule and detail, or nothing worth a row."""

from scrapy.spidermiddlewares.httperror import HttpError

from scraper.crawling.fetch_log import worded
from scraper.crawling.offsite import NotAsked
from scraper.crawling.redirects import target
from scraper.portal import Portal


def trouble_with(failure: BaseException, portal: Portal) -> tuple[str, str] | None:
    """The problem that a failed request is, in the portal's own addresses.

    None for what was never asked, for a page that is not there (the archive notes `gone` for one it knows), and for a
    redirect within the portal.
    """
    if isinstance(failure, NotAsked):
        return None
    if not isinstance(failure, HttpError):
        return "no_response", worded(failure)
    status = failure.response.status
    if onward := target(failure.response):
        onward = portal.canonical(onward) or onward
        return ("redirect", f"HTTP {status} to {onward}") if failure.response.meta.get("stray") else None
    return None if status in {404, 410} else ("http_status", f"HTTP {status}")
