"""Who holds what in which group, as sentences state it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scraper.dates import find_dates
from scraper.prose.facts import StatedRole
from scraper.prose.groups import GroupName, groups_in
from scraper.prose.kinds import genre_of
from scraper.prose.page import ProsePage, Sentence
from scraper.prose.people import HONORIFIC, NamedPerson, function_of, has_verb, joined_after, lead_of
from scraper.prose.words import alternatives, folded
from scraper.text import fold

_NOUN = re.compile(
    r"(?<![\w-])(?P<past>anciens?\s|anciennes?\s|ex-)?(?P<kind>co-?|vice-)?(?P<noun>présidente?s?|référente?s?)"
    r"(?P<late>\ssortante?)?(?![\w-])",
    re.IGNORECASE,
)
_SEAT = re.compile(
    r"(?<![\w-])(?P<kind>co-?|vice-)?(?P<noun>présidence|tête|rênes|commandes|barre)(?![\w-])", re.IGNORECASE
)
_HEADS = r"(?:présid|dirig|gouvern|pilot|chapeaut)"
_VERB = re.compile(
    rf"(?<![\w-])(?P<kind>co-?)?{_HEADS}(?:e|ent|ée?s?|er|era|eront|e?ait|e?aient|e?a|èrent)(?![\w-])", re.IGNORECASE
)
_HEADED = re.compile(rf"(?:co-?)?{_HEADS}ée?s?", re.IGNORECASE)
_DATE_BETWEEN = r"(?:\s(?:depuis|pour|jusqu[’']en)\s[^,;.()]{3,25}?)?"
_OF_GROUP = re.compile(_DATE_BETWEEN + r"\s(?:de la|de l['’]|du|des|de|d['’])\s?(?:(?:même|nouveau|présent)\s)?")
_BARE_GROUP = re.compile(
    _DATE_BETWEEN + r"\s(?:du (?:même )?groupe(?:-pays)?|de ce groupe|de la (?:Mission|Dynamique))(?![\w’'-])"
    r"(?! [A-ZÀ-Ý«])"
)
_OTHER_BODY = re.compile(r"\s(?:de la\s|de l['’]|du\s|des\s|de\s|d['’])\S")
_ROLE_OFFICE = re.compile(
    r"^(?:anciens?\s|anciennes?\s|ex-)?(?:vice-|co-?)?présidente?s?(?:$|\ssortante?|\sdepuis|\s(?:du groupe|"
    r"de la (?:Mission|Dynamique)))|référente?\s(?:du groupe|de la)",
    re.IGNORECASE,
)
_SEAT_OF = re.compile(r"\b(?:fauteuil|poste|fonctions?|mandat|siège|titre|rôle|charge) (?:de |d[’'])$", re.IGNORECASE)
_AS = re.compile(r"(?:en tant que|en (?:sa )?qualité de|comme)\s$", re.IGNORECASE)
_UNHELD = re.compile(
    r"\b(?:candidat\w*|candidature|élections?|vote|scrutin|suppléant\w*|brigu\w+|postul\w+)\s"
    r"(?:au poste de |à la fonction de |aux fonctions de |(?:du|de la|de|le|la|à la|à|au|d[’'])\s?)*$",
    re.IGNORECASE,
)
"""What stands before a presidency that nobody is said to hold."""
_COMES_AFTER = re.compile(
    r"(?:\bsucc[éè]d\w+(?:,|\s(?:à|dans)\s)[^.;]{0,80}?\sà\s|\b(?:succ[éè]d\w+|remplac\w+)\s(?:ainsi |donc |"
    r"alors )?(?:à\s)?|\b(?:en remplacement|la suite|le relais|"
    r"la relève|le flambeau|la succession|la place|le départ|la démission|le retrait|le mandat)\s(?:de\s|d[’'])|"
    r"\bprédécesseure?s?,?\s|\b(?:qu[’']|que )(?:assurait|occupait|exerçait|détenait|assumait|tenait|présidait|avait "
    r"\w+ée?)\s(?:jusqu[’'](?:alors|ici)\s|auparavant\s)?)$",
    re.IGNORECASE,
)
"""What comes before a predecessor's name."""
_WAS = re.compile(
    r"\b(?:présidait|présidaient|présida|présidèrent|(?:avait|avaient|a|ont)\s(?:\w+\s(?:et\s)?){0,2}présidé|"
    r"(?:fut|furent|avait été|a (?:longtemps )?été)"
    r"\s(?:(?:le|la|l[’']une?|un|une|premi[eè]re?|dernière?|longtemps|aussi|également)\s){0,3}(?:vice-|co-?)?"
    r"présidente?s?)\b",
    re.IGNORECASE,
)
_NO_MORE = re.compile(
    r"\bne (?:le |la )?présid\w+ plus\b|\bn[’'](?:est|était) plus (?:le |la )?(?:vice-|co-?)?présidente?\b"
)
_SUCCESSIVE = re.compile(
    r"\bsuccessi\w+\b|\btour à tour\b|\bse sont succédée?s?\b|\bprésidents successifs\b", re.IGNORECASE
)
_OWN_TERM = re.compile(
    r"\s?[(,]\s?(?:de |entre |du )?(?P<since>(?:19|20)\d\d)\s?(?:[-–]|à|et|au)\s?(?P<until>(?:19|20)\d\d)|"
    r"\s?[(,]\s?jusqu[’']en (?P<last>(?:19|20)\d\d)"
)
_TERM_OF_LINE = re.compile(
    r"^\s*(?:[-–•]\s?)?(?:De\s)?(?P<since>(?:19|20)\d\d)\s?(?:[-–]|à)\s?(?P<until>(?:19|20)\d\d)\s?[:,–-]"
)
"""What stands after a name: "(2004-2008)", ", de 2004 à 2008"."""
_HEIR = re.compile(
    r"\b(?:lui|leur)\s(?:a\s|ont\s|avait\s)?succ[éè]d\w+|\bl[’']a remplacée?\b|\bpr(?:end|it|endra) sa (?:suite|"
    r"succession|"
    r"place)\b|\ba pris (?:sa (?:suite|succession|place|relève)|le relais)\b",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"\b(?P<word>[Dd]epuis(?: (?:sa|la|leur) (?:création|fondation|naissance|élection|nomination),?(?: en)?)?|"
    r"[Jj]usqu[’'](?:en|au|à)|[Àà] compter du|[Àà] partir d[ue]|[Dd]ès le)\s"
)
_SAME_POST = re.compile(
    r"^(?:Il|Elle)\b.*\b(?:fonctions?|poste|présidence|mandat|responsabilité)\b|^(?:Il|Elle) (?:le|la) préside\b"
)
"""What goes on to speak of the role that the sentence before states."""
_TERM = re.compile(r"\b(?:de|entre)\s(?P<since>(?:19|20)\d\d)\s(?:à|et)\s(?P<until>(?:19|20)\d\d)\b")
_MINUTES = re.compile(
    r"\b(?:compte[- ]rendu|procès-verbal|relevé de|excusée?s?|secrétaire de séance|secrétariat|ordre du jour|séance)\b",
    re.IGNORECASE,
)
_YEAR_OF_ELECTION = re.compile(
    r"\b(?:succ[éè]d\w+|élue?s?|réélue?s?|désignée?s?|nommée?s?|portée?s?|choisie?s?|placée?s?|devenue?|devient|pris|"
    r"prend|prendra)\b",
    re.IGNORECASE,
)


