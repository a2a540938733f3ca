"""The move of an event to another day than the one that was announced, as a sentence has it."""

import datetime as dt
import re
from dataclasses import dataclass

from scraper.dates import DateSpan, day_of, find_dates

MOST_DATES = 8
"""Dates of a sentence that are looked at: more are a programme."""
_PUT_OFF = r"(?:report|décal|repouss|ajourn|reprogramm|replanifi|postpos)"
_SHIFTED = r"(?:déplac|avanc|remis|transf[ée]r|renvoy|différ)"
"""Verbs that mean much else, unless the day they lead to is right behind them."""
_PARTICIPLE = r"(?:ée?s?|e?s?)"
_NO_EVENT = re.compile(
    r"\b(?:dates? limites?|échéances?|clôture|délais?|dépôts?|candidatures?|inscriptions?|réponses?|remise des|crédits?"
    r"|budgets?|budgétaires?|votes?|voix|élections?|scrutin|examen|paiements?|dettes?|soldes?"
    r"|appels? à (?:projets|candidatures))\b",
    re.IGNORECASE,
)
_TITLED = re.compile(
    rf"(?<![\w'’-])(?:{_PUT_OFF}|{_SHIFTED}){_PARTICIPLE}\s+(?:au|aux|du|pour le)\s+"
    r"(?:\w+di\s+|dimanche\s+)?(?:1er|\d)",
    re.IGNORECASE,
)

# What stands before a date, down to the date itself.
_NEW = re.compile(
    r"\b(?:nouvelles? (?:dates?|échéance)|nouveau (?:rendez-vous|jour|créneau)|date de report)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_MOVED = re.compile(
    rf"(?<![\w'’-])(?:(?P<put>{_PUT_OFF}(?:ée?s?|s|er|e|ent|era|eront|ons|a)?)|(?P<shifted>{_SHIFTED}{_PARTICIPLE}))"
    r"(?![\w-])(?P<gap>[^.;!?]{0,80})$",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:finalement|désormais|dorénavant|aura lieu|auront lieu|aura donc lieu"
    r"|(?:se|s['’]) ?(?:tiendr|déroul|réunir)\w+|sera (?:organisée?|proposée?|maintenue?)|est fixée?"
    r"|a (?:finalement )?eu lieu)\b(?:(?! et |[;.]).){0,50}$",
    re.IGNORECASE,
)
_FIRST_PLAN = re.compile(
    r"\b(?:initialement|primitivement|d['’]abord|à l['’]origine|au départ|anciennement|précédemment)\b[^;.]{0,60}$"
    r"|\b(?:prévue?s?|programmée?s?|annoncée?s?|fixée?s?|planifiée?s?|convoquée?s?|envisagée?s?)\b"
    r"(?! au plus tard)(?:(?!\b(?:reporté|décal|sera|aura)).){0,40}$"
    r"|\b(?:devai(?:t|ent)|aurai(?:t|ent) dû)\b[^;.]{0,50}$",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"(?:\bau (?P<place>lieu)|\bplutôt que|\bet non(?: pas| plus)?)\s*(?:celle |celui )?$", re.IGNORECASE
)

# What stands before a verb, or behind it.
_REFLEXIVE = re.compile(r"(?:\b[sm]['’](?:est|était|étaient|y)|\bse(?: sont| étaient)?)\s+$", re.IGNORECASE)
_HAS_OBJECT = re.compile(r"(?:\b(?:a|ai|as|ont|avons|avait|les|des|aux|ces|nos|leurs)\s|\b[dl]['’])\s*$", re.IGNORECASE)
"""The words before a verb that has an object, or before a noun ("les avancées")."""
_TARGET = re.compile(r"(?:au|aux|à|en|pour|jusqu['’](?:au|en|à))\b", re.IGNORECASE)
_FROM = re.compile(r"(?:du|de|des)\b", re.IGNORECASE)
_BARE_DAY = re.compile(r"\ble (\d{1,2})(?:er)?(?=,? (?:et non|au lieu|plutôt que))", re.IGNORECASE)
_WITHOUT_DAY = re.compile(
    rf"(?:\b(?:est|sont|été|sera|seront|être|était|étaient)\s+(?:\w+ment\s+|donc\s+)?{_PUT_OFF}ée?s?"
    rf"|\b(?:{_PUT_OFF}|différ|remis)(?:ée?s?|e?s?)\s+"
    r"(?:à une date|à plus tard|à une autre|sine die|ultérieurement))(?!\w)"
    r"(?!\s+(?:d['’]une? |de )(?:\w+ ){0,2}(?:heures?|minutes?|h\b|min\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Move:
    """An event on another day than the one announced."""

    new: DateSpan | None
    """The day it is moved to, None where the sentence has none."""
    old: DateSpan | None
    """The day it is moved from, where the sentence has it."""
    subject: str
    """The words in which the sentence names what is moved."""
    sooner: bool = False
    """Whether the new day may come before the old one."""
    corrected: bool = False
    """Whether the old day was a mistake ("le 11 et non le 12") and nothing is put off."""

    @property
    def is_range(self) -> bool:
        """Whether both days come from one range ("déplacé du 3 au 10 mai")."""
        return bool(self.old and self.new) and self.old.offsets == self.new.offsets


def is_moved(title: str) -> bool:
    """Return whether a title moves an event to another day ("décalée au 3 mai")."""
    return bool(_TITLED.search(title))


def names_no_event(text: str) -> bool:
    """Return whether words name what is put off and is no event: deadlines, credits, votes."""
    return bool(_NO_EVENT.search(text))


def find_move(text: str, spans: list[DateSpan], on: dt.date) -> Move | None:
    """Return the move in a sentence or a title, or None. spans: its dates; on: the page's day."""
    begins = [0, *(span.offsets[1] for span in spans)]
    before = {span: text[begin : span.offsets[0]] for begin, span in zip(begins, spans[:MOST_DATES], strict=False)}
    move = _to_day(text, before, on) or _in_place_of(text, before, on) or _to_no_day(text, before)
    return None if move is None or names_no_event(move.subject) else move


def _to_day(text: str, before: dict[DateSpan, str], on: dt.date) -> Move | None:
    """Return the move to a day: "est reportée au 19 octobre", "déplacé du 3 au 10 mai", "nouvelle date : le 3 juin".
    before: the dates of the text, and the words before each."""
    for span, words in before.items():
        begin = span.offsets[0] - len(words)
        if found := _NEW.search(words):
            return Move(span, _first_plan(span, before), text[: begin + found.start()])
        found = _MOVED.search(words)
        above = text[: begin + found.start()] if found else ""
        if found and _leads(found, above, span, on):
            if _FROM.match(span.text):
                return Move(span._replace(start=span.end), span._replace(end=span.start), above)
            sooner = found[0].lower().startswith("avanc")
            return Move(span, _first_plan(span, before), above + found["gap"], sooner)
    return None


def _first_plan(new: DateSpan, before: dict[DateSpan, str]) -> DateSpan | None:
    """Return the day of the first plan: the one that words mark, else the one before the new day."""
    others = [span for span in before if span is not new]
    marked = (span for span in others if _FIRST_PLAN.search(before[span]))
    return next(marked, next((span for span in others if span.offsets[1] <= new.offsets[0]), None))


def _leads(verb: re.Match, above: str, span: DateSpan, on: dt.date) -> bool:
    """Return whether a verb leads to a date a few words behind it."""
    is_near = not verb["gap"].strip(" ,:")
    if _REFLEXIVE.search(above) or (verb["shifted"] and not is_near):
        return False
    if _TARGET.match(span.text):
        return True
    if _FROM.match(span.text):
        return is_near and span.start != span.end and not (verb["shifted"] and _HAS_OBJECT.search(above))
    # "reportée le 3 mars" says when that was decided, unless the day is still to come.
    return is_near and bool(verb["put"]) and day_of(span.start) > on


def _in_place_of(text: str, before: dict[DateSpan, str], on: dt.date) -> Move | None:
    """Return the move from one day to another: "le 19 au lieu du 12 mai", "prévue le 4 mai, se tiendra le 11 juin"."""
    for old, words in before.items():
        instead = _INSTEAD.search(words)
        if not instead and not _FIRST_PLAN.search(words):
            continue
        corrected = bool(instead and not instead["place"])
        for new in before:
            if new is not old and (instead or _HELD.search(before[new])):
                subject = text[: min(old.offsets[0], new.offsets[0])]
                return Move(new, old, subject, instead is not None, corrected)
        if instead and (bare := _BARE_DAY.search(text)):
            new = find_dates(re.sub(r"\d{1,2}(?:er)?", bare[1], old.text, count=1), on=on)
            return Move(new[0]._replace(text=bare[0]), old, text[: bare.start()], True, corrected) if new else None
    return None


def _to_no_day(text: str, before: dict[DateSpan, str]) -> Move | None:
    """Return the move of an event to no day: "est reportée", "reporté à une date ultérieure"."""
    mark = _WITHOUT_DAY.search(text)
    old = next((span for span in before if mark and span.offsets[1] <= mark.start()), None)
    return Move(None, old, text[: mark.start()]) if mark else None
