"""What must be done by a day, as sentences ask it."""

import re

from scraper.dates import day_of
from scraper.prose.facts import StatedDeadline
from scraper.prose.occasions import dates_of
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
    r"\b(?:répon\w+|réponse|propositions?|candidatures?|cv|lettre|envoy\w+|retour\w*|rend\w+|attendu\w*|adress\w+|transmet\w+|remett?\w+|parvenir)\b",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"\b(?:exposition|se visite|visible|ouvert au public|mandat|accrochés?|prolongée?|à voir)\b", re.IGNORECASE
)


_CLOSES = re.compile(
    r"\s*(?:[-–•]\s?)?(?:"
    r"(?P<label>clôture|date limite|limite|remise|dépôt|réception|envoi|retour|fin des inscriptions)\b[^.;:]*:\s|"
    r"[^:]{3,40}:\s(?P<step>(?:date limite|clôture|fin|fermeture|dernier jour|remise|réception)\b[^.;:,]*))",
    re.IGNORECASE,
)
"""A line of a calendar that is for a last day: "29 avril, 12 h : clôture du dépôt"."""


def deadlines_of(page: ProsePage) -> list[StatedDeadline]:
    """Return the deadlines of an article, none before its publication."""
    found: dict[str, StatedDeadline] = {}
    for sentence in page.sentences if page.published else ():
        text = sentence.text
        asked, closes = _ASKED.search(text), _CLOSES.match(text)
        if _NEVER.search(text):
            continue
        what = (closes["step"] or closes["label"] if closes else asked.group() if asked else "").lower()
        for dated in dates_of(page, sentence):
            span = dated.span
            day = day_of(span.end if span.open == "end" else span.start)
            if span.precision not in ("day", "minute") or day < page.published:
                continue
            before, is_last = text[: dated.start], _AFTER.match(text, dated.end) is not None
            due = span.text.lower().startswith("pour") and _GIVES_BACK.search(before)
            stated = due or span.open == "start" or _BEFORE.search(before)
            if is_last or closes or (asked and stated):
                found.setdefault(day.isoformat(), StatedDeadline(day.isoformat(), what or "délai", sentence.source))
    return list(found.values())
