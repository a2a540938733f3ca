"""What never ends: calendars, pages that lead to one another, lists."""

import re

from tests.cli.pages import listing, page
from tests.cli.small_site import Answer
from tests.faults.answers import failing
from tests.faults.server import Handler


def calendar(handler: Handler) -> None:
    """A month of a calendar that has no end, by paths and by parameters; any other page is not there."""
    found = re.fullmatch(r"/calendrier/(\d+)/(\d+)(?:/(\d+))?", handler.path)
    if not found:
        return handler.answer(failing(404))
    year, month = int(found[1]), int(found[2])
    days = "".join(f"<a href='/calendrier/{year}/{month}/{day}'>{day}</a> " for day in range(1, 29))
    onward = f"<a href='/calendrier/{year + month // 12}/{month % 12 + 1}'>Mois suivant</a>"
    query = "".join(f"<a href='/?date={year}-{month}-{day}'>{day}</a> " for day in range(1, 29))
    return handler.answer(Answer(page(f"<h1>Agenda</h1><p>{days}{onward}{query}</p>")))


def pages(handler: Handler) -> None:
    """Pages that each lead to two more, by words; any other page is not there."""
    if not handler.path.startswith("/page-"):
        return handler.answer(failing(404))
    links = "".join(f"<a href='{handler.path}{letter}'>Une page de plus</a> " for letter in "ab")
    return handler.answer(Answer(page(f"<h1>Page</h1><p>{links}</p>")))


def entries(handler: Handler) -> None:
    """A list whose every page shows ten new articles and leads to more; any other page is not there."""
    found = re.fullmatch(r"/-Actualites-(?:\?debut_autres_articles=(-?\d+))?", handler.path)
    if not found:
        return handler.answer(failing(404))
    offset = max(0, int(found[1] or 0))
    onward = [offset + 10 * step for step in range(1, 400)]
    links = "".join(f"<a href='?debut_autres_articles={each}'>{each}</a> | " for each in onward)
    shown = [f"Rencontre-{chr(97 + place)}-{offset}" for place in range(10)]
    first = "<a href='?debut_autres_articles=0'>0</a> | "
    return handler.answer(listing(*shown, more=f"<p class='pagination'>{first}{links}</p>"))
