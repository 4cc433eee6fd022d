# The commands a newcomer needs: make run, make test, make check. Each sets up what it needs.
# Needs only python3 (3.11 to 3.13, with venv) and make.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/ready
DUCKDB2 := .venv-duckdb2
FUZZ   := .venv-fuzz

# A file stays in one process: what its tests share is built once. In the order of the folders, or the files with few
# and long tests would be left for the end, when one core has nothing to do.
ON_ALL_CORES := -n auto --dist loadfile --no-loadscope-reorder

# What an engineer runs all day: the tests that need no snapshot, or a small one.
QUICK := tests/warehouse/domain tests/warehouse/forms tests/warehouse/measures tests/warehouse/query \
	tests/warehouse/rules tests/warehouse/tables tests/warehouse/transforms tests/orchestration/test_definitions.py \
	tests/orchestration/test_schedules.py tests/orchestration/test_up.py tests/bench/test_command.py tests/test_docs.py \
	tests/test_imports.py tests/graph/test_queries.py tests/graph/test_schema.py

# Real clients of npm, which no other target installs.
CLIENTS := tests/graph/test_clients_page.py tests/graph/test_node_clients.py

.DEFAULT_GOAL := help
.PHONY: help run test browser quick drawn fuzz soak test-duckdb2 test-upgrade check picture schema golden forms assets clean

help: ## what there is
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /  make \1	/'

run: $(READY) ## sample data, a snapshot, the API and Dagster (options: ARGS="--port 8001 --dagster-port 3001")
	@exec $(BIN)/longmai up $(ARGS)

test: $(READY) ## the tests, on all cores (options: ARGS="-n0 tests/warehouse/test_catalog.py")
	$(BIN)/python -m pytest $(ON_ALL_CORES) --durations=25 $(ARGS)

browser: $(VENV)/browser ## the pages in a real Chromium, which it installs where apt and root exist, and clients by npm
	@tests/browser/install.sh
	LONGMAI_BROWSER=1 $(BIN)/python -m pytest -n 2 --dist loadfile $(or $(ARGS),tests/browser $(CLIENTS))

quick: $(READY) ## style, types, imports and the tests that build nothing: under three minutes on two cores
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest $(ON_ALL_CORES) -m "not slow" $(QUICK) $(ARGS)

drawn: $(READY) ## drawn documents compared with the reference executor (ARGS="--count 10000 --seed 1 --start 0")
	$(BIN)/python -m tests.graph.comparing $(ARGS)

fuzz: $(READY) $(FUZZ)/ready ## schemathesis against the running server (ARGS="--seed 1 --max-examples 50")
	$(BIN)/python -m tests.graph.fuzzing $(FUZZ)/bin/schemathesis $(ARGS)

soak: $(READY) ## the promises of docs/reliability.md, long form (an hour; LONGMAI_SOAK_MINUTES for P1); prints the table
	-@$(MAKE) --no-print-directory $(DUCKDB2)/ready
	$(BIN)/python -m tests.reliability.soak $(ARGS)

test-duckdb2: $(READY) $(DUCKDB2)/ready ## the tests on DuckDB 2, in an environment of its own
	$(DUCKDB2)/bin/python -m pytest $(ON_ALL_CORES) $(ARGS)

test-upgrade: $(READY) $(DUCKDB2)/ready ## files of DuckDB 1.5 read by DuckDB 2 and the other way round
	$(BIN)/python -m pytest tests/reliability/test_upgrade_path.py $(ARGS)

check: $(READY) ## style, types, imports, the committed schema and the documents of the pages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m graph schema | diff -u schema.graphql - || \
		{ echo "schema.graphql is not what the code says: run 'make schema' and look at the difference."; exit 1; }
	$(BIN)/python -m graph documents

picture: $(READY) ## writes into ARCHITECTURE.md who imports whom and which errors arise where
	$(BIN)/python -m tests.picture

schema: $(READY) ## writes schema.graphql
	$(BIN)/python -m graph schema > schema.graphql

golden: $(READY) ## rewrites the recorded SQL and JSON of the tests; review the difference
	GOLDEN=write $(BIN)/python -m pytest tests/graph tests/warehouse/query/test_policy.py

forms: $(READY) ## writes docs/forms.md, the data dictionary
	$(BIN)/longmai forms --markdown > docs/forms.md

assets: ## rebuilds GraphiQL and the charts of the pages (needs Node and npm; a user does not)
	cd graph/static/graphiql_src && npm install && npm run build && rm -rf node_modules
	cd graph/static/pages_src && npm install && npm run build && rm -rf node_modules

clean: ## removes the environment and caches, never the data
	rm -rf $(VENV) $(DUCKDB2) $(FUZZ) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache build *.egg-info

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
		{ echo "Longmai needs Python 3.11 to 3.13; '$(PYTHON)' is another one. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
		{ echo "The venv module of $(PYTHON) is missing: install it (Debian: python3-venv) and try again."; exit 1; }
	@echo "Installing what Longmai needs into $(VENV) (once; some minutes) ..."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(READY)

$(VENV)/browser: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,browser]'
	@touch $(VENV)/browser

$(DUCKDB2)/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(DUCKDB2)
	sed 's/^duckdb==.*/duckdb>=2,<3/' constraints.txt > $(DUCKDB2)/constraints.txt
	$(DUCKDB2)/bin/python -m pip install --quiet --disable-pip-version-check -c $(DUCKDB2)/constraints.txt -e '.[dev]'
	@touch $(DUCKDB2)/ready

$(FUZZ)/ready:
	$(PYTHON) -m venv $(FUZZ)
	$(FUZZ)/bin/python -m pip install --quiet --disable-pip-version-check schemathesis==4.32.5
	@touch $(FUZZ)/ready
