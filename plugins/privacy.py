"""Who may ask, and what SQL may do: decisions 74 to 77."""

from datasette import app, hookimpl

from scraper.front.authorizing import restrict
from scraper.front.gate import Gate, databases, is_public_table, mark_of, nonced

app.Datasette._connected_databases = databases


@hookimpl(trylast=True)
def prepare_connection(conn, database, datasette):
    served = datasette.databases.get(database)
    if served and mark_of(served.path):
        restrict(conn, is_visitors=False)


@hookimpl
def permission_allowed(action, resource):
    """Show no table that search indexes are made of."""
    if action == "view-table" and not is_public_table(resource[1]):
        return False
    return None


@hookimpl
def prepare_jinja2_environment(env):
    nonced(env)


@hookimpl(trylast=True)
def asgi_wrapper(datasette):
    return lambda served: Gate(served, datasette)
