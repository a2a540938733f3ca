"""What a crawl of a site should find, made from SPIP's own database and SPIP's own rendering of it (php/dump.php)."""

from dataclasses import dataclass
from typing import Any

from scraper import portal, records

from . import rendering
from .content import MEMBERS
from .site import Site

MEDIA = {"file": "text", "image": "photo", "audio": "sound", "video": "video"}


@dataclass(frozen=True)
class Published:
    """An article anybody may read. section: number; documents: (path, title, medium, description); themes: names."""

    spip_id: int
    section: int
    url: str
    overtitle: str | None
    title: str
    subtitle: str | None
    lead: str | None
    body: str | None
    published: str
    has_logo: bool
    themes: frozenset[str]
    documents: frozenset[tuple[str, str, str, str | None]]


@dataclass(frozen=True)
class Section:
    """A published rubrique. parts: the headed sections of its text, heading and text."""

    spip_id: int
    url: str
    title: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Truth:
    """published: by SPIP's number; secret: numbers of those nobody may find; moved: of those that lead elsewhere.

    themes: addresses of keywords by name; keywords: their numbers.
    """

    published: dict[int, Published]
    secret: frozenset[int]
    moved: frozenset[int]
    themes: dict[str, str]
    keywords: dict[str, int]
    sections: tuple["Section", ...]


def of(site: Site) -> Truth:
    """The truth of a site as it is now."""
    return Reading(site).truth()


class Reading:
    """Reads the output of php/dump.php."""

    def __init__(self, site: Site) -> None:
        self.portal = portal.load().crawled_at(site.url)
        self.site = site
        self.held = site.truth()
        self.mots = {row["id"]: rendering.line(row["titre"]) for row in self.held["mots"]}

    def truth(self) -> Truth:
        rows = {row["id"]: row for row in self.held["articles"]}
        open_rows = {
            number: row for number, row in rows.items() if row["statut"] == "publie" and row["rubrique"] != MEMBERS
        }
        moved = frozenset(number for number, row in open_rows.items() if row["virtuel"])
        return Truth(
            {number: self._article(row) for number, row in open_rows.items() if number not in moved},
            frozenset(rows) - frozenset(open_rows),
            moved,
            {self.mots[row["id"]]: self.canonical(row["url"]) for row in self.held["mots"]},
            {name: number for number, name in self.mots.items()},
            tuple(map(self._section, (row for row in self.held["rubriques"] if row["statut"] == "publie"))),
        )

    def canonical(self, address: str) -> str:
        """The portal's canonical address for a relative one of the site."""
        return self.portal.canonical(address, f"{self.site.url}/")

    def _article(self, row: dict[str, Any]) -> Published:
        related = f"<p>Voir en ligne : {row['nom_site'] or row['url_site']}</p>" if row["url_site"] else ""
        return Published(
            row["id"],
            row["rubrique"],
            self.canonical(row["url"]),
            rendering.line(row["surtitre"]),
            rendering.line(row["titre"]),
            rendering.line(row["soustitre"]),
            rendering.text(row["chapo"]),
            rendering.text(row["texte"], related, row["ps"], row["notes"]),
            row["date"][:10],
            bool(row["logo"]),
            frozenset(self.mots[number] for number in row["mots"]),
            frozenset(_document(document) for document in row["documents"] if not _in_text(document)),
        )

    def _section(self, row: dict[str, Any]) -> Section:
        title, parts = rendering.line(row["titre"]), rendering.headed(row["texte"])
        return Section(row["id"], self.canonical(row["url"]), title, parts)


def _document(document: dict[str, Any]) -> tuple[str, str, str, str | None]:
    """Path, title (the file's name when it has none), medium, and description: that and the credits, as SPIP shows
    them below a file."""
    path = f"IMG/{document['fichier']}"
    title = rendering.line(document["titre"]) or path.rpartition("/")[2]
    description = rendering.text(document["descriptif"], document["credits"])
    return path, title, MEDIA[document["media"]], description


def _in_text(document: dict[str, Any]) -> bool:
    """Whether it is a picture amid the text, which is no document."""
    return document["media"] == "image" and document["vu"] == "oui"


def theme_id(name: str) -> str:
    """The archive's id of a keyword."""
    return records.slugify(name)
