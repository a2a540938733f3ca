"""Who is who: what is one person is joined and explained, what is doubtful is left, and no page undoes it."""

import random
from pathlib import Path

import pytest

from scraper import records
from scraper.archive import RefusedPeopleFile
from scraper.archive.people import PersonStatement, best_spelling, decide
from scraper.archive.people_file import Apart, Overrides, read_overrides
from scraper.prose.facts import PersonMention, ProseFacts, Source, StatedRole


def said(*given) -> list[PersonStatement]:
    """Statements, each as name, year, function, organisation; all but the name may be left out."""
    found = []
    for number, (name, *more) in enumerate(given, 1):
        year, function, organisation = (*more, None, None, None)[:3]
        slug = records.slugify(name)
        found.append(
            PersonStatement("mentions", (f"a{number}", 1), name, slug, f"a{number}", year, function, organisation)
        )
    return found


def people(*given, **overruled) -> dict[str, list[str]]:
    """The names that each person goes by, by id."""
    return {
        person.id: sorted({each.name for each in person.statements})
        for person in decide(said(*given), Overrides(**overruled))
    }


def reason(slug: str, *given, **overruled) -> str:
    """Why a spelling is whose it is."""
    (found,) = (each.rows[slug] for each in decide(said(*given), Overrides(**overruled)) if slug in each.rows)
    return found[1]


# --- one person -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Jean-Pierre DUPONT", "jean pierre Dupont", "Jean‑Pierre Dùpont"])
def test_capitals_hyphens_and_accents_make_no_other_person(name):
    assert list(people(("Jean-Pierre Dupont",), (name,))) == ["jean-pierre-dupont"]


@pytest.mark.parametrize(
    "short", ["J.-P. Dupont", "J-P Dupont", "J.P. Dupont", "JP Dupont", "J. P. Dupont", "J. Dupont", "Jean-P. Dupont"]
)
def test_an_initial_is_the_only_whole_name_that_it_fits(short):
    found = people(("Jean-Pierre Dupont", 2019), (short, 2020), ("Marie Dupont", 2020))
    assert found == {"jean-pierre-dupont": sorted(["Jean-Pierre Dupont", short]), "marie-dupont": ["Marie Dupont"]}


@pytest.mark.parametrize(
    ("short", "others"),
    [
        ("J. Dupont", ["Jean Dupont", "Julie Dupont"]),  # two fit
        ("J.-P. Dupont", ["Jean Dupont"]),  # more initials than first names
        ("J. Dupont", ["Paul Dupont"]),
        ("J. Dupont", ["Jean Durand-Dupont"]),  # a surname of two words is another one
        ("J. Dupont", ["Jean Moreau Dupont"]),
        ("J. Dupont", ["Dupont"]),
        ("Dupont", ["Jean Dupont"]),  # a surname alone joins nobody
        ("M. Dupont", ["Marie Dupont"]),  # Monsieur, not Marie
        ("Mme Dupont", ["Marie Dupont"]),
        ("Jean", ["Jean Dupont"]),
        ("Jean D.", ["Jean Dupont"]),
    ],
)
def test_what_is_doubtful_joins_nobody(short, others):
    assert len(people((short,), *((other,) for other in others))) == 1 + len(others)


def test_an_initial_whose_office_cannot_be_the_whole_names_joins_nobody():
    assert len(people(("Jean Dupont", 2004, "maire", "Nantes"), ("J. Dupont", 2020, "stagiaire", "Nice"))) == 2


def test_an_initial_for_one_of_two_people_of_the_whole_name_is_whose_organisation_it_has():
    two = ("Jean Dupont", 2004, "chercheur", "Nantes"), ("Jean Dupont", 2020, "stagiaire", "Nice")
    assert people(*two, ("J. Dupont", 2019, None, "Ville de Nice"))["jean-dupont-2"] == ["J. Dupont", "Jean Dupont"]
    assert "j-dupont" in people(*two, ("J. Dupont", 2019))


@pytest.mark.parametrize("title", ["M.", "Mme", "Dr", "Monsieur", "Madame", "Professeur"])
def test_a_form_of_address_is_no_part_of_a_name(title):
    found = people(("Camille Dupont",), (f"{title} Camille Dupont",))
    assert list(found) == ["camille-dupont"]
    assert list(people((f"{title} Camille Dupont",))) == ["camille-dupont"]
    assert reason(records.slugify(f"{title} Camille Dupont"), (f"{title} C. Dupont",), (f"{title} Camille Dupont",))


