"""The places of a layout: what each of them holds, voted on by the layout's pages."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from statistics import median

from scraper import spip
from scraper.learning.site import ObservedSite
from scraper.learning.votes import (
    DECISIVE,
    FEW,
    FEWEST_REPEATED,
    MANY,
    MOST,
    ONCE,
    REPEATED,
    SOME,
    Place,
    Votes,
    elsewhere,
    vote,
)
from scraper.reading.file_words import is_label, size_in
from scraper.reading.profile import ABOVE, BELOW, TITLE, Layout, Slot
from scraper.reading.text import fold

EVERYWHERE = 0.4
"""Share of a layout's pages from which a place of repeated lines is frame by itself."""
ALWAYS = 0.9
"""Share of a layout's pages from which a repeated line amid the text is frame."""
NEARLY = 0.9
"""How near to the most agreement of a place with what links call the page that of a title is."""
LEAST_WEIGHT = 0.3
"""Share of the most weight from which a place may be the title: it may have two paths, with a picture beside it and
without."""
ONE_SHAPE = 0.9
"""Share of the pages with a place that have the same words there, from which they are the template's; and of its lines
that are such words."""
FEW_SHAPES = 0.3
"""Shapes a line of a place that rotates: the same few quotations or teasers on all pages."""
LONGEST_WORDS = 40
"""Letters of the longest label."""
GAINED = 1.3
"""How many times as many pages have sentences in the element that holds all texts as in the one with most letters."""
LONGEST_PIECE = 160
"""Characters of a middling subtitle."""
ABOVE_TITLE, BELOW_TITLE = -3, 3
"""Lines from the title at which the parts of a head are, in the middle of pages."""
_OVER = re.compile(r"over|sur-?titre|eyebrow|kicker|pre-?tit|supra", re.IGNORECASE)
_UNDER = re.compile(r"sub|sous|under|baseline|tagline", re.IGNORECASE)
"""What templates call an overtitle and a subtitle: the weakest evidence, where two places are alike."""
_SITE_WORDS = frozenset(map(fold, spip.SITE_WORDS))
_BLOCKS = frozenset(("card", "keywords", "summary", "files", "numbered files"))
"""Roles of blocks that have a label above them."""


def title_path(site: ObservedSite, members: Sequence[int]) -> tuple[str, int, int] | None:
    """Return the path at which most pages show what links call them; on how many of them it is so, and of how many."""
    agreed, weight, lines, pages, asked_of = Counter(), Counter(), Counter(), Counter(), Counter()
    headings: set[str] = set()
    asked = 0
    for i in members:
        called = site.called.get(site.pages[i].url, {})
        asked += bool(called)
        shown: dict[str, str] = {}
        for path, line in zip(site.paths[i], site.pages[i].lines, strict=True):
            if line.words:
                lines[path] += 1
                headings |= {path} if line.level else set()
                shown.setdefault(path, line.words)
        pages.update(shown.keys())
        asked_of.update(shown.keys() if called else ())
        for path, words in shown.items():
            if words in called:
                agreed[path] += 1
                weight[path] += called[words]
    once = [path for path in agreed if lines[path] <= ONCE * pages[path]]
    most = max((weight[path] for path in once), default=0)
    # The last piece of a breadcrumb has the title's words too, but may cut them.
    right = {path: agreed[path] / asked_of[path] for path in once if weight[path] >= LEAST_WEIGHT * most}
    alike = [path for path, share in right.items() if share >= NEARLY * max(right.values())]
    best = max(alike, key=lambda path: (path in headings, weight[path], agreed[path]), default=None)
    return best and (best, agreed[best], asked)


def learn_layout(site: ObservedSite, kind: str, members: Sequence[int], title: tuple[str, int, int]) -> Layout:
    """Return the layout of some pages. title: as title_path returns it."""
    among = None if kind == "article" else elsewhere(site, members)
    votes, texts = vote(site, members, title[0], among)
    pages = sum(v.pages for place, v in votes.items() if place[1] == TITLE)
    text = _holder(votes, lambda v: v.share("sentence") if v.share("card") < MOST else 0.0)
    text = _whole(text, votes, title[0]) if kind == "article" else text
    begins, ends = _span(votes, text)
    holders = {text, _holder(votes, lambda v: v.share("card"))} if kind != "article" else {text}
    within = {place for place in votes if _is_inside(place, holders)}
    around = text.rpartition("/")[0]
    if kind == "article" and around and not f"{title[0]}/".startswith(f"{around}/"):
        within |= {place for place, v in votes.items() if _is_inside(place, [around]) and _is_amid(v, begins, ends)}
    roles = {place: _role(place, v, pages, (text, begins), within, among) for place, v in votes.items()}
    for place, v in votes.items():
        roles[place] = roles[place] or (
            "frame"
            if kind == "article" and _is_label_of_block(v, votes, roles)
            else _other_role(place, v, text, title[0], begins, within, pages)
        )
    _settle_dates(votes, roles)
    _settle_labels(votes, roles)
    _settle_subtitles(votes, roles)
    slots = tuple(
        Slot(*place, roles[place], v.pages, round(_agreeing(roles[place], v), 3))
        for place, v in sorted(votes.items())
        if v.pages >= 2
    )
    repeated = frozenset((*place, words) for place, words in _repeated(votes, texts, roles, pages, among))
    return Layout(kind, pages, title[1], title[2], text, slots, repeated, site.names)


