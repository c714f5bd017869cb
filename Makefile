# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

PYTHON ?= python3
VENV = .venv
BIN = $(VENV)/bin
DEMO = .demo

# A lock is installed as it is: nothing is resolved again, whatever has been published since. lexbom itself is built with
# the locked backend, and nothing is fetched for it.
INSTALL = -m pip install --quiet --disable-pip-version-check --no-deps
INSTALL_LOCKED = $(INSTALL) --require-hashes
INSTALL_LEXBOM = $(INSTALL) --no-build-isolation --no-index

.PHONY: demo test lint type unit audit format docs lock dist clean

## The main job on a real example: installs lexbom and the example product, then checks it.
demo: $(DEMO)/lexbom/.installed $(DEMO)/product/.installed
	$(DEMO)/lexbom/bin/python examples/fieldnotes/make_model.py
	$(DEMO)/lexbom/bin/lexbom check examples/fieldnotes --venv $(DEMO)/product --fail-on never \
		--sbom $(DEMO)/sbom.cdx.json --json $(DEMO)/report.json --markdown $(DEMO)/report.md
	$(DEMO)/lexbom/bin/lexbom validate $(DEMO)/sbom.cdx.json

$(DEMO)/lexbom/.installed: hooks/action/requirements.txt hooks/action/build-requirements.txt pyproject.toml
	$(PYTHON) -m venv --clear $(DEMO)/lexbom
	$(DEMO)/lexbom/bin/python $(INSTALL_LOCKED) -r hooks/action/requirements.txt -r hooks/action/build-requirements.txt
	$(DEMO)/lexbom/bin/python $(INSTALL_LEXBOM) .
	touch $@

$(DEMO)/product/.installed: examples/fieldnotes/requirements.txt
	$(PYTHON) -m venv --without-pip $(DEMO)/product
	$(PYTHON) -m pip --python $(DEMO)/product/bin/python install --quiet --disable-pip-version-check \
		--no-deps --require-hashes -r examples/fieldnotes/requirements.txt
	touch $@

## Everything that has to pass: format, lint, types, tests with coverage.
test: lint type unit

$(VENV)/.installed: hooks/action/requirements.txt tests/requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python $(INSTALL_LOCKED) -r hooks/action/requirements.txt -r tests/requirements.txt
	$(BIN)/python $(INSTALL_LEXBOM) -e .
	touch $@

lint: $(VENV)/.installed
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .

type: $(VENV)/.installed
	$(BIN)/mypy --no-error-summary

unit: $(VENV)/.installed $(DEMO)/product/.installed
	$(BIN)/python -m pytest -q --numprocesses auto --cov --cov-report=term

## Looks up the locks in the database of advisories; says "not checked" where it can't be reached. AUDIT=--must-reach fails then.
audit: $(DEMO)/audit/.installed
	$(DEMO)/audit/bin/python scripts/audit.py $(AUDIT)

$(DEMO)/audit/.installed: scripts/audit-requirements.txt
	$(PYTHON) -m venv --clear $(DEMO)/audit
	$(DEMO)/audit/bin/python $(INSTALL_LOCKED) -r scripts/audit-requirements.txt
	touch $@

## Rewrites what a formatter can.
format: $(VENV)/.installed
	$(BIN)/ruff format --quiet .
	$(BIN)/ruff check --fix --quiet .

## Pins what is run, built, tested and audited with, with extras and hashes. What is pinned stays; UPGRADE="--upgrade-package NAME" renews.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-strip-extras --generate-hashes \
	--no-header --no-emit-index-url --no-annotate $(UPGRADE)
LOCKS = hooks/action/requirements.txt hooks/action/build-requirements.txt tests/requirements.txt scripts/audit-requirements.txt

lock: $(VENV)/.installed
	$(COMPILE) pyproject.toml -o hooks/action/requirements.txt
	$(COMPILE) hooks/action/build-requirements.in -o hooks/action/build-requirements.txt
	$(COMPILE) tests/requirements.in -o tests/requirements.txt
	$(COMPILE) scripts/audit-requirements.in -o scripts/audit-requirements.txt
	for lock in $(LOCKS); do \
		{ printf '# SPDX-License-Identifier: CC0-1.0\n# Written by make lock.\n' && cat $$lock; } >$$lock.new && mv $$lock.new $$lock || exit 1; \
	done

## Renews docs/rules.md and the generated parts of README.md.
docs: $(VENV)/.installed $(DEMO)/product/.installed
	$(BIN)/python docs/generate.py

## The sdist, and the wheel with its own BOM inside (PEP 770).
dist: $(VENV)/.installed
	rm -rf dist build && mkdir build
	$(BIN)/python -m build --no-isolation
	$(BIN)/lexbom sbom --quiet -o build/lexbom.cdx.json
	$(BIN)/lexbom embed build/lexbom.cdx.json dist/*.whl --in-place

clean:
	rm -rf $(VENV) $(DEMO) dist build
