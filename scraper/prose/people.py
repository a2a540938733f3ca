"""The people whom sentences name, what they are and for whom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from scraper.prose.acts import Act, Side, words_of_name
from scraper.prose.groups import groups_in
from scraper.prose.page import ProsePage, Sentence
from scraper.prose.words import alternatives, folded
from scraper.text import fold

_UPPER = "A-ZÀ-ÖØ-ÞŁĐŚŠŽČĆİŞ"
_CAP = rf"[{_UPPER}][\w]*(?:['’][{_UPPER}h][\w]*)?(?:['’-][\w]+)*\.?"
_WORD = rf"(?:[{_UPPER}]['’][{_UPPER}]\w*|[{_UPPER}]\w*c['’]h\w*|{_CAP})"
_PARTICLE = r"(?:de la|de|du|des|d['’]|von|van der|van|der|den|el|al|ben|bin|ould|da|dos|di)"
_RUN = re.compile(rf"(?:(?<![\w’'-])|(?<=\b[dD]['’])){_WORD}(?:\s(?:{_PARTICLE}\s?)?{_WORD})*")
_HONORIFIC = re.compile(
    r"(?<![\w])(?:S\.\s?E\.\s?M\.|S\.\s?E\.(?:\sM(?:me|\.))?|MM\.|M\.|Mmes?|Mlles?|Mr|Messieurs|"
    r"Mesdames|Monsieur|Madame|Dr\.?|Pr\.?|Docteur|Professeure?|Me|Maître)\s(?:le |la |l['’])?$"
)
HONORIFIC = re.compile(
    r"(?<!\w)(?:S\.\s?E\.\s?M\.|S\.\s?E\.|MM?\.|Mmes?|Mlles?|Messieurs|Mesdames|Monsieur|Madame|Dr\.?|Pr\.?|Me|Maître|"
    r"Docteur|Professeure?)\s$"
)
_PLURAL = re.compile(r"(?:MM\.|Mmes|Messieurs|Mesdames)\s$")
_OFFICE = alternatives("functions", "heads")
_ORGANISATION = alternatives("functions", "organisations")
_VENUE = folded("people", "named_after") | folded("events", "venues")
_PRONOUN = re.compile(
    r"(?P<pronoun>Il|Elle|Celui-ci|Celle-ci|Ce dernier|Cette dernière)\s(?!(?:s[’']agi|faut|faudra|fallait|"
    r"convien|suffi|y\s|n[’']y\s|"
    r"import|appartient|est (?:prévu|temps|vrai|possible|important|demandé|proposé|question)|(?:a|avait) été "
    r"(?:convenu|décidé|rappelé|demandé|proposé|noté|précisé|souligné|question|fait)))"
)
_SAYS = re.compile(r"»,?\s(?:[\w’']+\s){0,4}[\w’']+-(?:t-)?(?P<pronoun>il|elle)\b")
"""Who has said what is quoted: "« … », raconte-t-elle"."""
_WHOSE = re.compile(rf"(?P<who>(?:(?:{_ORGANISATION})\s|[{_UPPER}])[^,;.:()]{{2,60}}),\sdont\s(?:le|la|l['’])\s?$")
"""What somebody is of: "l'Association des villes, dont le président, X"."""
_SEVERAL = re.compile(
    r"\b(?:[Dd]eux|[Tt]rois|[Qq]uatre|[Cc]inq)\s(?:autres\s)?(?P<office>(?!\w*(?:présiden|"
    r"référen))[a-zà-ÿ-]+s(?:\s[a-zà-ÿ-]+(?:s|x))?)\s?[,(:]?"
    r"(?:\s?(?:MM\.|Mmes))?$"
)
"""What several people are: "deux étudiantes, X et Y"."""
_PLURAL_OFFICE = re.compile(r"(?!\w*(?:présiden|référen|prédécess))[a-zà-ÿ-]+s\b")
_OFFICE_LINE = re.compile(rf"(?:(?:le|la|sa|son)\s|l['’])?(?=(?:{_OFFICE})(?!\w))", re.IGNORECASE)
_OFFICE_OF = re.compile(rf"(?:{_OFFICE})\s(?:de la\s|du\s|des\s|de\s|d[’'])$")
_OFFICE_ALONE = re.compile(
    rf"[^.;,]{{0,30}}?(?:,\s)?(?:(?:M\.|Mme)\s)?(?:[Ll]e|[Ll]a|[Ll][’'])\s?(?P<head>{_OFFICE})(?=\s(?!de\b|du\b|"
    rf"des\b|d[’']|\w*al\b|\w*ale\b))",
)
_SPLIT = re.compile(
    rf"\s(?:de la|de l['’]|du|des|de|d['’]|à la|à l['’]|aux|au|à|chez|pour)\s?(?=[{_UPPER}]|(?:{_ORGANISATION})\b)"
)
_BEFORE = re.compile(
    rf"(?:^|[\s«(–—:])(?:(?P<det>le|la|les|un|une|son|sa|ses|notre|nos|votre|leur|du|au|des|aux|"
    rf"cette|cet)\s|(?P<elided>l['’])|(?P<bare>^|[–—:]\s?))(?P<office>(?:nouvel(?:le)?\s|"
    rf"nouveau\s|ancien(?:ne)?\s|premi[eè]re?\s|futur(?:e)?\s)?(?:{_OFFICE})(?!\w)[^,;:()\n]*)$",
    re.IGNORECASE,
)
_IN_GROUP = re.compile(r"(?:présiden|référent)\w*\s(?:du groupe|de la (?:Mission|Dynamique))")
"""An office in a group: a role, which says less of a person than the office that they hold elsewhere."""


@dataclass(slots=True)
class Office:
    """What somebody is: an office, and for whom."""

    text: str
    start: int
    end: int
    """Characters of the sentence."""
    function: str | None
    organisation: str | None
    definite: bool = False
    """Whether an article or a possessive stands before it: "son président"."""


@dataclass(slots=True)
class NamedPerson:
    """A person at one place of a sentence."""

    name: str
    start: int
    end: int
    sentence: Sentence
    honorific: bool = False
    offices: list[Office] = field(default_factory=list)
    is_pronoun: bool = False
    """Whether "il" or "elle" stands there and the name is that of the sentence before."""


def people_of(page: ProsePage) -> list[NamedPerson]:
    """Return the people whom an article names, place by place; one named again by surname has the whole name."""
    found = [person for sentence in page.sentences for person in _people_in(sentence)]
    full = [person.name for person in found if " " in person.name]
    kept = []
    for person in found:
        key = fold(person.name)
        whole = [name for name in full if fold(name) == key or fold(name).endswith(" " + key)]
        if " " not in person.name and not whole:
            continue
        if whole:
            person.name = max(whole, key=len) if " " not in person.name else person.name
        kept.append(person)
    _share_offices(kept)
    return [*kept, *_pronouns(page, kept), *_below_names(page, kept)]


def _share_offices(people: list[NamedPerson]) -> None:
    """Give an office in the plural to all whom it names: "deux étudiantes, X et Y"."""
    for index, person in enumerate(people):
        shared = [each for each in person.offices if each.end <= person.start and _PLURAL_OFFICE.match(each.text)]
        for other in joined_after(people, index)[1:] if shared else ():
            other.offices = other.offices or shared


def _pronouns(page: ProsePage, people: list[NamedPerson]) -> Iterator[NamedPerson]:
    """Yield the people whom sentences go on to speak of by a pronoun: the subject of the sentence before."""
    subjects: list[NamedPerson] = []
    before: Sentence | None = None
    for sentence in page.sentences:
        here = [person for person in people if person.sentence is sentence]
        found = _PRONOUN.match(sentence.text) or _SAYS.search(sentence.text)
        is_next = before is not None and before.source.field == sentence.source.field
        if found and not here and is_next and len(subjects) == 1:
            pronoun = NamedPerson(
                subjects[0].name, found.start("pronoun"), found.end("pronoun"), sentence, is_pronoun=True
            )
            yield pronoun
        elif here or not found:
            subjects = [person for person in here if does_something(person) or len(here) == 1][:1]
        before = sentence
        if not here and not found:
            yield from _named_by_office(sentence, people)


def _below_names(page: ProsePage, people: list[NamedPerson]) -> Iterator[NamedPerson]:
    """Yield the people whose offices stand in lines below their name, as in a signature."""
    for person in people:
        if person.sentence.text.strip(" ,.") != person.sentence.text[person.start : person.end]:
            continue
        for sentence in page.sentences[person.sentence.number + 1 : person.sentence.number + 4]:
            text = sentence.text.rstrip(" .,")
            if not _OFFICE_LINE.match(text) or has_verb(sentence, 0, len(text)):
                break
            offices = list(_offices_from(sentence, _OFFICE_LINE.match(text).end()))
            person.offices += offices
            yield NamedPerson(person.name, 0, 0, sentence, offices=offices, is_pronoun=True)


def _named_by_office(sentence: Sentence, people: list[NamedPerson]) -> Iterator[NamedPerson]:
    """Yield the person whom an office alone names: "Le ministre a insisté" of an article with one minister."""
    found = _OFFICE_ALONE.match(sentence.text)
    if found is None:
        return
    head = fold(found["head"])
    names = {
        person.name
        for person in people
        if any(re.split(r"[\s-]", fold(office.text))[0] == head for office in person.offices)
    }
    if len(names) == 1:
        yield NamedPerson(names.pop(), found.start("head"), found.end(), sentence, is_pronoun=True)


def acts_of(person: NamedPerson) -> list[Act]:
    """Return the verbs that are said of a person, through appositions and coordination."""
    words = [word for token in person.sentence.tokens(person.start, person.end) for word in words_of_name(token)]
    return list(dict.fromkeys(act for word in words for act in person.sentence.acts(word)))


def does_something(person: NamedPerson) -> bool:
    """Return whether a verb says what a person does or what is done to them."""
    return any(act.side is not Side.BY for act in acts_of(person))


def lead_of(person: NamedPerson) -> str:
    """Return a sentence up to a name, without the honorific and the office that introduce the name."""
    text = person.sentence.text
    lead = HONORIFIC.sub("", text[: person.start])
    office = next((each for each in person.offices if each.end <= person.start and each.definite), None)
    if office is not None and not re.search(r"[.;]", text[office.end : person.start].replace("M.", "")):
        lead = re.sub(r"(?:\b(?:le|la|les|son|sa|leur)\s|l[’'])$", "", text[: office.start], flags=re.IGNORECASE)
        lead = re.sub(r"\bau\s$", "à ", re.sub(r"\bdu\s$", "de ", lead))
    elif lead == text[: person.start]:
        lead = re.sub(r"(?:\b(?:le|la)\s|\bl[’'])[a-zà-ÿ-]+\s$", "", lead)
    return lead


def joined_after(people: list[NamedPerson], index: int) -> list[NamedPerson]:
    """Return a person and those whom "et" or a comma joins to the name: "X, maire de Y, et Z"."""
    if index >= len(people):
        return []
    joined = [people[index]]
    for person in people[index + 1 :]:
        last = joined[-1]
        if person.sentence is not last.sentence:
            break
        between = last.sentence.text[last.end : person.start]
        if (
            len(between) > 130
            or re.search(r"[;:]|\.\s", between.replace("M. ", ""))
            or has_verb(last.sentence, last.end, person.start)
            or not re.search(
                r"(?:,|\bet|\bainsi que|\bpuis|\()\s?(?:de\s|d[’']|par\s|à\s|avec\s)?$", lead_of(person)[last.end :]
            )
        ):
            break
        joined.append(person)
    return joined


def _people_in(sentence: Sentence) -> Iterator[NamedPerson]:
    text = sentence.text
    base = sentence.span.start_char
    entities = [(e.start_char - base, e.end_char - base, e.label_) for e in sentence.span.ents]
    plural_until = last_start = last_end = 0
    groups = [(each.start, each.end) for each in groups_in(sentence)]
    for match in _RUN.finditer(text):
        start, end = match.span()
        start, end = _trimmed(sentence, start, end)
        if start >= end:
            continue
        start = _after_place(sentence, start, end)
        honorific = bool(_HONORIFIC.search(text, 0, start) or _HONORIFIC.search(text[:start]))
        if _PLURAL.search(text[:start]):
            plural_until = start + 90
        if any(a < end and start < b for a, b in groups):
            continue
        name = text[start:end]
        words = name.split()
        if (
            words[0][0].islower()
            or fold(words[0]) in ("de", "du", "des", "d")
            or any(fold(word) in folded("people", "never") for word in words)
        ):
            continue
        coordinated = start < plural_until and re.search(r"(?:,|\bet)\s$", text[:start]) is not None
        joined = (
            last_end
            and len(words) > 1
            and text[last_end:start] in (" et ", ", ")
            and (
                _is_coordinated(sentence, last_start, last_end, start, end)
                or not any(a < end and start < b and label == "LOC" for a, b, label in entities)
            )
        )
        if not (honorific or coordinated or joined) and (
            len(words) < 2 or not _is_person(sentence, start, end, entities)
        ):
            continue
        if fold(words[0]) in folded("functions", "heads"):
            continue
        person = NamedPerson(_cased(name), start, end, sentence, honorific)
        person.offices = list(_offices(sentence, start, end))
        last_start, last_end = start, end
        yield person


def _after_place(sentence: Sentence, start: int, end: int) -> int:
    """Return where a name begins that follows an office's place without a comma: "le maire de Dole Jean Sorel"."""
    words = list(re.finditer(r"\S+", sentence.text[start:end]))
    if len(words) < 3 or not _OFFICE_OF.search(sentence.text[:start]):
        return start
    name = start + words[-2].start()
    return name if any(token.ent_type_ == "PER" for token in sentence.tokens(name, end)) else start


