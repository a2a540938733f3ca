"""The sample portal: a made-up copy of the portal, the same from the same seed, for demo, tests and benchmarks.

`Sample` holds it and knows how its pages should be read (`truth`); `serve` shows it over HTTP in one of the `SKINS`;
`changes` move it in time, and `scripts` has some ready.
"""

from sample_portal.changes import Change
from sample_portal.model import Sample
from sample_portal.server import Served, serve
from sample_portal.skins import SKINS

__all__ = ["SKINS", "Change", "Sample", "Served", "serve"]
