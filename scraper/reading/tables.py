"""Tables that hold data, told from tables for layout, and calendars, which hold neither."""

from bs4 import Tag

from scraper.reading.page import classes

SHORTEST_MONTH = 28
LARGEST_CALENDAR = 60
"""Cells of a month: six weeks, the names of the days, a title and ways to other months."""
LONGEST_WEEK = 8
"""Cells of a week, with its number."""
MOST_OTHERS = 24
"""Cells of a month that are no day of it, at most: names of days, days of other months, numbers of weeks."""
SHORT_CELL = 80
"""Characters of the longest cell of a table that is taken for data without saying so."""


def is_data(table: Tag) -> bool:
    """Whether a table holds data, not layout: it says so (th, caption, SPIP's class), or has even rows of few words."""
    if table.find(["table", "h1", "h2", "h3", "form", "ul", "img"]):
        return False
    if "spip" in classes(table) or table.find(["th", "caption"]):
        return True
    rows = [row.find_all("td") for row in table.find_all("tr")]
    widths = {len(cells) for cells in rows}
    return (
        len(rows) > 1
        and len(widths) == 1
        and widths.pop() > 1
        and all(len(cell.get_text()) <= SHORT_CELL and not cell.find("a") for cells in rows for cell in cells)
    )


def is_calendar(table: Tag) -> bool:
    """Whether a table is a month's calendar: the numbers of its days in weeks, and little else."""
    cells = table.find_all(["td", "th"], limit=LARGEST_CALENDAR + 1)
    if not SHORTEST_MONTH <= len(cells) <= LARGEST_CALENDAR or table.find("table"):
        return False
    rows = table.find_all("tr")
    texts = [text for cell in cells if (text := cell.get_text().strip())]
    days = {int(text) for text in texts if len(text) <= 2 and text.isdecimal()} & set(range(1, 32))
    weeks = all(len(row.find_all(["td", "th"], recursive=False)) <= LONGEST_WEEK for row in rows) and len(rows) > 3
    return weeks and len(days) >= SHORTEST_MONTH and len(texts) - len(days) <= MOST_OTHERS
