"""A page of sections and asides; menu and side blocks before the content."""

from sample_portal import defects, pages
from sample_portal.pages import Anchor, MainPart, Page
from sample_portal.presentations import Officer
from sample_portal.skins.modern.text import body, href, joined, typo

_SITE = defects.BROKEN_SITE_NAME


def render(page: Page, base: str = "/") -> str:
    """The HTML document of a page; `base` is the address links are relative to."""
    main = "\n".join(_part(part) for part in page.main)
    return f"""<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<base href="{href(base)}">
<title>{f"{typo(page.name)} | " if page.name else ""}{_SITE}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
{defects.BROKEN_META if page.broken_meta else ""}
{f'<link rel="canonical" href="{href(page.canonical)}">' if page.canonical else ""}
{f'<link rel="alternate" type="application/rss+xml" href="{href(page.feed)}">' if page.feed else ""}
{"" if page.indexed else '<meta name="robots" content="noindex, nofollow">'}
<meta name="generator" content="SPIP 3.2.19">
</head>
<body class="gabarit gabarit--{page.kind}">
<header class="bandeau"><a class="bandeau__marque" href="spip.php">{_SITE}</a>
<p class="bandeau__devise">Le portail de la coopération décentralisée</p></header>
{_menu(page.frame)}
<div class="grille">
{_side(page.frame)}
<div class="grille__principal" id="contenu">
{_crumbs(page)}
{main}
</div>
</div>
{_foot(page.frame)}
</body>
</html>"""


def _a(anchor: Anchor, attributes: str = "") -> str:
    return f'<a href="{href(anchor.href)}"{attributes}>{typo(anchor.text)}</a>'


def _menu(frame: pages.Frame) -> str:
    groups = "".join(
        f'<div class="menu__volet"><span class="menu__nom">{typo(name)}</span>'
        + "".join(_a(anchor, ' class="menu__lien"') for anchor in anchors)
        + "</div>"
        for name, anchors in frame.menu
    )
    return f'<nav class="menu" aria-label="Menu principal">{groups}</nav>'


def _side(frame: pages.Frame) -> str:
    news = "".join(
        f'<div class="vignette">{_picture(picture, "")}<p class="vignette__titre">{_a(anchor)}</p></div>'
        for anchor, picture in frame.news
    )
    media = "".join(f'<div class="ressource">{_a(anchor)}</div>' for anchor in frame.media)
    return f"""<aside class="grille__lateral">
<section class="encart"><h3 class="encart__titre">Agenda</h3>{_badges(frame.agenda)}</section>
<section class="encart"><h3 class="encart__titre">Actualités</h3>{news}</section>
<section class="encart"><h3 class="encart__titre">CENTRE DE RESSOURCES</h3>{media}</section>
</aside>"""


def _badges(badges: tuple[pages.Badge, ...]) -> str:
    return "".join(
        f'<div class="rdv"><div class="rdv__date"><span>{badge.day}</span> <span>{badge.month}</span></div>'
        f'{f"<p>{badge.span}</p>" if badge.span else ""}<p class="rdv__titre">{_a(badge.anchor)}</p></div>'
        for badge in badges
    )


def _crumbs(page: Page) -> str:
    if not page.crumbs:
        return ""
    way = " › ".join(_a(anchor) for anchor in (Anchor("Accueil", "spip.php"), *page.crumbs))
    return f'<nav class="fil" aria-label="Fil d’Ariane">{way}</nav>'


def _foot(frame: pages.Frame) -> str:
    links = "".join(f"<li>{_a(anchor)}</li>" for anchor in frame.foot)
    return f'<footer class="pied"><ul>{links}<li>{_a(frame.login, " rel=nofollow")}</li></ul></footer>'


def _picture(path: str | None, alt: str) -> str:
    if path is None:
        return '<img class="vignette__image" src="squelettes/images/defaut.svg" alt="image par defaut">'
    return f'<img class="vignette__image" src="{href(path)}" alt="{alt}">'


def _part(part: MainPart) -> str:
    match part:
        case pages.Story():
            return _story(part)
        case pages.Listing():
            return _listing(part)
        case pages.Presentation(name, abstract, link):
            title = f'<h1 class="groupe__nom">{typo(name)}</h1>' if name else ""
            return f'<section class="groupe">{title}<p class="groupe__resume">{typo(abstract)} {_a(link)}</p></section>'
        case pages.Tabs(anchors):
            return '<div class="onglets">' + " ".join(_a(anchor, ' class="onglet"') for anchor in anchors) + "</div>"
        case pages.Parts(parts):
            return "\n".join(
                f'<section class="volet"><h2>{typo(one.heading)}</h2>\n<div>{body(one.blocks)}</div></section>'
                for one in parts
            )
        case pages.Officers(officers):
            return '<section class="equipe">' + "".join(_officer(officer) for officer in officers) + "</section>"
        case pages.Keywords(keywords):
            return _keywords(keywords)
        case pages.Prose(blocks):
            return f'<section class="prose">{body(blocks)}</section>'
        case pages.Title(text):
            return f'<h1 class="titre-page">{typo(text)}</h1>'
        case pages.Index(heading, anchors):
            return (
                f'<section class="index"><h2>{typo(heading)}</h2>'
                + "".join(f"<div>{_a(anchor)}</div>" for anchor in anchors)
                + "</section>"
            )
        case pages.Agenda(badges):
            return f'<section class="calendrier">{_badges(badges)}</section>'
        case pages.Form(action, fields, submit):
            inputs = "".join(f'<label>{typo(label)} <input name="{name}"></label>' for label, name in fields)
            return f'<form method="post" action="{href(action)}">{inputs}<button>{submit}</button></form>'
    raise TypeError(f"the modern skin has no markup for {part!r}")


