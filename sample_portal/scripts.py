"""Ready-made changes: a handful for a second crawl, and a year of them."""

from datetime import date, timedelta
from itertools import chain, islice

from sample_portal import changes
from sample_portal.changes import Change
from sample_portal.model import Sample


def week(sample: Sample) -> list[Change]:
    """What happens in a week: two articles more, two edits, a new title, an article that asks for a login since."""
    day = sample.today + timedelta(days=7)
    meetings = _meetings(sample)
    others = (number for number in sample.news if sample.heads[number].online and number not in meetings)
    first, second, third = islice(chain(meetings[1:], others), 3)
    return [
        changes.publish(on=day),
        changes.publish("CUF : Le bulletin change de forme", on=day),
        *(changes.retitle(number, _looking_back(sample, number), on=day) for number in meetings[:1]),
        changes.edit(first, on=day),
        changes.edit(second, on=day),
        changes.protect(third, on=day),
    ]


def year(sample: Sample) -> list[Change]:
    """A year of changes, in the order of their days: sixteen articles a month, edits and retitles after meetings,
    some articles that leave, and most of those come back."""
    meetings = _meetings(sample)
    script = [changes.publish(kind=_kind(turn), on=_day(sample, 1 + turn * 23 // 12)) for turn in range(16 * 12)]
    script += [changes.edit(number, on=_day(sample, 9 + 14 * turn)) for turn, number in enumerate(meetings[:24])]
    for turn, number in enumerate(meetings[:10]):
        script.append(changes.retitle(number, _looking_back(sample, number), _day(sample, 20 + 33 * turn)))
    for turn, number in enumerate(meetings[10:18]):
        leave = changes.protect if turn % 4 == 3 else changes.withdraw
        script.append(leave(number, _day(sample, 30 + 35 * turn)))
        if turn % 3 != 2:
            script.append(changes.restore(number, _day(sample, 75 + 35 * turn)))
    return sorted(script, key=lambda change: change.on)


def _meetings(sample: Sample) -> list[int]:
    """Articles of meetings that were held, the newest first: what a portal still works on."""
    heads = (sample.heads[number] for number in sample.news)
    return [head.number for head in heads if head.online and head.happening and head.title.startswith("Réunion")]


def _looking_back(sample: Sample, number: int) -> str:
    return f"Retour sur la r{sample.heads[number].title[1:]}"


def _kind(turn: int) -> str:
    return ("CountryMeeting", "Communique", "Visit", "Internship", "TimedMeeting", "Donors", "Study", "SaveTheDate")[
        turn % 8
    ]


def _day(sample: Sample, days: int) -> date:
    return sample.today + timedelta(days=days)
