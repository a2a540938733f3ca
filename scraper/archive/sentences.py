"""What the sentences of articles state, kept as it was read and made into rows (decision 154).

A reading of an article's sentences depends on its texts alone, so it is no part of its versions: another model or other
rules change nothing that the portal has done. Its rows stand in the tables of what pages show, each with its sentence.
They are made again whenever the article's page is written, so that both agree at any time.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict

from sqlite_utils import Database

from scraper import records
from scraper.archive import rows
from scraper.archive.database import now, writing
from scraper.archive.listings import apply_listings
from scraper.archive.names import REDACTED
from scraper.archive.problems import DOUBT, UNREAD_SENTENCES, write_problems
from scraper.archive.versions import canonical_json, last_version, sha256, state_of
from scraper.portal import Portal
from scraper.prose.facts import (
    Doubt,
    FundStatement,
    PersonMention,
    ProseFacts,
    Source,
    StatedDeadline,
    StatedEvent,
    StatedPartnership,
    StatedRole,
)
from scraper.reading.mentions import named_group
from scraper.text import fold

TEXTS = ("overtitle", "title", "subtitle", "lead", "body")
"""The fields of an article that are read."""
_FACTS = {
    "mentions": PersonMention, "roles": StatedRole, "occasions": StatedEvent, "funds": FundStatement,
    "partnerships": StatedPartnership, "deadlines": StatedDeadline, "doubts": Doubt,
}  # fmt: skip
"""The lists of ProseFacts, with what they are of."""
FUND_FACTS = ("opened", "closed", "amount_eur", "donors")
_ARTICLE = "SELECT * FROM news WHERE id = ?"
_READING = "SELECT texts_sha256, facts FROM prose_readings WHERE news_id = ?"
_DUE = """
SELECT news.id FROM news LEFT JOIN prose_readings ON news_id = news.id
WHERE reader IS NOT ? OR texts_sha256 <> texts_of(news.overtitle, title, subtitle, lead, body, published)
ORDER BY published DESC, news.id
"""
_READ_NOW = """
SELECT count(*) FROM news JOIN prose_readings ON news_id = news.id
WHERE texts_sha256 = texts_of(news.overtitle, title, subtitle, lead, body, published)
"""
_GIVE_WAY = """
DELETE FROM news_roles WHERE news_id = :id AND quote IS NULL AND role_id IN (
  SELECT shown.id FROM roles AS shown, roles AS stated, news_roles AS link
  WHERE link.news_id = :id AND link.quote IS NOT NULL AND link.role_id = stated.id AND shown.group_id IS stated.group_id
    AND replace(replace(shown.role, 'past_', ''), 'co_', '') = replace(replace(stated.role, 'past_', ''), 'co_', '')
    AND (shown.group_id IS NOT NULL OR shown.person_id = stated.person_id)
)
"""
"""Deletes the roles that an article's structure gave where its sentences state who holds them."""
_KEEP = "INSERT OR REPLACE INTO prose_readings (news_id, texts_sha256, reader, read_at, facts) VALUES (?, ?, ?, ?, ?)"
_OWN = (
    "DELETE FROM mentions WHERE news_id = :id",
    "DELETE FROM partnerships WHERE news_id = :id",
    "DELETE FROM deadlines WHERE news_id = :id",
    "DELETE FROM fund_facts WHERE news_id = :id",
    "DELETE FROM news_roles WHERE news_id = :id AND quote IS NOT NULL",
    "DELETE FROM fund_news WHERE news_id = :id AND quote IS NOT NULL",
    "DELETE FROM group_news WHERE news_id = :id AND quote IS NOT NULL",
    "UPDATE news SET kind = NULL WHERE id = :id AND kind IS NOT NULL",
)
"""Delete what only the sentences of an article state."""
_TOUCHED = {
    "roles": "SELECT role_id FROM news_roles WHERE news_id = :id",
    "people": """
        SELECT person_id FROM mentions WHERE news_id = :id
        UNION SELECT person_id FROM roles JOIN news_roles ON role_id = roles.id
          WHERE news_id = :id
    """,
    "funds": """
        SELECT fund_id FROM fund_news WHERE news_id = :id
        UNION SELECT fund_id FROM fund_facts WHERE news_id = :id
    """,
}
_ORPHANS = {
    "roles": """
        DELETE FROM roles WHERE id = ? AND id NOT IN (SELECT role_id FROM news_roles) AND NOT EXISTS (
          SELECT 1 FROM versions JOIN json_each(fields, '$.roles') AS shown
          WHERE record_table = 'groups' AND record_id = group_id
            AND instr(':' || roles.id || ':', ':' || role || ':' || slug_of(shown.value ->> 'person') || ':') > 0
        )
    """,
    "people": """
        DELETE FROM people WHERE id = ? AND id NOT IN (SELECT person_id FROM roles)
          AND id NOT IN (SELECT person_id FROM mentions) AND id NOT IN (SELECT person_id FROM people_aliases)
    """,
}
"""Delete what nothing states any more."""
_LATEST = """
UPDATE funds SET {0} = (
  SELECT value FROM fund_facts JOIN news ON news.id = news_id WHERE fund_id = funds.id AND fact = '{0}'
  ORDER BY published DESC, news_id LIMIT 1
) WHERE id = ?
"""
_OPENED = """
UPDATE funds SET opened = coalesce((
  SELECT min(day) FROM (
    SELECT opened AS day FROM fund_news WHERE fund_id = funds.id
    UNION ALL SELECT value FROM fund_facts WHERE fund_id = funds.id AND fact = 'opened'
  )
), opened) WHERE id = ?
"""
_AGENDA = "SELECT * FROM events WHERE news_id = ? AND date_source = 'agenda' AND withdrawn IS NULL"
_LEFT_EVENTS = """
DELETE FROM events WHERE news_id = ? AND id NOT IN (SELECT value FROM json_each(?))
  AND (date_source = 'sentence' OR withdrawn IS ?)
"""
_OLD_DOUBTS = "DELETE FROM problems WHERE rule IN (?, ?) AND record = ?"

