"""What a careful reader takes from sentences in many constructions: only where the extra `prose` is installed.

Each sentence is one that a French institution may write; people and groups are invented. A case that fails is a
construction that no query would find, or a fact that nobody stated.
"""

import datetime as dt

import pytest

from scraper.prose.read import read_prose

pytestmark = pytest.mark.prose

PUBLISHED = dt.date(2023, 5, 11)
"""A Thursday."""


def read(body: str, title: str = "Une page", **fields: str):
    places = ["Pérou", "Ukraine", "Togo", "Haïti", "Liban", "Maroc"]
    return read_prose({"title": title, "body": body, **fields}, PUBLISHED, places=places)


HORTENSE, JEAN = "Hortense Delalande", "Jean Sorel"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Le groupe-pays Pérou a désormais à sa tête Hortense Delalande, maire de Dole.", {"H president"}),
        ("Les membres du groupe-pays Pérou ont choisi pour présidente Hortense Delalande.", {"H president"}),
        ("Hortense Delalande est la nouvelle présidente du groupe-pays Pérou.", {"H president"}),
        ("Jean Sorel est reconduit pour trois ans à la tête du groupe-pays Pérou.", {"J president"}),
        ("C’est à Hortense Delalande que revient la présidence du groupe-pays Pérou.", {"H president"}),
        ("Le groupe-pays Pérou, présidé par Jean Sorel, conseiller régional, prépare ses assises.", {"J president"}),
        ("Sous l’impulsion de son président, Jean Sorel, le groupe-pays Pérou a doublé de taille.", {"J president"}),
        (
            "Le groupe-pays Pérou a élu Jean Sorel président et Hortense Delalande vice-présidente.",
            {"J president", "H vice_president"},
        ),
        ("Hortense Delalande assurera la vice-présidence du groupe-pays Pérou.", {"H vice_president"}),
        (
            "La vice-présidence du groupe-pays Pérou échoit à Jean Sorel, adjoint au maire de Dole.",
            {"J vice_president"},
        ),
        ("Hortense Delalande, référente du groupe-pays Pérou, suivra ce dossier.", {"H referent"}),
        (
            "Le groupe-pays Pérou est désormais coprésidé par Hortense Delalande (Dole) et Jean Sorel (Lyon).",
            {"H co_president", "J co_president"},
        ),
        (
            "Hortense Delalande et Jean Sorel se partagent désormais la présidence du groupe-pays Pérou.",
            {"H co_president", "J co_president"},
        ),
        (
            "La coprésidence du groupe-pays Pérou est assurée par Hortense Delalande, maire de Dole, et Jean Sorel, "
            "conseiller régional.",
            {"H co_president", "J co_president"},
        ),
        (
            "Hortense Delalande, maire de Dole, et Jean Sorel coprésident le groupe-pays Pérou.",
            {"H co_president", "J co_president"},
        ),
        ("Jean Sorel, coprésident du groupe-pays Pérou, a ouvert la séance.", {"J co_president"}),
        ("Jean Sorel, qui dirige le groupe-pays Pérou, a parlé d’eau.", {"J president"}),
        ("Hortense Delalande préside aux destinées du groupe-pays Pérou.", {"H president"}),
        ("Pour le groupe-pays Pérou,\nHortense Delalande,\nsa présidente\n", {"H president"}),
        ("Les villes agissent.\n\nJean Sorel\nMaire de Dole\nPrésident du groupe-pays Pérou\n", {"J president"}),
        (
            "14h : atelier du groupe-pays Pérou, ouvert par son président,\nM. Jean Sorel, maire de Dole\n",
            {"J president"},
        ),
        ("Jean Sorel a présidé le groupe-pays Pérou de 2008 à 2014.", {"J past_president 2008-2014"}),
        (
            "Hortense Delalande fut la première présidente du groupe-pays Pérou, jusqu’en 2020.",
            {"H past_president -2020"},
        ),
        ("L’ex-présidente du groupe-pays Pérou, Hortense Delalande, publie ses souvenirs.", {"H past_president"}),
        ("Jean Sorel, président sortant du groupe-pays Pérou, ne se représentait pas.", {"J past_president"}),
        ("Ancienne présidente du groupe-pays Pérou, Hortense Delalande est revenue à Dole.", {"H past_president"}),
        (
            "Après six ans à la présidence du groupe-pays Pérou, Jean Sorel passe la main à Hortense Delalande.",
            {"J past_president", "H president"},
        ),
        (
            "Hortense Delalande prend la présidence du groupe-pays Pérou. Elle y succède à Jean Sorel, maire de Dole.",
            {"J past_president", "H president"},
        ),
        (
            "Hortense Delalande prend la suite de Jean Sorel à la présidence du groupe-pays Pérou.",
            {"J past_president", "H president"},
        ),
        (
            "Hortense Delalande a été nommée à la tête du groupe-pays Pérou, en remplacement de Jean Sorel.",
            {"J past_president", "H president"},
        ),
        (
            "Pour remplacer Jean Sorel à la tête du groupe-pays Pérou, le Bureau a désigné Hortense Delalande.",
            {"J past_president", "H president"},
        ),
        (
            "Jean Sorel laisse la présidence du groupe-pays Pérou, qu’il occupait depuis 2009, à Hortense Delalande.",
            {"J past_president 2009-", "H president"},
        ),
        (
            "La présidence du groupe-pays Pérou, qu’assurait Jean Sorel depuis 2012, revient à Hortense Delalande.",
            {"J past_president 2012-", "H president"},
        ),
        (
            "Jean Sorel cède son fauteuil de président du groupe-pays Pérou à Hortense Delalande.",
            {"J past_president", "H president"},
        ),
        (
            "Hortense Delalande, qui préside le groupe-pays Pérou depuis 2019, a salué ces progrès.",
            {"H president 2019-"},
        ),
        (
            "Depuis avril 2012, c’est Jean Sorel, adjoint au maire de Dole, qui préside le groupe-pays Pérou.",
            {"J president 2012-04-"},
        ),
        (
            "Jean Sorel, maire de Dole et président depuis avril 2012 du groupe-pays Pérou, a pris la parole.",
            {"J president 2012-04-"},
        ),
        ("Président du groupe-pays Pérou depuis 2015, Jean Sorel connaît bien Cuzco.", {"J president 2015-"}),
        (
            "Élue présidente du groupe-pays Pérou en mars 2021, Hortense Delalande a visité Cuzco.",
            {"H president 2021-03-"},
        ),
        (
            "Hortense Delalande préside depuis le 3 mai 2022 le groupe-pays Pérou.",
            {"H president 2022-05-03-"},
        ),
        ("Groupe-pays Pérou\nPrésidente : Hortense Delalande, maire de Dole\n", {"H president"}),
        ("Hortense Delalande (Dole) est élue présidente du groupe-pays Pérou jusqu’en 2026.", {"H president -2026"}),
        (
            "Trois présidents se sont succédé à la tête du groupe-pays Pérou : Marthe Kergomard (2004-2008), "
            "Jean Sorel "
            "(2008-2012) et, depuis avril 2012, Hortense Delalande.",
            {"M past_president 2004-2008", "J past_president 2008-2012", "H president 2012-04-"},
        ),
        (
            "Le groupe-pays Pérou a été présidé successivement par Jean Sorel, de 2001 à 2005, et par Hortense "
            "Delalande, "
            "depuis 2005.",
            {"J past_president 2001-2005", "H president 2005-"},
        ),
        (
            "Les présidents du groupe-pays Pérou\nJean Sorel (2001-2005)\nHortense Delalande (depuis 2005)\n",
            {"J past_president 2001-2005", "H president 2005-"},
        ),
        (
            "Jean Sorel a longtemps présidé le groupe-pays Pérou. Hortense Delalande lui a succédé en avril 2012.",
            {"J past_president", "H president 2012-04-"},
        ),
        (
            "Hortense Delalande est présidente du groupe-pays Pérou. Elle occupe cette fonction depuis avril 2012.",
            {"H president 2012-04-"},
        ),
        ("Hortense Delalande (depuis 2012) préside le groupe-pays Pérou.", {"H president 2012-"}),
        ("Hortense Delalande a été désignée à l’unanimité pour présider le groupe-pays Pérou.", {"H president"}),
        ("C’est désormais Hortense Delalande qui tient les rênes du groupe-pays Pérou.", {"H president"}),
        ("Nouvelle présidente du groupe-pays Pérou, Hortense Delalande est maire de Dole.", {"H president"}),
        (
            "Le groupe-pays Pérou change de présidence : Hortense Delalande succède à Jean Sorel.",
            {"H president", "J past_president"},
        ),
        ("Le groupe-pays Pérou travaille. Sa nouvelle présidente s’appelle Hortense Delalande.", {"H president"}),
        ("« Nous avançons », écrit la présidente du groupe-pays Pérou, Hortense Delalande.", {"H president"}),
        ("Hortense Delalande (maire de Dole, présidente du groupe-pays Pérou) conclura.", {"H president"}),
        ("Hortense Delalande, présidente du groupe-pays Pérou\n", {"H president"}),
        ("Le groupe-pays Pérou, dont Hortense Delalande assure la présidence, se réunira.", {"H president"}),
        ("Le groupe-pays Pérou, dont la présidence est assurée par Hortense Delalande, se réunira.", {"H president"}),
        (
            "Coprésidents du groupe-pays Pérou, Hortense Delalande et Jean Sorel ont salué l’accord.",
            {"H co_president", "J co_president"},
        ),
        ("Marthe Kergomard représentait le président du groupe-pays Pérou, Jean Sorel.", {"J president"}),
        ("Jean Sorel ne préside plus le groupe-pays Pérou.", {"J past_president"}),
        ("Jean Sorel n’est plus président du groupe-pays Pérou.", {"J past_president"}),
        ("Le groupe-pays Pérou, dont le président sera élu en juin, a entendu Jean Sorel.", set()),
        ("Hortense Delalande a rencontré le président du groupe-pays Pérou.", set()),
        ("Jean Sorel, président d’honneur du groupe-pays Pérou, a parlé.", set()),
        ("Jean Sorel, président du groupe d’amitié France-Pérou, a reçu le groupe-pays Pérou.", set()),
        ("Jean Sorel, président du groupe écologiste au Sénat, a reçu le groupe-pays Pérou.", set()),
        (
            "Les présidents du groupe-pays Pérou\n2001-2005 : Jean Sorel\nDepuis 2005 : Hortense Delalande\n",
            {"J past_president 2001-2005", "H president 2005-"},
        ),
        ("Jean Sorel a été président du groupe-pays Pérou de 2001 à 2005.", {"J past_president 2001-2005"}),
        ("Président du groupe-pays Pérou de 2001 à 2005, Jean Sorel aimait Cuzco.", {"J past_president 2001-2005"}),
        (
            "Le groupe-pays Pérou réunit dix villes. Hortense Delalande en assure la présidence depuis avril 2012.",
            {"H president 2012-04-"},
        ),
        ("À la tête du groupe-pays Pérou depuis avril 2012, Hortense Delalande agit.", {"H president 2012-04-"}),
        ("Hortense Delalande, présidente (depuis avril 2012) du groupe-pays Pérou, agit.", {"H president 2012-04-"}),
        ("Présidé depuis avril 2012 par Hortense Delalande, le groupe-pays Pérou agit.", {"H president 2012-04-"}),
        ("Le groupe-pays Pérou est présidé par Hortense Delalande depuis avril 2012.", {"H president 2012-04-"}),
        ("Le groupe-pays Pérou (présidente : Hortense Delalande) s’est réuni.", {"H president"}),
        ("Jean Sorel avait fondé et présidé jusqu’en 2012 le groupe-pays Pérou.", {"J past_president -2012"}),
        (
            "Hortense Delalande, maire de Dole depuis 2008, préside le groupe-pays Pérou depuis avril 2012.",
            {"H president 2012-04-"},
        ),
        (
            "Le groupe-pays Pérou a été fondé en 1998 par Jean Sorel, qui le présida dix ans. Depuis avril "
            "2012, Hortense "
            "Delalande en est la présidente.",
            {"J past_president", "H president 2012-04-"},
        ),
        ("Hortense Delalande a pris le 1er mai 2023 la présidence du groupe-pays Pérou.", {"H president 2023-05-01-"}),
        (
            "À compter du 1er juin 2023, Hortense Delalande prend la présidence du groupe-pays Pérou.",
            {"H president 2023-06-01-"},
        ),
        (
            "Hortense Delalande présidera le groupe-pays Pérou à partir du 1er juin 2023.",
            {"H president 2023-06-01-"},
        ),
        (
            "Présidente depuis 2017, Hortense Delalande a été reconduite à la tête du groupe-pays Pérou.",
            {"H president 2017-"},
        ),
        (
            "Hortense Delalande, qui préside le groupe-pays Pérou depuis sa création en 2010, agit.",
            {"H president 2010-"},
        ),
        (
            "Jean Sorel, conseiller régional, s’est rendu à Cuzco. M. Sorel préside le groupe-pays Pérou depuis "
            "octobre 2014.",
            {"J president 2014-10-"},
        ),
        ("C’est en avril 2012 que Jean Sorel a pris la présidence du groupe-pays Pérou.", {"J president 2012-04-"}),
        (
            "Depuis le 3 mai 2023, la présidence du groupe-pays Pérou est assurée par Jean Sorel.",
            {"J president 2023-05-03-"},
        ),
        ("Élue en 2012 à la tête du groupe-pays Pérou, Hortense Delalande agit.", {"H president 2012-"}),
        (
            "Hortense Delalande prend la tête du groupe-pays Pérou. Elle succède à Jean Sorel, qui occupait "
            "cette fonction "
            "depuis 2009.",
            {"H president", "J past_president 2009-"},
        ),
        (
            "Hortense Delalande succède, à la tête du groupe-pays Pérou, à M. Jean Sorel.",
            {"H president", "J past_president"},
        ),
        (
            "À la tête du groupe-pays Pérou, Hortense Delalande succède à Jean Sorel.",
            {"H president", "J past_president"},
        ),
        (
            "Hortense Delalande préside désormais le groupe-pays Pérou. Jean Sorel, à qui elle succède, reste membre.",
            {"H president", "J past_president"},
        ),
        (
            "« Rien n’est joué » : la présidente du groupe-pays Pérou, Hortense Delalande, reste prudente.",
            {"H president"},
        ),
        (
            "Groupe-pays Pérou. « Rien n’est joué », prévient la présidente, Hortense Delalande.",
            {"H president"},
        ),
        (
            "Les membres du groupe-pays Pérou ont reconduit Hortense Delalande dans ses fonctions de présidente.",
            {"H president"},
        ),
        ("Hortense Delalande est reconduite comme présidente du groupe-pays Pérou.", {"H president"}),
        (
            "Groupe-pays Pérou : Hortense Delalande reconduite. Elle en était la présidente depuis 2017.",
            {"H president 2017-"},
        ),
        ("Réuni sous la présidence de Hortense Delalande, le groupe-pays Pérou a délibéré.", set()),
        (
            "Sous la présidence de Jean Sorel (2008-2014), le groupe-pays Pérou avait doublé de taille.",
            {"J past_president 2008-2014"},
        ),
        ("Le mandat de Jean Sorel à la présidence du groupe-pays Pérou a été renouvelé.", {"J president"}),
        ("Jean Sorel quitte la présidence du groupe-pays Pérou.", {"J past_president"}),
        ("Jean Sorel conserve la présidence du groupe-pays Pérou.", {"J president"}),
        ("Groupe-pays Pérou : les rendez-vous.\nPrésidence du groupe : Jean Sorel (Dole)\n", {"J president"}),
        (
            "Jean Sorel cède la place à Hortense Delalande à la présidence du groupe-pays Pérou.",
            {"H president", "J past_president"},
        ),
        (
            "Jean Sorel, qui avait présidé le groupe-pays Pérou de 2008 à 2014, a été salué.",
            {"J past_president 2008-2014"},
        ),
        (
            "La présidence du groupe-pays Pérou passe de Jean Sorel à Hortense Delalande.",
            {"H president", "J past_president"},
        ),
        ("Le groupe-pays Pérou sera désormais présidé par Hortense Delalande.", {"H president"}),
        ("La séance du groupe-pays Pérou était présidée par Hortense Delalande, adjointe au maire de Dole.", set()),
        ("Hortense Delalande, présidente de la Région Bretagne, est membre du groupe-pays Pérou.", set()),
        ("Hortense Delalande est candidate à la présidence du groupe-pays Pérou.", set()),
        ("Le groupe-pays Pérou a rencontré Jean Sorel, président du Sénat.", set()),
        ("En l’absence du président du groupe-pays Pérou, Hortense Delalande a conduit les débats.", set()),
    ],
)
def test_who_holds_what(sentence, expected):
    facts = read(sentence)
    assert {
        f"{role.person[0]} {role.role}"
        + (f" {role.since or ''}-{role.until or ''}" if role.since or role.until else "")
        for role in facts.roles
        if role.group == "Pérou"
    } == expected
    assert len(facts.roles) == len(expected)


