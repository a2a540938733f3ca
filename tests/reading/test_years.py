"""Days that a list, the Agenda or an article shows without their year; the pages are of 2 March 2026."""

import datetime as dt

import pytest

from scraper.reading.days import Shown, own_year, settle
from scraper.records import Listing

ON = dt.date(2026, 3, 2)


def day(words, title, teaser="", default=None):
    return own_year(Shown(dt.date.fromisoformat(default), words, title, teaser), ON)


@pytest.mark.parametrize(
    ("words", "default", "title", "expected"),
    [
        ("10 février", "2026-02-10", "Réunion du groupe-pays Mali, le 10 février 2021", "2021-02-10"),
        ("24 mars", "2026-03-24", "Mission, du 24 au 28 mars 2025", "2025-03-24"),
        ("12 février", "2026-02-12", "Rencontres de Lyon, février 2019", "2019-02-12"),
        ("8 janvier", "2026-01-08", "Retour sur la réunion du 3 décembre 2023", "2024-01-08"),
        ("20 décembre", "2026-12-20", "Réunion du 14 janvier 2025", "2024-12-20"),
        ("12 mars", "2026-03-12", "Forum mondial 2019", "2019-03-12"),
        ("10 mai", "2026-05-10", "Journées du 9 au 11 mai 2027", "2027-05-10"),
        ("jeudi 1er février", "2026-02-01", "Réunion, le 1er février 2023", "2024-02-01"),
        ("mardi 3 mars", "2026-03-03", "Une réunion", None),
        ("lundi 3 mars", "2026-03-03", "Une réunion", "2025-03-03"),
        ("8 janvier", "2026-01-08", "Retour sur la réunion du 3 décembre 2025", "2026-01-08"),
        ("12 janvier", "2026-01-12", "Bilan 2025", "2026-01-12"),
        ("18 juin", "2026-06-18", "Commémoration du 18 juin 1940", None),
        ("2 février", "2026-02-02", "Réunion du groupe", None),
        ("3 mars", "2026-03-03", "D’ici à 2030", None),
        ("29 février", "2024-02-29", "Réunion, le 29 février 2020", "2020-02-29"),
    ],
)
def test_a_title_or_a_weekday_decides_the_year(words, default, title, expected):
    found = day(words, title, default=default)
    assert (found and found.isoformat()) == expected


@pytest.mark.parametrize(
    ("teaser", "expected"),
    [
        ("La réunion du 10 février 2021 a porté sur l’eau.", "2021-02-10"),
        ("Créé le 12 mai 2019, le groupe se réunit.", None),
    ],
)
def test_a_teaser_decides_the_year_of_the_same_day_alone(teaser, expected):
    found = day("10 février", "Une réunion", teaser, "2026-02-10")
    assert (found and found.isoformat()) == expected


def settled(*entries):
    """The days of a list: (day as the fetch dates it, title), or a day whose year is written."""
    shown = [
        Shown(dt.date.fromisoformat(each), each, "", inferred=False)
        if isinstance(each, str)
        else Shown(dt.date.fromisoformat(each[0]), "", each[1])
        for each in entries
    ]
    return [day.isoformat() for day in settle(shown, ON)]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([("2026-02-20", ""), ("2026-01-15", "")], ["2026-02-20", "2026-01-15"]),
        ([("2026-01-15", ""), ("2026-12-20", ""), ("2026-11-02", "")], ["2026-01-15", "2025-12-20", "2025-11-02"]),
        (["2019-03-02", ("2026-02-12", ""), "2019-01-05"], ["2019-03-02", "2019-02-12", "2019-01-05"]),
        (["2019-03-02", ("2026-02-12", "")], ["2019-03-02", "2019-02-12"]),
        ([("2026-02-12", ""), "2025-12-18"], ["2026-02-12", "2025-12-18"]),
        ([("2026-01-03", ""), ("2026-02-20", ""), ("2026-02-18", "")], ["2026-01-03", "2026-02-20", "2026-02-18"]),
        ([("2026-01-15", ""), ("2026-02-20", ""), ("2026-03-01", "")], ["2026-01-15", "2026-02-20", "2026-03-01"]),
        (
            [("2026-02-12", "Réunion du 12 février 2021"), ("2026-02-08", ""), ("2026-12-20", "")],
            ["2021-02-12", "2021-02-08", "2020-12-20"],
        ),
        ([("2026-02-14", ""), ("2026-02-12", "Réunion du 12 février 2021")], ["2021-02-14", "2021-02-12"]),
        ([("2026-06-10", ""), ("2026-05-12", "")], ["2026-06-10", "2026-05-12"]),
        ([("2026-02-01", "Réunion du 1er février 2025"), "2025-12-14"], ["2026-02-01", "2025-12-14"]),
    ],
)
def test_neighbours_of_a_list_with_the_newest_first_decide_the_year(entries, expected):
    assert settled(*entries) == expected


