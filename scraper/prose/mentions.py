"""Each person of an article once: name, part, function, organisation."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from scraper.prose.acts import Act, Side
from scraper.prose.facts import PersonMention, StatedRole
from scraper.prose.groups import groups_in
from scraper.prose.page import ProsePage
from scraper.prose.people import NamedPerson, acts_of, function_of, has_verb, joined_after, lead_of
from scraper.prose.words import alternatives, folded, verbs
from scraper.text import fold

_PROGRAMME = re.compile(r"^\s*(?:[-–•]\s*)?(?:[Dd]e\s|[Àà]\s)?\d{1,2}\s?[h:]\s?\d{0,2}\b")
_HEADS_LINE = re.compile(r"^\s*(?:[-–•*]\s?)?(?:[^:.;]{0,80}\s?:\s)?$")
_WORK = alternatives("parts", "works")
_SPEECH = alternatives("parts", "speech")
_TALK = alternatives("parts", "talks")
_MEETING = alternatives("events", "nouns")
_SITTING = r"débats|travaux|échanges|séance|discussions?|réunion"
_JOURNEY = re.compile(r"\b(?:délégations?|missions?|voyages?|déplacements?|séjours?)\b", re.IGNORECASE)
_CHAIRED = re.compile(
    rf"\b(?:{_SITTING})[^.;,]{{0,20}} (?:conduite?s?|dirigée?s?|menée?s?)"
    r"\s(?:[\w’']+\s){0,3}par\s$|"
    r"\bsous (?:la|sa|l[’'])\s?(?:co-?)?(?:présidence|animation|modération|houlette|"
    r"conduite)\s(?:conjointe\s)?(?:de\s|d[’'])$|"
    r"\b(?:présidence|modération|animation|conduite des débats) (?:est |sera |était )?(?:assurée|confiée) (?:par|à)\s$|"
    r"\bque (?:préside|présidait|présidera|anime|animait|animera|modère|modérait|modérera)\s$",
    re.IGNORECASE,
)
_LED = re.compile(
    r"\b(?:composée?s?|formée?s?|constituée?s?|forte)\s(?:[\w’']+\s){0,3}(?:de\s|d[’'])$|"
    r"\b(?:comprenait|comprend|comptait|compte|réunissait|rassemblait|associait|incluait|composaient)\s[^.;]{0,160}$|"
    r"\ben (?:faisaient|faisait|font|fait) (?:[\w’']+ )?partie\s[^.;]{0,160}$|\b(?:mandaté|dépêché|envoyé)\s$|"
    r"\b(?:accompagnée?s?|entourée?s?)\s(?:notamment\s)?(?:de\s|d[’']|par\s)$|\bautour (?:de\s|d[’'])$",
    re.IGNORECASE,
)
_AROUND = re.compile(r"\bautour (?:de\s|d[’'])$", re.IGNORECASE)
_AT_HEAD = re.compile(r"\bà la tête d[’']une (?:\w+ )?(?:délégation|mission)", re.IGNORECASE)
_IS_OF_JOURNEY = re.compile(
    r"\s[^.;]{0,60}?\b(?:partie de|partie d|(?:particip|pren\w+ part|a pris part|ont pris part)\w* (?:à|au)|"
    r"(?:membre|chef|cheffe) (?:de|du))[ ’]?(?:la |le |cette |ce |une )?(?:délégation|voyage|mission|déplacement)"
)
_SPOKEN = re.compile(
    rf"\b(?:{_SPEECH})(?:\s[\w’'«»-]+){{0,4}}\s(?:de\s|d[’']|par\s|:\s|avec\s)$|(?:^|"
    rf"[–:,»]\s)(?:{_SPEECH})[^.;]{{0,80}},\s(?:par\s)?$|"
    r"\b(?:selon|d[’']après|de l[’']avis de|de l[’']aveu de|aux yeux de|comme l[’']a (?:\w+é|dit|écrit)|par la voix de|"
    r"dans la bouche de|aux dires de|à l[’']écoute de)\s$|"
    r"\b(?:parole (?:[\w’']+\s){0,8}(?:à|de)|intervenante?s?|oratrices?|orateurs?|invitée?s?|conférenci(?:er|ère)s?|"
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
    rf"\b(?:{_WORK})(?:\s[\w’'«»-]+){{0,3}}\s(?:de\s|d[’'])$|\bsous la plume de\s$|"
    rf"\b(?:{_WORK})\W{{0,4}}\s?:?\s?«[^»]*»,?\spar\s$",
    re.IGNORECASE,
)
_COLLECTED = re.compile(r"\b(?:propos|entretien)\b[^.;]*\brecueillis?\b[^.;]*\spar\s$", re.IGNORECASE)
_MADE = re.compile(rf"\b(?:{_WORK})\b[^.;:]*\bqu(?:e|[’'])\s?$", re.IGNORECASE)
_PUBLISHES = re.compile(r"[^.;]{0,90}?\s(?:f(?:ai|on)t paraître|publi\w+|sign\w+|écri\w+|consacr\w+|livr\w+)\b")
_WHO = re.compile(r"(?:,[^,;.]*)?,?\squi\s")
_BYLINE = re.compile(r"\s*(?:[-–•]\s?)?(?:Par|par|PAR)\s$")
_FOR = re.compile(r"^Pour\s(?:l[ae]s?\s|l[’'])?[^.;:]{3,80},\s$")
"""Whom somebody signs for: "Pour le groupe-pays Chili, X"."""
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
        if key in contacts:
            part = "staff"
        elif function and fold(function).startswith(tuple(map(fold, folded("parts", "ministers")))):
            part = "minister"
        else:
            part = _part(page, genre, people, places, key in presidents)
            part = "staff" if part == "other" and _is_staff(genre, function, organisation) else part
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


def _is_signed(page: ProsePage, person: NamedPerson, lead: str) -> bool:
    """Return whether a name is in the line of who wrote the text: "par X" above it, "Pour le groupe, X" below."""
    body, sentence = page.body, person.sentence
    if sentence.in_head or has_verb(sentence, 0, len(sentence.text)):
        return False
    above, below = body[:2], body[-max(3, len(body) // 3) :]
    return bool((sentence in above and _BYLINE.fullmatch(lead)) or (sentence in below and _FOR.match(lead)))


def _heading(page: ProsePage, person: NamedPerson, people: list[NamedPerson]) -> str:
    """Return the label that a name stands under: before a colon in its sentence, or the line above its list."""
    lead = lead_of(person)
    part = lead[lead.rfind(";") + 1 :]  # each of a programme's line may have a label of its own
    lead = part if ":" in part else lead
    if ";" in lead and _LABELS.search(part):
        return part
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
    if (
        (_AUTHORED.search(lead) and re.search(rf"\b(?:{_WORK})\b", lead + page.title, re.IGNORECASE))
        or _WRITES.match(after)
        or (_MADE.search(lead) and _PUBLISHES.match(after))
        or _COLLECTED.search(lead)
        or _is_signed(page, person, lead)
    ):
        yield "author"
    if _PROGRAMME.match(text) or _SPOKEN.search(lead) or (not travels and _AROUND.search(lead)):
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
    yield from _by_acts(person, page.title, presides)


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
    if person.is_pronoun and re.search(r"»,?\s(?:[\w’']+\s){0,4}[\w’']+-(?:t-)?$", lead):
        return True
    return bool(
        re.match(r"\s?(?:[,(][^«»]{0,120})?\s?:\s?«", after)
        or re.match(r"\s[^«».;]{0,150}\s:\s?«", after)
        or re.match(r"\s?(?:\([^()]*\)|,[^«»;]{0,100})?\s?[–—]\s?«", after)
        or re.search(r"»\s?[(–—-]\s?$", lead)
        or (re.search(r"(?:^|[.,»]\s)(?:selon|pour|d[’']après)\s$", lead, re.IGNORECASE) and "«" in after)
        or re.search(r"»,?\s(?:[\w’']+\s){0,4}[\w’']+(?:-t-(?:il|elle))?,?\s$", lead)
        or (
            re.search(r"»,?\s(?:[\w’']+-t-(?:il|elle)|[\w’']+(?:\s[\w’']+){0,4}),?\s(?:le|la|son|sa|l[’'])", lead)
            and re.match(r"\s?[,.(]", after)
        )
    )


def _by_acts(person: NamedPerson, title: str, presides: bool) -> Iterator[str]:
    """Yield the parts that a person's verbs state; a work that the page's title names has an author."""
    base = person.sentence.span.start_char
    for verb, side in _acts(person):
        lemma, at = fold(verb.lemma_), verb.idx - base
        rest = person.sentence.text[at:]
        if side is Side.UNDERGOES:
            if lemma in folded("verbs", "hears"):
                yield "speaker"
            continue
        if side is Side.BY:
            done = person.sentence.text[:at]
            if lemma in folded("verbs", "leads") and _JOURNEY.search(done):
                yield "delegation"
            elif lemma in folded("verbs", "moderates") and not _is_of_group(person, at):
                yield "moderator"
            if lemma in folded("verbs", "speaks") | folded("verbs", "performs"):
                yield "speaker"
            is_work = re.search(rf"\b(?:{_WORK})\b", done + title, re.IGNORECASE) is not None
            if lemma in folded("verbs", "pens") or (lemma in folded("verbs", "writes") and is_work):
                yield "author"
            continue
        if any(child.dep_ == "aux:pass" for child in verb.children):
            continue
        if lemma in folded("verbs", "moderates"):
            of = re.match(
                r"\w+\s(?:[\w’']+\s){0,2}?(?:le |la |l[’'])?(?P<what>groupe|Mission|Dynamique|association|"
                r"réseau|syndicat)",
                rest,
            )
            if lemma == "conduire" and re.match(r"\w+(?:\s[\w’']+){0,5}\s(?:délégation|mission)", rest):
                yield "delegation"
            elif not (of or (lemma == "presider" and _is_of_group(person, at))):
                yield "moderator"
        if lemma in folded("verbs", "leads") and re.match(rf"\w+\s(?:[\w’']+\s){{0,3}}?(?:{_SITTING})\b", rest):
            yield "moderator"
        if lemma in folded("verbs", "hosts") and presides:
            yield "moderator"
        if lemma in folded("verbs", "leads") and re.match(r"\w+(?:\s[\w’']+){0,5}\s(?:délégation|mission)", rest):
            yield "delegation"
        judges = lemma in folded("verbs", "judges") and "«" in rest[:80]
        if judges or lemma in folded("verbs", "speaks"):
            yield "speaker"
        if lemma in folded("verbs", "carries") and re.match(
            rf"\w+(?:\s[\w’'«-]+){{0,6}}?\s(?:l[’'])?(?:{_SPEECH}|parole)\b", rest, re.IGNORECASE
        ):
            yield "speaker"


def _acts(person: NamedPerson) -> Iterator[Act]:
    """Yield what a person does: by the parse, else the nearest verb after the name; and a verb right before it."""
    found = acts_of(person)
    if not any(act.side is Side.DOES for act in found):
        found += [Act(verb, Side.DOES) for verb in _next_verb(person)]
    if relative := _WHO.match(person.sentence.text, person.end):  # "C'est X, maire de Y, qui …": the parse has another
        after = person.sentence.tokens(relative.end(), len(person.sentence.text))
        found += [Act(token, Side.DOES) for token in after[:6] if token.pos_ == "VERB"][:1]
    base, before = person.sentence.span.start_char, lead_of(person)
    if before.endswith("par ") and not any(act.side is Side.BY for act in found):
        clause = max(before.rfind(". "), before.rfind("; "), before.rfind(" par ", 0, -5)) + 1
        done = [token for token in person.sentence.tokens(clause, len(before)) if _is_participle(token)]
        found += [Act(token, Side.BY) for token in done[-1:]]
    for token in person.sentence.tokens(max(0, len(before) - 12), len(before)):
        # "résume X", "a rappelé X": the name follows its verb.
        rest = before[token.idx - base + len(token.text) :].strip()
        if token.pos_ == "VERB" and rest in ("", "aussi", "ensuite", "encore"):
            found.append(Act(token, Side.UNDERGOES if fold(token.lemma_) in folded("verbs", "hears") else Side.DOES))
    yield from found


def _is_participle(token: Token) -> bool:
    """Return whether a word is a participle: by its form, or as a form of a verb of the lists."""
    return "Part" in token.morph.get("VerbForm") or token.lemma_ in verbs()


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
