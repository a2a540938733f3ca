"""A page in nested tables; the menu stands in the last cell, after the content and the side blocks."""

from sample_portal import defects, pages
from sample_portal.pages import Anchor, MainPart, Page
from sample_portal.presentations import Officer
from sample_portal.skins.agency.text import body, href, joined, typo

_SITE = defects.CLEAN_SITE_NAME


def render(page: Page, base: str = "/") -> str:
    """The HTML document of a page; `base` is the address links are relative to."""
    main = "\n".join(_part(part) for part in page.main)
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr" lang="fr" dir="ltr">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>[{_SITE}]{f" {typo(page.name)}" if page.name else ""}</title>
{defects.BROKEN_META if page.broken_meta else ""}
{f'<link rel="alternate" type="application/rss+xml" title="RSS" href="{href(page.feed)}">' if page.feed else ""}
{"" if page.indexed else '<meta name="robots" content="none">'}
<link rel="stylesheet" href="squelettes/style.css" type="text/css">
</head>
<body bgcolor="#ffffff" style="margin:0;font-family:Arial,sans-serif">
<table width="980" align="center" cellspacing="0" cellpadding="0" border="0">
<tr><td colspan="2"><a href="spip.php"><img src="squelettes/images/bandeau.jpg" width="980" alt="" border="0"></a><br>
<font size="4"><b>{_SITE}</b></font><br>Le portail de la coopération décentralisée</td></tr>
<tr><td width="640" valign="top" style="padding:10px">
{main}
</td><td width="300" valign="top">
{_side(page.frame)}
{_menu(page.frame)}
</td></tr>
<tr><td colspan="2" align="center"><font size="1">{" - ".join(_a(anchor) for anchor in page.frame.foot)} -
{_a(page.frame.login, ' rel="nofollow"')}</font></td></tr>
</table>
</body>
</html>"""


def _a(anchor: Anchor, attributes: str = "") -> str:
    return f'<a href="{href(anchor.href)}"{attributes}>{typo(anchor.text)}</a>'


def _side(frame: pages.Frame) -> str:
    news = "\n".join(
        f"<tr><td>{_picture(picture, 60, '')}</td><td>{_a(anchor)}</td></tr>" for anchor, picture in frame.news
    )
    media = "<br>\n".join(_a(anchor) for anchor in frame.media)
    return f"""<div style="background:#036;color:#fff">Agenda</div>
{_badges(frame.agenda)}
<div style="background:#036;color:#fff">Actualités</div>
<table>{news}</table>
<div style="background:#036;color:#fff">CENTRE DE RESSOURCES</div>
<br><br><br>{media}"""


def _badges(badges: tuple[pages.Badge, ...]) -> str:
    rows = "\n".join(
        f'<tr><td align="center" style="background:#c30;color:#fff"><b>{badge.day}</b><br>{badge.month}</td>'
        f"<td>{f'{badge.span}<br>' if badge.span else ''}{_a(badge.anchor)}</td></tr>"
        for badge in badges
    )
    return f'<table cellpadding="3">{rows}</table>'


def _menu(frame: pages.Frame) -> str:
    rows = "\n".join(
        f"<tr><td><b>{typo(name)}</b><br>" + "<br>".join(_a(anchor) for anchor in anchors)
        for name, anchors in frame.menu
    )
    return f'<table width="100%" style="background:#eef">{rows}</table>'


def _picture(path: str | None, width: int, alt: str) -> str:
    if path is None:
        return f'<img src="squelettes/images/defaut.jpg" width="{width}" alt="image par defaut">'
    return f'<img src="{href(path)}" width="{width}" alt="{alt}">'


def _part(part: MainPart) -> str:
    match part:
        case pages.Story():
            return _story(part)
        case pages.Listing():
            return _listing(part)
        case pages.Presentation(name, abstract, link):
            title = f'<h1 style="font-size:18px">{typo(name)}</h1>' if name else ""
            return f"{title}<div>{typo(abstract)} {_a(link)}</div>"
        case pages.Tabs(anchors):
            return f"<p>{' '.join(_a(anchor) for anchor in anchors)}</p>"
        case pages.Parts(parts):
            return "\n".join(f'<h3 style="color:#036">{typo(one.heading)}</h3>\n{body(one.blocks)}' for one in parts)
        case pages.Officers(officers):
            return "<br><br>\n".join(_officer(officer) for officer in officers)
        case pages.Keywords(keywords):
            return _keywords(keywords)
        case pages.Prose(blocks):
            return f"<div>{body(blocks)}</div>"
        case pages.Title(text):
            return f'<h1 style="font-size:18px">{typo(text)}</h1>'
        case pages.Index(heading, anchors):
            return f"<h3>{typo(heading)}</h3><ul>" + "\n".join(f"<li>{_a(anchor)}" for anchor in anchors) + "</ul>"
        case pages.Agenda(badges):
            return _badges(badges)
        case pages.Form(action, fields, submit):
            inputs = "<br>".join(f'{typo(label)} <input name="{name}">' for label, name in fields)
            return (
                f'<form method="post" action="{href(action)}">{inputs}<br><input type="submit" value="{submit}"></form>'
            )
    raise TypeError(f"the agency skin has no markup for {part!r}")


def _story(story: pages.Story) -> str:
    head, text = story.article.head, story.article.text
    above = f'<div style="color:#c30;font-size:11px">{typo(head.overtitle)}</div>\n' if head.overtitle else ""
    below = f'<h2 style="font-size:14px;font-weight:normal">{typo(head.subtitle)}</h2>' if head.subtitle else ""
    neighbours = "\n".join(f"<tr><td>{day}<br>{_a(anchor)}</td></tr>" for day, anchor in story.neighbours)
    logo = _picture(head.logo_path if head.logo else None, 300, "Image / illustration")
    return f"""<table width="100%" cellspacing="0" border="0">
