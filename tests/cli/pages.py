"""Small pages in the portal's manner, for sites of a few answers."""

from .small_site import Answer


def page(inside: str) -> bytes:
    """A whole HTML page."""
    return f"<!DOCTYPE html><html lang='fr'><head><title>Portail</title></head><body>{inside}</body></html>".encode()


def article(title: str, day: str = "10 février 2021") -> Answer:
    """An article's page."""
    text = f"<p>{title} : les collectivités se retrouvent pour préparer la suite de leurs projets communs.</p>"
    return Answer(page(f"<h1>{title}</h1>{text}<p>Publié le {day}</p>"))


def listing(*slugs: str, more: str = "") -> Answer:
    """A list of articles, newest first."""
    entries = "".join(
        f"<div><p>Le 1er mars 2021,</p><h3><a href='{slug}'>Titre de {slug}</a></h3><p>Un mot de présentation (…)</p>"
        f"<a href='{slug}'>EN SAVOIR PLUS</a></div>"
        for slug in slugs
    )
    return Answer(page(f"<h1>Actualités CUF</h1>{entries}{more}"))
