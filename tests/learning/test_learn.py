"""What the pages of a site show together, on sites as small as what a test is about."""

import dataclasses
import json

import pytest

from scraper.learning.learn import learn
from scraper.masking import mask_json
from scraper.reading import read
from scraper.reading.profile import BELOW, TITLE, Layout, Profile, Slot
from scraper.records import Document, Theme

from . import sites
from .sites import PORTAL, SUBJECTS, context, page, site, text, title, url

AT = "2026-03-02T08:00:00Z"


def profile_of(article) -> Profile:
    return learn(site(article))


def reading_of(article, subject: str = "Oslo"):
    """Read one article of a site with the profile that the others, and it, show."""
    html = page(article(subject)).encode()
    return read(html, url(subject), fetched_at=AT, portal=PORTAL, profile=profile_of(article))


def roles(profile: Profile) -> dict[str, str]:
    """Return the role of each place by the last step of its path."""
    (layout,) = profile.layouts
    return {slot.path.rpartition("/")[2]: slot.role for slot in layout.slots}


def test_the_title_is_what_links_call_the_page_wherever_it_is():
    def article(subject):
        return (
            f"<div class='a'><p class='b'>Portraits de villes</p><p class='c'>{title(subject)}</p></div>"
            f"<div class='d'>{text(subject)}</div>"
        )

    assert roles(profile_of(article))["p.c"] == "title"
    assert reading_of(article).subject.title == title("Oslo")


def test_the_title_is_the_heading_and_not_the_end_of_the_way_to_the_page():
    def article(subject):
        way = f"<ol class='w'><li><a href='/'>Accueil</a></li><li class='l'>{title(subject)}</li></ol>"
        return f"{way}<h2>{title(subject)}</h2><div class='x'>{text(subject)}</div>"

    assert profile_of(article).layouts[0].title == "h2"


def test_a_title_with_two_paths_is_found_beside_a_breadcrumb_that_cuts_it():
    """The breadcrumb is at one path on all pages; the title's column has another class where a picture is beside it."""
    subjects = [*SUBJECTS, *(f"{subject}-Nord" for subject in SUBJECTS)]

    def article(subject):
        words = title(subject)
        crumb = f"{words[:24]} (…)" if len(subject) > 9 else words
        column = "half" if subjects.index(subject) % 2 else "whole"
        head = f"<div class='{column}'><p class='over'>Vu de {subject}</p><h1>{words}</h1></div>"
        return f"<ol><li class='here'>{crumb}</li></ol>{head}<div class='t'>{text(subject)}</div>"

    profile = learn(site(article, subjects))
    assert {layout.title.rpartition("/")[2] for layout in profile.layouts} == {"h1"}
    found = read(page(article("Oslo-Nord")).encode(), url("Oslo-Nord"), fetched_at=AT, portal=PORTAL, profile=profile)
    assert (found.subject.overtitle, found.subject.title) == ("Vu de Oslo-Nord", title("Oslo-Nord"))


def test_an_overtitle_in_the_heading_of_the_title_is_none_of_it():
    def article(subject):
        over = f"<span class='up'>Vu de {subject}</span> " if len(subject) > 4 else ""
        return f"<h1>{over}<span class='down'>{title(subject)}</span></h1><div class='t'>{text(subject)}</div>"

    found = [reading_of(article, subject).subject for subject in ("Dakar", "Oslo")]
    assert [(each.overtitle, each.title) for each in found] == [("Vu de Dakar", title("Dakar")), (None, title("Oslo"))]


def test_of_two_lines_below_the_title_that_some_pages_have_the_farther_is_the_overtitle():
    def article(subject):
        n = SUBJECTS.index(subject)
        lines = (
            f"<p class='sub'>Au port de {subject}</p>" * (n % 2),
            f"<p class='over'>Vu de {subject}</p>" * (n % 3 == 1),
        )
        return f"<div class='hero'><h1>{title(subject)}</h1>{''.join(lines)}</div><div class='t'>{text(subject)}</div>"

    found = {subject: reading_of(article, subject).subject for subject in ("Dakar", "Quito", "Lima")}
    assert {subject: (each.overtitle, each.subtitle) for subject, each in found.items()} == {
        "Dakar": ("Vu de Dakar", "Au port de Dakar"),
        "Quito": ("Vu de Quito", None),
        "Lima": (None, None),
    }


def test_of_two_lines_below_the_title_one_in_a_heading_is_the_subtitle():
    def article(subject):
        n = SUBJECTS.index(subject)
        over = f"<p class='up'>Vu de {subject}</p>" * (n % 3 == 1)
        under = f"<h2>Au port de {subject}</h2>" * (n % 2)
        return f"<div class='hero'><h1>{title(subject)}</h1>{over}{under}</div><div class='t'>{text(subject)}</div>"

    found = [reading_of(article, subject).subject for subject in ("Dakar", "Quito")]
    assert [(each.overtitle, each.subtitle) for each in found] == [
        ("Vu de Dakar", "Au port de Dakar"),
        ("Vu de Quito", None),
    ]


def test_a_subtitle_in_an_element_with_the_title_is_none_of_a_text_without_an_element_of_its_own():
    def article(subject):
        under = f"<p>Au port de {subject}</p>" * (SUBJECTS.index(subject) % 2)
        return f"<article><header><hgroup><h1>{title(subject)}</h1>{under}</hgroup></header>{text(subject)}</article>"

    found = [reading_of(article, subject).subject for subject in ("Dakar", "Quito")]
    assert [each.subtitle for each in found] == ["Au port de Dakar", None]
    assert found[0].body.startswith("Les élus de Dakar ont")


