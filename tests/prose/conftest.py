"""Sentences are read with the extra `prose`, which `make test-prose` installs."""

from scraper.prose.reader import reader_of_sentences

collect_ignore = [] if reader_of_sentences() else ["test_constructions.py", "test_sentences.py", "test_whole_way.py"]
