"""The jobs as systemd's units: a service and a timer each. Their log is the journal, which rotates by itself."""

from collections.abc import Iterable

from scraper.cli.scheduling.jobs import Job, program

WEEKDAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")

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


def units(jobs: Iterable[Job], environment: dict[str, str]) -> dict[str, str]:
    """The units, by file name. environment: what each job is given of it."""
    made = {}
    given = "".join(f"Environment={quoted(f'{name}={value}')}\n" for name, value in environment.items())
    for job in jobs:
        command = " ".join(quoted(part).replace("$", "$$") for part in (*program(), *job.arguments))
        writes = " ".join(quoted(f"-{folder}") for folder in job.writes)
        told = {"writes": writes, "name": job.name, "about": job.about, "environment": given, "command": command}
        made[f"portail-{job.name}.service"] = SERVICE.format(**told)
        made[f"portail-{job.name}.timer"] = TIMER.format(**told, when=_when(job))
    return made


def quoted(text: str) -> str:
    """A word as systemd reads it (systemd.syntax(7)): quoted, its percent signs no specifiers."""
    return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%"))


def _when(job: Job) -> str:
    weekday = "" if job.weekday is None else f"{WEEKDAYS[job.weekday]} "
    day = "*" if job.day is None else f"{job.day:02}"
    return f"{weekday}*-*-{day} {job.hour:02}:{job.minute:02}:00"