def test_the_publication_is_the_line_beside_a_section_and_not_the_dates_of_a_list():
    """The line links to the page's section, the list is the same on many pages, its dates in an element with links."""
    subjects = [f"{subject} {half}" for subject in SUBJECTS for half in ("Nord", "Sud")]

    def dated(subject):
        return f"Publié le {1 + subjects.index(subject)} mars 2014 · <a href='-Europe-'>Europe</a> · 1 min"

    def article(subject):
        n = subjects.index(subject)
        near = [subjects[(n + far) % len(subjects)] for far in (1, 2, 3)]
        items = "".join(
            f"<li><a href='{url(each).replace(' ', '-')}'>{title(each)}</a>"
            f"<br>{9 + subjects.index(each) % 9} avril 2015<br><a href='-Europe-'>Europe</a></li>"
            for each in near
        )
        menu = "<ul><li><a href='-Europe-'>Europe</a></li></ul>"
        own = f"<h1>{title(subject)}</h1><p class='m'>{dated(subject)}</p><div class='t'>{text(subject)}</div>"
        return f"{menu}{own}<aside><ul>{items}</ul></aside>"

    section = sites.observed(
        f"{PORTAL.url}/-Actualites-",
        page("".join(f"<li><a href='{url(each).replace(' ', '-')}'>{title(each)}</a></li>" for each in subjects)),
    )
    pages = [sites.observed(url(each).replace(" ", "-"), page(article(each))) for each in subjects]
    profile = learn([section, *pages])
    assert roles(profile)["p.m"] == "date"
    address = url("Oslo Sud").replace(" ", "-")
    found = read(page(article("Oslo Sud")).encode(), address, fetched_at=AT, portal=PORTAL, profile=profile)
    assert found.subject.published == f"2014-03-{1 + subjects.index('Oslo Sud'):02}"


def test_keywords_on_the_card_of_another_article_are_no_keywords_of_this_one():
    def article(subject):
        n = SUBJECTS.index(subject)
        other = SUBJECTS[(n + 3) % len(SUBJECTS)]
        pills = f"<div class='pills'><a href='+-{SUBJECTS[n - 3]}-+'>{SUBJECTS[n - 3]}</a></div>"
        card = f"<div class='card'>{pills}<h3><a href='{url(other)}'>{title(other)}</a></h3><p>Quelques mots.</p></div>"
        own = f"<div class='own'><a href='+-{subject}-+'>{subject}</a></div>" * (n % 2)
        return f"<h1>{title(subject)}</h1><div class='t'>{text(subject)}</div>{own}{card}"

    assert [theme.name for theme in reading_of(article, "Dakar").of(Theme)] == ["Dakar"]
    assert reading_of(article, "Lima").of(Theme) == []


def test_a_profile_has_nothing_that_is_masked_as_an_address():
    """As it is kept: classes of a grid with a sign for the width of a screen are none."""

    def article(subject):
        own = f"<h1>{title(subject)}</h1><div class='t'>{text(subject)}</div>"
        return f"<div class='child-width-1-3@m grid'>{own}</div>"

    kept = profile_of(article).to_json()
    assert "child-width-1-3" in kept
    assert json.loads(mask_json(kept)) == json.loads(kept)


def test_a_line_that_all_pages_have_beside_the_date_is_no_text():
    def article(subject):
        date = f"<p>{1 + SUBJECTS.index(subject)} mars 2014</p><p>Lecture : {SUBJECTS.index(subject) % 3} min</p>"
        return f"<article><header><h1>{title(subject)}</h1>{date}</header>{text(subject)}</article>"

    assert reading_of(article).subject.body.startswith("Les élus de Oslo ont")


def test_the_name_of_the_section_above_the_title_is_no_overtitle():
    """As a badge that leads nowhere, on a site whose menu calls the sections so."""
    sections = ("Actualités", "Europe", "Afrique")
    menu = "".join(f"<li><a href='-{n}-{name[:3]}-'>{name}</a></li>" for n, name in enumerate(sections))

    def article(subject):
        n = SUBJECTS.index(subject)
        badge = f"<p class='badge'>{sections[n % 3]}</p>"
        over = f"<p class='over'>Vu de {subject}</p>" * (n % 2)
        return f"<ul>{menu}</ul>{badge}{over}<h1>{title(subject)}</h1><div class='t'>{text(subject)}</div>"

    found = [reading_of(article, subject).subject.overtitle for subject in ("Lima", "Dakar")]
    assert found == [None, "Vu de Dakar"]


@pytest.mark.parametrize("coming", [(), ("Lima", "Dakar")], ids=["", "two that all pages announce"])
def test_a_class_that_each_page_has_of_its_own_makes_no_layout_of_its_own(coming):
    """A page builder names an article's elements by its number, in the article and on the cards that lead to it."""

    def article(subject):
        n = SUBJECTS.index(subject)
        near = [SUBJECTS[(n + far) % len(SUBJECTS)] for far in (1, 2, 3, 4)]
        cards = "".join(
            f"<div class='card id-{SUBJECTS.index(each)}'><a href='{url(each)}'>{title(each)}</a></div>"
            for each in (*near, *coming)
        )
        own = f"<h1>{title(subject)}</h1><div class='t'>{text(subject)}</div>"
        return f"<div class='hero id-{n}'><div class='in'>{own}</div></div><div class='near'>{cards}</div>"

    (layout,) = profile_of(article).layouts
    assert (layout.pages, layout.title) == (len(SUBJECTS), "div.hero/div.in/h1")


