"""The words of dates: which token each word, number or sign of a text is, and what it is worth.

A text is made plain and cut into pieces, and each becomes a token: `le 26 mai 2025` is `le _ dd _ month_name _ yyyy`.
Within the package a token is one letter, so that a text's tokens are a string, its *shape*, over which the patterns of
grammar.py run. Nobody writes these letters: `LETTERS` has them by name. Signs are their own tokens.
French first; of Spanish and English, what the portal quotes. A new word goes into `TOKENS` or the table it is made of.
"""

from __future__ import annotations

import html
import re
import string
from collections.abc import Iterator

from scraper.text import plain_in_place

_MONTHS = """
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
january february march april may june july august september october november december
"""
_MONTH_ABBREVIATIONS = {
    1: "jan janv ene", 2: "fev fevr feb", 3: "mrs", 4: "avr apr abr", 6: "jun", 7: "juil jul jull juill", 8: "aou aug",
    9: "sep sept", 10: "oct octo", 11: "nov nove", 12: "dec dece dic",
}  # fmt: skip
CUT_MONTH = "jui"
"""June or July."""
MONTHS: dict[str, int] = {word: 1 + place % 12 for place, word in enumerate(_MONTHS.split())}
MONTHS |= {word: month for month, words in _MONTH_ABBREVIATIONS.items() for word in words.split()}
MONTHS |= {"mar": 3, CUT_MONTH: 7}
LONG_MONTHS = ("janvier", "fevrier", "juillet", "septembre", "octobre", "novembre", "decembre")
"""Months whose misspelt names are read."""
OTHER_WORDS = frozenset("ferrier favrier demembre decombre jaillet jouillet joillet".split())
"""Names, and words, that are a letter away from a month."""

_WEEKDAYS = """
lundi mardi mercredi jeudi vendredi samedi dimanche
lunes martes miercoles jueves viernes sabado domingo
monday tuesday wednesday thursday friday saturday sunday
"""
_WEEKDAY_ABBREVIATIONS = "lun mar mer jeu ven sam dim lu ma me je ve sa di mon tue wed thu fri sat sun"
DAYS_OF_WEEK = tuple(_WEEKDAYS.split()[:7])
"""The French names, from lundi."""
REPEATED = {f"{word}s": day for day, word in enumerate(DAYS_OF_WEEK)}
WEEKDAYS = {
    word: place % 7 for words in (_WEEKDAYS, _WEEKDAY_ABBREVIATIONS) for place, word in enumerate(words.split())
}
WEEKDAYS |= REPEATED
_DAY_OF_WEEK = re.compile(rf"\b({'|'.join(DAYS_OF_WEEK)})\b", re.IGNORECASE)

