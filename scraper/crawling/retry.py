"""Retries: few, and not before the portal wants them."""

import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK

from scraper.crawling.lifecycle import end
from scraper.crawling.run import run_of

logger = logging.getLogger(__name__)

BUSY = {429, 503}


def retry_after(response: Response, now: datetime) -> float | None:
    """Return the seconds the portal asks to wait (RFC 9110, 10.2.3: seconds or a date); None when it asks for none."""
    value = (response.headers.get("Retry-After") or b"").decode("ascii", "replace").strip()
    if value.isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())


class BackoffRetry(RetryMiddleware):
    """Scrapy's retries, with a pause of the whole run when the portal is busy (429, 503): its Retry-After, else
    RETRY_PAUSE seconds, doubled each time. A wait beyond RETRY_AFTER_MAX ends it, and so do pauses beyond PAUSES_MAX in
    all."""

    def __init__(self, settings):
        super().__init__(settings)
        self.pause, self.longest = settings.getfloat("RETRY_PAUSE"), settings.getfloat("RETRY_AFTER_MAX")
        self.all = settings.getfloat("PAUSES_MAX")

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Return the request again, or the response when its retries are used up; after a pause of the run in both
        cases. robots.txt is not asked again: no answer is an answer (crawling/robots.py)."""
        if request.callback is NO_CALLBACK:
            return response
        again = super().process_response(request, response)
        if response.status in BUSY and not self._rested(request, response):
            return response
        return again

    def _rested(self, request: Request, response: Response) -> bool:
        """Make the run rest; False when it is asked for too long a rest, which ends it."""
        requests, asked = run_of(self.crawler).requests, retry_after(response, datetime.now(UTC))
        wait = asked if asked is not None else self.pause * 2 ** request.meta.get("retry_times", 0)
        if wait > self.longest or requests.rested + wait > self.all:
            end(self.crawler, "asked_to_wait", f"{response.url} asks to wait {wait:.0f} s")
            return False
        logger.warning("%s answers %d: pausing %d s", response.url, response.status, wait)
        requests.rest(wait)
        return True
