"""Check a folder's dcat.jsonld against dcat-ap.ttl: `python validate_dcat.py FOLDER` prints what is wrong.

It is run by test_validators.py, with what requirements-readers.lock names.
"""

import sys
from pathlib import Path

import pyshacl
from rdflib import Graph

SHAPES = Path(__file__).with_name("dcat-ap.ttl")


def main(folder: str) -> int:
    """Print the problems of a folder. Return the code to exit with."""
    record = Path(folder) / "dcat.jsonld"
    # Where a harvester finds it: its addresses are relative to that.
    data = Graph().parse(record, format="json-ld", publicID="https://exemple.org/donnees/dcat.jsonld")
    conforms, _, text = pyshacl.validate(
        data, shacl_graph=Graph().parse(SHAPES), inference="none", allow_warnings=False
    )
    sys.stdout.write(text)
    return int(not conforms)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
