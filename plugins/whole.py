"""Each row once, all rows of a question, a line in the log for a mistake, and no robots: decisions 56 to 59."""

from datasette import Response, app, hookimpl
from datasette import handle_exception as fault
from datasette.utils.asgi import Base400
from datasette.views.base import DatasetteError

from scraper.front.log import write_line
from scraper.front.views import WholeDatabaseView, WholeTableView

app.DatabaseView, app.TableView = WholeDatabaseView, WholeTableView
fault.rich = None  # where rich is installed, Datasette prints a traceback of each 404, with all variables

_ROBOTS = "User-agent: *\nDisallow: /\n"
_NOT_INDEXED = (b"x-robots-tag", b"noindex, nofollow")


@hookimpl
def register_routes():
    return [(r"/robots\.txt$", lambda: Response.text(_ROBOTS))]


@hookimpl
def asgi_wrapper():
    """Mark every response, for robots that come by a link and ask for no robots.txt."""

    def wrap(served):
        async def wrapped(scope, receive, send):
            async def send_marked(message):
                if message["type"] == "http.response.start":
                    message = {**message, "headers": [*message.get("headers", []), _NOT_INDEXED]}
                await send(message)

            await served(scope, receive, send_marked)

        return wrapped

    return wrap


@hookimpl
def handle_exception(request, exception):
    """Write the line of a visitor's mistake; Datasette makes the answer, and the traceback of any other fault."""
    if isinstance(exception, Base400 | DatasetteError) and exception.status < 500:
        write_line(request, exception.status, exception.args[0] if exception.args else exception.message)
