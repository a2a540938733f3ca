"""What the figures show: each as a chart, a table, the records of a CSV and a sentence."""

import json
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from scraper.front import charts, words
from scraper.front.countries import path_of
from scraper.front.words import t
from scraper.records import slugify

MOST_CRAWLS = 200
"""Crawls in a chart and its table, the last ones; the CSV has all."""
_COUNTED = ("meetings", "online", "cancelled", "postponed")
"""What is counted of meetings."""
_WORDS = tomllib.loads(Path(__file__).with_name("figures.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class FigureChoice:
    """The part of a figure that is asked for."""

    country: str | None
    """ISO 3166-1 alpha-2; None for all."""
    since: str
    """First year; empty for all."""
    until: str
    """Last year; empty for all."""

    def has(self, day: str | None) -> bool:
        """Return whether a day, a month or a year is in the years that are asked for; no day is in all of them only."""
        return (self.since or "") <= (day or "")[:4] <= (self.until or "9999")


@dataclass(frozen=True)
class Cell:
    """A cell of a table."""

    text: str
    path: str = ""
    """The page that it leads to."""
    is_number: bool = False


@dataclass(frozen=True)
class Drawable:
    """A figure, of what was chosen."""

    chart: dict
    """As Vega-Lite takes it."""
    summary: str
    """What the chart shows, in a sentence or two."""
    columns: list[str]
    rows: list[list[Cell]]
    """Of the table; the first cell of each names it."""
    csv_columns: list[str]
    csv_rows: list[list]


@dataclass(frozen=True)
class Figure:
    """A figure that is shown."""

    name: str
    """In its address."""
    query: str
    make: Callable[[list[dict], FigureChoice], Drawable]
    day_of: Callable[[dict], str | None]
    """The day, month or year of a row of the query."""
    by_country: bool = False
    """Whether a country can be chosen."""

    @property
    def title(self) -> str:
        """What it is called, in the language of the answer."""
        return t(**_in_both(self.name, "title"))

    @property
    def about(self) -> str:
        """How it is counted, in the language of the answer."""
        return t(**_in_both(self.name, "about")).format(most=MOST_CRAWLS)


def _in_both(name: str, text: str) -> dict[str, str]:
    wordings = _WORDS[name][text]
    return {"french": wordings["fr"], "english": wordings["en"]}


def _number(value: int) -> Cell:
    return Cell(words.figure(value), is_number=True)


def _meetings(rows: list[dict], choice: FigureChoice) -> Drawable:
    """Return the meetings of each country in each year, those with none too."""
    found = {(row["country"], row["year"]): row for row in rows}
    years = _years([row["year"] for row in rows], choice)
    totals = Counter()
    for row in rows:
        totals[row["country"]] += row["meetings"]
    codes = sorted(totals, key=lambda code: (-totals[code], slugify(words.country(code))))
    none = dict.fromkeys(_COUNTED, 0)
    cells = [(code, year, found.get((code, year), none)) for code in codes for year in years]
    numbers = [
        {"row": words.country(code), "column": year, "number": counts["meetings"]} for code, year, counts in cells
    ]
    if choice.country:
        chart = charts.columns_by_year(numbers, t("réunions", "meetings"))
    else:
        chart = charts.heat_map(numbers, list(map(words.country, codes)), years)
    return Drawable(
        chart,
        _summary_of_meetings(rows, codes, years),
        [t("Pays", "Country"), *years, "Total"],
        [
            [
                Cell(words.country(code), path_of(code)),
                *(_number(found.get((code, year), none)["meetings"]) for year in years),
                _number(totals[code]),
            ]
            for code in codes
        ],
        [
            t("code", "code"),
            t("pays", "country"),
            t("annee", "year"),
            t("reunions", "meetings"),
            t("en_ligne", "online"),
            t("annulees", "cancelled"),
            t("reportees", "postponed"),
        ],
        [[code, words.country(code), year, *(counts[name] for name in _COUNTED)] for code, year, counts in cells],
    )


def _summary_of_meetings(rows: list[dict], codes: list[str], years: list[str]) -> str:
    if not rows:
        return _nothing()
    if len(codes) == 1:  # of several countries, a meeting may be counted twice
        number = sum(row["meetings"] for row in rows)
        of_all = words.count(number, ("réunion", "réunions"), ("meeting", "meetings"))
    else:
        of_all = words.count(len(codes), ("pays", "pays"), ("country", "countries"))
    most = max(rows, key=lambda row: row["meetings"])
    sentences = (
        f"{of_all} {t(f'de {years[0]} à {years[-1]}.', f'from {years[0]} to {years[-1]}.')}",
        t("Le plus en une année :", "The most in one year:"),
        f"{words.country(most['country'])}, {most['year']} ({words.figure(most['meetings'])}).",
    )
    return " ".join(sentences)


def _publications(rows: list[dict], choice: FigureChoice) -> Drawable:
    """Return the articles of each month, of those with none too."""
    found = {row["month"]: row for row in rows}
    years = _years([row["month"] for row in rows], choice)
    months = [f"{year}-{month:02}" for year in years for month in range(1, 13)]
    if rows:
        months = [month for month in months if rows[0]["month"] <= month <= rows[-1]["month"]]
    numbers = {month: found[month]["articles"] if month in found else 0 for month in months}
    most = max(rows, key=lambda row: row["articles"], default=None)
    return Drawable(
        charts.columns_by_month(
            [{"month": f"{month}-01", "number": number} for month, number in numbers.items()], t("articles", "articles")
        ),
        _nothing()
        if most is None
        else " ".join(
            (
                words.count(sum(numbers.values()), ("article", "articles"), ("article", "articles")),
                t(f"de {words.day(months[0])} à", f"from {words.day(months[0])} to") + f" {words.day(months[-1])}.",
                t("Le mois le plus fourni :", "The busiest month:"),
                f"{words.day(most['month'])} ({words.figure(most['articles'])}).",
            )
        ),
        [t("Année", "Year"), *(words.month_name(number) for number in range(1, 13)), "Total"],
        [
            [
                Cell(year, f"/actualites/{year}"),
                *(
                    _number(numbers[month]) if (month := f"{year}-{number:02}") in numbers else Cell("")
                    for number in range(1, 13)
                ),
                _number(sum(number for month, number in numbers.items() if month[:4] == year)),
            ]
            for year in reversed(years)
        ],
        [t("mois", "month"), t("articles", "articles"), t("retires_depuis", "removed_since")],
        [[month, number, found[month]["withdrawn"] if month in found else 0] for month, number in numbers.items()],
    )


def _funds(rows: list[dict], choice: FigureChoice) -> Drawable:
    """Return the life of each fund: its opening, and the articles that speak of it."""
    rows = [row for row in rows if row["opened"] or row["first"]]
    spans = [
        {
            "row": row["name"],
            "starts": _first_day(min(filter(None, (row["opened"], row["first"])))),
            "ends": max(filter(None, (row["last"], row["opened"] and _first_day(row["opened"])))),
            "opened": bool(row["opened"]),
        }
        for row in rows
    ]
    for span in spans:
        if span["starts"] == span["ends"]:  # a bar of no width is not seen
            span["ends"] = f"{date.fromisoformat(span['ends'][:10]) + timedelta(days=15)}"
    days = [{"row": row["name"], "day": day} for row in rows for day in json.loads(row["days"])]
    return Drawable(
        charts.lives(spans, days),
        " ".join(
            (
                words.count(len(rows), ("fonds", "fonds"), ("fund", "funds")) + ",",
                words.count(sum(row["articles"] for row in rows), ("article", "articles"), ("article", "articles"))
                + t(" qui en parlent.", " that speak of them."),
            )
        ),
        [
            t("Fonds", "Fund"),
            t("Ouvert", "Opened"),
            t("Premier article", "First article"),
            t("Dernier", "Last"),
            "Articles",
        ],
        [
            [
                Cell(row["name"], f"/fonds/{row['id']}"),
                *(Cell(words.day(row[name]) or "–") for name in ("opened", "first", "last")),
                _number(row["articles"]),
            ]
            for row in rows
        ],
        [
            t("fonds", "fund"),
            t("ouvert", "opened"),
            t("premier_article", "first_article"),
            t("dernier_article", "last_article"),
            t("articles", "articles"),
        ],
        [[row[name] for name in ("name", "opened", "first", "last", "articles")] for row in rows],
    )


def _crawls(rows: list[dict], choice: FigureChoice) -> Drawable:
    """Return the shares by which a crawl's health is known, crawl by crawl."""
    names = {sign: words.of_crawl("sign", sign) for sign in ("failed", "gone", "unknown", "problems", "changed")}
    last = rows[-MOST_CRAWLS:]
    signs = {row["id"]: json.loads(row["signs"] or "{}") for row in rows}
    points = [
        {"at": row["started"], "series": name, "share": signs[row["id"]][sign][0], "unusual": signs[row["id"]][sign][1]}
        for row in last
        for sign, name in names.items()
        if sign in signs[row["id"]]
    ]
    numbers = ("requests", "new", "changed", "withdrawn")

    def share(row: dict, sign: str) -> float | None:
        return signs[row["id"]].get(sign, (None,))[0]

    return Drawable(
        charts.shares_over_time(points, list(names.values())),
        _summary_of_crawls(rows),
        [
            t("Lecture", "Crawl"),
            t("Pages demandées", "Pages asked for"),
            t("Nouveautés", "New"),
            t("Changements", "Changes"),
            t("Retraits", "Removed"),
            *map(_capital, names.values()),
        ],
        [
            [
                Cell(words.moment(row["started"])),
                *(_number(row[name]) for name in numbers),
                *(
                    Cell("–" if (value := share(row, sign)) is None else words.share(value), is_number=True)
                    for sign in names
                ),
            ]
            for row in reversed(last)
        ],
        [
            t("lecture", "crawl"),
            t("debut", "started"),
            t("fin", "finished"),
            t("sante", "health"),
            t("pages_demandees", "pages_asked_for"),
            t("nouveautes", "new"),
            t("changements", "changed"),
            t("retraits", "removed"),
            *(slugify(name).replace("-", "_") for name in names.values()),
        ],
        [
            [
                *(row[name] for name in ("id", "started", "finished", "health", *numbers)),
                *(share(row, sign) for sign in names),
            ]
            for row in rows
        ],
    )


def _summary_of_crawls(rows: list[dict]) -> str:
    read = words.count(len(rows), ("lecture du portail", "lectures du portail"), ("crawl", "crawls"))
    if number := sum(row["health"] == "sick" for row in rows):
        french = ("mise de côté, car inhabituelle", "mises de côté, car inhabituelles")
        return f"{read}, {words.count(number, french, ('set aside as unusual',) * 2)}."
    return f"{read}, {t('aucune mise de côté.', 'none of them set aside.')}"


def _nothing() -> str:
    return t("Rien à montrer pour ce choix.", "There is nothing to show for this choice.")


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _first_day(day: str) -> str:
    return f"{day}-01-01"[:10]


def _years(days: list[str], choice: FigureChoice) -> list[str]:
    """Return the years from the first to the last that is asked for, or that there is."""
    if not days:
        return []
    first, last = choice.since or min(days)[:4], choice.until or max(days)[:4]
    # A year that is asked for and is far from all there is makes no row of zeros.
    return [str(year) for year in range(max(int(first), int(min(days)[:4])), min(int(last), int(max(days)[:4])) + 1)]


FIGURES = {
    figure.name: figure
    for figure in (
        Figure("reunions", "figures.meetings", _meetings, lambda row: row["year"], by_country=True),
        Figure("publications", "figures.publications", _publications, lambda row: row["month"]),
        Figure("fonds", "figures.funds", _funds, lambda row: row["opened"] or row["first"]),
        Figure("lectures", "figures.crawls", _crawls, lambda row: row["started"]),
    )
}
"""The figures by their names, in their order."""
