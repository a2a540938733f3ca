"""What is kept of a site: which classes are its templates', from how many pages a layout is known, and how it grows."""

import dataclasses
import json

import pytest

from scraper.learning.learn import learn
from scraper.masking import mask_json
from scraper.reading import read
from scraper.reading.profile import BELOW, TITLE, Layout, Profile, Slot

from . import sites
from .sites import (
    AT,
    PORTAL,
    SUBJECTS,
    context,
    listing,
    observed,
    page,
    profile_of,
    reading_of,
    roles,
    site,
    text,
    title,
    url,
)


def test_a_profile_has_nothing_that_is_masked_as_an_address():
    """As it is kept: classes of a grid with a sign for the width of a screen are none."""

    def article(subject):
        own = f"<h1>{title(subject)}</h1><div class='t'>{text(subject)}</div>"
        return f"<div class='child-width-1-3@m grid'>{own}</div>"

    kept = profile_of(article).to_json()
    assert "child-width-1-3" in kept
    assert json.loads(mask_json(kept)) == json.loads(kept)


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


@pytest.mark.parametrize(("names", "kept"), [("tag-{0} tag-{1}", 3), ("box-{2}", 0)], ids=["keywords", "hashes"])
def test_classes_that_go_by_what_a_card_shows_are_no_template_s(names, kept):
    """Two cards are the same on all pages, as those of the newest articles are; three keywords are on most pages."""
    subjects = [f"{subject}-{part}" for subject in SUBJECTS for part in ("Nord", "Sud", "Est")]

    def card(n):
        own = names.format(subjects[n], subjects[n % 3], f"{7919 * (n + 13):06x}a")
        return f"<li class='post {own}'><a href='{url(subjects[n])}'>{title(subjects[n])}</a><p>Vu de loin</p></li>"

    def article(subject):
        near = (0, 1, *((subjects.index(subject) + far) % len(subjects) for far in (3, 5)))
        return f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div><ul>{''.join(map(card, near))}</ul>"

    other_section = observed(f"{PORTAL.url}/-Dossiers-", listing(subjects[:9]))
    (layout,) = learn([*site(article, subjects), other_section]).layouts
    assert sum(name.startswith(("tag-", "box-")) for name in layout.names) == kept


def test_a_component_s_class_that_few_articles_have_is_their_template_s():
    """A builder gives each component a class of its own, and other pages have components like them."""
    subjects = [f"{subject}-{part}" for subject in SUBJECTS for part in ("Nord", "Sud", "Est")]

    def component(name, words):
        return f"<div class='rich {name}'><p>{words}</p></div>"

    def article(subject):
        n = subjects.index(subject)
        below = "".join(component(f"comp-{name}", f"Noté à {subject}.") for k, name in enumerate("ab") if n % 12 == k)
        return f"<h1>{title(subject)}</h1><div class='rich own'>{text(subject)}</div>{below}"

    others = "".join(component(f"comp-{name}", "Dossier") for name in "cdefghijklmn")
    sections = [observed(f"{PORTAL.url}/-Dossier-{n}-", page(listing(subjects[:9]) + others)) for n in range(2)]
    (layout,) = (each for each in learn([*site(article, subjects), *sections]).layouts if each.kind == "article")
    assert layout.names >= {"comp-a", "comp-b"}
