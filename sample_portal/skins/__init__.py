"""The skins: one page, several markups that share nothing. Each renders a Page as a whole HTML document.

spip: SPIP 4.4's own templates; aside after the content. agency: tables and unclosed tags of the 2010s, SPIP 2 habits,
no class of SPIP's, menu after the content. modern: sections and asides with their own class names, `<time>`, `<base>`,
SPIP 3 habits, menu and aside before the content.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sample_portal.pages import Page
from sample_portal.skins import agency, modern, spip


@dataclass(frozen=True)
class Skin:
    """render: the HTML of a page, given the address its links are relative to. version: for Composed-By."""

    name: str
    render: Callable[[Page, str], str]
    version: str


SKINS = {
    "spip": Skin("spip", spip.render, "SPIP 4.4.30"),
    "agency": Skin("agency", agency.render, "SPIP 2.1.26"),
    "modern": Skin("modern", modern.render, "SPIP 3.2.19"),
}
