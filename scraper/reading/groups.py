"""A group's page -> a Group record with its sections, milestones, roles and the articles it lists.

Two forms: the group's rubrique (`-Crises-et-rehabilitation-303-`) and its presentation (`page=pays_intro`),
inside which articles are shown.
"""

import itertools
import re

from scraper import spip
from scraper.dates import find_dates
from scraper.portal import Portal
from scraper.reading import attachments, people
from scraper.reading.addresses import absolute
from scraper.reading.body import is_apart
from scraper.reading.context import PageContext, called, own_titles
from scraper.reading.days import written
from scraper.reading.headline import after_tabs, is_tabs, presents
from scraper.reading.keywords import find_keywords
from scraper.reading.lines import Line, joined
from scraper.reading.lists import ListPage, is_date_line
from scraper.reading.mentions import bare_name, country_code, is_named, kind_of_group, mentioned_group
from scraper.reading.numbers import section_number
from scraper.reading.page import classes
from scraper.reading.people import roles_in_prose
from scraper.reading.publication import date_problems
from scraper.reading.result import Evidence, Findings
from scraper.reading.text import equals, fold, starts_with
from scraper.records import Group, GroupMilestone, GroupSection, GroupTheme, Listing, News, Problem, slugify

LONGEST_HEADING = 90
"""Characters of the longest heading of a section."""
SHORTEST_ABSTRACT = 40
"""Characters below which the words above "Présentation du groupe" are a tab, not an abstract."""
_CAPITALS = re.compile(r"^[^a-zà-ÿ]+$")


def has_marks(lines: list[Line], portal: Portal) -> bool:
    """Return whether a page has what only a group's page has: a section heading, a labelled role, a presentation's
    label."""
    words, labels = portal.words["groups"], portal.words["labels"]
    roles = [*words["president"], *words["referent"]]
    for line in lines:
        if len(line.text) > 120:
            if presents(line, portal):
                return True
            continue
        if _is_section(line, portal) or (starts_with(line.text, roles) and ":" in line.text):
            return True
    return any(equals(line.text, labels["presentation"]) for line in lines)


def _is_section(line: Line, portal: Portal) -> bool:
    return (
        len(line.text) <= LONGEST_HEADING
        and not line.linked
        and not line.item
        and starts_with(line.text, portal.words["groups"]["sections"]) is not None
        and not line.text.endswith((".", ";", ","))
    )


def read_group(page: ListPage, heading: str | None) -> Findings:
    """Read a group's page. heading: its title, where one is set off. The first page of its list alone shows the group
    itself."""
    ctx, url = page.ctx, page.url
    keywords = find_keywords(ctx, [])
    found = Findings(problems=keywords.problems)
    name, rule = _name(ctx, heading, [theme.name for theme in keywords.themes], url)
    if not name:
        detail = "name: nothing on the page names the group"
        found.problems.append(Problem(url=url, rule="missing_field", detail=detail))
        return found
    found.kind, owner = "group", group(name, url, ctx.portal)
    owner.spip_id = section_number(ctx, url)
    # The section of the former groups lists the news of the whole site: docs/decisions.md.
    found.rows += page.listings("news") if owner.kind == "former" else page.listings("group", owner.id)
    if spip.address(ctx.url).offsets:
        found.rows.append(owner)
        return found
    found.subject = owner
    found.evidence.append(Evidence("groups", "name", rule))
    found.rows += [
        row for theme in keywords.themes for row in (theme, GroupTheme(group_id=owner.id, theme_id=theme.id))
    ]
    found.rows += attachments.attached(page.above, ctx, group_id=owner.id)
    found.add(_read_text(page, owner))
    return found


def _name(ctx: PageContext, heading: str | None, themes: list[str], url: str) -> tuple[str, str]:
    """Return the group's name and the rule that found it: the one shown, the one in the site's menus, or the head's."""
    heading = heading or called(ctx, url) or _called_by_tab(ctx, url)
    if heading is None and (spip.address(url).page or not spip.words(url)):
        heading = next(iter(own_titles(ctx)), None)
    return group_name(ctx.content, heading, themes, url, ctx.portal)


