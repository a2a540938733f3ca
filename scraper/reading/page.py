"""A response's body as a parsed page: decoded once, parsed once, with what its head declares."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.builder import LXMLTreeBuilder
from w3lib.encoding import html_body_declared_encoding, html_to_unicode, http_content_type_encoding, read_bom

from scraper.masking import mask
from scraper.reading.addresses import absolute
from scraper.reading.metadata import Metadata, read_metadata, sources

LARGEST = 8 * 2**20
"""Bytes of the largest page that is read; SPIP's whole list of 5,000 articles is 1.5 MB."""
MOST_TAGS = 250_000
"""Tags, opened or closed, of the largest page that is read, counted by their `<`. A page of the portal has less than
10,000; a whole list of 5,000 articles, 20 each."""
LONGEST_TAIL = 4000
"""Characters that servers add behind the end of a page: comments, scripts, a brace too many."""
SENTENCE = 40
"""Characters from which a paragraph is one of a text."""
_MARKUP = b'<a href="\\u0041+AGE-">'
"""What is the same in every charset that pages are written in, but for UTF-16."""
_CRAYON = re.compile(
    r"^(article|breve|rubrique|mot)-(titre|surtitre|soustitre|descriptif|chapo|texte|ps|intro)-(\d{1,9})$"
)
NOTED = frozenset(("base", "body", "html", "input", "link", "meta", "script", "title"))
"""Elements that are asked for by their names."""
SHORTEST_PAGE = 80
"""Letters below which nothing is most of a page."""
_NO_TEXT = frozenset(("script", "style", "noscript", "template", "svg", "select", "textarea"))
_FRAME = frozenset(("html", "body", "head", "[document]"))
_DIGITS = re.compile(r"\d+")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


class NotReadable(Exception):
    """A body that is no page to read. The message is what was found."""

    def __init__(self, rule: str, detail: str):
        super().__init__(detail)
        self.rule = rule
        """empty_page, not_html, too_large or cut_page."""


class _Element(Tag):
    """An element as it is read; the library's own keeps, beside that, what it needs to be changed and written again."""

    parser_class = BeautifulSoup
    attribute_value_list_class = list
    namespace = prefix = sourceline = sourcepos = cdata_list_attributes = None
    preserve_whitespace_tags = frozenset()
    known_xml = hidden = can_be_empty_element = False
    interesting_string_types = Tag.MAIN_CONTENT_STRING_TYPES
    _namespaces: dict[str, str] = {}

    def __init__(self, builder: LXMLTreeBuilder, name: str, attrs: dict[str, str | list[str]]) -> None:
        self.name, self.attrs, self.contents = name, attrs, []
        if name in builder.empty_element_tags:
            self.can_be_empty_element = True
        if name in builder.string_containers:
            self.interesting_string_types = {builder.string_containers[name]}


