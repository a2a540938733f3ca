"""How SPIP cuts a list into pages: `debut_<name>` is an offset, clamped, and takes some liberties (docs/spip.md)."""

import re
from urllib.parse import urlencode

from sample_portal.pages import Paging

NAME = "debut_autres_articles"
"""The portal's name for the offset of its lists."""
_DROPPED = re.compile(r"var_|utm_|fbclid$|PHPSESSID$|debut_autres_articles$|debut_articles$|page$|id_\w+$")


def cut(numbers: tuple[int, ...], step: int, asked: str | None) -> tuple[tuple[int, ...], int]:
    """A page of a list, and its offset: -1 gives the whole list, @ID the page that holds ID, letters the first page."""
    total, asked = len(numbers), asked or "0"
    if asked == "-1":
        return numbers, 0
    if asked.startswith("@"):
        number = int(asked[1:]) if asked[1:].isdecimal() else None
        offset = numbers.index(number) // step * step if number in numbers else 0
    else:
        offset = int(digits[0]) if (digits := re.match(r"\d+", asked)) else 0
    offset = min(offset, max(0, (total - 1) // step * step))
    return numbers[offset : offset + step], offset


def paging(path: str, step: int, offset: int, total: int, query: dict[str, str], name: str = NAME) -> Paging:
    """Where the list stands; unknown parameters of the request are carried along, as SPIP does."""
    carried = {key: value for key, value in query.items() if not _DROPPED.match(key)}
    joint = "&" if "?" in path else "?"
    return Paging(f"{path}{joint}{urlencode(carried)}" if carried else path, name, step, offset, total)