def test_a_heading_that_leads_back_to_the_summary_is_text():
    def article(subject):
        heads = ("Contexte", "Suites")
        plan = "".join(f"<li><a id='p{n}' href='#t{n}'>{head}</a></li>" for n, head in enumerate(heads))
        parts = "".join(f"<h2 id='t{n}'><a href='#p{n}'>{head}</a></h2>{text(subject)}" for n, head in enumerate(heads))
        return f"<h1>{title(subject)}</h1><ol class='plan'>{plan}</ol><div class='t'>{parts}</div>"

    paragraphs = reading_of(article).subject.body.split("\n\n")
    assert (len(paragraphs), paragraphs[0], paragraphs[3]) == (6, "Contexte", "Suites")
    alone = read(page(article("Oslo")).encode(), url("Oslo"), fetched_at=AT, portal=PORTAL).subject
    assert "Suites" in alone.body.split("\n\n")


def test_the_site_s_name_with_the_section_above_a_title_is_no_overtitle():
    subjects = [f"{subject}{half}" for subject in SUBJECTS for half in ("", "-Nord")]

    def article(subject):
        section = SUBJECTS[subjects.index(subject) % 8]
        line = f"<p class='k'>Réseau des villes | <span>{section}</span></p>"
        way = f"<p class='w'><a href='-{section}-'>{section}</a></p>"
        return f"{line}<h1>{title(subject)}</h1>{way}<div class='x'>{text(subject)}</div>"

    profile = learn(site(article, subjects))
    found = read(page(article("Oslo")).encode(), url("Oslo"), fetched_at=AT, portal=PORTAL, profile=profile)
    assert (found.subject.title, found.subject.overtitle) == (title("Oslo"), None)


def test_what_is_between_paragraphs_that_have_an_element_each_is_text():
    """A table that some articles share; below the text, the same words would be a label."""

    def article(subject):
        first, second = (f"<div class='p'>{each}</p></div>" for each in text(subject).split("</p>")[:2])
        table = "<table class='s'><tr><th>Ville</th><th>Écoles</th></tr><tr><td>Kati</td><td>3</td></tr></table>"
        below = "<div class='n'><span>Notes</span></div>"
        some = SUBJECTS.index(subject) % 3 == 1
        own = f"{first}{table * some}{second}{below * some}"
        return f"<h1>{title(subject)}</h1><div class='x'>{own}</div>"

    assert reading_of(article, "Dakar").subject.body.split("\n\n")[1:-1] == ["Ville Écoles", "Kati 3"]


@pytest.mark.parametrize("colour", ["", "bg-{}", "theme-{0} wide-{0}"], ids=["picture or none", "colour", "two more"])
def test_a_class_of_which_each_page_has_one_makes_no_layout_of_its_own(colour):
    """Each kind of page has fewer than eight, of which nothing could be learned."""

    def article(subject):
        n = SUBJECTS.index(subject)
        names = f"hero {'pictured' if n % 2 else 'bare'}", f"box round {colour.format('abc'[n % 3])}"
        over = f"<p class='over'>Vu de {subject}</p>" * (n % 4 == 1)
        head = f"<div class='{names[0]}'><div class='{names[1]}'>{over}<h1>{title(subject)}</h1></div></div>"
        return f"{head}<div class='t'>{text(subject)}</div>"

    (layout,) = profile_of(article).layouts
    assert (layout.pages, layout.title) == (len(SUBJECTS), "div.hero/div.box.round/h1")
    assert [reading_of(article, each).subject.overtitle for each in ("Dakar", "Oslo")] == ["Vu de Dakar", None]


def test_how_to_cite_a_page_is_no_text():
    def article(subject):
        cited = f"<p class='c'>Réseau des villes, « {title(subject)} », {url(subject)}</p>"
        return f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div>{cited}"

    assert reading_of(article).subject.body.count("\n\n") == 1


def test_an_overtitle_that_ends_with_the_section_behind_it_is_whole():
    def article(subject):
        over = f"<span>Deux jours à {subject}</span> " if SUBJECTS.index(subject) % 4 == 2 else ""
        kicker = f"<p class='k'>{over}<a href='-{subject}-'>{subject}</a></p>"
        return f"<div>{kicker}<h1>{title(subject)}</h1></div><div class='x'>{text(subject)}</div>"

    assert reading_of(article, "Oslo").subject.overtitle == "Deux jours à Oslo"


def test_the_title_behind_a_word_above_it_is_the_end_of_the_way_to_the_page():
    def article(subject):
        way = f"<ul><li><a href='/'>Accueil</a></li><li class='l'><i>Page en cours :</i> {title(subject)}</li></ul>"
        return f"{way}<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div>"

    found = reading_of(article).subject
    assert (found.title, found.overtitle) == (title("Oslo"), None)


def test_a_site_s_address_where_others_have_the_template_s_words_is_theirs():
    subjects = [f"{subject}{half}" for subject in SUBJECTS for half in ("", "-Nord")]

    def article(subject):
        at = "<a href='https://example.org/'>Nos partenaires</a>"
        beside = at if subject in ("Lima", "Oslo") else "Rejoignez-nous"
        return f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div><aside class='s'>{beside}</aside>"

    profile = learn(site(article, subjects))
    for subject, below in (("Oslo", ["Nos partenaires"]), ("Tunis", [])):
        html = page(article(subject)).encode()
        found = read(html, url(subject), fetched_at=AT, portal=PORTAL, profile=profile).subject
        assert found.body.split("\n\n")[2:] == below


