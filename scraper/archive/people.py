"""Who is who: which spellings are one person, and where one name is two people's.

`decide` is a function of the statements and of people.toml alone; `join_people` writes what it decides. A name as an
article or a page writes it is never changed: it stands in the row of a mention, and in the id of a role.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from itertools import combinations, count

from sqlite_utils import Database

from scraper import records
from scraper.archive.people_file import NAME as PEOPLE_FILE
from scraper.archive.people_file import NONE, Apart, Overrides
from scraper.archive.versions import canonical_json, sha256
from scraper.text import APOSTROPHES, fold

YEARS_APART = 10
"""Years without a statement, beyond which a name with another organisation is another person's."""

_FIRST_NAME = 3
"""People whose names begin with a word that is a first name."""

_WORDS = tomllib.loads(files(__package__).joinpath("person_words.toml").read_text("utf-8"))
_OFFICES = {level: set(words) for kind in ("elected", "appointed") for level, words in _WORDS[kind].items()}
_OF_MENTIONS = """
SELECT news_id, position, mentions.name, person_id, substr(published, 1, 4), function, organisation,
       first_seen, last_seen
FROM mentions JOIN news ON news.id = news_id
"""
_OF_ROLES = """
SELECT roles.id, person_id, people.name, group_id, function, organisation, news_id, substr(published, 1, 4),
       roles.first_seen, roles.last_seen
FROM roles JOIN people ON people.id = person_id LEFT JOIN news_roles ON role_id = roles.id
  LEFT JOIN news ON news.id = news_id
"""
_NAMED = "SELECT id, name FROM people UNION ALL SELECT id, name FROM people_aliases"
_NOBODY = """
DELETE FROM people WHERE id NOT IN (SELECT person_id FROM mentions) AND id NOT IN (SELECT person_id FROM roles)
"""
_SEEN = "SELECT id, name, first_seen, last_seen FROM people"
_WRITE_PERSON = """
INSERT INTO people (id, name, first_seen, last_seen) VALUES (?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, first_seen = excluded.first_seen, last_seen = excluded.last_seen
"""
_WRITE_ALIAS = """
INSERT INTO people_aliases (id, person_id, name, reason) VALUES (?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET person_id = excluded.person_id, name = excluded.name, reason = excluded.reason
"""


@dataclass(frozen=True)
class PersonStatement:
    """What one row states of a name; a role has one for each article that states it."""

    table: str
    """mentions or roles."""
    key: tuple
    """The row's key."""
    name: str
    """As written."""
    slug: str
    """The name as an id."""
    news_id: str | None = None
    year: int | None = None
    """Of the article's publication."""
    function: str | None = None
    organisation: str | None = None
    group: str | None = None
    """Id of the group in which the role is held."""
    first_seen: str | None = None
    last_seen: str | None = None

    @property
    def office(self) -> str:
        """Function and organisation in words."""
        return ", ".join(filter(None, (self.function, self.organisation))) or "no office"


@dataclass
class DecidedPerson:
    """One person, with all that is stated of them."""

    id: str
    name: str
    statements: list[PersonStatement]
    aliases: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Name and reason of each other spelling, by its slug."""
    apart: str | None = None
    """Why this is another person than one of the same name."""

    @property
    def rows(self) -> dict[str, tuple[str, str]]:
        """The aliases as rows: with the person's own id, when the name alone does not lead there."""
        own = {self.id: (self.name, self.apart)} if self.apart else {}
        return own | self.aliases


