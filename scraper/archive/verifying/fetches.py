"""Every fetch tells what it can have been."""

import json
from collections.abc import Iterator

from sqlite_utils import Database

from scraper.archive.verifying.damage import Damage

_IMPOSSIBLE = {
    "has neither a status nor an error, or both": "(status IS NULL) = (error IS NULL)",
    "has a status that HTTP does not know": "status NOT BETWEEN 100 AND 599",
    "has an answer's parts without an answer": (
        "status IS NULL AND (final_url_id IS NOT NULL OR body_id IS NOT NULL OR header_set_id IS NOT NULL)"
    ),
    "was answered by no address": "status IS NOT NULL AND final_url_id IS NULL",
}
"""What cannot be of a fetch, as a condition of fetch_log."""
_HEADERS = """
SELECT fetch_log.id, headers, dates FROM fetch_log JOIN header_sets ON header_sets.id = header_set_id
"""


def every_fetch(db: Database) -> Iterator[Damage]:
    """Each fetch is possible, and its headers can be put together."""
    for what, condition in _IMPOSSIBLE.items():
        for (number,) in db.execute(" ".join(("SELECT id FROM fetch_log WHERE", condition))):
            yield Damage(f"fetches/{number}", what)
    for (number,) in db.execute("SELECT id FROM addresses WHERE url NOT LIKE 'http%://%'"):
        yield Damage(f"addresses/{number}", "is no web address")
    yield from _headers(db)


def _headers(db: Database) -> Iterator[Damage]:
    for number, headers, dates in db.execute(_HEADERS):
        try:
            wanted = sum(isinstance(value, int) for _, value in json.loads(headers))
            told = len(json.loads(dates)) if dates else 0
        except (ValueError, TypeError):
            yield Damage(f"fetches/{number}", "its headers cannot be read")
            continue
        if wanted != told:
            yield Damage(f"fetches/{number}", f"its headers have {wanted} dates, and {told} are kept")
