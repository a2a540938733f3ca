"""The whole archive read again with today's readers, without the network, one transaction a record or page.

What the readers now see otherwise in the page of a record becomes a technical version, once. Lists and other pages that
are no record's are read as they answered last. Interrupted at any point, what was done is done, and the next run does
the rest.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from scraper.archive.database import writing
from scraper.archive.erasure import are_redacted, is_redacted
from scraper.archive.fetches import read_fetch
from scraper.archive.groups import proofs_of_group, rewrite_group_page, settle_groups
from scraper.archive.page_records import correct, records_again, records_of_kept_page
from scraper.archive.page_writing import rewrite_article, rewrite_group, write_markup, write_page
from scraper.archive.problems import forget_lists_against, renew_problems
from scraper.archive.sentences import write_sentences
from scraper.archive.versions import last_version, proofs_of, state_of
from scraper.portal import Portal

KINDS = ("news", "groups", "pages")
"""What can be read again: articles, groups, and the pages that are neither."""
_RECORDS = """
SELECT record_id FROM versions JOIN fetches ON fetches.id = versions.fetch_id
WHERE record_table = ? AND kind <> 'withdrawn' GROUP BY record_id HAVING max(fetched_at) >= ? ORDER BY record_id
"""
_PAGES = """
SELECT max(fetches.id) FROM fetches LEFT JOIN aliases ON aliases.url = final_url
WHERE status = 200 AND body_sha256 IS NOT NULL AND coalesce(record_table, 'themes') = 'themes'
  AND fetches.id NOT IN (SELECT fetch_id FROM held) AND crawl_id NOT IN (SELECT id FROM crawls WHERE health = 'sick')
GROUP BY final_url HAVING max(fetched_at) >= ? ORDER BY 1
"""
"""What is quarantined, and what a sick crawl has met, is not read: it would be released."""


@dataclass(frozen=True)
class Reread:
    """One record or page, read again."""

    name: str
    """table/id, or the page's address."""
    kind: str
    """technical, same, redacted (a name was taken out of it, and it is left as it is), or failed."""
    why: str = ""
    """Why it failed."""


def to_read(db: Database, kinds: Iterable[str], since: str) -> list[tuple[str, str | int]]:
    """Return what is to be read again, as kind and id (of a record, or of a page's fetch). since: only what was fetched
    from then on, UTC."""
    wanted: list[tuple[str, str | int]] = []
    for kind in kinds:
        found = db.execute(_PAGES, [since]) if kind == "pages" else db.execute(_RECORDS, [kind, since])
        wanted += [(kind, key) for (key,) in found.fetchall()]
    return wanted


def read_again_each(db: Database, portal: Portal, wanted: list[tuple[str, str | int]], at: str) -> Iterator[Reread]:
    """Read each again, and yield what became of it. at: the time that technical versions carry, UTC."""
    for kind, key in wanted:
        name = read_fetch(db, key).final_url if kind == "pages" else f"{kind}/{key}"
        try:
            with writing(db):
                done = _page(db, portal, key) if kind == "pages" else _record(db, portal, kind, key, at)
            yield Reread(name, done)
        except sqlite3.Error:
            raise
        except Exception as error:  # a fault with one page must not keep the others from being read
            yield Reread(name, "failed", f"{type(error).__name__}: {error}")
    with writing(db):
        settle_groups(db, portal, whole=False)


def _record(db: Database, portal: Portal, table: str, record_id: str, at: str) -> str:
    version = last_version(db, table, record_id, read=True)
    fetches = (table == "groups" and proofs_of_group(db, record_id)) or proofs_of(db, version)
    if is_redacted(db, version) or are_redacted(db, fetches):
        return "redacted"
    pages = records_again(db, portal, version, fetches)
    if not pages:
        raise LookupError("no reader sees the record in its page any more")
    state = correct(db, version, pages, at)
    for number, page in pages.items():
        renew_problems(db, read_fetch(db, number), page.problems)
        if table == "groups":
            rewrite_group_page(db, record_id, number, page.state)
    if state is not None:
        forget_lists_against(db, f"{table}/{record_id}")
    rewrite = rewrite_article if table == "news" else rewrite_group
    for page in pages.values():
        if state is not None:
            rewrite(db, page, state)
        else:  # the same words may have other markup
            write_markup(db, page, state_of(last_version(db, table, record_id)))
    if table == "news":
        write_sentences(db, portal, record_id)
    return "same" if state is None else "technical"


def _page(db: Database, portal: Portal, fetch_id: int) -> str:
    if are_redacted(db, [fetch_id]):
        return "redacted"
    fetch = read_fetch(db, fetch_id)
    kind = write_page(db, portal, fetch, page := records_of_kept_page(db, portal, fetch))
    renew_problems(db, fetch, page.problems)
    return "technical" if kind == "first" else "same"
