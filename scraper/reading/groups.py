"""A group's page -> a Group record with its sections, milestones, roles and the articles it lists.

Two forms: the group's rubrique (`-Crises-et-rehabilitation-303-`) and its presentation (`page=pays_intro`),
inside which articles are shown.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import dropwhile, groupby, pairwise, takewhile, zip_longest

from bs4 import Tag

from scraper import spip
from scraper.reading import attachments
from scraper.reading.addresses import absolute
from scraper.reading.body import is_apart
from scraper.reading.context import PageContext, called
from scraper.reading.days import written
from scraper.reading.elements import is_within
from scraper.reading.headline import after_tabs, is_tabs, presents
from scraper.reading.keywords import find_keywords
from scraper.reading.lines import OPENS_PANEL, Line, joined
from scraper.reading.lists import ListPage
from scraper.reading.mentions import bare_name, is_named, kind_of_group, mentioned_group, named_group
from scraper.reading.numbers import section_number
from scraper.reading.officers import is_label_of_group, read_officers, role_of
from scraper.reading.page import classes, is_panel
from scraper.reading.people import RoleHolder, roles_in_prose
from scraper.reading.pieces import LinePiece
from scraper.reading.prose import PlainText, formatted
from scraper.reading.publication import date_problems
from scraper.reading.result import Evidence, Findings
from scraper.reading.text import contains, equals, fold, starts_with
from scraper.reading.timeline import date_alone, read_time_line
from scraper.records import Group, GroupMilestone, GroupSection, GroupTheme, Listing, News, Problem

LONGEST_HEADING = 90
"""Characters of the longest heading of a section."""
SHORTEST_ABSTRACT = 40
"""Characters below which the words above "Présentation du groupe" are a tab, not an abstract."""
LONGEST_NAME = 60
"""Characters of the longest name above an abstract."""

_SIGNS = " –—-:,()|·•"
_NUMBER = re.compile(r"^\W*\d{1,2}(?:\W*\s|[.)]\s*)")
"""The number before a section's heading."""


def has_marks(lines: list[Line], ctx: PageContext) -> bool:
    """Return whether a page has what only a group's page has: a section's heading, a role's or presentation's label."""
    return any(_is_section(line, ctx) or role_of(line.text, ctx) or presents(line, ctx) for line in lines)


def _is_section(line: Line, ctx: PageContext) -> bool:
    if _leads_away(line) or (line.item and not line.level) or not _is_short(line):
        return False
    if presents(line, ctx) and not line.level:
        return False
    return starts_with(_unnumbered(line.text), ctx.words["groups"]["sections"]) is not None


def _headings(lines: list[Line], ctx: PageContext) -> set[Line]:
    """Return the lines that have the words of a section's heading: headings and what opens a panel alone, where any is
    one, for milestones begin with such words too ("Création du groupe")."""
    worded = {line for line in lines if _is_section(line, ctx)}
    return {line for line in worded if line.level or OPENS_PANEL in line.styles} or worded


def _leads_away(line: Line) -> bool:
    """Return whether a line is a link, and no heading that opens its own section."""
    return line.linked and not (line.level and all(anchor.href.startswith("#") for anchor in line.anchors))


def lines_of_group(page: ListPage) -> list[Line]:
    """Return the lines about a group itself: those above the list of its articles, and its sections where they are
    below that, beside a column with news, down to the next article."""
    ctx, above = page.ctx, page.above
    if not page.entries or any(_is_section(line, ctx) for line in above):
        return above
    listed = page.listed
    for is_listed, run in groupby(ctx.content[len(above) :], lambda line: line in listed):
        own = list(run)
        if not is_listed and any(line.level and _is_section(line, ctx) for line in own):
            return [*above, *dropwhile(lambda line: not _may_begin(line, ctx), own)]
    return above


def _may_begin(line: Line, ctx: PageContext) -> bool:
    """Return whether a line may be the first about a group: a section's heading, or a paragraph of its abstract."""
    return _is_section(line, ctx) if line.level else len(line.text) > SHORTEST_ABSTRACT and not line.linked


def _unnumbered(heading: str) -> str:
    return _NUMBER.sub("", heading)


