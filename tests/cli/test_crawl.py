"""A crawl: what it asks, what it does not, and under which addresses its records stand."""

from .pages import article, listing, page
from .small_site import Answer, small_site

OWN = "https://cites-unies-france.org"
FORMS = (
    "/spip.php?article1784",
    "{own}/Titre-1784",
    "http://www.raict.org/Titre-1784?lang=fr",
    "/Titre-1784#forum",
    "https://raict.com:443/Titre-1784?utm_source=lettre",
    "{copy}/Titre-1784?var_mode=calcul",
    "Titre-1784",
    "/spip.php?page=article&id_article=1784",
    "/spip.php?id_article=1784%27",
)


def links(*hrefs: str) -> str:
    """Links as a page has them."""
    return "".join(f"<p><a href='{href}'>Un lien vers la page {n}</a></p>" for n, href in enumerate(hrefs))


def test_all_forms_of_an_address_are_one_record_and_few_requests(portail, rows):
    more = links(*(form.format(own=OWN, copy="{url}") for form in FORMS))
    moved = Answer(status=301, headers={"Location": "{url}/Titre-1784"})
    lists = {"/-Actualites-": listing("Titre-1784", more=more)}
    with small_site({**lists, "/spip.php?article1784": moved, "/Titre-1784": article("Un titre")}) as site:
        assert portail("crawl", "news", "--at", site.url).returncode == 0
    assert rows("SELECT id, url FROM news") == [{"id": "Titre-1784", "url": f"{OWN}/Titre-1784"}]
    assert site.asked.count("/Titre-1784") == 1
    assert site.asked.count("/spip.php?article1784") == 1
    assert len(site.agents) == 1
    assert site.url not in str(rows("SELECT url, final_url FROM fetches"))
    assert site.url not in str(rows("SELECT url FROM aliases"))


def test_nothing_outside_the_copy_is_asked(portail, rows):
    with small_site({"/Ailleurs": article("Ailleurs")}) as other:
        answers = {
            "/-Actualites-": listing(
                "Titre", "Renvoi", "Retour", more=links(f"{other.url}/Ailleurs", "ftp://127.0.0.1/")
            ),
            "/Titre": article("Un titre"),
            "/Renvoi": Answer(status=302, headers={"Location": f"{other.url}/Ailleurs"}),
            "/Retour": Answer(status=302, headers={"Location": f"{OWN}/Titre-2"}),
            "/Titre-2": article("Un autre titre"),
        }
        with small_site(answers) as site:
            assert portail("crawl", "--at", site.url).returncode == 0
    assert other.asked == []
    assert {row["id"] for row in rows("SELECT id FROM news")} == {"Titre", "Titre-2"}


def test_what_leads_nowhere_is_not_asked(portail):
    traps = (
        "/spip.php?page=login&url=x",
        "/ecrire/",
        "/spip.php?page=recherche&recherche=Mali",
        "/spip.php?action=cron",
        "/spip.php?page=imprimer&id_article=1",
        "/spip.php?page=forum&id_article=1",
        "/IMG/pdf/note.pdf",
        "tel:+33100",
    )
    with small_site({"/-Actualites-": listing("Titre", more=links(*traps)), "/Titre": article("Un titre")}) as site:
        assert portail("crawl", "--at", site.url).returncode == 0
    assert not set(site.asked) & set(traps)


def test_robots_txt_is_obeyed(portail):
    robots = Answer(b"User-agent: *\nDisallow: /Interdit\n", headers={"Content-Type": "text/plain"})
    answers = {"/robots.txt": robots, "/-Actualites-": listing("Interdit-1", "Permis"), "/Permis": article("Permis")}
    with small_site(answers) as site:
        assert portail("crawl", "news", "--at", site.url).returncode == 0
    assert "/Permis" in site.asked
    assert "/Interdit-1" not in site.asked
    assert site.asked[0] == "/robots.txt"
    assert site.asked.count("/robots.txt") == 1


def test_limit_bounds_the_articles_and_takes_the_newest(portail, rows):
    slugs = [f"Titre-{n}" for n in range(6)]
    answers = {f"/{slug}": article(slug) for slug in slugs}
    answers |= {"/": Answer(page(links(*slugs))), "/-Actualites-": listing(*slugs)}
    with small_site(answers) as site:
        assert portail("crawl", "news", "--at", site.url, "--limit", "3").returncode == 0
    assert [path for path in site.asked if path.startswith("/Titre-")] == [f"/Titre-{n}" for n in range(3)]
    assert rows("SELECT mode FROM crawls") == [{"mode": "limited"}]
    assert rows("SELECT count(*) AS n FROM news") == [{"n": 3}]


def test_a_busy_portal_is_asked_again_after_it_rested(portail, rows):
    busy = Answer(b"Status 429", 429, {"Retry-After": "1", "Content-Type": "text/html"})
    answers = {"/-Actualites-": listing("Titre"), "/Titre": [busy, article("Un titre")]}
    with small_site(answers) as site:
        result = portail("crawl", "news", "--at", site.url)
    assert result.returncode == 0
    assert "pausing 1 s" in result.stderr
    assert site.asked.count("/Titre") == 2
    fetches = rows("SELECT status FROM fetches WHERE url LIKE '%/Titre' ORDER BY id")
    assert [fetch["status"] for fetch in fetches] == [429, 200]


def test_a_portal_that_moved_to_another_of_its_paths_is_followed(portail, rows):
    answers = {"/-Actualites-": listing("Ancien"), "/Ancien": Answer(status=301, headers={"Location": "Nouveau"})}
    with small_site({**answers, "/Nouveau": article("Un titre")}) as site:
        assert portail("crawl", "news", "--at", site.url).returncode == 0
    (fetch,) = rows("SELECT url, final_url, status FROM fetches WHERE url LIKE '%/Ancien'")
    assert fetch == {"url": f"{OWN}/Ancien", "final_url": f"{OWN}/Nouveau", "status": 200}
    aliases = {row["url"] for row in rows("SELECT url FROM aliases")}
    assert {f"{OWN}/Ancien", f"{OWN}/Nouveau"} <= aliases


def test_lines_show_the_progress_where_there_is_no_terminal(portail):
    slugs = [f"Titre-{n}" for n in range(50)]
    answers = {"/-Actualites-": listing(*slugs), **{f"/{slug}": article(slug) for slug in slugs}}
    with small_site(answers) as site:
        result = portail("crawl", "news", "--at", site.url)
        quiet = portail("crawl", "news", "--at", site.url, "--limit", "1", "--quiet")
    assert "news: 50 of " in result.stderr
    assert "\x1b" not in result.stderr
    assert quiet.stderr == ""
