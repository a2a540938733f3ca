"""The truth keeps the rules of the readers: what is an event, who speaks, how a text is written."""

import re
from datetime import date

import pytest

from sample_portal import Sample
from scraper import portal, records

_WORDS = portal.load().words["titles"]


def _names(title: str, words: list[str]) -> bool:
    folded = f"-{records.slugify(title)}-"
    return any(f"-{records.slugify(word)}-" in folded for word in words)


def test_articles_without_an_event_are_named_as_none(truth):
    events = {row.news_id for row in truth["events"]}
    for row in truth["news"]:
        if row.spip_id and row.id not in events:
            speaker = row.title.removeprefix(f"{row.issuer} : ") if row.issuer else row.title
            assert _names(row.title, _WORDS["not_events"]) or not _names(speaker, _WORDS["events"]), row.title


def test_events_dated_by_publication_name_a_meeting(truth):
    news = {row.id: row for row in truth["news"]}
    found = [row for row in truth["events"] if row.date_source == "published"]
    assert found
    for row in found:
        assert _names(row.title, _WORDS["events"])
        assert row.starts == row.ends == news[row.news_id].published


def test_dates_are_written_in_their_source(truth):
    news = {row.id: row for row in truth["news"]}
    for row in truth["events"]:
        said = {"title": row.title, "published": news[row.news_id].published_text} | {
            field: getattr(news[row.news_id], field) or "" for field in ("overtitle", "subtitle", "body")
        }
        assert row.date_text in said[row.date_source]
        assert row.starts <= row.ends
        assert {"minute": 16, "day": 10, "month": 10}[row.precision] == len(row.starts) == len(row.ends)


def test_all_sources_and_precisions_occur(truth):
    events = truth["events"]
    assert {row.date_source for row in events} == {"title", "overtitle", "subtitle", "body", "published"}
    assert {row.precision for row in events} == {"minute", "day", "month"}
    assert {row.status for row in events} >= {None, "cancelled", "postponed", "save_the_date"}
    assert {row.online for row in events} == {None, 0, 1}


def test_texts_are_written_by_the_rules(truth):
    for row in truth["news"]:
        for words in (row.body, row.title, row.subtitle, row.overtitle, row.lead):
            if words:
                assert "\u00a0" not in words
                assert "  " not in words
                assert not re.search(r"^[ \t]|[ \t]$|\n{3}", words, re.MULTILINE)
                assert not re.search(r"^(?:•|–|-|=>|>>) ", words, re.MULTILINE)
                assert not re.search(r"[\w.]+@", words)


def test_issuers_begin_their_titles(truth):
    issuers = {row.issuer for row in truth["news"]} - {None}
    assert {"CUF", "MEAE", "Comité 21", "Le Monde", "RCDP"} <= issuers
    for row in truth["news"]:
        if row.issuer:
            assert re.match(rf"(?:[\w-]+ : )?{re.escape(row.issuer)} : ", row.title)


def test_documents_are_of_all_media_and_up_to_thirteen(truth):
    documents = truth["documents"]
    assert {row.medium for row in documents} == {"text", "photo", "sound", "video"}
    counts = [sum(row.news_id == news.id for row in documents) for news in truth["news"]]
    assert min(counts) == 0
    assert max(counts) >= 13


@pytest.mark.slow
def test_roles_are_of_all_kinds_and_change_in_time():
    roles = Sample(1_500).truth()["roles"]
    assert {row.role for row in roles} == {"president", "vice_president", "referent", "contact"}
    assert {row.since for row in roles} >= {"2012-04", "2021-02"}
    chairs = [row for row in roles if row.role == "president" and row.group_id == "mauritanie"]
    assert len({row.person_id for row in chairs}) == 3
    assert len({row.function for row in chairs if row.person_id == "sarah-bouseksou"}) > 1


def test_wrong_years_are_right_in_the_truth(sample: Sample, truth):
    events = {row.news_id: row for row in truth["events"]}
    flawed = {row.id: sample.heads[row.spip_id].flaws for row in truth["news"] if row.spip_id}
    news = {row.id: row for row in truth["news"]}
    for slug, flaws in flawed.items():
        if "title_against_field" in flaws:
            assert int(events[slug].starts[:4]) - int(news[slug].published[:4]) == 20
        if "title_against_body" in flaws:
            assert events[slug].date_source == "body"
            assert str(date.fromisoformat(events[slug].starts).year) not in news[slug].title
