"""Citations of an article: as a note, for BibTeX, RIS and CSL programs, and in the head of its page.

What is cited is a version: its title, the portal's address, the day on which the portal was read, and the permalink
under which this archive keeps it.
"""

import json
import re
from dataclasses import dataclass

from scraper.front import words
from scraper.front.pages import FileAnswer, Missing, PageAnswer, Visit, page
from scraper.front.record_versions import last_read, version_of, versioned
from scraper.front.words import t
from scraper.records import slugify

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FOR_TEX = {
    **{sign: f"\\{sign}" for sign in "{}%&#_$"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_FOR_TEX_URL = {sign: f"%{ord(sign):02X}" for sign in "{}\\ "}


@dataclass(frozen=True)
class Citation:
    """What citations of a version of an article say."""

    id: str
    """The article's, with the version's number."""
    title: str
    author: str
    """The issuer that the title names, else the portal's publisher."""
    published: str | None
    """YYYY-MM-DD."""
    language: str | None
    lead: str | None
    portal_url: str
    """Of the page, on the portal."""
    permalink: str
    """Of the version, in this archive."""
    consulted: str
    """The day on which the portal was read, YYYY-MM-DD."""

    @property
    def portal(self) -> str:
        """The title of the portal."""
        return words.archived_portal().title

    @property
    def publisher(self) -> str:
        """Who publishes the portal."""
        return words.archived_portal().name

    def note(self) -> str:
        """Return a footnote, in the language of this answer."""
        title = self.title.replace("« ", "“").replace(" »", "”").replace("«\u00a0", "“").replace("\u00a0»", "”")
        dated = words.day(self.published) or t("s. d.", "n.d.")
        consulted = words.day(self.consulted)
        return t(
            f"{self.author}, «\u00a0{title}\u00a0», {self.portal}, {dated}, {self.portal_url} "
            f"(consulté le {consulted}\u00a0; version archivée\u00a0: {self.permalink}).",
            f"{self.author}, “{title}”, {self.portal}, {dated}, {self.portal_url} "
            f"(consulted on {consulted}; archived version: {self.permalink}).",
        )

    def bibtex(self) -> str:
        """Return an entry that BibTeX, BibLaTeX and what imports them read."""
        year, month, _ = (self.published or "--").split("-")
        key = "-".join(filter(None, (slugify(self.author), year, self.id)))
        entries = {
            "author": f"{{{{{_tex(self.author)}}}}}",
            "title": f"{{{{{_tex(self.title)}}}}}",
            "howpublished": f"{{{_tex(self.portal)}}}",
            "publisher": f"{{{_tex(self.publisher)}}}",
            "year": f"{{{year}}}" if year else None,
            "month": _MONTHS[int(month) - 1] if month else None,
            "date": f"{{{self.published}}}" if self.published else None,
            "url": f"{{{_tex_url(self.portal_url)}}}",
            "urldate": f"{{{self.consulted}}}",
            "note": f"{{{t('Version archivée', 'Archived version')} : \\url{{{_tex_url(self.permalink)}}}}}",
            "langid": "{french}" if self.language == "fr" else None,
        }
        lines = [f"  {name} = {value}" for name, value in entries.items() if value]
        return f"@misc{{{re.sub('[^A-Za-z0-9-]', '-', key)},\n" + ",\n".join(lines) + "\n}\n"

    def ris(self) -> str:
        """Return an entry of RIS."""
        tags = [
            ("TY", "ELEC"),
            ("TI", self.title),
            ("AU", self.author),
            ("T2", self.portal),
            ("PB", self.publisher),
            ("PY", (self.published or "")[:4]),
            ("DA", (self.published or "").replace("-", "/")),
            ("AB", self.lead or ""),
            ("LA", self.language or ""),
            ("UR", self.portal_url),
            ("Y2", self.consulted.replace("-", "/")),
            ("N1", f"{t('Version archivée', 'Archived version')} : {self.permalink}"),
            ("AN", self.id),
        ]
        lines = [f"{tag}  - {' '.join(text.split())}" for tag, text in tags if text]
        return "\r\n".join([*lines, "ER  - ", ""])

    def csl(self) -> list[dict]:
        """Return a list of one entry of CSL-JSON."""
        entry = {
            "id": self.id,
            "type": "webpage",
            "title": self.title,
            "author": [{"literal": self.author}],
            "container-title": self.portal,
            "publisher": self.publisher,
            "issued": self.published and _date_parts(self.published),
            "accessed": _date_parts(self.consulted),
            "URL": self.portal_url,
            "archive": t("Archive du portail", "Archive of the portal"),
            "archive_location": self.permalink,
            "abstract": self.lead,
            "language": self.language,
        }
        return [{name: value for name, value in entry.items() if value}]

    def head(self) -> list[tuple[str, str]]:
        """Return what the head of the article's page declares: Highwire's and Dublin Core's names with their values.

        The address that it gives is the permalink: who saves the page has read that, on that day.
        """
        day = self.published or ""
        tags = [
            ("citation_title", self.title),
            ("citation_author", self.author),
            ("citation_publication_date", day.replace("-", "/")),
            ("citation_publisher", self.publisher),
            ("citation_language", self.language),
            ("citation_public_url", self.permalink),
            ("citation_abstract", self.lead),
            ("DC.title", self.title),
            ("DC.creator", self.author),
            ("DC.publisher", self.publisher),
            ("DC.date", day),
            ("DC.language", self.language),
            ("DC.identifier", self.permalink),
            ("DC.source", self.portal_url),
            ("DC.type", "Text"),
            ("z:itemType", "webpage"),  # Zotero takes what has citation_title for a journal's article
        ]
        return [(name, text) for name, text in tags if text]

    def json_ld(self, image: str | None, page_address: str) -> dict:
        """Return schema.org's description. image: address of the article's picture. page_address: of its own page."""
        organisation = {"@type": "Organization", "name": self.publisher}
        author = organisation if self.author == self.publisher else {"@type": "Organization", "name": self.author}
        entries = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": self.permalink,
            "headline": self.title,
            "author": author,
            "publisher": organisation,
            "datePublished": self.published,
            "inLanguage": self.language,
            "description": self.lead,
            "image": image,
            "url": self.portal_url,
            "archivedAt": self.permalink,
            "mainEntityOfPage": page_address,
        }
        return {name: value for name, value in entries.items() if value}


async def citation_of(visit: Visit, article: dict, version: dict) -> Citation:
    """Return the citation of a version of an article. article, version: rows of news and versions."""
    state = json.loads(version["fields"])
    (proof, *_) = await visit.archive.rows("versions.proofs", id=version["id"], fetch_id=version["fetch_id"])
    path = versioned("news", article["id"]).version_path(version["id"])
    return Citation(
        id=f"{article['id']}-v{version['id']}",
        title=state["title"],
        author=state.get("issuer") or words.archived_portal().name,
        published=state.get("published"),
        language=state.get("language"),
        lead=state.get("lead"),
        portal_url=article["url"],
        permalink=visit.whole(visit.url(path, au=None)),
        consulted=words.paris_day(proof["fetched_at"]),
    )


@page("/citer/{article_id}.bib")
async def bibtex_file(visit: Visit, article_id: str) -> FileAnswer:
    """Send the BibTeX entry of an article."""
    cited = await _asked(visit, article_id)
    return FileAnswer(cited.bibtex().encode(), "application/x-bibtex; charset=utf-8", f"{_file_name(article_id)}.bib")


@page("/citer/{article_id}.ris")
async def ris_file(visit: Visit, article_id: str) -> FileAnswer:
    """Send the RIS entry of an article."""
    cited = await _asked(visit, article_id)
    media_type = "application/x-research-info-systems; charset=utf-8"
    return FileAnswer(cited.ris().encode(), media_type, f"{_file_name(article_id)}.ris")


@page("/citer/{article_id}.json")
async def csl_file(visit: Visit, article_id: str) -> FileAnswer:
    """Send the CSL-JSON of an article."""
    written = json.dumps((await _asked(visit, article_id)).csl(), ensure_ascii=False, indent=2)
    return FileAnswer(written.encode(), "application/vnd.citationstyles.csl+json", f"{_file_name(article_id)}.json")


@page("/citer/{article_id}")
async def cite(visit: Visit, article_id: str) -> PageAnswer:
    """Show how an article is cited, in its last version or in that of ?v=NUMBER."""
    cited = await _asked(visit, article_id)
    files = [
        ("BibTeX", "bib", cited.bibtex()),
        ("RIS", "ris", cited.ris()),
        ("CSL-JSON", "json", json.dumps(cited.csl(), ensure_ascii=False, indent=2)),
    ]
    shown = {"citation": cited, "files": files, "article_id": article_id, "version": visit.args.get("v")}
    record = versioned("news", article_id)
    title = t(f"Citer « {cited.title} »", f"Cite “{cited.title}”")
    return PageAnswer("citation.html", title, shown, record.trail(cited.title))


async def _asked(visit: Visit, article_id: str) -> Citation:
    article = await visit.archive.row("news.article", id=article_id)
    if article is None:
        raise Missing(t(f"Aucun article ne s’appelle « {article_id} ».", f"There is no article “{article_id}”."))
    record = versioned("news", article_id)
    if number := visit.args.get("v"):
        version = await version_of(visit, record, number)
    else:
        version = await last_read(visit, record)
    return await citation_of(visit, article, version)


def _date_parts(day: str) -> dict:
    return {"date-parts": [[int(part) for part in day.split("-")]]}


def _tex(text: str) -> str:
    return "".join(_FOR_TEX.get(sign, sign) for sign in " ".join(text.split()))


def _tex_url(address: str) -> str:
    return "".join(_FOR_TEX_URL.get(sign, sign) for sign in address)


def _file_name(article_id: str) -> str:
    """Return an id as the name of a file, in letters that every header and system takes."""
    return re.sub(r"[^A-Za-z0-9._-]", "-", article_id)[:100]
