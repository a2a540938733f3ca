"""A reading, laid out for a console: what `portail check` prints."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from scraper import records
from scraper.reading.result import Reading

CUT = 400
"""Characters of a value that are shown."""

UNSEEN = {"first_seen", "last_seen", "changed", "withdrawn", "crawl_id"}
"""Columns that the archive fills, not the readers."""

NAMES = {table.record: table.name for table in records.TABLES}


def report(read: Reading, response: str, cut: int | None) -> Group:
    """Everything a reading holds. response: what is said of the response; cut: characters of a value, None for all."""
    head = Text(f"{read.url}\n{read.kind}: {response}\n")
    if others := sorted(read.aliases - {read.url}):
        head.append("also: " + ", ".join(others) + "\n")
    parts = [head, *subject(read, cut), *rows(read, cut), *links(read)]
    if pages := read.pagination:
        parts.append(Text(f"pagination: {pages.name}, {pages.step} entries a page, offsets up to {pages.last}\n"))
    parts.append(Text(f"problems ({len(read.problems)})", style="bold"))
    return Group(*parts, *(Text(f"• {problem.rule}: {problem.detail}") for problem in read.problems))


def subject(read: Reading, cut: int | None) -> Iterable[Text | Table]:
    """The page's record: each field, its value, the rule that gave it."""
    if read.subject is None:
        return
    table = grid("field", "value", "evidence")
    rules = rules_of(read, type(read.subject))
    for name, value in asdict(read.subject).items():
        if name not in UNSEEN:
            table.add_row(name, Text(shown(value, cut)), rules.get(name))
    yield Text(NAMES[type(read.subject)], style="bold")
    yield table


def rows(read: Reading, cut: int | None) -> Iterable[Text]:
    """What belongs to the record, by table; fields that are empty are left out, rules stand in brackets."""
    for record in dict.fromkeys(type(row) for row in read.rows):
        found, rules = read.of(record), rules_of(read, record)
        yield Text(f"{NAMES[record]} ({len(found)})", style="bold")
        for row in found:
            values = {name: value for name, value in asdict(row).items() if value is not None and name not in UNSEEN}
            told = (f"{name}: {shown(value, cut)}{bracketed(rules.get(name))}" for name, value in values.items())
            yield Text("• " + "; ".join(told))
        yield Text("")


def links(read: Reading) -> Iterable[Text | Table]:
    """How many links of each kind, and the first of them."""
    first = {link.kind: link.url for link in reversed(read.links)}
    table = grid("kind", "number", "first")
    for kind, number in Counter(link.kind for link in read.links).most_common():
        table.add_row(kind, str(number), Text(first[kind]))
    yield Text(f"links ({len(read.links)})", style="bold")
    if first:
        yield table


def rules_of(read: Reading, record: type) -> dict[str, str]:
    """The rules that gave a record's fields, by field."""
    return {evidence.field: evidence.rule for evidence in read.evidence if evidence.table == NAMES[record]}


def bracketed(rule: str | None) -> str:
    """A rule behind its value."""
    return f" [{rule}]" if rule else ""


def grid(*columns: str) -> Table:
    """A plain table whose values are never cut."""
    table = Table(box=box.SIMPLE)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def shown(value, cut: int | None) -> str:
    """A value as text: empty for None, cut when it is long."""
    text = "" if value is None else str(value)
    return text if cut is None or len(text) <= cut else f"{text[:cut]}… ({len(text)} characters)"
