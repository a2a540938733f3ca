"""The spip skin: SPIP 4.4's own templates."""

from sample_portal.skins.spip.page import render

__all__ = ["render"]
