"""Which record a page is about: an id is given once and never changes, whatever address its page is met under next."""

from collections.abc import Iterator
from copy import copy
from functools import lru_cache
from itertools import count

from sqlite_utils import Database

from scraper import records, spip
from scraper.masking import mask
from scraper.reading.result import Reading
from scraper.text import fold

TABLES = {records.News: "news", records.Group: "groups", records.Theme: "themes"}
_REFERENCES = {"news_id": "news", "group_id": "groups", "theme_id": "themes", "role_id": "roles"}
_OWNERS = {records.Event: ("news_id",), records.Document: ("news_id", "group_id"), records.Role: ("group_id",)}
"""Records whose own id is made with the id of what they belong to."""
_AT = "SELECT id FROM {} WHERE url = ?"
_IDS = "SELECT id FROM {} WHERE id IN (?, ?)"
_NAMES = "SELECT id, name, url FROM {}"
_slug, _fold = lru_cache(2**14)(records.slugify), lru_cache(2**14)(fold)
"""Names are compared with those of all groups and keywords, page after page."""
_ANSWERED = """
SELECT 1 FROM fetches WHERE final_url = ? AND crawl_id = ? AND status = 200 AND body_sha256 IS NOT NULL
"""
"""Whether an address has answered with a page in a crawl."""
_READ_AT = """
SELECT 1 FROM versions JOIN fetches ON fetches.id = fetch_id
WHERE record_table = 'news' AND record_id = ? AND final_url = ?
"""
"""Whether an article was read at an address."""


