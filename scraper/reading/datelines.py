"""Lines that say when a text was published: under the portal's label, in SPIP's words, beside who wrote it."""

import datetime as dt
import re
from dataclasses import dataclass

from scraper.dates import DateSpan, find_dates
from scraper.portal import Portal
from scraper.reading.lines import Line
from scraper.reading.text import fold, starts_with

LONGEST = 80
"""Characters of the longest line that is taken for the publication date and what stands beside it."""
LONGEST_NAMES = 140
"""Characters of the longest such line that names those who wrote the text."""
# What SPIP and its templates say around a date, folded, in the languages of their sites (docs/spip.md, "Markup").
_TEXT = r"(?:(?:cet |cette |l |this |el )?(?:article|texte|billet|actualite|breve|page|document|post|articulo) )?"
_SAID = re.compile(
    rf"{_TEXT}(?:a ete )?(?:publiee?|postee?|mise? en ligne|published|posted|publicad[oa]"
    r"|date de (?:publication|parution|mise en ligne))\b"
)
_SAID_BESIDE = re.compile(rf"{_TEXT}(?:a ete )?(?:parue?|redigee?|ecrite?|ajoutee?|diffusee?|parution|online)\b")
"""Words that tell the same beside a title, and may tell of anything in a text."""
_CHANGED = re.compile(
    rf"{_TEXT}(?:a ete )?(?:mise? a jour|modifiee?|actualisee?|revisee?|corrigee?|(?:last )?(?:updated?|modified)"
    r"|(?:date de )?(?:la )?derniere (?:mise a jour|modification|revision))(?: le| on| du)?\b"
)
_NAMED = re.compile(r"(?:[Pp]ar|[Bb]y|[Pp]or)\s+(?:l['’]|la |le |les )?[A-ZÀ-ÖØ-Þ][\w.’'-]*\s+\S*[A-ZÀ-ÖØ-Þ]")
_SIGNS = " ,;:|•·/()[]–—-."
_ARTICLE = re.compile(r"^(?:le|du|ce|el|the|on)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Dateline:
    """span: the day; words: the date as shown; rule: why it is that of the publication."""

    span: DateSpan
    words: str
    rule: str

    @property
    def is_certain(self) -> bool:
        """Whether words beside the date tell what it is; a line that is nothing but a day may be a subtitle."""
        return self.rule != DATED


SAID, BESIDE, SIGNED, DATED = "words of a publication", "words beside the title", "beside the author", "dated line"


def is_labelled(line: Line, portal: Portal) -> bool:
    """A line of its own under the portal's label; a paragraph that begins with the same words is none."""
    return len(line.text) <= LONGEST and bool(starts_with(line.text, portal.words["labels"]["published"]))


def dateline(line: Line, on: dt.date | None = None) -> Dateline | None:
    """What a line says of a publication: `Article publié le 3 avril 2007`, `par Jeanne Martin, le 15 septembre 2009`,
    or one day alone. on: the day of the fetch, for SPIP leaves the current year out of its dates."""
    text = line.text
    if not text or len(text) > LONGEST_NAMES or line.level or line.item or text.endswith("."):
        return None
    spans = find_dates(text, on=on, prefer="same_year")
    if not spans or not _is_one_day(spans[0]):
        return None
    span = spans[0]
    before, after = text[: span.offsets[0]].strip(_SIGNS), text[span.offsets[1] :].strip(_SIGNS)
    rule = _rule(before, after, span)
    return Dateline(span, without_article(span.text), rule) if rule else None


def tells_change(text: str) -> bool:
    """Whether words tell when a text was changed, and nothing else: `Mis à jour le 3 mars 2021`."""
    if not _CHANGED.match(fold(text[:LONGEST])):
        return False
    spans = find_dates(text)
    if not spans or not _is_one_day(spans[0]):
        return False
    before, after = text[: spans[0].offsets[0]], text[spans[0].offsets[1] :].strip(_SIGNS)
    return bool(_CHANGED.fullmatch(fold(before))) and (not after or bool(_NAMED.match(after)))


def without_article(words: str) -> str:
    """A date's words without `le` before them."""
    return _ARTICLE.sub("", words)


def _rule(before: str, after: str, span: DateSpan) -> str | None:
    signed = bool(_NAMED.match(after))
    if (not after or signed) and len(before) <= LONGEST:
        for rule, words in ((SAID, _SAID), (BESIDE, _SAID_BESIDE)):
            if words.match(fold(before)):
                return rule
    if span.inferred:
        return None
    if (not before and signed) or (_NAMED.match(before) and not after):
        return SIGNED
    return DATED if not before and not after and span.precision == "day" else None


def _is_one_day(span: DateSpan) -> bool:
    return span.precision in ("day", "minute") and str(span.start)[:10] == str(span.end)[:10] and not span.open
