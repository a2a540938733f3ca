"""Marks by which a list's parts are known wherever they stand: its date line, the end of a cut teaser."""

import re

DATE_LINE = re.compile(
    r"^(?:(?:publié |mis en ligne )?le |lundi |mardi |mercredi |jeudi |vendredi |samedi |dimanche )?"
    r"(?:\d{1,2}|1er)[ /.-]\s?[\w.]+(?:[ /.-]\s?\d{2,4}(?!\d)|(?=,|$| par\b))",
    re.IGNORECASE,
)
TEASER_ENDS = ("(...)", "(…)", "[...]", "[…]")
