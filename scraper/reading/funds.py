"""The solidarity funds an article speaks of, and when it says they were opened."""

import datetime as dt
import re

from scraper.dates import find_dates
from scraper.portal import Portal
from scraper.reading.countries import country_code
from scraper.reading.text import contains, fold
from scraper.reading.written import as_precise
from scraper.records import Fund, FundNews, News, slugify

_UPPER = "A-ZÀ-ÖØ-ÞŒ"
_PLACE = rf"([{_UPPER}][\w’'-]*(?:[ -](?:et |de |du |la |des |d['’])?[{_UPPER}][\w’'-]*){{0,3}})"
_FUND = re.compile(
    r"[Ff]onds (?:de solidarité |d['’]urgence )?(?:pour |en faveur |à destination |à )?"
    rf"(?:de la |de l['’]|du |des |de |d['’]|le |la |les |l['’])?{_PLACE}"
)
_CAPITALS = re.compile(rf"FONDS DE SOLIDARIT[ÉE] (?:POUR )?(?:L[AE'’]S? ?)?{_PLACE}")
LONGEST_LINK = 7
"""Characters of the words that may go with a date in a clause that is nothing but one ("en", "depuis")."""
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")


def named(news: News, paragraphs: list[str], portal: Portal) -> list:
    """Fund and FundNews records: funds the title names, else those the text names as a solidarity fund."""
    places = _places(news.title, portal) or [p for text in paragraphs for p in _places(text, portal, whole_name=True)]
    rows: list = []
    for name in dict.fromkeys(places):
        fund = Fund(id=slugify(name), name=name, country_code=country_code(name, portal))
        rows += [fund, FundNews(fund_id=fund.id, news_id=news.id, opened=_opened(news, paragraphs, portal))]
    return rows


def _places(text: str, portal: Portal, *, whole_name: bool = False) -> list[str]:
    found = []
    if not contains(text, ["fonds"]):
        return found
    capitals = _CAPITALS.search(text)
    for match in [capitals] if capitals else _FUND.finditer(text):
        if whole_name and not contains(match[0], portal.words["funds"]["names"]):
            continue
        place = _place(match[1], portal)
        if place:
            found.append(place)
    opened_for = re.search(rf"fonds de solidarité pour (?:la |le |les |l['’])?{_PLACE}", text)
    if opened_for and (place := _place(opened_for[1], portal)) and place not in found:
        found.append(place)
    return found


def _place(words: str, portal: Portal) -> str | None:
    """The country among the words, or a place the portal knows; capitals undone ("PHILIPPINES" -> "Philippines")."""
    pieces = words.split(" ")
    for end in range(len(pieces), 0, -1):
        name = " ".join(pieces[:end])
        name = name.capitalize() if name.isupper() and len(name) > 3 else name
        if country_code(name, portal) or fold(name) in {fold(p) for p in portal.words["funds"]["places"]}:
            return name
    return None


def _opened(news: News, paragraphs: list[str], portal: Portal) -> str | None:
    """When the article says the fund was opened: its own day when the title says so, the date of the sentence else."""
    opens = portal.words["funds"]["opens"]
    if contains(news.title, opens):
        return news.published
    on = dt.date.fromisoformat(news.published) if news.published else None
    for paragraph in paragraphs:
        for sentence in _SENTENCE.split(paragraph):
            said = next((match for word in opens if (match := _said(word, sentence))), None)
            if said and (date := _date_of_opening(sentence, said, on)):
                return date
    return None


def _said(word: str, sentence: str) -> re.Match | None:
    return re.search(rf"\b{re.escape(word)}\b", sentence, re.IGNORECASE)


def _date_of_opening(sentence: str, said: re.Match, on: dt.date | None) -> str | None:
    """The date after the verb, else a clause before it that is only a date: other dates are the catastrophe's."""
    after = find_dates(sentence[said.start() :], on=on)
    if after:
        return as_precise(after[0])
    for clause in sentence[: said.start()].split(","):
        spans = find_dates(clause, on=on)
        if spans and len(clause.strip()) <= len(spans[0].text) + LONGEST_LINK:
            return as_precise(spans[0])
    return None
