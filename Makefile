# `make run` runs it, `make test` tests it: on a machine with make and any Python from 3.11 on.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The first of these that is 3.11 or later and can make a virtual environment; PYTHON=... chooses another.
PYTHON ?= $(shell for each in python3 python python3.13 python3.12 python3.11 python3.14; do \
  if $$each -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$each; break; fi; done)
BIN := .venv/bin
PORT ?= 8000
PYTEST_ARGS ?= -n auto
NPM := $(shell command -v npm)
SITE := src/infrastructure/web/site/index.html
EXPLORER := src/infrastructure/web/explorer/index.html
CLIENTS := tests/clients/javascript/node_modules/.package-lock.json
PROVIDER := tests/identity/provider/node_modules/.package-lock.json
SITE_FILES := schema.graphql $(shell find web/site \( -name node_modules -o -name generated \) -prune -o -type f -print)
EXPLORER_FILES := $(shell find web/explorer -name node_modules -prune -o -type f -print)
# Empty where the site can't be built; GraphiQL is content with an older one.
NODE_OF_SITE := $(if $(NPM),$(shell node -p 'const [a, b] = process.versions.node.split("."); a > 20 || (a == 20 && b >= 19) ? a : ""' 2>/dev/null))
BUILT := $(if $(NODE_OF_SITE),$(SITE)) $(if $(NPM),$(EXPLORER))
NO_NODE := Node (20.19 or newer, with npm) is not installed, and the site is built with it.
export PYTHONSAFEPATH := 1

help:
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: build/dev/.ready ## run the application with demo data at http://127.0.0.1:8000
	@echo "MOMENTS will be at http://127.0.0.1:$(PORT)"
	@$(if $(NODE_OF_SITE),$(MAKE) -s site || echo "The site could not be built for the reason above.",test -f $(SITE) || echo "$(NO_NODE)")
	@$(if $(NPM),$(MAKE) -s explorer || echo "GraphiQL could not be built for the reason above.")
	@echo "Starting MOMENTS with demo data"
	@$(BIN)/moments serve --demo --port $(PORT)

test: build/dev/.ready $(BUILT) $(if $(NPM),$(CLIENTS) $(PROVIDER)) ## run the tests, as many at a time as there are cores (PYTEST_ARGS= for one)
	$(BIN)/pytest -m "not long" $(PYTEST_ARGS)

test-long: build/dev/.ready $(BUILT) $(if $(NPM),$(CLIENTS) $(PROVIDER)) ## run the others: kills, crowds, fuzzing, whole tours
	$(BIN)/pytest -m "long and not soak" $(PYTEST_ARGS)

test-all: test test-long ## run each test once: both of these, as .ci/run does

quick: build/dev/.ready ## run the tests of the domain and its use-cases, for each save
	$(BIN)/pytest -m "not long" tests/domain tests/application

coverage: build/dev/.ready ## how much of domain and application their own tests run; fails below the floor
	$(BIN)/pytest -q -m "not long" $(PYTEST_ARGS) tests/domain tests/application --cov --cov-report=
	$(BIN)/coverage report --include "src/domain/*,src/application/*" --skip-covered --fail-under 88

check: build/dev/.ready lint $(BUILT) $(if $(NPM),$(CLIENTS) $(PROVIDER)) ## lint, types, layers, all tests with coverage
	$(BIN)/pytest --cov $(PYTEST_ARGS)

lint: build/dev/.ready $(if $(NODE_OF_SITE),web/site/node_modules/.package-lock.json) ## lint, types, layers; the site's too where there is Node
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/basedpyright
	$(BIN)/lint-imports
	$(if $(NODE_OF_SITE),cd web/site && npm run --silent check)

format: build/dev/.ready ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

rules: build/dev/.ready ## the program's rules and the tests that prove each
	PYTHONPATH=$(CURDIR) $(BIN)/python -m tests.rules

mutate: build/dev/.ready ## remove each guard of the domain and the application: one that no test misses is named
	PYTHONPATH=$(CURDIR) $(BIN)/python -m tests.mutation

