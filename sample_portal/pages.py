"""Builds the pages of a sample, without any markup: one method for each type of page (docs/portal.md).

A skin renders them. `href` is as SPIP writes a link: relative to the root without a slash, with plain `&`; the skin
escapes it. Dates and titles are as shown, damaged letters included.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from sample_portal import french, sections
from sample_portal.articles import Article, Head
from sample_portal.blocks import Attachment, paragraph, plain
from sample_portal.sample import Sample
from sample_portal.sections import FUNDS, NEWS, Section
from sample_portal.texts import shown, shown_title
from sample_portal.world import WorldGroup

_TEASER = 290
_MONTHS = ("jan", "fév", "mar", "avr", "mai", "jui", "jui", "aoû", "sep", "oct", "nov", "déc")
"""The portal's months of three letters; "jui" is June and July."""
_DROPPED = re.compile(r"var_|utm_|fbclid$|PHPSESSID$|debut_autres_articles$|debut_articles$|page$|id_\w+$")
"""Parameters that SPIP does not carry along into the links of its lists."""
_FORMS = {
    "login": ("Espace adhérents", ("Identifiant", "var_login"), ("Mot de passe", "password")),
    "recherche": ("Recherche", ("Rechercher", "recherche")),
}
Part = tuple[str, dict[str, Any]]
"""A part of the main column: the name of the skin's macro, and what it shows."""


class PageLink(NamedTuple):
    text: str
    href: str


class AgendaBadge(NamedTuple):
    """An entry of the agenda."""

    day: str
    month: str
    span: str | None
    """"Du 21/10/2026 au 24/10/2026", for several days only."""
    anchor: PageLink


@dataclass(frozen=True, eq=False)
class Frame:
    """The blocks around every page; they change at every change of the portal."""

    menu: list[tuple[str, list[PageLink]]]
    agenda: list[AgendaBadge]
    news: list[tuple[PageLink, str | None]]
    """Link, path of its picture or None for the default one."""
    media: list[PageLink]
    foot: list[PageLink]