_WEAK = {"body", "published", "agenda"}
"""Sources of an event that sentences decide instead, where they state events."""

SentenceReader = Callable[[dict, str | None, list[str]], ProseFacts]
"""Reads the sentences of an article: its texts, its day of publication, the names of the portal's groups."""


def due(db: Database, reader: str) -> list[str]:
    """Return the articles whose present texts a reader has not read, the latest first. reader: its version."""
    _hash_in_sql(db)
    return [news_id for (news_id,) in db.execute(_DUE, [reader]).fetchall()]


def read_now(db: Database) -> int:
    """Return of how many articles the sentences were read as they are now."""
    _hash_in_sql(db)
    return db.execute(_READ_NOW).fetchone()[0]


def read_each(db: Database, portal: Portal, read: SentenceReader, reader: str, wanted: Iterable[str]) -> Iterator[str]:
    """Read the sentences of articles, and write what they state, one transaction each. Yield how it went: read, or
    failed, with a problem of the article's."""
    groups = _groups(db)
    for news_id in wanted:
        article = _article(db, news_id)
        done, facts, problem = "read", ProseFacts(), None
        try:
            facts = read({name: article[name] for name in TEXTS}, article["published"], groups)
        except Exception as error:  # a fault with one article must not keep the others from being read
            done, problem = "failed", f"{type(error).__name__}: {error}"[:200]
        with writing(db):
            if _article(db, news_id) == article:
                _keep(db, article, reader, facts)
                write_sentences(db, portal, news_id, problem)
        yield done


def write_sentences(db: Database, portal: Portal, news_id: str, unread: str | None = None) -> None:
    """Write what an article's sentences state in place of what they stated, and its events as page and sentences have
    them together, in the transaction that is open. Nothing is stated by sentences that were not read as they are now.
    unread: why they could not be read."""
    found = db.execute(_READING, [news_id]).fetchone()
    if found is None:
        return
    facts = _facts_now(db, news_id, found)
    touched = {table: {key for (key,) in db.execute(sql, {"id": news_id})} for table, sql in _TOUCHED.items()}
    people = dict(db.execute("SELECT name, person_id FROM mentions WHERE news_id = ?", [news_id]).fetchall())
    for statement in _OWN:
        db.execute(statement, {"id": news_id})
    article, facts = _article(db, news_id), facts or ProseFacts()
    _restore_roles(db, article)
    _Writer(db, portal, article, people).write(facts)
    db.execute(_GIVE_WAY, {"id": news_id})
    write_events(db, article, facts.occasions)
    touched["funds"].update(key for (key,) in db.execute(_TOUCHED["funds"], {"id": news_id}))
    db.conn.create_function("slug_of", 1, records.slugify, deterministic=True)
    for table, sql in _ORPHANS.items():
        db.conn.executemany(sql, [(key,) for key in sorted(touched[table])])
    for fund in sorted(touched["funds"]):
        for fact in FUND_FACTS[1:]:
            db.execute(_LATEST.format(fact), [fund])
        db.execute(_OPENED, [fund])
    apply_listings(db, [news_id])
    _write_doubts(db, article, facts, unread)


