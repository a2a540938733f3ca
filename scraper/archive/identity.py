"""Which record a page is about: an id is given once and never changes, whatever address its page is met under next."""

import json
from collections.abc import Iterable
from functools import cached_property, lru_cache
from itertools import chain, count
from typing import NamedTuple

from sqlite_utils import Database

from scraper import records, spip
from scraper.masking import mask
from scraper.reading.result import Reading
from scraper.text import fold

TABLES = {records.News: "news", records.Group: "groups", records.Theme: "themes"}
_REFERENCES = {"news_id": "news", "group_id": "groups", "theme_id": "themes", "role_id": "roles", "person_id": "people"}
_OWNERS = {records.Event: ("news_id",), records.Document: ("news_id", "group_id"), records.Role: ("group_id",)}
"""Records whose own id is made with the id of what they belong to."""
_PERMANENT = TABLES | {records.Person: "people"}
"""Records that are known by another id than the page's own at times."""
_ARE_PEOPLE = """
SELECT 'people', id, person_id FROM people_aliases WHERE id IN (SELECT value FROM json_each(?))
UNION ALL SELECT 'roles', id, person_id FROM roles WHERE id IN (SELECT value FROM json_each(?))
"""
_HAS_ROLE = "SELECT person_id FROM roles WHERE id = ?"
_slug, _fold = lru_cache(2**14)(records.slugify), lru_cache(2**14)(fold)
"""Names are compared with those of all groups and keywords, page after page."""
_EQUAL = """
SELECT id, EXISTS (SELECT 1 FROM absences WHERE record_table = 'news' AND record_id = news.id)
FROM news INDEXED BY idx_news_title WHERE title = ? AND published IS ? AND body = ?
"""
_ANSWERED = """
SELECT 1 FROM fetches WHERE final_url = ? AND crawl_id = ? AND status = 200 AND body_sha256 IS NOT NULL
"""
"""Whether an address has answered with a page in a crawl."""
_READ_AT = """
SELECT 1 FROM versions JOIN fetches ON fetches.id = fetch_id
WHERE record_table = 'news' AND record_id = ? AND final_url = ?
"""
"""Whether an article was read at an address."""


class _KnownArticle(NamedTuple):
    id: str
    url: str
    spip_id: int | None
    title: str
    body: str | None
    withdrawn: str | None


_ARTICLE = f"SELECT {', '.join(_KnownArticle._fields)} FROM news WHERE id = ?"  # noqa: S608 - the names of columns


