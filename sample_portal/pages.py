"""A page as a skin receives it: its place on the site, the parts of its main column, and the frame around them.

Nothing here is markup. `href` is as SPIP writes a link: relative to the root without a slash, with plain `&`; the skin
escapes it. Dates and titles are as shown, damaged letters included.
"""

from dataclasses import dataclass

from sample_portal.articles import Article
from sample_portal.blocks import Attachment, Block, File
from sample_portal.presentations import Officer, Part


@dataclass(frozen=True)
class Anchor:
    text: str
    href: str


@dataclass(frozen=True)
class Badge:
    """An entry of the agenda. span: "Du 21/10/2026 au 24/10/2026", for several days only."""

    day: str
    month: str
    span: str | None
    anchor: Anchor


@dataclass(frozen=True)
class Frame:
    """What stands around every page. news: (link, path of its picture or None for the default one)."""

    menu: tuple[tuple[str, tuple[Anchor, ...]], ...]
    agenda: tuple[Badge, ...]
    news: tuple[tuple[Anchor, str | None], ...]
    media: tuple[Anchor, ...]
    foot: tuple[Anchor, ...]
    login: Anchor


@dataclass(frozen=True)
class Entry:
    """An article in a list. date ("18 février 2026"), keywords: None in lists that show none."""

    anchor: Anchor
    teaser: str
    overtitle: str | None = None
    subtitle: str | None = None
    date: str | None = None
    keywords: tuple[Anchor, ...] | None = None
    picture: str | None = None


@dataclass(frozen=True)
class Paging:
    """Where a list stands. href: the list with all parameters but the offset's; name: of the offset's parameter."""

    href: str
    name: str
    step: int
    offset: int
    total: int

    @property
    def pages(self) -> int:
        return -(-self.total // self.step)

    @property
    def current(self) -> int:
        return self.offset // self.step

    def at(self, page: int) -> str:
        """The link to a page, from 0."""
        joint = "&" if "?" in self.href else "?"
        return f"{self.href}{joint}{self.name}={page * self.step}#pagination_{self.name.removeprefix('debut_')}"


# --- parts of the main column --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Story:
    """An article. neighbours: (date with weekday, link), older first. published: "26 mai 2025"; machine_date: SPIP's, a
    local time marked Z."""

    article: Article
    published: str
    machine_date: str
    keywords: tuple[Anchor, ...]
    neighbours: tuple[tuple[str, Anchor], ...]
    printing: Anchor
    forum: Anchor

    @property
    def files(self) -> tuple[File, ...]:
        """The files of the block below the text: neither those shown amid it nor what it links on other sites."""
        amid = {block.file.path for block in self.article.text.blocks if isinstance(block, Attachment)}
        return tuple(file for file in self.article.text.files if "://" not in file.path and file.path not in amid)


@dataclass(frozen=True)
class Listing:
    """A list of articles. heading: what stands above it, if anything."""

    entries: tuple[Entry, ...]
    paging: Paging
    heading: str | None = None


@dataclass(frozen=True)
class Presentation:
    """The head of a group's pages: name (of themes only), abstract, link "Présentation du groupe"."""

    name: str | None
    abstract: str
    link: Anchor


@dataclass(frozen=True)
class Tabs:
    """The tabs of a group: "Accueil", "Discussions", "Publications"."""

    anchors: tuple[Anchor, ...]


@dataclass(frozen=True)
class Parts:
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Officers:
    officers: tuple[Officer, ...]


@dataclass(frozen=True)
class Keywords:
    """The block "Sur ces thèmes"."""

    keywords: tuple[Anchor, ...]


@dataclass(frozen=True)
class Prose:
    """Text that is no article."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Title:
    text: str


@dataclass(frozen=True)
class Index:
    """Links under a heading: a plan, a calendar's month, a service page."""

    heading: str
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True)
class Agenda:
    """The agenda's own list."""

    badges: tuple[Badge, ...]


@dataclass(frozen=True)
class Form:
    """A form of the portal: login, search, forum. fields: (label, name)."""

    action: str
    fields: tuple[tuple[str, str], ...]
    submit: str


MainPart = Story | Listing | Presentation | Tabs | Parts | Officers | Keywords | Prose | Title | Index | Agenda | Form


@dataclass(frozen=True)
class Page:
    """A whole page.

    kind: article, rubrique, mot, sommaire, plan, agenda, login, recherche, forum, imprimer, pays_intro, pays_page,
    contact or 404. name: what the head's title says besides the site's name. canonical: absolute, or None.
    feed: link to the section's or keyword's RSS. crumbs: the way from the home page, without it. broken_meta: the head
    has a quote inside an attribute (docs/portal.md).
    """

    kind: str
    main: tuple[MainPart, ...]
    frame: Frame
    name: str | None = None
    canonical: str | None = None
    feed: str | None = None
    crumbs: tuple[Anchor, ...] = ()
    broken_meta: bool = False
    indexed: bool = True
