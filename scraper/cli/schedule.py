"""`portail schedule`: a crontab, or systemd's units, that keep the archive unattended on this machine."""

import hashlib
import os
import platform
import shlex
from pathlib import Path
from typing import NamedTuple

import click

from scraper.archive import atomic_file
from scraper.cli import options
from scraper.cli.alert import COMMAND, WEBHOOK
from scraper.cli.exits import Ending, Exit
from scraper.cli.output import TEMPLATES
from scraper.cli.program import program
from scraper.crawling.robots import user_agent

FOLDER = click.Path(file_okay=False, path_type=Path)
CONTACT = "PORTAIL_CONTACT"
NO_CONTACT = (
    "PORTAIL_CONTACT is not set: the crawls will not name whoever runs them to the portal's webmaster. "
    "Set it to your https:// or mailto: address, and run this again."
)
MACHINE = Path("/etc/machine-id")
"""The machine's own number (systemd's machine-id); where there is none, its name stands for it."""
TEMPLATES.filters["shell"] = lambda word: shlex.quote(str(word))
# A word as systemd (systemd.syntax(7)) and logrotate read it.
TEMPLATES.filters["quoted"] = lambda word: '"{}"'.format(str(word).replace("\\", "\\\\").replace('"', '\\"'))


class Job(NamedTuple):
    """A command of portail that runs by the machine's clock."""

    name: str
    about: str
    hour: int
    arguments: tuple[str, ...]
    writes: tuple[Path, ...]
    """The folders it writes to."""
    day: int | str = "*"
    """Of the month; * for every day."""
    weekday: str = "*"
    """Sun; * for every day."""


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
    log, snapshots = (log or archive.parent / "log").absolute(), (snapshots or archive.parent / "snapshots").absolute()
    for path in (archive, log, snapshots):
        if not str(path).isprintable():
            raise Ending(f"{str(path)!r} cannot stand in a crontab or unit: name another path.", Exit.USAGE)
    planned, (minute, _) = jobs(archive, snapshots, at), moment(archive)
    given = {"program": program(), "environment": job_environment(), "minute": minute}
    units = {
        f"portail-{job.name}.{unit}": TEMPLATES.get_template(unit).render(given, job=job)
        for job in planned
        for unit in ("service", "timer")
    }
    if write:
        write_units(units, write)
        return
    if kind != "systemd":
        crontab = TEMPLATES.get_template("crontab")
        click.echo(crontab.render(given, jobs=planned, log=log / "portail.log", snapshots=snapshots))
    if kind != "cron":
        click.echo("\n".join(f"# {name}\n{text}" for name, text in units.items()))


def jobs(archive: Path, snapshots: Path, at: str | None) -> list[Job]:
    """Return the jobs of an archive. archive, snapshots: absolute; at: the copy to crawl, if not the portal."""
    own, where, copy = (archive.parent,), ("--archive", str(archive)), ("--at", at) if at else ()
    recent, full = ("crawl", "--recent", *copy, *where), ("crawl", "--full", *copy, *where)
    verify, take_copy = ("verify", "-q", *where), ("snapshot", str(snapshots), "--keep", "8", *where)
    _, day = moment(archive)
    return [
        Job("recent", "what is new, every day", 5, recent, own),
        Job("full", "everything, once a month", 21, full, own, day=day),
        Job("verify", "is all still what was written, every night", 3, verify, own),
        Job("snapshot", "a copy, every Sunday", 4, take_copy, (*own, snapshots), weekday="Sun"),
    ]


def moment(archive: Path) -> tuple[int, int]:
    """Return the minute, and the day of the month, of an archive's jobs. Every machine and archive has its own, so that
    not all ask the portal at once."""
    machine = MACHINE.read_text(encoding="ascii") if MACHINE.exists() else platform.node()
    number = int.from_bytes(hashlib.sha256(f"{machine.strip()} {archive}".encode()).digest()[:4])
    return number % 60, 1 + number // 60 % 28


def job_environment() -> dict[str, str]:
    """Return what the jobs need of the environment. Ends the command when that cannot be used."""
    contact = os.environ.get(CONTACT)
    try:
        user_agent(contact)
    except ValueError as error:
        raise Ending(f"Bad configuration: {error}.", Exit.CONFIGURATION) from error
    if not contact:
        click.echo(NO_CONTACT, err=True)
    found = {name: value for name in (CONTACT, COMMAND, WEBHOOK) if (value := os.environ.get(name))}
    for name, value in found.items():
        if not value.isprintable():
            raise Ending(f"{name} cannot stand in a crontab or unit: write it on one line.", Exit.CONFIGURATION)
    return found


def write_units(units: dict[str, str], folder: Path) -> None:
    """Write units to a folder, and print the command that starts them."""
    for name, text in units.items():
        with atomic_file(folder / name, replace=True) as part:
            part.write_text(text, encoding="utf-8")
    timers = " ".join(name for name in units if name.endswith(".timer"))
    user = "" if os.geteuid() == 0 else "--user "
    click.echo(
        f"{len(units)} units written. Now: systemctl {user}daemon-reload && systemctl {user}enable --now {timers}"
    )
