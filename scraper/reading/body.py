"""An article's own text among the lines of its page: where it begins and ends, and which lines are its parts."""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from bs4 import Tag

from scraper import spip
from scraper.dates import DAYS_OF_WEEK
from scraper.reading import attachments
from scraper.reading.context import PageContext
from scraper.reading.elements import TEXT, is_within
from scraper.reading.file_words import is_facts
from scraper.reading.furniture import is_tools, may_be_tools
from scraper.reading.headline import Headline, reads_as_text
from scraper.reading.keywords import is_keywords
from scraper.reading.lines import Line, joined
from scraper.reading.page import classes, crayon
from scraper.reading.profile import BELOW, path_of
from scraper.reading.publication import dateline, find_publication, is_labelled, shown_publication
from scraper.reading.text import TEASER_ENDS, equals, fold, starts_with

POSTSCRIPTS = ("Post-scriptum", "P.-S.", "PS")
"""SPIP's own words above a postscript."""
BESIDE = 8
"""Lines above a title and below a text in which keywords are the article's."""
FARTHEST_PICTURE = 3
"""Lines above the title among which the article's picture is, where no layout has a place for it."""
SHORTEST_WORDS = 12
"""Characters of the shortest line above a text that is taken for a part of it."""
_OF_ARTICLE = re.compile(
    r"(?:par|by|por|auteurs?|autrices?|publiee? par|proposee? par|mise? a jour|modifiee?|derniere m\w+|popularite"
    r"|notes?|visites?|vue?s?|lue?s?|vos|categories?|rubriques?|langues?|version|partage\w*|imprim\w+|reagir)\b"
)
LONGEST_HEAD = 12
"""Lines of an article's head below its first paragraph, at most: tools, names, keywords."""
MOST_BELOW = 3
"""How many times longer the text below a date must be for what is above it to be an introduction."""
LONGEST_INTRODUCTION = 2
"""Paragraphs above a publication date that may be an introduction, when more text follows the date."""
_WEEKDAY_DATE = re.compile(rf"^(?:{'|'.join(DAYS_OF_WEEK)})\s+(?:1er|\d{{1,2}})\s+\w+\s+\d{{4}}$", re.IGNORECASE)


