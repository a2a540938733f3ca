"""How a crawl ended: a sentence and a code."""

from scraper.cli.exits import Ending, Exit, ending, exit_of
from scraper.crawling.run import Run

SENTENCES = {
    "unreachable": "Nothing was written: {why}. Check the address and the network.",
    "robots_unavailable": "Nothing was written: {why}, and without its rules nothing may be asked. Try again later.",
    "robots_forbids": "Nothing was written: {why}, and what it forbids is not asked. Write to the portal's webmaster.",
    "nothing_read": "Nothing was written: {why}. Check the address; -v tells what was asked.",
    "portal_failing": "The crawl ended early: {why}. What came before is kept; try again later.",
    "endless": "The crawl was ended: {why}. What came before is kept; `portail status` tells what was new.",
    "asked_to_wait": "The crawl ended early: {why}. What came before is kept; try again after that.",
    "sick": "The crawl was sick ({sick}). Its records are held back, and the archive shows what it did before: look at "
    "the portal, then let them through with `portail crawl --accept`, or crawl again.",
    "finished": "The crawl finished, but errors of this program, told above, cost {faults} pages or more.",
    "interrupted": "The crawl was interrupted: what was read so far is kept in {archive}. Run it again{onward}.",
}
"""By Scrapy's reason to end, or `sick`."""
_OTHERWISE = "The crawl ended early ({reason}): what was read is kept in {archive}."
_BEFORE_ANYTHING = "The crawl was interrupted before its first page: nothing was written. Run it again."


def end_of(run: Run) -> Ending | None:
    """The end of a crawl that asks something of its user; None when all is fine."""
    code = exit_of(run)
    if code is Exit.FINE:
        return None
    return ending(run.error) if run.error else Ending(_sentence(run, code), code)


def _sentence(run: Run, code: Exit) -> str:
    if run.reason == "interrupted" and not run.session.began:
        return _BEFORE_ANYTHING
    sentence = SENTENCES.get("sick" if code is Exit.SICK else run.reason, _OTHERWISE)
    sick = "; ".join(run.session.sick)
    onward = "" if sick or run.limit else ", and it goes on from there"
    path = run.session.path
    return sentence.format(archive=path, reason=run.reason, why=run.why, faults=run.faults, sick=sick, onward=onward)
