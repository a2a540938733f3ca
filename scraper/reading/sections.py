"""A section's or a keyword's page: a group, a fund's list, a dated list, a newsletter, or a page of text."""

import re

from scraper import spip
from scraper.dates import find_dates
from scraper.portal import Portal
from scraper.reading import attachments, groups, lists
from scraper.reading.article import read_text
from scraper.reading.body import is_apart
from scraper.reading.context import PageContext, called, heads, own_titles, site_names
from scraper.reading.headline import after_tabs, find_headline, is_tabs, presents
from scraper.reading.keywords import find_keywords
from scraper.reading.lines import Line
from scraper.reading.mentions import country_code, kind_of_group
from scraper.reading.numbers import section_number
from scraper.reading.people import roles_in_prose
from scraper.reading.publication import date_problems
from scraper.reading.result import Evidence, Reading
from scraper.reading.text import contains, equals, fold, starts_with
from scraper.records import GroupTheme, Problem, Theme, slugify

_NUMBERED = re.compile(r"(?:\bn[°o]s?|\bnuméro|#)\s?\d|\b\d{1,3}$|\b(?:19|20)\d\d\b", re.IGNORECASE)
SHORTEST_TEXT = 200
"""Characters of unlinked text above which a section without entries is a page of text."""


def read_keyword(ctx: PageContext, reading: Reading) -> None:
    """A keyword's page: the keyword and the articles listed under it."""
    portal, content, own = ctx.portal, ctx.content, spip.without_offset(ctx.url)
    found = lists.entries(content, ctx, headed=True)
    above = content[: found[0].first] if found else content
    headline = find_headline(above, ctx, ctx.url)
    shown = above[headline.title].text if headline else None
    if shown is None or fold(shown) != fold(spip.words(own)):
        # What names the page may stand among what was taken for a menu, or below a name of the site's.
        of_site = shown is not None and equals(shown, site_names(ctx, above, own))
        titles = own_titles(ctx)
        shown = called(ctx, own) or (None if of_site else shown) or next(iter(titles), None)
    name = shown or spip.words(own)
    reading.rows += [lists.listing(entry, "keyword", own) for entry in found]
    if not slugify(name):
        reading.problems.append(Problem(url=own, rule="missing_field", detail="name: the keyword has none"))
        return
    reading.subject = Theme(id=slugify(name), name=name, url=own, country_code=country_code(name, portal))
    reading.evidence.append(Evidence("themes", "name", headline.rule if headline else "words of the address"))


def read_rubrique(ctx: PageContext, reading: Reading) -> None:
    """A section's page, told by what it shows."""
    portal, content, own = ctx.portal, ctx.content, spip.without_offset(ctx.url)
    found = lists.entries(content, ctx, headed=True)
    above = content[: found[0].first] if found else content
    heading = _heading(above, ctx, own)
    first_page = not spip.address(reading.url).offsets
    named = heading or spip.words(own) or next(iter(own_titles(ctx)), "")
    funds = portal.words["funds"]["names"]
    if starts_with(named, funds) or equals(spip.words(own), funds):
        reading.kind = "fund"
        reading.rows += [lists.listing(entry, "news", own) for entry in found]
    elif groups.has_marks(above, portal) or spip.address(own).page or kind_of_group(named, portal):
        _read_group(ctx, found, heading, own, reading, whole=first_page)
    elif lists.is_prose(above) or (not found and _is_text(above)):
        reading.kind = "newsletter" if _is_newsletter(f"{spip.words(own)} / {heading or ''}", portal) else "text"
        reading.rows += [lists.listing(entry, "news", own) for entry in found]
        read_text(ctx, above, reading)
    else:
        reading.kind = "list"
        reading.rows += [lists.listing(entry, "news", own) for entry in found]


def _is_newsletter(name: str, portal: Portal) -> bool:
    """Whether a section's name is a newsletter's: it says so, or has a number or a date beside a word of the press."""
    words = portal.words["newsletters"]
    if contains(name, words["others"]):
        return False
    numbered = bool(_NUMBERED.search(name)) or any(span.precision != "year" for span in find_dates(name))
    return bool(contains(name, words["names"]) or (numbered and contains(name, words["numbered"])))


