"""The types of pages, each with one of the demo's: its address, with what a query of the archive gives."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

LANGUAGES = {"fr": "", "en": "/en"}
_CHANGED = "SELECT record_id, {} FROM versions WHERE record_table = 'news' AND kind = 'change' ORDER BY id"
_WITHDRAWN = "SELECT id FROM news WHERE withdrawn IS NOT NULL ORDER BY id"
_PERSON = "SELECT person_id FROM roles WHERE role = 'president' GROUP BY person_id ORDER BY count(*) DESC, person_id"
_DENSEST = (
    "SELECT news.id FROM news JOIN events ON events.news_id = news.id JOIN documents ON documents.news_id = news.id "
    "JOIN news_roles ON news_roles.news_id = news.id ORDER BY length(news.body) DESC, news.id"
)


@dataclass(frozen=True)
class PageType:
    """A type of pages."""

    path: str
    """With a place for each of the values of the query's first row."""
    query: str = "SELECT ''"
    status: int = 200

    def of(self, ask: Callable[..., list[tuple]]) -> str:
        """Return the path of one of its pages, without language."""
        return self.path.format(*ask(self.query)[0])


def _of_versions(columns: str) -> str:
    return _CHANGED.format(columns)


PAGES = {
    "home": PageType("/"),
    "search without words": PageType("/recherche"),
    "search": PageType("/recherche?q=maroc"),
    "second page of a search": PageType("/recherche?q=projet&page=2"),
    "narrowed search": PageType("/recherche?q=réunion&type=actualite&pays=MA"),
    "search that finds nothing": PageType("/recherche?q=zyxwvut"),
    "news": PageType("/actualites"),
    "news of a year": PageType("/actualites/2024"),
    "news of a month": PageType(
        "/actualites/{}/{}", "SELECT substr(max(published), 1, 4), substr(max(published), 6, 2) FROM news"
    ),
    "article": PageType("/actualite/{}", _DENSEST),
    "changed article": PageType("/actualite/{}", _of_versions("id")),
    "withdrawn article": PageType("/actualite/{}", _WITHDRAWN),
    "version": PageType("/actualite/{}/v/{}", _of_versions("id")),
    "comparison": PageType("/actualite/{}/comparer", _of_versions("id")),
    "citation": PageType("/citer/{}", _DENSEST),
    "countries": PageType("/pays"),
    "country": PageType("/pays/maroc"),
    "country's year": PageType("/pays/maroc?annee=2024"),
    "groups": PageType("/groupes"),
    "group": PageType("/groupe/crises-et-rehabilitation"),
    "country's group": PageType("/groupe/mali"),
    "version of a group": PageType(
        "/groupe/{}/v/{}", "SELECT record_id, id FROM versions WHERE record_table = 'groups' ORDER BY id"
    ),
    "people": PageType("/personnes"),
    "person": PageType("/personne/{}", _PERSON),
    "funds": PageType("/fonds"),
    "fund": PageType("/fonds/{}", "SELECT fund_id FROM fund_news GROUP BY fund_id ORDER BY count(*) DESC"),
    "agenda": PageType("/agenda"),
    "agenda of a year": PageType("/agenda/2024"),
    "agenda of a month": PageType(
        "/agenda/{}", "SELECT substr(starts, 1, 7) FROM events GROUP BY 1 ORDER BY count(*) DESC"
    ),
    "agenda of a day": PageType(
        "/agenda/{}", "SELECT substr(starts, 1, 10) FROM events WHERE precision = 'day' ORDER BY starts DESC"
    ),
    "documents": PageType("/documents"),
    "changes": PageType("/changements"),
    "changes of a week": PageType(f"/changements/{date.today():%G-S%V}"),
    "choice of a day": PageType("/au"),
    "portal on a day": PageType(f"/au/{date.today()}"),
    "news as known on a day": PageType(f"/actualites?au={date.today()}"),
    "country as known on a day": PageType(f"/pays/maroc?au={date.today()}"),
    "person as known on a day": PageType(f"/personne/{{}}?au={date.today()}", _PERSON),
    "fund as known on a day": PageType(f"/fonds/philippines?au={date.today()}"),
    "figures": PageType("/chiffres"),
    "figure": PageType("/chiffres/reunions"),
    "form for an address": PageType("/adresse"),
    "unknown address": PageType("/adresse?u=https://cites-unies-france.org/Nulle-part"),
    "data": PageType("/donnees"),
    "table of data": PageType("/donnees/news"),
    "quality": PageType("/qualite"),
    "crawls": PageType("/qualite/lectures"),
    "about": PageType("/a-propos"),
    "help": PageType("/aide"),
    "privacy": PageType("/confidentialite"),
    "no page": PageType("/nulle-part", status=404),
}
"""One page of each type."""

DATASETTE_PAGES = {
    "database": PageType("/archive"),
    "table": PageType("/archive/news"),
    "narrowed table": PageType("/archive/news?_search=réunion&issuer__notblank=1&_sort=title&_facet=title"),
    "view": PageType("/archive/changes"),
    "row of an article": PageType("/archive/news/{}", _DENSEST),
    "row of a version": PageType("/archive/versions/1"),
    "question": PageType("/archive/qui_preside_quoi"),
    "question with its SQL": PageType("/archive/recherche?mots=maroc&_show_sql=1"),
    "question without an answer": PageType("/archive/vie_d_un_fonds?fonds=zyxwvut"),
    "own SQL": PageType("/archive?sql=select+id,+title,+body+from+news"),
    "wrong SQL": PageType("/archive?sql=select+nothing", status=400),
    "no table": PageType("/archive/nothing", status=404),
}
"""Datasette's own pages, for those who write SQL: in French alone."""
