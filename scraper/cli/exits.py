"""How a command ends: one code for each kind of end, and one clear sentence."""

import signal
import sys
from enum import IntEnum
from typing import IO, Self

import click

from scraper.archive import ArchiveError, LockedArchive, RefusedName, Unwritable
from scraper.cli.interruption import SENTENCES
from scraper.crawling.run import Run


class Exit(IntEnum):
    """What `portail` exits with; scripts may rely on it.

    0 fine; 1 an error of this program; 2 a command, spider or option it does not know; 3 nothing could be reached, or
    robots.txt could not be read; 4 a sick crawl whose records are held back; 5 another crawl is writing the archive;
    6 bad configuration; 7 the archive is not ours, newer, damaged or cannot be written; 8 the file or folder to write
    to is there already, is missing or cannot be written; 9 outside the hours of --between; 130 interrupted.
    """

    meaning: str

    def __new__(cls, code: int, meaning: str) -> Self:
        member = int.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        return member

    FINE = 0, "fine"
    INTERNAL = 1, "an error of this program"
    USAGE = 2, "a command, spider or option it does not know"
    UNREACHABLE = 3, "nothing could be reached, or robots.txt could not be read"
    SICK = 4, "a sick crawl: its records are held back"
    LOCKED = 5, "another crawl is writing the archive"
    CONFIGURATION = 6, "bad configuration"
    ARCHIVE = 7, "the archive is not ours, newer, damaged or cannot be written"
    UNWRITABLE = 8, "the file or folder to write to is there already, is missing or cannot be written"
    HOURS = 9, "outside the hours of --between: nothing was asked"
    INTERRUPTED = 130, "interrupted"


EPILOG = "Exit codes: " + "; ".join(f"{code.value} {code.meaning}" for code in Exit) + "."

OF_REASON = {
    "finished": Exit.FINE,
    "budget": Exit.FINE,
    "hours": Exit.FINE,
    "interrupted": Exit.INTERRUPTED,
    "unreachable": Exit.UNREACHABLE,
    "robots_unavailable": Exit.UNREACHABLE,
    "robots_forbids": Exit.UNREACHABLE,
    "nothing_read": Exit.UNREACHABLE,
    "asked_to_wait": Exit.UNREACHABLE,
    "portal_failing": Exit.UNREACHABLE,
    "endless": Exit.UNREACHABLE,
}
"""The exit of a crawl by its reason to end."""


OF_ERROR = {LockedArchive: Exit.LOCKED, RefusedName: Exit.USAGE, Unwritable: Exit.UNWRITABLE}
"""The exit of an ArchiveError by its class; any other has code 7."""


class Ending(click.ClickException):
    """A command's end with one sentence on stderr and a code of Exit."""

    def __init__(self, sentence: str, code: Exit):
        super().__init__(sentence)
        self.exit_code = code

    def show(self, file: IO | None = None) -> None:
        """Print the sentence, as that of an error unless it is an interruption."""
        if self.exit_code == Exit.INTERRUPTED:
            click.echo(self.message, file=file or sys.stderr)
        else:
            super().show(file)


def ending(error: ArchiveError) -> Ending:
    """The end that an archive which cannot be used makes."""
    code = next((code for kind, code in OF_ERROR.items() if isinstance(error, kind)), Exit.ARCHIVE)
    return Ending(str(error), code)


def exit_of(run: Run) -> Exit:
    """How a crawl ended, as a code."""
    if run.error:
        return Exit(ending(run.error).exit_code)
    code = OF_REASON.get(run.reason, Exit.INTERNAL)
    if code is not Exit.FINE:
        return code
    if run.recorder.sick:
        return Exit.SICK
    return Exit.INTERNAL if run.faults else code


class Commands(click.Group):
    """A group of commands in which a user's mistake ends with a sentence and a code, not with a traceback."""

    def invoke(self, context: click.Context):
        """Run the command; ArchiveError, Ctrl-C and SIGTERM become their Endings."""
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            return super().invoke(context)
        except ArchiveError as error:
            raise ending(error) from error
        except (KeyboardInterrupt, click.Abort) as error:
            raise Ending(SENTENCES[context.invoked_subcommand], Exit.INTERRUPTED) from error
        finally:
            signal.signal(signal.SIGTERM, before)
