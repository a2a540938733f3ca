"""Countries, groups and solidarity funds by their names, and which of them a text names."""

import datetime as dt
import re
from difflib import SequenceMatcher
from functools import cache
from itertools import dropwhile

from babel import Locale

from scraper.dates import find_dates
from scraper.reading.context import PageContext
from scraper.reading.days import as_precise
from scraper.reading.text import PROPER, UPPER, contains, equals, fold, sentences, starts_with
from scraper.records import Fund, FundNews, Group, News, slugify

LONGEST_NAME = 90
"""Characters of the longest line that is taken for a group's name."""
GROUP_NAME = range(3, 61)
"""Characters of a group's name that a text mentions."""
SHORTEST_CUT = 3
"""Letters of the shortest word that is taken for a longer one cut."""
LEAST_ALIKE = 0.85
"""Likeness of two words that are one word misspelt."""
LONGEST_LINK = 7
"""Characters of the words that may go with a date in a clause that is nothing but one ("en", "depuis")."""
_ARTICLE = re.compile(r"^(?:l|le|la|les|un|une|des|du|de|d) ")
_ARTICLES = frozenset("le la les l un une du de des d a sur".split())
_OF = r"(?:de la |de l['’]|du |des |de |d['’])"
_CAPITALISED = re.compile(rf"[{UPPER}][\w’'-]*(?: et [\w’'-]+| [{UPPER}][\w’'-]*)*")
_CLOSING = re.compile(r"\s(?:de|et) ")
_STOP = re.compile(
    r"[.;:(),]|\s(?:le|du|les|au|a|ont|se|sera|aura|qui|est|s['’]est)\s"
    r"| et (?:[a-zà-ý’']+ )?(?:[Aa]djoint|[Mm]aire|[Cc]onseill|[Pp]résident|[Vv]ice)|$"
)


def _patterns(ctx: PageContext) -> list[re.Pattern]:
    """Return the patterns of the names in a text, in the portal's words: of a country's group, of any other group by
    "groupe" or by what the portal calls its groups beside, of a fund's place."""
    groups = ctx.words["groups"]
    lists = (groups["country"], groups["named"], groups["qualifiers"], ctx.words["funds"]["names"])
    return _compiled(*(_any(*words) for words in lists))


@cache
def _any(*words: str) -> str:
    """Return a pattern of any of some words, however their first letter, accents and apostrophes are written."""
    firsts = (f"[{word[0].upper()}{word[0].lower()}]{re.escape(word[1:])}" for word in words)
    return "(?:" + "|".join(first.replace("é", "[ée]").replace("'", "['’]") for first in firsts) + ")"


@cache
def _compiled(country: str, named: str, qualified: str, fund: str) -> list[re.Pattern]:
    return [
        re.compile(rf"{country} {_OF}?({PROPER})"),
        re.compile(rf"[Gg]roupe (?:{qualified} )?([{UPPER}].*)"),
        re.compile(rf"\bla ({named}(?: {qualified})? [{UPPER}].*)"),
        re.compile(
            rf"(?i:{fund}|fonds) (?i:pour |en faveur |à destination |à )?(?i:{_OF}|le |la |les |l['’])?({PROPER})"
        ),
    ]


@cache
def _codes(spellings: tuple[tuple[str, str], ...]) -> dict[str, str]:
    names = [(name, code) for code, name in Locale("fr").territories.items() if len(code) == 2]
    return {fold(name).replace(" ", ""): code for name, code in [*names, *spellings]}


def country_code(name: str, ctx: PageContext) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of a country named in French, with or without article; None for anything else.
    Names are CLDR's (Babel) and the portal's own spellings."""
    codes, folded = _codes(tuple(ctx.words.get("countries", {}).items())), fold(name)
    return codes.get(folded.replace(" ", "")) or codes.get(_ARTICLE.sub("", folded).replace(" ", ""))


def kind_of_group(name: str, ctx: PageContext) -> str | None:
    """Return country, region, mission or former by a group's name alone; None when the name leaves it open."""
    words = ctx.words["groups"]
    if equals(name, words["former"]):
        return "former"
    if starts_with(name, words["mission"]):
        return "mission"
    if country_code(bare_name(name), ctx):
        return "country"
    return "region" if contains(name, words["region"]) else None


def bare_name(name: str) -> str:
    """Return a group's name without "Groupe-pays" before it."""
    return re.sub(rf"^groupes?[- ]pays\s+{_OF}?", "", name, flags=re.IGNORECASE)


def named_group(name: str, ctx: PageContext) -> Group:
    """Return the group of a name, as far as the name describes it."""
    kind = kind_of_group(name, ctx) or "thematic"
    return Group(id=slugify(name), name=name, kind=kind, country_code=country_code(name, ctx))