class Paging(NamedTuple):
    """How far a list is."""

    href: str
    """The list with all parameters but the offset's."""
    name: str
    """Of the offset's parameter."""
    step: int
    offset: int
    total: int

    @property
    def pages(self) -> int:
        return -(-self.total // self.step)

    @property
    def current(self) -> int:
        return self.offset // self.step

    @property
    def anchor(self) -> str:
        return self.name.removeprefix("debut_")

    def at(self, page: int) -> str:
        """Return the link to a page, from 0."""
        joint = "&" if "?" in self.href else "?"
        return f"{self.href}{joint}{self.name}={page * self.step}#pagination_{self.anchor}"


@dataclass(frozen=True)
class Page:
    """A whole page."""

    kind: str
    """article, rubrique, mot, sommaire, plan, agenda, login, forum, imprimer, pays_intro, pays_page or 404."""
    main: list[Part]
    frame: Frame
    login: PageLink
    name: str | None = None
    """What the head's title says besides the site's name."""
    canonical: str | None = None
    """Absolute."""
    feed: str | None = None
    """Link to the section's or keyword's RSS."""
    crumbs: tuple[PageLink, ...] = ()
    """The way from the home page, without it."""
    broken_meta: bool = False
    """Whether the head has a quote inside an attribute (docs/portal.md)."""
    indexed: bool = True


def cut(numbers: tuple[int, ...], step: int, asked: str) -> tuple[tuple[int, ...], int]:
    """Return a page of a list, and its offset as SPIP takes it: clamped; -1 for all, @ID for the page that holds ID,
    letters for the first page."""
    if asked == "-1":
        return numbers, 0
    digits = re.match(r"@?(\d+)", asked, re.ASCII)
    offset = int(digits[1]) if digits else 0
    if asked.startswith("@"):
        offset = numbers.index(offset) // step * step if offset in numbers else 0
    offset = min(offset, max(0, (len(numbers) - 1) // step * step))
    return numbers[offset : offset + step], offset


class Builder:
    """Builds pages of one state of the portal; `address` is the one asked for, which the login link repeats.

    Raises KeyError for an object it does not hold.
    """

    def __init__(self, sample: Sample) -> None:
        self.sample = sample

    def page(self, kind: str, address: str, *main: Part, **fields) -> Page:
        """Return a page with the frame around its parts."""
        login = PageLink("Espace adhérents", f"spip.php?page=login&url={quote(address, safe='-+')}")
        return Page(kind, list(main), self._frame, login, **fields)

    # --- the frame ----------------------------------------------------------------------------------------------------

    @cached_property
    def _frame(self) -> Frame:
        sample, data = self.sample, sections.DATA["frame"]
        news = [(self._anchor(number), _picture(sample.heads[number], "L80xH60")) for number in sample.news[:3]]
        foot = [PageLink(text, href.format(month=f"{sample.today:%Y-%m}")) for text, href in data["foot"]]
        media = [PageLink(*link) for link in data["media"]]
        return Frame(list(self._menu()), list(map(self._badge, sample.coming[:3])), news, media, foot)

    def _menu(self) -> Iterator[tuple[str, list[PageLink]]]:
        for row in sections.DATA["menu"]:
            numbers = row.get("sections", ())
            groups = [group.rubrique for group in self.sample.world.groups if group.kind in row.get("groups", ())]
            links = (PageLink(*link) for link in row.get("links", ()))
            yield row["name"], [*map(self._section, [*numbers, *groups]), *links]

    def _section(self, number: int) -> PageLink:
        return PageLink(self.sample.sections[number].name, self.sample.path("rubrique", number))

    def _anchor(self, number: int) -> PageLink:
        return PageLink(shown_title(self.sample.heads[number]), self.sample.path("article", number))

    def _badge(self, number: int) -> AgendaBadge:
        """Return an article as the agenda shows it: no year but in the line of several days."""
        happening = self.sample.heads[number].happening
        first, last = happening.day, happening.last_day
        span = f"Du {first:%d/%m/%Y} au {last:%d/%m/%Y}" if first != last else None
        return AgendaBadge(french.number(first), _MONTHS[first.month - 1], span, self._anchor(number))

    def _keywords(self, names: tuple[str, ...]) -> list[PageLink]:
        return [PageLink(name, self.sample.path("mot", self.sample.world.mots[name])) for name in names]

    # --- articles -----------------------------------------------------------------------------------------------------

    def article(self, number: int, address: str) -> Page:
        head = self.sample.heads[number]
        section = self.sample.world.group(head.group).rubrique if head.group and not head.listed else NEWS
        crumbs = (self._section(section),) if section != NEWS else (PageLink("Actualités", self._section(NEWS).href),)
        return self._of_article("article", number, address, crumbs=crumbs)

    def in_group(self, number: int, rubrique: int, address: str) -> Page:
        """Return the page of an article inside a group (page=pays_page): the group's head above it."""
        group = self._shown_by(rubrique)
        return self._of_article("pays_page", number, address, *(self._head_of(group) if group else ()))

    def again(self, kind: str, number: int, address: str) -> Page:
        """Return the article to print or to comment on: not for search engines."""
        return self._of_article(kind, number, address, canonical=None, indexed=False)

    def _of_article(self, kind: str, number: int, address: str, *above: Part, **fields) -> Page:
        head = self.sample.heads[number]
        named = {"name": shown_title(head), "canonical": self.sample.url("article", number)}
        return self.page(kind, address, *above, self._story(number), **named | fields)

    def _story(self, number: int) -> Part:
        article = shown(self.sample.article(number))
        head, text = article.head, article.text
        amid = {block.file.path for block in text.blocks if isinstance(block, Attachment)}
        near = [(self.sample.heads[other].published, other) for other in self.sample.neighbours(number)]
        return "story", {
            "head": head,
            "text": text,
            "files": [file for file in text.files if not file.elsewhere and file.path not in amid],
            "published": french.full(head.published),
            # A local time marked Z, as SPIP writes it.
            "machine_date": f"{head.published}T{9 + number % 9:02}:{number % 60:02}:00Z",
            "themes": self._keywords(head.mots),
            "neighbours": [(french.weekday(day), self._anchor(other)) for day, other in near],
            "printing": PageLink("Imprimer", f"spip.php?page=imprimer&id_article={number}"),
            "comments": PageLink("Réagir", f"spip.php?page=forum&id_article={number}"),
        }

    # --- lists --------------------------------------------------------------------------------------------------------

    def rubrique(self, number: int, query: dict[str, str], address: str) -> Page:
        section = self.sample.sections[number]
        group, main = section.group, list(self._above(section))
        if section.step:
            heading = section.name if section.kind == "news" else None
            main.append(self._listing(self.listed(section), section.step, self._section(number).href, query, heading))
        if group and group.themes:
            main.append(("keywords", {"themes": self._keywords(group.themes)}))
        return self.page(
            "rubrique",
            address,
            *main,
            name=section.name,
            canonical=self.sample.url("rubrique", number),
            feed=f"spip.php?page=backend&id_rubrique={number}",
            crumbs=(self._section(number),),
            broken_meta=number == FUNDS,
        )

    def listed(self, section: Section) -> tuple[int, ...]:
        """Return the articles of a section."""
        if section.group:
            return self.sample.of_group(section.group.id)
        return self.sample.of_funds if section.kind == "funds" else self.sample.news

    def _above(self, section: Section) -> list[Part]:
        group = section.group
        main: list[Part] = [("prose", {"blocks": section.blocks})] if section.blocks else []
        if group and group.intro is not None:
            anchors = (PageLink("Accueil", self._section(group.rubrique).href), _more(group))
            main.append(("tabs", {"anchors": anchors}))
        return [*main, *(self._presented(group) if group and group.kind == "thematic" else ())]

    def mot(self, number: int, query: dict[str, str], address: str) -> Page:
        name = next(name for name, known in self.sample.world.mots.items() if known == number)
        listing = self._listing(self.sample.of_mot(name), 10, self.sample.path("mot", number), query, keywords=True)
        return self.page(
            "mot",
            address,
            ("title", {"text": "Cités Unies France"}),
            ("title", {"text": name}),
            listing,
            name=name,
            canonical=self.sample.url("mot", number),
            feed=f"spip.php?page=backend&id_mot={number}",
        )

    def home(self, query: dict[str, str], address: str) -> Page:
        """Return the home page: a welcome and the newest articles."""
        words = "Bienvenue sur le portail des collectivités engagées dans l’action internationale."
        listing = self._listing(self.sample.news, 5, "spip.php", query, name="debut_articles")
        return self.page("sommaire", address, _words(words), listing, feed="spip.php?page=backend")

    def _listing(
        self,
        numbers: tuple[int, ...],
        step: int,
        path: str,
        query: dict[str, str],
        heading: str | None = None,
        *,
        keywords: bool = False,
        name: str = "debut_autres_articles",
    ) -> Part:
        shown_here, offset = cut(numbers, step, query.get(name, ""))
        entries = [self._entry(shown(self.sample.article(number)), keywords=keywords) for number in shown_here]
        carried = urlencode({key: value for key, value in query.items() if not _DROPPED.match(key)})
        paging = Paging(f"{path}?{carried}" if carried else path, name, step, offset, len(numbers))
        return "listing", {"entries": entries, "paging": paging, "heading": heading}

    def _entry(self, article: Article, *, keywords: bool) -> dict[str, Any]:
        """Return an article in a list, with its keywords or with its date and overtitle."""
        head = article.head
        words = " ".join((plain(article.text.blocks) or "").split())
        return {
            "anchor": PageLink(head.title, self.sample.path("article", head.number)),
            # The first words, cut at a word's end; the skin adds its ellipsis.
            "teaser": words if len(words) <= _TEASER else words[:_TEASER].rpartition(" ")[0],
            "overtitle": None if keywords else head.overtitle,
            "subtitle": head.subtitle,
            "date": None if keywords else french.full(head.published),
            "keywords": self._keywords(head.mots) if keywords else None,
            "picture": _picture(head, "L150xH100"),
            "alt": "Image / illustration" if keywords else "",
        }

    # --- groups -------------------------------------------------------------------------------------------------------

    def presentation(self, rubrique: int, address: str) -> Page:
        """Return a group's presentation (page=pays_intro): abstract, tabs, headed sections."""
        group = self._shown_by(rubrique)
        if group is None:
            raise KeyError(rubrique)
        main, feed = (
            (*self._head_of(group), *self._presented(group)),
            f"spip.php?page=backend&id_rubrique={group.rubrique}",
        )
        return self.page("pays_intro", address, *main, name=group.name, feed=feed)

    def _shown_by(self, rubrique: int) -> WorldGroup | None:
        return next((group for group in self.sample.world.groups if group.intro == rubrique), None)

    def _head_of(self, group: WorldGroup) -> list[Part]:
        """Return the abstract and the tabs."""
        path, newest = self._section(group.rubrique).href, self.sample.of_group(group.id)[:1]
        talks = [
            PageLink("Discussions", f"spip.php?page=pays_page&id_article={number}&id_rubrique={group.intro}")
            for number in newest
            if group.labelled
        ]
        tabs = (PageLink("Accueil", path), *talks, PageLink("Publications", f"{path}#publications"))
        name = None if group.country else group.name
        presented = {"name": name, "abstract": sections.abstract(group), "more": _more(group)}
        return [("presentation", presented), ("tabs", {"anchors": tabs})]

    def _presented(self, group: WorldGroup) -> list[Part]:
        officers = sections.officers(group, self.sample.today)
        parts: list[Part] = [("sections", {"sections": sections.parts(group)})]
        return [*parts, ("officers", {"officers": officers})] if officers else parts

    # --- what shows no object of its own ------------------------------------------------------------------------------

    def plan(self, address: str) -> Page:
        """Return the map of the site: every section and every article."""
        every = _index("Plan du site", list(map(self._section, self.sample.sections)))
        articles = _index("Articles", list(map(self._anchor, self.sample.published)))
        return self.page("plan", address, every, articles, name="Plan du site")

    def agenda(self, month: date | None, address: str) -> Page:
        """Return the agenda to come, or a month's; the calendar has a month before and after every month, without
        end."""
        middle = month or self.sample.today.replace(day=1)
        numbers = self.sample.in_month(month) if month else self.sample.coming
        near = ((middle - timedelta(days=1)).replace(day=1), (middle + timedelta(days=31)).replace(day=1))
        turns = [PageLink(french.month(turn), f"spip.php?page=agenda&mois={turn:%Y-%m}") for turn in near]
        entries = ("agenda", {"entries": list(map(self._badge, numbers))})
        title = ("title", {"text": "Agenda"})
        return self.page("agenda", address, title, entries, _index("Calendrier", turns), name="Agenda")

    def form(self, kind: str, address: str) -> Page:
        """Return the form that protected articles lead to, or the search form."""
        heading, *fields = _FORMS[kind]
        form = ("form", {"action": f"spip.php?page={kind}", "fields": fields, "submit": "Valider"})
        return self.page(kind, address, ("title", {"text": heading}), form, name=heading, indexed=False)

    def not_found(self, address: str) -> Page:
        """Return SPIP's page for an address that it does not know."""
        words = _words("Cette page n’existe pas, ou n’existe plus.")
        return self.page("404", address, ("title", {"text": "Erreur 404"}), words, name="Erreur 404", indexed=False)


def _more(group: WorldGroup) -> PageLink:
    return PageLink("Présentation du groupe", f"spip.php?page=pays_intro&id_rubrique={group.intro}")


def _words(text: str) -> Part:
    return "prose", {"blocks": (paragraph(text),)}


def _index(heading: str, anchors: list[PageLink]) -> Part:
    return "index", {"heading": heading, "anchors": anchors}


def _picture(head: Head, size: str) -> str | None:
    """Return the path of an article's picture in a list: another address than on its own page."""
    return f"local/cache-vignettes/{size}/arton{head.number}-7b1d2.jpg?1700000000" if head.logo else None
