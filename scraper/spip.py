"""What is true of every SPIP site: the grammar of its addresses and their canonical form.

Source: the URL styles of SPIP 4.4 (page, html, propres, propres2, libres, arbo, propres_qs, simple), see docs/spip.md.
An address has the kind of its page only in part: in `libres` and `arbo` style a plain path may be an article, a
rubrique or a keyword, and then the page's own markup decides.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import parse_qsl, quote, unquote, urlsplit, urlunsplit

NUMBERED = {
    "article": "id_article",
    "rubrique": "id_rubrique",
    "mot": "id_mot",
    "auteur": "id_auteur",
    "breve": "id_breve",
    "site": "id_syndic",
}
"""Objects that have a number, and the parameter that carries it."""

SERVICE_PAGES = {
    "plan": "plan",
    "sitemap.xml": "sitemap",
    "backend": "feed",
    "backend-breves": "feed",
    "ical": "ical",
    "robots.txt": "robots",
    "recherche": "search",
    "login": "login",
    "spip_pass": "login",
    "identifiants": "login",
    "imprimer": "duplicate",
    "imprimir_articulo": "duplicate",
    "print": "duplicate",
    "article_pdf": "duplicate",
    "amp": "duplicate",
    "forum": "duplicate",
    "page-forum": "duplicate",
    "distrib": "duplicate",
    "contact": "service",
    "inscription": "login",
    "calendrier": "service",
    "404": "service",
}
"""SPIP's own `page=` templates that show no object of their own, and what they are."""

_TEXT = r"(?:(?:cet |cette |l |this |el )?(?:article|texte|billet|actualite|breve|page|document|post|articulo) )?"
PUBLISHED = re.compile(
    rf"{_TEXT}(?:a ete )?(?:publiee?|postee?|mise? en ligne|published|posted|publicad[oa]"
    r"|date de (?:publication|parution|mise en ligne))\b"
)
"""Words of SPIP and its templates before the date of a publication, folded, in the languages of their sites
(docs/spip.md, "Markup")."""
PUBLISHED_BESIDE = re.compile(rf"{_TEXT}(?:a ete )?(?:parue?|redigee?|ecrite?|ajoutee?|diffusee?|parution|online)\b")
"""Words that mean the same beside a title, and may be about anything in a text."""
CHANGED = re.compile(
    rf"{_TEXT}(?:a ete )?(?:mise? a jour|modifiee?|actualisee?|revisee?|corrigee?|(?:last )?(?:updated?|modified)"
    r"|(?:date de )?(?:la )?derniere (?:mise a jour|modification|revision))(?: le| on| du)?\b"
)
"""Their words before the date of a change."""

LOGO = re.compile(r"/arton(?P<number>\d+)|/IMG/logo/")
"""An article's own picture, by its address."""
NO_LOGO = re.compile(r"siteo(?:n|ff)0|d[ée]faut|default|/puce|icone?s?[/_.-]", re.IGNORECASE)
"""The site's picture, a default one, an icon."""
FILE_DESCRIPTIONS = frozenset(("spip_doc_descriptif", "spip_doc_credits", "descriptif", "credits"))
"""Classes of a file's description beside its title."""
CACHED = 2**14
"""Addresses whose reading is kept: a site's menus link the same ones from every page."""
FILES = re.compile(r"/(?:IMG|local|prive|plugins|squelettes|extensions|lib)/|\.(?:css|js|ico|woff2?)$", re.IGNORECASE)
_MARKED = (
    ("mot", re.compile(r"^\+-(.+)-\+$")),
    ("rubrique", re.compile(r"^-(.+)-$")),
    ("auteur", re.compile(r"^_(.+)_$")),
    ("site", re.compile(r"^@(.+)@$")),
    ("breve", re.compile(r"^\+(.+)\+$")),
)
_DIGITS = r"\d{1,18}(?!\d)"
"""A number that SPIP's database can hold."""
_NUMBERED = re.compile(rf"^/?(article|rubrique|mot|auteur|breve|site)({_DIGITS})(?:\.html)?$")
_TAKEN = re.compile(r"-\d{2,6}$")
_WORDED_NUMBER = re.compile(
    r"(?:^|-)(?:no?|numero|saison|edition|cop|acte|tome|agenda|g|article|(?:19|20)\d\d)-\d{1,2}$|-(?:19|20)\d\d$",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"^debut_?[\w-]+$")
_SAFE_PATH = "/+-_.~!$&'()*,;=:@"


