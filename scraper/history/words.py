"""The words for what a version holds: the codes that stand in its fields, and what comes before its parts.

The names of fields are with the fields, in records.py.
"""

from scraper.records import FIELD_NAMES

PARTS = {
    "starts": "du",
    "ends": "au",
    "precision": "précision",
    "date_text": "écrit",
    "date_source": "lu dans",
    "place": "lieu",
    "online": "en visioconférence",
    "status": "état",
    "medium": "média",
    "description": "description",
    "function": "fonction",
    "organisation": "organisme",
    "group": "groupe",
    "since": "depuis",
    "opened": "ouvert",
}
"""What comes before a part of an event, a role, a document, a fund; the other parts speak for themselves."""

CODES = {
    "status": {"cancelled": "annulé", "postponed": "reporté", "save_the_date": "date à retenir"},
    "precision": {"minute": "minute", "day": "jour", "month": "mois", "year": "année"},
    "date_source": {
        "title": "titre",
        "overtitle": "surtitre",
        "subtitle": "sous-titre",
        "body": "texte",
        "metadata": "métadonnées",
        "agenda": "agenda",
        "published": "date de publication",
    },
    "online": {1: "oui", 0: "non"},
    "medium": {"text": "texte", "photo": "photo", "sound": "son", "video": "vidéo"},
    "role": {
        "president": "présidence",
        "vice_president": "vice-présidence",
        "referent": "référent à CUF",
        "contact": "contact",
    },
    "kind": {
        "thematic": "thématique",
        "country": "pays",
        "region": "région",
        "former": "ancien",
        "mission": "mission",
    },
}
"""What the codes of a field mean, in French; the code itself is the English."""

VERSION_KINDS = {
    "first": ("première lecture", "first seen"),
    "change": ("changement", "change"),
    "technical": ("relecture par nos soins", "our reading changed"),
    "withdrawn": ("retrait", "withdrawn"),
    "restored": ("retour", "restored"),
}

REASONS = {
    "http_401": ("accès refusé (401)", "access refused (401)"),
    "http_403": ("accès refusé (403)", "access refused (403)"),
    "http_404": ("page introuvable (404)", "page not found (404)"),
    "http_410": ("page supprimée (410)", "page gone (410)"),
    "login": ("identification exigée", "a login is asked for"),
    "redirect": ("renvoi vers une autre page", "leads to another page"),
    "soft_404": ("une autre page répond", "another page answers"),
    "unreachable": ("dans aucune liste, et sans réponse", "in no list, and no answer"),
}
"""Why a record was found withdrawn."""


def field(name: str) -> tuple[str, str]:
    """Return a field in French and English; one that this program does not know keeps its own name."""
    return FIELD_NAMES.get(name, (name, name))


def spoken(name: str, value) -> str:
    """Return a value as a person reads it: "annulé (cancelled)" for a code, "oui" for 1 of online."""
    word = CODES.get(name, {}).get(value, value)
    return str(word) if word == value or isinstance(value, int) else f"{word} ({value})"
