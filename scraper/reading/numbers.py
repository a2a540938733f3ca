"""SPIP's numbers of articles and sections, from where a page speaks of itself (docs/spip.md, "Numbers").

Everything else on a page may name another object's number: its text, comments, lists, cards of other articles.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import takewhile

from bs4 import Tag

from scraper import spip
from scraper.reading.addresses import absolute
from scraper.reading.body import Parts
from scraper.reading.context import PageContext
from scraper.reading.elements import PARTS
from scraper.reading.furniture import is_tools
from scraper.reading.lines import Line
from scraper.reading.page import classes
from scraper.reading.text import equals

LONGEST_LABEL = 20
"""Characters beside each link of a line of tools ("Format PDF")."""
_OF_ARTICLE = re.compile(r"\bid_article=([1-9]\d{0,8})(?!\d)")
_OF_SECTION = re.compile(r"\bid_rubrique=([1-9]\d{0,8})(?!\d)")
_FIELD = re.compile(r"^[1-9]\d{0,8}$")
_SHORT = frozenset(("a", "b", "h1", "h2", "h3", "h4", "h5", "h6", "p", "span", "strong"))
_COMMENT = re.compile(r"^(?:ajax_)?(?:comment|forum)s?[-_](?:item|message|post|texte?|body|content|li|ul|list)")
"""How templates' names begin for what visitors wrote."""
_TEXTS = frozenset(name for name, part in PARTS.items() if part in {"text", "lead", "notes", "teaser"})


def article_number(ctx: PageContext, parts: Parts) -> int | None:
    """Return an article's number: of the address that answered, else the one on which all places agree where the page
    speaks of itself."""
    if number := _numbered(ctx.portal.canonical(ctx.page.url), "article"):
        return number
    title = parts.lines[parts.headline.title].node if parts.headline.title >= 0 else None
    claims = [_numbered(url, "article") for url in (*ctx.aliases, *_declared(ctx))]
    text = parts.body_lines[:1] + parts.body_lines[-1:]
    return _agreed([*claims, *_crayons(ctx, "article", title, text), *_served(ctx, parts, title)], ctx.url, ctx)


def section_number(ctx: PageContext, url: str) -> int | None:
    """Return a section's number: of its address, else the one on which its own feed, Crayons' class of its title and
    its slug agree; where none of them is there, that of its presentation, which may be another section's."""
    if number := _numbered(url, "rubrique"):
        return number
    title = next((line.node for line in ctx.lines if line.level and line.part == "title"), None)
    feeds = [tag["href"] for tag in ctx.page.head_links("alternate") if "rss" in (tag.get("type") or "")]
    claims = [_numbered(address, "rubrique") for address in _declared(ctx)]
    claims += [*_crayons(ctx, "rubrique", title, []), *_sections(feeds, ctx)]
    if {*claims, _behind_slug(url, ctx)} == {None}:
        anchors = [anchor for line in ctx.lines if not _is_written(line.node) for anchor in line.anchors]
        presentations = [a.href for a in anchors if equals(a.text, ctx.words["labels"]["presentation"])]
        claims = [*_sections(presentations, ctx)]
    return _agreed(claims, url, ctx)


def _agreed(claims: Iterable[int | None], url: str, ctx: PageContext) -> int | None:
    """Return the number on which all claims and the page's slug agree; None when they differ."""
    numbers = {*claims, _behind_slug(url, ctx)} - {None}
    return numbers.pop() if len(numbers) == 1 else None


def _behind_slug(url: str, ctx: PageContext) -> int | None:
    """Return the number SPIP adds to a slug that was taken; one with a meaning ("Décret 2007-1784") is none."""
    slug = spip.address(url).slug or ""
    match = re.search(r"-(\d{3,5})$", slug)
    if match is None or spip.words(url) == slug.replace("-", " "):
        return None
    return None if any(re.search(rf"(?<!\d){match[1]}(?!\d)", each) for each in ctx.page.titles) else int(match[1])


def _numbered(url: str | None, kind: str) -> int | None:
    where = spip.address(url) if url else None
    return where.number if where and where.kind == kind else None


def _declared(ctx: PageContext) -> list[str | None]:
    return [ctx.canonical(tag["href"]) for rel in ("canonical", "shortlink") for tag in ctx.page.head_links(rel)]


def _crayons(ctx: PageContext, kind: str, title: Tag | None, text: list[Line]) -> Iterator[int]:
    """Yield the numbers of Crayons' classes of the page's own title, and of what holds all of its text."""
    around = {"titre": _around(title), "texte": set()}
    if text:
        around["texte"] = _around(text[0].node) & _around(text[-1].node)
    yield from (n for tag, marked, name, n in ctx.page.crayons if marked == kind and id(tag) in around.get(name, ()))


def _around(tag: Tag | None) -> set[int]:
    return {id(each) for each in (tag, *tag.parents)} if tag else set()


def _served(ctx: PageContext, parts: Parts, title: Tag | None) -> Iterator[int]:
    """Yield the numbers in the article's tools and form for comments, none in a text or a card of another article."""
    body = set(parts.body_lines)
    text = [i for i, line in enumerate(ctx.lines) if line in body and line.text] or [len(ctx.lines)]
    tools = (line for i, line in enumerate(ctx.lines) if line.anchors and not text[0] <= i <= text[-1])
    found = [(line.node, number) for line in tools for number in _tools(line, ctx)]
    for field in ctx.page.outline.named["input"]:
        form, is_number = field.find_parent("form"), _FIELD.match(field.get("value") or "")
        if field.get("name") == "id_article" and is_number and form and form.find("textarea"):
            found.append((form, int(is_number[0])))
    yield from (n for node, n in found if not _is_written(node) and not _shows_another(node, title, ctx))


def _tools(line: Line, ctx: PageContext) -> Iterator[int]:
    """Yield the numbers of the articles whose tools a line links to."""
    if len(line.unlinked.strip()) > LONGEST_LABEL * len(line.anchors):
        return
    for anchor in line.anchors:
        match = anchor.kind and _OF_ARTICLE.search(anchor.href)
        words = anchor.text or " ".join(alt for _, alt in line.images)
        if match and (anchor.kind == "duplicate" or is_tools(words, ctx)):
            yield int(match[1])


def _is_written(node: Tag) -> bool:
    """Return whether an element is in SPIP's field of a text, or in what visitors wrote."""
    names = (name for tag in (node, *node.parents) for name in (*classes(tag), tag.get("id") or ""))
    return any(name in _TEXTS or _COMMENT.match(name) for name in names)


def _shows_another(node: Tag, title: Tag | None, ctx: PageContext) -> bool:
    """Return whether the block around an element, or what is right before it, leads to another article: a card."""
    holders, own = _around(title), {ctx.url, *ctx.aliases}
    outside = takewhile(lambda tag: id(tag) not in holders and tag.name not in ("body", "html"), (node, *node.parents))
    block = next(iter(deque(outside, maxlen=1)), None)
    if block is None:
        return False
    before = block.find_previous_sibling()
    heading = [before] if before is not None and before.name in _SHORT and before is not title else []
    links = [link for tag in (block, *heading) for link in (tag, *tag.find_all("a")) if link.get("href")]
    for link in links:
        url, where = ctx.canonical(link["href"]), spip.address(absolute(ctx.base, link["href"]) or "")
        if url and url not in own and where.kind in {"plain", "article"} and not where.page:
            return True
    return False


def _sections(hrefs: Iterable[str], ctx: PageContext) -> Iterator[int]:
    for href in hrefs:
        match = _OF_SECTION.search(href)
        if match and ctx.canonical(href):
            yield int(match[1])