def read_group(page: ListPage, heading: str | None) -> Findings:
    """Read a group's page. heading: its title, where one is set off. The first page of its list alone shows the group
    itself."""
    ctx, url = page.ctx, page.url
    keywords = find_keywords(ctx, [], others=page.listed)
    found = Findings(problems=keywords.problems)
    name, rule = next(_names(ctx, heading, [theme.name for theme in keywords.rows], url), (None, ""))
    if name is None:
        detail = "name: nothing on the page names the group"
        found.problems.append(Problem(url=url, rule="missing_field", detail=detail))
        return found
    found.kind, owner = "group", named_group(name, ctx)
    owner.url, owner.spip_id = url, section_number(ctx, url)
    # The section of the former groups lists the news of the whole site: docs/decisions.md, 6.
    found.rows += page.listings("news") if owner.kind == "former" else page.listings("group", owner.id)
    if spip.address(ctx.url).offsets:
        found.rows.append(owner)
        return found
    found.subject = owner
    found.evidence.append(Evidence("groups", "name", rule))
    found.rows += keywords.rows + [GroupTheme(group_id=owner.id, theme_id=theme.id) for theme in keywords.rows]
    found.rows += attachments.attached(page.above, ctx, group_id=owner.id)
    found.add(_read_text(page, owner))
    return found


def _names(ctx: PageContext, heading: str | None, themes: list[str], url: str) -> Iterator[tuple[str, str]]:
    """Yield the names that a page may give its group, with the rules that found them, the surest first."""
    slug = spip.words(url)
    heading = heading or called(ctx, url) or _called_by_tab(ctx, url)
    shown = heading or next((line.text for line in ctx.content if line.level), "")
    if section := _section_in(shown, ctx, url):
        yield section, "section in the heading"
    if section := _section_above(shown, ctx, url):
        yield section, "section before the heading on the way to the page"
    if heading and not starts_with(heading, ctx.words["groups"]["sections"]):
        yield bare_name(heading), "heading"
    yield from ((theme, "keyword") for theme in themes if not slug or fold(theme) == fold(slug))
    if slug and not spip.address(url).page:
        yield slug, "address"
    yield from ((group.name, "text") for line in ctx.content if (group := mentioned_group(line.text, ctx)))


def _section_in(heading: str, ctx: PageContext, url: str) -> str | None:
    """Return the name of a section, as the page links to it, amid the words of a group's heading ("Mali : qui
    sommes-nous ?"): the page's own, and for a presentation any section's, of several a group's, else the longest."""
    is_presentation = spip.address(url).page is not None
    linked = {
        anchor.text
        for line in ctx.lines
        for anchor in line.anchors
        if anchor.kind == "rubrique"
        and not anchor.href.startswith("#")
        and (not spip.address(anchor.target).page if is_presentation else anchor.target == url)
    }
    named = {name for name in linked if contains(heading, [name]) and not equals(name, ctx.words["frame"]["news"])}
    best = max(named, key=lambda name: (kind_of_group(name, ctx) is not None, len(name)), default=None)
    return best if best and fold(best) != fold(bare_name(heading)) else None


def _section_above(heading: str, ctx: PageContext, url: str) -> str | None:
    """Return the section before a presentation's own heading on the way to the page ("Accueil / Mali / Qui sommes-nous
    ?"), in one line or piece by piece, where that is a group's and the heading none, or the heading is that of any
    presentation."""
    if spip.address(url).page is None or not heading or kind_of_group(heading, ctx):
        return None
    introduces = starts_with(heading, ctx.words["groups"]["introductions"])
    link = None
    for line in (line for line in ctx.lines if line.text and not line.level):
        if line.anchors:
            link = line.anchors[-1]
        if fold(line.unlinked).endswith(fold(heading)):
            if link and link.kind == "rubrique" and (introduces or kind_of_group(link.text, ctx)):
                return link.text
        elif not line.anchors:
            link = None
    return None


def _called_by_tab(ctx: PageContext, url: str) -> str | None:
    """Return the group's name in the menus, for a presentation whose first tab leads to the group's section."""
    for above, tabs in pairwise(ctx.lines):
        if spip.address(url).page and presents(above, ctx) and is_tabs(tabs, ctx.words["labels"]["tabs"]):
            sections = (spip.without_offset(a.target) for a in tabs.anchors if a.kind == "rubrique")
            return next((called(ctx, section) or spip.words(section) for section in sections), None)
    return None


def _name_above_abstract(ctx: PageContext) -> str | None:
    """Return the name, a few words, that a theme's presentation shows right above its abstract."""
    for above, line in pairwise(ctx.content):
        if len(line.text) > SHORTEST_ABSTRACT and presents(line, ctx):
            is_name = 0 < len(above.text) <= LONGEST_NAME and not above.linked and not above.text.endswith(".")
            return above.text if is_name else None
    return None


