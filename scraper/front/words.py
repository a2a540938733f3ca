"""How the pages speak: the language of an answer, dates, numbers, countries and codes as a person writes them."""

import datetime as dt
import re
import tomllib
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit

from babel import Locale
from babel.dates import format_date, format_datetime, format_interval, format_skeleton, format_timedelta
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from scraper import portal
from scraper.dates import PARIS
from scraper.history.versions import (
    Wording,
    code_in_words,
    kind_in_words,
    name_in_words,
    part_in_words,
    reason_in_words,
)
from scraper.portal import Portal
from scraper.records import slugify
from scraper.text import fold

FRENCH, ENGLISH = "fr", "en"
_LANGUAGE: ContextVar[str] = ContextVar("language", default=FRENCH)
_DAY = re.compile(r"[12]\d{3}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?Z?)?)?)?")
_DATES = {"starts", "ends", "published", "withdrawn", "since", "opened"}
"""Fields and parts of fields that hold a date."""
_FOUND_BY = 5
"""Words at each end of a sentence that it is found by."""
_LOCALES = {FRENCH: Locale("fr"), ENGLISH: Locale("en", "GB")}


def _toml(name: str) -> dict:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


_RULES = _toml("rules.toml")
_DOUBTS: dict[str, list[dict[str, str]]] = _toml("doubts.toml")
_OF_CRAWLS = _toml("crawl_words.toml")


def speak(language: str) -> None:
    """Set the language of what follows in this answer: FRENCH or ENGLISH."""
    _LANGUAGE.set(language)


def language() -> str:
    """Return the language of this answer."""
    return _LANGUAGE.get()


def locale() -> Locale:
    """Return the locale of this answer."""
    return _LOCALES[language()]


def t(french: str, english: str) -> str:
    """Return one of two wordings, by the language of this answer."""
    return french if language() == FRENCH else english


def archived_portal() -> Portal:
    """Return the portal whose archive is shown."""
    return portal.archived()


def site_name() -> str:
    """Return the name of this site."""
    return archived_portal().archive_title[language()]


def short_site_name() -> str:
    """Return the name of this site where there is little room."""
    short = archived_portal().short_name
    return t(f"Archive {short}", f"{short} archive")


def count(number: int, french: tuple[str, str], english: tuple[str, str]) -> str:
    """Return a number with its noun: one or several, in both languages. French has 0 in the singular."""
    one, several = french if language() == FRENCH else english
    is_one = number < 2 if language() == FRENCH else number == 1
    return f"{figure(number)}\u00a0{one if is_one else several}"


def figure(number: float) -> str:
    """Return a number with its thousands set apart."""
    return _figure(number, language())


@lru_cache(10_000)
def _figure(number: float, language: str) -> str:
    return format_decimal(number, locale=_LOCALES[language])


def euros(number: int) -> str:
    """Return an amount in euros."""
    return f"{figure(number)}\u00a0€" if language() == FRENCH else f"€{figure(number)}"


def share(number: float) -> str:
    """Return a share of 1 in hundredths."""
    return format_percent(number, "#,##0.#\u00a0%" if language() == FRENCH else "#,##0.#%", locale=locale())


def day(value: str | None, *, weekday: bool = False) -> str:
    """Return a date as a person writes it. value: YYYY, YYYY-MM, YYYY-MM-DD, a minute of Paris, or a moment in UTC."""
    if not value:
        return ""
    if len(value) == 4:
        return value
    if len(value) == 7:
        return format_skeleton("yMMMM", dt.date.fromisoformat(f"{value}-01"), locale=locale())
    if len(value) > 10:
        return moment(value)
    shown = format_date(dt.date.fromisoformat(value), "EEEE d MMMM y" if weekday else "d MMMM y", locale=locale())
    return re.sub(r"\b1 ", "1er ", shown) if language() == FRENCH else shown


def since(date: str) -> str:
    """Return from when something is so. date: YYYY, YYYY-MM or YYYY-MM-DD."""
    return t("depuis le " if len(date) == 10 else "depuis ", "since ") + day(date)


