"""The words by which SPIP screens bots are those of the SPIP that is installed, and this crawler carries none."""

import re
from pathlib import Path

import pytest

from scraper import settings
from scraper.spip_screen import WORDS, screened

PLACES = (Path("/etc/spip/ecran_securite.php"), Path("/usr/share/spip/config/ecran_securite.php"))
INSTALLED = next((place for place in PLACES if place.exists()), None)


def words_of(screen: Path) -> set[str]:
    """The words of `_IS_BOT` in a screen, as they are in a User-Agent, in lower case."""
    listed = screen.read_text(encoding="utf-8").split("implode('|', array(")[1].split("))")[0]
    words = re.findall(r"^\s*'([^',]+)'", listed, re.MULTILINE)
    return {word.replace("\\.", ".").lower() for word in words}


@pytest.mark.skipif(INSTALLED is None, reason="Debian's spip is not installed")
def test_every_word_of_the_installed_screen_is_known_and_none_beyond():
    theirs = words_of(INSTALLED)
    assert len(theirs) > 150
    assert [word for word in theirs if not screened(f"Un-{word}-1")] == []
    assert [word for word in WORDS if word not in theirs] == []


def test_this_crawler_is_no_bot_to_spip():
    assert screened(settings.USER_AGENT) is None


def test_the_word_is_returned_as_it_is_written():
    assert screened("Portail/1 (+mailto:Alexandre@example.org)") == "Alexa"


def test_no_word_contains_another():
    assert [word for word in WORDS if any(other in word for other in WORDS if other != word)] == []
