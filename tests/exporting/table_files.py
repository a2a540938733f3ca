"""Tables read back by the rules of their form, as docs/exporting.md has them."""

import datetime as dt
import json
import re
import zipfile
from io import BytesIO
from xml.etree import ElementTree

from scraper.exporting.tables import TIME_ENDS, Column, Kind

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_EPOCH = dt.datetime(1899, 12, 30)
_WRITTEN = {10: "%Y-%m-%d", 16: "%Y-%m-%dT%H:%M", 20: "%Y-%m-%dT%H:%M:%SZ"}


def read(form: str, body: bytes, columns: list[Column]) -> list[list]:
    """Return the rows of a table, typed by its columns."""
    return {"csv": csv_rows, "excel.csv": french_rows, "json": json_rows, "jsonl": json_lines, "xlsx": excel_rows}[
        form
    ](body, columns)


def csv_rows(body: bytes, columns: list[Column], separator: str = ",") -> list[list]:
    names, *rows = cells_of(body.decode("utf-8"), separator)
    assert names == [column.name for column in columns]
    return [[_typed(column, cell) for column, cell in zip(columns, row, strict=True)] for row in rows]


def french_rows(body: bytes, columns: list[Column]) -> list[list]:
    assert body.startswith(b"\xef\xbb\xbf")
    names, *rows = cells_of(body.decode("utf-8-sig"), ";")
    return [_joined(columns, names, [cell and cell.removeprefix("'") for cell in row]) for row in rows]


def cells_of(text: str, separator: str) -> list[list[str | None]]:
    """The cells of a CSV, None where nothing is written, not even quotes."""
    found, row, place = [], [], 0
    pattern = re.compile(rf'"((?:[^"]|"")*)"|([^"{separator}\r\n]*)')
    while place < len(text):
        match = pattern.match(text, place)
        row.append(match[2] or None if match[1] is None else match[1].replace('""', '"'))
        place = match.end()
        if text.startswith("\r\n", place):
            found, row, place = [*found, row], [], place + 2
        else:
            assert text[place] == separator
            place += 1
    assert not row
    return found


def json_lines(body: bytes, columns: list[Column]) -> list[list]:
    rows = [json.loads(line) for line in body.decode("utf-8").split("\n")[:-1]]
    return [list(row.values()) for row in rows if list(row) == [column.name for column in columns]]


def json_rows(body: bytes, columns: list[Column]) -> list[list]:
    return [list(row.values()) for row in json.loads(body)]


def excel_rows(body: bytes, columns: list[Column], number: int = 1) -> list[list]:
    """The rows of a sheet, as Excel reads them."""
    return [_joined(columns, names, row) for names, row in _excel(body, number)]


def sheet(body: bytes, number: int = 1) -> ElementTree.Element:
    return ElementTree.fromstring(zipfile.ZipFile(BytesIO(body)).read(f"xl/worksheets/sheet{number}.xml"))


def text_of(cell: ElementTree.Element) -> str:
    text = "".join(cell.find(f"{SHEET}is").itertext())
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), text)


def _excel(body: bytes, number: int):
    names = None
    for row in sheet(body, number).iter(f"{SHEET}row"):
        cells = {_place(cell.get("r")): cell for cell in row.iter(f"{SHEET}c")}
        if names is None:
            names = [text_of(cell) for cell in cells.values()]
            continue
        values = [
            None if (cell := cells.get(place)) is None
            else text_of(cell) if cell.get("t") == "inlineStr" else float(cell.findtext(f"{SHEET}v"))
            for place in range(len(names))
        ]  # fmt: skip
        yield names, values


def _place(name: str) -> int:
    letters = re.match("[A-Z]+", name)[0]
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _joined(columns: list[Column], names: list[str], row: list) -> list:
    """A row of one of Excel's forms as it was written, days and their hours in one again."""
    cells = iter(zip(names, row, strict=True))
    values = []
    for column in columns:
        name, cell = next(cells)
        assert name == column.name
        if column.kind is Kind.TIME:
            name, hour = next(cells)
            assert name == column.name + TIME_ENDS
            day = _back(Column(name, Kind.DAY), cell)
            if isinstance(hour, float):
                hour = f"{_EPOCH + dt.timedelta(days=hour):%H:%M}"
            values.append(day if hour is None else f"{day}T{hour}")
        else:
            values.append(_back(column, cell))
    return values


def _back(column: Column, cell):
    if isinstance(cell, float) and column.kind in {Kind.DAY, Kind.MOMENT}:
        at = _EPOCH + dt.timedelta(seconds=round(cell * 86_400))
        is_day = column.kind is Kind.DAY and cell == int(cell)
        return at.strftime(_WRITTEN[10 if is_day else 16 if column.kind is Kind.DAY else 20])
    if isinstance(cell, float):
        return int(cell) if cell == int(cell) else cell
    if isinstance(cell, str) and column.kind is Kind.MOMENT and re.fullmatch(r"\S{10} \S{8}", cell):
        return cell.replace(" ", "T") + "Z"
    return _typed(column, cell.replace(",", ".") if cell and column.kind is Kind.NUMBER else cell)


def _typed(column: Column, cell: str | None):
    if cell is None or column.kind is not Kind.NUMBER:
        return cell
    return int(cell) if re.fullmatch(r"-?\d+", cell) else float(cell)