def test_headings_with_an_element_of_their_own_beside_that_of_the_text_are_text():
    def article(subject):
        n = SUBJECTS.index(subject)
        heading = f"<div class='head'><h2>{('Contexte', 'Suites', 'Projets')[n % 3]}</h2></div>" * (n % 4 > 0)
        module = f"<div class='module'>{heading}<div class='words'>{text(subject)}</div></div>"
        appeal = "<div class='appeal'><h3>Restez informés</h3><p>Recevez notre lettre chaque mois.</p></div>"
        return f"<h1>{title(subject)}</h1><div class='col'>{module}{appeal}{module}</div>"

    body = reading_of(article, "Dakar").subject.body
    assert body.count("Suites") == 2
    assert "Restez" not in body


@pytest.mark.parametrize("having", [("Dakar",), ("Dakar", "Quito")], ids=["one", "two"])
def test_the_label_of_a_lead_that_few_pages_have_is_no_text_and_no_subtitle(having):
    def article(subject):
        lead = f"<div class='box'><h2>L’essentiel</h2><p>Les élus de {subject} sont là.</p></div>"
        own = lead if subject in having else ""
        return f"<h1>{title(subject)}</h1>{own}<div class='t'>{text(subject)}</div>"

    found = reading_of(article, "Dakar").subject
    assert (found.subtitle, found.lead) == (None, "Les élus de Dakar sont là.")
    assert found.body.startswith("Les élus de Dakar ont rencontré")


def test_what_only_groups_have_in_common_is_their_own_in_an_element_of_its_own_too():
    """A milestone without a date is alone in its place, as a label is."""
    steps = "<tr><td class='on'>8 mars 2013</td><td>Visite</td></tr><tr><td></td><td class='what'>Un dialogue</td></tr>"

    def group(subject):
        return page(f"<h1>{title(subject)}</h1><div class='t'><p>{subject}</p><table class='s'>{steps}</table></div>")

    at = {subject: f"{PORTAL.url}/-{url(subject).rpartition('/')[2]}-" for subject in SUBJECTS}
    links = "".join(f"<li><a href='{address}'>{title(subject)}</a></li>" for subject, address in at.items())
    home = sites.observed(f"{PORTAL.url}/", page(links))
    profile = learn([home, *(sites.observed(address, group(subject)) for subject, address in at.items())])
    assert roles(profile)["td.what"] == "text"


def test_a_picture_behind_the_head_of_some_pages_is_the_article_s_and_that_of_all_pages_is_not():
    def article(subject):
        own = f" style=\"background-image:url('/IMG/jpg/vue_{subject}.jpg')\"" if len(subject) == 5 else ""
        brand = "<div class='brand' style=\"background-image:url('/IMG/jpg/vue_du_reseau.jpg')\"></div>"
        return f"{brand}<div class='hero'{own}><h1>{title(subject)}</h1></div><div class='t'>{text(subject)}</div>"

    found = [reading_of(article, subject).subject.image_url for subject in ("Dakar", "Oslo")]
    assert found == [f"{PORTAL.url}/IMG/jpg/vue_Dakar.jpg", None]


def test_a_text_is_whole_where_some_of_it_has_an_element_of_its_own():
    """What is above the first heading, on pages that have one; headings with a link to themselves."""

    def article(subject):
        if len(subject) < 5:
            return f"<h1>{title(subject)}</h1><div class='t'>{text(subject)}</div>"
        part = f"<section><h2>La suite <a href='#s'>#</a></h2><ul><li>Un marché à {subject}</li></ul></section>"
        return f"<h1>{title(subject)}</h1><div class='t'><div class='first'>{text(subject)}</div>{part}</div>"

    whole = reading_of(article, "Dakar").subject.body
    assert whole.endswith("La suite\n\nUn marché à Dakar")
    assert "épuration" in reading_of(article, "Oslo").subject.body


def test_what_is_the_same_on_most_pages_is_frame_without_any_word_of_the_portal():
    def article(subject):
        return (
            f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div>"
            "<div class='y'><p>Notre lettre vous attend chaque lundi.</p><p>Je la reçois</p></div>"
        )

    body = reading_of(article).subject.body
    assert "épuration" in body
    assert not {"lettre", "reçois"} & set(body.split())


def test_a_sentence_that_few_pages_share_stays_in_the_text():
    def article(subject):
        after = (
            "<div class='ps'><p>Les personnes qui le souhaitent peuvent écrire.</p></div>"
            if subject in SUBJECTS[:4]
            else ""
        )
        return f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div>{after}"

    assert reading_of(article, SUBJECTS[0]).subject.body.endswith("peuvent écrire.")


def test_cards_of_other_articles_are_no_text():
    def article(subject):
        others = [each for each in SUBJECTS if each != subject]
        shown = others[SUBJECTS.index(subject) % 10 :][:2]
        cards = "".join(
            f"<div class='k'><a href='{url(each)}'><b>{title(each)}</b></a><p>{each} compte pour nous.</p></div>"
            for each in shown
        )
        return f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div><div class='w'>{cards}</div>"

    reading = reading_of(article)
    assert reading.kind == "article"
    assert "compte pour nous" not in reading.subject.body
    assert reading.subject.body.count("\n\n") == 1


def test_an_appeal_amid_the_texts_makes_no_card_of_them():
    """Its link is the only one of most texts, and leads to a page under its name: a quotation below it was a teaser."""

    def article(subject):
        appeal = "<aside class='don'><p>Aidez-nous</p><a href='/Faire-un-don'>Faire un don au réseau</a></aside>"
        quotation = f"<blockquote class='q'><p>Vive {subject} !</p></blockquote>" if len(subject) == 5 else ""
        return f"<h1>{title(subject)}</h1><div class='t'>{text(subject)}{appeal}{quotation}</div>"

    body = reading_of(article, "Dakar").subject.body
    assert body.endswith("\n\nVive Dakar !")
    assert "Faire un don" not in body


