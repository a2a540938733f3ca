"""The time to read grows with the text and no faster, whatever is written."""

import datetime as dt
import random
import time
import timeit

import pytest

from scraper.dates import find_dates, read_date, unread_dates
from tools.reading_cost import empty_caches

pytestmark = pytest.mark.slow  # long texts, each read up to 24 times

ON = dt.date(2024, 3, 12)
LENGTH = 100_000
MOST = 2
"""Seconds for half that length, whatever it is made of; plain prose takes a hundredth of it."""
PROSE = "La coopération décentralisée entre les collectivités et leurs partenaires est un levier du développement. "
HOSTILE = {
    "prose": PROSE,
    "dates": f"{PROSE}La réunion a eu lieu le mardi 12 mars 2024, de 10h à 12h. ",
    "digits": "1 ",
    "days": "les 12, ",
    "lists": "les 12, les 12 et ",
    "ranges": "du 5 au ",
    "weekdays": "lundi 5, ",
    "weekdays with dashes": "lundi 5 - ",
    "names of weekdays": "lundi ",
    "hours": "10h ",
    "glued hours": "14h",
    "hours of zones": "14h GMT ",
    "hours with notes": "14h (heure de Paris) - ",
    "days with hours": "le 5 à 10h et ",
    "months": "mars ",
    "month lists": "mai, ",
    "articles": "de l' ",
    "prepositions": "du ",
    "ordinals": "1er ",
    "until": "et jusqu'au ",
    "weeks": "semaine du ",
    "years first": "l'an 2020, ",
    "days of this month": "14 courant ",
    "commas": ",",
    "spaces": " ",
    "long number": "1234567890",
    "file names": "20240315 ",
    "edges": "fin du mois de ",
    "slashes": "1/2/",
    "dashes": "1-",
    "short days": "14/10, ",
    "short days with dashes": "14/10-",
    "hours before days": "8h le 3 et à ",
    "bare hours": "9 à 14h ",
    "days of names": "premier et ",
    "first Saturdays": "premier samedi de mai et ",
    "years to": "de 2009 à ",
    "months to": "mai - ",
    "between": "entre ",
    "days in brackets": "mardi (12/06) au ",
    "seconds": "14h20min30s ",
    "numbers in words": "vingt et un ",
    "combining marks": "e\u0301",
    "soft hyphens": "a\xad",
    "lines": "\n",
    "letters": "a",
    "slug": "a-1",
}


def seconds(read, text):
    """Return the least of three runs that remember nothing: other programs make one slower, none makes it faster."""
    return min(timeit.repeat(lambda: read(text, on=ON), empty_caches, time.process_time, number=1, repeat=3))


@pytest.mark.parametrize("read", [find_dates, unread_dates])
@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_linear(name, read):
    unit = HOSTILE[name]
    long = unit * (LENGTH // 2 // len(unit))
    short = unit * (LENGTH // 8 // len(unit))
    taken = seconds(read, long)
    assert taken < 10 * seconds(read, short) + 0.1
    assert taken < MOST


@pytest.mark.parametrize("name", ["prose", "dates"])
def test_a_long_body_is_read_at_once(name):
    assert seconds(find_dates, HOSTILE[name] * (LENGTH // len(HOSTILE[name]))) < 0.2


def test_hours_that_lead_to_no_day_are_read_at_once():
    assert seconds(find_dates, "14h" * 2000) < 1


def test_shuffled_words_of_dates_are_read_in_linear_time():
    words = "le la du au et à les 5 12 2024 mai mars lundi mar 10h , - . / h 30 vers fin mois de l' an 1er sept"
    text = " ".join(random.Random(0).choices(words.split(), k=LENGTH // 4))
    assert seconds(find_dates, text) < 1


def test_a_string_is_read_in_microseconds():
    texts = [
        "le 26 mai 2025",
        "Mardi 18 mars, 14h00",
        "du 30 avril au 4 mai 2025",
        "Fonds de solidarité",
        "en 2012",
    ] * 200
    clock = time.process_time()
    for number, text in enumerate(texts):  # each on a day of its own: what was read last is remembered
        read_date(text, on=ON + dt.timedelta(days=number))
    assert (time.process_time() - clock) / len(texts) < 100e-6
