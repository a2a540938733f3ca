"""People's names, and the roles they hold, before these are tied to records."""

import re
from dataclasses import dataclass

from scraper.records import Group, Person, Role, slugify

UPPER = "A-ZÀ-ÖØ-ÞŒ"
_TOKEN = rf"[{UPPER}](?:\.|[\w’'-]*)"
_PARTICLE = r"(?:de la|de|du|des|d['’]|le|la|van|von|der|ben|el|al|da|dos)"
NAME = rf"{_TOKEN}(?:[ ]{_PARTICLE}[ ]?{_TOKEN}|[ ]{_TOKEN}){{1,4}}"
CIVIL = r"(?:(?:M\.|MM\.|Mme|Mmes|Mr|Monsieur|Madame|Dr|Docteur|Pr)\s+)?"
_NO_PERSON = re.compile(
    r"(?:services?|pôles?|direction|secrétariat|équipe|bureau|mission|comité|groupe|réseau|association|commission|mairie"
    r"|ville|région|département|conseil|centre|cellule)\b",
    re.IGNORECASE,
)
"""What begins the name of a part of an organisation."""
_WHOLE_NAME = re.compile(rf"^{CIVIL}({NAME})$")


@dataclass(frozen=True)
class Held:
    """A role somebody holds, before it is tied to ids."""

    name: str
    role: str
    group: Group | None = None
    function: str | None = None
    organisation: str | None = None
    since: str | None = None

    def rows(self) -> list:
        """Person and Role records (and the Group, when it is known by mention only)."""
        person = slugify(self.name)
        group_id = self.group.id if self.group else None
        key = slugify(" ".join(filter(None, (self.function, self.organisation))))[:80]
        role = Role(
            id=":".join((group_id or "-", self.role, person, key)),
            group_id=group_id,
            person_id=person,
            role=self.role,
            function=self.function,
            organisation=self.organisation,
            since=self.since,
        )
        return [Person(id=person, name=self.name), role]


def personal_name(text: str) -> str | None:
    """A first name and surname, the surname not in capitals ("Clare HART" -> "Clare Hart"); None for anything else."""
    match = _WHOLE_NAME.match(text.strip(" ,;:.•–-"))
    if not match or len(match[1]) > 60 or _NO_PERSON.match(match[1]):
        return None
    return " ".join(_cased(word) for word in match[1].split())


def _cased(word: str) -> str:
    if len(word) < 2 or not word.isupper() or word.endswith("."):
        return word
    return re.sub(rf"(^|[-])([{UPPER}])([{UPPER}’']*)", lambda m: m[1] + m[2] + m[3].lower(), word)