class Parts:
    """The lines of an article's content, each claimed once: what nobody claims stays in the body."""

    def __init__(self, lines: list[Line], headline: Headline, ctx: PageContext):
        self.ctx, self.lines, self.headline = ctx, lines, headline
        self.claimed: set[int] = {*headline.titles}
        self.labels = ctx.words["labels"]
        self.title = " ".join(lines[i].text for i in headline.titles)
        self.overtitle = self._take(headline.overtitle)
        self.subtitle = self._take(headline.subtitle)
        self._file_blocks = attachments.file_blocks(lines, ctx)
        self._divide()

    def _divide(self) -> None:
        """Find the publication, the text and the files, by the lines alone."""
        lines, title, ctx = self.lines, self.headline.title, self.ctx
        self.publication = find_publication(lines, title, ctx)
        self.claimed |= self.publication.lines
        self.container = container_end(lines, title)
        self.end = self._end()
        self.field = text_field(lines, title, self.end)
        self.end = max(self.field) + 1 if self.field else self.end
        self.claimed |= tools_around(lines, self._unclaimed(), ctx) - self.field
        self.files = self._files()
        self.lead = self._lead()
        self.body_lines = list(_with_links_whole(lines[i] for i in self._text() if i not in self.claimed))

    def _text(self) -> list[int]:
        """Return the positions of the text: SPIP's own field and what goes with it, or all lines below the title."""
        below = range(self.headline.title + 1, len(self.lines))
        if not self.field:
            return list(below[: self.end - below.start])
        above = {i for i in range(below.start, min(self.field)) if not is_furniture(self.lines[i], self.ctx)}
        own = self.field | above | self._beside_field()
        return [i for i in below if i in own or self.lines[i].part == "notes"]

    def _beside_field(self) -> set[int]:
        """Return the fields of SPIP's below the text that no class marks: the address of a site, the postscript by its
        heading, and the contacts right below the text under the portal's label."""
        found = {i for i in range(min(self.field), self.container) if starts_with(self.lines[i].text, spip.SITE_WORDS)}
        below = [i for i in range(self.end, self.container) if self.lines[i].text]
        if below and starts_with(self.lines[below[0]].text, self.labels["contact"]):
            found |= {below[0], *self._block_below(below[0])}
        heading = next((i for i in below if equals(self.lines[i].text, POSTSCRIPTS)), None)
        if heading is not None:
            self.claimed.add(heading)
            found.update(self._block_below(heading))
        return found

    def _block_below(self, heading: int) -> Iterator[int]:
        for i in range(heading + 1, self.container):
            line = self.lines[i]
            if line.level or line.linked or is_labelled(line, self.ctx) or ends_text(self.lines, i, self.ctx):
                return
            yield i

    def add_footnotes(self, notes: Sequence[Line]) -> None:
        """Add the footnotes, with the files that they link to, at the end of the text."""
        self.body_lines = [*self.body_lines, *notes]
        self.files = [*self.files, *(line for line in notes if line.anchors)]

    @property
    def surroundings(self) -> list[Line]:
        """The lines about the title and the text, and a few below: other lines there belong to the article."""
        return self.lines[max(0, self.headline.title - BESIDE) : min(self.container, self.end + BESIDE)]

    def slotted(self, role: str) -> list[Line]:
        """Return the lines of a role in the page's layout."""
        return [line for line in self.lines if line.slot == role]

    def _take(self, i: int | None) -> str | None:
        if i is None:
            return None
        self.claimed.add(i)
        return self.lines[i].text or None

    def _end(self) -> int:
        """Return where the article's own text ends: at the first label below it, or with its container."""
        start = self.headline.title + 1
        self.claimed |= {i for i in range(start, len(self.lines)) if is_apart(self.lines[i], self.ctx)}
        text = (i for i in range(start, len(self.lines)) if i not in self.claimed and self.lines[i].text)
        first, sentences = next(text, len(self.lines)), False
        for i in range(first, len(self.lines)):
            line = self.lines[i]
            dated = sentences and i in self.claimed and line.machine and line.part != "published"
            sentences = sentences or reads_as_text(line)
            is_published = is_labelled(line, self.ctx) or i in self.publication.lines
            if dated or is_published or ends_text(self.lines, i, self.ctx):
                if not is_in_head(self.lines, first, i, self.container):
                    return i
                self.claimed.add(i)
        return self.container

    def _files(self) -> list[Line]:
        """Return the lines of the documents block, and those that are nothing but files; all of them leave the body."""
        files: list[Line] = []
        inside = False
        for i in self._reach_of_files():
            line = self.lines[i]
            if equals(line.text, self.labels["documents"]) or starts_with(line.text, self.labels["documents"][:2]):
                inside = True
                self.claimed.add(i)
            size = bool(files) and is_facts(line.text)
            own = size or attachments.only_files(line, self.ctx) or line in self._file_blocks
            if own or (inside and self._in_file_block(line, files[-1:])):
                self.claimed.add(i)
                files.append(line)
            elif i not in self.claimed and line.text:
                inside = False
                files.append(line)
            elif line.media or line.anchors:
                files.append(line)
        return files

    def _in_file_block(self, line: Line, above: list[Line]) -> bool:
        """Return whether a line below the block's label belongs to it: a file among other words, or the title below a
        file's icon."""
        if any(attachments.linked_file(anchor, self.ctx) for anchor in line.anchors):
            return True
        return bool(line.text) and any(icon.anchors and not icon.text for icon in above)

    def _reach_of_files(self) -> list[int]:
        """Return the lines of the text and of a documents block below it: the publication date and tools may be
        between."""
        reach = list(range(self.headline.title + 1, self.end))
        if self.field:
            return [*reach, *range(self.end, self.container)]
        for i in range(self.end + 1, len(self.lines)):
            line = self.lines[i]
            of_files = attachments.is_of_files(line, self.ctx)
            if line.text and not (of_files or i in self.claimed or may_be_tools(line, self.ctx)):
                break
            reach.append(i)
        return reach

    @property
    def place_of_overtitle(self) -> str:
        return self._place(self.headline.overtitle, "line above the title")

    @property
    def place_of_subtitle(self) -> str:
        return self._place(self.headline.subtitle, "line below the title")

    def _place(self, i: int | None, rule: str) -> str:
        return "" if i is None else f"class {self.lines[i].part}" if self.lines[i].part else rule

    def picture(self, number: int | None) -> tuple[str | None, str]:
        """Return the canonical address of the article's own picture, and the rule that found it; a page without a title
        of its own shows none. number: the article's."""
        if self.headline.title < 0:
            return None, ""
        title, text = self.headline.title, next(iter(self._unclaimed()), self.end)
        placed = (i for i in range(title) if self.lines[i].slot == "picture")
        start = next(placed, max(0, title - FARTHEST_PICTURE))
        return attachments.find_picture(self.ctx, self.lines[start:text], self.lines[text : self.end], number)

    def _unclaimed(self) -> list[int]:
        below = range(self.headline.title + 1, self.end)
        return [i for i in below if i not in self.claimed and self.lines[i].text]

    def _lead(self) -> str | None:
        """Return the introduction: SPIP's chapo, else a first sentence that is bold as a whole before plain text, or
        has a block of its own before the block of the text."""
        after = self._unclaimed()
        lead = [i for i in after if self.lines[i].part == "lead"]
        if not lead and self.field:
            begin = min(self.field)
            lead = [i for i in after if i < begin and _is_paragraph(self.lines[i])]
        self.claimed.update(lead)
        self.lead_lines = [self.lines[i] for i in lead]
        shown = joined(self.lead_lines)
        return shown or (None if self.field or self.headline.title < 0 else self._bold_lead(after, blocks=True))

    def _bold_lead(self, text: list[int], *, blocks: bool = False) -> str | None:
        """Return the first paragraph of a text when it is bold as a whole before plain text, or, with blocks, has a
        block of its own before the block of the text."""
        text = [i for i in text if i not in self.claimed]
        if len(text) < 2:
            return None
        first, second = self.lines[text[0]], self.lines[text[1]]
        bold = "bold" in first.styles - second.styles and second.starts
        if not (_is_paragraph(first) and (bold or (blocks and self._has_block(text)))):
            return None
        self.claimed.add(text[0])
        self.lead_lines = [first]
        return first.text

    def _has_block(self, after: list[int]) -> bool:
        """Return whether the first of some lines is alone in a block with a name, and all others in another."""
        own, text = (self.lines[i].node.parent for i in after[:2])
        alone = [i for i in after if self.lines[i].node.parent is own] == after[:1]
        body = sum(self.lines[i].node.parent is text for i in after)
        return alone and bool(classes(own)) and own.parent is text.parent and body > 1


