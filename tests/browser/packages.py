"""The Debian packages these tests need, and the files that show that they are there."""

from tests.spip.packages import message, program

NEEDED = {"chromium": "/usr/bin/chromium", "fonts-dejavu-core": "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"}
"""Fonts, too: without any, a text has no width."""


def missing() -> list[str]:
    """Return the packages that are not installed."""
    return [name for name, pattern in NEEDED.items() if not program(pattern)]


def refusal() -> str:
    """Return what to install."""
    return message(missing())


if __name__ == "__main__":  # .ci/run installs what this prints
    print(*missing())
