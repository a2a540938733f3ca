"""Country names in French and their ISO 3166-1 codes, from CLDR (Babel), with the portal's own spellings."""

import re
from functools import lru_cache

from babel import Locale

from scraper.portal import Portal
from scraper.reading.text import fold

_ARTICLE = re.compile(r"^(?:l|le|la|les|un|une|des|du|de|d) ")


@lru_cache(maxsize=8)
def _codes(spellings: tuple[tuple[str, str], ...]) -> dict[str, str]:
    names = {fold(name): code for code, name in Locale("fr").territories.items() if len(code) == 2 and code.isalpha()}
    names |= {fold(name): code for name, code in spellings}
    return {name.replace(" ", ""): code for name, code in names.items()}


def country_code(name: str, portal: Portal) -> str | None:
    """ISO 3166-1 alpha-2 code of a country named in French, with or without article; None for anything else."""
    codes = _codes(tuple(portal.words.get("countries", {}).items()))
    folded = fold(name)
    return codes.get(folded.replace(" ", "")) or codes.get(_ARTICLE.sub("", folded).replace(" ", ""))
