"""The model: the same from the same seed, every kind of article in it, quick to make at any size."""

import time
from dataclasses import replace
from datetime import date

import pytest

from sample_portal import Sample, Site
from sample_portal.articles import article_of
from sample_portal.kinds import KINDS
from scraper import records, spip
from tests.sample.asking import ask


def test_same_seed_same_portal(sample: Sample):
    assert Sample().truth() == sample.truth()
    assert Sample(seed=2).truth() != sample.truth()


def test_every_kind_of_article_occurs(sample: Sample):
    assert {head.kind for head in sample.heads.values()} == set(KINDS)


def test_every_table_of_the_truth_has_rows_of_its_record(sample: Sample):
    types = {table.name: table.record for table in records.TABLES}
    truth = sample.truth()
    assert list(truth) == [table.name for table in records.TABLES if table.name in truth]
    for name, rows in truth.items():
        assert rows, name
        assert {type(row) for row in rows} == {types[name]}


def test_truth_refers_to_rows_that_are_there(sample: Sample):
    truth = sample.truth()
    ids = {name: {row.id for row in rows} for name, rows in truth.items() if hasattr(rows[0], "id")}
    for table in records.TABLES:
        for column, target in table.references if table.name in truth else ():
            values = {getattr(row, column) for row in truth[table.name]} - {None}
            assert values <= ids[target], (table.name, column)


def test_ids_and_addresses_follow_the_contract(sample: Sample):
    for row in sample.truth()["news"]:
        assert row.url == spip.canonical(row.url)
        assert row.id == spip.slug(row.url)
        assert row.first_seen is row.last_seen is row.changed is row.withdrawn is None
    for row in sample.truth()["themes"]:
        assert row.url == spip.canonical(row.url)


def test_addresses_are_unique_and_cut_at_words(sample: Sample):
    slugs = [sample.addresses.of("article", number).slug.lower() for number in sample.heads]
    assert len(set(slugs)) == len(slugs)
    assert any(str(number) == slug.rpartition("-")[2] for number, slug in zip(sample.heads, slugs, strict=True))
    assert max(map(len, slugs)) <= 80 + len("-5500")


def test_former_groups_list_the_whole_site_but_no_news_is_theirs(sample: Sample):
    assert sample.of_group("les-anciens-groupes-pays") == sample.past
    assert not [row for row in sample.truth()["group_news"] if row.group_id == "les-anciens-groupes-pays"]


def test_lists_hide_what_is_to_come(sample: Sample):
    coming = set(sample.published) - set(sample.past)
    assert len(coming) >= 4
    assert all(sample.heads[number].published > sample.today for number in coming)
    assert not coming & set(sample.news)


def test_agenda_starts_with_several_days_and_a_first_of_the_month(sample: Sample):
    days = [sample.heads[number].happening for number in sample.coming]
    assert all(one.day >= sample.today for one in days)
    assert any(one.day != one.last_day for one in days[:3])
    assert any(one.day.day == 1 for one in days)


def test_wrong_years_are_there(sample: Sample):
    flaws = {flaw for head in sample.heads.values() for flaw in head.flaws}
    assert {"title_against_body", "title_against_field", "letters"} <= flaws


def test_fund_opened_is_the_earliest_stated(sample: Sample):
    truth = sample.truth()
    for fund in truth["funds"]:
        stated = [row.opened for row in truth["fund_news"] if row.fund_id == fund.id and row.opened]
        assert fund.opened == min(stated, default=None)


@pytest.mark.parametrize("articles", [1, 3, 12, 40])
def test_small_samples_are_whole(articles: int):
    small = Sample(articles)
    assert len(small.heads) == articles
    articles_told = [row for row in small.truth()["news"] if row.spip_id]
    assert len(articles_told) == len([head for head in small.heads.values() if head.online])


@pytest.mark.parametrize("articles", [1, 5, 10])
def test_every_section_answers_though_nothing_is_in_it(articles: int):
    site = Site(Sample(articles, today=date(2026, 11, 18)), screened=False)
    for number in site.sample.sections:
        assert ask(site, f"/{site.sample.path('rubrique', number)}").status == 200


@pytest.mark.parametrize("today", [date(2024, 6, 28), date(2024, 2, 29), date(2021, 12, 31)])
def test_any_today(today: date):
    assert Sample(60, today=today).coming


@pytest.mark.slow
def test_fifty_thousand_articles_are_made_within_seconds():
    started = time.process_time()
    large = Sample(50_000)
    assert large.of_group("mali")
    assert len(large.heads) == 50_000
    assert time.process_time() - started < 10


def test_texts_depend_on_nothing_but_seed_and_number(sample: Sample):
    number = sample.published[30]
    assert Sample().article(number) == sample.article(number)
    edited = replace(sample.heads[number], revision=1)
    assert article_of(sample.seed, edited).blocks != sample.article(number).blocks
