"""People's names and the roles they hold: in running text ("présidée par X, fonction", "X, fonction et président du
groupe-pays Y") and in blocks of contacts."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import dropwhile

from scraper.dates import DAYS_OF_WEEK, find_dates
from scraper.reading.context import PageContext
from scraper.reading.days import as_precise
from scraper.reading.mentions import mentioned_group
from scraper.reading.text import UPPER, fold, spans_between, starts_with
from scraper.records import Group, NewsRole, Person, Role, role_id, slugify

LONGEST_PERSON = 60
"""Characters of the longest name of a person."""
LONGEST_SENTENCE = 1000
"""Characters of what is looked at before and behind a role, at most."""
_TOKEN = rf"[{UPPER}](?:\.|[\w’'-]*)"
_PARTICLE = r"(?:de la|de|du|des|d['’]|le|la|van|von|der|ben|el|al|da|dos)"
_NAME = rf"{_TOKEN}(?:[ ]{_PARTICLE}[ ]?{_TOKEN}|[ ]{_TOKEN}){{1,4}}"
_CIVIL = r"(?:(?:M\.|MM\.|Mme|Mmes|Mr|Monsieur|Madame|Dr|Docteur|Pr)\s+)?"
_WHOLE_NAME = re.compile(rf"^{_CIVIL}({_NAME})$")
_NO_PERSON = re.compile(
    r"(?:services?|pôles?|direction|secrétariat|équipe|bureau|mission|comité|groupe|réseau|association|commission|mairie"
    r"|ville|région|département|conseil|centre|cellule)\b",
    re.IGNORECASE,
)
"""What begins the name of a part of an organisation."""
_PRESIDED = re.compile(
    rf"(?:présidée?s? par|sous la présidence d(?:e|['’])|présidence d(?:e|['’])\s?:?)\s*{_CIVIL}({_NAME})"
)
_APPOSED = re.compile(rf"({_NAME}),\s+")
_ENDS = re.compile(
    r"\.(?=\s|$)|[;\n]|,? et par\b|, (?:a|ont|qui|en présence|avec|afin|pour|dans|elle|il|cette|et a|et ont|puis par"
    r"|le \d|du \d)\b"
)
_COMPLEMENT = re.compile(r"(?:\b(?:de|du|des|la|le|les|à|au|aux)\s|['’])$")
_LEAD_WORDS = frozenset(DAYS_OF_WEEK) | frozenset(
    "le la les un une cette ce réunion elle il suite en dans avec par lors organisée".split()
)
_NOUN = r"[A-Za-zà-ý-]*(?:présid|adjoint|maire|conseill|vice|élu|délégué|sénat|député)"
_FUNCTIONS = re.compile(rf" et (?={_NOUN}|de la)|, ", re.IGNORECASE)
_FUNCTION = re.compile(_NOUN, re.IGNORECASE)
_MASKED = re.compile(r"…@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(r"(?:\d[ .]?){10}")
_SIGNS = " ,:;–-•/"


@dataclass(frozen=True)
class RoleHolder:
    """Somebody who holds a role, before both are tied to ids."""

    name: str
    role: str
    group: Group | None = None
    function: str | None = None
    organisation: str | None = None
    since: str | None = None
    """As far as it is written: YYYY, YYYY-MM or YYYY-MM-DD."""

    def rows(self, *, owner: Group | None = None, news_id: str | None = None) -> list:
        """Return the records of the person, the role, and the group unless it is the page's own (owner); with news_id
        also that the article states the role."""
        person = slugify(self.name)
        group_id = self.group.id if self.group else None
        role = Role(
            id=role_id(group_id, self.role, self.name, self.function, self.organisation),
            group_id=group_id,
            person_id=person,
            role=self.role,
            function=self.function,
            organisation=self.organisation,
            since=self.since,
        )
        stated = [NewsRole(news_id=news_id, role_id=role.id)] if news_id else []
        group = [self.group] if self.group and self.group != owner else []
        return [*group, Person(id=person, name=self.name), role, *stated]


def personal_name(text: str) -> str | None:
    """Return a first name and surname, not in capitals ("Clare HART" -> "Clare Hart"); None for anything else."""
    match = _WHOLE_NAME.match(text.strip(" ,;:.•–-"))
    if not match or len(match[1]) > LONGEST_PERSON or _NO_PERSON.match(match[1]):
        return None
    return " ".join(_cased(word) for word in match[1].split())


def is_address(text: str) -> bool:
    """Return whether a text has a mail address, or is a telephone number."""
    return bool(_MASKED.search(text) or _TELEPHONE.search(text))


def _cased(word: str) -> str:
    if not word.isupper() or word.endswith("."):
        return word
    return re.sub(rf"(^|[-])([{UPPER}])([{UPPER}’']*)", lambda m: m[1] + m[2] + m[3].lower(), word)


def roles_in_prose(
    paragraphs: Iterable[str], titled: Group | None, ctx: PageContext, on: dt.date | None = None
) -> list[RoleHolder]:
    """Return the roles in running text, each person once.

    titled: the group the text is about, meant where a phrase has "président du groupe" alone. on: the page's day.
    """
    found: dict[str, RoleHolder] = {}
    prose = _Prose(titled, ctx, on)
    for paragraph in (text for text in paragraphs if "présid" in text or "Présid" in text):
        # Those with an apposition first, which is the fullest.
        holders = [
            *map(prose.apposed, _APPOSED.finditer(paragraph)),
            *map(prose.presiding, _PRESIDED.finditer(paragraph)),
        ]
        for holder in filter(None, holders):
            found.setdefault(holder.name, holder)
    return list(found.values())


@dataclass(frozen=True)
class _Prose:
    """The context in which the phrases of one text are read."""

    titled: Group | None
    ctx: PageContext
    on: dt.date | None

    @cached_property
    def _presidency(self) -> re.Pattern:
        """The pattern of somebody who presides over a group, in the portal's words."""
        presided = "|".join(map(re.escape, self.ctx.words["groups"]["presided"]))
        return re.compile(
            rf"(?P<vice>vice-)?(?:co-)?présidente? (?:(?:du|de la|de l['’]|de)\s?)(?:{presided})", re.IGNORECASE
        )

    def presiding(self, match: re.Match) -> RoleHolder | None:
        """Read "présidée par X, fonction"."""
        name, behind = personal_name(match[1]), _behind(match)
        sentence = re.split(r"(?<=[.!?])\s", _above(match))[-1]
        role = self._presidency.search(behind)
        group = self._meant(sentence) or self._meant(behind[role.start() :] if role else "")
        if not name or not (group or self.titled):
            return None
        function = self._function(behind[2:]) if behind.startswith(", ") else None
        return RoleHolder(name, "president", group or self.titled, function, since=self._since(behind))

    def apposed(self, match: re.Match) -> RoleHolder | None:
        """Read "X, fonction et président du groupe-pays Y"; a complement ("la Région de X") is no name."""
        apposition = _behind(match)
        role = self._presidency.search(apposition)
        if role is None or _COMPLEMENT.search(_above(match)):
            return None
        name = personal_name(" ".join(dropwhile(lambda word: word.casefold() in _LEAD_WORDS, match[1].split())))
        held = apposition[role.start() :]
        group = self._meant(held) or self.titled
        if not name or not group:
            return None
        kind = "vice_president" if role["vice"] else "president"
        return RoleHolder(name, kind, group, self._function(apposition), since=self._since(held))

    def _meant(self, text: str) -> Group | None:
        """Return the group a phrase names; the title's where the phrase shortens it ("le groupe Crises")."""
        group = mentioned_group(text, self.ctx)
        return self.titled if group and self.titled and self.titled.id.startswith(group.id) else group

    def _function(self, apposition: str) -> str | None:
        """Return a person's other function in an apposition, in one piece: from its beginning, or from behind the role
        when that comes first, up to the last function; a verb's object is none."""
        kept, past_role = [], False
        for begin, end in spans_between(_FUNCTIONS, apposition):
            piece = apposition[begin:end].strip(" ,")
            if self._presidency.search(piece):
                past_role = True
            elif not past_role or _FUNCTION.match(piece):
                kept.append((begin, end))
        return (apposition[kept[0][0] : kept[-1][1]].strip(" ,") or None) if kept else None

    def _since(self, text: str) -> str | None:
        """Return when a role began, if the text has it ("depuis avril 2012")."""
        spans = find_dates(text[match.start() :], on=self.on) if (match := re.search(r"\bdepuis\b", text)) else []
        return as_precise(spans[0]) if spans else None


