"""What takes place, when and where, as sentences announce or report it."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from scraper.dates import DAYS_OF_WEEK, DateSpan, day_of, find_dates
from scraper.prose.facts import StatedEvent
from scraper.prose.page import HEAD, ProsePage, Sentence
from scraper.prose.places import house_in, place_in, place_of_head
from scraper.prose.words import alternatives, folded
from scraper.text import fold

LONGEST_PAST = 60
"""Days before its publication that an article reports of."""
LONGEST_FUTURE = 1000
"""Days after its publication that an article announces."""
_ORDINAL = re.compile(r"\b(?:premi(?:er|ère)|second|deuxième|troisième)(?=[\s,])", re.IGNORECASE)
_CLOCK = r"(?:(?P<h{0}>\d{{1,2}})\s?(?:h|heures?)\s?(?P<m{0}>\d{{2}})?|(?P<noon{0}>midi))"
_HOURS = re.compile(
    rf"(?:de\s)?(?<![\d\w])(?<!\baprès )(?<!\bpendant )(?<!\bdurant )(?<!\bdurée de )(?:{_CLOCK.format(1)})"
    rf"(?:\s?(?:à|et|[-–/])\s?(?:{_CLOCK.format(2)}))?(?!\w)(?!\s(?:de\s|d[’'])[a-zà-ÿ]{{4}})"
)
"""Hours of the day, and no time that something takes: "après 1h30 de débat"."""
_UNTIL = re.compile(rf"\b(?:fin|clôture|jusqu[’']à)\s(?:prévue\s)?(?:à\s|vers\s)?{_CLOCK.format(1)}")
_SAME_HOURS = re.compile(r"\b(?:aux? mêmes? heures?|à la même heure)\b", re.IGNORECASE)
_DISASTER = re.compile(
    r"\b(?:trembl\w+|frapp[ée]\w*|dévast\w+|ravag\w+|endeuill\w+|submerg\w+|incend\w+|explos\w+|séisme|cyclone|"
    r"ouragan|inondations?)\b",
    re.IGNORECASE,
)
_NEAR = {
    "avant hier": -2,
    "hier": -1,
    "aujourd hui": 0,
    "ce matin": 0,
    "ce soir": 0,
    "cet apres midi": 0,
    "apres demain": 2,
}
_NEAR_DAY = re.compile(
    r"(?<!d[’'])\b(?:(?P<near>avant-hier|hier|aujourd[’']hui|ce matin|ce soir|cet après-midi|après-demain)\b|"
    r"(?P<this>[Cc]e )?(?P<weekday>lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b(?!\s(?:\d|dernier|"
    r"prochain|suivant|1er|au\b))|"
    r"du (?P<first>\d{1,2}) au (?P<last>\d{1,2})(?=\s?[,.:;)]|\s(?:à|en|dans)\b|$)|"
    r"(?:le|au|du) (?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?(?P<number>\d{1,2})"
    r"(?=\s?[,.;)]|\s(?:à|au|en|dans|et|de \d)\b|$))",
    re.IGNORECASE,
)
_LINE_HOUR = re.compile(rf"^\s*(?:[-–•]\s?)?(?:De\s|À\s)?{_CLOCK.format(1)}\s?(?:(?:à|[-–])\s?{_CLOCK.format(2)})?")
_NOT_MEANT = re.compile(
    rf"(?:\b(?:depuis|dès|avant|d[’']ici(?: au| à| le)?|jusqu[’'](?:au?|à)|limite|plus tard|compter du|"
    rf"partir du|effet(?: le)?|au|adoptée?s?(?: le)?|publiée?s?(?: le)?|remise?s?(?: le)?|"
    rf"née?s?(?: le)?|promulguée?|issus? du|votée?s?(?: le)?|ouverte?s?(?: le)?|créée?s?(?: le)?|"
    rf"constituée?(?: le)?|décidée?,?(?: le)?|annoncée?s? pour(?: le)?|"
    rf"initialement prévue?s?(?: le| pour le)?|"
    rf"(?:{alternatives('events', 'texts')})(?:(?: [\w°/-]+){{0,3}}(?: du| de))?))\s*$",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"\b(?:candidat\w*|inscri\w+|dossiers?|clos(?:es?)?|délai|limite|répon\w+|parvenir|envois?|"
    r"fiches?|mandat|prendra effet|crédits|fonds|dons|données)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(r"\b(?:report\w*|repouss\w*|décal\w*|ajourn\w*|reprogramm\w*|finalement)\b", re.IGNORECASE)
_FIRST_PLAN = re.compile(r"\b(?:initialement|prévue?s?|annonc\w+|programmée?s?|fixée?s?)\b[^.;]{0,40}$", re.IGNORECASE)
_PUT_OFF = re.compile(
    r"\b(?:reportée?s?|repoussée?s?|ajournée?s?|différée?s?|décalée?s?|remise?s? à plus tard)\b", re.IGNORECASE
)
_CANCELLED = re.compile(r"\b(?:annul\w+|n[’']aura pas lieu|supprim\w+)\b", re.IGNORECASE)
_ONLINE = re.compile(rf"\b{alternatives('events', 'online')}s?\b")
_HYBRID = re.compile(
    r"\b(?:à distance|hybride|en ligne|visio\w*|écran|connexion|connect\w+|distanciel)\b", re.IGNORECASE
)
_SHIFTED = re.compile(r"\b(?:gliss|pass|avanc|décal|report|repouss|déplac)\w*\s$", re.IGNORECASE)
"""What stands before the old day and the new one: "glisse du 18 au 25"."""
_DATELINE = re.compile(
    r"\s*[A-ZÀ-Ý][\w’'-]+(?:[ -][A-ZÀ-Ý][\w’'-]+)*,\s(?:le\s)?(?:\w+\s)?\d{1,2}(?:er)?\s\w+\s\d{4}\s?\.?"
)
"""A letter's first line: "Paris, le 18 mai 2021"."""
_LETTER = re.compile(r"\s*(?:Fait|Signé|Donné)\s(?:à|le)\b")
_NEVER = re.compile(r"\bn(?:e\s|[’'])\w*\s?(?:\w+\s)?jamais\b|\b(?:paraî\w+|sortir\w+)\b")
_STEP = alternatives("events", "steps")
_TOWN_FIRST = re.compile(
    r"(?:^|[:–—-]\s)(?P<town>[A-ZÀ-Ý][\w’'-]+(?:[ -][A-ZÀ-Ý][\w’'-]+)*),\s(?:les?\s|du\s)?"
    rf"(?:(?:{'|'.join(DAYS_OF_WEEK)})\s)?$"
)
"""A town before a date: "Première étape : Strasbourg, les 6 et 7 octobre"."""
_PAST_PERFECT = re.compile(r"\b(?:avai(?:t|ent)|étai(?:t|ent))\s(?:\w+\s)?(?:eu|été|\w+(?:é|i|u)e?s?)\b")


