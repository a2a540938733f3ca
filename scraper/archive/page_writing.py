"""Writing the records of one page: its subject, what belongs to it, what it mentions, lists and links."""

from sqlite_utils import Database

from scraper import records, spip
from scraper.archive import rows
from scraper.archive.files import fill_documents
from scraper.archive.groups import page_states, write_group_page
from scraper.archive.identity import TABLES, is_numbered
from scraper.archive.listings import apply_group, apply_listings, date_by_agenda, write_listings
from scraper.archive.page_records import PageRecords, correct_before, is_presentation, joined
from scraper.archive.problems import write_aliases
from scraper.archive.sentences import write_sentences
from scraper.archive.texts import write_texts
from scraper.archive.versions import add_version, canonical_json, last_version, proofs_of, state_of
from scraper.portal import Portal

_MENTIONED = (records.Group, records.Theme, records.Person, records.Fund, records.Role)
"""What a page may name without being about it, in the order their keys refer to each other."""
_OF_NEWS = (records.Document, records.NewsTheme, records.NewsRole, records.FundNews)
_OF_GROUPS = {
    records.GroupSection: "sections",
    records.GroupMilestone: "milestones",
    records.GroupTheme: "themes",
    records.Document: "documents",
}
_ADDRESS = "INSERT OR IGNORE INTO aliases (url, record_table, record_id, first_seen) VALUES (?, ?, ?, ?)"
_SEE_GROUP = "UPDATE groups SET last_seen = max(last_seen, ?) WHERE id = ?"
_SEE_NEWS = "UPDATE news SET last_seen = max(last_seen, ?), withdrawn = NULL WHERE id = ?"
_RETURN_EVENTS = """
UPDATE events SET withdrawn = NULL
WHERE news_id = :id AND withdrawn = (SELECT withdrawn FROM news WHERE id = :id)
"""
_OTHER_EVENTS = (
    "news_id = ? AND date_source NOT IN ('agenda', 'sentence') AND id NOT IN (SELECT value FROM json_each(?))"
)
"""Those an article no longer has; those of the agenda block are not its own, those of its sentences are written with
them."""
_WITHDRAW_EVENTS = f"UPDATE events SET withdrawn = ? WHERE withdrawn IS NULL AND {_OTHER_EVENTS}"  # noqa: S608
_DELETE_EVENTS = f"DELETE FROM events WHERE withdrawn IS ? AND {_OTHER_EVENTS}"  # noqa: S608 - our own words
_OPEN_FUND = "UPDATE funds SET opened = (SELECT min(opened) FROM fund_news WHERE fund_id = funds.id) WHERE id = ?"


def write_page(db: Database, portal: Portal, fetch: records.Fetch, page: PageRecords) -> str | None:
    """Write the records of a page, in the transaction that is open. Return the kind of its article's version (first,
    change, restored or same), draft for a group, None for a page that has no versions."""
    subject, kind = page.subject, None
    if isinstance(subject, records.News):
        correct_before(db, portal, "news", subject.id, page.state, fetch.fetched_at)
        kind = _write_article(db, page, fetch.id)
    elif isinstance(subject, records.Group):
        kind = "draft"
        if spip.address(fetch.final_url or fetch.url).offsets:
            _write_list_page(db, page)
        else:
            _write_group(db, page, fetch.id)
    else:
        rows.upsert_all(db, filter(None, [subject]))
        _write_mentions(db, page.rows)
    if subject is not None:
        write_aliases(db, TABLES[type(subject)], subject.id, page.addresses, fetch.fetched_at)
    _write_addresses(db, page.rows, fetch.fetched_at)
    if isinstance(subject, records.News):
        apply_listings(db, [subject.id])
        write_sentences(db, portal, subject.id)
    elif isinstance(subject, records.Group):
        apply_group(db, page.addresses)
    write_listings(db, page.of(records.Listing))
    return kind


def _write_addresses(db: Database, rows_of_page: list, seen_at: str) -> None:
    """Write where the groups and keywords a page names have their own pages, unless those are known."""
    named = (row for row in rows_of_page if isinstance(row, records.Group | records.Theme) and row.url)
    db.conn.executemany(_ADDRESS, [(row.url, TABLES[type(row)], row.id, seen_at) for row in named])


def _write_mentions(db: Database, mentioned: list) -> None:
    """Write the groups, keywords, people, funds and roles a page names. What a group's own page shows of it stays."""
    for kind in _MENTIONED:
        for row in mentioned:
            if isinstance(row, kind):
                rows.upsert(db, row, mention=kind is records.Group)
    groups = [(row.last_seen, row.id) for row in mentioned if isinstance(row, records.Group)]
    db.conn.executemany(f"{_SEE_GROUP} AND url IS NULL", groups)


# --- articles -------------------------------------------------------------------------------------------------------


def _write_article(db: Database, page: PageRecords, fetch_id: int) -> str:
    """Write an article and what belongs to it, in place of what it had before. Return the kind of its version.

    An article's own address counts. The same article in another dress (/spip.php?article1784 beside its slug) often
    shows less: it only proves that the article is still there. Beside a number in the path (/article1784.html), which
    the site has chosen, a number in the query is the same page, and not the article's address.
    """
    news = page.subject
    url = _url(db, "news", news.id)
    if url is not None and is_numbered(news.url) and not is_numbered(url):
        _write_mentions(db, page.of(records.Group))
        return _see_article(db, news, fetch_id)
    if url is not None and is_numbered(url) and "?" in news.url and "?" not in url:
        news.url = url
    kind = add_version(db, "news", news.id, page.state, fetch_id, news.last_seen)
    news.changed = news.last_seen if kind in {"change", "restored"} else None
    _write_article_rows(db, page)
    return kind


