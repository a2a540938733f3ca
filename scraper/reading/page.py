"""A response's body as a parsed page: decoded once, parsed once, with what its head declares."""

import re
from dataclasses import dataclass
from functools import cached_property

from bs4 import BeautifulSoup, Tag
from w3lib.encoding import html_body_declared_encoding, html_to_unicode, http_content_type_encoding, read_bom

from scraper.reading.addresses import absolute
from scraper.reading.repair import repair
from scraper.reading.text import squeeze

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
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


class NotReadable(Exception):
    """A body that is no page to read. rule: empty_page, not_html, too_large; the message says what was found."""

    def __init__(self, rule: str, detail: str):
        super().__init__(detail)
        self.rule = rule


@dataclass
class ParsedPage:
    """soup: the parsed page. url: the address it was fetched at. charset: how it was decoded. damaged: bytes that were
    no text in the declared charset. complete: the page has its end (`</html>`)."""

    soup: BeautifulSoup
    url: str
    charset: str
    damaged: bool
    complete: bool

    @cached_property
    def base(self) -> str:
        """What relative links are relative to: `<base href>`, else the page's own address."""
        tag = self.soup.find("base", href=True)
        return (tag and absolute(self.url, tag["href"])) or self.url

    @cached_property
    def language(self) -> str | None:
        html = self.soup.find("html")
        code = (html.get("lang") or html.get("xml:lang") or "") if html else ""
        match = re.match(r"[a-zA-Z]{2,3}", code if isinstance(code, str) else "")
        return match[0].lower() if match else None

    @cached_property
    def titles(self) -> list[str]:
        """What the head calls the page: og:title, then <title>."""
        og = self.soup.find("meta", attrs={"property": "og:title"})
        title = self.soup.find("title")
        found = [og.get("content") if og else None, title.get_text() if title else None]
        return [squeeze(repair(text)[0]) for text in found if text and text.strip()]

    @cached_property
    def site_names(self) -> list[str]:
        """What the head calls the site: og:site_name, application-name."""
        tags = self.soup.find_all("meta", content=True)
        named = [tag for tag in tags if {tag.get("property"), tag.get("name")} & {"og:site_name", "application-name"}]
        return [squeeze(repair(tag["content"])[0]) for tag in named]

    def head_links(self, rel: str) -> list[Tag]:
        """The links of the head with a relation; one in the text is what somebody wrote."""
        return self.soup.head.find_all("link", rel=rel, href=True) if self.soup.head else []

    @cached_property
    def canonical_href(self) -> str | None:
        """What the head calls the page's canonical address; None when it names several."""
        named = {link["href"].strip() for link in self.head_links("canonical")}
        return named.pop() if len(named) == 1 else None

    @cached_property
    def declared(self) -> list[str]:
        """The addresses that the head calls the page's own: `rel=canonical`, `rel=shortlink`."""
        return [link["href"] for rel in ("canonical", "shortlink") for link in self.head_links(rel)]

    @cached_property
    def crayons(self) -> list[tuple[str, str, int]]:
        """SPIP's objects, fields and numbers that the plugin Crayons marks, in order: `article-titre-12`. Marks within
        a text are none of the page's."""
        tags = [tag for tag in self.soup.find_all(class_="crayon") if not _is_within_text(tag)]
        marks = (crayon(word) for tag in tags for word in classes(tag))
        return [mark for mark in marks if mark]

    @cached_property
    def body_classes(self) -> frozenset[str]:
        body = self.soup.find("body")
        return frozenset(classes(body)) if body else frozenset()


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
    # An XHTML page's XML declaration says nothing that the response does not.
    return ParsedPage(BeautifulSoup(_DECLARATION.sub("", text, count=1), "lxml"), url, charset, damaged, ends)


def _decoded(body: bytes, content_type: str) -> tuple[str, str, bool]:
    """The charset, the text without NUL, as browsers read it, and whether the bytes are no text in what is declared."""
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
    """Whether pages can be written in a charset: not in Python's `hex`, `idna` or `unicode_escape`."""
    try:
        return charset.startswith(("utf-16", "utf-32")) or _MARKUP.decode(charset, "replace") == _MARKUP.decode("ascii")
    except (LookupError, UnicodeError):
        return False


def _is_other(content_type: str) -> bool:
    kind = content_type.split(";")[0].strip().lower()
    return bool(kind) and not any(word in kind for word in ("html", "xml", "text/plain"))


def classes(tag: Tag) -> list[str]:
    """The classes of a tag, however the page wrote the attribute."""
    value = tag.get("class") or []
    return value.split() if isinstance(value, str) else list(value)


def _is_within_text(tag: Tag) -> bool:
    """Whether an element stands within SPIP's field of a text."""
    names = [name for parent in tag.parents for name in classes(parent)]
    return any(name == "texte" or ((mark := crayon(name)) and mark[1] in {"texte", "chapo", "ps"}) for name in names)


def is_below_text(tag: Tag) -> bool:
    """Whether an element follows a sentence in its block: a title there is one of the text."""
    return any(len(above.get_text()) > SENTENCE for above in tag.find_previous_siblings("p", limit=3))


def crayon(word: str) -> tuple[str, str, int] | None:
    """The object, field and number of a class that the plugin Crayons gives: `article-titre-12`."""
    mark = _CRAYON.match(word)
    return (mark[1], mark[2], int(mark[3])) if mark else None