class Identity:
    """The ids of one reading: those of the page, mapped to those the archive gave at first sight.

    addresses: at which the page answered; subject_id: the subject's permanent id, where it is known already.
    """

    def __init__(
        self,
        db: Database,
        reading: Reading,
        addresses: tuple[str, ...],
        subject_id: str | None = None,
        crawl_id: int | None = None,
    ):
        self.db, self.crawl_id = db, crawl_id
        self.duplicates: list[str] = []
        """Ids of several articles that the page shows to be one."""
        self.in_place_of: str | None = None
        """The article whose address was asked, where the page is another one's, which the archive knows."""
        self.two: tuple[str, str] | None = None
        """The record of the address, and the one that something else on the page names."""
        self.is_refused = False
        """Whether nothing shows which of the two the page is, so that none is written."""
        self._changes: dict = {}
        """Fields of the subject that are not believed."""
        claims = dict.fromkeys((reading.url, reading.canonical))
        self._claims = [url for url in claims if url not in {None, *addresses}]
        """What the page calls its own address, where it did not answer."""
        self._permanent: dict[tuple[str, str], str] = {}
        """Permanent ids, by table and the page's own id."""
        self._row = reading.subject
        if self._row is not None:
            find = self._article if isinstance(self._row, records.News) else self._named
            own = TABLES[type(self._row)], self._row.id
            self._permanent[own] = subject_id or find(self._row, addresses)
        for row in reading.rows:
            if isinstance(row, records.Group | records.Theme):
                self._permanent.setdefault((TABLES[type(row)], row.id), self._mentioned(row))
        for role in reading.of(records.Role):
            self._permanent["roles", role.id] = self.of(role).id

    def of(self, row):
        """Return a record with permanent ids in place of the page's own."""
        changes = dict(self._changes) if row is self._row else {}
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
        row = copy(row)  # not `replace`, which would mask each text once more (records.Record)
        for name, value in changes.items():
            setattr(row, name, value)
        return row

    def name(self, record: str) -> str:
        """Return the same for a record named as table/id."""
        table, _, given = record.partition("/")
        return f"{table}/{self._permanent.get((table, given), given)}"

    def _article(self, news: records.News, addresses: tuple[str, ...]) -> str:
        """Return an article's id: by the addresses that answered, its SPIP number, its text. What the page itself
        claims, its number and its canonical address, is believed as far as nothing else contradicts it."""
        numbered = self._ids("SELECT id FROM news WHERE spip_id = ?", news.spip_id)
        met = self._met("news", addresses, news)
        known = [each for each in met if self._may_be(each, news)]
        if any(spip.address(url).number == news.spip_id for url in addresses if spip.address(url).kind == "article"):
            known = numbered + known
        elif met and not set(numbered) & {met[0], *known}:
            known = self._settled(met[0], numbered, news) if numbered else known or self._edited(met[0], news)
        elif not met and numbered and self._stands_apart(numbered[0], news):
            self._doubt(addresses[0], numbered[0])
        else:
            known = known + [each for each in numbered if not met or each not in met]
        known = list(dict.fromkeys(known))
        if not (self.in_place_of or self.is_refused):
            known = self._claimed(known, news, addresses) or self._twins(news, addresses)
        if len(known) == 1 and self._is_of_another(news, known[0]):
            self.in_place_of = known[0]
        # What was withdrawn may go on leading to what took its place.
        standing = [each for each in known if self._ids("SELECT 1 FROM news WHERE id = ? AND withdrawn IS NULL", each)]
        self.duplicates = standing if len(standing) > 1 else []
        return known[0] if known else next(name for name in self._names(news) if not self._is_id(name))

    def _settled(self, own: str, others: list[str], news: records.News) -> list[str]:
        """Return those articles, among the address's own and others that the page names, whose title and text the page
        shows: none when it can be written for neither."""
        shown = [each for each in (own, *others) if self._shows(each, news)]
        if own in shown and (len(shown) == 1 or news.body):
            if len(shown) == 1:
                self._doubt(f"news/{own}", others[0])
            return shown
        if self._is_of_another(news, own):
            self.in_place_of = own
        else:
            self.two, self.is_refused = (f"news/{own}", f"news/{others[0]}"), True
        return [own]

    def _edited(self, own: str, news: records.News) -> list[str]:
        """Return the article of the address where it has another number, but its title or its text; else another
        article has taken the address."""
        same = "SELECT id FROM news WHERE id = ? AND (title = ? OR body = ?)"
        if found := self._ids(same, own, news.title, news.body):
            self._changes["spip_id"] = None
        return found

    def _claimed(self, known: list[str], news: records.News, addresses: tuple[str, ...]) -> list[str]:
        """Return those known, and what the page calls its own address, where it leads to the same article."""
        claimed = [each for each in self._met("news", self._claims) if each not in known and self._may_be(each, news)]
        numbered = all(is_numbered(url) for url in addresses)
        agreeing = [each for each in claimed if self._agrees(each, news)]
        if known and claimed and not numbered:
            known = self._settled(known[0], claimed, news)
        elif known:
            known = known + agreeing
        else:
            known = agreeing or [news.id] * bool(self._is_id(news.id) and self._agrees(news.id, news))
        self._place(known, claimed, news, addresses)
        return known

    def _place(self, known: list[str], claimed: list[str], news: records.News, addresses: tuple[str, ...]) -> None:
        """Set an article's address to the one that answered, not the one that the page claims, unless that is nobody
        else's and its own is a number."""
        if news.url not in self._claims:
            return
        (at,) = self._ids("SELECT url FROM news WHERE id = ?", known[0]) if known else (addresses[0],)
        others = set(claimed) - set(known)
        at = addresses[0] if others and at == news.url else at
        if at != news.url and (others or not is_numbered(at)):
            self._changes["url"] = at
            self._changes["id"] = spip.slug(at)

    def _doubt(self, own: str, other: str) -> None:
        """Note that a page names another record than its own, and do not believe its number."""
        self.two = (own, f"news/{other}")
        self._changes["spip_id"] = None

    def _stands_apart(self, other: str, news: records.News) -> bool:
        """Return whether the article that has a page's number has answered at an address of its own in this crawl, and
        shows another text: one article has not two texts at a time."""
        urls = self._ids("SELECT url FROM news WHERE id = ? AND body IS NOT NULL", other)
        if not urls or news.body is None or is_numbered(urls[0]) or self._agrees(other, news):
            return False
        return bool(self._ids(_ANSWERED, urls[0], self.crawl_id))

    def _shows(self, known: str, news: records.News) -> bool:
        """Return whether a page shows an article as the archive knows it."""
        return bool(
            self._ids("SELECT 1 FROM news WHERE id = ? AND title = ? AND body IS ?", known, news.title, news.body)
        )

    def _agrees(self, known: str, news: records.News) -> bool:
        """Return whether a page has the title of an article, and no other text: all of its paragraphs, or some."""
        texts = self._ids("SELECT coalesce(body, '') FROM news WHERE id = ? AND title = ?", known, news.title)
        if not texts:
            return False
        own, other = ({*filter(None, text.split("\n\n"))} for text in (news.body or "", texts[0]))
        return bool(own and other) and (own <= other or other <= own)

    def _may_be(self, known: str, news: records.News) -> bool:
        """Return whether a record has no other SPIP number than this article."""
        numbers = self._ids("SELECT spip_id FROM news WHERE id = ?", known)
        return not numbers or None in {numbers[0], news.spip_id} or numbers[0] == news.spip_id

    def _is_id(self, name: str) -> bool:
        return bool(self._ids("SELECT 1 FROM news WHERE id = ?", name))

    def _names(self, news: records.News) -> Iterator[str]:
        """Yield the ids that a new article may have, the best first."""
        own, number = self._changes.get("id", news.id), self._changes.get("spip_id", news.spip_id)
        yield own
        if number:
            yield f"{own}-{number}"
        yield from (f"{own}-{n}" for n in count(2))

    def _twins(self, news: records.News, addresses: tuple[str, ...]) -> list[str]:
        """Return the article of the same text, when it or this one is known under a number only
        (/spip.php?article1784)."""
        sql = "SELECT id, url FROM news INDEXED BY idx_news_title WHERE title = ? AND published IS ? AND body = ?"
        same = self.db.execute(sql, [news.title, news.published, news.body])
        by_number = all(is_numbered(url) for url in addresses)
        return [known for known, url in same if (by_number or is_numbered(url)) and self._may_be(known, news)][:1]

    def _is_of_another(self, news: records.News, known: str) -> bool:
        """Return whether a page has another title and text than the article known at its address, and those of one that
        stands at another, without doubt; a page that shows its article's number is that article's."""
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
        """Return a group's or keyword's id: by address, name, SPIP number. A group may have pages of two numbers."""
        met, named, others = self._at(row, addresses), *self._namesakes(row)
        if met and named and not set(met) & set(named):
            table = TABLES[type(row)]
            self.two, self.is_refused = (f"{table}/{met[0]}", f"{table}/{named[0]}"), True
        if row.url in self._claims and _fold(spip.words(row.url)) != _fold(row.name):
            self._changes["url"] = addresses[0]
        return next(iter(met or named or self._numbered(row) or others), row.id)

    def _numbered(self, row: records.Group | records.Theme) -> list[str]:
        """Return the group that has a page's number; not one that has answered at its own address in this crawl, where
        the page's address is the page's name."""
        known = list(self.db.execute("SELECT id, url FROM groups WHERE spip_id = ?", [getattr(row, "spip_id", None)]))
        if row.url and _fold(spip.words(row.url)) == _fold(row.name):
            known = [(each, url) for each, url in known if not self._ids(_ANSWERED, url, self.crawl_id)]
        return [each for each, _ in known]

    def _mentioned(self, row: records.Group | records.Theme) -> str:
        """Return the id of a group or keyword that a page names: what is called so, before what its link leads to."""
        named, others = self._namesakes(row)
        met = self._at(row, (row.url,)) if row.url else []
        if named and met and not set(met) & set(named):
            row.url, met = None, []
        return next(iter(met or named or self._numbered(row) or others), row.id)

    def _at(self, row: records.Group | records.Theme, addresses: tuple[str, ...]) -> list[str]:
        """Return the records known at some addresses; not one of another name at an address that is this one's."""
        table = TABLES[type(row)]
        names = {known: _fold(name) for known, name, _ in self.db.execute(_NAMES.format(table))}
        own = _fold(row.name)
        return [
            known
            for url in addresses
            for known in self._met(table, (url,))
            if not _fold(spip.words(url)) == own != names.get(known)
        ]

    def _namesakes(self, row: records.Group | records.Theme) -> tuple[list[str], list[str]]:
        """Return the records of a name that have a page of their own, and others that may be meant."""
        slug, table = _slug(row.name), TABLES[type(row)]
        found = self.db.execute(_NAMES.format(table))
        same = [(known, url) for known, name, url in found if _slug(name) == slug]
        own = [known for known, url in same if url]
        return own, [*self._ids(_IDS.format(table), slug, row.id), *(known for known, _ in same)]

    def _met(self, table: str, addresses: tuple[str, ...], news: records.News | None = None) -> list[str]:
        """Return the records known at some addresses. One that has an address now comes before one that was met under
        it.

        news: the article that answered there: one that has only claimed the address, and never answered, must agree.
        """
        found = []
        for url in addresses:
            answered = self._ids("SELECT record_id FROM aliases WHERE url = ? AND record_table = ?", url, table)
            lives = self._ids(_AT.format(table), url)
            if news is not None:
                lives = [each for each in lives if each in answered or self._was_read_at(url, each, news)]
            found += lives + answered
        return list(dict.fromkeys(found))

    def _was_read_at(self, url: str, known: str, news: records.News) -> bool:
        return bool(self._ids(_READ_AT, known, url)) or self._agrees(known, news)

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
