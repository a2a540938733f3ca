"""What a served archive answers: every type of page and file with the archive's own records, and what an answer is made
of, however it is written."""

import csv
import io
import json
import re
import tomllib
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import yaml
from bs4 import BeautifulSoup
from datasette.utils import tilde_encode
from icalendar import Calendar
from lxml import etree

LANGUAGES = ("", "/en")
ASKED: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("addresses.toml").read_text(encoding="utf-8"))
"""Addresses of pages for readers, of charts and of Datasette's own pages."""
LONGEST_CELL = 1 << 24
"""Letters of a cell of a CSV, at most: what a crawl has learned of the site is one."""
PARAMETERS = {
    "mots": "maroc", "pays": "", "groupe": "", "fonds": "", "depuis": "", "table": "news",
    "adresse": "{url}", "date": "", "fiche": "news/{id}",
}  # fmt: skip
"""What the questions of metadata.yml are asked with."""


def every_address(rows: Callable[[str], list[tuple]], face: dict, each: int) -> Iterator[str]:
    """Yield what an archive is asked for.

    rows: returns those of a query of the archive. face: what metadata.yml has of it. each: records of a type, at most.
    """
    yield from addresses(rows, ASKED["readers"], each)
    yield from datasette_addresses(rows, face, each)


def addresses(
    rows: Callable[[str], list[tuple]], asked: dict[str, str], each: int, languages=LANGUAGES
) -> Iterator[str]:
    """Yield the addresses of pages, in both languages or others."""
    for template, query in asked.items():
        for values in rows(f"SELECT * FROM ({query}) LIMIT {each}") if query else [()]:
            path = template.format(*(quote(str(value), safe="") for value in values))
            for language in languages:
                yield language + path if path != "/" else language or "/"


def datasette_addresses(rows: Callable[[str], list[tuple]], face: dict, each: int) -> Iterator[str]:
    """Yield the addresses of Datasette's own pages."""
    yield from ("/archive", "/archive.json")
    yield from addresses(rows, ASKED["datasette"], each, [""])
    for name, unnumbered in rows("SELECT name, wr FROM pragma_table_list WHERE type IN ('table', 'view')"):
        if not re.fullmatch(r".*_fts(_.*)?|sqlite_.*", name):
            yield from (f"/archive/{name}", f"/archive/{name}.json?_shape=array", f"/archive/{name}.csv")
            keys = [
                column
                for column, place in rows(f"SELECT name, pk FROM pragma_table_info('{name}') ORDER BY pk")
                if place
            ]
            order = ", ".join(keys) if unnumbered else "rowid"
            for values in rows(f"SELECT {', '.join(keys)} FROM [{name}] ORDER BY {order} LIMIT {each}") if keys else ():
                yield f"/archive/{name}/{','.join(tilde_encode(str(value)) for value in values)}"
    ((id_, url),) = rows("SELECT id, url FROM news ORDER BY id LIMIT 1")
    query = "&".join(f"{name}={quote(value.format(url=url, id=id_), safe='')}" for name, value in PARAMETERS.items())
    for name in face["queries"]:
        yield from (f"/archive/{name}{form}{query}" for form in ("?", ".json?_shape=array&", ".csv?"))


def face_of(folder) -> dict:
    return yaml.safe_load((folder / "metadata.yml").read_text(encoding="utf-8"))["databases"]["archive"]


@dataclass
class Answer:
    """An answer, by what it is made of."""

    status: int
    kind: str
    """Its media type."""
    text: str
    """All that it shows, as `bare` leaves it; what differs between two texts once more as it was, and as it is."""
    elements: Counter = field(default_factory=Counter)
    """Its elements, components, properties, columns or keys, by name."""
    attributes: Counter = field(default_factory=Counter)
    """Elements with their attributes."""
    addresses: set[str] = field(default_factory=set)
    """Schemes of what it leads to or brings."""
    scripts: Counter = field(default_factory=Counter)
    """Its scripts and styles."""


def bare(text: str) -> str:
    """Return a text without spaces and characters that show nothing, which each format has its own way with."""
    return "".join(letter for letter in text if unicodedata.category(letter)[0] not in "CZ" and letter != "\ufffd")


def read_answer(response) -> Answer:
    """Return what an answer is made of. Raises AssertionError for what is not well formed."""
    for name, value in response.headers.raw:
        assert not re.search(rb"[\r\n\0]", name + value), (name, value)
    kind = response.headers.get("content-type", "").partition(";")[0]
    answer = Answer(response.status_code, kind, "")
    reader = {
        "text/html": _html, "application/json": _json, "application/vnd.citationstyles.csl+json": _json,
        "text/csv": _csv, "text/plain": _plain, "text/calendar": _calendar, "application/x-bibtex": _bibtex,
        "application/x-research-info-systems": _ris,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": _excel,
    }.get(kind)  # fmt: skip
    if kind == "text/plain" and response.url.path.endswith(".csv"):  # which Datasette calls text/plain
        reader = _csv
    if reader is None:
        assert kind.endswith("xml") or 300 <= answer.status < 400, kind
        reader = _xml if kind.endswith("xml") else _plain
    reader(answer, response)
    return answer


