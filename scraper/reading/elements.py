"""What an element's markup means, for itself and for its own text: SPIP's names, headings, styles, frame, tables."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from bs4 import Tag

from scraper.reading.addresses import is_document
from scraper.reading.page import classes, crayon, is_below_text

BLOCKS = frozenset(
    (
        "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td "
        "tfoot th thead tr ul"
    ).split()
)
SPANS = frozenset(("a", "b", "em", "i", "small", "span", "strong", "time"))
"""Inline elements that a page may lay out side by side or below each other."""
RUNNING = frozenset(("p", "b", "em", "font", "i", "strong", "u"))
"""Elements of running text."""
STYLES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "font": "font", "big": "big", "u": "underline"}
HEADINGS = {f"h{n}": n for n in range(1, 7)}
LONGEST_PIECE = 30
"""Characters of the longest of several elements that may be one line together: a date, a label, a keyword."""
LONGEST_PANEL = 3000
"""Characters of the longest panel that asks for consent."""
BEGINNING = 40
"""Pieces of a figure among which its link to a document is, when it has one."""

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
} | dict.fromkeys(("spip_documents", "documents_joints", "documents_portfolio"), "document")
TEXT = frozenset(("text", "body"))
"""Parts that are an article's text: SPIP's own field, and what else has its class."""
_FIELDS = frozenset(("surtitre", "soustitre", "chapo"))
"""SPIP's names of fields that templates build class names of (`fiche__chapo`) and that mean nothing else."""
_CRAYON_PARTS = {"titre": "title", "surtitre": "overtitle", "soustitre": "subtitle"} | dict.fromkeys(
    ("descriptif", "chapo", "intro"), "lead"
)
_FILE_BLOCKS = frozenset(("documents_joints", "documents_portfolio"))

_FRAME_TAGS = frozenset(("nav", "form", "dialog"))
_OUTER_FRAME_TAGS = frozenset(("header", "footer", "aside"))
_SECTIONS = frozenset(("article", "main", "section"))
_FRAME_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog"))
_FRAME_IDS = frozenset(("nav", "footer", "entete", "pied", "navigation", "extra", "hierarchie", "forum", "bando_haut"))
_FRAME_CLASSES = frozenset(
    "arbo pagination menu repondre formulaire_spip hierarchie spip-admin-boutons offscreen traductions".split()
)
_FRAME_NAME = re.compile(
    r"^(?:comments|comments?-(?:posts?|thread|items?|li|ul|list|meta|body|reply|form|texte?|\d+)(?:-.*)?|commentaires"
    r"|forums?|forum-[a-z]+|nav|navbar|nav(?:bar)?-[a-z-]+|sidebar|breadcrumbs?|ariane|filariane|fil-ariane|share|sharing"
    r"|share-(?:buttons?|links?|icons?)|social|social-(?:links?|icons?|buttons?|actions)|partage|partager|invisible|sr-only"
    r"|visually-?hidden|screen-reader-text)$"
)
"""Templates' names for menus, comments, tools to share, and what only screen readers read."""
_CONSENT = re.compile(r"cookie|consent|tarteaucitron|rgpd|gdpr", re.IGNORECASE)
"""Pages' names for the panel that asks for a visitor's consent."""

_BIG = re.compile(r"[4-7]|\+[1-4]")
"""The sizes of a `<font>` above that of text, which is 3."""
_STYLED = re.compile(r"font-(?:weight:\s*(?:bold|[6-9]00)|style:\s*italic|size)")
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden")
_LATE = ("data-src", "data-lazy-src", "data-original")
"""Attributes in which pages keep the source of what a script loads when it comes into sight."""
_BACKGROUND = re.compile(r"\bbackground(?:-image)?\s*:[^;]*?url\(\s*(?P<q>[\"']?)(?P<source>[^\"')]+)(?P=q)\s*\)")
"""A picture that a page puts behind an element by its style."""
_ICON = re.compile(r"material-(?:icons|symbols)\b")
"""The classes by which Material's icon fonts show a picture in the place of its name."""
_SKIPS = re.compile(r"\s*(?:aller|accéder|passer|retour|skip)\b", re.IGNORECASE)
"""How a link begins that leads past the menus to a page's content."""

_LAYOUT = frozenset(("h1", "h2", "h3", "form", "ul", "img"))
"""Elements that a table of data has none of."""
SHORTEST_MONTH = 28
LARGEST_CALENDAR = 60
"""Cells of a month: six weeks, the names of the days, a title and ways to other months."""
LONGEST_WEEK = 8
"""Cells of a week, with its number."""
MOST_OTHERS = 24
"""Cells of a month that are no day of it, at most: names of days, days of other months, numbers of weeks."""
SHORT_CELL = 80
"""Characters of the longest cell of a table that is taken for data without saying so."""


