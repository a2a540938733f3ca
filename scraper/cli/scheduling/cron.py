"""The jobs as lines of a crontab, and the rotation of their log for logrotate."""

import shlex
from collections.abc import Iterable
from pathlib import Path

from scraper.cli.scheduling.jobs import Job, program

LOG = "portail.log"

HEAD = """\
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


def crontab(jobs: Iterable[Job], log: Path, snapshots: Path, environment: dict[str, str]) -> str:
    """Lines for `crontab -e`. log, snapshots: absolute folders; environment: what each job is given of it."""
    folders = shlex.join(["mkdir", "-p", str(log), str(snapshots)])
    return HEAD.format(folders=folders) + "".join(f"\n# {job.about}\n{_line(job, log, environment)}\n" for job in jobs)


def rotation(log: Path) -> str:
    """What logrotate needs to know. log: absolute folder."""
    return ROTATION.format(log='"{}"'.format(str(log / LOG).replace("\\", "\\\\").replace('"', '\\"')))


def _line(job: Job, log: Path, environment: dict[str, str]) -> str:
    """A line of a crontab, in which cron takes a percent sign for the end of a line unless it is escaped."""
    when = f"{job.minute} {job.hour} {_any(job.day)} * {_any(job.weekday)}"
    file = shlex.quote(str(log / LOG))
    named = "".join(f"{name}={shlex.quote(value)} " for name, value in environment.items())
    failed = f"echo portail {job.name}: exit code $?, told in {file}"
    command = f"{named}{shlex.join([*program(), *job.arguments])} >> {file} 2>&1 || {failed}"
    return f"{when} {command}".replace("%", "\\%")


def _any(number: int | None) -> str:
    return "*" if number is None else str(number)
