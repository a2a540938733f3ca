"""Options that several commands share, and Scrapy's settings and the portal's facts as commands need them."""

from pathlib import Path
from urllib.parse import urlsplit

import click
from scrapy.settings import Settings

from scraper import portal as portals
from scraper.cli.exits import Ending, Exit
from scraper.crawling.run import Hours, is_loopback
from scraper.portal import Portal

DAY = click.DateTime(["%Y-%m-%d"])


def archive_file(value: str | Path) -> Path:
    """Return the name of an archive's file. Raises click.BadParameter when it is empty, or a folder's."""
    if not str(value):
        raise click.BadParameter("an archive needs a name, like archive.db")
    return click.Path(dir_okay=False, path_type=Path).convert(value, None, None)


def origin(value: str) -> str:
    """Return the http(s) address of a portal's copy (scheme, host, port, and the path it lies below, if any) without
    its final slash. Raises click.BadParameter when it is no web address or carries a query."""
    try:
        parts = urlsplit(value)
        is_usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        is_usable = False
    if not is_usable or parts.query or parts.fragment:
        raise click.BadParameter(f"{value!r} is not the address of a copy: give one like http://127.0.0.1:8000")
    return value.rstrip("/")


def part_of_day(value: str) -> Hours:
    """Return hours of the day, Paris time, as 22:00-06:00. Raises click.BadParameter when the text names none."""
    try:
        return Hours.read(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


archive = click.option(
    "--archive",
    type=archive_file,
    metavar="FILE",
    default="archive.db",
    show_default=True,
    help="The archive's file.",
)
at = click.option(
    "--at", type=origin, metavar="URL", help="Address of a copy of the portal to use instead of the portal itself."
)


def the_portal(at: str | None = None) -> Portal:
    """Return the portal of portal.toml, at a copy's address if one is given. Ends the command when it cannot be
    loaded."""
    try:
        return portals.load().crawled_at(at)
    except (OSError, ValueError) as error:
        raise Ending(f"The portal's facts cannot be read: {error}.", Exit.CONFIGURATION) from error


def crawl_settings(*, at: str | None = None, delay: float | None = None, bar: bool = False, **chosen) -> Settings:
    """Return the project's settings with what the options change; without --delay, a copy on this machine needs none.

    chosen: further settings by their names in small letters; None leaves one as it is. Ends the command when the
    environment makes the settings unusable.
    """
    try:
        settings = Settings()
        settings.setmodule("scraper.settings", priority="project")
    except ValueError as error:
        raise Ending(f"Bad configuration: {error}.", Exit.CONFIGURATION) from error
    if delay is None and at and is_loopback(at):
        delay = 0
    chosen |= {"portal_at": at, "download_delay": delay, "progress_bar": bar, "log_install_root_handler": False}
    settings.setdict({name.upper(): value for name, value in chosen.items() if value is not None}, priority="cmdline")
    return settings