class Shape(NamedTuple):
    """The meaning of an element's name, classes, id and role, wherever it is."""

    block: bool
    is_plain: bool
    """Whether its text is where the text around it is."""
    is_bare: bool
    """Whether it is a block that means nothing else."""
    level: int
    part: str | None
    other_part: str | None
    """The part where Crayons' mark of a title is one of a text's."""
    frame: str | None
    """How surely it is frame (MarkupPlace.frame)."""
    is_outer: bool
    """Whether it is frame outside of the page's sections."""
    is_section: bool
    asks_consent: bool
    is_icon: bool
    """Whether its words are the name of a picture: a sign of an icon font."""
    words: tuple[str, ...]
    """Its classes."""


@dataclass(slots=True)
class MarkupPlace:
    """The place of a piece of text in the markup."""

    node: Tag
    """The block."""
    most: frozenset[int]
    """Ids of the elements that hold most of the page, which are no frame (ParsedPage.most)."""
    level: int = 0
    """Level of the heading around it, 0 outside."""
    styles: frozenset[str] = frozenset()
    """Inline styles around it."""
    part: str | None = None
    """SPIP's name of the place."""
    holder: Tag | None = None
    """The element that has that name."""
    frame: str | None = None
    """How surely it is frame: "certain" by HTML's own elements, "named" by a class, None."""
    inner: bool = False
    """Whether it is within a section of the page, whose header and footer are no frame."""


def shape_of(tag: Tag) -> Shape:
    attrs = tag.attrs
    if not attrs:
        return _shape(tag.name)
    return _shape(tag.name, tuple(attrs.get("class", ())), attrs.get("id"), attrs.get("role"))


@lru_cache(maxsize=4096)
def _shape(name: str, words: tuple[str, ...] = (), own_id: str | None = None, role: str | None = None) -> Shape:
    block, names = name in BLOCKS, (*words, own_id or "")
    frame = None
    if own_id in _FRAME_IDS or name in _FRAME_TAGS or role in _FRAME_ROLES:
        frame = "certain"
    elif _FRAME_CLASSES.intersection(words) or any(map(_FRAME_NAME.search, names)):
        frame = "named"
    # SPIP puts its class on the result of an editor's shortcuts: that is text.
    text = "body" if block and "spip" in words else None
    part = "document" if own_id in _FILE_BLOCKS else _named_part(words) or text
    untitled = [word for word in words if not ((mark := crayon(word)) and mark[1] == "titre")]
    consent = any(map(_CONSENT.search, names))
    plain = not (block or name in STYLES or part or frame or consent or "hentry" in words)
    section = name in _SECTIONS or "hentry" in words
    other = part if part == "document" else _named_part(untitled) or text
    level = HEADINGS.get(name, 0)
    outer = name in _OUTER_FRAME_TAGS
    bare = block and name != "figure" and not (level or part or other or frame or outer or section or consent)
    bare = bare and "summary" not in words
    icon = not block and name != "img" and (role == "img" or any(map(_ICON.match, words)))
    return Shape(block, plain, bare, level, part, other, frame, outer, section, consent, icon, words)


def _named_part(words: Iterable[str]) -> str | None:
    for word in words:
        if mark := crayon(word):
            return _CRAYON_PARTS.get(mark[1], "text")
        if word in PARTS:
            return PARTS[word]
        if field := _FIELDS.intersection(re.split(r"[-_]+", word.lower())):
            return PARTS[min(field)]
    return None


def place_of(tag: Tag, place: MarkupPlace, shape: Shape) -> MarkupPlace:
    """Return the place of a tag's own text, from the tag's place."""
    styled = tag.name in STYLES or "style" in tag.attrs
    if shape.is_plain and not styled:
        return place
    if shape.is_bare and not styled:
        frame = None if place.frame and id(tag) in place.most else place.frame
        return MarkupPlace(tag, place.most, place.level, place.styles, place.part, place.holder, frame, place.inner)
    part = _part(tag, shape)
    part = part if part == "document" else place.part or part
    return MarkupPlace(
        tag if shape.block else place.node,
        place.most,
        shape.level or place.level,
        _styles(tag, place.styles) if styled else place.styles,
        part,
        tag if part != place.part else place.holder,
        _frame(tag, shape, place, part),
        place.inner or shape.is_section,
    )


def _part(tag: Tag, shape: Shape) -> str | None:
    if tag.name == "figure" and _holds_document(tag):
        return "document"
    return shape.part if shape.part == shape.other_part or not is_below_text(tag) else shape.other_part


