"""The French pipeline of spaCy, fitted to names with hyphens, to lines that are sentences, and to the room's verbs."""

import re
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from scraper.prose import acts  # noqa: F401 - its part of the pipeline has a name there
from scraper.prose.reader import MODEL
from scraper.prose.words import verbs
from scraper.text import fold

_JOINED = re.compile(
    r"^[A-ZÀ-Ý]\w*(?:['’]\w+)?(?:-[\w'’]+)+$|^[A-ZÀ-Ý]\w+['’]h\w*$|^(?:vice|sous|co|ex)-\w+$|"
    r"^groupes?-pays$|^rendez-vous$"
)
"""Words that spaCy would cut at their hyphens: names, offices, a country's group."""
_NO_END = frozenset(("m.", "mm.", "s.e.m.", "s.e.", "dr.", "pr.", "me.", "n°", "art."))
_ENDINGS = {
    "enir": "ient iennent iendra iendront iendrait enait enaient enant enu enue enus enues int inrent".split(),
    "er": "e ent a erent ait aient era eront erait ant es ee ees".split(),
    "lire": "lu lue lus lues lit lira lut".split(),
    "ir": "it ira iront irait issait issaient issent issant irent i ie is ies".split(),
}
"""End of an infinitive: the ends of its forms, without accents."""


@Language.component("portal_sentences")
def portal_sentences(doc: Doc) -> Doc:
    """Start a sentence after each line but one that the next goes on with, and after closing punctuation that a capital
    or a quotation follows."""
    begins = True
    for token in doc:
        token.is_sent_start = begins
        if token.is_space:
            begins = begins or ("\n" in token.text and not _goes_on(doc, token))
            continue
        begins = False
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if token.text in (".", "!", "?", "…") and following is not None and token.whitespace_:
            first = following.text[0]
            begins = first.isupper() or first.isdigit() or first in "«–"
        elif token.text.endswith(".") and token.lower_ not in _NO_END and following is not None and len(token) > 3:
            begins = token.whitespace_ != "" and following.text[0].isupper()
    return doc


def _goes_on(doc: Doc, feed: Token) -> bool:
    """Return whether a line break is amid a sentence: behind a comma, or before a small letter where no sign is."""
    if feed.text.count("\n") > 1 or not feed.i or feed.i + 1 >= len(doc):
        return False
    before, after = doc[feed.i - 1].text, doc[feed.i + 1].text
    return (before == "," and after[0].isalpha()) or (after[0].islower() and (before[-1].isalnum() or before in "»)"))


@Language.component("portal_verbs")
def portal_verbs(doc: Doc) -> Doc:
    """Give a form of one of the room's verbs its infinitive where the model has none for it."""
    for token in doc:
        is_done = token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "par"  # "conduite par", no noun
        if (token.pos_ not in ("NOUN", "PROPN") or is_done) and not token.lemma_.endswith(("er", "ir", "re")):
            token.lemma_ = _infinitives().get(fold(token.text), token.lemma_)
    return doc


@cache
def _infinitives() -> dict[str, str]:
    forms = {}
    for verb in sorted(verbs()):
        plain = fold(verb)
        end = next((end for end in _ENDINGS if plain.endswith(end)), None)
        for ending in _ENDINGS.get(end, ()):
            forms.setdefault(plain.removesuffix(end) + ending, verb)
    return forms


@cache
def pipeline() -> Language:
    """Return the pipeline, loaded once."""
    nlp = spacy.load(MODEL)
    known = nlp.tokenizer.token_match
    nlp.tokenizer.token_match = lambda text: _JOINED.match(text) or (known(text) if known else None)
    nlp.add_pipe("portal_sentences", first=True)
    nlp.add_pipe("portal_verbs", last=True)
    nlp.add_pipe("portal_acts", last=True)
    return nlp
