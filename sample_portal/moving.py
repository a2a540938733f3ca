"""Lets changes happen to the heads and addresses of a sample."""

import re
from dataclasses import dataclass, replace
from datetime import date

from sample_portal import kinds, making, slugs
from sample_portal.articles import Head
from sample_portal.changes import Change
from sample_portal.slugs import Addresses
from sample_portal.world import World

_STATES = {"withdraw": "withdrawn", "protect": "protected", "restore": "online"}
_STATUSES = {"ANNULATION": "cancelled", "REPORT": "postponed", "Save the Date": "save_the_date"}


@dataclass
class Move:
    """A state of the portal on its way to the next one. heads and addresses are changed in place."""

    world: World
    seed: int
    today: date
    heads: dict[int, Head]
    addresses: Addresses

    def apply(self, change: Change) -> None:
        """Let one change happen. Raises ValueError for an action, an article or a title that it cannot have."""
        self.today = max(self.today, change.on or self.today)
        if change.action == "publish":
            self._publish(change)
            return
        if change.number not in self.heads:
            raise ValueError(
                f"{change.action} names article {change.number}, which this sample does not hold; see Sample.heads"
            )
        head = self.heads[change.number]
        match change.action:
            case "edit":
                head = replace(head, revision=head.revision + 1)
            case "retitle":
                head = titled(head, change.title or "")
                self.addresses.claim("article", head.number, head.title)
            case "withdraw" | "protect" | "restore":
                head = replace(head, state=_STATES[change.action])
            case _:
                raise ValueError(
                    f"unknown change {change.action!r}; use publish, edit, retitle, withdraw, protect or restore"
                )
        self.heads[head.number] = head

    def _publish(self, change: Change) -> None:
        number = max(self.heads, default=1000) + 1
        head = replace(making.draft(self.world, self.seed, number, kinds.BY_NAME[change.kind], self.today), listed=True)
        head = head if change.title is None else titled(head, change.title)
        self.heads[number] = head
        self.addresses.claim("article", number, head.first_title or head.title, slugs.limit(head.published))


def titled(head: Head, title: str) -> Head:
    """A head under another title, with the status and the issuer that this one tells.

    Raises ValueError when the article's date stood in its title and would be lost.
    """
    if head.happening and head.happening.source == "title" and head.happening.words not in title:
        raise ValueError(
            f"the title {title!r} of article {head.number} must keep the words of its date, {head.happening.words!r}"
        )
    status = next((status for word, status in _STATUSES.items() if title.startswith(word)), None)
    speaker = re.match(r"(CUF|MEAE(?:/\w+)?|CGLU|PLATFORMA) : ", title)
    return replace(head, title=title, first_title=None, status=status, issuer=speaker and speaker[1])
