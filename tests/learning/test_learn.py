"""What the pages of a site show together, on sites as small as what a test is about."""

import pytest

from scraper.learning.learn import learn
from scraper.reading import read
from scraper.reading.profile import Profile

from . import sites
from .sites import PORTAL, SUBJECTS, page, site, text, title, url

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


def test_what_links_call_many_pages_is_a_label():
    pages = site(lambda subject: f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div>")
    more = "".join(f"<a href='{url(each)}'>Lire la suite</a>" for each in SUBJECTS)
    pages.append(sites.observed(f"{PORTAL.url}/-Lire-", page(more)))
    assert learn(pages).layouts[0].agreed == len(SUBJECTS)
