"""A crawl that is killed at any instant loses nothing, leaves nothing half done, and comes to the same end."""

import pytest

from tests.kills.figures import BEGIN, DOCUMENT, END
from tests.kills.trial import Trial

pytestmark = pytest.mark.slow  # some sixty crawls, twenty of them killed


def test_twenty_kills_lose_nothing_and_change_nothing(tmp_path):
    figures = Trial(tmp_path, kills=20, seed=7).run()
    assert figures.kills == 20
    assert figures.early < 20
    assert (figures.lost, figures.damaged, figures.differing) == (0, [], [])
    assert figures.sound


def test_the_document_has_two_hundred_kills_and_no_loss():
    figures = DOCUMENT.read_text(encoding="utf-8").split(BEGIN)[1].split(END)[0]
    numbers = [line.rsplit("|", 2)[1].strip() for line in figures.splitlines()[2:]]
    assert int(numbers[0]) >= 200
    assert numbers[3:6] == ["0", "0", "0"]
