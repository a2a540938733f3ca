# make install    into .venv what requirements.lock names
# make demo       install, crawl a sample portal on this machine into archive.db, show what landed
# make serve      explore archive.db in Datasette, http://127.0.0.1:8001
# make test       what a change should be held to at once: some two minutes
# make test-all   every test, with those that are slow and those of a real SPIP: some half an hour
# make test-spip  those of a real SPIP alone: they need Debian's spip, php and nginx (tests/spip/README.md)
# make lint       what ruff says of the code and of its form
# make docs       write docs/data.md and the descriptions in metadata.yml anew
# make lock       choose the newest versions of all libraries, with their hashes
# make clean      remove what was installed and built; archive.db stays
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: install demo test test-slow test-spip test-all serve lint docs lock clean help

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

test-all: test test-slow test-spip

test-spip: $(STAMP)
	@$(BIN)/python -m pytest tests/spip -m spip -n 2 --dist loadgroup

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

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .ruff_cache .hypothesis
