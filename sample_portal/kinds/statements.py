"""What is said rather than held: communiqués, studies, opinions, appointments. None of it is an event."""

from datetime import date

from sample_portal import prose
from sample_portal.articles import Head, Mention, Text
from sample_portal.blocks import Heading, Strong, paragraph
from sample_portal.finish import finish
from sample_portal.kinds.kind import FEMININE, Kind, about, head, text
from sample_portal.pen import Pen

_SUBJECTS = (
    "le soutien aux collectivités",
    "la sécurité des agents à l’étranger",
    "l’accès à l’eau",
    "les finances locales",
    "la place des villes dans la paix",
)


def _opinion(pen: Pen, opening: str) -> list:
    return [
        text(opening),
        text(prose.sentences(pen, "opinion", 3)),
        text(prose.sentences(pen, "opinion", 2)),
        text(prose.sentences(pen, "general", 1)),
    ]


class Communique(Kind):
    """Like "MEAE/DAECT : COMMUNIQUÉ : …", at times behind the name of a country; some have a lead."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        issuer = pen.pick(("MEAE/DAECT", "MEAE/CNCD", "CGLU", "PLATFORMA", "MEAE"))
        return head(
            self,
            pen,
            number,
            day,
            f"{issuer} : COMMUNIQUÉ : Déclaration sur {pen.pick(_SUBJECTS)}",
            issuer=issuer,
            mots=("Gouvernance locale et appui institutionnel",),
        )

    def write(self, pen: Pen, head: Head) -> Text:
        lead = "Nous relayons ici le texte reçu, que les collectivités peuvent reprendre." if pen.chance(0.5) else None
        return finish(pen, head, _opinion(pen, "Le texte rappelle les engagements pris par la France."), lead=lead)


class CountryCommunique(Kind):
    """Like "Palestine : RCDP : …": the issuer stands behind the country."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group = pen.world.group("palestine")
        return head(
            self,
            pen,
            number,
            day,
            f"Palestine : RCDP : Appel pour {pen.pick(_SUBJECTS)}",
            issuer="RCDP",
            **about(group) | {"mots": ("Palestine", "Crises et réhabilitation")},
        )

    def write(self, pen: Pen, head: Head) -> Text:
        return finish(pen, head, _opinion(pen, "Le réseau appelle les collectivités à signer ce texte."))


class Study(Kind):
    """A study relayed, its issuer before the colon."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        issuer = pen.pick(("IFRI", "France Volontaires", "CLAIR Paris", "PLATFORMA"))
        return head(
            self,
            pen,
            number,
            day,
            f"{issuer} : ÉTUDE : Ce que les villes apprennent de leurs partenaires",
            issuer=issuer,
            mots=("Actualité", "Réseau Monde & Europe"),
        )

    def write(self, pen: Pen, head: Head) -> Text:
        story = [
            text("Cette étude compare vingt partenariats entre 2008 et 2012 et leurs suites."),
            Heading("MÉTHODE"),
            text(prose.sentences(pen, "theme", 2)),
            Heading("RÉSULTATS"),
            text(prose.sentences(pen, "theme", 2)),
        ]
        return finish(pen, head, story, count=2)


class Opinion(Kind):
    """Like "Le Monde : TRIBUNE : …", without any keyword."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        return head(
            self,
            pen,
            number,
            day,
            f"Le Monde : TRIBUNE : « {pen.pick(prose.QUOTES)[:-1]} »",
            issuer="Le Monde",
            subtitle="Par un collectif d’élus locaux",
        )

    def write(self, pen: Pen, head: Head) -> Text:
        return finish(
            pen,
            head,
            _opinion(pen, "Nous reproduisons ici les idées principales de ce texte."),
            with_contact=False,
            count=0,
        )


class Interview(Kind):
    """Three questions to somebody, without any date."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        return head(self, pen, number, day, "Interview croisée : 3 questions à deux maires", mots=("Actualité",))

    def write(self, pen: Pen, head: Head) -> Text:
        story = []
        for question in (
            "Pourquoi vous êtes-vous engagés ?",
            "Qu’est-ce qui vous a surpris ?",
            "Que diriez-vous à une commune qui hésite ?",
        ):
            story += [paragraph(Strong(question)), text(prose.sentences(pen, "opinion", 2))]
        return finish(pen, head, story, count=0)


class Appointment(Kind):
    """Like "X, NOUVELLE PRESIDENTE DU GROUPE-PAYS …", in capitals; the text states the role."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group = pen.country_group()
        person = group.holder(day).term.person
        office = "NOUVELLE PRESIDENTE" if person.split()[0] in FEMININE else "NOUVEAU PRESIDENT"
        return head(
            self, pen, number, day, f"{person.upper()}, {office} DU GROUPE-PAYS {group.name.upper()}", **about(group)
        )

    def write(self, pen: Pen, head: Head) -> Text:
        group = pen.world.group(head.group)
        holder = group.holder(head.published)
        word = "présidente" if holder.term.person.split()[0] in FEMININE else "président"
        opening = (
            f"Les membres du groupe saluent {holder.term.person}, {holder.prose} et {word} du {group.called} de CUF."
        )
        mention = Mention(holder.term.person, "president", group.id, holder.prose)
        story = [text(opening), text(prose.sentences(pen, "country", 2, group.country))]
        return finish(pen, head, story, mentions=(mention,), count=0)


class Collection(Kind):
    """A collection comes out: years in the title that date nothing."""

    since = 2010

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        return head(
            self,
            pen,
            number,
            day,
            f"Sortie de l’édition {day.year - 1}-{day.year} du recueil des chroniques géopolitiques !",
            mots=("Actualité",),
        )

    def write(self, pen: Pen, head: Head) -> Text:
        return finish(
            pen,
            head,
            [
                text("Le recueil reprend les notes et les questions de la saison."),
                text(prose.sentences(pen, "theme", 2)),
            ],
            count=1,
        )


class Notice(Kind):
    """A short word to the readers, that dates nothing."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        return head(self, pen, number, day, "Un mot aux lecteurs du portail", mots=("Actualité",))

    def write(self, pen: Pen, head: Head) -> Text:
        return finish(pen, head, [text(prose.sentences(pen, "opinion", 2)), text(prose.sentences(pen, "general", 2))])


class Spanish(Kind):
    """An article of two languages, with the rare letters that the portal damaged."""

    def draft(self, pen: Pen, number: int, day: date) -> Head:
        group = pen.world.group("mexique")
        title = pen.pick(
            ("Versión en español del recueil sur les villes", "Recueil FRANÇAIS-español des pratiques communales")
        )
        return head(self, pen, number, day, title, flaws=("letters",), **about(group))

    def write(self, pen: Pen, head: Head) -> Text:
        group = pen.world.group(head.group)
        story = [
            text("Ce recueil existe aussi dans une seconde langue, dont voici l’introduction."),
            text("Esta edición reúne la continuación de los trabajos en español, con homenaje a los municipios."),
            text(prose.sentences(pen, "country", 2, group.country)),
        ]
        return finish(pen, head, story)


KINDS = (
    Communique(),
    CountryCommunique(),
    Study(),
    Opinion(),
    Interview(),
    Appointment(),
    Collection(),
    Notice(),
    Spanish(),
)