@dataclass(slots=True)
class DatedWords:
    """A date in a sentence, and where its words are."""

    span: DateSpan
    sentence: Sentence
    start: int
    end: int


def occasions_of(page: ProsePage) -> list[StatedEvent]:
    """Return what an article announces or reports, in the order of its dates."""
    if page.published is None:
        return []
    found: list[StatedEvent] = []
    moved_from: str | None = None
    for sentence in page.sentences:
        dates = list(dates_of(page, sentence))
        meant = [each for each in dates if _is_first_plan(each) or _is_meant(page, each)]
        for dated in dates:
            if _is_first_plan(dated):
                moved_from = dated.span.start.isoformat()[:10]
                continue
            if dated not in meant:
                continue
            shifted = dated.span.start < dated.span.end and _SHIFTED.search(sentence.text[: dated.start])
            if shifted:
                moved_from = dated.span.start.isoformat()[:10]
                dated.span = dated.span._replace(start=dated.span.end)
            for day in _days_apart(dated.span):
                _add(found, _occasion(page, replace(dated, span=day), meant, found))
            if _days_apart(dated.span):
                continue
            occasion = _occasion(page, dated, meant, found)
            if moved_from and (shifted or _MOVED.search(sentence.text)):
                occasion.status, occasion.moved_from = "postponed", moved_from
            elif _PUT_OFF.search(sentence.text[dated.end :]) and len(dates) == 1:
                occasion.status = "postponed"
            elif _CANCELLED.search(sentence.text) or (sentence.in_head and _CANCELLED.search(page.title)):
                occasion.status = "cancelled"
            _add(found, occasion)
    _fill(page, found)
    return [each for each in found if not (moved_from and each.starts[:10] == moved_from and len(found) > 1)]


