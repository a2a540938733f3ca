"""What an article's page says: news, events, keywords, fund, documents, roles."""

import mimetypes
from datetime import date, datetime

from sample_portal import french
from sample_portal.articles import Article, Head
from sample_portal.blocks import File, plain
from sample_portal.sections import URL, Section
from sample_portal.state import State
from sample_portal.truth.rows import Rows
from scraper import records


def add_article(rows: Rows, state: State, article: Article) -> None:
    """Add all that one article states."""
    head, text = article.head, article.text
    slug = state.addresses.of("article", head.number).slug
    rows.add(news(article, slug, state.url("article", head.number)))
    if head.happening:
        rows.add(event(head, slug))
    for name in head.mots:
        rows.add(records.NewsTheme(news_id=slug, theme_id=records.slugify(name)))
    if head.fund:
        rows.add(records.FundNews(fund_id=head.fund, news_id=slug, opened=text.opened))
    for file in text.files:
        rows.add(document(file, slug))
    for mention in text.mentions:
        role = rows.add_role(mention.person, mention.role, mention.group, mention.function, since=mention.since)
        rows.add(records.NewsRole(news_id=slug, role_id=role))


def add_text(rows: Rows, state: State, section: Section) -> None:
    """Add a newsletter or the page in English: text under a section's address, without title or date of its own."""
    rows.add(
        records.News(
            id=state.addresses.of("rubrique", section.number).slug,
            url=state.url("rubrique", section.number),
            title=section.name,
            body=plain(section.blocks),
            language="fr",
        )
    )


def news(article: Article, slug: str, url: str) -> records.News:
    """The article itself."""
    head, text = article.head, article.text
    return records.News(
        id=slug,
        url=url,
        spip_id=head.number,
        overtitle=head.overtitle,
        title=head.title,
        subtitle=head.subtitle,
        lead=text.lead,
        body=plain(text.blocks),
        issuer=head.issuer,
        status=head.status,
        published=head.published.isoformat(),
        published_text=french.full(head.published),
        language="fr",
        image_url=f"{URL}/{head.logo_path}" if head.logo else None,
    )


def event(head: Head, news_id: str) -> records.Event:
    """What takes place."""
    happening = head.happening
    return records.Event(
        id=news_id,
        news_id=news_id,
        title=head.title,
        starts=_moment(happening.starts),
        ends=_moment(happening.ends),
        precision=happening.precision,
        date_text=happening.words,
        date_source=happening.source,
        place=happening.place,
        online=happening.online,
        status=head.status,
    )


def _moment(value: date | datetime) -> str:
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()


def document(file: File, news_id: str) -> records.Document:
    """A file or a video."""
    elsewhere = "://" in file.path
    return records.Document(
        id=f"{news_id}/{file.path}",
        url=file.path if elsewhere else f"{URL}/{file.path}",
        title=file.title,
        medium=file.medium,
        mime=None if elsewhere else mimetypes.guess_type(file.path)[0],
        news_id=news_id,
    )
