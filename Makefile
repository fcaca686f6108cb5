# Set-up needs only Python 3.11+ with its venv, and make. Everything else comes hash-locked from requirements/.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
# One process for each core, at most four; a process that has nothing left takes tests from another. What was compiled
# is kept for the next run, also where Python is told to keep nothing: compiling is half of the start.
PYTEST := env PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=worksteal
# What says the same on every database runs on one: pages in the browser, sites started on a SQLite file of their own,
# documents that are read without any.
ONCE := not browser and not own_site and not reading
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --require-hashes
# A cluster that is thrown away need not survive a power cut. It has a folder (-t) and a port of its own: what an
# interrupted run left behind, or another run beside it, does not stand in its way.
THROW_AWAY := -t -o fsync=off -o synchronous_commit=off -o full_page_writes=off

.PHONY: help venv runtime development demo setup test test-postgres lint lock clean
.DEFAULT_GOAL := help

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 24

# A virtual environment of another user is neither removed nor written in.
OURS = { [ ! -e $(VENV) ] || [ -O $(VENV) ] || { echo "The folder $(VENV) belongs to another user: run make as that user, or in a copy of the project of your own." >&2; exit 1; }; }

# One whose Python has gone, or is another version than the packages were installed for, is made anew with everything in it.
venv:
	@$(BIN)/python -c 'import pip' 2>/dev/null || { \
		$(OURS) && \
		{ $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "sendplan needs Python 3.11 or newer, and '$(PYTHON)' is none; set PYTHON=python3.11, for example." >&2; exit 1; }; } && \
		{ [ -e $(VENV) ] || [ -w . ] || { echo "Nothing can be written in this folder by this user: run make as the user that it belongs to, or in a copy of your own." >&2; exit 1; }; } && \
		{ $(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); echo "Python's venv is missing; on Debian install the package python3-venv." >&2; exit 1; }; }; \
	}

# The files runtime and development in .venv say from which list its packages came last.
runtime: venv
	@[ $(VENV)/runtime -nt requirements/runtime.txt ] || { \
		$(OURS) && \
		echo "Installing what the site needs. The first time this downloads for a minute or two ..." && \
		$(PIP) -r requirements/runtime.txt && \
		touch $(VENV)/runtime; \
	}

development: venv ## What the tests, the benchmarks and the reliability scripts need
	@[ $(VENV)/development -nt requirements/development.txt ] || { \
		$(OURS) && \
		echo "Installing what the tests need. The first time this downloads for a minute or two ..." && \
		$(PIP) -r requirements/development.txt && \
		touch $(VENV)/development $(VENV)/runtime; \
	}

setup: runtime ## .venv and a migrated database
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py sync_roles --verbosity 0
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@echo "Ready: $(BIN)/python manage.py ..."

demo: runtime ## The demonstration on http://127.0.0.1:8000/ (PORT=8123 for another port), with a database of its own
	@SENDPLAN_ENV=demo $(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@SENDPLAN_ENV=demo $(BIN)/python manage.py load_demo --port='$(PORT)'
	@echo && echo "Press Ctrl and C to stop."
	@SENDPLAN_ENV=demo exec $(BIN)/gunicorn sendplan.wsgi --bind 127.0.0.1:$(PORT) --workers 2 --timeout 120 --no-control-socket --log-level warning

test: development ## The whole suite on SQLite, browser tests where Chromium is there
	@env -u DATABASE_URL $(PYTEST) -m "not postgres"

test-postgres: development ## The suite on PostgreSQL: DATABASE_URL, else a throw-away cluster
	@if [ -n "$$DATABASE_URL" ]; then \
		$(PYTEST) -m "$(ONCE)"; \
	elif command -v pg_virtualenv >/dev/null; then \
		PGVERSION=$$(ls /usr/lib/postgresql | sort -V | tail -n 1) && export PGVERSION && \
		PGPORT=$$($(BIN)/python -c "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])") && export PGPORT && \
		pg_virtualenv -v $$PGVERSION $(THROW_AWAY) sh -c 'DATABASE_URL="postgres://$$PGUSER:$$PGPASSWORD@127.0.0.1:$$PGPORT/postgres" $(PYTEST) -m "$(ONCE)"'; \
	else \
		echo "No PostgreSQL to test on: set DATABASE_URL, or on Debian install the packages postgresql and postgresql-common." >&2; exit 1; \
	fi

lint: development ## Style, import law, migrations, templates
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/python manage.py makemigrations --check --dry-run --verbosity 1
	@$(BIN)/djlint --lint --quiet --profile jinja templates
	@$(BIN)/djlint --lint --quiet --profile django actions/templates priorities/templates sendplan/templates

lock: ## Renew the locks (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --upgrade --custom-compile-command "make lock" -q requirements/runtime.in -o requirements/runtime.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --upgrade --custom-compile-command "make lock" -q requirements/development.in -o requirements/development.txt

clean: ## Remove .venv and everything that was made; keeps var/
	@$(OURS)
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis
