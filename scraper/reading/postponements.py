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
_MARK = re.compile(
    rf"(?<![\w'’-])(?:(?P<put>{_PUT_OFF}(?:ée?s?|s|er|e|ent|era|eront|ons|a)?)|(?P<shifted>{_SHIFTED}{_PARTICIPLE})"
    r"|(?P<put_en>postponed|rescheduled))(?![\w-])",
    re.IGNORECASE,
)
_REFLEXIVE = re.compile(r"(?:\b[sm]['’](?:est|était|étaient|y)|\bse(?: sont| étaient)?)\s+$", re.IGNORECASE)
_NO_PASSIVE = re.compile(r"(?:\b(?:a|ai|as|ont|avons|avait|les|des|aux|ces|nos|leurs)\s|\b[dl]['’])\s*$", re.IGNORECASE)
"""The words before a verb that has an object, or before a noun ("les avancées")."""
_TARGET = re.compile(r"(?:au|aux|à|en|pour|jusqu['’](?:au|en|à)|to|until)\b", re.IGNORECASE)
_FROM = re.compile(r"(?:du|de|des)\b", re.IGNORECASE)
_LEADS = re.compile(r"\b(?:pour|to|until|au|à)\s*$", re.IGNORECASE)
_NEW = re.compile(
    r"\b(?:nouvelles? (?:dates?|échéance)|nouveau (?:rendez-vous|jour|créneau)|date de report)\b[^.;]{0,40}$",
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
    r"(?:\bau lieu|\bplutôt que|\bet non(?: pas| plus)?|\ben remplacement)\s*(?:celle |celui )?$", re.IGNORECASE
)
_FINALLY = re.compile(r"\bfinalement\b", re.IGNORECASE)
_BARE_DAY = re.compile(r"\ble (\d{1,2})(?:er)?(?=,? (?:et non|au lieu|plutôt que))", re.IGNORECASE)
_OF_OLD = re.compile(r"^(\s*(?:\w+\s+)*?)\d{1,2}(?:er)?(?=\s)", re.IGNORECASE)
_WITHOUT_DAY = re.compile(
    rf"(?:\b(?:est|sont|été|sera|seront|être|était|étaient)\s+(?:\w+ment\s+|donc\s+)?{_PUT_OFF}ée?s?"
    rf"|\b(?:{_PUT_OFF}|différ|remis)(?:ée?s?|e?s?)\s+"
    r"(?:à une date|à plus tard|à une autre|sine die|ultérieurement))(?!\w)"
    r"(?!\s+(?:d['’]une? |de )(?:\w+ ){0,2}(?:heures?|minutes?|h\b|min\b))",
    re.IGNORECASE,
)
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
        return self.old is not None and self.new is not None and self.old.offsets == self.new.offsets


def is_moved(title: str) -> bool:
    """Return whether a title moves an event to another day ("décalée au 3 mai")."""
    return bool(_TITLED.search(title)) and not names_no_event(title)


def names_no_event(text: str) -> bool:
    """Return whether words name what is put off and is no event: deadlines, credits, votes."""
    return bool(_NO_EVENT.search(text))


def find_move(text: str, spans: list[DateSpan], on: dt.date) -> Move | None:
    """Return the move in a sentence or a title, or None. spans: its dates; on: the page's day."""
    sentence = _Sentence(text, spans[:MOST_DATES], on)
    move = sentence.to_day() or sentence.in_place_of() or sentence.to_no_day()
    return None if move is None or names_no_event(move.subject) else move