def _styles(tag: Tag, styles: frozenset[str]) -> frozenset[str]:
    if tag.name in STYLES:
        return styles | {STYLES[tag.name]} | ({"big"} if _BIG.fullmatch(str(tag.get("size"))) else set())
    weight = _STYLED.search(tag.attrs["style"])
    return styles | {weight[0]} if weight else styles


def _frame(tag: Tag, shape: Shape, place: MarkupPlace, part: str | None) -> str | None:
    """Return how surely a place is frame.

    SPIP 4 uses the class of its menus for lists of articles and of attached files: an article in one is no menu.
    """
    if id(tag) in place.most:
        return None
    if "certain" in (place.frame, shape.frame) or (shape.is_outer and not place.inner):
        return "certain"
    if part == "document" or "hentry" in shape.words:
        return None
    if "summary" in shape.words and tag.parent.name == "caption":
        return place.frame  # SPIP's second line of a table's caption, whose other class is that of what is not seen.
    if (shape.level and _heads_form(tag)) or (shape.asks_consent and _is_panel(tag)):
        return "named"
    return shape.frame or place.frame


def _heads_form(heading: Tag) -> bool:
    """Return whether a heading is a form's: "Un message, un commentaire ?" above SPIP's form for comments."""
    below = next_tag(heading)
    return below is not None and (
        below.name == "form" or any(word.startswith("formulaire_") for word in classes(below))
    )


def _is_panel(tag: Tag) -> bool:
    """Return whether an element is a panel over the page, not a part of it that a script has marked."""
    return (
        tag.name not in ("body", "main", "article") and tag.find("h1") is None and len(tag.get_text()) < LONGEST_PANEL
    )


def _holds_document(figure: Tag) -> bool:
    """Return whether a figure begins with a link to a document; figures that are never closed lie in one another."""
    begins = (tag for tag in islice(figure.next_elements, BEGINNING) if isinstance(tag, Tag) and tag.name == "a")
    links = (link for link in begins if is_document(link.get("href") or ""))
    return any(parent is figure for link in links for parent in link.parents)


def holds_files(tag: Tag) -> bool:
    """Return whether an element is SPIP's block of attached files, or of one."""
    return any(PARTS.get(name) == "document" for name in (*classes(tag), tag.get("id")))


def next_tag(tag: Tag) -> Tag | None:
    """Return the element that follows in the same parent."""
    below = tag.next_sibling
    while below is not None and not isinstance(below, Tag):
        below = below.next_sibling
    return below


def is_within(tag: Tag, outer: Tag) -> bool:
    """Return whether an element is another or is in it."""
    # Compared by identity: elements that read the same are not the same.
    return tag is outer or any(parent is outer for parent in tag.parents)


def hidden(tag: Tag) -> bool:
    """Return whether an element is never seen, or is signs alone in a link. One that a search in the page opens is
    seen."""
    attrs = tag.attrs
    if attrs.get("hidden", "until-found") != "until-found" or (
        "style" in attrs and _HIDDEN.search(attrs["style"]) is not None
    ):
        return True
    return attrs.get("aria-hidden") == "true" and _is_sign(tag)


def _is_sign(tag: Tag) -> bool:
    """Return whether an element is signs alone in a link: an arrow behind its words."""
    if tag.find_parent("a") is None or tag.find("img"):
        return False
    signs = tag.get_text().strip()
    return bool(signs) and not any(map(str.isalnum, signs))


def is_card(link: Tag) -> bool:
    """Return whether a link holds several elements side by side: a card, laid out as a block whatever its tags."""
    return sum(child.name == "span" for child in link.contents) > 1


def is_part_of_heading(tag: Tag) -> bool:
    """Return whether an element is one of those that hold all words of a heading, each of a class of its own: an
    overtitle above a title, not words that a script moves one by one."""
    parts = [child for child in tag.parent.contents if isinstance(child, Tag) or child.strip()]
    if not all(isinstance(part, Tag) and part.name == "span" and part.get_text(strip=True) for part in parts):
        return False
    names = {tuple(part.attrs.get("class", ())) for part in parts}
    return () not in names and len(names) == len(parts)


def is_permalink(link: Tag) -> bool:
    """Return whether a link in a heading leads to the heading itself, under a sign (#, ¶)."""
    is_sign = not any(map(str.isalnum, link.get_text())) and link.find("img") is None
    return is_sign and "#" in link.attrs.get("href", "")


