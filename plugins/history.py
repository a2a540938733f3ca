"""Datasette's pages of records and their versions lead to the pages for readers."""

from urllib.parse import quote

from datasette import NotFound, Response, hookimpl
from datasette.utils import urlsafe_components

from scraper.front.archive_queries import ArchiveQueries
from scraper.front.pages import RECORD_PATHS, served_archive


@hookimpl
def extra_template_vars(view_name, database, table, request, datasette):
    """Return `readers_page` on the page of a record that has versions, and on that of a version."""
    archive = _archive(datasette, database) if view_name == "row" else None
    if archive is None or table not in {"versions", *RECORD_PATHS}:
        return None

    async def variables() -> dict:
        key, *_ = urlsafe_components(request.url_vars["pks"])
        if table in RECORD_PATHS:
            return {"readers_page": _path(table, key)}
        record = await archive.row("versions.place", id=key)
        return {"readers_page": f"{_path(**record)}/v/{key}"} if record else {}

    return variables


@hookimpl
def register_routes():
    return [(r"/(?P<database>[^/]+)/-/comparer$", comparison_page)]


async def comparison_page(request, datasette) -> Response:
    """Lead from ?de=ID&a=ID to the page that compares two versions; 404 when the second is none."""
    archive = _archive(datasette, request.url_vars["database"])
    record = await archive.row("versions.place", id=request.args.get("a")) if archive else None
    if record is None:
        raise NotFound("There are no such versions")
    return Response.redirect(f"{_path(**record)}/comparer?{request.query_string}")


def _archive(datasette, database: str) -> ArchiveQueries | None:
    """Return the archive that the pages for readers show, when that is the database."""
    served = served_archive(datasette)
    return ArchiveQueries(served[0]) if served and served[0].name == database else None


def _path(record_table: str, record_id: str) -> str:
    return RECORD_PATHS[record_table] + quote(record_id)
