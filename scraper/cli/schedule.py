"""`portail schedule`: what runs the archive unattended on this machine."""

import os
from pathlib import Path

import click

from scraper.archive import atomic_file
from scraper.cli import options
from scraper.cli.alert import COMMAND, WEBHOOK
from scraper.cli.exits import Ending, Exit
from scraper.cli.scheduling.cron import crontab, rotation
from scraper.cli.scheduling.jobs import Job, jobs
from scraper.cli.scheduling.systemd import units
from scraper.crawling.user_agent import user_agent

FOLDER = click.Path(file_okay=False, path_type=Path)
CONTACT = "PORTAIL_CONTACT"
NOBODY = (
    "PORTAIL_CONTACT is not set: the crawls will not tell the portal's webmaster who asks. "
    "Set it to your https:// or mailto: address, and run this again."
)


@click.command()
@click.option("--cron", "kind", flag_value="cron", help="Print the crontab and the log's rotation only.")
@click.option("--systemd", "kind", flag_value="systemd", help="Print systemd's units only.")
@options.archive
@options.at
@click.option("--log", type=FOLDER, metavar="DIR", help="Where cron's jobs write portail.log.  [default: log, beside]")
@click.option("--snapshots", type=FOLDER, metavar="DIR", help="Where the copies go.  [default: snapshots, beside]")
@click.option("--write", type=FOLDER, metavar="DIR", help="Write systemd's units to DIR instead of printing them.")
def schedule(
    kind: str | None, archive: Path, at: str | None, log: Path | None, snapshots: Path | None, write: Path | None
) -> None:
    """Print a crontab, or systemd's units, that keep the archive by themselves: the recent pages every day, everything
    once a month, a check every night, a copy every Sunday.

    All paths are absolute, PORTAIL_CONTACT and what alerts a person (PORTAIL_ALERT_*) are taken from the environment,
    and the minute is this machine's own. Nothing is written or installed, but for the units with --write.
    """
    if kind == "cron" and write:
        raise click.UsageError("--write is for systemd's units: give a crontab to `crontab -e` yourself.")
    archive = archive.absolute()
    log, snapshots = (
        folder.absolute() for folder in (log or archive.parent / "log", snapshots or archive.parent / "snapshots")
    )
    _refuse_lines(archive, log, snapshots)
    planned, environment = jobs(archive, snapshots, at), _environment()
    if write:
        _write(planned, environment, write)
        return
    if kind != "systemd":
        click.echo(crontab(planned, log, snapshots, environment) + "\n" + rotation(log))
    if kind != "cron":
        click.echo("\n".join(f"# {name}\n{text}" for name, text in units(planned, environment).items()))


def _environment() -> dict[str, str]:
    """Of the environment, what the jobs need of it."""
    contact = os.environ.get(CONTACT)
    try:
        user_agent(contact)
    except ValueError as error:
        raise Ending(f"Bad configuration: {error}.", Exit.CONFIGURATION) from error
    if not contact:
        click.echo(NOBODY, err=True)
    told = {name: os.environ.get(name, "") for name in (CONTACT, COMMAND, WEBHOOK)}
    for name, value in told.items():
        if not value.isprintable():
            raise Ending(f"{name} cannot stand in a crontab or unit: write it on one line.", Exit.CONFIGURATION)
    return {name: value for name, value in told.items() if value}


def _refuse_lines(*paths: Path) -> None:
    for path in paths:
        if not str(path).isprintable():
            raise Ending(f"{str(path)!r} cannot stand in a crontab or unit: name another path.", Exit.USAGE)


def _write(planned: list[Job], environment: dict[str, str], folder: Path) -> None:
    made = units(planned, environment)
    for name, text in made.items():
        with atomic_file(folder / name, replace=True) as part:
            part.write_text(text, encoding="utf-8")
    timers = " ".join(name for name in made if name.endswith(".timer"))
    user = "" if os.geteuid() == 0 else "--user "
    click.echo(
        f"{len(made)} units written. Now: systemctl {user}daemon-reload && systemctl {user}enable --now {timers}"
    )
