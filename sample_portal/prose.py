"""Sentences of the sample's articles, written for it. None gives a date, role or fund: those come from the kinds."""

from sample_portal.pen import Pen
from sample_portal.places import FRENCH_CITIES, Country

_COUNTRY = (
    "Les collectivités présentes ont fait le point sur leurs partenariats avec les communes {of}.",
    "La situation {there} reste suivie de près par les élus, qui souhaitent maintenir le lien avec leurs partenaires.",
    "Plusieurs projets d’eau, d’état civil et de formation des agents communaux y sont menés depuis des années.",
    "Les besoins exprimés par les maires {of} portent d’abord sur les services de proximité.",
    "{City} a présenté son projet de lycée agricole, mené avec trois communes {of}.",
    "Le budget de ce programme s’élève à {thousands} 000 euros, dont un tiers vient de collectivités françaises.",
    "Les échanges ont montré combien la coopération entre territoires aide à garder ouvert le dialogue avec {the}.",
    "Une note de contexte sur {the} est envoyée aux collectivités qui en font la demande.",
    "Les participants ont insisté sur la place des femmes et des jeunes dans les conseils communaux {of}.",
    "Les villes partenaires demandent un appui à la gestion des déchets et à l’entretien des voiries.",
    "Un travail commun avec l’ambassade de France a été proposé, afin de mieux faire connaître ces partenariats.",
    "Les services de l’État ont rappelé les consignes de sécurité qui valent {there}.",
)
_THEME = (
    "Le groupe a retenu trois priorités : former les élus, mettre les outils en commun, rendre visibles les actions.",
    "Les collectivités ont comparé leurs méthodes et relevé les difficultés de leurs projets.",
    "{City} a décrit la démarche suivie avec ses habitants pour rendre ses partenariats plus lisibles.",
    "Une grille de lecture commune sera proposée aux services qui préparent leurs budgets.",
    "Les participants ont plaidé pour que les collectivités soient associées plus tôt aux décisions.",
    "Un recueil d’expériences rassemble une vingtaine de fiches, classées par taille de collectivité.",
    "Le débat a porté sur le financement, les compétences et la durée des projets.",
    "La question du suivi après projet est revenue dans presque toutes les interventions.",
    "Un questionnaire de douze points aide chaque service à situer sa propre action.",
    "Les échanges ont fait apparaître le besoin d’un vocabulaire partagé entre techniciens et élus.",
)
_GENERAL = (
    "Les documents de travail sont envoyés aux collectivités inscrites.",
    "La participation est ouverte à toutes les collectivités intéressées, adhérentes ou non.",
    "Ces réunions sont réservées aux collectivités adhérentes de Cités Unies France.",
    "Merci de confirmer votre présence auprès du secrétariat.",
    "Une restitution écrite sera adressée à l’ensemble des participants.",
    "Les remarques des collectivités peuvent être transmises par courriel.",
    "Le détail des interventions figure dans le compte rendu.",
    "Une attestation est remise aux agents qui en ont besoin pour leur service.",
    "Plus de {thousands} personnes ont suivi ces travaux, qui ont pris fin après 1h30 de débat.",
    "Nous remercions les équipes qui ont rendu ce travail possible.",
    "Un formulaire en ligne permet de proposer un sujet.",
)
_OPINION = (
    "Les gouvernements locaux demandent que leur rôle soit reconnu dans les négociations.",
    "Le texte rappelle que les territoires sont les premiers à répondre aux besoins des habitants.",
    "Les signataires appellent les États à tenir leurs engagements financiers.",
    "L’association rappelle son attachement au dialogue entre les peuples et au respect du droit.",
    "Il n’y a pas de développement durable sans services publics locaux, souligne le texte.",
    "La démocratie locale y est présentée comme un rempart contre le repli.",
    "Les élus expriment leur solidarité aux familles et aux équipes municipales touchées.",
    "La coopération décentralisée y est décrite comme un outil modeste, patient et utile.",
)
_JOB = (
    "Le service accompagne les collectivités dans la conduite de leurs projets internationaux.",
    "Vous participerez à la veille, à la rédaction de notes et à la préparation des réunions.",
    "Une bonne maîtrise de l’anglais est demandée, une seconde langue serait appréciée.",
    "Le poste est basé à Paris, à deux pas de la gare du Nord.",
    "La convention prévoit une gratification et la prise en charge de la moitié du titre de transport.",
    "Merci d’adresser un curriculum vitae et une lettre de motivation.",
    "Vous travaillerez sous la responsabilité de la directrice du pôle.",
)
_FUND = (
    "Les sommes versées servent à remettre en état des écoles, des puits et des centres de santé.",
    "Chaque projet est choisi avec les communes touchées, puis suivi par une équipe présente sur place.",
    "Une convention type est à la disposition des collectivités qui souhaitent verser une contribution.",
    "Les contributions reçues atteignent {thousands} 000 euros.",
    "Les donateurs reçoivent un rapport d’avancement à chaque étape.",
    "L’aide ne se limite pas à l’urgence : elle soutient surtout la remise en marche des services publics.",
    "Un premier projet porte sur l’accès à l’eau, un second sur la réouverture d’une école.",
)
POOLS = {"country": _COUNTRY, "theme": _THEME, "general": _GENERAL, "opinion": _OPINION, "job": _JOB, "fund": _FUND}

