"""What the pages of a site show of the texts of articles together, and of the files, keywords and cards beside them."""

import pytest

from scraper.learning.learn import learn
from scraper.reading import read
from scraper.records import Document, FormattedText, Theme

from . import sites
from .sites import AT, PORTAL, SUBJECTS, page, reading_of, roles, site, text, title, url


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


def test_a_line_that_all_pages_have_beside_the_date_is_no_text():
    def article(subject):
        date = f"<p>{1 + SUBJECTS.index(subject)} mars 2014</p><p>Lecture : {SUBJECTS.index(subject) % 3} min</p>"
        return f"<article><header><h1>{title(subject)}</h1>{date}</header>{text(subject)}</article>"

    assert reading_of(article).subject.body.startswith("Les élus de Oslo ont")


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


def test_how_to_cite_a_page_is_no_text():
    def article(subject):
        cited = f"<p class='c'>Réseau des villes, « {title(subject)} », {url(subject)}</p>"
        return f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div>{cited}"

    assert reading_of(article).subject.body.count("\n\n") == 1


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


def test_headings_that_every_text_has_are_text():
    def article(subject):
        return f"<h1>{title(subject)}</h1><div class='x'><h2>Le programme</h2>{text(subject)}</div>"

    assert reading_of(article).subject.body.startswith("Le programme")


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


def test_a_short_text_with_a_card_amid_it_is_no_card():
    """Its last paragraph is a quotation, which few pages have."""

    def article(subject):
        n = SUBJECTS.index(subject)
        other = SUBJECTS[(n + 3) % len(SUBJECTS)]
        first, second = (f"<p>{each}" for each in text(subject).split("<p>")[1:])
        card = f"<aside><b>À lire</b><a class='c' href='{url(other)}'><i>{title(other)}</i><i>3 mars</i></a></aside>"
        link = "<p>Voir <a href='-Europe-'>l’Europe</a>, <a href='Une-page'>une page</a> et la suite.</p>" * (
            n % 4 == 1
        )
        quoted = f"<blockquote><p>Rien ne vaut {subject}.</p></blockquote>" * (n % 4 == 2)
        return f"<h1>{title(subject)}</h1><div class='x'>{first}{card}{second}{link}{quoted}</div>"

    assert reading_of(article).subject.body.split("\n\n")[-1] == "Rien ne vaut Oslo."
    assert "Tunis" not in reading_of(article, "Lima").subject.body


@pytest.mark.parametrize(("label", "kept"), [("Pour en lire plus : ", ""), ("Voir en ligne : ", "Voir en ligne : ")])
def test_the_words_before_the_address_of_a_site_are_the_template_s_unless_they_are_spip_s(label, kept):
    def article(subject):
        n = SUBJECTS.index(subject)
        where = f"<p class='s'>{label}<a href='https://{n}.example/'>Ville de {subject}</a></p>" * (n % 2)
        return f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div>{where}"

    assert reading_of(article, "Dakar").subject.body.split("\n\n")[-1] == f"{kept}Ville de Dakar"


def test_the_words_before_a_postscript_in_its_own_line_are_the_template_s():
    def article(subject):
        n = SUBJECTS.index(subject)
        below = f"<div class='ps'><p>NB : Écrire <a href='-Lima-'>à Lima</a> : <b>avant {subject}</b>.</p></div>"
        return f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}</div>{below * (n % 2)}"

    found = reading_of(article, "Dakar")
    assert found.subject.body.split("\n\n")[-1] == "Écrire à Lima : avant Dakar."
    assert "<strong>avant Dakar</strong>.</p>" in found.of(FormattedText)[0].html


def test_a_label_above_the_address_of_a_site_is_no_text():
    def article(subject):
        n = SUBJECTS.index(subject)
        where = f"<p class='k'>En marge</p><p class='l'><a href='https://{n}.example/'>Ville de {subject}</a></p>"
        return f"<h1>{title(subject)}</h1><div class='x'>{text(subject)}{where * (n % 3 == 1)}</div>"

    assert reading_of(article, "Dakar").subject.body.split("\n\n")[2:] == ["Ville de Dakar"]


def test_a_site_s_address_where_other_pages_have_keywords_is_none():
    def article(subject):
        n = SUBJECTS.index(subject)
        where = f"<p>À voir aussi, <a href='https://{n}.example/'>la ville de {subject}</a>.</p>" * (n == 2)
        about = f"<p>Il est question de : <a href='+-{subject}-+'>{subject}</a>.</p>"
        return f"<h1>{title(subject)}</h1><section>{text(subject)}</section><footer>{where}{about}</footer>"

    assert [theme.name for theme in reading_of(article).of(Theme)] == ["Oslo"]


def test_labels_of_files_where_texts_have_their_headings_are_no_text():
    """Without a class, and with the terms of each file in a list of their own."""

    def article(subject):
        n = SUBJECTS.index(subject)
        head = f"<h2>Échanges avec {subject}</h2>" * (n % 2)
        row = f"<li><a href='IMG/pdf/note-{n}.pdf'>Note n° {n}</a><dl><dt>Format</dt><dd>PDF</dd></dl></li>"
        files = f"<section><h2>Pièces à consulter</h2><ol>{row}</ol></section>"
        return f"<article><h1>{title(subject)}</h1><section>{head}{text(subject)}</section>{files}</article>"

    found = reading_of(article, "Dakar")
    assert [document.title for document in found.of(Document)] == ["Note n° 1"]
    assert (found.subject.body.split("\n\n")[0], found.subject.body.count("\n\n")) == ("Échanges avec Dakar", 2)


def test_a_list_below_the_postscript_s_heading_is_text_where_other_pages_list_files():
    def article(subject):
        n = SUBJECTS.index(subject)
        files = f"<section><ol><li><a href='IMG/pdf/note-{n}.pdf'>Note n° {n}</a></li></ol></section>" * (n != 2)
        below = "<section><h2>Post-scriptum</h2><ol><li>Tour de table</li><li>Suites</li></ol></section>" * (n == 2)
        return f"<article><h1>{title(subject)}</h1><section>{text(subject)}</section>{files}{below}</article>"

    assert reading_of(article).subject.body.split("\n\n")[2:] == ["Tour de table", "Suites"]


def test_a_site_laid_out_with_tables_that_name_nothing_is_read_by_its_layout():
    """Attributes of cells tell the columns apart, and inline styles the title from what is beside it."""

    def article(subject):
        n = SUBJECTS.index(subject)
        head = f"<font size=4><b>{title(subject)}</b></font>"
        own = "" if n == 2 else text(subject)
        rows = f"<tr><td>{head}</td></tr><tr><td>{own}</td></tr>"
        box = "<br>".join(f"Le saviez-vous ? La ville a {each} ponts." for each in range(n % 4, n % 4 + 3))
        columns = f"<td width=150>Menu</td><td width=580><table>{rows}</table></td><td width=120>{box}</td>"
        return f"<table><tr>{columns}</tr></table>"

    found = [reading_of(article, subject).subject for subject in ("Oslo", "Dakar")]
    assert [(each.title, each.body and each.body.count("\n\n")) for each in found] == [
        (title("Oslo"), None),
        (title("Dakar"), 1),
    ]
