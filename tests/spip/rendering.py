"""The text of what SPIP renders, by the rules of docs/data.md, made from SPIP's own markup without any reader."""

import re

from bs4 import BeautifulSoup, NavigableString, Tag

_MAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_ITEM = re.compile(r"^(?:•|–|-|=>|>>)\s+")
_BREAK, _NEXT_ITEM = "\ue000", "\ue001"
_BLOCKS = {
    "p",
    "h2",
    "h3",
    "li",
    "caption",
    "tr",
    "blockquote",
    "div",
    "figure",
    "figcaption",
    "ul",
    "ol",
    "table",
    "thead",
    "tbody",
    "hr",
}


def line(html: str | None) -> str | None:
    """A rendered field of one line, such as a title; None when it is empty."""
    return " ".join(BeautifulSoup(html or "", "html.parser").get_text().split()) or None


def text(*parts: str) -> str | None:
    """Rendered texts as paragraphs, headings and items separated by blank lines; None when there are none."""
    return (
        "\n\n".join(paragraph for part in parts for paragraph in _paragraphs(BeautifulSoup(part, "html.parser")))
        or None
    )


def headed(html: str) -> tuple[tuple[str, str], ...]:
    """The headed sections of a rendered text, heading and text; a paragraph that begins with a bold label ends them."""
    found: list[tuple[str, list[str]]] = []
    for node in BeautifulSoup(html, "html.parser").find_all(True, recursive=False):
        if node.name == "p" and node.strong and node.strong.get_text().rstrip().endswith(":"):
            break
        if node.name in {"h2", "h3"}:
            found.append((" ".join(node.get_text().split()), []))
        elif found:
            found[-1][1].append(str(node))
    return tuple((heading, text(*parts) or "") for heading, parts in found)


def _paragraphs(node: Tag) -> list[str]:
    if node.name == "div" and "spip_document_file" in node.get("class", ()):
        return []  # a file placed in the text: one of the documents
    if node.name == "tr":
        return [" ".join(_flat(cell) for cell in node.find_all(["td", "th"]))]
    inner = [child for child in node.children if isinstance(child, Tag) and child.name in _BLOCKS]
    if not inner:
        return _lines(_inline(node))
    found: list[str] = []
    loose = ""
    for child in node.children:
        if child in inner:
            found += [*_lines(loose), *_paragraphs(child)]
            loose = ""
        else:
            loose += _inline(child)
    return [*found, *_lines(loose)]


def _inline(node: Tag | NavigableString) -> str:
    if isinstance(node, NavigableString):
        return str(node)
    if node.name == "br":
        return _BREAK
    if "spip-puce" in node.get("class", ()):
        return _NEXT_ITEM
    return "".join(map(_inline, node.children))


def _flat(node: Tag) -> str:
    return " ".join(_inline(node).replace(_BREAK, " ").split())


def _lines(raw: str) -> list[str]:
    """The paragraphs of a run of text: split at bullets, and at two breaks or more."""
    runs = re.sub(rf"(?:{_BREAK}\s*){{2,}}", "\n\n", raw.replace("\n", " "))
    found: list[list[str]] = []
    for paragraph in runs.split("\n\n"):
        fresh = True
        for shown in paragraph.split(_BREAK):
            words = " ".join(shown.split())
            if fresh or _NEXT_ITEM in words or _ITEM.match(words):
                found.append([])
                fresh = False
            found[-1].append(_ITEM.sub("", words.replace(_NEXT_ITEM, "").strip()))
    joined = ("\n".join(filter(None, lines)) for lines in found)
    return [_MAIL.sub(r"…@\1", paragraph) for paragraph in joined if paragraph]
