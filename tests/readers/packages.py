"""The Debian packages these tests need, and the files that show that they are there."""

from tests.spip.packages import message, program

NEEDED = {"libreoffice-calc": "/usr/lib/libreoffice/program/libsclo.so"}


def missing() -> list[str]:
    """Return the packages that are not installed."""
    return [name for name, pattern in NEEDED.items() if not program(pattern)]


def refusal() -> str:
    """Return what to install."""
    return message(missing())


if __name__ == "__main__":  # .ci/run installs what this prints
    print(*missing())