class Outline(LXMLTreeBuilder):
    """Beautiful Soup's tree builder, that notes on the way what is asked for later, so that no tree is searched.

    It opens and closes elements in order, as lxml reports them: docs/decisions.md, 110.
    """

    def __init__(self) -> None:
        super().__init__()
        self.named: dict[str, list[Tag]] = defaultdict(list)
        """The elements of each of the names NOTED, in order."""
        self.crayons: list[Tag] = []
        """Those that the plugin Crayons marks."""
        self.described: list[Tag] = []
        """Those that microdata describes (`itemprop`)."""
        self.shapes: set[tuple[str, str, str, str]] = set()
        """Each element's parent, name, classes and id."""
        self.anchors: dict[str, Tag] = {}
        """The first element of each name that a link can lead to (`id`, `name` of a link)."""
        self.inward: list[Tag] = []
        """The links that lead to an element of a page."""
        self.tabs: list[Tag] = []
        """What opens the panels of a page, one at a time (ARIA's role `tab`)."""
        self.letters: dict[int, int] = {}
        """Of each element with more than SHORTEST_PAGE."""
        self._inside = [0]

    def start(self, tag: str, attrib: dict[str, str], nsmap: object = None) -> None:
        soup, attrs = self.soup, dict(attrib) if attrib else {}
        if soup.current_data:
            self._add_text()
        around = soup.currentTag
        self.shapes.add((around.name, tag, attrs.get("class", ""), attrs.get("id", "")))
        node = _Element(self, tag, attrs)
        self._add(node)
        soup.currentTag = node
        soup.tagStack.append(node)
        if tag in self.string_containers:
            soup.string_container_stack.append(node)
        self._inside.append(0)
        if tag in NOTED:
            self.named[tag].append(node)
        if attrs:
            self._note(node, attrs)

    def _note(self, node: Tag, attrs: dict[str, str | list[str]]) -> None:
        """Note what an element's attributes say, and take those apart that are lists of words."""
        if "class" in attrs:
            attrs["class"] = names = attrs["class"].split()
            if "crayon" in names:
                self.crayons.append(node)
        if "rel" in attrs:
            attrs["rel"] = attrs["rel"].split()
        if "itemprop" in attrs:
            self.described.append(node)
        if attrs.get("role") == "tab":
            self.tabs.append(node)
        if "id" in attrs:
            self.anchors.setdefault(attrs["id"], node)
        if node.name == "a":
            if "name" in attrs:
                self.anchors.setdefault(attrs["name"], node)
            if "#" in attrs.get("href", ""):
                self.inward.append(node)

    def data(self, data: str) -> None:
        self.soup.current_data.append(data)
        self._inside[-1] += len(data.strip())

    def end(self, tag: str) -> None:
        soup, inside = self.soup, self._inside.pop()
        if soup.current_data:
            self._add_text()
        if inside > SHORTEST_PAGE:
            self.letters[id(soup.currentTag)] = inside
        stack = soup.tagStack
        stack.pop()
        soup.currentTag = stack[-1]
        if tag in self.string_containers:
            soup.string_container_stack.pop()
        if tag not in _NO_TEXT:
            self._inside[-1] += inside

    def _add_text(self) -> None:
        """Add the text before a tag: white space alone as one sign, as the library does."""
        soup, containers = self.soup, self.string_containers
        text = "".join(soup.current_data)
        soup.current_data = []
        if text.isspace() and text.isascii():
            text = "\n" if "\n" in text else " "
        held = containers[soup.string_container_stack[-1].name] if soup.string_container_stack else NavigableString
        self._add(str.__new__(held, text))

    def _add(self, node: Tag | NavigableString) -> None:
        """Add a node behind all others, in the element that is open."""
        soup = self.soup
        around, before = soup.currentTag, soup._most_recent_element
        beside = around.contents[-1] if around.contents else None
        node.parent, node.previous_element, node.previous_sibling = around, before, beside
        node.next_element = node.next_sibling = None
        if before is not None:
            before.next_element = node
        if beside is not None:
            beside.next_sibling = node
        around.contents.append(node)
        soup._most_recent_element = node


