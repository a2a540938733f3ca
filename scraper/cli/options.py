"""Options that several commands share."""

from pathlib import Path
from urllib.parse import urlsplit

import click


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


archive = click.option(
    "--archive",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("archive.db"),
    show_default=True,
    help="The archive's file.",
)
at = click.option("--at", type=Origin(), help="Address of a copy of the portal to use instead of the portal itself.")