@dataclass(frozen=True)
class Address:
    """The meaning of an address."""

    kind: str
    """home; article, rubrique, mot, auteur, breve, site (SPIP's objects); plain (a path whose object only the page
    shows); plan, sitemap, feed, ical, robots (useful service pages); file; and what is not to be visited: search,
    login, duplicate (print, forum, AMP), service."""
    number: int | None = None
    """SPIP's number of the object."""
    slug: str | None = None
    """Last part of the path, of an object, a plain address or a file."""
    page: str | None = None
    """SPIP's parameter `page`."""
    offsets: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """SPIP's parameters of lists (`debut_…`) and their values."""

    @property
    def worth_a_visit(self) -> bool:
        return self.kind not in {"search", "login", "duplicate", "service", "file", "robots", "auteur", "site"}


@lru_cache(maxsize=CACHED)
def address(url: str) -> Address:
    """Read an absolute address; never raises on a malformed one (kind `service`)."""
    parts = _split(url)
    if parts is None:
        return Address("service")
    path, query = _percent(parts.path) or "/", parts.query
    head, tail = path.rsplit("/", 1)
    if FILES.search(path):
        return Address("file", slug=tail)
    if re.match(r"/ecrire(/|$)", path) or tail.endswith(".api") or ".api/" in path:
        return Address("login")
    names = _parameters(query)
    offsets = MappingProxyType({k: v for k, v in names.items() if _OFFSET.match(k)})
    if "action" in names:
        return Address("service")
    if tail in {"", "spip.php", "index.php", "page.php"} and head in {"", "/"}:
        return _by_query(query, names, offsets)
    if tail in SERVICE_PAGES:
        return Address(SERVICE_PAGES[tail], page=tail)
    if numbered := _NUMBERED.match(tail):
        return Address(numbered[1], number=int(numbered[2]), offsets=offsets)
    return _by_slug(tail or head.rsplit("/", 1)[-1], offsets, nested=bool(head), closed=not tail)


def _by_query(query: str, names: dict[str, str], offsets: Mapping[str, str]) -> Address:
    first = unquote(query.split("&")[0]) if query else ""
    if numbered := _NUMBERED.match(first):
        return Address(numbered[1], number=int(numbered[2]), offsets=offsets)
    page = names.get("page")
    if page in SERVICE_PAGES:
        return Address(SERVICE_PAGES[page], page=page, number=_object(names)[1])
    kind, number = _object(names)
    if kind:
        return Address(kind, number=number, page=None if page == kind else page, offsets=offsets)
    if page in {None, "", "sommaire"}:
        if first and "=" not in first:
            return _by_slug(first, offsets)
        return Address("home", offsets=offsets)
    return Address("plain", slug=page, page=page, offsets=offsets)


def _by_slug(slug: str, offsets: Mapping[str, str], *, nested: bool = False, closed: bool = False) -> Address:
    bare = slug.removesuffix(".html")
    for kind, pattern in _MARKED:
        if match := pattern.match(bare):
            return Address(kind, slug=match[1], offsets=offsets)
    return Address("rubrique" if nested and closed else "plain", slug=bare, offsets=offsets)


def _object(names: dict[str, str]) -> tuple[str | None, int | None]:
    for kind, parameter in NUMBERED.items():
        if digits := re.match(_DIGITS, names.get(parameter, "")):
            return kind, int(digits[0])
    return None, None


def section_around(url: str) -> int | None:
    """Return the number of the section inside which an address shows an article, in a template of its own
    (`page=pays_page&id_article=4898&id_rubrique=226`); None for any other address."""
    where, parts = address(url), _split(url)
    if where.kind != "article" or not where.page or parts is None:
        return None
    digits = re.match(_DIGITS, _parameters(parts.query).get(NUMBERED["rubrique"], ""))
    return int(digits[0]) if digits else None


def is_marked(url: str) -> bool:
    """Return whether an address has SPIP's marks of a section or keyword (`-Mali-`, `+-Maroc-+`): on such a site a
    plain one is an article's."""
    where = address(url)
    return (
        where.kind in {"rubrique", "mot"}
        and where.number is None
        and where.slug is not None
        and unquote(url).rstrip("/").endswith(("-", "-+"))
    )


