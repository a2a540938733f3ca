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
    truth = _Truth(sample)
    for group in sample.world.groups:
        truth.add_group(group)
    for number in sample.published:
        if sample.heads[number].online:
            truth.add_article(sample.article(number))
    for section in sample.sections.values():
        if section.kind in {"newsletter", "foreign"}:
            slug, url = sample.addresses.of("rubrique", section.number).slug, sample.url("rubrique", section.number)
            body = plain(section.blocks)
            truth.add(records.News(id=slug, url=url, title=section.name, body=body, language="fr"))
    truth.add_themes_and_funds()
    return {name: list(found.values()) for name, found in truth.tables.items()}


class _Truth:
    """Gathers the records of a sample by table, each key once."""

    def __init__(self, sample: "Sample") -> None:
        self.sample = sample
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

    def add_group(self, group: WorldGroup) -> None:
        """Add all that a group's pages state. A list of the whole site states nothing of the group that shows it."""
        code, url = group.country and group.country.code, self.sample.url("rubrique", group.rubrique)
        same = {"id": group.id, "name": group.name, "kind": group.kind, "abstract": sections.abstract(group)}
        self.add(records.Group(country_code=code, url=url, spip_id=group.rubrique, **same))
        for name in group.themes:
            self.add(records.GroupTheme(group_id=group.id, theme_id=slugify(name)))
        for number in () if group.everything else self.sample.of_group(group.id):
            self.add(records.GroupNews(group_id=group.id, news_id=self.sample.addresses.of("article", number).slug))
        if sections.presented(group):
            self._add_presentation(group)

    def _add_presentation(self, group: WorldGroup) -> None:
        for position, part in enumerate(sections.parts(group), 1):
            at = {"group_id": group.id, "position": position}
            self.add(records.GroupSection(heading=part.heading, text=plain(part.blocks) or "", **at))
        for position, (text, starts, ends, precision) in enumerate(sections.milestones(group), 1):
            if starts:
                at = {"group_id": group.id, "position": position, "precision": precision}
                self.add(records.GroupMilestone(text=line((text,)), starts=str(starts), ends=str(ends), **at))
        for officer in sections.officers(group, self.sample.today):
            term = officer.term
            stated = {"function": term.function, "organisation": term.organisation}
            self.add_role(term.person, officer.role, group.id, term.since, **stated)

    def add_article(self, article: Article) -> None:
        """Add all that one article states."""
        head, slug = article.head, self.sample.addresses.of("article", article.head.number).slug
        self.add(_news(article, slug, self.sample.url("article", head.number)))
        if head.happening:
            self.add(_event(head, slug))
        for name in head.mots:
            self.add(records.NewsTheme(news_id=slug, theme_id=slugify(name)))
        if head.fund:
            self.add(records.FundNews(fund_id=head.fund, news_id=slug, opened=head.opened))
        for file in article.files:
            fields = {"title": file.title, "medium": file.medium, "mime": file.mime}
            url = file.path if file.elsewhere else f"{URL}/{file.path}"
            self.add(records.Document(id=f"{slug}/{file.path}", url=url, news_id=slug, **fields))
        for mention in article.mentions:
            stated = {"function": mention.function, "organisation": None}
            role = self.add_role(mention.person, mention.role, mention.group, mention.since, **stated)
            self.add(records.NewsRole(news_id=slug, role_id=role))

    def add_themes_and_funds(self) -> None:
        """Add the keywords in use, and the funds that articles speak of, each with the earliest opening stated."""
        world = self.sample.world
        used = {row.theme_id for name in ("news_themes", "group_themes") for row in self.tables[name].values()}
        for name, number in world.mots.items():
            if slugify(name) in used:
                code, url = name in world.places and world.places[name].code, self.sample.url("mot", number)
                self.add(records.Theme(id=slugify(name), name=name, url=url, country_code=code or None))
        for fund in world.funds:
            stated = [row.opened for row in self.tables["fund_news"].values() if row.fund_id == fund.id]
            if stated:
                code, opened = fund.country.code, min(filter(None, stated), default=None)
                self.add(records.Fund(id=fund.id, name=fund.country.name, country_code=code, opened=opened))


def _news(article: Article, slug: str, url: str) -> records.News:
    head = article.head
    same = ("overtitle", "title", "subtitle", "lead", "issuer", "status")
    return records.News(
        id=slug,
        url=url,
        spip_id=head.number,
        body=plain(article.blocks),
        published=head.published.isoformat(),
        published_text=french.full(head.published),
        language="fr",
        image_url=f"{URL}/{head.logo_path}" if head.logo else None,
        **{name: getattr(head, name) for name in same},
    )


def _event(head: Head, news_id: str) -> records.Event:
    event = head.happening
    same = {name: getattr(event, name) for name in ("precision", "place", "online")}
    dated = {"starts": _moment(event.starts), "ends": _moment(event.ends), "date_text": event.words}
    heading = {"title": head.title, "status": head.status, "date_source": event.source}
    return records.Event(id=news_id, news_id=news_id, **heading, **dated, **same)


def _moment(value: date | datetime) -> str:
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()