def _above(match: re.Match) -> str:
    return match.string[max(0, match.start() - LONGEST_SENTENCE) : match.start()]


def _behind(match: re.Match) -> str:
    """Return the rest of the clause behind a name."""
    text = match.string[match.end() : match.end() + LONGEST_SENTENCE]
    return text[: end.start()] if (end := _ENDS.search(text)) else text


def contacts(paragraphs: Iterable[str], ctx: PageContext) -> list[RoleHolder]:
    """Return the people of contact blocks: `Nom, Fonction, mail`, `Nom : mail`, `Nom, Fonction :` and mail below."""
    found: dict[str, RoleHolder] = {}
    inside = False
    for line in [line for paragraph in paragraphs for line in paragraph.split("\n")]:
        label = starts_with(line, ctx.words["labels"]["contact"])
        begins = bool(label) and (":" in line or fold(line) == fold(label))
        words = line.partition(":")[2] if begins else line
        if not (inside or begins) or not words.strip(" :"):
            inside = inside or begins
            continue
        people = [holder for part in re.split(r"\s*;\s*", words.strip()) if (holder := _contact(part))]
        for holder in people:
            found.setdefault(holder.name, holder)
        inside = bool(people) or bool(_MASKED.search(words))
    return list(found.values())


def _contact(text: str) -> RoleHolder | None:
    """Return a person's name, and the words behind it up to the address, or behind that: never both put together."""
    first, *rest = [piece for part in _MASKED.split(text) if (piece := _bare(part))] or [""]
    name, _, function = first.partition("," if "," in first else ":")
    name = personal_name(name.lstrip("("))
    return RoleHolder(name, "contact", None, _bare(function) or next(iter(rest), None)) if name else None


def _bare(text: str) -> str:
    """Return words without the signs around them, and without a bracket that has no other."""
    text = text.strip(_SIGNS).lstrip(")").rstrip("(").strip(_SIGNS)
    return text if text.count("(") == text.count(")") else text.strip("()" + _SIGNS)
