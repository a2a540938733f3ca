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
from urllib.parse import urlencode

from sample_portal import french, sections
from sample_portal.articles import Article, Head, shown, shown_title
from sample_portal.blocks import Attachment, paragraph, plain
from sample_portal.sample import Sample
from sample_portal.sections import FUNDS, NEWS, Section
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


@dataclass(frozen=True, eq=False)
class Frame:
    """The blocks around every page; they change at every change of the portal."""

    menu: list[tuple[str, list[PageLink]]]
    agenda: list[dict[str, Any]]
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
    main: tuple[Part, ...]
    frame: Frame
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
    """Return a page of a list, and its offset as SPIP takes it: clamped; -1 for all, letters for the first page."""
    if asked == "-1":
        return numbers, 0
    digits = re.match(r"\d+", asked, re.ASCII)
    offset = min(int(digits[0]) if digits else 0, max(0, (len(numbers) - 1) // step * step))
    return numbers[offset : offset + step], offset


class Builder:
    """Builds pages of one state of the portal. Raises KeyError for an object that it does not have."""

    def __init__(self, sample: Sample) -> None:
        self.sample = sample
        self.introduced = {group.intro: group for group in sample.world.groups if group.intro}
        """Number of the section that a presentation page shows -> its group."""

    def page(self, kind: str, *main: Part, **fields) -> Page:
        """Return a page with the frame around its parts."""
        return Page(kind, main, self._frame, **fields)

    @cached_property
    def _frame(self) -> Frame:
        sample, data = self.sample, sections.DATA["frame"]
        news = [(self._anchor(number), _picture(sample.heads[number], "L80xH60")) for number in sample.news[:3]]
        foot = [PageLink(text, href.format(month=f"{sample.today:%Y-%m}")) for text, href in data["foot"]]
        media = [PageLink(*link) for link in data["media"]]
        return Frame(list(self._menu()), list(map(self._badge, sample.coming[:3])), news, media, foot)

    def _menu(self) -> Iterator[tuple[str, list[PageLink]]]:
        for row in sections.DATA["menu"]:
            groups = [group.rubrique for group in self.sample.world.groups if group.kind in row.get("groups", ())]
            links = (PageLink(*link) for link in row.get("links", ()))
            yield row["name"], [*map(self._section, [*row.get("sections", ()), *groups]), *links]

    def _section(self, number: int) -> PageLink:
        return PageLink(self.sample.sections[number].name, self.sample.path("rubrique", number))

    def _anchor(self, number: int) -> PageLink:
        return PageLink(shown_title(self.sample.heads[number]), self.sample.path("article", number))

    def _badge(self, number: int) -> dict[str, Any]:
        """Return an article as the agenda shows it: no year but in the line of several days."""
        happening = self.sample.heads[number].happening
        first, last = happening.day, happening.last_day
        span = f"Du {first:%d/%m/%Y} au {last:%d/%m/%Y}" if first != last else None
        month = _MONTHS[first.month - 1]
        return {"day": french.number(first), "month": month, "span": span, "anchor": self._anchor(number)}

    def _keywords(self, names: tuple[str, ...]) -> list[PageLink]:
        return [PageLink(name, self.sample.path("mot", self.sample.world.mots[name])) for name in names]

    def article(self, number: int) -> Page:
        head = self.sample.heads[number]
        section = self.sample.world.group(head.group).rubrique if head.group and not head.listed else NEWS
        crumbs = (self._section(section),) if section != NEWS else (PageLink("Actualités", self._section(NEWS).href),)
        return self._of_article("article", number, crumbs=crumbs)

    def again(self, kind: str, number: int, rubrique: int = 0) -> Page:
        """Return an article under one more address: inside a group (pays_page), the group's head above it; or to print
        or to comment on, which is not for search engines."""
        if kind != "pays_page":
            return self._of_article(kind, number, canonical=None, indexed=False)
        group = self.introduced.get(rubrique)
        return self._of_article(kind, number, *(self._head_of(group) if group else ()))

    def _of_article(self, kind: str, number: int, *above: Part, **fields) -> Page:
        named = {"name": shown_title(self.sample.heads[number]), "canonical": self.sample.url("article", number)}
        return self.page(kind, *above, self._story(number), **named | fields)

    def _story(self, number: int) -> Part:
        article = shown(self.sample.article(number))
        head = article.head
        amid = {block.file.path for block in article.blocks if isinstance(block, Attachment)}
        near = [(self.sample.heads[other].published, other) for other in self.sample.neighbours(number)]
        return "story", {
            "head": head,
            "text": article,
            "files": [file for file in article.files if not file.elsewhere and file.path not in amid],
            "published": french.full(head.published),
            # A local time marked Z, as SPIP writes it.
            "machine_date": f"{head.published}T{9 + number % 9:02}:{number % 60:02}:00Z",
            "themes": self._keywords(head.mots),
            "neighbours": [(french.weekday(day), self._anchor(other)) for day, other in near],
            "printing": PageLink("Imprimer", f"spip.php?page=imprimer&id_article={number}"),
            "comments": PageLink("Réagir", f"spip.php?page=forum&id_article={number}"),
        }

    def rubrique(self, number: int, query: dict[str, str]) -> Page:
        section, link = self.sample.sections[number], self._section(number)
        group, main = section.group, list(self._above(section))
        if section.step:
            heading = section.name if section.kind == "news" else None
            main.append(self._listing(self.listed(section), section.step, link.href, query, heading=heading))
        if group and group.themes:
            main.append(("keywords", {"themes": self._keywords(group.themes)}))
        return self._list_page("rubrique", number, section.name, *main, crumbs=(link,), broken_meta=number == FUNDS)

    def listed(self, section: Section) -> tuple[int, ...]:
        """Return the articles of a section."""
        if section.group:
            return self.sample.of_group(section.group.id)
        return self.sample.of_funds if section.kind == "funds" else self.sample.news

    def _above(self, section: Section) -> Iterator[Part]:
        group = section.group
        if section.blocks:
            yield "prose", {"blocks": section.blocks}
        if group and group.intro is not None:
            yield "tabs", {"anchors": (PageLink("Accueil", self._section(group.rubrique).href), _more(group))}
        if group and group.kind == "thematic":
            yield from self._presented(group)

    def mot(self, number: int, query: dict[str, str]) -> Page:
        name = next(name for name, known in self.sample.world.mots.items() if known == number)
        path, titles = self.sample.path("mot", number), (_title("Cités Unies France"), _title(name))
        listing = self._listing(self.sample.of_mot(name), 10, path, query, keywords=True)
        return self._list_page("mot", number, name, *titles, listing)

    def _list_page(self, kind: str, number: int, name: str, *main: Part, **fields) -> Page:
        canonical, feed = self.sample.url(kind, number), f"spip.php?page=backend&id_{kind}={number}"
        return self.page(kind, *main, name=name, canonical=canonical, feed=feed, **fields)

    def home(self, query: dict[str, str]) -> Page:
        """Return the home page: a welcome and the newest articles."""
        words = _words("Bienvenue sur le portail des collectivités engagées dans l’action internationale.")
        listing = self._listing(self.sample.news, 5, "spip.php", query, name="debut_articles")
        return self.page("sommaire", words, listing, feed="spip.php?page=backend")

    def _listing(
        self,
        numbers: tuple[int, ...],
        step: int,
        path: str,
        query: dict[str, str],
        *,
        heading: str | None = None,
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
        words = " ".join((plain(article.blocks) or "").split())
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

    def presentation(self, rubrique: int) -> Page:
        """Return a group's presentation (page=pays_intro): abstract, tabs, headed sections."""
        group = self.introduced[rubrique]
        feed = f"spip.php?page=backend&id_rubrique={group.rubrique}"
        main = (*self._head_of(group), *self._presented(group))
        return self.page("pays_intro", *main, name=group.name, feed=feed)

    def _head_of(self, group: WorldGroup) -> Iterator[Part]:
        """Yield the abstract and the tabs."""
        name = None if group.country else group.name
        yield "presentation", {"name": name, "abstract": sections.abstract(group), "more": _more(group)}
        path, newest = self._section(group.rubrique).href, self.sample.of_group(group.id)[: group.labelled]
        page = f"spip.php?page=pays_page&id_article={{}}&id_rubrique={group.intro}"
        talks = [PageLink("Discussions", page.format(number)) for number in newest]
        yield "tabs", {"anchors": (PageLink("Accueil", path), *talks, PageLink("Publications", f"{path}#publications"))}

    def _presented(self, group: WorldGroup) -> Iterator[Part]:
        yield "sections", {"sections": sections.parts(group)}
        if officers := sections.officers(group, self.sample.today):
            yield "officers", {"officers": officers}

    def plan(self) -> Page:
        """Return the map of the site: every section and every article."""
        every = _index("Plan du site", map(self._section, self.sample.sections))
        articles = _index("Articles", map(self._anchor, self.sample.published))
        return self.page("plan", every, articles, name="Plan du site")

    def agenda(self, month: date | None) -> Page:
        """Return the agenda to come, or a month's; the calendar has a month before and after every month, without
        end."""
        middle = month or self.sample.today.replace(day=1)
        numbers = self.sample.in_month(month) if month else self.sample.coming
        near = ((middle - timedelta(days=1)).replace(day=1), (middle + timedelta(days=31)).replace(day=1))
        turns = (PageLink(french.month(turn), f"spip.php?page=agenda&mois={turn:%Y-%m}") for turn in near)
        entries = ("agenda", {"entries": list(map(self._badge, numbers))})
        return self.page("agenda", _title("Agenda"), entries, _index("Calendrier", turns), name="Agenda")

    def form(self, kind: str) -> Page:
        """Return the form that protected articles lead to, or the search form."""
        heading, *fields = _FORMS[kind]
        form = ("form", {"action": f"spip.php?page={kind}", "fields": fields, "submit": "Valider"})
        return self.page(kind, _title(heading), form, name=heading, indexed=False)

    def not_found(self) -> Page:
        """Return SPIP's page for an address that it does not know."""
        words = _words("Cette page n’existe pas, ou n’existe plus.")
        return self.page("404", _title("Erreur 404"), words, name="Erreur 404", indexed=False)


def _more(group: WorldGroup) -> PageLink:
    return PageLink("Présentation du groupe", f"spip.php?page=pays_intro&id_rubrique={group.intro}")


def _title(text: str) -> Part:
    return "title", {"text": text}


def _words(text: str) -> Part:
    return "prose", {"blocks": (paragraph(text),)}


def _index(heading: str, anchors: Iterator[PageLink]) -> Part:
    return "index", {"heading": heading, "anchors": list(anchors)}


def _picture(head: Head, size: str) -> str | None:
    """Return the path of an article's picture in a list: another address than on its own page."""
    return f"local/cache-vignettes/{size}/arton{head.number}-7b1d2.jpg?1700000000" if head.logo else None