RARE_LETTERS = (
    "La ville de Rzeszòw et les maires venus d’Israël ont pris part aux travaux.",
    "Le document existe aussi en español : la edición complète compte trente pages.",
    "Les tensions les plus aiguës tiennent au lieu où passe la frontière.",
    "La position des villes vis-à-vis de ces textes a évolué, de NOËL à Pâques.",
    "Le réseau suit le\u202fTour des territoires, là où les habitants le demandent.",
)
"""Sentences with the letters that the portal's broken repair damages (docs/portal.md)."""

QUOTES = (
    "Une coopération qui dure vaut mieux que dix projets qui brillent.",
    "Nous n’apportons pas des solutions, nous apportons des collègues.",
    "Ce que deux villes construisent ensemble, aucune crise ne l’efface tout à fait.",
)
NOTES = (
    "Chiffres fournis par les collectivités, non vérifiés.",
    "Voir la loi relative à l’action extérieure des collectivités territoriales.",
    "Le terme est employé ici dans son sens administratif.",
)
ITEMS = (
    "Présentation des projets en cours",
    "Point sur les financements disponibles",
    "Tour de table des collectivités",
    "Calendrier de travail du groupe",
    "Questions diverses",
    "Retour d’expérience de deux communes rurales",
    "Appui aux services d’état civil",
    "Place des diasporas dans les partenariats",
    "Suivi des recommandations",
)
HEADINGS = (
    "Ordre du jour",
    "Contexte",
    "Les suites à donner",
    "Ce qu’il faut retenir",
    "POINTS ABORDÉS",
    "Pour aller plus loin",
)
CAPTIONS = (
    "Comité de pilotage à Chengdu",
    "Les élus devant la mairie",
    "Atelier des agents communaux",
    "Visite du marché couvert",
)


def sentences(pen: Pen, pool: str, count: int, country: Country | None = None) -> str:
    """Some sentences of a pool, as one paragraph; none that the same pen has told before, while there are others."""
    words = {"City": pen.pick(FRENCH_CITIES), "thousands": pen.pick((35, 48, 60, 85, 120, 140, 265))}
    if country:
        words |= {"of": country.of, "the": country.the, "there": country.there}
    fresh = [sentence for sentence in POOLS[pool] if sentence not in pen.told] or POOLS[pool]
    chosen = pen.some(fresh, count)
    pen.told.update(chosen)
    return " ".join(chosen).format(**words)
