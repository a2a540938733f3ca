"""The records that the sample's pages should be read as.

The seen columns stay None. Ids of roles and documents are keys of this module's own making (their parts joined):
compare those tables without `id`, and news_roles through them. What is no record: articles that redirect, are protected
or withdrawn, and pictures amid a text.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sample_portal import french, sections
from sample_portal.articles import Article, Head
from sample_portal.blocks import line, plain
from sample_portal.sections import URL
from sample_portal.world import WorldGroup
from scraper import records
from scraper.records import slugify

if TYPE_CHECKING:
    from sample_portal.sample import Sample

_TABLES = {table.record: table for table in records.TABLES}
_READ = (
    *("news", "events", "groups", "group_sections", "group_milestones", "people", "roles", "news_roles", "themes"),
    *("news_themes", "group_themes", "funds", "fund_news", "group_news", "documents"),
)
"""The tables that readers fill."""


def of(sample: "Sample") -> dict[str, list]:
    """Return table name -> records, for every table that readers fill, in the order of records.TABLES."""
    rows = _Rows()
    for group in sample.world.groups:
        _add_group(rows, sample, group)
    for number in sample.published:
        if sample.heads[number].online:
            _add_article(rows, sample, sample.article(number))
    for section in sample.sections.values():
        if section.kind in {"newsletter", "foreign"}:
            slug, url = sample.addresses.of("rubrique", section.number).slug, sample.url("rubrique", section.number)
            body = plain(section.blocks)
            rows.add(records.News(id=slug, url=url, title=section.name, body=body, language="fr"))
    _add_themes_and_funds(rows, sample)
    return {name: list(found.values()) for name, found in rows.tables.items()}


class _Rows:
    """Gathers records by table, each key once."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[tuple, Any]] = {name: {} for name in _READ}

    def add(self, row: object) -> None:
        """Add a record to its table, unless its key is there."""
        table = _TABLES[type(row)]
        self.tables[table.name].setdefault(tuple(getattr(row, column) for column in table.key), row)

    def add_role(self, person: str, role: str, group: str | None, since: str | None, **fields) -> str:
        """Add a person and a role; return its key. A role stated twice keeps the start that either statement has."""
        person_id = slugify(person)
        key = "/".join(part or "" for part in (group, role, person_id, *fields.values()))
        self.add(records.Person(id=person_id, name=person))
        self.add(records.Role(id=key, group_id=group, person_id=person_id, role=role, **fields))
        kept = self.tables["roles"][key,]
        kept.since = kept.since or since
        return key


def _add_group(rows: _Rows, sample: "Sample", group: WorldGroup) -> None:
    """Add all that a group's pages state. A list of the whole site states nothing of the group that shows it."""
    code, url = group.country and group.country.code, sample.url("rubrique", group.rubrique)
    same = {"id": group.id, "name": group.name, "kind": group.kind, "abstract": sections.abstract(group)}
    rows.add(records.Group(country_code=code, url=url, spip_id=group.rubrique, **same))
    for name in group.themes:
        rows.add(records.GroupTheme(group_id=group.id, theme_id=slugify(name)))
    for number in () if group.everything else sample.of_group(group.id):
        rows.add(records.GroupNews(group_id=group.id, news_id=sample.addresses.of("article", number).slug))
    if not sections.presented(group):
        return
    for position, part in enumerate(sections.parts(group), 1):
        text = plain(part.blocks) or ""
        rows.add(records.GroupSection(group_id=group.id, position=position, heading=part.heading, text=text))
    for position, milestone in enumerate(sections.milestones(group), 1):
        if milestone.starts:
            days = {"starts": str(milestone.starts), "ends": str(milestone.ends), "precision": milestone.precision}
            text = line((milestone.text,))
            rows.add(records.GroupMilestone(group_id=group.id, position=position, text=text, **days))
    for officer in sections.officers(group, sample.today):
        term = officer.term
        stated = {"function": term.function, "organisation": term.organisation}
        rows.add_role(term.person, officer.role, group.id, term.since, **stated)


def _add_article(rows: _Rows, sample: "Sample", article: Article) -> None:
    """Add all that one article states."""
    head, text = article.head, article.text
    slug = sample.addresses.of("article", head.number).slug
    rows.add(_news(article, slug, sample.url("article", head.number)))
    if head.happening:
        rows.add(_event(head, slug))
    for name in head.mots:
        rows.add(records.NewsTheme(news_id=slug, theme_id=slugify(name)))
    if head.fund:
        rows.add(records.FundNews(fund_id=head.fund, news_id=slug, opened=head.plan.opened))
    for file in text.files:
        path = file.path if file.elsewhere else f"{URL}/{file.path}"
        fields = {"title": file.title, "medium": file.medium, "mime": file.mime}
        rows.add(records.Document(id=f"{slug}/{file.path}", url=path, news_id=slug, **fields))
    for mention in text.mentions:
        stated = {"function": mention.function, "organisation": None}
        role = rows.add_role(mention.person, mention.role, mention.group, mention.since, **stated)
        rows.add(records.NewsRole(news_id=slug, role_id=role))


def _news(article: Article, slug: str, url: str) -> records.News:
    head, text = article.head, article.text
    same = {name: getattr(head, name) for name in ("overtitle", "title", "subtitle", "issuer", "status")}
    return records.News(
        id=slug,
        url=url,
        spip_id=head.number,
        lead=text.lead,
        body=plain(text.blocks),
        published=head.published.isoformat(),
        published_text=french.full(head.published),
        language="fr",
        image_url=f"{URL}/{head.logo_path}" if head.logo else None,
        **same,
    )


def _event(head: Head, news_id: str) -> records.Event:
    happening = head.happening
    same = {name: getattr(happening, name) for name in ("precision", "place", "online")}
    moments = {"starts": _moment(happening.starts), "ends": _moment(happening.ends)}
    words = {"date_text": happening.words, "date_source": happening.source}
    return records.Event(id=news_id, news_id=news_id, title=head.title, status=head.status, **moments, **words, **same)


def _moment(value: date | datetime) -> str:
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()


def _add_themes_and_funds(rows: _Rows, sample: "Sample") -> None:
    """Add the keywords in use, and the funds that articles speak of, each with the earliest opening that is stated."""
    used = {row.theme_id for name in ("news_themes", "group_themes") for row in rows.tables[name].values()}
    for name, number in sample.world.mots.items():
        if slugify(name) in used:
            code = sample.world.places[name].code if name in sample.world.places else None
            rows.add(records.Theme(id=slugify(name), name=name, url=sample.url("mot", number), country_code=code))
    for fund in sample.world.funds:
        stated = [row.opened for row in rows.tables["fund_news"].values() if row.fund_id == fund.id]
        if stated:
            opened = min(filter(None, stated), default=None)
            rows.add(records.Fund(id=fund.id, name=fund.country.name, country_code=fund.country.code, opened=opened))