def test_the_sign_before_a_keyword_is_none_of_its_name():
    def article(subject):
        tag = f"<ul class='k'><li><a href='+-{subject}-+'>#{subject}</a></li></ul>"
        return f"<h1>{title(subject)}</h1><div class='t'>{text(subject)}</div>{tag}"

    assert [theme.name for theme in reading_of(article).of(Theme)] == ["Oslo"]


def test_the_summary_above_a_text_is_no_text_and_its_label_neither():
    def article(subject):
        return (
            f"<h1>{title(subject)}</h1><div class='s'><p>Au sommaire</p><a href='#i'>À {subject}</a></div>"
            f"<div class='x'><h2 id='i'>À {subject}</h2>{text(subject)}</div>"
        )

    assert reading_of(article).subject.body.startswith("À Oslo\n\nLes élus")


def test_pills_are_keywords_and_files_in_a_panel_documents():
    def article(subject):
        return (
            f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div>"
            "<div class='f'><span>Pièces</span>"
            f"<div class='g'><a href='IMG/pdf/{subject}.pdf'>Compte rendu</a></div></div>"
            f"<div class='q'><a class='r' href='+-Eau-+'>Eau</a><a class='r' href='+-{subject}-+'>{subject}</a></div>"
        )

    reading = reading_of(article)
    assert [row.name for row in reading.rows if type(row).__name__ == "Theme"] == ["Eau", "Oslo"]
    assert [row.title for row in reading.rows if type(row).__name__ == "Document"] == ["Compte rendu"]
    assert not {"Pièces", "Eau"} & set(reading.subject.body.split())


def test_the_date_is_the_one_that_every_page_has_in_one_place():
    def article(subject):
        day = 1 + SUBJECTS.index(subject)
        return (
            f"<div class='m'><p>{day} mars 2021 | Rédaction</p></div><h1>{title(subject)}</h1>"
            f"<div class='x'>{text(subject)}<p>Le prochain départ aura lieu le 4 mai 2022.</p></div>"
        )

    assert reading_of(article).subject.published == "2021-03-03"


def test_a_change_beside_the_publication_is_no_second_date():
    def article(subject):
        day = 1 + SUBJECTS.index(subject)
        facts = f"<p><span>Publié le {day} mars 2021</span> — <span>Modifié le {day + 1} mars 2021</span></p>"
        return f"<h1>{title(subject)}</h1><div class='m'>{facts}</div><div class='x'>{text(subject)}</div>"

    reading = reading_of(article)
    assert reading.subject.published == "2021-03-03"
    assert reading.subject.body.count("\n\n") == 1


def test_a_table_of_facts_beside_the_text_is_none_of_it():
    def article(subject):
        day = 1 + SUBJECTS.index(subject)
        rows = (
            f"<tr><th>Publié le</th><td>{day} mars 2021</td></tr>"
            f"<tr><th>Thème</th><td><a href='+-{subject}-+'>{subject}</a></td></tr>"
            f"<tr><th>Rubrique</th><td><a href='-{subject}-'>{subject}</a></td></tr>"
            f"<tr><th>Public</th><td>Élus de {subject}</td></tr><tr><th>Partager</th><td>par courriel</td></tr>"
        )
        return f"<h1>{title(subject)}</h1><table class='f'>{rows}</table><div class='x'>{text(subject)}</div>"

    reading = reading_of(article)
    assert reading.subject.published == "2021-03-03"
    assert reading.subject.body.count("\n\n") == 1


def test_the_articles_before_and_after_are_no_text():
    def article(subject):
        at = SUBJECTS.index(subject)
        before, after = SUBJECTS[at - 1], SUBJECTS[(at + 1) % len(SUBJECTS)]
        ways = (
            f"<a href='{url(before)}'>Précédent <b>{title(before)}</b></a>"
            f"<a href='{url(after)}'>Suivant <b>{title(after)}</b></a>"
        )
        return f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div><div class='w'>{ways}</div>"

    assert reading_of(article).subject.body.count("\n\n") == 1


def test_numbers_that_a_template_writes_before_headings_are_not_theirs():
    def article(subject):
        folds = "".join(
            f"<details><summary><span>{n}</span> <span>{head} {subject}</span></summary>{text(subject)}</details>"
            for n, head in enumerate(("Aller à", "Voir"), 1)
        )
        return f"<h1>{title(subject)}</h1><div class='x'>{folds}</div>"

    paragraphs = reading_of(article).subject.body.split("\n\n")
    assert (paragraphs[0], paragraphs[3]) == ("Aller à Oslo", "Voir Oslo")


def test_what_is_behind_the_section_above_a_title_is_the_overtitle():
    def article(subject):
        over = f" · <span>Deux jours à {subject}</span>" if SUBJECTS.index(subject) % 4 == 2 else ""
        kicker = f"<p class='k'><a href='-{subject}-'>{subject}</a>{over}</p>"
        return f"<div>{kicker}<h1>{title(subject)}</h1></div><div class='x'>{text(subject)}</div>"

    assert reading_of(article, "Oslo").subject.overtitle == "Deux jours à Oslo"
    assert reading_of(article, "Lima").subject.overtitle is None


def test_the_address_of_a_site_above_the_keywords_is_no_label():
    def article(subject):
        at = "<p class='w'>Source : <a href='https://example.org/'>Nos partenaires</a></p>"
        keywords = f"<p class='m'><a href='+-{subject}-+'>{subject}</a></p>"
        site = at if SUBJECTS.index(subject) % 5 == 2 else ""
        return f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div>{site}{keywords}"

    assert reading_of(article, "Oslo").subject.body.endswith("Source : Nos partenaires")


