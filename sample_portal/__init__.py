"""The sample portal: a made-up copy of the portal, the same from the same seed, for demo, tests and benchmarks.

`Sample` holds it and the records its pages should be read as; `serve` shows it over HTTP in one of the `SKINS`;
`changes` move it in time.
"""

from sample_portal.changes import Change
from sample_portal.sample import Sample
from sample_portal.site import Site, serve
from sample_portal.skins import SKINS

__all__ = ["SKINS", "Change", "Sample", "Site", "serve"]
