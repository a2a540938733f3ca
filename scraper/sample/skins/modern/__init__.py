"""The modern skin: sections, asides and class names of its own."""

from scraper.sample.skins.modern.page import render

__all__ = ["render"]
