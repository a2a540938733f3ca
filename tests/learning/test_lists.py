"""Which date of a list is whose: by the articles that it lists, by its own structure, or none; never a neighbour's."""

import pytest

from scraper.learning.learn import learn
from scraper.reading import read
from scraper.reading.observed import ObservedPage
from scraper.reading.profile import ListedDates, Profile
from scraper.records import Listing

from .sites import PORTAL, SUBJECTS, observed, page, site, text, title, url

AT = "2026-03-02T08:00:00Z"
SECTIONS = tuple(f"{PORTAL.url}/-Dossier-{name}-" for name in ("A", "B", "C", "D", "E", "F", "G", "H", "I"))


def day(subject: str) -> str:
    """Return when an article was published: no day but its own article's."""
    return f"{2 + 2 * SUBJECTS.index(subject)} mars 2021"


def event_day(subject: str) -> str:
    return f"{1 + 2 * SUBJECTS.index(subject)} mai 2021"


def link(subject: str) -> str:
    return f"<h3><a href='{url(subject)}'>{title(subject)}</a></h3>"


def article(subject: str) -> str:
    return (
        f"<h1>{title(subject)}</h1><p class='d'>{day(subject)}</p>"
        f"<div class='x'>{text(subject)}<p>Le départ est fixé au {event_day(subject)}, à la mairie.</p></div>"
    )


def date(shown: str) -> str:
    return f"<p class='q'>{shown}</p>"


LISTS = {
    "above": lambda subjects: "".join(date(day(each)) + link(each) for each in subjects),
    "above, below the page's own date": lambda subjects: (
        "<p class='q'>25 décembre 2020</p><p>Nos missions.</p>"
        + "".join(date(day(each)) + link(each) for each in subjects)
    ),
    "below": lambda subjects: "".join(link(each) + date(day(each)) for each in subjects),
    "below, where the page has one above": lambda subjects: (
        date("25 décembre 2020") + "".join(link(each) + date(day(each)) for each in subjects)
    ),
    "above, where the page has one below": lambda subjects: (
        "".join(date(day(each)) + link(each) for each in subjects) + date("25 décembre 2020")
    ),
    "cards that end with it": lambda subjects: "".join(
        f"<article>{link(each)}<p>Trois jours à {each}, avec les élus des deux villes.</p>{date(day(each))}</article>"
        for each in subjects
    ),
    "cards that begin with it, below the page's own date": lambda subjects: (
        date("25 décembre 2020") + "".join(f"<article>{date(day(each))}{link(each)}</article>" for each in subjects)
    ),
    "rows": lambda subjects: (
        "<table>" + "".join(f"<tr><td>{day(each)}</td><td>{link(each)}</td></tr>" for each in subjects) + "</table>"
    ),
}
"""Lists as templates write them."""


def sections(written) -> dict[str, str]:
    """Return the pages of some sections, each with four articles as a function lists them."""
    return {
        at: page(f"<h2>Dossier {i}</h2><div class='l'>{written([SUBJECTS[(i + k) % 14] for k in range(4)])}</div>")
        for i, at in enumerate(SECTIONS)
    }


def pages(written, article=article) -> list[ObservedPage]:
    menu = "".join(f"<li><a href='{at}'>Dossier {i}</a></li>" for i, at in enumerate(SECTIONS))
    lists = (observed(at, html) for at, html in sections(written).items())
    return [*site(article), observed(f"{PORTAL.url}/Les-dossiers", page(menu)), *lists]


def profile_of(written) -> Profile:
    return learn(pages(written))


def listed_dates(profile: Profile) -> ListedDates | None:
    (layout,) = (layout for layout in profile.layouts if layout.kind == "rubrique")
    return layout.listed


def dates(html: str, profile: Profile) -> dict[str, str | None]:
    """Return the date that a section shows of each article, by its address."""
    read_page = read(html.encode(), SECTIONS[0], fetched_at=AT, portal=PORTAL, profile=profile)
    return {row.url: row.date_text for row in read_page.rows if isinstance(row, Listing)}


@pytest.mark.parametrize("written", LISTS.values(), ids=LISTS)
def test_each_article_of_a_list_has_its_own_date(written):
    profile = profile_of(written)
    found = listed_dates(profile)
    assert (found.of, found.agreed) == ("published", found.compared)
    for html in sections(written).values():
        own = {url(each): day(each) for each in SUBJECTS if title(each) in html}
        assert dates(html, profile) == own


@pytest.mark.parametrize("written", LISTS.values(), ids=LISTS)
def test_without_a_profile_a_list_shows_no_date_or_the_article_s(written):
    for html in sections(written).values():
        shown = dates(html, Profile())
        assert {at: words for at, words in shown.items() if words} == {
            at: words for at, words in ((url(each), day(each)) for each in SUBJECTS) if shown.get(at)
        }


def test_where_nothing_decides_a_list_has_no_dates():
    def between(subjects):
        return date("25 décembre 2020") + "".join(link(each) + date(day(each)) for each in subjects)

    html = next(iter(sections(between).values()))
    assert dates(html, Profile()) == {url(each): None for each in SUBJECTS[:4]}


def test_a_list_of_events_shows_the_days_of_its_own_events():
    def listed(subjects):
        return date("25 décembre 2020") + "".join(date(event_day(each)) + link(each) for each in subjects)

    profile = profile_of(listed)
    assert (listed_dates(profile).side, listed_dates(profile).of) == ("above", "event")
    html = next(iter(sections(listed).values()))
    assert dates(html, profile) == {url(each): event_day(each) for each in SUBJECTS[:4]}


def test_of_two_dates_in_a_card_the_publication_is_the_article_s():
    def listed(subjects):
        return "".join(
            f"<article>{date(event_day(each))}<p>Mission</p>{link(each)}{date(day(each))}</article>"
            for each in subjects
        )

    html = next(iter(sections(listed).values()))
    assert dates(html, profile_of(listed)) == {url(each): day(each) for each in SUBJECTS[:4]}


def test_a_block_on_every_page_with_its_dates_elsewhere_decides_nothing_of_the_lists():
    latest = "".join(f"<p><a href='{url(each)}'>{title(each)}</a></p><i>{day(each)}</i>" for each in SUBJECTS[-5:])

    def listed(subjects):
        return f"{LISTS['above'](subjects)}</div><div class='s'>{latest}"

    profile = learn(pages(listed, lambda subject: f"{article(subject)}<div class='s'>{latest}</div>"))
    assert (listed_dates(profile).side, listed_dates(profile).compared) == ("above", 36)


def test_dates_that_no_article_has_decide_nothing():
    profile = profile_of(lambda subjects: "".join(date(f"{i + 1} juin 2019") + link(s) for i, s in enumerate(subjects)))
    assert listed_dates(profile) is None


def test_one_wrong_date_in_a_list_changes_no_other():
    def listed(subjects):
        shown = {**{each: day(each) for each in SUBJECTS}, "Oslo": "9 avril 2019"}
        return "".join(date(shown[each]) + link(each) for each in subjects)

    found = listed_dates(profile_of(listed))
    assert (found.side, found.compared - found.agreed) == ("above", 3)
    html = next(iter(sections(listed).values()))
    own = {url(each): day(each) for each in SUBJECTS[:4]}
    assert dates(html, profile_of(listed)) == own | {url("Oslo"): "9 avril 2019"}


def test_what_the_dates_of_lists_are_is_kept_with_the_profile_and_not_learned_anew():
    profile = profile_of(LISTS["above"])
    assert Profile.from_json(profile.to_json()) == profile
    assert listed_dates(learn(pages(LISTS["below"]), profile)) == listed_dates(profile)
