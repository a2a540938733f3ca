"""The portal's encoding damage (docs/portal.md). What a page shows is damaged; the truth is not."""

from sample_portal.articles import Article, Head
from sample_portal.blocks import mapped

BROKEN_SITE_NAME = "Cités Unies France - Site Web de la coopé©ration décentralisée"
CLEAN_SITE_NAME = "Cités Unies France – Site Web de la coopération décentralisée"
BROKEN_META = '<meta name="description" content="<a href="-Fonds-de-solidarite-">Fonds de solidarité" />'
"""A quote inside an attribute: the tag ends early, and `Fonds de solidarité" />` is text."""

_NO_BREAK = "\u00a0"


def _misread(letter: str) -> str:
    """UTF-8 read as cp1252, then `Ã` taken for `à`; SPIP adds a no-break space behind the « this makes of ë."""
    return letter.encode().decode("cp1252").replace("Ã", "à").replace("à«", f"à«{_NO_BREAK}")


_LETTERS = str.maketrans({letter: _misread(letter) for letter in "òóñùëËÇ\u202f"})


def damaged(text: str) -> str:
    """A text as the portal's migration left it: rare letters only, é è ê ç ô stay whole."""
    return text.replace("vis-à-vis", f"vis-à{_NO_BREAK}-vis").translate(_LETTERS)


def shown_title(head: Head) -> str:
    """An article's title as pages show it."""
    return damaged(head.title) if "letters" in head.flaws else head.title


def shown(article: Article) -> Article:
    """An article as its pages show it."""
    return mapped(article, damaged) if "letters" in article.head.flaws else article