def _repeated(
    votes: dict[Place, Votes], texts: Counter, roles: dict[Place, str], pages: int, among: Set[str] | None
) -> Iterator[tuple[Place, str]]:
    """Yield the words of the layout's own amid lines that are a page's, before their words or beside their links, each
    with its place."""
    for (place, words), times in texts.items():
        v = votes[place]
        if not words or (among is not None and words not in among) or size_in(words) is not None or v.facts[words]:
            continue
        is_own = _is_label(roles[place], times, pages) and not (v.headings or (v.names_files and is_label(words)))
        is_label_above = (
            among is None
            and roles[place] == "text"
            and times >= max(FEWEST_REPEATED, REPEATED * pages)
            and len(words) <= LONGEST_WORDS
            and _is_above_blocks(v, words, roles)
        )
        if is_own or is_label_above:
            yield place, words
    for place, v in votes.items():
        if v.links >= MOST * v.lines:
            yield from ((place, words) for words in _usual(v.beside, v.beside.total()))
        if among is None and roles[place] in ("lead", "text"):
            yield from ((place, words) for words in _usual(v.begins, v.pages))


def _usual(written: Counter, lines: int) -> Iterator[str]:
    """Yield the words that most of some lines have, but for SPIP's own."""
    least = max(FEWEST_REPEATED, MOST * lines)
    return (words for words, n in written.items() if words and n >= least and words.rstrip(":") not in _SITE_WORDS)


def _is_above_blocks(v: Votes, words: str, roles: dict[Place, str]) -> bool:
    """Return whether some of a place's words are a label above files, keywords or cards."""
    below = Counter({place: n for (own, place), n in v.heads.items() if own == words})
    return sum(n for place, n in below.items() if place and roles[place] in _BLOCKS) >= MOST * below.total()


def _span(votes: dict[Place, Votes], text: str) -> tuple[dict[str, int], dict[str, int]]:
    """Return where the text begins and ends on each page, by the page's address."""
    begins, ends = {}, {}
    for v in (v for place, v in votes.items() if _is_inside(place, [text])):
        begins |= {url: min(n, begins.get(url, n)) for url, n in v.firsts.items()}
        ends |= {url: max(n, ends.get(url, n)) for url, n in v.lasts.items()}
    return begins, ends


def _is_amid(v: Votes, begins: dict[str, int], ends: dict[str, int]) -> bool:
    """Return whether a place is amid the text on most of its pages: a table between paragraphs that have an element
    each."""
    amid = sum(begins.get(url, n) < n < ends.get(url, n) for url, n in v.firsts.items())
    return amid >= MANY * v.pages


def _settle_dates(votes: dict[Place, Votes], roles: dict[Place, str]) -> None:
    """Leave one place for the publication: of several with a day, the nearest to the title that most pages have."""
    dated = [place for place, role in roles.items() if role == "date"]
    most = max((votes[place].pages for place in dated), default=0)
    common = [place for place in dated if 2 * votes[place].pages > most]
    first = min(common, key=lambda place: abs(median(votes[place].distances)), default=None)
    roles.update((place, "facts") for place in dated if place != first)


def _settle_labels(votes: dict[Place, Votes], roles: dict[Place, str]) -> None:
    """Make the label of a lead, which may be as near to the title as a subtitle, the frame's."""
    labels = [
        place for place, v in votes.items() if v.lines > 1 and _is_label_of_block(v, votes, roles, frozenset(("lead",)))
    ]
    roles.update((place, "frame") for place in labels if roles[place] in ("subtitle", "lead", "text"))


def _settle_subtitles(votes: dict[Place, Votes], roles: dict[Place, str]) -> None:
    """Make one of two places of a subtitle the overtitle, where none is above the title: the one that its template
    calls so, or that is no heading where the other is, or else the farther one."""
    places = [place for place, role in roles.items() if role == "subtitle"]
    if len(places) > 1 and "overtitle" not in roles.values():
        roles[max(places, key=lambda place: _likeness_to_overtitle(place, votes[place]))] = "overtitle"


