"""What describes an export, for programs and for people: datapackage.json (Frictionless), ro-crate-metadata.json
(RO-Crate), dcat.jsonld (DCAT-AP), CITATION.cff and README.md. No time of the run is in them: the archive's own is.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import yaml

from scraper import __version__
from scraper.archive import Archive
from scraper.exporting.dictionary import LICENCE, DescribedColumn, DescribedTable, table_lines
from scraper.exporting.selection import RowSelection
from scraper.exporting.tables import Kind
from scraper.portal import Portal

_ABOUT = {
    "en": (
        "The portal of {name} ({url}), read page by page and kept with its proofs: articles, events, groups, people, "
        "funds, documents, and what changed. Not an official site."
    ),
    "fr": (
        "Le portail de {name} ({url}), lu page à page et gardé avec ses preuves : articles, événements, groupes, "
        "personnes, fonds, documents, et ce qui a changé. Site non officiel."
    ),
}
_PROJECT = "The portail project"
_FIELDS = {Kind.DAY: "date", Kind.MOMENT: "datetime"}
_TYPES = {"integer": "integer", "real": "number"}
_IANA = "https://www.iana.org/assignments/media-types/"
_EU = "http://publications.europa.eu/resource/authority/"
_FORMATS = {
    "csv": "CSV",
    "xlsx": "XLSX",
    "jsonl": "JSON",
    "parquet": "PARQUET",
    "ics": "ICS",
    "atom": "ATOM",
    "db": "SQLITE",
}
"""By the end of a file's name, the names of its format in CSV's and the EU's list."""


@dataclass(frozen=True)
class ArchiveState:
    """The state of an archive: what it had read."""

    crawl: int
    """Number of its last crawl; 0 without any."""
    at: str
    """When that ended, or began if it never did: UTC, YYYY-MM-DDTHH:MM:SSZ."""

    @classmethod
    def of(cls, archive: Archive) -> "ArchiveState":
        """Return the state of an archive, as its connection shows it."""
        sql = "SELECT id, coalesce(finished, started) FROM crawls ORDER BY id DESC LIMIT 1"
        return cls(*(archive.db.execute(sql).fetchone() or (0, "1970-01-01T00:00:00Z")))


@dataclass(frozen=True)
class ExportedTable:
    """A table that was exported."""

    described: DescribedTable
    rows: int
    with_empty_text: frozenset[str]
    """The columns that hold an empty text."""


@dataclass(frozen=True)
class WrittenFile:
    """A file of an export."""

    path: str
    """In the folder."""
    media_type: str
    bytes: int
    sha256: str

    @property
    def ending(self) -> str:
        """The end of its name."""
        return self.path.rpartition(".")[2]


@dataclass(frozen=True)
class Package:
    """An export, as its descriptions have it."""

    portal: Portal
    state: ArchiveState
    selection: RowSelection
    tables: list[ExportedTable]
    files: list[WrittenFile]

    @property
    def day(self) -> str:
        """The day of the archive's state."""
        return self.state.at[:10]

    @property
    def version(self) -> str:
        """The crawl, the time and the choice that this export was made from."""
        bounds = "" if self.selection.is_whole else f"; {self.selection}"
        return f"crawl {self.state.crawl}, {self.state.at}{bounds}"

    @property
    def sha256(self) -> str:
        """SHA-256 of the lines of SHA256SUMS on csv/."""
        lines = sorted((file.path, file.sha256) for file in self.files if file.path.startswith("csv/"))
        return hashlib.sha256("".join(f"{digest}  {path}\n" for path, digest in lines).encode()).hexdigest()

    def about(self, language: str) -> str:
        """Return what the archive is, and what may be done with its texts."""
        return _ABOUT[language].format(name=self.portal.name, url=self.portal.url) + " " + LICENCE[language]


def data_package(package: Package) -> str:
    """Return datapackage.json: the tables of csv/ with types, keys and what refers to what."""
    sizes = {file.path: file for file in package.files}
    made = {
        "profile": "tabular-data-package",
        "name": "portail-archive",
        "id": f"sha256:{package.sha256}",
        "title": package.portal.archive_title["en"],
        "title_fr": package.portal.archive_title["fr"],
        "description": package.about("en"),
        "description_fr": package.about("fr"),
        "version": package.version,
        "created": package.state.at,
        "homepage": package.portal.url,
        "licenses": [{"name": "other-closed", "title": LICENCE["en"], "title_fr": LICENCE["fr"]}],
        "sources": [{"title": package.portal.name, "path": package.portal.url}],
        "contributors": [{"title": f"portail {__version__}", "role": "wrangler"}],
        "resources": [_resource(table, sizes[f"csv/{table.described.name}.csv"], package) for table in package.tables],
    }
    return _json(made)


