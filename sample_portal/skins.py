"""The skins: one page, several markups that share nothing, each two templates under templates/.

spip: SPIP 4.4's own templates; aside after the content. agency: tables and unclosed tags of the 2010s, SPIP 2 habits,
no class of SPIP's, menu after the content. modern: sections and asides with their own class names, `<time>`, `<base>`,
SPIP 3 habits, menu and aside before the content.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

_GLOBALS = {
    "site_name": "Cités Unies France – Site Web de la coopération décentralisée",
    "broken_site_name": "Cités Unies France - Site Web de la coopé©ration décentralisée",
    # A quote inside an attribute: the tag ends early, and `Fonds de solidarité" />` is text.
    "broken_meta": '<meta name="description" content="<a href="-Fonds-de-solidarite-">Fonds de solidarité" />',
}


def _spip(text: str | None) -> str:
    """Escape a text, with French no-break spaces as SPIP writes them."""
    spaced = re.sub(r" ([:;!?%])", r"&nbsp;\1", escape(text or "", quote=False))
    return spaced.replace("« ", "&#171;&nbsp;").replace(" »", "&nbsp;&#187;")


def _agency(text: str | None) -> str:
    """Escape a text with named entities for the French quotes; `&` stays as typed."""
    spaced = re.sub(r" ([:;])", r"&nbsp;\1", (text or "").replace("<", "&lt;"))
    return spaced.replace("« ", "&laquo;&nbsp;").replace(" »", "&nbsp;&raquo;")


def _modern(text: str | None) -> str:
    """Escape a text, with no-break spaces as characters."""
    return re.sub(r" ([:;!?»])|(?<=«) ", "\u00a0\\1", escape(text or "", quote=False))


@dataclass(frozen=True, eq=False)
class Skin:
    """A markup of all pages."""

    name: str
    version: str
    """For Composed-By."""
    typo: Callable[[str | None], str]
    """How it writes a text."""
    href: Callable[[str], str] = escape
    """How it writes an address."""

    @cached_property
    def _environment(self) -> Environment:
        made = Environment(
            loader=PackageLoader("sample_portal"),
            autoescape=False,  # noqa: S701 - templates escape what needs it, each as its age did
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        made.filters |= {"typo": self.typo, "href": self.href, "kind": lambda block: type(block).__name__}
        made.globals |= _GLOBALS
        return made

    def render(self, page: Any, base: str = "/", address: str = "") -> str:
        """Return the HTML document of a page (pages.Page).

        base: what links are relative to. address: the one asked for, which the login link repeats.
        """
        href = f"spip.php?page=login&url={quote(address, safe='-+')}"
        shown = {"page": page, "frame": self._framed(page.frame), "login": {"text": "Espace adhérents", "href": href}}
        return self._environment.get_template(f"{self.name}/page.html").render(shown, base=base).lstrip()

    def feed(self, name: str, **fields: Any) -> str:
        """Return a file for machines: templates/feeds, the same in every skin."""
        return self._environment.get_template(f"feeds/{name}").render(fields)

    @lru_cache(maxsize=4)  # noqa: B019 - skins are there as long as the program
    def _framed(self, frame: Any) -> dict[str, str]:
        """Return menu, side and foot as HTML: they are the same on every page of one state of the portal."""
        macros = self._environment.get_template(f"{self.name}/parts.html").module
        return {name: getattr(macros, name)(frame) for name in ("menu", "side", "foot")}


SKINS = {
    skin.name: skin
    for skin in (
        Skin("spip", "SPIP 4.4.30", _spip),
        Skin("agency", "SPIP 2.1.26", _agency, lambda address: address.replace('"', "%22")),
        Skin("modern", "SPIP 3.2.19", _modern),
    )
}
