"""The articles: lists by year and month with facets, an article with all that belongs to it."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scraper.exporting.atom import FeedEntry
from scraper.exporting.tables import Kind
from scraper.front import words
from scraper.front.archive_queries import MOST_DRIVEN, ArchiveQueries
from scraper.front.citations import citation_of
from scraper.front.known_states import known_version
from scraper.front.list_tables import ListColumn, ListTable
from scraper.front.pages import PER_PAGE, ListPages, Missing, PageAnswer, Visit, page
from scraper.front.people import part_names
from scraper.front.prose import paragraphs, prose
from scraper.front.record_versions import history_of, last_read, versioned
from scraper.front.words import t
from scraper.records import slugify

FILTERS = {
    "theme": "theme", "pays": "country", "groupe": "group_id", "emetteur": "issuer", "etat": "status", "nature": "kind",
}  # fmt: skip
"""Parameters that narrow a list of articles, with the parameters of its queries."""
COUNTED = {"theme": "theme", "pays": "country", "groupe": "group", "emetteur": "issuer", "etat": "status"}
"""What the archive's counts call them; what an article is by its sentences is not in these counts."""
MOST_COUNTED = 40_000
"""Articles looked through by date to count the facets of those that filters leave."""
MOST_CHANGED = 10_000
"""Changes since a day of which a list is shown as it was known then."""
MOST_LISTED = 10_000
"""Articles of a list that its pages reach; those before are in the lists of their years."""
REPAIRED = "repaired_text"
"""The rule of problems that leave nothing doubtful."""
_SHOWN_FIELDS = ("title", "overtitle", "subtitle", "lead", "body", "issuer", "status", "published", "image_url")


@dataclass(frozen=True)
class ArticleSelection:
    """The articles of a list."""

    since: str
    """The year or month of their publication; empty for all."""
    args: Mapping[str, str]
    """Parameters of the address, of which FILTERS are those that narrow the list."""

    @property
    def given(self) -> dict[str, str]:
        """The filters that are given, by their parameters."""
        return {name: self.args[name] for name in FILTERS if name in self.args}

    @property
    def values(self) -> dict[str, str | None]:
        """What queries take."""
        return {"since": self.since, **{query_name: self.args.get(name) for name, query_name in FILTERS.items()}}

    @property
    def is_counted(self) -> bool:
        """Whether the archive's counts have the articles by month: of all, or of one filter."""
        return len(self.given) <= 1 and self.given.keys() <= COUNTED.keys()

    def of_date(self, since: str) -> "ArticleSelection":
        """Return the same of another year or month."""
        return ArticleSelection(since, self.args)


@page("/actualites", "/actualites/{year}", "/actualites/{year}/{month}", is_list=True)
async def articles(visit: Visit, year: str = "", month: str = "") -> PageAnswer:
    """List the articles, of a year or a month, newest first, with how many each facet has."""
    if (year and not re.fullmatch(r"[12]\d{3}", year)) or (month and not re.fullmatch("0[1-9]|1[0-2]", month)):
        raise Missing(t("Ce n’est ni une année ni un mois.", "This is no year and no month."))
    chosen = ArticleSelection("-".join(filter(None, (year, month))), visit.args)
    is_as_known = bool(visit.known_on) and await _can_be_as_known(visit, chosen)
    listed = await (_listed_as_known if is_as_known else _listed)(visit, chosen)
    shown = {
        **listed,
        "year": year,
        "month": month,
        "given": chosen.given,
        "chosen": [
            (name, _name_of(listed["facets"].get(name, ()), name, value)) for name, value in chosen.given.items()
        ],
    }
    since = chosen.since
    title, trail = t("Actualités", "News"), ()
    if since:
        name = t(f"{title} : {words.day(since)}", f"{title}: {words.day(since)}")
        above = (("/actualites", title), (f"/actualites/{year}", year))
        title, trail = name, above if month else above[:1]
    table = None if is_as_known else article_table(visit, "news.listed", {**chosen.values, "driver": listed["driver"]})
    return PageAnswer("articles.html", title, shown, trail, is_as_known=is_as_known, table=table)


