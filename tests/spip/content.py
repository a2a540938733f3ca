"""What SPIP is filled with: the sample's sections, keywords and articles, as rows for php/fill.php.

An article stands in one section only: its group's, the funds', the members', or the news. Every section, keyword and
article keeps the sample's number. SPIP gives the addresses.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import starmap
from typing import Any

from sample_portal import Sample, sections
from sample_portal.articles import Article, Head
from sample_portal.blocks import Heading, Paragraph, Strong, paragraph
from sample_portal.sections import ENGLISH, FUNDS, NEWS, Section
from sample_portal.world import WorldGroup

from .shortcuts import Typist

MEMBERS = 15
"""The section whose articles only members may read: squelettes-communs/membres.html."""
REDIRECTING = 907
"""An article that leads to another site."""
AUTHORS = ("Jo Briand", "Marie-Thérèse Laurent", "Yann Le Guellec")
STATES = {"online": "publie", "redirected": "publie", "protected": "publie", "withdrawn": "poubelle"}

_HIDDEN = (
    (901, NEWS, "prop", "Proposition d’article, en attente de relecture"),
    (902, NEWS, "prepa", "Brouillon du compte rendu de la session Mali"),
    (903, NEWS, "refuse", "Annonce refusée par la rédaction"),
    (904, NEWS, "poubelle", "Article mis à la poubelle"),
    (905, MEMBERS, "publie", "Budget détaillé de la mission Sahel"),
    (906, MEMBERS, "publie", "Liste des contacts des adhérents"),
    (907, NEWS, "publie", "Toutes les annonces du ministère"),
)
_OF_FEW_WORDS = (
    (911, "Ordre du jour de la journée des partenaires", ""),
    (912, "A short note for our partners abroad", "The meeting is open to every local authority."),
    (913, "Carte des villes partenaires", "<img@0@|center>"),
    (914, "Avis aux partenaires", "Thèmes : eau, climat et jeunesse"),
    (915, "Visite des partenaires", "Visites de terrain dans trois communes"),
)
"""Articles without text, in English, of a picture, and of words that tools begin with: number, title, text."""


@dataclass(frozen=True)
class Content:
    """A site's content. today: the day it was made for, Europe/Paris."""

    sample: Sample

    def rows(self) -> dict[str, Any]:
        """Keyword groups, keywords, authors, sections and articles, each in the order SPIP is to create them."""
        mots = self.sample.world.mots
        return {
            "mots": [{"id": number, "titre": name} for name, number in mots.items()],
            "auteurs": [{"id": number, "nom": name} for number, name in enumerate(AUTHORS, 2)],
            "rubriques": sorted(
                [*map(self._section, self.sample.sections.values()), *self._extra_sections()], key=lambda row: row["id"]
            ),
            "articles": [
                *map(self._article, map(self.sample.article, self.sample.heads)),
                *self._hidden(),
                *self._of_few_words(),
            ],
        }

    # --- sections ---------------------------------------------------------------------------------------------------

    def _typist(self) -> Typist:
        return Typist({self.sample.path("rubrique", number): number for number in self.sample.sections})

    def _section(self, section: Section) -> dict[str, Any]:
        typist, group = self._typist(), section.group
        blocks = list(section.blocks)
        if group and sections.presented(group):
            for part in sections.parts(group):
                blocks += [Heading(part.heading), *part.blocks]
            for officer in sections.officers(group, self.sample.today):
                blocks += _officer(officer)
        text = typist.text(tuple(blocks))
        return {
            "id": section.number,
            "titre": section.title or section.name,
            "descriptif": _abstract(group) if group else "",
            "texte": text,
            "mots": [self.sample.world.mots[name] for name in (group.themes if group else ())],
            "documents": [_document(path, title) for path, title in typist.documents] or _leaflet(section),
        }

    def _extra_sections(self) -> Iterator[dict[str, Any]]:
        empty = {"descriptif": "", "texte": "", "mots": [], "documents": []}
        yield {"id": MEMBERS, "titre": "Espace adhérents", **empty}
        for group in self.sample.world.groups:
            if group.intro not in {None, group.rubrique}:
                yield {
                    **self._section(self.sample.sections[group.rubrique]),
                    "id": group.intro,
                    "mots": [],
                    "documents": [_document(f"IMG/pdf/plaquette_{group.intro}.pdf", "Plaquette du groupe")],
                }

    # --- articles ---------------------------------------------------------------------------------------------------

    def _article(self, article: Article) -> dict[str, Any]:
        head, typist = article.head, self._typist()
        text = typist.text(article.blocks)
        placed = [path for path, _ in typist.documents]
        joined = [
            (file.path, file.title) for file in article.files if "://" not in file.path and file.path not in placed
        ]
        return {
            **_empty(head.number, self._section_of(head), STATES[head.state], head.title, head.published),
            "premier_titre": head.first_title,
            "surtitre": head.overtitle or "",
            "soustitre": head.subtitle or "",
            "chapo": head.lead or "",
            "texte": text,
            "virtuel": self._target(head),
            "mots": [self.sample.world.mots[name] for name in head.mots],
            "auteurs": [2 + head.number % len(AUTHORS)],
            "documents": [*starmap(_described, typist.documents), *starmap(_document, joined)],
            "logo": f"arton{head.number}.jpg" if head.logo else None,
            **_postscript(head.number),
        }

    def _section_of(self, head: Head) -> int:
        if head.state == "protected":
            return MEMBERS
        if head.fund:
            return FUNDS
        return self.sample.world.group(head.group).rubrique if head.group else NEWS

    def _target(self, head: Head) -> str:
        return f"article{head.target}" if isinstance(head.target, int) else head.target or ""

    def _hidden(self) -> Iterator[dict[str, Any]]:
        for number, section, state, title in _HIDDEN:
            yield {
                **_empty(number, section, state, title, date(2019, 3, number - 890)),
                "texte": f"{title}. Ce texte n’est pas public.",
                "virtuel": "https://www.exemple.org/annonces" if number == REDIRECTING else "",
            }

    def _of_few_words(self) -> Iterator[dict[str, Any]]:
        """Articles whose templates show more tools than text, each with two keywords."""
        mots = list(self.sample.world.mots.values())[:2]
        for number, title, text in _OF_FEW_WORDS:
            yield {
                **_empty(number, NEWS, "publie", title, date(2020, 5, number - 905)),
                "texte": text,
                "mots": mots,
                "documents": [_described("IMG/jpg/carte_des_villes.jpg", "La carte")] if "@0@" in text else [],
            }


