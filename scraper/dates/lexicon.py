"""The words of dates: which token each word, number or sign is, and what it is worth.

A cleaned text is cut into pieces, and each becomes a token: `le 26 mai 2025` is `le _ dd _ month_name _ yyyy`. Within
the package a token is one letter, so that a text's tokens are a string, its *shape*, over which the patterns of
grammar.py run. Nobody writes these letters: `LETTERS` has them by name. Signs are their own tokens.
French first; of Spanish and English, what the portal quotes.
"""

from __future__ import annotations

import re
import string
from functools import lru_cache
from itertools import takewhile

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
DAYS_OF_WEEK = tuple(_WEEKDAYS.split()[:7])
"""The French names, from lundi."""
_DAY_OF_WEEK = re.compile(rf"\b({'|'.join(DAYS_OF_WEEK)})\b", re.IGNORECASE)
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
LONG_MONTHS = ("janvier", "fevrier", "juillet", "septembre", "octobre", "novembre", "decembre")
"""Months whose misspelt names are read."""
OTHER_WORDS = frozenset("ferrier favrier demembre decombre jaillet jouillet joillet".split())
"""Names, and words, that are a letter away from a month."""
WEEKDAYS: dict[str, int] = {word: place % 7 for place, word in enumerate(_WEEKDAYS.split())}
WEEKDAYS |= {word: place % 7 for place, word in enumerate(_WEEKDAY_ABBREVIATIONS.split())}
REPEATED: dict[str, int] = {f"{word}s": day for day, word in enumerate(DAYS_OF_WEEK)}
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


def _of_unit(*units: str) -> str:
    return " ".join(word for word, unit in UNITS.items() if unit in units)


TOKENS = {
    "month_name": _MONTHS,
    "month_abbr": " ".join(_MONTH_ABBREVIATIONS.values()),
    "weekday_name": _WEEKDAYS + " ".join(REPEATED),
    "weekday_abbr": _WEEKDAY_ABBREVIATIONS,
    "numeral": " ".join(NUMBERS),
    "mar": "mar",  # mars or mardi
    "sept": "sept",  # septembre or seven
    "jui": "jui",  # juin or juillet
    "one": "un une",
    "thousand": "mil mille",
    "th": "er ere re e eme ieme nd nde st th rd °",
    "les": "les ces los aux",
    "le": "le la l ce cet cette the el",
    "of": "du de des d del from of on",
    "between": "entre between",
    "to": "au a to al at > →",
    "and": "et ou and y & puis",
    "in": "en in pour durant pendant inclus horaire horaires",
    "until": "jusqu jusque until before avant hasta",
    "since": "depuis since desde",
    "from": "partir compter",
    "about": "vers environ autour alentours",
    "after": "apres after",
    "edge": "debut fin mi courant milieu",
    "next_last": "dernier derniere derniers dernieres " + " ".join(NEXT),
    "hour": _of_unit("hour"),
    "minute": _of_unit("minute", "second"),
    "noon": "midi minuit",
    "half": "quart demi demie",
    "utc": "gmt utc tu",
    "am_pm": "am pm",
    "daypart": "matin matinee soir soiree nuit journee aprem",
    "year": _of_unit("year"),
    "month_word": _of_unit("month"),
    "day_word": _of_unit("day", "week", "weekend"),
    "today": "hier demain aujourd",
    "hui": "hui end",  # behind aujourd' and week-
    "il": "il",
    "dans": "dans",
    "every": "chaque tous toutes",
    "street": """rue place avenue av boulevard bd square impasse allee esplanade quai chemin faubourg parvis metro rond
        giratoire""",
    "part_of_year": "semestre trimestre quinzaine",
    "season": " ".join(SEASONS),
    "t": "t s",  # 10T12:00, T3 2024, S2 2024
    "ici": "ici",
    "sharp": "sous precise precises tapante tapantes",  # behind an hour in words: "vingt heures trente précises"
    "reference": """agenda horizon loi iso norme article articles art circulaire decret issn isbn siren siret rna bp cs
        page p pp echelle""",
    "numbered": """n no numero atelier session saison salle lot phase cop chapitre acte etape tome module edition zone
        groupe episode lettre niveau axe odd hall stand volet partie vague stage version v""",
    "counted": """euro euros € habitants personnes participants participantes places km m m2 kg ha % fois mots
        exemplaires signatures eleves etudiants visiteurs collectivites communes villes projets arbres
        logements entreprises familles victimes morts blesses migrants refugies menages enfants jeunes
        femmes beneficiaires dollars fcfa tonnes hectares metres livres pages mm cm kw kwh watts""",
    "d": " ".join(map(str, range(1, 10))),
    "dd": " ".join(f"{number:02}" for number in range(1, 32)),
    "nn": "0 00 " + " ".join(map(str, range(32, 100))),  # two figures that are no day
    "yyyy": " ".join(map(str, range(1000, 2200))),
    "yyyymmdd": "",
    "figures": "",  # any other number
    "word": "",  # any other word
}  # fmt: skip
"""The words of each token; the last token that claims a word has it."""

LETTERS = dict(zip(TOKENS, string.ascii_letters + string.digits, strict=False))
SETS = {
    "month": "month_name month_abbr mar sept jui",
    "weekday": "weekday_name weekday_abbr mar",
    "day": "d dd",
    "mm": "dd nn",
    "hh": "d dd nn",
    "the": "le les",
    "digits": "d dd nn yyyy figures",
    "any": " ".join(TOKENS),
}
"""Tokens that a pattern names together."""

_YYYYMMDD = re.compile("(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
"""Year, month and day of a file's name: 20240315."""


class _Lexicon(dict[str, str]):
    """The letter of each piece of a cleaned text: from the lists above, else by what it is made of."""

    def __missing__(self, piece: str) -> str:
        if piece.isspace():
            return "\n" if piece.count("\n") > 1 else " "
        if piece.isdigit():
            return LETTERS["yyyymmdd" if _YYYYMMDD.fullmatch(piece) else "figures"]
        if len(piece) == 1 and not piece.isalnum():
            return piece
        return LETTERS["month_name" if misspelt_month(piece) else "word"]


_LETTER_OF = _Lexicon({word: LETTERS[token] for token, words in TOKENS.items() for word in words.split()})
_LETTER_OF |= {" ": " ", "_": " ", "`": "'"}


def shape_of(pieces: list[str]) -> str:
    """Return the tokens of `pieces`, one letter each."""
    return "".join(map(_LETTER_OF.__getitem__, pieces))


def weekday_in(text: str) -> int | None:
    """Return the first weekday that a text writes out in French, 0 for lundi; None when there is none."""
    found = _DAY_OF_WEEK.search(text)
    return DAYS_OF_WEEK.index(found[1].lower()) if found else None


def month_of(word: str) -> int | None:
    """Return the number of a month by its name, cut or misspelt too."""
    return MONTHS.get(word) or misspelt_month(word)


@lru_cache(maxsize=10_000)
def misspelt_month(word: str) -> int | None:
    """Return the month whose name is a slip of one letter away; one that is alone is another word, as *févier*."""
    if word in OTHER_WORDS or word in MONTHS:
        return None
    return next((MONTHS[name] for name in LONG_MONTHS if _is_slip(word, name)), None)


def _is_slip(word: str, name: str) -> bool:
    """Return whether one letter behind the first is left out, put in or changed, or two are changed about."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, name, strict=False)))
    slip, rest = word[same:], name[same:]
    if not same or not (slip or rest):
        return False
    return rest[1:] in (slip, slip[1:]) or slip[1:] == rest or (slip[:2] == rest[1::-1] and slip[2:] == rest[2:])
