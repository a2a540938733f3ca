"""Where a tag's own text stands on a page: SPIP's name of the place, heading, style, and whether it is frame."""

import re
from dataclasses import dataclass
from itertools import islice

from bs4 import Tag

from scraper.reading.files import is_document
from scraper.reading.page import classes, crayon, is_below_text

BLOCKS = frozenset(
    (
        "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td "
        "tfoot th thead tr ul"
    ).split()
)
STYLES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "font": "font", "big": "big", "u": "underline"}
HEADINGS = {f"h{n}": n for n in range(1, 7)}

# SPIP's own names for the parts of an article (docs/spip.md, "Markup"); plugin Crayons adds `crayon article-titre-12`.
PARTS = {
    "surtitre": "overtitle",
    "entry-title": "title",
    "soustitre": "subtitle",
    "chapo": "lead",
    "texte": "text",
    "info-publi": "published",
    "ps": "text",
    "notes": "notes",
    "introduction": "teaser",
    "spip_documents": "document",
    "documents_joints": "document",
    "documents_portfolio": "document",
}
_FIELDS = frozenset(("surtitre", "soustitre", "chapo"))
"""SPIP's names of fields that templates build class names of (`fiche__chapo`) and that mean nothing else."""
_CRAYON_PARTS = {
    "titre": "title",
    "surtitre": "overtitle",
    "soustitre": "subtitle",
    "descriptif": "lead",
    "chapo": "lead",
    "intro": "lead",
}
TEXT = frozenset(("text", "body"))
"""Parts that are an article's text: SPIP's own field, and what else has its class."""
_FRAME_IDS = frozenset(("nav", "footer", "entete", "pied", "navigation", "extra", "hierarchie", "forum", "bando_haut"))
_FRAME_CLASSES = frozenset(
    (
        "arbo",
        "pagination",
        "menu",
        "repondre",
        "formulaire_spip",
        "hierarchie",
        "spip-admin-boutons",
        "offscreen",
        "traductions",
    )
)
_FRAME_NAME = re.compile(
    r"^(?:comments|comments?-(?:posts?|thread|items?|li|ul|list|meta|body|reply|form|texte?|\d+)(?:-.*)?|commentaires"
    r"|forums?|forum-[a-z]+|nav|navbar|nav(?:bar)?-[a-z-]+|sidebar|breadcrumbs?|ariane|filariane|fil-ariane|share|sharing"
    r"|share-(?:buttons?|links?|icons?)|social|social-(?:links?|icons?|buttons?|actions)|partage|partager|invisible|sr-only"
    r"|visually-?hidden|screen-reader-text)$"
)
"""Names that templates give to menus, comments, tools to share, and what only screen readers read."""
_NO_TEXT = frozenset(("script", "style", "noscript", "template", "svg", "select", "textarea"))
_NAMED = frozenset(("div", "ul", "ol", "section", "aside", "p", "span", "h1", "h2", "h3", "li"))
"""Elements that such a name of a class makes frame."""
_BIG = re.compile(r"[4-7]|\+[1-4]")
"""The sizes of a `<font>` above that of text, which is 3."""
_STYLED = re.compile(r"font-(?:weight:\s*(?:bold|[6-9]00)|style:\s*italic|size)")
_FILE_BLOCKS = frozenset(("documents_joints", "documents_portfolio"))
_CONSENT = re.compile(r"cookie|consent|tarteaucitron|rgpd|gdpr", re.IGNORECASE)
"""Names that pages give to the panel in which they ask for a visitor's consent."""
LONGEST_PANEL = 3000
"""Characters of the longest panel that asks for consent."""
SHORTEST_PAGE = 80
"""Letters below which nothing is most of a page."""
BEGINNING = 40
"""Pieces of a figure among which its link to a document stands, when it has one."""
_FRAME_TAGS = frozenset(("nav", "form", "dialog"))
_OUTER_FRAME_TAGS = frozenset(("header", "footer", "aside"))
_SECTIONS = frozenset(("article", "main", "section"))
_FRAME_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog"))


@dataclass(frozen=True)
class Place:
    """node: the block. level: of the heading it is in. styles: inline styles around it. part: SPIP's name of the place;
    holder: the element that has it. frame: "certain", "named" or None. inner: within a section of the page, whose
    header and footer are no frame. most: ids of the elements that hold most of the page, which are no frame either.
    """

    node: Tag
    level: int = 0
    styles: frozenset[str] = frozenset()
    part: str | None = None
    holder: Tag | None = None
    frame: str | None = None
    inner: bool = False
    most: frozenset[int] = frozenset()