_TELEPHONE = r"\b0\d(?:[ .]?\d\d){4}\b"
_SENT = alternatives("roles", "sent")
_INVITED = re.compile(
    r"(?:contacts?|renseignements?|inscriptions?|informations?)(?: auprès)?\s?(?::|auprès de|d[’'])\s?$|"
    r"\b(?:auprès de|chez)\s$|\b(?:écrire|s[’']adresser|contacter|adresser à|joindre)\s(?:à\s)?$|"
    rf"\b(?:{_SENT})s?\b[^.;:]*\sà\s$|\bcontacts?(?:\s\w+)?\s?:\s$",
    re.IGNORECASE,
)
"""What stands before the name of somebody to whom readers should write: "contact presse : X", "réponse à X"."""


@dataclass(frozen=True, slots=True)
class _Post:
    """A role that a sentence speaks of, by a noun of its holder, of its seat, or by "to preside"."""

    match: re.Match[str]
    kind: str
    group: str
    start: int
    end: int
    """Character after the group's name, where that follows."""


def roles_of(page: ProsePage, people: list[NamedPerson], topics: list[str]) -> list[StatedRole]:
    """Return the roles that an article states, each once.

    topics: the groups that the article is about. "The president" and no more is theirs, when there is one.
    """
    found: dict[tuple, StatedRole] = {}
    obituary = genre_of(page) == "obituary"
    for sentence in page.sentences:
        here = [person for person in people if person.sentence is sentence]
        stated = [*_posts_held(page, sentence, here, topics), *_contacts(sentence, here)]
        stated += _listed(page, sentence, here, topics) if not stated else []
        stated += _predecessors(page, sentence, here, topics, [*found.values(), *stated])
        for role in stated:
            is_dead = obituary and any(fold(role.person) in fold(each.text) for each in page.sentences[:2])
            if role.role in ("president", "co_president") and (is_dead or _is_over(page, sentence, role)):
                role.role = "past_president"
        if not stated and sentence.number and _SAME_POST.search(sentence.text):
            stated = [role for role in found.values() if role.source is page.sentences[sentence.number - 1].source]
        _add_terms(page, sentence, stated, here)
        for role in stated:
            known = found.setdefault((fold(role.person), role.role, fold(role.group or "")), role)
            known.since, known.until = known.since or role.since, known.until or role.until
    for person, role, group in list(found):
        if role == "president" and {(person, "past_president", group), (person, "co_president", group)} & set(found):
            del found[person, role, group]
    for role in found.values():
        offices = [office for person in people if person.name == role.person for office in person.offices]
        role.function, role.organisation = function_of([each for each in offices if not _ROLE_OFFICE.search(each.text)])
    return list(found.values())