def _called_by_tab(ctx: PageContext, url: str) -> str | None:
    """Return the group's name in the menus, for a presentation whose first tab leads to the group's section."""
    if not spip.address(url).page:
        return None
    below = (line for above, line in itertools.pairwise(ctx.lines) if presents(above, ctx.portal))
    tabs = next(below, None)
    if tabs is None or not is_tabs(tabs, ctx.words["labels"]["tabs"]):
        return None
    section = next((anchor.target for anchor in tabs.anchors if anchor.kind == "rubrique"), None)
    return section and (called(ctx, spip.without_offset(section)) or spip.words(section))


def _read_text(page: ListPage, owner: Group) -> Findings:
    """Read the text of a group's page: its abstract, which the group gets, sections, milestones and roles."""
    ctx, portal = page.ctx, page.ctx.portal
    held, role_lines = role_blocks(ctx.content, owner, portal)
    text = beside_roles(page.above, role_lines, portal)
    blocks = attachments.file_blocks(text, ctx)
    text = [line for line in text if line.text and not attachments.is_caption(line, blocks)]
    text = [line for line in text if not attachments.is_of_files(line, ctx)]
    while text and text[-1].level:  # the heading of the list below
        text.pop()
    text = [line for line in text if not is_apart(line, portal)]
    owner.abstract = abstract(text, owner, portal)
    found = sections(text[after_tabs(text, portal) :], owner, portal)
    paragraphs = [line.text for _, own in found for line in own]
    rows = section_rows(owner.id, found, portal)
    rows += [row for one in [*held, *roles_in_prose(paragraphs, owner, portal)] for row in one.rows(owner=owner)]
    return Findings(rows=rows, problems=date_problems(paragraphs, page.url, None))


def group_name(lines: list[Line], heading: str | None, themes: list[str], url: str, portal: Portal) -> tuple[str, str]:
    """Return the group's name and the rule that found it: heading, keyword, line above the abstract, slug, text."""
    slug = spip.words(url)
    if heading and not starts_with(heading, portal.words["groups"]["sections"]):
        return bare_name(heading, portal), "heading"
    for theme in themes:
        if not slug or fold(theme) == fold(slug):
            return theme, "keyword"
    if shown := name_above_abstract(lines, portal):
        return shown, "line above the abstract"
    if slug and not spip.address(url).page:
        return slug, "address"
    for line in lines:
        group = mentioned_group(line.text, portal)
        if group:
            return group.name, "text"
    return (themes[0], "keyword") if len(themes) == 1 else ("", "")


def name_above_abstract(lines: list[Line], portal: Portal) -> str | None:
    """Return the name, a few words, that a theme's presentation shows right above its abstract."""
    for above, line in itertools.pairwise(lines):
        if len(line.text) > SHORTEST_ABSTRACT and presents(line, portal):
            few = 0 < len(above.text) <= 60 and not above.linked and not above.text.endswith(".")
            return above.text if few else None
    return None


def group(name: str, url: str, portal: Portal) -> Group:
    """Return the group's own record, its dependants apart."""
    return Group(
        id=slugify(name),
        name=name,
        kind=kind_of_group(name, portal) or "thematic",
        country_code=country_code(name, portal),
        url=url,
    )


def abstract(lines: list[Line], owner: Group, portal: Portal) -> str | None:
    """Return the introduction: the text before, or on the line of, "Présentation du groupe", else that above the
    sections."""
    above = itertools.takewhile(lambda line: not _is_section(line, portal), lines)
    lead = [_unlabelled(line, portal) for line in above if line.part == "lead"]
    if any(lead):
        return "\n\n".join(filter(None, lead))
    for i, line in enumerate(lines):
        if presents(line, portal):
            above = (other.text for other in reversed(lines[:i]) if other.text and not other.linked)
            text = _unlabelled(line, portal) or next(above, "")
            return text if len(text) > SHORTEST_ABSTRACT else None
    return _between(lines, owner, portal)


def _between(lines: list[Line], owner: Group, portal: Portal) -> str | None:
    """Return the text between the group's name and its first section."""
    start = next((i for i, line in enumerate(lines) if line.level and equals(line.text, [owner.name])), None)
    end = next((i for i, line in enumerate(lines) if _is_section(line, portal)), None)
    if start is None or end is None:
        return None
    return joined([line for line in lines[start + 1 : end] if len(line.text) > SHORTEST_ABSTRACT]) or None


