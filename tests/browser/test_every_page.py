"""What holds for every page, in both languages, and for Datasette's own: nothing that axe finds, 360 px, an empty
console, links that lead."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from urllib.error import HTTPError
from urllib.parse import quote, urldefrag, urljoin, urlsplit
from urllib.request import Request, urlopen

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from datasette.app import Datasette
from playwright.sync_api import ConsoleMessage, Page, Route

from tests.browser.site_pages import DATASETTE_PAGES, LANGUAGES, PAGES, PageType
from tests.datasette.conftest import checked_out

WIDE, SMALL = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
MOST_LINKS = 400
"""Links that are asked for: of all those of the pages, so many by chance."""
every_page = pytest.mark.parametrize("name", PAGES)
every_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def address(portal, ask) -> Callable[[str, str], str]:
    """Return the whole address of a type's page in a language."""

    return lambda name, language: address_of(portal, ask, PAGES[name], LANGUAGES[language])


@pytest.fixture
def datasette_address(portal, ask) -> Callable[[str], str]:
    """Return the whole address of one of Datasette's own pages."""
    return lambda name: address_of(portal, ask, DATASETTE_PAGES[name])


@pytest.fixture(scope="module")
def examined(browser) -> Iterator[Page]:
    """A page of a browser that runs the script which axe is, against the pages' policy."""
    with browser.new_context(bypass_csp=True, viewport=WIDE) as opened:
        yield opened.new_page()


@pytest.fixture(scope="module")
def visited(browser) -> Iterator[Page]:
    """A page of a browser as readers have it."""
    with browser.new_context(viewport=WIDE) as opened:
        yield opened.new_page()


@every_language
@every_page
def test_axe_finds_nothing_on_a_wide_and_a_small_screen(examined, address, name, language):
    hold_for_axe(examined, address(name, language), PAGES[name].status)


@pytest.mark.parametrize("name", DATASETTE_PAGES)
def test_axe_finds_nothing_on_datasettes_own_pages(examined, datasette_address, name):
    hold_for_axe(examined, datasette_address(name), DATASETTE_PAGES[name].status)


def test_axe_finds_nothing_on_the_list_of_databases(examined, tmp_path):
    """Datasette shows it where no archive is served."""
    folder = checked_out(tmp_path, lambda path: path.with_name("notes.db").touch())

    def asked(path: str) -> httpx.Response:
        return asyncio.run(Datasette(config_dir=folder).client.get(path))

    with ThreadPoolExecutor(1) as beside:  # playwright's own event loop runs in this thread
        answers = {
            path: beside.submit(asked, path).result() for path in ("/", "/-/static/app.css", "/static/archive.css")
        }

    def answer(route: Route) -> None:
        found = answers.get(urlsplit(route.request.url).path)
        if found is None:
            route.abort()
        else:
            route.fulfill(status=found.status_code, body=found.content, content_type=found.headers["content-type"])

    examined.route("http://bases/**", answer)
    hold_for_axe(examined, "http://bases/", 200)
    examined.unroute("http://bases/**")


@every_language
def test_on_a_small_screen_the_head_leaves_room_and_its_menu_leads(examined, address, language):
    examined.set_viewport_size(SMALL)
    examined.goto(address("fund", language))
    assert examined.locator("header.site").bounding_box()["height"] <= SMALL["height"] / 7
    section = examined.locator("header .menu a").nth(2)
    assert not section.is_visible()
    examined.locator("header summary").focus()
    examined.keyboard.press("Enter")
    assert violations(examined) == []
    for _ in range(3):
        examined.keyboard.press("Tab")
    with examined.expect_navigation():
        examined.keyboard.press("Enter")
    assert examined.url.endswith("/pays")


@every_language
@every_page
def test_the_console_stays_empty(visited, address, name, language):
    assert visited_messages(visited, address(name, language), PAGES[name].status) == []


@pytest.mark.parametrize("name", DATASETTE_PAGES)
def test_the_console_stays_empty_on_datasettes_own_pages(visited, datasette_address, name):
    assert visited_messages(visited, datasette_address(name), DATASETTE_PAGES[name].status) == []


@every_language
def test_titles_differ(address, language):
    titles = Counter(soup_of(address(name, language)).title.get_text() for name in PAGES)
    assert [title for title, times in titles.items() if times > 1] == []


@every_language
def test_links_lead_somewhere(portal, address, language):
    """Those of the pages, to pages and files of this site, and to places within pages."""
    links, fragments = set(), set()
    refused = {address(name, each) for name, page in PAGES.items() for each in LANGUAGES if page.status != 200}
    for name in PAGES:
        page = address(name, language)
        for link in soup_of(page).find_all("a", href=True):
            target, fragment = urldefrag(urljoin(page, link["href"]))
            if urlsplit(target).netloc == urlsplit(portal).netloc and target not in refused:
                links.add(target)
                if fragment and not fragment.startswith(":~:"):  # words to be found are no place
                    fragments.add((target, fragment))
    chosen = random.Random(language).sample(sorted(links), min(MOST_LINKS, len(links)))
    with ThreadPoolExecutor(2) as several:
        statuses = dict(zip(chosen, several.map(status_of, chosen), strict=True))
    assert {link: status for link, status in statuses.items() if status >= 400} == {}
    assert [(page, place) for page, place in sorted(fragments) if not soup_of(page).find(id=place)] == []


def address_of(portal: str, ask: Callable[..., list[tuple]], page: PageType, prefix: str = "") -> str:
    """Return the whole address of a page."""
    path = (prefix + page.of(ask)).rstrip("/")
    return f"{portal}{quote(path, safe='/?=&:%+') or '/'}"


def hold_for_axe(page: Page, address: str, status: int) -> None:
    """Raise AssertionError when axe finds something on a page, or when it has to be scrolled sideways at 360 px."""
    page.set_viewport_size(WIDE)
    assert page.goto(address).status == status
    assert violations(page) == []
    page.set_viewport_size(SMALL)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"], wide_elements(page)


def visited_messages(page: Page, address: str, status: int) -> list[str]:
    """Return what is in the console after a page was opened, but for what chromium says of its status."""
    messages = []

    def hear(message: ConsoleMessage) -> None:
        messages.append(message.text)

    page.on("console", hear)
    page.goto(address, wait_until="networkidle")
    page.remove_listener("console", hear)
    return [text for text in messages if status == 200 or str(status) not in text]


def violations(page: Page) -> list[str]:
    """Return what axe finds: the rule, and the first element that breaks it."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']} ({len(each['nodes'])}): {each['nodes'][0]['html'][:200]}" for each in found]


def wide_elements(page: Page) -> list[str]:
    """Return the elements that reach beyond the screen's right side, the outermost ones."""
    return page.evaluate(
        "[...document.querySelectorAll('body *')].filter(it => it.getBoundingClientRect().right > innerWidth + 1"
        " && it.parentElement.getBoundingClientRect().right <= innerWidth + 1).map(it => it.outerHTML.slice(0, 200))"
    )


@cache
def soup_of(address: str) -> BeautifulSoup:
    """Return a page as it was answered, whatever its status."""
    try:
        with urlopen(address, timeout=60) as answer:
            return BeautifulSoup(answer.read(), "lxml")
    except HTTPError as error:
        with error:
            return BeautifulSoup(error.read(), "lxml")


def status_of(address: str) -> int:
    """Return the status of an answer, after redirects."""
    asked = Request(quote(address, safe="/?=&:%#+,;~*@!$'()"))  # as a browser writes it
    try:
        with urlopen(asked, timeout=60) as answer:
            return answer.status
    except HTTPError as error:
        error.close()
        return error.code
