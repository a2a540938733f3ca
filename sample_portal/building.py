"""Builds the pages of a sample, without any markup: one method for each type of page (docs/portal.md)."""

from dataclasses import replace
from urllib.parse import quote

from sample_portal import french, lists, pages, presentations
from sample_portal.articles import Article, Head
from sample_portal.blocks import plain
from sample_portal.defects import shown, shown_title
from sample_portal.frame import frame
from sample_portal.groups import Group
from sample_portal.model import Sample
from sample_portal.pages import Anchor, Page
from sample_portal.sections import FUNDS, NEWS, Section

_TEASER = 290


class Builder:
    """Builds pages of one state of the portal. Raises KeyError for an object it does not hold."""

    def __init__(self, sample: Sample) -> None:
        self.sample = sample
        self._frame = frame(sample)

    def page(self, kind: str, address: str, main: list[pages.MainPart], **fields) -> Page:
        """A page around whose parts the frame stands; `address` is the one asked for, which the login link repeats."""
        login = Anchor("Espace adhérents", f"spip.php?page=login&url={quote(address, safe='-+')}")
        return Page(kind, tuple(main), replace(self._frame, login=login), **fields)

    # --- articles ---------------------------------------------------------------------------------------------------

    def article(self, number: int, address: str) -> Page:
        head = self.sample.heads[number]
        crumbs = self._crumbs(head)
        story = self._story(number)
        return self.page(
            "article",
            address,
            [story],
            name=story.article.head.title,
            canonical=self.sample.url("article", number),
            crumbs=crumbs,
        )

    def in_group(self, number: int, rubrique: int, address: str) -> Page:
        """The article inside a group (page=pays_page): the group's head above it."""
        group, story = self._group_shown_by(rubrique), self._story(number)
        above = [*self._presentation(group), self._tabs(group)] if group else []
        return self.page(
            "pays_page",
            address,
            [*above, story],
            name=story.article.head.title,
            canonical=self.sample.url("article", number),
        )

    def printed(self, number: int, address: str) -> Page:
        """The print version: the article once more, not for search engines."""
        return self.page(
            "imprimer", address, [self._story(number)], name=self.sample.heads[number].title, indexed=False
        )

    def forum(self, number: int, address: str) -> Page:
        """The page to comment an article on, which shows the article once more."""
        form = pages.Form("spip.php?page=forum", (("Votre nom", "session_nom"), ("Votre message", "texte")), "Envoyer")
        return self.page(
            "forum", address, [self._story(number), form], name=self.sample.heads[number].title, indexed=False
        )

    def _story(self, number: int) -> pages.Story:
        article = shown(self.sample.article(number))
        head = article.head
        neighbours = tuple(
            (french.weekday(self.sample.heads[other].published), self.anchor(other))
            for other in self.sample.neighbours(number)
            if other is not None
        )
        return pages.Story(
            article,
            french.full(head.published),
            f"{head.published.isoformat()}T{9 + number % 9:02}:{number % 60:02}:00Z",
            self._keywords(head.mots),
            neighbours,
            Anchor("Imprimer", f"spip.php?page=imprimer&id_article={number}"),
            Anchor("Réagir", f"spip.php?page=forum&id_article={number}"),
        )

    def _crumbs(self, head: Head) -> tuple[Anchor, ...]:
        if head.group and not head.listed:
            group = self.sample.world.group(head.group)
            return (Anchor(group.name, self.sample.path("rubrique", group.rubrique)),)
        return (Anchor("Actualités", self.sample.path("rubrique", NEWS)),)

    def anchor(self, number: int) -> Anchor:
        return Anchor(shown_title(self.sample.heads[number]), self.sample.path("article", number))

    def _keywords(self, names: tuple[str, ...]) -> tuple[Anchor, ...]:
        return tuple(Anchor(name, self.sample.path("mot", self.sample.world.mots[name])) for name in names)

    # --- lists ------------------------------------------------------------------------------------------------------

    def _listed(self, section: Section) -> list[int]:
        if section.group:
            return self.sample.of_group(section.group.id)
        return {"news": self.sample.news, "funds": self.sample.of_funds}[section.kind]

    def rubrique(self, number: int, query: dict[str, str], address: str) -> Page:
        section = self.sample.sections[number]
        path = self.sample.path("rubrique", number)
        main = self._section_parts(section)
        if section.step:
            numbers = self._listed(section)
            heading = section.name if section.kind == "news" else None
            main.append(self.listing(numbers, section.step, path, query, heading=heading))
        if section.group and section.group.themes:
            main.append(pages.Keywords(self._keywords(section.group.themes)))
        return self.page(
            "rubrique",
            address,
            main,
            name=section.name,
            canonical=self.sample.url("rubrique", number),
            feed=f"spip.php?page=backend&id_rubrique={number}",
            crumbs=(Anchor(section.name, path),),
            broken_meta=number == FUNDS,
        )

    def _section_parts(self, section: Section) -> list[pages.MainPart]:
        main: list[pages.MainPart] = [pages.Prose(section.blocks)] if section.blocks else []
        group = section.group
        if group and group.intro is not None:
            link = Anchor("Présentation du groupe", f"spip.php?page=pays_intro&id_rubrique={group.intro}")
            main.append(pages.Tabs((Anchor("Accueil", self.sample.path("rubrique", group.rubrique)), link)))
        if group and group.kind == "thematic":
            main += self._presented(group)
        return main

    def mot(self, number: int, query: dict[str, str], address: str) -> Page:
        name = next(name for name, known in self.sample.world.mots.items() if known == number)
        path = self.sample.path("mot", number)
        listing = self.listing(self.sample.of_mot(name), 10, path, query, keywords=True)
        return self.page(
            "mot",
            address,
            [pages.Title("Cités Unies France"), pages.Title(name), listing],
            name=name,
            canonical=self.sample.url("mot", number),
            feed=f"spip.php?page=backend&id_mot={number}",
        )

    def listing(
        self,
        numbers: tuple[int, ...],
        step: int,
        path: str,
        query: dict[str, str],
        *,
        heading: str | None = None,
        keywords: bool = False,
        name: str = lists.NAME,
    ) -> pages.Listing:
        numbers_shown, offset = lists.cut(numbers, step, query.get(name))
        entries = tuple(self._entry(number, keywords=keywords) for number in numbers_shown)
        return pages.Listing(entries, lists.paging(path, step, offset, len(numbers), query, name), heading)

    def _entry(self, number: int, *, keywords: bool) -> pages.Entry:
        article = shown(self.sample.article(number))
        head = article.head
        return pages.Entry(
            Anchor(head.title, self.sample.path("article", number)),
            teaser(article),
            overtitle=None if keywords else head.overtitle,
            subtitle=head.subtitle,
            date=None if keywords else french.full(head.published),
            keywords=self._keywords(head.mots) if keywords else None,
            picture=thumbnail(head),
        )

    # --- groups -----------------------------------------------------------------------------------------------------

    def presentation(self, rubrique: int, address: str) -> Page:
        """page=pays_intro: abstract, tabs, headed sections."""
        group = self._group_shown_by(rubrique)
        if group is None:
            raise KeyError(rubrique)
        return self.page(
            "pays_intro",
            address,
            [*self._presentation(group), self._tabs(group), *self._presented(group)],
            name=group.name,
            feed=f"spip.php?page=backend&id_rubrique={group.rubrique}",
        )

    def _group_shown_by(self, rubrique: int) -> Group | None:
        return next((group for group in self.sample.world.groups if group.intro == rubrique), None)

    def _presentation(self, group: Group) -> list[pages.MainPart]:
        link = Anchor("Présentation du groupe", f"spip.php?page=pays_intro&id_rubrique={group.intro}")
        return [pages.Presentation(None if group.country else group.name, presentations.abstract(group), link)]

    def _tabs(self, group: Group) -> pages.Tabs:
        path, newest = self.sample.path("rubrique", group.rubrique), self.sample.of_group(group.id)[:1]
        talks = tuple(
            Anchor("Discussions", f"spip.php?page=pays_page&id_article={number}&id_rubrique={group.intro}")
            for number in newest
            if group.labelled
        )
        return pages.Tabs((Anchor("Accueil", path), *talks, Anchor("Publications", f"{path}#publications")))

    def _presented(self, group: Group) -> list[pages.MainPart]:
        officers = presentations.officers(group, self.sample.today)
        return [pages.Parts(presentations.parts(group)), *([pages.Officers(officers)] if officers else [])]


def teaser(article: Article) -> str:
    """The first words of a text, cut at a word's end; the skin adds its ellipsis."""
    words = " ".join((plain(article.text.blocks) or "").split())
    return words if len(words) <= _TEASER else words[:_TEASER].rpartition(" ")[0]


def thumbnail(head: Head) -> str | None:
    """The path of an article's picture in lists: another address than on its own page."""
    return (
        f"local/cache-vignettes/L150xH100/arton{head.number}-7b1d2.jpg?{1_700_000_000 + head.number}"
        if head.logo
        else None
    )