def test_words_in_another_order_are_one_name_only_with_a_sign_of_it():
    """ "Paul Martin" and "Martin Paul" may be two people."""
    turned = ("Paul Martin", 2019), ("Martin Paul", 2020)
    assert len(people(*turned)) == 2
    assert len(people(*turned, ("Martin Durand",))) == 3
    assert len(people(*turned, ("Paul Durand",), ("Paul Petit",), ("Martin Petit",))) == 5
    assert people(*turned, ("Paul Durand",), ("Paul Petit",))["paul-martin"] == ["Martin Paul", "Paul Martin"]
    placed = ("Zhou Guangrong", 2012, "préfet", "Deyang"), ("Guangrong Zhou", 2013, None, "Deyang")
    assert len(people(*placed)) == 1
    assert "surname first" in reason(
        "le-goff-anne", ("Anne Le Goff",), ("Le Goff Anne",), ("Anne Petit",), ("Anne Durand",)
    )


def test_each_spelling_has_a_reason_in_words():
    names = ("Jean-Pierre Dupont",), ("J.-P. Dupont",), ("M. Jean-Pierre Dupont",)
    assert reason("j-p-dupont", *names) == "initial of the only Dupont whose first name begins with J.-P."
    assert reason("m-jean-pierre-dupont", *names) == "the same name without “M.”"
    with_middle = ("Jean Paul Le Roux",), ("Jean P. Le Roux",)
    assert "Jean Paul Le Roux" in reason("jean-p-le-roux", *with_middle)


@pytest.mark.parametrize(
    ("spellings", "best"),
    [
        (["Jean DUPONT", "Jean Dupont"], "Jean Dupont"),
        (["Helene Dupont", "Helene Dupont", "Hélène Dupont"], "Hélène Dupont"),
        (["Jean Pierre Dupont", "Jean-Pierre Dupont"], "Jean-Pierre Dupont"),
    ],
)
def test_the_best_spelling_is_the_name(spellings, best):
    assert best_spelling(spellings) == best_spelling(reversed(spellings)) == best


# --- two people -----------------------------------------------------------------------------------------------------

APART = [
    [("Jean Martin", 2006, "maire", "Nantes"), ("Jean Martin", 2019, "maire", "Nice")],
    [("Jean Martin", 2004, "chercheur", "INALCO"), ("Jean Martin", 2020, "stagiaire", "Nice")],
    [("Jean Martin", 2016, "maire", "Nantes"), ("Jean Martin", 2016, "adjoint au maire", "Nice")],
    [
        ("Jean Martin", 2014, "maire", "Nantes"),
        ("Jean Martin", 2018, "maire", "Nantes"),
        ("Jean Martin", 2016, "maire", "Nice"),
    ],
    [("Jean Martin", 2016, "préfet", "Cher"), ("Jean Martin", 2016, "préfet", "Nord")],
]
ONE = [
    [("Jean Martin", 2006, "maire", "Nantes"), ("Jean Martin", 2019, "maire", "Ville de Nantes")],
    [("Jean Martin", 2006), ("Jean Martin", 2024)],
    [("Jean Martin", 2006, "maire", "Nantes"), ("Jean Martin", 2024)],
    [("Jean Martin", 2006, "maire", "Nantes"), ("Jean Martin", 2014, "chercheur", "INALCO")],
    [("Jean Martin", 2006, "maire", "Nantes"), ("Jean Martin", 2019, "sénateur", "Loire")],  # a career
    [("Jean Martin", 2016, "maire", "Nantes"), ("Jean Martin", 2016, "vice-président", "Loire")],
    [("Jean Martin", 2016, "ancien maire", "Nantes"), ("Jean Martin", 2016, "maire", "Nice")],
    [
        ("Jean Martin", 2004, "chercheur", "INALCO"),
        ("Jean Martin", 2012, "directeur", "Lyon"),
        ("Jean Martin", 2020, "consultant", "Nice"),
    ],
]


@pytest.mark.parametrize("given", APART)
def test_organisation_and_years_keep_two_people_of_one_name_apart(given):
    found = people(*given)
    assert list(found) == ["jean-martin", "jean-martin-2"]
    assert reason("jean-martin-2", *given).startswith("kept apart from jean-martin: “")


