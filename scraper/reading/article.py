"""An article's page -> a News record with its events, documents, keywords, roles and funds.

A field of news is one function in FIELDS: what it finds, and why.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from scraper import spip
from scraper.reading import attachments, titles
from scraper.reading.body import Parts, main_text, parts_of
from scraper.reading.context import PageContext, called, declared_title, own_titles, titles_against
from scraper.reading.events import find_event
from scraper.reading.headline import Headline, find_headline
from scraper.reading.keywords import find_keywords
from scraper.reading.lines import Line, joined
from scraper.reading.mentions import fund_rows, mentioned_group
from scraper.reading.metadata import AGAINST_PAGE, sources
from scraper.reading.numbers import article_number
from scraper.reading.occasions import ArticleText
from scraper.reading.people import contacts, roles_in_prose
from scraper.reading.prose import PlainText, formatted
from scraper.reading.publication import date_problems, held_against
from scraper.reading.result import Evidence, Findings
from scraper.reading.text import fold
from scraper.records import News, NewsTheme, Problem


@dataclass(frozen=True)
class ArticlePage:
    """An article's page while its fields are read."""

    ctx: PageContext
    parts: Parts
    title: str

    @cached_property
    def number(self) -> int | None:
        """Its number in SPIP."""
        return article_number(self.ctx, self.parts)

    @cached_property
    def body(self) -> str | None:
        return joined(self.parts.body_lines) or None


Found = tuple[object, str]
"""The value of a field, and the rule that found it; no rule where the field needs none."""


def _title(article: ArticlePage) -> Found:
    agreeing, _ = titles_against(article.ctx, article.title)
    return article.title, _with(article.parts.headline.rule, sources(agreeing))


def _lead(article: ArticlePage) -> Found:
    lead = article.parts.lead
    return lead, _with("chapo", _described(article, lead)) if lead else ""


def _body(article: ArticlePage) -> Found:
    parts = article.parts
    place = "of class texte" if parts.field else "below the title"
    rule = f"{len(parts.body_lines)} lines {place} that no other field claims"
    return article.body, rule if parts.lead else _with(rule, _described(article, article.body))


def _with(rule: str, declared: str) -> str:
    return f"{rule}; {declared}" if declared else rule


def _described(article: ArticlePage, text: str | None) -> str:
    """Return the sources of the descriptions that begin the text. A description is cut, so it is no lead by itself."""
    described = article.ctx.page.metadata.descriptions
    return sources(each for each in described if fold(each.value) and fold(text or "").startswith(fold(each.value)))


FIELDS: dict[str, Callable[[ArticlePage], Found]] = {
    "id": lambda article: (spip.slug(article.ctx.url), ""),
    "url": lambda article: (article.ctx.url, article.ctx.url_rule),
    "spip_id": lambda article: (article.number, ""),
    "overtitle": lambda article: (article.parts.overtitle, article.parts.place_of_overtitle),
    "title": _title,
    "subtitle": lambda article: (article.parts.subtitle, article.parts.place_of_subtitle),
    "lead": _lead,
    "body": _body,
    "issuer": lambda article: (titles.issuer(article.title, article.ctx), "words before the title's colon"),
    "status": lambda article: (titles.status(article.title, article.ctx), "words of the title"),
    "published": lambda article: (article.parts.publication.day, article.parts.publication.rule),
    "published_text": lambda article: (article.parts.publication.words, article.parts.publication.rule),
    "language": lambda article: (article.ctx.page.language, article.ctx.page.language_rule),
    "image_url": lambda article: article.parts.picture(article.number),
}


def read_article(ctx: PageContext) -> Findings:
    """Read the article of a page."""
    ctx, notes = _text_alone(ctx)
    found, headline, title = Findings(), find_headline(ctx.content, ctx, ctx.url), None
    if headline is None:
        headline, title = Headline(-1, "declared"), declared_title(ctx)
        detail = "title: no line stands out as one" + (f"; called {title!r}, as declared" if title else "")
        found.problems.append(ctx.problem("missing_field", detail))
        if title is None:
            return found
    parts = parts_of(ctx.content, headline, ctx)
    parts.add_footnotes(notes)
    parts.publication = held_against(parts.publication, ctx)
    news = _read_news(ArticlePage(ctx, parts, title or parts.title), found)
    found.problems += _against_page(ctx, news, parts)
    if news.published is None:
        found.problems.append(ctx.problem("missing_field", "published: no date was found"))
    return found


