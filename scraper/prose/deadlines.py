"""What must be done by a day, as sentences ask it."""

import datetime as dt
import re

from scraper.dates import find_dates
from scraper.prose.facts import StatedDeadline
from scraper.prose.page import ProsePage
from scraper.prose.words import alternatives

_BEFORE = re.compile(
    r"(?:\bavant|\bjusqu[’']au?|\bd[’']ici(?: au| le)?|\bau plus tard|\blimite|\bdélai|"
    r"\bpassée?|\bbutoir|\bretours?|\bréponses? (?:souhaitée?s?|attendue?s?)|\bclos(?:es?)?|\bclôtur\w+|"
    r"\bclôture|\bferm\w+|\béchéance|\bpour)(?:\s(?:est|sont|fixée?s?|"
    r"de|des|du|fiches?|réponses?|questionnaires?|dépôt|candidatures?|inscriptions?|envoi|réception|dossiers?|"
    r"au|le|lundi|mardi|"
    r"mercredi|jeudi|vendredi|samedi|dimanche))*\s?:?\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s?(?:,\s)?\(?(?:inclus|compris|au plus tard|dernier délai|délai de rigueur|,?\s?(?:à\s)?(?:minuit|23\s?h\s?59))",
    re.IGNORECASE,
)
"""What follows a last day: "le 15 mai au plus tard"."""
_ASKED = re.compile(rf"(?<!\w){alternatives('deadlines', 'what')}(?!\w)")
_GIVES_BACK = re.compile(
    r"\b(?:répon\w+|envoy\w+|retour\w*|rend\w+|attendu\w*|adress\w+|transmet\w+|remett?\w+|parvenir)\b", re.IGNORECASE
)
_NEVER = re.compile(
    r"\b(?:exposition|se visite|visible|ouvert au public|mandat|accrochés?|prolongée?|à voir)\b", re.IGNORECASE
)


def deadlines_of(page: ProsePage) -> list[StatedDeadline]:
    """Return the deadlines of an article, none before its publication."""
    found: dict[str, StatedDeadline] = {}
    for sentence in page.sentences:
        text = sentence.text
        asked = _ASKED.search(text)
        if asked is None or _NEVER.search(text):
            continue
        for span in find_dates(text, on=page.published):
            day = (
                (span.start.date() if isinstance(span.start, dt.datetime) else span.start)
                if span.open != "start"
                else (span.end.date() if isinstance(span.end, dt.datetime) else span.end)
            )
            if span.precision not in ("day", "minute") or (page.published and day < page.published):
                continue
            due = span.text.lower().startswith("pour") and _GIVES_BACK.search(text[: span.offsets[0]])
            if (
                due
                or span.open == "start"
                or _AFTER.match(text, span.offsets[1])
                or _BEFORE.search(text[: span.offsets[0]])
            ):
                found.setdefault(
                    day.isoformat(), StatedDeadline(day.isoformat(), asked.group().lower(), sentence.source)
                )
    return list(found.values())
