"""The pages of scraper/front: their addresses, their templates' functions, and their answer to an unknown address."""

from datasette import hookimpl
from datasette.utils.asgi import NotFound

from scraper.front import site


@hookimpl(tryfirst=True)
def register_routes(datasette):
    """Return the pages' routes before those of any table as a file: `/agenda.xlsx` would be a database's. Datasette
    loads plugins in the order in which the file system lists them."""
    return site.routes() if site.is_served(datasette) else []


@hookimpl
def prepare_jinja2_environment(env, datasette):
    env.globals.update(site.TEMPLATE_FUNCTIONS, readers_pages=lambda: site.is_served(datasette))


@hookimpl(tryfirst=True)
def handle_exception(datasette, request, exception):
    """Answer an address of no page, and of no database, as a page."""
    is_unknown = isinstance(exception, NotFound) and site.is_served(datasette)
    return site.unknown_address(request, datasette) if is_unknown else None
