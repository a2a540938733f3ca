"""Each person of an article once: name, part, function, organisation."""

import re
from collections.abc import Iterator

from scraper.prose.facts import PersonMention, StatedRole
from scraper.prose.groups import groups_in
from scraper.prose.page import ProsePage
from scraper.prose.people import NamedPerson, function_of, has_verb, joined_after, lead_of, verb_of
from scraper.prose.words import alternatives, folded
from scraper.text import fold

_PROGRAMME = re.compile(r"^\s*(?:[-–•]\s*)?(?:[Dd]e\s|[Àà]\s)?\d{1,2}\s?[h:]\s?\d{0,2}\b")
_HEADS_LINE = re.compile(r"^\s*(?:[-–•*]\s?)?(?:[^:.;]{0,80}\s?:\s)?$")
_WORK = alternatives("parts", "works")
_SPEECH = alternatives("parts", "speech")
_TALK = alternatives("parts", "talks")
_MEETING = alternatives("events", "nouns")
_JOURNEY = re.compile(r"\b(?:délégations?|missions?|voyages?|déplacements?|séjours?)\b", re.IGNORECASE)
_CHAIRED = re.compile(
    r"\b(?:animée?s?|modérée?s?|présidée?s?|coanimée?s?|(?:débats|travaux|échanges|séance|discussions?)[^.;,]{0,20} "
    r"(?:conduite?s?|dirigée?s?|menée?s?))\s(?:[\w’']+\s){0,3}par\s$|"
    r"\bsous (?:la|sa|l[’'])\s?(?:co-?)?(?:présidence|animation|modération|houlette|"
    r"conduite)\s(?:conjointe\s)?(?:de\s|d[’'])$|"
    r"\b(?:présidence|modération|animation|conduite des débats) (?:est |sera |était )?(?:assurée|confiée) (?:par|à)\s$|"
    r"\bque (?:préside|présidait|présidera|anime|animait|animera|modère|modérait|modérera)\s$",
    re.IGNORECASE,
)
_LED = re.compile(
    r"\b(?:conduite?s?|emmenée?s?|menée?s?|dirigée?s?)\s(?:[\w’']+\s){0,2}par\s$|"
    r"\b(?:composée?s?|formée?s?|constituée?s?|forte)\s(?:[\w’']+\s){0,3}(?:de\s|d[’'])$|"
    r"\b(?:comprenait|comprend|comptait|compte|réunissait|rassemblait|associait|incluait|composaient)\s[^.;]{0,160}$|"
    r"\ben (?:faisaient|faisait|font|fait) (?:[\w’']+ )?partie\s[^.;]{0,160}$|\b(?:mandaté|dépêché|envoyé)\s$|"
    r"\b(?:accompagnée?s?|entourée?s?)\s(?:notamment\s)?(?:de\s|d[’']|par\s)$|\bautour (?:de\s|d[’'])$",
    re.IGNORECASE,
)
_AT_HEAD = re.compile(r"\bà la tête d[’']une (?:\w+ )?(?:délégation|mission)", re.IGNORECASE)
_IS_OF_JOURNEY = re.compile(
    r"\s[^.;]{0,60}?\b(?:partie de|partie d|(?:particip|pren\w+ part|a pris part|ont pris part)\w* (?:à|au)|"
    r"(?:membre|chef|cheffe) (?:de|du))[ ’]?(?:la |le |cette |ce |une )?(?:délégation|voyage|mission|déplacement)"
)
_SPOKEN = re.compile(
    rf"\b(?:ouverte?s?|introduite?s?|conclue?s?|close?s?|clôturée?s?|présentée?s?|exposée?s?|donnée?s?|prononcée?s?|"
    rf"proposée?s?|lue?s?|lancée?s?|rappelée?s?|soulignée?s?|défendue?s?|évoquée?s?|interrogée?s?|détaillée?s?|"
    rf"expliquée?s?|assurée?s?)\s(?:[\w’']+\s){{0,2}}par\s$|"
    rf"\b(?:{_SPEECH})(?:\s[\w’'«»-]+){{0,4}}\s(?:de\s|d[’']|par\s|:\s|avec\s)$|(?:^|"
    rf"[–:,»]\s)(?:{_SPEECH})[^.;]{{0,80}},\s(?:par\s)?$|"
    r"\b(?:selon|d[’']après|de l[’']avis de|de l[’']aveu de|aux yeux de|comme l[’']a (?:\w+é|dit|écrit)|par la voix de|"
    r"dans la bouche de|aux dires de|à l[’']écoute de)\s$|"
    r"\b(?:parole (?:\w+\s){0,4}(?:à|de)|intervenante?s?|oratrices?|orateurs?|invitée?s?|conférenci(?:er|ère)s?|"
    r"témoins?|"
    r"formateurs?|formatrices?|auteure?s?|autrices?|entendre|entendu|entendront?|entendrons|auditionné|auditionner|"
    r"interroger|interrogé|écouter|écouté|interview(?:é|er)?|entretien avec|discuter avec|"
    r"échanger avec|rencontre avec|débat avec|dialogue avec|dialoguer avec|débattre avec|"
    r"questions à)\s?,?\s?:?\s?(?:de\s|d[’'])?$|"
    r"^\s?[-–•]?\s?«[^»]+»,?\s(?:par\s)?$|\b(?:parmi les|au nombre des) \w+,? (?:figurai?\w*|se trouvai?\w*|"
    r"on (?:\w+ )?\w+)?\s?(?:: )?$|"
    rf"\b(?:{_SPEECH})\b[^.;]{{0,60}}\b(?:celui|celle|ceux|celles) (?:de\s|d[’'])$|"
    r",\savec\s$|^avec\s$|\bparticipation (?:de\s|d[’'])$|\béquipe pédagogique (?:réunit|est composée de|comprend)\s$",
    re.IGNORECASE,
)
_HONOURED = re.compile(
    r"\b(?:remise?s?|décernée?s?|attribuée?s?|rendu|dédiée?s?|décerner|remettre) (?:[\w’']+\s){0,3}à\s$|"
    r"\b(?:hommage|félicitations|bravo|vœux|merci|adieu) (?:[\w’']+\s){0,2}à\s$|"
    r"\b(?:prix|médaille|trophée|distinction)\b[^.;]{0,60}\b(?:revient|va|échoit|récompense)\b[^.;]{0,30}\s(?:à\s)?$|"
    r"\b(?:marraine|parrain|lauréate?s?|récompensée?|primée?)\b(?:[^.;]{0,40}\s?:)?\s(?:est\s|sera\s)?$|"
    r"\b(?:décès|disparition|mort|mémoire|obsèques|funérailles|perte) (?:de\s|d[’'])$",
    re.IGNORECASE,
)
_PRIZE = r"(?:prix|médaille|distinction|insignes|légion d[’']honneur|ordre national|trophée|titre|palmes|décoration)"
_WINS = re.compile(
    rf"\s[^.;«»]{{0,60}}?(?:\b(?:reçoit|a reçu|recevra|s[’']est vue? remettre|remporte|a remporté|obtient|"
    rf"a obtenu)\s[^.;]{{0,30}}"
    rf"{_PRIZE}\b|\b(?:est|a été|sera|fut)\s(?:décorée?|lauréate?|récompensée?|primée?|distinguée?|promue?|faite? "
    r"(?:chevalier|officier|citoyen))|,\slauréate?\b)",
    re.IGNORECASE,
)
_AUTHORED = re.compile(
    rf"\b(?:rédigée?s?|écrite?s?|cosignée?s?|signée?s?|réalisée?s?|coordonnée?s?|conduite?s?|menée?s?|"
    rf"dirigée?s?|publiée?s?|"
    rf"composée?s?|établie?s?)\s(?:[\w’']+\s){{0,2}}(?:par|de)\s$|\b(?:{_WORK})(?:\s[\w’'«»-]+){{0,3}}\s(?:de\s|"
    rf"d[’'])$|"
    r"\bsous la plume de\s$",
    re.IGNORECASE,
)
_WRITES = re.compile(
    rf"[^.;]{{0,60}}?\b(?:publie|a publié|signe|a signé|cosigne|consacre|a écrit|a rédigé|écrit|rédige|"
    rf"coordonne|a coordonné|"
    rf"a dirigé|auteure? (?:de|du|d[’'])|autrice (?:de|du|d[’']))\s?[^.;]{{0,30}}\b(?:{_WORK})\b",
    re.IGNORECASE,
)
_SIGNATORIES = re.compile(r"\b(?:signataires?|cosign\w+|ont (?:aussi )?signé|signé par)\b", re.IGNORECASE)
_PRESENT = re.compile(
    r"\b(?:présents?|présentes|excusée?s?|participants?|participantes|en présence|assistaient|représentée?s?|"
    r"signataires)\b",
    re.IGNORECASE,
)
_LABELS = re.compile(
    rf"\b(?:{_TALK}|avec|modérat\w*|animat\w*|présidence|présents?|présentes|excusée?s?|participant\w*|"
    rf"délégation|mission|"
    r"signataires?|signé|contacts?)\b",
    re.IGNORECASE,
)
"""What a line says that a list of people stands under."""
_OF_OFFICE = re.compile(
    r"^(?:délégué\w* général|chargé\w* de (?:mission|projet)|directrice? générale?(?: adjoint)?)", re.IGNORECASE
)


