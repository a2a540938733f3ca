"""The headed sections of a group's page: one may be headed by the group's own name, however it is written."""

import pytest

from scraper import records
from scraper.reading.mentions import is_named

URL = "https://cites-unies-france.org/-Crises-et-rehabilitation-303-"
NAME = "Crises et réhabilitation"
TEXTS = tuple(
    f"Le paragraphe numéro {n} dit ce que les collectivités du groupe ont fait ensemble, et ce qu’elles en attendent."
    for n in range(5)
)
MARKUPS = {
    "h2": "<h2>{}</h2>",
    "h3 of SPIP": "<h3 class=spip>{}</h3>",
    "bold paragraph": "<p><strong>{}</strong></p>",
    "bold line": "<b>{}</b><br>",
    "font": "<p><font size=4>{}</font></p>",
    "class": "<p class=inter>{}</p>",
    "term": "<dt>{}</dt>",
}


THEMES = f"<p><b>Sur ces thèmes</b></p><p><a rel=tag href='+-Crises-+'>{NAME}</a></p>"


def page(headings: list[str], top: str = f"<h1>{NAME}</h1>", end: str = THEMES) -> str:
    parts = "".join(f"{heading}<p>{text}</p>" for heading, text in zip(headings, TEXTS, strict=False))
    title = f"<title>{NAME} - Cités Unies France</title>"
    return f"<html><head>{title}</head><body>{top}{parts}{end}</body></html>"


def sections(reading) -> list[tuple[str, str]]:
    return [(row.heading, row.text) for row in reading.of(records.GroupSection)]


@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize("top", [f"<h1>{NAME}</h1>", f"<p><font size=5><b>{NAME}</b></font></p>", ""])
@pytest.mark.parametrize(
    "own",
    [
        NAME,
        NAME.upper(),
        "Crises et rehab",
        "Crises & réhabilitation",
        "Le groupe Crises et réhabilitation",
        "La dynamique « Crises et réhabilitation »",
        "Crises et réabilitation",
    ],
)
def test_a_section_may_be_headed_by_the_groups_own_name(read_page, markup, top, own):
    headings = ["Création", own, "Rôles et misions", "Évènements marquants depuis la création", "Perspectives"]
    reading = read_page(page([MARKUPS[markup].format(heading) for heading in headings], top), URL)
    assert reading.subject.id == "crises-et-rehabilitation"
    assert sections(reading) == list(zip(headings, TEXTS, strict=True))


@pytest.mark.parametrize(
    "own", ["<p><b>Crises et rehab</b></p>", f"<h4>{NAME}</h4>", "<p>Le groupe Crises et rehab</p>"]
)
def test_the_groups_own_name_heads_a_section_in_a_look_of_its_own(read_page, own):
    headings = ["<h2>Création</h2>", own, "<h2>Rôles et missions</h2>", "<h2>Perspectives</h2>"]
    assert [text for _, text in sections(read_page(page(headings), URL))] == [*TEXTS[:4]]


@pytest.mark.parametrize(
    "top",
    [
        f"<h1>{NAME}</h1><h2>{NAME}</h2>",
        f"<h2>{NAME}</h2><h2>{NAME}</h2>",
        f"<h2>Groupe {NAME}</h2>",
        f"<h2 class=mobile>{NAME.upper()}</h2><img src=logo.png><h2>{NAME}</h2>",
        f"<h2>{NAME}</h2><p>{TEXTS[4]}</p>",
    ],
)
def test_the_title_of_the_page_is_no_section_however_often_it_is_shown(read_page, top):
    reading = read_page(page(["<h2>Création</h2>", "<h2>Perspectives</h2>"], top), URL)
    assert sections(reading) == [("Création", TEXTS[0]), ("Perspectives", TEXTS[1])]
    assert reading.subject.abstract == (TEXTS[4] if TEXTS[4] in top else None)


def test_the_first_section_may_have_the_groups_own_name(read_page):
    top = f"<h1>{NAME}</h1><div class=chapo><p>{TEXTS[4]}</p></div>"
    reading = read_page(page([f"<h2>{NAME}</h2>", "<h2>Création</h2>"], top), URL)
    assert (reading.subject.abstract, sections(reading)) == (TEXTS[4], [(NAME, TEXTS[0]), ("Création", TEXTS[1])])


@pytest.mark.parametrize(
    "line",
    [
        "<p>Le groupe Crises et réhabilitation se réunit deux fois l’an.</p>",
        f"<ul><li>{NAME}</li><li>Climat</li></ul>",
        f"<p><a href='+-Crises-+'>{NAME}</a></p>",
        "<p><b>Genre</b></p>",
        f"<p>{NAME}</p><p>Trois réunions</p>",
    ],
)
def test_other_lines_with_the_name_head_no_section(read_page, line):
    headings = ["<h2>Création</h2>", "<h2>Perspectives</h2>"]
    reading = read_page(page([headings[0], f"{line}{headings[1]}"]), URL)
    assert [heading for heading, _ in sections(reading)] == ["Création", "Perspectives"]


@pytest.mark.parametrize(
    ("text", "name", "same"),
    [
        ("Mali", "Mali", True),
        ("Groupe-pays Mali", "Mali", True),
        ("Malte", "Mali", False),
        ("Amérique latine & Caraïbes", "Dynamique Amérique latine et Caraïbes", True),
        ("La mission Climat", "Mission Climat", True),
        ("Climat et environnement", "Climat", False),
        ("Nigeria", "Niger", False),
        ("Niger", "Nigeria", True),
        ("Dév. économique internat.", "Développement économique international", True),
        ("Le groupe", "Genre", False),
        ("", "Genre", False),
    ],
)
def test_a_groups_name_is_known_as_it_is_written(ctx, text, name, same):
    assert is_named(text, name, ctx) is same
