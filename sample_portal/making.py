"""Makes the heads of a sample: which kind on which day, oldest first, the coming events last."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from sample_portal import kinds
from sample_portal.articles import Head
from sample_portal.pen import Pen
from sample_portal.world import World

OLDEST = date(2005, 11, 10)
"""The portal's oldest article."""
_FIRST_NUMBER, _LAST_NUMBER = 1000, 5500
_FLAWED = ("redirected", "redirected", "protected", "withdrawn")


def heads(world: World, seed: int, count: int, today: date) -> Iterator[Head]:
    """`count` heads in the order of their numbers. Numbers have gaps when the sample is smaller than the portal."""
    coming = min(max(4, count // 25), 12, count)
    past, gap = count - coming, max(1, (_LAST_NUMBER - _FIRST_NUMBER) // max(count, 1))
    orders: dict[int, list] = {}
    for place in range(past):
        cycle, turn = divmod(past - 1 - place, len(kinds.CYCLE))
        if cycle not in orders:
            shuffled = Pen(world, f"{seed}-cycle-{cycle}").some(kinds.CYCLE, len(kinds.CYCLE))
            orders[cycle] = sorted(shuffled, key=lambda kind: kind.since, reverse=True)
        day = _day(place, past, today)
        kind = orders[cycle][turn]
        yield draft(
            world, seed, _number(seed, place, gap), kind if kind.since <= day.year <= kind.until else kinds.COMMON, day
        )
    for place in range(coming):
        day = _coming(place, today)
        yield draft(world, seed, _number(seed, past + place, gap), kinds.UPCOMING[place % len(kinds.UPCOMING)], day)


def draft(world: World, seed: int, number: int, kind: kinds.Kind, day: date) -> Head:
    """The head of one article: the same for the same seed, number, kind and day."""
    return kind.draft(Pen(world, f"{seed}-{number}"), number, day)


def flawed(made: dict[int, Head]) -> dict[int, Head]:
    """The same heads, a few of which redirect, are protected or are withdrawn; none in a small sample."""
    numbers = [
        number
        for number, head in made.items()
        if head.kind in {"CityOffer", "Opinion", "Interview", "Communique", "Internship"}
    ]
    if len(numbers) < len(_FLAWED) * 2:
        return made
    states = dict(zip(numbers[1::2], _FLAWED, strict=False))
    targets = iter((numbers[0], "https://www.diplomatie.gouv.fr/fr/"))
    return {
        number: replace(
            head, state=states[number], listed=True, target=next(targets) if states[number] == "redirected" else None
        )
        if number in states
        else head
        for number, head in made.items()
    }


def _number(seed: int, place: int, gap: int) -> int:
    return _FIRST_NUMBER + place * gap + (place * 7919 + seed) % gap


def _day(place: int, past: int, today: date) -> date:
    """More articles in the later years; Monday to Friday; never after today."""
    share = (place / max(past - 1, 1)) ** 0.75
    day = OLDEST + timedelta(days=int(share * (today - OLDEST).days))
    return max(OLDEST, day - timedelta(days=max(0, day.weekday() - 4)))


def _coming(place: int, today: date) -> date:
    """In two days; in nine; on the first of next month; then every three weeks."""
    if place == 2:
        return (today.replace(day=1) + timedelta(days=31)).replace(day=1)
    return today + timedelta(days=(2, 9)[place] if place < 2 else 21 * place)