def until(date: str) -> str:
    """Return until when something is so. date: YYYY, YYYY-MM or YYYY-MM-DD."""
    return t("jusqu’au " if len(date) == 10 else "jusqu’en ", "until ") + day(date)


def moment(value: str) -> str:
    """Return a minute with its day, in Paris. value: with Z in UTC, else of Paris."""
    at = dt.datetime.fromisoformat(value)
    at = at.astimezone(PARIS) if at.tzinfo else at
    return f"{day(f'{at:%Y-%m-%d}')}, {_hour(at)}"


def duration(time: dt.timedelta) -> str:
    """Return how long something took, in the unit that says most."""
    return format_timedelta(time, threshold=1.5, locale=locale())


def paris_day(value: str) -> str:
    """Return the day in Paris, YYYY-MM-DD, of a moment in UTC."""
    return f"{dt.datetime.fromisoformat(value).astimezone(PARIS):%Y-%m-%d}"


def midnight(day: str, *, later: int = 0) -> str:
    """Return the moment in UTC, YYYY-MM-DDTHH:MM:SSZ, at which a day in Paris begins, or that of so many days later."""
    at = dt.datetime.combine(dt.date.fromisoformat(day) + dt.timedelta(days=later), dt.time(), PARIS)
    return f"{at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def span(starts: str, ends: str | None = None, precision: str = "day") -> str:
    """Return when something takes place, as precisely as is known."""
    starts, ends = known_part(starts, precision), known_part(ends or starts, precision)
    if starts == ends:
        return day(starts, weekday=precision == "day")
    if precision == "minute" and starts[:10] == ends[:10]:
        return f"{day(starts)} – {_hour(dt.datetime.fromisoformat(ends))}"
    return t(f"du {day(starts)} au {day(ends)}", f"{day(starts)} to {day(ends)}")


def known_part(date: str, precision: str) -> str:
    """Return the part of a date that is known: YYYY, YYYY-MM, YYYY-MM-DD or a minute."""
    return date[: {"year": 4, "month": 7, "day": 10}.get(precision, 16)]


def interval(first: str, last: str) -> str:
    """Return the days from one to another, YYYY-MM-DD, in short: 9–15 mars 2026."""
    return format_interval(dt.date.fromisoformat(first), dt.date.fromisoformat(last), "yMMMd", locale=locale())


def _hour(at: dt.datetime) -> str:
    return format_datetime(at, "H\u00a0'h'\u00a0mm" if language() == FRENCH else "HH:mm", locale=locale())


def month_name(number: int) -> str:
    """Return the name of a month, 1 to 12."""
    return locale().months["stand-alone"]["wide"][number]


def country(code: str) -> str:
    """Return the name of a country. code: ISO 3166-1 alpha-2."""
    return locale().territories.get(code.upper(), code)


def weekday_names() -> list[str]:
    """Return the names of the days of a week, from Monday."""
    return [locale().days["stand-alone"]["wide"][number] for number in range(7)]


def country_slug(code: str) -> str:
    """Return a country as addresses name it, by its French name. code: ISO 3166-1 alpha-2."""
    return slugify(_LOCALES[FRENCH].territories.get(code.upper(), code))


