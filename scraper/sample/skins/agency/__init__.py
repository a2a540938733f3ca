"""The agency skin: tables of the 2010s."""

from scraper.sample.skins.agency.page import render

__all__ = ["render"]
