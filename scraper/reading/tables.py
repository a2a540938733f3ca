"""Tables that hold data, told from tables for layout."""

from bs4 import Tag

from scraper.reading.page import classes

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
