"""Sections that are text: newsletters by their name, other pages, and what is a list all the same."""

import pytest

from scraper.records import Listing

TEXT = "".join(f"<p>{'Les villes se parlent, et se retrouvent chaque année. ' * 4}</p>" for _ in range(2))


def section(read_page, slug, heading, body=TEXT):
    return read_page(f"<html><body><h1>{heading}</h1>{body}</body></html>", f"https://cites-unies-france.org/{slug}")


@pytest.mark.parametrize(
    ("slug", "heading", "kind"),
    [
        ("-La-LETTRE-des-Rencontres-2017-no-2-", "La LETTRE des Rencontres 2017 n° 2", "newsletter"),
        ("-Newsletter-de-mai-", "Newsletter de mai", "newsletter"),
        ("-Lettre-d-information-", "Lettre d’information", "newsletter"),
        ("-Bulletin-no-12-", "Bulletin n° 12", "newsletter"),
        ("-Villes-infos-mars-2015-", "Villes-infos, mars 2015", "newsletter"),
        ("-Flash-infos-", "Flash infos", "newsletter"),
        ("-Le-journal-2016-", "Le journal 2016", "newsletter"),
        ("-Nos-partenaires-175-", "Nos partenaires", "text"),
        ("-Qui-sommes-nous-", "Qui sommes-nous ?", "text"),
        ("-Mentions-legales-", "Mentions légales", "text"),
        ("-Lettre-ouverte-aux-maires-", "Lettre ouverte aux maires", "text"),
        ("-Lettre-de-mission-", "Lettre de mission", "text"),
        ("-Rapport-d-activite-2017-", "Rapport d’activité 2017", "text"),
        ("-Le-journal-de-bord-", "Le journal de bord", "text"),
        ("-Infos-pratiques-", "Infos pratiques", "text"),
        ("-Lettres-et-arts-", "Lettres et arts", "text"),
        ("-Cites-unies-France-EN-", "Cités unies France (EN)", "text"),
    ],
)
def test_a_section_s_text_is_kept_under_its_name(read_page, slug, heading, kind):
    reading = section(read_page, slug, heading)
    assert (reading.kind, reading.subject.title, reading.subject.published) == (kind, heading, None)
    assert reading.subject.body.count("Les villes se parlent") == 8
    assert reading.problems == []


def test_long_prose_above_a_section_s_list_is_kept_with_the_list(read_page):
    links = "".join(
        f"<div><p>Le {n} mars 2024,</p><h3><a href='A-{n}'>Un titre {n}</a></h3></div>" for n in range(3, 6)
    )
    reading = section(read_page, "-Nos-partenaires-175-", "Nos partenaires", TEXT * 4 + links)
    assert (reading.kind, len(reading.of(Listing))) == ("text", 3)
    assert reading.subject.body.count("Les villes se parlent") == 32
    assert "Un titre" not in reading.subject.body


def test_a_list_with_a_few_words_above_it_is_a_list(read_page):
    links = "".join(
        f"<div><p>Le {n} mars 2024,</p><h3><a href='A-{n}'>Un titre {n}</a></h3></div>" for n in range(3, 6)
    )
    reading = section(read_page, "-Nos-partenaires-175-", "Nos partenaires", "<p>Ils nous aident.</p>" + links)
    assert (reading.kind, reading.subject) == ("list", None)
