"""Pages for machines: their links, and in a feed the words of each item."""

import pytest

from scraper import portal, reading

OWN = "https://cites-unies-france.org"
RSS = """<?xml version="1.0"?><rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Portail</title>
<link>{own}/</link><item><title>Réunion Mali</title><link>{own}/Reunion</link><guid>{own}/Reunion</guid>
<dc:date>2026-03-02T09:00:00Z</dc:date><description>Les élus
 se retrouvent.</description></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Réunion Mali</title>
<link href="{own}/Reunion"/><id>{own}/Reunion</id><updated>2026-03-02T09:00:00Z</updated>
<summary>Les élus se retrouvent.</summary></entry></feed>"""


def read(text: str) -> dict[str, str]:
    """The words of each link."""
    body = text.format(own=OWN).encode()
    read = reading.read(body, f"{OWN}/spip.php?page=backend", fetched_at="2026-03-02T08:00:00Z", portal=portal.load())
    return {link.url: link.text for link in read.links}


@pytest.mark.parametrize("text", [RSS, ATOM], ids=["rss", "atom"])
def test_an_item_is_linked_with_its_title_date_and_text(text):
    words = read(text)[f"{OWN}/Reunion"]
    assert words == "Réunion Mali 2026-03-02T09:00:00Z Les élus se retrouvent."


def test_the_link_of_the_feed_itself_has_no_words():
    assert read(RSS)[f"{OWN}/"] == ""