@pytest.mark.parametrize(
    "body",
    [
        "Présidence : Mme Hortense Delalande, adjointe au maire de Dole.\nSecrétariat de séance : Jean Sorel",
        "Présidente de séance : Hortense Delalande.\nExcusés : Jean Sorel",
    ],
)
def test_who_chairs_a_meeting_in_its_minutes_is_no_president(body):
    assert not read(body, "Compte rendu de la réunion du groupe-pays Pérou").roles


def parts(body: str, title: str = "Une page", **fields: str) -> dict[str, str]:
    return {each.name: each.part for each in read(body, title, **fields).mentions}


@pytest.mark.parametrize(
    "sentence",
    [
        "Jean Sorel, sociologue, est revenu sur trente ans de coopération.",
        "Jean Sorel a dressé le bilan de l’année.",
        "Jean Sorel a fait le point sur les projets en cours.",
        "Jean Sorel a mis l’accent sur l’accès à l’eau.",
        "M. Jean Sorel, directeur de l’agence de l’eau, a rendu compte de sa mission.",
        "« L’eau d’abord », résume Jean Sorel, maire de Dole.",
        "Pour Jean Sorel, « rien ne se fera sans les maires ».",
        "Jean Sorel : « Nous manquons de temps. »",
        "La parole a ensuite été donnée à Jean Sorel, maire de Dole.",
        "Les travaux ont été ouverts par Jean Sorel.",
        "Au programme, les exposés de Jean Sorel, sociologue, et d’un représentant du ministère.",
        "Avec la participation de Jean Sorel (Région Bretagne).",
        "La conférence sera donnée par Jean Sorel, historien.",
        "Le séminaire s’est conclu sur une intervention de Jean Sorel.",
        "Jean Sorel se dit convaincu de l’intérêt de la démarche.",
        "Invité de la matinée, Jean Sorel a longuement parlé de décentralisation.",
        "Jean Sorel partagera son expérience de maire.",
        "Nous entendrons Jean Sorel, urbaniste à Lyon.",
        "10h30 – Ouverture par Jean Sorel, maire de Dole",
        "Comme l’a rappelé Jean Sorel, les crédits sont épuisés.",
        "Jean Sorel et deux élus du Jura se sont exprimés au nom des petites communes.",
        "De l’avis de Jean Sorel, maire de Dole, l’expérience mérite d’être étendue.",
        "Intervenants : Marthe Kergomard, préfète ; Jean Sorel, maire de Dole.",
        "Avec Marthe Kergomard, sociologue, et Jean Sorel, maire de Dole.",
        "Interviendront Marthe Kergomard, préfète, Jean Sorel, maire de Dole, et un représentant de l’État.",
        "Une table ronde réunira Marthe Kergomard, préfète, et Jean Sorel, maire de Dole.",
        "Autour de la table : Marthe Kergomard, préfète, et Jean Sorel, maire de Dole.",
        "Marthe Kergomard et Jean Sorel échangeront sur l’accès à l’eau.",
        "Jean Sorel, maire de Dole, s’est félicité de la qualité des débats.",
        "« L’eau d’abord ». Jean Sorel ne dit pas autre chose.",
        "Le témoignage le plus fort fut celui de Jean Sorel, maire de Dole.",
        "Invité à s’exprimer, Jean Sorel, maire de Dole, a décrit son projet.",
        "Jean Sorel, qui s’exprimait au nom des petites communes, a été applaudi.",
        "Table ronde\nMarthe Kergomard, préfète\nun représentant de l’État\nJean Sorel, sociologue\n",
        "« L’eau est un droit. » – Jean Sorel, maire de Dole",
        "Jean Sorel ne mâche pas ses mots : « Rien ne va. »",
        "Jean Sorel y voit « une chance pour les villes ».",
        "Ont participé à la table ronde : Marthe Kergomard, préfète, et Jean Sorel, sociologue.",
        "Animée par Marthe Kergomard, la table ronde a réuni Jean Sorel (Dole) et deux élus.",
        "La table ronde réunissait Marthe Kergomard (Dole), Luc Morvan, préfet du Jura, et Jean Sorel, sociologue.",
        "Pour sa part, Jean Sorel a jugé le calendrier trop serré.",
        "Parmi les orateurs figurait Jean Sorel, maire de Dole.",
        "Les interventions de Marthe Kergomard et de Jean Sorel ont été suivies d’un débat.",
        "Jean Sorel a fait part de ses inquiétudes.",
        "Jean Sorel a donné lecture de la lettre du ministre.",
        "C’est Jean Sorel, maire de Dole, qui a ouvert les débats.",
        "Interrogé par la presse, Jean Sorel a confirmé sa venue.",
        "14h : « L’eau » ; animation : Marthe Kergomard (Dole) ; avec Luc Morvan, préfet, et Jean Sorel, sociologue",
        "La parole sera donnée tour à tour à Mmes Marthe Kergomard et Luce Morvan, puis à Jean Sorel.",
        "La leçon sera prononcée le 8 à 18 heures, sur la scène du théâtre, par Jean Sorel.",
        "Jean Sorel a longtemps été maire. « On s’y fait », plaisante-t-il.",
        "Jean Sorel (maire de Dole) – « Nous manquons de temps. »",
        "Le groupe convie ses membres à un petit-déjeuner autour de Jean Sorel, préfet du Jura.",
        "– « La parole aux villes », Jean Sorel, maire de Dole\n",
    ],
)
def test_who_speaks(sentence):
    assert parts(sentence)["Jean Sorel"] == "speaker"


