"""What only typography, the order of things or the frame of a page decides is no change of a record."""

import pytest

from scraper import records

SAME = [
    ("L'été à Paris", "L’été à Paris"),
    ('Le groupe "Mali"', "Le groupe «\u00a0Mali\u00a0»"),
    ("Le groupe “Mali”", "Le groupe « Mali »"),
    ("Horaires : 14 h", "Horaires\u00a0: 14\u202fh"),
    ("Venez nombreux !", "Venez nombreux!"),
    ("Paris-Bamako", "Paris\u2011Bamako"),
    ("2014 – 2020", "2014 - 2020"),
    ("Attendre…", "Attendre..."),
    ("coopération", "coope\u0301ration"),
    ("décentralisée", "décentra\u00adlisée"),
    ("financé à 50 %", "financé à 50\u00a0%"),
    ("Un  mot", "Un mot"),
    ("Un mot\nUn autre", "Un mot Un autre"),
]
DIFFERENT = [
    ("L'été à Paris", "L'ete à Paris"),
    ("Réunion", "réunion"),
    ("Le 12 mars", "Le 13 mars"),
    ("Un mot", "Unmot"),
    ("Il vient.", "Il vient ?"),
    ("a-b", "a b"),
]


def page(article, text: str):
    return article(body=text, subtitle=text)


@pytest.mark.parametrize(("before", "after"), SAME)
def test_typography_makes_no_change(save, article, rows, before, after):
    save(page(article, before))
    assert save(page(article, after), at="2026-03-02T08:00:00Z").unchanged == 1
    assert save(page(article, before), at="2026-03-03T08:00:00Z").unchanged == 1
    assert len(rows("versions")) == 1
    assert rows("news")[0]["changed"] is None


@pytest.mark.parametrize(("before", "after"), DIFFERENT)
def test_what_a_reader_would_see_does(save, article, rows, before, after):
    save(page(article, before))
    assert save(page(article, after), at="2026-03-02T08:00:00Z").changed == 1
    assert {row["field"] for row in rows("changes")} == {"body", "subtitle"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"published_text": "4 mars 2026"}, {"published_text": "04/03/2026"}),
        (
            {"image_url": "https://cites-unies-france.org/IMG/logo/arton12.jpg"},
            {"image_url": "https://cites-unies-france.org/local/cache-vignettes/L320xH200/arton12-62741.jpg"},
        ),
        (
            {"image_url": "https://cites-unies-france.org/local/cache-gd2/3a/b7.jpg"},
            {"image_url": "https://cites-unies-france.org/local/cache-gd2/9c/b7.webp"},
        ),
    ],
    ids=["form of the date", "size of the picture", "format of the picture"],
)
def test_what_templates_alone_decide_makes_none(save, article, rows, before, after):
    save(article(published="2026-03-04", **before))
    assert save(article(published="2026-03-04", **after), at="2026-03-05T08:00:00Z").unchanged == 1
    assert len(rows("versions")) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"published": "2026-03-04"}, {"published": "2026-03-05"}),
        (
            {"image_url": "https://cites-unies-france.org/IMG/logo/arton12.jpg"},
            {"image_url": "https://cites-unies-france.org/IMG/logo/arton13.jpg"},
        ),
        ({"image_url": "https://example.org/a/1.jpg"}, {"image_url": "https://example.org/b/1.jpg"}),
    ],
    ids=["day", "picture", "picture of another site"],
)
def test_another_day_or_picture_is_a_change(save, article, before, after):
    save(article(**before))
    assert save(article(**after), at="2026-03-05T08:00:00Z").changed == 1


def test_the_order_of_files_makes_none(save, article):
    def file(name: str) -> records.Document:
        url = f"https://cites-unies-france.org/IMG/pdf/{name}.pdf"
        return records.Document(id=name, url=url, title=name, medium="text", news_id="Reunion-Mali")

    save(article("Reunion-Mali", file("a"), file("b")))
    assert save(article("Reunion-Mali", file("b"), file("a")), at="2026-03-02T08:00:00Z").unchanged == 1
    assert save(article("Reunion-Mali", file("b")), at="2026-03-03T08:00:00Z").changed == 1


def test_a_description_of_a_file_is_a_change_and_without_one_the_state_is_as_before(save, article, rows):
    def page(description: str | None):
        url = "https://cites-unies-france.org/a.pdf"
        return article(
            "Reunion-Mali",
            records.Document(
                id="a", url=url, title="Note", medium="text", news_id="Reunion-Mali", description=description
            ),
        )

    save(page(None))
    assert "description" not in rows("versions")[0]["fields"]
    assert save(page("Deux pages"), at="2026-03-02T08:00:00Z").changed == 1
    assert [row["field"] for row in rows("changes")] == ["documents"]
