# Relire. `make` lists what there is to make. Written for GNU Make 3.81 (macOS) and later, and for any POSIX shell.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
SETTINGS := .venv/share/jupyter/lab/settings
# JupyterLab refuses to serve root unless told to: in a container there is often nobody else.
LAB_FLAGS ?= $(if $(filter 0,$(shell id -u)),--allow-root)

# Names with $, &, quotes or spaces reach the commands through the environment, as typed; no shell reads them.
unexport ARTICLE
ifdef ARTICLE
export RELIRE_ARTICLE := $(value ARTICLE)
endif
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help report lab cluster test test-deep lint bench catalogues lock clean FORCE

help: ## list what there is to make
	@echo "make report [ARTICLE=path-or-URL]   read an article: writes reports/NAME.html (without ARTICLE: the sample)"
	@echo "make lab [ARTICLE=path-or-URL]      open the same notebooks in JupyterLab"
	@echo "make cluster                        install Dask too, for relire corpus --cluster"
	@echo "make test                           run every check (make test-deep: the long ones too)"
	@echo "make lint                           run the static checks alone"
	@echo "make bench                          run the benchmarks and print their ratios"
	@echo "make catalogues                     bring data/locales up to date, and say what is left to translate"
	@echo "make lock                           choose the pinned versions again, from pyproject.toml"
	@echo "make clean                          remove .venv and caches; reports stay"
	@echo "The first run installs everything into .venv; PYTHON=python3.13 chooses the Python (3.11 to 3.14)."

report: .venv/.compiled
	@$(BIN)/relire report $${RELIRE_ARTICLE:+-- "$$RELIRE_ARTICLE"}

# The notebooks run in notebooks/, so a path typed here is made absolute first.
lab: .venv/.compiled $(SETTINGS)/overrides.json
	@if [ -e "$$RELIRE_ARTICLE" ]; then case $$RELIRE_ARTICLE in /*) ;; *) RELIRE_ARTICLE=$$PWD/$$RELIRE_ARTICLE ;; esac; fi; \
	exec $(BIN)/jupyter lab --ServerApp.root_dir="$$PWD" --LabApp.default_url=/lab/tree/notebooks/0_start_here.ipynb $(LAB_FLAGS)

cluster: .venv/.compiled
	$(call install,requirements-cluster.lock)

# A file of tests stays on one core: what its tests share is made once.
test: lint
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

test-deep: lint
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder -m ""

lint: .venv/.compiled .venv/.dev
	@$(BIN)/ruff check --quiet
	@$(BIN)/mypy --no-error-summary

bench: .venv/.compiled
	@status=0; for benchmark in benchmarks/*.py; do $(BIN)/python "$$benchmark" || status=1; done; exit $$status

catalogues: .venv/.compiled
	@$(BIN)/python -m helpers.labels.updating

# The locks hold names, versions and hashes, and no address: pip asks whatever registry it is set up to ask.
LOCK = $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" pyproject.toml --group build

lock: .venv/.dev
	@$(LOCK) --output-file requirements.lock
	@$(LOCK) --extra cluster --constraint requirements.lock --output-file requirements-cluster.lock
	@$(LOCK) --extra cluster --group dev --constraint requirements-cluster.lock --output-file requirements-dev.lock

clean:
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis relire.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What follows makes .venv; each step leaves a stamp there, so that a second run skips it.

# Scripts in a venv hold its path and lean on its Python: one that was moved or has lost its Python is made again.
ifneq ($(shell test -x $(BIN)/python && cat .venv/.home),$(CURDIR))
.venv/.home: FORCE
endif

SUITED = $(shell $(PYTHON) -c 'import sys; print((3, 11) <= sys.version_info[:2] <= (3, 14))' 2>&1)
VENV_PACKAGE = $(shell $(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
HAS_VENV = $(shell $(PYTHON) -c 'import ensurepip, venv; print(True)' 2>/dev/null)

FORCE:

.venv/.home:
	@$(if $(filter True,$(SUITED)),,$(error Relire needs Python 3.11 to 3.14, and $(PYTHON) is another or missing. Name one: make PYTHON=python3.13))
	@$(if $(HAS_VENV),,$(error $(PYTHON) cannot make virtual environments. Install the system package first: sudo apt install $(VENV_PACKAGE)))
	@echo "Making .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv --clear .venv
	@pwd -P > .venv/.home

# $(call install,LOCK): pip works silently, so count its steps where someone watches; compile in parallel, which pip
# does not do. A few packages ship files that no Python 3 compiles: that status says nothing.
define install
@echo "Installing $(1) into .venv (a minute or two the first time)"
@rm -f .venv/.installed
@{ $(PIP) install --no-compile --progress-bar off --require-hashes -r $(1) 2>.venv/pip-errors && touch .venv/.installed; } | \
	{ n=0; while read -r word _; do case $$word in Collecting) n=$$((n + 1)); [ ! -t 1 ] || printf '\r%s packages ' $$n ;; esac; done; \
	[ ! -t 1 ] || echo; }
@test -e .venv/.installed || { sed '/^WARNING/d' .venv/pip-errors >&2; exit 1; }
@$(PIP) install --quiet --no-compile --no-deps --no-build-isolation --editable .
@$(BIN)/python -m compileall -qq -j 0 .venv/lib || true
endef

.venv/.run: .venv/.home requirements.lock pyproject.toml
	$(call install,requirements.lock)
	@touch $@

.venv/.dev: .venv/.run requirements-dev.lock
	$(call install,requirements-dev.lock)
	@touch $@

.venv/.compiled: .venv/.run $(wildcard helpers/*.py helpers/*/*.py)
	@$(BIN)/python -m compileall -q helpers
	@touch $@

# Keeps JupyterLab's first-run question about news off the notebook; the user's own settings win over it.
$(SETTINGS)/overrides.json: .venv/.run
	@mkdir -p $(SETTINGS)
	@echo '{"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": false}}' > $@
