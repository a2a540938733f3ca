# make install    into .venv what requirements.lock names
# make demo       install, crawl a sample portal on this machine into archive.db, show what landed
# make serve      explore archive.db in Datasette, http://127.0.0.1:8001
# make test       what a change should be held to at once: some two minutes
# make test-all   every test, with those that are slow and those of a real SPIP, browser, export and sentences: some hour
# make test-spip  those of a real SPIP alone: they need Debian's spip, php and nginx (tests/spip/README.md)
# make test-browser  the pages for readers, in Debian's chromium
# make test-prose  what sentences state, read with spaCy, in an environment of their own
# make install-prose  into .venv what reads sentences too (the extra `prose`: spaCy and its French model)
# make demo-prose  the demo, with the sentences of its articles read
# make test-readers  exports, read by LibreOffice, pandas, DuckDB and validators, in an environment of their own
# make screenshots  pictures of the main pages, for docs/
# make bench-front  how long the pages for readers take in an archive of 550,000 articles
# make lint       what ruff says of the code and of its form
# make docs       write docs/data.md and the descriptions in metadata.yml anew
# make bench-export  how fast an export writes a million rows, and in how much memory
# make lock       choose the newest versions of all libraries, with their hashes
# make clean      remove what was installed and built; archive.db stays
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: install demo test test-slow test-spip test-browser test-readers test-prose test-all install-prose demo-prose screenshots bench-front bench-export serve lint docs lock clean help

help:
	@grep -E '^# ' Makefile | cut -c3-

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

install: $(STAMP)

demo: $(STAMP)
	@$(BIN)/portail demo

test: $(STAMP)
	@$(BIN)/python -m pytest -n auto --dist worksteal

test-slow: $(STAMP)
	@$(BIN)/python -m pytest -n auto --dist worksteal -m 'slow and not large'

test-all: test test-slow test-spip test-browser test-readers test-prose

test-spip: $(STAMP)
	@$(BIN)/python -m pytest tests/spip -m spip -n 2 --dist loadgroup

test-browser: $(STAMP)
	@$(BIN)/python -m pytest tests/browser -m browser

READERS := build/readers
$(READERS)/.installed: requirements-readers.lock
	$(PYTHON) -m venv $(READERS)
	$(READERS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-readers.lock
	@touch $@

test-readers: $(STAMP) $(READERS)/.installed
	@$(BIN)/python -m pytest tests/readers -m readers

# Locked for themselves, so that the program's tests run without the extra, as most installations do.
PROSE := build/prose
$(PROSE)/.installed: requirements.lock requirements-prose.lock pyproject.toml
	$(PYTHON) -m venv $(PROSE)
	$(PROSE)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	$(PROSE)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-prose.lock
	$(PROSE)/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

test-prose: $(PROSE)/.installed
	@$(PROSE)/bin/python -m pytest tests/prose -m prose

$(VENV)/.prose: $(STAMP) requirements-prose.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-prose.lock
	@touch $@

install-prose: $(VENV)/.prose

demo-prose: install-prose demo

screenshots: $(STAMP)
	$(BIN)/python -m tools.screenshots docs/images

bench-front: $(STAMP)
	$(BIN)/python -m tools.front_cost build/front

bench-export: $(STAMP)
	$(BIN)/python -m tools.export_cost build/export

serve: $(STAMP)
	@$(BIN)/portail serve

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

docs: $(STAMP)
	$(BIN)/python -m tools.describe

lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip install --quiet --disable-pip-version-check pip-tools
	build/lock/bin/pip-compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header \
	  --strip-extras --allow-unsafe --extra test --output-file requirements.lock pyproject.toml
	grep -E '^[a-z0-9].*==' requirements.lock | sed 's/ .*//' > build/lock/base.txt
	build/lock/bin/pip-compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header \
	  --strip-extras --allow-unsafe --extra prose --constraint build/lock/base.txt --output-file requirements-prose.lock pyproject.toml
	build/lock/bin/pip-compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header \
	  --strip-extras --allow-unsafe --output-file requirements-readers.lock tests/readers/requirements.in

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .ruff_cache .hypothesis