def _likeness_to_overtitle(place: Place, v: Votes) -> tuple[bool, bool, bool, float]:
    step = place[0].rpartition("/")[2]
    is_heading = v.headings >= MOST * v.lines
    return bool(_OVER.search(step)), not _UNDER.search(step), not is_heading, median(v.distances)


def _is_label(role: str, times: int, pages: int) -> bool:
    """Return whether a line is the layout's own amid lines that are a page's: a label of files, what most pages have
    in the text."""
    least = dict.fromkeys(("text", "lead", "mixed", "date"), ALWAYS * pages) | {
        "files": max(FEWEST_REPEATED, REPEATED * pages)
    }
    return times >= least.get(role, times + 1)


def _agreeing(role: str, v: Votes) -> float:
    if role == "frame":
        return v.repeated / v.lines
    return v.share(role) if role in DECISIVE else 1.0


def _role(
    place: Place,
    v: Votes,
    pages: int,
    text: tuple[str, dict[str, int]],
    within: Set[Place],
    among: set[str] | None,
) -> str | None:
    """Return what a place holds by its lines alone. text: its element, and where it begins on each page; within: the
    places in the elements of text and of teasers; among: lines that pages of other kinds have, None for articles.

    Headings are the same on many pages, as those of groups are: in a text they are no frame."""
    if place[1] == TITLE:
        return "title"
    if v.is_written:
        return None
    if place[1] == ABOVE and _is_kicker(v):
        return "kicker"
    if _heads(v, *text):
        return "text"
    inside = place in within
    common = v.pages >= (MOST if inside else EVERYWHERE) * pages and not (inside and v.headings)
    # A list of other articles has several dates; beside the publication may be what all pages have.
    if v.repeated >= MOST * v.lines and common and not (v.lines <= ONCE * v.pages and v.share("date")):
        # The site that an article is about may be where others have a template's words.
        leads_away = 0 < v.away == v.marks["off site"] == v.own
        return "mixed" if leads_away and not inside else "frame"
    roles = (role for role in DECISIVE if role != "date" or v.own <= ONCE * v.pages)
    decided = next((role for role in roles if v.own and v.share(role) >= MOST), None)
    if decided:
        return "numbered files" if decided == "files" and v.is_numbered else decided
    if not inside and v.own and v.pictures >= MOST * v.lines and not any(v.lengths):
        return "picture"
    if not any(v.shapes):  # signs alone: an arrow to the top of the page
        return "frame"
    if _is_of_template(v, pages, among, inside=inside):
        return "legend" if v.pictures else "frame"
    rotates = not inside and place[1] == BELOW and len(v.shapes) <= FEW_SHAPES * v.lines and common
    rotates = rotates and (among is None or sum(map(among.__contains__, v.shapes)) >= MOST * len(v.shapes))
    is_about = not inside and v.share("structure") >= MANY and v.share("sentence") < FEW
    if rotates and any(v.shapes) and not v.share("date") and not (is_about and v.marks["off site"]):
        return "frame"
    return "mixed" if is_about else None


def _heads(v: Votes, text: str, begins: dict[str, int]) -> bool:
    """Return whether a place has the headings of texts that have an element of their own behind each. What is above the
    first text of each page may be a subtitle; the same words on all pages are a label."""
    below = sum(n > begins.get(url, n) for url, n in v.firsts.items())
    if max(v.shapes.values()) >= MOST * v.lines or (v.lines <= ONCE * v.pages and below < MANY * v.pages):
        return False
    heads = sum(n for (_, place), n in v.heads.items() if place and _is_inside(place, [text]))
    return min(v.headings, heads) >= MOST * v.lines


def _is_kicker(v: Votes) -> bool:
    """Return whether a place right above the title has its section on all pages, and behind it, on some, an
    overtitle."""
    of_sections = v.marks["sections"] + v.marks["beside sections"]
    once_near = bool(v.own) and v.lines <= ONCE * v.pages and median(v.distances) >= ABOVE_TITLE
    return once_near and 0 < v.share("beside sections") < MANY and of_sections >= MOST * v.own


