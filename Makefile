# make run    the portal on this machine, until Ctrl-C        make check  linters, formats, types
# make test   everything that proves it                       make setup  the installation alone
# make bench  what the main pages and the clock cost (FILINGS=10k)
# make pins   requirements*.txt from requirements*.in (UPGRADE=--upgrade renews the indirect ones too)

PYTHON ?= python3
JOBS ?= 2
FILINGS ?= 10k
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --root-user-action=ignore --require-hashes
# What pip says is shown only where it fails.
INSTALL = $(PIP) --requirement $< > .venv/pip.log 2>&1 || { cat .venv/pip.log; exit 1; }
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --strip-extras --no-emit-index-url \
	--custom-compile-command 'make pins' $(UPGRADE)
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))

.PHONY: run setup test check format bench pins
.DEFAULT_GOAL := run

run: setup
	@$(BIN)/python manage.py run --with-parent

setup: .venv/installed $(CATALOGUES)

test: .venv/installed-dev $(CATALOGUES)
	@$(BIN)/python -m filing_portal.tests.browser
	@$(MAKE) --no-print-directory check
	@echo "Running the tests …"
	@$(BIN)/python -m pytest --numprocesses $(JOBS) --dist loadfile --cov

check: .venv/installed-dev $(CATALOGUES)
	@echo "Checking style, types, imports, migrations and production settings …"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo "Run: make format"; exit 1; }
	@$(BIN)/djlint templates --lint --quiet
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-cache > .venv/imports.txt || { cat .venv/imports.txt; exit 1; }
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/python manage.py state_diagrams --check
	@set -a; . deploy/portal.env.example; . deploy/check.env; $(BIN)/python manage.py check --deploy --fail-level WARNING

bench: .venv/installed-dev $(CATALOGUES)
	@$(BIN)/python -m benchmarks --filings $(FILINGS)

format: .venv/installed-dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

pins: .venv/installed-dev
	@$(COMPILE) requirements.in --output-file requirements.txt
	@$(COMPILE) requirements-local.in --constraint requirements.txt --output-file requirements-local.txt
	@$(COMPILE) requirements-dev.in --constraint requirements-local.txt --output-file requirements-dev.txt

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: set PYTHON=/path/to/python3.11.")'
	@echo "Making the environment .venv …"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python could not make .venv. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

.venv/installed: requirements-local.txt | $(BIN)/python
	@echo "Installing the libraries (about half a minute) …"
	@$(INSTALL)
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	@echo "Installing the tools of the tests (about half a minute) …"
	@$(INSTALL)
	@touch $@

%.mo: %.po | .venv/installed
	@echo "Compiling $< …"
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
