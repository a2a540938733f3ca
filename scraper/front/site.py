"""All pages together: the menus, what templates may call, and the answer to an address that is none."""

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from scraper.front import (
    about,
    agenda,
    changes,
    citations,
    countries,
    data,
    documents,
    figures,
    funds,
    groups,
    home,
    news,
    people,
    portal_addresses,
    portal_on_a_day,
    quality,
    record_versions,
    search,
    words,
)
from scraper.front.pages import missing_page, respond, routes, served_archive, visit_of
from scraper.front.words import t

__all__ = ["TEMPLATE_FUNCTIONS", "is_served", "routes", "unknown_address"]

PAGES = (
    home,
    news,
    search,
    record_versions,
    citations,
    agenda,
    documents,
    countries,
    groups,
    people,
    funds,
    changes,
    portal_on_a_day,
    portal_addresses,
    figures,
    data,
    quality,
    about,
)
"""The modules whose pages are served: importing one registers them."""


def menu() -> list[tuple[str, str]]:
    """Return the sections of the site: path, name."""
    return [
        ("/actualites", t("Actualités", "News")),
        ("/agenda", t("Agenda", "Calendar")),
        ("/pays", t("Pays", "Countries")),
        ("/groupes", t("Groupes", "Groups")),
        ("/personnes", t("Personnes", "People")),
        ("/fonds", t("Fonds", "Funds")),
        ("/documents", t("Documents", "Documents")),
        ("/changements", t("Changements", "Changes")),
        ("/chiffres", t("Chiffres", "Figures")),
    ]


def about_menu() -> list[tuple[str, str]]:
    """Return the pages about the site itself: path, name."""
    return [
        ("/a-propos", t("À propos", "About")),
        ("/aide", t("Aide", "Help")),
        ("/donnees", t("Données", "Data")),
        ("/qualite", t("Qualité", "Quality")),
        ("/confidentialite", t("Confidentialité", "Privacy")),
    ]


TEMPLATE_FUNCTIONS = {
    "menu": menu,
    "about_menu": about_menu,
    "rule_in_words": words.rule,
    **{
        name: getattr(words, name)
        for name in (
            *("t", "count", "figure", "day", "moment", "paris_day", "span", "month_name", "country", "listed"),
            *("version_kind", "kind", "code", "reason", "file_size", "file_kind", "web_address", "share"),
            *("euros", "in_text", "since", "until"),
            *("site_name", "short_site_name", "archived_portal", "weekday_names"),
        )
    },
}
"""What the templates of the pages may call."""


def is_served(datasette: Datasette) -> bool:
    """Return whether there is an archive that the pages can show."""
    return served_archive(datasette) is not None


async def unknown_address(request: Request, datasette: Datasette) -> Response | None:
    """Return a page that says that nothing is at an address; None below a database, whose pages are Datasette's, and
    for an address that a program asks for."""
    path = request.path.removeprefix("/en")
    first = path.split("/")[1] if path.count("/") else ""
    if first in {*datasette.databases, "-", "static"} or path.endswith(".json"):
        return None
    visit = await visit_of(request, datasette)
    reason = t("Aucune page n’est à cette adresse.", "There is no page at this address.")
    return await respond(missing_page(reason), visit, request, datasette)