def _unlabelled(line: Line, portal: Portal) -> str:
    label = presents(line, portal)
    return re.sub(rf"\s*{re.escape(label)}\W*$", "", line.text, flags=re.IGNORECASE).strip() if label else line.text


def sections(lines: list[Line], owner: Group, portal: Portal) -> list[tuple[str, list[Line]]]:
    """Return the headed sections: every line that looks like the known section headings is one, and what names the
    group below the first; text before the first is none's. owner: with its abstract."""
    known = {line for line in lines if _is_section(line, portal)}
    looks = {_look(line) for line in known}
    found: list[tuple[str, list[Line]]] = []
    for i, line in enumerate(lines):
        below = lines[i + 1] if i + 1 < len(lines) else None
        named = bool(found) and not line.linked and line.starts and is_named(line.text, owner.name, portal)
        if line in known or ((named or _look(line) in looks) and _may_head(line, below)):
            found.append((line.text, []))
        elif found and (line.text or line.anchors):
            found[-1][1].append(line)
    headed = itertools.dropwhile(lambda section: _is_title(*section, owner, portal), found)
    return [(heading, own) for heading, own in headed if any(line.text for line in own)]


def _is_title(heading: str, lines: list[Line], owner: Group, portal: Portal) -> bool:
    """Return whether the group's name above all sections is the page's title: the abstract has its text, or it has
    none."""
    long = [line.text for line in lines if len(line.text) > SHORTEST_ABSTRACT]
    return is_named(heading, owner.name, portal) and all(text in (owner.abstract or "") for text in long)


def _look(line: Line) -> tuple:
    return (line.level, line.styles, line.node.name if line.level else tuple(classes(line.node)))


def _may_head(line: Line, below: Line | None) -> bool:
    """Return whether a line may be a heading: by its markup, or as few words, no sentence, above a paragraph."""
    if line.level:
        return True
    few = 0 < len(line.text) <= LONGEST_HEADING and not line.text.endswith((".", ";", ",", ":")) and not line.item
    return few and (bool(line.styles) or (below is not None and len(below.text) > LONGEST_HEADING))


def section_rows(group_id: str, found: list[tuple[str, list[Line]]], portal: Portal) -> list:
    """Return the GroupSection and GroupMilestone records."""
    rows: list = []
    for position, (heading, lines) in enumerate(found, 1):
        rows.append(GroupSection(group_id=group_id, position=position, heading=heading, text=joined(lines)))
        if starts_with(heading, portal.words["groups"]["milestones"]):
            rows += _milestones(group_id, lines)
    return rows


def _milestones(group_id: str, lines: list[Line]) -> list[GroupMilestone]:
    """Return the dated lines: list items when there are any, else every paragraph."""
    items = [line for line in lines if line.item] or [line for line in lines if line.text]
    rows = []
    for position, line in enumerate(items, 1):
        spans = find_dates(line.text)
        if spans:
            span = spans[0]
            text = line.text.rstrip(" ;")
            rows.append(
                GroupMilestone(
                    group_id=group_id,
                    position=position,
                    text=text,
                    starts=written(span.start),
                    ends=written(span.end),
                    precision=span.precision,
                )
            )
    return rows


def role_blocks(lines: list[Line], owner: Group, portal: Portal) -> tuple[list[people.RoleHolder], set[int]]:
    """Return the labelled roles of a group's page, and the positions of their lines."""
    words = portal.words["groups"]
    kinds = {"vice_president": words["vice_president"], "president": words["president"], "referent": words["referent"]}
    found, places, i = [], set(), 0
    while i < len(lines):
        role = next((r for r, labels in kinds.items() if starts_with(lines[i].text, labels)), None)
        if role is None or not _is_role_label(lines, i):
            i += 1
            continue
        held, after = _holder(lines, i, role, owner, kinds)
        if held:
            places.update(range(i, after))
            found.append(held)
        i = after
    return found, places


