"""The federation's groups that an article names, and those it is about."""

import re
from collections.abc import Collection
from typing import NamedTuple

from scraper.prose.page import ProsePage, Sentence
from scraper.prose.words import folded
from scraper.text import fold

_UPPER = "A-ZÀ-ÖØ-Ý"
_COUNTRY = re.compile(
    rf"(?:[Gg]roupes?[- ]pays|GROUPES?[- ]PAYS)(?: (?:de la |de l[’']|du |des |de |"
    rf"d[’']))? ?(?P<name>[{_UPPER}][\w’'-]*(?:(?: |-| et | – )[{_UPPER}][\w’'-]*)*)"
)
_THEMATIC = re.compile(
    rf"\b[Gg]roupe(?: (?:thématique|transversal|de travail|"
    rf"géographique))? (?:« ?)?(?P<name>[{_UPPER}][\w’'-]+(?:(?: et | de | des | du | de la |"
    rf" d[’']| )[\w’'-]+)*)"
)
_NAMED = re.compile(
    rf"\b(?P<name>(?:Mission|Dynamique)(?: (?:thématique|"
    rf"transversale))? (?![dD]['’u])[{_UPPER}][\w’'-]+(?: [{_UPPER}][\w-]+)*)"
)
_JOURNEY = re.compile(r"\s*Mission\s")
"""What a line begins with that is about a journey: "Mission Maroc"; a group is "la Mission Sahel"."""
_LINK = frozenset("et de des du la le les d en".split())


class GroupName(NamedTuple):
    """A group's name in a sentence."""

    name: str
    start: int
    end: int
    """Characters of the sentence, its "groupe-pays" included."""


def groups_in(sentence: Sentence, known: Collection[str] = ()) -> list[GroupName]:
    """Return the groups that a sentence names, in order. known: the portal's, where they are known."""
    found: list[GroupName] = []
    text = sentence.text
    for pattern in (_COUNTRY, _NAMED, _THEMATIC):
        for match in pattern.finditer(text):
            if any(each.start < match.end() and match.start() < each.end for each in found):
                continue
            name, end = match["name"], match.end()
            if pattern is _NAMED:
                whole = next((each for each in known if text.startswith(each, match.start("name"))), None)
                if whole:
                    name, end = whole, match.start("name") + len(whole)
                elif _JOURNEY.match(text):
                    continue
            if name.isupper() and len(name) > 4:
                name = name.title()
            if pattern is _THEMATIC:
                name = _thematic(sentence, match.start("name"), name)
                end = match.start("name") + len(name)
                if fold(name).startswith("pays"):
                    continue
            if len(name) > 2:
                found.append(GroupName(name, match.start(), end))
    for name in known:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if " " in name and not any(each.start < match.end() and match.start() < each.end for each in found):
                found.append(GroupName(name, match.start(), match.end()))
    return sorted(found, key=lambda each: each.start)


def _thematic(sentence: Sentence, start: int, name: str) -> str:
    """Cut a name where the sentence goes on: at a verb, a second preposition's object, a participle."""
    kept, end = [], 0
    for token in sentence.tokens(start, start + len(name)):
        proper = token.text[0].isupper()
        if kept and not proper and (token.pos_ in ("VERB", "AUX", "PRON", "ADV") or token.is_punct):
            break
        if kept and re.split(r"\W", fold(token.text))[0] in folded("groups", "ends"):
            break
        if fold(token.text) in folded("functions", "heads") and not proper:
            break
        kept.append(token)
    while kept and (fold(kept[-1].text) in _LINK or kept[-1].pos_ in ("ADP", "DET", "CCONJ")):
        kept.pop()
    if kept:
        end = kept[-1].idx - sentence.span.start_char + len(kept[-1].text) - start
    return name[:end]


def groups_of(page: ProsePage) -> dict[str, Sentence]:
    """Return the groups that an article is about, each with the first sentence that says so.

    A title names it, or a sentence has it at its head: as its subject, or in the event that its main clause is about.
    One that is named only to say whose partners or members somebody is, is not what the article is about.
    """
    found: dict[str, Sentence] = {}
    names = names_of(page)
    for sentence in page.sentences:
        for each in groups_in(sentence, page.known_groups):
            each = each._replace(name=names.get(each.name, each.name))
            if any(fold(each.name) == fold(name) for name in found):
                continue
            if sentence.in_head or _is_topic(sentence, each):
                found[each.name] = sentence
    return found


def names_of(page: ProsePage) -> dict[str, str]:
    """Return the names of groups that go too far, each with the shorter one that is written elsewhere."""
    written = {each.name for sentence in page.sentences for each in groups_in(sentence)}
    short = written | set(page.known_groups)
    return {
        name: min(shorter, key=len)
        for name in written
        if (
            shorter := [
                other
                for other in short
                if len(other) < len(name)
                and fold(name).startswith(fold(other) + " ")
                and not name[len(other) :].startswith((" et ", "-"))
            ]
        )
    }


def _is_topic(sentence: Sentence, name: GroupName) -> bool:
    tokens = sentence.tokens(name.start, name.end)
    if not tokens:
        return False
    head = tokens[0]
    for _ in range(4):
        if head.dep_ in ("nsubj", "nsubj:pass", "ROOT") or (
            head.dep_ == "conj" and head.head.dep_ in ("nsubj", "nsubj:pass")
        ):
            return True
        if head.pos_ in ("VERB", "AUX"):
            return False
        lemma = fold(head.lemma_)
        if lemma in (
            "president",
            "presidente",
            "presidence",
            "reunion",
            "atelier",
            "delegation",
            "seance",
            "journee",
            "vice-president",
        ):
            return True
        if lemma in ("collectivite", "membre", "secretaire", "partenariat", "agenda"):
            return False
        head = head.head
    return False
