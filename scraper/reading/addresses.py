"""Where links lead."""

from urllib.parse import urljoin


def absolute(base: str, href: str) -> str | None:
    """The whole address of a link met where relative ones are relative to `base`; None when it is no address
    (`http://[x`)."""
    try:
        return urljoin(base, href)
    except ValueError:
        return None
