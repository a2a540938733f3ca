"""`portail people`: who a name is, why, and how to overrule it."""

import json
from difflib import get_close_matches
from pathlib import Path

import click

from scraper.archive import PEOPLE_FILE, Archive, DecidedPerson
from scraper.cli import options
from scraper.cli.output import TEMPLATES, say
from scraper.text import fold

NEAR = 8
"""Names that are named where none is found."""


@click.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@options.archive
def people(name: str, as_json: bool, archive: Path) -> None:
    """Show who NAME is, in any spelling: each person with the other spellings and why they are theirs, all that is
    stated, why two people of one name are kept apart, and what to write in people.toml to overrule it.

    That file lies beside the archive's; `portail mentions` applies it. Nothing is written.
    """
    with Archive.open(archive) as opened:
        everybody = opened.people()
    found = found_by(name, everybody)
    if as_json:
        click.echo(json.dumps([shown(person) for person in found], ensure_ascii=False, indent=2))
    elif found:
        file = archive.with_name(PEOPLE_FILE)
        say(TEMPLATES.get_template("people").render(people=list(map(shown, found)), file=file, name=name).rstrip())
    else:
        say(TEMPLATES.get_template("nobody").render(name=name, near=near(name, everybody)).rstrip())


def found_by(name: str, everybody: list[DecidedPerson]) -> list[DecidedPerson]:
    """Return the people who go by a name, or whose permalink it is; else those whose names have all of its words."""
    words = fold(name).split()
    exact = [person for person in everybody if " ".join(words) in _names(person)]
    return exact or [
        person
        for person in everybody
        if words and any(set(words) <= set(spelling.split()) for spelling in _names(person))
    ]


def _names(person: DecidedPerson) -> set[str]:
    spellings = (person.id, person.name, *(alias for alias, _ in person.aliases.values()))
    return {fold(each) for each in (*spellings, *(one.name for one in person.statements))}


def near(name: str, everybody: list[DecidedPerson]) -> list[str]:
    """Return names that are like one that is nobody's."""
    names = {fold(person.name): person.name for person in everybody}
    like = get_close_matches(fold(name), names, NEAR, 0.6)
    surnames = [each for each in names if fold(name).split()[-1:] == each.split()[-1:]]
    return [names[each] for each in dict.fromkeys([*surnames, *like])][:NEAR]


def shown(person: DecidedPerson) -> dict:
    """Return a person as they are printed: each statement once."""
    stated = [
        {"year": each.year, "news_id": each.news_id, "function": each.function, "organisation": each.organisation,
         "group": each.group, "name": each.name}
        for each in person.statements
    ]  # fmt: skip
    seen = {json.dumps(each): each for each in stated}
    aliases = [{"id": slug, "name": name, "reason": reason} for slug, (name, reason) in sorted(person.aliases.items())]
    own = {"id": person.id, "name": person.name, "apart": person.apart}
    return own | {"aliases": aliases, "statements": list(seen.values())}
