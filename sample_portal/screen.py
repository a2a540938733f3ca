"""SPIP's security screen: words in the User-Agent decide who is a robot, and is treated worse (docs/spip.md)."""

import re

from scraper.spip_screen import screened

_OFFSETS = re.compile(r"(?:^|&)debut_?[\w-]+=")


def is_robot(user_agent: str) -> bool:
    """Whether SPIP takes the client for a robot: any of the words, anywhere, in any case. An empty one is none."""
    return screened(user_agent) is not None


def refused(query: str, *, robot: bool) -> str | None:
    """Why the screen refuses a request with 403, or None. query: as sent."""
    if re.search(r"(?:^|&)page=(?:%3C|<)", query, re.IGNORECASE):
        return "xsspage"
    if robot and (
        len(_OFFSETS.findall(query)) > 1
        or re.search(r"(?:^|&)(?:mois|annee|jour)=.*&?page=agenda|page=agenda.*(?:mois|annee|jour)=", query)
    ):
        return "robot agenda/double pagination"
    return None