@pytest.mark.parametrize("given", ONE)
def test_one_name_is_one_person_without_a_sign_of_two(given):
    assert list(people(*given)) == ["jean-martin"]


def test_the_reason_names_the_offices_and_the_years():
    given = ("Jean Martin", 2006, "maire", "Nantes"), ("Jean Martin", 2019, "chargé de mission", "Nice")
    assert reason("jean-martin-2", *given) == (
        "kept apart from jean-martin: “maire, Nantes” (2006) and “chargé de mission, Nice” (2019), "
        "which are 13 years apart with no organisation in common"
    )
    both = ("Jean Martin", 2016, "maire", "Nantes"), ("Jean Martin", 2016, "maire", "Nice")
    assert reason("jean-martin-2", *both).endswith("and nobody is both at the same time")


def test_what_names_no_organisation_is_of_the_person_nearest_in_years():
    given = ("Jean Martin", 2006, "maire", "Nantes"), ("Jean Martin", 2019, "maire", "Nice"), ("Jean Martin", 2018)
    (other,) = (each for each in decide(said(*given)) if each.id == "jean-martin-2")
    assert [each.year for each in other.statements] == [2018, 2019]


def test_a_group_joins_what_organisations_would_keep_apart():
    statements = said(("Jean Martin", 2006, "maire", "Nantes"), ("Jean Martin", 2019, "maire", "Nice"))
    roles = [
        PersonStatement("roles", (f"mali:president:jean-martin:{each.year}",), each.name, each.slug, each.news_id,
                        each.year, each.function, each.organisation, "mali")
        for each in statements
    ]  # fmt: skip
    assert len(decide([*statements, *roles])) == 1


def test_the_order_in_which_articles_came_makes_no_difference():
    given = [*(each for case in APART for each in case), ("J. Martin", 2016), ("Martin Jean", 2004, None, "INALCO")]
    given += [("J.-P. Dupont", 2000), ("Jean-Pierre Dupont", 2001), ("M. Jean-Pierre DUPONT", 2003), ("Jean Durand",)]
    statements = said(*given)
    expected = decide(statements)
    for seed in range(20):
        shuffled = random.Random(seed).sample(statements, len(statements))
        assert decide(shuffled) == expected


# --- people.toml ----------------------------------------------------------------------------------------------------


def test_what_people_toml_joins_is_one():
    names = ("Jeanne Martin", "Jeanne Martin-Durand")
    given = ("Jeanne Martin", 2006, "maire", "Nantes"), ("Jeanne Martin-Durand", 2019, "maire", "Nice")
    assert len(people(*given)) == 2
    assert list(people(*given, same=(names,))) == ["jeanne-martin"]
    assert reason("jeanne-martin-durand", *given, same=(names,)) == "people.toml says so"


def test_one_name_alone_in_same_is_one_persons():
    assert list(people(*APART[0], same=(("Jean Martin",),))) == ["jean-martin"]


def test_what_people_toml_keeps_apart_is_two_people():
    given = ("Jean Martin", 2018, "chercheur", "INALCO"), ("Jean Martin", 2019, "directeur", "Lyon")
    for apart in (Apart("Jean Martin", "Ville de Lyon"), Apart("Jean Martin", articles=("a2",))):
        assert list(people(*given, apart=(apart,))) == ["jean-martin", "jean-martin-2"]
        assert "people.toml says so" in reason("jean-martin-2", *given, apart=(apart,))
    assert len(people(("Jean Dupont",), ("J. Dupont",), apart=(Apart("J. Dupont"),))) == 2
    assert len(people(("Jean Dupont",), ("M. Jean Dupont",), apart=(Apart("M. Jean Dupont"),))) == 2


