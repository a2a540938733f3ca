"""A section's or a keyword's page: a group, a fund's list, a dated list, a newsletter, or a page of text."""

import re

from scraper import spip
from scraper.dates import find_dates
from scraper.reading import groups
from scraper.reading.article import read_text
from scraper.reading.context import PageContext, called, heads, own_titles, site_names
from scraper.reading.headline import find_headline
from scraper.reading.keywords import without_sign
from scraper.reading.lines import Line
from scraper.reading.lists import is_prose, list_page
from scraper.reading.mentions import country_code, kind_of_group
from scraper.reading.result import Evidence, Findings
from scraper.reading.text import contains, equals, fold, starts_with
from scraper.records import Problem, Theme, slugify

_NUMBERED = re.compile(r"(?:\bn[°o]s?|\bnuméro|#)\s?\d|\b\d{1,3}$|\b(?:19|20)\d\d\b", re.IGNORECASE)
SHORTEST_TEXT = 200
"""Characters of unlinked text above which a section without entries is a page of text."""


def read_keyword(ctx: PageContext) -> Findings:
    """Read a keyword and the articles listed under it."""
    page = list_page(ctx, headed=True)
    found, headline = Findings(rows=page.listings("keyword")), find_headline(page.above, ctx, ctx.url)
    shown, slug = without_sign(page.above[headline.title].text) if headline else None, spip.words(page.url)
    if shown is None or fold(shown) != fold(slug):
        # The page's name may be among what was taken for a menu, or below a name of the site's.
        shown = None if shown and equals(shown, site_names(ctx, page.above, page.url)) else shown
        shown = called(ctx, page.url) or shown or next(iter(own_titles(ctx)), None)
    name = without_sign(shown or slug)
    if not slugify(name):
        detail = "name: the keyword has none"
        found.problems.append(Problem(url=page.url, rule="missing_field", detail=detail))
        return found
    found.subject = Theme(id=slugify(name), name=name, url=page.url, country_code=country_code(name, ctx))
    found.evidence.append(Evidence("themes", "name", headline.rule if headline else "words of the address"))
    return found


def read_section(ctx: PageContext) -> Findings:
    """Read a section's page as what it shows itself to be."""
    page = list_page(ctx, headed=True)
    heading, slug = _heading(page.above, ctx, page.url), spip.words(page.url)
    named, funds = heading or slug or next(iter(own_titles(ctx)), ""), ctx.words["funds"]["names"]
    if starts_with(named, funds) or equals(slug, funds):
        return Findings("fund", rows=page.listings("news"))
    if groups.has_marks(groups.lines_of_group(page), ctx) or spip.address(page.url).page or kind_of_group(named, ctx):
        return groups.read_group(page, heading)
    unlinked = sum(len(line.text) for line in page.above if not line.linked)
    if is_prose(page.above) or (not page.entries and unlinked > SHORTEST_TEXT):
        found = read_text(ctx, page.above, "newsletter" if _is_newsletter(f"{slug} / {heading or ''}", ctx) else "text")
        found.rows += page.listings("news")
        return found
    return Findings("list", rows=page.listings("news"))


def _is_newsletter(name: str, ctx: PageContext) -> bool:
    """Return whether a name is a newsletter's: by its words, or a number or date beside a word of the press."""
    words = ctx.words["newsletters"]
    if contains(name, words["others"]):
        return False
    numbered = bool(_NUMBERED.search(name)) or any(span.precision != "year" for span in find_dates(name))
    return bool(contains(name, words["names"]) or (numbered and contains(name, words["numbered"])))


def _heading(above: list[Line], ctx: PageContext, url: str) -> str | None:
    headline = find_headline(above, ctx, url)
    line = above[headline.title] if headline else None
    if line is None or equals(line.text, heads(ctx)) or starts_with(line.text, ctx.words["groups"]["sections"]):
        return None
    strong = headline.rule in {"class entry-title", "title of the head", "address"} or line.level in (1, 2)
    return line.text if strong else None
