"""Hypothesis looks for wrong answers; how long one takes is no part of it: machines are slow at times."""

from hypothesis import settings

settings.register_profile("portail", deadline=None)
settings.load_profile("portail")
