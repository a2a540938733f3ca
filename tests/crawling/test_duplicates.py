"""Every alias of an address is one request."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.settings import Settings

from scraper import portal as portals
from scraper.crawling.filters import RunDupeFilter
from scraper.crawling.run import Run

PORTAL = portals.load()
HOSTS = sorted(PORTAL.hosts)
PAGES = [
    "/Reunion-du-groupe-pays-Mali-3952",
    "/spip.php?article1784",
    "/+-Maroc-55-+",
    "/-Actualites-?debut_autres_articles=20",
    "/spip.php?page=pays_intro&id_rubrique=167",
    "/spip.php?page=plan",
    "/",
]
NOISE = ["lang=fr", "utm_source=lettre", "var_mode=calcul", "var_recherche=mali", "fbclid=1", "PHPSESSID=a1"]


def spelled(path: str, host: str, secure: bool, noise: list[str], fragment: str, encoded: bool) -> str:
    """One of the many spellings of an address."""
    bare, _, query = path.partition("?")
    bare = bare.replace("+", "%2B") if encoded else bare
    parts = [*query.split("&"), *noise] if query else noise
    fixed = 0 if "=" in query.split("&")[0] else 1
    ordered = parts[:fixed] + sorted(parts[fixed:], reverse=True)
    return f"{'https' if secure else 'http'}://{host}{bare}" + (f"?{'&'.join(ordered)}" if ordered else "") + fragment


spellings = st.tuples(
    st.sampled_from(HOSTS),
    st.booleans(),
    st.lists(st.sampled_from(NOISE), unique=True, max_size=3),
    st.sampled_from(["", "#forum12", "#pagination_autres_articles"]),
    st.booleans(),
)


def filtering(run: Run, most: int = 500) -> RunDupeFilter:
    """The filter of a run, which lets so many addresses pass that differ in numbers only."""
    return RunDupeFilter(SimpleNamespace(spider=SimpleNamespace(run=run), settings=Settings({"ALIKE_MAX": most})))


@given(st.sampled_from(PAGES), spellings, spellings)
def test_all_spellings_of_a_page_are_one_request(path, one, other):
    seen = filtering(Run(PORTAL, ("news",), session=None))
    assert not seen.request_seen(Request(spelled(path, *one)))
    assert seen.request_seen(Request(spelled(path, *other)))


@given(st.sampled_from(PAGES), spellings)
def test_a_copy_folds_to_the_same_page(path, spelling):
    run = Run(PORTAL.crawled_at("http://127.0.0.1:8000"), ("news",), session=None, copy=True)
    local = Request(f"http://127.0.0.1:8000{path}")
    assert run.canonical(local.url) == run.canonical(spelled(path, *spelling)) == PORTAL.canonical(path)


@given(st.permutations(PAGES))
def test_different_pages_are_different_requests(pages):
    seen = filtering(Run(PORTAL, ("news",), session=None))
    assert not any(seen.request_seen(Request(PORTAL.url + page)) for page in pages)


def keep(most: int, *paths: str) -> tuple[list[str], list[str]]:
    """Return the paths that are asked for when `most` addresses may differ in numbers only, and those reported."""
    reported = []
    run = Run(PORTAL, ("news",), SimpleNamespace(problem=lambda url, rule, detail: reported.append((url, rule))))
    seen = filtering(run, most)
    kept = [path for path in paths if not seen.request_seen(Request(PORTAL.url + path))]
    assert {rule for _, rule in reported} <= {"too_many_alike"}
    return kept, [url.removeprefix(PORTAL.url) for url, _ in reported]


def test_pages_that_differ_in_numbers_only_are_limited_and_reported_once():
    days = [f"/calendrier/2031/{month}/{day}" for month in (1, 2) for day in (1, 2, 3)]
    kept, reported = keep(3, *days, "/Titre", "/calendrier/2031/3")
    assert kept == [*days[:3], "/Titre", "/calendrier/2031/3"]
    assert reported == [days[3]]


def test_spip_numbers_and_pages_of_a_list_may_be_many():
    many = [f"/spip.php?article{number}" for number in range(1, 9)]
    many += [f"/-Actualites-?debut_autres_articles={offset}" for offset in range(10, 90, 10)]
    assert keep(3, *many) == (many, [])
