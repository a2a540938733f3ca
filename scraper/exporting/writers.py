"""The forms in which any table can be taken away, by the ends of file names: the same for commands and pages."""

from scraper.exporting.excel import ExcelTable
from scraper.exporting.tables import CsvTable, FrenchCsvTable, JsonTable, TableWriter

WRITERS: dict[str, type[TableWriter]] = {
    "csv": CsvTable,
    "xlsx": ExcelTable,
    "excel.csv": FrenchCsvTable,
    "json": JsonTable,
}
"""Writers by the ends of file names."""
NAMES = {
    "csv": ("CSV", "CSV"),
    "xlsx": ("Excel", "Excel"),
    "excel.csv": ("CSV pour Excel", "CSV for French Excel"),
    "json": ("JSON", "JSON"),
}
"""What each form is called, in French and English."""