def _heading(above: list[Line], ctx: PageContext, url: str) -> str | None:
    portal, headline = ctx.portal, find_headline(above, ctx, url)
    if headline is None:
        return None
    text = above[headline.title].text
    if equals(text, heads(portal)) or starts_with(text, portal.words["groups"]["sections"]):
        return None
    strong = above[headline.title].level in (1, 2) or headline.rule in {
        "class entry-title",
        "title of the head",
        "address",
    }
    return text if strong else None


def _called_by_tab(ctx: PageContext, url: str) -> str | None:
    """A presentation's first tab leads to the group's section, whose name the menus give."""
    if not spip.address(url).page:
        return None
    portal, lines = ctx.portal, ctx.lines
    tabs = next((lines[i + 1 : i + 2] for i, line in enumerate(lines) if presents(line, portal)), [])
    for anchor in [anchor for line in tabs for anchor in line.anchors]:
        section = anchor.target if is_tabs(tabs[0], portal.words["labels"]["tabs"]) else None
        if section and spip.address(section).kind == "rubrique":
            return called(ctx, spip.without_offset(section)) or spip.words(section)
    return None


def _is_text(lines: list[Line]) -> bool:
    return sum(len(line.text) for line in lines if not line.linked) > SHORTEST_TEXT


def _read_group(
    ctx: PageContext,
    found: list[lists.Entry],
    heading: str | None,
    url: str,
    reading: Reading,
    *,
    whole: bool,
) -> None:
    """A group's page. whole: it is the list's first page, which alone shows the group itself."""
    portal, content = ctx.portal, ctx.content
    keywords = find_keywords(ctx, [])
    themes = keywords.themes
    reading.problems += keywords.problems
    heading = heading or called(ctx, url) or _called_by_tab(ctx, url)
    if heading is None and (spip.address(url).page or not spip.words(url)):
        heading = next(iter(own_titles(ctx)), None)
    name, rule = groups.group_name(content, heading, [t.name for t in themes], url, portal)
    if not name:
        reading.problems.append(
            Problem(url=url, rule="missing_field", detail="name: nothing on the page names the group")
        )
        return
    reading.kind = "group"
    owner = groups.group(name, url, portal)
    owner.spip_id = section_number(ctx, url)
    first = found[0].first if found else len(content)
    # The section of the former groups lists the news of the whole site: docs/decisions.md.
    listed, of = ("news", None) if owner.kind == "former" else ("group", owner.id)
    reading.rows += [lists.listing(entry, listed, url, of) for entry in found]
    if not whole:
        reading.rows.append(owner)
        return
    reading.subject = owner
    reading.evidence.append(Evidence("groups", "name", rule))
    held, role_lines = groups.role_blocks(content, owner, portal)
    text = groups.beside_roles(content[:first], role_lines, portal)
    blocks = attachments.file_blocks(text, portal, ctx.base)
    text = [line for line in text if line.text and not attachments.is_caption(line, blocks)]
    text = [line for line in text if not attachments.is_of_files(line, portal, ctx.base)]
    while text and text[-1].level:  # the heading of the list below
        text.pop()
    text = [line for line in text if not is_apart(line, portal, ctx.base)]
    owner.abstract = groups.abstract(text, owner, portal)
    found_sections = groups.sections(text[after_tabs(text, portal) :], owner, portal)
    reading.rows += groups.section_rows(owner.id, found_sections, portal)
    reading.rows += attachments.attached(content[:first], portal, ctx.base, group_id=owner.id)
    paragraphs = [line.text for _, own in found_sections for line in own]
    reading.problems += date_problems(paragraphs, url, None)
    for one in [*held, *roles_in_prose(paragraphs, owner, portal)]:
        reading.rows += one.rows(owner=owner)
    for theme in themes:
        reading.rows += [theme, GroupTheme(group_id=owner.id, theme_id=theme.id)]
