"""Each promise in SECURITY.md names the tests that hold it."""

import re
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]


def test_the_tests_that_hold_the_promises_are_there():
    text = (CHECKOUT / "SECURITY.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if re.match(r"\| [A-Z].* \|$", line)]
    promised = [re.findall(r"`(test_\w+)`", row) for row in rows]
    assert len(promised) > 10
    assert all(promised), "a promise without a test"
    found = {
        name
        for path in (CHECKOUT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert {name for names in promised for name in names} - found == set()