@page("/actualite/{article_id}")
async def article(visit: Visit, article_id: str) -> PageAnswer:
    """Show an article with all that belongs to it, as it is known now or was on the day of ?au=."""
    found = await visit.archive.row("news.article", id=article_id)
    if found is None:
        raise Missing(t(f"Aucun article ne s’appelle « {article_id} ».", f"There is no article “{article_id}”."))
    record = versioned("news", article_id)
    if visit.known_on:
        version = await known_version(visit, "news", article_id)
        shown = await _as_known(visit, found, version)
    else:
        version = await last_read(visit, record)
        shown = await _as_now(visit, found)
    versions = await history_of(visit.archive, record)
    (proof, *_) = await visit.archive.rows("versions.proofs", id=version["id"], fetch_id=version["fetch_id"])
    citation = await citation_of(visit, found, version)
    address = visit.whole(visit.url(record.path, au=None))
    shown |= {
        "record": record,
        "versions": versions,
        "removal": next((each for each in versions if each["kind"] == "withdrawn"), None),
        "wayback": words.wayback_address(proof["url"], proof["fetched_at"]),
        "citation": citation,
        "canonical": address,
        "json_ld": citation.json_ld(shown["article"]["image_url"], address),
    }
    trail = [("/actualites", t("Actualités", "News"))]
    if published := shown["article"]["published"]:
        trail.append((f"/actualites/{published[:4]}", published[:4]))
        trail.append((f"/actualites/{published[:7].replace('-', '/')}", words.day(published[:7])))
    return PageAnswer("article.html", shown["article"]["title"], shown, tuple(trail), is_as_known=True)


async def _as_now(visit: Visit, found: dict) -> dict:
    """Return what is shown of an article as it is known now."""
    belonging = {
        name: await visit.archive.rows(f"news.{name}_of", id=found["id"])
        for name in (
            *("events", "documents", "themes", "groups", "funds", "people", "problems"),
            *("mentions", "partnerships", "deadlines", "fund_facts"),
        )
    }
    mentions, facts = belonging.pop("mentions"), belonging.pop("fund_facts")
    belonging["funds"] = [
        {**fund, "facts": [each for each in facts if each["fund_id"] == fund["id"]]} for fund in belonging["funds"]
    ]
    sentences = [(each["rule"], words.doubt(each["rule"], each["detail"])) for each in belonging.pop("problems")]
    return {
        "article": found,
        **belonging,
        "parts": [
            (name, named)
            for part, name in part_names().items()
            if (named := [each for each in mentions if each["part"] == part])
        ],
        "text": await prose(visit.archive, "news", found["id"], found["body"], level=2),
        "doubts": [sentence for rule, sentence in sentences if rule != REPAIRED],
        "repairs": [sentence for rule, sentence in sentences if rule == REPAIRED],
    }


async def _as_known(visit: Visit, found: dict, version: dict) -> dict:
    """Return what is shown of an article as a version has it. Groups that list an article are in no version, nor is
    what its sentences state."""
    state = json.loads(version["fields"])
    roles, funds = state.get("roles") or [], state.get("funds") or []
    ids = [*(state.get("themes") or []), *(role["group"] for role in roles), *(fund["fund"] for fund in funds)]
    rows = await visit.archive.rows("versions.names", ids=json.dumps(list(filter(None, ids))))
    names = {(row["field"], row["id"]): row["name"] for row in rows}
    groups = dict.fromkeys(role["group"] for role in roles if role["group"])
    return {
        "article": {
            **found,
            **{name: state.get(name) for name in _SHOWN_FIELDS},
            "withdrawn": state.get("withdrawn"),
            "kind": None,
        },
        "is_read": found["kind"] is not None,
        "events": state.get("events") or [],
        "documents": state.get("documents") or [],
        "themes": [{"id": each, "name": names.get(("themes", each), each)} for each in state.get("themes") or []],
        "groups": [{"id": each, "name": names.get(("group", each), each)} for each in groups],
        "funds": [{"id": fund["fund"], "name": names.get(("fund", fund["fund"]), fund["fund"])} for fund in funds],
        "people": [
            {
                **role,
                "id": slugify(role["person"]),
                "name": role["person"],
                "group_id": role["group"],
                "group_name": names.get(("group", role["group"]), role["group"]),
            }
            for role in roles
        ],
        "text": paragraphs(state.get("body")),
        "doubts": [],
        "repairs": [],
    }