@pytest.mark.parametrize(
    "sentence",
    [
        "Modération : Jean Sorel, journaliste",
        "Les débats étaient animés par Jean Sorel, journaliste.",
        "La rencontre s’est tenue sous la présidence de M. Jean Sorel.",
        "Jean Sorel, adjoint au maire de Dole, présidait la séance.",
        "Animatrice de la table ronde, Marthe Kergomard. Le débat sera modéré par Jean Sorel.",
        "L’atelier sera animé par Jean Sorel.",
        "La séance plénière, que présidera Jean Sorel, commencera par l’eau.",
        "Jean Sorel animera les échanges.",
        "Présidence de séance : Jean Sorel",
    ],
)
def test_who_chairs(sentence):
    assert parts(sentence)["Jean Sorel"] == "moderator"


@pytest.mark.parametrize(
    "sentence",
    [
        "Une délégation de Dole, emmenée par Jean Sorel, s’est rendue à Cuzco.",
        "Jean Sorel, à la tête d’une délégation de douze élus, a visité Cuzco.",
        "La délégation était composée de Marthe Kergomard, maire, et de Jean Sorel, directeur de l’eau.",
        "La délégation comprenait également Jean Sorel, directeur de l’eau.",
        "Jean Sorel faisait partie de la délégation.",
        "Le maire de Dole était accompagné de Jean Sorel, son adjoint, durant ce voyage à Cuzco.",
        "Autour de Marthe Kergomard, la délégation réunissait Jean Sorel et trois agents.",
        "Ont pris part à la mission : Jean Sorel, maire de Dole, et Marthe Kergomard.",
        "Jean Sorel conduit cette semaine une mission à Cuzco.",
    ],
)
def test_who_travels_with_a_delegation(sentence):
    assert parts(sentence)["Jean Sorel"] == "delegation"


