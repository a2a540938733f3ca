"""Which record a page is about: an id is given once and never changes, whatever address its page is met under next."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from sqlite_utils import Database

from scraper import records, spip
from scraper.reading.result import Reading

TABLES = {records.News: "news", records.Group: "groups", records.Theme: "themes"}
_REFERENCES = {"news_id": "news", "group_id": "groups", "theme_id": "themes", "role_id": "roles"}
_OWNERS = {records.Event: ("news_id",), records.Document: ("news_id", "group_id"), records.Role: ("group_id",)}
"""Records whose own id is made with the id of what they belong to."""
_LIVES_AT = {
    "news": "SELECT id FROM news WHERE url = ?",
    "groups": "SELECT id FROM groups WHERE url = ?",
    "themes": "SELECT id FROM themes WHERE url = ?",
}
_SAME_NAME = {
    "groups": ("SELECT id FROM groups WHERE id IN (?, ?)", "SELECT id, name FROM groups"),
    "themes": ("SELECT id FROM themes WHERE id IN (?, ?)", "SELECT id, name FROM themes"),
}


class Identity:
    """The ids of one reading: those the page gives, mapped to those the archive gave at first sight.

    subject: the subject's permanent id, or None; subject_id: the same where it is known already. duplicates: ids of
    several articles that the page shows to be one. in_place_of: the article whose address was asked, where the page
    is another one's, which the archive knows.
    """

    def __init__(self, db: Database, reading: Reading, addresses: tuple[str, ...], subject_id: str | None = None):
        self.db = db
        self.duplicates: list[str] = []
        self.in_place_of: str | None = None
        self._permanent: dict[tuple[str, str], str] = {}
        self.subject = self._subject(reading.subject, addresses, subject_id)
        for row in reading.rows:
            if isinstance(row, records.Group | records.Theme):
                self._permanent.setdefault((TABLES[type(row)], row.id), self._named(row, (row.url,) if row.url else ()))
        for role in reading.of(records.Role):
            self._permanent["roles", role.id] = self.of(role).id

    def of(self, row):
        """The record with permanent ids in place of those the page gives."""
        changes = {}
        if type(row) in TABLES:
            changes["id"] = self._permanent.get((TABLES[type(row)], row.id), row.id)
        for column, table in _REFERENCES.items():
            given = getattr(row, column, None)
            if (table, given) in self._permanent:
                changes[column] = self._permanent[table, given]
        for column in _OWNERS.get(type(row), ()):
            given = getattr(row, column)
            if changes.get(column, given) != given:
                changes["id"] = row.id.replace(given, changes[column], 1)
        return replace(row, **changes)

    def name(self, record: str) -> str:
        """The same for a record named as table/id."""
        table, _, given = record.partition("/")
        return f"{table}/{self._permanent.get((table, given), given)}"

    def _subject(self, subject, addresses: tuple[str, ...], subject_id: str | None) -> str | None:
        if subject is None:
            return None
        find = self._article if isinstance(subject, records.News) else self._named
        permanent = subject_id or find(subject, addresses)
        self._permanent[TABLES[type(subject)], subject.id] = permanent
        return permanent

    def _article(self, news: records.News, addresses: tuple[str, ...]) -> str:
        numbered = self._ids("SELECT id FROM news WHERE spip_id = ?", news.spip_id)
        met = [known for known in self._met("news", addresses) if self._may_be(known, news)]
        known = list(dict.fromkeys(numbered + met)) or self._twins(news, addresses)
        if len(known) == 1 and self._is_of_another(news, known[0]):
            self.in_place_of = known[0]
        # What was withdrawn may go on leading to what took its place.
        standing = [each for each in known if self._ids("SELECT 1 FROM news WHERE id = ? AND withdrawn IS NULL", each)]
        self.duplicates = standing if len(standing) > 1 else []
        return known[0] if known else next(name for name in _names(news) if self._may_be(name, news))

    def _may_be(self, known: str, news: records.News) -> bool:
        """Whether an id is free, or its record has no other SPIP number than this article."""
        numbers = self._ids("SELECT spip_id FROM news WHERE id = ?", known)
        return not numbers or None in {numbers[0], news.spip_id} or numbers[0] == news.spip_id

    def _twins(self, news: records.News, addresses: tuple[str, ...]) -> list[str]:
        """The article of the same text, when it or this one is known under a number only (/spip.php?article1784)."""
        sql = "SELECT id, url FROM news INDEXED BY idx_news_title WHERE title = ? AND published IS ? AND body = ?"
        same = self.db.execute(sql, [news.title, news.published, news.body])
        by_number = all(is_numbered(url) for url in addresses)
        return [known for known, url in same if (by_number or is_numbered(url)) and self._may_be(known, news)][:1]

    def _is_of_another(self, news: records.News, known: str) -> bool:
        """Whether a page has another title and text than the article known at its address, and those of one that
        stands at another, without doubt; a page that tells its article's number is that article's."""
        same = "SELECT 1 FROM news WHERE id = ? AND (title = ? OR body IS ? OR spip_id = ?)"
        another = (
            "SELECT 1 FROM news INDEXED BY idx_news_title "
            "WHERE title = ? AND published IS ? AND body = ? AND id <> ? AND withdrawn IS NULL "
            "AND id NOT IN (SELECT record_id FROM absences WHERE record_table = 'news')"
        )
        if self._ids(same, known, news.title, news.body, news.spip_id):
            return False
        return bool(self._ids(another, news.title, news.published, news.body, known))

    def _named(self, row: records.Group | records.Theme, addresses: tuple[str, ...]) -> str:
        """A group's or keyword's id: by address, SPIP number, name. A group may have pages of two numbers."""
        table, slug = TABLES[type(row)], records.slugify(row.name)
        by_id, names = _SAME_NAME[table]
        known = (
            self._met(table, addresses)
            or self._ids("SELECT id FROM groups WHERE spip_id = ?", getattr(row, "spip_id", None))
            or self._ids(by_id, slug, row.id)
            or [known for known, name in self.db.execute(names) if records.slugify(name) == slug]
        )
        return known[0] if known else row.id

    def _met(self, table: str, addresses: tuple[str, ...]) -> list[str]:
        """The records known at some addresses. One that has an address now comes before one that was met under it."""
        then = "SELECT record_id FROM aliases WHERE url = ? AND record_table = ?"
        return [known for url in addresses for known in self._ids(_LIVES_AT[table], url) or self._ids(then, url, table)]

    def _ids(self, sql: str, *values) -> list:
        return [row[0] for row in self.db.execute(sql, values)]


def addresses_of(reading: Reading, *asked: str | None) -> tuple[str, ...]:
    """All addresses of a reading's subject, its own first; a later page of a list is none of them."""
    urls = (reading.subject and reading.subject.url, reading.url, *reversed(asked), *sorted(reading.aliases))
    return tuple(dict.fromkeys(url for url in urls if url and not spip.address(url).offsets))


def is_numbered(url: str) -> bool:
    """Whether an address tells an object by its SPIP number alone."""
    return spip.address(url).number is not None


def _names(news: records.News) -> Iterator[str]:
    yield news.id
    if news.spip_id:
        yield f"{news.id}-{news.spip_id}"
    yield from (f"{news.id}-{number}" for number in count(2))
