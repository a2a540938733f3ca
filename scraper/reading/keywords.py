"""The keywords (SPIP: mots) of a page: from rel=tag, from the block under the portal's label, from their addresses;
where none are shown, those that the page declares to machines and something on it bears out."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from scraper import spip
from scraper.portal import Portal
from scraper.reading.context import PageContext
from scraper.reading.lines import Anchor, Line
from scraper.reading.mentions import country_code
from scraper.reading.metadata import AGAINST_PAGE, Candidate, sources
from scraper.reading.text import contains, equals, fold, starts_with
from scraper.records import Problem, Theme, slugify


@dataclass(frozen=True)
class Keywords:
    """The keywords of a page's own subject."""

    themes: list[Theme]
    """In page order, each once."""
    rule: str
    """Why they are its own."""
    problems: list[Problem]


def find_keywords(ctx: PageContext, own: list[Line], heads: Iterable[str | None] = ()) -> Keywords:
    """Find the keywords of a page. own: the lines in which keywords without a label are its own; heads: title and other
    words of an article's head, against which declared keywords are held where none are shown."""
    lines, portal = ctx.lines, ctx.portal
    tagged = [anchor for line in lines for anchor in line.anchors if "tag" in anchor.rel]
    shown = tagged or _under_label(lines, portal) or _alone(own, portal)
    found: dict[str, Theme] = {}
    for theme in filter(None, (_theme(anchor, portal) for anchor in shown)):
        found.setdefault(theme.id, theme)
    head, problems = " / ".join(filter(None, heads)), []
    if not found and _has_words_without_links(lines, portal):
        detail = "themes: the keyword block has no links"
        problems.append(Problem(url=ctx.page.url, rule="missing_field", detail=detail))
    if not found and head:
        declared = _declared(ctx, head)
        return Keywords([theme for theme, _ in declared], sources(each for _, each in declared), problems)
    tags = [each for each in ctx.page.metadata.keywords if _is_tag(each)] if head else []
    agreeing = [each for each in tags if slugify(each.value) in found]
    if tags and not agreeing:
        names = (", ".join(each) for each in ((t.name for t in found.values()), (t.value for t in tags)))
        detail = "the page shows the keywords {}, declared: {}".format(*names)
        problems.append(Problem(url=ctx.url, rule=AGAINST_PAGE, detail=detail))
    return Keywords(list(found.values()), "; ".join(filter(None, ("links", sources(agreeing)))), problems)


def _is_tag(declared: Candidate) -> bool:
    """Return whether a keyword is declared for the article; those of `<meta name=keywords>` may be the same on all
    pages."""
    return declared.source.lower() == "article:tag" or declared.source.endswith(".keywords")


def _declared(ctx: PageContext, head: str) -> list[tuple[Theme, Candidate]]:
    """Return the declared keywords that a link to a keyword, or the article's head, confirms: for any but an article's
    tags, both."""
    mots = (anchor for line in ctx.lines for anchor in line.anchors if anchor.kind == "mot")
    linked = {theme.id: theme for anchor in mots if (theme := _theme(anchor, ctx.portal))}
    found: dict[str, tuple[Theme, Candidate]] = {}
    for each in ctx.page.metadata.keywords:
        key, in_head = slugify(each.value), contains(head, [each.value]) is not None
        believed = (key in linked or in_head) if _is_tag(each) else (key in linked and in_head)
        if key and believed and not equals(each.value, [ctx.portal.name, *ctx.words["frame"]["names"]]):
            own = Theme(id=key, name=each.value, country_code=country_code(each.value, ctx.portal))
            found.setdefault(key, (linked.get(key, own), each))
    return list(found.values())


def _under_label(lines: list[Line], portal: Portal) -> list[Anchor]:
    """Return the links below the label, up to the first line that is anything else."""
    labels = portal.words["labels"]["themes"]
    start = next((i for i, line in enumerate(lines) if starts_with(line.text, labels)), None)
    if start is None:
        return []
    anchors = [anchor for anchor in lines[start].anchors if not equals(anchor.text, labels)]
    marked = _kinds(lines[start]) == {"mot"}
    for line in filter(lambda line: line.text, lines[start + 1 :]):
        kinds = _kinds(line)
        if not line.linked or (marked and kinds != {"mot"}):
            break
        marked = marked or kinds == {"mot"}
        anchors += line.anchors
    return anchors


def _alone(content: list[Line], portal: Portal) -> list[Anchor]:
    return [anchor for line in content if is_keywords(line, portal) for anchor in line.anchors]


def is_keywords(line: Line, portal: Portal) -> bool:
    """Return whether a line is nothing but keywords: links marked as such, or with a keyword's address and its words;
    behind a label also links whose address leaves their kind open, when it has their words."""
    if not line.text or not line.anchors:
        return False
    labels = [*portal.words["labels"]["themes"], *portal.words["labels"]["keywords"]]
    kinds = {"mot", "plain"} if equals(line.unlinked, labels) else {"mot"} if line.linked else set()
    return all(_is_keyword(anchor, kinds) for anchor in line.anchors)


def _is_keyword(anchor: Anchor, kinds: set[str]) -> bool:
    if "tag" in anchor.rel and kinds:
        return True
    return anchor.kind in kinds and fold(anchor.text).startswith(fold(spip.words(anchor.target)))


def _kinds(line: Line) -> set[str]:
    return {anchor.kind for anchor in line.anchors if anchor.kind}


def _theme(anchor: Anchor, portal: Portal) -> Theme | None:
    url = anchor.target
    name = anchor.text or (unquote(spip.address(url).slug or "").replace("-", " ") if url else "")
    key = slugify(name) if name else ""
    return Theme(id=key, name=name, url=url, country_code=country_code(name, portal)) if key else None


def _has_words_without_links(lines: list[Line], portal: Portal) -> bool:
    labels = portal.words["labels"]["themes"]
    return any(
        equals(line.text, labels) and i + 1 < len(lines) and not lines[i + 1].anchors for i, line in enumerate(lines)
    )