@pytest.mark.parametrize(
    ("sentence", "title", "part"),
    [
        ("La convention a été signée par Jean Sorel, maire de Dole.", "Une convention", "other"),
        ("Étaient présents : Jean Sorel, maire de Dole ; Marthe Kergomard, préfète.", "Compte rendu", "other"),
        ("Jean Sorel, maire de Dole, a été reçu mardi par nos équipes.", "Visite", "other"),
        ("En présence de Jean Sorel, préfet du Jura, la place a été inaugurée.", "Inauguration", "other"),
        ("Cette étude de Jean Sorel, géographe, porte sur les jumelages.", "Vient de paraître", "author"),
        ("Le guide, rédigé par Jean Sorel, est en ligne.", "Un guide de la coopération", "author"),
        ("Le document a été rédigé en trois mois par Jean Sorel, géographe.", "Une enquête", "author"),
        ("À lire : le petit livre que Jean Sorel fait paraître chez Untel.", "À lire", "author"),
        ("Propos recueillis le 4 mai par Jean Sorel", "Trois questions", "author"),
        ("Les villes agissent.\n\nPour la Ville de Dole,\nJean Sorel,\nadjoint au maire", "Aux élus", "author"),
        ("Modération : Jean Sorel, chargé de mission à Cités Unies France", "Un débat", "moderator"),
        ("Contact presse : Jean Sorel, 06 00 00 00 00", "Un dossier", "staff"),
        ("Les propositions seront adressées à Jean Sorel, secrétaire du comité.", "Un appel", "staff"),
        ("Jean Sorel signe un ouvrage sur l’histoire des jumelages.", "À lire", "author"),
        ("Par Jean Sorel, maire de Dole\nLes villes ne peuvent plus attendre.", "Tribune", "author"),
        ("Nous avons appris avec tristesse la mort de Jean Sorel, maire de Dole.", "Jean Sorel", "honoured"),
        ("La médaille de la ville a été remise à Jean Sorel.", "Une cérémonie", "honoured"),
        ("Jean Sorel a reçu le prix de la coopération.", "Un prix", "honoured"),
        ("Tribune\nLes villes agissent.\nLes signataires\nJean Sorel, maire de Dole\n", "Agir", "author"),
        ("Nous, maires, refusons.\nPremiers signataires : Jean Sorel, maire de Dole.", "Tribune", "author"),
        ("Les villes agissent.\nJean Sorel, maire de Dole, Marthe Kergomard, maire de Lyon\n", "Tribune", "author"),
        ("Jean Sorel vient de nous quitter. Il avait présidé le comité.", "Hommage", "honoured"),
        ("Jean Sorel s’est éteint le 3 mai.", "Disparition d’un ami des villes", "honoured"),
        ("Félicitations à Jean Sorel, élu au Sénat.", "En bref", "honoured"),
        ("Le prix de la coopération revient cette année à Jean Sorel.", "Un prix", "honoured"),
        ("Jean Sorel a été fait chevalier de la Légion d’honneur.", "Distinction", "honoured"),
        ("Jean Sorel représentait le préfet.", "Une cérémonie", "other"),
        ("Jean Sorel préside le groupe-pays Pérou depuis 2015.", "Groupe-pays Pérou", "other"),
        ("Jean Sorel a été élu président du groupe-pays Pérou.", "Groupe-pays Pérou", "other"),
        ("Le groupe a été accueilli par Jean Sorel, maire de Dole.", "Réunion à Dole", "other"),
        ("Jean Sorel, chargé de mission à Cités Unies France, suivra ce dossier.", "Un dossier", "staff"),
        ("Pour en savoir plus : Jean Sorel (j.sorel@exemple.test)", "Un dossier", "staff"),
        ("Jean Sorel, ministre de la Décentralisation, a ouvert la séance.", "Une visite", "minister"),
        ("Le ministre délégué, Jean Sorel, a été reçu à Dole.", "Une visite", "minister"),
    ],
)
def test_what_else_people_do(sentence, title, part):
    assert parts(sentence, title)["Jean Sorel"] == part


