"""Where something takes place: a house, a town, or both."""

import re

from scraper.prose.page import Sentence
from scraper.prose.words import alternatives, folded
from scraper.text import fold

_UPPER = "A-ZÀ-ÖØ-Ý"
_VENUE = alternatives("events", "venues")
_TOWN = (
    rf"(?:(?:Le|La|Les|L['’])\s?)?[{_UPPER}][\w’'-]*(?:\s(?:du|de la|de|d['’]|sur|en|le|la|"
    rf"les)?\s?[{_UPPER}][\w’'-]*)*(?:\s\d{{1,2}}e)?"
)
_HOUSE = re.compile(
    rf"(?:(?<![\w’'-])(?:à|au|aux|dans|en|chez|sur|lieu\s?:)\s?(?:la\s|le\s|les\s|l['’]|son\s|"
    rf"sa\s|nos\s|leurs\s)?(?=(?:{_VENUE})(?!\w))|"
    rf"(?<=, )(?:au\s)?(?=(?:{_VENUE})(?!\w)))(?P<house>(?:{_VENUE})(?!\w)[^.;()]*)",
    re.IGNORECASE,
)
_AT = re.compile(rf"(?<![\w’'-])(?:à|À|au|en|aux)\s(?P<town>{_TOWN})")
_HOST = re.compile(
    rf"(?:^|[.,]\s)(?:le|la|les|"
    rf"l['’])\s?(?P<house>(?:{_VENUE})(?!\w)[^.;,]*?)(?:,[^,]{{1,40}},)?\s(?:\([^)]*\)\s)?(?:accueille\w*|"
    rf"a accueilli|reçoi\w+|abrit\w+)",
    re.IGNORECASE,
)
_HOST_TOWN = re.compile(
    rf"(?:[Ll]a [Vv]ille de |"
    rf"[Ll]a commune de )?(?P<town>{_TOWN})(?:\s\([^)]*\))?\s(?:[\w’']+\s){{0,2}}?(?:accueill\w+|a accueilli|"
    rf"reçoi\w+|recevra|"
    r"a reçu|sera l[’']hôte|organise\w*|fête\w*|célèbre\w*)\b"
)
_PROPER_HOUSE = re.compile(
    rf"(?<![\w’'-])(?:à l[’']|à la\s|au\s)(?P<house>[{_UPPER}][\w-]+(?:\s(?:de\s|du\s|de la\s|d[’']|"
    rf"des\s)?[{_UPPER}][\w-]+)*)"
)
"""A house without a word of the list: "à l'INSET de Nancy"."""
_LABEL = re.compile(
    r"(?:^|[.;–-]\s)(?:[Ll]ieu(?: de (?:la )?rencontre)?|[Aa]dresse|[Oo]ù)\s?[:?]\s?(?:à la |à l[’']|au |"
    r"à )?(?P<place>[^.;\n]{3,80})",
    re.IGNORECASE,
)
_CUT = re.compile(
    r",\s(?:le|la|les|du|de|en présence|pour|afin|sous|qui|où|les|à partir|dont|sur|en marge|"
    r"avec|par|l[’']|initialement|ses?|nous|M\.|Mme)\b|\s(?:le|du|les)\s\d|\s(?:le|ce)\s(?:lundi|"
    r"mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
    r"|\s(?:pour|afin|sous|qui|où|dont|que|avec|par|en présence|en marge|mais|lors|devant|sur|"
    r"à partir|après|avant|et à distance|et (?:le|la|les|en)|est|sont|a|ont|sera|seront|s[’']est|"
    r"se)\s|\s[–:]\s|,?\s(?:de\s)?\d{1,2}\s?h|\s?«"
)


def place_in(sentence: Sentence, clause: str, date_at: int | None) -> str | None:
    """Return the place that a clause names, the house before the town ("salle Feuillade, Lunel"), or None."""
    if label := _LABEL.search(clause):
        return label["place"].strip(" .,")
    offset = max(0, sentence.text.find(clause))
    house = _house(clause)
    town = _town(sentence, clause, offset, house[1] if house else None, nearest=date_at)
    if house and town and fold(town) not in fold(house[0]):
        return f"{house[0]}, {town}"
    return house[0] if house else town


def place_of_head(sentence: Sentence) -> str | None:
    """Return the place that a title names, or that it is: "Palais du Luxembourg"."""
    text = sentence.text.strip()
    if sentence.source.field != "title" and (re.match(rf"{_VENUE}\b", text) or re.fullmatch(_TOWN, text)):
        return text
    within = re.search(rf"\bdans (?:le|la|les|l['’])\s?(?P<town>{_TOWN})\s*$", text)
    return place_in(sentence, sentence.text, None) or (within["town"] if within else None)


