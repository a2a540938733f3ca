"""The allow-list of HTML: what a text may be made of when it is kept, and again when it is shown."""

import re

import nh3

ANCHOR = "note-"
"""What the anchors in a text begin with, so that none is another element's of the page that shows it."""
HEADINGS = ("h3", "h4", "h5")
"""Those of a text, below the title of the record and of its part."""
STYLES = ("strong", "em", "sup")
"""What marks words, from the outside inwards."""
LINK = re.compile(r"https?://[^/\s]\S*", re.IGNORECASE)
"""An address that a link may lead to."""
FRAGMENT = re.compile(r"[\w.:-]{1,60}")
"""The name of a place in a text."""
_REL = "nofollow noopener"
_VALUES = {
    "href": re.compile(rf"{LINK.pattern}|#{ANCHOR}{FRAGMENT.pattern}", re.IGNORECASE),
    "id": re.compile(ANCHOR + FRAGMENT.pattern),
    "rel": re.compile(_REL),
}
"""The values that an attribute may have."""


def _value(tag: str, name: str, value: str) -> str | None:
    """Return an attribute's value; None for an attribute that goes. Elements that go are asked for too."""
    return value if name in _VALUES and _VALUES[name].fullmatch(value) else None


_CLEANER = nh3.Cleaner(
    tags={
        *("p", *HEADINGS, "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "a", "br"),
        *STYLES,
    },
    attributes={"a": {"href", "id"}},
    attribute_filter=_value,
    url_schemes={"http", "https"},
    link_rel=_REL,
)


def allowed_html(markup: str) -> str:
    """Return what the allow-list lets through of HTML."""
    return _CLEANER.clean(markup)


def is_allowed(markup: str) -> bool:
    """Return whether HTML is what the allow-list lets through of it."""
    return allowed_html(markup) == markup