@pytest.mark.parametrize("address", ["ville.example", "https://www.ville.example/Dakar"])
def test_a_card_that_leads_to_another_site_is_one_paragraph_without_its_address(address):
    def article(subject):
        lines = ("Voir en ligne", f"Le site de {subject}", address)
        spans = "".join(f"<span class='{n}'>{line}</span>" for n, line in zip("abc", lines, strict=True))
        card = f"<a class='site' href='https://www.ville.example/{subject}'>{spans}</a>" if len(subject) == 5 else ""
        return f"<h1>{title(subject)}</h1><div class='t'>{text(subject)}{card}</div>"

    assert reading_of(article, "Dakar").subject.body.split("\n\n")[2:] == ["Voir en ligne\nLe site de Dakar"]


def test_an_abbreviation_with_a_place_of_its_own_is_a_label():
    """A sentence that some pages have there, as an editor writes it again, is none."""

    def article(subject):
        n = SUBJECTS.index(subject)
        words = ("<div class='p'><span>P.-S.</span><p>Écrire au secrétariat.</p></div>",) * (n % 4 == 1)
        return f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div>{''.join(words)}"

    assert reading_of(article, "Dakar").subject.body.split("\n\n")[2:] == ["Écrire au secrétariat."]


def test_signs_below_the_text_are_frame_and_none_of_a_link():
    def article(subject):
        at = "<p class='w'><a href='https://example.org/'>Nos partenaires <i aria-hidden='true'>↗</i></a></p>"
        return (
            f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div>"
            f"{at * (len(subject) == 4)}<a class='t' href='#top'>↑</a>"
        )

    assert reading_of(article).subject.body.split("\n\n")[2:] == ["Nos partenaires"]


def test_signs_with_a_place_of_their_own_in_the_text_are_frame():
    def article(subject):
        box = f"<div class='c'><div class='e'>💡</div><p>À {subject}, écrire à la mairie.</p></div>"
        own = f"{text(subject)}{box * (SUBJECTS.index(subject) % 4 == 1)}"
        return f"<h1>{title(subject)}</h1><div class='x'>{own}</div>"

    assert reading_of(article, "Dakar").subject.body.split("\n\n")[2:] == ["À Dakar, écrire à la mairie."]


def test_files_that_the_template_numbers_have_their_titles_alone():
    def article(subject):
        n = SUBJECTS.index(subject)
        rows = "".join(
            f"<li><a href='IMG/pdf/f{n}_{k}.pdf'><span>0{k}</span> <b>Plan de {subject}</b> <i>PDF 2 ko</i></a></li>"
            for k in range(1, 2 + n % 3)
        )
        return f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div><ol>{rows}</ol>"

    found = reading_of(article, "Dakar").of(Document)
    assert [row.title for row in found] == ["Plan de Dakar"] * 2


def test_the_section_that_the_menu_marks_on_its_pages_is_no_text():
    """Below the text, on a third of the pages, with a class of its own."""

    def article(subject):
        n = SUBJECTS.index(subject)
        items = "".join(
            f"<li class='{f'here e{k}' if k == n % 3 else 'other'}'><a href='-{name}-'>{name}</a></li>"
            for k, name in enumerate(("Europe", "Asie", "Afrique"))
        )
        return f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div><ul class='m'>{items}</ul>"

    assert reading_of(article).subject.body.count("\n\n") == 1


def test_a_file_s_title_that_many_pages_have_is_no_label():
    """What all files have in its place is."""

    def article(subject):
        n = SUBJECTS.index(subject)
        name = "Programme" if n % 2 else f"Plan de {subject}"
        row = f"<p class='n'>{name}</p><p class='k'>Document</p><a href='IMG/pdf/plan_{n}.pdf'>Télécharger</a>"
        return f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div><ul><li>{row}</li></ul>"

    found = [reading_of(article, subject).of(Document) for subject in ("Oslo", "Dakar")]
    assert [(row.title, row.description) for rows in found for row in rows] == [
        ("Plan de Oslo", None),
        ("Programme", None),
    ]


def test_a_site_s_address_beside_the_sections_of_articles_is_theirs():
    """The sections rotate in their place, which makes them frame."""
    subjects = [f"{subject}{half}" for subject in SUBJECTS for half in ("", "-Nord")]

    def article(subject):
        section = SUBJECTS[subjects.index(subject) % 8]
        facts = f"<dd><a href='-{section}-'>{section}</a></dd>"
        facts += "<dd><a href='https://example.org/'>Nos partenaires</a></dd>" * (subject in ("Lima", "Oslo"))
        return f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div><dl>{facts}</dl>"

    profile = learn(site(article, subjects))
    for subject, below in (("Oslo", ["Nos partenaires"]), ("Tunis", [])):
        html = page(article(subject)).encode()
        found = read(html, url(subject), fetched_at=AT, portal=PORTAL, profile=profile).subject
        assert found.body.split("\n\n")[2:] == below


def test_a_picture_is_found_above_the_keywords_however_many():
    def article(subject):
        n = SUBJECTS.index(subject)
        pills = "".join(f"<li><a href='+-{subject}-{k}-+'>{subject} {k}</a></li>" for k in range(1 + n % 5))
        hero = f"<div class='p'><img src='IMG/logo/arton{n}.jpg' alt=''></div><ul>{pills}</ul><h1>{title(subject)}</h1>"
        return f"<div class='h'>{hero}</div><div class='x'>{text(subject)}</div>"

    assert reading_of(article, "Quito").subject.image_url.endswith("/IMG/logo/arton4.jpg")


