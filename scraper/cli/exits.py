"""The ends of commands: a code for each kind of end, and a clear sentence."""

import signal
import sys
from enum import IntEnum
from typing import IO, Self

import click

from scraper.archive import ArchiveError, LockedArchive, RefusedName, Unwritable
from scraper.crawling.run import Run
from scraper.visible import visible


class Exit(IntEnum):
    """What `portail` exits with; scripts may rely on it."""

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
    CONFIGURATION = 6, "bad configuration, or a full archive that would be served to other machines"
    ARCHIVE = 7, "the archive is not ours, newer, damaged or cannot be written"
    UNWRITABLE = 8, "the file or folder to write to is there already, is missing or cannot be written"
    HOURS = 9, "outside the hours of --between: nothing was asked"
    INTERRUPTED = 130, "interrupted"


EPILOG = "Exit codes: " + "; ".join(f"{code.value} {code.meaning}" for code in Exit) + "."

OF_REASON = {
    "finished": (
        Exit.FINE,
        "The crawl finished, but errors of this program, logged above, cost {faults} pages or more.",
    ),
    "budget": (Exit.FINE, ""),
    "hours": (Exit.FINE, ""),
    "interrupted": (
        Exit.INTERRUPTED,
        "The crawl was interrupted: what was read so far is kept in {archive}. Run it again{onward}.",
    ),
    "unreachable": (Exit.UNREACHABLE, "Nothing was written: {why}. Check the address and the network."),
    "robots_unavailable": (
        Exit.UNREACHABLE,
        "Nothing was written: {why}, and without its rules nothing may be asked. Try again later.",
    ),
    "robots_forbids": (
        Exit.UNREACHABLE,
        "Nothing was written: {why}, and what it forbids is not asked. Write to the portal's webmaster.",
    ),
    "nothing_read": (Exit.UNREACHABLE, "Nothing was written: {why}. Check the address; -v logs what was asked."),
    "asked_to_wait": (
        Exit.UNREACHABLE,
        "The crawl ended early: {why}. What came before is kept; try again after that.",
    ),
    "portal_failing": (Exit.UNREACHABLE, "The crawl ended early: {why}. What came before is kept; try again later."),
    "endless": (
        Exit.UNREACHABLE,
        "The crawl was ended: {why}. What came before is kept; `portail status` shows what was new.",
    ),
}
"""The exit of a crawl by its reason to end, and the sentence when that, or an error of this program, needs one."""
_SICK = (
    "The crawl was sick ({sick}). Its records are held back, and the archive shows what it did before: look at the "
    "portal, then let them through with `portail crawl --accept`, or crawl again."
)
_OTHERWISE = "The crawl ended early ({reason}): what was read is kept in {archive}."
_BEFORE_ANYTHING = "The crawl was interrupted before its first page: nothing was written. Run it again."

OF_ERROR = {LockedArchive: Exit.LOCKED, RefusedName: Exit.USAGE, Unwritable: Exit.UNWRITABLE}
"""The exit of an ArchiveError by its class; any other has code 7."""

INTERRUPTIONS = {
    "crawl": "The crawl was interrupted: what was read so far is kept. Run it again.",
    "status": "The look at the archive was interrupted: nothing was written. Run it again.",
    "check": "The check of the page was interrupted: nothing was written. Run it again.",
    "verify": "The verification was interrupted: nothing was written, and what it had not come to is not verified. "
    "Run it again.",
    "reread": "The reading was interrupted: what was read again is kept. Run it again for the rest.",
    "forget": "The removal was interrupted: without --yes nothing was changed; with it, all of it was, or nothing. "
    "Run it again.",
    "serve": "The server was stopped: the archive is as it was. `portail serve` starts it again.",
    "export": "The export was interrupted: no file was written, and one of that name is as it was. Run it again.",
    "snapshot": "The snapshot was interrupted: the copies that were there are kept. Run it again.",
    "schedule": "The schedule was interrupted: nothing is installed. Run it again.",
    "demo": "The demo was interrupted: what it crawled is kept. Run it again, and it goes on.",
    "sample": "The sample portal was stopped: nothing was written. `portail sample` starts it again.",
}
"""What each command says when Ctrl-C or SIGTERM interrupts it: what was interrupted, what is kept, what to do next."""
ACCEPTING = "The release was interrupted: the pages that were let through are kept. Run it again for the rest."
"""For `portail crawl --accept`."""