def opens_panel(link: Tag) -> bool:
    """Return whether a link or a button is a heading that opens the panel right below it."""
    href = link.attrs.get("href") or f"#{link.attrs.get('aria-controls', '')}"
    if not href.startswith("#") or _SKIPS.match(link.get_text()):
        return False
    return any(_leads_to(below, href[1:]) for below in (next_tag(link), next_tag(link.parent)))


def _leads_to(below: Tag | None, panel: str) -> bool:
    """Return whether an element is a panel, or wraps nothing else."""
    while below is not None and below.get("id") != panel:
        inside = below.find_all(True, recursive=False, limit=2)
        below = inside[0] if len(inside) == 1 else None
    return below is not None


def touches(tag: Tag) -> bool:
    """Return whether an element touches the one before it, and neither is a piece of running text: a styled one, which
    word processors cut wherever they like, or one with the space or the comma between them; a date never is a piece of
    a word."""
    before = tag.previous_sibling
    if not isinstance(before, Tag) or before.name not in SPANS or _goes_on(before, tag):
        return False
    return tag.name == "time" or not (tag.parent.name in RUNNING or tag.get("style") or before.get("style"))


def _goes_on(before: Tag, tag: Tag) -> bool:
    """Return whether the words of an element go on with those before it: one of them has the space or the sign
    between."""
    last, first = _string_at(before, -1), _string_at(tag, 0)
    return last[-1:].isspace() or first[:1].isspace() or first[:1] in (",", ";", ".")


def _string_at(tag: Tag, end: int) -> str:
    """Return the string at an end of an element, 0 or -1; empty for none, which an element at it may be too."""
    node = tag
    while isinstance(node, Tag) and node.contents:
        node = node.contents[end]
    return "" if isinstance(node, Tag) else str(node)


def is_long(tag: Tag) -> bool:
    """Return whether an element or the one it touches is as long as a title: a line of a card, not a piece of a
    line."""
    return max(len(tag.get_text()), len(tag.previous_sibling.get_text())) > LONGEST_PIECE


def source_of(tag: Tag) -> str:
    """Return where a picture or a player really is: scripts that load it late leave a placeholder in `src`."""
    return next((tag[name] for name in _LATE if tag.get(name)), tag.get("src") or "")


def background_of(tag: Tag) -> str:
    """Return where the picture is that an element has behind its words; empty for none."""
    found = _BACKGROUND.search(style) if "url(" in (style := tag.attrs.get("style") or "") else None
    return found["source"].strip() if found else ""


def machine_date(tag: Tag) -> str | None:
    """Return the day, with what follows it, that an element is marked with; None for what is no day of the calendar."""
    value = ((tag.get("datetime") if tag.name == "time" else tag.get("title")) or "").strip()
    try:
        dt.date.fromisoformat(value[:10])
    except ValueError:
        return None
    return value if value[4:5] == "-" else None


def kind_of_table(table: Tag) -> str | None:
    """Return what a table holds: "calendar", a month's days and little else; "data", when it is marked so (th, caption,
    SPIP's class) or has even rows of few words; None when it lays a page out."""
    cells, rows, laid_out, headed = [], [], False, "spip" in classes(table)
    below = table.contents[::-1]  # not `descendants`, which first walks to the last of them: tables may stand in tables
    while below:
        tag = below.pop()
        if not isinstance(tag, Tag):
            continue
        below += tag.contents[::-1]
        name = tag.name
        if name == "table":
            return None
        if name in ("td", "th"):
            cells.append(tag)
        elif name == "tr":
            rows.append(tag)
        laid_out = laid_out or name in _LAYOUT
        headed = headed or name in ("th", "caption")
    if SHORTEST_MONTH <= len(cells) <= LARGEST_CALENDAR and _is_month(cells, rows):
        return "calendar"
    return "data" if not laid_out and (headed or _is_even(rows)) else None


def _is_even(rows: list[Tag]) -> bool:
    own = [row.find_all("td") for row in rows]
    widths = {len(cells) for cells in own}
    if len(rows) < 2 or len(widths) > 1 or widths == {1} or widths == {0}:
        return False
    return all(len(cell.get_text()) <= SHORT_CELL and not cell.find("a") for cells in own for cell in cells)


def _is_month(cells: list[Tag], rows: list[Tag]) -> bool:
    texts = [text for cell in cells if (text := cell.get_text().strip())]
    days = {int(text) for text in texts if len(text) <= 2 and text.isdecimal()} & set(range(1, 32))
    weeks = all(len(row.find_all(["td", "th"], recursive=False)) <= LONGEST_WEEK for row in rows) and len(rows) > 3
    return weeks and len(days) >= SHORTEST_MONTH and len(texts) - len(days) <= MOST_OTHERS
