"""The trial's figures as a table in docs/reliability.md."""

from pathlib import Path

from tests.kills.trial import Figures

DOCUMENT = Path(__file__).parents[2] / "docs" / "reliability.md"
BEGIN, END = "<!-- made by python -m tests.kills -->\n", "<!-- end of kills -->\n"


def table(figures: Figures, seed: int) -> str:
    """The figures, with the command that makes them again."""
    rows = {
        "SIGKILLs at random instants": figures.kills,
        "of them before the first request": figures.early,
        "crawls brought to their end, each compared with one never killed": figures.crawls,
        "committed rows that were lost": figures.lost,
        "damages found after a kill or an end (`portail verify`: integrity, keys, versions, records)": len(
            figures.damaged
        ),
        "tables that say another thing (records lost, duplicated, half written)": len(figures.differing),
        "requests of the crawls that were never killed": figures.undisturbed,
        "requests of those that were, with what they asked before each kill": figures.requests,
    }
    lines = [f"| `python -m tests.kills --kills {figures.kills} --seed {seed}` | |\n|---|---|\n"]
    return "".join(lines + [f"| {name} | {number:,} |\n" for name, number in rows.items()])


def write(figures: Figures, seed: int) -> str:
    """Put the table in the document, and give it."""
    above, rest = DOCUMENT.read_text(encoding="utf-8").split(BEGIN)
    made = table(figures, seed)
    DOCUMENT.write_text(above + BEGIN + made + END + rest.split(END)[1], encoding="utf-8")
    return made
