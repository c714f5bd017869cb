# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

PYTHON ?= python3
BIN = .venv/bin
DEMO = .demo

.PHONY: demo test lint type unit format docs lock dist clean

## The main job on a real example: installs lexbom and the example product, then checks it.
demo: $(DEMO)/lexbom/.installed $(DEMO)/product/.installed
	$(DEMO)/lexbom/bin/python examples/fieldnotes/make_model.py
	$(DEMO)/lexbom/bin/lexbom check examples/fieldnotes --venv $(DEMO)/product --fail-on never \
		--sbom $(DEMO)/sbom.cdx.json --json $(DEMO)/report.json --markdown $(DEMO)/report.md
	$(DEMO)/lexbom/bin/lexbom validate $(DEMO)/sbom.cdx.json

$(DEMO)/lexbom/.installed: hooks/action/requirements.txt pyproject.toml
	$(PYTHON) -m venv $(DEMO)/lexbom
	$(DEMO)/lexbom/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r hooks/action/requirements.txt
	$(DEMO)/lexbom/bin/python -m pip install --quiet --disable-pip-version-check --no-deps .
	touch $@

$(DEMO)/product/.installed: examples/fieldnotes/requirements.txt
	$(PYTHON) -m venv --without-pip $(DEMO)/product
	$(PYTHON) -m pip --python $(DEMO)/product/bin/python install --quiet --disable-pip-version-check \
		--no-deps --require-hashes -r examples/fieldnotes/requirements.txt
	touch $@

## Everything that has to pass: format, lint, types, tests with coverage.
test: lint type unit

.venv/.installed: hooks/action/requirements.txt tests/requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r hooks/action/requirements.txt -r tests/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

lint: .venv/.installed
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .

type: .venv/.installed
	$(BIN)/mypy --no-error-summary

unit: .venv/.installed $(DEMO)/product/.installed
	$(BIN)/python -m pytest -q --numprocesses auto --cov --cov-report=term

## Rewrites what a formatter can.
format: .venv/.installed
	$(BIN)/ruff format --quiet .
	$(BIN)/ruff check --fix --quiet .

## Pins the run-time and the test dependencies, with hashes. Needs uv.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate \
		pyproject.toml -o hooks/action/requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate \
		tests/requirements.in -o tests/requirements.txt
	$(PYTHON) -c "import pathlib; [p.write_text('# SPDX-License-Identifier: CC0-1.0\n# Written by make lock.\n' + p.read_text()) for p in map(pathlib.Path, ('hooks/action/requirements.txt', 'tests/requirements.txt'))]"

## Renews docs/rules.md and the generated parts of README.md.
docs: .venv/.installed .demo/product/.installed
	$(BIN)/python docs/generate.py

## The sdist, and the wheel with its own BOM inside (PEP 770).
dist: .venv/.installed
	rm -rf dist build && mkdir build
	$(BIN)/python -m build --no-isolation
	$(BIN)/lexbom sbom --quiet -o build/lexbom.cdx.json
	$(BIN)/lexbom embed build/lexbom.cdx.json dist/*.whl --in-place

clean:
	rm -rf .venv $(DEMO) dist build
