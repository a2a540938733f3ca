"""Whatever the text, reading does not raise, points at what it read, and finds nothing where there is nothing."""

import datetime as dt
import re
import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scraper.dates import find_dates, read_badges, read_date, unread_dates
from scraper.dates.lexicon import MONTHS, SEASONS, UNITS, WEEKDAYS

SPOKEN = """
le la les du au et à de d' l' 1er 2 05 13 28 31 32 99 2024 2025 1901 mai mars juin sept. oct jui lundi mar. mardi 10h
18h30 14:30 midi - / . , ; : ( ) fin début mi- courant vers depuis jusqu'au avant prochain dernier semaine mois an ans
année été semestre quinzaine premier vingt un mille demain hier aujourd'hui il y a dans jours ce cet soir après-midi n°
€ salle rue & May mayo de GMT UTC+2 heure Paris et/ou T3 s2 20240315 minuit demi quart au jusqu'à années 90 14 h
&eacute; &nbsp; &#8217; -- @ + | octbre févier quarante mil avant-midi
entre deuxième samedi week-end jour 12/06 14/10 - 05/2014 [ (mardi) pm p.m. 12am 20min30s →
"""
WORDS = SPOKEN.split()
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=10).map("".join),
)
DAYS = st.one_of(st.none(), st.dates(), st.datetimes())
SPEAKING = {*MONTHS, *WEEKDAYS, *UNITS, *SEASONS, "hier", "demain", "aujourd", "matin", "soir", "nuit"}
PREFERENCES = st.sampled_from(["nearest", "past", "future", "same_year"])


@given(text=TEXTS, on=DAYS, prefer=PREFERENCES)
def test_spans_point_at_what_was_read(text, on, prefer):
    spans = find_dates(text, on=on, prefer=prefer)
    for span in spans:
        begin, end = span.offsets
        assert text[begin:end] == span.text != ""
    assert [span.offsets for span in spans] == sorted(span.offsets for span in spans)


@given(text=TEXTS, on=DAYS, prefer=PREFERENCES)
def test_spans_end_after_they_start_or_have_a_conflict(text, on, prefer):
    for span in find_dates(text, on=on, prefer=prefer):
        assert isinstance(span.start, dt.datetime) == isinstance(span.end, dt.datetime) == (span.precision == "minute")
        assert span.start <= span.end or span.conflicts
        assert span.edtf


@given(text=TEXTS, on=st.dates(dt.date(1905, 1, 1), dt.date(2095, 1, 1)), prefer=PREFERENCES)
def test_no_year_is_far_off_unless_it_is_written(text, on, prefer):
    for span in find_dates(text, on=on, prefer=prefer):
        assert 1900 <= span.start.year <= 2100 or str(span.start.year) in text or "mille" in span.text or span.conflicts


@given(number=st.integers(0, 99_999_999))
def test_a_number_alone_in_a_sentence_is_a_year_between_1900_and_2100_or_a_day_of_eight_figures(number):
    years = [span.start.year for span in find_dates(f"Le compte affiche {number} ce jour-là")]
    assert years in ([], [number], [number // 10_000])
    assert all(1900 <= year <= 2100 for year in years)


@given(text=TEXTS, on=DAYS)
def test_read_date_is_one_of_the_dates_found(text, on):
    span, spans = read_date(text, on=on), find_dates(text, on=on)
    assert span in spans or span is None or (span.text == text and span.precision == "day")
    assert span is not None or not spans


@given(text=TEXTS, on=DAYS)
def test_badges_and_unread_dates_take_any_text(text, on):
    assert len(read_badges([(text, text), ("25 mar", text), (text, "")], on=on)) == 3
    assert all(piece in text for piece in unread_dates(text, on=on))


@given(text=st.text(string.ascii_letters + " .,;:!?éèàçù'-\n", max_size=80), on=DAYS)
def test_text_without_digit_month_or_relative_word_has_no_date(text, on):
    assume(SPEAKING.isdisjoint(re.findall("[a-z]+", text.lower())))
    assert find_dates(text, on=on) == []
    assert unread_dates(text, on=on) == []


@pytest.mark.parametrize("on", [dt.date.min, dt.date.max, dt.datetime.min, dt.datetime.max])
@pytest.mark.parametrize("text", ["mars", "cet hiver", "semaine du 28 décembre", "31 décembre à 23h GMT"])
def test_a_page_at_the_ends_of_the_calendar_decides_no_year(text, on):
    assert find_dates(text, on=on) == []


def test_a_year_beyond_the_calendar_is_none():
    assert find_dates("février quarante mil") == []


@pytest.mark.parametrize("prefer", ["closest", "", None])
def test_unknown_preference_raises(prefer):
    with pytest.raises(ValueError, match="prefer"):
        read_date("le 5 mars", on=dt.date(2024, 3, 1), prefer=prefer)
