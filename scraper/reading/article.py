"""An article's page -> a News record with its events, documents, keywords, roles and funds."""

import datetime as dt

from scraper import spip
from scraper.portal import Portal
from scraper.reading import attachments, contacts, events, funds, occasions, roles, titles
from scraper.reading.context import PageContext
from scraper.reading.date_problems import date_problems
from scraper.reading.group_names import mentioned_group
from scraper.reading.headline import Headline, find_headline
from scraper.reading.keywords import keywords
from scraper.reading.lines import Line, joined
from scraper.reading.names import called, own_titles
from scraper.reading.numbers import article_number
from scraper.reading.parts import Parts, main_text
from scraper.reading.result import Evidence, Reading
from scraper.records import News, NewsRole, NewsTheme, Problem, Role


def read_article(ctx: PageContext, reading: Reading) -> None:
    """Fill a reading with the article of a page."""
    headline = find_headline(ctx.content, ctx, ctx.url)
    if headline is None:
        reading.problems.append(
            Problem(url=reading.url, rule="missing_field", detail="title: no line stands out as one")
        )
        return
    _fill(ctx, Parts(ctx.content, headline, ctx.portal, ctx.base, ctx.fetched), reading)
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
    news_id = spip.slug(reading.url)
    news = News(
        id=news_id,
        url=reading.url,
        spip_id=article_number(ctx, parts, reading.aliases),
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
        image_url=parts.image(),
    )
    reading.subject = news
    reading.evidence += parts.evidence()
    reading.evidence += [
        Evidence("news", "url", "rel=canonical" if reading.url not in reading.aliases else "address fetched"),
        Evidence("news", "language", "lang of <html>"),
        Evidence("news", "issuer", "words before the title's colon"),
        Evidence("news", "status", "words of the title"),
        Evidence("news", "image_url", "logo by its name, or the first picture above the text"),
    ]
    paragraphs = [p for text in (news.lead, news.body) if text for p in text.split("\n\n")]
    told = occasions.ArticleText(
        news.title,
        news.overtitle,
        news.subtitle,
        paragraphs,
        dt.date.fromisoformat(news.published) if news.published else None,
        news.published_text,
        ctx.fetched,
    )
    _add_event(told, news, reading, portal)
    reading.rows += attachments.attached(parts.files, portal, ctx.base, news_id=news.id)
    for theme in keywords(ctx.page, ctx.lines, parts.surroundings, portal, reading.problems):
        reading.rows += [theme, NewsTheme(news_id=news.id, theme_id=theme.id)]
    _add_roles(news, paragraphs, reading, portal)
    reading.rows += funds.named(news, paragraphs, portal)
    _add_problems(parts, news, paragraphs, reading)


def _add_event(told: occasions.ArticleText, news: News, reading: Reading, portal: Portal) -> None:
    occasion = occasions.find_occasion(told, portal)
    if occasion is None:
        return
    reading.rows.append(events.event(told, occasion, news.id, news.status, portal))
    reading.evidence.append(Evidence("events", "starts", f"{occasion.source}: {occasion.span.text}"))
    reading.problems += [Problem(url=reading.url, rule=rule, detail=detail) for rule, detail in occasion.problems]


def _add_roles(news: News, paragraphs: list[str], reading: Reading, portal: Portal) -> None:
    on = dt.date.fromisoformat(news.published) if news.published else None
    for held in [
        *roles.in_prose(paragraphs, mentioned_group(news.title, portal), portal, on),
        *contacts.contacts(paragraphs, portal),
    ]:
        rows = held.rows()
        if held.group:
            reading.rows.append(held.group)
        reading.rows += rows
        reading.rows += [NewsRole(news_id=news.id, role_id=row.id) for row in rows if isinstance(row, Role)]


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
