"""Builds the pages that show no object of their own: home, plan, agenda, search, login, contact, 404."""

from datetime import date, timedelta

from sample_portal import french, pages
from sample_portal.blocks import paragraph
from sample_portal.building import Builder
from sample_portal.defects import shown_title
from sample_portal.frame import badge
from sample_portal.pages import Anchor, Page


def home(builder: Builder, query: dict[str, str], address: str) -> Page:
    """The home page: a welcome and the newest articles."""
    welcome = pages.Prose(
        (paragraph("Bienvenue sur le portail des collectivités engagées dans l’action internationale."),)
    )
    return builder.page(
        "sommaire",
        address,
        [welcome, builder.listing(builder.sample.news, 5, "spip.php", query, name="debut_articles")],
        feed="spip.php?page=backend",
    )


def plan(builder: Builder, address: str) -> Page:
    """Every section and every article."""
    sections = tuple(
        Anchor(section.name, builder.sample.path("rubrique", number))
        for number, section in builder.sample.sections.items()
    )
    articles = tuple(
        Anchor(shown_title(builder.sample.heads[number]), builder.sample.path("article", number))
        for number in builder.sample.published
    )
    return builder.page(
        "plan",
        address,
        [pages.Index("Plan du site", sections), pages.Index("Articles", articles)],
        name="Plan du site",
    )


def agenda(builder: Builder, month: date | None, address: str) -> Page:
    """What is to come, or what a month holds; the calendar has a month before and after every month, without end."""
    if month is None:
        numbers, middle = builder.sample.coming, builder.sample.today.replace(day=1)
    else:
        numbers, middle = builder.sample.in_month(month), month
    before, after = (middle - timedelta(days=1)).replace(day=1), (middle + timedelta(days=31)).replace(day=1)
    turns = tuple(Anchor(french.month(turn), f"spip.php?page=agenda&mois={turn:%Y-%m}") for turn in (before, after))
    badges = tuple(badge(builder.sample, number) for number in numbers)
    return builder.page(
        "agenda",
        address,
        [pages.Title("Agenda"), pages.Agenda(badges), pages.Index("Calendrier", turns)],
        name="Agenda",
    )


def login(builder: Builder, address: str) -> Page:
    """The form that protected articles lead to."""
    form = pages.Form("spip.php?page=login", (("Identifiant", "var_login"), ("Mot de passe", "password")), "Valider")
    return builder.page("login", address, [pages.Title("Espace adhérents"), form], name="Se connecter", indexed=False)


def search(builder: Builder, words: str, address: str) -> Page:
    """The newest ten articles whose titles hold the words."""
    found = tuple(
        builder.anchor(number)
        for number in builder.sample.past[:200]
        if words and words.lower() in builder.sample.heads[number].title.lower()
    )
    form = pages.Form("spip.php?page=recherche", (("Rechercher", "recherche"),), "OK")
    return builder.page(
        "recherche",
        address,
        [pages.Title("Recherche"), form, pages.Index("Résultats", found[:10])],
        name="Recherche",
    )


def contact(builder: Builder, address: str) -> Page:
    """How to write to the secretariat."""
    words = pages.Prose((paragraph("Le secrétariat répond aux questions des collectivités."),))
    return builder.page("contact", address, [pages.Title("Nous écrire"), words], name="Contact")


def not_found(builder: Builder, address: str) -> Page:
    """SPIP's page for an address that it does not know."""
    words = pages.Prose((paragraph("Cette page n’existe pas, ou n’existe plus."),))
    return builder.page("404", address, [pages.Title("Erreur 404"), words], name="Erreur 404", indexed=False)