@dataclass
class ParsedPage:
    """A parsed body with what its head declares."""

    soup: BeautifulSoup
    outline: Outline
    url: str
    """The address it was fetched at."""
    charset: str
    """How it was decoded."""
    damaged: bool
    """Whether it has bytes that are no text in the declared charset."""
    complete: bool
    """Whether the page has its end (`</html>`)."""

    def first(self, name: str) -> Tag | None:
        """Return the first element of one of the names NOTED."""
        return next(iter(self.outline.named[name]), None)

    @cached_property
    def marks(self) -> frozenset[str]:
        """The structure of the page, to distinguish a new layout from an edited text: each element with its parent, its
        classes and its id, without numbers."""
        return frozenset(chain.from_iterable(_marks(*shape) for shape in self.outline.shapes if shape[1] not in _FRAME))

    @cached_property
    def most(self) -> frozenset[int]:
        """Python's ids of the elements that hold more than half of the page's text: none of them is frame, whatever it
        is called, for unclosed menus hold whole pages."""
        letters = self.outline.letters
        least = max(letters.get(id(self.first("body") or self.soup), 0) / 2, SHORTEST_PAGE)
        return frozenset(key for key, inside in letters.items() if inside > least)

    @cached_property
    def base(self) -> str:
        """The address that relative links start from: `<base href>`, else the page's own address."""
        href = next((tag["href"] for tag in self.outline.named["base"] if tag.has_attr("href")), None)
        return (href and absolute(self.url, href)) or self.url

    @cached_property
    def metadata(self) -> Metadata:
        """What the page declares to machines."""
        urls = [self.url, absolute(self.base, self.canonical_href or "") or self.base]
        return read_metadata(self.outline.named, self.outline.described, urls)

    @cached_property
    def _own_language(self) -> str | None:
        html = self.first("html")
        return _language((html.get("lang") or html.get("xml:lang") or "") if html else "")

    @cached_property
    def language(self) -> str | None:
        """The language of `<html>`, else the one that all metadata names."""
        declared = {_language(each.value) for each in self.metadata.languages}
        return self._own_language or (declared.pop() if len(declared) == 1 else None)

    @property
    def language_rule(self) -> str:
        """The rule that found the language."""
        declared = sources(each for each in self.metadata.languages if _language(each.value) == self.language)
        return "; ".join(filter(None, ("lang of <html>" if self._own_language else "", declared)))

    @cached_property
    def titles(self) -> list[str]:
        """What the head calls the page: og:title, then <title>, then what else is declared."""
        first = {"og:title": 0, "<title>": 1}
        ordered = sorted(self.metadata.titles, key=lambda each: first.get(each.source.lower(), 2))
        return list(dict.fromkeys(each.value for each in ordered))

    def links(self, rel: str) -> list[Tag]:
        """Return the `<link>` elements with a relation, anywhere in the page."""
        return [tag for tag in self.outline.named["link"] if tag.has_attr("href") and rel in tag.get("rel", ())]

    def head_links(self, rel: str) -> list[Tag]:
        """Return those of the head; one in the text is what somebody wrote."""
        return [tag for tag in self.links(rel) if any(parent.name == "head" for parent in tag.parents)]

    @cached_property
    def canonical_href(self) -> str | None:
        """What the head calls the page's canonical address; None when it names several."""
        named = {link["href"].strip() for link in self.head_links("canonical")}
        return named.pop() if len(named) == 1 else None

    @property
    def declared(self) -> list[str]:
        """The addresses that the head calls the page's own: `rel=canonical`, `rel=shortlink`."""
        return [link["href"] for rel in ("canonical", "shortlink") for link in self.head_links(rel)]

    @cached_property
    def crayons(self) -> list[tuple[Tag, str, str, int]]:
        """The elements that the plugin Crayons marks, with SPIP's object, field and number, in order:
        `article-titre-12`. Marks within a text are none of the page's."""
        tags = [tag for tag in self.outline.crayons if not _is_within_text(tag)]
        return [(tag, *mark) for tag in tags for word in classes(tag) if (mark := crayon(word))]

    @cached_property
    def tab_of_panel(self) -> dict[int, Tag]:
        """The tab of each panel that one opens, by the id that Python gives the panel: its heading, as it is seen."""
        found, outline = {}, self.outline
        by_label = {tab["id"]: tab for tab in outline.tabs if "id" in tab.attrs}
        for tab in outline.tabs:
            panel = outline.anchors.get(tab.attrs.get("aria-controls") or tab.attrs.get("href", "").lstrip("#"))
            if panel is not None and is_panel(panel) and by_label.get(panel.attrs.get("aria-labelledby"), tab) is tab:
                found[id(panel)] = tab
        return found

    def is_opened(self, panel: Tag) -> bool:
        """Return whether an element is the panel of an accordion, that a button opens and labels (ARIA's role
        `region`)."""
        button = self.outline.anchors.get(panel.attrs.get("aria-labelledby", ""))
        is_labelled = panel.attrs.get("role") == "region" and button is not None
        return is_labelled and button.attrs.get("aria-controls") == panel.attrs.get("id", "")

    @cached_property
    def body_classes(self) -> frozenset[str]:
        body = self.first("body")
        return frozenset(classes(body)) if body else frozenset()


