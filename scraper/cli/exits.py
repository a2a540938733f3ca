"""The ends of commands: a code for each kind of end, and a clear sentence."""

import sys
import tomllib
from enum import IntEnum
from pathlib import Path
from typing import IO

import click

from scraper.archive import ArchiveError, LockedArchive, RefusedName, RefusedPeopleFile, Unwritable
from scraper.crawling.run import Run
from scraper.text import visible

_ENDS = tomllib.loads(Path(__file__).with_name("ends.toml").read_text(encoding="utf-8"))


class Exit(IntEnum):
    """What `portail` exits with; scripts may rely on it."""

    FINE = 0
    INTERNAL = 1
    USAGE = 2
    UNREACHABLE = 3
    SICK = 4
    LOCKED = 5
    CONFIGURATION = 6
    ARCHIVE = 7
    UNWRITABLE = 8
    HOURS = 9
    INTERRUPTED = 130

    @property
    def meaning(self) -> str:
        """What it stands for, in a few words."""
        return _ENDS["exits"][self.name]


EPILOG = "Exit codes: " + "; ".join(f"{code.value} {code.meaning}" for code in Exit) + "."

OF_REASON = {reason: (Exit[code], sentence) for reason, (code, sentence) in _ENDS["crawl"].items()}
"""The exit of a crawl by its reason to end, and the sentence when that, or an error of this program, needs one."""
INTERRUPTIONS: dict[str, str] = _ENDS["interruptions"]
"""The sentence of each command that Ctrl-C or SIGTERM interrupts."""
OF_ERROR = {
    LockedArchive: Exit.LOCKED,
    RefusedName: Exit.USAGE,
    RefusedPeopleFile: Exit.CONFIGURATION,
    Unwritable: Exit.UNWRITABLE,
}
"""The exit of an ArchiveError by its class; any other has code 7."""


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
    code, sentence = OF_REASON.get(run.reason, (Exit.INTERNAL, _ENDS["any_crawl"]["otherwise"]))
    if run.reason == "interrupted" and not session.began:
        sentence = _ENDS["any_crawl"]["before_anything"]
    elif code is Exit.FINE and session.sick:
        code, sentence = Exit.SICK, _ENDS["any_crawl"]["sick"]
    elif code is Exit.FINE:
        if not run.faults:
            return None
        code, sentence = Exit.INTERNAL, sentence or _ENDS["any_crawl"]["otherwise"]
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
        """Run the command; ArchiveError, Ctrl-C and SIGTERM (`__main__.py`) become their Endings."""
        try:
            return super().invoke(context)
        except click.NoSuchOption as error:
            raise _unknown_option(error) from error
        except ArchiveError as error:
            raise ending(error) from error
        except (KeyboardInterrupt, click.Abort) as error:
            raise Ending(INTERRUPTIONS[context.invoked_subcommand], Exit.INTERRUPTED) from error
