"""A group's own page speaks for it; mentions and second pages only add."""

import pytest

from scraper import records

from .pages import save_response

PORTAL = "https://cites-unies-france.org/"


def section(heading: str, position: int = 1, group_id: str = "mali") -> records.GroupSection:
    return records.GroupSection(group_id=group_id, position=position, heading=heading, text=heading)


def headings(rows) -> list[str]:
    return [row["heading"] for row in rows("SELECT heading FROM group_sections ORDER BY position")]


def test_a_mention_takes_nothing_from_the_groups_own_page(crawled, rows, group, article):
    crawled(group("Mali", section("Création"), abstract="Résumé", kind="country", country_code="ML"))
    before = rows("groups")
    crawled(article("A", records.Group(id="mali", name="MALI", kind="region")), at="2026-03-02T08:00:00Z")
    assert rows("groups") == before
    assert headings(rows) == ["Création"]
    assert len(rows("SELECT * FROM versions WHERE record_table = 'groups'")) == 1


def test_a_group_known_by_mention_becomes_the_one_of_its_page(crawled, rows, group, article):
    mention = records.Group(id="mali", name="Mali", kind="country")
    crawled(article("A", mention))
    crawled(article("A", mention), at="2026-03-02T08:00:00Z")
    assert (rows("groups")[0]["url"], rows("groups")[0]["last_seen"]) == (None, "2026-03-02T08:00:00Z")
    assert crawled(group("Mali", abstract="Résumé"), at="2026-03-03T08:00:00Z").new == 1
    (known,) = rows("groups")
    assert (known["url"], known["abstract"]) == (PORTAL + "-Mali-", "Résumé")
    assert known["first_seen"] == "2026-03-01T08:00:00Z"


def test_sections_and_dated_lines_are_replaced(crawled, rows, group):
    def line(position: int) -> records.GroupMilestone:
        return records.GroupMilestone(
            group_id="mali", position=position, text="2013", starts="2013-01-01", ends="2013-12-31", precision="year"
        )

    crawled(group("Mali", section("Création"), section("Perspectives", 2), line(1), line(2)))
    assert crawled(group("Mali", section("Création"), line(1))).changed == 1
    assert headings(rows) == ["Création"]
    assert len(rows("group_milestones")) == 1


@pytest.mark.parametrize("presentation_first", [False, True])
def test_two_pages_of_a_group_are_one_version_whichever_comes_first(crawled, rows, group, presentation_first):
    """A country group has a section with its news, and a presentation under its number."""
    news = group("Mali", url=PORTAL + "-Mali-")
    presentation = group(
        "Mali",
        section("Création"),
        url=PORTAL + "spip.php?page=pays_intro&id_rubrique=167",
        abstract="Résumé",
        spip_id=167,
    )
    pages = (presentation, news) if presentation_first else (news, presentation)
    crawls = [crawled(*pages) for _ in range(3)]
    assert [(c.new, c.changed, c.unchanged) for c in crawls] == [(1, 0, 0), (0, 0, 1), (0, 0, 1)]
    assert len(rows("SELECT * FROM versions WHERE record_table = 'groups'")) == 1
    (known,) = rows("groups")
    assert (known["url"], known["abstract"], known["spip_id"]) == (PORTAL + "-Mali-", "Résumé", 167)
    assert headings(rows) == ["Création"]


def test_what_a_killed_crawl_read_of_a_group_is_settled_by_the_next(archive, save, crawled, rows, group):
    save(group("Mali", section("Création")))
    assert rows("SELECT * FROM versions WHERE record_table = 'groups'") == []
    assert crawled(group("Mali", abstract="Résumé")).new == 1
    assert [row["settled"] for row in rows("group_pages")] == [1]


def test_who_presides_is_part_of_a_groups_state(crawled, group):
    def presided(name: str):
        return group(
            "Mali",
            records.Person(id=name, name=name),
            records.Role(
                id=f"mali:president:{name}",
                group_id="mali",
                person_id=name,
                role="president",
            ),
        )

    crawled(presided("a"))
    assert crawled(presided("a")).unchanged == 1
    assert crawled(presided("b")).changed == 1


