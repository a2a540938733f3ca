"""The spip skin: SPIP 4.4's own templates."""

from scraper.sample.skins.spip.page import render

__all__ = ["render"]
