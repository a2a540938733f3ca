"""`portail crawl --documents`: files are fetched once, asked again on condition, and nothing else is kept."""

from datetime import date

from sample_portal import Sample, serve
from sample_portal.files import pdf
from scraper.archive import Archive

from .pages import listing, page
from .small_site import Answer, small_site

TODAY = date(2026, 3, 2)
OWN = "https://cites-unies-france.org"
LONG = "les collectivités se retrouvent pour préparer la suite de leurs projets communs."
BIG = b"%PDF-1.4\n" + bytes(51 * 2**20)


def file(body: bytes, kind: str = "application/pdf", **headers: str) -> Answer:
    return Answer(body, headers={"Content-Type": kind, **headers})


def attached(*paths: str) -> dict[str, Answer]:
    """A portal of one article to which files are attached."""
    links = "".join(f"<p><a href='{path}'>Compte rendu numéro {n}</a></p>" for n, path in enumerate(paths))
    text = f"<h1>Réunion</h1><p>{LONG}</p>{links}<p>Publié le 10 février 2021</p>"
    return {"/-Actualites-": listing("Reunion"), "/Reunion": Answer(page(text))}


def problems(rows) -> dict[str, str]:
    problems = rows("SELECT url, rule FROM open_problems WHERE url LIKE '%/IMG/%'")
    return {row["url"].rpartition("/")[2]: row["rule"] for row in problems}


def test_the_files_of_the_sample_are_fetched_once_and_asked_again_on_condition(portail, rows):
    with serve(Sample(articles=12, seed=1, today=TODAY), port=0) as site:
        runs = [portail("crawl", "news", *more, "--at", site.url) for more in ((), ("--documents",), ("--documents",))]
    assert [run.returncode for run in runs] == [0, 0, 0], runs[1].stderr + runs[2].stderr
    asked = rows("SELECT crawl_id, status, body_sha256 FROM fetches WHERE url LIKE '%/IMG/%'")
    files = len(rows("SELECT DISTINCT url FROM documents WHERE url LIKE '%/IMG/%'"))
    assert files > 3
    assert [(row["crawl_id"], row["status"]) for row in asked] == [(2, 200)] * files + [(3, 304)] * files
    assert {row["body_sha256"] for row in asked} == {None}
    assert len(rows("SELECT * FROM files WHERE last_seen >= (SELECT max(started) FROM crawls)")) == files
    assert rows("SELECT * FROM documents WHERE url LIKE '%/IMG/%' AND (bytes IS NULL OR sha256 IS NULL)") == []
    pdfs = "SELECT count(DISTINCT sha256) AS n FROM files WHERE mime = 'application/pdf'"
    assert rows(pdfs) == rows("SELECT count(*) AS n FROM document_texts WHERE text LIKE '%Deuxième page%'")
    assert problems(rows) == {}
    assert rows("SELECT kind FROM versions WHERE kind <> 'first'") == []
    assert portail("verify").returncode == 0


def test_a_file_that_changed_is_a_second_row(portail, rows):
    held = {"ETag": '"1"', "Last-Modified": "Wed, 01 Mar 2023 08:00:00 GMT"}
    old, new = pdf("Programme provisoire"), pdf("Programme définitif")
    answers = attached("/IMG/pdf/a.pdf") | {"/IMG/pdf/a.pdf": [file(old, **held), file(new, ETag='"2"')]}
    with small_site(answers) as site:
        for _ in range(2):
            assert portail("crawl", "news", "--documents", "--at", site.url).returncode == 0
        asked = site.headers["/IMG/pdf/a.pdf"]
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == (held["ETag"], held["Last-Modified"])
    first, second = rows("SELECT * FROM files ORDER BY fetch_id")
    assert (first["url"], first["etag"], first["bytes"]) == (f"{OWN}/IMG/pdf/a.pdf", '"1"', len(old))
    assert second["etag"] == '"2"'
    (document,) = rows("SELECT documents.sha256, text FROM documents JOIN document_texts USING (sha256)")
    assert document == {"sha256": second["sha256"], "text": "Programme définitif"}
    assert rows("SELECT kind FROM versions") == [{"kind": "first"}]