def mentions_of(page: ProsePage, people: list[NamedPerson], roles: list[StatedRole], genre: str) -> list[PersonMention]:
    """Return the people whom an article names, each with what its sentences say of them."""
    by_name: dict[str, list[NamedPerson]] = {}
    for person in people:
        key = fold(person.name)
        whole = next((name for name in by_name if name.endswith(" " + key)), key)
        by_name.setdefault(whole, []).append(person)
    contacts = {fold(role.person) for role in roles if role.role == "contact"}
    presidents = {fold(role.person) for role in roles if role.role in ("president", "co_president", "vice_president")}
    found = []
    for key, places in by_name.items():
        offices = [office for person in places for office in person.offices]
        function, organisation = function_of(offices)
        if key in contacts or _is_staff(genre, function, organisation):
            part = "staff"
        elif function and fold(function).startswith(tuple(map(fold, folded("parts", "ministers")))):
            part = "minister"
        else:
            part = _part(page, genre, people, places, key in presidents)
        found.append(PersonMention(places[0].name, places[0].sentence.source, part, function, organisation))
    return found


def _is_staff(genre: str, function: str | None, organisation: str | None) -> bool:
    """Return whether somebody works for the federation."""
    if organisation and fold(organisation) not in ("cites unies france", "cuf"):
        return False
    if organisation:
        return not re.search(r"préside|trésori|administrat|secrétaire général", function or "", re.IGNORECASE)
    return bool(function) and (genre == "job_offer" or _OF_OFFICE.match(function) is not None)