class SlottedParts(Parts):
    """The parts of an article by the layout of its page."""

    def _divide(self) -> None:
        lines, below = self.lines, range(self.headline.title + 1, len(self.lines))
        _settle_files(lines)
        self.end = self.container = len(lines)
        dated = next((i for i, line in enumerate(lines) if line.slot == "date"), None)
        self.publication = shown_publication(lines, dated, self.headline.title, self.ctx)
        self.claimed |= {*self.publication.lines, *(i for i in below if lines[i].slot in ("date", "keywords"))}
        self.claimed |= {i for i in below if equals(lines[i].text, POSTSCRIPTS)}
        self.field = frozenset(i for i in below if lines[i].slot in ("text", "lead"))
        self._text_at = [i for i in below if lines[i].slot == "text" and lines[i].text]
        self.files = [line for line in lines[: below.start] if line.slot == "files"] + list(self._files_below(below))
        lead = [i for i in below if i not in self.claimed and self._is_lead(i)] or self._first_set_apart()
        self.claimed |= {*lead, *(i - 1 for i in lead if self._is_label(i - 1))}
        self.lead_lines = [lines[i] for i in lead]
        self.lead = joined(self.lead_lines) or self._bold_lead([i for i in below if lines[i].text])
        text = [lines[i] for i in below if i not in self.claimed]
        text += [line for line in lines[: below.start] if line.slot == "text"]
        self.body_lines = list(_with_links_whole(text))

    def _is_lead(self, i: int) -> bool:
        """Return whether a line is in the place of the lead, or, in one that too few pages have to be known, is a
        paragraph before the text."""
        line = self.lines[i]
        return line.slot == "lead" or (line.slot is None and i < min(self._text_at, default=0) and _is_paragraph(line))

    def _first_set_apart(self) -> list[int]:
        """Return the first paragraphs of the text in an element with a class, at a place that too few pages have to be
        known, where no other part of the text has such a place."""
        text = [i for i in self._text_at if i not in self.claimed]
        first = list(takewhile(lambda i: _is_paragraph(self.lines[i]) and self._is_set_apart(i, text[-1]), text))
        is_only = first and not any(self._is_set_apart(i, text[0]) for i in text[len(first) :])
        return first if is_only else []

    def _is_set_apart(self, i: int, other: int) -> bool:
        """Return whether a line is in an element with a class, which another line is not in, at a place that the layout
        does not know; SPIP's own classes are an editor's."""
        layout, node = self.ctx.layout, self.lines[i].node
        far = {id(tag) for tag in self.lines[other].node.self_and_parents}
        around = takewhile(lambda tag: id(tag) not in far, node.self_and_parents)
        names = [name for tag in around for name in classes(tag) if not name.startswith("spip")]
        known = layout.names.issuperset(names) and (path_of(node, layout.names, {}), BELOW) in layout.roles
        return bool(names) and not known

    def _is_label(self, i: int) -> bool:
        """Return whether a line above one of the lead is its label: a heading in a place that too few pages have."""
        return self.lines[i].slot is None and self.lines[i].level > 0

    def _files_below(self, below: Iterable[int]) -> Iterator[Line]:
        """Yield the lines of files, which leave the body, and those that may have one beside their words."""
        above = False
        for i in below:
            line = self.lines[i]
            own = line.slot == "files" or attachments.only_files(line, self.ctx)
            own = own or line in self._file_blocks or (above and is_facts(line.text))
            if own:
                self.claimed.add(i)
            if own or i not in self.claimed:
                yield line
            above = own


