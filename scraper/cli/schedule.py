"""`portail schedule`: a crontab, or systemd's units, that keep the archive unattended on this machine."""

import hashlib
import os
import platform
import shlex
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import click

from scraper.archive import atomic_file
from scraper.cli import options
from scraper.cli.alert import COMMAND, WEBHOOK
from scraper.cli.exits import Ending, Exit
from scraper.crawling.robots import user_agent

FOLDER = click.Path(file_okay=False, path_type=Path)
CONTACT = "PORTAIL_CONTACT"
NO_CONTACT = (
    "PORTAIL_CONTACT is not set: the crawls will not tell the portal's webmaster who asks. "
    "Set it to your https:// or mailto: address, and run this again."
)
MACHINE = Path("/etc/machine-id")
"""The machine's own number (systemd's machine-id); where there is none, its name stands for it."""
LOG = "portail.log"
WEEKDAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")

CRONTAB = """\
# portail, for `crontab -e`. Hours are by this machine's clock.
# Once before:  {folders}
# One job writes the archive at a time: a second one ends with exit code 5, and the archive's lock goes with its holder.
# What is printed here when a job fails, cron sends by mail:
#MAILTO=you@example.org
"""
ROTATION = """\
# For /etc/logrotate.d/portail, so that the log does not grow for ever:
{log} {{
    monthly
    rotate 12
    compress
    delaycompress
    missingok
    notifempty
}}
"""
SERVICE = """\
[Unit]
Description=portail {name}: {about}
Wants=network-online.target
After=network-online.target
# Who is to hear of a failure:
#OnFailure=mail-to-admin@%n.service

[Service]
Type=oneshot
# For the system's own systemd, the user whose archive it is:
#User=portail
{environment}ExecStart={command}
# Stopped by hand (SIGTERM) is no failure.
SuccessExitStatus=130
Nice=10
# What a page could do that breaks out of the program: nothing but write these folders and reach the network.
UMask=0077
ProtectSystem=strict
ProtectHome=read-only
ReadWritePaths={writes}
PrivateTmp=true
PrivateDevices=true
NoNewPrivileges=true
CapabilityBoundingSet=
ProtectKernelTunables=true
ProtectKernelModules=true
ProtectKernelLogs=true
ProtectControlGroups=true
ProtectClock=true
ProtectHostname=true
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=true
RestrictRealtime=true
RestrictSUIDSGID=true
LockPersonality=true
SystemCallArchitectures=native
SystemCallFilter=@system-service
"""
TIMER = """\
[Unit]
Description=portail {name}: {about}

[Timer]
OnCalendar={when}
Persistent=true

[Install]
WantedBy=timers.target
"""


@dataclass(frozen=True)
class Job:
    """A command of portail that runs at an hour and minute of the machine's clock."""

    name: str
    about: str
    arguments: tuple[str, ...]
    hour: int
    minute: int
    writes: tuple[Path, ...]
    """The folders it writes to."""
    day: int | None = None
    """Of the month; None for every day."""
    weekday: int | None = None
    """0 for Sunday; None for every day."""


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
    planned, environment = jobs(archive, snapshots, at), job_environment()
    made = units(planned, environment)
    if write:
        _write(made, write)
        return
    if kind != "systemd":
        click.echo(crontab(planned, log, snapshots, environment))
    if kind != "cron":
        click.echo("\n".join(f"# {name}\n{text}" for name, text in made.items()))