def _posts_held(
    page: ProsePage, sentence: Sentence, people: list[NamedPerson], topics: list[str]
) -> Iterator[StatedRole]:
    if not people:
        return
    past = [person for person in people if _is_succeeded(person)]
    others = [person for person in people if person not in past]
    for post in _posts(page, sentence, topics):
        holders, leavers = _holders(page, sentence, post, others)
        holders = [person for person in holders if person not in leavers]
        kind = "co_president" if post.kind == "president" and _is_shared(sentence, post, holders) else post.kind
        if kind in ("president", "co_president") and any(
            past.start() < post.match.end() and post.start < past.end()
            for past in (*_WAS.finditer(sentence.text), *_NO_MORE.finditer(sentence.text))
        ):
            kind = "past_president"
        successive = _SUCCESSIVE.search(sentence.text) is not None and len(holders) > 1
        for person in holders:
            held = ("president" if person is holders[-1] else "past_president") if successive else kind
            yield _with_term(page, StatedRole(person.name, held, post.group, sentence.source), person)
        for person in (*leavers, *(past if holders or leavers else ())):
            if post.kind in ("president", "co_president"):
                yield StatedRole(person.name, "past_president", post.group, sentence.source)


def _is_succeeded(person: NamedPerson) -> bool:
    """Return whether somebody else comes after a person: "succède à X", "X, à qui elle succède"."""
    if re.search(r"\b(?:renouvel|prolong|recondui)\w+", person.sentence.text):
        return False
    return (
        _COMES_AFTER.search(lead_of(person)) is not None
        or re.match(
            r"[^.;]{0,60}?,?\s(?:à qui|auquel|à laquelle)\s\w+\s(?:a\s)?succ[éè]d", person.sentence.text[person.end :]
        )
        is not None
    )


def _with_term(page: ProsePage, role: StatedRole, person: NamedPerson) -> StatedRole:
    """Return a role with the years that stand beside the holder's name."""
    text = person.sentence.text
    if own := _OWN_TERM.match(text, person.end) or _TERM_OF_LINE.match(text):
        role.since, role.until = own["since"], own["until"] or own.groupdict().get("last")
    else:
        beside = re.match(r"\s?[(,]\s?depuis\s", text[person.end :])
        before = re.search(r"\b[Dd]epuis\s[^,;.:]{4,20}(?:,|\s:)\s$", lead_of(person))
        if beside or before:
            mark = re.compile(r"[Dd]epuis\s").search(text, before.start() if before else person.end)
            role.since = _day(page, text, mark)
    if role.until and page.published and int(role.until) <= page.published.year and role.role.endswith("president"):
        role.role = "past_president" if role.role != "vice_president" else role.role
    return role


def _listed(page: ProsePage, sentence: Sentence, people: list[NamedPerson], topics: list[str]) -> Iterator[StatedRole]:
    """Yield who is in a list under "The presidents of the group", a line each with its years."""
    if len(people) != 1 or len(sentence.text) > 120:
        return
    for heading in reversed(page.sentences[max(0, sentence.number - 10) : sentence.number]):
        if heading.source.field != sentence.source.field or len(heading.text) > 120:
            return
        if _OWN_TERM.search(heading.text) or _TERM_OF_LINE.match(heading.text):
            continue
        if not re.search(r"\bprésidente?s\b|\bprésidence\b", heading.text, re.IGNORECASE):
            return
        groups = [each.name for each in groups_in(heading, page.known_groups)] or topics
        role = _with_term(page, StatedRole(people[0].name, "president", "", sentence.source), people[0])
        if len(groups) == 1 and (role.since or role.until):
            role.group = groups[0]
            yield role
        return