class _Spelling:
    """A name in the parts by which it is compared."""

    def __init__(self, name: str):
        marks = "[" + re.escape(APOSTROPHES + "'") + "]"
        words = [re.sub(marks, "", word) for word in name.split()]
        self.title = ""
        if len(words) > 2 and fold(words[0]).replace(" ", "") in _WORDS["titles"]:
            self.title, words = name.split()[0], words[1:]
        self.name = " ".join(name.split()[bool(self.title) :])
        self.words = [_parts(word) for word in words]
        self.words = [word for word in self.words if word]
        self.parts = [part for word in self.words for part in word]
        first = re.sub(r"[^\w]", "", words[0]) if words else ""
        if len(words) > 1 and 2 <= len(first) <= 3 and first.isupper() and not name.isupper():
            self.parts = [*first.lower(), *self.parts[len(self.words[0]) :]]  # JP for Jean-Pierre
            self.words = [list(first.lower()), *self.words[1:]]

    @cached_property
    def has_initial(self) -> bool:
        """Whether a word but the last is but a letter."""
        return any(len(part) == 1 for part in self.parts[:-1])

    @property
    def is_whole(self) -> bool:
        """Whether it is a first name and a surname, both in full."""
        return len(self.words) > 1 and all(len(part) > 1 for part in self.parts)

    def abbreviates(self, whole: "_Spelling") -> bool:
        """Return whether this is a whole name with initials in the place of first names."""
        if not self.has_initial or len(self.parts[-1]) == 1 or self._is_title:
            return False
        if len(self.parts) == len(whole.parts):
            pairs = zip(self.parts, whole.parts, strict=True)
            return all(mine == other or (len(mine) == 1 and other.startswith(mine)) for mine, other in pairs)
        initial, *surname = self.parts  # "J. Dupont" for Jean-Pierre
        given = whole.words[0]
        return len(initial) == 1 and given[0].startswith(initial) and surname == whole.parts[len(given) :]

    @property
    def _is_title(self) -> bool:
        """Whether the one initial may be Monsieur's."""
        return self.parts[0] == "m" and len(self.words) == 2

    def turned(self) -> Iterator[str]:
        """Yield the ids of the name with its first words after its last ones."""
        words = ["-".join(word) for word in self.words]
        for place in {1, len(words) - 1} - {0, len(words)}:
            yield "-".join(words[place:] + words[:place])


def _parts(word: str) -> list[str]:
    return fold(word).split()


@cache
def _organisation(text: str | None) -> frozenset[str]:
    """Return the words that say which organisation it is; none where it says nothing."""
    return frozenset(fold(text or "").split()) - set(_WORDS["general"])


@cache
def _levels(function: str | None) -> frozenset[str]:
    """Return of which kinds an office is that is held now."""
    words = set(fold(function or "").split())
    if words & set(_WORDS["past"]):
        return frozenset()
    return frozenset(level for level, offices in _OFFICES.items() if words & offices)


