# Two commands on a fresh Debian with python3 (3.11 or newer), git and make:
#   make demo   a town half-way through its cycle, at http://127.0.0.1:8000 (SELLO_PORT changes it)
#   make test   everything this machine can check; what it cannot is named at the end (TESTS=tests/web: a part)
# The rest: check (no tests, seconds), bench, bench-quick (three minutes), backtest (how often the forecast is right), guide (docs/instalar.md, line by line), year (reminders of a simulated year), messages (translation template), snapshots (the SQL of each page), lock,
# wheel (the package, in dist/), wheelhouse (the package and all it needs, for a server without a way out), clean.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PY := .venv/bin/python
# Many tests wait for a process of their own: two workers for each processor end sooner than one.
WORKERS = $(shell $(PY) -c 'import os; print(min(8, 2 * len(os.sched_getaffinity(0))))')
COMPILE := uv pip compile -q --generate-hashes --no-header --no-annotate --universal --python-version 3.11

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1

.PHONY: demo test check bench bench-quick backtest guide year system messages snapshots lock wheel wheelhouse clean
.DELETE_ON_ERROR:

demo: .venv/runtime
	@SELLO_EVIDENCE=$${SELLO_EVIDENCE:-evidence} exec $(PY) -m sello demo

test: check system
	@$(PY) -m pytest -n $(WORKERS) --dist worksteal $(TESTS)

check: .venv/dev
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/lint-imports --no-logo
	@.venv/bin/mypy
	@.venv/bin/djlint --lint --quiet templates
	@$(PY) -m pytest -q --no-header tests/ground/test_templates.py

bench: .venv/dev
	@$(PY) -m tests.bench

# What is true on a busy machine too, in three minutes of a quiet one.
bench-quick: .venv/dev
	@$(PY) -m tests.bench --quick

# How often the forecast's band holds, in minutes; the page that explains the forecast shows what this writes.
backtest: .venv/dev
	@$(PY) -m tests.planning.backtest

# The guide for a town's own instance, line by line, in a root and a network of its own: needs root and Debian.
guide: .venv/dev
	@$(PY) -m tests.guide

# A simulated year of reminders at its full size, for hours: `YEAR='--towns 35 --threads 5000'` is a tenth of it.
year: .venv/dev
	@$(PY) -m tests.year $(YEAR)

# The two environments are one folder: what the tests need contains what running needs, at the same versions.
.venv/runtime: requirements.lock | .venv/bin/pip
	@echo "Instalando las dependencias fijadas en requirements.lock (cerca de un minuto, según la red) …"
	@.venv/bin/pip install -qq --require-hashes -r requirements.lock
	@touch $@

.venv/dev: requirements-dev.lock | .venv/bin/pip
	@echo "Instalando las dependencias fijadas en requirements-dev.lock (unos 600 MB, varios minutos) …"
	@.venv/bin/pip install -qq --require-hashes -r requirements-dev.lock
	@touch $@ .venv/runtime

# All that building takes, at the version that the tests use.
.venv/build: requirements-dev.lock | .venv/bin/pip
	@sed -n '/^setuptools==/,/[^\\]$$/p' requirements-dev.lock > .venv/build.lock
	@.venv/bin/pip install -qq --require-hashes -r .venv/build.lock
	@touch $@

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "sello necesita Python 3.11 o más nuevo; este es $$($(PYTHON) --version)."; exit 1; }
	@echo "Creando el entorno de Python en .venv (solo la primera vez) …"
	@$(PYTHON) -m venv .venv >/dev/null 2>&1 \
		|| { rm -rf .venv; tests/system.sh python3-venv; $(PYTHON) -m venv .venv >/dev/null 2>&1; } \
		|| { rm -rf .venv; echo "Sin el módulo venv de Python no se puede seguir."; exit 1; }

# What is missing is found by starting it: a package may have another name, or be there and not work.
system: .venv/dev
	@missing=$$($(PY) -m tests.machine) && tests/system.sh $$missing

messages: .venv/dev
	@.venv/bin/pybabel -q extract -F sello/translations/extract.cfg -k _l -k lazy_gettext -k lazy_ngettext:1,2 --no-location --sort-output --omit-header \
		--project sello -o sello/translations/messages.pot .

snapshots: .venv/dev
	@$(PY) -m pytest -q --no-header tests/sql --renew-snapshots
	@git --no-pager diff --stat -- tests/sql/snapshots

# Needs uv on the path: the only tool that writes hashes for every platform without naming an index.
lock:
	$(COMPILE) setup.cfg -o requirements.lock
	$(COMPILE) setup.cfg --extra dev -c requirements.lock -o requirements-dev.lock
	@rm -rf sello.egg-info

wheel: .venv/build
	@rm -rf dist
	$(call build-wheel,dist)
	@ls dist/*.whl

# For the Python and the kind of machine that this is run on: the server must have the same.
wheelhouse: .venv/build
	@rm -rf wheelhouse
	@echo "Reuniendo en wheelhouse/ lo que fija requirements.lock (cerca de un minuto, según la red) …"
	@.venv/bin/pip download -qq --require-hashes --only-binary :all: -d wheelhouse -r requirements.lock
	$(call build-wheel,wheelhouse)
	@echo "En un servidor sin salida a la red, con $$($(PY) --version): pip install --no-index --find-links wheelhouse sello"

# An old build folder would put deleted files into the wheel.
define build-wheel
	@rm -rf build
	@.venv/bin/pip wheel -q --no-deps --no-index --no-build-isolation -w $(1) .
	@rm -rf build sello.egg-info
endef

clean:
	rm -rf .venv build dist wheelhouse sello.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
