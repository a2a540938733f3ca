"""The Debian packages these tests need, and the files that show that they are there."""

import shutil
from pathlib import Path

NEEDED = {
    "spip": "/usr/share/spip/spip.php",
    "php-cli": "/usr/bin/php",
    "php-fpm": "/usr/sbin/php-fpm*",
    "php-sqlite3": "/usr/lib/php/*/pdo_sqlite.so",
    "php-xml": "/usr/lib/php/*/xml.so",
    "php-mbstring": "/usr/lib/php/*/mbstring.so",
    "php-gd": "/usr/lib/php/*/gd.so",
    "nginx": "/usr/sbin/nginx",
}


def missing() -> list[str]:
    """The packages that are not installed."""
    return [name for name, pattern in NEEDED.items() if not program(pattern)]


def program(pattern: str) -> str | None:
    """The newest file that fits a pattern."""
    return max(map(str, Path("/").glob(pattern.removeprefix("/"))), default=None)


def message(names: list[str]) -> str:
    """What to install."""
    return f"these tests need Debian packages: apt-get install --no-install-recommends {' '.join(names)}"


PHP, NGINX = shutil.which("php"), NEEDED["nginx"]

if __name__ == "__main__":  # .ci/run installs what this prints
    print(*missing())
