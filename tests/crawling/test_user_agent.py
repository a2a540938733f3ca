"""The crawler's name is honest, and SPIP serves it fresh pages."""

import pytest

from scraper import __version__, settings
from scraper.crawling.robots import PRODUCT, user_agent
from scraper.spip_screen import WORDS, screened


def test_the_name_has_product_and_version():
    assert user_agent("https://example.org/contact") == f"{PRODUCT}/{__version__} (+https://example.org/contact)"


@pytest.mark.parametrize("word", WORDS)
def test_no_word_of_the_screen_is_in_it(word):
    assert word not in settings.USER_AGENT.lower()
    assert screened(f"Portail-{word.upper()}x").lower() == word


@pytest.mark.parametrize("contact", ["https://example.org/archive", "https://bot.example.org", "mailto:vm@example.org"])
def test_a_contact_that_contains_such_a_word_is_refused(contact):
    with pytest.raises(ValueError, match="old cached page"):
        user_agent(contact)


@pytest.mark.parametrize(
    "contact",
    [
        "example.org",
        "bla",
        "https://exemple .org",
        "https://example.org/\nX: y",
        "https://x.org\r\nX: y",
        "mailto:a@b.org\n",
        "tel:1",
        "https://" + "a" * 1000,
    ],
)
def test_a_contact_that_is_no_address_is_refused(contact):
    with pytest.raises(ValueError, match="PORTAIL_CONTACT"):
        user_agent(contact)


def test_the_environment_gives_the_contact(monkeypatch):
    monkeypatch.setenv("PORTAIL_CONTACT", "mailto:archiviste@example.org")
    assert user_agent().endswith("(+mailto:archiviste@example.org)")


def test_robots_txt_can_name_us():
    assert PRODUCT.replace("-", "").isalpha()
    assert settings.USER_AGENT.startswith(f"{PRODUCT}/")
