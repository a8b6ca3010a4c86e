# make        the environment, then the decks
# make test   the environment of the tests, then style, types and tests
# make try    with PYTHON=…: the tests that need least, then our own course, under that Python
# make bench  how long it takes, beside bare genanki and other programs: half an hour or more

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LEAST := $(addprefix tests/test_,cases.py folding.py scalars.py strict.py versions.py accept.py \
  checked_languages.py explanations.py build.py quick_deck.py)

.PHONY: all test try bench clean

all: $(VENV)/ready
	$(BIN)/citedeck build

test: $(VENV)/ready-for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

try:
	folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && $(PYTHON) --version && $(PYTHON) -m venv $$folder && \
	$$folder/bin/python -m pip install --quiet . pytest hypothesis && \
	$$folder/bin/python -m pytest --quiet -p no:cacheprovider $(LEAST) && \
	$$folder/bin/citedeck check && $$folder/bin/citedeck build --output $$folder/decks

bench: $(VENV)/ready
	$(BIN)/python -m pip install --quiet --editable ".[bench]"
	$(BIN)/python tests/bench/bench.py
	$(BIN)/python tests/bench/quotations.py

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/ready: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/ready-for-tests: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	! command -v npm >/dev/null || npm install --silent --no-audit --no-fund --prefix $(VENV)/node \
	  axe-core@4 dom-anchor-text-quote@4 gift-pegjs@1 html-validate@9 typescript@5 yaml-language-server@1 >/dev/null
	touch $@ $(VENV)/ready
