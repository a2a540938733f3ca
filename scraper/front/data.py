"""The data: every table with its dictionary and its downloads, and the questions."""

from scraper import records
from scraper.exporting.writers import NAMES
from scraper.front import metadata, words
from scraper.front.pages import Missing, PageAnswer, Visit, page
from scraper.front.words import t
from scraper.serving.table_files import FORMS

LISTS = {
    "news": "/actualites",
    "events": "/agenda",
    "groups": "/groupes",
    "people": "/personnes",
    "funds": "/fonds",
    "mentions": "/personnes",
    "partnerships": "/pays",
    "fund_facts": "/fonds",
    "documents": "/documents",
    "versions": "/changements",
    "problems": "/qualite",
    "crawls": "/qualite",
}
"""The pages that show the rows of a table."""
_REFERENCES = {table.name: dict(table.references) for table in records.TABLES}
_KEYS = {table.name: table.key for table in records.TABLES}


@page("/donnees")
async def data(visit: Visit) -> PageAnswer:
    """Show every table, and the questions."""
    sizes = {row["name"]: row for row in await visit.archive.counted("data.tables")}
    described = metadata.tables(visit)
    shown = {
        "tables": [_table(visit, described[name], sizes[name]) for name in described if name in sizes],
        "views": [_table(visit, described[name], None) for name in described if name not in sizes],
        "questions": [(question, _address(visit, question.name)) for question in metadata.questions(visit)],
        "licence": metadata.licence(visit),
        "forms": _forms(),
    }
    return PageAnswer("data.html", t("Données", "Data"), shown)


@page("/donnees/{name}")
async def table(visit: Visit, name: str) -> PageAnswer:
    """Show the dictionary of a table."""
    described = metadata.tables(visit).get(name)
    if described is None:
        raise Missing(t(f"Aucune table ne s’appelle « {name} ».", f"There is no table “{name}”."))
    sizes = {row["name"]: row for row in await visit.archive.counted("data.tables")}
    known = set(metadata.tables(visit))
    columns = [
        {
            "name": column,
            "about": about,
            "is_key": column in _KEYS.get(name, ()),
            "refers": refers if (refers := _REFERENCES.get(name, {}).get(column)) in known else None,
        }
        for column, about in described.columns.items()
    ]
    shown = {
        "table": _table(visit, described, sizes.get(name)),
        "columns": columns,
        "licence": metadata.licence(visit),
        "list_path": LISTS.get(name),
        "forms": _forms(),
    }
    title = t(f"Données\u00a0: {described.title}", f"Data: {described.title}")
    return PageAnswer("data_table.html", title, shown, (("/donnees", t("Données", "Data")),))


def _table(visit: Visit, described: metadata.Described, size: dict | None) -> dict:
    """Return what is shown of a table; one without a size is made of others."""
    return {
        "name": described.name,
        "title": described.title,
        "about": described.about,
        "page": visit.url(f"/donnees/{described.name}"),
        "number": size and words.count(size["number"], ("ligne", "lignes"), ("row", "rows")),
        "changed": size and size["at"],
        "address": _address(visit, described.name),
    }


def _forms() -> list[tuple[str, str]]:
    """Return the forms in which a table is taken away: end of the address, name."""
    return [("csv", "CSV"), *((ending, t(*NAMES[form])) for ending, form in FORMS.items())]


def _address(visit: Visit, name: str) -> str:
    return visit.archive.database.ds.urls.table(visit.archive.database.name, name)
