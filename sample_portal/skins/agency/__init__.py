"""The agency skin: tables of the 2010s."""

from sample_portal.skins.agency.page import render

__all__ = ["render"]
