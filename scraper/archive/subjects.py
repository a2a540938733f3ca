"""Writing what a page is about: its record, what belongs to it, and the state it is in."""

from sqlite_utils import Database

from scraper import records
from scraper.archive import rows
from scraper.archive.content import canonical_json, group_content, news_content
from scraper.archive.files import tell_documents
from scraper.archive.group_pages import joined, note_page, presents, said_of
from scraper.archive.identity import is_numbered
from scraper.archive.listings import date_by_agenda
from scraper.archive.page_records import PageRecords
from scraper.archive.versions import add_version, last_told, last_version, proofs_of, state_of

_MENTIONED = (records.Group, records.Theme, records.Person, records.Fund, records.Role)
"""What a page may name without being about it, in the order their keys refer to each other."""
_OF_NEWS = (records.Document, records.NewsTheme, records.NewsRole, records.FundNews)
_OF_GROUPS = {
    records.GroupSection: "sections",
    records.GroupMilestone: "milestones",
    records.GroupTheme: "themes",
    records.Document: "documents",
}


def write_mentions(db: Database, told: list) -> None:
    """Write the groups, keywords, people, funds and roles a page names. What a group's own page says of it stays."""
    for kind in _MENTIONED:
        for row in told:
            if isinstance(row, kind):
                rows.upsert(db, row, mention=kind is records.Group)
            if isinstance(row, records.Group):
                db.execute(
                    "UPDATE groups SET last_seen = max(last_seen, ?) WHERE id = ? AND url IS NULL",
                    [row.last_seen, row.id],
                )


def write_article(db: Database, news: records.News, told: list, fetch_id: int) -> str:
    """Write an article and what belongs to it, replacing what it said before; says first, change, restored or same.

    An article's own address speaks for it. The same article in another dress (/spip.php?article1784 beside its slug)
    often shows less: it only proves that the article is still there. Beside a number in the path (/article1784.html),
    which the site has chosen, a number in the query is the same page, and not the article's address.
    """
    url = _value(db, "SELECT url FROM news WHERE id = ?", news.id)
    if url is not None and is_numbered(news.url) and not is_numbered(url):
        return _see_article(db, news, fetch_id)
    if url is not None and is_numbered(url) and "?" in news.url and "?" not in url:
        news.url = url
    kind = add_version(db, "news", news.id, news_content(news, told), fetch_id, news.last_seen)
    news.changed = news.last_seen if kind in {"change", "restored"} else None
    write_present(db, news, told)
    return kind


def _see_article(db: Database, news: records.News, fetch_id: int) -> str:
    """Note that an article is there, without reading it: what it says was read before, and is proven by that."""
    known = last_told(db, "news", news.id)
    state = state_of(last_version(db, "news", news.id)) | {"withdrawn": None}
    gone = _value(db, "SELECT withdrawn FROM news WHERE id = ?", news.id)
    db.execute("UPDATE events SET withdrawn = NULL WHERE news_id = ? AND withdrawn = ?", [news.id, gone])
    db.execute(
        "UPDATE news SET last_seen = max(last_seen, ?), withdrawn = NULL WHERE id = ?", [news.last_seen, news.id]
    )
    return add_version(db, "news", news.id, state, fetch_id, news.last_seen, proofs=proofs_of(db, known))


def write_present(db: Database, news: records.News, told: list) -> None:
    """Write an article's row, and the rows of what belongs to it and what it mentions."""
    rows.upsert(db, news)
    write_mentions(db, told)
    _write_events(db, news, [row for row in told if isinstance(row, records.Event)])
    funds = {fund for (fund,) in db.execute("SELECT fund_id FROM fund_news WHERE news_id = ?", [news.id])}
    for belonging in _OF_NEWS:
        _replace(db, belonging, "news_id", news.id, told)
    _date_funds(db, funds | {row.fund_id for row in told if isinstance(row, records.FundNews)})


