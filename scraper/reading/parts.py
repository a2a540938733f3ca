"""The parts of an article's page: which lines are title, date, lead, files; what nobody claims is the body."""

import re

from bs4 import Tag

from scraper.dates import find_dates, read_date
from scraper.portal import Portal
from scraper.reading import attachments
from scraper.reading.headline import Headline, reads_as_text
from scraper.reading.lines import Line
from scraper.reading.result import Evidence
from scraper.reading.text import equals, fold, starts_with
from scraper.reading.tools import is_tools

LONGEST_PUBLICATION = 80
"""Characters of the longest line that is taken for the publication date and what stands beside it."""
_WEEKDAY_DATE = re.compile(
    r"^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s+(?:1er|\d{1,2})\s+\w+\s+\d{4}$", re.IGNORECASE
)


class Parts:
    """The lines of an article's content, each claimed once: what nobody claims stays in the body."""

    def __init__(self, lines: list[Line], headline: Headline, portal: Portal, base: str):
        self.lines, self.portal, self.base = lines, portal, base
        self.headline = headline
        self.claimed: set[int] = {*headline.titles}
        self.labels = portal.words["labels"]
        self.title = " ".join(lines[i].text for i in headline.titles)
        self.overtitle = self._take(headline.overtitle)
        self.subtitle = self._take(headline.subtitle)
        self.published, self.published_text, self.published_rule = self._published()
        self.end = self._end()
        self.files = self._files()
        self.lead = self._lead()
        self.body_lines = [
            line for i, line in enumerate(lines[: self.end]) if i > headline.title and i not in self.claimed
        ]

    def _take(self, i: int | None) -> str | None:
        if i is None:
            return None
        self.claimed.add(i)
        return self.lines[i].text or None

    def _published(self) -> tuple[str | None, str | None, str]:
        """Publication: a machine-readable date, SPIP's class, the portal's label, a line that is nothing but a date."""
        after = range(max(0, self.headline.title), len(self.lines))
        labelled = [i for i in range(len(self.lines)) if self._is_publication(self.lines[i])]
        classed = [i for i in after if self.lines[i].part == "published"]
        near = [i for i in after[:6] if self.lines[i].machine and len(self.lines[i].text) < 80]
        for i, rule in [
            *((i, "label") for i in labelled),
            *((i, "class info-publi") for i in classed),
            *((i, "time") for i in near),
        ]:
            line = self.lines[i]
            text = _first_date(self._after_label(i))
            if line.machine:
                self.claimed.add(i)
                return line.machine[:10], text or line.machine, f"{rule}, machine-readable"
            span = read_date(text) if text else None
            if span and span.precision in ("day", "minute"):
                self.claimed.add(i)
                return span.start.isoformat()[:10], text, rule
            if rule == "label":
                self.claimed.add(i)
                return None, text or None, rule
        for i in after[1:4]:
            span = read_date(self.lines[i].text) if _WEEKDAY_DATE.match(self.lines[i].text) else None
            if span:
                self.claimed.add(i)
                return span.start.isoformat()[:10], self.lines[i].text, "dated line"
        return None, None, ""

    def _is_publication(self, line: Line) -> bool:
        """A line of its own under the portal's label; a paragraph that begins with the same words is none."""
        return len(line.text) <= LONGEST_PUBLICATION and bool(starts_with(line.text, self.labels["published"]))

    def _after_label(self, i: int) -> str:
        """The date's words: without the label, and from the next line when the label stands alone."""
        text = self.lines[i].text
        label = starts_with(text, self.labels["published"])
        if not label:
            return text.split(", par ")[0]
        words = len(fold(label).split())
        rest = re.split(r"\s+", text)[words:]
        if not any(fold(w) for w in rest) and i + 1 < len(self.lines):
            self.claimed.add(i + 1)
            self.claimed.add(i)
            return self.lines[i + 1].text
        return " ".join(rest).strip(" :,-–").split(", par ")[0]

    def _end(self) -> int:
        """Where the article's own text ends: at the first label below it, or with its container."""
        start = self.headline.title + 1
        for i in range(start, len(self.lines)):
            if self._is_apart(self.lines[i]):
                self.claimed.add(i)
        text = (i for i in range(start, len(self.lines)) if i not in self.claimed and self.lines[i].text)
        first_text = next(text, len(self.lines))
        for i in range(first_text + 1, len(self.lines)):
            line = self.lines[i]
            dated = i in self.claimed and line.machine and line.part != "published"
            dated = dated and any(reads_as_text(self.lines[k]) for k in range(first_text, i))
            if dated or self._is_publication(line) or self._ends_text(line):
                return i
            if _WEEKDAY_DATE.match(line.text) and i + 1 < len(self.lines) and self.lines[i + 1].linked:
                return i
        return self._container_end()

    def _is_apart(self, line: Line) -> bool:
        """Share words and keywords, which are no text wherever they stand."""
        if is_tools(line.text, self.portal):
            return True
        return line.linked and bool(line.text) and all("tag" in anchor.rel for anchor in line.anchors)

    def _ends_text(self, line: Line) -> bool:
        return self._is_theme_label(line) or is_tools(line.text, self.portal)

    def _is_theme_label(self, line: Line) -> bool:
        """The keywords' label, alone or with its keywords behind it."""
        words = line.text
        for anchor in line.anchors:
            words = words.replace(anchor.text, " ", 1)
        return equals(words, self.labels["themes"])

    def _container_end(self) -> int:
        """Without labels, the article ends with the element that holds its title: SPIP's hentry, <article>, <main>."""
        if self.headline.title < 0:
            return len(self.lines)
        title = self.lines[self.headline.title].node
        for parent in title.parents:
            if (
                parent.name in ("article", "main")
                or {"hentry", "content"} & set(parent.get_attribute_list("class"))
                or parent.get("id") in ("content", "contenu")
            ):
                inside = [i for i, line in enumerate(self.lines) if _is_within(line.node, parent)]
                return inside[-1] + 1
        return len(self.lines)

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
                or (line.part == "document" and self._is_file_block(i))
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
        """The lines of the text, and those of a documents block that stands right below the publication date."""
        reach = list(range(self.headline.title + 1, self.end))
        for i in range(self.end + 1, len(self.lines)):
            line = self.lines[i]
            label = equals(line.text, self.labels["documents"])
            if line.text and not label and not attachments.only_files(line, self.portal, self.base):
                break
            reach.append(i)
        return reach

    def _is_file_block(self, i: int) -> bool:
        """A caption belongs to the file of its own figure; the caption of a picture stays text."""
        line = self.lines[i]
        holders = {"spip_documents", "documents_joints", "documents_portfolio"}
        holder = next(
            (
                p
                for p in [line.node, *line.node.parents]
                if p.name == "figure" or holders & {*p.get_attribute_list("class"), p.get("id")}
            ),
            line.node,
        )
        return any(attachments.file_url(a.get("href"), self.portal, self.base) for a in holder.find_all("a", href=True))

    def evidence(self) -> list[Evidence]:
        """Why each field that was found has its value."""
        lead = {"lead": "chapo"} if self.lead else {}
        rules = {
            "overtitle": self._place(self.headline.overtitle, "line above the title"),
            "title": self.headline.rule,
            "subtitle": self._place(self.headline.subtitle, "line below the title"),
            "body": f"{len(self.body_lines)} lines below the title that no other field claims",
            "published": self.published_rule,
            "published_text": self.published_rule,
            **lead,
        }
        return [Evidence("news", field, rule) for field, rule in rules.items() if rule]

    def _place(self, i: int | None, rule: str) -> str:
        return "" if i is None else f"class {self.lines[i].part}" if self.lines[i].part else rule

    def image(self) -> str | None:
        """Canonical address of the article's own picture; a page without a title of its own shows none."""
        if self.headline.title < 0:
            return None
        start = max(0, self.headline.title - 3)
        text = next(
            (i for i in range(self.headline.title + 1, self.end) if i not in self.claimed and self.lines[i].text),
            self.end,
        )
        return attachments.logo(self.lines[start:text], self.lines[text : self.end], self.portal, self.base)

    def _lead(self) -> str | None:
        """The introduction: SPIP's chapo, else a first sentence that is bold as a whole, before plain text."""
        after = [i for i in range(self.headline.title + 1, self.end) if i not in self.claimed and self.lines[i].text]
        lead = [i for i in after if self.lines[i].part == "lead"]
        if not lead and len(after) > 1 and self.headline.title >= 0:
            first, second = self.lines[after[0]], self.lines[after[1]]
            sentence = first.text.endswith((".", "…", "!")) and not first.level and not first.item
            if sentence and "bold" in first.styles - second.styles and second.starts:
                lead = after[:1]
        self.claimed.update(lead)
        return joined([self.lines[i] for i in lead]) or None


def _is_within(node: Tag, outer: Tag) -> bool:
    """Whether an element is another one, or stands in it; elements that read the same are not the same."""
    return node is outer or any(parent is outer for parent in node.parents)


def _first_date(text: str) -> str:
    """The words of a publication date, without what follows it (the date of a change, the time it takes to read)."""
    found = find_dates(text)
    return text[: found[0].offsets[1]] if found else text


def joined(lines: list[Line]) -> str:
    """Lines as text: a blank line before each paragraph, a line feed after a single <br>."""
    text = ""
    for line in lines:
        if line.text:
            text += ("\n\n" if line.starts else "\n") * bool(text) + line.text
    return text


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
