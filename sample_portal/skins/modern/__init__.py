"""The modern skin: sections, asides and class names of its own."""

from sample_portal.skins.modern.page import render

__all__ = ["render"]