def dates_of(page: ProsePage, sentence: Sentence) -> Iterator[DatedWords]:
    """Yield the dates of a sentence; "the first, 11 May" names no first day."""
    text = _ORDINAL.sub(lambda match: "·" * len(match.group()), sentence.text)
    text = (
        re.sub(r"(?<=\s)·+(?=\s(?:janvier|février|mars|avril|mai|juin|juillet|août|sept|oct|nov|déc))", "premier", text)
        if "·" in text and len(text) != len(sentence.text)
        else text
    )
    found = [DatedWords(span, sentence, *span.offsets) for span in find_dates(text, on=page.published)]
    yield from sorted([*found, *_relative(page, sentence, found)], key=lambda each: each.start)


def _relative(page: ProsePage, sentence: Sentence, found: list[DatedWords]) -> Iterator[DatedWords]:
    """Yield the days that only running prose writes: "hier", "mardi soir", "le 15" after "le 8 juin"."""
    text = sentence.text
    past = any("Past" in token.morph.get("Tense") or "Imp" in token.morph.get("Tense") for token in sentence.span)
    future = any("Fut" in token.morph.get("Tense") for token in sentence.span)
    for match in _NEAR_DAY.finditer(text):
        if any(each.start < match.end() and match.start() < each.end for each in found):
            continue
        if match["near"]:
            day = page.published + dt.timedelta(days=_NEAR[fold(match["near"])])
        elif match["weekday"]:
            known = [each.span for each in found if each.end <= match.start()] or _dates_before(page, sentence)
            near = page.published
            if known and known[-1].precision in ("day", "minute"):
                # "le dimanche" of a weekend that the sentence before has.
                near, past = day_of(known[-1].start), False
            distance = (DAYS_OF_WEEK.index(fold(match["weekday"])) - near.weekday()) % 7
            if past and not future:
                distance -= 7 if distance or not match["this"] else 0
            day = near + dt.timedelta(days=distance)
        else:
            known = [each.span for each in found if each.end <= match.start()] or _dates_before(page, sentence)
            known = [span for span in known if span.precision in ("day", "minute")]
            if not known:
                continue
            day = _of_month(day_of(known[-1].start), int(match["number"] or match["first"]))
        if day is not None:
            last = _of_month(day, int(match["last"])) if match["last"] else day
            span = DateSpan(day, last or day, "day", match.group(), match.span())
            yield DatedWords(span, sentence, *match.span())


def _dates_before(page: ProsePage, sentence: Sentence) -> list[DateSpan]:
    """Return the dates of the nearest of the two sentences before that has some."""
    for each in reversed(page.sentences[max(0, sentence.number - 2) : sentence.number]):
        if spans := list(find_dates(each.text, on=page.published)):
            return spans
    return []