def _posts(page: ProsePage, sentence: Sentence, topics: list[str]) -> Iterator[_Post]:
    """Yield the roles that a sentence speaks of, each with the group that it is a role in."""
    text = sentence.text
    groups = groups_in(sentence, page.known_groups)
    for match in (*_NOUN.finditer(text), *_SEAT.finditer(text)):
        if _UNHELD.search(text[: match.start()]):
            continue
        if match["noun"].lower() in ("tête", "rênes", "commandes", "barre") and not re.search(
            r"\b(?:(?:à|prend|prendra|pris|prendre|prenait|prit) (?:la|sa|leur)|les|aux)\s$",
            text[: match.start()],
            re.IGNORECASE,
        ):
            continue
        under = re.search(r"\bsous (?:la|sa|leur)\s$", text[: match.start()], re.IGNORECASE)
        if match.re is _SEAT and under and not _OWN_TERM.search(text, match.end()):
            continue
        group, end = _group_after(sentence, match.end(), groups, topics)
        if group is None and under:
            group, end = _antecedent(page, sentence, match.start(), groups, topics), match.end()
        if group is None:
            if _OTHER_BODY.match(text, match.end()) or (match.re is _NOUN and not _is_definite(text, match)):
                continue
            group = _antecedent(page, sentence, match.start(), groups, topics)
        if group is not None:
            yield _Post(match, _kind(match), group, match.start(), end)
    for match in _VERB.finditer(text):
        group, end = _presided(sentence, match, groups, topics)
        if group is not None:
            yield _Post(match, "co_president" if match["kind"] else "president", group, match.start(), end)
    if (
        re.match(r"Celle\s", text)
        and groups
        and sentence.number
        and _SEAT.search(page.sentences[sentence.number - 1].text)
    ):
        match = re.match(r"Celle", text)
        yield _Post(match, "president", groups[0].name, 0, groups[0].end)


def _kind(match: re.Match[str]) -> str:
    if fold(match["noun"]).startswith("referent"):
        return "referent"
    kind = (match["kind"] or "").lower()
    if kind.startswith("vice"):
        return "vice_president"
    if match.groupdict().get("past") or match.groupdict().get("late"):
        return "past_president"
    return "co_president" if kind.startswith("co") else "president"


def _group_after(sentence: Sentence, at: int, groups: list[GroupName], topics: list[str]) -> tuple[str | None, int]:
    """Return the group that a noun goes on with, and where it ends."""
    text = sentence.text
    for group in groups:
        if group.start >= at and _OF_GROUP.fullmatch(text[at : group.start]):
            return group.name, group.end
    bare = _BARE_GROUP.match(text, at)
    following = next(iter(sentence.tokens(bare.end() + 1, bare.end() + 2)), None) if bare else None
    is_other = following is not None and (
        following.pos_ in ("ADJ", "NOUN", "PROPN") or fold(following.text) in ("d", "de")
    )
    if bare and not is_other and len(topics) == 1:
        return topics[0], bare.end()
    return None, at


def _is_definite(text: str, match: re.Match[str]) -> bool:
    """Return whether a noun names the holder of the role: "la présidente", "élu président", a label."""
    before = text[: match.start()]
    return (
        re.search(
            r"(?:\b(?:le|la|les|son|sa|ses|leur|du|au|de|pour|comme|deux|trois|nouveau|nouvelle|nouveaux|"
            r"nouvelles|élue?|"
            r"nommée?|réélue?|désignée?|devient|devenue?)\s|l['’]|\bd['’])$",
            before,
            re.IGNORECASE,
        )
        is not None
        or re.match(r"\s?:\s", text[match.end() :]) is not None
        or (bool(before) and text[before.rfind(" ", 0, -1) + 1 :][:1].isupper() and match["noun"].islower())
    )