@pytest.mark.parametrize(
    ("sentence", "function", "organisation"),
    [
        ("Jean Sorel, maire de Dole, a pris la parole.", "maire", "Dole"),
        ("Le maire de Dole, Jean Sorel, a pris la parole.", "maire", "Dole"),
        ("Jean Sorel, adjoint au maire de Dole, a pris la parole.", "adjoint au maire", "Dole"),
        ("Jean Sorel, conseiller départemental du Jura, parlera.", "conseiller départemental", "Jura"),
        ("Jean Sorel, directeur des relations internationales de la Ville de Dole, parlera.", "directeur", "Dole"),
        ("Jean Sorel (Région Bretagne) a pris la parole.", None, "Région Bretagne"),
        ("Jean Sorel, de l’Agence française de développement, parlera.", None, "Agence française de développement"),
        ("Jean Sorel (maire de Dole) a pris la parole.", "maire", "Dole"),
        (
            "L’Agence des villes du Jura, dont le directeur, Jean Sorel, parlera.",
            "directeur",
            "Agence des villes du Jura",
        ),
        ("Jean Sorel, chercheur à l’université de Lyon, parlera.", "chercheur", "université de Lyon"),
        ("Jean Sorel, maire adjointe de Dole en charge de l’eau, parlera.", "maire adjointe", "Dole"),
        ("Jean Sorel, vice-président du conseil régional de Bretagne, parlera.", "vice-président", "conseil régional"),
        ("Maire de Dole, Jean Sorel a pris la parole.", "Maire", "Dole"),
        ("Jean Sorel – maire de Dole – a pris la parole.", "maire", "Dole"),
        ("Jean Sorel, maire de Dole et conseiller départemental du Jura, parlera.", "maire", "Dole"),
        ("Jean Sorel, son directeur, parlera.", "directeur", ""),
        ("Jean Sorel, chargé de la coopération à la Région Bretagne, parlera.", "chargé de la coopération", "Région"),
        ("Jean Sorel, du Conseil national des villes, parlera.", None, "Conseil national des villes"),
        ("Jean Sorel, adjointe au maire de Dole déléguée à l’eau, parlera.", "adjointe au maire", "Dole"),
        ("L’adjoint au maire de Dole chargé de l’eau, Jean Sorel, parlera.", "adjoint au maire", "Dole"),
        ("Pour l’AFD, Jean Sorel, chef de projet, parlera.", "chef de projet", ""),
        ("Jean Sorel (ministère des Affaires étrangères) parlera.", None, "ministère des Affaires étrangères"),
        ("Jean Sorel (Cités Unies Liban) parlera.", None, "Cités Unies Liban"),
        ("Jean Sorel, responsable du pôle Europe de la Métropole de Lyon, parlera.", "responsable", "Lyon"),
        ("Jean Sorel, professeur d’histoire à l’université de Lyon, parlera.", "professeur", "université de Lyon"),
        ("Jean Sorel, Département du Jura\n", None, "Département du Jura"),
        ("Jean Sorel – Ville de Dole\n", None, "Ville de Dole"),
        ("Jean Sorel, ancien maire de Dole, parlera.", "ancien maire", "Dole"),
        ("Le maire de Dole Jean Sorel parlera.", "maire", "Dole"),
        ("Jean Sorel est maire de Dole.", "maire", "Dole"),
        ("Jean Sorel, lui-même maire de Dole, parlera.", "maire", "Dole"),
        ("Jean Sorel, élu de Dole, parlera.", "élu", "Dole"),
        ("Jean Sorel, agronome au Cirad, parlera.", "agronome", "Cirad"),
    ],
)
def test_what_people_are(sentence, function, organisation):
    (person,) = read(sentence).mentions
    assert (function or "") in (person.function or "")
    assert bool(person.function) == bool(function)
    assert organisation in (person.organisation or "")