class Identity:
    """The ids of one reading: those of the page, mapped to those the archive gave at first sight.

    addresses: at which the page answered; subject_id: the subject's permanent id, where it is known already.
    """

    def __init__(
        self, db: Database, reading: Reading, addresses: tuple[str, ...], subject_id: str | None, crawl_id: int | None
    ):
        self.db, self.crawl_id, self.addresses = db, crawl_id, addresses
        self.subject, self.url = reading.subject, reading.url
        self.problems: list[records.Problem] = []
        """What contradicts itself on the page."""
        self.is_refused = False
        """Whether nothing is to be written: the page is not its address's record, or nothing shows which one it is."""
        self._changes: dict = {}
        """Fields of the subject that are not believed."""
        self._articles: dict[str, _KnownArticle | None] = {}
        """Articles that were looked up, by id."""
        self._names: dict[str, list[tuple[str, str, str | None]]] = {}
        """Id, name and address of all groups and of all keywords, by table, once they are looked up."""
        claims = dict.fromkeys((reading.url, reading.canonical))
        self._claims = [url for url in claims if url not in {None, *addresses}]
        """What the page calls its own address, where it did not answer."""
        self._permanent: dict[tuple[str, str], str] = {}
        """Permanent ids, by table and the page's own id."""
        if self.subject is not None:
            find = self._article if isinstance(self.subject, records.News) else self._group_or_theme
            own = TABLES[type(self.subject)], self.subject.id
            self._permanent[own] = subject_id or find(self.subject)
        for row in reading.rows:
            if isinstance(row, records.Group | records.Theme) and (TABLES[type(row)], row.id) not in self._permanent:
                self._permanent[TABLES[type(row)], row.id] = self._group_or_theme(row)
        self._holders: dict[str, str | None] = {}
        """Of each role that is known, its person."""
        if people := reading.of(records.Person):
            asked = [json.dumps([row.id for row in each]) for each in (people, reading.of(records.Role))]
            for table, own, known in self.db.execute(_ARE_PEOPLE, asked):
                if table == "people":
                    self._permanent[table, own] = known
                else:
                    self._holders[own] = known
        for role in reading.of(records.Role):
            self._permanent["roles", role.id] = self.of(role).id

    def of(self, row):
        """Return a record with permanent ids in place of the page's own."""
        changes = dict(self._changes) if row is self.subject else {}
        if type(row) in _PERMANENT:
            changes["id"] = self._permanent.get((_PERMANENT[type(row)], row.id), row.id)
        for column, table in _REFERENCES.items():
            given = getattr(row, column, None)
            if (table, given) in self._permanent:
                changes[column] = self._permanent[table, given]
        if isinstance(row, records.FormattedText):
            changes["record_id"] = self._permanent.get((row.record_table, row.record_id), row.record_id)
        for column in _OWNERS.get(type(row), ()):
            given = getattr(row, column)
            if changes.get(column, given) != given:
                changes["id"] = row.id.replace(given, changes[column], 1)
        if isinstance(row, records.Role):  # of two people of one name, it is known whose a known role is (people.py)
            own = changes.get("id", row.id)
            if own != row.id and own not in self._holders:
                self._holders[own] = next(iter(self._ids(_HAS_ROLE, own)), None)
            changes |= {"person_id": self._holders[own]} if self._holders.get(own) else {}
        renamed = object.__new__(type(row))  # not `replace`, which would mask each text once more (records.Record)
        vars(renamed).update(vars(row) | changes)
        return renamed

    def name(self, record: str) -> str:
        """Return the same for a record named as table/id."""
        table, _, given = record.partition("/")
        return f"{table}/{self._permanent.get((table, given), given)}"

    def _note(self, rule: str, record: str, detail: str, *, refuse: bool = False) -> None:
        self.problems.append(records.Problem(url=self.url, record=record, rule=rule, detail=detail))
        self.is_refused = self.is_refused or refuse

    def _note_two(self, own: str, other: str, *, refuse: bool = False) -> None:
        """Note that the page at an address, or of a record, names another record."""
        record = other if "://" in own else own
        self._note("two_records", record, f"at the address of {own}, the page names {other}", refuse=refuse)

    # --- articles -----------------------------------------------------------------------------------------------------

    def _article(self, news: records.News) -> str:
        """Return an article's id: by the addresses that answered, its SPIP number, its text. What the page itself
        claims, its number and its canonical address, is believed as far as nothing else contradicts it."""
        numbered = self._ids("SELECT id FROM news WHERE spip_id = ?", news.spip_id)
        met = [each for url in self.addresses for each in self._read_at(url)]
        known = [each for each in met if self._may_be(each)]
        numbers = {spip.address(url).number for url in self.addresses if spip.address(url).kind == "article"}
        if numbers & {news.spip_id}:
            known = numbered + known
        elif met and not set(numbered) & {met[0], *known}:
            known = self._settled(met[0], numbered) if numbered else known or self._edited(met[0])
        elif not met and numbered and self._stands_apart(numbered[0]):
            self._note_two(self.addresses[0], f"news/{numbered[0]}")
            self._changes["spip_id"] = None
        else:
            known += [each for each in numbered if each not in met]
        if not self.is_refused:
            known = self._claimed(known) or self._twins()
        known = list(dict.fromkeys(known))
        if len(known) == 1 and not self.is_refused:
            self._refuse_another(known[0])
        # What was withdrawn may go on leading to what took its place.
        standing = [each for each in known if not self._known(each).withdrawn]
        if len(standing) > 1:
            self._note("duplicate_record", f"news/{known[0]}", f"one page, several records: {', '.join(standing)}")
        return known[0] if known else self._new_id()

    def _new_id(self) -> str:
        """Return the best id that no article has."""
        own = self._changes.get("id", self.subject.id)
        number = self._changes.get("spip_id", self.subject.spip_id)
        names = chain([own], [f"{own}-{number}"] if number else [], (f"{own}-{n}" for n in count(2)))
        return next(name for name in names if not self._known(name))

    def _known(self, article_id: str) -> _KnownArticle | None:
        if article_id not in self._articles:
            found = self.db.execute(_ARTICLE, [article_id]).fetchone()
            self._articles[article_id] = found and _KnownArticle(*found)
        return self._articles[article_id]

    def _read_at(self, url: str) -> list[str]:
        """Return the articles known at an address that answered. One that has only claimed it, and never answered
        there, must agree."""
        answered, lives = self._aliased("news", url), self._living_at(url)
        read = [each for each in lives if each in answered or self._ids(_READ_AT, each, url) or self._agrees(each)]
        return [*read, *answered]

    def _settled(self, own: str, others: list[str]) -> list[str]:
        """Return those articles, among the address's own and others that the page names, whose title and text the page
        shows: none when it can be written for neither."""
        title_and_text = self.subject.title, self.subject.body
        shown = [each for each in (own, *others) if (self._known(each).title, self._known(each).body) == title_and_text]
        if own in shown and (len(shown) == 1 or self.subject.body):
            if len(shown) == 1:
                self._note_two(f"news/{own}", f"news/{others[0]}")
                self._changes["spip_id"] = None
            return shown
        if not self._refuse_another(own):
            self._note_two(f"news/{own}", f"news/{others[0]}", refuse=True)
        return [own]

    def _edited(self, own: str) -> list[str]:
        """Return the article of the address where it has another number, but its title or its text; else another
        article has taken the address."""
        known, news = self._known(own), self.subject
        if news.title != known.title and (news.body is None or news.body != known.body):
            return []
        self._changes["spip_id"] = None
        return [own]

    def _claimed(self, known: list[str]) -> list[str]:
        """Return those known, and what the page calls its own address, where it leads to the same article."""
        met = [each for url in self._claims for each in (*self._living_at(url), *self._aliased("news", url))]
        claimed = [each for each in dict.fromkeys(met) if each not in known and self._may_be(each)]
        agreeing = [each for each in claimed if self._agrees(each)]
        if known and claimed and not self._is_by_number:
            known = self._settled(known[0], claimed)
        elif known:
            known = known + agreeing
        else:
            own = self.subject.id
            known = agreeing or [own] * self._agrees(own)
        self._place(known, set(claimed) - set(known))
        return known

    def _place(self, known: list[str], others: set[str]) -> None:
        """Set an article's address to the one that answered, not the one that the page claims, unless that is nobody
        else's and its own is a number. others: other articles at what the page claims."""
        url = self.subject.url
        if url not in self._claims:
            return
        at = self._known(known[0]).url if known else self.addresses[0]
        at = self.addresses[0] if others and at == url else at
        if at != url and (others or not is_numbered(at)):
            self._changes |= {"url": at, "id": spip.slug(at)}

    def _stands_apart(self, other: str) -> bool:
        """Return whether the article that has the page's number has answered at an address of its own in this crawl,
        and shows another text: one article has not two texts at a time."""
        known = self._known(other)
        if None in {known.body, self.subject.body} or is_numbered(known.url) or self._agrees(other):
            return False
        return bool(self._ids(_ANSWERED, known.url, self.crawl_id))

    def _agrees(self, article_id: str) -> bool:
        """Return whether the page has the title of an article, and no other text: all of its paragraphs, or some."""
        known, news = self._known(article_id), self.subject
        if known is None or known.title != news.title:
            return False
        own, other = ({*filter(None, (text or "").split("\n\n"))} for text in (news.body, known.body))
        return bool(own and other) and (own <= other or other <= own)

    def _may_be(self, article_id: str) -> bool:
        """Return whether an article has no other SPIP number than the page."""
        numbers = {self._known(article_id).spip_id, self.subject.spip_id}
        return None in numbers or len(numbers) == 1

    @cached_property
    def _is_by_number(self) -> bool:
        """Whether all addresses of the page are numbers (/spip.php?article1784)."""
        return all(map(is_numbered, self.addresses))

    @cached_property
    def _equal(self) -> dict[str, bool]:
        """The articles of the page's title, day and text; of each, whether there is a sign that it is gone."""
        news = self.subject
        return dict(self.db.execute(_EQUAL, [news.title, news.published, news.body]).fetchall())

    def _twins(self) -> list[str]:
        """Return the article of the same text, when it or this one is known under a number only."""
        twins = (each for each in self._equal if self._is_by_number or is_numbered(self._known(each).url))
        return [each for each in twins if self._may_be(each)][:1]

    def _refuse_another(self, own: str) -> bool:
        """Refuse a page that has another title and text than the article known at its address, and those of one that
        stands at another, without doubt, and return whether it does; a page that shows its article's number is that
        article's."""
        known, news = self._known(own), self.subject
        if known.title == news.title or known.body == news.body or known.spip_id == news.spip_id is not None:
            return False
        others = [each for each, is_doubted in self._equal.items() if each != own and not is_doubted]
        if all(self._known(each).withdrawn for each in others):
            return False
        self._note("soft_404", f"news/{own}", f"another article's page: {news.title}", refuse=True)
        return True

    # --- groups and keywords ------------------------------------------------------------------------------------------

    def _group_or_theme(self, row: records.Group | records.Theme) -> str:
        """Return a group's or keyword's id: by address, name, SPIP number. A group may have pages of two numbers. Where
        a page only mentions it, its name counts before what its link leads to."""
        is_subject = row is self.subject
        met = self._at(row, self.addresses if is_subject else [row.url] * bool(row.url))
        named, others = self._namesakes(row)
        if met and named and not set(met) & set(named):
            if is_subject:
                table = TABLES[type(row)]
                self._note_two(f"{table}/{met[0]}", f"{table}/{named[0]}", refuse=True)
            else:
                row.url, met = None, []
        if is_subject and row.url in self._claims and not _is_called(row.url, row.name):
            self._changes["url"] = self.addresses[0]
        return next(iter(met or named or self._numbered(row) or others), row.id)

    def _numbered(self, row: records.Group | records.Theme) -> list[str]:
        """Return the group that has a page's number; not one that has answered at its own address in this crawl, where
        the page's address is the page's name."""
        known = self.db.execute("SELECT id, url FROM groups WHERE spip_id = ?", [getattr(row, "spip_id", None)])
        is_own = row.url and _is_called(row.url, row.name)
        return [each for each, url in known.fetchall() if not (is_own and self._ids(_ANSWERED, url, self.crawl_id))]

    def _at(self, row: records.Group | records.Theme, addresses: Iterable[str]) -> list[str]:
        """Return the records known at some addresses; not one of another name at an address that is this one's. One
        that has an address now comes before one that was met under it."""
        table = TABLES[type(row)]
        rows = self._all_names(table)
        names = {known: name for known, name, _ in rows}
        return [
            known
            for url in addresses
            for known in [*(known for known, _, at in rows if at == url), *self._aliased(table, url)]
            if not _is_called(url, row.name) or _fold(names.get(known, "")) == _fold(row.name)
        ]

    def _namesakes(self, row: records.Group | records.Theme) -> tuple[list[str], list[str]]:
        """Return the records of a name that have a page of their own, and others that may be meant."""
        slug, rows = _slug(row.name), self._all_names(TABLES[type(row)])
        same = [(known, url) for known, name, url in rows if _slug(name) == slug]
        of_id = sorted({slug, row.id} & {known for known, *_ in rows})
        return [known for known, url in same if url], [*of_id, *(known for known, _ in same)]

    def _all_names(self, table: str) -> list[tuple[str, str, str | None]]:
        if table not in self._names:
            self._names[table] = self.db.execute(" ".join(("SELECT id, name, url FROM", table))).fetchall()
        return self._names[table]

    def _living_at(self, url: str) -> list[str]:
        return self._ids("SELECT id FROM news WHERE url = ?", url)

    def _aliased(self, table: str, url: str) -> list[str]:
        return self._ids("SELECT record_id FROM aliases WHERE url = ? AND record_table = ?", url, table)

    def _ids(self, sql: str, *values) -> list:
        return [row[0] for row in self.db.execute(sql, values)]


def addresses_of(reading: Reading, *asked: str | None) -> tuple[str, ...]:
    """Return the addresses under which a reading's subject answered, its own first; a later page of a list is none of
    them."""
    urls = (*reversed(asked), *sorted(reading.aliases))
    known = dict.fromkeys(mask(url) for url in urls if url and not spip.address(url).offsets)
    return tuple(sorted(known, key=lambda url: url != mask(reading.url)))


def is_numbered(url: str) -> bool:
    """Return whether an address is an object's SPIP number alone."""
    return spip.address(url).number is not None


def _is_called(url: str, name: str) -> bool:
    """Return whether the words of an address are a name."""
    return _fold(spip.words(url)) == _fold(name)
