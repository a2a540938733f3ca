"""python -m tools.crawl_cost: the processor time that a whole crawl of the sample portal costs for each page."""

import re
import resource
import subprocess
import sys
import tempfile
import time

import click

from scraper import bounded
from scraper.cli.crawl import SPIDERS
from scraper.cli.options import crawl_settings
from scraper.cli.output import log_to_stderr
from scraper.crawling.lifecycle import crawl
from scraper.crawling.run import open_run


@click.command(help=__doc__)
@click.option("--articles", default=300, show_default=True, help="The portal's articles.")
def main(articles: int) -> None:
    log_to_stderr(verbose=0, quiet=True)
    command = [sys.executable, "-m", "sample_portal", "--port", "0", "--articles", str(articles)]
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as portal,  # noqa: S603 - our own module
    ):
        try:
            url = re.search(r"http://\S+", portal.stdout.readline())[0]
            settings = crawl_settings(archive=f"{folder}/archive.db", at=url, delay=0)
            begin = time.process_time()
            run = open_run(settings, SPIDERS)
            crawl(run, settings)
            crawling = time.process_time() - begin
            bounded.stop()
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
        finally:
            portal.kill()
    pages = run.requests.sent
    reading = used.ru_utime + used.ru_stime
    click.echo(f"{pages} requests, milliseconds of processor time for each:")
    click.echo(f"  asking and storing {1000 * crawling / pages:6.2f}")
    click.echo(f"  reading            {1000 * reading / pages:6.2f}  (its start included)")


if __name__ == "__main__":
    main()
