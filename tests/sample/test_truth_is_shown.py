"""Every field of the truth is in the page, in every skin: a truth that a page does not show would be no truth."""

from html import unescape

import pytest

from sample_portal import SKINS, Sample
from sample_portal.pages import Builder
from tests.sample.asking import BROKEN_SPACE, as_shown, flat, masked, soup, text

pytestmark = pytest.mark.slow  # every page in three skins, read


@pytest.fixture(scope="module", params=list(SKINS))
def page(request, sample: Sample):
    """Gives the HTML of a page by builder method and arguments, in one skin."""
    skin, builder = SKINS[request.param], Builder(sample)
    return lambda method, *arguments: skin.render(getattr(builder, method)(*arguments), "http://127.0.0.1/")


def _online(sample: Sample) -> list[int]:
    return [number for number in sample.published if sample.heads[number].online]


def test_articles_show_their_fields(page, sample: Sample, truth):
    news = {row.spip_id: row for row in truth["news"]}
    for number in _online(sample):
        row, broken = news[number], "letters" in sample.heads[number].flaws
        shown = masked(text(page("article", number))).replace(BROKEN_SPACE, "")
        for field in (row.overtitle, row.title, row.subtitle, row.lead, row.published_text, row.issuer):
            assert field is None or as_shown(field, broken=broken) in shown, f"{number}: {field}"
        for paragraph in (row.body or "").split("\n\n"):
            assert as_shown(paragraph.replace(" | ", ""), broken=broken) in shown, f"{number}: {paragraph}"


def test_articles_show_their_number_and_picture(page, truth):
    for row in (row for row in truth["news"] if row.spip_id):
        html = page("article", row.spip_id)
        assert f"id_article={row.spip_id}" in html
        assert row.image_url is None or row.image_url.removeprefix("https://cites-unies-france.org/") in html


def test_articles_show_their_keywords_and_documents(page, truth):
    themes = {row.id: row for row in truth["themes"]}
    slugs = {row.id: row.spip_id for row in truth["news"]}
    for use in truth["news_themes"]:
        links = soup(page("article", slugs[use.news_id])).find_all("a", href=True)
        theme = themes[use.theme_id]
        assert (theme.url.rpartition("/")[2], flat(theme.name)) in {(a["href"], flat(a.get_text())) for a in links}
    for document in truth["documents"]:
        found = soup(page("article", slugs[document.news_id]))
        links = [a for a in found.find_all("a", href=True) if document.url.endswith(a["href"])]
        assert len(links) == 1, document
        assert document.title is None or flat(document.title) in flat(found.get_text())


def test_articles_show_their_people(page, truth):
    roles, slugs = {row.id: row for row in truth["roles"]}, {row.id: row.spip_id for row in truth["news"]}
    names = {row.id: row.name for row in truth["people"]}
    for stated in truth["news_roles"]:
        role, shown = roles[stated.role_id], text(page("article", slugs[stated.news_id]))
        assert flat(names[role.person_id]).lower() in shown.lower()
        assert role.function is None or flat(role.function) in shown


def test_events_show_their_words(page, truth):
    slugs = {row.id: row.spip_id for row in truth["news"]}
    for row in truth["events"]:
        shown = text(page("article", slugs[row.news_id]))
        assert flat(row.date_text) in shown, row
        assert row.place is None or flat(row.place) in shown
        if row.precision == "minute":
            assert f"{int(row.starts[11:13])}h{row.starts[14:]}" in shown
            assert f"{int(row.ends[11:13])}h{row.ends[14:]}" in shown


def test_groups_show_their_sections_and_people(page, sample: Sample, truth):
    names = {row.id: row.name for row in truth["people"]}
    for group in sample.world.groups:
        pages = [page("presentation", group.intro)] if group.intro else []
        if group.kind == "thematic":
            pages.append(page("rubrique", group.rubrique, {}))
        for shown in map(text, pages):
            for section in (row for row in truth["group_sections"] if row.group_id == group.id):
                assert flat(section.heading) in shown
                for paragraph in section.text.split("\n\n"):
                    assert flat(paragraph) in shown
            for milestone in (row for row in truth["group_milestones"] if row.group_id == group.id):
                assert flat(milestone.text) in shown
    for role in truth["roles"]:
        if role.group_id and not any(stated.role_id == role.id for stated in truth["news_roles"]):
            group = sample.world.group(role.group_id)
            shown = text(page("presentation", group.intro) if group.intro else page("rubrique", group.rubrique, {}))
            assert flat(names[role.person_id]).lower() in shown.lower()
            assert role.function is None or flat(role.function) in shown
            assert role.organisation is None or flat(role.organisation) in shown


def test_group_pages_show_name_and_number(page, sample: Sample, truth):
    for row in truth["groups"]:
        html = page("rubrique", row.spip_id, {})
        assert row.name in soup(html).title.get_text()
        assert f"id_rubrique={row.spip_id}" in html
        group = sample.world.group(row.id)
        if row.abstract:
            assert flat(row.abstract) in text(page("presentation", group.intro))
            assert f"page=pays_intro&id_rubrique={group.intro}" in unescape(html)


def test_keyword_pages_show_their_name(page, sample: Sample, truth):
    for row in truth["themes"]:
        assert flat(row.name) in text(page("mot", sample.world.mots[row.name], {}))


def test_an_article_in_its_group_shows_the_same(page, sample: Sample, truth):
    news = {row.spip_id: row for row in truth["news"]}
    number = next(number for number in sample.of_group("mali") if "letters" not in sample.heads[number].flaws)
    shown = masked(text(page("again", "pays_page", number, 167)))
    assert flat(news[number].title) in shown
    assert flat("Présentation du groupe") in shown
    for paragraph in news[number].body.split("\n\n"):
        assert flat(paragraph.replace(" | ", "")) in shown


def test_letters_and_the_page_in_english_show_their_text(page, sample: Sample, truth):
    texts = {section.name: number for number, section in sample.sections.items()}
    letters = [row for row in truth["news"] if row.spip_id is None]
    assert len(letters) == 3
    for row in letters:
        shown = flat(soup(page("rubrique", texts[row.title], {})).get_text())
        assert all(flat(paragraph) in shown for paragraph in row.body.split("\n\n"))