def test_an_office_in_a_group_is_no_office_elsewhere():
    (person,) = read("Le groupe-pays Pérou, dont la présidente, Hortense Delalande, a parlé, se réunira.").mentions
    assert person.function is None


def test_an_office_in_the_plural_is_of_all_whom_it_names():
    facts = read("Deux étudiantes, Marthe Kergomard et Hortense Delalande, ont parlé.")
    assert [each.function for each in facts.mentions] == ["étudiantes", "étudiantes"]


def events(body: str, title: str = "Une page", **fields: str) -> list[str]:
    found = []
    for event in read(body, title, **fields).occasions:
        until = f"/{event.ends[5:]}" if event.ends != event.starts else ""
        found.append(
            f"{event.starts[5:]}{until}"
            + (f" {event.place}" if event.place else "")
            + (" online" if event.online else "")
            + (f" {event.status}" if event.status else "")
            + (f" from {event.moved_from[5:]}" if event.moved_from else "")
        )
    return found


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Rendez-vous le jeudi 8 juin, à 14h, à l’hôtel de ville de Dole.", ["06-08T14:00 hôtel de ville de Dole"]),
        ("La rencontre s’est tenue hier à Dole.", ["05-10 Dole"]),
        ("C’est à Dole, les 8 et 9 juin, que se retrouveront les élus.", ["06-08/06-09 Dole"]),
        ("Dole accueillera du 8 au 10 juin la troisième édition du Forum des jumelages.", ["06-08/06-10 Dole"]),
        (
            "Date : 8 juin 2023\nHoraires : 14h – 16h30\nLieu : salle Kergomard, Dole\n",
            ["06-08T14:00/06-08T16:30 salle Kergomard, Dole"],
        ),
        (
            "Quand ? Le 8 juin, de 9h30 à 12h. Où ? À la préfecture de Dijon.",
            ["06-08T09:30/06-08T12:00 préfecture de Dijon"],
        ),
        (
            "Deux ateliers sont prévus : le premier le 8 juin à Dole, le second le 15 juin à Lyon.",
            ["06-08 Dole", "06-15 Lyon"],
        ),
        (
            "La réunion, d’abord fixée au 8 juin, est reportée au 15 juin.",
            ["06-15 postponed from 06-08"],
        ),
        ("Le webinaire du 8 juin est annulé.", ["06-08 online cancelled"]),
        ("La réunion prévue le 8 juin à Dole n’aura pas lieu.", ["06-08 Dole cancelled"]),
        ("Le séminaire du 8 juin est reporté à une date ultérieure.", ["06-08 postponed"]),
        (
            "Vendredi 9 juin, à partir de 18h30, l’espace Kergomard, à Dole, accueille une soirée péruvienne.",
            ["06-09T18:30 espace Kergomard, Dole"],
        ),
        (
            "La conférence aura lieu le 8 juin à 18 heures 30 au musée des Beaux-Arts de Lyon.",
            ["06-08T18:30 musée des Beaux-Arts de Lyon"],
        ),
        (
            "Réunion le 8 juin de 10 h à midi, en présentiel à Dole et en ligne.",
            ["06-08T10:00/06-08T12:00 Dole online"],
        ),
        ("Mardi dernier, les élus du Jura se sont retrouvés à Dole.", ["05-09 Dole"]),
        (
            "Le 8 juin : assemblée générale à Dole. Le 9 juin : visite de Lons-le-Saunier.",
            ["06-08 Dole", "06-09 Lons-le-Saunier"],
        ),
        (
            "Un tremblement de terre a frappé le pays samedi 6 mai. Une réunion d’urgence est prévue le 15 mai à Dole.",
            ["05-15 Dole"],
        ),
        (
            "Le groupe s’est réuni le 3 mai. La séance se tenait à Dole, dans les locaux de la Région.",
            ["05-03 locaux de la Région, Dole"],
        ),
        ("Réunion jeudi 15 juin à Dole ; le vendredi, visite de la station d’épuration.", ["06-15 Dole", "06-16 Dole"]),
        ("La salle était comble mardi soir à Dole pour la conférence de l’historien.", ["05-09 Dole"]),
        ("La prochaine séance est programmée pour le 8 juin.", ["06-08"]),
        ("Prochaine réunion : 8 juin, Dole.", ["06-08 Dole"]),
        ("Une visioconférence s’est déroulée le 3 mai entre 15h et 17h.", ["05-03T15:00/05-03T17:00 online"]),
        ("La visioconférence glisse du jeudi 8 au jeudi 15 juin.", ["06-15 online postponed from 06-08"]),
        (
            "Les 5, 12 et 19 juin, chaque fois de 9h30 à 12h, la mairie de Dole abritera une formation.",
            [f"06-{day}T09:30/06-{day}T12:00 mairie de Dole" for day in ("05", "12", "19")],
        ),
        ("Deuxième étape : Dole, le 8 juin, autour de l’eau.", ["06-08 Dole"]),
        (
            "La réunion a lieu le 8 juin.\n\nRendez-vous à 8 h 15 à la mairie de Dole ; fin à 10 h.",
            ["06-08T08:15/06-08T10:00 mairie de Dole"],
        ),
        ("12 juin : mise en ligne du règlement\n", []),
        ("La réunion s’est tenue le 3 mai.\n\nLes travaux ont pris fin après 1h30 de débat.", ["05-03"]),
        ("Fait à Dole, le 8 mai 2023", []),
        ("Dole, le 8 mai 2023", []),
        ("La réunion du groupe, annoncée pour le 8 juin, n’a jamais été programmée.", []),
        ("Les chiffres de la Journée de l’eau (22 mai) seront commentés.", []),
        ("Le congrès se poursuit à Dole jusqu’à samedi.", []),
        ("Né le 3 mai 1951 à Dole, il avait enseigné l’histoire.", []),
        ("Le formulaire est en ligne depuis le 2 mai.", []),
        ("Le décret du 3 mai 2023 organise ces aides.", []),
        ("Elle a pris ses fonctions le 2 mai.", []),
        ("Le conseil municipal avait voté cette aide le 3 mai.", []),
    ],
)
def test_what_takes_place(body, expected):
    assert events(body) == expected


