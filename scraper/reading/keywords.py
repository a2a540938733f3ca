"""The keywords (SPIP: mots) of a page, from rel=tag, from the block under the portal's label, from their addresses."""

from urllib.parse import unquote

from scraper import spip
from scraper.portal import Portal
from scraper.reading.countries import country_code
from scraper.reading.lines import Anchor, Line
from scraper.reading.page import ParsedPage
from scraper.reading.text import equals, fold, starts_with
from scraper.records import Problem, Theme, slugify


def keywords(
    page: ParsedPage, lines: list[Line], own: list[Line], portal: Portal, problems: list[Problem]
) -> list[Theme]:
    """The keywords of the page's own subject, in page order, each once. lines: all of the page's; own: those in which
    keywords without a label are its own."""
    tagged = [anchor for line in lines for anchor in line.anchors if "tag" in anchor.rel]
    found: dict[str, Theme] = {}
    for anchor in tagged or _under_label(lines, portal, page.base) or _alone(own, portal, page.base):
        theme = _theme(anchor, page, portal)
        if theme:
            found.setdefault(theme.id, theme)
    if not found and _has_words_without_links(lines, portal):
        problems.append(Problem(url=page.url, rule="missing_field", detail="themes: the keyword block has no links"))
    return list(found.values())


def _under_label(lines: list[Line], portal: Portal, base: str) -> list[Anchor]:
    """The links below the label, up to the first line that is anything else."""
    labels = portal.words["labels"]["themes"]
    start = next((i for i, line in enumerate(lines) if starts_with(line.text, labels)), None)
    if start is None:
        return []
    anchors = [anchor for anchor in lines[start].anchors if not equals(anchor.text, labels)]
    marked = _kinds(lines[start], portal, base) == {"mot"}
    for line in lines[start + 1 :]:
        if not line.text:
            continue
        if not line.linked:
            break
        kinds = _kinds(line, portal, base)
        if marked and kinds != {"mot"}:
            break
        marked = marked or kinds == {"mot"}
        anchors += line.anchors
    return anchors


def _alone(content: list[Line], portal: Portal, base: str) -> list[Anchor]:
    """The links of lines that are nothing but keywords."""
    shown = (line for line in content if is_keywords(line, portal, base))
    return [anchor for line in shown for anchor in line.anchors]


def is_keywords(line: Line, portal: Portal, base: str) -> bool:
    """Whether a line is nothing but keywords: links that say so, or have a keyword's address and its words; behind a
    label also links whose address does not tell what it is of, when it is made of their words."""
    if not line.text or not line.anchors:
        return False
    labels = [*portal.words["labels"]["themes"], *portal.words["labels"]["keywords"]]
    kinds = {"mot", "plain"} if equals(line.unlinked, labels) else {"mot"} if line.linked else set()
    return all(_is_keyword(anchor, kinds, portal, base) for anchor in line.anchors)


def _is_keyword(anchor: Anchor, kinds: set[str], portal: Portal, base: str) -> bool:
    if "tag" in anchor.rel and kinds:
        return True
    url = portal.canonical(anchor.href, base)
    return url is not None and spip.address(url).kind in kinds and fold(anchor.text).startswith(fold(spip.words(url)))


def _kinds(line: Line, portal: Portal, base: str) -> set[str]:
    return {spip.address(url).kind for a in line.anchors if (url := portal.canonical(a.href, base))}


def _theme(anchor: Anchor, page: ParsedPage, portal: Portal) -> Theme | None:
    url = portal.canonical(anchor.href, page.base)
    name = anchor.text or (unquote(spip.address(url).slug or "").replace("-", " ") if url else "")
    if not name or not slugify(name):
        return None
    return Theme(id=slugify(name), name=name, url=url, country_code=country_code(name, portal))


def _has_words_without_links(lines: list[Line], portal: Portal) -> bool:
    labels = portal.words["labels"]["themes"]
    return any(
        equals(line.text, labels) and i + 1 < len(lines) and not lines[i + 1].anchors for i, line in enumerate(lines)
    )