def beside_roles(lines: list[Line], roles: set[int], portal: Portal) -> list[Line]:
    """Return the lines without those of labelled roles and those between such a block and the next section."""
    kept, past = [], False
    for i, line in enumerate(lines):
        past = i in roles or (past and not _is_section(line, portal))
        if not past:
            kept.append(line)
    return kept


def _is_role_label(lines: list[Line], i: int) -> bool:
    """Return whether a line is `Référent à CUF :` alone, or with the name after its colon; a line of running text is
    none."""
    label, colon, rest = lines[i].text.partition(":")
    if colon:
        return len(label) <= 80 and (not rest.strip() or people.personal_name(rest.split(",")[0]) is not None)
    below = lines[i + 1].text if i + 1 < len(lines) else ""
    return len(label) <= 60 and not _CAPITALS.match(below) and people.personal_name(below) is not None


def _holder(lines: list[Line], i: int, role: str, owner: Group, kinds: dict) -> tuple[people.RoleHolder | None, int]:
    """Return the name, function and organisation below a label, and the line after them. One line below the name is an
    organisation if in capitals."""
    rest = lines[i].text.partition(":")[2].strip()
    below = [rest] if rest else []
    i += 1
    while i < len(lines) and len(below) < 3:
        line = lines[i]
        if is_date_line(line):
            break
        if not line.text:
            if line.images or line.anchors:
                break
            i += 1
            continue
        if any(starts_with(line.text, labels) for labels in kinds.values()) and _is_role_label(lines, i):
            break
        if (
            line.level
            or (line.linked and not line.anchors[0].href.startswith("mailto:"))
            or len(line.text) > 160
            or (below and people.personal_name(below[0]) is None)
        ):
            break
        below.append(line.text)
        i += 1
    if not below:
        return None, i
    first, _, tail = below[0].partition(",")
    name = people.personal_name(first)
    if name is None:
        return None, i
    texts = [tail.strip()] if tail.strip() else []
    texts += below[1:]
    organisation = texts.pop() if len(texts) > 1 or (texts and _CAPITALS.match(texts[0])) else None
    return people.RoleHolder(name, role, owner, texts[0] if texts else None, organisation), i


def own_group(ctx: PageContext, subject: News) -> list[Group | Listing]:
    """Return the group in whose template an article was asked for, named as the page shows it, and its listing."""
    presentation = next((url for url in map(_presentation(ctx.portal), (ctx.page.url, ctx.asked)) if url), None)
    if presentation is None:
        return []
    owner = _printed_group(ctx.content, ctx.portal)
    if owner:
        owner.url, owner.spip_id = None, spip.address(presentation).number
    group_id, title = owner and owner.id, subject.title
    listed = Listing(list_url=presentation, url=ctx.url, kind="group", group_id=group_id, title=title)
    return [owner, listed] if owner else [listed]


def linked_inside(ctx: PageContext) -> list[Listing]:
    """Return the articles to which a page links inside a group, each once for each group. A link's words may be a
    label's, so they are no title."""
    found: dict[tuple[str, str], Listing] = {}
    presentation_of = _presentation(ctx.portal)
    for line in ctx.lines:
        for anchor in line.anchors:
            if "id_rubrique" in anchor.href and (
                presentation := presentation_of(absolute(ctx.base, anchor.href) or "")
            ):
                url = anchor.target
                if url is not None:
                    found.setdefault((presentation, url), Listing(list_url=presentation, url=url, kind="group"))
    return list(found.values())


def _presentation(portal: Portal):
    """Return a function from an address to that of the presentation of the group inside which it shows an article."""
    words = portal.words["groups"]

    def presentation(url: str) -> str | None:
        number = spip.section_around(url) if spip.address(url).page == words["article"] else None
        return number and portal.canonical(f"/spip.php?page={words['presentation']}&id_rubrique={number}")

    return presentation


def _printed_group(content: list[Line], portal: Portal) -> Group | None:
    """Return the group that a page names above its abstract, or in it."""
    if name := name_above_abstract(content, portal):
        return group(name, "", portal)
    abstract = next((line.text for line in content if presents(line, portal)), "")
    return mentioned_group(abstract, portal)
