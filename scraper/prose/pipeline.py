"""The French pipeline of spaCy, fitted to names with hyphens and to lines that are sentences."""

import re
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from scraper.prose.reader import MODEL

_JOINED = re.compile(
    r"^[A-ZÀ-Ý]\w*(?:['’]\w+)?(?:-[\w'’]+)+$|^[A-ZÀ-Ý]\w+['’]h\w*$|^(?:vice|sous|co|ex)-\w+$|"
    r"^groupes?-pays$|^rendez-vous$"
)
"""Words that spaCy would cut at their hyphens: names, offices, a country's group."""
_NO_END = frozenset(("m.", "mm.", "s.e.m.", "s.e.", "dr.", "pr.", "me.", "n°", "art."))


@Language.component("portal_sentences")
def portal_sentences(doc: Doc) -> Doc:
    """Start a sentence after each line, and after closing punctuation that a capital or a quotation follows."""
    begins = True
    for token in doc:
        token.is_sent_start = begins
        if token.is_space:
            begins = begins or "\n" in token.text
            continue
        begins = False
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if token.text in (".", "!", "?", "…") and following is not None and token.whitespace_:
            first = following.text[0]
            begins = first.isupper() or first.isdigit() or first in "«–"
        elif token.text.endswith(".") and token.lower_ not in _NO_END and following is not None and len(token) > 3:
            begins = token.whitespace_ != "" and following.text[0].isupper()
    return doc


@cache
def pipeline() -> Language:
    """Return the pipeline, loaded once."""
    nlp = spacy.load(MODEL)
    known = nlp.tokenizer.token_match
    nlp.tokenizer.token_match = lambda text: _JOINED.match(text) or (known(text) if known else None)
    nlp.add_pipe("portal_sentences", first=True)
    return nlp
