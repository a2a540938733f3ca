"""Times as the archive writes them: UTC, ISO 8601 with Z, in seconds."""

from datetime import UTC, datetime

FORMAT = "%Y-%m-%dT%H:%M:%SZ"


def now() -> str:
    """The time."""
    return stamp(datetime.now(UTC))


def stamp(moment: datetime) -> str:
    """A moment, which is UTC."""
    return moment.strftime(FORMAT)