readme: build/dev/.ready ## refresh the README's generated parts
	PYTHONPATH=$(CURDIR) $(BIN)/python -m tests.readme.parts

soak: build/dev/.ready $(BUILT) ## the long fault runs, figures printed
	MOMENTS_SOAK=1 $(BIN)/pytest -s tests/infrastructure/test_races.py tests/infrastructure/test_crash_recovery.py tests/infrastructure/delivery/test_worker_crash_recovery.py tests/infrastructure/scheduling/test_scheduler_year.py tests/edge tests/live
	$(BIN)/pytest -s -m soak

site: $(SITE) ## build the site; needs Node

explorer: $(EXPLORER) ## build GraphiQL for /explore; needs Node

clients: $(CLIENTS) ## fetch the JavaScript clients that the tests run; needs Node

schema-changes: $(CLIENTS) ## print how the schema differs from that of BASE, a git revision, as Markdown
	@$(if $(BASE),,echo "Name the older revision: make schema-changes BASE=v0.1.0" >&2; exit 1)
	@older=$$(mktemp) && trap 'rm -f "$$older"' EXIT && git show "$(BASE):schema.graphql" > "$$older" && \
		node tests/clients/javascript/schema_changes.mjs "$$older" schema.graphql --markdown

identity-provider: $(PROVIDER) ## fetch the identity provider of others that the tests run; needs Node

wheel: build/dev/.ready $(BUILT) ## build the wheel, with the site in it
	@test -f $(SITE) || { echo "$(NO_NODE) A wheel without it would serve nobody." >&2; exit 1; }
	$(BIN)/python -m pip wheel -q --no-deps --no-build-isolation -w dist .

lock: ## refresh requirements.lock from pyproject.toml
	uv pip compile -q --no-strip-extras --universal --python-version 3.11 --generate-hashes --no-emit-index-url --extra dev --extra fast pyproject.toml -o requirements.lock

clean: ## remove everything that was built
	rm -rf .venv build dist var $(dir $(SITE) $(EXPLORER)) web/site/node_modules web/site/src/*/generated web/explorer/node_modules $(dir $(CLIENTS)) $(dir $(PROVIDER))

$(BIN)/pip:
	@$(if $(PYTHON),,echo "MOMENTS needs Python 3.11 or later, with its venv module. Install it, or name one: make PYTHON=/path/to/python" >&2; exit 1)
	@echo "Making a virtual environment in .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv .venv

# The stamp sits beside the import link, so losing one remakes both.
build/dev/.ready: requirements.lock pyproject.toml hatch_build.py | $(BIN)/pip
	@echo "Installing the packages of requirements.lock (about a minute the first time)"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@echo "Installing MOMENTS itself"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# What was not there before is told in a line, as the first time takes a while.
web/site/node_modules/.package-lock.json: web/site/package-lock.json web/site/package.json web/site/.npmrc
	@echo "Fetching what the site is made of"
	@cd web/site && npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

web/explorer/node_modules/.package-lock.json: web/explorer/package-lock.json web/explorer/package.json web/explorer/.npmrc
	@echo "Fetching what GraphiQL is made of"
	@cd web/explorer && npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

$(CLIENTS): tests/clients/javascript/package-lock.json tests/clients/javascript/.npmrc
	@echo "Fetching the JavaScript clients that the tests run"
	@cd $(dir $<) && npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

$(PROVIDER): tests/identity/provider/package-lock.json tests/identity/provider/.npmrc
	@echo "Fetching the identity provider that the tests run"
	@cd $(dir $<) && npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

$(SITE): web/site/node_modules/.package-lock.json $(SITE_FILES)
	@$(if $(NODE_OF_SITE),,echo "$(NO_NODE)" >&2; exit 1)
	@echo "Building the site"
	@cd web/site && npm run --silent build
	@touch $@

$(EXPLORER): web/explorer/node_modules/.package-lock.json $(EXPLORER_FILES)
	@echo "Building GraphiQL"
	@cd web/explorer && node build.mjs ../../$(@D)

.PHONY: help run test test-long test-all quick coverage check lint format rules mutate readme soak site explorer clients schema-changes identity-provider wheel lock clean
