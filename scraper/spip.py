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
    page: kind
    for kind, pages in {
        "plan": "plan",
        "sitemap": "sitemap.xml",
        "feed": "backend backend-breves",
        "ical": "ical",
        "robots": "robots.txt",
        "search": "recherche",
        "login": "login spip_pass identifiants inscription",
        "duplicate": "imprimer imprimir_articulo print article_pdf amp forum page-forum distrib",
        "service": "contact calendrier 404",
    }.items()
    for page in pages.split()
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

SITE_WORDS = ("Voir en ligne",)
"""Its own words before the address of the site that an article is about: they are in the article's text."""
LOGO = re.compile(r"/arton(?P<number>\d+)|/IMG/logo/")
"""An article's own picture, by its address."""
NO_LOGO = re.compile(r"siteo(?:n|ff)0|d[ée]faut|default|/puce|icone?s?[/_.-]", re.IGNORECASE)
"""The site's picture, a default one, an icon."""
FILE_DESCRIPTIONS = frozenset(("spip_doc_descriptif", "spip_doc_credits", "descriptif", "credits"))
"""Classes of a file's description beside its title."""
CACHED = 2**14
"""Addresses whose reading is kept: a site's menus link the same ones from every page."""
FILES = re.compile(r"/(?:IMG|local|prive|plugins|squelettes|extensions|lib)/|\.(?:css|js|ico|woff2?)$", re.IGNORECASE)
_MARKED = re.compile(
    r"(?:\+-(?P<mot>.+)-\+|-(?P<rubrique>.+)-|_(?P<auteur>.+)_|@(?P<site>.+)@|\+(?P<breve>.+)\+)(?:\.html)?"
)
"""SPIP's marks around the slug of each kind of object but an article's."""
_DIGITS = r"\d{1,18}(?!\d)"
"""A number that SPIP's database can hold."""
_NUMBERED = re.compile(rf"^/?(article|rubrique|mot|auteur|breve|site)({_DIGITS})(?:\.html)?$")
_TAKEN = re.compile(r"-\d{2,6}$")
_WORDED_NUMBER = re.compile(
    r"(?:^|-)(?:no?|numero|saison|edition|cop|acte|tome|agenda|g|article|(?:19|20)\d\d)-\d{1,2}$|-(?:19|20)\d\d$",
    re.IGNORECASE,
)
_SCRIPTS = frozenset(("", "spip.php", "index.php", "page.php"))
_PRIVATE = re.compile(r"^/ecrire(?:/|$)|\.api(?:/|$)")
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
    path = _percent(parts.path) or "/"
    head, tail = path.rsplit("/", 1)
    if FILES.search(path):
        return Address("file", slug=tail)
    if _PRIVATE.search(path):
        return Address("login")
    names = _parameters(parts.query)
    if "action" in names:
        return Address("service")
    offsets = MappingProxyType({k: v for k, v in names.items() if _OFFSET.match(k)})
    if tail in _SCRIPTS and head in {"", "/"}:
        return _by_query(unquote(parts.query.split("&")[0]), names, offsets)
    if tail in SERVICE_PAGES:
        return Address(SERVICE_PAGES[tail], page=tail)
    if numbered := _NUMBERED.match(tail):
        return Address(numbered[1], number=int(numbered[2]), offsets=offsets)
    return _by_slug(tail or head.rsplit("/", 1)[-1], offsets, folder=bool(head) and not tail)


def _by_query(first: str, names: dict[str, str], offsets: Mapping[str, str]) -> Address:
    if numbered := _NUMBERED.match(first):
        return Address(numbered[1], number=int(numbered[2]), offsets=offsets)
    objects = ((kind, re.match(_DIGITS, names.get(parameter, ""))) for kind, parameter in NUMBERED.items())
    kind, number = next(((kind, int(digits[0])) for kind, digits in objects if digits), (None, None))
    page = names.get("page")
    if page in SERVICE_PAGES:
        return Address(SERVICE_PAGES[page], page=page, number=number)
    if kind:
        return Address(kind, number=number, page=None if page == kind else page, offsets=offsets)
    if page not in {None, "", "sommaire"}:
        return Address("plain", slug=page, page=page, offsets=offsets)
    return _by_slug(first, offsets) if first and "=" not in first else Address("home", offsets=offsets)


def _by_slug(slug: str, offsets: Mapping[str, str], *, folder: bool = False) -> Address:
    if marked := _MARKED.fullmatch(slug):
        return Address(marked.lastgroup, slug=marked[marked.lastgroup], offsets=offsets)
    return Address("rubrique" if folder else "plain", slug=slug.removesuffix(".html"), offsets=offsets)


def section_around(url: str) -> int | None:
    """Return the number of the section inside which an address shows an article, in a template of its own
    (`page=pays_page&id_article=4898&id_rubrique=226`); None for any other address."""
    where = address(url)
    if where.kind != "article" or not where.page:
        return None
    digits = re.match(_DIGITS, _parameters(urlsplit(url).query).get(NUMBERED["rubrique"], ""))
    return int(digits[0]) if digits else None


def is_marked(url: str) -> bool:
    """Return whether an address has SPIP's marks of a section or keyword (`-Mali-`, `+-Maroc-+`): on such a site a
    plain one is an article's."""
    return address(url).kind in {"rubrique", "mot"} and unquote(url).rstrip("/").endswith(("-", "-+"))


@lru_cache(maxsize=CACHED)
def canonical(url: str) -> str:
    """Return one spelling for all addresses of one page: no fragment, no unknown parameter, sorted parameters, SPIP's
    numbers cast to integers as SPIP does (`id_article=4963%27`), percent-encoding undone where it can be (`%2B`).

    Idempotent. Scheme and host are left as they are: which hosts are one site is the portal's matter (portal.py).
    """
    parts = _split(url)
    if parts is None:
        return url
    where, path, first = address(url), _percent(parts.path) or "/", ""
    kept = dict(where.offsets)
    is_script = path.rsplit("/", 1)[-1] in _SCRIPTS
    if where.kind == "home":
        path = "/"
    elif where.kind in {"login", "service", "search", "duplicate"}:
        return urlunsplit((parts.scheme, parts.netloc, _quoted(path), parts.query, ""))
    elif where.kind == "rubrique" and where.number is not None and where.page:
        path, kept = "/spip.php", {"page": where.page, NUMBERED["rubrique"]: str(where.number), **kept}
    elif where.kind in NUMBERED and where.number is not None:
        path, first = (path, "") if path.endswith(".html") else ("/spip.php", f"{where.kind}{where.number}")
    elif where.page and is_script:
        names = _parameters(parts.query)
        ids = {k: digits[0] for k in NUMBERED.values() if (digits := re.match(r"\d+", names.get(k, "")))}
        if where.kind == "sitemap" and re.fullmatch(r"\d{4}", names.get("annee", "")):
            ids["annee"] = names["annee"]
        path, kept = "/spip.php", {"page": where.page, **ids, **kept}
    elif where.slug and is_script and parts.query and "=" not in parts.query.split("&")[0]:
        path, first = "/spip.php", quote(unquote(parts.query.split("&")[0]), safe=_SAFE_PATH)
    query = "&".join(filter(None, (first, _query(kept))))
    return urlunsplit((parts.scheme, parts.netloc, _quoted(path), query, ""))


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