def jobs(archive: Path, snapshots: Path, at: str | None) -> list[Job]:
    """Return the jobs of an archive. archive, snapshots: absolute; at: the copy to crawl, if not the portal.

    Every machine and archive has a minute and a day of its own, so that not all ask the portal at once.
    """
    machine = MACHINE.read_text(encoding="ascii") if MACHINE.exists() else platform.node()
    number = int.from_bytes(hashlib.sha256(f"{machine.strip()} {archive}".encode()).digest()[:4])
    minute, day = number % 60, 1 + number // 60 % 28
    own, where, copy = (archive.parent,), ("--archive", str(archive)), ("--at", at) if at else ()
    take_copy = ("snapshot", str(snapshots), "--keep", "8", *where)
    return [
        Job("recent", "what is new, every day", ("crawl", "--recent", *copy, *where), 5, minute, own),
        Job("full", "everything, once a month", ("crawl", "--full", *copy, *where), 21, minute, own, day=day),
        Job("verify", "is all still what was written, every night", ("verify", "-q", *where), 3, minute, own),
        Job("snapshot", "a copy, every Sunday", take_copy, 4, minute, (*own, snapshots), weekday=0),
    ]


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


def crontab(jobs: Iterable[Job], log: Path, snapshots: Path, environment: dict[str, str]) -> str:
    """Return lines for `crontab -e`, and for logrotate. log, snapshots: absolute folders."""
    head = CRONTAB.format(folders=shlex.join(["mkdir", "-p", str(log), str(snapshots)]))
    lines = [f"# {job.about}\n{_cron_line(job, log / LOG, environment)}\n" for job in jobs]
    escaped = str(log / LOG).replace("\\", "\\\\").replace('"', '\\"')
    return "\n".join([head, *lines, ROTATION.format(log=f'"{escaped}"')])


def _cron_line(job: Job, log: Path, environment: dict[str, str]) -> str:
    """Return a job's line, its percent signs escaped, which cron takes for the end of a line."""
    day, weekday = ("*" if number is None else number for number in (job.day, job.weekday))
    named = "".join(f"{name}={shlex.quote(value)} " for name, value in environment.items())
    command, file = shlex.join([*program(), *job.arguments]), shlex.quote(str(log))
    failed = f"echo portail {job.name}: exit code $?, told in {file}"
    line = f"{job.minute} {job.hour} {day} * {weekday} {named}{command} >> {file} 2>&1 || {failed}"
    return line.replace("%", "\\%")


def units(jobs: Iterable[Job], environment: dict[str, str]) -> dict[str, str]:
    """Return systemd's units by file name: a service and a timer for each job. Their log is the journal."""
    made = {}
    for job in jobs:
        weekday = "" if job.weekday is None else f"{WEEKDAYS[job.weekday]} "
        day = "*" if job.day is None else f"{job.day:02}"
        values = {
            "name": job.name,
            "about": job.about,
            "environment": "".join(f"Environment={_quoted(f'{name}={environment[name]}')}\n" for name in environment),
            "command": " ".join(_quoted(part).replace("$", "$$") for part in (*program(), *job.arguments)),
            "writes": " ".join(_quoted(f"-{folder}") for folder in job.writes),
            "when": f"{weekday}*-*-{day} {job.hour:02}:{job.minute:02}:00",
        }
        made[f"portail-{job.name}.service"] = SERVICE.format(**values)
        made[f"portail-{job.name}.timer"] = TIMER.format(**values)
    return made


def program() -> tuple[str, ...]:
    """Return how this installation's `portail` is called from anywhere: its script, else its interpreter, which must
    not take modules from the folder it happens to run in (-P)."""
    script = Path(sys.executable).with_name("portail")
    return (str(script),) if script.exists() else (sys.executable, "-P", "-m", "scraper")


def _quoted(text: str) -> str:
    """Return a word as systemd reads it (systemd.syntax(7)): quoted, its percent signs no specifiers."""
    return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%"))


def _write(made: dict[str, str], folder: Path) -> None:
    for name, text in made.items():
        with atomic_file(folder / name, replace=True) as part:
            part.write_text(text, encoding="utf-8")
    timers = " ".join(name for name in made if name.endswith(".timer"))
    user = "" if os.geteuid() == 0 else "--user "
    click.echo(
        f"{len(made)} units written. Now: systemctl {user}daemon-reload && systemctl {user}enable --now {timers}"
    )
