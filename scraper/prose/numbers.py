"""Whole numbers, in digits and in French words."""

import re

_UNITS = dict(
    zip(
        "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split(),
        range(1, 17),
        strict=True,
    )
)
_UNITS |= {"une": 1, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_ABOUT = {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40}
_ABOUT |= {"cinquantaine": 50, "soixantaine": 60, "centaine": 100}
_WORD = "|".join(sorted([*_UNITS, *_ABOUT, "cents?", "mille", "millions?", "milliards?", "et"], key=len, reverse=True))
NUMBER = re.compile(rf"\b\d{{1,3}}(?:[  .]\d{{3}})+\b|\b\d+\b|\b(?:{_WORD})(?:[\s-](?:{_WORD}))*\b", re.IGNORECASE)


def number_of(text: str) -> int | None:
    """Return the number that a text is, or None."""
    digits = re.sub(r"[\s.  ]", "", text)
    if digits.isdecimal():
        return int(digits)
    total = current = 0
    for word in re.split(r"[\s-]+", text.lower()):
        if word in _ABOUT:
            current = _ABOUT[word] if current == 1 else current * _ABOUT[word] or _ABOUT[word]
        elif word in _UNITS:
            # "quatre-vingts" multiplies, "soixante-dix" adds.
            current = current * 20 if word.startswith("vingt") and current % 100 == 4 else current + _UNITS[word]
        elif word.startswith("cent"):
            current = max(current, 1) * 100
        elif word == "mille":
            total, current = total + max(current, 1) * 1000, 0
        elif word.startswith(("million", "milliard")):
            total, current = (total + max(current, 1)) * (10**9 if word.startswith("milliard") else 10**6), 0
        elif word != "et":
            return None
    return total + current or None
