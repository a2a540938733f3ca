"""This installation's `portail`, and its commands in processes of their own."""

import signal
import subprocess
import sys
from pathlib import Path

import click


def program() -> tuple[str, ...]:
    """Return how this installation's `portail` is called from anywhere: its script, else its interpreter, which must
    not take modules from the folder it happens to run in (-P)."""
    script = Path(sys.executable).with_name("portail")
    return (str(script),) if script.exists() else (sys.executable, "-P", "-m", "scraper")


def run_command(*arguments: str) -> None:
    """Run a command of `portail` in a process of its own, which Ctrl-C interrupts too. Ends this command when that
    fails, after its own sentence."""
    with subprocess.Popen([*program(), *arguments], start_new_session=True) as command:  # noqa: S603 - our own program
        while command.poll() is None:
            try:
                command.wait()
            except KeyboardInterrupt:
                command.send_signal(signal.SIGINT)
    if command.returncode == -signal.SIGINT:  # before it could take the signal for itself
        raise KeyboardInterrupt
    if command.returncode:
        raise click.exceptions.Exit(command.returncode)
