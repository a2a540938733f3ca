"""One page, read: decides what kind of page it is and hands it to that kind's reader."""

import datetime as dt
from itertools import pairwise
from pathlib import Path
from traceback import extract_tb

from scraper import spip
from scraper.dates import PARIS
from scraper.portal import Portal
from scraper.reading import lists, observed
from scraper.reading.article import read_article
from scraper.reading.context import KINDS, PageContext, page_context
from scraper.reading.groups import linked_inside, own_group
from scraper.reading.links import looks_like_feed, page_links, read_feed
from scraper.reading.page import NotReadable, ParsedPage, is_below_text, parse, refuse_too_large
from scraper.reading.profile import UNKNOWN, Profile
from scraper.reading.result import Findings, Reading
from scraper.reading.sections import read_keyword, read_section
from scraper.reading.text import equals, fold, starts_with
from scraper.records import Listing, Problem

FAILED = "reader_failed"
"""The rule of the problem that a page is on which the readers themselves have failed."""
UNREAD = "unread_page"
"""The rule of the problem that a page is which costs more to read than it may."""
MOST_PROBLEMS = 20
"""Problems of one rule that a page may have, each in a row of its own."""
NEIGHBOURS = 2
"""Articles that an article's own page may list with their dates: the older and the newer one."""


def read(
    body: bytes,
    url: str,
    *,
    fetched_at: str,
    portal: Portal,
    content_type: str = "",
    final_url: str | None = None,
    profile: Profile = UNKNOWN,
    observe: bool = False,
) -> Reading:
    """Read a response. url: the address asked for; final_url: the one that answered; fetched_at: UTC, ISO 8601 with Z;
    profile: what is known of the site's layouts; observe: whether the reading is to have what is learned from the page.

    Never raises: a body that cannot be read has the kind `unknown` and its reason among `problems`.
    """
    asked = portal.canonical(url) or url
    at = portal.canonical(final_url or url) or final_url or url
    reading, failure = Reading("unknown", at, aliases={asked, at}), None
    try:
        refuse_too_large(body)
        if looks_like_feed(body):
            reading.kind, reading.links = read_feed(body, portal)
        else:
            page = parse(body, final_url or url, content_type)
            ctx = page_context(page, portal, _day(fetched_at), asked=url, answered=at, profile=profile)
            reading.observed = observed.observe(ctx, lists.days_by_side(ctx)) if observe else None
            _read_page(ctx, reading)
    except NotReadable as reason:
        failure = (reason.rule, str(reason))
    except RecursionError:
        failure = ("too_large", "the page's tags are nested too deeply to read")
    except MemoryError:
        reading, failure = Reading("unknown", at), (UNREAD, "reading it needs more memory than it may have")
    except Exception as error:  # an error of the readers costs this page's fields, and nothing else
        reading, failure = Reading("unknown", at), (FAILED, _worded(error))
    if failure:
        reading.problems.append(Problem(url=at, rule=failure[0], detail=failure[1]))
    reading.problems = _bounded(reading.problems)
    return reading


def _bounded(problems: list[Problem]) -> list[Problem]:
    """Return the problems of one page, each once: as many of a rule as anybody reads, and one that counts the rest."""
    by_rule: dict[str, list[Problem]] = {}
    for problem in {(p.record, p.rule, p.detail): p for p in problems}.values():
        by_rule.setdefault(problem.rule, []).append(problem)
    bounded = []
    for rule, found in by_rule.items():
        bounded += found[:MOST_PROBLEMS]
        if len(found) > MOST_PROBLEMS:
            bounded.append(Problem(url=found[0].url, rule=rule, detail=f"and {len(found) - MOST_PROBLEMS} more"))
    return bounded


def _worded(error: Exception) -> str:
    where = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({Path(where.filename).name}, line {where.lineno})"


def _day(fetched_at: str) -> dt.date:
    """Return the day in Paris of a UTC moment."""
    return dt.datetime.fromisoformat(fetched_at).astimezone(PARIS).date()


def _read_page(ctx: PageContext, reading: Reading) -> None:
    page = ctx.page
    reading.marks, reading.links = page.marks, page_links(ctx)
    if page.damaged:
        detail = f"the bytes are not in the charset declared; read as {page.charset}"
        reading.problems.append(Problem(url=ctx.answered, rule="wrong_charset", detail=detail))
    if not page.complete and not _has_end(ctx):
        raise NotReadable("cut_page", "the page ends before its end: nothing was read from it")
    reading.url, reading.canonical, reading.aliases = ctx.url, ctx.named, set(ctx.aliases)
    kind = kind_of(ctx)
    if kind == "article" and _is_soft_404(ctx):
        reading.problems.append(ctx.problem("soft_404", "another page answered in place of this one"))
        return
    reading.kind = kind
    if kind != "article":
        reading.rows += lists.agenda(ctx)
        reading.pagination = lists.pagination(ctx)
    reading.take(READERS.get(kind, _read_list)(ctx))
    known = {(row.list_url, row.url) for row in reading.of(Listing)}
    reading.rows += [row for row in linked_inside(ctx) if (row.list_url, row.url) not in known]
    if reading.kind == "unknown":
        reading.problems.append(ctx.problem("unknown_page", "no reader knows this kind of page"))