def _part(page: ProsePage, genre: str, people: list[NamedPerson], places: list[NamedPerson], presides: bool) -> str:
    """Return what a person does in an article: the first part of the order that one of the sentences states."""
    if genre == "tribune" and any(_is_signatory(people, person) for person in places):
        return "author"
    if genre == "obituary" and any(fold(places[0].name.split()[-1]) in fold(each.text) for each in page.sentences[:2]):
        return "honoured"
    stated = {part for person in places for part in _parts_in(page, person, people, presides)}
    order = ("author", "honoured", "moderator", "delegation", "speaker")
    return next((part for part in order if part in stated), "other")


def _is_signatory(people: list[NamedPerson], person: NamedPerson) -> bool:
    """Return whether a name is in a line of signatories, or stands after "par"."""
    here = [each for each in people if each.sentence is person.sentence]
    first = here[0]
    begins = re.fullmatch(r"\s*(?:[-–•]\s?)?(?:par\s)?", lead_of(first), re.IGNORECASE) is not None
    has_no_verb = not has_verb(person.sentence, 0, len(person.sentence.text))
    return (has_no_verb and not person.sentence.in_head and (begins or len(here) > 1)) or (
        _SIGNATORIES.search(person.sentence.text) is not None or re.search(r"\bpar\s$", lead_of(person)) is not None
    )


def _heading(page: ProsePage, person: NamedPerson, people: list[NamedPerson]) -> str:
    """Return the label that a name stands under: before a colon in its sentence, or the line above its list."""
    lead = lead_of(person)
    if ":" in lead:
        return re.split(r"[.;!?]\s", lead[: lead.rfind(":")])[-1]
    if not _HEADS_LINE.match(lead) and has_verb(person.sentence, 0, len(person.sentence.text)):
        return ""
    named = {each.sentence.number for each in people if not each.is_pronoun}
    for sentence in reversed(page.sentences[max(0, person.sentence.number - 12) : person.sentence.number]):
        if sentence.source.field != person.sentence.source.field:
            return ""
        text = sentence.text.rstrip()
        is_short = sentence.number not in named and len(text) < 60
        if text.endswith(":") or (
            is_short and not text.endswith((".", ",", ";", "!", "?", "»")) and _LABELS.search(text)
        ):
            return text
        if sentence.number not in named and len(text) > 120:
            return ""
    return ""


