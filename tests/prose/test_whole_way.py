"""A crawl with the extra `prose` installed reads the sentences of its articles at its end, and the archive is sound."""

import resource
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

pytestmark = pytest.mark.prose
MOST_MEMORY = 600
"""Megabytes that reading sentences may take."""

READ = "SELECT count(*), count(news_id), count(kind) FROM news LEFT JOIN prose_readings ON news_id = news.id"


def portail(*arguments: str) -> str:
    command = [sys.executable, "-m", "scraper", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=300).stdout


def test_the_demos_sentences_are_read_and_proven(tmp_path):
    archive = ["--archive", str(tmp_path / "archive.db")]
    portail("demo", "--articles", "20", *archive)
    with closing(sqlite3.connect(tmp_path / "archive.db")) as db:
        articles, read, kinds = db.execute(READ).fetchone()
        versions = db.execute("SELECT kind, count(*) FROM versions GROUP BY kind").fetchall()
    assert articles == read == kinds >= 20
    assert f"read in {read} of {articles} articles" in portail("status", *archive)
    assert "readings of sentences: sound" in portail("verify", *archive)
    assert portail("mentions", *archive).startswith("Sentences of 0 articles read")
    with closing(sqlite3.connect(tmp_path / "archive.db")) as db:
        assert db.execute("SELECT kind, count(*) FROM versions GROUP BY kind").fetchall() == versions
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024 < MOST_MEMORY