@pytest.mark.parametrize(
    ("body", "attendance"),
    [
        ("Une quarantaine d’élus se sont réunis le 3 mai à Dole.", [(40, "élus")]),
        ("La réunion du 3 mai a rassemblé 63 participants.", [(63, "participants")]),
        ("La réunion s’est tenue le 3 mai. Près de deux cents personnes y ont assisté.", [(200, "personnes")]),
        ("Dix-neuf villes étaient représentées à la réunion du 3 mai.", [(19, "villes")]),
        ("Le webinaire du 3 mai a réuni 112 connectés.", [(112, "connectés")]),
        ("La séance du 3 mai s’est tenue devant 80 lycéens.", [(80, "lycéens")]),
        ("Le forum s’est tenu le 3 mai. Ils étaient plus de 300 à avoir fait le déplacement.", [(300, None)]),
        ("Réunis le 3 mai à Dole, vingt-cinq maires ont débattu de l’eau.", [(25, "maires")]),
        ("La réunion du 3 mai s’est tenue en présence de trente collectivités.", [(30, "collectivités")]),
        ("Le séminaire, réunissant quelque 45 techniciens, s’est tenu le 3 mai.", [(45, "techniciens")]),
        ("Le séminaire s’est tenu le 3 mai (52 participants).", [(52, "participants")]),
        ("Réunion le 3 mai à Dole. Trente-deux collectivités avaient répondu présent.", [(32, "collectivités")]),
        ("Le forum du 3 mai a attiré plus de mille deux cents visiteurs.", [(1200, "visiteurs")]),
        ("Une vingtaine de représentants de communes ont participé à l’atelier du 3 mai.", [(20, "représentants")]),
        ("La réunion s’est tenue le 3 mai. Dix communes ont été touchées par le cyclone.", []),
        ("Quinze stagiaires au maximum participeront à la session du 8 juin.", []),
        ("La réunion se tiendra le 8 juin. L’édition précédente avait rassemblé 430 personnes.", []),
        ("La réunion s’est tenue le 3 mai. Le réseau compte 120 communes.", []),
        ("La réunion s’est tenue le 3 mai à Dole, ville de 23 000 habitants.", []),
    ],
)
def test_how_many_came(body, attendance):
    found = [(event.attendance, event.attendance_unit) for event in read(body).occasions if event.attendance]
    assert found == attendance


@pytest.mark.parametrize(
    "sentence",
    [
        "Date limite de dépôt des dossiers : 9 juin 2023",
        "Les candidatures seront reçues jusqu’au vendredi 9 juin à minuit.",
        "Merci de vous inscrire avant le 9 juin.",
        "Merci de répondre pour le 9 juin.",
        "Clôture des inscriptions le 9 juin.",
        "Vous avez jusqu’au 9 juin pour envoyer vos photographies.",
        "Les textes sont attendus au plus tard le 9 juin.",
        "Le formulaire restera ouvert jusqu’au 9 juin inclus.",
        "L’appel court jusqu’au 9 juin.",
        "Inscription obligatoire d’ici au 9 juin auprès du secrétariat.",
        "Les dossiers devront parvenir au secrétariat le 9 juin, dernier délai.",
        "Retour des fiches : 9 juin.",
        "La date butoir est le 9 juin.",
        "Les collectivités intéressées sont priées de se faire connaître avant le 9 juin.",
        "9 juin, 12 h : clôture du dépôt",
        "Les bulletins doivent nous être retournés signés le 9 juin au plus tard.",
        "Un pouvoir est joint, à retourner le 9 juin, dernier délai.",
        "Passé le 9 juin, aucune candidature ne sera acceptée.",
    ],
)
def test_what_must_be_done_by_a_day(sentence):
    facts = read(sentence)
    assert [each.date for each in facts.deadlines] == ["2023-06-09"]
    assert not facts.occasions


@pytest.mark.parametrize(
    "sentence",
    [
        "L’exposition est visible jusqu’au 9 juin.",
        "Les travaux du pont seront achevés avant le 9 juin.",
        "La délégation séjourne à Dole jusqu’au 9 juin.",
    ],
)
def test_an_end_is_no_deadline(sentence):
    assert not read(sentence).deadlines


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Jumelées depuis 1994, Dole et Kpalimé échangent chaque été.", ("Dole", "Kpalimé", "1994", "twinning")),
        (
            "La Ville de Dole coopère depuis 2003 avec la commune de Kpalimé.",
            ("Dole", "Kpalimé", "2003", "cooperation"),
        ),
        (
            "Partenaires depuis 2001, le Département du Jura et la région des Plateaux reboisent.",
            ("Jura", "Plateaux", "2001", "cooperation"),
        ),
        ("Le partenariat qui lie Dole à Kpalimé remonte à 1998.", ("Dole", "Kpalimé", "1998", "cooperation")),
        (
            "La convention de coopération signée en 2010 entre Dole et Kpalimé a été renouvelée.",
            ("Dole", "Kpalimé", "2010", "cooperation"),
        ),
        ("Dole est jumelée avec Kpalimé.", ("Dole", "Kpalimé", None, "twinning")),
        ("Le jumelage entre Dole et Kpalimé date de 1994.", ("Dole", "Kpalimé", "1994", "twinning")),
        ("Dole a pour ville jumelle Kpalimé depuis 1994.", ("Dole", "Kpalimé", "1994", "twinning")),
        ("Dole et Kpalimé sont sœurs depuis 1994.", ("Dole", "Kpalimé", "1994", "twinning")),
        ("Le jumelage de Dole avec Kpalimé, noué en 1994, a tenu.", ("Dole", "Kpalimé", "1994", "twinning")),
        (
            "Liée depuis 2006 à la commune de Kpalimé, dans le sud du Togo, la Ville de Dole recrute.",
            ("Dole", "Kpalimé", "2006", "cooperation"),
        ),
        (
            "Dole, représentée par M. Jean Sorel, adjoint, a signé une convention avec la commune de Kpalimé.",
            ("Dole", "Kpalimé", None, "cooperation"),
        ),
        (
            "La ville de Kpalimé, avec laquelle Dole a engagé en 2001 un programme, revoit son plan.",
            ("Dole", "Kpalimé", "2001", "cooperation"),
        ),
        ("Dole a signé mardi une convention de coopération avec Kpalimé.", ("Dole", "Kpalimé", None, "cooperation")),
        (
            "Le Département du Jura accompagne la commune de Kpalimé dans le cadre d’un partenariat ancien.",
            ("Jura", "Kpalimé", None, "cooperation"),
        ),
    ],
)
def test_who_works_together(sentence, expected):
    (found,) = read(sentence).partnerships
    assert {expected[0], expected[1]} == {found.a.split()[-1], found.b.split()[-1]}
    assert (found.since, found.kind) == expected[2:]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dole cherche un partenaire au Togo.",
        "Dole et Lons-le-Saunier participent au programme.",
        "La convention lie Cités Unies France et le ministère.",
        "Jean Sorel et Marthe Kergomard ont signé la convention.",
    ],
)
def test_what_is_no_partnership(sentence):
    assert not read(sentence).partnerships


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Le fonds de solidarité Haïti, ouvert en janvier 2010, a recueilli 950 000 €.",
            ("2010-01", None, 950_000, None),
        ),
        ("Le fonds Haïti a été clos le 31 mars 2023.", (None, "2023-03-31", None, None)),
        ("Le fonds pour Haïti s’élève à 1,2 million d’euros.", (None, None, 1_200_000, None)),
        (
            "À ce jour, 43 collectivités ont abondé le fonds de solidarité pour Haïti, pour un total de 310 000 euros.",
            (None, None, 310_000, 43),
        ),
        ("Le fonds Haïti a été lancé le 12 janvier 2010.", ("2010-01-12", None, None, None)),
        ("Le fonds Haïti est ouvert. La commune de Dole y a versé 2 000 €.", (None, None, None, None)),
    ],
)
def test_what_a_fund_gathers(body, expected):
    (fund,) = read(body).funds
    assert fund.place == "Haïti"
    assert (fund.opened, fund.closed, fund.amount_eur, fund.donors) == expected


