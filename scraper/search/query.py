"""What a person types, as FTS5 reads it. Any text is a query: what cannot be understood is left out.

`sécheresse régionale` finds both words in any form; `"appel à projets"` these words in this order; `-stage` leaves out;
`Mali OU Niger` finds either; `franc*` what begins so; `groupes-pays` the compound, in one word or two.
`fonds Mali` finds these words, and what is called Mali among the funds.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from scraper.search.analysis import (
    COMMON,
    LONGEST_COMPOUND,
    countries_in,
    country_word,
    joined,
    name_of,
    stem,
    words_of,
)
from scraper.search.entries import ALL_MARK, STEMS, WORDS
from scraper.search.kinds import KindWords, kind_words

LONGEST = 10_000
"""Characters of a query that are looked at."""
MOST_TERMS = 32
"""Terms of a query that are looked for: the first ones."""
SHORTEST_BEGINNING = 2
"""Letters of the shortest beginning (`co*`) that is looked for as one."""
_QUOTES = dict.fromkeys(map(ord, '«»“”„‟″"'), '"')
_TERM = re.compile(r'(?P<minus>(?<!\S)[-−–])?(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<plain>[^\s"]+))')
_OR = {"OU", "OR", "|"}


@dataclass(frozen=True)
class SearchTerm:
    """One thing to look for: all its words, side by side."""

    words: tuple[str, ...]
    """Stems, or the words as written, folded."""
    is_exact: bool = False
    """Whether these are words as written."""
    is_beginning: bool = False
    """Whether the last word is a beginning."""
    joined: str | None = None
    """The stem of a compound as one word."""

    def expression(self, *, title_only: bool = False) -> str:
        """Return the term as FTS5 reads it."""
        columns = WORDS if self.is_exact else STEMS
        phrase = f'"{" ".join(self.words)}"' + " *" * self.is_beginning
        either = f'({phrase} OR "{self.joined}")' if self.joined else phrase
        return f"{{{' '.join(columns[:1] if title_only else columns)}}} : {either}"


@dataclass(frozen=True)
class ParsedQuery:
    """What is looked for: in each text one term of every group, and none of those left out."""

    groups: tuple[tuple[SearchTerm, ...], ...] = ()
    without: tuple[SearchTerm, ...] = ()
    name: str = ""
    """The query as the name of a record (analysis.name_of); empty where it is more than words."""

    @cached_property
    def named(self) -> dict[str, tuple[tuple[SearchTerm, ...], ...]]:
        """What is looked for without the words of a kind, by each kind that they name."""
        found = {kind: _without(words, self.groups) for kind, words in kind_words().items()} if self.name else {}
        return {kind: groups for kind, groups in found.items() if groups}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be found by its words."""
        return not (self.groups or self.without)

    @cached_property
    def terms(self) -> tuple[SearchTerm, ...]:
        """All terms that a found text may have."""
        return tuple(term for group in self.groups for term in group)

    def expression(self, *more: str, title_only: bool = False) -> str:
        """Return the query as FTS5 reads it. more: expressions that must match too. title_only: whether the terms must
        be in the title."""
        looked_for = _all_of(self.groups, title_only=title_only) or f'marks : "{ALL_MARK}"'
        named = [f'marks : "{kind}" AND {_all_of(groups, title_only=True)}' for kind, groups in self.named.items()]
        either = " OR ".join(f"({each})" for each in (looked_for, *named))
        found = " AND ".join(f"({each})" for each in (either, *more))
        left_out = " OR ".join(term.expression() for term in self.without)
        return f"({found}) NOT ({left_out})" if left_out else found


