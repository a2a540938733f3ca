"""SQL functions with which questions take what a person types: a day in French, a name without its accents, an address
of the portal in any of its forms."""

from datetime import UTC, datetime

from datasette import hookimpl

from scraper import portal as portals
from scraper.dates import read_date
from scraper.reading.text import fold

PORTAL = portals.load()


@hookimpl
def prepare_connection(conn):
    conn.create_function("french_day", 1, french_day)
    conn.create_function("fold", 1, lambda text: fold(str(text or "")), deterministic=True)
    conn.create_function("canonical_url", 1, canonical_url, deterministic=True)


def french_day(text: str | None) -> str | None:
    """The day that a person writes (2026-03-01, 01/03/2026, 1er mars, hier), YYYY-MM-DD; null when it is none."""
    span = read_date(str(text or ""), on=datetime.now(UTC).date(), prefer="past")
    return span.start.isoformat()[:10] if span and span.precision in {"day", "minute"} else None


def canonical_url(text: str | None) -> str | None:
    """The canonical address of a page, whichever host, scheme or form it is typed in; null when it is not the
    portal's."""
    words = str(text or "").strip().rstrip("/")
    return PORTAL.canonical(f"https://{words}") or PORTAL.canonical(words)