class Ending(click.ClickException):
    """A command's end with one sentence on stderr and a code of Exit."""

    def __init__(self, sentence: str, code: Exit):
        super().__init__(sentence)
        self.exit_code = code

    def format_message(self) -> str:
        """Return the sentence, which may quote a page."""
        return visible(self.message)

    def show(self, file: IO | None = None) -> None:
        """Print the sentence, as that of an error unless it is an interruption."""
        if self.exit_code == Exit.INTERRUPTED:
            click.echo(self.format_message(), file=file or sys.stderr)
        else:
            super().show(file)


def ending(error: ArchiveError) -> Ending:
    """Return the end of a command for an archive error."""
    code = next((code for kind, code in OF_ERROR.items() if isinstance(error, kind)), Exit.ARCHIVE)
    return Ending(str(error), code)


def end_of(run: Run) -> Ending | None:
    """Return the end of a crawl that asks something of its user; None when all is fine."""
    if run.error:
        return ending(run.error)
    session = run.session
    code, sentence = OF_REASON.get(run.reason, (Exit.INTERNAL, _OTHERWISE))
    if run.reason == "interrupted" and not session.began:
        sentence = _BEFORE_ANYTHING
    elif code is Exit.FINE and session.sick:
        code, sentence = Exit.SICK, _SICK
    elif code is Exit.FINE:
        if not run.faults:
            return None
        code, sentence = Exit.INTERNAL, sentence or _OTHERWISE
    onward = "" if session.sick or run.limit else ", and it goes on from there"
    named = {"archive": session.path, "sick": "; ".join(session.sick), "onward": onward}
    return Ending(sentence.format(reason=run.reason, why=run.why, faults=run.faults, **named), code)


def _unknown_option(error: click.NoSuchOption) -> click.UsageError:
    """Name, for an option that is not there, those that are."""
    parameters = error.ctx.command.get_params(error.ctx)
    options = sorted(name for each in parameters for name in (*each.opts, *each.secondary_opts) if name[:2] == "--")
    return click.UsageError(f"There is no option {error.option_name!r}: name one of {', '.join(options)}.", error.ctx)


class Commands(click.Group):
    """A group of commands in which a user's mistake ends with a sentence and a code, not with a traceback."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments before the command's name."""
        try:
            return super().parse_args(context, args)
        except click.NoSuchOption as error:
            raise _unknown_option(error) from error

    def resolve_command(self, context: click.Context, args: list[str]):
        """Find the command; the sentence for one that is not there names those that are."""
        if not args[0].startswith("-") and self.get_command(context, args[0]) is None:
            context.fail(f"There is no command {args[0]!r}: name one of {', '.join(self.commands)}.")
        return super().resolve_command(context, args)

    def invoke(self, context: click.Context):
        """Run the command; ArchiveError, Ctrl-C and SIGTERM become their Endings."""
        before = signal.getsignal(signal.SIGTERM)
        if before is signal.SIG_DFL:  # __main__ has not seen to it
            signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            return super().invoke(context)
        except click.NoSuchOption as error:
            raise _unknown_option(error) from error
        except ArchiveError as error:
            raise ending(error) from error
        except (KeyboardInterrupt, click.Abort) as error:
            raise Ending(INTERRUPTIONS[context.invoked_subcommand], Exit.INTERRUPTED) from error
        finally:
            signal.signal(signal.SIGTERM, before)
