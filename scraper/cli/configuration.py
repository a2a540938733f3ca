"""Scrapy's settings and the portal's facts, as a command needs them."""

from pathlib import Path

from scrapy.settings import Settings

from scraper import portal as portals
from scraper.cli.exits import Ending, Exit
from scraper.crawling.hours import Hours
from scraper.crawling.run import is_loopback
from scraper.portal import Portal


def the_portal(at: str | None = None) -> Portal:
    """The portal of portal.toml, at a copy's address when one is given; ends the command when it cannot be loaded."""
    try:
        return portals.load().crawled_at(at)
    except (OSError, ValueError) as error:
        raise Ending(f"The portal's facts cannot be read: {error}.", Exit.CONFIGURATION) from error


def crawl_settings(
    *,
    archive: Path | None = None,
    recent: bool = False,
    period: int | None = None,
    limit: int | None = None,
    at: str | None = None,
    delay: float | None = None,
    budget: int | None = None,
    between: Hours | None = None,
    keep_files: bool = False,
    bar: bool = False,
) -> Settings:
    """The project's settings with what the options change; without --delay, a copy on this machine needs none.

    Ends the command when the environment makes them unusable.
    """
    try:
        settings = Settings()
        settings.setmodule("scraper.settings", priority="project")
    except ValueError as error:
        raise Ending(f"Bad configuration: {error}.", Exit.CONFIGURATION) from error
    if delay is None and at and is_loopback(at):
        delay = 0
    chosen = {
        "ARCHIVE": archive and str(archive),
        "RECENT": recent or None,
        "RECENT_PERIOD": period,
        "ARTICLE_LIMIT": limit,
        "PORTAL_AT": at,
        "DOWNLOAD_DELAY": delay,
        "REQUEST_BUDGET": budget,
        "HOURS": between and str(between),
        "KEEP_FILES": keep_files,
        "PROGRESS_BAR": bar,
        "LOG_INSTALL_ROOT_HANDLER": False,
    }
    settings.setdict({name: value for name, value in chosen.items() if value is not None}, priority="cmdline")
    return settings