def parse(text: str | None) -> ParsedQuery:
    """Return what a person looks for by a text."""
    terms: list[SearchTerm | None] = []
    """In order; None where OU was typed."""
    without: list[SearchTerm] = []
    plain: list[str] = []
    """Words since the last term that is more than a word: together, as a country may have several."""
    written = (text or "")[:LONGEST].translate(_QUOTES)
    for match in _TERM.finditer(written):
        word = match["plain"]
        is_word = word is not None and not match["minus"] and word not in _OR and not word.endswith("*")
        if is_word:
            plain.append(word)
            continue
        terms += _plain_terms(" ".join(plain))
        plain = []
        if match["minus"]:
            without += _terms(word, match["phrase"])
        else:
            terms += [None] if word in _OR else _terms(word, match["phrase"])
    is_plain = not terms and not without
    terms += _plain_terms(" ".join(plain))
    groups = tuple(map(tuple, _grouped(terms)))
    return ParsedQuery(groups, tuple(without[:MOST_TERMS]), name_of(written) if is_plain else "")


def _all_of(groups: tuple[tuple[SearchTerm, ...], ...], *, title_only: bool) -> str:
    """Return, as FTS5 reads it, that one term of every group is there."""
    each = (" OR ".join(term.expression(title_only=title_only) for term in group) for group in groups)
    return " AND ".join(f"({any_of})" for any_of in each)


def _without(words: KindWords, groups: tuple[tuple[SearchTerm, ...], ...]) -> tuple[tuple[SearchTerm, ...], ...] | None:
    """Return what is looked for beside the words of a kind; None where they do not name it, or nothing else is."""
    if words.without(stem for group in groups for term in group for stem in term.words) is None:
        return None
    return tuple(group for group in groups if not all(words.all.issuperset(term.words) for term in group))


def _grouped(terms: list[SearchTerm | None]) -> list[list[SearchTerm]]:
    """Return terms by what they are alternatives of; without common words, unless there is nothing else."""
    groups: list[list[SearchTerm]] = []
    is_either = False
    for term in terms[: 2 * MOST_TERMS]:
        if term is None:
            is_either = bool(groups)
        elif is_either:
            groups[-1].append(term)
            is_either = False
        else:
            groups.append([term])
    groups = groups[:MOST_TERMS]
    return [group for group in groups if not all(map(_is_common, group))] or groups


def _is_common(term: SearchTerm) -> bool:
    return term.is_exact and not term.is_beginning and set(term.words) <= COMMON and len(term.words) == 1


def _terms(plain: str | None, phrase: str | None) -> list[SearchTerm]:
    """Return the terms of one quoted phrase, beginning, or word that is left out."""
    if phrase is None and not plain.endswith("*"):
        return _plain_terms(plain)
    words = tuple(word.folded for word in words_of(phrase if plain is None else plain))[:MOST_TERMS]
    is_beginning = phrase is None and bool(words) and len(words[-1]) >= SHORTEST_BEGINNING
    return [SearchTerm(words, is_exact=True, is_beginning=is_beginning)] if words else []


def _plain_terms(text: str) -> list[SearchTerm]:
    """Return the terms of words: countries, compounds, and words alone."""
    words = words_of(text)
    countries = {start: (end, code) for start, end, code in countries_in([word.folded for word in words])}
    terms, at = [], 0
    while at < len(words):
        end, code = countries.get(at, (at, None))
        is_whole = code and not (end < len(words) and words[end].is_linked)
        if not is_whole:
            end = at + 1
            while end < len(words) and words[end].is_linked:
                end += 1
        terms.append(SearchTerm((country_word(code),)) if is_whole else _chain([word.folded for word in words[at:end]]))
        at = end
    return terms


def _chain(folded: list[str]) -> SearchTerm:
    """Return the term of a word, or of a compound's parts."""
    stems = tuple(stem(word) for word in folded if word not in COMMON)[:MOST_TERMS]
    if not stems:
        return SearchTerm(tuple(folded[:MOST_TERMS]), is_exact=True)
    return SearchTerm(stems, joined=joined(folded) if 1 < len(folded) <= LONGEST_COMPOUND else None)
