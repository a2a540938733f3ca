"""`python -m scraper`, and the script `portail`: the command, which may be interrupted while it is being loaded."""

import signal
import sys

INTERRUPTED = 130
"""Exit.INTERRUPTED, which may not be loaded yet."""


def interrupt(number: int, frame: object) -> None:
    """Interrupt the command, once: a second signal that follows at once does not break into its end."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: None)
    raise KeyboardInterrupt


def run() -> None:
    """Run the command; ends the process."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, interrupt)
    try:
        from scraper.cli import main

        main(prog_name="portail")
    except KeyboardInterrupt:
        sys.stderr.write("The command was interrupted before it began: nothing was written. Run it again.\n")
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    run()
