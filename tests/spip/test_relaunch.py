"""A relaunch: half of a site's pages in other templates, then all of them, while editors go on. Templates change no
article: what the archive calls a change is what an editor did.

The crawls are sick, as pages look otherwise than before: a person who knows of the relaunch accepts them.
"""

import json
import re
from collections import Counter
from dataclasses import dataclass

import pytest

from scraper.archive.versions import differences

from . import edits, truth
from .archive import Archive
from .comparison import Comparison, compare
from .conftest import HIDDEN, TEMPLATES, UNSEEN, new_site

PAIRS = [("agence", "ville"), ("ville", "atelier")]
ARTICLES = 100
PRINTED = frozenset("voir aussi en ligne sur le web photo source".split())
"""Words that the sets of templates print before a site's link and before the credits of a picture in a text: the
archive has them as text, and a change of them as a change."""
TEXT = {"lead", "body"}


@dataclass(frozen=True)
class Relaunched:
    """A site after its relaunch."""

    archive: Archive
    comparisons: dict[str, Comparison]
    """What was not as SPIP holds it after each crawl, by the name of the stage."""
    made: list[edits.Edit]
    numbers: dict[str, int]
    """SPIP's number of each article, by its id in the archive."""


@pytest.fixture(scope="module", params=PAIRS, ids="-to-".join)
def relaunched(request, spip_is_here, tmp_path_factory) -> Relaunched:
    """A site that was crawled before, amid, and after its relaunch."""
    old, new = request.param
    folder = tmp_path_factory.mktemp(f"{old}-{new}")
    site, archive, found, addresses = new_site(folder / "site", old, ARTICLES), Archive(folder / "archive.db"), {}, {}

    def crawl(stage: str) -> truth.Truth:
        run, held = archive.crawl_accepting(site.url), truth.of(site)
        arranged = not UNSEEN.keys().isdisjoint(request.param)
        found[stage] = compare(archive, held, hidden=HIDDEN[old] | HIDDEN[new], arranged=arranged)
        addresses.update((article.url, number) for number, article in held.published.items())
        print(f"\n{old} to {new}, {stage}: {run}; {found[stage]}")
        return held

    with site.served():
        crawl("before")
        site.relaunch((TEMPLATES | UNSEEN)[new], 0.5)
        made = edits.thirty(crawl("half"))
        site.php("edit.php", [edit.order for edit in made])
        crawl("edited")
        site.relaunch((TEMPLATES | UNSEEN)[new], 1)
        for stage in ("all", "again", "confirmed"):
            crawl(stage)
    aliases = archive.rows("SELECT url, record_id FROM aliases WHERE record_table = 'news'")
    numbers = {row["record_id"]: addresses[row["url"]] for row in aliases if row["url"] in addresses}
    return Relaunched(archive, found, made, numbers)


@pytest.mark.parametrize("stage", ["before", "half", "edited", "all", "again", "confirmed"])
def test_every_field_is_as_spip_has_it_in_whichever_templates_it_comes(relaunched, stage):
    """What editors took off the site stays until two healthy crawls have missed it. SPIP renders captions for the truth
    in one set of templates, amid a relaunch perhaps in another than the page has."""
    pending = {"secret"} if stage != "confirmed" else set()
    wrong = [each for each in relaunched.comparisons[stage].differences if each.what not in pending]
    wrong = [each for each in wrong if each.what != "body" or words_of(each.expected) != words_of(each.got)]
    assert not wrong, "\n".join(map(str, wrong))


def test_what_editors_did_is_found_each_once_and_nothing_else(relaunched):
    before, got = {}, Counter()
    rows = relaunched.archive.rows(
        "SELECT record_id, kind, fields FROM versions WHERE record_table = 'news' ORDER BY id"
    )
    for row in rows:
        number, state = relaunched.numbers.get(row["record_id"]), json.loads(row["fields"])
        if number is not None and row["kind"] != "technical":
            known = before.get(number)
            if row["kind"] != "change" or not known or is_edit(known, state):
                got[row["kind"], number] += 1
        before[number] = state
    new = Counter((edit.kind, edit.article) for edit in relaunched.made)
    first = {("first", number): 1 for number in relaunched.numbers.values()}
    assert got == new | first


def is_edit(before: dict, after: dict) -> bool:
    """Return whether two states of an article differ in more than the words that templates print in it and the order
    of its parts."""
    changed = set(differences(before, after)) - {"published_text", "image_url"}
    if changed <= {*TEXT, "documents"}:
        texts = [" ".join(state[name] or "" for name in sorted(TEXT)) for state in (before, after)]
        return words_of(texts[0]) != words_of(texts[1]) or files_of(before) != files_of(after)
    return bool(changed)


def words_of(text: str | None) -> Counter:
    """Return the words of a text, wherever they are in it, but for those that templates print."""
    words = re.findall(r"\w+", (text or "").casefold())
    return Counter(word for word in words if word not in PRINTED)


def files_of(state: dict) -> set[str]:
    return {each["url"] for each in state["documents"]}