def _antecedent(page: ProsePage, sentence: Sentence, at: int, groups: list[GroupName], topics: list[str]) -> str | None:
    """Return the group that "the president" belongs to: one that the sentence names, or the article's only one."""
    beside = {group.name for group in groups}
    if len(beside) == 1:
        return beside.pop()
    if beside or len(topics) != 1:
        return None
    previous = next((each for each in reversed(page.sentences[: sentence.number])), None)
    possessive = re.search(r"\b(?:son|sa)\s(?:nouvel(?:le)?\s|nouveau\s)?$", sentence.text[:at], re.IGNORECASE)
    if (
        possessive
        and previous is not None
        and not groups_in(previous, page.known_groups)
        and re.search(r"\b(?:Association|Fédération|conseil|syndicat|association|Région|Agence)\b", previous.text)
    ):
        return None
    return topics[0]


def _presided(
    sentence: Sentence, match: re.Match[str], groups: list[GroupName], topics: list[str]
) -> tuple[str | None, int]:
    """Return the group that somebody presides over: the object of the verb, or the subject of its participle."""
    text, at, end = sentence.text, match.start(), match.end()
    if _HEADED.fullmatch(match.group()) and not re.search(
        r"\b(?:a|ont|avait|avaient|ayant)\s(?!été\s)(?:\w+\s(?:et\s)?){0,2}$", text[:at]
    ):
        for group in reversed(groups):
            if group.end <= at:
                free = re.fullmatch(
                    r"(?:\s?\([^)]*\))?,?\s(?:(?:est|était|sera|fut|a été|désormais|toujours|actuellement|"
                    r"dorénavant)\s)*",
                    text[group.end : at],
                )
                return (group.name, end) if free and not _of_meeting(text[: group.start]) else (None, end)
        if not text[:at].strip():  # "Présidé par X, le groupe Y …"
            return next(
                (group.name for group in groups if re.search(r",\s(?:le|la)\s$", text[: group.start])), None
            ), end
        return None, end
    if relative := re.search(r",?\s(?:que|qu[’'](?:a|avait|ont)(?: longtemps)?)\s$", text[:at]):
        return next((group.name for group in reversed(groups) if group.end == relative.start()), None), end
    for group in groups:
        if group.start >= end and re.fullmatch(
            r"(?:,?\s(?:déjà|aussi|également|désormais|toujours|longtemps|plus|(?:depuis|pendant|durant|"
            r"jusqu[’']en) [^,;.]{3,25}?))*,?\s"
            r"(?:aux destinées (?:de la |de l['’]|du )|le |la |l['’])",
            text[end : group.start],
        ):
            return group.name, group.end
    bare = re.match(r"(?:\s(?:déjà|aussi|désormais|depuis [^,;.]{3,25}?))*\s(?:le|ce) groupe(?:-pays)?\b", text[end:])
    pronoun = re.search(r"\b(?:qui|elle|il)\s(?:(?:le|la)\s|l[’']a\s)$", text[:at], re.IGNORECASE)
    return (topics[0] if (bare or pronoun) and len(topics) == 1 else None), end


def _of_meeting(before: str) -> bool:
    """Return whether a group is whose meeting is meant: "la réunion du groupe-pays"."""
    found = re.search(r"(?P<noun>[\w-]+)\s(?:du|de la|de)\s$", before)
    return found is not None and fold(found["noun"]) in folded("events", "nouns")


def _holders(
    page: ProsePage, sentence: Sentence, post: _Post, people: list[NamedPerson]
) -> tuple[list[NamedPerson], list[NamedPerson]]:
    """Return who is said to hold a post, and who to leave it."""
    text = sentence.text
    before = [person for person in people if person.end <= post.start]
    after = [person for person in people if person.start >= post.end]
    label = re.match(r"(?: de séance)?\s?:\s", text[post.end :])
    if label and _SUCCESSIVE.search(text) and after:
        return joined_after(after, 0), []
    if label and not post.match.group().lower().endswith("s"):
        is_minutes = any(_MINUTES.search(each.text) for each in (*page.sentences[:3], sentence))
        direct = [person for person in after[:1] if not lead_of(person)[post.end + label.end() :].strip()]
        return ([] if is_minutes else direct), []
    if post.match.re is _VERB:
        return _by_verb(sentence, post, before, after), []
    if post.match.re is _NOUN and not _SEAT_OF.search(text[: post.start]):
        named = _by_noun(sentence, post, people, before, after)
        return ([], named) if named and _fronts(sentence, post) and _leaves(sentence, post.start) else (named, [])
    return _by_seat(sentence, post, before, after)


