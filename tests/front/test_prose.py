"""The outline of texts within a page."""

import pytest

from scraper.archive import Archive
from scraper.front.prose import outlined
from tests.datasette.conftest import checked_out, fill
from tests.front.conftest import seeing


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>a</p><h3>b</h3><h4>c</h4>", "<p>a</p><h2>b</h2><h3>c</h3>"),
        ("<h2>a</h2><h5>b</h5><h2>c</h2>", "<h2>a</h2><h3>b</h3><h2>c</h2>"),
        ("<h4>a</h4><h3>b</h3>", "<h2>a</h2><h2>b</h2>"),
        ("<h3><strong>a</strong>\n</h3>", "<h2><strong>a</strong>\n</h2>"),
        ("<p>h3</p>", "<p>h3</p>"),
    ],
)
def test_headings_begin_below_the_pages_own_and_skip_no_level(html, shown):
    assert outlined(html, 2) == shown


@pytest.mark.parametrize("table", ["news", "groups"])
def test_a_kept_text_is_shown_by_the_allow_list(tmp_path, table):
    """Whatever wrote the row: a crawl writes nothing else."""
    hostile = (
        '<p onclick="x">un</p><script>alert(1)</script><img src=x onerror=alert(1)><h3 style="color:red">titre</h3>'
        '<a href="javascript:alert(1)">lien</a><a href="https://x.org/">site</a><form><input></form><svg/onload=x>'
    )

    def write(path):
        fill(path)
        with Archive.open(path) as archive:
            of = ("news", "Seisme", "body", 0) if table == "news" else ("groups", "maroc", "sections", 1)
            archive.db.execute("INSERT INTO texts VALUES (?, ?, ?, ?, ?)", [*of, hostile])
            archive.db.conn.commit()

    page = seeing(checked_out(tmp_path, write))("/actualite/Seisme" if table == "news" else "/groupe/maroc")
    shown = page.soup.find("a", href="https://x.org/").parent
    assert shown.get_text().strip() == "untitreliensite"
    assert {tag.name for tag in shown.find_all(True)} <= {"p", "h2", "h3", "h4", "a"}
    assert not page.soup.main.find_all(onclick=True)
    assert "javascript:" not in page.response.text
