"""The words of dates: what kind of thing each word or number can be, as one letter, and what it is worth.

A cleaned text is cut into words, numbers, blanks and signs, and each is written as the letter of its kind. The string
of kinds is the text's *shape*: that of `le 26 mai 2025` is `l d M y`. The grammar is made of regular expressions over
shapes. Signs stand for themselves. French first; of Spanish and English, what the portal quotes.
"""

from __future__ import annotations

import re

PIECES = re.compile(r"[a-z]+|[0-9]+|\s+|[^\W\d_]+|.", re.DOTALL)

_MONTHS = """
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
january february march april may june july august september october november december
"""
_MONTH_ABBREVIATIONS = {
    1: "jan janv ene", 2: "fev fevr feb", 3: "mrs", 4: "avr apr abr", 6: "jun", 7: "juil jul jull juill", 8: "aou aug",
    9: "sep sept", 10: "oct octo", 11: "nov nove", 12: "dec dece dic",
}  # fmt: skip
_WEEKDAYS = """
lundi mardi mercredi jeudi vendredi samedi dimanche
lunes martes miercoles jueves viernes sabado domingo
monday tuesday wednesday thursday friday saturday sunday
"""
_WEEKDAY_ABBREVIATIONS = "lun mar mer jeu ven sam dim lu ma me je ve sa di mon tue wed thu fri sat sun"
NUMBERS = {
    "un": 1, "une": 1, "ier": 1, "premier": 1, "premiere": 1, "deux": 2, "deuxieme": 2, "second": 2, "seconde": 2,
    "trois": 3, "troisieme": 3, "quatre": 4, "quatrieme": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20,
    "trente": 30, "quarante": 40, "cinquante": 50,
}  # fmt: skip

ORDINALS = frozenset("premier premiere deuxieme second seconde troisieme quatrieme cinquieme dernier derniere".split())
"""Which of the days of a name in a month is meant: the *deuxième* samedi."""

MONTHS: dict[str, int] = {word: 1 + place % 12 for place, word in enumerate(_MONTHS.split())}
MONTHS |= {word: month for month, words in _MONTH_ABBREVIATIONS.items() for word in words.split()}
MONTHS |= {"mar": 3, "jui": 7}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _misspelt(word: str) -> set[str]:
    """What a slip of the fingers makes of a word, after its first letter: one left out, put in, changed, or two changed
    about."""
    cuts = [(word[:at], word[at:]) for at in range(1, len(word))]
    left_out = {head + tail[1:] for head, tail in cuts}
    put_in = {head + letter + tail for head, tail in [*cuts, (word, "")] for letter in _LETTERS}
    changed = {head + letter + tail[1:] for head, tail in cuts for letter in _LETTERS}
    return left_out | put_in | changed | {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}


LONG_MONTHS = ("janvier", "fevrier", "juillet", "septembre", "octobre", "novembre", "decembre")
OTHER_WORDS = frozenset("ferrier favrier demembre decombre jaillet jouillet joillet".split())
"""Names, and words, that are a letter away from a month."""
MISSPELT = {slip: MONTHS[name] for name in LONG_MONTHS for slip in _misspelt(name) - OTHER_WORDS if slip not in MONTHS}
"""Months misspelt by one letter. One that stands alone is another word: *févier* is a tree."""
MONTHS |= MISSPELT
WEEKDAYS: dict[str, int] = {word: place % 7 for place, word in enumerate(_WEEKDAYS.split())}
WEEKDAYS |= {word: place % 7 for place, word in enumerate(_WEEKDAY_ABBREVIATIONS.split())}
REPEATED: dict[str, int] = {f"{word}s": day for word, day in list(WEEKDAYS.items())[:7]}
WEEKDAYS |= REPEATED
UNITS: dict[str, str] = {
    "jour": "day", "jours": "day", "semaine": "week", "semaines": "week", "week": "weekend", "weekend": "weekend",
    "mois": "month", "an": "year", "ans": "year", "annee": "year", "annees": "year",
    "h": "hour", "heure": "hour", "heures": "hour", "hr": "hour", "hrs": "hour",
    "min": "minute", "mn": "minute", "minutes": "minute", "sec": "second", "secs": "second", "secondes": "second",
}  # fmt: skip
NEXT = frozenset(["prochain", "prochaine", "prochains", "prochaines"])
VAGUE = {
    "debut": "début", "mi": "mi", "milieu": "milieu", "fin": "fin", "courant": "courant",
    "vers": "vers", "environ": "environ", "autour": "autour", "alentours": "alentours",
}  # fmt: skip
EDGES = {"debut": 1, "fin": 12}
SEASONS = {"printemps": 3, "ete": 6, "automne": 9, "hiver": 12}


