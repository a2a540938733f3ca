"""SPIP 4.4's own page: hentry, cartouche, arbo, rel=tag, nav pagination; aside after the content."""

from sample_portal import defects, pages
from sample_portal.pages import Anchor, MainPart, Page
from sample_portal.presentations import Officer
from sample_portal.skins.spip.text import body, href, joined, notes, typo

_SITE = defects.BROKEN_SITE_NAME
_SHARE = "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fcites-unies-france.org"
_NOFOLLOW, _TAG = ' rel="nofollow"', ' rel="tag"'


def render(page: Page, base: str = "/") -> str:
    """The HTML document of a page; `base` is the address links are relative to."""
    main = "\n".join(_part(part) for part in page.main)
    return f"""<!DOCTYPE html>
<html dir="ltr" lang="fr" class="ltr fr no-js">
{_head(page)}
<body id="top" class="pas_surlignable page_{page.kind}">
<div class="page">
<header class="header clearfix" role="banner">
<h1 class="spip_logo_site"><a rel="start home" href="spip.php">{_SITE}</a></h1>
<p class="slogan">Le portail de la coopération décentralisée</p></header>
{_menu(page.frame)}
<main class="main" role="main"><div class="wrapper {"hfeed" if page.kind in {"rubrique", "mot"} else ""}">
<div class="content{" hentry" if page.kind in {"article", "pays_page"} else ""}" id="content">
{_crumbs(page)}
{main}
</div></div></main>
{_aside(page.frame)}
{_foot(page.frame)}
</div>
</body></html>"""


def _head(page: Page) -> str:
    name = f"{typo(page.name)} - {_SITE}" if page.name else _SITE
    links = [
        f'<link rel="canonical" href="{href(page.canonical)}" />' if page.canonical else "",
        f'<link rel="alternate" type="application/rss+xml" title="Syndiquer" href="{href(page.feed)}" />'
        if page.feed
        else "",
        '<meta name="robots" content="noindex" />' if not page.indexed else "",
    ]
    return f"""<head>
<script type='text/javascript'>/*<![CDATA[*/(function(H){{H.className=H.className.replace(/\\bno-js\\b/,'js')}})
(document.documentElement);/*]]>*/</script>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{name}</title>
<meta name="generator" content="SPIP 4.4.30" />
{defects.BROKEN_META if page.broken_meta else ""}
{"".join(links)}
<link rel="stylesheet" href="local/cache-css/3f1e0.css" type="text/css" />
</head>"""


def _menu(frame: pages.Frame) -> str:
    groups = "\n".join(
        f'<li class="nav-item"><a href="{href(anchors[0].href)}">{typo(name)}</a><ul>{_items(anchors, "li")}</ul></li>'
        for name, anchors in frame.menu
    )
    return f'<div class="nav clearfix" id="nav" role="navigation"><ul class="nav-list">\n{groups}\n</ul></div>'


def _items(anchors: tuple[Anchor, ...], tag: str) -> str:
    return "".join(f"<{tag}>{_a(anchor)}</{tag}>" for anchor in anchors)


def _a(anchor: Anchor, attributes: str = "") -> str:
    return f'<a href="{href(anchor.href)}"{attributes}>{typo(anchor.text)}</a>'


def _crumbs(page: Page) -> str:
    if not page.crumbs:
        return ""
    above = "".join(f' <span class="divider"> &gt; </span> {_a(anchor)}' for anchor in page.crumbs[:-1])
    last = page.crumbs[-1]
    here = f'<strong class="on">{typo(last.text)}</strong>' if page.kind == "rubrique" else _a(last)
    return f'<p class="arbo"><a href="spip.php">Accueil</a>{above} <span class="divider"> &gt; </span> {here}</p>'


