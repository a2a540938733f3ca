"""A group's page -> a Group record with its sections, milestones, roles and the articles it lists.

Two forms: the group's rubrique (`-Crises-et-rehabilitation-303-`) and its presentation (`page=pays_intro`),
inside which articles are shown.
"""

import re
from collections.abc import Iterator
from itertools import dropwhile, pairwise, takewhile

from scraper import spip
from scraper.dates import find_dates
from scraper.reading import attachments
from scraper.reading.addresses import absolute
from scraper.reading.body import is_apart
from scraper.reading.context import PageContext, called
from scraper.reading.days import written
from scraper.reading.headline import after_tabs, is_tabs, presents
from scraper.reading.keywords import find_keywords
from scraper.reading.lines import Line, joined
from scraper.reading.lists import ListPage, is_date_line
from scraper.reading.mentions import bare_name, is_named, mentioned_group, named_group
from scraper.reading.numbers import section_number
from scraper.reading.page import classes
from scraper.reading.people import RoleHolder, personal_name, roles_in_prose
from scraper.reading.publication import date_problems
from scraper.reading.result import Evidence, Findings
from scraper.reading.text import equals, fold, starts_with
from scraper.records import Group, GroupMilestone, GroupSection, GroupTheme, Listing, News, Problem

LONGEST_HEADING = 90
"""Characters of the longest heading of a section."""
SHORTEST_ABSTRACT = 40
"""Characters below which the words above "Présentation du groupe" are a tab, not an abstract."""
LONGEST_NAME = 60
"""Characters of the longest name above an abstract."""
LONGEST_ON_CARD = 60
"""Characters of the longest label of a role without a colon."""
LONGEST_LABEL, LONGEST_FUNCTION = 80, 160
"""Characters of the longest label of a role, and of the longest function or organisation below a name."""
MOST_BELOW = 3
"""Lines of a role holder: name, function, organisation."""


def has_marks(lines: list[Line], ctx: PageContext) -> bool:
    """Return whether a page has what only a group's page has: a section's heading, a role's or presentation's label."""
    return any(_is_section(line, ctx) or _role_of(line, ctx) or presents(line, ctx) for line in lines)


def _is_section(line: Line, ctx: PageContext) -> bool:
    if len(line.text) > LONGEST_HEADING or line.linked or line.item or line.text.endswith((".", ";", ",")):
        return False
    return starts_with(line.text, ctx.words["groups"]["sections"]) is not None


def read_group(page: ListPage, heading: str | None) -> Findings:
    """Read a group's page. heading: its title, where one is set off. The first page of its list alone shows the group
    itself."""
    ctx, url = page.ctx, page.url
    keywords = find_keywords(ctx, [])
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
    if heading and not starts_with(heading, ctx.words["groups"]["sections"]):
        yield bare_name(heading), "heading"
    yield from ((theme, "keyword") for theme in themes if not slug or fold(theme) == fold(slug))
    if shown := _name_above_abstract(ctx):
        yield shown, "line above the abstract"
    if slug and not spip.address(url).page:
        yield slug, "address"
    yield from ((group.name, "text") for line in ctx.content if (group := mentioned_group(line.text, ctx)))


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
    ctx, above = page.ctx, set(page.above)
    held, beside = role_blocks(ctx, owner)
    text = [line for line in beside if line in above]
    blocks = attachments.file_blocks(text, ctx)
    of_files = {line for line in text if attachments.is_caption(line, blocks) or attachments.is_of_files(line, ctx)}
    text = [line for line in text if line.text and line not in of_files]
    while text and text[-1].level:  # the heading of the list below
        text.pop()
    text = [line for line in text if not is_apart(line, ctx)]
    owner.abstract = _abstract(text, owner, ctx)
    found = _sections(text[after_tabs(text, ctx) :], owner, ctx)
    paragraphs = [line.text for _, own in found for line in own]
    rows = [row for n, (heading, own) in enumerate(found, 1) for row in _section_rows(owner.id, n, heading, own, ctx)]
    rows += [row for one in [*held, *roles_in_prose(paragraphs, owner, ctx)] for row in one.rows(owner=owner)]
    return Findings(rows=rows, problems=date_problems(paragraphs, page.url, None))


def _abstract(lines: list[Line], owner: Group, ctx: PageContext) -> str | None:
    """Return the introduction: SPIP's chapo above the sections, else the text before "Présentation du groupe" on its
    line, else that between the group's name and its first section."""
    above = list(takewhile(lambda line: not _is_section(line, ctx), lines))
    if lead := [text for line in above if line.part == "lead" and (text := _unlabelled(line, ctx))]:
        return "\n\n".join(lead)
    if presented := next((line for line in lines if presents(line, ctx)), None):
        text = _unlabelled(presented, ctx)
        return text if len(text) > SHORTEST_ABSTRACT else None
    named = next((i for i, line in enumerate(above) if line.level and equals(line.text, [owner.name])), len(above))
    shown = above[named + 1 :] if len(above) < len(lines) else []
    return joined(line for line in shown if len(line.text) > SHORTEST_ABSTRACT) or None


def _unlabelled(line: Line, ctx: PageContext) -> str:
    label = presents(line, ctx)
    return re.sub(rf"\s*{re.escape(label)}\W*$", "", line.text, flags=re.IGNORECASE) if label else line.text