def _words(*units: str) -> str:
    return " ".join(word for word, unit in UNITS.items() if unit in units)


_KINDS = {
    "M": _MONTHS + " ".join(MISSPELT),
    "m": " ".join(_MONTH_ABBREVIATIONS.values()),
    "W": _WEEKDAYS + " ".join(REPEATED),
    "w": _WEEKDAY_ABBREVIATIONS,
    "c": " ".join(NUMBERS),
    "b": "mar",  # mars or mardi
    "g": "sept",  # septembre or seven
    "j": "jui",  # juin or juillet
    "C": "un une",
    "B": "mil mille",
    "o": "er ere re e eme ieme nd nde st th rd °",
    "L": "les ces los aux",
    "l": "le la l ce cet cette the el",
    "f": "du de des d del from of on",
    "5": "entre between",
    "t": "au a to al at > →",
    "e": "et ou and y & puis",
    "i": "en in pour durant pendant inclus horaire horaires",
    "u": "jusqu jusque until before avant hasta",
    "s": "depuis since desde",
    "r": "partir compter",
    "v": "vers environ autour alentours",
    "a": "apres after",
    "q": "debut fin mi courant milieu",
    "p": "dernier derniere derniers dernieres " + " ".join(NEXT),
    "h": _words("hour"),
    "k": _words("minute", "second"),
    "H": "midi minuit",
    "F": "quart demi demie",
    "O": "gmt utc tu",
    "P": "am pm",
    "D": "matin matinee soir soiree nuit journee aprem",
    "A": _words("year"),
    "U": _words("month"),
    "J": _words("day", "week", "weekend"),
    "R": "hier demain aujourd",
    "Y": "hui end",
    "I": "il",
    "n": "dans",
    "Q": "chaque tous toutes",
    "V": """rue place avenue av boulevard bd square impasse allee esplanade quai chemin faubourg parvis metro rond
        giratoire""",
    "S": "semestre trimestre quinzaine",
    "Z": " ".join(SEASONS),
    "T": "t s",
    "G": "ici",
    "4": "sous precise precises tapante tapantes",  # what follows an hour in words: "vingt heures trente précises"
    "K": """agenda horizon loi iso norme article articles art circulaire decret issn isbn siren siret rna bp cs page p
        pp echelle""",
    "X": """n no numero atelier session saison salle lot phase cop chapitre acte etape tome module edition zone groupe
        episode lettre niveau axe odd hall stand volet partie vague stage version v""",
    "E": """euro euros € habitants personnes participants participantes places km m m2 kg ha % fois mots exemplaires
        signatures eleves etudiants visiteurs collectivites communes villes projets arbres logements entreprises
        familles victimes morts blesses migrants refugies menages enfants jeunes femmes beneficiaires dollars fcfa
        tonnes hectares metres livres pages mm cm kw kwh watts""",
}
_DIGITS = {str(n): "1" for n in range(1, 10)} | {f"{n:02}": "d" for n in range(1, 32)}
_DIGITS |= {"0": "z", "00": "z"} | {str(n): "z" for n in range(32, 100)} | {str(n): "y" for n in range(1000, 2200)}

_COMPACT = re.compile("(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
"""Year, month and day of a file's name: 20240315."""
_SIGNS = {" ": " ", "_": " ", "`": "'"}


class _Lexicon(dict[str, str]):
    """The kind of a piece of cleaned text: from the lists above, else by what it is made of."""

    def __missing__(self, piece: str) -> str:
        if piece.isspace():
            return "\n" if piece.count("\n") > 1 else " "
        if piece.isdigit():
            return "8" if _COMPACT.fullmatch(piece) else "N"
        return piece if len(piece) == 1 and not piece.isalnum() else "x"


KINDS = _Lexicon({word: kind for kind, words in _KINDS.items() for word in words.split()} | _DIGITS | _SIGNS)


def shape_of(pieces: list[str]) -> str:
    """The kinds of `pieces`, one letter each."""
    return "".join(map(KINDS.__getitem__, pieces))
