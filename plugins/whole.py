"""Each row once, all rows of a question, a line in the log for a mistake, and /robots.txt: decisions 70 to 73."""

from datasette import Response, app, hookimpl
from datasette import handle_exception as fault
from datasette.utils.asgi import Base400
from datasette.views import database
from datasette.views.base import DatasetteError

from scraper.front.gate import write_line
from scraper.front.views import WholeDatabaseView, WholeTableView, validate_select

app.DatabaseView, app.TableView = WholeDatabaseView, WholeTableView
database.validate_sql_select = validate_select
fault.rich = None  # where rich is installed, Datasette prints a traceback of each 404, with all variables

_ROBOTS = "User-agent: *\nDisallow: /\n"


@hookimpl
def register_routes():
    return [(r"/robots\.txt$", lambda: Response.text(_ROBOTS))]


@hookimpl
def handle_exception(request, exception):
    """Write the line of a visitor's mistake; Datasette makes the answer, and the traceback of any other fault."""
    if isinstance(exception, Base400 | DatasetteError) and exception.status < 500:
        write_line(request, exception.status, exception.args[0] if exception.args else exception.message)
