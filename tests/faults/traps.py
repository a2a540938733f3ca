"""Portals that never end."""

from tests.cli.pages import page
from tests.cli.small_site import Answer
from tests.faults import endless
from tests.faults.fault import Fault
from tests.faults.good import portal

HOME = "<h1>Accueil</h1><p><a href='{}'>Un lien</a></p>"

TRAPS = {
    "calendar": Fault(
        "a calendar without end",
        "asks for ALIKE_MAX pages whose addresses differ in numbers only (2,000; 50 in the test); is sick",
        lambda: portal() | {"/": Answer(page(HOME.format("/calendrier/2030/1"))), "*": endless.calendar},
        most=150,
        settings={"ALIKE_MAX": 50},
        code=4,
    ),
    "pages": Fault(
        "pages without end that lead to one another",
        "ends with REQUESTS_MAX (25,000; 300 in the test)",
        lambda: portal() | {"/": Answer(page(HOME.format("/page-"))), "*": endless.pages},
        code=3,
        reason="endless",
        most=300,
        settings={"REQUESTS_MAX": 300},
    ),
    "list": Fault(
        "a list without end",
        "walks LIST_PAGES_MAX pages of it (1,000; 9 in the test); is sick, since none of its articles is there",
        lambda: {path: way for path, way in portal().items() if path != "/-Actualites-"} | {"*": endless.entries},
        most=200,
        code=4,
        settings={"LIST_PAGES_MAX": 9},
    ),
}
"""What never ends."""