def _by_verb(sentence: Sentence, post: _Post, before: list[NamedPerson], after: list[NamedPerson]) -> list[NamedPerson]:
    text = sentence.text
    if _HEADED.fullmatch(post.match.group()) and re.match(r"[^.;]{0,40}\bpar\s", text[post.end :]):
        return joined_after(after, 0)
    if re.search(r"\b(?:que|qu[’'](?:a|avait|ont)(?: longtemps)?)\s$", text[: post.start]):
        return joined_after(after, 0)
    if not before:
        return []
    # All that "et" joins to the nearest name before the verb are its subject.
    for index in range(len(before)):
        if joined_after(before, index)[-1] is before[-1]:
            return before[index:] if _is_plural(post.match.group()) else before[-1:]
    return before[-1:]


def _is_plural(verb: str) -> bool:
    return verb.lower().endswith(("ent", "ont"))


def _by_noun(
    sentence: Sentence,
    post: _Post,
    people: list[NamedPerson],
    before: list[NamedPerson],
    after: list[NamedPerson],
) -> list[NamedPerson]:
    """Return whom a noun like "president" is said of: the name it stands beside, or the subject of "to become"."""
    text, match = sentence.text, post.match
    for person in people:
        if any(office.start <= match.start() < office.end for office in person.offices):
            return [] if _is_absent(text, person, post) else [person]
    if fold(match["noun"]).endswith("s"):
        listed = re.match(r"\s?:\s", text[post.end :])
        return joined_after(after, 0) if after and (listed or not before) else _joined_before(before)
    beside = after and re.fullmatch(
        rf"{_DATE_BETWEEN}(?:\s?[,:–]\s|\s|\s\()", HONORIFIC.sub("", text[post.end : after[0].start] + "")
    )
    if beside and not _is_absent(text, after[0], post):
        return after[:1]
    if _AS.search(text[: match.start()]):
        return after[:1] if _fronts(sentence, post) else before[-1:]
    if before and re.fullmatch(r"\s(?:(?:comme|pour|nouvelle|nouveau)\s)*", text[before[-1].end : match.start()]):
        return before[-1:]  # "a élu X président"
    if before and re.search(
        r"\b(?:est|sera|était|reste|demeure|devient|deviendra|devenue?)\s(?:(?:également|aussi|désormais|"
        r"toujours|plus|le|la|"
        r"l[’']une?|nouveau|nouvelle|premi[eè]re?)\s)*$",
        text[: match.start()],
    ):
        return before[-1:]
    if after and re.fullmatch(r"\s(?:est|sera|reste|demeure|s[’']appelle|se nomme)\s", lead_of(after[0])[post.end :]):
        return after[:1]
    if _conferred(sentence, post):
        if _fronts(sentence, post) or not before:
            return after[:1]
        return before[-1:]
    was = _WAS.search(text)
    return before[-1:] if was and was.start() < match.start() < was.end() else []


def _is_absent(text: str, person: NamedPerson, post: _Post) -> bool:
    """Return whether a name after a fronted clause is the sentence's subject: "En l'absence du président, X a …"."""
    return (
        re.match(r"(?:En l[’']absence|Au nom|À la (?:place|demande)|Avec|Devant|Auprès)\b", text) is not None
        and person.start > post.start
        and re.match(r"\s?[,.;(]", text[person.end :]) is None
    )


def _conferred(sentence: Sentence, post: _Post) -> bool:
    """Return whether a verb of electing or naming is just before the post."""
    return any(_is_verb(token, "elects") for token in sentence.tokens(max(0, post.start - 60), post.start))


def _fronts(sentence: Sentence, post: _Post) -> bool:
    """Return whether a post is in the clause that a sentence begins with, before its subject."""
    return (
        re.search(r"[,;:.]", sentence.text[: post.start]) is None
        and re.match(r"[^.;:]*?,\s", sentence.text[post.end :]) is not None
        and not has_verb(sentence, 0, post.start)
    )


def _joined_before(before: list[NamedPerson]) -> list[NamedPerson]:
    for index in range(len(before)):
        if joined_after(before, index)[-1] is before[-1]:
            return before[index:]
    return []


