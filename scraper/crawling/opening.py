"""Making a run from Scrapy's settings."""

from pathlib import Path

from scrapy.settings import BaseSettings

from scraper import bounded
from scraper import portal as portals
from scraper.bounded import Limits
from scraper.crawling.hours import Hours
from scraper.crawling.recalling import recall
from scraper.crawling.recording import NoRecorder, Recorder
from scraper.crawling.run import Run
from scraper.portal import Portal


def open_run(settings: BaseSettings, spiders: tuple[str, ...], portal: Portal | None = None) -> Run:
    """The run that the settings ask for: ARCHIVE, PORTAL_AT, ARTICLE_LIMIT, RECENT, REQUEST_BUDGET, HOURS.

    portal: the portal's facts, by default portal.toml's. Raises ArchiveError when the archive could not be written,
    OSError or ValueError when the portal's facts, or the hours, cannot be read.
    """
    at, limit = settings.get("PORTAL_AT"), settings.get("ARTICLE_LIMIT")
    portal = (portal or portals.load()).crawled_at(at)
    recent = settings.getbool("RECENT")
    mode = "recent" if recent else "full" if limit is None else "limited"
    recorder = Recorder(Path(settings["ARCHIVE"]), spiders, mode, portal.at or portal.url)
    recorder.prepare(portal.url)
    bounded.set_limits(Limits(seconds=settings.getint("READING_SECONDS")))
    budget, hours = settings.get("REQUEST_BUDGET"), settings.get("HOURS")
    return Run(
        portal,
        tuple(spiders),
        recorder,
        copy=bool(at),
        limit=None if limit is None else int(limit),
        recent=recall(recorder.known, portal, settings) if recent else None,
        budget=None if budget is None else int(budget),
        hours=hours and Hours.read(hours),
    )


def run_of(crawler) -> Run:
    """The run that a Scrapy crawler belongs to. Its spider carries it; one that was given none (`scrapy shell`) gets
    its own, which writes no archive."""
    if getattr(crawler.spider, "run", None) is None:
        at = crawler.settings.get("PORTAL_AT")
        crawler.spider.run = Run(portals.load().crawled_at(at), (crawler.spider.name,), NoRecorder(), copy=bool(at))
    return crawler.spider.run