def test_what_a_group_no_longer_states_is_a_change(crawled, rows, group):
    crawled(group("Mali", section("Création"), abstract="Résumé"))
    assert crawled(group("Mali"), at="2026-03-02T08:00:00Z").changed == 1
    assert (headings(rows), rows("groups")[0]["abstract"]) == ([], None)
    assert {row["field"] for row in rows("changes")} == {"sections", "abstract"}


INTRO = PORTAL + "spip.php?page=pays_intro&id_rubrique=167"


def test_what_its_presentation_states_stays_when_only_the_section_is_read(crawled, rows, group):
    presentation = group("Mali", section("Création"), url=INTRO, abstract="Résumé")
    crawled(group("Mali"), presentation)
    assert crawled(group("Mali"), at="2026-03-02T08:00:00Z").unchanged == 1
    assert (headings(rows), rows("groups")[0]["abstract"]) == (["Création"], "Résumé")


def test_what_its_presentation_no_longer_states_is_a_change(crawled, rows, group):
    crawled(group("Mali"), group("Mali", section("Création"), url=INTRO, abstract="Résumé"))
    assert crawled(group("Mali"), group("Mali", url=INTRO), at="2026-03-02T08:00:00Z").changed == 1
    assert headings(rows) == []


def test_a_presentation_that_two_crawls_are_refused_counts_no_more(archive, crawled, rows, group):
    crawled(group("Mali"), group("Mali", section("Création"), url=INTRO, abstract="Résumé"))
    for day in (2, 3):
        number = archive.start_crawl("groups", "full", PORTAL)
        at = f"2026-03-0{day}T08:00:00Z"
        fetch = records.Fetch(crawl_id=number, url=INTRO, final_url=INTRO, status=404, fetched_at=at)
        save_response(archive, number, fetch, b"", None)
        archive.finish_crawl(number, "finished", requests=1)
        assert len(rows("SELECT * FROM versions WHERE kind = 'change'")) == day - 2


def test_what_sick_crawls_are_refused_takes_nothing_from_a_group(archive, crawled, rows, group):
    crawled(group("Mali"), group("Mali", url=INTRO, abstract="Un groupe-pays."))
    for day in ("2026-03-02T08:00:00Z", "2026-03-03T08:00:00Z"):
        number = archive.start_crawl("groups", "full", PORTAL)
        fetch = records.Fetch(crawl_id=number, url=INTRO, status=403, fetched_at=day)
        save_response(archive, number, fetch, b"<p>Maintenance</p>", None)
        archive.finish_crawl(number, "finished", requests=1)
        archive.db.execute("UPDATE crawls SET health = 'sick' WHERE id = ?", [number])
    crawled(group("Mali"), at="2026-03-04T08:00:00Z")
    assert INTRO in {row["url"] for row in rows("group_pages")}


def test_a_later_page_of_its_list_takes_nothing_from_a_group(archive, crawled, rows, group):
    crawled(group("Mali", section("Création"), abstract="Résumé"))
    number = archive.start_crawl("groups", "full", PORTAL)
    later = PORTAL + "-Mali-?debut_articles=10"
    fetch = records.Fetch(crawl_id=number, url=later, final_url=later, status=200, fetched_at="2026-03-02T08:00:00Z")
    save_response(archive, number, fetch, b"<html>", group("Mali"))
    assert archive.finish_crawl(number, "finished", requests=1).changed == 0
    assert (headings(rows), rows("groups")[0]["last_seen"]) == (["Création"], "2026-03-02T08:00:00Z")


def test_a_group_at_a_new_address_keeps_nothing_of_its_old_page(archive, crawled, rows, group):
    crawled(group("Mali", section("Création"), abstract="Résumé"))
    number, new = archive.start_crawl("groups", "full", PORTAL), PORTAL + "-Mali-2026-"
    fetch = records.Fetch(
        crawl_id=number, url=PORTAL + "-Mali-", final_url=new, status=200, fetched_at="2026-03-02T08:00:00Z"
    )
    save_response(archive, number, fetch, b"<html>", group("Mali", url=new))
    assert archive.finish_crawl(number, "finished", requests=1).changed == 1
    assert (headings(rows), rows("groups")[0]["url"]) == ([], new)
