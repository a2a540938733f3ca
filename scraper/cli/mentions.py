"""`portail mentions`: what the sentences of articles state, read with the extra `prose`."""

from collections import Counter
from datetime import date
from pathlib import Path

import click
from babel import Locale

from scraper.archive import Archive, SentenceReader
from scraper.cli import options
from scraper.cli.exits import Ending, Exit
from scraper.cli.output import counted, paper
from scraper.cli.program import run_command
from scraper.crawling.progress import watched
from scraper.portal import Portal
from scraper.prose.facts import ProseFacts
from scraper.prose.reader import reader_of_sentences

LONGEST = 200_000
"""Characters of the longest article that is read, which takes some ten seconds."""
NOT_INSTALLED = (
    "Sentences cannot be read: the extra `prose` is not installed. Install it with `make install-prose` "
    "(or pip install '.[prose]'), and run this again; everything else works without it."
)


@click.command()
@options.archive
@click.option("-q", "--quiet", is_flag=True, help="Print only what went wrong.")
def mentions(archive: Path, quiet: bool) -> None:
    """Read the sentences of the archive's articles: people and what they do, roles, meetings, funds, partnerships,
    deadlines. Each row carries its sentence. No network is used.

    Then the spellings of one person are made one, as `portail people` shows, and as the file people.toml beside the
    archive says.

    An article is read once, and again when its text, the model or the rules are others. Interrupted, what is read is
    kept, and the next run reads the rest. `portail crawl` does this at its end. Needs the extra `prose`.
    """
    reader = reader_of_sentences()
    if reader is None:
        raise Ending(NOT_INSTALLED, Exit.CONFIGURATION)
    with Archive.open(archive) as opened:
        number, done = opened.read_sentences(reading_for(opened.portal), reader)
        kinds = Counter(watched(done, "reading sentences", number))
        joined = opened.join_people()
    if not quiet:
        failed = f", {kinds['failed']} could not be read (`portail status --all`)" if kinds["failed"] else ""
        paper().print(f"Sentences of {counted(kinds['read'], 'article')} read by {reader}{failed}.", soft_wrap=True)
        others = f"{counted(joined.spellings, 'other spelling')}, {joined.apart} kept apart from a namesake"
        paper().print(f"{joined.people} people ({others}): `portail people NAME`.", soft_wrap=True)


def read_after_crawl(archive: Path) -> None:
    """Read the sentences of what a crawl has brought, where the extra is installed; in a process of its own, as the
    model takes half a gigabyte."""
    if reader_of_sentences():
        run_command("mentions", "--quiet", "--archive", str(archive))


def reading_for(portal: Portal) -> SentenceReader:
    """Return the function that reads sentences. portal: whose names of countries and funds they have."""
    places = [*Locale("fr").territories.values(), *portal.words.get("countries", {}), *portal.words["funds"]["places"]]

    def read(texts: dict, published: str | None, groups: list[str]) -> ProseFacts:
        from scraper.prose.read import read_prose  # the model is loaded with the first article

        if (length := sum(map(len, filter(None, texts.values())))) > LONGEST:
            raise ValueError(f"{length} characters are more than the {LONGEST} that are read at once")
        day = date.fromisoformat(published[:10]) if published else None
        return read_prose(texts, day, groups, places)

    return read