@lru_cache(maxsize=CACHED)
def canonical(url: str) -> str:
    """Return one spelling for all addresses of one page: no fragment, no unknown parameter, sorted parameters, SPIP's
    numbers cast to integers as SPIP does (`id_article=4963%27`), percent-encoding undone where it can be (`%2B`).

    Idempotent. Scheme and host are left as they are: which hosts are one site is the portal's matter (portal.py).
    """
    parts = _split(url)
    if parts is None:
        return url
    where = address(url)
    if where.kind == "home":
        path, query = "/", _query(where.offsets)
    elif where.kind == "file":
        path, query = _percent(parts.path), ""
    elif where.kind in NUMBERED and where.number is not None:
        path, query = _numbered(where, parts.path)
    elif where.kind in {"login", "service", "search", "duplicate"}:
        path, query = _percent(parts.path) or "/", parts.query
    else:
        path, query = _named(where, parts)
    return urlunsplit((parts.scheme, parts.netloc, _quoted(path), query, ""))


def _numbered(where: Address, path: str) -> tuple[str, str]:
    if where.page and where.kind == "rubrique":
        return "/spip.php", _query({"page": where.page, NUMBERED["rubrique"]: str(where.number), **where.offsets})
    if path.endswith(".html"):
        return _percent(path), _query(where.offsets)
    query = _query(where.offsets)
    return "/spip.php", f"{where.kind}{where.number}" + (f"&{query}" if query else "")


def _named(where: Address, parts) -> tuple[str, str]:
    path, names = _percent(parts.path), _parameters(parts.query)
    keep = dict(where.offsets)
    if where.page and path.rsplit("/", 1)[-1] in {"", "spip.php", "index.php", "page.php"}:
        ids = {k: re.match(r"\d+", v)[0] for k, v in names.items() if k in NUMBERED.values() and re.match(r"\d", v)}
        if where.kind == "sitemap" and re.fullmatch(r"\d{4}", names.get("annee", "")):
            ids["annee"] = names["annee"]
        return "/spip.php", _query({"page": where.page, **ids, **keep})
    if (
        where.slug
        and path.rsplit("/", 1)[-1] in {"", "spip.php", "index.php"}
        and "=" not in parts.query.split("&")[0]
        and parts.query
    ):
        query = _query(keep)
        return "/spip.php", quote(unquote(parts.query.split("&")[0]), safe=_SAFE_PATH) + (f"&{query}" if query else "")
    return path, _query(keep)


def slug(url: str) -> str:
    """Return the words of a canonical address as an id, without SPIP's marks: `Reunion-5237`, `article1784`,
    `mali/titre`."""
    parts, where = urlsplit(url), address(url)
    if where.number is not None:
        return f"{where.page or where.kind}{where.number}"
    above = unquote(parts.path).strip("/").rpartition("/")[0]
    own = where.slug or where.page or "accueil"
    return f"{above}/{own}" if above and not own.startswith(above) else own


def without_offset(url: str) -> str:
    """Return a list's canonical address: that of one of its pages, without the offset."""
    offsets = address(url).offsets
    path, _, query = url.partition("?")
    kept = "&".join(part for part in query.split("&") if part.split("=")[0] not in offsets)
    return path + (f"?{kept}" if kept else "")


def words(url: str) -> str:
    """Return the words of a slug, without the number SPIP adds to one that was taken ("-Mali-167-" -> "Mali")."""
    text = unquote(address(url).slug or "")
    if not _WORDED_NUMBER.search(text):
        text = _TAKEN.sub("", text)
    return text.replace("-", " ").strip()


def _split(url: str):
    try:
        parts = urlsplit(url.strip())
        return parts if parts.scheme in {"http", "https"} and parts.hostname else None
    except ValueError:
        return None


def _percent(path: str) -> str:
    """Decode a path, never a `+` (in a path it is not a space), never a `/` or `%` that was encoded."""
    return re.sub(r"%(?!25|2F|2f|3F|3f|23)[0-9A-Fa-f]{2}(?:%[89ABab][0-9A-Fa-f])*", lambda m: _decoded(m[0]), path)


def _decoded(encoded: str) -> str:
    text = unquote(encoded, errors="replace")
    return encoded if "\ufffd" in text or not text.isprintable() else text


def _quoted(path: str) -> str:
    return quote(re.sub(r"/{2,}", "/", path), safe=_SAFE_PATH + "%")


def _parameters(query: str) -> dict[str, str]:
    return dict(parse_qsl(query.replace("&amp;", "&"), keep_blank_values=True))


def _query(names: dict[str, str]) -> str:
    return "&".join(
        f"{quote(k)}={quote(v, safe='@-')}" for k, v in sorted(names.items()) if not (_OFFSET.match(k) and v == "0")
    )
