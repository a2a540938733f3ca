"""What pages write about a file beside its label: its format and size, what to do with it, its name."""

import re

from scraper.reading.addresses import ENDING, MEDIA_TYPES

_FORMATS = "|".join((*MEDIA_TYPES, "word", "excel", "powerpoint", "opendocument", "jpe?g", "image", "audio", "vidéo"))
_BYTES = r"\d+(?:[.,]\d+)?\s*(?:[kmg]i?[ob]|octets)\b"
_SIGN = r"[\s()\[\]:,;·•|/–—-]"
_WINDOW = r"(?:s[’']ouvre dans une? )?(?:nouvelle fenêtre|nouvel onglet)"
_PIXELS = r"\d+\s*[x×]\s*\d+(?:\s*(?:pixels?|px)\b)?"
_FACT = rf"(?:{_BYTES}|(?:{_FORMATS}|formats?|poids|taille|fichier)\b(?![’'])|\d+\s*(?:pages?|p\.)|{_PIXELS}|{_WINDOW})"
_SIZE = re.compile(_BYTES, re.IGNORECASE)
_KIND = r"(?:documents?|sons?|images?|photos?|vid[ée]os?|textes?|tableaux?)"
_FACTS = re.compile(rf"{_SIGN}*(?:{_KIND}{_SIGN}+)?(?:{_FACT}{_SIGN}*)+", re.IGNORECASE)
_NAMED_FACTS = re.compile(rf"\W*[a-z0-9]{{2,14}}\s*[-–—,:]\s*{_BYTES}\W*", re.IGNORECASE)
"""A format that no list has, and its size: "LibreOffice - 1.2 kio"."""
_FACTS_BEHIND = re.compile(
    rf"(?:(?<=[\s(\[])|^)(?:(?<!\w)[a-z0-9]{{2,5}}\s*[-–—,:]\s*)?{_BYTES}{_SIGN}*(?:{_FACT}{_SIGN}*)*$", re.IGNORECASE
)
_FORMAT_BEHIND = re.compile(rf"(?:{_SIGN}+(?:{_FORMATS}|formats?|poids|taille))+{_SIGN}*$", re.IGNORECASE)
_LONGEST = 60
"""Characters of the longest format and size, with the signs around them."""
_VERB = r"(?:télécharge[rz]|download|consulte[rz]|voir|ouvrir|lire|écouter|regarder|afficher|accéder)"
_ACTION = re.compile(
    rf"{_VERB}(?:\s+(?:au|le|la|l['’]|les|ce|cette|en)?\s*"
    r"(?:fichiers?|documents?|pi[èe]ces?(?: jointes?)?|version|formats?|en ligne|ici"
    rf"|{_FORMATS}|[(\[](?:{_FORMATS})[)\]]?))*",
    re.IGNORECASE,
)
_BEGINS_WITH_ACTION = re.compile(rf"{_VERB}\b", re.IGNORECASE)
_QUOTED = re.compile(
    rf"{_ACTION.pattern}(?:\s*:\s*(?P<label>\w.*)|[:\s]*[«“\"](?!.*[»”].*[«“])\s*(?P<quoted>\w.*?)\s*[»”\"])",
    re.IGNORECASE,
)
"""What to do with a file, and its label: "Télécharger le document « Programme »"."""
_ADDRESS = re.compile(r"https?://|^www\.\S+$", re.IGNORECASE)
_SIGNS = " -–—:·•|/"


def size_in(text: str) -> str | None:
    """Return the size that words end with or consist of, as written."""
    found = _SIZE.search(text[-_LONGEST:])
    return found[0] if found else None


def is_facts(text: str) -> bool:
    """Return whether words are nothing but a file's format and size ("PDF - 88 kio")."""
    own = text if len(text) <= _LONGEST else ""
    return bool(own) and bool(_FACTS.fullmatch(own) or _NAMED_FACTS.fullmatch(own))


def without_facts(text: str) -> str:
    """Return words without the format and size behind them."""
    end = text[-_LONGEST:]
    if found := _FACTS_BEHIND.search(end):
        end = end[: found.start()]
        end = _FORMAT_BEHIND.sub("", end)
        end = re.sub(r"\s*[(\[][^()\[\]]*$", "", end)
    return (text[:-_LONGEST] + end).strip(_SIGNS)


def without_format(text: str, address: str) -> str:
    """Return words without the file's own format before them, in capitals ("PDF Programme"). address: the file's."""
    first, _, rest = text.partition(" ")
    return rest if rest and first.isupper() and address.lower().endswith(f".{first.lower()}") else text


def label_of(text: str) -> str:
    """Return the label in words about a file: without its format and size, and without what to do with it before a
    colon or a quotation."""
    own = without_facts(text)
    found = _QUOTED.fullmatch(own)
    return (found["label"] or found["quoted"]) if found else own


def is_action(text: str) -> bool:
    """Return whether words are nothing but what to do with a file ("Télécharger le document")."""
    return len(text) <= _LONGEST and _ACTION.fullmatch(text.strip(f"{_SIGNS}.()[]")) is not None


def begins_with_action(text: str) -> bool:
    """Return whether words begin with what to do with a file."""
    return _BEGINS_WITH_ACTION.match(text) is not None


def is_file_name(text: str) -> bool:
    """Return whether words are the name of a file."""
    return " " not in text and ENDING.search(text) is not None


def is_label(text: str) -> bool:
    """Return whether words may be a file's label: no address, format, size, or what to do with it."""
    return bool(text) and not (_ADDRESS.search(text) or is_facts(text) or is_action(text))