def _is_coordinated(sentence: Sentence, first_start: int, first_end: int, start: int, end: int) -> bool:
    """Return whether the parser joins a second name to a first one by "et"."""
    first = {token.i for token in sentence.tokens(first_start, first_end)}
    return any(token.dep_ == "conj" and token.head.i in first for token in sentence.tokens(start, end))


def _trimmed(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Cut what is no name off the ends of capitalised words: an honorific, a sentence's first word, a closing stop."""
    text = sentence.text
    for inner in re.finditer(r"(?:M\.|MM\.|Mmes?|Mlle|Monsieur|Madame)\s", text[start:end]):
        start, end = start + inner.end(), end
        break
    while start < end:
        first = re.match(r"\S+\s?", text[start:end])
        word = first.group().strip()
        honorific = _HONORIFIC.match(word + " ") or re.fullmatch(
            r"S\.|E\.|M\.|MM\.|Mmes?|Mlle|Mr|Dr\.?|Pr\.?|Monsieur|Madame|Messieurs|Mesdames|"
            r"Professeure?|Docteur|Maître|Me",
            word,
        )
        token = next(iter(sentence.tokens(start, start + len(word))), None)
        sentence_word = (
            token is not None
            and start == 0
            and token.pos_ in ("ADP", "DET", "CCONJ", "SCONJ", "PRON", "ADV")
            and token.is_stop
        )
        office = fold(word) in folded("functions", "heads") and len(text[start:end].split()) > 2
        if not (honorific or sentence_word or office):
            break
        start += first.end()
    while end > start and text[end - 1] in ".’'" and not re.search(r"\b[A-Z]\.$", text[start:end]):
        end -= 1
    return start, end


def _is_person(sentence: Sentence, start: int, end: int, entities: list[tuple[int, int, str]]) -> bool:
    """Return whether capitalised words without honorific are a person's name."""
    text = sentence.text
    name = text[start:end]
    words = [fold(word) for word in name.split()]
    if len(words) > 5 or any(word in folded("people", "never") for word in words) or re.search(r"\d", name):
        return False
    before = re.findall(r"[\w’'-]+", text[max(0, start - 40) : start])
    last = [fold(word) for word in before[-2:]] if re.search(r"[\w’']\s?$", text[:start]) else []
    if last and (last[-1] in _VENUE or (len(last) > 1 and last[0] in _VENUE and last[1] in ("de", "du", "d", "la"))):
        return False
    labels = {label for a, b, label in entities if a < end and start < b}
    after = text[end : end + 60]
    stated = (
        re.match(rf"\s?(?:,|\(|–)\s(?:{_OFFICE})(?!\w)", after) is not None
        or _BEFORE.search(text[:start].rstrip(", ")) is not None
    )
    if "PER" in labels:
        return not (re.search(r"\b(?:à|en|du|de la|au)\s$", text[:start]) and labels != {"PER"})
    if re.search(r"(?:\bà|\ben|\bau|\bdu|\bde|d['’]|\baux|\bdes|\bla|\ble|l['’])\s?$", text[:start]) and not re.search(
        r"\bde\s$", text[:start]
    ):
        return stated and labels != {"LOC"}
    if stated:
        return True
    listed = re.search(r"(?:avec|par|entre|signé|propos de|auprès de|autour de)\s$", text[:start]) is not None
    contact = (
        re.match(r"\s?[(:,]\s?(?:…|\.\.\.)?\S*@", after) is not None
        or re.search(r"(?:[Cc]ontacts?|[Rr]enseignements)\s?:\s$", text[:start]) is not None
    )
    return (listed or contact) and "LOC" not in labels


def _cased(name: str) -> str:
    """Return a name whose surname is in capitals as a sentence writes it."""
    return " ".join(_word(word) if len(word) > 2 and word.isupper() else word for word in name.split())


def _word(word: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)


def _offices(sentence: Sentence, start: int, end: int) -> Iterator[Office]:
    """Yield what is said of a person beside the name, first what follows it."""
    text = sentence.text
    yield from _offices_after(sentence, end)
    before = _HONORIFIC.sub("", text[:start])
    trimmed = before.rstrip(" ,:").rstrip()
    found = _BEFORE.search(trimmed)
    if (
        found
        and len(trimmed) - found.start("office") < 110
        and not has_verb(sentence, found.start("office"), len(trimmed))
    ):
        office = re.split(r"\sdepuis\s", found["office"])[0].strip()
        stated = _office(
            office, found.start("office"), found.end("office"), definite=bool(found["det"] or found["elided"])
        )
        whose = _WHOSE.search(text[: found.start("office")])
        if whose and stated.organisation is None and not re.search(r"\b(?:groupe|Mission|Dynamique)\b", whose["who"]):
            stated.organisation = whose["who"]
        yield stated
    elif (several := _SEVERAL.search(trimmed)) and fold(several["office"].split()[0])[:-1] in folded(
        "functions", "heads"
    ):
        yield Office(several["office"], several.start("office"), several.end("office"), several["office"], None)
    else:
        yield from _noun_before(sentence, start)


def _noun_before(sentence: Sentence, start: int) -> Iterator[Office]:
    """Yield the noun that introduces a name: "l'astronaute X"."""
    found = re.search(r"(?:\b(?:[Ll]e|[Ll]a)\s|\b[Ll][’'])(?P<noun>[a-zà-ÿ-]{4,})\s$", sentence.text[:start])
    if found is None or fold(found["noun"]) in _VENUE:
        return
    token = next(iter(sentence.tokens(found.start("noun"), found.end("noun"))), None)
    if token is not None and token.pos_ == "NOUN":
        yield Office(found["noun"], found.start("noun"), found.end("noun"), found["noun"], None, definite=True)


def _offices_after(sentence: Sentence, end: int) -> Iterator[Office]:
    text = sentence.text
    rest = text[end:]
    bracket = re.match(r"\s?\((?P<inner>[^()]{2,90})\)", rest)
    if bracket and "@" not in bracket["inner"]:
        at = end + bracket.start("inner")
        inner = bracket["inner"].strip()
        if re.match(rf"(?:{_OFFICE})(?!\w)", inner):
            yield _office(inner, at, at + len(inner))
        elif re.match(rf"[{_UPPER}]", inner) or re.match(rf"(?:{_ORGANISATION})\b", inner):
            yield Office(inner, at, at + len(inner), None, inner)
        end += bracket.end()
        rest = text[end:]
    opening = re.match(r"\s?(?:,|–|—)\s", rest) or re.match(
        rf"\s(?:est|était|sera)\s(?:(?:aussi|également|toujours|désormais)\s)?(?!élue?\b)(?={_OFFICE}(?!\w))", rest
    )
    if not opening:
        return
    yield from _offices_from(sentence, end + opening.end())


def _offices_from(sentence: Sentence, at: int) -> Iterator[Office]:
    """Yield the offices that a sentence goes on with at a character: "maire de Dole, président du groupe"."""
    text = sentence.text
    clause = re.match(r"[^,;:()\n–]*", text[at:]).group()
    clause = re.split(r"\.(?:\s|$)", clause)[0]
    origin = re.match(
        rf"(?:de la |de l['’]|du |des |de |d['’])(?P<who>(?:[{_UPPER}]|groupe-pays|groupe|ONU).*)", clause
    )
    if origin and not has_verb(sentence, at, at + len(clause)):
        yield Office(clause, at, at + len(clause), None, origin["who"].strip())
        return
    while clause:
        head = re.match(
            rf"(?:(?:le|la|un|une|son|sa|leur|notre|par ailleurs|également|alors|désormais|lui-même|elle-même|"
            rf"et)\s|l['’])?(?:ancien(?:ne)?\s|"
            rf"nouveau\s|nouvelle\s|premi[eè]re?\s)?(?P<head>{_OFFICE})(?!\w)",
            clause,
        )
        first = next(iter(sentence.tokens(at, at + 1)), None)
        noun = (
            first is not None
            and first.pos_ == "NOUN"
            and first.text[0].islower()
            and fold(first.text) not in _VENUE
            and first.dep_ in ("appos", "nmod", "conj")
        )
        organisation = re.match(rf"(?:{_ORGANISATION})\b", clause)
        if not (head or (noun and first.morph.get("Number") != ["Plur"])) or (organisation and not head):
            if organisation and not has_verb(sentence, at, at + len(clause)):
                following = re.match(rf", [{_UPPER}]{{2,}}\b", text[at + len(clause) :])
                whole = clause + (following.group() if following else "")
                yield Office(whole, at, at + len(whole), None, whole.strip())
            return
        clause = clause[: _verb_at(sentence, at, clause)]
        second = re.search(rf"\set\s(?=(?:ancien(?:ne)?\s|premi[eè]re?\s)?(?:{_OFFICE})(?!\w))", clause)
        part = clause[: second.start()] if second else clause
        yield _office(part.strip(), at, at + len(part.rstrip()))
        if second:
            at, clause = at + second.end(), clause[second.end() :]
            continue
        following = re.match(
            rf"[^,]*?\s?,\s(?=(?:et\s)?(?:ancien(?:ne)?\s|premi[eè]re?\s)?(?:{_OFFICE})(?!\w))", text[at + len(part) :]
        )
        if not following or following.start() != 0 or len(following.group().strip()) > 1:
            return
        at += len(part) + following.end()
        clause = re.split(r"\.(?:\s|$)", re.match(r"[^,;:()\n–]*", text[at:]).group())[0]


def has_verb(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether a finite verb stands between two characters."""
    return any("Fin" in token.morph.get("VerbForm") for token in sentence.tokens(start, end) if token.text[0].islower())


def _verb_at(sentence: Sentence, at: int, clause: str) -> int:
    """Return where a clause goes on with a verb or a relative pronoun."""
    for token in sentence.tokens(at, at + len(clause)):
        place = token.idx - sentence.span.start_char - at
        if (
            place > 0
            and (
                "Fin" in token.morph.get("VerbForm")
                or fold(token.text) in ("qui", "que", "dont", "depuis", "a", "ont", "est", "ainsi")
            )
            and token.pos_ in ("VERB", "AUX", "PRON", "ADV")
        ):
            return place
    return len(clause)


def _office(text: str, start: int, end: int, definite: bool = False) -> Office:
    """Return an office cut into what somebody is and for whom."""
    head = fold(re.split(r"[\s-]", text)[0])
    if head in folded("functions", "whole"):
        return Office(text, start, end, text, None, definite)
    for cut in _SPLIT.finditer(text):
        after = text[cut.end() :].strip()
        first = re.split(r"[\s’']", after)[0]
        if fold(first) in folded("functions", "directions") or _is_inside_quotes(text, cut.end()):
            continue
        if fold(first) in folded("functions", "parts") and first[0].islower():
            break
        if re.match(rf"(?:{_OFFICE})(?!\w)", after) and after[0].islower():
            continue
        article = (
            "Le "
            if cut.group().strip() == "du"
            and "maire" in fold(text[: cut.start()])
            and after[0].isupper()
            and " " not in after
            else ""
        )
        return Office(text, start, end, text[: cut.start()].strip(), article + after, definite)
    return Office(text, start, end, text, None, definite)


def _is_inside_quotes(text: str, at: int) -> bool:
    return text.rfind("«", 0, at) > text.rfind("»", 0, at)


def function_of(offices: list[Office]) -> tuple[str | None, str | None]:
    """Return the office and the organisation that say most of a person: a bare "président" says little."""
    own = [each for each in offices if not _IN_GROUP.search(each.text)]
    if any(each.function for each in own):
        offices = own
    telling = [
        each
        for each in offices
        if each.function and not re.fullmatch(r"(?:vice-|co-?)?présidente?s?", each.function.lower())
    ] or [each for each in offices if each.function and each.organisation]
    telling = telling or [each for each in offices if each.function and not each.definite]
    chosen = next(iter(telling), None)
    if chosen is None:
        return None, next((each.organisation for each in offices if each.organisation), None)
    return chosen.function, chosen.organisation
