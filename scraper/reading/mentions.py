"""Countries, groups and solidarity funds by their names, and which of them a text names."""

import datetime as dt
import re
from dataclasses import dataclass
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


@dataclass(frozen=True)
class _Patterns:
    """The patterns that name a group or a fund in a text, in the portal's words."""

    country: re.Pattern
    others: tuple[re.Pattern, ...]
    """Any other group, by "groupe" or by what the portal calls its groups beside."""
    fund: re.Pattern


@cache
def _patterns(
    groups: tuple[str, ...], named: tuple[str, ...], qualifiers: tuple[str, ...], funds: tuple[str, ...]
) -> _Patterns:
    of_country, qualified, of_fund = map(_any, (groups, qualifiers, funds))
    heads = "|".join(map(re.escape, named))
    return _Patterns(
        re.compile(rf"{of_country} {_OF}?({PROPER})"),
        (
            re.compile(rf"[Gg]roupe (?:{qualified} )?([{UPPER}].*)"),
            re.compile(rf"\bla ((?:{heads})(?: {qualified})? [{UPPER}].*)"),
        ),
        re.compile(
            rf"(?i:{of_fund}|fonds) (?i:pour |en faveur |à destination |à )?(?i:{_OF}|le |la |les |l['’])?"
            rf"({PROPER})"
        ),
    )


def _any(words: tuple[str, ...]) -> str:
    """Return a pattern of any of some words, however their first letter, accents and apostrophes are written."""
    firsts = (f"[{word[0].upper()}{word[0].lower()}]{re.escape(word[1:])}" for word in words)
    return "(?:" + "|".join(first.replace("é", "[ée]").replace("'", "['’]") for first in firsts) + ")"


def _of(ctx: PageContext) -> _Patterns:
    groups = ctx.words["groups"]
    lists = (groups["country"], groups["named"], groups["qualifiers"], ctx.words["funds"]["names"])
    return _patterns(*map(tuple, lists))


@cache
def _codes(spellings: tuple[tuple[str, str], ...]) -> dict[str, str]:
    names = {fold(name): code for code, name in Locale("fr").territories.items() if len(code) == 2 and code.isalpha()}
    names |= {fold(name): code for name, code in spellings}
    return {name.replace(" ", ""): code for name, code in names.items()}


def country_code(name: str, ctx: PageContext) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of a country named in French, with or without article; None for anything else.
    Names are CLDR's (Babel) and the portal's own spellings."""
    codes = _codes(tuple(ctx.words.get("countries", {}).items()))
    folded = fold(name)
    return codes.get(folded.replace(" ", "")) or codes.get(_ARTICLE.sub("", folded).replace(" ", ""))


def kind_of_group(name: str, ctx: PageContext) -> str | None:
    """Return country, region, mission or former by a group's name alone; None when the name leaves it open."""
    words = ctx.words["groups"]
    if equals(name, words["former"]):
        return "former"
    if starts_with(name, words["mission"]):
        return "mission"
    if country_code(bare_name(name, ctx), ctx):
        return "country"
    return "region" if contains(name, words["region"]) else None


def bare_name(name: str, ctx: PageContext) -> str:
    """Return a group's name without "Groupe-pays" before it."""
    if not starts_with(name, ctx.words["groups"]["country"]):
        return name
    return re.sub(rf"^\S*groupe[- ]?pays\s+{_OF}?", "", name, flags=re.IGNORECASE)


def is_named(text: str, name: str, ctx: PageContext) -> bool:
    """Return whether a text is nothing but a group's name as a page may write it: "Le groupe Crises et rehab"."""
    before = _ARTICLES | {word for label in ctx.words["groups"]["generic"] for word in fold(label).split()}
    written, own = (_bare_words(words, before) for words in (text, name))
    return len(written) == len(own) > 0 and all(map(_is_word, written, own))


def _bare_words(text: str, before: frozenset[str]) -> list[str]:
    """Return the words of a name, without those that come before any group's and without "et" (written "&" too)."""
    words = fold(text).split() if len(text) <= LONGEST_NAME else []
    return [*dropwhile(before.__contains__, (word for word in words if word != "et"))]


def _is_word(written: str, own: str) -> bool:
    """Return whether a word is another one, cut ("rehab") or misspelt by a letter or two."""
    cut = len(written) >= SHORTEST_CUT and own.startswith(written)
    return written == own or cut or SequenceMatcher(None, written, own).ratio() >= LEAST_ALIKE


def mentioned_group(text: str, ctx: PageContext) -> Group | None:
    """Return the group a text names ("la réunion du groupe-pays Maroc"), known by mention only; None when it names
    none."""
    patterns = _of(ctx)
    if match := patterns.country.search(text):
        for name in _beginnings(match[1]):
            if code := country_code(name, ctx):
                return Group(id=slugify(name), name=name, kind="country", country_code=code)
    for pattern in patterns.others:
        if match := pattern.search(text):
            name = _delimited(match[1], ctx)
            if 2 < len(name) <= 60:
                return Group(id=slugify(name), name=name, kind=kind_of_group(name, ctx) or "thematic")
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
    places = _places(news.title, ctx) or [p for text in paragraphs for p in _places(text, ctx, whole_name=True)]
    rows: list = []
    for name in dict.fromkeys(places):
        fund = Fund(id=slugify(name), name=name, country_code=country_code(name, ctx))
        rows += [fund, FundNews(fund_id=fund.id, news_id=news.id, opened=_opened(news, paragraphs, ctx))]
    return rows


def _places(text: str, ctx: PageContext, *, whole_name: bool = False) -> list[str]:
    """Return the places whose funds a text names. whole_name: only those it calls a solidarity fund."""
    names = ctx.words["funds"]["names"]
    matches = [match for match in _of(ctx).fund.finditer(text) if not whole_name or contains(match[0], names)]
    return [place for match in matches if (place := _place(match[1], ctx))]


def _place(words: str, ctx: PageContext) -> str | None:
    """Return the country among the words, or a place the portal knows; capitals undone ("PHILIPPINES" ->
    "Philippines")."""
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
    for sentence in sentences(paragraphs):
        if (opening := verb.search(sentence)) and (date := _date_of_opening(sentence, opening.start(), on)):
            return date
    return None


def _date_of_opening(sentence: str, verb: int, on: dt.date | None) -> str | None:
    """Return the date after the verb, else a clause before it that is only a date: other dates are the
    catastrophe's."""
    if after := find_dates(sentence[verb:], on=on):
        return as_precise(after[0])
    for clause in sentence[:verb].split(","):
        spans = find_dates(clause, on=on)
        if spans and len(clause.strip()) <= len(spans[0].text) + LONGEST_LINK:
            return as_precise(spans[0])
    return None
