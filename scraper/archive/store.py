"""The archive: what a crawl writes to, page by page, one transaction each."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from pathlib import Path

from sqlite_utils import Database

from scraper import __version__, records
from scraper import portal as portals
from scraper.archive import database, rows, when_to_learn
from scraper.archive.bodies import read_body
from scraper.archive.contradictions import write_contradictions
from scraper.archive.database import WriterLock, now, writing
from scraper.archive.erasure import Found, erase, find, free, is_withheld, redactor_of, withheld_bodies
from scraper.archive.errors import naming_errors
from scraper.archive.fetches import write_fetch
from scraper.archive.files import write_file
from scraper.archive.groups import reads_whole_groups, settle_groups
from scraper.archive.health import CrawlStatistics, assess, count_fields, forget_older_layouts, write_health
from scraper.archive.page_records import PageRecords, records_of_page
from scraper.archive.page_writing import write_page
from scraper.archive.people import DecidedPerson, Joined, decide, join_people, statements_of
from scraper.archive.people_file import overrides_beside
from scraper.archive.problems import count, record_at, write_problems
from scraper.archive.quarantine import Quarantine
from scraper.archive.rereading import KINDS, Reread, read_again_each, to_read
from scraper.archive.resuming import note_killed, read_crawls, resumed_by
from scraper.archive.sentences import SentenceReader, due, read_each
from scraper.archive.site_profile import current
from scraper.archive.status import Status, status
from scraper.archive.verifying import Damage, verify
from scraper.archive.withdrawals import REFUSALS, answered, forget_signs_of, known_at, note_absences, settle_absences
from scraper.files.reading import FileReading
from scraper.masking import mask
from scraper.portal import Portal
from scraper.reading import Profile, Reading

_LAST_SICK = """
health = 'sick' OR health = 'accepted' AND id IN (SELECT crawl_id FROM held) ORDER BY id DESC LIMIT 1
"""
"""The last crawl with pages in quarantine, accepted ones included when the command that did so was interrupted."""
_END = """
UPDATE crawls SET finished = max(started, ?), finish_reason = ?, requests = ?, withdrawn = ?, composed_by = ?,
  complete = ? WHERE id = ?
