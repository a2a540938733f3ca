"""metadata.yml and docs/data.md say what records.py says, or must be written again."""

import re
import shutil

import yaml

from tools.describe import CHECKOUT, RULES, describe, docstrings

WRITTEN = ("metadata.yml", "docs/data.md")


def test_what_is_written_is_what_would_be_written(tmp_path):
    (tmp_path / "docs").mkdir()
    shutil.copy(CHECKOUT / "metadata.yml", tmp_path)
    describe(tmp_path)
    stale = [name for name in WRITTEN if (tmp_path / name).read_text() != (CHECKOUT / name).read_text()]
    assert stale == [], "run make docs"


def test_writing_again_mends_a_description(tmp_path):
    (tmp_path / "docs").mkdir()
    face = tmp_path / "metadata.yml"
    face.write_text((CHECKOUT / "metadata.yml").read_text().replace("Chapeau.", "Chapeau melon."))
    describe(tmp_path)
    assert face.read_text() == (CHECKOUT / "metadata.yml").read_text()


def test_docstrings_come_in_two_languages():
    described = docstrings()
    assert described["News"]["lead"] == ("Introduction set apart by the page (SPIP: chapo).", "Chapeau.")
    assert [
        f"{name}.{field}" for name, texts in described.items() for field, text in texts.items() if not all(text)
    ] == []


def test_a_description_reads_as_french_then_english():
    tables = yaml.safe_load((CHECKOUT / "metadata.yml").read_text())["databases"]["archive"]["tables"]
    assert tables["news"]["columns"]["lead"] == "Chapeau.\nIntroduction set apart by the page (SPIP: chapo)."


def test_every_rule_a_reader_or_crawler_writes_is_explained():
    sources = [path.read_text() for path in (CHECKOUT / "scraper").rglob("*.py")]
    named = {rule for source in sources for rule in re.findall(r'rule(?:=|": )"(\w+)"', source)}
    assert named - set(RULES) == set()
    assert "gone" in named
