"""The portal's service files: robots.txt, sitemap.xml, RSS, iCal, and the list of the CMS's plugins."""

from datetime import date, timedelta
from html import escape
from mimetypes import guess_type

from sample_portal.articles import Head
from sample_portal.blocks import plain
from sample_portal.defects import shown
from sample_portal.model import Sample
from sample_portal.sections import URL

_SITEMAP_ARTICLES, _SITEMAP_SECTIONS, _FEED, _CALENDAR = 2000, 1000, 10, 100


def robots(origin: str) -> str:
    return f"""# robots.txt
User-agent: *
Crawl-delay: 1
Disallow: /ecrire/
Disallow: /lib/
Disallow: /prive/
Disallow: /spip.php?action=*
Disallow: /spip.php?page=login*
Disallow: /*.api/
Allow: /local/cache-css/
Allow: /local/cache-js/

Sitemap: {origin}/sitemap.xml
"""


def sitemap(sample: Sample, origin: str, year: int | None) -> str:
    """Home, sections, and the newest articles, 2,000 at most; with a year, the articles of it. `lastmod` only for what
    changed within a day."""
    heads = [sample.heads[number] for number in sample.published]
    chosen = [head for head in heads if year is None or head.published.year == year][:_SITEMAP_ARTICLES]
    sections = list(sample.sections)[:_SITEMAP_SECTIONS] if year is None else []
    lines = [
        f"<url><loc>{origin}/{'' if path == '/' else path}</loc></url>"
        for path in (["/"] if year is None else []) + [sample.path("rubrique", number) for number in sections]
    ]
    for head in chosen:
        fresh = timedelta(0) <= sample.today - head.published <= timedelta(days=1)
        stamp = f"<lastmod>{head.published.isoformat()}T09:00:00Z</lastmod>" if fresh else ""
        lines.append(f"<url><loc>{origin}/{sample.path('article', head.number)}</loc>{stamp}</url>")
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        + "\n".join(lines)
        + "\n</urlset>"
    )


def rss(sample: Sample, origin: str, numbers: tuple[int, ...], title: str) -> str:
    """The ten newest, and all those of the last three days."""
    recent = sample.today - timedelta(days=3)
    chosen = [
        number for place, number in enumerate(numbers) if place < _FEED or sample.heads[number].published >= recent
    ]
    items = "\n".join(_item(sample, origin, number) for number in chosen if sample.heads[number].online)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel xml:lang="fr">
<title>{escape(title)}</title>
<link>{origin}/</link>
<language>fr</language>
<generator>SPIP - www.spip.net</generator>
{items}
</channel>
</rss>"""


def _item(sample: Sample, origin: str, number: int) -> str:
    article = shown(sample.article(number))
    head, words = article.head, plain(article.text.blocks) or ""
    subjects = "".join(f"<dc:subject>{escape(mot)}</dc:subject>\n" for mot in head.mots)
    enclosures = "".join(
        f'<enclosure url="{origin}/{file.path}" length="{file.size}" type="{guess_type(file.path)[0]}" />\n'
        for file in article.text.files
        if "://" not in file.path
    )
    content = "".join(f"<p>{escape(line)}</p>" for line in words.split("\n\n"))
    return f"""<item xml:lang="fr">
<title>{escape(head.title)}</title>
<link>{origin}/{sample.path("article", number)}</link>
<guid isPermaLink="true">{origin}/{sample.path("article", number)}</guid>
<dc:date>{head.published.isoformat()}T09:00:00Z</dc:date>
<dc:format>text/html</dc:format>
<dc:language>fr</dc:language>
<dc:creator>Cités Unies France</dc:creator>
{subjects}<description>{escape(words[:250])}</description>
<content:encoded>{escape(content)}</content:encoded>
{enclosures}</item>"""


def ical(sample: Sample, origin: str) -> str:
    """The hundred newest articles as events, each on its day of publication."""
    events = "\r\n".join(
        _event(sample, origin, sample.heads[number])
        for number in sample.published[:_CALENDAR]
        if sample.heads[number].online
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//SPIP\r\n{events}\r\nEND:VCALENDAR\r\n"


def _event(sample: Sample, origin: str, head: Head) -> str:
    return "\r\n".join(
        (
            "BEGIN:VEVENT",
            f"SUMMARY:{head.title}",
            f"URL:{origin}/{sample.path('article', head.number)}",
            f"UID:{origin}/article{head.number}",
            f"DTSTART:{_stamp(head.published)}",
            f"DTEND:{_stamp(head.published)}",
            "END:VEVENT",
        )
    )


def _stamp(day: date) -> str:
    return f"{day:%Y%m%d}T090000"


def plugins() -> str:
    """local/config.txt, which the header Composed-By points to."""
    return f"SPIP 4.4.30 @ www.spip.net\nsite: {URL}\nmedias(4.3.4),mots(4.2.2),urls(4.2.1),forum(3.2.0)\n"