def test_what_is_no_document_is_noted_and_not_kept(portail, rows):
    paths = [f"/IMG/pdf/{name}" for name in ("runs.pdf", "page.pdf", "big.pdf", "gone.pdf", "cut.pdf", "bad.pdf")]
    given = [
        file(b"MZ\x90\x00 runs"),
        file(page("<h1>Accueil</h1>"), "text/html"),
        file(BIG),
        Answer(b"<h1>404</h1>", 404),
        Answer(pdf("Coupé"), headers={"Content-Type": "application/pdf"}, cut=True),
        file(b"%PDF-1.4 of which nothing can be read"),
    ]
    with small_site(attached(*paths, "/IMG/mp4/film.mp4") | dict(zip(paths, given, strict=True))) as site:
        run = portail("crawl", "news", "--documents", "--at", site.url)
    assert run.returncode == 0, run.stderr
    assert problems(rows) == {
        "runs.pdf": "refused_file",
        "page.pdf": "refused_file",
        "big.pdf": "refused_file",
        "gone.pdf": "missing_file",
        "cut.pdf": "no_response",
        "bad.pdf": "unread_file",
    }
    assert [row["url"] for row in rows("SELECT url FROM files")] == [f"{OWN}/IMG/pdf/bad.pdf"]
    assert rows("SELECT * FROM document_texts") == []
    assert "/IMG/mp4/film.mp4" not in site.asked
    assert site.asked.count("/IMG/pdf/big.pdf") == 1


def test_files_are_asked_for_on_the_portal_only(portail, rows):
    with small_site({"/a.pdf": file(pdf("Ailleurs"))}) as other:
        paths = ("/IMG/pdf/old.pdf", "/IMG/pdf/away.pdf", "/IMG/pdf/home.pdf", "/IMG/pdf/no.pdf", f"{other.url}/a.pdf")
        answers = attached(*paths) | {
            "/robots.txt": Answer(b"User-agent: *\nDisallow: /IMG/pdf/no\n", headers={"Content-Type": "text/plain"}),
            "/IMG/pdf/old.pdf": Answer(status=301, headers={"Location": "{url}/IMG/pdf/new.pdf"}),
            "/IMG/pdf/new.pdf": file(pdf("Nouvelle adresse")),
            "/IMG/pdf/away.pdf": Answer(status=302, headers={"Location": f"{other.url}/a.pdf"}),
            "/IMG/pdf/home.pdf": Answer(status=302, headers={"Location": "{url}/spip.php?page=login"}),
        }
        with small_site(answers) as site:
            assert portail("crawl", "news", "--documents", "--at", site.url).returncode == 0
    assert other.asked == []
    assert "/IMG/pdf/no.pdf" not in site.asked
    assert [row["url"] for row in rows("SELECT url FROM files")] == [f"{OWN}/IMG/pdf/old.pdf"]
    assert problems(rows) == {"away.pdf": "redirect", "home.pdf": "redirect"}


def test_the_bytes_are_kept_when_they_are_wanted(portail, rows, tmp_path):
    body = pdf("Un compte rendu à garder")
    answers = attached("/IMG/pdf/a.pdf") | {"/IMG/pdf/a.pdf": file(body, ETag='"1"')}
    with small_site(answers) as site:
        assert portail("crawl", "news", "--documents", "--at", site.url).returncode == 0
        assert portail("crawl", "news", "--documents", "--keep-files", "--at", site.url).returncode == 0
        assert "If-None-Match" not in site.headers["/IMG/pdf/a.pdf"]
        assert portail("crawl", "news", "--documents", "--keep-files", "--at", site.url).returncode == 0
        assert site.headers["/IMG/pdf/a.pdf"]["If-None-Match"] == '"1"'
    ((kept,),) = [tuple(row.values()) for row in rows("SELECT sha256 FROM files")]
    with Archive.open(tmp_path / "archive.db") as archive:
        assert archive.body(kept) == body
    assert portail("verify").returncode == 0
    assert portail("export", "--warc", "a.warc.gz").returncode == 0


def test_with_a_limit_the_next_files_come_in_the_next_run(portail):
    paths = [f"/IMG/pdf/{number}.pdf" for number in range(3)]
    answers = attached(*paths) | {path: file(pdf(path)) for path in paths}
    with small_site(answers) as site:
        for _ in paths:
            assert portail("crawl", "news", "--documents", "--limit", "1", "--at", site.url).returncode == 0
    assert sorted(path for path in site.asked if "/IMG/" in path) == paths


def test_keeping_files_that_are_not_fetched_is_a_mistake(invoke):
    result = invoke("crawl", "--keep-files")
    assert result.exit_code == 2
    assert "--keep-files keeps what --documents fetches: give both, or neither." in result.output