def _read_text(page: ListPage, owner: Group) -> Findings:
    """Read the text of a group's page: its abstract, which the group gets, sections, milestones and roles."""
    ctx = page.ctx
    of_list = {*ctx.content} - {*lines_of_group(page)}
    held, beside = role_blocks(ctx, owner)
    text = [line for line in beside if line not in of_list]
    blocks = attachments.file_blocks(text, ctx)
    of_files = {line for line in text if line in blocks or attachments.is_of_files(line, ctx)}
    text = [line for line in text if line.text and line not in of_files]
    # The heading of the list below, and the section of its first article.
    while text and (text[-1].level or is_named(text[-1].text, owner.name, ctx)):
        text.pop()
    empty = ctx.words["labels"]["empty"]
    text = [line for line in text if not is_apart(line, ctx) and not starts_with(line.text, empty)]
    owner.abstract = _abstract(text, owner, ctx)
    # Ways to the group's pages, "Présentation" among them, may be below its sections too.
    above = list(takewhile(lambda line: not _is_section(line, ctx) or presents(line, ctx), text))
    found = _sections(text[after_tabs(above, ctx) :], owner, ctx)
    if found and not owner.abstract and _is_abstract(*found[0], ctx):
        owner.abstract = joined(line for line in found.pop(0)[1] if not _is_way(line))
    paragraphs = [line.text for _, own in found for line in own]
    rows = [row for n, (heading, own) in enumerate(found, 1) for row in _section_rows(owner.id, n, heading, own, ctx)]
    sections = [row for row in rows if isinstance(row, GroupSection)]
    texts = [PlainText("sections", row.position, row.text, own) for row, (_, own) in zip(sections, found, strict=True)]
    rows += formatted("groups", owner.id, texts, [line for _, own in found for line in own], ctx)
    rows += [row for one in [*held, *roles_in_prose(paragraphs, owner, ctx)] for row in one.rows(owner=owner)]
    return Findings(rows=rows, problems=date_problems(paragraphs, page.url, None))


def _abstract(lines: list[Line], owner: Group, ctx: PageContext) -> str | None:
    """Return the introduction: SPIP's chapo above the sections, else the text before "Présentation du groupe" on its
    line, else that between the heading with the group's name and its first section; without sections, a paragraph alone
    there."""
    # Above the title may be a way to the page, that ends with "Présentation".
    title = next((i for i, line in enumerate(lines) if line.slot == "title"), 0)
    lines = lines[title:]
    above = list(takewhile(lambda line: not _is_section(line, ctx), lines))
    if lead := [text for line in above if line.part == "lead" and (text := _unlabelled(line, ctx))]:
        return "\n\n".join(lead)
    presented = (text for line in lines if presents(line, ctx) and (text := _unlabelled(line, ctx)))
    if text := next((text for text in presented if len(text) > SHORTEST_ABSTRACT), None):
        return text
    named = next((i for i, line in enumerate(above) if _names_group(line, owner, ctx)), len(above))
    shown = [line for line in above[named + 1 :] if len(line.text) > SHORTEST_ABSTRACT]
    return joined(shown) if shown and (len(above) < len(lines) or len(shown) == 1) else None


def _names_group(line: Line, owner: Group, ctx: PageContext) -> bool:
    """Return whether a line is the page's title, a heading with the group's name, or the name alone."""
    if line.level:
        return line.slot == "title" or contains(line.text, [owner.name]) is not None
    return not line.anchors and is_named(line.text, owner.name, ctx)


def _is_abstract(heading: str, lines: list[Line], ctx: PageContext) -> bool:
    """Return whether the first section of a group is its abstract under a tab or heading: one paragraph, and perhaps a
    link to the rest."""
    own = [line for line in lines if not _is_way(line)]
    return len(own) == 1 and starts_with(heading, ctx.words["groups"]["introductions"]) is not None


def _unlabelled(line: Line, ctx: PageContext) -> str:
    label = presents(line, ctx)
    return re.sub(rf"\s*{re.escape(label)}\W*$", "", line.text, flags=re.IGNORECASE) if label else line.text


