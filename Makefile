# make test    everything that must hold before a change goes in
# make demo    clean the seed and a page, and show what was taken out
# make fuzz    the promises on many more random documents
# make bench   speed against trafilatura (BENCH="--html DIR --text FILE" for your own pages)
# make clean   back to a fresh checkout

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# Two workers suit the smallest machine we test on; `make test JOBS=8` on a larger one.
JOBS ?= 2
PAGE := fixtures/de/page-consent-related/source.html

.PHONY: all install demo test fuzz lint types bench clean
.DELETE_ON_ERROR:

all: test

install: $(STAMP)

# The stamp is touched last: an interrupted install starts again. What is installed to be edited is not compiled by pip,
# and where PYTHONDONTWRITEBYTECODE is set each start would compile it anew.
$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	$(BIN)/python -m compileall -q cleaner
	@touch $@

demo: $(STAMP)
	@printf '\n=== The articles in seeds/, cleaned (head: what is known about them)\n\n'
	@$(BIN)/cleaner clean seeds
	@printf '\n=== What was taken out of them, in its place\n\n'
	@for file in seeds/*.txt; do $(BIN)/cleaner explain "$$file"; done
	@printf '\n=== A page, as Markdown\n\n'
	@$(BIN)/cleaner clean $(PAGE)
	@printf '\n=== The same page: the account\n\n'
	@$(BIN)/cleaner explain $(PAGE)

test: lint types
	$(BIN)/pytest -n $(JOBS)

# The promises again, on 20,000 random documents each instead of the same 1,000.
fuzz: $(STAMP)
	CLEANER_EXAMPLES=20000 $(BIN)/pytest -n $(JOBS) tests/test_properties.py tests/test_api.py

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy --strict

bench: $(STAMP)
	$(BIN)/python tools/bench.py $(BENCH)

clean:
	rm -rf $(VENV) build dist out *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
