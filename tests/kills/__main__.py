"""`python -m tests.kills [--kills 200] [--seed 1]` kills a crawl that often, and writes what came of it into
docs/reliability.md; a quarter of an hour for 200. Ends with 1 when anything was lost."""

import tempfile
from pathlib import Path

import click

from tests.kills.figures import write
from tests.kills.trial import Trial


@click.command()
@click.option("--kills", type=click.IntRange(min=1), default=200, show_default=True, help="How often to kill.")
@click.option("--seed", type=int, default=1, show_default=True, help="Which instants, and which portal.")
def main(kills: int, seed: int) -> None:
    """Kill a crawl of the sample portal at random instants, and compare it with one that is never killed."""
    with tempfile.TemporaryDirectory() as folder:
        figures = Trial(Path(folder), kills, seed).run()
    for found in (*figures.damaged, *figures.differing):
        click.echo(found, err=True)
    click.echo(write(figures, seed))
    if not figures.sound:
        raise SystemExit(1)


main()