def _by_seat(
    sentence: Sentence, post: _Post, before: list[NamedPerson], after: list[NamedPerson]
) -> tuple[list[NamedPerson], list[NamedPerson]]:
    """Return who gets or holds a presidency, and who gives it up."""
    text = sentence.text
    everyone = [*before, *after]
    receivers = [person for person in everyone if re.search(r"\b(?:à|entre les mains de)\s$", lead_of(person))]
    if receivers and (_has(sentence, "gives") or _has(sentence, "leaves")):
        index = everyone.index(receivers[0])
        leavers = [person for person in everyone[:index] if person.end <= receivers[0].start][-1:]
        is_left = leavers and (
            _leaves(sentence, leavers[0].end) or re.search(r"\bpass\w+ (?:de\s|d[’'])$", lead_of(leavers[0]))
        )
        return joined_after(everyone, index), leavers if is_left else []
    if re.search(r"\bsous la\s$", text[: post.start], re.IGNORECASE):
        return [person for person in after if _OWN_TERM.match(text, person.end)][:1], []
    if re.match(r"(?:Après|Au terme|À l[’']issue)\b", text) and _fronts(sentence, post):
        return [], after[:1]
    agents = [person for person in after if re.search(r"\bpar\s$", lead_of(person))]
    if agents and _has(sentence, "holds"):
        return joined_after(after, after.index(agents[0])), []
    if post.match.group().lower() == "tête" and re.search(r"(?:^|[,(–]\s)à la\s$", text[: post.start], re.IGNORECASE):
        return (after[:1] if _fronts(sentence, post) and not before else before[-1:]), []
    if re.search(r"\b(?:à sa|à leur)\s$", text[: post.start]) and after:
        direct = re.fullmatch(r"\s?(?:,\s)?", lead_of(after[0])[post.end :])
        if direct or _has(sentence, "elects"):
            return joined_after(after, 0), []
    if before and _leaves(sentence, before[-1].end):
        return [], before[-1:]
    if _conferred(sentence, post) or _has(sentence, "elects"):
        if _fronts(sentence, post) or not before:
            return (joined_after(after, 0) if after else []), []
        return before[-1:], []
    if _has(sentence, "holds") or _COMES_AFTER.search(text[: post.start].rstrip() + " "):
        return (_joined_before(before) or before[-1:]), []
    if any(_is_succeeded(person) for person in _named(sentence, everyone)):
        return before[:1], []
    replaces = re.search(r"\b(?:succ[éè]d|remplac|prend\w* la (?:suite|relève|place)|prend\w* le relais)\w*", text)
    return (before[:1] if replaces and before and before[0].end <= replaces.start() else []), []


def _named(sentence: Sentence, people: list[NamedPerson]) -> list[NamedPerson]:
    return [person for person in people if person.sentence is sentence]


def _is_shared(sentence: Sentence, post: _Post, holders: list[NamedPerson]) -> bool:
    return len(holders) > 1 or (post.match.re is _SEAT and re.search(r"\bpartage\w*\b", sentence.text) is not None)


def _has(sentence: Sentence, name: str) -> bool:
    return any(_is_verb(token, name) for token in sentence.span)


def _leaves(sentence: Sentence, at: int) -> bool:
    """Return whether a verb of leaving follows a place: "passe la main", "ne se représentait pas"."""
    text = sentence.text[at:]
    return any(_is_verb(token, "leaves") for token in sentence.tokens(at, len(sentence.text))) or (
        re.search(
            r"\bpass\w+ (?:la main|le (?:relais|flambeau|témoin))\b|\bne (?:se |s[’'])(?:représent|port)\w+\b|"
            r"\bne (?:brigu|sollicit)\w+\b|\b(?:met|mis) fin\b|\b(?:a|ont) pris fin\b|\bfait ses adieux\b|"
            r"\bse retir\w+\b",
            text,
        )
        is not None
    )


def _is_verb(token, name: str) -> bool:
    """Return whether a token is a form of one of a list's verbs."""
    return token.pos_ in ("VERB", "AUX", "ADJ", "NOUN") and fold(token.lemma_) in folded("verbs", name)


def _is_over(page: ProsePage, sentence: Sentence, role: StatedRole) -> bool:
    """Return whether a presidency is stated as over: a span of years that has ended."""
    text, published = sentence.text, page.published
    at = max(text.find(role.group or ""), 0)
    years = [int(each["until"]) for each in _TERM.finditer(text[at:])]
    years += [int(each) for each in re.findall(r"\bjusqu[’']en\s(?:\w+\s)?((?:19|20)\d\d)\b", text[at:])]
    if _SUCCESSIVE.search(text):
        return False
    return bool(published and any(year <= published.year for year in years))


