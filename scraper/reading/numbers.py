"""SPIP's numbers of articles and sections, from where a page speaks of itself (docs/spip.md, "Numbers").

Everything else on a page may name another object's number: its text, comments, lists, cards of other articles.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import takewhile

from bs4 import Tag

from scraper import spip
from scraper.portal import Portal
from scraper.reading.addresses import absolute
from scraper.reading.body import Parts
from scraper.reading.context import PageContext
from scraper.reading.elements import PARTS
from scraper.reading.furniture import is_tools
from scraper.reading.lines import Anchor, Line
from scraper.reading.page import classes, crayon
from scraper.reading.text import equals

_OF_ARTICLE = re.compile(r"\bid_article=([1-9]\d{0,8})(?!\d)")
_OF_SECTION = re.compile(r"\bid_rubrique=([1-9]\d{0,8})(?!\d)")
_FIELD = re.compile(r"^[1-9]\d{0,8}$")
_SHORT = frozenset(("a", "b", "h1", "h2", "h3", "h4", "h5", "h6", "p", "span", "strong"))
LONGEST_LABEL = 20
"""Characters beside each link of a line of tools ("Format PDF")."""
_COMMENT = re.compile(r"^(?:ajax_)?(?:comment|forum)s?[-_](?:item|message|post|texte?|body|content|li|ul|list)")
"""How templates' names begin for what visitors wrote."""
_TEXTS = frozenset(name for name, part in PARTS.items() if part in {"text", "lead", "notes", "teaser"})


def article_number(ctx: PageContext, parts: Parts) -> int | None:
    """Return an article's number: of the address that answered, else the one on which all places agree where the page
    speaks of itself."""
    if number := _numbered(ctx.portal.canonical(ctx.page.url), "article"):
        return number
    title = parts.lines[parts.headline.title].node if parts.headline.title >= 0 else None
    claims = {_numbered(url, "article") for url in (*ctx.aliases, *_declared(ctx))}
    text = [line.node for line in parts.body_lines]
    claims.update(_crayons(title, text, "article"), _served(ctx, parts, {ctx.url, *ctx.aliases}))
    return _agreed(claims, _behind_slug(ctx.url, ctx))


def section_number(ctx: PageContext, url: str) -> int | None:
    """Return a section's number: of its address, else the one on which its own feed, Crayons' class of its title and
    its slug agree; where none of them is there, that of its presentation, which may be another section's."""
    if number := _numbered(url, "rubrique"):
        return number
    title = next((line.node for line in ctx.lines if line.level and line.part == "title"), None)
    claims = {_numbered(address, "rubrique") for address in _declared(ctx)}
    claims.update(_crayons(title, (), "rubrique"), _fed(ctx))
    behind_slug = _behind_slug(url, ctx)
    if {*claims, behind_slug} == {None}:
        claims = set(_presented(ctx))
    return _agreed(claims, behind_slug)


def _agreed(claims: set[int | None], behind_slug: int | None) -> int | None:
    """Return the number on which all claims agree; None when they differ."""
    numbers = {*claims, behind_slug} - {None}
    return numbers.pop() if len(numbers) == 1 else None


def _numbered(url: str | None, kind: str) -> int | None:
    where = spip.address(url) if url else None
    return where.number if where and where.kind == kind else None


def _declared(ctx: PageContext) -> list[str | None]:
    return [ctx.canonical(href) for href in ctx.page.declared]


def _crayons(title: Tag | None, text: Sequence[Tag], kind: str) -> set[int]:
    """Return the numbers of Crayons' classes of the page's own title, and of what holds all of its text."""
    held = {id(tag) for tag in (text[-1], *text[-1].parents)} if text else set()
    around = [(tag, "titre") for tag in ((title, *title.parents) if title else ())]
    around += [(tag, "texte") for tag in ((text[0], *text[0].parents) if text else ()) if id(tag) in held]
    marks = [(mark, field) for tag, field in around for mark in map(crayon, classes(tag)) if mark]
    return {number for (marked, name, number), field in marks if (marked, name) == (kind, field)}