def _sections(lines: list[Line], owner: Group, ctx: PageContext) -> list[tuple[str, list[Line]]]:
    """Return the headed sections: every line that looks like the known section headings is one, and what names the
    group below the first; text before the first is none's. owner: with its abstract."""
    known = _headings(lines, ctx)
    lines = _down_to_last_section(lines, known)
    looks = {_look(line) for line in known}
    panels = {line: panel for line in known if (panel := _panel(line, lines, ctx))}
    found: list[tuple[str, list[Line]]] = []
    heads: list[Line] = []
    for i, line in enumerate(lines):
        below = lines[i + 1].text if i + 1 < len(lines) else ""
        named = bool(found) and not line.linked and line.starts and is_named(_unnumbered(line.text), owner.name, ctx)
        if line in known or ((named or _look(line) in looks) and _may_head(line, below)):
            while found and found[-1][1] and _NUMBER.fullmatch(f"{found[-1][1][-1].text} "):
                found[-1][1].pop()
            found.append((_unnumbered(line.text), []))
            heads.append(line)
        elif found and (heads[-1] not in panels or is_within(line.node, panels[heads[-1]])):
            found[-1][1].append(line)
    _end_last(found, heads)
    headed = dropwhile(lambda section: _is_title(*section, owner, ctx), found)
    sections = ctx.words["groups"]["sections"]
    return [(heading, own) for heading, own in headed if own and (starts_with(heading, sections) or not _are_ways(own))]


def _down_to_last_section(lines: list[Line], headings: set[Line]) -> list[Line]:
    """Return lines down to the last one in the element that holds all headings of sections: not an appeal below it."""
    if len(headings) < 2:
        return lines
    shared = set.intersection(*({id(tag) for tag in line.node.parents} for line in headings))
    inside = [i for i, line in enumerate(lines) if shared <= {id(tag) for tag in line.node.parents}]
    return lines[: inside[-1] + 1]


def _are_ways(lines: list[Line]) -> bool:
    """Return whether lines are links to other pages of the portal, perhaps dated, as in a list of what is to come."""
    return all(map(_is_way, lines))


def _is_way(line: Line) -> bool:
    beside = line.unlinked.strip(_SIGNS)
    return bool(line.anchors) and all(a.target for a in line.anchors) and (not beside or bool(date_alone(beside)))


def _panel(heading: Line, lines: list[Line], ctx: PageContext) -> Tag | None:
    """Return the element that a heading opens, a tab's or an accordion's, where it holds text; None for any other."""
    if is_panel(heading.node):
        return heading.node
    opens = [tag for tag in (heading.node, *heading.node.find_all(["a", "button"])) if "aria-controls" in tag.attrs]
    panel = ctx.page.outline.anchors.get(opens[0].attrs["aria-controls"]) if opens else None
    return panel if panel is not None and any(is_within(line.node, panel) for line in lines) else None


def _end_last(found: list[tuple[str, list[Line]]], heads: list[Line]) -> None:
    """Take off what is below the last section and outside of its element, where each section has one."""
    if len(heads) < 2:
        return
    _, last = found[-1]
    headings_in = Counter(id(tag) for line in heads for tag in (line.node, *line.node.parents))
    *above, own = (_own_element(line, headings_in) for line in heads)
    placed = [is_within(line.node, tag) for (_, lines), tag in zip(found, above, strict=False) for line in lines]
    if placed and all(placed):
        last[:] = [line for line in last if is_within(line.node, own)] or last


def _own_element(heading: Line, headings_in: Counter) -> Tag:
    """Return the widest element around a heading that no other heading is in. headings_in: how many are in each, by
    id()."""
    *_, widest = [heading.node, *takewhile(lambda tag: headings_in[id(tag)] == 1, heading.node.parents)]
    return widest


def _is_title(heading: str, lines: list[Line], owner: Group, ctx: PageContext) -> bool:
    """Return whether what is above all sections is the page's title (the group's name, or that of any presentation),
    which has no text, or anything with the abstract alone."""
    long = [line.text for line in lines if len(line.text) > SHORTEST_ABSTRACT]
    heads = is_named(heading, owner.name, ctx) or starts_with(heading, ctx.words["groups"]["introductions"])
    return bool(heads or long) and all(text in (owner.abstract or "") for text in long)


def _look(line: Line) -> tuple:
    return (line.level, line.styles, line.node.name if line.level else tuple(classes(line.node)))


def _may_head(line: Line, below: str) -> bool:
    """Return whether a line may be a heading: by its markup, or as few words, no sentence, above a paragraph."""
    if date_alone(line.text):
        return False
    few = _is_short(line) and not line.text.endswith(":") and not line.item
    return (
        bool(line.level) or line.node.name == "summary" or (few and (bool(line.styles) or len(below) > LONGEST_HEADING))
    )