def _aside(frame: pages.Frame) -> str:
    news = "".join(f"<li>{_picture(picture)}{_a(anchor)}</li>" for anchor, picture in frame.news)
    media = _items(frame.media, "li")
    return f"""<aside class="aside" role="complementary">
<div class="menu liste agenda"><h2>Agenda</h2><ul>{_badges(frame.agenda)}</ul></div>
<div class="menu liste articles"><h2>Actualités</h2><ul>{news}</ul></div>
<div class="menu ressources"><h2>CENTRE DE RESSOURCES</h2><ul>{media}</ul></div>
</aside>"""


def _badges(badges: tuple[pages.Badge, ...]) -> str:
    return "".join(
        f'<li class="evenement"><span class="jour">{badge.day}</span>\n<span class="mois">{badge.month}</span>\n'
        f"{f'<small>{badge.span}</small>' if badge.span else ''}\n{_a(badge.anchor)}</li>"
        for badge in badges
    )


def _foot(frame: pages.Frame) -> str:
    login = f'<a href="{href(frame.login.href)}" rel="nofollow" class="login_modal">{typo(frame.login.text)}</a>'
    links = " | ".join(_a(anchor) for anchor in frame.foot)
    return f'<footer class="footer" role="contentinfo"><p class="colophon">{links} | {login}</p></footer>'


def _picture(path: str | None, alt: str = "") -> str:
    if path is None:
        return '<img\n\tsrc="squelettes/images/defaut.png" class="spip_logo" width="150" alt="image par defaut" /> '
    return f'<img\n\tsrc="{href(path)}" class="spip_logo spip_logos" width="150" height="100"\n\talt="{alt}" /> '


def _part(part: MainPart) -> str:
    match part:
        case pages.Story():
            return _story(part)
        case pages.Listing():
            return _listing(part)
        case pages.Presentation(name, abstract, link):
            title = f"<h1>{typo(name)}</h1>" if name else ""
            introduction = f'<div class="introduction"><p>{typo(abstract)} {_a(link)}</p></div>'
            return f'<div class="cartouche">{title}{introduction}</div>'
        case pages.Tabs(anchors):
            return f'<ul class="onglets">{_items(anchors, "li")}</ul>'
        case pages.Parts(parts):
            return (
                '<div class="texte">'
                + "\n".join(f'<h2 class="spip">{typo(one.heading)}</h2>\n{body(one.blocks)}' for one in parts)
                + "</div>"
            )
        case pages.Officers(officers):
            return '<div class="responsables">' + "\n".join(_officer(officer) for officer in officers) + "</div>"
        case pages.Keywords(keywords):
            return _keywords(keywords)
        case pages.Prose(blocks):
            return f'<div class="texte">{body(blocks)}</div>'
        case pages.Title(text):
            return f"<h1>{typo(text)}</h1>"
        case pages.Index(heading, anchors):
            return (
                f'<div class="liste"><h2>{typo(heading)}</h2><ul class="liste-items">{_items(anchors, "li")}</ul></div>'
            )
        case pages.Agenda(badges):
            return f'<ul class="liste-items evenements">{_badges(badges)}</ul>'
        case pages.Form(action, fields, submit):
            inputs = "".join(
                f'<div class="editer"><label>{typo(label)}</label><input type="text" name="{name}" /></div>'
                for label, name in fields
            )
            button = f'<input type="submit" value="{submit}" />'
            return f'<form class="formulaire_spip" method="post" action="{href(action)}">{inputs}{button}</form>'
    raise TypeError(f"the spip skin has no markup for {part!r}")