def _empty(number: int, section: int, state: str, title: str, day: date) -> dict[str, Any]:
    return {
        "id": number,
        "rubrique": section,
        "statut": state,
        "titre": title,
        "date": f"{day.isoformat()} {9 + number % 9:02}:{number % 60:02}:00",
        "premier_titre": None,
        "surtitre": "",
        "soustitre": "",
        "chapo": "",
        "texte": "",
        "ps": "",
        "nom_site": "",
        "url_site": "",
        "virtuel": "",
        "mots": [],
        "auteurs": [],
        "documents": [],
        "logo": None,
    }


def _postscript(number: int) -> dict[str, str]:
    """One article in nine has a postscript, one in thirteen a link to the site it speaks of, as SPIP's forms offer."""
    found = {}
    if number % 9 == 4:
        found["ps"] = "Les personnes qui souhaitent rejoindre le groupe peuvent écrire au secrétariat."
    if number % 13 == 5:
        found |= {"nom_site": "Le site des partenaires", "url_site": "https://www.exemple.org/partenaires"}
    return found


def _document(path: str, title: str | None) -> dict[str, Any]:
    return {"fichier": path.rpartition("/")[2], "titre": title or "", "descriptif": "", "credits": ""}


def _described(path: str, title: str | None) -> dict[str, Any]:
    """A file placed in a text, with all that SPIP's form for it offers."""
    described = {"descriptif": "Deux pages relues par le secrétariat.", "credits": "Le secrétariat des partenaires"}
    return {**_document(path, title), **described}


def _leaflet(section: Section) -> list[dict[str, Any]]:
    """SPIP publishes a section only when it holds something: those without articles hold a file."""
    return (
        [_document(f"IMG/pdf/plaquette_{section.number}.pdf", "Plaquette")]
        if section.number == ENGLISH or section.kind == "newsletter" or (section.group and section.group.everything)
        else []
    )


def _abstract(group: WorldGroup) -> str:
    """The abstract without the mark of its cut, and with what follows: the template cuts it."""
    shown = sections.abstract(group)
    return (
        shown.removesuffix(" (...)") + " prépare chaque année une journée de travail ouverte à toutes les communes."
        if shown
        else ""
    )


def _officer(officer: sections.Officer) -> list[Paragraph]:
    """Label, name and function are lines of one paragraph, the organisation is another (portal.md 1.4)."""
    *lines, last = (officer.name, *officer.lines)
    if not officer.lines:
        lines, last = [officer.name], None
    return [paragraph(Strong(officer.label), *(f"\n{line}" for line in lines)), *([paragraph(last)] if last else [])]
