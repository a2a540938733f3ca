"""What is wrong with the dates a text writes: unread, or against themselves."""

import datetime as dt
from collections.abc import Iterable

from scraper.dates import find_dates, unread_dates
from scraper.records import Problem


def date_problems(texts: Iterable[str | None], url: str, on: dt.date | None) -> list[Problem]:
    """A problem for each date-looking piece that was not read, and for each date that contradicts itself (a weekday
    that is not that day's, an end before the start, a month that is none). on: the page's day."""
    found: dict[tuple[str, str], Problem] = {}
    for text in filter(None, texts):
        for piece in unread_dates(text, on=on):
            found[("unread_date", piece)] = Problem(url=url, rule="unread_date", detail=piece)
        for span in find_dates(text, on=on):
            for conflict in span.conflicts:
                rule = "weekday_against_date" if " is written and " in conflict else "date_conflict"
                found[(rule, span.text)] = Problem(url=url, rule=rule, detail=f"{span.text!r}: {conflict}")
    return list(found.values())