def test_a_file_is_read_and_without_one_nothing_is_overruled(tmp_path):
    file = tmp_path / "people.toml"
    assert read_overrides(file) == Overrides()
    file.write_text('[[same]]\nnames = ["A B", "C D"]\n[[apart]]\nname = "A B"\norganisation = "Nice"\n')
    assert read_overrides(file) == Overrides((("A B", "C D"),), (Apart("A B", "Nice"),))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("same", "cannot be read"),
        ("[[other]]\n", "'other' is nothing that this file may have: write [[same]] or [[apart]]"),
        ("[same]\nnames = []\n", "same must be a table of a list: write it as [[same]]"),
        ("[[same]]\nnames = []\n", "[[same]] number 1 has no such values as it needs: write names ="),
        ('[[same]]\nnames = "Jean"\n', "[[same]] number 1"),
        ('[[same]]\nname = "Jean"\n', "'name' of [[same]] number 1 is unknown"),
        ('[[apart]]\norganisation = "Nice"\n', "[[apart]] number 1"),
        ('[[apart]]\nname = "A B"\norganisation = 3\n', "[[apart]] number 1"),
        ('[[same]]\nnames = ["A B", "C D"]\n[[apart]]\nname = "C D"\n', "C D is in [[same]] number 1 and in [[apart]]"),
    ],
)
def test_a_mistake_in_the_file_is_a_sentence(tmp_path, text, words):
    file = tmp_path / "people.toml"
    file.write_text(text)
    with pytest.raises(RefusedPeopleFile) as error:
        read_overrides(file)
    assert str(error.value).startswith(str(file))
    assert words in str(error.value)
    assert str(error.value).endswith("then run this again.")


# --- the archive ----------------------------------------------------------------------------------------------------


SOURCE = Source("title", 0, 7, "Réunion")


def named(*names: str, organisation: str | None = None) -> ProseFacts:
    """What sentences state of some names, each a contact."""
    return ProseFacts(
        mentions=[PersonMention(name, SOURCE, organisation=organisation) for name in names],
        roles=[StatedRole(name, "contact", None, SOURCE, organisation=organisation) for name in names],
    )


@pytest.fixture
def read(archive):
    """Read the sentences of all articles: what each states, by its id."""

    def read_all(stated: dict[str, ProseFacts]) -> None:
        titles = {title: news_id for news_id, title in archive.db.execute("SELECT id, title FROM news")}
        _, done = archive.read_sentences(lambda texts, *_: stated[titles[texts["title"]]], repr(stated))
        assert set(done) <= {"read"}
        archive.join_people()

    return read_all


def page(article, slug: str, year: int, *rows):
    return article(slug, *rows, title=f"Réunion {slug}", published=f"{year}-03-01")


def roles(name: str, news_id: str, organisation: str | None = None) -> list:
    """What a page's structure shows of a contact."""
    slug = records.slugify(name)
    role = records.Role(
        id=f"-:contact:{slug}:{records.slugify(organisation or '')}",
        person_id=slug, role="contact", organisation=organisation,
    )  # fmt: skip
    return [records.Person(id=slug, name=name), role, records.NewsRole(news_id=news_id, role_id=role.id)]


