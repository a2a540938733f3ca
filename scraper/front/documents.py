"""The documents: files and media that articles and groups have, by kind, group and year, and what is kept of them."""

import json
import re
from collections import Counter

from scraper.exporting.atom import FeedEntry
from scraper.exporting.tables import Kind
from scraper.front import words
from scraper.front.groups import chosen_group
from scraper.front.list_tables import ListColumn, ListTable
from scraper.front.pages import ListPages, Missing, PageAnswer, Visit, page
from scraper.front.words import t

_KINDS = {
    "pdf": ("PDF", "PDF"),
    "texte": ("texte (Word, ODT)", "text (Word, ODT)"),
    "tableau": ("tableau (Excel, CSV)", "spreadsheet (Excel, CSV)"),
    "presentation": ("présentation", "slides"),
    "image": ("image", "picture"),
    "son": ("son", "sound"),
    "video": ("vidéo", "video"),
    "autre": ("autre", "other"),
}
"""The kinds of documents: in addresses, in French, in English."""
_BY_MIME = (
    ("pdf", re.compile("application/pdf")),
    ("texte", re.compile("word|opendocument.text|/rtf|text/plain")),
    ("tableau", re.compile("excel|spreadsheet|/csv")),
    ("presentation", re.compile("powerpoint|presentation")),
)
_BY_MEDIUM = {"photo": "image", "sound": "son", "video": "video"}
_READ = {"oui": 1, "non": 0}
"""Whether the file was read: in addresses, in queries."""


@page("/documents", is_list=True)
async def documents(visit: Visit) -> PageAnswer:
    """List the documents, of a kind, a group or a year if one is chosen, those of the latest articles first."""
    kind, year, read = (visit.args.get(name) for name in ("genre", "annee", "lu"))
    if (kind and kind not in _KINDS) or (year and not re.fullmatch(r"[12]\d{3}", year)) or (read and read not in _READ):
        raise Missing(t("Il n’y a pas de tel choix.", "There is no such choice."))
    of_group = await chosen_group(visit)
    group = of_group and of_group["id"]
    anytime = {"year": None, "since": "", "until": "9999~"}
    period = {"year": year, "since": year, "until": f"{year}~"} if year else anytime
    forms = await visit.archive.counted("documents.forms", group=group, **period)
    of_kind = json.dumps(sorted({_form(each) for each in forms if _kind(each) == kind})) if kind else None
    narrowed = {"forms": of_kind, "is_read": _READ[read] if read else None}
    values = {"group": group, **period, **narrowed}
    is_read = narrowed["is_read"]
    chosen = [each for each in forms if kind in {None, _kind(each)} and is_read in {None, each["is_read"]}]
    paging = ListPages(sum(each["count"] for each in chosen), visit.page)
    found = await visit.archive.rows("documents.listed", **values, limit=paging.size, offset=paging.offset)
    for document in found:
        _complete(document)
    shown = {
        "documents": found,
        "paging": paging,
        "kinds": _kind_facet([each for each in forms if is_read in {None, each["is_read"]}]),
        "read": _read_facet([each for each in forms if kind in {None, _kind(each)}]),
        "years": await _years(visit, {"group": group, **anytime, **narrowed}),
        "groups": await visit.archive.counted("documents.groups", **period, **narrowed),
    }
    chosen_words = (kind and t(*_KINDS[kind]), of_group and of_group["name"], year)
    title = " · ".join(filter(None, (t("Documents", "Documents"), *chosen_words)))
    return PageAnswer("documents.html", title, shown, table=_table(visit, values))


async def _years(visit: Visit, values: dict) -> list[dict]:
    found = await visit.archive.counted("documents.years", **values)
    return [each | {"name": each["value"]} for each in found]


def _form(document: dict) -> str:
    """Return a document's medium and media type, as the queries compare them."""
    return f"{document['medium']} {document['mime'] or ''}"


def _kind(document: dict) -> str:
    """Return a document's kind, by its media type, else by its medium."""
    mime = document["mime"] or ""
    by_mime = (kind for kind, pattern in _BY_MIME if pattern.search(mime))
    return next(by_mime, None) or _BY_MEDIUM.get(document["medium"], "autre")


def _kind_facet(forms: list[dict]) -> list[dict]:
    counts = Counter()
    for each in forms:
        counts[_kind(each)] += each["count"]
    return [{"value": kind, "name": t(*_KINDS[kind]), "count": count} for kind, count in counts.most_common()]


def _read_facet(forms: list[dict]) -> list[dict]:
    counts = Counter()
    for each in forms:
        counts[each["is_read"]] += each["count"]
    names = (("oui", t("fichier lu", "file read")), ("non", t("adresse seule", "address only")))
    return [
        {"value": value, "name": name, "count": counts[_READ[value]]} for value, name in names if counts[_READ[value]]
    ]


def _complete(document: dict) -> None:
    """Add to a document what the page shows of it: its kind, size and state in words, and links to it."""
    document["kind"] = t(*_KINDS[_kind(document)])
    document["size"] = words.file_size(document["bytes"])
    document["kept"] = _kept(document)
    document["link"] = words.web_address(document["url"])
    document["wayback"] = _wayback(document)


def _kept(document: dict) -> str:
    """Return what the archive keeps of a document, in words."""
    pages = document["pages"]
    text = (
        t("texte gardé, ", "text kept, ") + words.count(pages, ("page", "pages"), ("page", "pages")) if pages else None
    )
    if document["has_file"]:
        return ", ".join(filter(None, (t("fichier gardé", "file kept"), text)))
    return text or (
        t("empreinte gardée", "fingerprint kept") if document["sha256"] else t("adresse seule", "address only")
    )


def _wayback(document: dict) -> str:
    return words.wayback_address(document["url"], document["seen_at"])


def place_of(document: dict) -> str:
    """Return the path of the article or the group that a document is attached to."""
    return f"/actualite/{document['news_id']}" if document["news_id"] else f"/groupe/{document['group_id']}"


def _table(visit: Visit, values: dict) -> ListTable:
    def place(document: dict) -> str:
        return visit.whole(visit.url(place_of(document)))

    def entry(document: dict) -> FeedEntry:
        owner = document["article"] or document["group_name"]
        about = (t(*_KINDS[_kind(document)]), words.file_size(document["bytes"]), owner)
        return FeedEntry(
            f"/document/{document['id']}",
            document["title"] or document["url"].rsplit("/", 1)[-1] or document["url"],
            place(document),
            document["seen_at"],
            summary=" · ".join(filter(None, about)),
        )

    columns = (
        ListColumn("Identifiant", "Identifier", "id"),
        ListColumn("Titre", "Title", "title"),
        ListColumn("Genre", "Kind", lambda document: t(*_KINDS[_kind(document)])),
        ListColumn("Type de média", "Media type", "mime"),
        ListColumn("Taille (octets)", "Size (bytes)", "bytes", Kind.NUMBER),
        ListColumn("Gardé", "Kept", _kept),
        ListColumn("SHA-256", "SHA-256", "sha256"),
        ListColumn("Article", "Article", "article"),
        ListColumn("Date de l’article", "Date of the article", "published", Kind.DAY),
        ListColumn("Groupe", "Group", "group_name"),
        ListColumn("Page de l’archive", "Page of the archive", place),
        ListColumn("Adresse du fichier", "Address of the file", "url"),
        ListColumn("Wayback Machine", "Wayback Machine", _wayback),
    )
    return ListTable("documents.listed", columns, values, entry)
