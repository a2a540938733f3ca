"""Each label that portal.toml has for a publication date or a role is read: a new one needs no test of its own."""

import pytest

from scraper import portal as portals
from scraper import records

LABELS = portals.load().words["labels"]
GROUPS = portals.load().words["groups"]
TITLE = "Réunion du groupe-pays Mali"
TEXT = "<p>La séance a réuni trente membres du groupe.</p><p>Elle a duré deux heures.</p>"
ROLES = [(role, label) for role in ("president", "vice_president", "referent") for label in GROUPS[role]]


def page(title: str, line: str) -> str:
    head = f"<head><title>{title} - Cités Unies France</title></head>"
    return f"<html>{head}<body><main><h1>{title}</h1>{line}{TEXT}</main></body></html>"


@pytest.mark.parametrize("label", LABELS["published"])
@pytest.mark.parametrize("line", ["<p>{} 12 février 2021</p>", "<p>{} :</p><p>12 février 2021</p>"])
def test_a_date_behind_each_label_is_the_publications(read_page, label, line):
    news = read_page(page(TITLE, line.format(label)), "https://cites-unies-france.org/Reunion-Mali").subject
    assert (news.published, news.published_text) == ("2021-02-12", "12 février 2021")


@pytest.mark.parametrize(("role", "label"), ROLES)
@pytest.mark.parametrize(
    "line", ["<p>{} : Anne Durand, maire de Lyon</p>", "<p>{} :</p><p>Anne Durand, maire de Lyon</p>"]
)
def test_a_name_behind_each_label_of_a_group_has_the_role(read_page, role, label, line):
    text = page("Crises et réhabilitation", line.format(label) + "<h2>Création</h2>")
    reading = read_page(text, "https://cites-unies-france.org/-Crises-et-rehabilitation-303-")
    assert [(each.person_id, each.role) for each in reading.of(records.Role)] == [("anne-durand", role)]
