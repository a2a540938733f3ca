"""The people: all by their names, and one with the roles that the portal names them in and what sentences state."""

import json
import re
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import chain, groupby
from typing import NamedTuple

from scraper.exporting.atom import FeedEntry
from scraper.exporting.tables import Kind
from scraper.front import words
from scraper.front.archive_queries import MOST_DRIVEN
from scraper.front.known_states import known_articles_of, not_known
from scraper.front.list_tables import ListColumn, ListTable
from scraper.front.pages import ListPages, Missing, Moved, PageAnswer, Visit, page
from scraper.front.roles import holdings_of_person, known_holdings, time_scale
from scraper.front.words import t
from scraper.text import fold

MOST_LISTED = 1_000
"""Articles that the pages of such a list reach."""
_PARTICLE = re.compile(r"^(?:(?:de|du|des)\s+|d['’]\s*)", re.IGNORECASE)


@lru_cache(maxsize=100_000)
def sorted_name(name: str) -> str:
    """Return a name as it is sorted and searched: what follows the first name, then the first name. A "de" comes last.

    >>> sorted_name("Charles de Gaulle")
    'gaulle charles de'
    """
    first, _, rest = name.partition(" ")
    particle = _PARTICLE.match(rest)
    return fold(f"{_PARTICLE.sub('', rest)} {first} {particle[0] if particle else ''}").strip()


def part_names() -> dict[str, str]:
    """Return what people do in articles, in the order of its weight, with what those who do it are called."""
    return {
        "speaker": t("Intervenants", "Speakers"),
        "moderator": t("Animation", "Moderators"),
        "minister": t("Ministres", "Ministers"),
        "delegation": t("Délégation", "Delegation"),
        "author": t("Signataires", "Authors"),
        "honoured": t("À l’honneur", "Honoured"),
        "staff": t("Équipe", "Staff"),
        "other": t("Autres personnes nommées", "Others who are named"),
    }


class ListedPerson(NamedTuple):
    """A person, as lists are made of."""

    id: str
    name: str
    sorted: str
    """The name as sorted_name returns it."""
    letter: str
    """The initial of the surname."""
    named: tuple[str, ...]
    """In roles, or in articles alone."""
    does: tuple[str, ...]
    """What the person does in articles: values of `mentions.part`."""

    def values(self, facet: str) -> tuple[str, ...]:
        """Return what the person has of a facet, dans or fait."""
        return self.does if facet == "fait" else self.named


@page("/personnes", is_list=True)
async def people(visit: Visit) -> PageAnswer:
    """List the people by their surnames: those of ?lettre=, those whose names have the words of ?q=, those who have a
    role or are named by articles alone (?dans=), those who do something in an article (?fait=)."""
    everybody = await visit.archive.made("people.all", _by_surname)
    asked = fold(visit.args.get("q", "")).split()
    found = [each for each in everybody if all(word in each.sorted for word in asked)] if asked else everybody
    are_named = any(each.does for each in everybody)
    facets = _facets(found) if are_named else {}
    chosen = {name: visit.args[name] for name in facets if name in visit.args}
    for name, value in chosen.items():
        found = [each for each in found if value in each.values(name)]
    letters = Counter(each.letter for each in found)
    if letter := visit.args.get("lettre", "").upper():
        found = [each for each in found if each.letter == letter]
    paging = ListPages(len(found), visit.page)
    listed = found[paging.offset : paging.offset + paging.size]
    roles = defaultdict(list)
    ids = json.dumps([each.id for each in listed])
    for row in await visit.archive.rows("people.roles_of", ids=ids):
        roles[row["person_id"]].append(row)
    named = {row["person_id"]: row for row in await visit.archive.rows("people.mentions_of", ids=ids)}
    shown = {
        "people": [
            {"id": each.id, "name": each.name, "roles": roles[each.id], "named": named.get(each.id)} for each in listed
        ],
        "are_named": are_named,
        "facets": facets,
        "chosen": chosen,
        "paging": paging,
        "letters": sorted(letters.items()),
        "letter": letter,
        "asked": visit.args.get("q", ""),
    }
    table = _table(visit, [each.id for each in found] if visit.form_asked else [], are_named=are_named)
    return PageAnswer("people.html", t("Personnes", "People"), shown, table=table)


def _by_surname(rows: list[dict]) -> list[ListedPerson]:
    """Return people, rows of `people.all`, by their surnames."""
    people = [
        ListedPerson(
            row["id"],
            row["name"],
            (name := sorted_name(row["name"])),
            name[:1].upper(),
            ("roles",) if row["has_role"] else ("articles",),
            tuple(row["parts"].split(",")) if row["parts"] else (),
        )
        for row in rows
    ]
    return sorted(people, key=lambda each: (each.sorted, each.id))


def _facets(found: list[ListedPerson]) -> dict[str, tuple[str, list[dict]]]:
    """Return the facets of people that were found: name, and the values with their counts."""
    facets = {
        "dans": (
            t("Nommées", "Named"),
            {"roles": t("dans un rôle", "in a role"), "articles": t("par des articles seuls", "by articles alone")},
        ),
        "fait": (t("Ce qu’elles font", "What they do"), part_names()),
    }
    counted = {facet: Counter(chain.from_iterable(each.values(facet) for each in found)) for facet in facets}
    return {
        facet: (
            title,
            [
                {"value": value, "name": name, "count": counted[facet][value]}
                for value, name in names.items()
                if counted[facet][value]
            ],
        )
        for facet, (title, names) in facets.items()
    }


