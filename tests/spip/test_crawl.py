"""A crawl of a real SPIP finds what SPIP publishes, as SPIP holds it, and nothing else."""

from collections import Counter

from .truth import theme_id


def test_every_published_article_is_found_with_every_field(first):
    comparison = first.compared()
    print(f"{first.name}: {comparison}")
    assert not comparison.differences, comparison.report()


def test_no_unpublished_protected_or_redirecting_article_is_news(first):
    hidden = first.truth.secret | first.truth.moved
    rows = first.archive.rows("SELECT spip_id, title, body FROM news")
    assert not hidden & {row["spip_id"] for row in rows}
    assert not [row["title"] for row in rows if "Ce texte n’est pas public" in f"{row['body']}{row['title']}"]


def test_keywords_have_their_names_and_addresses(first):
    used = frozenset().union(*(article.themes for article in first.truth.published.values()))
    found = {row["id"]: row for row in first.archive.rows("SELECT id, name, url FROM themes")}
    expected = {theme_id(name): (name, first.truth.themes[name]) for name in used}
    assert {key: (found[key]["name"], found[key]["url"]) for key in expected if key in found} == expected


def test_the_crawl_records_the_version_of_spip(first):
    assert first.crawled.row["finish_reason"] == "finished"
    assert first.crawled.row["composed_by"].startswith("SPIP 4.")


def test_a_second_crawl_without_change_writes_no_record(first, second):
    assert second.archive.versions() == first.archive.versions()
    assert (second.crawled.row["new"], second.crawled.row["changed"], second.crawled.row["withdrawn"]) == (0, 0, 0)


def test_thirty_edits_are_found_each_once(thirty, second, edited, confirmed):
    known = {row["id"] for row in second.archive.versions()}
    later = [row for row in confirmed.archive.versions() if row["id"] not in known]
    numbers = _numbers(confirmed.archive, second, confirmed)
    got = Counter((row["kind"], numbers.get(row["record_id"], row["record_id"])) for row in later)
    assert got == Counter((edit.kind, edit.article) for edit in thirty)


def test_after_the_edits_the_archive_is_as_spip_is(confirmed):
    comparison = confirmed.compared()
    assert not comparison.differences, comparison.report()


def test_an_article_keeps_its_permalink_when_its_address_changes(thirty, second, confirmed):
    moved = [edit.article for edit in thirty if edit.what == "readdressed"]
    before = {row["url"]: row["id"] for row in second.archive.rows("SELECT id, url FROM news")}
    after = {row["url"]: row["id"] for row in confirmed.archive.rows("SELECT id, url FROM news")}
    for number in moved:
        assert confirmed.truth.published[number].url != second.truth.published[number].url
        assert after[confirmed.truth.published[number].url] == before[second.truth.published[number].url]


def _numbers(archive, *stages) -> dict[str, int]:
    """SPIP's number of each article of the archive, by the address it had in one of the stages."""
    known = {article.url: number for stage in stages for number, article in stage.truth.published.items()}
    return {row["record_id"]: known[row["url"]] for row in archive.rows("SELECT * FROM aliases") if row["url"] in known}