def _add_terms(page: ProsePage, sentence: Sentence, stated: list[StatedRole], people: list[NamedPerson]) -> None:
    """Add since when and until when the roles of a sentence are held, where it says so."""
    text = sentence.text
    roles = [role for role in stated if role.role != "contact"]
    over = [role for role in roles if role.role == "past_president"]
    current = [role for role in roles if role.role != "past_president"]
    if not roles:
        return
    term = _TERM.search(text)
    if term and len(over) == 1 and not over[0].until:
        over[0].since, over[0].until = term["since"], term["until"]
    for mark in _MARK.finditer(text):
        segment = re.split(r"[,;(–:]|\bet\b", text[: mark.start()])[-1]
        offices = [fold(word) for word in segment.split() if fold(word) in folded("functions", "heads")]
        if offices and not any(re.match(r"(?:vice |co ?)?(?:preside|referen)", each) for each in offices):
            continue
        day = _day(page, text, mark)
        # "qu'il occupait depuis 2009" is about the former holder.
        imperfect = any(
            token.morph.get("Tense") == ["Imp"] for token in sentence.tokens(max(0, mark.start() - 45), mark.start())
        )
        holders = (over if imperfect and over else current) or over
        if day is None or not holders:
            continue
        last = next((person for person in reversed(people) if person.end <= mark.start()), None)
        near = [role for role in holders if last is not None and role.person == last.name]
        for role in near or (holders if last is None or len(holders) == len(roles) == 1 else []):
            if mark["word"].lower().startswith("jusqu"):
                role.until = role.until or day
            else:
                role.since = role.since or day
    conferred = _YEAR_OF_ELECTION.search(text)
    if conferred and len(current) == 1 and current[0].since is None:
        words = r"(?<![\w’'])(?:[Ee]n|[Ll]e)\s" if conferred.group().startswith("pr") else r"(?<![\w’'])[Ee]n\s"
        for mark in re.finditer(words, text):
            if abs(mark.start() - conferred.end()) < 70 and (day := _day(page, text, mark)):
                current[0].since = day


def _day(page: ProsePage, text: str, mark: re.Match[str]) -> str | None:
    """Return the date that a preposition goes with, as far as it is written."""
    if year := re.match(r"(?:l[’']an(?:née)?\s)?((?:19|20)\d\d)\b", text[mark.end() :]):
        return year.group(1)
    for span in find_dates(text[mark.end() :], on=page.published):
        if span.offsets[0] < 4 and span.precision in ("year", "month", "day"):
            return span.start.isoformat()[: {"year": 4, "month": 7}.get(span.precision, 10)]
    return None


def _predecessors(
    page: ProsePage, sentence: Sentence, people: list[NamedPerson], topics: list[str], found: list[StatedRole]
) -> Iterator[StatedRole]:
    """Yield whom a president comes after where an earlier sentence names the group: "Il succède à X"."""
    if any(role.role == "past_president" and role.source is sentence.source for role in found):
        return
    past = [person for person in people if _is_succeeded(person)]
    heir = _HEIR.search(sentence.text)
    if not past and not heir:
        return
    numbers = {id(each.source): each.number for each in page.sentences}
    presidents = [role for role in found if role.role in ("president", "co_president")]
    near = [role for role in presidents if 0 <= sentence.number - numbers[id(role.source)] <= 3]
    several = re.search(r"\bprédécesseure?s\b", sentence.text)
    groups = list(dict.fromkeys(role.group for role in (presidents if several else near)))
    if heir and not past:
        before = [
            role
            for role in found
            if role.role in ("president", "past_president") and role.source is not sentence.source
        ]
        heirs = [person for person in people if person.end <= heir.start()][-1:] or people[:1]
        if before and heirs and heirs[0].name != before[-1].person:
            yield StatedRole(before[-1].person, "past_president", before[-1].group, sentence.source)
            yield StatedRole(heirs[0].name, "president", before[-1].group, sentence.source)
        return
    past = joined_after(people, people.index(past[0])) if several else past
    if several and len(past) == len(groups):
        for person, group in zip(past, groups, strict=True):
            yield StatedRole(person.name, "past_president", group, sentence.source)
    elif len(groups) == 1:
        for person in past:
            yield StatedRole(person.name, "past_president", groups[0], sentence.source)
    elif not groups and len(topics) == 1 and "prédécesseur" in sentence.text:
        for person in past:
            yield StatedRole(person.name, "past_president", topics[0], sentence.source)


def _contacts(sentence: Sentence, people: list[NamedPerson]) -> Iterator[StatedRole]:
    """Yield the people to whom readers should write: before an address or a number to call, or after a word that
    invites to ask or to send."""
    text = sentence.text
    for index, person in enumerate(people):
        following = people[index + 1].start if index + 1 < len(people) else len(text)
        address = re.search(rf"\S*@\S+|{_TELEPHONE}", text[person.end : following])
        if address or _INVITED.search(lead_of(person)):
            yield StatedRole(person.name, "contact", None, sentence.source)
