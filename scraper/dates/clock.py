"""The hour of a day: `14h30`, `14:30`, `midi et demi`, `8h du soir`, `dix-huit heures`."""

from __future__ import annotations

from scraper.dates.lexicon import NUMBERS

EVENING = {"soir", "soiree", "apres", "aprem", "pm"}
FRACTIONS = {"quart": 15, "demi": 30, "demie": 30}

Clock = tuple[int, int]

LAST_MINUTE: Clock = (23, 59)
"""`avant le 30 avril, minuit` is the end of the day."""


def read_clock(written: list[str]) -> Clock | None:
    """Hour and minute; None when there is no such hour."""
    numbers = [int(piece) for piece in written if piece.isdigit()]
    numbers = numbers or [12 if "midi" in written else sum(NUMBERS.get(piece, 0) for piece in written)]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    minute = next((FRACTIONS[piece] for piece in written if piece in FRACTIONS), minute)
    if hour < 12 and not EVENING.isdisjoint(written):
        hour += 12
    return (hour, minute) if hour < 24 and minute < 60 else None