def _see_article(db: Database, news: records.News, fetch_id: int) -> str:
    """Note that an article is there, without reading it: its state was read before, and is proven by that."""
    proofs = proofs_of(db, last_version(db, "news", news.id, read=True))
    state = state_of(last_version(db, "news", news.id)) | {"withdrawn": None}
    db.execute(_RETURN_EVENTS, {"id": news.id})
    db.execute(_SEE_NEWS, [news.last_seen, news.id])
    return add_version(db, "news", news.id, state, fetch_id, news.last_seen, proofs=proofs)


def rewrite_article(db: Database, page: PageRecords, state: dict) -> None:
    """Write what today's readers see in an article's page in the place of what other readers saw; its address, and
    whether it is withdrawn, stay."""
    news, events = page.subject, page.of(records.Event)
    news.url = _url(db, "news", news.id)
    for row in (news, *events):
        row.withdrawn = state["withdrawn"]
    db.execute(_DELETE_EVENTS, [news.withdrawn, news.id, _ids(events)])
    _write_article_rows(db, page)
    date_by_agenda(db, [news.id])


def _write_article_rows(db: Database, page: PageRecords) -> None:
    news, events = page.subject, page.of(records.Event)
    rows.upsert(db, news)
    _write_mentions(db, page.rows)
    rows.upsert_all(db, events)
    db.execute(_WITHDRAW_EVENTS, [news.last_seen, news.id, _ids(events)])
    funds = {fund for (fund,) in db.execute("SELECT fund_id FROM fund_news WHERE news_id = ?", [news.id])}
    for belonging in _OF_NEWS:
        _replace(db, belonging, "news_id", page)
    write_markup(db, page, page.state)
    funds.update(row.fund_id for row in page.of(records.FundNews))
    db.conn.executemany(_OPEN_FUND, [(fund,) for fund in sorted(funds)])


def write_markup(db: Database, page: PageRecords, state: dict) -> None:
    """Write the texts of a page's record as HTML; a group's where its sections are this page's. state: the record's."""
    table = TABLES[type(page.subject)]
    if table == "news" or state["sections"] == page.state["sections"]:
        write_texts(db, table, page.subject.id, page.of(records.FormattedText))


# --- groups ---------------------------------------------------------------------------------------------------------


def _write_group(db: Database, page: PageRecords, fetch_id: int) -> None:
    """Write a group and what belongs to it; its version is made when the crawl has read all its pages.

    A group may have two pages, its section with its news and a presentation. The section counts (the one met first,
    when there is but one kind), the other adds what the first does not show.
    """
    group, shown = page.subject, page.state
    url, at = _url(db, "groups", group.id), group.url
    is_own = url is None or url in page.addresses or (is_presentation(url) and not is_presentation(at))
    pages = {of: state for of, state in page_states(db, group.id).items() if of not in page.addresses} | {at: shown}
    group.url = at if is_own else url
    _write_group_rows(db, page, joined(pages, group.url))
    write_group_page(db, group, at, page.addresses, shown, fetch_id)


def _write_list_page(db: Database, page: PageRecords) -> None:
    """Write a later page of a group's list. It need not show all that the first does, so it only mentions the group."""
    group = page.subject
    group.url = None
    rows.upsert(db, group, mention=True)
    db.execute(_SEE_GROUP, [group.last_seen, group.id])
    _write_mentions(db, _others(page))


def rewrite_group(db: Database, page: PageRecords, state: dict) -> None:
    """Write what today's readers see in a group's page in the place of what other readers saw."""
    page.subject.url = _url(db, "groups", page.subject.id)
    _write_group_rows(db, page, state)


def _write_group_rows(db: Database, page: PageRecords, state: dict) -> None:
    """Write a group's row from its state, and what belongs to it where this page is the one that shows it."""
    group, shown = page.subject, page.state
    for name in ("name", "kind", "country_code", "abstract", "withdrawn"):
        setattr(group, name, state[name])
    rows.upsert(db, group)
    _write_mentions(db, _others(page))
    for belonging, name in _OF_GROUPS.items():
        if state[name] == shown[name]:
            _replace(db, belonging, "group_id", page)
    write_markup(db, page, state)


def _others(page: PageRecords) -> list:
    """Return a group page's records but for the group itself, which it may mention too."""
    return [row for row in page.rows if not (isinstance(row, records.Group) and row.id == page.subject.id)]


def _replace(db: Database, kind: type, owner: str, page: PageRecords) -> None:
    kept, owner_id = page.of(kind), page.subject.id
    rows.keep_only(db, kind, owner, owner_id, kept)
    rows.upsert_all(db, kept)
    if kind is records.Document:
        fill_documents(db, owner, owner_id)


def _url(db: Database, table: str, record_id: str) -> str | None:
    found = db.execute(" ".join(("SELECT url FROM", table, "WHERE id = ?")), [record_id]).fetchone()
    return found and found[0]


def _ids(events: list[records.Event]) -> str:
    return canonical_json([event.id for event in events])
