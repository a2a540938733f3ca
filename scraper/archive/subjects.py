"""Writing what a page is about: its record, what belongs to it, and the state it is in."""

from sqlite_utils import Database

from scraper import records, spip
from scraper.archive import rows
from scraper.archive.content import group_content, news_content
from scraper.archive.identity import is_numbered
from scraper.archive.versions import add_version, draft, drafted, last_state

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
                db.execute("UPDATE groups SET last_seen = ? WHERE id = ? AND url IS NULL", [row.last_seen, row.id])


def write_article(db: Database, news: records.News, told: list, fetch_id: int) -> str:
    """Write an article and what belongs to it, replacing what it said before; says first, change, restored or same.

    An article's own address speaks for it. The same article in another dress (/spip.php?article1784 beside its slug)
    often shows less: it only proves that the article is still there.
    """
    url = _value(db, "SELECT url FROM news WHERE id = ?", news.id)
    if url is not None and is_numbered(news.url) and not is_numbered(url):
        state = last_state(db, "news", news.id) | {"withdrawn": None}
        gone = _value(db, "SELECT withdrawn FROM news WHERE id = ?", news.id)
        db.execute("UPDATE events SET withdrawn = NULL WHERE news_id = ? AND withdrawn = ?", [news.id, gone])
        db.execute("UPDATE news SET last_seen = ?, withdrawn = NULL WHERE id = ?", [news.last_seen, news.id])
        return add_version(db, "news", news.id, state, fetch_id, news.last_seen)
    kind = add_version(db, "news", news.id, news_content(news, told), fetch_id, news.last_seen)
    news.changed = news.last_seen if kind in {"change", "restored"} else None
    rows.upsert(db, news)
    write_mentions(db, told)
    _write_events(db, news, [row for row in told if isinstance(row, records.Event)])
    funds = {fund for (fund,) in db.execute("SELECT fund_id FROM fund_news WHERE news_id = ?", [news.id])}
    for belonging in _OF_NEWS:
        _replace(db, belonging, "news_id", news.id, told)
    _date_funds(db, funds | {row.fund_id for row in told if isinstance(row, records.FundNews)})
    return kind


def write_group(db: Database, group: records.Group, told: list, addresses: tuple[str, ...], fetch_id: int) -> str:
    """Write a group and what belongs to it; its state is drafted until the crawl has read all its pages.

    A group may have two pages, its section with its news and a presentation. The section speaks for it (the one met
    first, when there is but one kind), the other adds what the first does not show.
    """
    url = _value(db, "SELECT url FROM groups WHERE id = ?", group.id)
    own = url is None or url in addresses or (_presents(url) and not _presents(group.url))
    said = group_content(group, told)
    state = _joined(said, drafted(db, group.id) or last_state(db, "groups", group.id) or {}, own) | {"withdrawn": None}
    draft(db, group.id, state, fetch_id, group.last_seen)
    for name in ("name", "kind", "country_code", "abstract"):
        setattr(group, name, state[name])
    group.url = group.url if own else url
    rows.upsert(db, group)
    write_mentions(db, [row for row in told if not (isinstance(row, records.Group) and row.id == group.id)])
    for belonging, name in _OF_GROUPS.items():
        if said[name] and state[name] == said[name]:
            _replace(db, belonging, "group_id", group.id, told)
    return "draft"


def _presents(url: str) -> bool:
    """Whether an address is a presentation's (`page=pays_intro&id_rubrique=…`), not the section's own."""
    return spip.address(url).page is not None


def _joined(said: dict, before: dict, own: bool) -> dict:
    first, second = (said, before) if own else (before, said)
    return {name: first.get(name) or second.get(name) or said[name] for name in said}


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


def _value(db: Database, sql: str, *values):
    found = db.execute(sql, values).fetchone()
    return found[0] if found else None
