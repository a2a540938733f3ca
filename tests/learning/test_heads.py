"""What the pages of a site show of the heads of articles together: titles and what is around them, dates, pictures."""

import pytest

from scraper.learning.learn import learn
from scraper.reading import read
from scraper.records import Theme

from . import sites
from .sites import AT, PORTAL, SUBJECTS, page, profile_of, reading_of, roles, site, text, title, url


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


@pytest.mark.parametrize("having", [("Dakar",), ("Dakar", "Quito")], ids=["one", "two"])
def test_the_label_of_a_lead_that_few_pages_have_is_no_text_and_no_subtitle(having):
    def article(subject):
        lead = f"<div class='box'><h2>L’essentiel</h2><p>Les élus de {subject} sont là.</p></div>"
        own = lead if subject in having else ""
        return f"<h1>{title(subject)}</h1>{own}<div class='t'>{text(subject)}</div>"

    found = reading_of(article, "Dakar").subject
    assert (found.subtitle, found.lead) == (None, "Les élus de Dakar sont là.")
    assert found.body.startswith("Les élus de Dakar ont rencontré")


def test_a_picture_behind_the_head_of_some_pages_is_the_article_s_and_that_of_all_pages_is_not():
    def article(subject):
        own = f" style=\"background-image:url('/IMG/jpg/vue_{subject}.jpg')\"" if len(subject) == 5 else ""
        brand = "<div class='brand' style=\"background-image:url('/IMG/jpg/vue_du_reseau.jpg')\"></div>"
        return f"{brand}<div class='hero'{own}><h1>{title(subject)}</h1></div><div class='t'>{text(subject)}</div>"

    found = [reading_of(article, subject).subject.image_url for subject in ("Dakar", "Oslo")]
    assert found == [f"{PORTAL.url}/IMG/jpg/vue_Dakar.jpg", None]


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


def test_what_is_behind_the_section_above_a_title_is_the_overtitle():
    def article(subject):
        over = f" · <span>Deux jours à {subject}</span>" if SUBJECTS.index(subject) % 4 == 2 else ""
        kicker = f"<p class='k'><a href='-{subject}-'>{subject}</a>{over}</p>"
        return f"<div>{kicker}<h1>{title(subject)}</h1></div><div class='x'>{text(subject)}</div>"

    assert reading_of(article, "Oslo").subject.overtitle == "Deux jours à Oslo"
    assert reading_of(article, "Lima").subject.overtitle is None


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


def test_the_date_has_no_words_that_its_templates_put_before_it():
    def article(subject):
        day = 1 + SUBJECTS.index(subject)
        date = f"<p class='m'>Article mis en ligne le {day} mars 2021</p>"
        return f"<h1>{title(subject)}</h1>{date}<div class='x'>{text(subject)}</div>"

    assert reading_of(article).subject.published_text == "3 mars 2021"


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


def test_the_day_above_the_author_and_the_section_is_the_publication():
    """In one element, each in a line of its own; the author has a page, as a card leads to one."""

    def article(subject):
        day = f"<span>{1 + SUBJECTS.index(subject)} mars 2014</span>"
        name = SUBJECTS[SUBJECTS.index(subject) % 4]
        author = f"par <a href='_{name}_'>Inès {name}</a>"
        about = f"{day}<br>{author}<br>Rubrique : <a href='-Europe-'>Europe</a><br>Mis à jour le 5 mai 2026"
        return f"<h1>{title(subject)}</h1><div class='about'>{about}</div><div class='x'>{text(subject)}</div>"

    found = reading_of(article).subject
    assert (found.published, found.body.count("\n\n")) == ("2014-03-03", 1)


def test_a_day_in_one_line_with_ways_to_write_to_the_author_is_the_publication():
    """Other lines at its place are keywords; the form has the name by which all pages link to it."""

    def article(subject):
        n = SUBJECTS.index(subject)
        line = f"par <a href='spip.php?page=contact'>le réseau</a> — publié {n + 1:02}/03/2014 14:32"
        changed = f" — Dernière modification {n + 1:02}/05/2026 10:12" * (n % 2)
        topics = f"<p class='by'>Mots-clés : <a href='+-{subject}-+'>{subject}</a></p>"
        return f"<h1>{title(subject)}</h1><p class='by'>{line}{changed}</p><div class='x'>{text(subject)}</div>{topics}"

    found = [reading_of(article, subject) for subject in ("Dakar", "Oslo")]
    assert [each.subject.published for each in found] == ["2014-03-02", "2014-03-03"]
    assert [[theme.name for theme in each.of(Theme)] for each in found] == [["Dakar"], ["Oslo"]]


@pytest.mark.parametrize("having", [("Oslo",), ("Oslo", "Quito", "Accra", "Kyoto")], ids=["one", "four"])
@pytest.mark.parametrize("lead", ["<p class='intro'>{}</p>", "<div class='intro'><p>{}</p></div>"])
def test_a_lead_that_few_pages_have_in_the_element_of_the_text_is_one(having, lead):
    def article(subject):
        words = f"Un mot de {subject} avant le texte."
        first = (
            lead.format(words) if subject in having else f"<blockquote><p>{words}</p></blockquote>" * (subject > "P")
        )
        return f"<h1>{title(subject)}</h1><div class='x'>{first}{text(subject)}</div>"

    leads = [reading_of(article, subject).subject.lead for subject in ("Oslo", "Dakar", "Quito", "Turin")]
    assert leads[:2] == ["Un mot de Oslo avant le texte.", None]
    assert leads[3] is None


def test_the_first_paragraph_of_all_texts_in_a_class_of_its_own_is_no_lead():
    def article(subject):
        own = text(subject).replace("<p>", "<p class='first'>", 1)
        return f"<h1>{title(subject)}</h1><div class='x'>{own}</div>"

    assert reading_of(article).subject.lead is None