def _text_alone(ctx: PageContext) -> tuple[PageContext, list[Line]]:
    """Return a page without the box about its event and its footnotes, and these: templates place them anywhere."""
    notes = [line for line in ctx.content if line.part == "footnote"]
    apart = {*notes, *(ctx.event_box.lines if ctx.event_box else ())}
    return (replace(ctx, content=[line for line in ctx.content if line not in apart]) if apart else ctx), notes


def read_text(ctx: PageContext, content: list[Line], kind: str) -> Findings:
    """Read a page of text under a section's address: a newsletter or a static page."""
    found, headline, title = Findings(kind), find_headline(content, ctx, ctx.url), None
    if headline is None or (content[headline.title].level != 1 and headline.rule in {"heading", "emphasis", "order"}):
        content = main_text(content, ctx.lines)
        title = called(ctx, ctx.url) or next(iter(own_titles(ctx)), spip.words(ctx.url))
        headline = Headline(-1, "title of the head or address")
        found.problems.append(ctx.problem("missing_field", f"title: the page shows none; called {title!r}"))
    parts = Parts(content, headline, ctx)
    _read_news(ArticlePage(ctx, parts, title or parts.title), found)
    return found


def _read_news(article: ArticlePage, found: Findings) -> News:
    """Read the fields of an article and what belongs to it; add them to what was found."""
    fields = {name: find(article) for name, find in FIELDS.items()}
    found.subject = news = News(**{name: value for name, (value, _) in fields.items()})
    found.evidence += [Evidence("news", name, rule) for name, (_, rule) in fields.items() if rule]
    ctx, text = article.ctx, ArticleText(news, article.ctx)
    found.add(find_event(text))
    documents = attachments.attached(article.parts.files, ctx, news_id=news.id)
    found.rows += [*documents, *attachments.declared_files(ctx, documents, news.id)]
    keywords = find_keywords(ctx, article.parts.surroundings, [words for _, words in text.heads])
    found.add(keywords)
    found.rows += [NewsTheme(news_id=news.id, theme_id=theme.id) for theme in keywords.rows]
    holders = roles_in_prose(text.paragraphs, mentioned_group(news.title, ctx), ctx, text.published)
    holders += contacts(text.paragraphs, ctx)
    found.rows += [row for holder in holders for row in holder.rows(news_id=news.id)]
    found.rows += fund_rows(news, text.paragraphs, ctx)
    found.problems += _problems(article, text)
    texts = [
        PlainText("lead", 0, news.lead, article.parts.lead_lines),
        PlainText("body", 0, news.body, article.parts.body_lines),
    ]
    found.rows += formatted("news", news.id, texts, article.parts.body_lines, ctx)
    return news


def _problems(article: ArticlePage, text: ArticleText) -> list[Problem]:
    ctx, parts = article.ctx, article.parts
    first = max(0, min([parts.headline.title, *parts.claimed]))
    repaired = [pair for line in parts.lines[first : parts.end] for pair in line.repaired]
    found = [ctx.problem("repaired_text", f"{damaged} -> {mended}") for damaged, mended in repaired]
    if not text.paragraphs:
        found.append(ctx.problem("missing_field", "body: no text was found"))
    dated = [*(words for _, words in text.heads), text.news.published_text, *text.paragraphs]
    return found + date_problems(dated, ctx.url, text.published)


def _against_page(ctx: PageContext, news: News, parts: Parts) -> list[Problem]:
    """Return a problem for each field of the head that the page shows otherwise than it declares it."""
    shown = " ".join(filter(None, (news.overtitle, news.title, news.subtitle)))
    _, others = titles_against(ctx, shown)
    listed = ", ".join(f"{each.source} {each.value!r}" for each in others)
    title = f"the page shows {news.title!r}, declared: {listed}" if others else None
    conflicts = (("published", parts.publication.conflict), ("title", title))
    return [ctx.problem(AGAINST_PAGE, f"{name}: {conflict}") for name, conflict in conflicts if conflict]