def place_of(tag: Tag, place: Place) -> Place:
    """Where a tag's own text stands, from where the tag stands."""
    words = classes(tag)
    part = _part(tag, words)
    part = part if part == "document" else place.part or part
    inner = place.inner or tag.name in _SECTIONS or "hentry" in words
    return Place(
        node=tag if tag.name in BLOCKS else place.node,
        level=HEADINGS.get(tag.name, place.level),
        styles=_styles(tag, place.styles),
        part=part,
        holder=tag if part != place.part else place.holder,
        frame=_frame(tag, words, place, part),
        inner=inner,
        most=place.most,
    )


def most_of(root: Tag) -> frozenset[int]:
    """Python's ids of the elements that hold more than half of a page's text: none of them is frame, whatever it is
    called, for unclosed menus hold whole pages."""
    letters: dict[int, int] = {}
    for tag in reversed([root, *root.find_all(True)]):
        inside = 0
        for child in tag.children if tag.name not in _NO_TEXT else ():
            inside += letters.get(id(child), 0) if isinstance(child, Tag) else len(child.strip())
        letters[id(tag)] = inside
    least = max(letters[id(root)] / 2, SHORTEST_PAGE)
    return frozenset(key for key, inside in letters.items() if inside > least)


def _part(tag: Tag, words: list[str]) -> str | None:
    if tag.get("id") in _FILE_BLOCKS or (tag.name == "figure" and _holds_document(tag)):
        return "document"
    for word in words:
        if (mark := crayon(word)) and not (mark[1] == "titre" and is_below_text(tag)):
            return _CRAYON_PARTS.get(mark[1], "text")
        if word in PARTS:
            return PARTS[word]
        if field := _FIELDS.intersection(re.split(r"[-_]+", word.lower())):
            return PARTS[min(field)]
    # SPIP gives its class to what an editor's shortcuts make: that is text.
    return "body" if "spip" in words and tag.name in BLOCKS else None


def holds_files(tag: Tag) -> bool:
    """Whether an element is SPIP's block of attached files, or of one."""
    return any(PARTS.get(name) == "document" for name in (*classes(tag), tag.get("id")))


def _holds_document(figure: Tag) -> bool:
    """Whether a figure begins with a link to a document; figures that are never closed lie in one another."""
    begins = (tag for tag in islice(figure.next_elements, BEGINNING) if isinstance(tag, Tag) and tag.name == "a")
    links = (link for link in begins if is_document(link.get("href") or ""))
    return any(parent is figure for link in links for parent in link.parents)


def _heads_form(heading: Tag) -> bool:
    """Whether a heading is a form's: "Un message, un commentaire ?" above SPIP's form for comments."""
    below = heading.find_next_sibling()
    return below is not None and (
        below.name == "form" or any(word.startswith("formulaire_") for word in classes(below))
    )


def _is_panel(tag: Tag) -> bool:
    """Whether an element is a panel over the page, not a part of it that a script has marked."""
    return (
        tag.name not in ("body", "main", "article") and tag.find("h1") is None and len(tag.get_text()) < LONGEST_PANEL
    )


def _styles(tag: Tag, styles: frozenset[str]) -> frozenset[str]:
    if tag.name in STYLES:
        return styles | {STYLES[tag.name]} | ({"big"} if _BIG.fullmatch(str(tag.get("size"))) else set())
    weight = _STYLED.search(tag["style"]) if tag.get("style") else None
    return styles | {weight[0]} if weight else styles


def _frame(tag: Tag, words: list[str], place: Place, part: str | None) -> str | None:
    """How surely a place is frame: "certain" by HTML's own elements, "named" by a class of SPIP's.

    SPIP 4 gives its lists of articles and of attached files the class of its menus: an article in one is no menu.
    """
    if id(tag) in place.most:
        return None
    outer = tag.name in _OUTER_FRAME_TAGS and not place.inner
    if (
        place.frame == "certain"
        or outer
        or tag.name in _FRAME_TAGS
        or tag.get("role") in _FRAME_ROLES
        or tag.get("id") in _FRAME_IDS
    ):
        return "certain"
    if part == "document" or "hentry" in words:
        return None
    if "summary" in words and tag.parent.name == "caption":
        return place.frame  # SPIP's second line of a table's caption, whose other class is that of what is not seen.
    if tag.name in HEADINGS and _heads_form(tag):
        return "named"
    if any(_CONSENT.search(name) for name in (*words, tag.get("id") or "")) and _is_panel(tag):
        return "named"
    named = _FRAME_CLASSES.intersection(words) or any(
        _FRAME_NAME.search(name) for name in (*words, tag.get("id") or "")
    )
    return "named" if named else place.frame