@pytest.mark.parametrize(
    ("title", "body", "kind"),
    [
        ("Réunion du groupe-pays Pérou", "Le groupe se réunira le 8 juin à Dole.", "meeting"),
        ("Réunion du groupe-pays Pérou", "Le groupe s’est réuni le 3 mai à Dole.", "report"),
        ("Une délégation péruvienne à Dole", "Elle a été reçue mardi 9 mai par le maire.", "report"),
        ("Chargé(e) de mission Afrique", "Cités Unies France recrute, en CDD de douze mois.", "job_offer"),
        ("Stage : appui au pôle Asie", "Six mois à compter de septembre. Envoyer CV et lettre.", "job_offer"),
        ("Jean Sorel n’est plus", "L’ancien maire de Dole est mort dimanche à 81 ans.", "obituary"),
        ("Adieu à Jean Sorel", "Nous avons appris avec tristesse sa disparition.", "obituary"),
        ("Appel à projets conjoint franco-péruvien", "Les dossiers sont attendus avant le 9 juin.", "call"),
        ("Votre avis nous intéresse", "Merci de répondre au questionnaire avant le 9 juin.", "call"),
        ("Liban : un fonds pour Beyrouth", "Un fonds de solidarité pour le Liban est ouvert ce jour.", "fund"),
        ("Pour un droit des villes à agir", "Tribune. Nous, maires de France, demandons…", "tribune"),
        (
            "Libérez les maires",
            "Communiqué de presse\nParis, le 9 mai 2023. Cités Unies France condamne…",
            "communique",
        ),
        ("Un guide pour coopérer", "Ce guide de soixante pages est à télécharger.", "publication"),
        ("Les chiffres de la coopération", "L’étude que nous publions recense 4 000 projets.", "publication"),
        ("Apprendre à évaluer", "Cette formation de deux jours aura lieu les 8 et 9 juin à Dole.", "training"),
        ("Groupe-pays Pérou : une nouvelle présidente", "Hortense Delalande a été élue le 3 mai.", "other"),
        ("Dole et Kpalimé, vingt ans après", "Les deux villes sont jumelées depuis 2003.", "other"),
        ("Lauréats du concours", "Le jury a récompensé trois villes.", "other"),
        ("Point de vue : les villes ont la parole", "Un jumelage sur quatre s’éteint.", "tribune"),
        ("Ville de Dole : offre de poste", "Le logement est fourni.", "job_offer"),
        ("La Lettre n° 42", "Elle est téléchargée dès aujourd’hui.", "publication"),
        ("Quatre étapes", "Douze élus prendront part à un parcours de formation.", "training"),
    ],
)
def test_what_sort_of_page(title, body, kind):
    facts = read(body, title)
    assert facts.kind == kind
    assert kind == "other" or facts.kind_source is not None


def test_surname_alone_is_the_person_named_whole():
    facts = read("M. Sorel a ouvert la séance. Jean Sorel, maire de Dole, a rappelé le calendrier.")
    assert [each.name for each in facts.mentions] == ["Jean Sorel"]


def test_two_presidents_of_one_group_are_a_doubt():
    facts = read("Jean Sorel préside le groupe-pays Pérou. La présidente du groupe-pays Pérou est Hortense Delalande.")
    assert [each.rule for each in facts.doubts] == ["two_presidents"]


def test_a_weekday_that_contradicts_its_date_is_a_doubt():
    facts = read("La réunion aura lieu le lundi 8 juin 2023 à Dole.")
    assert [each.rule for each in facts.doubts] == ["weekday"]


def test_a_fund_with_two_amounts_is_a_doubt():
    facts = read("Le fonds Haïti a recueilli 950 000 €. À ce jour, le fonds Haïti est doté de 870 000 €.")
    assert [each.rule for each in facts.doubts] == ["two_amounts"]


def test_groups_and_kind_have_their_sentence():
    facts = read("Le groupe-pays Pérou se réunira le 8 juin à Dole.")
    assert facts.group_sources["Pérou"].sentence == facts.kind_source.sentence


def test_a_group_is_named_as_far_as_the_portal_names_it_and_a_journey_is_none():
    title = "Réunion de la Dynamique Amérique latine et Caraïbes"
    facts = read_prose(
        {"overtitle": "Mission Maroc", "title": title, "body": "Bonjour."},
        PUBLISHED,
        known_groups=["Dynamique Amérique latine et Caraïbes"],
    )
    assert facts.groups == ["Dynamique Amérique latine et Caraïbes"]


def test_whom_a_project_is_carried_out_with_did_not_come():
    facts = read("La réunion du 3 mai s’est tenue à Dole. La ville a présenté son projet, mené avec trois communes.")
    assert [event.attendance for event in facts.occasions] == [None]