def _parts_in(page: ProsePage, person: NamedPerson, people: list[NamedPerson], presides: bool) -> Iterator[str]:
    """Yield what a person does in one sentence: by its verb, by what names the person, by the list it is in."""
    text, lead = person.sentence.text, lead_of(person)
    here = [each for each in people if each.sentence is person.sentence]
    lead = _lead_of_first(here, person) or lead
    after = text[person.end :]
    heading = "" if person.is_pronoun else _heading(page, person, people)
    if re.search(r"\b(?:modérat|modératrice|animat|présiden\w* de séance|présidence\b)", heading, re.IGNORECASE):
        yield "moderator"
    elif _PRESENT.search(heading):
        return
    elif re.search(r"\b(?:délégation|mission|voyage|déplacement)\b", heading, re.IGNORECASE):
        yield "delegation"
    elif re.search(rf"\b(?:{_TALK}|avec|équipe pédagogique)\b", heading, re.IGNORECASE):
        yield "speaker"
    if any(re.match(r"(?:co)?(?:animat|modérat)", fold(office.text)) for office in person.offices):
        yield "moderator"
    if (chaired := _CHAIRED.search(lead)) and not _is_of_group(person, chaired.start()):
        yield "moderator"
    before = page.sentences[max(0, person.sentence.number - 2) : person.sentence.number]
    travels = any(_JOURNEY.search(each) for each in (text, page.title, *(one.text for one in before)))
    if travels and (_LED.search(lead) or _AT_HEAD.search(text) or _IS_OF_JOURNEY.match(after)):
        yield "delegation"
    if _HONOURED.search(lead) or _WINS.match(after):
        yield "honoured"
    if (_AUTHORED.search(lead) and re.search(rf"\b(?:{_WORK})\b", lead + page.title, re.IGNORECASE)) or _WRITES.match(
        after
    ):
        yield "author"
    if _PROGRAMME.match(text) or _SPOKEN.search(lead):
        yield "speaker"
    if re.search(
        rf"\b(?:{_TALK})\b\s?(?:«[^»]*»)?,?\s$|\b(?:{_TALK})\b[^.;]{{0,30}}\b(?:réuni\w*|rassembl\w+|associ\w+|"
        rf"avec|entre|verra|opposait|"
        rf"de)\s(?:[^.;]*,\s|[^.;]*\set\s)?$",
        lead,
        re.IGNORECASE,
    ):
        yield "speaker"
    if re.search(
        r"\b(?:prendr\w+|pris|prend|prennent|prenant) (?:\w+ )?la parole\b|\b(?:interviendr|débattr|dialoguer|"
        r"échanger)\w+",
        text,
        re.IGNORECASE,
    ) and not re.search(r"\bavec\s", after[:30]):
        yield "speaker"
    if _is_quoted(person, lead, after):
        yield "speaker"
    yield from _by_verb(person, presides)


def _lead_of_first(here: list[NamedPerson], person: NamedPerson) -> str | None:
    """Return what stands before the first of the names that "et" or commas join: it is said of all."""
    for index, first in enumerate(here):
        if first is person:
            return None
        if person in joined_after(here, index):
            return lead_of(first)
    return None


def _is_of_group(person: NamedPerson, at: int) -> bool:
    """Return whether what is presided over is a group, and not a group's meeting."""
    text = person.sentence.text
    for group in groups_in(person.sentence):
        if group.end <= at and not re.search(
            r"[\w’']", text[group.end : at].replace("est", "").replace("désormais", "")
        ):
            return not re.search(rf"\b(?:{_MEETING})s?\s(?:du|de la|de)\s$", text[: group.start], re.IGNORECASE)
    return (
        re.search(
            r"\b(?:groupe|groupe-pays|Mission|association|fédération|réseau|syndicat|agence)[\s,]*(?:est |était )?$",
            text[:at],
        )
        is not None
    )


def _is_quoted(person: NamedPerson, lead: str, after: str) -> bool:
    """Return whether a quotation is the person's: "X : « … »", "« … », note X", "pour X, « … »"."""
    return bool(
        re.match(r"\s?(?:[,(][^«»]{0,120})?\s?:\s?«", after)
        or re.match(r"\s[^«».;]{0,150}\s:\s?«", after)
        or re.search(r"»\s?[(–—-]\s?$", lead)
        or (re.search(r"(?:^|[.,»]\s)(?:selon|pour|d[’']après)\s$", lead, re.IGNORECASE) and "«" in after)
        or re.search(r"»,?\s(?:[\w’']+\s){0,4}[\w’']+(?:-t-(?:il|elle))?,?\s$", lead)
        or (
            re.search(r"»,?\s(?:[\w’']+-t-(?:il|elle)|[\w’']+(?:\s[\w’']+){0,4}),?\s(?:le|la|son|sa|l[’'])", lead)
            and re.match(r"\s?[,.(]", after)
        )
    )


