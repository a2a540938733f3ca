"""What a page is read to: records, where it leads, and what was not as expected."""

from dataclasses import dataclass, field

from scraper import records
from scraper.reading.observed import ObservedPage


@dataclass(frozen=True)
class Link:
    """A link worth a visit."""

    url: str
    """Canonical."""
    kind: str
    """article, group, list, keyword, agenda or page."""
    text: str = ""
    """Its words; in a feed, those of its item."""


@dataclass(frozen=True)
class Pagination:
    """The pages of a list."""

    name: str
    """SPIP's parameter (`debut_autres_articles`)."""
    step: int
    """Entries a page."""
    last: int
    """The highest offset."""


@dataclass(frozen=True)
class Evidence:
    """The rule that found the value of a field, for `portail check` and for problems."""

    table: str
    field: str
    rule: str


@dataclass
class Findings:
    """The result of one reader of a page."""

    kind: str | None = None
    """Kind of the page after reading (Reading.kind); None where its address or class had decided it."""
    subject: records.News | records.Group | records.Theme | None = None
    rows: list = field(default_factory=list)
    problems: list[records.Problem] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)

    def add(self, other: "Findings") -> None:
        """Add the rows, problems and evidence of another reader."""
        self.rows += other.rows
        self.problems += other.problems
        self.evidence += other.evidence


@dataclass
class Reading:
    """The reading of one page."""

    kind: str
    """article, list, keyword, group, fund, newsletter, text (a section's page of text that is no newsletter), home,
    plan, feed, sitemap, ical, or unknown."""
    url: str
    """The page's canonical address: the address fetched, or `rel=canonical` where the fetched one is a number or
    another spelling of it."""
    subject: records.News | records.Group | records.Theme | None = None
    """Record of the page's subject."""
    rows: list = field(default_factory=list)
    """What belongs to the subject, and Listings; their ids are those the page itself has (a slug), which the store maps
    to permanent ids."""
    aliases: set[str] = field(default_factory=set)
    """Addresses under which the subject answered."""
    links: list[Link] = field(default_factory=list)
    pagination: Pagination | None = None
    problems: list[records.Problem] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    marks: frozenset[str] = frozenset()
    """Structure of the page (ParsedPage.marks)."""
    observed: ObservedPage | None = None
    """What is learned from the page, when that was asked for."""
    canonical: str | None = None
    """Address in `rel=canonical` on this portal: a claim until it is proven."""

    def of(self, record: type) -> list:
        """Return the rows of one record class, in page order."""
        return [row for row in self.rows if isinstance(row, record)]

    def take(self, found: Findings) -> None:
        """Take over what a reader found."""
        self.kind, self.subject = found.kind or self.kind, found.subject
        self.rows += found.rows
        self.problems += found.problems
        self.evidence += found.evidence
