"""Text that a stranger has written, for a terminal: what would steer it is shown instead of obeyed."""

import unicodedata

_LINES = "\n\t"
"""Control characters that lay a text out."""


def visible(text: str) -> str:
    """Return a text with each character that is not seen (controls, C1 too, and those that turn the direction of
    writing) as Python writes it: `\\x9b`, `\\u202e`. Spaces, ends of lines and tabs stay."""
    if text.isprintable():
        return text
    return "".join(
        each if each.isprintable() or each in _LINES or unicodedata.category(each) == "Zs" else repr(each)[1:-1]
        for each in text
    )
