"""A state in reading form: every field has its words, and nothing of it is lost."""

from scraper import records
from scraper.archive import versions
from scraper.history.versions import compare, reading_form


def states() -> list[dict]:
    news = records.News(id="a", url="u", title="Réunion", status="cancelled", body="Un.\n\nDeux.")
    group = records.Group(id="g", name="Mali", kind="country")
    event = records.Event(
        id="a",
        news_id="a",
        title="Réunion",
        starts="2026-03-12",
        ends="2026-03-13",
        precision="day",
        date_text="les 12 et 13 mars",
        date_source="title",
        online=0,
    )
    person = records.Person(id="p", name="Awa Diallo")
    role = records.Role(id="r", group_id="g", person_id="p", role="referent", function="Maire", since="2024")
    document = records.Document(id="d", url="https://x.org/a.pdf", title="Note", medium="text")
    fund = records.FundNews(fund_id="mali", news_id="a", opened="2026")
    section = records.GroupSection(group_id="g", position=1, heading="Création", text="En 1985.\n\nÀ Lyon.")
    milestone = records.GroupMilestone(
        group_id="g", position=1, text="Assises", starts="2013-01-01", ends="2013-12-31", precision="year"
    )
    return [
        versions.state_shown(
            news, [event, person, role, document, fund, records.NewsTheme(news_id="a", theme_id="mali")]
        ),
        versions.state_shown(group, [section, milestone, person, role]),
    ]


def read(state: dict) -> dict[str, tuple[str, ...]]:
    return {field.name: field.paragraphs for field in reading_form(state)}


def test_every_field_of_a_state_has_its_name():
    assert {name for state in states() for name in state} == set(records.FIELD_NAMES), "add its name to FIELD_NAMES"


def test_an_article_is_read():
    fields = read(states()[0])
    assert fields["body"] == ("Un.", "Deux.")
    assert fields["status"] == ("annulé (cancelled)",)
    assert fields["lead"] == ()
    assert fields["events"] == (
        "du : 2026-03-12 · au : 2026-03-13 · précision : jour (day) · écrit : les 12 et 13 mars · "
        "lu dans : titre (title) · en visioconférence : non",
    )
    assert fields["roles"] == (
        "référent à CUF (referent) · Awa Diallo · groupe : g · fonction : Maire · depuis : 2024",
    )
    assert fields["documents"] == ("https://x.org/a.pdf · Note · média : texte (text)",)
    assert fields["funds"] == ("mali · ouvert : 2026",)
    assert fields["themes"] == ("mali",)


def test_a_group_is_read():
    fields = read(states()[1])
    assert fields["kind"] == ("pays (country)",)
    assert fields["sections"] == ("Création", "En 1985.", "À Lyon.")
    assert fields["milestones"] == ("Assises · du : 2013-01-01 · au : 2013-12-31 · précision : année (year)",)


def test_a_field_of_another_program_version_keeps_its_name():
    (field,) = reading_form({"colour": "blue"})
    assert (field.french, field.paragraphs) == ("colour", ("blue",))


def test_a_field_that_one_state_lacks_is_empty_there():
    comparison = compare({"title": "Un"}, {"title": "Un", "withdrawn": None, "lead": "Deux"})
    assert [change.field.name for change in comparison.changed] == ["lead"]
    assert [field.name for field in comparison.same] == ["title", "withdrawn"]
    assert [change.field.name for change in compare({"lead": "Deux"}, {}).changed] == ["lead"]