def _settle_files(lines: Sequence[Line]) -> None:
    """Make lines in a place of files that no link is beside lines of the text: a list that the text has, which its
    template writes as it does those of files."""
    for slot, run in itertools.groupby(lines, lambda line: line.slot):
        own = list(run)
        if slot == "files" and not any(line.anchors or line.media for line in own):
            for line in own:
                line.slot = "text"


def parts_of(lines: list[Line], headline: Headline, ctx: PageContext) -> Parts:
    """Return the parts of an article: by its layout, where that has an element for the text; else by the lines."""
    by_layout = ctx.layout is not None and ctx.layout.sets_text_apart and headline.title >= 0
    return (SlottedParts if by_layout else Parts)(lines, headline, ctx)


def _with_links_whole(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines of a text, those of one link to another site as one paragraph, without its address or host, which
    the link has."""
    for site, own in itertools.groupby(lines, _other_site):
        linked = list(own)
        if site and len(linked) > 1:
            whole = _bare_address(site)
            shown = {whole, whole.partition("/")[0]}
            linked = [line for line in linked if _bare_address(line.text) not in shown] or linked[:1]
            for line in linked[1:]:
                line.starts = False
        yield from linked


def _other_site(line: Line) -> str | None:
    """Return the address on another site that all words of a line lead to."""
    only = line.anchors[0] if line.linked and len(line.anchors) == 1 else None
    return only.href if only and only.target is None and "//" in only.href else None


def _bare_address(text: str) -> str:
    """Return a web address without what it may be written without."""
    return text.lower().rpartition("//")[2].removeprefix("www.").rstrip("/")


def _is_paragraph(line: Line) -> bool:
    return line.text.endswith((".", "…", "!")) and not (line.level or line.item or line.linked)


def main_text(content: list[Line], lines: list[Line]) -> list[Line]:
    """Return the longest stretch of content between two pieces of the frame, for a page without a title."""
    kept = {id(line) for line in content}
    stretches: list[list[Line]] = [[]]
    for line in lines:
        if id(line) in kept:
            stretches[-1].append(line)
        elif stretches[-1]:
            stretches.append([])
    return max(stretches, key=lambda stretch: sum(len(line.text) for line in stretch))


def container_end(lines: Sequence[Line], title: int) -> int:
    """Return where the element ends that holds an article's title: SPIP's hentry, <article>, <main>; else all lines."""
    for parent in lines[title].node.parents if title >= 0 else ():
        own = parent.name in ("article", "main") or {"hentry", "content"} & {*classes(parent)}
        if own or parent.get("id") in ("content", "contenu"):
            return max(i for i, line in enumerate(lines) if is_within(line.node, parent)) + 1
    return len(lines)


def is_apart(line: Line, ctx: PageContext) -> bool:
    """Return whether a line is tools, keywords or their label, which are no text anywhere on a page."""
    return is_tools(line.text, ctx) or _is_theme_label(line, ctx) or is_keywords(line, ctx)


def is_furniture(line: Line, ctx: PageContext) -> bool:
    """Return whether a line between an article's title and its text is not part of the text: a link, a number, or a
    fact about the article (who wrote it, when it was changed, how often it was seen)."""
    if line.linked or line.part == "published" or dateline(line, ctx.fetched) is not None or may_be_tools(line, ctx):
        return True
    return len(line.text) < SHORTEST_WORDS or bool(_OF_ARTICLE.match(fold(line.text)))


def ends_text(lines: Sequence[Line], i: int, ctx: PageContext) -> bool:
    """Return whether a line below an article's text ends it: keywords, tools, the date of the older or newer article
    above its title, the label above others of its section."""
    line, below = lines[i], lines[i + 1 : i + 4]
    if _is_theme_label(line, ctx) or is_tools(line.text, ctx):
        return True
    if equals(line.text, ctx.words["labels"]["related"]):
        return next((other.linked for other in below if other.text), False)
    return bool(below) and below[0].linked and _WEEKDAY_DATE.match(line.text) is not None


def tools_around(lines: Sequence[Line], text: Sequence[int], ctx: PageContext) -> set[int]:
    """Return the lines of an article that read as tools and have no sentence above them, or none below."""
    tools = {i for i in text if may_be_tools(lines[i], ctx)}
    sentences = [i for i in text if i not in tools and reads_as_text(lines[i])] or [len(lines)]
    return {i for i in tools if not sentences[0] < i < sentences[-1]}


def is_in_head(lines: Sequence[Line], first: int, i: int, end: int) -> bool:
    """Return whether a date or tools below a paragraph or two belong to an article's head: most of its text follows.
    first: position of the first paragraph; i: of the line; end: where the text ends."""
    if i - first > LONGEST_HEAD:
        return False
    above = [line for line in lines[first:i] if reads_as_text(line)]
    text = takewhile(lambda line: not line.level or line.part in TEXT, lines[i + 1 : end])
    below = (line for line in text if reads_as_text(line) and not line.linked and not line.text.endswith(TEASER_ENDS))
    return len(above) <= LONGEST_INTRODUCTION and _length(below) > MOST_BELOW * max(1, _length(above))


def _is_theme_label(line: Line, ctx: PageContext) -> bool:
    return equals(line.unlinked, ctx.words["labels"]["themes"])


def _length(lines: Iterable[Line]) -> int:
    return sum(len(line.text) for line in lines)


def text_field(lines: Sequence[Line], title: int, end: int) -> frozenset[int]:
    """Return the lines below a title that belong to its text and postscript. Return none where no class marks them, or
    where as many sentences are beside them, up to where the text ends by its labels."""
    below = range(title + 1, len(lines))
    # A paragraph of that class is a style of the template's.
    classed = [i for i in below if lines[i].part == "text" and lines[i].holder.name != "p"]
    holders = {id(lines[i].holder): lines[i].holder for i in classed}
    own = _of_article(holders)
    main = next(iter(holders.values()), None)
    beside = {key for key, holder in holders.items() if not own and (holder is main or holder.parent is main.parent)}
    chosen = (own | beside | {key for key, holder in holders.items() if "ps" in classes(holder)}) - _menus(lines)
    if not chosen:
        return frozenset()
    found = frozenset(i for i in below if chosen.intersection(map(id, [lines[i].node, *lines[i].node.parents])))
    if not found or (own and _is_of(lines[title].node, holders[min(own)])):
        return found
    around = (lines[i] for i in range(title + 1, end) if i not in found and reads_as_text(lines[i]))
    return found if sum(len(line.text) for line in around) < sum(len(lines[i].text) for i in found) else frozenset()


def _objects(tag: Tag) -> list[tuple[str, int]]:
    """Return the objects of SPIP's that the plugin Crayons marks an element as a field of (`article-texte-12`)."""
    return [(mark[0], mark[2]) for mark in map(crayon, classes(tag)) if mark]


def _is_of(title: Tag, field: Tag) -> bool:
    """Return whether a title and a text are marked as those of one article."""
    of_title = {each for tag in (title, *title.parents) for each in _objects(tag)}
    return not of_title.isdisjoint(_objects(field))


def _of_article(holders: dict[int, Tag]) -> set[int]:
    """Return the fields that are marked as those of one article, the first."""
    marked = {key: marks[0] for key, holder in holders.items() if (marks := _objects(holder))}
    own = [(key, mark) for key, mark in marked.items() if mark[0] in {"article", "breve"}]
    return {key for key, mark in own if mark == own[0][1]}


def _menus(lines: Sequence[Line]) -> set[int]:
    """Return the fields with more links than words: templates use SPIP's class for other things too."""
    letters, linked = Counter(), Counter()
    for line in lines:
        letters[id(line.holder)] += len(line.text)
        linked[id(line.holder)] += len(line.text) * line.linked
    return {key for key in letters if 2 * linked[key] > letters[key]}
