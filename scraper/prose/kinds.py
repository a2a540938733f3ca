"""What sort of article a text is."""

import re
from functools import cache

from scraper.prose.facts import FundStatement, Source, StatedDeadline, StatedEvent
from scraper.prose.page import ProsePage, Sentence
from scraper.prose.words import WORDS, alternatives
from scraper.text import fold

_NOMINATION = re.compile(
    r"\b(?:présiden\w*|vice-présiden\w*|coprésiden\w*|référent\w*|nomination\w*|nommée?s?|élue?s?|élections?|bureau|"
    r"à la tête|succède|succession|reconduit\w*|passe la main|passage de (?:témoin|relais)|prend les rênes)\b",
    re.IGNORECASE,
)
_TAKES_PLACE = re.compile(
    r"\b(?:réunion|rencontre|séance|assises|forum|témoigne|intervient|reçoit|reçue?)\b", re.IGNORECASE
)
_DATELINE = re.compile(r"^[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+)*,\s(?:le\s)?\d{1,2}(?:er)?\s\w+(?:\s\d{4})?\s?[.–—-]")
_TRIBUNE = re.compile(r"(?:Tribune|TRIBUNE)\b(?=\s?[:.–«]|$)")
_EXHIBITION = re.compile(r"\bexposition\b", re.IGNORECASE)
_RESULTS = re.compile(r"\b(?:lauréat\w*|palmarès|résultats?|gagnant\w*|récompens\w+|vainqueurs?)\b", re.IGNORECASE)
_APPEARS = re.compile(
    rf"\b(?:publi\w+|par[aû]\w+|sort(?:ie)?|disponibles?|téléchargeables?|télécharger|en ligne|édit\w+|"
    rf"consultables?|recense|dresse|"
    rf"consacrée?|conduite?|propose)\b[^.;]{{0,80}}\b(?:{alternatives('parts', 'works')})\b|"
    rf"\b(?:{alternatives('parts', 'works')})\b[^.;]{{0,90}}\b(?:publi\w+|par[aû]\w+|disponibles?|"
    rf"téléchargeables?|télécharger|en ligne|"
    r"édit\w+|consultables?|recense|dresse|gratuit\w*|pages)\b",
    re.IGNORECASE,
)
_IS_A_REPORT = re.compile(
    r"\b(?:compte[- ]rendu|retour sur|retour de mission|bilan de la|relevé de conclusions)\b", re.IGNORECASE
)


def genre_of(page: ProsePage) -> str:
    """Return obituary, tribune or job_offer where an article's head or beginning says so, else ""."""
    for kind in ("obituary", "tribune", "job_offer"):
        if _says(_head(page), kind) or _says(page.body[:2], f"{kind}_opening"):
            return kind
    return ""


def kind_of(
    page: ProsePage, occasions: list[StatedEvent], funds: list[FundStatement], deadlines: list[StatedDeadline]
) -> tuple[str, Source | None]:
    """Return the kind of an article and the title or sentence that decides it.

    What its head says it is goes before what it states. meeting: it announces an event; report: it reports one.
    """
    head, opening = _head(page), page.body[:2]
    if page.body and _DATELINE.match(page.body[0].text):
        return "communique", page.body[0].source
    for kind in WORDS["kinds"]["order"]:
        if (kind == "fund" and not funds) or (kind == "call" and any(_RESULTS.search(each.text) for each in head)):
            continue
        if said := _says(head, kind) or _says(opening, f"{kind}_opening"):
            if (
                kind == "call"
                and not re.search(r"\bappel\b", said.text, re.IGNORECASE)
                and _says(page.body, "training")
            ):
                return "training", said.source
            return kind, said.source
    for fund in funds:
        if any(fund.source is each.source for each in (*head, *opening)):
            return "fund", fund.source
    for each in opening:
        if _APPEARS.search(each.text) and not (occasions and occasions[0].source is each.source):
            return "publication", each.source
    return _by_event(page, occasions) or _without_event(page, opening, deadlines)


def _by_event(page: ProsePage, occasions: list[StatedEvent]) -> tuple[str, Source | None] | None:
    """Return meeting or report for an article that an event leads, other for one that only mentions it."""
    day = page.published.isoformat() if page.published else ""
    title = " ".join(each.text for each in _head(page))
    named = (_NOMINATION.search(title) and not _TAKES_PLACE.search(title)) or any(
        _EXHIBITION.search(each.text) for each in (*_head(page), *page.body[:1])
    )
    if not occasions or named:
        return ("other", None) if named else None
    past = [
        event for event in occasions if event.starts[:10] < day or (event.starts[:10] == day and _is_reported(event))
    ]
    first = occasions[0]
    if first.precision == "month":
        return "other", None
    if first in past or _IS_A_REPORT.search(title):
        return "report", first.source
    led = next((event for event in occasions if _leads(page, event)), None)
    if led is not None:
        return ("report" if led in past else "meeting"), led.source
    return ("report", past[0].source) if past else None


def _without_event(
    page: ProsePage, opening: list[Sentence], deadlines: list[StatedDeadline]
) -> tuple[str, Source | None]:
    if deadlines:
        return "call", deadlines[0].source
    for kind in ("call", "publication"):
        if said := _says(opening, kind):
            return kind, said.source
    return "other", None


def _is_reported(event: StatedEvent) -> bool:
    """Return whether an event of the day of publication is reported as past."""
    return (
        re.search(r"\b(?:s[’']est|se sont|a|ont|était|étaient|avait)\s\w+", event.source.sentence) is not None
        and re.search(r"\b\w+(?:ra|ront)\b", event.source.sentence) is None
    )


def _leads(page: ProsePage, occasion: StatedEvent) -> bool:
    """Return whether an event is what the article is about: its head or its first sentences have it."""
    return any(occasion.source is each.source for each in (*_head(page), *page.body[:3]))


def _head(page: ProsePage) -> list[Sentence]:
    return [each for each in page.sentences if each.in_head]


def _says(sentences: list[Sentence], kind: str) -> Sentence | None:
    """Return the first sentence that has a word of a kind."""
    pattern = _words_of(kind)
    return next(
        (
            each
            for each in sentences
            if (pattern and pattern.search(fold(each.text)))
            or (kind.startswith("tribune") and _TRIBUNE.match(each.text))
        ),
        None,
    )


@cache
def _words_of(kind: str) -> re.Pattern[str] | None:
    words = "|".join(re.escape(fold(word)) for word in WORDS["kinds"].get(kind, ()))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None