def _html(answer: Answer, response) -> None:
    """Two parsers read a page: libxml2's, and Python's, which cuts it otherwise where something is not closed."""
    soup = BeautifulSoup(response.text.replace("\0", "\ufffd"), "lxml")
    for tag in soup.find_all(True):
        answer.elements[tag.name] += 1
        for name, value in tag.attrs.items():
            answer.attributes[f"{tag.name} {name}"] += 1
            if name in {"href", "src", "action", "formaction", "srcset", "poster", "data", "xlink:href", "background"}:
                answer.addresses.add(scheme(value))
        if tag.name in {"script", "style"}:
            if tag.get("type") == "application/ld+json":
                _json_names(answer, json.loads(tag.string))
                tag.string = json.dumps(json.loads(tag.string), ensure_ascii=False)
            else:
                answer.scripts[re.sub(r'nonce="[^"]*"', "", tag.decode_contents()).strip()] += 1
                answer.attributes[f"{tag.name} nonce"] += 0 if tag.get("nonce") else 1_000_000
    values = [value for tag in soup.find_all(True) for name, value in tag.attrs.items() if name in {"value", "content"}]
    texts = [soup.get_text(), *map(str, values)]
    for name in ("ins", "del"):
        if soup.find(name):
            other = BeautifulSoup(str(soup), "lxml")
            for tag in other.find_all(name):
                tag.decompose()
            texts.append(other.get_text())
    answer.text = bare("\n".join(texts))
    found = _Names()
    found.feed(response.text)
    found.close()
    answer.elements.update({f"{name} as Python reads it": number for name, number in found.names.items()})


class _Names(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: Counter = Counter()

    def handle_starttag(self, tag, attrs) -> None:
        self.names[tag] += 1
        for name, _ in attrs:
            self.names[f"{tag} {name}"] += 1

    def handle_comment(self, data) -> None:
        self.names["comment"] += 1

    def handle_decl(self, decl) -> None:
        self.names["declaration"] += 1

    handle_pi = unknown_decl = handle_decl


def scheme(address: str) -> str:
    """Return the scheme of an address, as a browser finds it."""
    found = re.match(
        r"([a-z][a-z0-9+.-]*):", re.sub(r"[\t\n\r]", "", address.lstrip("".join(map(chr, range(33))))), re.I
    )
    return found[1].lower() if found else ""


def _xml(answer: Answer, response) -> None:
    root = etree.fromstring(response.content, etree.XMLParser(resolve_entities=False, no_network=True))
    for element in root.iter():
        answer.elements[str(element.tag)] += 1
        for name, value in element.attrib.items():
            answer.attributes[f"{element.tag} {name}"] += 1
            if name.endswith("href"):
                answer.addresses.add(scheme(value))
    answer.text = bare("".join(root.itertext()))


def _json(answer: Answer, response) -> None:
    read = json.loads(response.text)
    _json_names(answer, read)
    answer.text = bare("".join(_strings(read)))


def _json_names(answer: Answer, read) -> None:
    if isinstance(read, dict):
        for name, value in read.items():
            answer.attributes[f"key {name}"] += 1
            _json_names(answer, value)
    elif isinstance(read, list):
        for value in read:
            _json_names(answer, value)


def _strings(read) -> Iterator[str]:
    if isinstance(read, dict | list):
        for value in read.values() if isinstance(read, dict) else read:
            yield from _strings(value)
    else:
        yield str(read)


def _csv(answer: Answer, response) -> None:
    csv.field_size_limit(LONGEST_CELL)
    head, *rows = csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""))
    assert {len(row) for row in rows} <= {len(head)}, "each row has all columns"
    answer.elements.update({"row": len(rows), **{f"column {name}": 1 for name in head}})
    answer.text = bare("".join("".join(row) for row in rows))


def _excel(answer: Answer, response) -> None:
    with zipfile.ZipFile(io.BytesIO(response.content)) as packed:
        texts = []
        for name in packed.namelist():
            root = etree.fromstring(packed.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
            answer.elements.update(etree.QName(element).localname for element in root.iter())
            texts += root.itertext()
    assert not answer.elements["f"], "a formula"
    assert not answer.elements["hyperlink"]
    answer.text = bare(re.sub("_x[0-9A-F]{4}_", "", "".join(texts)))


def _calendar(answer: Answer, response) -> None:
    body = response.content
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", body), "a line ends otherwise than with CR LF"
    assert max(map(len, body.split(b"\r\n"))) <= 75
    made = Calendar.from_ical(body)
    assert not made.errors
    for component in made.walk():
        assert not component.errors
        answer.elements[component.name] += 1
        for name, value in component.property_items(recursive=False):
            answer.attributes[f"{component.name} {name}"] += 1
            if name == "URL":
                answer.addresses.add(scheme(str(value)))
    text = "\n".join(str(value) for _, value in made.property_items())
    # Names of calendars are not known to icalendar as texts: it leaves their signs escaped.
    answer.text = bare(text + re.sub(r"\\(.)", lambda found: found[1].replace("n", "\n"), text))


def _bibtex(answer: Answer, response) -> None:
    text = response.text
    depth = 0
    for letter in re.sub(r"\\.", "", text):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        assert depth >= 0
    assert depth == 0
    answer.elements.update(re.findall(r"^@\w+|^ *\w+ = ", text, re.MULTILINE))
    text = re.sub(r"\\([{}%&#$_])", r"\1", text)
    for command, letter in (("backslash", "\\"), ("asciitilde", "~"), ("asciicircum", "^")):
        text = text.replace(f"\\text{command}{{}}", letter)
    answer.text = bare(text)


def _ris(answer: Answer, response) -> None:
    lines = response.text.splitlines()
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*|ER  -\s*|", line) for line in lines)
    answer.elements.update(line[:2] for line in lines)
    answer.text = bare(response.text)


def _plain(answer: Answer, response) -> None:
    answer.text = bare(response.text)
    answer.addresses.add(scheme(response.headers.get("location", "")))
