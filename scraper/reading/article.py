"""An article's page -> a News record with its events, documents, keywords, roles and funds."""

import datetime as dt

from scraper import spip
from scraper.reading import attachments, events, titles
from scraper.reading.body import Parts, main_text
from scraper.reading.context import PageContext, called, declared_title, own_titles, titles_against
from scraper.reading.headline import Headline, find_headline
from scraper.reading.keywords import find_keywords
from scraper.reading.lines import Line, joined
from scraper.reading.mentions import fund_rows, mentioned_group
from scraper.reading.metadata import AGAINST_PAGE, sources
from scraper.reading.numbers import article_number
from scraper.reading.occasions import ArticleText
from scraper.reading.people import contacts, roles_in_prose
from scraper.reading.publication import date_problems, held_against
from scraper.reading.result import Evidence, Reading
from scraper.reading.text import fold
from scraper.records import News, NewsTheme, Problem


def read_article(ctx: PageContext, reading: Reading) -> None:
    """Fill a reading with the article of a page."""
    headline, title = find_headline(ctx.content, ctx, ctx.url), None
    if headline is None:
        headline, title = Headline(-1, "declared"), declared_title(ctx)
        detail = "title: no line stands out as one" + (f"; called {title!r}, as declared" if title else "")
        reading.problems.append(Problem(url=reading.url, rule="missing_field", detail=detail))
        if title is None:
            return
    parts = Parts(ctx.content, headline, ctx.portal, ctx.base, ctx.fetched)
    parts.publication = held_against(parts.publication, ctx.page.metadata, ctx.fetched)
    _fill(ctx, parts, reading, title=title)
    reading.problems += _against_page(ctx, reading.subject, parts)
    if reading.subject.published is None:
        reading.problems.append(Problem(url=reading.url, rule="missing_field", detail="published: no date was found"))


def read_text(ctx: PageContext, content: list[Line], reading: Reading) -> None:
    """Fill a reading with a page of text under a section's address: a newsletter or a static page."""
    headline = find_headline(content, ctx, ctx.url)
    title = None
    if headline is None or (content[headline.title].level != 1 and headline.rule in {"heading", "emphasis", "order"}):
        content = main_text(content, ctx.lines)
        title = called(ctx, ctx.url) or next(iter(own_titles(ctx)), spip.words(ctx.url))
        headline = Headline(-1, "title of the head or address")
        reading.problems.append(
            Problem(url=reading.url, rule="missing_field", detail=f"title: the page shows none; called {title!r}")
        )
    _fill(ctx, Parts(content, headline, ctx.portal, ctx.base, ctx.fetched), reading, title=title)


def _fill(ctx: PageContext, parts: Parts, reading: Reading, *, title: str | None = None) -> None:
    portal, title = ctx.portal, title or parts.title
    news_id, number = spip.slug(reading.url), article_number(ctx, parts, reading.aliases)
    image, image_rule = parts.picture(ctx, number)
    news = News(
        id=news_id,
        url=reading.url,
        spip_id=number,
        overtitle=parts.overtitle,
        title=title,
        subtitle=parts.subtitle,
        lead=parts.lead,
        body=joined(parts.body_lines) or None,
        issuer=titles.issuer(title, portal),
        status=titles.status(title, portal),
        published=parts.publication.day,
        published_text=parts.publication.words,
        language=ctx.page.language,
        image_url=image,
    )
    reading.subject = news
    agreeing, _ = titles_against(ctx, title)
    reading.evidence += parts.evidence(title=sources(agreeing), text=_described(ctx, news))
    reading.evidence += [
        Evidence("news", "url", "rel=canonical" if reading.url not in reading.aliases else "address fetched"),
        Evidence("news", "language", ctx.page.language_rule),
        Evidence("news", "issuer", "words before the title's colon"),
        Evidence("news", "status", "words of the title"),
        Evidence("news", "image_url", image_rule),
    ]
    paragraphs = [p for text in (news.lead, news.body) if text for p in text.split("\n\n")]
    text = ArticleText(
        news.title,
        news.overtitle,
        news.subtitle,
        paragraphs,
        dt.date.fromisoformat(news.published) if news.published else None,
        news.published_text,
        ctx.fetched,
    )
    _add_event(ctx, text, news, reading)
    documents = attachments.attached(parts.files, portal, ctx.base, news_id=news.id)
    reading.rows += [*documents, *attachments.declared_files(ctx, documents, news.id)]
    keywords = find_keywords(ctx, parts.surroundings, (news.overtitle, news.title, news.subtitle))
    reading.problems += keywords.problems
    reading.evidence += [Evidence("themes", "name", keywords.rule)] if keywords.themes else []
    for theme in keywords.themes:
        reading.rows += [theme, NewsTheme(news_id=news.id, theme_id=theme.id)]
    titled, on = mentioned_group(news.title, portal), text.published
    for holder in [*roles_in_prose(paragraphs, titled, portal, on), *contacts(paragraphs, portal)]:
        reading.rows += holder.rows(news_id=news.id)
    reading.rows += fund_rows(news, paragraphs, portal)
    _add_problems(parts, news, paragraphs, reading)


def _described(ctx: PageContext, news: News) -> str:
    """Where the page declares how its text begins; such a description is cut, so it is no lead by itself."""
    text, described = fold(news.lead or news.body or ""), ctx.page.metadata.descriptions
    return sources(each for each in described if fold(each.value) and text.startswith(fold(each.value)))


def _against_page(ctx: PageContext, news: News, parts: Parts) -> list[Problem]:
    """Return a problem for each field of the head that the page shows otherwise than it declares it."""
    shown = " ".join(filter(None, (news.overtitle, news.title, news.subtitle)))
    _, others = titles_against(ctx, shown)
    listed = ", ".join(f"{each.source} {each.value!r}" for each in others)
    title = f"the page shows {news.title!r}, declared: {listed}" if others else None
    conflicts = (("published", parts.publication.conflict), ("title", title))
    return [Problem(url=ctx.url, rule=AGAINST_PAGE, detail=f"{name}: {text}") for name, text in conflicts if text]


def _add_event(ctx: PageContext, text: ArticleText, news: News, reading: Reading) -> None:
    found = events.find_event(text, ctx.page.metadata, news.id, news.status, ctx.portal)
    if found is None:
        return
    event, occasion = found
    reading.rows.append(event)
    rule = f"{occasion.source}: {occasion.span.text}"
    rule = f"{rule}; {occasion.declared}" if occasion.declared else rule
    reading.evidence.append(Evidence("events", "starts", rule))
    reading.problems += [Problem(url=reading.url, rule=rule, detail=detail) for rule, detail in occasion.problems]


def _add_problems(parts: Parts, news: News, paragraphs: list[str], reading: Reading) -> None:
    first = min([parts.headline.title, *parts.claimed])
    for line in parts.lines[max(0, first) : parts.end]:
        for damaged, repaired in line.repaired:
            detail = f"{damaged} -> {repaired}"
            reading.problems.append(Problem(url=reading.url, rule="repaired_text", detail=detail))
    if news.body is None and news.lead is None:
        reading.problems.append(Problem(url=reading.url, rule="missing_field", detail="body: no text was found"))
    on = dt.date.fromisoformat(news.published) if news.published else None
    written = (news.title, news.overtitle, news.subtitle, news.published_text, *paragraphs)
    reading.problems += date_problems(written, reading.url, on)