def _resource(table: ExportedTable, file: WrittenFile, package: Package) -> dict:
    described = table.described
    names = {each.described.name for each in package.tables}
    foreign = [
        {"fields": [column.name], "reference": {"resource": target[0], "fields": [target[1]]}}
        for column in described.columns
        if (target := column.refers_to) and target[0] in names
    ]
    schema = {
        "fields": [_field(column, column.name in table.with_empty_text) for column in described.columns],
        "primaryKey": list(described.key),
        **({"foreignKeys": foreign} if foreign else {}),
        "missingValues": [""],
    }
    return {
        "profile": "tabular-data-resource",
        "name": described.name,
        "path": file.path,
        "description": described.english,
        "description_fr": described.french,
        "format": "csv",
        "mediatype": file.media_type,
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _field(column: DescribedColumn, has_empty_text: bool) -> dict:
    made = {
        "name": column.name,
        "type": _FIELDS.get(column.kind) or _TYPES.get(column.type, "string"),
        "description": column.english,
        "description_fr": column.french,
    }
    is_required = column.is_key or (column.is_required and not has_empty_text)
    return {**made, **({"constraints": {"required": True}} if is_required else {})}


def ro_crate(package: Package) -> str:
    """Return ro-crate-metadata.json (RO-Crate 1.1): every file, and what the folder was made of and by."""
    files = [
        {
            "@id": file.path,
            "@type": "File",
            "name": file.path,
            "encodingFormat": file.media_type,
            "contentSize": str(file.bytes),
            "sha256": file.sha256,
        }
        for file in package.files
    ]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": package.portal.archive_title["en"],
        "alternateName": package.portal.archive_title["fr"],
        "description": package.about("en"),
        "identifier": f"sha256:{package.sha256}",
        "version": package.version,
        "datePublished": package.state.at,
        "inLanguage": "fr",
        "license": {"@id": "#licence"},
        "author": {"@id": "#project"},
        "publisher": {"@id": "#project"},
        "isBasedOn": {"@id": package.portal.url},
        "mentions": {"@id": "#export"},
        "hasPart": [{"@id": file.path} for file in package.files],
    }
    descriptor = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    around = [
        {"@id": "#licence", "@type": "CreativeWork", "name": LICENCE["en"], "alternateName": LICENCE["fr"]},
        {"@id": "#project", "@type": "Organization", "name": _PROJECT},
        {"@id": package.portal.url, "@type": "WebSite", "name": package.portal.name},
        {"@id": "#program", "@type": "SoftwareApplication", "name": "portail", "version": __version__},
        {
            "@id": "#export",
            "@type": "CreateAction",
            "name": "portail export",
            "instrument": {"@id": "#program"},
            "object": {"@id": package.portal.url},
            "result": {"@id": "./"},
            "endTime": package.state.at,
        },
    ]
    context = ["https://w3id.org/ro/crate/1.1/context", {"sha256": "https://schema.org/sha256"}]
    return _json({"@context": context, "@graph": [descriptor, root, *around, *files]})


