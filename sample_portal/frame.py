"""The frame around all pages: menu, agenda, news, resource types, foot. It changes at every change of the portal."""

from sample_portal import french
from sample_portal.defects import shown_title
from sample_portal.model import Sample
from sample_portal.pages import Anchor, Badge, Frame
from sample_portal.sections import ENGLISH, FUNDS, NEWS

_MONTHS = ("jan", "fév", "mar", "avr", "mai", "jui", "jui", "aoû", "sep", "oct", "nov", "déc")
"""The portal's months of three letters; "jui" is June and July."""


def frame(sample: Sample) -> Frame:
    """The frame of one state of the portal. The login link is the page's own, and filled in there."""

    def section(number: int) -> Anchor:
        return Anchor(sample.sections[number].name, sample.path("rubrique", number))

    kinds = {
        kind: tuple(section(group.rubrique) for group in sample.world.groups if group.kind in kind)
        for kind in (("thematic", "mission", "region"), ("country",), ("former",))
    }
    thematic, countries, former = kinds.values()
    letters = tuple(section(number) for number, known in sample.sections.items() if known.kind == "newsletter")
    menu = (
        ("Accueil", (Anchor("Accueil", "spip.php"), Anchor("Agenda", "spip.php?page=agenda"))),
        (
            "Nos actualités",
            (section(NEWS), Anchor("Toute l’actualité", "https://www.cooperation-decentralisee.com/%2B-Actualite-%2B")),
        ),
        ("Groupes thématiques", thematic),
        ("Groupes-pays", (*countries, *former)),
        ("Solidarité", (section(FUNDS),)),
        ("Lettres", letters),
        ("English", (section(ENGLISH),)),
    )
    news = tuple((_anchor(sample, number), _picture(sample, number)) for number in sample.news[:3])
    media = tuple(
        Anchor(word, f"spip.php?page=ressources&type={word[0].lower()}") for word in ("Texte", "Photo", "Son", "Vidéo")
    )
    foot = (
        Anchor("Plan du site", "spip.php?page=plan"),
        Anchor("Contact", "spip.php?page=contact"),
        Anchor("RSS", "spip.php?page=backend"),
        Anchor("Toutes les actualités", "http://www.raict.org/-Actualites-"),
        Anchor("Fonds", "https://cooperation-decentralisee.com/-Fonds-de-solidarite-?debut_autres_articles=0"),
        Anchor("Rechercher", "spip.php?page=recherche&recherche="),
        Anchor("Agenda du mois", f"spip.php?page=agenda&mois={sample.today:%Y-%m}"),
    )
    agenda = tuple(badge(sample, number) for number in sample.coming[:3])
    return Frame(menu, agenda, news, media, foot, Anchor("", ""))


def badge(sample: Sample, number: int) -> Badge:
    """An article as the agenda shows it: day, month of three letters, no year but in the line of several days."""
    happening = sample.heads[number].happening
    first, last = happening.day, happening.last_day
    span = f"Du {first:%d/%m/%Y} au {last:%d/%m/%Y}" if first != last else None
    return Badge(french.number(first), _MONTHS[first.month - 1], span, _anchor(sample, number))


def _anchor(sample: Sample, number: int) -> Anchor:
    return Anchor(shown_title(sample.heads[number]), sample.path("article", number))


def _picture(sample: Sample, number: int) -> str | None:
    head = sample.heads[number]
    return f"local/cache-vignettes/L80xH60/arton{number}-9c0de.jpg" if head.logo else None
