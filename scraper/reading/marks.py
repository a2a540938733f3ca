"""Marks by which a list's parts are known wherever they stand: its date line, the end of a cut teaser."""

import re

from scraper.dates import DAYS_OF_WEEK

DATE_LINE = re.compile(
    rf"^(?:(?:publié |mis en ligne )?le |{' |'.join(DAYS_OF_WEEK)} )?"
    r"(?:\d{1,2}|1er)[ /.-]\s?[\w.]+(?:[ /.-]\s?\d{2,4}(?!\d)|(?=,|$| par\b))",
    re.IGNORECASE,
)
TEASER_ENDS = ("(...)", "(…)", "[...]", "[…]")
