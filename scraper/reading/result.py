"""What one page gives when it is read: records, where it leads, and what was not as expected."""

from dataclasses import dataclass, field

from scraper import records


@dataclass(frozen=True)
class Link:
    """A link worth a visit. url: canonical. kind: article, group, list, keyword, agenda or page. text: its words;
    in a feed, those of its item."""

    url: str
    kind: str
    text: str = ""


@dataclass(frozen=True)
class Pagination:
    """A list's pages. name: SPIP's parameter (`debut_autres_articles`); step: entries a page; last: highest offset."""

    name: str
    step: int
    last: int


@dataclass(frozen=True)
class Evidence:
    """Why a field has its value: the rule that gave it, for `portail check` and for problems."""

    table: str
    field: str
    rule: str


@dataclass
class Reading:
    """The reading of one page.

    kind: article, list, keyword, group, fund, newsletter, text (a section's page of text that is no newsletter), home,
    plan, feed, sitemap, ical, or unknown.
    url: the page's canonical address: the address fetched, or `rel=canonical` where the fetched one is a number or
    another spelling of it. canonical: what `rel=canonical` names on this portal, a claim until it is proven.
    subject: the News, Group or Theme the page is about, or None. Everything in `rows` belongs to it or is a
    Listing; ids of rows are those the page itself gives (a slug), which the store maps to permanent ids.
    aliases: addresses under which the subject answered. marks: what it is built of (page.Outline).
    """

    kind: str
    url: str
    subject: records.News | records.Group | records.Theme | None = None
    rows: list = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)
    pagination: Pagination | None = None
    problems: list[records.Problem] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    marks: frozenset[str] = frozenset()
    canonical: str | None = None

    def of(self, record: type) -> list:
        """The rows of one record class, in page order."""
        return [row for row in self.rows if isinstance(row, record)]
