"""Dates and names as French writes them."""

from datetime import date, timedelta

MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
WEEKDAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()


def number(day: date) -> str:
    """Return the like of "1er", "2", "31"."""
    return "1er" if day.day == 1 else str(day.day)


def short(day: date) -> str:
    """Return the like of "1er février"."""
    return f"{number(day)} {MONTHS[day.month - 1]}"


def full(day: date) -> str:
    """Return the like of "1er février 2024"."""
    return f"{short(day)} {day.year}"


def month(day: date) -> str:
    """Return the like of "février 2024"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    """Return the like of "jeudi 1er février 2024"."""
    return f"{WEEKDAYS[day.weekday()]} {full(day)}"


def span(first: date, last: date, *, pad: bool = False) -> str:
    """Return the like of "du 8 au 10 mai 2025", "du 30 avril au 4 mai 2025"; pad: "du 04 au 08"."""
    start, end = (f"{first.day:02}", f"{last.day:02}") if pad else (number(first), number(last))
    if (first.year, first.month) == (last.year, last.month):
        return f"du {start} au {end} {month(last)}"
    if first.year == last.year:
        return f"du {start} {MONTHS[first.month - 1]} au {end} {month(last)}"
    return f"du {start} {month(first)} au {end} {month(last)}"


def days(first: date, last: date) -> str:
    """Return the like of "les 13, 14 et 15 avril 2023"; all in one month."""
    between = [number(first + timedelta(days=turn)) for turn in range((last - first).days)]
    return f"les {', '.join(between)} et {number(last)} {month(last)}"


def elided(word: str, of: str = "de") -> str:
    """Return the like of "de Lyon", "d’Orléans"."""
    return f"{of[:-1]}’{word}" if word[0].lower() in "aeiouéèêîôâ" else f"{of} {word}"


def capitalized(text: str) -> str:
    """Return the text with its first letter a capital."""
    return text[:1].upper() + text[1:]
