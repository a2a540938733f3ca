"""Answers that many faults are made of."""

from collections.abc import Mapping

from tests.cli.small_site import Answer

HTML = {"Content-Type": "text/html; charset=utf-8"}
TEXT = {"Content-Type": "text/plain; charset=utf-8"}
XML = {"Content-Type": "application/xml"}


def failing(status: int, headers: Mapping[str, str] | None = None) -> Answer:
    """An answer that is an error."""
    return Answer(b"<h1>Erreur</h1>", status, {**HTML, **(headers or {})})


def moved(location: str, status: int = 302, **headers: str) -> Answer:
    """An answer that leads elsewhere; headers with `_` for `-`."""
    more = {name.replace("_", "-"): text for name, text in headers.items()}
    return Answer(b"", status, {"Location": location, **more})
