"""What the documents name exists: links, commands, options, exit codes, settings."""

import re
from pathlib import Path

import pytest

from scraper import __version__
from scraper.archive.resuming import UNDONE
from scraper.cli import main
from scraper.cli.exits import OF_REASON, Exit
from scraper.crawling.lifecycle import REASONS
from tests.saved_pages import PAGES

CHECKOUT = Path(__file__).parents[1]
DOCS = [
    *(CHECKOUT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")),
    *sorted((CHECKOUT / "docs").glob("*.md")),
]
READMES = sorted((CHECKOUT / "tests").rglob("README.md"))
FOLDERS = ("scraper", "sample_portal", "tools", "plugins", "tests")
"""Where sources are."""


@pytest.mark.parametrize("document", DOCS, ids=lambda path: path.name)
def test_every_link_within_the_project_leads_somewhere(document):
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    gone = [link for link in links if "://" not in link and not (document.parent / link).exists()]
    assert gone == []


@pytest.mark.parametrize("document", DOCS, ids=lambda path: path.name)
def test_every_command_that_is_named_exists(document):
    text = document.read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|bin/|^ {4})portail ([a-z]+)", text, re.MULTILINE))
    assert named <= set(main.commands)


@pytest.mark.parametrize("document", DOCS, ids=lambda path: path.name)
def test_every_target_of_make_that_is_named_exists(document):
    named = set(re.findall(r"(?:`|^ {4})make ([a-z-]+)", document.read_text(encoding="utf-8"), re.MULTILINE))
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    assert named <= set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))


@pytest.mark.parametrize("document", DOCS, ids=lambda path: path.name)
def test_every_option_that_is_named_exists(document):
    text = document.read_text(encoding="utf-8")
    options = {option for command in main.commands.values() for each in command.params for option in each.opts}
    named = set(re.findall(r"portail [a-z ]+?[^`\n]*?(--[a-z-]+)", text))
    assert named <= options | {"--version", "--help"}


@pytest.mark.parametrize("source", ["scraper", "tests", "tools"])
def test_every_document_that_a_source_names_exists(source):
    named = {
        name
        for path in (CHECKOUT / source).rglob("*.py")
        for name in re.findall(r"docs/(\w+\.md)", path.read_text(encoding="utf-8"))
    }
    assert [name for name in named if not (CHECKOUT / "docs" / name).exists()] == []


def test_decisions_are_numbered_in_order_and_those_that_are_named_exist():
    decisions = (CHECKOUT / "docs" / "decisions.md").read_text(encoding="utf-8")
    numbers = [int(number) for number in re.findall(r"^(\d+)\. ", decisions, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))
    paths = [*DOCS, *(path for folder in FOLDERS for path in (CHECKOUT / folder).rglob("*.py"))]
    named = r"(?:decisions? |decisions\.md, )(\d+)(?: (?:and|to) (\d+))?(?: and (\d+))?"
    found = {
        (path.name, int(number))
        for path in paths
        for match in re.findall(named, path.read_text(encoding="utf-8"))
        for number in filter(None, match)
    }
    assert len(found) > 20
    assert [each for each in found if each[1] not in numbers] == []


@pytest.mark.parametrize("document", [*DOCS, *READMES], ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_every_source_that_is_named_exists(document):
    """By its path or its end: `archive/store.py`, `store.py`. A sentence on a file of the past does not name it so."""
    sources = [f"/{path.relative_to(CHECKOUT)}" for folder in FOLDERS for path in (CHECKOUT / folder).rglob("*")]
    named = set(re.findall(r"[\w./-]*\w\.(?:py|toml|tsv)\b", document.read_text(encoding="utf-8")))
    # Datasette's, one beside the folders, and one beside an archive.
    named -= {"views/table.py", "pyproject.toml", "people.toml"}
    assert [name for name in named if not any(source.endswith(f"/{name}") for source in sources)] == []


def test_the_architecture_names_what_is_in_the_code():
    text = (CHECKOUT / "docs" / "architecture.md").read_text(encoding="utf-8")
    code = " ".join(
        path.read_text(encoding="utf-8") for folder in FOLDERS for path in (CHECKOUT / folder).rglob("*.py")
    )
    words = {*re.findall(r"\w+", code), "hashtag", "_hashtag"}  # The walk's example is in no code.
    text = re.sub(r"[\w/]+\.(?:py|toml|yml|json|html|md)|`\w+/`", "", text)
    named = {word for name in re.findall(r"`([A-Za-z_]\w*(?:\.\w+)*)`", text) for word in name.split(".")}
    assert len(named) > 40
    assert named <= words


def test_the_exit_codes_are_documented():
    rows = re.findall(r"^\| (\d+) \|", (CHECKOUT / "docs" / "operations.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [int(row) for row in rows] == [code.value for code in Exit]


def test_every_reason_to_end_is_documented():
    text = (CHECKOUT / "docs" / "operations.md").read_text(encoding="utf-8")
    documented = re.findall(
        r"`(\w+)`", "".join(re.findall(r"^\| (`.*?) \|", text.partition("## Why a crawl ends")[2], re.M))
    )
    assert {*OF_REASON, *UNDONE, *REASONS.values()} - {None} <= set(documented)


def test_the_pages_are_counted():
    short = sum("falls_short" in page.expected for page in PAGES)
    document = (CHECKOUT / "docs" / "reliability.md").read_text(encoding="utf-8")
    assert f"{len(PAGES)} pages in {len({page.meta['family'] for page in PAGES})} families" in document
    assert f"; {short} pages still fall short" in document


def test_the_dates_are_counted():
    lines = (CHECKOUT / "tests" / "dates" / "unseen.tsv").read_text(encoding="utf-8").splitlines()
    dated = sum(bool(line.split("\t")[2]) for line in lines[1:])
    document = (CHECKOUT / "docs" / "reliability.md").read_text(encoding="utf-8")
    assert f"{dated} strings of French sites and {len(lines) - 1 - dated} that are no dates" in document


def test_the_changelog_and_the_citation_know_this_version():
    assert f"## {__version__} " in (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"version: {__version__}\n" in (CHECKOUT / "CITATION.cff").read_text(encoding="utf-8")


def test_the_lock_holds_names_versions_and_hashes_only():
    lock = (CHECKOUT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert all("--hash=sha256:" in part for part in re.split(r"\n(?=[a-z])", lock.strip()))