def _story(story: pages.Story) -> str:
    head, text = story.article.head, story.article.text
    picture = (
        f'<figure class="fiche__image"><img src="{head.logo_path}" alt="Image / illustration"></figure>'
        if head.logo
        else ""
    )
    neighbours = "".join(
        f'<div class="voisin"><span class="voisin__date">{day}</span><div>{_a(anchor)}</div></div>'
        for day, anchor in story.neighbours
    )
    return f"""<article class="fiche">
<header class="fiche__tete">
{f'<p class="fiche__rubrique">{typo(head.overtitle)}</p>' if head.overtitle else ""}
<h1 class="fiche__titre">{typo(head.title)}</h1>
{f'<p class="fiche__precision">{typo(head.subtitle)}</p>' if head.subtitle else ""}
</header>
{picture}
{f'<div class="fiche__chapo">{typo(text.lead)}</div>' if text.lead else ""}
<div class="fiche__corps">
{body(text.blocks)}
</div>
{joined(story.files)}
<p class="fiche__date">Publié le <time datetime="{head.published.isoformat()}">{story.published}</time></p>
<div class="reseaux"><button data-reseau="facebook">Facebook</button>
<button data-reseau="twitter">twitter</button> {_a(story.printing, ' class="reseaux__imprimer"')}</div>
{_keywords(story.keywords)}
</article>
<nav class="lecture">{neighbours}</nav>
<div class="reagir">{_a(story.forum)}</div>"""


def _keywords(keywords: tuple[Anchor, ...]) -> str:
    tags = "   ".join(_a(keyword, ' class="etiquette"') for keyword in keywords)
    return f'<section class="themes"><h4>Sur ces thèmes</h4> {tags}</section>' if keywords else ""


def _officer(officer: Officer) -> str:
    lines = "".join(f'<div class="personne__ligne">{typo(line)}</div>' for line in officer.lines)
    name = f'<div class="personne__nom">{typo(officer.name)}</div>'
    return f'<div class="personne"><h4>{typo(officer.label)}</h4>{name}{lines}</div>'


def _listing(listing: pages.Listing) -> str:
    title = f'<h1 class="titre-page">{typo(listing.heading)}</h1>' if listing.heading else ""
    anchor = listing.paging.name.removeprefix("debut_")
    cards = "\n".join(_entry(entry) for entry in listing.entries)
    return f'{title}<section class="cartes" id="pagination_{anchor}">\n{cards}\n</section>\n{_paging(listing.paging)}'


def _entry(entry: pages.Entry) -> str:
    dated = f'<p class="carte__date">Le {entry.date}, {typo(entry.overtitle or "")}</p>' if entry.date else ""
    keywords = " / ".join(_a(keyword) for keyword in entry.keywords or ())
    subtitle = f'<p class="carte__precision">{typo(entry.subtitle)}</p>' if entry.subtitle else ""
    alt = "Image / illustration" if entry.keywords is not None else ""
    return f"""<div class="carte">
{_picture(entry.picture, alt)}
<div class="carte__texte">{dated}{f'<p class="carte__themes">{keywords}</p>' if keywords else ""}
<h2 class="carte__titre">{_a(entry.anchor)}</h2>{subtitle}
<p class="carte__resume">{typo(entry.teaser)}\u00a0(…)</p>
<a class="bouton" href="{href(entry.anchor.href)}">EN SAVOIR PLUS</a></div>
</div>"""


def _paging(paging: pages.Paging) -> str:
    """Previous and next, and where one stands."""
    if paging.pages < 2:
        return ""
    before = (
        f'<a class="pages__lien" rel="prev nofollow" href="{href(paging.at(paging.current - 1))}">Page précédente</a>'
        if paging.current
        else ""
    )
    after = (
        f'<a class="pages__lien" rel="next nofollow" href="{href(paging.at(paging.current + 1))}">Page suivante</a>'
        if paging.current + 1 < paging.pages
        else ""
    )
    place = f"<span>{paging.current + 1} / {paging.pages}</span>"
    return f'<nav class="pages" aria-label="Pages">{before} {place} {after}</nav>'
