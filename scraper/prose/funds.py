"""What sentences state of the federation's solidarity funds."""

import re

from scraper.dates import find_dates
from scraper.prose.facts import Doubt, FundStatement
from scraper.prose.numbers import NUMBER, number_of
from scraper.prose.page import ProsePage, Sentence
from scraper.prose.words import alternatives
from scraper.text import fold

_UPPER = "A-ZÀ-ÖØ-Ý"
_PLACE = (
    rf"[{_UPPER}][\w’'-]*(?:\s(?:[–-]|et|/)\s(?:la\s|le\s|l['’])?[{_UPPER}][\w-]*|\s(?:de la|du|de|"
    rf"d['’])?\s?[{_UPPER}][\w-]*)*"
)
_TO = (
    r"(?:pour|en faveur de|en faveur du|en soutien à|en soutien au|à destination de|dédié à|dédié au|"
    r"destiné à|de solidarité avec|avec)\s"
)
_ARTICLE = r"(?:la\s|le\s|les\s|l['’]|du\s|de la\s|des\s|d['’]|de\s)?"
_KIND = alternatives("funds", "kinds")
_STATED = re.compile(
    rf"(?<![\w])(?P<fund>[Ff]onds)(?P<kind>\s{_KIND})?\s(?:{_TO})?{_ARTICLE}(?:«\s?)?(?P<place>{_PLACE})"
)
_BARE = re.compile(
    rf"(?<![\w])(?:(?:un|le|du|notre|ce)\s)(?:fonds)(?P<kind>\s{_KIND})?(?!\s(?:de|d['’]|vert|"
    rf"pour|européen|mondial))(?![\w])",
    re.IGNORECASE,
)
_TAKEN_UP = re.compile(
    rf"\bcelui (?:que nous avons |qui (?:est|a été) )?(?:consacré|dédié|ouvert|destiné)\w* (?:à|"
    rf"pour|au) {_ARTICLE}(?P<place>{_PLACE})"
)
_EURO = re.compile(
    rf"(?P<number>{NUMBER.pattern})(?P<decimals>,\d+)?(?:\s(?P<factor>millions?|milliards?))?\s?(?:d['’])?(?:€|"
    rf"euros?\b)",
    re.IGNORECASE,
)
_GIVERS = re.compile(
    rf"(?P<number>{NUMBER.pattern})\s(?:collectivités\s)?(?:{alternatives('funds', 'givers')})\b", re.IGNORECASE
)
_OF_GIVERS = re.compile(
    rf"(?P<number>{NUMBER.pattern})\scollectivités\s(?:ont (?:déjà )?(?:contribué|donné|abondé|"
    rf"participé)|{alternatives('funds', 'givers')})",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\b(?:ouv(?:r|er)\w*|cré(?:e|é|a)\w*|lanc(?:e|é)\w*|consacré)\b", re.IGNORECASE)
_CLOSES = re.compile(r"\b(?:ferm\w+|clos\w*|clôtur\w+)\b", re.IGNORECASE)
_GATHERS = re.compile(
    r"\b(?:dot[ée]\w*|recueilli\w*|s[’']él[eè]v\w+|collect\w+|apport[ée]\w*|total|réuni\w*|"
    r"attein\w+|rassembl\w+|compte|dépass\w+|affich\w+|dons)\b",
    re.IGNORECASE,
)
_ONE_GIFT = re.compile(
    r"\b(?:à partir de|contribution|vot[ée]\w*|subvention|disponible|par personne|dernier don|"
    r"minimum|enveloppe|frais)\b",
    re.IGNORECASE,
)
_TODAY = re.compile(r"\b(?:ce jour|aujourd[’']hui)\b", re.IGNORECASE)


def funds_of(page: ProsePage, places: frozenset[str]) -> tuple[list[FundStatement], list[Doubt]]:
    """Return the funds that an article speaks of, with what it states of each, and those with two amounts.

    places: folded names of countries and regions that a fund may be for: no other name makes "fonds" one.
    """
    found: dict[str, FundStatement] = {}
    for sentence in page.sentences:
        for match in (*_STATED.finditer(sentence.text), *_TAKEN_UP.finditer(sentence.text)):
            for place in _places(match["place"], places):
                if not any(fold(place) in fold(known) for known in found):
                    found[place] = FundStatement(place, sentence.source)
    if not found:
        for sentence in page.sentences:
            if _BARE.search(sentence.text) and (match := _BARE.search(sentence.text))["kind"]:
                place = next((each for text in (page.title, sentence.text) for each in _known(text, places)), None)
                if place:
                    found[place] = FundStatement(place, sentence.source)
                    break
    return list(found.values()), _figures(page, found)


def _places(written: str, places: frozenset[str]) -> list[str]:
    """Return the places of "Gaza et Soudan": two funds; of "Pologne – Moldavie": one."""
    parts = re.split(r"\set\s(?:la\s|le\s|l['’])?", written)
    kept = []
    for part in parts:
        if fold(part) in places or any(fold(piece) in places for piece in re.split(r"\s[–-]\s|\s/\s", part)):
            kept.append(part)
        elif known := _known(part, places):
            kept.append(known[0])
    return kept


def _known(text: str, places: frozenset[str]) -> list[str]:
    return [
        match.group()
        for match in re.finditer(rf"[{_UPPER}][\w-]+(?:\s(?:du\s|de\s)?[{_UPPER}][\w-]+)*", text)
        if fold(match.group()) in places
    ]


def _figures(page: ProsePage, found: dict[str, FundStatement]) -> list[Doubt]:
    """Add what sentences state of the funds: days, euros, donors. Of several funds, a sentence must name one."""
    doubts = []
    for sentence in page.sentences:
        named = [fund for place, fund in found.items() if fold(place) in fold(sentence.text)]
        fund = named[0] if named else (next(iter(found.values())) if len(found) == 1 else None)
        text = sentence.text
        speaks = re.search(r"\b(?:fonds|collecte|dons|comité des donateurs|appel)\b", text, re.IGNORECASE) is not None
        if len(named) > 1 or (not named and speaks and len(found) > 1 and re.search(r"\bun fonds\b", text)):
            fund = next(iter(found.values())) if not sentence.in_head else None
        taken = _TAKEN_UP.search(text)
        if taken and (
            other := next((each for place, each in found.items() if fold(place) in fold(taken["place"])), None)
        ):
            _opened(page, sentence, other, text[taken.start() :], taken.start())
            continue
        if fund is None:
            continue
        if speaks:
            _opened(page, sentence, fund, text, 0)
            _closed(page, fund, text)
        known, stated = fund.amount_eur, _amount(fund, text, speaks)
        if known is not None and stated not in (None, known):
            doubts.append(Doubt("two_amounts", f"{fund.place}: {known} € and {stated} €", sentence.source))
    return doubts


def _opened(page: ProsePage, sentence: Sentence, fund: FundStatement, text: str, _start: int) -> None:
    opens = _OPENS.search(text) or re.search(r"\b(?:création|ouverture|lancement)\b", text, re.IGNORECASE)
    if fund.opened or not opens:
        return
    for span in find_dates(text, on=page.published):
        between = text[min(opens.end(), span.offsets[1]) : max(opens.start(), span.offsets[0])]
        if len(between) > 70 or _CLOSES.search(between) or span.precision == "year":
            continue
        if re.search(r"(?:nuit|séisme|cyclone|tremblement|réunion)\b[^,]*$", text[: span.offsets[0]], re.IGNORECASE):
            continue
        if (span.start.isoformat()[:10]) > (page.published.isoformat() if page.published else "9999"):
            continue
        fund.opened = span.start.isoformat()[: 7 if span.precision == "month" else 10]
        return
    if _TODAY.search(text) and page.published:
        fund.opened = page.published.isoformat()


def _closed(page: ProsePage, fund: FundStatement, text: str) -> None:
    closes = _CLOSES.search(text)
    if fund.closed or not closes:
        return
    for span in find_dates(text[closes.start() :], on=page.published):
        if span.precision != "year" and span.offsets[0] < 60:
            fund.closed = span.start.isoformat()[: 7 if span.precision == "month" else 10]
            return


def _amount(fund: FundStatement, text: str, speaks: bool) -> int | None:
    """Return what a sentence says a fund has gathered, and keep it with the donors where none is known."""
    gathers = _GATHERS.search(text) is not None
    givers = _GIVERS.search(text) or _OF_GIVERS.search(text)
    if (
        givers
        and fund.donors is None
        and not re.search(r"\bdes\s$", text[: givers.start()])
        and number_of(givers["number"]) not in (None, 1)
    ):
        fund.donors = number_of(givers["number"])
    for match in _EURO.finditer(text):
        value = number_of(match["number"])
        if value is None or _ONE_GIFT.search(_around(text, match.start(), match.end())):
            continue
        if match["factor"]:
            size = 10**9 if match["factor"].lower().startswith("milliard") else 10**6
            value = round((value + float((match["decimals"] or ",0").replace(",", "0."))) * size)
        if (gathers and (speaks or givers)) or givers:
            fund.amount_eur = fund.amount_eur if fund.amount_eur is not None else value
            return value
    return None


def _around(text: str, start: int, end: int) -> str:
    """Return the clause that a figure is in."""
    begin = max((text.rfind(mark, 0, start) for mark in ",.;:"), default=-1)
    return text[begin + 1 : end + 20]
