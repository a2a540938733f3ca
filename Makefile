# make demo: install, crawl the sample portal, show what landed.   make test: every test.   make serve: explore archive.db.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test test-spip serve lint docs lock clean help

help:
	@grep -E '^# ' Makefile | cut -c3-

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(STAMP)
	@$(BIN)/portail demo

test: $(STAMP)
	@$(BIN)/python -m pytest -n auto

# Needs Debian's spip, php and nginx: tests/spip/README.md.
test-spip: $(STAMP)
	@$(BIN)/python -m pytest tests/spip -m spip -n 2 --dist loadgroup

serve: $(STAMP)
	@$(BIN)/portail serve

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

docs: $(STAMP)
	$(BIN)/python -m scraper.archive.describe

lock:
	$(BIN)/python -m piptools compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header \
	  --strip-extras --allow-unsafe --extra test --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .ruff_cache .hypothesis