def forget_sentences(db: Database, news_id: str) -> None:
    """Delete what was read from an article's sentences, in the transaction that is open; it may be read again."""
    article = _article(db, news_id)
    db.execute("DELETE FROM prose_readings WHERE news_id = ?", [news_id])
    for statement in _OWN:
        db.execute(statement, {"id": news_id})
    write_events(db, article, [])
    apply_listings(db, [news_id])
    db.execute(_OLD_DOUBTS, [DOUBT, UNREAD_SENTENCES, f"news/{news_id}"])


def facts_of(db: Database, news_id: str) -> ProseFacts | None:
    """Return what an article's sentences state; None when they were not read as they are now."""
    found = db.execute(_READING, [news_id]).fetchone()
    return found and _facts_now(db, news_id, found)


def _facts_now(db: Database, news_id: str, found: tuple[str, str]) -> ProseFacts | None:
    return facts_from_json(found[1]) if found[0] == hash_of_texts(_article(db, news_id)) else None


def facts_from_json(text: str) -> ProseFacts:
    """Return the facts that a reading keeps."""
    given = json.loads(text)
    for name, kind in _FACTS.items():
        given[name] = [kind(**each | {"source": Source(**each["source"])}) for each in given[name]]
    given["group_sources"] = {name: Source(**each) for name, each in given["group_sources"].items()}
    given["kind_source"] = given["kind_source"] and Source(**given["kind_source"])
    return ProseFacts(**given)


def hash_of_texts(article: dict) -> str:
    """Return the SHA-256 of what decides how an article's sentences read."""
    return _hash([*(article[name] for name in TEXTS), article["published"]])


def joined_events(shown: list[dict], stated: list[StatedEvent]) -> list[dict]:
    """Return an article's events as its page's structure shows them and its sentences state them, as columns of events.

    A sentence adds what the structure lacks of the event of its day: hours, place, attendance. Where sentences state
    events, an event that the structure has from the text, or from the day of publication alone, is theirs to state.
    """
    left, events = list(stated), []
    for event in shown:
        match = next((each for each in left if _is_of(each, event)), None)
        if match is not None:
            left.remove(match)
            events.append(_added(event, match))
        elif not (stated and event["date_source"] in _WEAK):
            events.append(event)
    return events + [_stated(each) for each in sorted(left, key=lambda each: (each.starts, each.ends))]


def _is_of(stated: StatedEvent, event: dict) -> bool:
    length = {"year": 4, "month": 7}.get(event["precision"], 10)
    return stated.starts[:length] == event["starts"][:length]


def _added(event: dict, stated: StatedEvent) -> dict:
    """Return an event of the structure with what a sentence states of it."""
    added = _columns_of(stated)
    timed = event["precision"] != "minute" and event["starts"][:10] == event["ends"][:10]
    if timed or event["date_source"] in _WEAK:
        event = event | {name: added[name] for name in ("starts", "ends", "precision")}
    return event | {name: value for name, value in added.items() if event.get(name) is None}


def _stated(stated: StatedEvent) -> dict:
    return {**_columns_of(stated), "date_text": stated.source.sentence, "date_source": "sentence"}


def _columns_of(stated: StatedEvent) -> dict:
    names = ("starts", "ends", "precision", "place", "status", "moved_from", "attendance", "attendance_unit")
    online = 1 if stated.online else 0 if stated.place else None
    return {name: getattr(stated, name) for name in names} | {"online": online} | quote_of(stated.source)


def quote_of(source: Source | None) -> dict:
    """Return the columns of where a row was read."""
    values = (source.sentence, source.field, source.start, source.end) if source else (None,) * len(records.QUOTE)
    return dict(zip(records.QUOTE, values, strict=True))


def write_events(db: Database, article: dict, stated: list[StatedEvent]) -> None:
    """Write an article's events as its last version and its sentences have them together."""
    news_id = article["id"]
    shown = (state_of(last_version(db, "news", news_id)) or {}).get("events", [])
    events = joined_events(shown or list(db.query(_AGENDA, [news_id])), stated)
    kept = []
    for number, event in enumerate(events, 1):
        own = {"id": news_id if number == 1 else f"{news_id}#{number}", "news_id": news_id, "title": article["title"]}
        seen_at = {name: article[name] for name in ("first_seen", "last_seen", "withdrawn")}
        kept.append(records.Event(**event | own | seen_at))
    db.execute(_LEFT_EVENTS, [news_id, canonical_json([event.id for event in kept]), article["withdrawn"]])
    rows.upsert_all(db, kept)