def country_code(written: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of a country that is written as its name in French or English, or as its
    code; None for what is no country."""
    return _codes().get(fold(written))


@cache
def _codes() -> dict[str, str]:
    names = [
        (name, code)
        for spoken in _LOCALES.values()
        for code, name in spoken.territories.items()
        if len(code) == 2 and code not in {"EU", "EZ", "UN", "XA", "XB", "ZZ"}
    ]
    return {fold(written): code for name, code in names for written in (name, code)}


def listed(words: list[str]) -> str:
    """Return words as a list in a sentence."""
    return format_list(words, locale=locale())


def field(name: str) -> str:
    """Return the name of a field of a record."""
    return t(*name_in_words(name))


def rule(name: str) -> str:
    """Return what a problem of a rule means; one that this program does not know keeps its name."""
    return t(_RULES[name]["fr"], _RULES[name]["en"]) if name in _RULES else name


def doubt(rule_name: str, detail: str) -> str:
    """Return a problem as a sentence: with its detail in words, or what its rule means with the detail as noted."""
    for sentence in _DOUBTS.get(rule_name, ()):
        if found := re.fullmatch(sentence["pattern"], detail, re.DOTALL):
            groups = {name: _in_words(name, text) for name, text in found.groupdict().items()}
            return t(_unbroken(sentence["fr"]), sentence["en"]).format(**groups)
    return f"{rule(rule_name)} {t('Détail noté :', 'Noted:')} {detail}"


def _unbroken(french: str) -> str:
    """Return a sentence whose quotation marks and double signs stay on the line of their words."""
    return re.sub(r"(?<=«) | (?=[»:;?!])", "\u00a0", french)


def _in_words(name: str, text: str) -> str:
    if name.endswith("_day"):
        return day(text)
    return code("date_source", text) if name.endswith("_source") else text


def of_crawl(field: str, code: str) -> str:
    """Return a code of a crawl in words. field: spiders (one of them), mode, health, finish_reason or sign."""
    return t(*_OF_CRAWLS[field].get(code, (code, code)))


def version_kind(kind: str) -> str:
    """Return what a version is."""
    return t(*kind_in_words(kind))


def reason(code: str | None) -> str:
    """Return why a record was found withdrawn; empty for none."""
    return t(*reason_in_words(code)) if code else ""


def file_size(number: int | None) -> str:
    """Return the size of a file; empty for none. number: of bytes."""
    if number is None:
        return ""
    units = (t("octets", "bytes"), t("ko", "kB"), t("Mo", "MB"))
    power = min(2, max(0, len(str(number)) - 1) // 3)
    return f"{figure(round(number / 1000**power, int(power > 1)))}\u00a0{units[power]}"


def web_address(address: str | None) -> str:
    """Return an address that a link may lead to, one of the web; empty for any other, as `javascript:` is."""
    return address if address and re.match("https?://", address, re.IGNORECASE) else ""


def in_text(quote: str) -> str:
    """Return what leads to a sentence within a page, and marks it there, without a script: a text fragment of an
    address. A long one is found by its first and its last words."""
    found = quote.split()
    ends = [found[:_FOUND_BY], found[-_FOUND_BY:]] if len(found) > 2 * _FOUND_BY else [found]
    return "#:~:text=" + ",".join(percent_encoded(" ".join(each), safe="").replace("-", "%2D") for each in ends)


def wayback_address(address: str, at: str | None) -> str:
    """Return the address at which the Wayback Machine has its copy nearest to a moment, if it has any; empty for an
    address that is not of the web. at: YYYY-MM-DDTHH:MM:SSZ; None for any time."""
    digits = re.sub("[^0-9]", "", at or "2")
    return f"https://web.archive.org/web/{digits}/{address}" if web_address(address) else ""


def file_kind(address: str) -> str:
    """Return what kind of file an address ends in, as people call it: PDF; empty when it shows none."""
    kind = PurePosixPath(urlsplit(address).path).suffix[1:]
    return kind.upper() if re.fullmatch("[A-Za-z0-9]{2,4}", kind) else ""


def state_wording(names: dict[tuple[str, str], str]) -> Wording:
    """Return how a version's fields are put into words in this answer.

    names: of the records that it names by their ids, by field and id.
    """

    def value(name: str, found) -> str:
        text = str(found)
        if name in _DATES and _DAY.fullmatch(text):
            return day(text)
        if name == "language":
            return locale().languages.get(text, text)
        if name == "country_code":
            return country(text)
        return names.get((name, text)) or code(name, text)

    return Wording(lambda part: t(*part_in_words(part)), value)


_KINDS = {
    "news": ("article", "article"),
    "groups": ("groupe", "group"),
    "documents": ("document", "document"),
    "people": ("personne", "person"),
    "funds": ("fonds", "fund"),
}


def kind(table: str) -> str:
    """Return what a record of a table is."""
    return t(*_KINDS[table])


def code(field: str, value: str | None) -> str:
    """Return the code of a field in words; empty for none."""
    return t(*code_in_words(field, value)) if value else ""
