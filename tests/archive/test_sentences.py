"""What the sentences of articles state, as rows beside those of their pages: read once, proven, no part of versions.
No model is needed here, as what reads sentences is a function."""

import pytest

from scraper import records
from scraper.archive.sentences import facts_of
from scraper.prose.facts import (
    Doubt,
    FundStatement,
    PersonMention,
    ProseFacts,
    Source,
    StatedDeadline,
    StatedEvent,
    StatedPartnership,
    StatedRole,
)
from scraper.reading.result import Reading

URL = "https://cites-unies-france.org/Seminaire"
FIRST = "Léa Martin, maire de Dole, préside le groupe-pays Mali."
SECOND = "La réunion aura lieu le 25 mars 2026 à 14h30 à Lyon."
BODY = f"{FIRST} {SECOND}"


def source(sentence: str = FIRST, text: str = BODY) -> Source:
    start = text.index(sentence)
    return Source("body", start, start + len(sentence), sentence)


def facts() -> ProseFacts:
    """What a careful reader takes from the two sentences, and a little more."""
    mention = PersonMention("Léa Martin", source(), "moderator", "maire de Dole", "Ville de Dole")
    role = StatedRole("Léa Martin", "president", "Mali", source(), "maire de Dole", "Ville de Dole", since="2024")
    meeting = StatedEvent("2026-03-25T14:30", "2026-03-25T14:30", "minute", source(SECOND), place="Lyon")
    later = StatedEvent("2026-06-01", "2026-06-02", "day", source(SECOND), attendance=40, attendance_unit="élus")
    return ProseFacts(
        kind="meeting", kind_source=source(), groups=["Mali"], group_sources={"Mali": source()},
        mentions=[mention], roles=[role], occasions=[later, meeting],
        funds=[FundStatement("Mali", source(), opened="2026-01", amount_eur=1_200_000, donors=12)],
        partnerships=[StatedPartnership("Dole", "Kayes", "twinning", source(), since="1999")],
        deadlines=[StatedDeadline("2026-03-01", "candidatures", source())],
        doubts=[Doubt("two_presidents", "two presidents of one group", source())],
    )  # fmt: skip


def page(*events: records.Event, body: str = BODY) -> Reading:
    news = records.News(id="Seminaire", url=URL, title="Séminaire", body=body, published="2026-03-01")
    return Reading("article", URL, news, list(events))


def shown(precision: str = "day", source: str = "title", day: str = "2026-03-25") -> records.Event:
    dates = {"starts": day, "ends": day, "precision": precision, "date_text": "25 mars", "date_source": source}
    return records.Event(id="Seminaire", news_id="Seminaire", title="Séminaire", **dates)


@pytest.fixture
def read(archive):
    """Read the sentences of all articles, as a version of what reads them, and return how each went."""

    def read_all(stated: ProseFacts | Exception | None = None, reader: str = "rules 1") -> list[str]:
        def reads(texts, published, groups):
            if isinstance(stated, Exception):
                raise stated
            return stated or facts()

        number, done = archive.read_sentences(reads, reader)
        went = list(done)
        assert len(went) == number
        return went

    return read_all


def damage(archive) -> list:
    return [(found.where, found.what) for _, each in archive.verify(read=False) for found in each]


def test_what_sentences_state_is_rows_with_their_sentences(archive, save, rows, read):
    save(page(shown()))
    assert read() == ["read"]
    (mention,) = rows("mentions")
    assert (mention["person_id"], mention["part"], mention["organisation"]) == (
        "lea-martin",
        "moderator",
        "Ville de Dole",
    )
    assert (mention["quote"], mention["quote_field"]) == (FIRST, "body")
    assert BODY[mention["quote_start"] : mention["quote_end"]] == FIRST
    (role,) = rows("SELECT * FROM roles JOIN news_roles ON role_id = roles.id")
    assert (role["group_id"], role["role"], role["since"], role["quote"]) == ("mali", "president", "2024", FIRST)
    assert rows("SELECT group_id, quote FROM group_news") == [{"group_id": "mali", "quote": FIRST}]
    assert [(each["fact"], each["value"]) for each in rows("SELECT * FROM fund_facts ORDER BY fact")] == [
        ("amount_eur", "1200000"), ("donors", "12"), ("opened", "2026-01"),
    ]  # fmt: skip
    (fund,) = rows("funds")
    assert (fund["opened"], fund["amount_eur"], fund["donors"]) == ("2026-01", 1_200_000, 12)
    assert [(each["a"], each["b"], each["since"]) for each in rows("partnerships")] == [("Dole", "Kayes", "1999")]
    assert [(each["what"], each["date"]) for each in rows("deadlines")] == [("candidatures", "2026-03-01")]
    assert rows("SELECT kind FROM news") == [{"kind": "meeting"}]
    assert [(each["rule"], each["record"]) for each in rows("problems")] == [("sentences_in_doubt", "news/Seminaire")]
    assert damage(archive) == []


def test_a_sentence_adds_to_the_event_of_its_day_and_makes_others(save, rows, read):
    save(page(shown()))
    read()
    first, second = rows("SELECT * FROM events ORDER BY id")
    assert (first["starts"], first["place"], first["date_source"]) == ("2026-03-25T14:30", "Lyon", "title")
    assert (second["id"], second["starts"], second["attendance"]) == ("Seminaire#2", "2026-06-01", 40)
    assert (second["date_source"], second["quote"]) == ("sentence", SECOND)