def _story(story: pages.Story) -> str:
    head, text = story.article.head, story.article.text
    logo = (
        f'<img\n\tsrc="{head.logo_path}?{1_700_000_000 + head.number}" class="spip_logo" alt="" width="300" />'
        if head.logo
        else ""
    )
    return f"""<div class="cartouche">
{f'<p class="surtitre">{typo(head.overtitle)}</p>' if head.overtitle else ""}
<h1 class="entry-title">{logo}{typo(head.title)}</h1>
{f'<p class="soustitre">{typo(head.subtitle)}</p>' if head.subtitle else ""}
<p class="info-publi"><abbr class="published" title="{story.machine_date}">{story.published}</abbr></p>
</div>
<div class="main">
{f'<div class="chapo"><p>{typo(text.lead)}</p></div>' if text.lead else ""}
<div class="texte entry-content">{body(text.blocks)}</div>
</div>
{joined(story.files)}
{notes(text.blocks)}
<ul class="partage"><li><a href="{_SHARE}" rel="nofollow">Facebook</a></li>
<li><a href="https://twitter.com/share" rel="nofollow">twitter</a></li>
<li>{_a(story.printing, _NOFOLLOW)}</li></ul>
{_keywords(story.keywords)}
<ul class="voisins">{"".join(f"<li><small>{day}</small> {_a(anchor)}</li>" for day, anchor in story.neighbours)}</ul>
<p class="forum-repondre">{_a(story.forum, _NOFOLLOW)}</p>"""


def _keywords(keywords: tuple[Anchor, ...]) -> str:
    if not keywords:
        return ""
    tags = "".join(f'<li class="item">{_a(keyword, _TAG)}</li>' for keyword in keywords)
    return f'<div class="menu mots"><h2>Sur ces thèmes</h2><ul class="liste-items">{tags}</ul></div>'


def _officer(officer: Officer) -> str:
    lines = "".join(f"<p>{typo(line)}</p>" for line in officer.lines)
    return f'<h3 class="spip">{typo(officer.label)}</h3>\n<p><strong>{typo(officer.name)}</strong></p>\n{lines}'


def _listing(listing: pages.Listing) -> str:
    title = f"<h1>{typo(listing.heading)}</h1>" if listing.heading else ""
    anchor = listing.paging.name.removeprefix("debut_")
    entries = "\n".join(_entry(entry) for entry in listing.entries)
    return f"""{title}<div class="liste articles"><a id='pagination_{anchor}' class='pagination_ancre'></a>
<ul class="liste-items">
{entries}
</ul>
{_paging(listing.paging)}</div>"""


def _entry(entry: pages.Entry) -> str:
    dated = f"<small>Le {entry.date}, {typo(entry.overtitle or '')}</small>" if entry.date else ""
    keywords = " / ".join(_a(keyword, _TAG) for keyword in entry.keywords or ())
    subtitle = f'<p class="soustitre">{typo(entry.subtitle)}</p>' if entry.subtitle else ""
    alt = "Image / illustration" if entry.keywords is not None else ""
    return f"""<li class="item hentry">{_picture(entry.picture, alt)}{dated}{f"<p>{keywords}</p>" if keywords else ""}
<strong><a href="{href(entry.anchor.href)}" rel="bookmark">{typo(entry.anchor.text)}</a></strong>{subtitle}
<div class="introduction entry-content"><p>{typo(entry.teaser)}&nbsp;(…)</p></div>
<a class="suite" href="{href(entry.anchor.href)}">EN SAVOIR PLUS</a></li>"""


def _paging(paging: pages.Paging) -> str:
    if paging.pages < 2:
        return ""
    near = range(max(0, paging.current - 4), min(paging.pages, paging.current + 6))
    numbers = sorted({0, *near, paging.pages - 1})
    items = "".join(_page_item(paging, page) for page in numbers)
    return f'<nav class="p pagination"><ul class="pagination-items pagination_page">{items}</ul></nav>'


def _page_item(paging: pages.Paging, page: int) -> str:
    if page == paging.current:
        return f'<li class="pagination-item on active"><span class="pagination-item-label on">{page + 1}</span></li>'
    link = (
        f"<a class='pagination-item-label lien_pagination' rel='nofollow' href='{href(paging.at(page))}'>{page + 1}</a>"
    )
    return f'<li class="pagination-item">{link}</li>'
