"""Asks a site without a server."""

from sample_portal.answers import Request, Response
from sample_portal.site import Site

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/130.0"
ORIGIN = "https://cites-unies-france.org"


def ask(site: Site, target: str, agent: str = BROWSER, **fields) -> Response:
    return site.respond(Request(target, user_agent=agent, **fields))


def status(site: Site, target: str, agent: str = BROWSER) -> tuple[int, str | None]:
    """Status, and the path it leads to when it is a redirect to this portal."""
    response = ask(site, target, agent)
    return response.status, response.headers.get("Location", "").removeprefix(ORIGIN) or None


def is_home(response: Response) -> bool:
    return response.status == 200 and "Bienvenue sur le portail" in response.body.decode()
