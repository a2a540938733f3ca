"""The kinds of article the portal publishes, as the sample writes them.

A kind drafts a head for a day, and writes the text of a head it drafted. Both choose with the pen they are given, so
the same seed and number give the same article. `CYCLE` holds every kind; a sample goes through it in turn, so that a
cycle of articles has met them all.
"""

from sample_portal.kinds import funds, gatherings, meetings, odd_meetings, offers, statements, travels
from sample_portal.kinds.kind import Kind

COMMON: Kind = meetings.CountryMeeting()
"""What stands in for a kind outside its years."""
UPCOMING: tuple[Kind, ...] = (
    meetings.TimedMeeting(),
    travels.Visit(),
    meetings.SaveTheDate(),
    meetings.CountryMeeting(),
)
_SUBJECTS = (meetings, odd_meetings, travels, gatherings, statements, offers, funds)
CYCLE: tuple[Kind, ...] = tuple(kind for subject in _SUBJECTS for kind in subject.KINDS)
BY_NAME = {kind.name: kind for kind in (*CYCLE, *UPCOMING)}