async def _listed(visit: Visit, chosen: ArticleSelection) -> dict:
    """Return a page of a list of articles, and its facets, as they are known now."""
    found = await _facets(visit.archive, chosen)
    years, months = await _dates(visit.archive, chosen)
    driver = await _driver(visit.archive, chosen)
    total = found["total"][0]["count"] if "total" in found else await _most(visit.archive, chosen)
    last = -(-min(total, MOST_LISTED) // PER_PAGE)
    paging = ListPages(min(total, MOST_LISTED), min(visit.page, max(1, last)))
    query = {"driver": driver, "limit": paging.size, "offset": paging.offset}
    return {
        "articles": await visit.archive.counted("news.listed", **chosen.values, **query),
        "paging": paging,
        "total": total,
        "is_counted": bool(found),
        "is_exact": bool(found) or len(chosen.given) <= 1,
        "years": years,
        "months": months,
        "facets": found,
        "driver": driver,
    }


async def _can_be_as_known(visit: Visit, chosen: ArticleSelection) -> bool:
    """Return whether a list can be shown as known on the day of ?au= without looking through too much."""
    (changed,) = await visit.archive.counted("news.changed_since", before=visit.known_before, most=MOST_CHANGED)
    (sizes,) = await visit.archive.counted("news.sizes", **chosen.of_date("").values)
    return sizes["date"] <= MOST_COUNTED or (changed["count"] <= MOST_CHANGED and chosen.is_counted)


async def _listed_as_known(visit: Visit, chosen: ArticleSelection) -> dict:
    """Return a page of a list of articles, and their years, as they were known on the day of ?au=."""
    values = {**chosen.values, "before": visit.known_before}
    if chosen.is_counted:
        facet, value = _counted_filter(chosen)
        of_all_years = {**values, "since": "", "facet": facet, "value": value}
        rows = await visit.archive.counted("news.known_months", **of_all_years)
        dates = [(row["month"], row["count"]) for row in rows]
    else:
        known = await visit.archive.rows("news.known", **{**values, "since": ""}, limit=-1, offset=0)
        dates = [((each["published"] or "")[:7], 1) for each in known]
    total = sum(count for month, count in dates if month.startswith(chosen.since))
    last = -(-min(total, MOST_LISTED) // PER_PAGE)
    paging = ListPages(min(total, MOST_LISTED), min(visit.page, max(1, last)))
    years, months = _counted_dates([(month, count) for month, count in dates if month], chosen.since[:4])
    return {
        "articles": await visit.archive.rows("news.known", **values, limit=paging.size, offset=paging.offset),
        "paging": paging,
        "total": total,
        "is_counted": True,
        "is_exact": True,
        "years": years,
        "months": months,
        "facets": {},
    }


async def _driver(archive: ArchiveQueries, chosen: ArticleSelection) -> str:
    """Return by what articles are looked up: the filter or date that fewest have."""
    (sizes,) = await archive.counted("news.sizes", **chosen.of_date("").values)
    number, name = min(((sizes[name], name) for name in chosen.given), default=(MOST_DRIVEN + 1, ""))
    return name if number <= MOST_DRIVEN else "date" if chosen.since else "all"


async def _most(archive: ArchiveQueries, chosen: ArticleSelection) -> int:
    """Return how many articles there are, at most where there are several filters."""
    (sizes,) = await archive.counted("news.sizes", **chosen.values)
    return min(sizes[name] for name in (*chosen.given, "date"))


async def _dates(archive: ArchiveQueries, chosen: ArticleSelection) -> tuple[list[dict], list[dict]]:
    """Return the years of the articles that the filters leave, last first, and the months of the chosen year."""
    everywhen = chosen.of_date("")
    if chosen.is_counted:
        facet, value = _counted_filter(chosen)
        rows = await archive.counted("news.months", facet=facet, value=value)
    elif chosen.given.keys() == {"nature"}:
        rows = await archive.counted("news.months_of_kind", kind=chosen.given["nature"])
    else:
        driver = await _driver(archive, everywhen)
        (sizes,) = await archive.counted("news.sizes", **everywhen.values)
        if driver == "all" and sizes["date"] > MOST_COUNTED:
            return [], []
        rows = await archive.counted("news.dates", driver=driver, **everywhen.values)
    return _counted_dates([(row["month"], row["count"]) for row in rows], chosen.since[:4])


def _counted_filter(chosen: ArticleSelection) -> tuple[str, str]:
    """Return the one filter that is given, as the archive counts it; nothing for all articles."""
    return next(((COUNTED[name], value) for name, value in chosen.given.items()), ("", ""))


def _counted_dates(months: list[tuple[str, int]], year: str) -> tuple[list[dict], list[dict]]:
    """Return the years, last first, and the months of one year, from numbers of articles by month, YYYY-MM."""
    of_years: Counter[str] = Counter()
    of_months: Counter[str] = Counter()
    for month, count in months:
        of_years[month[:4]] += count
        of_months[month[5:7]] += count * (month[:4] == year)
    return (
        [{"value": value, "count": of_years[value]} for value in sorted(of_years, reverse=True)],
        [{"value": value, "count": of_months[value]} for value in sorted(of_months) if of_months[value]],
    )


async def _facets(archive: ArchiveQueries, chosen: ArticleSelection) -> dict[str, list[dict]]:
    """Return the values of each facet, those of most articles first; none where too many articles are to be counted."""
    driver = await _driver(archive, chosen)
    (sizes,) = await archive.counted("news.sizes", **chosen.values)
    if not chosen.given:
        rows = await archive.counted("news.counted_facets", since=chosen.since)
        rows += await archive.counted("news.counted_kinds", since=chosen.since)
    elif driver in FILTERS or sizes["date"] <= MOST_COUNTED:
        rows = await archive.counted("news.facets", driver=driver, **chosen.values)
    else:
        return {}
    facets = defaultdict(list)
    names = {counted: name for name, counted in {**COUNTED, "nature": "kind"}.items()}
    for row in rows:
        facet = names.get(row["facet"], row["facet"])
        facets[facet].append({**row, "name": _words_of(facet, row["value"]) or row["name"] or row["value"]})
    for values in facets.values():
        values.sort(key=lambda each: (-each["count"], each["name"] or ""))
    return facets


def _words_of(facet: str, value: str) -> str:
    if facet == "pays":
        return words.country(value)
    return words.code({"etat": "status", "nature": "kind"}[facet], value) if facet in {"etat", "nature"} else ""


def _name_of(values: Iterable[dict], facet: str, value: str) -> str:
    named = (each["name"] for each in values if each["value"] == value)
    return next(named, None) or _words_of(facet, value) or value


def article_table(visit: Visit, query: str, values: dict) -> ListTable:
    """Return a list of articles as a table. query: named; its rows have the columns of `news.listed`."""

    def address(article: dict) -> str:
        return visit.whole(visit.url(f"/actualite/{article['id']}"))

    def entry(article: dict) -> FeedEntry:
        return FeedEntry(
            f"/actualite/{article['id']}",
            article["title"],
            address(article),
            article["changed"] or article["first_seen"],
            article["first_seen"],
            " · ".join(filter(None, (words.day(article["published"]), article["subtitle"], article["lead"]))),
        )

    columns = (
        ListColumn("Identifiant", "Identifier", "id"),
        ListColumn("Date de publication", "Published", "published", Kind.DAY),
        ListColumn("Titre", "Title", "title"),
        ListColumn("Sous-titre", "Subtitle", "subtitle"),
        ListColumn("État annoncé", "Status", lambda article: words.code("status", article["status"])),
        ListColumn("Nature", "Kind", lambda article: words.code("kind", article["kind"])),
        ListColumn("Retiré du portail", "Removed from the portal", "withdrawn", Kind.MOMENT),
        ListColumn("Première lecture", "First read", "first_seen", Kind.MOMENT),
        ListColumn("Page de l’archive", "Page of the archive", address),
        ListColumn("Adresse sur le portail", "Address on the portal", "url"),
    )
    return ListTable(query, columns, values, entry)
