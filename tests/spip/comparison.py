"""Compares what a crawl found with what SPIP holds: one line for each difference."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from .archive import Archive
from .truth import Published, Truth, theme_id

SITE_LINK = re.compile(r"^.{1,20}?\s(Le site des partenaires)$")
"""A label, and the name of the site that an article of content.py is about."""
CREDITS = re.compile(r"\b(?:Source|Photo) : ")
"""Words before the credits of a file."""
FIELDS = ("overtitle", "title", "subtitle", "lead", "body", "published")


@dataclass
class Comparison:
    """What was compared. fields: how many values; differences: a sentence for each that is not equal."""

    articles: int = 0
    fields: int = 0
    differences: list["Difference"] = field(default_factory=list)

    def __str__(self) -> str:
        share = 100 * (1 - len(self.differences) / max(self.fields, 1))
        return (
            f"{self.articles} articles, {self.fields} fields, {len(self.differences)} differences ({share:.2f} % equal)"
        )

    def report(self, most: int = 20) -> str:
        """The differences, the first of them in full, all of them counted by field."""
        counts: dict[str, int] = {}
        for difference in self.differences:
            counts[difference.what] = counts.get(difference.what, 0) + 1
        shown = "\n".join(map(str, self.differences[:most]))
        return f"{self}: {counts}\n{shown}"


@dataclass(frozen=True)
class Difference:
    """what: the field, "missing" or "secret"; spip_id: the article."""

    what: str
    spip_id: int
    url: str
    expected: Any = None
    got: Any = None

    def __str__(self) -> str:
        expected, got = _apart(self.expected, self.got)
        return f"- {self.what} of {self.url} (article {self.spip_id}): expected {expected!r}, got {got!r}"


def _apart(expected: Any, got: Any) -> tuple[Any, Any]:
    """Of long texts the paragraphs, of sets the members, that only one of the two holds."""
    if isinstance(expected, frozenset):
        return sorted(expected - got), sorted(got - expected)
    if isinstance(expected, str) and isinstance(got, str) and "\n\n" in expected + got:
        there, here = expected.split("\n\n"), got.split("\n\n")
        return [part for part in there if part not in here], [part for part in here if part not in there]
    return expected, got


def compare(
    archive: Archive, truth: Truth, *, hidden: frozenset[str] = frozenset(), arranged: bool = False
) -> Comparison:
    """Every article SPIP publishes is there with its own fields, and nothing else is but sections with a text.

    hidden: what the templates do not show: null, unless it came from elsewhere. A lead that is not set apart may be in
    the body. arranged: whether the templates have an order of their own for what SPIP puts below a text, words of their
    own for a site's link, and the caption of a file in one line: those are not compared then.
    """
    done, news = Comparison(), archive.news()
    themes, documents = _themes(archive), _documents(archive)
    sections = {section.url for section in truth.sections}
    for article in truth.published.values():
        row = news.pop(article.url, None)
        done.articles += 1
        if row is None:
            done.differences.append(Difference("missing", article.spip_id, article.url))
            continue
        if "lead" in hidden and row["lead"] is None and article.lead:
            article = replace(article, lead=None, body=f"{article.lead}\n\n{article.body}")
        for what, expected, got in _pairs(
            article, row, themes.get(row["id"], frozenset()), documents.get(row["id"], frozenset())
        ):
            if what not in hidden or got is not None:
                done.fields += 1
                expected, got = map(_without_arrangement, (expected, got)) if arranged else (expected, got)
                if expected != got:
                    done.differences.append(Difference(what, article.spip_id, article.url, expected, got))
    done.differences += [
        Difference("secret", row["spip_id"] or 0, url, None, row["title"])
        for url, row in news.items()
        if url not in sections
    ]
    return done


def _without_arrangement(value: Any) -> Any:
    """Return a text's paragraphs in any order, a site's link by its name, a file's description as one line."""
    if isinstance(value, str):
        return "\n\n".join(sorted(SITE_LINK.sub(r"\1", each) for each in value.split("\n\n")))
    if isinstance(value, frozenset):
        return frozenset((*each[:3], _in_one_line(each[3])) if isinstance(each, tuple) else each for each in value)
    return value


def _in_one_line(description: str | None) -> str:
    return CREDITS.sub("", " ".join((description or "").split()))


def _pairs(
    article: Published, row: dict[str, Any], themes: frozenset[str], documents: frozenset
) -> Iterator[tuple[str, Any, Any]]:
    yield from ((name, getattr(article, name), row[name]) for name in FIELDS)
    yield "spip_id", article.spip_id, row["spip_id"]
    yield "language", "fr", row["language"]
    yield "logo", article.has_logo, row["image_url"] is not None
    yield "themes", frozenset(map(theme_id, article.themes)), themes
    yield "documents", article.documents, documents


def _themes(archive: Archive) -> dict[str, frozenset[str]]:
    return _grouped(
        (row["news_id"], row["theme_id"]) for row in archive.rows("SELECT news_id, theme_id FROM news_themes")
    )


def _documents(archive: Archive) -> dict[str, frozenset]:
    """The files attached, on the portal: a link to a film elsewhere is no document of SPIP's."""
    rows = archive.rows("SELECT news_id, url, title, medium, description FROM documents WHERE news_id IS NOT NULL")
    paths = ((row, urlsplit(row["url"]).path.lstrip("/")) for row in rows)
    return _grouped(
        (row["news_id"], (path, row["title"], row["medium"], row["description"]))
        for row, path in paths
        if path.startswith("IMG/")
    )


def _grouped(pairs) -> dict[str, frozenset]:
    found: dict[str, set] = {}
    for key, value in pairs:
        found.setdefault(key, set()).add(value)
    return {key: frozenset(values) for key, values in found.items()}