@pytest.mark.parametrize("source", ["body", "published"])
def test_where_sentences_state_events_the_text_and_the_day_of_publication_make_none(save, rows, read, source):
    save(page(shown(source=source, day="2026-03-02")))
    read()
    assert [each["starts"] for each in rows("SELECT * FROM events ORDER BY id")] == ["2026-03-25T14:30", "2026-06-01"]


def test_the_same_page_changes_nothing_and_is_read_once(archive, save, rows, read):
    save(page(shown()))
    read()
    before = [rows(table) for table in ("events", "mentions", "roles", "news_roles", "group_news", "versions")]
    assert save(page(shown()), at="2026-03-02T08:00:00Z").unchanged == 1
    after = [rows(table) for table in ("events", "mentions", "roles", "news_roles", "group_news", "versions")]
    assert [[{**row, "last_seen": None} for row in table] for table in after] == [
        [{**row, "last_seen": None} for row in table] for table in before
    ]
    assert read() == []
    assert damage(archive) == []


def test_another_text_is_read_again_and_until_then_its_sentences_state_nothing(archive, save, rows, read):
    save(page(shown()))
    read()
    save(page(shown(), body="La réunion est ouverte à tous."), at="2026-03-02T08:00:00Z")
    assert facts_of(archive.db, "Seminaire") is None
    assert [rows(table) for table in ("mentions", "news_roles", "roles", "people", "fund_facts", "group_news")] == [
        []
    ] * 6
    assert [each["starts"] for each in rows("events")] == ["2026-03-25"]
    assert damage(archive) == []
    assert read(ProseFacts(kind="other")) == ["read"]
    assert rows("SELECT kind FROM news") == [{"kind": "other"}]


def test_another_reader_makes_no_version_and_leaves_nothing_of_the_first(archive, save, rows, read):
    save(page(shown()))
    read()
    versions = rows("versions")
    assert read(ProseFacts(kind="report"), reader="rules 2") == ["read"]
    assert rows("versions") == versions
    assert [rows(table) for table in ("mentions", "roles", "people", "fund_facts", "fund_news", "problems")] == [[]] * 6
    assert rows("SELECT closed, amount_eur, donors FROM funds") == [
        {"closed": None, "amount_eur": None, "donors": None}
    ]
    assert damage(archive) == []


def test_where_sentences_state_who_presides_the_structure_gives_way_and_keeps_the_rest(archive, save, rows, read):
    """One reader for one fact: a contact that no sentence states is the structure's."""
    groups = [
        records.Group(id="mali", name="Mali", kind="country"),
        *(records.Person(id=each, name=each) for each in "bc"),
    ]
    shown = [
        records.Role(id="mali:president:b:", group_id="mali", person_id="b", role="president"),
        records.Role(id="-:contact:c:", person_id="c", role="contact"),
    ]
    stated = [records.NewsRole(news_id="Seminaire", role_id=role.id) for role in shown]
    save(page(*groups, *shown, *stated))
    read()
    assert sorted(each["person_id"] for each in rows("roles")) == ["c", "lea-martin"]
    assert damage(archive) == []
    read(ProseFacts(kind="other"), reader="rules 2")
    assert sorted(
        each["person_id"] for each in rows("SELECT person_id FROM news_roles JOIN roles ON roles.id = role_id")
    ) == ["b", "c"]
    assert damage(archive) == []


def test_a_fault_with_one_article_is_a_problem_of_its_own(save, rows, read):
    save(page(shown()))
    assert read(ValueError("too long")) == ["failed"]
    assert [(each["rule"], each["detail"]) for each in rows("problems")] == [
        ("unread_sentences", "ValueError: too long")
    ]
    assert read(ValueError("too long")) == []
    assert read(reader="rules 2") == ["read"]
    assert rows("SELECT * FROM problems WHERE rule = 'unread_sentences'") == []


def test_a_row_that_its_sentence_does_not_prove_is_damage(archive, save, read):
    save(page(shown()))
    read()
    with archive.db.conn:
        archive.db.execute("UPDATE mentions SET quote_start = quote_start + 1")
        archive.db.execute("UPDATE partnerships SET a = 'Lons'")
        archive.db.execute("UPDATE events SET starts = '2026-07-01' WHERE id = 'Seminaire#2'")
    assert [each for each in damage(archive) if "counted" not in each[1] and "search" not in each[1]] == [
        ("news/Seminaire", "does not show what its last version says: events"),
        ("mentions/Seminaire", "its sentence is not in the article where it says"),
        ("news/Seminaire", "does not show what its sentences were read as: partnerships"),
    ]


def test_sentences_that_read_otherwise_are_damage(archive, save, read):
    save(page(shown()))
    read()
    again = archive.verify(sentences=(lambda *texts: ProseFacts(), "rules 1"))
    assert [found.where for name, each in again if name == "readings of sentences" for found in each] == [
        "prose_readings/Seminaire"
    ]


def test_an_erased_person_is_gone_from_what_sentences_state(archive, save, rows, read):
    save(page(shown()))
    read()
    archive.forget("Léa Martin")
    assert [rows(table) for table in ("prose_readings", "mentions", "roles", "people", "partnerships")] == [[]] * 5
    assert "Martin" not in str([rows(table) for table in ("news", "events", "problems", "versions")])
    assert damage(archive) == []
    assert read(ProseFacts(kind="meeting")) == ["read"]
