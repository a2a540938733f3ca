"""The pages about the site itself: who and how, help, privacy, and what a browser asks to search it."""

from xml.etree.ElementTree import Element, SubElement, tostring

from scraper.front import metadata, words
from scraper.front.pages import FileAnswer, PageAnswer, Visit, page
from scraper.front.words import t

_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"


@page("/a-propos")
async def about(visit: Visit) -> PageAnswer:
    """Show who made the archive, how, and how to cite it."""
    reading = await visit.archive.row("site.readings")
    shown = {**reading, "operator": metadata.operator(visit), "licence": metadata.licence(visit)}
    return PageAnswer("about.html", t("À propos", "About"), shown)


@page("/aide")
async def help_page(visit: Visit) -> PageAnswer:
    """Show how to search, to take lists away, and to see a day of the past."""
    return PageAnswer("help.html", t("Aide", "Help"), {"example": await visit.archive.row("site.example")})


@page("/confidentialite")
async def privacy(visit: Visit) -> PageAnswer:
    """Show which personal data is here, and how a name is removed."""
    shown = {
        "operator": metadata.operator(visit),
        "removals": await visit.archive.value("site.removals"),
    }
    return PageAnswer("privacy.html", t("Confidentialité", "Privacy"), shown)


@page("/opensearch.xml")
async def opensearch(visit: Visit) -> FileAnswer:
    """Describe the search for browsers: OpenSearch 1.1."""
    description = Element("OpenSearchDescription", xmlns=_OPENSEARCH)
    for name, text in (
        ("ShortName", words.short_site_name()),
        ("Description", words.site_name()),
        ("Language", words.language()),
        ("InputEncoding", "UTF-8"),
        ("OutputEncoding", "UTF-8"),
    ):
        SubElement(description, name).text = text
    template = visit.whole(visit.url("/recherche", au=None)) + "?q={searchTerms}"
    SubElement(description, "Url", type="text/html", method="get", template=template)
    icon = SubElement(description, "Image", width="16", height="16", type="image/svg+xml")
    icon.text = visit.whole("/static/icon.svg")
    return FileAnswer(
        tostring(description, encoding="utf-8", xml_declaration=True),
        "application/opensearchdescription+xml; charset=utf-8",
    )