def _restore_roles(db: Database, article: dict) -> None:
    """Write the roles that the page of an article's last version shows, where they gave way to sentences before."""
    seen_at = {name: article[name] for name in ("first_seen", "last_seen")}
    for shown in (state_of(last_version(db, "news", article["id"])) or {}).get("roles", []):
        if shown["person"] == REDACTED:
            continue
        own = records.slugify(shown["person"])
        found = db.execute("SELECT person_id FROM people_aliases WHERE id = ?", [own]).fetchone()
        role = records.Role(
            id=records.role_id(
                shown["group"], shown["role"], shown["person"], shown["function"], shown["organisation"]
            ),
            group_id=shown["group"], person_id=found[0] if found else own, role=shown["role"],
            function=shown["function"], organisation=shown["organisation"], since=shown["since"], **seen_at,
        )  # fmt: skip
        person = records.Person(id=role.person_id, name=shown["person"], **seen_at)
        for row in (person, role, records.NewsRole(news_id=article["id"], role_id=role.id)):
            rows.insert_new(db, row)


class _Writer:
    """Makes rows of what an article's sentences state."""

    def __init__(self, db: Database, portal: Portal, article: dict, people: dict[str, str]):
        self.db, self.portal, self.article = db, portal, article
        self.people = people
        """The people whom the article named before, by their names as written: of two people of one name, it is known
        which one it names."""
        self.news_id = article["id"]
        self.seen_at = {name: article[name] for name in ("first_seen", "last_seen")}

    def write(self, facts: ProseFacts) -> None:
        """Write all but the events."""
        if facts.kind:
            self.db.execute("UPDATE news SET kind = ? WHERE id = ?", [facts.kind, self.news_id])
        for name in facts.groups:
            source = facts.group_sources.get(name)
            rows.insert_new(
                self.db, records.GroupNews(group_id=self._group(name), news_id=self.news_id, **quote_of(source))
            )
        for role in facts.roles:
            self._role(role)
        for position, each in enumerate(facts.mentions, 1):
            own = {name: getattr(each, name) for name in ("name", "part", "function", "organisation")}
            person = self._person(each.name)
            self._add(
                records.Mention(
                    news_id=self.news_id, position=position, person_id=person, **own, **quote_of(each.source)
                )
            )
        for each in facts.funds:
            self._fund(each)
        for kind, found in ((records.Partnership, facts.partnerships), (records.Deadline, facts.deadlines)):
            for position, each in enumerate(found, 1):
                own = {name: value for name, value in asdict(each).items() if name != "source"}
                self._add(kind(news_id=self.news_id, position=position, **own, **quote_of(each.source)))

    def _add(self, row) -> None:
        rows.upsert(self.db, row)

    def _person(self, name: str) -> str:
        own = records.slugify(name)
        found = self.db.execute("SELECT person_id FROM people_aliases WHERE id = ?", [own]).fetchone()
        person = self.people.get(name) or (found[0] if found else own)
        rows.insert_new(self.db, records.Person(id=person, name=name, **self.seen_at))
        return person

    def _group(self, name: str) -> str:
        """Return the id of a group by its name; a group that is not known is written."""
        own = named_group(name, self.portal)
        for group_id, known in self.db.execute("SELECT id, name FROM groups WHERE kind <> 'former' ORDER BY id"):
            if own.id == group_id or fold(known) == fold(name) or named_group(known, self.portal).id == own.id:
                return group_id
        vars(own).update(self.seen_at)
        self._add(own)
        return own.id

    def _role(self, stated: StatedRole) -> None:
        group = self._group(stated.group) if stated.group else None
        person = self._person(stated.person)
        own = {name: getattr(stated, name) for name in ("role", "function", "organisation", "since", "until")}
        role = records.Role(
            id=records.role_id(group, stated.role, stated.person, stated.function, stated.organisation),
            group_id=group, person_id=person, **own, **self.seen_at,
        )  # fmt: skip
        rows.upsert(self.db, role, mention=True)
        self._add(records.NewsRole(news_id=self.news_id, role_id=role.id, **quote_of(stated.source)))

    def _fund(self, stated: FundStatement) -> None:
        place = named_group(stated.place, self.portal)
        fund = records.Fund(id=place.id, name=stated.place, country_code=place.country_code)
        rows.insert_new(self.db, fund)
        where = {"fund_id": fund.id, "news_id": self.news_id, **quote_of(stated.source)}
        self._add(records.FundNews(**where, opened=stated.opened))
        for fact in FUND_FACTS:
            if getattr(stated, fact) is not None:
                self._add(records.FundFact(**where, fact=fact, value=str(getattr(stated, fact))))