NUMBERS = {
    "un": 1, "une": 1, "ier": 1, "premier": 1, "premiere": 1, "deux": 2, "deuxieme": 2, "second": 2, "seconde": 2,
    "trois": 3, "troisieme": 3, "quatre": 4, "quatrieme": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20,
    "trente": 30, "quarante": 40, "cinquante": 50,
}  # fmt: skip
LAST = 0
"""The number of the last day of a name in its month."""
ORDINALS = {word: NUMBERS[word] for word in NUMBERS if word.startswith(("premier", "second")) or word.endswith("ieme")}
ORDINALS |= {"dernier": LAST, "derniere": LAST}
"""Which of the days of a name in a month is meant: the *deuxième* samedi."""
UNITS = {
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
    "jui": CUT_MONTH,
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


def _slips(name: str) -> Iterator[str]:
    """Yield a name with one letter behind the first left out, put in or changed, or two changed about."""
    for at in range(1, len(name) + 1):
        head, tail = name[:at], name[at:]
        yield head + tail[1:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
        for letter in string.ascii_lowercase:
            yield from (head + letter + tail, head + letter + tail[1:])


MISSPELT = {slip: MONTHS[name] for name in reversed(LONG_MONTHS) for slip in _slips(name)}
MISSPELT = {slip: month for slip, month in MISSPELT.items() if slip not in MONTHS and slip not in OTHER_WORDS}
"""Months that are a slip of one letter away; one that stands alone is another word, as *févier*."""

_YYYYMMDD = re.compile("(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
"""Year, month and day of a file's name: 20240315."""


class _Lexicon(dict[str, str]):
    """The letter of each piece of a plain text: from the lists above, else by what it is made of."""

    def __missing__(self, piece: str) -> str:
        if piece.isalpha():
            return LETTERS["word"]
        if piece.isspace():
            return "\n" if piece.count("\n") > 1 else " "
        if piece.isdigit():
            return LETTERS["yyyymmdd" if _YYYYMMDD.fullmatch(piece) else "figures"]
        return LETTERS["word"] if piece.isalnum() else piece


_LETTER_OF = _Lexicon(dict.fromkeys(MISSPELT, LETTERS["month_name"]))
_LETTER_OF |= {word: LETTERS[token] for token, words in TOKENS.items() for word in words.split()}
_LETTER_OF |= {" ": " ", "_": " ", "`": "'"}
_PIECES = re.compile(r"[a-z]+|[0-9]+|\s+|[^\W\d_]+|.", re.DOTALL)


def tokenize(text: str) -> tuple[list[str], str]:
    """Return the pieces of a text made plain, and its shape: the token of each, one letter."""
    pieces = _PIECES.findall(clean(text))
    return pieces, "".join(map(_LETTER_OF.__getitem__, pieces))


def weekday_in(text: str) -> int | None:
    """Return the first weekday that a text writes out in French, 0 for lundi; None when there is none."""
    found = _DAY_OF_WEEK.search(text)
    return DAYS_OF_WEEK.index(found[1].lower()) if found else None


# --- characters made plain at the same places, so that every offset still points into the source ---

_BROKEN = re.compile(r"[^\x00-\x7f°«»]|a»|[fd][?]")
_MENDS = [
    (re.compile(r"(?<!\S)Ã()\s"), "a"),
    (re.compile(r"\bf(?:e[^a-z0-9\s]|a?[^a-z0-9\s]{1,2})(vr(?:ier)?)\b"), "fe"),
    (re.compile(r"\bd(?:e[^a-z0-9\s]|a?[^a-z0-9\s]{1,2})(c(?:embre)?)\b"), "de"),
    (re.compile(r"\bao(?:u[^a-z0-9\s]|a?[^a-z0-9\s]{1,2} ?)(t)\b"), "aou"),
]
_MERIDIAN = re.compile(r"\b([ap])\.m\b\.?")
_TWO_DASHES = re.compile(r"(?<!-)--(?!-)")
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#[0-9]{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_MARKS = re.compile(r"[\xad\u0300-\u036f]+")
_MARKED = re.compile(r"[a-z0-9]+(?:[\xad\u0300-\u036f]+[a-z0-9]*)+")
_SLUG = re.compile(r"(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+){2,}")
_SLUG_DASH = re.compile(r"(?<=[a-z])-(?!-)|-(?=[a-z])")


def clean(text: str) -> str:
    """Return `text` in small letters without accents, and of the same length.

    No-break and thin spaces, dashes and apostrophes are made plain, month names with a damaged accent (`fÃ©vrier`,
    `d�cembre`) and entities that were escaped twice mended, the dashes of a slug turned to spaces, "et/ou" to "et",
    "p.m." to "pm", and two dashes to one.
    """
    if "&" in text:
        text = _ENTITY.sub(_unescaped, text)
    plain = plain_in_place(text)
    if (not plain.isascii() or "?" in plain) and _BROKEN.search(plain):
        plain = _MARKED.sub(lambda found: _MARKS.sub("", found[0]).ljust(len(found[0])), plain)
        for broken, head in _MENDS:
            plain = broken.sub(lambda found, head=head: (head + found[1]).ljust(len(found[0])), plain)
    if "--" in plain:
        plain = _TWO_DASHES.sub("- ", plain)
    if ".m" in plain:
        plain = _MERIDIAN.sub(lambda found: f"{found[1]}m".ljust(len(found[0])), plain)
    if "-" in plain and " " not in plain and _SLUG.fullmatch(plain):
        plain = _SLUG_DASH.sub(" ", plain)
    return plain.replace("et/ou", "et   ")


def _unescaped(found: re.Match[str]) -> str:
    """Return the character an entity stands for, with blanks behind it; behind a letter hidden signs: words go on."""
    char = html.unescape(found[0])
    return char.ljust(len(found[0]), "\xad" if char.isalpha() else " ") if len(char) == 1 else found[0]
