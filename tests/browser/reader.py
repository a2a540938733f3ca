"""Somebody who reads the pages in a browser: by a mouse, or by a keyboard alone."""

import re
from abc import ABC, abstractmethod
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page
from playwright.sync_api import TimeoutError as TooLong

MOST_TABS = 400
"""Times that Tab is pressed before something counts as out of reach."""
IS_FOCUSED = "it => it === document.activeElement"
HAS_NO_FOCUS = "() => document.activeElement === document.body"


@dataclass
class Reader(ABC):
    """A page of the portal in a browser, and what can be done on it."""

    page: Page
    portal: str
    """Scheme, host and port."""
    language: str

    @abstractmethod
    def aim(self, target: Locator) -> None:
        """Go to a link, a button or a field, before it is pressed or written in."""

    @abstractmethod
    def press(self, target: Locator) -> None:
        """Press a link or a button."""

    @abstractmethod
    def write(self, field: Locator, text: str) -> None:
        """Write a text into a field, in place of what is there."""

    @abstractmethod
    def choose(self, field: Locator, option: str) -> None:
        """Choose an option of a list by its words."""

    @abstractmethod
    def submit(self, field: Locator) -> None:
        """Send the form of a field that was just filled in."""

    def t(self, french: str, english: str) -> str:
        """Return the words of the page's language."""
        return english if self.language == "en" else french

    def path(self, path: str) -> str:
        """Return a path in the page's language."""
        return ("/en" + path.rstrip("/") if self.language == "en" else path) or "/"

    def open(self, path: str) -> None:
        """Open a page by its address."""
        self.page.goto(self.portal + self.path(path))

    @property
    def main(self) -> Locator:
        """The page's own part."""
        return self.page.locator("main")

    @property
    def words(self) -> str:
        """The words of the page's own part, with single spaces."""
        return " ".join(self.main.inner_text().split())

    @property
    def heading(self) -> str:
        """The page's heading."""
        return " ".join(self.page.locator("h1").inner_text().split())

    def paths(self, beginning: str) -> list[str]:
        """Return the paths within the page's own part that lead to pages of a kind, in order, each once.

        beginning: of the path, without language. The paths are without language and query.
        """
        hrefs = self.main.locator("a[href]").evaluate_all("links => links.map(it => it.getAttribute('href'))")
        prefix = self.path(beginning)
        found = (href.removeprefix("/en").partition("?")[0] for href in hrefs if href.startswith(prefix))
        return list(dict.fromkeys(found))

    def paths_of_all_pages(self, beginning: str) -> list[str]:
        """Return what `paths` does for the whole list, by going through its pages."""
        found, number = self.paths(beginning), 2
        while (further := self.link(f"Page {number}")).count():
            self.go(further)
            found += self.paths(beginning)
            number += 1
        return list(dict.fromkeys(found))

    def link(self, name: str | re.Pattern) -> Locator:
        """Return the first link of the page's own part that is called so, to the letter."""
        return self.main.get_by_role("link", name=name, exact=True).first

    def link_to(self, path: str) -> Locator:
        """Return the first visible link of the page's own part that leads to a path."""
        return self.main.locator(f'a[href="{self.path(path)}"]:visible').first

    def field(self, label: str) -> Locator:
        """Return the field of the page's own part that has a label."""
        return self.main.get_by_label(label, exact=True)

    def table_row(self, name: str) -> dict[str, int]:
        """Return the numbers of a row of the page's table, by the heading of their column."""
        row = self.main.locator("tr").filter(has=self.page.locator("th[scope=row]").get_by_text(name, exact=True)).first
        table = row.locator("xpath=ancestor::table")
        headings = table.locator("thead th").all_text_contents()
        cells = row.locator("th, td").all_text_contents()
        return {heading: int(cell) for heading, cell in zip(headings, cells, strict=True) if cell.isdecimal()}

    def go(self, target: Locator) -> None:
        """Press what leads to another page, and wait for that."""
        self.aim(target)  # which may lead to another place of this page
        with self.page.expect_navigation():
            self.press(target)

    def follow(self, name: str | re.Pattern) -> None:
        """Follow the first link of the page's own part that is called so."""
        self.go(self.link(name))

    def follow_to(self, path: str) -> None:
        """Follow the first link of the page's own part that leads to a path."""
        self.go(self.link_to(path))

    def go_to_section(self, name: str) -> None:
        """Follow a link of the site's menu."""
        menu = self.page.get_by_role("navigation", name=self.t("Rubriques", "Sections"))
        self.go(menu.get_by_role("link", name=name, exact=True))

    def send(self, field: Locator) -> None:
        """Send the form of a field, and wait for the page that answers."""
        with self.page.expect_navigation():
            self.submit(field)

    def search(self, text: str) -> None:
        """Search by the form of the front page, or of the page of results."""
        labels = [self.t("Rechercher dans tout", "Search everything"), self.t("Mots à chercher", "Words to search for")]
        field = self.field(labels[0]).or_(self.field(labels[1]))
        self.write(field, text)
        self.send(field)

    def download(self, target: Locator) -> bytes:
        """Press a link to a file, and return what it holds."""
        with self.page.expect_download() as downloading:
            self.press(target)
        return Path(downloading.value.path()).read_bytes()


class MouseReader(Reader):
    """A reader who clicks."""

    def aim(self, target: Locator) -> None:
        target.scroll_into_view_if_needed()

    def press(self, target: Locator) -> None:
        target.click()

    def write(self, field: Locator, text: str) -> None:
        field.fill(text)

    def choose(self, field: Locator, option: str) -> None:
        field.select_option(label=option)

    def submit(self, field: Locator) -> None:
        field.locator("xpath=ancestor::form").get_by_role("button").click()


class KeyboardReader(Reader):
    """A reader who has a keyboard alone: Tab, Enter, and letters."""

    def aim(self, target: Locator) -> None:
        """Press Tab until something has the focus, and shows it; it begins with the link that skips the menu."""
        with suppress(TooLong):
            target.wait_for(timeout=5000)
        if target.evaluate("it => !!it.closest('main')") and self.page.evaluate(HAS_NO_FOCUS):
            self.page.keyboard.press("Tab")
            assert self.page.evaluate("() => document.activeElement.getAttribute('href')") == "#contenu"
            self.page.keyboard.press("Enter")
        for _ in range(MOST_TABS):
            if target.evaluate(IS_FOCUSED):
                assert target.evaluate("it => getComputedStyle(it).outlineStyle") != "none", "a focus that is not seen"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} cannot be reached by Tab")

    def press(self, target: Locator) -> None:
        self.aim(target)
        self.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        self.aim(field)  # which selects what is in it
        self.page.keyboard.type(text)

    def choose(self, field: Locator, option: str) -> None:
        self.aim(field)
        self.page.keyboard.type(option)

    def submit(self, field: Locator) -> None:
        if field.evaluate("it => it.tagName") == "SELECT":  # in which Enter sends nothing
            field = field.locator("xpath=ancestor::form").get_by_role("button")
            self.aim(field)
        self.page.keyboard.press("Enter")
