"""The charts as Vega-Lite specifications: marks, scales and axes; drawing.py makes SVG of them.

Colours are told apart by all, and never the only sign: a number, a shape or a place says the same.
"""

_WIDTH = 760
"""Pixels of the plot; beside it are the names of its rows."""
_PADDING = {"left": 32, "top": 8, "right": 32, "bottom": 8}
"""Pixels around it: names are wider in fonts that the library does not know."""
_MANY = 150
"""Points from which they are small."""
_MOST_TICKS = 5
_MOST_DAYS = 8
"""Days that are named below a chart of crawls."""
_INK, _SOFT, _LINE, _EMPTY = "#1b1f2a", "#555c6b", "#d5d9e2", "#f0f2f6"
_BLUES = ["#c9dcf2", "#0d284a"]
_SERIES = ["#12355f", "#c05a00", "#1b7f5c", "#8a3ffc", "#b3382c"]
_FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
"""The one whose widths the library knows, first: it leaves as much room as the names take."""
_TEXT = {"labelColor": _INK, "titleColor": _SOFT, "labelFontSize": 12, "titleFontSize": 12}
_CONFIG = {
    "aria": False,  # the page that shows it describes it, in its language
    "background": "#fff",
    "font": _FONT,
    "view": {"stroke": None},
    "axis": {
        **_TEXT,
        "titleFontWeight": "normal",
        "domainColor": _LINE,
        "tickColor": _LINE,
        "gridColor": _LINE,
        "labelLimit": 220,
    },
    "legend": {**_TEXT, "labelLimit": 300},
}


def heat_map(cells: list[dict], rows: list[str], columns: list[str]) -> dict:
    """Return a heat map. cells: `row`, `column`, `number` of each, zeros too."""
    most = max((cell["number"] for cell in cells), default=0) or 1
    place = {
        "x": {"field": "column", "type": "ordinal", "sort": columns, "title": None, "axis": _axis(orient="top")},
        "y": {"field": "row", "type": "nominal", "sort": rows, "title": None, "axis": _axis()},
    }
    scale = {"domain": [1, max(most, 2)], "range": _BLUES}
    shade = {"field": "number", "type": "quantitative", "scale": scale, "legend": None}
    ink = {"condition": {"test": f"datum.number > {most} * 0.45", "value": "#fff"}, "value": _INK}
    return _chart(
        cells,
        layer=[
            {
                "mark": {"type": "rect", "stroke": "#fff", "strokeWidth": 1},
                "encoding": {"color": {"condition": {"test": "datum.number == 0", "value": _EMPTY}, **shade}},
            },
            {
                "mark": {"type": "text", "fontSize": 11},
                "encoding": {"text": {"field": "number", "type": "quantitative", "format": "d"}, "color": ink},
            },
        ],
        encoding=place,
        width={"step": max(28, min(44, _WIDTH // max(1, len(columns))))},
        height={"step": 20},
    )


def columns_by_year(cells: list[dict], title: str) -> dict:
    """Return a column for each year. cells: `column` and `number`; title: of the numbers."""
    encoding = {
        "x": {"field": "column", "type": "ordinal", "title": None, "axis": _axis()},
        "y": {"field": "number", "type": "quantitative", "title": title, "axis": _whole_axis(cells)},
    }
    bars = {"mark": {"type": "bar", "color": _SERIES[0]}}
    numbers = {"mark": {"type": "text", "dy": -7, "color": _INK}, "encoding": {"text": {"field": "number"}}}
    return _chart(cells, layer=[bars, numbers], encoding=encoding, width=_WIDTH, height=260)


def columns_by_month(cells: list[dict], title: str) -> dict:
    """Return a column for each month. cells: `month` (YYYY-MM-DD, its first day) and `number`; title: of the
    numbers."""
    month = {"field": "month", "type": "temporal", "timeUnit": "yearmonth", "title": None}
    encoding = {
        "x": {**month, "bandPosition": 0, "axis": {"grid": False}},
        "y": {"field": "number", "type": "quantitative", "title": title, "axis": _whole_axis(cells)},
    }
    return _chart(cells, mark={"type": "bar", "color": _SERIES[0]}, encoding=encoding, width=_WIDTH, height=260)


def lives(spans: list[dict], articles: list[dict]) -> dict:
    """Return a line of time for each row. spans: `row`, `starts`, `ends`; articles: `row`, `day`."""
    rows = [span["row"] for span in spans]
    y = {"field": "row", "type": "nominal", "sort": rows, "title": None, "axis": _axis()}
    bar = {
        "data": {"values": spans},
        "mark": {"type": "bar", "height": 8, "color": "#a9c3e4"},
        "encoding": {
            "x": {"field": "starts", "type": "temporal", "title": None, "axis": {"grid": True}},
            "x2": {"field": "ends"},
            "y": y,
        },
    }
    opened = {
        "data": {"values": [span for span in spans if span["opened"]]},
        "mark": {"type": "tick", "thickness": 3, "size": 18, "color": _SERIES[1]},
        "encoding": {"x": {"field": "starts", "type": "temporal"}, "y": y},
    }
    points = {
        "data": {"values": articles},
        "mark": {"type": "point", "filled": True, "size": 45, "color": _SERIES[0], "opacity": 0.85},
        "encoding": {"x": {"field": "day", "type": "temporal"}, "y": y},
    }
    return _chart(None, layer=[bar, opened, points], width=_WIDTH, height={"step": 28})


def shares_over_time(points: list[dict], series: list[str]) -> dict:
    """Return a line for each series. points: `at`, `series`, `share`, `unusual`; series: their order."""
    which = {"field": "series", "type": "nominal", "sort": series, "title": None}
    legend = {"orient": "top", "columns": 1}
    days = sorted({point["at"][:10] for point in points})
    named = days[:: -(-len(days) // _MOST_DAYS) or 1]
    axis = {"grid": False, "format": "%-d %b %Y", "values": [_vega_day(day) for day in named]}
    encoding = {
        "x": {"field": "at", "type": "temporal", "title": None, "scale": {"nice": "day"}, "axis": axis},
        "y": {"field": "share", "type": "quantitative", "title": None, "axis": {"format": ".0%"}},
        "color": {**which, "scale": {"domain": series, "range": _SERIES}, "legend": legend},
        "shape": {**which, "scale": {"domain": series}, "legend": legend},
    }
    unusual = {
        "transform": [{"filter": "datum.unusual"}],
        "mark": {"type": "point", "shape": "circle", "size": 260, "strokeWidth": 2, "color": _SERIES[4]},
        "encoding": {name: encoding[name] for name in ("x", "y")},
    }
    lines = {
        "mark": {"type": "line", "point": {"size": 60 if len(points) < _MANY else 15, "filled": True}},
        "encoding": encoding,
    }
    return _chart(points, layer=[lines, unusual], width=_WIDTH, height=260)


def _whole_axis(cells: list[dict]) -> dict:
    """Return an axis whose ticks are whole numbers: a half article is none."""
    most = max((cell["number"] for cell in cells), default=0)
    return {"values": list(range(0, most + 1, max(1, most // _MOST_TICKS))), "format": "d"}


def _vega_day(day: str) -> dict:
    year, month, date = map(int, day.split("-"))
    return {"year": year, "month": month, "date": date}


def _axis(**more) -> dict:
    return {"labelAngle": 0, "domain": False, "ticks": False, "grid": False, "labelPadding": 6, **more}


def _chart(values: list[dict] | None, **parts) -> dict:
    data = {} if values is None else {"data": {"values": values}}
    return {**data, **parts, "padding": _PADDING, "config": _CONFIG}
