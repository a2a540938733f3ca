"""The keywords (SPIP: mots) of a page: from rel=tag, from the block under the portal's label, from their addresses;
where none are shown, those that the page declares to machines and something on it bears out."""

from collections.abc import Collection, Iterable

from scraper import spip
from scraper.reading.context import PageContext
from scraper.reading.lines import Anchor, Line
from scraper.reading.mentions import country_code
from scraper.reading.metadata import AGAINST_PAGE, Candidate, sources
from scraper.reading.result import Evidence, Findings
from scraper.reading.text import contains, equals, fold, starts_with
from scraper.records import Theme, slugify


def find_keywords(
    ctx: PageContext, own: list[Line], heads: Iterable[str] = (), others: Collection[Line] = ()
) -> Findings:
    """Find the keywords of a page, in order, each once. own: the lines in which keywords without a label are its own;
    heads: title and other words of an article's head, against which declared keywords are held where none are shown;
    others: the lines about other pages, whose keywords are theirs."""
    slotted = [anchor for line in ctx.content if line.slot == "keywords" for anchor in line.anchors] if heads else []
    beside = (line for line in ctx.lines if line.slot != "card" and line not in others)
    tagged = slotted or [anchor for line in beside for anchor in line.anchors if _is_tagged(anchor)]
    alone = (anchor for line in own if is_keywords(line, ctx) for anchor in line.anchors)
    shown, head, rule = _themes(tagged or _under_label(ctx) or alone, ctx), " / ".join(heads), "links"
    found = Findings(rows=list(shown.values()))
    if not shown and head:
        declared = _declared(ctx, head)
        found.rows, rule = [theme for theme, _ in declared], sources(each for _, each in declared)
    elif tags := [each for each in ctx.page.metadata.keywords if head and _is_tag(each)]:
        agreeing = [each for each in tags if slugify(each.value) in shown]
        rule = "; ".join(filter(None, (rule, sources(agreeing))))
        if not agreeing:
            names = ", ".join(each.name for each in found.rows)
            stated = ", ".join(each.value for each in tags)
            found.problems.append(ctx.problem(AGAINST_PAGE, f"the page shows the keywords {names}, declared: {stated}"))
    found.evidence += [Evidence("themes", "name", rule)] if found.rows else []
    return found


def _themes(anchors: Iterable[Anchor], ctx: PageContext) -> dict[str, Theme]:
    """Return the keywords that links lead to, by their ids, each once."""
    found: dict[str, Theme] = {}
    for anchor in anchors:
        name = without_sign(anchor.text) or (spip.words(anchor.target) if anchor.target else "")
        if key := slugify(name):
            found.setdefault(key, Theme(id=key, name=name, url=anchor.target, country_code=country_code(name, ctx)))
    return found


def without_sign(name: str) -> str:
    """Return a keyword's name without the sign that marks it as one (`#Jeunesse`)."""
    return name.lstrip("# ")


def _is_tag(declared: Candidate) -> bool:
    """Return whether a keyword is the article's; those of `<meta name=keywords>` may be the same on all pages."""
    return declared.source.lower() == "article:tag" or declared.source.endswith(".keywords")


def _declared(ctx: PageContext, head: str) -> list[tuple[Theme, Candidate]]:
    """Return the declared keywords that a link or the article's head confirms: for any but an article's tags, both."""
    linked = _themes((anchor for line in ctx.lines for anchor in line.anchors if anchor.kind == "mot"), ctx)
    site = [ctx.portal.name, *ctx.words["frame"]["names"]]
    found: dict[str, tuple[Theme, Candidate]] = {}
    for each in ctx.page.metadata.keywords:
        key = slugify(each.value)
        confirmed = (key in linked, contains(head, [each.value]) is not None)
        if key and (any(confirmed) if _is_tag(each) else all(confirmed)) and not equals(each.value, site):
            own = Theme(id=key, name=each.value, country_code=country_code(each.value, ctx))
            found.setdefault(key, (linked.get(key, own), each))
    return list(found.values())


def _under_label(ctx: PageContext) -> list[Anchor]:
    """Return the links below the label, up to the first line that is anything else."""
    lines, labels = ctx.lines, ctx.words["labels"]["themes"]
    start = next((i for i, line in enumerate(lines) if starts_with(line.text, labels)), None)
    if start is None:
        return []
    anchors, marked = [], False
    for line in filter(lambda line: line.text, lines[start:]):
        are_keywords = {anchor.kind for anchor in line.anchors if anchor.kind} == {"mot"}
        if line is not lines[start] and (not line.linked or (marked and not are_keywords)):
            break
        marked = marked or are_keywords
        anchors += [anchor for anchor in line.anchors if not equals(anchor.text, labels)]
    return anchors


def is_keywords(line: Line, ctx: PageContext) -> bool:
    """Return whether a line is nothing but keywords: links marked as such, or with a keyword's address and its words;
    behind a label also links whose address leaves their kind open, when it has their words."""
    if not line.text or not line.anchors:
        return False
    labels = [*ctx.words["labels"]["themes"], *ctx.words["labels"]["keywords"]]
    kinds = {"mot", "plain"} if equals(line.unlinked, labels) else {"mot"} if line.linked else set()
    return all(_is_keyword(anchor, kinds) for anchor in line.anchors)


def _is_keyword(anchor: Anchor, kinds: set[str]) -> bool:
    named = anchor.kind in kinds and fold(without_sign(anchor.text)).startswith(fold(spip.words(anchor.target)))
    return named or (bool(kinds) and _is_tagged(anchor))


def _is_tagged(anchor: Anchor) -> bool:
    """Return whether a link is marked as one to a keyword; some themes mark sections so too."""
    return "tag" in anchor.rel and anchor.kind != "rubrique"
