"""Options that several commands share."""

from pathlib import Path
from urllib.parse import urlsplit

import click

from scraper.crawling.hours import Hours


class Origin(click.ParamType):
    """An http(s) address of a portal's copy: scheme, host and port, and the path it lies below, if any."""

    name = "url"

    def convert(self, value: str, param, ctx) -> str:
        """The address without its final slash; fails when it is no web address or carries a query."""
        try:
            parts = urlsplit(value)
            usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        except ValueError:
            usable = False
        if not usable or parts.query or parts.fragment:
            self.fail(f"{value!r} is not the address of a copy: give one like http://127.0.0.1:8000", param, ctx)
        return value.rstrip("/")


class PartOfDay(click.ParamType):
    """Hours of the day, Paris time, as 22:00-06:00."""

    name = "hours"

    def convert(self, value: str | Hours, param, ctx) -> Hours:
        """The hours; fails when the text names none."""
        try:
            return value if isinstance(value, Hours) else Hours.read(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class ArchiveFile(click.Path):
    """The name of an archive's file."""

    def __init__(self):
        super().__init__(dir_okay=False, path_type=Path)

    def convert(self, value: str | Path, param, ctx) -> Path:
        """The file's path; fails when it is empty, or a folder's."""
        if not str(value):
            self.fail("an archive needs a name, like archive.db", param, ctx)
        return super().convert(value, param, ctx)


archive = click.option(
    "--archive",
    type=ArchiveFile(),
    default=Path("archive.db"),
    show_default=True,
    help="The archive's file.",
)
at = click.option("--at", type=Origin(), help="Address of a copy of the portal to use instead of the portal itself.")