def house_in(text: str) -> str | None:
    """Return the house that a sentence names after "à" or "dans"."""
    house = _house(text)
    return house[0] if house else None


def _house(clause: str) -> tuple[str, tuple[int, int]] | None:
    houses = [found for match in _HOST.finditer(clause) if (found := _written(match))]
    match = _HOUSE.search(clause)
    while match:
        if found := _written(match):
            houses.append(found)
        match = _HOUSE.search(clause, match.start("house") + 1)
    return max(houses, key=lambda each: " " in each[0]) if houses else None


def _written(match: re.Match[str]) -> tuple[str, tuple[int, int]] | None:
    written = _CUT.split(match["house"])[0]
    pieces = written.split(", ")
    kept = pieces[0]
    for piece in pieces[1:]:
        if re.match(r"(?:à\s|\d|salle|hall|au\s)", piece):
            kept += f", {piece.removeprefix('à ')}"
        else:
            break
    kept = kept.strip(" ,")
    words = kept.split()
    if len(words) == 1 and fold(words[0]) not in ("unesco", "senat", "mairie", "prefecture", "ambassade", "ministere"):
        return None
    return kept, (match.start("house"), match.start("house") + len(written))


def _town(
    sentence: Sentence, clause: str, offset: int, house: tuple[int, int] | None, nearest: int | None
) -> str | None:
    """Return the town that something takes place in: after "à" or "en", no person, office or organisation's member."""
    candidates = []
    for match in _AT.finditer(clause):
        name = match["town"].strip(" -–'’.")
        first = fold(name.split()[0])
        if first in folded("events", "not_towns") or (house and house[0] <= match.start() < house[1]):
            continue
        start = offset + match.start("town")
        tokens = sentence.tokens(start, start + len(name))
        if not tokens:
            continue
        labels = {token.ent_type_ for token in tokens}
        governor = tokens[0].head
        preceding = sentence.span.doc[tokens[0].i - 2] if tokens[0].i - sentence.span.start >= 2 else None
        if preceding is not None and preceding.pos_ == "ADJ" and re.match(r"aux?\s|en\s", match.group()):
            continue
        if governor.pos_ == "ADJ" and governor.dep_ not in ("ROOT", "acl"):
            continue
        if "PER" in labels or (
            tokens[0].head.pos_ == "NOUN"
            and tokens[0].dep_ == "nmod"
            and fold(governor.lemma_) in folded("functions", "heads")
        ):
            continue
        if governor.pos_ == "VERB" and fold(governor.lemma_) in (
            "confier",
            "revenir",
            "adresser",
            "succeder",
            "rendre hommage",
            "echoir",
            "destiner",
            "consacrer",
            "remettre",
            "ecrire",
            "associer",
        ):
            continue
        if match.group().startswith("en ") and labels.isdisjoint({"LOC"}):
            continue
        distance = abs(start - nearest) if nearest is not None else start
        candidates.append((not labels & {"LOC"}, distance, name, match))
    if candidates:
        best = min(candidates, key=lambda each: each[:2])
        name = best[2]
        following = re.match(r"\set\s(?:à\s)?([A-ZÀ-Ý][\w’'-]+)", clause[best[3].end() :])
        return f"{name} et {following.group(1)}" if following else name
    visited = re.search(
        rf"\b(?:visité|découvert|parcouru|sillonné)\s(?:la\s|le\s|l['’]|les\s)?(?P<town>{_TOWN})", clause
    )
    if visited:
        return visited["town"]
    named = re.search(
        rf"\b(?:[Aa]ssises|[Rr]encontres|[Ff]orum|[Ss]ommet|[Cc]ongrès|[Ss]alon|"
        rf"[Ff]estival|[Vv]isite)\s(?:de|à)\s(?P<town>[{_UPPER}][\w-]+(?:\s[{_UPPER}][\w-]+)*)",
        clause,
    )
    if named:
        return named["town"]
    host = _HOST_TOWN.match(clause.lstrip()) if nearest is not None else None
    if host:
        tokens = sentence.tokens(offset + clause.find(host["town"]), offset + clause.find(host["town"]) + 2)
        if tokens and tokens[0].ent_type_ in ("LOC", "") and tokens[0].pos_ == "PROPN":
            return host["town"]
    proper = _PROPER_HOUSE.search(clause)
    if proper and fold(re.split(r"[\s’']", proper["house"])[0]) not in (
        folded("functions", "heads") | folded("functions", "organisations") | folded("events", "not_towns")
    ):
        return proper["house"]
    listed = re.search(rf"^[,\s]+(?P<town>{_TOWN})\s*\.?\s*$", clause[clause.rfind(",") :]) if "," in clause else None
    if listed and len(clause) < 60:
        return listed["town"]
    return None