def _is_of_template(v: Votes, pages: int, among: set[str] | None, *, inside: bool) -> bool:
    """Return whether a place's lines are the same few words on all pages that have it, and no sentence: labels and ways
    to other pages, wherever they are beside the text; in the text, where many pages have them. among: as in _role."""
    usual = {words: n for words, n in v.shapes.items() if n >= max(FEWEST_REPEATED, ONE_SHAPE * v.pages)}
    if sum(usual.values()) < ONE_SHAPE * v.lines or not all(usual) or v.sentences or (inside and v.headings):
        return False
    if among is not None and len(usual) > 1:  # groups are few, and alike
        return False
    if inside:
        return v.pages >= EVERYWHERE * pages and (among is None or usual.keys() <= among)
    is_of_article = v.away or any(map(v.facts.__getitem__, usual))  # the site it is about, its files, its keywords
    return not is_of_article and max(map(len, usual)) <= LONGEST_WORDS


def _is_label_of_block(
    v: Votes, votes: dict[Place, Votes], roles: dict[Place, str | None], blocks: frozenset[str] = _BLOCKS
) -> bool:
    """Return whether a place has the label of what is below it: the same few words. blocks: the roles of that; links to
    other sites alone, as of the site that an article is about, are a block too."""
    if v.is_written or v.share("off site") >= MOST:  # the site that an article is about
        return False
    below = ((place, n) for (_, place), n in v.heads.items() if place)
    heads = sum(n for place, n in below if roles[place] in blocks or votes[place].leads_off_site)
    return heads >= MOST * v.lines and not v.sentences and max(v.shapes.values()) >= MOST * v.lines


def _holder(votes: dict[Place, Votes], share: Callable[[Votes], float]) -> str:
    """Return the path of the element below the title that holds most letters. share: of a place's letters to count."""
    letters: Counter[str] = Counter()
    for (path, side), v in votes.items():
        if side == BELOW:
            letters[path.rpartition("/")[0]] += sum(v.lengths) * share(v)
    return max(letters, key=letters.__getitem__, default="")


def _whole(text: str, votes: dict[Place, Votes], title: str) -> str:
    """Return the path of the element that holds all texts, where one that holds some has no counterpart on other pages:
    what is above the first heading, say, has an element of its own only where there are headings."""
    found, covered = text, _with_sentences(text, votes)
    while "/" in text:
        text = text.rpartition("/")[0]
        if f"{title}/".startswith(f"{text}/"):
            break
        around = _with_sentences(text, votes)
        if len(around) >= GAINED * len(covered):
            found, covered = text, around
    return found


def _with_sentences(holder: str, votes: dict[Place, Votes]) -> set[str]:
    """Return the addresses of the pages that have sentences of their own in an element, but for teasers."""
    held = (v for place, v in votes.items() if _is_inside(place, [holder]) and v.share("card") < MANY)
    return {url for v in held if v.own and v.share("sentence") >= MANY for url in v.firsts}


def _is_inside(place: Place, holders: Iterable[str]) -> bool:
    return place[1] == BELOW and any(place[0] == path or place[0].startswith(f"{path}/") for path in holders)


def _is_beside_title(place: Place, text: str, title: str) -> bool:
    """Return whether a place in the text's element is in one of its elements that has the title."""
    child, _, rest = place[0].removeprefix(f"{text}/").partition("/")
    return bool(rest) and f"{title}/".startswith(f"{text}/{child}/")


def _leads(place: Place, v: Votes, text: str, pages: int, begins: dict[str, int]) -> bool:
    """Return whether a place in the text's element has a name there, and the text begins with it wherever it is, on
    some pages: what all pages begin with is their text's first paragraph."""
    is_named = "." in place[0].removeprefix(text) and v.pages < MOST * pages
    return is_named and v.share("sentence") >= MOST and all(begins.get(url) == n for url, n in v.firsts.items())


def _other_role(
    place: Place,
    v: Votes,
    text: str,
    title: str,
    begins: dict[str, int],
    within: Set[Place],
    pages: int,
) -> str:
    """Return what a place holds by where it is. title: its path; begins: where the text of each page begins; within:
    the places in it; pages: how many the layout has."""
    one = v.own and v.lines <= ONCE * v.pages and v.share("links") < SOME
    if place[1] == ABOVE:
        is_near = one and median(v.distances) >= ABOVE_TITLE
        return "overtitle" if is_near and v.share("ends with section") < MOST else "frame"
    if place in within and not _is_beside_title(place, text, title):
        return "numbered" if v.is_numbered else "lead" if one and _leads(place, v, text, pages, begins) else "text"
    near = bool(v.own) and median(v.distances) <= BELOW_TITLE
    if one and near and v.share("sentence") < SOME and median(v.lengths) <= LONGEST_PIECE:
        return "subtitle"
    ahead = sum(n < begins.get(url, -1) for url, n in v.firsts.items())
    return "lead" if ahead >= MOST * v.pages and v.share("sentence") >= MANY else "text"