def _served(ctx: PageContext, parts: Parts, own: set[str]) -> Iterator[int]:
    """Yield the numbers in the article's tools and its form for comments: links to its print or forum page in lines of
    their own, above or below its text, not in what shows another article."""
    lines = ctx.lines
    titles, text = {id(parts.lines[i]) for i in parts.headline.titles}, {id(line) for line in parts.body_lines}
    places = [i for i, line in enumerate(lines) if id(line) in text and line.text]
    title = next((line.node for line in lines if id(line) in titles), None)
    for i, line in enumerate(lines):
        numbers = {_tool(anchor, line, ctx.portal) for anchor in line.anchors} - {None}
        within = bool(places) and places[0] <= i <= places[-1]
        if numbers and not within and not _is_written(line.node) and not _shows_another(line.node, title, own, ctx):
            yield from numbers
    end = lines[places[-1]].node if places else title
    fields = (tag for tag in ctx.page.outline.named["input"] if tag.get("name") == "id_article")
    for field in (tag for tag in fields if _FIELD.match(tag.get("value") or "")):
        form = field.find_parent("form")
        if form and form.find("textarea") and not (_is_written(form) or _is_above(form, end)):
            yield from () if _shows_another(form, title, own, ctx) else (int(field["value"]),)


def _tool(anchor: Anchor, line: Line, portal: Portal) -> int | None:
    """Return the number of the article whose tool a link is."""
    match = _OF_ARTICLE.search(anchor.href)
    words = anchor.text or " ".join(alt for _, alt in line.images)
    if match is None or anchor.kind is None or len(line.unlinked.strip()) > LONGEST_LABEL * len(line.anchors):
        return None
    return int(match[1]) if anchor.kind == "duplicate" or is_tools(words, portal) else None


def _is_written(node: Tag) -> bool:
    """Return whether an element is in SPIP's field of a text, or in what visitors wrote."""
    names = [name for tag in (node, *node.parents) for name in (*classes(tag), tag.get("id") or "")]
    return any(name in _TEXTS or _COMMENT.match(name) or _is_text(crayon(name)) for name in names)


def _is_text(mark: tuple[str, str, int] | None) -> bool:
    return mark is not None and mark[1] == "texte"


def _is_above(tag: Tag, other: Tag | None) -> bool:
    return other is not None and any(after is other for after in tag.find_all_next(other.name))


def _shows_another(node: Tag, title: Tag | None, own: set[str], ctx: PageContext) -> bool:
    """Return whether the block around an element, as far as it does not hold the page's title, or what is right before
    it, leads to another article: a card of a list."""
    holders = {id(parent) for parent in title.parents} if title else set()
    outside = takewhile(lambda tag: id(tag) not in holders and tag.name not in ("body", "html"), (node, *node.parents))
    block = deque(outside, maxlen=1)
    if not block:
        return False
    before = block[0].find_previous_sibling()
    heading = before if before is not None and before.name in _SHORT and before is not title else None
    links = [link for tag in (block[0], heading) if tag for link in (tag, *tag.find_all("a")) if link.get("href")]
    for link in links:
        url, where = ctx.canonical(link["href"]), spip.address(absolute(ctx.base, link["href"]) or "")
        if url and url not in own and where.kind in {"plain", "article"} and not where.page:
            return True
    return False


def _fed(ctx: PageContext) -> Iterator[int]:
    feeds = [tag["href"] for tag in ctx.page.head_links("alternate") if "rss" in (tag.get("type") or "")]
    return _sections(feeds, ctx)


def _presented(ctx: PageContext) -> Iterator[int]:
    """Yield the numbers in the links to a section's presentation outside texts."""
    labels = ctx.words["labels"]["presentation"]
    anchors = (anchor for line in ctx.lines if not _is_written(line.node) for anchor in line.anchors)
    return _sections([anchor.href for anchor in anchors if equals(anchor.text, labels)], ctx)


def _sections(hrefs: Sequence[str], ctx: PageContext) -> Iterator[int]:
    for href in hrefs:
        match = _OF_SECTION.search(href)
        if match and ctx.canonical(href):
            yield int(match[1])


def _behind_slug(url: str, ctx: PageContext) -> int | None:
    """Return the number SPIP adds to a slug that was taken. A year is none, nor the day at the end of a title cut
    short, nor a number of the page's title ("Décret 2007-1784")."""
    slug = spip.address(url).slug or ""
    match = re.search(r"-(\d{3,5})$", slug)
    taken = match is not None and spip.words(url) != slug.replace("-", " ")
    worded = taken and any(re.search(rf"(?<!\d){match[1]}(?!\d)", title) for title in ctx.page.titles)
    return int(match[1]) if taken and not worded and not 1900 <= int(match[1]) <= 2100 else None