def _section_rows(group_id: str, position: int, heading: str, lines: list[Line], ctx: PageContext) -> Iterator:
    """Yield the record of a section, and those of its milestones."""
    if not starts_with(heading, ctx.words["groups"]["milestones"]):
        yield GroupSection(group_id=group_id, position=position, heading=heading, text=joined(lines))
        return
    text, entries = read_time_line(lines)
    yield GroupSection(group_id=group_id, position=position, heading=heading, text=text)
    for place, entry in enumerate(entries, 1):
        if entry.span:
            yield GroupMilestone(
                group_id=group_id,
                position=place,
                text=entry.text.rstrip(" ;"),
                starts=written(entry.span.start),
                ends=written(entry.span.end),
                precision=entry.span.precision,
            )


def own_lines(ctx: PageContext) -> list[Line]:
    """Return a page's lines without its frame. What the portal heads sections and roles with is none below the title,
    though as many pages have it."""
    content, titled, found = {*ctx.content}, False, []
    for line, after in zip_longest(ctx.lines, ctx.lines[1:]):
        titled = titled or line.slot == "title"
        if line in content or (titled and line.slot == "frame" and _is_of_groups(line, after in content, ctx)):
            found.append(line)
    return found


def _is_of_groups(line: Line, heads_text: bool, ctx: PageContext) -> bool:
    """Return whether a line that many pages have is a heading, a label or a date of groups. heads_text: whether text
    follows: the year of a milestone."""
    if line.frame or line.linked:
        return False
    is_date = heads_text and date_alone(line.text) is not None
    return is_date or _is_section(line, ctx) or is_label_of_group(line.text, ctx)


def role_blocks(ctx: PageContext, owner: Group) -> tuple[list[RoleHolder], list[Line]]:
    """Return a group's labelled roles, and its lines but for those from such a block, with its title, down to the next
    section."""
    lines = own_lines(ctx)
    headings = _headings(lines, ctx)
    found, of_holders = read_officers(lines, owner, ctx, headings)
    beside, past = [], False
    for line in lines:
        begins = line in of_holders and not past
        past = line in of_holders or (past and line not in headings)
        while begins and _heads_block(beside, line):
            beside.pop()
        beside += [] if past else [line]
    return found, beside


def _heads_block(above: list[Line], block: Line) -> bool:
    """Return whether the last of the lines above a block is the block's title: few words that are nearer to it in the
    markup than to what is above them."""
    shown = [line for line in above if line.text][-2:]
    if len(shown) < 2 or above[-1] is not shown[-1] or not _is_short(shown[-1]):
        return False
    before, title, below = (LinePiece(line.text, line, line.node) for line in (*shown, block))
    return title.depth_with(below) > title.depth_with(before)


def _is_short(line: Line) -> bool:
    return len(line.text) <= LONGEST_HEADING and not line.text.endswith((".", ";", ","))


def own_group(ctx: PageContext, subject: News) -> list[Group | Listing]:
    """Return the group in whose template an article was asked for, named as the page shows it, and its listing."""
    presentation = _presentation(ctx.page.url, ctx) or _presentation(ctx.asked, ctx)
    if presentation is None:
        return []
    abstract = next((line.text for line in ctx.content if presents(line, ctx)), "")
    name = _name_above_abstract(ctx)
    owner = named_group(name, ctx) if name else mentioned_group(abstract, ctx)
    listed = Listing(list_url=presentation, url=ctx.url, kind="group", title=subject.title)
    if owner is None:
        return [listed]
    listed.group_id, owner.spip_id = owner.id, spip.address(presentation).number
    return [owner, listed]


def linked_inside(ctx: PageContext) -> list[Listing]:
    """Return the articles to which a page links inside a group, each once for each group. A link's words may be a
    label's, so they are no title."""
    inside = [anchor for line in ctx.lines for anchor in line.anchors if "id_rubrique" in anchor.href]
    shown = ((_presentation(absolute(ctx.base, anchor.href) or "", ctx), anchor.target) for anchor in inside)
    pairs = dict.fromkeys((presentation, url) for presentation, url in shown if presentation and url)
    return [Listing(list_url=presentation, url=url, kind="group") for presentation, url in pairs]


def _presentation(url: str, ctx: PageContext) -> str | None:
    """Return the address of the presentation of the group inside which an address shows an article, or None."""
    words = ctx.words["groups"]
    number = spip.section_around(url) if spip.address(url).page == words["article"] else None
    return number and ctx.portal.canonical(f"/spip.php?page={words['presentation']}&id_rubrique={number}")
