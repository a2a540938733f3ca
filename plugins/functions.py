"""SQL functions for what a person types."""

from datasette import hookimpl

from scraper.front.functions import add_functions


@hookimpl(trylast=True)
def prepare_connection(conn):
    """Add them last, so that our escape_fts() stays in the place of Datasette's."""
    add_functions(conn)
