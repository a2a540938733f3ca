"""Damaged letters, repaired by rule: the portal's texts went through wrong encodings more than once (docs/portal.md).

Only damage whose rule is certain is touched; the original stays in the body and in a row of `problems`.
"""

import re

import ftfy

_CP1252 = {}
for _byte in range(0x80, 0xC0):
    try:
        _CP1252[bytes([_byte]).decode("cp1252")] = _byte
    except UnicodeDecodeError:
        _CP1252[chr(_byte)] = _byte

# UTF-8's C3 xx read as cp1252, its first half then "mended" to à: `espaà±ol`. A no-break space is French typography's,
# so it counts as damage only inside a word; SPIP adds one more after a quotation mark.
_HALF = re.compile("à([" + re.escape("".join(c for c in _CP1252 if c not in "\u00a0«»’‘“”–—…")) + "])")
_HALF_QUOTE = re.compile("à(?:(«)[\u00a0 ]?|[\u00a0 ]?(»))(?=\\w)")
_HALF_SPACE = re.compile("à\u00a0(?=-\\w)")
# The same bytes read once more as UTF-8: one letter of a script that French does not use (`o๠l’action`).
_THRICE = re.compile("[\u0800-\u0fff]")
# C3 xx whose first half became é: `coopé©ration`.
_ACUTE = re.compile("é([©¨ª¢®¯´¶¹])")
_DAGGER = re.compile("(?<=[^\\s\\d])†")
_PLAIN = re.compile("[ÃÂâ][\u0080-\u00bf" + re.escape("".join(_CP1252)) + "]")
_SUSPECT = re.compile(
    "[ÃÂâàé][\u0080-\u00bf" + re.escape("".join(_CP1252)) + "]|à[\u00a0 ][-»]|[\u0800-\u0fff]|(?<=[^\\s\\d])†"
)


def repair(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Repair damaged letters. Return the text and the (damaged, repaired) words."""
    if not _SUSPECT.search(text):
        return text, []
    mended = _mend(text)
    if mended == text:
        return text, []
    return mended, _differences(text, mended)


def _mend(text: str) -> str:
    text = _THRICE.sub(lambda m: _again(m[0]), text)
    text = _HALF.sub(lambda m: _letter(m[1]), text)
    text = _HALF_QUOTE.sub(lambda m: _letter(m[1] or m[2]), text)
    text = _HALF_SPACE.sub("à", text)
    text = _ACUTE.sub(lambda m: _letter(m[1]), text)
    text = _DAGGER.sub("”", text)
    return ftfy.fix_encoding(text) if _PLAIN.search(text) else text


def _letter(second: str) -> str:
    return bytes([0xC3, _CP1252[second]]).decode("utf-8")


def _again(letter: str) -> str:
    try:
        half = letter.encode("utf-8").decode("cp1252")
    except UnicodeDecodeError:
        return letter
    return half if half[0] == "à" and half[1] in _CP1252 else letter


def _differences(before: str, after: str) -> list[tuple[str, str]]:
    old, new = re.split(r"[ \n\t]+", before), re.split(r"[ \n\t]+", after)
    if len(old) == len(new):
        return [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    return [(before.strip()[:200], after.strip()[:200])]