def test_a_dated_title_in_a_list_of_ways_is_no_publication():
    def article(subject):
        dated = f"{title(subject)}, le {1 + SUBJECTS.index(subject)} mai 2020"
        way = f"<ol class='w'><li><a href='-{subject}-'>{subject}</a></li><li>{dated}</li></ol>"
        day = f"<p class='m'>{1 + SUBJECTS.index(subject)} mars 2021</p>"
        return f"{way}<h1>{dated}</h1>{day}<div class='x'>{text(subject)}</div>"

    reading = reading_of(article)
    assert reading.subject.published == "2021-03-03"


def test_headings_that_every_text_has_are_text():
    def article(subject):
        return f"<h1>{title(subject)}</h1><div class='x'><h2>Le programme</h2>{text(subject)}</div>"

    assert reading_of(article).subject.body.startswith("Le programme")


@pytest.mark.parametrize("pages", [3, 7])
def test_a_few_pages_show_nothing(pages):
    def article(subject):
        return f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div>"

    assert learn(site(article, SUBJECTS[:pages])) == Profile()


def test_a_profile_is_the_same_after_it_was_kept():
    def article(subject):
        return f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div>"

    profile = profile_of(article)
    assert Profile.from_json(profile.to_json()) == profile
    assert Profile.from_json(profile.to_json()).version == profile.version


def test_pages_of_a_known_layout_leave_the_profile_as_it_is():
    def article(subject):
        return f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div>"

    profile = learn(site(article, SUBJECTS[:9]))
    assert learn(site(article), profile) is profile


def test_a_layout_learned_from_few_pages_is_learned_anew_from_many():
    def article(subject):
        lead = "<p class='l'>Une visite qui compte pour les deux villes.</p>" if subject in SUBJECTS[8:] else ""
        return f"<h1>{title(subject)}</h1>{lead}<div class='x'>{text(subject)}</div>"

    few = site(article, SUBJECTS[:8])
    many = site(article, [*SUBJECTS, *(f"{each} et sa région" for each in SUBJECTS)])
    known = learn(few)
    (layout,) = known.layouts
    assert layout.pages == 8
    (layout,) = learn(many, known).layouts
    assert layout.pages == 28


def test_a_new_layout_is_added_and_the_known_one_stays():
    def article(subject):
        return f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div>"

    def redesigned(subject):
        head = f"<header class='n'><p>{title(subject)}</p></header>"
        return f"<main>{head}<section class='z'>{text(subject)}</section></main>"

    known = profile_of(article)
    grown = learn(site(redesigned), known)
    assert grown.layouts[0] == known.layouts[0]
    assert [layout.title for layout in grown.layouts] == ["h1", "main/header.n/p"]


def test_a_banner_that_appears_later_is_frame_of_the_known_layout():
    def article(subject, banner=""):
        return f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div>{banner}"

    def later(subject):
        return article(subject, "<div class='urgent'>Nos bureaux sont fermés cette semaine.</div>")

    known = profile_of(article)
    grown = learn(site(later), known)
    html = page(later("Oslo")).encode()
    bodies = [
        read(html, url("Oslo"), fetched_at=AT, portal=PORTAL, profile=each).subject.body for each in (known, grown)
    ]
    assert ["bureaux" in body for body in bodies] == [True, False]


def test_words_that_were_text_in_the_templates_before_are_no_frame():
    def article(subject):
        return f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div><div class='ps'>La rédaction</div>"

    pages = site(article)
    known = [dataclasses.replace(each, written=frozenset({"la redaction"})) for each in pages]
    assert [roles(learn(each))["div.ps"] == "frame" for each in (pages, known)] == [True, False]


def test_the_date_has_no_words_that_its_templates_put_before_it():
    def article(subject):
        day = 1 + SUBJECTS.index(subject)
        date = f"<p class='m'>Article mis en ligne le {day} mars 2021</p>"
        return f"<h1>{title(subject)}</h1>{date}<div class='x'>{text(subject)}</div>"

    assert reading_of(article).subject.published_text == "3 mars 2021"


def test_words_before_a_name_that_many_links_have_are_none_of_it():
    """The titles of the list are no links, and the links have other words first."""
    links = "".join(
        f"<p>{title(each)}</p><a href='{url(each)}'>Lire la suite de « {title(each)} »</a>" for each in SUBJECTS
    )

    def article(subject):
        after = SUBJECTS[SUBJECTS.index(subject) - 1]
        way = f"<nav><a href='{url(after)}'>Après : {title(after)}</a></nav>"
        head = f"<p class='a'>Vu de {subject}</p><p class='b'>{title(subject)}</p>"
        return f"{head}<div class='t'>{text(subject)}</div>{way}"

    pages = [sites.observed(f"{PORTAL.url}/-Actualites-", page(links)), *site(article)[1:]]
    assert roles(learn(pages))["p.b"] == "title"