def listed(read_page, url, rows):
    body = "".join(
        f"<div><p>Le {day},</p><h3><a href='A-{i}'>{title}</a></h3><p>Les villes en parlent entre elles (…)</p></div>"
        for i, (day, title) in enumerate(rows)
    )
    reading = read_page(
        f"<html><body><h1>{url.strip('-')}</h1>{body}<p>fin</p></body></html>", f"https://cites-unies-france.org/{url}"
    )
    return reading.kind, [row.starts for row in reading.of(Listing)]


@pytest.mark.parametrize(("url", "kind"), [("-Actualites-", "list"), ("-Mali-", "group")])
def test_a_list_s_day_is_of_its_entrys_year(read_page, url, kind):
    rows = [
        ("20 février", "Un forum"),
        ("10 février", "Réunion du groupe, le 10 février 2021"),
        ("2 janvier 2021", "Des vœux"),
    ]
    assert listed(read_page, url, rows) == (kind, ["2021-02-20", "2021-02-10", "2021-01-02"])
    assert listed(read_page, url, [("20 février", "Un forum"), ("2 janvier", "Des vœux")])[1] == [
        "2026-02-20",
        "2026-01-02",
    ]


DATE, TITLE, MORE = "<small>Le {} octobre 2023,{}</small>", "<a href='Titre-{0}'>Titre {0}</a>", "<a href='{}'>{}</a>"


def rows_of(read_page, entries):
    body = "<h1>Actualités</h1>" + "".join(f"<div>{entry}</div>" for entry in entries)
    reading = read_page(f"<html><body>{body}</body></html>", "https://cites-unies-france.org/-Actualites-")
    return [(row.title, row.date_text, row.starts) for row in reading.of(Listing)]


@pytest.mark.parametrize("without", [(0,), (1,), (2,), (0, 1, 2)])
def test_a_date_in_the_line_of_its_title_is_its_entry_s(read_page, without):
    """SPIP writes the overtitle behind the date; an entry that has none is one line, those around it are two."""
    overtitles = ["" if place in without else " Mali / Actualité des villes" for place in range(3)]
    shown = [f"{DATE.format(10 - n, over)}{TITLE.format(n)}" for n, over in enumerate(overtitles)]
    expected = [(f"Titre {n}", f"Le {10 - n} octobre 2023", f"2023-10-{10 - n:02}") for n in range(3)]
    assert rows_of(read_page, shown) == expected


def test_a_way_to_the_text_in_the_line_of_a_title_is_no_title(read_page):
    shown = [f"{DATE.format(9, '')}{TITLE.format(n)} {MORE.format(f'Titre-{n}', 'EN SAVOIR PLUS')}" for n in range(2)]
    assert [title for title, *_ in rows_of(read_page, shown)] == ["Titre 0", "Titre 1"]


@pytest.mark.parametrize(
    ("badge", "title", "starts"),
    [
        ("25<br>mar", "Rencontres, mars 2027", "2027-03-25"),
        ("25<br>mar", "Réunion du groupe", "2026-03-25"),
        ("25<br>mar", "Mission, du 24 au 28 mars 2025", "2025-03-25"),
    ],
)
def test_a_badge_is_of_its_titles_year(read_page, badge, title, starts):
    block = f"<div><h2>Agenda</h2><p>{badge}</p><p><a href='A'>{title}</a></p></div>"
    reading = read_page(f"<html><body><h1>Accueil</h1>{block}</body></html>", "https://cites-unies-france.org/")
    assert [row.starts for row in reading.of(Listing)] == [starts]


@pytest.mark.parametrize(
    ("title", "published"), [("Réunion, le 10 février 2021", "2021-02-10"), ("Réunion du groupe", "2026-02-10")]
)
def test_an_article_s_own_day_is_of_its_titles_year(read_page, title, published):
    body = (
        f"<html><body><h1>{title}</h1><p>Publié le 10 février</p><p>{'Les villes se parlent. ' * 20}</p></body></html>"
    )
    assert read_page(body).subject.published == published
