"""The portal moves in time: what was published, edited, retitled, withdrawn, protected, restored."""

from datetime import date, timedelta

import pytest

from sample_portal import Sample, Site, changes
from tests.sample.asking import status
from tests.test_year import script_of_a_year


def _row(sample: Sample, number: int):
    return next((row for row in sample.truth()["news"] if row.spip_id == number), None)


@pytest.fixture
def number(sample: Sample) -> int:
    return next(number for number in sample.news if sample.heads[number].kind == "meeting")


def test_publish_adds_an_article_on_top(sample: Sample):
    later = sample.after([changes.publish("CUF : Une annonce", on=sample.today + timedelta(days=1))])
    assert later.heads[later.news[0]].title == "CUF : Une annonce"
    assert len(later.truth()["news"]) == len(sample.truth()["news"]) + 1
    assert later.today == sample.today + timedelta(days=1)


def test_edit_changes_the_body_alone(sample: Sample, number: int):
    before, after = _row(sample, number), _row(sample.after([changes.edit(number)]), number)
    assert before.body != after.body
    after.body = before.body
    assert before == after


def test_retitle_gives_a_new_address_and_redirects_the_old_one(sample: Sample, number: int):
    title = f"Retour sur la réunion, {sample.heads[number].happening.words}"
    later = sample.after([changes.retitle(number, title)])
    old, new = _row(sample, number), _row(later, number)
    assert new.title == title
    assert new.id.startswith("Retour-sur-la-reunion-le-")
    assert later.permalinks() == {new.id: old.id}
    assert status(Site(later), f"/{old.id}") == (301, f"/{new.id}")


def test_retitle_must_keep_the_date_and_changes_the_status(sample: Sample, number: int):
    with pytest.raises(ValueError, match="must keep the words of its date"):
        sample.after([changes.retitle(number, "Une réunion")])
    title = f"ANNULATION ! {sample.heads[number].title}"
    later = sample.after([changes.retitle(number, title)])
    assert _row(later, number).status == "cancelled"


@pytest.mark.parametrize(("change", "code"), [(changes.withdraw, 404), (changes.protect, 302)])
def test_gone_articles_answer_and_come_back(sample: Sample, number: int, change, code: int):
    slug = sample.path("article", number)
    gone = sample.after([change(number)])
    assert _row(gone, number) is None
    assert status(Site(gone), f"/{slug}")[0] == code
    back = gone.after([changes.restore(number)])
    assert back.truth() == sample.truth()


def test_a_sample_is_not_changed_by_what_comes_after(sample: Sample, number: int):
    before = sample.truth()
    sample.after([changes.withdraw(number), changes.publish()])
    assert sample.truth() == before


def test_unknown_changes_are_named(sample: Sample):
    with pytest.raises(ValueError, match="article 1,"):
        sample.after([changes.edit(1)])
    with pytest.raises(ValueError, match="'burn'"):
        sample.after([changes.Change("burn", next(iter(sample.heads)))])


def test_a_week_has_changes_of_several_kinds(sample: Sample):
    made = changes.week(sample)
    assert {change.action for change in made} == {"publish", "edit", "retitle", "protect"}
    assert sample.after(made).truth() != sample.truth()


def test_year_is_a_year_in_order(sample: Sample):
    script = script_of_a_year(sample)
    days = [change.on for change in script]
    assert days == sorted(days)
    assert days[0] > sample.today
    assert days[-1] - sample.today > timedelta(days=330)
    assert {change.action for change in script} == {"publish", "edit", "retitle", "withdraw", "protect", "restore"}
    later = sample
    for change in script:
        later = later.after([change])
    assert later.today == days[-1]
    assert isinstance(later.today, date)
