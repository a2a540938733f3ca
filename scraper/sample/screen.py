"""SPIP's security screen: words in the User-Agent decide who is a robot, and is treated worse (docs/spip.md)."""

import re

_WORDS = (
    "bot",
    "crawler",
    "spider",
    "python",
    "scrapy",
    "java",
    "go-http-client",
    "okhttp",
    "ruby",
    "head",
    "fetch",
    "archive",
    "google",
    "bing",
    "vm",
    "ina",
    "wordpress",
    "monitoring",
    "slurp",
    "wget-",
    "perl",
    "libwww",
    "httrack",
    "nutch",
    "heritrix",
    "scan",
    "check",
    "feed",
    "validator",
    "sitemap",
    "yandex",
    "baidu",
    "facebook",
    "twitter",
    "apache",
    "phantom",
    "headless",
    "preview",
    "index",
    "search",
    "harvest",
    "grab",
    "spyder",
    "mirror",
    "offline",
    "link",
    "uptime",
    "pingdom",
    "lighthouse",
)
"""The notable ones of about 190."""
_ROBOT = re.compile("|".join(map(re.escape, _WORDS)), re.IGNORECASE)
_OFFSETS = re.compile(r"(?:^|&)debut_?[\w-]+=")


def is_robot(user_agent: str) -> bool:
    """Whether SPIP takes the client for a robot: any of the words, anywhere, in any case. An empty one is none."""
    return bool(_ROBOT.search(user_agent))


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