<tr><td>{above}<h1 style="font-size:20px;color:#036">{typo(head.title)}</h1>
{below}</td></tr>
<tr><td style="text-align:justify">{logo}
{f'<div class="chapeau"><b>{typo(text.lead)}</b></div>' if text.lead else ""}
{body(text.blocks)}
</td></tr>
<tr><td>{joined(story.files)}
<p><i>Publié le {story.published}</i>
<p><a href="http://www.facebook.com/sharer.php" target="_blank">Facebook</a>
<a href="http://twitter.com/home" target="_blank">twitter</a> {_a(story.printing)}
</td></tr>
<tr><td>{_keywords(story.keywords)}</td></tr>
</table>
<table width="100%">{neighbours}</table>
<p>{_a(story.forum)}"""


def _keywords(keywords: tuple[Anchor, ...]) -> str:
    return (
        f"<b>Sur ces thèmes</b><br>&nbsp; {'&nbsp;&nbsp; '.join(_a(keyword) for keyword in keywords)}"
        if keywords
        else ""
    )


def _officer(officer: Officer) -> str:
    return "<br>\n".join([f"<b>{typo(officer.label)}</b>", typo(officer.name), *map(typo, officer.lines)])


def _listing(listing: pages.Listing) -> str:
    title = f'<h1 style="font-size:18px">{typo(listing.heading)}</h1>' if listing.heading else ""
    anchor = listing.paging.name.removeprefix("debut_")
    rows = "\n".join(_entry(entry) for entry in listing.entries)
    return f"""{title}<a name='pagination_{anchor}'></a>
<table width="100%" cellpadding="6">
{rows}
</table>
{_paging(listing.paging)}"""


def _entry(entry: pages.Entry) -> str:
    dated = f'<span style="color:#888">Le {entry.date}, {typo(entry.overtitle or "")}</span><br>' if entry.date else ""
    keywords = " /\n".join(_a(keyword) for keyword in entry.keywords or ())
    subtitle = f"<br><i>{typo(entry.subtitle)}</i>" if entry.subtitle else ""
    alt = "Image / illustration" if entry.keywords is not None else ""
    return f"""<tr><td valign="top">{_picture(entry.picture, 150, alt)}
<td valign="top">{dated}{f"{keywords}<br>" if keywords else ""}
<a href="{href(entry.anchor.href)}"><b>{typo(entry.anchor.text)}</b></a>{subtitle}
<br>{typo(entry.teaser)}&nbsp;(...)
<div align="right"><a href="{href(entry.anchor.href)}">EN SAVOIR PLUS</a></div>"""


def _paging(paging: pages.Paging) -> str:
    """SPIP 2's: the labels are offsets."""
    if paging.pages < 2:
        return ""
    numbers = range(max(0, paging.current - 5), min(paging.pages, paging.current + 6))
    labels = [
        f"<b>{page * paging.step}</b>"
        if page == paging.current
        else f'<a href="{href(paging.at(page))}">{page * paging.step}</a>'
        for page in numbers
    ]
    first = [f'<a href="{href(paging.at(0))}">...</a>'] if numbers[0] else []
    last = [f'<a href="{href(paging.at(paging.pages - 1))}">...</a>'] if numbers[-1] < paging.pages - 1 else []
    return f'<p align="center">{" | ".join([*first, *labels, *last])}</p>'
