"""Response headers as they are kept: one row for each set of them, whose dates stand apart, as they alone differ.

A server sends the same dozen of headers with every page, but for the time in Date, Expires or Last-Modified. The form
is part of the schema: the view `fetches` puts both together again (m005_evidence).
"""

import json
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime

from scraper.archive.content import canonical_json

_COOKIES = {"set-cookie", "set-cookie2"}
"""Headers that are not kept: a cookie names one visit, and would make a set of its own of each answer's headers."""


def without_cookies(headers: str) -> str:
    """Return headers, a JSON array of [name, value], without the cookies among them."""
    lines = json.loads(headers)
    kept = [line for line in lines if line[0].lower() not in _COOKIES]
    return headers if kept == lines else canonical_json(kept)


def taken_apart(headers: str, fetched_at: int) -> tuple[str, str | None]:
    """Headers, a JSON array of [name, value], as the set they are of, without cookies, and the dates in it.

    In the set, a number in place of a value is the date's place among the dates: a JSON array of seconds from
    fetched_at (Unix seconds) on; None when there are none.
    """
    dates: list[int] = []
    lines = []
    for name, value in json.loads(without_cookies(headers)):
        if (moment := _moment(value)) is not None:
            dates.append(moment - fetched_at)
            value = len(dates) - 1
        lines.append([name, value])
    return canonical_json(lines), canonical_json(dates) if dates else None


def by_name(headers: str | None) -> dict[str, str]:
    """Headers as a fetch has them (JSON), by their names in small letters; of those of one name the last."""
    return {name.lower(): value for name, value in json.loads(headers or "[]")}


def _moment(value: str) -> int | None:
    """Unix seconds of a date in HTTP's own form (RFC 9110, 5.6.7); None for anything else."""
    if not value.endswith(" GMT"):
        return None
    try:
        moment = parsedate_to_datetime(value).replace(tzinfo=UTC)
    except ValueError:
        return None
    return int(moment.timestamp()) if format_datetime(moment, usegmt=True) == value else None
