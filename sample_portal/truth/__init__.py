"""The records that the sample's pages should be read as.

The seen columns stay None. Ids of roles and documents are keys of this package's own making (their parts joined):
compare those tables without `id`, and news_roles through them. What is no record: articles that redirect, are
protected or withdrawn, and pictures amid a text. A table's row reads as one paragraph, its cells one after the other;
footnotes are the last paragraphs, "[1] …"; an abstract keeps the "(...)" it is cut with.
"""

from sample_portal.state import State
from sample_portal.truth.articles import add_article, add_text
from sample_portal.truth.groups import add_group
from sample_portal.truth.problems import expected
from sample_portal.truth.rows import Rows
from sample_portal.truth.subjects import add_funds, add_themes

__all__ = ["expected", "of"]


def of(state: State) -> dict[str, list]:
    """Table name -> records, for every table that readers fill, in the order of records.TABLES."""
    rows = Rows()
    for group in state.world.groups:
        add_group(rows, state, group)
    for number in state.published:
        if state.heads[number].online:
            add_article(rows, state, state.article(number))
    for section in state.sections.values():
        if section.kind in {"newsletter", "foreign"}:
            add_text(rows, state, section)
    add_themes(rows, state)
    add_funds(rows, state)
    return rows.tables()
