"""How many came to what took place, as sentences report it."""

import re

from scraper.prose.facts import StatedEvent
from scraper.prose.numbers import NUMBER, number_of
from scraper.prose.page import ProsePage, Sentence
from scraper.prose.words import alternatives
from scraper.text import fold

_UNIT = alternatives("attendance", "units")
_COUNT = re.compile(
    rf"(?<![\w,.-])(?P<number>{NUMBER.pattern})\s(?:(?:autres|jeunes|quelque)\s)?(?:d[’']|"
    rf"de\s)?(?P<unit>{_UNIT})(?!\w)",
    re.IGNORECASE,
)
_THEY_WERE = re.compile(
    rf"\b(?:[Ii]ls|[Ee]lles|[Nn]ous) étai(?:en)?\w+ (?:(?:plus|près|moins) (?:de |d[’'])|environ |"
    rf"quelque )?(?P<number>{NUMBER.pattern})"
    r"(?=\s(?:à\b|au\b|dans\b|autour\b|réuni|présent)|[,.])",
    re.IGNORECASE,
)
_SHARE = re.compile(rf"(?P<number>{NUMBER.pattern})\sdes\s(?:{NUMBER.pattern})\s(?P<unit>{_UNIT})(?!\w)", re.IGNORECASE)
"""Those of all that came: "dix-huit des trente et une collectivités"."""
_COME = alternatives("attendance", "comes")
_GATHER = alternatives("attendance", "gathers")
_BEFORE = re.compile(
    rf"\b(?:{_GATHER})\s(?:[\w’'«»-]+\s){{0,6}}$|\b(?:devant|en présence de|en présence d[’']|délégation (?:forte )?de|"
    r"(?:composée|formée|constituée) de|assistance de|présence de|participation de|fréquentation de|"
    r"reçue?s? [^.;]{0,60}par|"
    r"d[’']une délégation de|représentants de)\s(?:(?:plus|près) de |près d[’']|environ |"
    r"quelque |les )?(?:une\s)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"[^.;]{{0,90}}?\b(?:{_COME})\b|[^.;:«»]{{0,60}}?\s(?:étaient|avaient|ont|se sont|"
    rf"s[’']étaient)\b(?! été (?:touch|sinistr|détrui|bless|tu[ée])\w*)|\s(?:présente?s|"
    r"connectée?s|réunie?s|venue?s|autour|dans l|dans la|derrière)\b",
    re.IGNORECASE,
)
_NOT_COUNTED = re.compile(
    r"\b(?:au maximum|maximum|places?|limitée?s?|capacité|habitants|jusqu[’']à|édition (?:précédente|passée)|"
    r"précédente? édition|"
    r"l[’']an (?:dernier|passé)|l[’']année (?:dernière|passée)|(?:groupe|réseau|fédération|association|fonds|"
    r"programme|charte|"
    r"pays|région|département|dispositif|bureau)(?:-pays)?\s(?:\w+\s)?(?:compte|réunit|rassemble|fédère|"
    r"regroupe|associe)|comité de|seront|"
    r"sera|sont attendu\w*|bourses?|euros?|abond\w+|contribué|donat\w+|membres recevr\w+)\b",
    re.IGNORECASE,
)


def add_attendance(page: ProsePage, events: list[StatedEvent]) -> None:
    """Add to events that took place how many came, from their own sentence or the next that counts people."""
    if page.published is None:
        return
    today = page.published.isoformat()
    past = [event for event in events if event.starts[:10] <= today and event.status is None]
    numbers = {id(each.source): each.number for each in page.sentences}
    for sentence in page.sentences:
        counted = _counted(sentence)
        own = [event for event in events if event.source is sentence.source]
        before = [event for event in past if numbers[id(event.source)] <= sentence.number]
        for event in [event for event in own if event in past][:1] or ([] if own else (before[-1:] or past[:1])):
            if counted and event.attendance is None:
                event.attendance, event.attendance_unit = counted


def _counted(sentence: Sentence) -> tuple[int, str | None] | None:
    """Return how many came, and what is counted, as a sentence states it; None where it does not."""
    text = sentence.text
    if found := _THEY_WERE.search(text):
        return number_of(found["number"]) or 0, None
    for match in (*_SHARE.finditer(text), *_COUNT.finditer(text)):
        value = number_of(match["number"])
        clause = text[max(0, match.start() - 60) : match.end() + 60]
        if (
            value is None
            or value < 3
            or _NOT_COUNTED.search(clause)
            or re.search(r"\b(?:19|20)\d\d\b", match["number"])
        ):
            continue
        came = fold(match["unit"]) in ("participants", "participantes", "connectes", "congressistes", "convives")
        if came or _BEFORE.search(text[: match.start()]) or _AFTER.match(text, match.end()):
            return value, _unit(sentence, match)
    return None


def _unit(sentence: Sentence, match: re.Match[str]) -> str:
    """Return what is counted with the adjectives and the second noun that follow: "villes et départements"."""
    more = re.match(rf"\set\s(?:{_UNIT})(?!\w)", sentence.text[match.end() :], re.IGNORECASE)
    end = match.end() + (more.end() if more else 0)
    for token in sentence.tokens(end, len(sentence.text)):
        if token.pos_ != "ADJ" or token.morph.get("Number") == ["Sing"] or token.dep_ != "amod":
            break
        end = token.idx - sentence.span.start_char + len(token.text)
    return sentence.text[match.start("unit") : end]
