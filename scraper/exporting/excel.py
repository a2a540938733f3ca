"""Excel files (.xlsx), written row by row, so that memory does not grow with their length.

An Excel file is a ZIP archive, which is put together when it is closed. The same rows make the same bytes.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from scraper.exporting.tables import Column, Kind, day_and_hour, in_two_columns

LAST_ROW = 1_048_575
"""Excel's last row, from 0."""
LONGEST_CELL = 32_767
"""UTF-16 units of a cell that Excel takes."""
CUT = "… [{0} caractères, coupé ici : texte entier dans le CSV · {0} characters, cut here: whole text in the CSV]"
"""What ends a text that is longer."""
_LARGEST_NUMBER = 2**53
"""Whole numbers up to here are exact in Excel; a larger one is a text."""
_MADE = dt.datetime(2000, 1, 1)
"""The time at which every file says it was made: the same rows make the same bytes."""
_FORMATS = {10: "%Y-%m-%d", 16: "%Y-%m-%dT%H:%M", 20: "%Y-%m-%dT%H:%M:%SZ"}
_FIRST_YEAR = "1901"
"""Excel counts days from 1900, with a day in that year that there never was."""
_CONTROLS = "\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff"
_ESCAPED = re.compile(f"[{_CONTROLS}]|_(?=x[0-9a-fA-F]{{4}}[_{_CONTROLS}])")
"""What XML has no place for, and an underscore that would begin such an escape: Excel reads them from `_xHHHH_`."""
_WIDTHS = {Kind.TEXT: 32, Kind.NUMBER: 12, Kind.DAY: 17, Kind.TIME: 17, Kind.MOMENT: 25}


class _Sheet(Worksheet):
    """A sheet whose texts are read back as they were: xlsxwriter does not escape all of these."""

    @staticmethod
    def _escape_control_characters(data: str) -> str:
        return _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", data)

    def _xml_number_element(self, number: float, attributes=()) -> None:
        # xlsxwriter writes 16 digits, of which some numbers need 17.
        written = "".join(f' {name}="{value}"' for name, value in attributes)
        self.fh.write(f"<c{written}><v>{repr(number).removesuffix('.0')}</v></c>")

    def _xml_rich_inline_string(self, string: str, attributes) -> None:
        # xlsxwriter takes a text within <r> and </r> for a part of its own XML; no rich text is written here.
        self._xml_inline_string(string, True, attributes)


class ExcelBook:
    """An Excel file of several sheets. Only the last sheet that was begun can be written to."""

    def __init__(self, file: BinaryIO, folder: Path | None = None) -> None:
        """folder: where its parts wait until it is put together."""
        self._folder = TemporaryDirectory(dir=folder)  # xlsxwriter's own files stay when a book is abandoned
        self.workbook = Workbook(file, {"constant_memory": True, "tmpdir": self._folder.name})
        self.workbook.use_zip64()
        self.workbook.set_properties({"created": _MADE})
        self.bold = self.workbook.add_format({"bold": True, "bg_color": "#E8ECF3", "valign": "top"})
        self.dates = {
            length: self.workbook.add_format({"num_format": form, "align": "left"})
            for length, form in {
                5: "hh:mm",
                10: "yyyy-mm-dd",
                16: "yyyy-mm-dd hh:mm",
                20: 'yyyy-mm-dd hh:mm:ss "UTC"',
            }.items()
        }

    def sheet(self, name: str, columns: Sequence[Column]) -> "ExcelSheet":
        """Begin a sheet, and those that go on with its rows."""
        return ExcelSheet(self, name, columns)

    def close(self) -> None:
        """Put the file together."""
        self.workbook.close()
        self._folder.cleanup()

    def abandon(self) -> None:
        """Leave the file as it is, without what is left."""
        for sheet in self.workbook.worksheets():
            sheet.row_data_fh.close()
        self._folder.cleanup()


class ExcelSheet:
    """A table of an Excel file: days and moments are dates, names stay in view and filter. Texts are texts, whatever
    they begin with: no formula, no link. Rows that one sheet has no place for are on the next."""

    def __init__(self, book: ExcelBook, name: str, columns: Sequence[Column]) -> None:
        self._book, self._name = book, name
        self._kinds = [column.kind for column in columns]
        self._columns = in_two_columns(columns)
        self._number = 0
        self._begin_sheet()

    def write(self, rows: Iterable[Sequence[object]]) -> None:
        """Write rows: values in the order of the columns, texts, numbers or None."""
        for row in rows:
            if self._row == LAST_ROW:
                self._end_sheet()
                self._begin_sheet()
            self._row += 1
            place = 0
            for kind, value in zip(self._kinds, row, strict=True):
                if kind is Kind.TIME:
                    day, hour = day_and_hour(value)
                    self._write_cell(place, Kind.DAY, day)
                    self._write_cell(place + 1, Kind.TIME, hour)
                    place += 2
                else:
                    self._write_cell(place, kind, value)
                    place += 1

    def close(self) -> None:
        """End the table; its book stays open."""
        self._end_sheet()

    def _end_sheet(self) -> None:
        self._sheet.autofilter(0, 0, self._row, len(self._columns) - 1)

    def _begin_sheet(self) -> None:
        self._number += 1
        name = self._name if self._number == 1 else f"{self._name[:26]} {self._number}"
        self._sheet, self._row = self._book.workbook.add_worksheet(name, worksheet_class=_Sheet), 0
        for place, column in enumerate(self._columns):
            self._sheet.set_column(place, place, _WIDTHS[column.kind])
            self._sheet.write_string(0, place, column.name, self._book.bold)
        self._sheet.freeze_panes(1, 0)

    def _write_cell(self, place: int, kind: Kind, value: object) -> None:
        if value is None:
            return
        if isinstance(value, float) or (isinstance(value, int) and abs(value) <= _LARGEST_NUMBER):
            self._sheet.write_number(self._row, place, value)
        elif kind is Kind.TIME:
            hour = dt.datetime.strptime(value, "%H:%M").time()
            self._sheet.write_datetime(self._row, place, hour, self._book.dates[5])
        elif isinstance(value, str) and kind in {Kind.DAY, Kind.MOMENT} and (date := _date(value)):
            self._sheet.write_datetime(self._row, place, date, self._book.dates[len(value)])
        else:
            self._sheet.write_string(self._row, place, _fitting(str(value)))


class ExcelTable(ExcelSheet):
    """A table as an Excel file of its own."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def __init__(self, file: BinaryIO, columns: Sequence[Column]) -> None:
        super().__init__(ExcelBook(file), "Sheet1", columns)

    def close(self) -> None:
        """Put the file together."""
        super().close()
        self._book.close()

    def abandon(self) -> None:
        """Leave the file as it is, without what is left."""
        self._book.abandon()


def _date(value: str) -> dt.datetime | None:
    """Return a day, a minute or a moment without its time zone; None for what is less precise or no date of Excel's."""
    written = _FORMATS.get(len(value))
    try:
        return dt.datetime.strptime(value, written) if written and value > _FIRST_YEAR else None
    except ValueError:
        return None


def _fitting(text: str) -> str:
    """Return a text as a cell has a place for it; one that is cut ends with what says so."""
    if len(text) * 2 <= LONGEST_CELL or (size := len(text.encode("utf-16-le", "surrogatepass")) // 2) <= LONGEST_CELL:
        return text
    end = CUT.format(f"{len(text):,}".replace(",", "\u00a0"))
    excess = size - LONGEST_CELL + len(end)
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (size - excess)]
    return kept.decode("utf-16-le", "ignore") + end
