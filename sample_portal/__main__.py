"""python -m sample_portal: serve the sample portal from the command line."""

import threading
from datetime import datetime

import click

from sample_portal.sample import Sample
from sample_portal.site import serve
from sample_portal.skins import SKINS


@click.command(help="Serve the sample portal on 127.0.0.1 until Ctrl-C.", context_settings={"show_default": True})
@click.option("--articles", default=150, type=click.IntRange(1), help="How many articles it has.")
@click.option("--seed", default=1, help="Another seed makes another portal.")
@click.option("--today", default="2026-03-02", type=click.DateTime(["%Y-%m-%d"]), help="The day it shows itself on.")
@click.option("--skin", default="spip", type=click.Choice(list(SKINS)), help="Its markup.")
@click.option("--port", default=8000, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option(
    "--bot-screen/--no-bot-screen", default=True, help="Old pages and refusals for what SPIP takes for a robot."
)
@click.option("--shift", is_flag=True, help="Publish an article now and then while it is crawled.")
@click.option("--for", "seconds", type=float, help="Stop after so many seconds.")
def main(port: int, seconds: float | None, articles: int, seed: int, today: datetime, skin: str, **more: bool) -> None:
    sample = Sample(articles, seed, today.date())
    try:
        with serve(sample, skin, port, **more) as served:
            click.echo(f"{served.url} ({articles} articles, {skin})")
            threading.Event().wait(seconds)
    except OSError as error:
        raise click.ClickException(
            f"port {port} cannot be opened ({error.strerror}); choose another with --port, or --port 0"
        ) from error


if __name__ == "__main__":
    main()
