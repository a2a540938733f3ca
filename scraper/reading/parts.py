"""The parts of an article's page: which lines are title, date, lead, files; what nobody claims is the body."""

import datetime as dt
from itertools import takewhile

from scraper.portal import Portal
from scraper.reading import attachments
from scraper.reading.context import PageContext
from scraper.reading.extent import container_end, ends_text, is_apart, is_furniture, is_in_head, tools_around
from scraper.reading.headline import Headline, reads_as_text
from scraper.reading.lines import Line, joined
from scraper.reading.page import classes
from scraper.reading.publication import find_publication, is_labelled
from scraper.reading.result import Evidence
from scraper.reading.text import equals, starts_with
from scraper.reading.text_field import text_field
from scraper.reading.tools import may_be_tools

POSTSCRIPTS = ("Post-scriptum", "P.-S.", "PS")
"""SPIP's own words above a postscript."""
SITES = ("Voir en ligne",)
"""SPIP's own words before the address of the site that an article is about."""
BESIDE = 8
"""Lines above a title and below a text in which keywords are the article's."""


class Parts:
    """The lines of an article's content, each claimed once: what nobody claims stays in the body.

    on: the day of the fetch.
    """

    def __init__(self, lines: list[Line], headline: Headline, portal: Portal, base: str, on: dt.date):
        self.lines, self.portal, self.base, self.on = lines, portal, base, on
        self.headline = headline
        self.claimed: set[int] = {*headline.titles}
        self.labels = portal.words["labels"]
        self.title = " ".join(lines[i].text for i in headline.titles)
        self.overtitle = self._take(headline.overtitle)
        self.subtitle = self._take(headline.subtitle)
        self.publication = find_publication(lines, headline.title, portal, on)
        self.claimed |= self.publication.lines
        self._file_blocks = attachments.file_blocks(lines, portal, base)
        self.container = container_end(lines, headline.title)
        self.end = self._end()
        self.field = text_field(lines, headline.title, self.end)
        self.end = max(self.field) + 1 if self.field else self.end
        self.claimed |= tools_around(lines, self._unclaimed(), portal) - self.field
        self.files = self._files()
        self.lead = self._lead()
        self.body_lines = [lines[i] for i in self._text() if i not in self.claimed]

    def _text(self) -> list[int]:
        """Where the text stands: in SPIP's own field and what goes with it, or in all lines below the title."""
        below = range(self.headline.title + 1, len(self.lines))
        if not self.field:
            return list(below[: self.end - below.start])
        begin, more = min(self.field), self._beside_field()
        above = {i for i in range(below.start, begin) if not is_furniture(self.lines[i], self.portal, self.on)}
        return [i for i in below if i in self.field or self.lines[i].part == "notes" or i in above or i in more]

    def _beside_field(self) -> set[int]:
        """Fields of SPIP's below the text that no class tells: the address of a site, the postscript by its heading."""
        sites = {i for i in range(min(self.field), self.container) if starts_with(self.lines[i].text, SITES)}
        sites |= self._contacts()
        below = range(self.end, self.container)
        heading = next((i for i in below if equals(self.lines[i].text, POSTSCRIPTS)), None)
        if heading is None:
            return sites
        self.claimed.add(heading)
        rest = range(heading + 1, self.container)
        return sites | {*takewhile(lambda i: not self._is_beyond(i), rest)}

    def _contacts(self) -> set[int]:
        """A block of contacts right below the text, under the portal's label."""
        below = range(self.end, self.container)
        begin = next((i for i in below if self.lines[i].text), self.end)
        if not (begin < self.container and starts_with(self.lines[begin].text, self.labels["contact"])):
            return set()
        return {begin, *takewhile(lambda i: not self._is_beyond(i), range(begin + 1, self.container))}

    def _is_beyond(self, i: int) -> bool:
        """Whether a line ends what stands below the text."""
        line = self.lines[i]
        return (
            bool(line.level or line.linked) or is_labelled(line, self.portal) or ends_text(self.lines, i, self.portal)
        )

    @property
    def surroundings(self) -> list[Line]:
        """The lines about the title and the text, and a few below: what else stands there is the article's."""
        return self.lines[max(0, self.headline.title - BESIDE) : min(self.container, self.end + BESIDE)]

    def _take(self, i: int | None) -> str | None:
        if i is None:
            return None
        self.claimed.add(i)
        return self.lines[i].text or None

    def _end(self) -> int:
        """Where the article's own text ends: at the first label below it, or with its container."""
        start = self.headline.title + 1
        self.claimed |= {i for i in range(start, len(self.lines)) if is_apart(self.lines[i], self.portal, self.base)}
        text = (i for i in range(start, len(self.lines)) if i not in self.claimed and self.lines[i].text)
        first, sentences = next(text, len(self.lines)), False
        for i in range(first, len(self.lines)):
            line = self.lines[i]
            dated = sentences and i in self.claimed and line.machine and line.part != "published"
            sentences = sentences or reads_as_text(line)
            told = is_labelled(line, self.portal) or i in self.publication.lines
            if dated or told or ends_text(self.lines, i, self.portal):
                if not is_in_head(self.lines, first, i, self.container):
                    return i
                self.claimed.add(i)
        return self.container

    def _files(self) -> list[Line]:
        """The lines of the documents block, and those that are nothing but files; all of them leave the body."""
        files: list[Line] = []
        inside = False
        for i in self._reach_of_files():
            line = self.lines[i]
            if equals(line.text, self.labels["documents"]) or starts_with(line.text, self.labels["documents"][:2]):
                inside = True
                self.claimed.add(i)
            size = bool(files) and attachments.is_size(line.text)
            own = (
                size
                or attachments.only_files(line, self.portal, self.base)
                or attachments.is_caption(line, self._file_blocks)
            )
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
        """Below the block's label: a file among other words, or the title below a file's icon."""
        if any(attachments.file_url(a.href, self.portal, self.base) for a in line.anchors):
            return True
        return bool(line.text) and any(icon.anchors and not icon.text for icon in above)

    def _reach_of_files(self) -> list[int]:
        """The lines of the text, and those of a documents block below it: the publication date and tools may stand
        between."""
        reach = list(range(self.headline.title + 1, self.end))
        if self.field:
            return [*reach, *range(self.end, self.container)]
        for i in range(self.end + 1, len(self.lines)):
            line = self.lines[i]
            of_files = attachments.is_of_files(line, self.portal, self.base)
            if line.text and not (of_files or i in self.claimed or may_be_tools(line, self.portal)):
                break
            reach.append(i)
        return reach

    def evidence(self, *, title: str, text: str) -> list[Evidence]:
        """Why each field that was found has its value. title, text: where the page declares the same."""
        lead = {"lead": _with("chapo", text)} if self.lead else {}
        place = "of class texte" if self.field else "below the title"
        body = f"{len(self.body_lines)} lines {place} that no other field claims"
        rules = {
            "overtitle": self._place(self.headline.overtitle, "line above the title"),
            "title": _with(self.headline.rule, title),
            "subtitle": self._place(self.headline.subtitle, "line below the title"),
            "body": body if self.lead else _with(body, text),
            "published": self.publication.rule,
            "published_text": self.publication.rule,
            **lead,
        }
        return [Evidence("news", field, rule) for field, rule in rules.items() if rule]

    def _place(self, i: int | None, rule: str) -> str:
        return "" if i is None else f"class {self.lines[i].part}" if self.lines[i].part else rule

    def picture(self, ctx: PageContext, number: int | None) -> tuple[str | None, str]:
        """Canonical address of the article's own picture, and why it is that; a page without a title of its own shows
        none. number: the article's."""
        if self.headline.title < 0:
            return None, ""
        start = max(0, self.headline.title - 3)
        text = next(
            (i for i in range(self.headline.title + 1, self.end) if i not in self.claimed and self.lines[i].text),
            self.end,
        )
        return attachments.find_picture(ctx, self.lines[start:text], self.lines[text : self.end], number)

    def _unclaimed(self) -> list[int]:
        """The lines with words between the title and the end that no field has claimed yet."""
        below = range(self.headline.title + 1, self.end)
        return [i for i in below if i not in self.claimed and self.lines[i].text]

    def _lead(self) -> str | None:
        """The introduction: SPIP's chapo, else a first sentence that is bold as a whole before plain text, or stands in
        a block of its own before the block of the text."""
        after = self._unclaimed()
        lead = [i for i in after if self.lines[i].part == "lead"]
        if not lead and self.field:
            begin = min(self.field)
            lead = [i for i in after if i < begin and _is_paragraph(self.lines[i])]
        if not lead and not self.field and len(after) > 1 and self.headline.title >= 0:
            first, second = self.lines[after[0]], self.lines[after[1]]
            bold = "bold" in first.styles - second.styles and second.starts
            if _is_paragraph(first) and (bold or self._has_block(after)):
                lead = after[:1]
        self.claimed.update(lead)
        return joined([self.lines[i] for i in lead]) or None

    def _has_block(self, after: list[int]) -> bool:
        """Whether the first of some lines stands alone in a block with a name, and all others in another."""
        own, text = (self.lines[i].node.parent for i in after[:2])
        alone = [i for i in after if self.lines[i].node.parent is own] == after[:1]
        body = sum(self.lines[i].node.parent is text for i in after)
        return alone and bool(classes(own)) and own.parent is text.parent and body > 1


def _with(rule: str, declared: str) -> str:
    return f"{rule}; {declared}" if declared else rule


def _is_paragraph(line: Line) -> bool:
    return line.text.endswith((".", "…", "!")) and not (line.level or line.item or line.linked)


def main_text(content: list[Line], lines: list[Line]) -> list[Line]:
    """Of a page without a title, the stretch of content with most text between two pieces of its frame."""
    kept = {id(line) for line in content}
    stretches: list[list[Line]] = [[]]
    for line in lines:
        if id(line) in kept:
            stretches[-1].append(line)
        elif stretches[-1]:
            stretches.append([])
    return max(stretches, key=lambda stretch: sum(len(line.text) for line in stretch))
