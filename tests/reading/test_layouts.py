"""One article in many layouts: the same record, wherever its labels, blocks and menus are."""

import pytest

from scraper import records

URL = "https://cites-unies-france.org/Save-the-Date-Reunion-du-groupe-pays-Etats-Unis-le-jeudi-20-novembre-de-15h00-a"
HEAD = (
    "<div><a href='/'>Cités Unies France – Site Web de la coopération décentralisée</a></div>"
    "<div>Le portail de la coopération décentralisée</div>"
)
MENU = (
    "<ul><li><a href='-Actualites-'>Actualités</a></li><li><a href='-Groupes-'>Groupes</a></li>"
    "<li><a href='-Fonds-de-solidarite-'>Fonds</a></li><li><a href='-Contact-'>Contact</a></li></ul>"
)
SIDE = (
    "<h3>Agenda</h3><div>25</div><div>mar</div><a href='A-1-x'>Réunion du groupe-pays Maroc</a>"
    "<h3>Actualités</h3><a href='N-1-x'><img src='IMG/arton1.jpg' alt='image par defaut'>Titre un</a><br>"
    "<a href='N-2-x'>Titre deux</a><div>CENTRE DE RESSOURCES<ul><li>Texte<li>Photo<li>Son<li>Vidéo</ul></div>"
)
OVER, TITLE, SUB = "Groupe-pays", "Réunion du groupe-pays Etats-Unis, le 20 novembre 2025", "au Sénat"
TEXT = (
    "<p>La réunion a eu lieu le jeudi 20 novembre 2025, de 10h00 à 12h30.</p><p>Trois points&nbsp;:</p>"
    "<ul><li>les stages&nbsp;;</li><li>les jumelages.</li></ul><h4>Suite</h4>"
    "<p>Elle a été présidée par Anne Durand, maire de Lyon.</p>"
    "<p>Contact&nbsp;: Léa Sabot, Assistante, <a href='mailto:l@exemple.org'>l@exemple.org</a></p>"
)
BREAKS = (
    "La réunion a eu lieu le jeudi 20 novembre 2025, de 10h00 à 12h30.<br><br>Trois points :<br>- les stages ;<br>"
    "- les jumelages.<br><br><b>Suite</b><br><br>Elle a été présidée par Anne Durand, maire de Lyon.<br><br>"
    "Contact : Léa Sabot, Assistante, <a href='mailto:l@exemple.org'>l@exemple.org</a><br><br>"
)
FILES = (
    "<h4>Documents à télécharger</h4><p><a href='IMG/pdf/cr.pdf'>Compte rendu</a> "
    "<a href='IMG/doc/odj.doc'>Ordre du jour</a></p>"
)
DATE = "<p class=d>Publié le 20 novembre 2025</p>"
SHARE = (
    "<p><a href='#f'>Facebook</a> <a href='#t'>twitter</a> "
    "<a href='spip.php?page=imprimer&id_article=5390'>Imprimer</a></p>"
)
TAGS = "<a href='+-Etats-Unis-70-+'>Etats-Unis</a> <a href='+-Actualite-+'>Actualité</a>"
THEMES = f"<h4>Sur ces thèmes</h4><p>{TAGS}</p>"
NEXT = "<p>jeudi 13 novembre 2025<br><a href='Autre-1'>Autre article</a></p>"
CROWN = f"<p class=s>{OVER}</p><h1>{TITLE}</h1><p class=ss>{SUB}</p>"
END = SHARE + THEMES + NEXT

LAYOUTS = {
    "the portal's order": f"{HEAD}{MENU}<div>{CROWN}{TEXT}{FILES}{DATE}{END}</div>{SIDE}",
    "menu after": f"{HEAD}<div>{CROWN}{TEXT}{FILES}{DATE}{END}</div>{SIDE}{MENU}",
    "date above the title": f"{HEAD}{MENU}<div>{DATE}{CROWN}{TEXT}{FILES}{END}</div>{SIDE}",
    "date below the title": f"{HEAD}{MENU}<div>{CROWN}{DATE}{TEXT}{FILES}{END}</div>{SIDE}",
    "files below the date": f"{HEAD}{MENU}<div>{CROWN}{TEXT}{DATE}{FILES}{END}</div>{SIDE}",
    "share above the text": f"{HEAD}{MENU}<div>{CROWN}{SHARE}{TEXT}{FILES}{DATE}{THEMES}{NEXT}</div>{SIDE}",
    "keywords above the title": f"{HEAD}{MENU}<div>{THEMES}{CROWN}{TEXT}{FILES}{DATE}{SHARE}{NEXT}</div>{SIDE}",
    "h1 is the site": f"<h1>Cités Unies France</h1>{HEAD}{MENU}<div>{CROWN}{TEXT}{FILES}{DATE}{END}</div>".replace(
        f"<h1>{TITLE}</h1>", f"<h2>{TITLE}</h2>"
    ),
    "no headings": f"{HEAD}<div><div class=a>{OVER}</div><div class=b>{TITLE}</div><div class=c>{SUB}</div>"
    f"<div>{TEXT}</div>{FILES}{DATE}{END}</div>{SIDE}{MENU}",
    "tables": f"<table><tr><td>{HEAD}<tr><td>{MENU}<td><b>{OVER}</b><br><font size=5><b>{TITLE}</b></font><br>"
    f"<i>{SUB}</i><br><br>{TEXT}{FILES}{DATE}{END}<td>{SIDE}</table>",
    "line breaks": f"{HEAD}{MENU}<div><b>{OVER}</b><h1>{TITLE}</h1><i>{SUB}</i><br><br>"
    f"{BREAKS}{FILES}{DATE}{END}</div>{SIDE}",
    "no labels": f"{HEAD}{MENU}<main>{CROWN}<time datetime='2025-11-20T08:00:00Z'>20 nov. 2025</time>{TEXT}{FILES}<p>"
    f"{TAGS.replace('<a ', '<a rel=tag ')}</p></main>{SIDE}",
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_article_is_read_alike_in_every_layout(read_page, layout):
    reading = read_page(
        f"<html lang=fr><head><title>Cités Unies France</title></head><body>{LAYOUTS[layout]}</body></html>", URL
    )
    news = reading.subject
    assert (news.overtitle, news.title, news.subtitle, news.published) == (OVER, TITLE, SUB, "2025-11-20")
    assert news.body.split("\n\n") == [
        "La réunion a eu lieu le jeudi 20 novembre 2025, de 10h00 à 12h30.",
        "Trois points :",
        "les stages ;",
        "les jumelages.",
        "Suite",
        "Elle a été présidée par Anne Durand, maire de Lyon.",
        "Contact : Léa Sabot, Assistante, …@exemple.org",
    ]
    assert [d.title for d in reading.of(records.Document)] == ["Compte rendu", "Ordre du jour"]
    assert [t.name for t in reading.of(records.Theme)] == ["Etats-Unis", "Actualité"]
    (event,) = reading.of(records.Event)
    assert (event.starts, event.ends, event.place) == ("2025-11-20T10:00", "2025-11-20T12:30", "Sénat")
    assert {(r.person_id, r.role) for r in reading.of(records.Role)} == {
        ("anne-durand", "president"),
        ("lea-sabot", "contact"),
    }