def dcat(package: Package) -> str:
    """Return dcat.jsonld (DCAT-AP 3): a catalogue of one dataset, a distribution for each file. Addresses are relative
    to its own."""
    context = {
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "spdx": "http://spdx.org/rdf/terms#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
    publisher = {"@id": "#project", "@type": "foaf:Agent", "foaf:name": _PROJECT}
    licence = {"@id": "#licence", "@type": "dct:LicenseDocument", "dct:title": _in_both(LICENCE)}
    about = {language: package.about(language) for language in ("fr", "en")}
    dataset = {
        "@id": "./",
        "@type": "dcat:Dataset",
        "dct:title": _in_both(package.portal.archive_title),
        "dct:description": _in_both(about),
        "dct:identifier": f"sha256:{package.sha256}",
        "dcat:version": package.version,
        "dct:modified": {"@value": package.state.at, "@type": "xsd:dateTime"},
        "dct:publisher": {"@id": "#project"},
        "dct:language": {"@id": f"{_EU}language/FRA"},
        "dct:spatial": {"@id": f"{_EU}country/FRA"},
        "dcat:theme": [{"@id": f"{_EU}data-theme/INTR"}, {"@id": f"{_EU}data-theme/GOVE"}],
        "dct:source": {"@id": package.portal.url},
        "dcat:landingPage": {"@id": package.portal.url},
        "dcat:distribution": [_distribution(file) for file in package.files],
    }
    catalogue = {
        "@id": "dcat.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": _in_both(package.portal.archive_title),
        "dct:description": _in_both(about),
        "dct:publisher": publisher,
        "dct:license": licence,
        "dct:language": {"@id": f"{_EU}language/FRA"},
        "dcat:dataset": dataset,
    }
    return _json({"@context": context, **catalogue})


def _distribution(file: WrittenFile) -> dict:
    made = {
        "@id": f"#{file.path}",
        "@type": "dcat:Distribution",
        "dct:title": file.path,
        "dcat:accessURL": {"@id": file.path},
        "dcat:downloadURL": {"@id": file.path},
        "dcat:mediaType": {"@id": _IANA + file.media_type},
        "dcat:byteSize": {"@value": str(file.bytes), "@type": "xsd:nonNegativeInteger"},
        "dct:license": {"@id": "#licence"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
    }
    if known := _FORMATS.get(file.ending):
        made["dct:format"] = {"@id": f"{_EU}file-type/{known}"}
    return made


def _in_both(texts: dict[str, str]) -> list[dict]:
    return [{"@value": texts[language], "@language": language} for language in ("fr", "en")]


def citation(package: Package) -> str:
    """Return CITATION.cff (1.2.0) of this export."""
    made = {
        "cff-version": "1.2.0",
        "message": "Cite this export as below; to cite one row, add its table, its id and its last_seen.",
        "title": package.portal.archive_title["en"],
        "type": "dataset",
        "abstract": package.about("en"),
        "version": package.version,
        "date-released": package.day,
        "authors": [{"name": _PROJECT}],
        "identifiers": [
            {
                "type": "other",
                "value": f"sha256:{package.sha256}",
                "description": "SHA-256 of the lines of SHA256SUMS on csv/",
            }
        ],
        "references": [
            {
                "type": "website",
                "title": package.portal.name,
                "authors": [{"name": package.portal.name}],
                "url": package.portal.url,
                "date-accessed": package.day,
            }
        ],
    }
    return yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=100)


def readme(package: Package) -> str:
    """Return README.md: what this is, how to cite it, what is in each file, and the data dictionary."""
    return "\n".join(_readme_lines(package)) + "\n"


def _readme_lines(package: Package) -> Iterator[str]:
    rows = sum(table.rows for table in package.tables)
    yield from (f"# {package.portal.archive_title['fr']}", "", package.about("fr"), "", f"*{package.about('en')}*", "")
    yield from (
        f"État, state: {package.version}. SHA-256: `{package.sha256}`. {rows} lignes, rows. portail {__version__}.",
        "",
        "Citer, cite: CITATION.cff. Vérifier, check: `sha256sum -c SHA256SUMS`.",
        "",
        "| fichiers, files | |",
        "|---|---|",
    )
    folders = {path.partition("/")[0] for path in (file.path for file in package.files)}
    yield from (
        f"| `{name}` | {french} *{english}* |" for name, french, english in _CONTENTS if name.strip("/") in folders
    )
    yield from (
        "",
        "Les moments sont en UTC ; les jours et les heures du portail, de Paris. "
        "*Moments are UTC; days and hours of the portal are of Paris.*",
        "",
        "## Dictionnaire, dictionary",
        "",
        "**Clé, key**; *jamais vide, never null*.",
        "",
    )
    for table in package.tables:
        yield from table_lines(table.described, f"{table.described.name} ({table.rows})")


_CONTENTS = (
    (
        "csv/",
        'Valeurs exactes : UTF-8, virgules, RFC 4180 ; rien pour null, `""` pour un texte vide.',
        "Exact values; datapackage.json describes them.",
    ),
    (
        "excel-fr/",
        "Pour Excel en français : un double clic ouvre les CSV ; archive.xlsx a toutes les tables et le dictionnaire.",
        "For French Excel: semicolons, decimal commas, an apostrophe before what would be a formula.",
    ),
    ("jsonl/", "Un objet JSON par ligne.", "A JSON object a line."),
    ("parquet/", "Colonnes typées, pour pandas, R et DuckDB.", "Typed columns, for pandas, R and DuckDB."),
    ("agenda.ics", "Les événements datés, pour un agenda.", "The events that have a day, for a calendar."),
    ("actualites.atom", "Les derniers articles, pour un lecteur de flux.", "The latest articles, as a feed."),
)
"""The files and folders of an export, each in French and English."""
DESCRIBING: dict[str, Callable[[Package], str]] = {
    "datapackage.json": data_package,
    "ro-crate-metadata.json": ro_crate,
    "dcat.jsonld": dcat,
    "CITATION.cff": citation,
    "README.md": readme,
}
"""What makes each file that describes an export, by its name."""


def _json(value: dict) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