@dataclass(frozen=True)
class _Sentence:
    """A sentence and its dates, in order."""

    text: str
    spans: list[DateSpan]
    on: dt.date

    def _begin(self, span: DateSpan) -> int:
        """Return where the words before a date begin: behind the date that precedes it."""
        ends = (other.offsets[1] for other in self.spans)
        return max((end for end in ends if end <= span.offsets[0]), default=0)

    def _before(self, span: DateSpan, words: re.Pattern) -> re.Match | None:
        return words.search(self.text[self._begin(span) : span.offsets[0]])

    def _first_plan(self, new: DateSpan | None) -> DateSpan | None:
        """Return the day of the first plan: the one that words mark, else the one before the new day."""
        others = [span for span in self.spans if span is not new]
        marked = (span for span in others if self._before(span, _FIRST_PLAN) or self._before(span, _INSTEAD))
        return next(marked, next((s for s in others if new and s.offsets[1] <= new.offsets[0]), None))

    def to_no_day(self) -> Move | None:
        """Return the move of an event to no day: "est reportée", "reporté à une date ultérieure"."""
        mark = _WITHOUT_DAY.search(self.text)
        if mark is None:
            return None
        old = next((span for span in self.spans if span.offsets[1] <= mark.start()), None)
        return Move(None, old or self._first_plan(None), self.text[: mark.start()])

    def to_day(self) -> Move | None:
        """Return the move to a day: "est reportée au 19 octobre", "déplacé du 3 au 10 mai", "nouvelle date : le 3
        juin"."""
        for span in self.spans:
            begin = self._begin(span)
            between = self.text[begin : span.offsets[0]]
            if found := _NEW.search(between):
                return Move(span, self._first_plan(span), self.text[: begin + found.start()])
            for mark in _MARK.finditer(between):
                gap, above = between[mark.end() :], self.text[: begin + mark.start()]
                if self._leads(mark, gap, above, span):
                    sooner = mark[0].lower().startswith("avanc")
                    return _from_to(span, above) or Move(span, self._first_plan(span), above + gap, sooner)
        return None

    def _leads(self, mark: re.Match, gap: str, above: str, span: DateSpan) -> bool:
        """Return whether a verb leads to a date a few words behind it."""
        if _REFLEXIVE.search(above) or len(gap) > 80 or re.search(r"[.;!?]", gap):
            return False
        near = not gap.strip(" ,:")
        if mark["shifted"] and not near:
            return False
        if _TARGET.match(span.text) or _LEADS.search(gap):
            return True
        if _FROM.match(span.text):
            return span.start != span.end and near and not (mark["shifted"] and _NO_PASSIVE.search(above))
        # "reportée le 3 mars" says when that was decided, unless the day is still to come.
        return near and bool(mark["put"]) and span.text.startswith(("le ", "les ")) and day_of(span.start) > self.on

    def in_place_of(self) -> Move | None:
        """Return the move to one day from another: "aura lieu le 19 au lieu du 12 mai", "initialement prévue le 4 mai,
        se tiendra le 11 juin"."""
        for old in self.spans:
            instead = self._before(old, _INSTEAD)
            if not instead and not self._before(old, _FIRST_PLAN):
                continue
            corrected = bool(instead) and "lieu" not in instead[0].lower() and not _FINALLY.search(self.text)
            for new in self.spans:
                held = instead or self._before(new, _HELD)
                if new is not old and held and not self._before(new, _FIRST_PLAN):
                    subject = self.text[: min(old.offsets[0], new.offsets[0])]
                    return Move(new, old, subject, instead is not None, corrected)
            if instead and (bare := _BARE_DAY.search(self.text)) and bare.end() <= old.offsets[0]:
                words = _OF_OLD.sub(rf"\g<1>{bare[1]}", old.text, count=1)
                if read := find_dates(words, on=self.on):
                    return Move(read[0]._replace(text=bare[0]), old, self.text[: bare.start()], True, corrected)
        return None


def _from_to(span: DateSpan, above: str) -> Move | None:
    """Return the move in a range behind "déplacé du": its ends are the old day and the new one; find_occasion checks it
    against the old."""
    if not _FROM.match(span.text) or span.start == span.end or span.dates:
        return None
    return Move(span._replace(start=span.end), span._replace(end=span.start), above)