def _of_month(near: dt.date, number: int) -> dt.date | None:
    """Return the day of a month that is next after another day."""
    for year, month in ((near.year, near.month), (near.year + near.month // 12, near.month % 12 + 1)):
        try:
            day = dt.date(year, month, number)
        except ValueError:
            return None
        if day > near:
            return day
    return None


def _is_first_plan(dated: DatedWords) -> bool:
    text = dated.sentence.text
    return bool(
        _MOVED.search(text)
        and _FIRST_PLAN.search(text[: dated.start])
        and not re.search(r"report|repouss|décal|lieu", text[max(0, dated.start - 45) : dated.start], re.IGNORECASE)
    )


def _is_meant(page: ProsePage, dated: DatedWords) -> bool:
    """Return whether a date is an event's: its clause says that something takes place, about when it is published."""
    span, text = dated.span, dated.sentence.text
    day = span.start.date() if isinstance(span.start, dt.datetime) else span.start
    if span.precision == "year" or span.open == "start" or (span.open == "end" and span.precision != "minute"):
        return False
    distance = (day - page.published).days
    if not -LONGEST_PAST <= distance <= LONGEST_FUTURE:
        return False
    before = text[: dated.start]
    if _NOT_MEANT.search(before) or (re.match(r"(?:du|de l)\b", span.text) and _NOT_MEANT.search(before + "du ")):
        return False
    clause = _clause(text, dated.start, dated.end)
    is_dateline = _DATELINE.fullmatch(text) and not dated.sentence.in_head
    if is_dateline or _LETTER.match(text) or _NEVER.search(clause) or _is_in_brackets(dated):
        return False
    if (_NOTES.search(clause) and not _has_noun(clause)) or _DISASTER.search(clause):
        return False
    if "semaine" in span.text and _has_day_within(page, dated):
        return False
    if dated.sentence.in_head:
        return span.precision != "month"
    if span.precision == "month":
        return distance > 0 and _verb(dated, future=True)
    if _is_line(dated):
        return True
    if distance < -14 and _PAST_PERFECT.search(clause):
        return False
    whole = _clause(text, dated.start, dated.end, marks=";.")
    return _verb(dated) or _has_noun(whole) or _has_verb_of_event(dated.sentence, whole) or _is_at_place(text, dated)


def _days_apart(span: DateSpan) -> list[DateSpan]:
    """Return the days of a list that do not follow each other, "les 5, 12 et 19 mars"; none for other dates."""
    if not span.dates or (span.dates[-1] - span.dates[0]).days < len(span.dates):
        return []
    return [span._replace(start=day, end=day, dates=()) for day in span.dates]


def _is_in_brackets(dated: DatedWords) -> bool:
    """Return whether a date stands in brackets alone: it is that of what is before them."""
    text = dated.sentence.text
    begins, ends = text[: dated.start].rstrip().endswith("("), text[dated.end :].lstrip().startswith(")")
    return begins and ends and not dated.sentence.in_head and not _is_line(dated)


def _has_day_within(page: ProsePage, dated: DatedWords) -> bool:
    """Return whether an article also writes days of a week that it speaks of."""
    first, last = dated.span.start, dated.span.end
    return any(
        first <= day_of(each.start) <= last and each.text != dated.span.text
        for sentence in page.sentences
        for each in find_dates(sentence.text, on=page.published)
        if each.precision in ("day", "minute")
    )


def _has_verb_of_event(sentence: Sentence, clause: str) -> bool:
    """Return whether a clause has a verb that says by itself that people meet."""
    start = sentence.text.find(clause)
    meets = folded("verbs", "meets")
    return any(
        token.pos_ in ("VERB", "ADJ", "AUX") and fold(token.lemma_) in meets
        for token in sentence.tokens(start, start + len(clause))
    )


def _is_at_place(text: str, dated: DatedWords) -> bool:
    """Return whether a town stands beside a date: "le 13 mars à Nantes", "à New York, le 9 mars"."""
    return (
        re.match(r",?\sà\s[A-ZÀ-Ý][\w-]+", text[dated.end :]) is not None
        or re.search(r"\sà\s[A-ZÀ-Ý][\w-]+(?:\s[A-ZÀ-Ý][\w-]+)*,?\s$", text[: dated.start]) is not None
        or _town_before(dated) is not None
    )


def _town_before(dated: DatedWords) -> str | None:
    """Return the town that stands before a date; in a letter's first line it is where that was written."""
    sentence = dated.sentence
    found = _TOWN_FIRST.search(sentence.text[: dated.start])
    if found is None or (found.start() == 0 and not sentence.text[dated.end :].strip(" .")):
        return None
    at = sentence.tokens(found.start("town"), found.end("town"))
    return found["town"] if at and at[0].ent_type_ == "LOC" else None


def _clause(text: str, start: int, end: int, marks: str = ";:.") -> str:
    begin = max((match.end() for match in re.finditer(rf"[{marks}]\s", text[:start])), default=0)
    close = re.search(r"[;]|\.\s", text[end:])
    return text[begin : end + close.start() if close else len(text)]


def _has_noun(clause: str) -> bool:
    """Return whether a clause names something that takes place."""
    nouns = folded("events", "nouns")
    words = fold(re.sub(r"\b(?:Mission|Dynamique)\b", "", clause)).replace("'", " ").replace("’", " ").split()
    pairs = (f"{one} {other}" for one, other in pairwise(words))  # "rendez-vous" is folded to two
    return any(word in nouns or word.rstrip("s") in nouns for word in (*words, *pairs))


def _is_line(dated: DatedWords) -> bool:
    """Return whether a date begins a line: "Session A : 24 septembre", "- Atelier n° 1 – 8 février"."""
    text = dated.sentence.text
    label = re.fullmatch(r"(?:[-–•]\s?)?(?:[\w°’' ]{0,40}[:–-]\s)?(?:le\s)?", text[: dated.start], re.IGNORECASE)
    if re.search(rf"\b(?:{_STEP})\b", text, re.IGNORECASE):
        return False
    return label is not None and re.match(r"\s?(?:[,:.;(–-]|à\b|$)", text[dated.end :]) is not None


def _verb(dated: DatedWords, future: bool = False) -> bool:
    """Return whether the verb that a date goes with says that something takes place."""
    verbs = folded("verbs", "occurs")
    sentence = dated.sentence
    for token in sentence.tokens(dated.start, dated.end):
        head = token
        for _ in range(7):
            if head.pos_ in ("VERB", "AUX"):
                if fold(head.lemma_) in verbs or (
                    fold(head.lemma_) == "avoir" and "lieu" in [fold(c.text) for c in head.children]
                ):
                    return (
                        not future
                        or "Fut" in head.morph.get("Tense")
                        or re.search(r"(?:ra|ront)$", head.text) is not None
                    )
                is_main = head.dep_ not in ("acl", "acl:relcl", "xcomp", "conj")
                if is_main and head.pos_ == "VERB" and fold(head.lemma_) not in ("etre", "avoir", "pouvoir", "devoir"):
                    break
            if head.head is head:
                break
            head = head.head
    return bool(
        re.search(
            r"\b(?:aura|auront|a eu|avait|ont eu)\s(?:\w+\s)?lieu\b", _clause(sentence.text, dated.start, dated.end)
        )
    )


def _occasion(page: ProsePage, dated: DatedWords, dates: list[DatedWords], found: list[StatedEvent]) -> StatedEvent:
    span, text = dated.span, dated.sentence.text
    starts, ends, precision = span.start, span.end, span.precision
    later = min((each.start for each in dates if each.start > dated.end), default=len(text))
    if precision == "day" and not span.dates and starts == ends:
        near = _HOURS.search(text, dated.end, later)
        if near is None and len(dates) == 1:
            near = _HOURS.search(text[: dated.start])
        if near and not re.match(r"\s?(?:\d|min|km)", text[near.end() :]):
            first, last = _times(near)
            if first:
                starts, ends, precision = (
                    dt.datetime.combine(starts, first),
                    dt.datetime.combine(starts, last or first),
                    "minute",
                )
        elif _SAME_HOURS.search(text[dated.end : later]) and found and found[-1].precision == "minute":
            starts = dt.datetime.combine(starts, dt.time.fromisoformat(found[-1].starts[11:16]))
            ends = dt.datetime.combine(starts.date(), dt.time.fromisoformat(found[-1].ends[11:16]))
            precision = "minute"
    earlier = max((each.end for each in dates if each.end < dated.start), default=0)
    clause = text if len(dates) == 1 else text[earlier:later]
    first_stop = re.search(r"[,;]\s(?:puis|et|enfin)\b", clause[: dated.start - earlier])
    clause = clause[first_stop.end() :] if first_stop and earlier else clause
    place = place_in(dated.sentence, clause, dated.start)
    place = place or _town_before(dated)
    online = bool(_ONLINE.search(clause))
    return StatedEvent(_iso(starts, precision), _iso(ends, precision), precision, dated.sentence.source, place, online)


def _is_head(occasion: StatedEvent) -> bool:
    return occasion.source.field in HEAD


def _times(match: re.Match[str]) -> tuple[dt.time | None, dt.time | None]:
    found = match.groupdict()

    def time(number: int) -> dt.time | None:
        hour = found.get(f"h{number}") or ("12" if found.get(f"noon{number}") else None)
        return dt.time(int(hour), int(found[f"m{number}"] or 0)) if hour and int(hour) < 24 else None

    return time(1), time(2)


def _iso(moment: dt.date, precision: str) -> str:
    return moment.isoformat()[:16] if precision == "minute" else moment.isoformat()[:10]


def _add(found: list[StatedEvent], occasion: StatedEvent) -> None:
    """Add an event, or what it says to the one of that day that is known."""
    for index, other in enumerate(found):
        same = other.starts[:10] == occasion.starts[:10] and (
            other.ends[:10] == occasion.ends[:10] or "minute" not in (other.precision, occasion.precision)
        )
        if not same or (other.precision == occasion.precision == "minute" and other.starts != occasion.starts):
            continue
        better = occasion if occasion.precision == "minute" and other.precision != "minute" else other
        rest = other if better is occasion else occasion
        # A title says "au Togo" where the text says in which towns.
        better.place = (better.place or rest.place) if not _is_head(better) else (rest.place or better.place)
        better.online = better.online or rest.online
        better.status = better.status or rest.status
        better.moved_from = better.moved_from or rest.moved_from
        found[index] = better
        return
    within = [
        other for other in found if other.precision == "day" and other.starts < occasion.starts[:10] <= other.ends
    ]
    if within and occasion.precision == "day":
        return
    found.append(occasion)


def _fill(page: ProsePage, found: list[StatedEvent]) -> None:
    """Give an article's only event the hours, place and way to take part of sentences without a date."""
    if not found:
        return
    first = found[0]
    body = [each for each in page.body if not any(each.source is other.source for other in found[1:])]
    if len(found) == 1 or all(other.precision == "minute" for other in found[1:]):
        _programme(page, first)
    undated = [each for each in body if not any(True for _ in dates_of(page, each))]
    for sentence in undated:
        if (
            first.precision == "day"
            and first.starts == first.ends
            and len(found) == 1
            and re.search(
                r"\b(?:début\w*|commenc\w*|ouvr\w*|de|à partir de|dès|rendez-vous|horaires?|heures?|accueil)\b",
                sentence.text,
                re.IGNORECASE,
            )
        ):
            match = _HOURS.search(sentence.text)
            if match and _has_place_or_time_word(sentence.text):
                begin, last = _times(match)
                if last is None and (until := _UNTIL.search(sentence.text, match.end())):
                    last = _times(until)[0]
                if begin:
                    day = first.starts
                    first.starts, first.ends, first.precision = (
                        f"{day}T{begin:%H:%M}",
                        f"{day}T{last or begin:%H:%M}",
                        "minute",
                    )
    _fill_places(page, found, undated)
    if len(found) == 1 and not first.online:
        first.online = any(
            _HYBRID.search(each.text) and (each.in_head or _verb_of_place(each)) for each in undated
        ) or bool(_ONLINE.search(page.title))
    if all(other.online for other in found[1:]) and len(found) > 1 and _ONLINE.search(page.title):
        for other in found:
            other.online = other.place is None
    elif any(_ONLINE.search(each.text) for each in page.sentences if each.in_head):
        for other in found:
            other.online = other.online or other.place is None
    shared = next(
        (
            _times(match)
            for each in undated
            if re.search(r"\b[Cc]haque (?:séance|session|webinaire|rendez-vous|réunion|atelier)", each.text)
            and (match := _HOURS.search(each.text))
        ),
        None,
    )
    for other in found:
        if shared and shared[0] and other.precision == "day" and other.starts == other.ends:
            day = other.starts
            other.starts, other.ends, other.precision = (
                f"{day}T{shared[0]:%H:%M}",
                f"{day}T{shared[1] or shared[0]:%H:%M}",
                "minute",
            )


def _fill_places(page: ProsePage, found: list[StatedEvent], undated: list[Sentence]) -> None:
    """Give events the place that the undated sentences after them have, the first one that of a title too."""
    numbers = {id(each.source): each.number for each in page.sentences}
    for index, event in enumerate(found):
        if event.place is not None:
            continue
        at = numbers[id(event.source)]
        following = [each for each in undated if index == 0 or at < each.number <= at + 2]
        stated = [each for each in following if _verb_of_place(each)]
        if not (event.online and not stated):
            near = [each for each in following if at < each.number <= at + 2 and not each.in_head]
            places = (
                *(place_in(each, each.text, None) for each in stated),
                *(place_of_head(each) for each in page.sentences if each.in_head and index == 0),
                *(house_in(each.text) for each in near),
            )
            event.place = next((place for place in places if place), None)


def _has_place_or_time_word(text: str) -> bool:
    return (
        _has_noun(text)
        or re.search(r"\b(?:début\w*|commenc\w*|accueil|travaux|horaires?)\b", text, re.IGNORECASE) is not None
    )


def _verb_of_place(sentence: Sentence) -> bool:
    """Return whether a sentence says where something takes place: "La séance se déroulait à Sceaux"."""
    return (
        re.search(
            r"^(?:Lieu|Où)\b|\b(?:se (?:tien\w*|tenai\w*|déroul\w*)|(?:s[’']est|se sont) (?:tenue?s?|"
            r"déroulée?s?)|aura lieu|avait lieu|"
            r"a eu lieu|auront lieu|(?:le )?lieu (?:demeure|reste)|accueill\w+|rendez-vous)\b",
            sentence.text,
            re.IGNORECASE,
        )
        is not None
    )


def _programme(page: ProsePage, event: StatedEvent) -> None:
    """Give an event the first and the last hour of the programme's lines."""
    if event.precision == "minute" and event.starts != event.ends:
        return
    times = [match for each in page.body if (match := _LINE_HOUR.match(each.text))]
    closing = next(
        (
            match
            for each in page.body
            if re.search(r"\b(?:fin|clôture|conclusion)\b", each.text, re.IGNORECASE)
            and (match := _HOURS.search(each.text))
        ),
        None,
    )
    if len(times) < 2 and closing is None:
        return
    if event.starts[:10] != event.ends[:10]:
        return
    day = event.starts[:10]
    begin = _times(times[0])[0] if len(times) > 1 else None
    if begin and event.precision == "day":
        event.starts, event.precision = f"{day}T{begin:%H:%M}", "minute"
        event.ends = event.starts
    if event.precision == "minute":
        last = _times(closing)[0] if closing else (_times(times[-1])[1] if times else None)
        if last and f"{day}T{last:%H:%M}" > event.starts:
            event.ends = f"{day}T{last:%H:%M}"
