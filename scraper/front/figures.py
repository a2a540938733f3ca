"""The pages of the figures: each as a chart, a table and a CSV, of all countries and years or of some."""

from io import BytesIO

from scraper.exporting.tables import Column, CsvTable
from scraper.front import words
from scraper.front.drawing import drawn
from scraper.front.figure_data import FIGURES, Drawable, Figure, FigureChoice
from scraper.front.pages import FileAnswer, Missing, PageAnswer, Visit, page
from scraper.front.words import t
from scraper.records import slugify

_ALL = FigureChoice(None, "", "")


@page("/chiffres")
async def figures(visit: Visit) -> PageAnswer:
    """Show all figures, of all countries and years."""
    shown = [await _shown(visit, figure, _ALL) for figure in FIGURES.values()]
    return PageAnswer("figures.html", t("Chiffres", "Figures"), {"figures": shown})


@page("/chiffres/{name}.csv")
async def figure_csv(visit: Visit, name: str) -> FileAnswer:
    """Send a figure as CSV."""
    drawable = await _drawable(visit, _figure(name), _choice(visit))
    file = BytesIO()
    CsvTable(file, list(map(Column, drawable.csv_columns))).write(drawable.csv_rows)
    return FileAnswer(file.getvalue(), CsvTable.media_type, f"{name}.csv")


@page("/chiffres/{name}.svg")
async def figure_svg(visit: Visit, name: str) -> FileAnswer:
    """Send the chart of a figure."""
    drawable = await _drawable(visit, _figure(name), _choice(visit))
    return FileAnswer((await drawn(drawable.chart, words.language())).encode(), "image/svg+xml")


@page("/chiffres/{name}")
async def one_figure(visit: Visit, name: str) -> PageAnswer:
    """Show a figure, with a choice of country and years."""
    figure, choice = _figure(name), _choice(visit)
    rows = await visit.archive.counted(figure.query)
    years = sorted({day[:4] for row in rows if (day := figure.day_of(row))})
    countries = {row["country"] for row in rows} if figure.by_country else set()
    shown = {
        "figure": await _shown(visit, figure, choice),
        "choice": choice,
        "years": list(map(str, range(int(years[0]), int(years[-1]) + 1))) if years else [],
        "countries": sorted(((code, words.country(code)) for code in countries), key=lambda pair: slugify(pair[1])),
    }
    return PageAnswer("figure.html", figure.title, shown, (("/chiffres", t("Chiffres", "Figures")),))


def _figure(name: str) -> Figure:
    if name not in FIGURES:
        raise Missing(t("Aucun chiffre n’a ce nom.", "There is no figure of that name."))
    return FIGURES[name]


def _choice(visit: Visit) -> FigureChoice:
    country, since, until = (visit.args.get(name, "") for name in ("pays", "de", "a"))
    if any(year and not (year.isascii() and year.isdecimal() and len(year) == 4) for year in (since, until)):
        raise Missing(t("Une année s’écrit en quatre chiffres.", "A year has four digits."))
    if since and until and since > until:
        since, until = until, since
    country = country.upper()
    if country and (len(country) != 2 or words.country(country) == country):
        raise Missing(t(f"Aucun pays n’a le code « {country} ».", f"No country has the code “{country}”."))
    return FigureChoice(country or None, since, until)


async def _drawable(visit: Visit, figure: Figure, choice: FigureChoice) -> Drawable:
    rows = await visit.archive.counted(figure.query)
    chosen = [row for row in rows if choice.has(figure.day_of(row))]
    if figure.by_country and choice.country:
        chosen = [row for row in chosen if row["country"] == choice.country]
    return figure.make(chosen, choice)


async def _shown(visit: Visit, figure: Figure, choice: FigureChoice) -> dict:
    drawable = await _drawable(visit, figure, choice)
    args = {"pays": choice.country, "de": choice.since, "a": choice.until}
    return {
        "name": figure.name,
        "title": figure.title,
        "about": figure.about,
        "table": drawable,
        "page": visit.url(f"/chiffres/{figure.name}"),
        "image": visit.url(f"/chiffres/{figure.name}.svg", **args),
        "csv": visit.url(f"/chiffres/{figure.name}.csv", **args),
    }
