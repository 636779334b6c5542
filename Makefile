# Two commands on a fresh Debian with python3 (3.11 or newer), git and make:
#   make demo   a town half-way through its cycle, at http://127.0.0.1:8000 (SELLO_PORT changes it)
#   make test   everything this machine can check; what it cannot is named at the end
# The rest: check (no tests, seconds), bench, messages (translation template), snapshots (the SQL of each page), lock, wheel,
# clean.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PY := .venv/bin/python
PACKAGES := chromium fonts-dejavu-core libmagic1 poppler-utils postgresql qpdf
COMPILE := uv pip compile -q --generate-hashes --no-header --no-annotate --universal --python-version 3.11

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1

.PHONY: demo test check bench system messages snapshots lock wheel clean
.DELETE_ON_ERROR:

demo: .venv/runtime
	@SELLO_EVIDENCE=$${SELLO_EVIDENCE:-evidence} exec $(PY) -m sello demo

test: system check
	@$(PY) -m pytest -n 2

check: .venv/dev
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/lint-imports --no-logo
	@.venv/bin/mypy
	@.venv/bin/djlint --lint --quiet templates
	@$(PY) -m pytest -q --no-header tests/ground/test_templates.py

bench: .venv/dev
	@$(PY) -m tests.bench

# The two environments are one folder: what the tests need contains what running needs, at the same versions.
.venv/runtime: requirements.lock | .venv/bin/pip
	@echo "Instalando las dependencias fijadas en requirements.lock …"
	@.venv/bin/pip install -qq --require-hashes -r requirements.lock
	@touch $@

.venv/dev: requirements-dev.lock | .venv/bin/pip
	@echo "Instalando las dependencias fijadas en requirements-dev.lock …"
	@.venv/bin/pip install -qq --require-hashes -r requirements-dev.lock
	@touch $@ .venv/runtime

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "sello necesita Python 3.11 o más nuevo; este es $$($(PYTHON) --version)."; exit 1; }
	@$(PYTHON) -m venv .venv >/dev/null 2>&1 \
		|| { rm -rf .venv; tests/system.sh python3-venv; $(PYTHON) -m venv .venv; } \
		|| { rm -rf .venv; echo "Falta el módulo venv de Python: apt-get install python3-venv"; exit 1; }

system:
	@tests/system.sh $(PACKAGES)

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

# An old build folder would put deleted files into the wheel.
wheel: .venv/dev
	@rm -rf build dist
	@.venv/bin/pip wheel -q --no-deps --no-build-isolation -w dist .
	@rm -rf build sello.egg-info
	@ls dist/*.whl

clean:
	rm -rf .venv build dist sello.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