def _write_doubts(db: Database, article: dict, facts: ProseFacts, unread: str | None) -> None:
    found = [(DOUBT, f"{doubt.detail} — « {doubt.source.sentence} »") for doubt in facts.doubts]
    found += [(UNREAD_SENTENCES, unread)] if unread else []
    record = f"news/{article['id']}"
    db.execute(_OLD_DOUBTS, [DOUBT, UNREAD_SENTENCES, record])
    seen_at = dict.fromkeys(("first_seen", "last_seen"), article["last_seen"])
    write_problems(
        db,
        [records.Problem(url=article["url"], record=record, rule=rule, detail=text, **seen_at) for rule, text in found],
    )


def _keep(db: Database, article: dict, reader: str, facts: ProseFacts) -> None:
    db.execute(_KEEP, [article["id"], hash_of_texts(article), reader, now(), canonical_json(asdict(facts))])


def _groups(db: Database) -> list[str]:
    return [name for (name,) in db.execute("SELECT name FROM groups WHERE kind <> 'former' ORDER BY name")]


def _article(db: Database, news_id: str) -> dict:
    return next(db.query(_ARTICLE, [news_id]))


def _hash_in_sql(db: Database) -> None:
    db.conn.create_function("texts_of", len(TEXTS) + 1, lambda *values: _hash(values), deterministic=True)


def _hash(values: Iterable) -> str:
    return sha256(canonical_json(list(values)))


# --- proof ----------------------------------------------------------------------------------------------------------

_TABLES_WITH_QUOTES = [table.name for table in records.TABLES if issubclass(table.record, records.Quoted)]
MISQUOTED = " UNION ALL ".join(
    f"SELECT DISTINCT '{table}/' || news_id, 'its sentence is not in the article where it says' "  # noqa: S608
    f"FROM {table} JOIN news ON news.id = news_id WHERE quote IS NOT NULL AND quote IS NOT substr(CASE quote_field "
    + " ".join(f"WHEN '{name}' THEN news.{name}" for name in TEXTS)
    + " END, quote_start + 1, quote_end - quote_start)"
    for table in _TABLES_WITH_QUOTES
)
"""SELECT of the rows whose sentence is not in their article."""
_ROWS = {
    "mentions": "SELECT name, part, function, organisation FROM mentions WHERE news_id = ? ORDER BY position",
    "partnerships": "SELECT a, b, since, kind FROM partnerships WHERE news_id = ? ORDER BY position",
    "deadlines": "SELECT what, date FROM deadlines WHERE news_id = ? ORDER BY position",
}
"""The rows of the lists of facts that have a table of their own."""
_ROLES = """
SELECT role, function, organisation FROM news_roles JOIN roles ON roles.id = role_id
WHERE news_id = ? AND quote IS NOT NULL
"""


def differing_sentences(db: Database) -> Iterator[tuple[str, str]]:
    """Yield each article whose rows are not those that its sentences state, as they were read: where, and what is
    wrong."""
    for (news_id,) in db.execute("SELECT news_id FROM prose_readings ORDER BY news_id").fetchall():
        facts = facts_of(db, news_id)
        if facts is None:
            continue
        differing = []
        for name, sql in _ROWS.items():
            found = db.execute(sql, [news_id])
            columns = [column for column, *_ in found.description]
            if list(found) != [tuple(getattr(each, column) for column in columns) for each in getattr(facts, name)]:
                differing.append(name)
        stated = sorted({(each.role, each.function, each.organisation) for each in facts.roles}, key=str)
        if sorted(set(db.execute(_ROLES, [news_id])), key=str) != stated:
            differing.append("roles")
        if _article(db, news_id)["kind"] != facts.kind:
            differing.append("kind")
        if differing:
            yield f"news/{news_id}", f"does not show what its sentences were read as: {', '.join(differing)}"


def misread_sentences(db: Database, read: SentenceReader, reader: str) -> Iterator[tuple[str, str]]:
    """Yield each article whose sentences today's reader reads otherwise than it did: where, and what is wrong."""
    groups = _groups(db)
    for news_id, kept in db.execute(
        "SELECT news_id, facts FROM prose_readings WHERE reader = ? ORDER BY 1", [reader]
    ).fetchall():
        if facts_of(db, news_id) is not None:
            article = _article(db, news_id)
            facts = read({name: article[name] for name in TEXTS}, article["published"], groups)
            if canonical_json(asdict(facts)) != kept:
                yield f"prose_readings/{news_id}", "reading its sentences again gives other facts"
