"""Who the crawler says it is: an honest name that SPIP's bot screen does not answer from an old cache.

SPIP (ecran_securite.php, docs/spip.md) serves whoever carries one of its words, anywhere in the User-Agent, the cached
page however old: changed and withdrawn pages would look unchanged. So the name tells what this is without those words.
"""

import os
import re
from importlib import metadata

from scraper import __version__
from scraper.spip_screen import screened

DISTRIBUTION = "portail"
PRODUCT = "PortailCUF-memoire"
"""The product token: what the User-Agent begins with and what robots.txt can name (RFC 9309, 2.2.1)."""


def user_agent(contact: str | None = None) -> str:
    """Return the User-Agent: product, version, and the address where a webmaster reaches who runs the crawl.

    contact: an http(s) or mailto address; default: the environment's PORTAIL_CONTACT, else the project's own.
    Raises ValueError when it contains a screened word, or is no such address.
    """
    contact = contact or os.environ.get("PORTAIL_CONTACT") or _project_url()
    if contact and not re.fullmatch(r"(https?://|mailto:)[\x21-\x7e]{1,200}", contact):
        raise ValueError(f"PORTAIL_CONTACT is {contact!r}: give an address that begins with https:// or mailto:")
    agent = f"{PRODUCT}/{__version__}" + (f" (+{contact})" if contact else "")
    if word := screened(agent):
        raise ValueError(
            f"the User-Agent {agent!r} contains {word!r}, a word for which SPIP answers with an old cached page: "
            "choose another PORTAIL_CONTACT"
        )
    return agent


def _project_url() -> str | None:
    try:
        urls = metadata.metadata(DISTRIBUTION).get_all("Project-URL") or []
    except metadata.PackageNotFoundError:
        return None
    return next((url.split(",", 1)[1].strip() for url in urls if url.lower().startswith(("contact", "homepage"))), None)
