# make          install into .venv and take the tour
# make test     the whole test suite          make test-all   with new random examples, and again
#                                                              on SymPy without python-flint
# make coverage the suite, and which branches it takes: 90 % at least
# make lint     formatting, types, house rules
# make katex    KaTeX, by npm, for the test that it takes the LaTeX that is written
# make bench    the figures, each beside its peers in the same run; writes docs/performance.md.
#               Peers are optional: .venv/bin/pip install -e '.[bench]'
#
# Nothing but Python 3.11 or newer with its venv module is needed beforehand.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: tour install test coverage test-all lint katex bench clean

tour: install
	$(BIN)/symcalc tour

install: $(VENV)/installed

$(VENV)/python-ok:
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
	  echo "symcalc: $(PYTHON) was not found."; \
	  echo "  hint: install Python 3.11 or newer (on Debian: apt install python3 python3-venv),"; \
	  echo "        or say which one to use: make PYTHON=/path/to/python3.12"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "symcalc needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)."; \
	  echo "  hint: say which one to use: make PYTHON=/path/to/python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "symcalc: $(PYTHON) has no venv module."; \
	  echo "  hint: on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/installed: $(VENV)/python-ok pyproject.toml
	@echo "Installing symcalc and what it needs into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/developing: $(VENV)/installed
	@echo "Installing the tools for tests and lint into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

test: $(VENV)/developing
	$(BIN)/python -m pytest -n auto

coverage: $(VENV)/developing
	$(BIN)/python -m pytest -n auto --cov --cov-report=term

test-all: $(VENV)/developing
	SYMCALC_EXAMPLES=new $(BIN)/python -m pytest -n auto
	SYMPY_GROUND_TYPES=python $(BIN)/python -m pytest -n auto

katex:
	npm install --no-save --no-package-lock katex

bench: $(VENV)/developing
	$(BIN)/python tests/benchmarks/foundation.py
	$(BIN)/python tests/benchmarks/performance.py

lint: $(VENV)/developing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_structure.py

clean:
	rm -rf $(VENV) build dist *.egg-info