@lru_cache(maxsize=4096)
def _marks(parent: str, name: str, words: str, number: str) -> frozenset[str]:
    named = [f".{word}" for word in words.split()] + ([f"#{number}"] if number else [])
    return frozenset(map(mask, [f"{parent}>{name}", *(f"{name}{_DIGITS.sub('', word)}" for word in named)]))


def refuse_too_large(body: bytes) -> None:
    """Raise NotReadable when a body, page or feed, has more bytes or tags than are read."""
    if len(body) > LARGEST:
        raise NotReadable("too_large", f"the body has {len(body)} bytes, more than {LARGEST}")
    if (tags := body.count(b"<")) > MOST_TAGS:
        raise NotReadable("too_large", f"the body has {tags} tags, more than {MOST_TAGS}")


def parse(body: bytes, url: str, content_type: str = "") -> ParsedPage:
    """Decode and parse a body. Raises NotReadable when there is nothing to read in it."""
    if not body.strip():
        raise NotReadable("empty_page", "the body is empty")
    if _is_other(content_type) or b"\x00" in body[:1024] or b"<" not in body[:65536]:
        raise NotReadable("not_html", f"the body is no HTML (Content-Type {content_type or 'not given'})")
    charset, text, damaged = _decoded(body, content_type)
    ends = re.search(r"</html\s*>", text[-LONGEST_TAIL:], re.IGNORECASE) is not None
    outline = Outline()
    # An XHTML page's XML declaration repeats the response.
    soup = BeautifulSoup(_DECLARATION.sub("", text, count=1), builder=outline)
    return ParsedPage(soup, outline, url, charset, damaged, ends)


def _decoded(body: bytes, content_type: str) -> tuple[str, str, bool]:
    """Return the charset, the text without NUL, as browsers read it, and whether the bytes are no text in what is
    declared."""
    declared = http_content_type_encoding(content_type or None) or html_body_declared_encoding(body)
    strange = bool(declared) and read_bom(body)[0] is None and not _is_for_pages(declared)
    if strange:
        charset, text = "utf-8", body.decode("utf-8", errors="replace")
    else:
        charset, text = html_to_unicode(content_type or None, body, default_encoding="utf-8")
    damaged = "\ufffd" in text and b"\xef\xbf\xbd" not in body
    if damaged:
        charset, text = "cp1252", body.decode("cp1252", errors="replace")
    return charset, text.replace("\x00", ""), damaged or strange or "\x00" in text


def _is_for_pages(charset: str) -> bool:
    """Return whether pages can be written in a charset: not in Python's `hex`, `idna` or `unicode_escape`."""
    try:
        return charset.startswith(("utf-16", "utf-32")) or _MARKUP.decode(charset, "replace") == _MARKUP.decode("ascii")
    except (LookupError, UnicodeError):
        return False


def _is_other(content_type: str) -> bool:
    kind = content_type.split(";")[0].strip().lower()
    return bool(kind) and not any(word in kind for word in ("html", "xml", "text/plain"))


def is_panel(tag: Tag) -> bool:
    """Return whether an element is a panel that a tab opens."""
    return tag.attrs.get("role") == "tabpanel"


def classes(tag: Tag) -> list[str]:
    """Return the classes of a tag."""
    return tag.attrs.get("class") or []


def _language(code: str) -> str | None:
    match = re.match(r"[a-zA-Z]{2,3}(?![a-zA-Z])", code)
    return match[0].lower() if match else None


def _is_within_text(tag: Tag) -> bool:
    names = [name for parent in tag.parents for name in classes(parent)]
    return any(name == "texte" or ((mark := crayon(name)) and mark[1] in {"texte", "chapo", "ps"}) for name in names)


def is_below_text(tag: Tag) -> bool:
    """Return whether an element follows a sentence in its block: a title there is one of the text."""
    return any(len(above.get_text()) > SENTENCE for above in tag.find_previous_siblings("p", limit=3))


@lru_cache(maxsize=4096)
def crayon(word: str) -> tuple[str, str, int] | None:
    """Return the object, field and number in a class of the plugin Crayons: `article-titre-12`."""
    mark = _CRAYON.match(word)
    return (mark[1], mark[2], int(mark[3])) if mark else None