def _by_verb(person: NamedPerson, presides: bool) -> Iterator[str]:
    """Yield the part that the verb states whose subject a person is."""
    for verb in _verbs(person):
        lemma = fold(verb.lemma_)
        if any(child.dep_ == "aux:pass" for child in verb.children):
            continue
        rest = person.sentence.text[verb.idx - person.sentence.span.start_char :]
        if lemma in folded("parts", "moderates") or _stems(verb.text, "moderates"):
            of = re.match(
                r"\w+\s(?:[\w’']+\s){0,2}?(?:le |la |l[’'])?(?P<what>groupe|Mission|Dynamique|association|"
                r"réseau|syndicat)",
                rest,
            )
            if lemma == "conduire" and re.match(r"\w+(?:\s[\w’']+){0,5}\s(?:délégation|mission)", rest):
                yield "delegation"
            elif not (of or (lemma == "presider" and _is_of_group(person, verb.idx - person.sentence.span.start_char))):
                yield "moderator"
        if lemma in folded("parts", "hosts") and presides:
            yield "moderator"
        if lemma in folded("parts", "leads") and re.match(r"\w+(?:\s[\w’']+){0,5}\s(?:délégation|mission)", rest):
            yield "delegation"
        judges = lemma in folded("parts", "judges") and "«" in rest[:80]
        if judges or lemma in folded("parts", "speaks") or _stems(verb.text, "speaks"):
            yield "speaker"
        if lemma in folded("parts", "carries") and re.match(
            rf"\w+(?:\s[\w’'«-]+){{0,6}}?\s(?:l[’'])?(?:{_SPEECH}|parole)\b", rest, re.IGNORECASE
        ):
            yield "speaker"


def _stems(form: str, name: str) -> bool:
    """Return whether a form is of one of a list's verbs in -er whose lemma the pipeline did not find."""
    word = fold(form)
    return any(
        lemma.endswith("er") and re.fullmatch(lemma[:-2] + r"(?:e|a|ent|era|erait|eront|ait|aient)", word)
        for lemma in folded("parts", name)
    )


def _verbs(person: NamedPerson) -> Iterator:
    """Yield the verbs that a person is the subject of: by the parse, else the nearest after or before the name."""
    found = []
    if verb := verb_of(person):
        found.append(verb)
    base = person.sentence.span.start_char
    if not found:
        found += _next_verb(person)
    before = lead_of(person)
    for token in person.sentence.tokens(max(0, len(before) - 12), len(before)):
        # "résume X", "a rappelé X": the name follows its verb.
        if token.pos_ == "VERB" and before[token.idx - base + len(token.text) :].strip() in (
            "",
            "aussi",
            "ensuite",
            "encore",
        ):
            found.append(token)
    if relative := re.match(r"(?:,[^,;.]*)?,?\squi\s", person.sentence.text[person.end :]):
        after = person.sentence.tokens(person.end + relative.end(), len(person.sentence.text))
        found += [token for token in after[:6] if token.pos_ == "VERB"][:1]
    for verb in list(found):
        found += [child for child in verb.children if child.dep_ == "conj" and child.pos_ == "VERB"]
        found += [
            child
            for child in verb.children
            if child.dep_ == "xcomp"
            and fold(verb.lemma_)
            in ("tenir", "vouloir", "devoir", "venir", "aller", "pouvoir", "aimer", "souhaiter", "commencer")
        ]
    yield from found


def _next_verb(person: NamedPerson) -> list:
    """Return the first verb after a name that no relative clause and no other subject has."""
    sentence = person.sentence
    skipping = False
    for token in sentence.tokens(person.end, len(sentence.text)):
        if token.idx - sentence.span.start_char > person.end + 160 or token.text in (";", "»", "."):
            return []
        if fold(token.text) in ("qui", "que", "dont", "ou"):
            skipping = True
        elif token.text == "," and skipping:
            skipping = False
        if skipping or token.pos_ not in ("VERB", "AUX"):
            continue
        if "Fin" in token.morph.get("VerbForm"):
            if token.pos_ == "AUX":
                following = [
                    each
                    for each in sentence.span
                    if each.i > token.i and each.i < token.i + 8 and each.pos_ in ("VERB", "ADJ")
                ]
                return following[:1] or [token]
            return [token]
    return []