def _table(visit: Visit, ids: list[str], *, are_named: bool) -> ListTable:
    """Return people as a table, in an order. ids: theirs; the page itself needs none. are_named: whether any sentence
    names people."""

    def address(person: dict) -> str:
        return visit.whole(visit.url(f"/personne/{person['id']}"))

    def roles(person: dict) -> str:
        return ", ".join(
            " · ".join(filter(None, (words.code("role", role), group))) for role, group in json.loads(person["roles"])
        )

    def entry(person: dict) -> FeedEntry:
        path, seen = f"/personne/{person['id']}", person["first_seen"]
        return FeedEntry(path, person["name"], address(person), seen, seen, roles(person))

    columns = (
        ListColumn("Identifiant", "Identifier", "id"),
        ListColumn("Nom", "Name", "name"),
        ListColumn("Rôles", "Roles", roles),
        *([ListColumn("Articles qui la nomment", "Articles that name them", "naming", Kind.NUMBER)] * are_named),
        ListColumn("Première lecture", "First read", "first_seen", Kind.MOMENT),
        ListColumn("Page de l’archive", "Page of the archive", address),
    )
    return ListTable("people.listed", columns, {"ids": json.dumps(ids)}, entry)


@page("/personne/{person_id}")
async def person(visit: Visit, person_id: str) -> PageAnswer | Moved:
    """Show a person: their roles, one for each group, with the pages that state them, and all that articles state of
    them, by year; as they are known now or were on the day of ?au=. Another spelling of the name leads there."""
    found = await visit.archive.row("people.person", id=person_id)
    if found is None and (same := await visit.archive.value("people.alias", id=person_id)):
        return Moved(visit.url(f"/personne/{same}", **visit.args))
    if found is None:
        raise Missing(t(f"Personne ne s’appelle « {person_id} » ici.", f"There is nobody called “{person_id}” here."))
    (articles_counted,) = await visit.archive.counted("people.article_count", id=person_id)
    total = articles_counted["count"]
    is_as_known = bool(visit.known_on) and total <= MOST_DRIVEN
    shown = await (_as_known(visit, found) if is_as_known else _as_now(visit, found, total))
    as_of, holdings = visit.known_on or visit.today, shown["holdings"]
    shown |= {"person": found, "as_of": as_of, "scale": time_scale(holdings, as_of) if holdings else None}
    trail = (("/personnes", t("Personnes", "People")),)
    return PageAnswer("person.html", found["name"], shown, trail, is_as_known=is_as_known)


async def _as_now(visit: Visit, found: dict, total: int) -> dict:
    """Return what is shown of a person as they are known now. total: how many articles name them."""
    is_cut = total > MOST_DRIVEN
    paging = ListPages(MOST_LISTED if is_cut else total, visit.page)
    asked = {"id": found["id"], "limit": paging.size, "offset": paging.offset}
    articles = await visit.archive.rows("people.many_articles" if is_cut else "people.few_articles", **asked)
    ids = json.dumps([article["id"] for article in articles])
    stated = defaultdict(list)
    for row in await visit.archive.rows("people.statements", ids=ids, id=found["id"]):
        stated[row["news_id"]].append(row)
    return {
        "seen": (found["first_seen"], found["last_seen"]),
        "holdings": await holdings_of_person(visit.archive, found["id"]),
        "offices": await visit.archive.counted("people.offices", id=found["id"]),
        "spellings": [row["name"] for row in await visit.archive.rows("people.spellings", id=found["id"])],
        "years": _by_year([{**article, "statements": stated[article["id"]]} for article in articles]),
        "total": total,
        "is_cut": is_cut,
        "paging": paging,
    }


async def _as_known(visit: Visit, found: dict) -> dict:
    """Return what is shown of a person as they were known on the day of ?au=. Raises Missing when no page named them
    yet. What sentences state is no part of versions, so that it is left out."""
    articles = await known_articles_of(visit.archive, visit.known_before, person=found["id"])
    holdings = await known_holdings(visit.archive, found, articles, visit.known_before)
    is_named = bool(await visit.archive.rows("people.mentions_of", ids=json.dumps([found["id"]])))
    if not holdings and not (is_named and found["first_seen"] < visit.known_before):
        raise not_known(visit, "people")
    paging = ListPages(len(articles), visit.page)
    return {
        "seen": (min((holding.first_seen for holding in holdings), default=found["first_seen"]), None),
        "holdings": holdings,
        "years": _by_year(articles[paging.offset : paging.offset + paging.size]),
        "is_named": is_named,
        "total": len(articles),
        "is_cut": False,
        "paging": paging,
    }


def _by_year(articles: list[dict]) -> list[tuple[str, list[dict]]]:
    """Return articles by the year of their publication, in their order; an empty year is of those without a date."""
    return [(year, list(found)) for year, found in groupby(articles, lambda article: (article["published"] or "")[:4])]