"""


class Archive:
    """An open archive.db. Reading needs no lock; the first write of a crawl takes it, closing releases it."""

    def __init__(self, path: Path, db: Database, portal: Portal):
        self.path = path
        self.db = db
        self.portal = portal
        self._lock = WriterLock(path)
        self._statistics = CrawlStatistics()
        """Of the crawl that is being written."""
        self._quarantine: Quarantine | None = None
        """Of the same."""
        self._learns = False
        """Whether the site's layouts are learned at the end of it."""

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False, portal: Portal | None = None) -> "Archive":
        """Open an archive, or make it; brings one of an earlier version up to date. portal: whose it is, by default
        portal.toml's.

        Raises NotAnArchive, LockedArchive or ReadOnlyArchive, each with a sentence for the user, and
        leaves a file that is refused as it was.
        """
        return cls(Path(path), database.connect(Path(path), create=create), portal or portals.load())

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *error) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and let the next writer in."""
        self.db.close()
        self._lock.release()

    # --- a crawl ----------------------------------------------------------------------------------------------------

    def start_crawl(self, spiders: str, mode: str, origin: str, *, learns: bool = False) -> int:
        """Begin a crawl and become the one writer. Return its number. spiders: as `news, groups`; mode: full, recent or
        limited; origin: the address asked; learns: whether its pages are to show the site's layouts when it ends. Until
        some are known, records are written then.

        A crawl without an end has been killed, and its row says so from now on. Raises LockedArchive, naming the
        process that holds it, or ReadOnlyArchive.
        """
        crawl = records.Crawl(spiders=spiders, mode=mode, origin=origin, started=now(), scraper_version=__version__)
        with self._writing():
            self._learns = learns
            self._statistics, self._quarantine = CrawlStatistics(), self._new_quarantine()
            note_killed(self.db)
            return rows.insert(self.db, crawl)

    def keep(self, crawl_id: int, fetch: records.Fetch, body: bytes | None, *, to_read: bool = False) -> records.Fetch:
        """Keep one response with its body, in one transaction. Return the fetch with its id and crawl.

        fetch: its body's hash and size are computed here. body: the bytes as received, None when no response came.
        to_read: whether `record` follows. When it does not, since the process died, the end of the next crawl reads the
        page from its body.
        """
        fetch = copy(fetch)
        fetch.crawl_id = crawl_id
        with self._writing():
            fetch.id = write_fetch(self.db, fetch, body)
            self._statistics.add_fetch(fetch)
            if to_read:
                self._quarantine.enter(fetch.id, crawl_id)
            else:
                self._record(fetch, None)
        return fetch

    def record(self, fetch: records.Fetch, reading: Reading) -> None:
        """Write what was read from a response that is kept, in one transaction: all of it or nothing."""
        with self._writing():
            self._record(fetch, reading)

    def _record(self, fetch: records.Fetch, reading: Reading | None) -> None:
        asked = known_at(self.db, fetch.url)
        page, kind, problems = None, None, []
        if reading is not None and fetch.status in REFUSALS:
            self._quarantine.leave(fetch.id)
        elif reading is not None:
            page = records_of_page(self.db, fetch, reading)
            if self._may_write(fetch, reading, page):
                kind = write_page(self.db, self.portal, fetch, page)
                problems = page.problems
        if answered(fetch):
            self._statistics.asked.update(record for record, is_doubted in asked.items() if not is_doubted)
        gone = note_absences(self.db, asked, fetch, reading, page)
        count(self.db, fetch.crawl_id, [kind], write_problems(self.db, [*problems, *gone]))

    def _may_write(self, fetch: records.Fetch, reading: Reading, page: PageRecords) -> bool:
        """Count a page, and return whether its records may be written; else it stays in quarantine."""
        changed = self._quarantine.is_changed(page)
        if not self._quarantine.reads_anew:
            self._count(fetch.crawl_id, reading, page, changed)
        if is_withheld(self.db, fetch.id):  # the person who was erased does not come back by the same page
            self._quarantine.leave(fetch.id)
            return False
        return self._quarantine.admits(fetch.id, reading, changed)

    def _count(self, crawl_id: int, reading: Reading, page: PageRecords, changed: bool | None) -> None:
        self._statistics.add_page(reading, page, changed)
        count_fields(self.db, crawl_id, page)

    def save_file(self, crawl_id: int, fetch: records.Fetch, body: bytes | None, read: FileReading | None) -> None:
        """Keep what a fetch shows of a document's file, in one transaction. body: the bytes, when they are to be kept;
        read: None when the server answers that the file has not changed."""
        fetch = replace(fetch, crawl_id=crawl_id)
        with self._writing():
            fetch_id = write_fetch(self.db, fetch, body, is_file=True)
            count(self.db, crawl_id, problems=write_file(self.db, fetch, fetch_id, read))

    def record_problem(self, crawl_id: int, url: str, rule: str, detail: str) -> None:
        """Write what was not as expected where no page was saved for it."""
        with self._writing():
            problem = records.Problem(crawl_id=crawl_id, url=url, rule=rule, detail=detail)
            problem.record = record_at(self.db, problem.url)
            count(self.db, crawl_id, problems=write_problems(self.db, [rows.seen(problem, now())]))

    def finish_crawl(
        self,
        crawl_id: int,
        reason: str,
        *,
        requests: int,
        composed_by: str | None = None,
        never_asked: int | None = None,
    ) -> records.Crawl:
        """End a crawl and let the next writer in. Return the crawl with its counts, which every page has added to.

        What is quarantined is written now, or stays when the crawl was sick. After a healthy crawl, the groups it read
        get their versions, and the records that it makes certain are gone are withdrawn.

        never_asked: of a crawl that its budget has ended, how many pages it met that no crawl has asked for yet; else
        None.
        """
        composed_by = composed_by and mask(composed_by)
        with naming_errors(self.path):
            (crawl,) = read_crawls(self.db, "id = ?", [crawl_id])
            crawl.complete = int(crawl.mode == "full" and (reason == "finished" or never_asked == 0))
            whole = crawl.mode == "full" and reason == "finished" and not resumed_by(self.db, crawl)
            self.write_first(crawl_id)
            signs = assess(self.db, crawl, self._statistics, composed_by, whole=whole)
            sick = any(sign.sick for sign in signs)
            if not sick:
                self._learn(crawl_id)
                self._quarantine.release(crawl_id)
        with self._writing():
            write_health(self.db, crawl_id, signs, self._statistics, "sick" if sick else "fine")
            withdrawn = 0
            if sick:
                forget_signs_of(self.db, crawl_id)
            else:
                self._settle(crawl, reason)
                withdrawn = settle_absences(self.db, self.portal, crawl, reason)
            self.db.execute(_END, [now(), reason, requests, withdrawn, composed_by, crawl.complete, crawl_id])
            (crawl,) = read_crawls(self.db, "id = ?", [crawl_id])
        self._lock.release()
        return crawl

    def write_first(self, crawl_id: int) -> None:
        """Write what the first crawl has read so far, by what its pages show together, if it is to learn that. Later
        pages of it are written as they come."""
        if self._quarantine.reads_anew:
            with naming_errors(self.path):
                self._learn(crawl_id)
                self._quarantine.release(crawl_id, lambda reading, page: self._count(crawl_id, reading, page, None))
                self._quarantine.hold_no_longer()
                self._learns = False

    def accept(self) -> int:
        """Write what sick crawls have quarantined, as a person has looked at the portal. Return how many pages that
        were. What the portal was like in the last of them is the baseline from now on. Raises LockedArchive."""
        with self._writing():
            sick = list(read_crawls(self.db, _LAST_SICK))
            self.db.execute("UPDATE crawls SET health = 'accepted' WHERE health = 'sick'")
        number = 0
        for last in sick:
            when_to_learn.learn_from(self.db, self.portal, last.id, self._writing)
            number = self._new_quarantine().release(last.id)
            with self._writing():
                self._settle(last, last.finish_reason)
                forget_older_layouts(self.db, last.id)
        self._lock.release()
        return number

    def _new_quarantine(self) -> Quarantine:
        return Quarantine(self.db, self.portal, self._writing, learns=self._learns)

    def _learn(self, crawl_id: int) -> None:
        """Learn from the pages of a crawl that is to, when that is due; what is in quarantine is read again when they
        show more than was known."""
        is_due = self._learns and when_to_learn.is_due(self.db, crawl_id, self._statistics.differing)
        if is_due and when_to_learn.learn_from(self.db, self.portal, crawl_id, self._writing):
            self._quarantine.forget_readings()

    def _settle(self, crawl: records.Crawl, reason: str) -> None:
        whole = reads_whole_groups(self.db, crawl, reason)
        kinds = settle_groups(self.db, self.portal, whole=whole)
        count(self.db, crawl.id, kinds, write_contradictions(self.db, replace(crawl, finish_reason=reason), now()))

    # --- the whole archive ------------------------------------------------------------------------------------------

    def reread(self, kinds: Iterable[str] = KINDS, since: str = "") -> tuple[int, Iterator[Reread]]:
        """Read again, with today's readers, what the archive keeps, and become the one writer meanwhile. Return how
        many records and pages that are, and an iterator that reads, of what became of each.

        kinds: news, groups, pages; since: only what was fetched from then on, UTC. Raises LockedArchive.
        """
        with self._writing():
            wanted = to_read(self.db, kinds, since)
        return len(wanted), self._naming_errors_in(read_again_each(self.db, self.portal, wanted, now()))

    def read_sentences(self, read: SentenceReader, reader: str) -> tuple[int, Iterator[str]]:
        """Read the sentences of the articles that a reader has not read as they are now, and become the one writer
        meanwhile. Return how many these are, and an iterator that reads, of how each went: read or failed.

        reader: the version of what reads. Raises LockedArchive.
        """
        with self._writing():
            wanted = due(self.db, reader)
        return len(wanted), self._naming_errors_in(read_each(self.db, self.portal, read, reader, wanted))

    def join_people(self) -> Joined:
        """Decide who is who by all that is stated and by the file people.toml beside the archive, and write it: all of
        it or nothing. Return what that came to. Done again, it changes nothing. Raises RefusedPeopleFile,
        LockedArchive."""
        with self._writing():
            return join_people(self.db, overrides_beside(self.db))

    def people(self) -> list[DecidedPerson]:
        """Return the people, as they would be decided now. Writes nothing. Raises RefusedPeopleFile."""
        with naming_errors(self.path):
            return decide(statements_of(self.db), overrides_beside(self.db))

    def verify(
        self, *, read: bool = True, sentences: tuple[SentenceReader, str] | None = None
    ) -> Iterator[tuple[str, Iterator[Damage]]]:
        """Yield what is looked at, one after the other, with the damage found there. read: whether the pages that prove
        the versions are read again too; sentences: what reads sentences, and its version, if those are. Writes
        nothing."""
        return verify(self.db, self.portal, read=read, sentences=sentences)

    def find_person(self, name: str, reference: str | None = None) -> Found:
        """Return where the archive has a person's name, as forget() would find it. Writes nothing. Raises RefusedName,
        DamagedBody."""
        with naming_errors(self.path), self.db.atomic():
            return find(self.db, redactor_of(self.db, name, reference))

    def forget(self, name: str, reference: str | None = None) -> Found:
        """Erase a person's name from the archive, all of it or nothing, and free the file of it. Return where it stood.

        reference: what is noted of the request. Raises RefusedName, DamagedBody, LockedArchive and its like.
        """
        with self._writing():
            self.db.execute("PRAGMA secure_delete = ON")
            redactor = redactor_of(self.db, name, reference)
            found = find(self.db, redactor)
            if not found.is_nothing:
                erase(self.db, redactor, found, now(), reference)
        with naming_errors(self.path):
            free(self.db, self.path)
        self._lock.release()
        return found

    def withheld_bodies(self) -> set[str]:
        """Return the keys of the bodies that are withheld, as a person named in them was erased."""
        with naming_errors(self.path):
            return withheld_bodies(self.db)

    def crawls(self) -> tuple[records.Crawl, ...]:
        """Return every crawl, the first one first."""
        with naming_errors(self.path):
            return tuple(read_crawls(self.db))

    def body(self, sha256: str) -> bytes:
        """Return the bytes of a response as received. Raises KeyError when they are not kept, WithheldBody when they
        are withheld, DamagedBody when they are not what they were."""
        with naming_errors(self.path):
            return read_body(self.db, sha256)

    def profile(self) -> Profile:
        """Return what is known of the site's layouts, by which pages are read."""
        with naming_errors(self.path):
            return current(self.db)

    def status(self) -> Status:
        """Return the archive's counts and crawls."""
        with naming_errors(self.path):
            return status(self.db, self.path)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._lock.take()
        with naming_errors(self.path), writing(self.db):
            yield

    def _naming_errors_in(self, done: Iterator) -> Iterator:
        with naming_errors(self.path):
            yield from done
