"""Texts as HTML beside the plain text: written with the record, no part of its versions, and gone where a name was."""

import json

import pytest

from scraper.archive import Archive, publish

from .pages import GROUP, INTRO, URL, article, group
from .person import NAME, crawl, damages, query, traces

MARKED = article(text="Les <b>élus</b> se retrouvent.")
HTML = "SELECT record_table, record_id, field, position, html FROM texts ORDER BY record_table, field, position"
OF_ARTICLE = "<p>Les <strong>élus</strong> se retrouvent. La rencontre aura lieu à Paris, au siège.</p>"
SECTION = "<h3>Création</h3><p>Le groupe est <i>né</i> en 1999.</p>"


def kinds(path) -> list[str]:
    return [kind for (kind,) in query(path, "SELECT kind FROM versions ORDER BY id")]


def test_a_text_is_written_with_its_record(archive, path, crawl_pages):
    crawl_pages({URL: MARKED, GROUP: group(SECTION)})
    assert query(path, HTML) == [
        ("groups", "mali", "sections", 1, "<p>Le groupe est <em>né</em> en 1999.</p><p>fin</p>"),
        ("news", "Reunion-du-groupe-pays-Mali", "body", 0, OF_ARTICLE),
    ]
    assert damages(path) == []


def test_other_markup_is_written_and_makes_no_version(archive, path, crawl_pages):
    crawl_pages({URL: MARKED})
    crawl_pages({URL: MARKED.replace(b"<b>", b"<i>").replace(b"</b>", b"</i>")})
    assert [row[-1] for row in query(path, HTML)] == [OF_ARTICLE.replace("strong", "em")]
    crawl_pages({URL: article()})
    assert query(path, HTML) == []
    assert kinds(path) == ["first"]
    assert damages(path) == []


def test_a_text_goes_with_the_id_that_its_record_had_first(archive, path, crawl_pages):
    crawl_pages({URL: MARKED.replace(b"</h1>", b"</h1><input type='hidden' name='id_article' value='7'>")})
    moved = URL.replace("Reunion", "Rencontre")
    crawl_pages({moved: MARKED.replace(b"</h1>", b"</h1><input type='hidden' name='id_article' value='7'>")})
    ids = {key for (key,) in query(path, "SELECT id FROM news")}
    assert {row[1] for row in query(path, HTML)} == ids


def test_a_second_page_of_a_group_leaves_the_texts_of_its_sections(archive, path, crawl_pages):
    crawl_pages({GROUP: group(SECTION)})
    before = query(path, HTML)
    crawl_pages({GROUP: group(SECTION), INTRO: group("")})
    assert query(path, HTML) == before != []


def test_an_archive_of_before_gets_its_texts_when_it_is_read_again(archive, path, crawl_pages):
    crawl_pages({URL: MARKED, GROUP: group(SECTION)})
    before = query(path, HTML)
    archive.db.execute("DELETE FROM texts")
    archive.db.conn.commit()
    assert {each.kind for each in archive.reread()[1]} == {"same"}
    assert sorted(query(path, HTML)) == sorted(before)
    assert set(kinds(path)) == {"first"}


@pytest.mark.parametrize("written", ["<b>Jeanne</b> Martin", "<b>Jeanne</b><br>Martin", "Jeanne Ma<i>rt</i>in"])
def test_a_name_that_markup_cuts_is_erased_with_the_markup(path, written):
    """The article keeps its plain text; the texts of others stay."""
    other = URL + "-2"
    with Archive.open(path, create=True) as archive:
        marked = article(text=f"Contact : {written}, chargée de <b>mission</b>.")
        crawl(archive, {URL: marked, other: article("Autre réunion", text="Les <b>élus</b> se retrouvent.")}, 1)
        assert len(query(path, HTML)) == 2
        found = archive.forget(NAME)
    assert [row.key for row in found.gone if row.table == "texts"] == ["texts/news/Reunion-du-groupe-pays-Mali/body/0"]
    assert [row[1] for row in query(path, HTML)] == ["Reunion-du-groupe-pays-Mali-2"]
    assert traces(path, b"jeanne", b"martin") == {}
    assert damages(path) == []


def test_a_link_that_has_a_name_is_erased_with_the_markup(path):
    with Archive.open(path, create=True) as archive:
        crawl(archive, {URL: article(text="Lire <a href='https://exemple.org/jeanne-martin'>la suite</a>.")}, 1)
        archive.forget(NAME)
    assert query(path, HTML) == []
    assert traces(path) == {}


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE texts SET html = replace(html, 'élus', 'maires')", "has other words than the plain text"),
        ("UPDATE texts SET html = html || '<script>x</script>'", "has other elements"),
        ("UPDATE texts SET html = replace(html, '<p>', '<p class=x>')", "has other elements"),
        ("UPDATE texts SET record_id = 'Autre'", "which is not there"),
    ],
)
def test_damage_is_named(archive, path, crawl_pages, change, what):
    crawl_pages({URL: MARKED})
    archive.db.execute(change)
    archive.db.conn.commit()
    assert any(what in damage.what for _, found in archive.verify(read=False) for damage in found)


def test_a_public_copy_has_the_texts_as_they_are(archive, path, crawl_pages, tmp_path):
    crawl_pages(
        {URL: article(text="Écrire à <b>Zoé</b> : zoe@exemple.org, ou <a href='mailto:zoe@exemple.org'>ici</a>.")}
    )
    publish(path, tmp_path / "public.db")
    assert query(tmp_path / "public.db", HTML) == query(path, HTML) != []
    assert "zoe@" not in json.dumps(query(path, HTML))


def test_a_text_is_no_part_of_a_state(archive, path, crawl_pages):
    crawl_pages({URL: MARKED})
    (fields,) = query(path, "SELECT fields FROM versions")[0]
    assert "strong" not in fields
