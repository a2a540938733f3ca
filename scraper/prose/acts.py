"""What people do in a sentence, by the parse: each verb that is said of a name, found by spaCy's DependencyMatcher."""

from collections import defaultdict
from enum import Enum
from typing import NamedTuple

from spacy.language import Language
from spacy.matcher import DependencyMatcher
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab


class Side(Enum):
    """How a verb is said of somebody."""

    DOES = "does"
    """The name is its subject: "X préside", "X a ouvert et conclu", "X, qui anime", "X a tenu à rappeler"."""
    BY = "by"
    """What is done is done by the name: "présidée par X"."""
    UNDERGOES = "undergoes"
    """It is done to the name: "X a été entendue", "nous avons entendu X"."""


class Act(NamedTuple):
    """A verb that is said of a name."""

    verb: Token
    side: Side


_SUBJECT = ["nsubj", "nsubj:caus"]
_NAME = {"POS": {"IN": ["PROPN", "NOUN", "ADJ", "X"]}}
_LEADS_TO = ["tenir", "vouloir", "devoir", "venir", "aller", "pouvoir", "aimer", "souhaiter", "commencer"]
"""Verbs that lend their subject to an infinitive."""
_JOINS = frozenset(("appos", "flat:name", "conj", "nmod", "flat:foreign"))
"""What joins the words of a name, and names to each other."""


def _top(name: str, **attributes) -> dict:
    return {"RIGHT_ID": name, "RIGHT_ATTRS": attributes}


def _below(parent: str, name: str, *dependencies: str, **attributes) -> dict:
    return {
        "LEFT_ID": parent,
        "REL_OP": ">",
        "RIGHT_ID": name,
        "RIGHT_ATTRS": {"DEP": {"IN": list(dependencies)}, **attributes},
    }


_PATTERNS = {
    Side.DOES: [
        [_top("act"), _below("act", "name", *_SUBJECT, **_NAME)],
        [_top("first"), _below("first", "name", *_SUBJECT, **_NAME), _below("first", "act", "conj", POS="VERB")],
        [
            _top("first", LEMMA={"IN": _LEADS_TO}),
            _below("first", "name", *_SUBJECT, **_NAME),
            _below("first", "act", "xcomp", POS="VERB"),
        ],
        [_top("name", **_NAME), _below("name", "act", "acl:relcl"), _below("act", "who", "nsubj", LOWER="qui")],
    ],
    Side.BY: [[_top("act"), _below("act", "name", "obl:agent", **_NAME)]],
    Side.UNDERGOES: [[_top("act"), _below("act", "name", "nsubj:pass", "obj", **_NAME)]],
}


class ActFinder:
    """The part of the pipeline that finds acts: `doc._.acts`, the verbs that are said of each word, by its position."""

    def __init__(self, vocab: Vocab) -> None:
        self._matcher = DependencyMatcher(vocab)
        self._found: dict[int, tuple[Side, int, int]] = {}
        for side, patterns in _PATTERNS.items():
            for number, pattern in enumerate(patterns):
                self._matcher.add(name := f"{side.value} {number}", [pattern])
                places = [node["RIGHT_ID"] for node in pattern]
                self._found[vocab.strings[name]] = (side, places.index("act"), places.index("name"))

    def __call__(self, doc: Doc) -> Doc:
        doc._.acts = found = defaultdict(list)
        for key, positions in self._matcher(doc):
            side, act, name = self._found[key]
            found[positions[name]].append(Act(doc[positions[act]], side))
        return doc


Doc.set_extension("acts", default=None)


@Language.factory("portal_acts")
def portal_acts(nlp: Language, name: str) -> ActFinder:
    """Return the step of the pipeline that finds the acts."""
    return ActFinder(nlp.vocab)


def words_of_name(token: Token) -> list[Token]:
    """Return a word of a name and those above it that it is joined to, the nearest first."""
    words = [token]
    while words[-1].dep_ in _JOINS and len(words) < 6:  # names joined by "et", each with an apposition
        words.append(words[-1].head)
    return words