def _are_related(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and (one <= other or other <= one)


class _StatementBlock:
    """Statements that are of one person beyond doubt: of one article, one organisation, one group."""

    def __init__(self, statements: Iterable[PersonStatement]):
        self.statements = sorted(statements, key=_order)
        self.years = sorted({each.year for each in self.statements if each.year})
        self.organisations = {_organisation(each.organisation) for each in self.statements} - {frozenset()}

    @property
    def sort_key(self) -> tuple:
        return (self.years[0] if self.years else 9999, _order(self.statements[0]))

    def distance(self, other: "_StatementBlock") -> int:
        """Return the years between the nearest statements of both."""
        return min((abs(one - two) for one in self.years for two in other.years), default=0)

    def is_of(self, other: "_StatementBlock") -> bool:
        """Return whether both have an organisation in common."""
        return any(_are_related(one, two) for one in self.organisations for two in other.organisations)

    def why_apart(self, other: "_StatementBlock") -> str | None:
        """Return why both cannot be one person; None when they may be."""
        if not (self.organisations and other.organisations) or self.is_of(other):
            return None
        levels, others = self._held(), other._held()
        for level in sorted(set(levels) & set(others)):
            one, two = levels[level], others[level]
            if one[0].year <= two[-1].year and two[0].year <= one[-1].year:
                return f"{_nearest(one, two)}, and nobody is both at the same time"
        if self.distance(other) <= YEARS_APART or self._is_career(levels, others):
            return None
        years = self.distance(other)
        return f"{_nearest(self._placed, other._placed)}, which are {years} years apart with no organisation in common"

    @property
    def _placed(self) -> list[PersonStatement]:
        return [each for each in self.statements if _organisation(each.organisation)]

    def _held(self) -> dict[str, list[PersonStatement]]:
        held = defaultdict(list)
        for each in self.statements:
            if each.year and _organisation(each.organisation):
                for level in _levels(each.function):
                    held[level].append(each)
        return {level: sorted(found, key=lambda each: each.year) for level, found in held.items()}

    @staticmethod
    def _is_career(levels: Iterable[str], others: Iterable[str]) -> bool:
        """Return whether elected offices are of levels that one person goes through."""
        one, two = set(levels) & set(_WORDS["elected"]), set(others) & set(_WORDS["elected"])
        return bool(one and two) and not one & two


def _nearest(some: list[PersonStatement], others: list[PersonStatement]) -> str:
    """Return the two statements with the fewest years between them, in words."""
    pairs = ((one, two) for one in some for two in others)
    nearest = min(pairs, key=lambda pair: (abs((pair[0].year or 0) - (pair[1].year or 0)), *map(_order, pair)))
    return " and ".join(f"“{each.office}” ({each.year or 'no year'})" for each in nearest)


def _order(statement: PersonStatement) -> tuple:
    return (statement.year or 9999, statement.table, tuple(map(str, statement.key)), statement.news_id or "")


def _joined(things: list, pairs: Iterable[tuple[int, int]]) -> list[list]:
    """Return things in sets, those of each pair in one."""
    root = list(range(len(things)))

    def find(place: int) -> int:
        while root[place] != place:
            root[place] = place = root[root[place]]
        return place

    for one, two in pairs:
        one, two = sorted((find(one), find(two)))
        root[two] = one
    sets = defaultdict(list)
    for place, thing in enumerate(things):
        sets[find(place)].append(thing)
    return list(sets.values())


def _blocks(statements: list[PersonStatement]) -> list[_StatementBlock]:
    """Return the statements of one name in blocks."""
    statements, pairs = sorted(statements, key=_order), []
    by: dict[tuple, int] = {}
    for place, each in enumerate(statements):
        own = _organisation(each.organisation)
        keys = [("article", each.news_id)] * bool(each.news_id) + [("group", each.group)] * bool(each.group)
        keys += [("organisation", own)] * bool(own)
        pairs += [(by.setdefault(key, place), place) for key in keys]
    named = [(key[1], place) for key, place in by.items() if key[0] == "organisation"]
    pairs += [(one, two) for (a, one), (b, two) in combinations(named, 2) if _are_related(a, b)]
    return sorted(map(_StatementBlock, _joined(statements, pairs)), key=lambda block: block.sort_key)


def _people_in(statements: list[PersonStatement], *, are_one: bool = False) -> list[tuple[_StatementBlock, str | None]]:
    """Return the people whom statements of one name are of, the earliest first, each with why it is another than the
    first ones."""
    organisations = {_organisation(each.organisation) for each in statements} - {frozenset()}
    if are_one or len(organisations) < 2:
        return [(_StatementBlock(statements), None)] if statements else []
    blocks = _blocks(statements)
    people: list[tuple[_StatementBlock, str | None]] = []
    for block in (each for each in blocks if each.organisations):
        reasons = [person.why_apart(block) for person, _ in people]
        free = [number for number, reason in enumerate(reasons) if reason is None]
        if free:
            place = min(free, key=lambda number: people[number][0].distance(block))
            people[place] = (_StatementBlock([*people[place][0].statements, *block.statements]), people[place][1])
        else:
            people.append((block, reasons[0] if reasons else None))
    if not people:
        return [(_StatementBlock(statements), None)]
    more = defaultdict(list)
    for block in (each for each in blocks if not each.organisations):
        more[min(range(len(people)), key=lambda number: people[number][0].distance(block))] += block.statements
    return [(_StatementBlock([*person.statements, *more[number]]), why) for number, (person, why) in enumerate(people)]


def decide(statements: Iterable[PersonStatement], overrides: Overrides = NONE) -> list[DecidedPerson]:
    """Return the people whom statements are of, by their ids. The order of the statements makes no difference."""
    return _Decision(list(statements), overrides).people()


class _Decision:
    """Decides step by step: forms of address, people.toml, people of one name, words in another order, initials."""

    def __init__(self, statements: list[PersonStatement], overrides: Overrides):
        by_slug = defaultdict(list)
        for each in statements:
            by_slug[each.slug].append(each)
        self.names = {slug: best_spelling(each.name for each in found) for slug, found in sorted(by_slug.items())}
        self.alone = {records.slugify(each.name) for each in overrides.apart if each.is_whole}
        self.reasons: dict[str, str] = {}
        """Why a spelling is a person's whose id is another, by its slug."""
        self.pools: dict[str, list[PersonStatement]] = defaultdict(list)
        """Statements by the id of the name."""
        self.spellings: dict[str, _Spelling] = {}
        """Of each of these names."""
        self.slugs: dict[str, set[str]] = defaultdict(set)
        """The spellings of each of these names."""
        for slug, name in self.names.items():
            spelling = _Spelling(name)
            own = records.slugify(spelling.name) if spelling.title and slug not in self.alone else slug
            if own != slug:
                self.reasons[slug] = f"the same name without “{spelling.title}”"
            self.pools[own] += by_slug[slug]
            self.slugs[own].add(slug)
        for own in self.pools:
            name = self.names[own] if own in self.names else _Spelling(self.names[min(self.slugs[own])]).name
            self.names.setdefault(own, name)
            self.spellings[own] = _Spelling(name)
        self.are_one: set[str] = set()
        """Names that people.toml says to be one person's."""
        self._join_same(overrides)
        self.apart = self._taken_apart(overrides)
        self.found = {own: _people_in(pool, are_one=own in self.are_one) for own, pool in self.pools.items()}
        self.to_join: dict[str, tuple[str, int]] = {}
        """Names that become another's, with the number of the person among those of that name."""
        self.joined_to: set[str] = set()
        """Those others."""
        self._join_turned()
        self._join_initials()

    def people(self) -> list[DecidedPerson]:
        """Return the people."""
        for own, (other, number) in self.to_join.items():
            block, why = self.found[other][number]
            mine = [each for found, _ in self.found.pop(own) for each in found.statements]
            self.found[other][number] = (_StatementBlock([*block.statements, *mine]), why)
        decided, taken = {}, set(self.names)
        for own in sorted(self.pools):
            if own in self.to_join:
                continue
            first = None
            for block, why in [*self.found[own], *self.apart.get(own, ())]:
                numbers = (f"{own}-{number}" for number in count(2))
                key = own if first is None else next(each for each in numbers if each not in taken)
                taken.add(key)
                why = why and first and f"kept apart from {first}: {why}"
                decided[key] = DecidedPerson(key, self.names[own], sorted(block.statements, key=_order), apart=why)
                first = first or key
        for own, slugs in self.slugs.items():
            other, number = self.to_join.get(own, (own, 0))
            home = self._home(decided, other, number)
            for slug in sorted(slugs - {home.id}):
                reason = self.reasons.get(slug) or self.reasons[own]
                home.aliases[slug] = (self.names[slug], reason)
        return [decided[key] for key in sorted(decided)]

    def _home(self, decided: dict[str, DecidedPerson], own: str, number: int) -> DecidedPerson:
        if number == 0:
            return decided[own]
        statements = self.found[own][number][0].statements
        return next(each for each in decided.values() if statements[0] in each.statements)

    def _join_same(self, overrides: Overrides) -> None:
        own_of = {slug: own for own, slugs in self.slugs.items() for slug in slugs}
        for names in overrides.same:
            present = list(dict.fromkeys(own_of[slug] for slug in map(records.slugify, names) if slug in own_of))
            for other in present[1:]:
                for slug in self.slugs.pop(other):
                    self.slugs[present[0]].add(slug)
                    self.reasons[slug] = f"{PEOPLE_FILE} says so"
                    own_of[slug] = present[0]
                self.pools[present[0]] += self.pools.pop(other)
                self.are_one.discard(other)
            self.are_one.update(present[:1])

    def _taken_apart(self, overrides: Overrides) -> dict[str, list[tuple[_StatementBlock, str]]]:
        """Take out of each name what people.toml says to be another person's, and return that."""
        taken = defaultdict(list)
        for each in overrides.apart:
            slug = records.slugify(each.name)
            own = next((own for own, slugs in self.slugs.items() if slug in slugs), None)
            if own is None or each.is_whole:
                continue
            articles = {one.news_id for one in self.pools[own] if _is_meant(each, one)} - {None}
            theirs = [one for one in self.pools[own] if one.news_id in articles or _is_meant(each, one)]
            left = [one for one in self.pools[own] if one not in theirs]
            if theirs and left:
                self.pools[own] = left
                taken[own].append((_StatementBlock(theirs), f"{PEOPLE_FILE} says so"))
        return taken

    def _join_initials(self) -> None:
        by_last = defaultdict(list)
        for own, spelling in self.spellings.items():
            if own in self.slugs and own not in self.to_join and spelling.is_whole:
                by_last[spelling.parts[-1]].append(own)
        for own in sorted(self.slugs):
            spelling = self.spellings[own]
            if spelling.has_initial and self._may_join(own):
                fits = [each for each in by_last[spelling.parts[-1]] if spelling.abbreviates(self.spellings[each])]
                for other in fits if len(fits) == 1 else ():
                    self._join_one(own, other, _why_initial(spelling, self.spellings[other]))

    def _join_turned(self) -> None:
        spellings = {own: self.spellings[own] for own in sorted(self.slugs) if self.spellings[own].is_whole}
        first, last = (Counter(each.parts[place] for each in spellings.values()) for place in (0, -1))
        for own, spelling in spellings.items():
            fits = [each for each in spelling.turned() if each != own and each in spellings]
            if len(fits) != 1 or fits[0] in self.to_join or not self._may_join(own):
                continue
            other, given = fits[0], spellings[fits[0]].parts[0]
            if first[spelling.parts[0]] > 1:  # that is a first name, of others too
                continue
            is_of_both = any(one.is_of(two) for one, _ in self.found[own] for two, _ in self.found[other])
            is_rarer = (len(self.pools[own]), other) < (len(self.pools[other]), own)
            if first[given] >= _FIRST_NAME and last[given] == 1:
                self._join_one(own, other, "the same words with the surname first: other people have this first name")
            elif is_of_both and is_rarer:
                self._join_one(own, other, "the same words in another order: both are of the same organisation")

    def _may_join(self, own: str) -> bool:
        """Return whether a name may be found to be another's: nothing says otherwise, and it is one person's."""
        is_overruled = own in self.alone or own in self.are_one or own in self.apart
        is_joined = own in self.to_join or own in self.joined_to
        return not (is_overruled or is_joined) and len(self.found[own]) == 1

    def _join_one(self, own: str, other: str, why: str) -> None:
        """Join a name to the one that fits, unless what is stated of both cannot be one person's. Where two people have
        that one name, an organisation decides."""
        if other in self.alone:
            return
        block, people = self.found[own][0][0], [*self.found[other], *self.apart.get(other, ())]
        if len(people) > 1:
            numbers = [number for number, (person, _) in enumerate(people) if block.is_of(person)]
        else:
            numbers = [0] if people[0][0].why_apart(block) is None else []
        if len(numbers) == 1 and numbers[0] < len(self.found[other]):
            self.to_join[own] = other, numbers[0]
            self.joined_to.add(other)
            self.reasons[own] = why


def _why_initial(short: _Spelling, whole: _Spelling) -> str:
    if len(short.parts[0]) > 1:
        return f"initials of the only whole name that they fit, {whole.name}"
    letters = "-".join(part.upper() + "." for part in short.words[0])
    surname = " ".join(whole.name.split()[1:])
    return f"initial of the only {surname} whose first name begins with {letters}"


def _is_meant(apart: Apart, statement: PersonStatement) -> bool:
    is_there = not apart.articles or statement.news_id in apart.articles
    own = frozenset(fold(apart.organisation or "").split())
    is_for = not own or _are_related(
        _organisation(apart.organisation) or own,
        _organisation(statement.organisation) or frozenset(fold(statement.organisation or "").split()),
    )
    return is_there and is_for


def best_spelling(names: Iterable[str]) -> str:
    """Return the best of some spellings that have one id: not in capitals, with hyphens and accents, the most usual."""
    usual = Counter(names)

    def rank(name: str) -> tuple:
        capitals = sum(word.isupper() and len(word) > 2 for word in re.findall(r"\w+", name))
        return (-capitals, sum(not letter.isascii() or letter == "-" for letter in name), usual[name], name)

    return max(usual, key=rank)


# --- the archive ----------------------------------------------------------------------------------------------------


def statements_of(db: Database) -> list[PersonStatement]:
    """Return what an archive states of all names."""
    named = dict(db.execute(_NAMED).fetchall())
    found = []
    for news_id, position, name, person, year, function, organisation, *seen in db.execute(_OF_MENTIONS):
        slug = records.slugify(name) or person
        found.append(
            PersonStatement(
                "mentions", (news_id, position), name, slug, news_id, _year(year), function, organisation, None, *seen
            )
        )
        named.setdefault(slug, name)
    for key, person, name, group, function, organisation, news_id, year, *seen in db.execute(_OF_ROLES):
        slug = records.spelling_in(key)
        slug, name = (slug, named[slug]) if slug in named else (person, name)
        found.append(
            PersonStatement("roles", (key,), name, slug, news_id, _year(year), function, organisation, group, *seen)
        )
    return found


def _year(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


@dataclass(frozen=True)
class Joined:
    """What joining people came to."""

    people: int
    spellings: int
    """Other spellings of theirs."""
    apart: int
    """People who have a name that another person has."""


def join_people(db: Database, overrides: Overrides) -> Joined:
    """Write who is who, in the transaction that is open: the person of each mention and role, the people, the other
    spellings of their names. What is so already is not written."""
    statements = statements_of(db)
    people = decide(statements, overrides)
    known = {key: row for key, *row in db.execute(_SEEN)}
    for person in people:
        seen = _seen(person)
        if known.get(person.id) != [person.name, *seen]:
            db.execute(_WRITE_PERSON, [person.id, person.name, *seen])
    owners = owners_of(people)
    for table, keys in (("mentions", "news_id = ? AND position = ?"), ("roles", "id = ?")):
        update = f"UPDATE {table} SET person_id = ? WHERE {keys} AND person_id <> ?"  # noqa: S608 - our own words
        theirs = [(owner, *key, owner) for (of, key), owner in owners.items() if of == table]
        db.conn.executemany(update, theirs)
    aliases = {slug: (person.id, *row) for person in people for slug, row in person.rows.items()}
    before = {key: tuple(row) for key, *row in db.execute("SELECT id, person_id, name, reason FROM people_aliases")}
    gone = sorted(set(before) - set(aliases))
    db.conn.executemany("DELETE FROM people_aliases WHERE id = ?", [(key,) for key in gone])
    db.conn.executemany(_WRITE_ALIAS, [(key, *row) for key, row in aliases.items() if before.get(key) != row])
    db.execute(_NOBODY)
    _note(db, hash_of_decision(statements, overrides))
    spellings = sum(len(person.aliases) for person in people)
    return Joined(len(people), spellings, sum(person.apart is not None for person in people))


def owners_of(people: Iterable[DecidedPerson]) -> dict[tuple[str, tuple], str]:
    """Return the person of each row, by its table and key: of a role that articles of two people state, the later
    one's."""
    stated = [(_order(each), each, person.id) for person in people for each in person.statements]
    return {(each.table, each.key): owner for _, each, owner in sorted(stated, key=lambda one: (one[0], one[2]))}


def hash_of_decision(statements: Iterable[PersonStatement], overrides: Overrides) -> str:
    """Return the SHA-256 of all that decides who is who."""
    names = ("table", "key", "slug", "news_id", "year", "function", "organisation")
    stated = sorted(canonical_json([getattr(each, name) for name in names]) for each in statements)
    return sha256(canonical_json([stated, astuple(overrides)]))


def _seen(person: DecidedPerson) -> tuple[str | None, str | None]:
    first = [each.first_seen for each in person.statements if each.first_seen]
    last = [each.last_seen for each in person.statements if each.last_seen]
    return min(first, default=None), max(last, default=None)


def _note(db: Database, decided: str) -> None:
    if db.execute("SELECT sha256 FROM people_decisions").fetchone() != (decided,):
        db.execute("DELETE FROM people_decisions")
        db.execute("INSERT INTO people_decisions (sha256) VALUES (?)", [decided])


def wrong_people(db: Database, overrides: Overrides) -> Iterator[tuple[str, str]]:
    """Yield where and what of each row that is not as it is decided, when nothing was stated since that was done."""
    yield from db.execute(
        "SELECT 'people_aliases/' || people_aliases.id, 'is the id of another person' FROM people_aliases "
        "JOIN people ON people.id = people_aliases.id WHERE person_id <> people.id"
    ).fetchall()
    statements = statements_of(db)
    if db.execute("SELECT sha256 FROM people_decisions").fetchone() != (hash_of_decision(statements, overrides),):
        return
    people = decide(statements, overrides)
    owners = owners_of(people)
    rows = [
        ("mentions", (news_id, position), person)
        for news_id, position, person in db.execute("SELECT news_id, position, person_id FROM mentions")
    ]
    rows += [("roles", (key,), person) for key, person in db.execute("SELECT id, person_id FROM roles")]
    for table, key, person in rows:
        if owners.get((table, key), person) != person:
            yield f"{table}/{'/'.join(map(str, key))}", f"is not {owners[table, key]}'s, as is decided"
    aliases = {(slug, person.id, *row) for person in people for slug, row in person.rows.items()}
    found = set(db.execute("SELECT id, person_id, name, reason FROM people_aliases").fetchall())
    for slug, *_ in sorted(aliases ^ found):
        yield f"people_aliases/{slug}", "is not as is decided"
