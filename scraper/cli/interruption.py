"""What each command says when Ctrl-C or SIGTERM interrupts it: what was interrupted, what is kept, what to do next."""

SENTENCES = {
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
"""By command."""
ACCEPTING = "The release was interrupted: the pages that were let through are kept. Run it again for the rest."
"""For `portail crawl --accept`."""
