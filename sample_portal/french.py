"""Dates and names as French writes them."""

from datetime import date, time

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def number(day: date) -> str:
    """Like "1er", "2", "31"."""
    return "1er" if day.day == 1 else str(day.day)


def short(day: date) -> str:
    """Like "1er février"."""
    return f"{number(day)} {MONTHS[day.month - 1]}"


def full(day: date) -> str:
    """Like "1er février 2024"."""
    return f"{short(day)} {day.year}"


def month(day: date) -> str:
    """Like "février 2024"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    """Like "jeudi 1er février 2024"."""
    return f"{WEEKDAYS[day.weekday()]} {full(day)}"


def span(first: date, last: date, *, pad: bool = False) -> str:
    """Like "du 8 au 10 mai 2025", "du 30 avril au 4 mai 2025", the year twice if it changes; pad: "du 04 au 08"."""
    start, end = (f"{first.day:02}", f"{last.day:02}") if pad else (number(first), number(last))
    if (first.year, first.month) == (last.year, last.month):
        return f"du {start} au {end} {month(last)}"
    if first.year == last.year:
        return f"du {start} {MONTHS[first.month - 1]} au {end} {month(last)}"
    return f"du {start} {month(first)} au {end} {month(last)}"


def days(listed: list[date], slip: int = 0) -> str:
    """Like "les 13, 14 et 15 avril 2023"; all in one month.

    slip: 1 forgets the comma, 2 writes a plain "1", 3 writes "du 7 et 8 décembre 2012", as the portal does at times.
    """
    *others, last = [str(day.day) if slip == 2 else number(day) for day in listed]
    return f"{'du' if slip == 3 else 'les'} {(' ' if slip == 1 else ', ').join(others)} et {last} {month(listed[-1])}"


def hour(moment: time) -> str:
    """Like "9h30", "14h00"."""
    return f"{moment.hour}h{moment.minute:02}"


def slipped(words: str, slip: int) -> str:
    """A date as the portal's authors mistype it. slip: 1 gives the month a capital, 2 glues "le" to the day."""
    if slip == 1:
        return " ".join(capitalized(word) if word in MONTHS else word for word in words.split(" "))
    return words.replace("le ", "le", 1) if slip == 2 else words


def elided(word: str, of: str = "de") -> str:
    """Like "de Lyon", "d’Orléans"."""
    return f"{of[:-1]}’{word}" if word[0].lower() in "aeiouéèêîôâ" else f"{of} {word}"


def capitalized(text: str) -> str:
    """The text with its first letter a capital."""
    return text[:1].upper() + text[1:]