def write_group(
    db: Database, group: records.Group, told: list, addresses: tuple[str, ...], fetch_id: int, *, part: bool = False
) -> str:
    """Write a group and what belongs to it; its version is made when the crawl has read all its pages.

    A group may have two pages, its section with its news and a presentation. The section speaks for it (the one met
    first, when there is but one kind), the other adds what the first does not show.

    part: the page is a later one of the group's list. It need not show all that the first does, so it is a mention of
    the group, no page of its own.
    """
    if part:
        group.url = None
        rows.upsert(db, group, mention=True)
        db.execute("UPDATE groups SET last_seen = max(last_seen, ?) WHERE id = ?", [group.last_seen, group.id])
        write_mentions(db, [row for row in told if not (isinstance(row, records.Group) and row.id == group.id)])
        return "draft"
    url = _value(db, "SELECT url FROM groups WHERE id = ?", group.id)
    own = url is None or url in addresses or (presents(url) and not presents(group.url))
    page, said = group.url, group_content(group, told)
    pages = {at: what for at, what in said_of(db, group.id).items() if at not in addresses} | {page: said}
    state = joined(pages, page if own else url)
    group.url = page if own else url
    _show_group(db, group, told, said, state)
    note_page(db, group.id, page, addresses, said, fetch_id, group.last_seen)
    return "draft"


def _show_group(db: Database, group: records.Group, told: list, said: dict, state: dict) -> None:
    """Write a group's row from its state, and what belongs to it where this page is the one that says so."""
    for name in ("name", "kind", "country_code", "abstract", "withdrawn"):
        setattr(group, name, state[name])
    rows.upsert(db, group)
    write_mentions(db, [row for row in told if not (isinstance(row, records.Group) and row.id == group.id)])
    for belonging, name in _OF_GROUPS.items():
        if state[name] == said[name]:
            _replace(db, belonging, "group_id", group.id, told)


def show_article_again(db: Database, page: PageRecords, state: dict) -> None:
    """Put what today's readers see in an article's page in the place of what was shown; its address, and whether it is
    withdrawn, stay."""
    news, events = page.subject, [row for row in page.rows if isinstance(row, records.Event)]
    news.url = _value(db, "SELECT url FROM news WHERE id = ?", news.id)
    for row in (news, *events):
        row.withdrawn = state["withdrawn"]
    db.execute(
        "DELETE FROM events WHERE news_id = ? AND withdrawn IS ? AND date_source <> 'agenda' "
        "AND id NOT IN (SELECT value FROM json_each(?))",
        [news.id, news.withdrawn, canonical_json([event.id for event in events])],
    )
    write_present(db, news, page.rows)
    date_by_agenda(db, news.id)


def show_group_again(db: Database, page: PageRecords, state: dict) -> None:
    """The same for a page of a group."""
    said = group_content(page.subject, page.rows)
    page.subject.url = _value(db, "SELECT url FROM groups WHERE id = ?", page.subject.id)
    _show_group(db, page.subject, page.rows, said, state)


def _write_events(db: Database, news: records.News, events: list[records.Event]) -> None:
    """Write an article's events. Those it no longer tells stay, marked; those of the agenda block are not its own."""
    rows.upsert_all(db, events)
    told = {event.id for event in events}
    known = db.execute(
        "SELECT id FROM events WHERE news_id = ? AND withdrawn IS NULL AND date_source <> 'agenda'", [news.id]
    ).fetchall()
    gone = [(news.last_seen, id_) for (id_,) in known if id_ not in told]
    db.conn.executemany("UPDATE events SET withdrawn = ? WHERE id = ?", gone)


def _date_funds(db: Database, funds: set[str]) -> None:
    db.conn.executemany(
        "UPDATE funds SET opened = (SELECT min(opened) FROM fund_news WHERE fund_id = funds.id) WHERE id = ?",
        [(fund,) for fund in sorted(funds)],
    )


def _replace(db: Database, kind: type, owner: str, owner_id: str, told: list) -> None:
    kept = [row for row in told if isinstance(row, kind)]
    rows.keep_only(db, kind, owner, owner_id, kept)
    rows.upsert_all(db, kept)
    if kind is records.Document:
        tell_documents(db, owner, owner_id)


def _value(db: Database, sql: str, *values):
    found = db.execute(sql, values).fetchone()
    return found[0] if found else None