def test_what_links_call_many_pages_is_a_label():
    pages = site(lambda subject: f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div>")
    more = "".join(f"<a href='{url(each)}'>Lire la suite</a>" for each in SUBJECTS)
    pages.append(sites.observed(f"{PORTAL.url}/-Lire-", page(more)))
    assert learn(pages).layouts[0].agreed == len(SUBJECTS)


def test_footnotes_end_the_text_wherever_the_layout_has_them():
    def article(subject):
        marked = text(subject).replace("jours.", "jours<a id='r1' href='#f1'>1</a>.")
        others = "".join(f"<li><a href='{url(each)}'>{title(each)}</a></li>" for each in SUBJECTS if each != subject)
        notes = (
            f"<aside><h3>Notes</h3><ol><li id='f1'>{subject} compte dix villes. <a href='#r1'>↩</a></li></ol></aside>"
        )
        return f"<h1>{title(subject)}</h1><div class='x'>{marked}</div><ul class='k'>{others}</ul>{notes}"

    body = reading_of(article).subject.body
    assert "jours [1]." in body
    assert body.endswith("d’épuration.\n\n[1] Oslo compte dix villes.")


DAYS = {subject: 3 + n for n, subject in enumerate(SUBJECTS)}


def with_event_box(box, beside: bool):
    """Return a function that writes articles with a box about the event, above the text or beside it."""

    def article(subject):
        shown = box(f"{DAYS[subject]} avril 2026", f"{9 + DAYS[subject] % 8}h30", f"Salle des fêtes de {subject}")
        content = f"<div class='t'>{text(subject)}</div>"
        date = f"<p class='d'>{1 + DAYS[subject]} février 2026</p>"
        return f"<h1>{title(subject)}</h1>{date}" + (content + shown if beside else shown + content)

    return article


def terms(day, hour, place):
    return (
        f"<aside class='q'><h3>Infos pratiques</h3><dl><dt>Date</dt><dd>{day}</dd><dt>Heure</dt><dd>{hour}</dd>"
        f"<dt>Lieu</dt><dd>{place}</dd><dt>Tarif</dt><dd>Entrée libre</dd></dl></aside>"
    )


def spans(day, hour, place):
    rows = (("Quand :", f"{day} à {hour}"), ("Où :", place))
    return "<div class='q'>" + "".join(f"<p><b>{name}</b> <span>{value}</span></p>" for name, value in rows) + "</div>"


def rows(day, hour, place):
    cells = (("Date", day), ("Horaire", hour), ("Lieu", place))
    return "<table class='q'>" + "".join(f"<tr><th>{n}</th><td>{v}</td></tr>" for n, v in cells) + "</table>"


@pytest.mark.parametrize("beside", [False, True], ids=["above", "beside"])
@pytest.mark.parametrize("box", [terms, spans, rows])
def test_a_box_on_many_pages_dates_each_page_s_event_and_is_no_text(box, beside):
    article = with_event_box(box, beside)
    (layout,) = profile_of(article).layouts
    reading = reading_of(article)
    (event,) = [row for row in reading.rows if type(row).__name__ == "Event"]
    assert "event" in {slot.role for slot in layout.slots}
    assert (event.starts, event.date_source, event.place) == ("2026-04-05T14:30", "box", "Salle des fêtes de Oslo")
    assert reading.subject.published == "2026-02-06"
    assert reading.subject.body.split("\n\n") == [
        "Les élus de Oslo ont rencontré leurs partenaires pendant trois jours.",
        "La délégation venue de Oslo a visité une école, un marché et une station d’épuration.",
    ]


def test_a_page_whose_box_has_one_pair_is_read_by_the_place_of_the_others():
    article = with_event_box(terms, beside=True)

    def without_day(subject):
        place = f"<aside class='q'><dl><dt>Lieu</dt><dd>Salle des fêtes de {subject}</dd></dl></aside>"
        return f"<h1>{title(subject)}</h1><p class='d'>6 février 2026</p><div class='t'>{text(subject)}</div>{place}"

    html = page(without_day("Oslo")).encode()
    reading = read(html, url("Oslo"), fetched_at=AT, portal=PORTAL, profile=profile_of(article))
    (event,) = [row for row in reading.rows if type(row).__name__ == "Event"]
    assert event.place == "Salle des fêtes de Oslo"
    assert reading.subject.body.endswith("d’épuration.")


def test_a_page_without_a_date_where_others_have_it_names_the_declared_one():
    def article(subject):
        shown = f"<p class='d'>{1 + SUBJECTS.index(subject)} mars 2021</p>" if subject != "Oslo" else ""
        declared = "<meta property='article:published_time' content='2021-03-03T09:00:00+01:00'>" if not shown else ""
        return f"{declared}<h1>{title(subject)}</h1>{shown}<div class='x'>{text(subject)}</div>"

    reading = reading_of(article)
    assert reading.subject.published == "2021-03-03"
    assert [problem.detail for problem in reading.problems if problem.rule == "metadata_against_page"] == [
        "published: no date in the place that has it on other pages, declared: article:published_time "
        "2021-03-03T09:00:00+01:00"
    ]


def layout(kind: str, **places: str) -> Layout:
    """Return a layout of twenty pages that has each place, by the class of its element, as a role."""
    slots = tuple(Slot(f"div.{name}/p", BELOW, role, 20, 1.0) for name, role in places.items())
    title = Slot("h1", TITLE, "title", 20, 1.0)
    return Layout(kind, 20, 20, 20, "", (title, *slots), frozenset(), frozenset(("ranking", "about", "credit")))


def test_the_frame_of_two_layouts_is_that_of_a_page_of_none():
    profile = Profile(
        (
            layout("article", ranking="card", about="text", credit="frame"),
            layout("rubrique", ranking="frame", about="frame"),
        )
    )
    blocks = "".join(f"<div class={name}><p>{name}</p></div>" for name in ("ranking", "about", "credit"))
    ctx = context(f"{PORTAL.url}/spip.php?page=pays_intro&id_rubrique=9", page(f"<h2>Mali</h2>{blocks}"), profile)
    assert [line.text for line in ctx.content] == ["Mali", "about", "credit"]
