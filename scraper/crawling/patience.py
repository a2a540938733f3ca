"""Retries: few, and not before the portal wants them."""

import asyncio
import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK

from scraper.crawling.ending import end

logger = logging.getLogger(__name__)

BUSY = {429, 503}


def retry_after(response: Response, now: datetime) -> float | None:
    """Seconds the portal asks to wait (RFC 9110, 10.2.3: seconds or a date); None when it does not say."""
    value = (response.headers.get("Retry-After") or b"").decode("ascii", "replace").strip()
    if value.isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())


class PatientRetry(RetryMiddleware):
    """Scrapy's retries, with a pause of the whole crawl when the portal is busy (429, 503): its Retry-After, else
    RETRY_PAUSE seconds, doubled each time. A wait beyond RETRY_AFTER_MAX ends the crawl."""

    def __init__(self, settings):
        super().__init__(settings)
        self.pause, self.longest = settings.getfloat("RETRY_PAUSE"), settings.getfloat("RETRY_AFTER_MAX")

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The request again, after a pause, or the response when its retries are used up. robots.txt is not asked
        again: no answer is an answer (crawling/robots.py)."""
        if request.callback is NO_CALLBACK:
            return response
        again = super().process_response(request, response)
        if isinstance(again, Request) and response.status in BUSY:
            asked = retry_after(response, datetime.now(UTC))
            wait = asked if asked is not None else self.pause * 2 ** request.meta.get("retry_times", 0)
            if wait > self.longest:
                end(self.crawler, "asked_to_wait", f"{response.url} asks to wait {wait:.0f} s")
                return response
            self._rest(wait, response)
        return again

    def _rest(self, seconds: float, response: Response) -> None:
        logger.warning("%s answers %d: pausing %d s", response.url, response.status, seconds)
        self.crawler.engine.pause()
        asyncio.get_running_loop().call_later(seconds, self.crawler.engine.unpause)
