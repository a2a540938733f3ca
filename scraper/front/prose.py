"""The text of a record as a page shows it."""

import re

from markupsafe import Markup

from scraper.allowed_html import allowed_html
from scraper.front.archive_queries import ArchiveQueries

TEXTS = "texts"
"""The table of texts as allow-listed HTML: older archives have none."""
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)


async def prose(
    archive: ArchiveQueries,
    record_table: str,
    record_id: str,
    plain: str | None,
    position: int | None = None,
    *,
    level: int,
) -> Markup:
    """Return a record's text: as its page had it, where that is kept, else the paragraphs of the plain text.

    position: of the part that is meant, where a record has several texts. level: of the text's highest headings.
    """
    if await archive.database.table_exists(TEXTS):
        found = await archive.rows("prose.html", record_table=record_table, record_id=record_id, position=position)
        if found:
            # Allow-listed once more: whatever wrote the row, nothing else is shown.
            html = outlined("\n".join(allowed_html(row["html"]) for row in found), level)
            return Markup(html)  # noqa: S704 - allow-listed
    return paragraphs(plain)


def outlined(html: str, level: int) -> str:
    """Return a text whose highest headings are of a level, and which skips none: kept texts begin with `h3`, which
    a screen reader announces as part of a section that is not there."""
    ranks = {number: rank for rank, number in enumerate(sorted({heading[1] for heading in _HEADING.finditer(html)}))}
    before = level - 1

    def renumbered(heading: re.Match) -> str:
        nonlocal before
        before = min(level + ranks[heading[1]], before + 1, 6)
        return f"<h{before}>{heading[2]}</h{before}>"

    return _HEADING.sub(renumbered, html)


def paragraphs(plain: str | None) -> Markup:
    """Return a plain text, whose paragraphs are separated by empty lines, as paragraphs; its line breaks stay."""
    lines = (re.split(r"\n", text.strip()) for text in re.split(r"\n\s*\n", plain or "") if text.strip())
    return Markup("\n").join(Markup("<p>{}</p>").format(Markup("<br>").join(each)) for each in lines)
