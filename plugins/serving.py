"""Register scraper/serving: decisions 70 to 77, 137, and 144. Datasette's tables and questions are files too
(`/archive/news.xlsx`), to which templates/_downloads.html links."""

import re

from asgi_gzip import GZipMiddleware
from datasette import Response, app, hookimpl
from datasette import handle_exception as fault
from datasette.utils.asgi import Base400
from datasette.views import database as database_views
from datasette.views.base import DatasetteError

from scraper.exporting.writers import NAMES
from scraper.serving.authorizing import restrict
from scraper.serving.french_templates import script, speak_french
from scraper.serving.functions import add_functions
from scraper.serving.gate import Gate, databases, is_public_table, mark_of, nonced, write_line
from scraper.serving.table_files import FORMS, table_page
from scraper.serving.views import WholeDatabaseView, WholeTableView, validate_select

app.DatabaseView, app.TableView = WholeDatabaseView, WholeTableView
app.Datasette._connected_databases = databases
database_views.validate_sql_select = validate_select
fault.rich = None  # where rich is installed, Datasette prints a traceback of each 404, with all variables

_FORM = rf"\.(?P<form>{'|'.join(map(re.escape, FORMS))})$"
_ROBOTS = "User-agent: *\nDisallow: /\n"
_LEVEL = 5
"""Of gzip: 9, its default, takes three times as long, in which nobody else is answered, for 2 % less."""


@hookimpl(trylast=True)
def prepare_connection(conn, database, datasette):
    """Add our functions last, so that escape_fts() stays in the place of Datasette's; then restrict what SQL may do."""
    add_functions(conn)
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
    speak_french(env)


@hookimpl
def register_routes():
    return [
        (r"/robots\.txt$", lambda: Response.text(_ROBOTS)),
        (r"/-/table\.js$", script),
        (rf"/(?P<database>[^/]+)/(?P<table>[^/]+?){_FORM}", table_page),
        (rf"/(?P<database>[^/.]+){_FORM}", table_page),
    ]


@hookimpl
def extra_template_vars():
    """Return the forms that _downloads.html links to: end of the address, French and English name."""
    return {"table_forms": [(ending, *NAMES[form]) for ending, form in FORMS.items()]}


@hookimpl
def handle_exception(request, exception):
    """Write the line of a visitor's mistake; Datasette makes the answer, and the traceback of any other fault."""
    if isinstance(exception, Base400 | DatasetteError) and exception.status < 500:
        write_line(request, exception.status, exception.args[0] if exception.args else exception.message)


@hookimpl(trylast=True)
def asgi_wrapper(datasette):
    """Ask the gate first, and pack its answers for clients that take them so."""
    return lambda served: GZipMiddleware(Gate(served, datasette), compresslevel=_LEVEL)