def _read_article(ctx: PageContext) -> Findings:
    found = read_article(ctx)
    found.rows += own_group(ctx, found.subject) if found.subject else []
    return found


def _read_list(ctx: PageContext) -> Findings:
    return Findings(rows=lists.list_page(ctx).listings("news"))


READERS = {
    "article": _read_article,
    "keyword": read_keyword,
    "rubrique": read_section,
    "home": lambda ctx: Findings(),
}
"""Of each kind of page; a page of any other may list articles."""


def kind_of(ctx: PageContext) -> str:
    """Return the kind of a page, by its address, by SPIP's class of its body, by what it shows."""
    where = spip.address(ctx.url)
    classed = {c.removeprefix("page_") for c in ctx.page.body_classes if c.startswith("page_")}
    if where.kind in {"home", "plan"}:
        return where.kind
    if "404" in classed:
        return "unknown"
    if where.kind not in KINDS and (subject := _marked_subject(ctx.page)):
        return KINDS[subject]
    for kind, name in KINDS.items():
        if kind in classed or (where.kind == kind and not classed & {*KINDS}):
            return name
    if where.page:
        return "agenda" if where.page == "agenda" else "page"
    if classed:
        return "page"
    if ctx.layout:
        return ctx.layout.kind
    if _shows_article(ctx):
        return "article"
    entries = lists.entries(ctx)
    if entries and _names_keyword(ctx, entries[0]):
        return "keyword"
    if len(entries) < 2 or lists.is_prose(ctx.content[: entries[0].first]):
        return "article"
    whole_list = sum(entry.more or entry.dated for entry in entries) > NEIGHBOURS
    return "article" if not whole_list and _is_plain_among_marked(ctx) else "rubrique"


def _marked_subject(page: ParsedPage) -> str | None:
    """Return the subject of a page, as the plugin Crayons marks it: the only object whose title, or else text, it
    shows. A mark below a paragraph is one of the text."""
    for field in ("titre", "texte"):
        marked = [(tag, kind, number) for tag, kind, name, number in page.crayons if name == field and kind in KINDS]
        if len({(kind, number) for _, kind, number in marked}) == 1:
            tag, kind, _ = marked[0]
            return None if is_below_text(tag) else kind
    return None


def _is_plain_among_marked(ctx: PageContext) -> bool:
    """Return whether an address without SPIP's marks is an article's, as sections and keywords have theirs on this
    site."""
    if spip.address(ctx.url).kind != "plain":
        return False
    linked = (anchor.target for line in ctx.lines for anchor in line.anchors)
    return any(spip.is_marked(target) for target in linked if target)


def _names_keyword(ctx: PageContext, first: lists.Entry) -> bool:
    """Return whether a page is a keyword's: the site's name alone above the keyword, and a list without dates."""
    shown = [line.text for line in ctx.lines if line.text]
    names, taglines = ctx.words["frame"]["names"], ctx.words["frame"]["taglines"]
    named = [below for text, below in pairwise(shown) if equals(text, names) and not equals(below, taglines)]
    return bool(named) and not first.dated


def _shows_article(ctx: PageContext) -> bool:
    labels = ctx.words["labels"]["published"]
    return any(
        (starts_with(line.text, labels) and len(line.text) < 80) or line.part == "published" for line in ctx.content
    )


def _is_soft_404(ctx: PageContext) -> bool:
    """Return whether a page is SPIP's home page, with status 200, for an unknown number."""
    page, where = ctx.page, spip.address(ctx.url)
    if "page_sommaire" in page.body_classes:
        return True
    shows_article = "page_article" in page.body_classes or _shows_article(ctx)
    named = ctx.canonical(page.canonical_href) if page.canonical_href else None
    if named and spip.address(named).kind == "home" and where.kind != "home":
        words = fold(spip.words(ctx.url))
        headed = bool(words) and any(line.level and fold(line.text).startswith(words) for line in ctx.content)
        return not (shows_article or lists.is_prose(ctx.content) or headed)
    # With `page=` SPIP answers an unknown number with 404 (docs/spip.md, "Status codes").
    if where.number is None or spip.address(page.url).page:
        return False
    return not shows_article and len(lists.entries(ctx)) > NEIGHBOURS


def _has_end(ctx: PageContext) -> bool:
    """Return whether the portal's last block is at the page's end: then a page without `</html>` is whole."""
    media = ctx.words["frame"]["media"]
    return any(
        equals(line.text, media[-1:]) or line.node.name == "footer" or line.node.get("id") in ("footer", "pied")
        for line in ctx.lines[-15:]
    )