def contents(archive) -> dict[str, list]:
    return {
        name: sorted(archive.db.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
        for name in ("people", "people_aliases", "mentions", "roles", "versions", "people_decisions")
    }


def damages(archive) -> list[str]:
    return [f"{each.where}: {each.what}" for _, found in archive.verify(read=False) for each in found]


@pytest.fixture
def joined(archive, save, article, read):
    """Two articles that name one person in two spellings, in sentences and in the structure."""
    for slug, year, name in (("A", 2019, "Jean-Pierre Dupont"), ("B", 2020, "J.-P. Dupont")):
        save(page(article, slug, year, *roles(name, slug)))
    read({"A": named("Jean-Pierre Dupont"), "B": named("J.-P. Dupont")})
    return archive


def test_spellings_of_one_person_are_one_row(joined, rows):
    assert [(row["id"], row["name"]) for row in rows("people")] == [("jean-pierre-dupont", "Jean-Pierre Dupont")]
    assert [(row["id"], row["person_id"], row["name"]) for row in rows("people_aliases")] == [
        ("j-p-dupont", "jean-pierre-dupont", "J.-P. Dupont")
    ]
    for table in ("mentions", "roles"):
        assert {row["person_id"] for row in rows(table)} == {"jean-pierre-dupont"}
    assert {row["name"] for row in rows("mentions")} == {"Jean-Pierre Dupont", "J.-P. Dupont"}
    assert damages(joined) == []


def test_no_version_changes_and_deciding_again_changes_nothing(archive, save, article, read, joined):
    before = contents(archive)
    assert "J.-P. Dupont" in before["versions"][1][-2] + str(before["versions"][1])
    archive.join_people()
    assert contents(archive) == before


def test_a_page_that_is_written_later_undoes_nothing(joined, save, article):
    """Its state keeps the name as the page writes it, so that it is no change."""
    before = contents(joined)
    outcome = save(page(article, "B", 2020, *roles("J.-P. Dupont", "B")), at="2026-03-02T08:00:00Z")
    assert (outcome.changed, outcome.unchanged) == (0, 1)
    after = contents(joined)
    assert after["versions"] == before["versions"]
    assert [row[:2] for row in after["people"]] == [row[:2] for row in before["people"]]
    assert after["mentions"] == before["mentions"]
    assert damages(joined) == []


def test_a_page_with_two_spellings_of_one_person_keeps_both_in_its_state(joined, save, article):
    """Both are one row: a state that were made of rows would have one name twice, and be a change."""
    both = [*roles("Jean-Pierre Dupont", "C"), *roles("J.-P. Dupont", "C")]
    assert save(page(article, "C", 2021, *both)).new == 1
    (state,) = (row["fields"] for row in joined.db.query("SELECT fields FROM versions WHERE record_id = 'C'"))
    assert state.count('"Jean-Pierre Dupont"') == state.count('"J.-P. Dupont"') == 1


def test_two_people_of_one_name_stay_apart_when_a_page_is_written_again(archive, save, article, read, rows):
    stated = {}
    for slug, year, where in (("A", 2006, "Nantes"), ("B", 2020, "Nice")):
        save(page(article, slug, year, *roles("Jean Martin", slug, where)))
        stated[slug] = named("Jean Martin", organisation=where)
    read(stated)
    apart = [("A", "jean-martin"), ("B", "jean-martin-2")]
    owners = (
        "SELECT news_id, person_id FROM mentions "
        "UNION SELECT news_id, person_id FROM roles JOIN news_roles ON role_id = roles.id"
    )
    assert archive.db.execute(owners).fetchall() == apart
    assert [row["id"] for row in rows("people")] == ["jean-martin", "jean-martin-2"]
    assert [row["id"] for row in rows("people_aliases")] == ["jean-martin-2"]
    save(page(article, "B", 2020, *roles("Jean Martin", "B", "Nice")), at="2026-03-02T08:00:00Z")
    assert archive.db.execute(owners).fetchall() == apart
    assert damages(archive) == []


def test_what_is_overruled_is_undone(joined, rows):
    file = Path(joined.path).with_name("people.toml")
    file.write_text('[[apart]]\nname = "J.-P. Dupont"\n', encoding="utf-8")
    assert damages(joined) == []  # the file has changed since: nothing is to be compared
    joined.join_people()
    assert {row["id"] for row in rows("people")} == {"j-p-dupont", "jean-pierre-dupont"}
    assert rows("people_aliases") == []
    assert {row["person_id"] for row in rows("roles")} == {"j-p-dupont", "jean-pierre-dupont"}
    file.unlink()
    joined.join_people()
    assert len(rows("people")) == 1


def test_people_whom_nothing_names_any_more_go(joined, save, article, read, rows):
    for slug, year in (("A", 2019), ("B", 2020)):
        save(page(article, slug, year), at="2026-03-02T08:00:00Z")
    read({"A": named("Anne Petit"), "B": ProseFacts()})
    assert [row["id"] for row in rows("people")] == ["anne-petit"]
    assert rows("people_aliases") == []


ANNE = "INSERT INTO people VALUES ('anne', 'Anne', NULL, NULL)"


@pytest.mark.parametrize(
    ("plant", "where"),
    [
        ("UPDATE people_aliases SET reason = 'nobody knows'", "people_aliases/j-p-dupont"),
        (f"{ANNE}; UPDATE mentions SET person_id = 'anne' WHERE news_id = 'A'", "mentions/A/1"),
        ("INSERT INTO people VALUES ('j-p-dupont', 'J.-P. Dupont', NULL, NULL)", "people_aliases/j-p-dupont"),
    ],
)  # fmt: skip
def test_verify_names_what_is_not_as_decided(joined, plant, where):
    joined.db.conn.executescript(plant)
    assert where in [each.partition(":")[0] for each in damages(joined)]


def test_a_role_that_a_page_alone_shows_is_joined_too(archive, save, article, rows):
    save(page(article, "A", 2019, *roles("Jean-Pierre Dupont", "A"), *roles("J. Dupont", "A")))
    assert archive.join_people().spellings == 1
    assert {row["id"] for row in rows("roles")} == {"-:contact:jean-pierre-dupont:", "-:contact:j-dupont:"}
    assert {row["person_id"] for row in rows("roles")} == {"jean-pierre-dupont"}
