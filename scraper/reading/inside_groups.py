"""Articles shown inside a group: which group an address in the group's template, or a link to one, tells of."""

from scraper import spip
from scraper.portal import Portal
from scraper.reading.addresses import absolute
from scraper.reading.context import PageContext
from scraper.reading.groups import group, name_above_abstract
from scraper.reading.headline import presents
from scraper.reading.lines import Line
from scraper.reading.mentions import mentioned_group
from scraper.reading.result import Reading
from scraper.records import Group, Listing, News


def add_own_group(reading: Reading, ctx: PageContext) -> None:
    """Add to an article's reading the group in whose template it was asked for, named as the page shows it."""
    presentation = next((url for url in map(_presentation(ctx.portal), (ctx.page.url, ctx.asked)) if url), None)
    if presentation is None or not isinstance(reading.subject, News):
        return
    owner = _printed_group(ctx.content, ctx.portal)
    if owner:
        owner.url, owner.spip_id = None, spip.address(presentation).number
        reading.rows.append(owner)
    reading.rows.append(
        Listing(
            list_url=presentation,
            url=reading.url,
            kind="group",
            group_id=owner and owner.id,
            title=reading.subject.title,
        )
    )


def linked_inside(ctx: PageContext) -> list[Listing]:
    """Return the articles to which a page links inside a group, each once for each group. A link's words may be a
    label's, so they are no title."""
    found: dict[tuple[str, str], Listing] = {}
    presentation_of = _presentation(ctx.portal)
    for line in ctx.lines:
        for anchor in line.anchors:
            if "id_rubrique" in anchor.href and (
                presentation := presentation_of(absolute(ctx.base, anchor.href) or "")
            ):
                url = anchor.target
                if url is not None:
                    found.setdefault((presentation, url), Listing(list_url=presentation, url=url, kind="group"))
    return list(found.values())


def _presentation(portal: Portal):
    """Return a function from an address to that of the presentation of the group inside which it shows an article."""
    words = portal.words["groups"]

    def presentation(url: str) -> str | None:
        number = spip.section_around(url) if spip.address(url).page == words["article"] else None
        return number and portal.canonical(f"/spip.php?page={words['presentation']}&id_rubrique={number}")

    return presentation


def _printed_group(content: list[Line], portal: Portal) -> Group | None:
    """The group that a page names above its abstract, or in it."""
    if name := name_above_abstract(content, portal):
        return group(name, "", portal)
    abstract = next((line.text for line in content if presents(line, portal)), "")
    return mentioned_group(abstract, portal)