def _sections(lines: list[Line], owner: Group, ctx: PageContext) -> list[tuple[str, list[Line]]]:
    """Return the headed sections: every line that looks like the known section headings is one, and what names the
    group below the first; text before the first is none's. owner: with its abstract."""
    known = {line for line in lines if _is_section(line, ctx)}
    looks = {_look(line) for line in known}
    found: list[tuple[str, list[Line]]] = []
    for i, line in enumerate(lines):
        below = lines[i + 1].text if i + 1 < len(lines) else ""
        named = bool(found) and not line.linked and line.starts and is_named(line.text, owner.name, ctx)
        if line in known or ((named or _look(line) in looks) and _may_head(line, below)):
            found.append((line.text, []))
        elif found:
            found[-1][1].append(line)
    headed = dropwhile(lambda section: _is_title(*section, owner, ctx), found)
    return [(heading, own) for heading, own in headed if own]


def _is_title(heading: str, lines: list[Line], owner: Group, ctx: PageContext) -> bool:
    """Return whether the group's name above all sections is the page's title: it has no text, or the abstract's."""
    long = [line.text for line in lines if len(line.text) > SHORTEST_ABSTRACT]
    return is_named(heading, owner.name, ctx) and all(text in (owner.abstract or "") for text in long)


def _look(line: Line) -> tuple:
    return (line.level, line.styles, line.node.name if line.level else tuple(classes(line.node)))


def _may_head(line: Line, below: str) -> bool:
    """Return whether a line may be a heading: by its markup, or as few words, no sentence, above a paragraph."""
    few = len(line.text) <= LONGEST_HEADING and not line.text.endswith((".", ";", ",", ":")) and not line.item
    return bool(line.level) or (few and (bool(line.styles) or len(below) > LONGEST_HEADING))


def _section_rows(group_id: str, position: int, heading: str, lines: list[Line], ctx: PageContext) -> Iterator:
    """Yield the record of a section, and those of its milestones: the dated list items, or dated paragraphs."""
    yield GroupSection(group_id=group_id, position=position, heading=heading, text=joined(lines))
    if not starts_with(heading, ctx.words["groups"]["milestones"]):
        return
    for place, line in enumerate([line for line in lines if line.item] or lines, 1):
        for span in find_dates(line.text)[:1]:
            yield GroupMilestone(
                group_id=group_id,
                position=place,
                text=line.text.rstrip(" ;"),
                starts=written(span.start),
                ends=written(span.end),
                precision=span.precision,
            )


def role_blocks(ctx: PageContext, owner: Group) -> tuple[list[RoleHolder], list[Line]]:
    """Return a group's labelled roles, and its lines but for those from such a block down to the next section."""
    found, beside, past, i = [], [], False, 0
    while i < len(ctx.content):
        held, length = _holder(ctx.content[i : i + 1 + MOST_BELOW], owner, ctx)
        past = bool(held) or (past and not _is_section(ctx.content[i], ctx))
        found += [held] if held else []
        beside += [] if past else [ctx.content[i]]
        i += length
    return found, beside


def _role_of(line: Line, ctx: PageContext, *, card: bool = False) -> str | None:
    """Return the role that a line is the label of: `Référent à CUF :`, alone or with the name after its colon. card:
    whether a few words need no colon, as on a card with the name."""
    label, colon, _ = line.text.partition(":")
    few = card and len(label) <= LONGEST_ON_CARD and not label.endswith(".")
    if len(label) > LONGEST_LABEL or not (colon or few):
        return None
    roles, words = ("vice_president", "president", "referent"), ctx.words["groups"]
    return next((role for role in roles if starts_with(label, words[role])), None)


def _holder(lines: list[Line], owner: Group, ctx: PageContext) -> tuple[RoleHolder | None, int]:
    """Return who holds a role, with function and organisation, as a label and the lines below it have it, and the
    number of these lines; None and 1 where the first is no such label, or no name is behind it."""
    name_first = _is_name_above_role(lines, ctx)
    label = lines[name_first]
    role = _role_of(label, ctx, card=True)
    if role is None:
        return None, 1
    rest = lines[0].text if name_first else label.text.partition(":")[2].strip()
    below = takewhile(lambda line: _is_of_holder(line, ctx), lines[1 + name_first :])
    texts = [*([rest] if rest else []), *(line.text for line in below)][:MOST_BELOW]
    first, _, function = texts[0].partition(",") if texts else ("", "", "")
    name = personal_name(first)
    if name is None:
        return None, 1
    beside = [text for text in (function.strip(), *texts[1:]) if text]
    organisation = beside[-1] if len(beside) > 1 else None
    return RoleHolder(name, role, owner, beside[0] if beside else None, organisation), len(texts) + (
        not rest
    ) + name_first


def _is_name_above_role(lines: list[Line], ctx: PageContext) -> bool:
    """Return whether the first line is a name and the next its role, as cards of people have them: no other name is
    below, whose role it would be."""
    if len(lines) < 2 or _role_of(lines[0], ctx, card=True) or personal_name(lines[0].text) is None:
        return False
    behind, below = lines[1].text.partition(":")[2].strip(), lines[2].text.partition(",")[0] if lines[2:] else ""
    return _role_of(lines[1], ctx, card=True) is not None and not behind and personal_name(below) is None


def _is_of_holder(line: Line, ctx: PageContext) -> bool:
    """Return whether a line below a role's label may be a name, a function or an organisation."""
    leads_away = line.linked and not line.anchors[0].href.startswith("mailto:")
    if not line.text or line.level or leads_away or len(line.text) > LONGEST_FUNCTION:
        return False
    return not is_date_line(line) and _role_of(line, ctx) is None


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
