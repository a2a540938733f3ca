"""A real SPIP for each set of templates: installed, filled, served on loopback, crawled, edited and crawled again."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from sample_portal import Sample

from . import edits, packages, truth
from .archive import Archive, Crawled
from .comparison import Comparison, compare
from .site import Site

TEMPLATES = {"stock": None, "agence": "squelettes-agence"}
UNSEEN = {
    name: f"squelettes-{name}"
    for name in (
        "ville",
        "magazine",
        "atelier",
        "collectif",
        "registre",
        "journal",
        "gazette",
        "dossier",
        "signal",
        "utilitaire",
        "cime",
        "osier",
        "ancre",
    )
}
"""Sets that were written from the description of a look alone, by who had not seen the readers (README.md)."""
MOST_UNSEEN = 150
"""Articles of a site behind one of those."""
HIDDEN = {"agence": frozenset({"lead"})} | dict.fromkeys(("stock", *UNSEEN), frozenset({"spip_id"}))
"""What a set of templates does not show: most never show a number, the agency's does not set the chapo apart."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here takes minutes: it runs by `make test-spip`. What needs one site runs in one process."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.spip)
            sites = getattr(item, "callspec", None) and item.callspec.params
            if sites and (name := sites.get("served") or sites.get("small")):
                item.add_marker(pytest.mark.xdist_group(name))


def pytest_terminal_summary(terminalreporter) -> None:
    """Print what each crawl took and what each comparison counted."""
    printed = [report.capstdout for report in terminalreporter.getreports("passed") if "tests/spip/" in report.nodeid]
    if figures := [line for text in dict.fromkeys(printed) for line in text.splitlines() if line]:
        terminalreporter.section("real SPIP")
        terminalreporter.write_line("\n".join(dict.fromkeys(figures)))


@dataclass(frozen=True)
class Stage:
    """A state of a site, and of the archive after a crawl of it."""

    name: str
    site: Site
    truth: truth.Truth
    archive: Archive
    crawled: Crawled

    def compared(self) -> Comparison:
        """Return every difference between what SPIP holds and what was found."""
        return compare(self.archive, self.truth, hidden=HIDDEN[self.name], arranged=self.name in UNSEEN)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--spip-articles", type=int, default=400, help="articles of each real SPIP; default: 400")


@pytest.fixture(scope="session")
def spip_is_here() -> None:
    """Skip where SPIP is not installed, and fail there in CI."""
    if names := packages.missing():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(packages.message(names))


@pytest.fixture(scope="session", params=TEMPLATES | UNSEEN)
def served(request, spip_is_here, tmp_path_factory) -> Iterator[tuple[str, Site]]:
    """A filled site on a loopback port, and the name of its templates."""
    articles = request.config.getoption("--spip-articles", 400)
    articles = min(articles, MOST_UNSEEN) if request.param in UNSEEN else articles
    site = new_site(tmp_path_factory.mktemp(request.param) / "site", request.param, articles)
    with site.served():
        yield request.param, site


@pytest.fixture(scope="session", params=TEMPLATES)
def small(request, spip_is_here, tmp_path_factory) -> Iterator[tuple[str, Site]]:
    """A site of sixty articles, and the name of its templates."""
    site = new_site(tmp_path_factory.mktemp(f"small-{request.param}") / "site", request.param, 60)
    with site.served():
        yield request.param, site


@pytest.fixture(scope="session")
def first(served) -> Stage:
    """After a first crawl."""
    return crawled(*served, "first")


@pytest.fixture(scope="session")
def second(first: Stage) -> Stage:
    """After a second crawl of the same site."""
    return crawled(first.name, first.site, "second")


@pytest.fixture(scope="session")
def thirty(second: Stage) -> list[edits.Edit]:
    """The edits that are made after the second crawl."""
    made = edits.thirty(second.truth)
    second.site.php("edit.php", [edit.order for edit in made])
    return made


@pytest.fixture(scope="session")
def edited(thirty, second: Stage) -> Stage:
    """After the edits and a third crawl."""
    return crawled(second.name, second.site, "edited")


@pytest.fixture(scope="session")
def confirmed(edited: Stage) -> Stage:
    """After a fourth crawl, which confirms what is gone."""
    return crawled(edited.name, edited.site, "confirmed")


def new_site(folder: Path, templates: str, articles: int, urls: str = "propres") -> Site:
    """Install and fill a site."""
    site = Site(folder, urls)
    site.install((TEMPLATES | UNSEEN)[templates])
    site.fill(Sample(articles, 1, date.today()))
    return site


def crawled(name: str, site: Site, stage: str) -> Stage:
    """Crawl a site into its archive, keep a copy of that, and print what it took."""
    archive = Archive(site.folder.parent / "archive.db")
    run = archive.crawl(site.url)
    print(f"\n{name}, {stage} crawl: {run}")
    return Stage(name, site, truth.of(site), archive.copy(site.folder.parent / f"{stage}.db"), run)