def is_named(text: str, name: str, ctx: PageContext) -> bool:
    """Return whether a text is nothing but a group's name as a page may write it: "Le groupe Crises et rehab"."""
    before = _ARTICLES | set(fold(" ".join(ctx.words["groups"]["generic"])).split())
    # Without the words that come before any group's name, and without "et", written "&" too.
    texts = (fold(words if len(words) <= LONGEST_NAME else "").split() for words in (text, name))
    written, own = ([*dropwhile(before.__contains__, (word for word in words if word != "et"))] for words in texts)
    return len(written) == len(own) > 0 and all(map(_is_word, written, own))


def _is_word(written: str, own: str) -> bool:
    """Return whether a word is another one, cut ("rehab") or misspelt by a letter or two."""
    cut = len(written) >= SHORTEST_CUT and own.startswith(written)
    return written == own or cut or SequenceMatcher(None, written, own).ratio() >= LEAST_ALIKE


def mentioned_group(text: str, ctx: PageContext) -> Group | None:
    """Return the group a text names ("la réunion du groupe-pays Maroc"), or None."""
    country, *others, _ = _patterns(ctx)
    if match := country.search(text):
        for name in _beginnings(match[1]):
            if country_code(name, ctx):
                return named_group(name, ctx)
    for match in filter(None, (pattern.search(text) for pattern in others)):
        name = _delimited(match[1], ctx)
        if len(name) in GROUP_NAME:
            return named_group(name, ctx)
    return None


def _beginnings(words: str) -> list[str]:
    """Return some words, and what is left of them without the last one, the last two, …"""
    pieces = words.split(" ")
    return [" ".join(pieces[:end]) for end in range(len(pieces), 0, -1)]


def _delimited(words: str, ctx: PageContext) -> str:
    """Return the name at the head of some words: up to its owner's or what closes it, else as far as capitals lead."""
    owners = "|".join(map(re.escape, ctx.words["groups"]["owners"]))
    words = re.split(rf",? de (?:{owners})\b", words, maxsplit=1)[0]
    stop = _STOP.search(words)
    if stop[0][:1].isspace() and not _CLOSING.match(stop[0]):
        return _CAPITALISED.match(words)[0]
    return words[: stop.start()].strip()


def fund_rows(news: News, paragraphs: list[str], ctx: PageContext) -> list[Fund | FundNews]:
    """Return the funds that an article is about: those its title names, else those its text names as solidarity funds,
    each with the day it was opened, if the article has it."""
    fund, names = _patterns(ctx)[-1], ctx.words["funds"]["names"]
    titled = [match[1] for match in fund.finditer(news.title)]
    named = (match[1] for text in paragraphs for match in fund.finditer(text) if contains(match[0], names))
    places = list(filter(None, (_place(words, ctx) for words in titled)))
    rows: list = []
    for name in dict.fromkeys(places or filter(None, (_place(words, ctx) for words in named))):
        place = Fund(id=slugify(name), name=name, country_code=country_code(name, ctx))
        rows += [place, FundNews(fund_id=place.id, news_id=news.id, opened=_opened(news, paragraphs, ctx))]
    return rows


def _place(words: str, ctx: PageContext) -> str | None:
    """Return the country among the words, or a place the portal knows ("PHILIPPINES" -> "Philippines")."""
    for name in _beginnings(words):
        name = name.capitalize() if name.isupper() and len(name) > 3 else name
        if country_code(name, ctx) or equals(name, ctx.words["funds"]["places"]):
            return name
    return None


def _opened(news: News, paragraphs: list[str], ctx: PageContext) -> str | None:
    """Return the day the fund was opened: the article's own day when its title is about the opening, else the date of
    the sentence about it."""
    opens = ctx.words["funds"]["opens"]
    if contains(news.title, opens):
        return news.published
    on = dt.date.fromisoformat(news.published) if news.published else None
    verb = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in opens), re.IGNORECASE)
    found = ((sentence, match) for sentence in sentences(paragraphs) if (match := verb.search(sentence)))
    return next(filter(None, (_date_of_opening(sentence, match.start(), on) for sentence, match in found)), None)


def _date_of_opening(sentence: str, verb: int, on: dt.date | None) -> str | None:
    """Return the date after the verb, else a clause before it that is a date; others are the catastrophe's."""
    clauses = ((clause.strip(), find_dates(clause, on=on)) for clause in sentence[:verb].split(","))
    alone = [spans[0] for clause, spans in clauses if spans and len(clause) <= len(spans[0].text) + LONGEST_LINK]
    return next((as_precise(span) for span in [*find_dates(sentence[verb:], on=on), *alone]), None)
