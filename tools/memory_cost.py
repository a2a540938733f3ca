"""python -m tools.memory_cost: the memory that the first crawl of a large site takes, which learns its layouts.

The site is made while it is asked: small pages in templates that name nothing, a hundred articles in each section, all
sections on the home page. Its first crawl keeps all pages, learns from some of them, and reads all of them again.
"""

import resource
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import Process, Queue
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from scraper import bounded
from scraper.cli.crawl import SPIDERS
from scraper.cli.options import crawl_settings
from scraper.cli.output import log_to_stderr
from scraper.crawling.lifecycle import crawl
from scraper.crawling.run import open_run

IN_SECTION = 100
"""Articles of a section."""
KEYWORDS = 40
TITLE = "Rencontre des partenaires numéro {} à Lima"
ARTICLE = (
    "<div class='b1'><h2 class='b2'>{title}</h2><div class='b3'>{day} mars 2021</div><div class='b4'>"
    "<p>Les élus du canton {number} ont reçu leurs partenaires pendant trois jours.</p>"
    "<p>La délégation numéro {number} a visité une école, un marché et une station d’épuration.</p></div>"
    "<div class='b5'><a href='/+-Sujet-{keyword}-+'>Sujet {keyword}</a></div></div>"
)


class Pages:
    """The site's pages by their addresses. articles: how many."""

    def __init__(self, articles: int):
        self.articles = articles

    def at(self, path: str) -> str | None:
        """Return a page; None where there is none."""
        name, _, number = path.strip("/+-").rpartition("-")
        if path == "/":
            last = (self.articles - 1) // IN_SECTION
            return _page("".join(f"<a href='/-Dossier-{n}-'>Dossier {n}</a><br>" for n in range(last + 1)))
        if name == "Rencontre-des-partenaires-numero" and int(number) < self.articles:
            return _page(self._article(int(number)))
        if name == "Dossier":
            first = int(number) * IN_SECTION
            return _page(self._list(f"Dossier {number}", range(first, min(first + IN_SECTION, self.articles))))
        if path == "/-Actualites-":
            return _page(self._list("Actualités", range(10)))
        if name == "Sujet":
            return _page(self._list(f"Sujet {number}", range(int(number), min(400, self.articles), KEYWORDS)))
        return None

    def _article(self, n: int) -> str:
        return ARTICLE.format(title=TITLE.format(n), day=n % 28 + 1, number=n, keyword=n % KEYWORDS)

    def _list(self, title: str, numbers: range) -> str:
        rows = (
            f"<div class='b7'><a href='/Rencontre-des-partenaires-numero-{n}'>{TITLE.format(n)}</a></div>"
            for n in numbers
        )
        return f"<div class='b6'><h2>{title}</h2>{''.join(rows)}</div>"


def _page(content: str) -> str:
    return (
        "<html><head><title>Cités Unies France</title></head><body><div class='b0'><a href='/'>Accueil</a> "
        f"<a href='/-Actualites-'>Actualités</a></div>{content}<div class='b8'>Écrivez au secrétariat.</div>"
        "</body></html>"
    )


def _serve(articles: int, port: Queue) -> None:
    pages = Pages(articles)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            page = pages.at(self.path)
            body = (page or "User-agent: *\nAllow: /\n").encode()
            self.send_response(200 if page or self.path == "/robots.txt" else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8" if page else "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    port.put(server.server_port)
    server.serve_forever()


@contextmanager
def served(articles: int) -> Iterator[str]:
    """Serve the site in a process of its own. Yield its address."""
    port: Queue = Queue()
    server = Process(target=_serve, args=(articles, port), daemon=True)
    server.start()
    try:
        yield f"http://127.0.0.1:{port.get(timeout=30)}"
    finally:
        server.kill()


class Peak:
    """The most memory that the reading process, which may be replaced by another, has had so far."""

    def __init__(self) -> None:
        self.reading = 0
        """In MB."""
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while True:
            threads = Path("/proc/self/task").glob("*/children")
            for child in " ".join(thread.read_text() for thread in threads).split():
                with suppress(OSError, KeyError):  # it has ended meanwhile
                    if b"scraper.bounded.process" in Path(f"/proc/{child}/cmdline").read_bytes():
                        status = Path(f"/proc/{child}/status").read_text()
                        fields = dict(line.split(":", 1) for line in status.splitlines())
                        self.reading = max(self.reading, int(fields["VmHWM"].split()[0]) // 1024)
            time.sleep(2)


@click.command(help=__doc__)
@click.option("--articles", default=50_000, show_default=True, help="The site's articles.")
def main(articles: int) -> None:
    log_to_stderr(verbose=0, quiet=True)
    with TemporaryDirectory() as folder, served(articles) as url:
        settings = crawl_settings(archive=f"{folder}/archive.db", at=url, delay=0)
        settings.update(dict.fromkeys(("ALIKE_MAX", "REQUESTS_MAX"), 10 * articles + 1000), "cmdline")
        run, begin = open_run(settings, SPIDERS), time.monotonic()
        peak = Peak()
        reason = crawl(run, settings)
        crawling = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        bounded.stop()
    took = time.monotonic() - begin
    click.echo(f"{articles} articles, {run.requests.sent} requests, {took:.0f} s, {reason}; at most, in MB:")
    click.echo(f"  crawl   {crawling:5}\n  reading {peak.reading:5}")


if __name__ == "__main__":
    main()
