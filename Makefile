# `make help` lists the targets. Everything is set up on first use, in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help setup report lab test lint types unit notebooks browser goldens dictionary lock train clean

help: ## List the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /	/' | awk -F'\t' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: $(READY) ## Set up the environment

# Two steps: pip checks hashes for all packages or none, and the project itself has none.
$(READY): requirements.lock pyproject.toml jupyter/overrides.json
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed: make PYTHON=/path/to/python3.12 ..."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "Python's venv module is lacking: on Debian, apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	mkdir -p $(VENV)/share/jupyter/lab/settings && cp jupyter/overrides.json $(VENV)/share/jupyter/lab/settings/
	touch $(READY)

report: $(READY) ## Build the sample corpus and write its report
	@$(BIN)/analysis report data/raw/sample

lab: $(READY) ## Open JupyterLab on the notebooks
	$(BIN)/jupyter lab --notebook-dir=. --LabApp.default_url=/lab/tree/notebooks/framing.ipynb

test: lint types unit notebooks ## Run ruff, mypy, pytest, and nbval over every notebook

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy --strict src

unit: $(READY)
	$(BIN)/pytest

# IPC instead of TCP ports: nothing to warn of, nobody else can connect.
notebooks: $(READY)
	$(BIN)/pytest -p no:cacheprovider --nbval --nbval-current-env --nbval-cell-timeout=300 notebooks

browser: $(READY) ## Open report and JupyterLab in Chromium and look (needs chromium)
	$(BIN)/pytest -m browser tests/browser

goldens: $(READY) ## Run the notebooks anew and keep their outputs as what nbval expects
	for notebook in notebooks/*.ipynb; do $(BIN)/jupyter nbconvert --to notebook --execute --inplace $$notebook || exit 1; done

dictionary: $(READY) ## Write the data dictionary anew from tables.py
	$(BIN)/analysis dictionary --write

lock: ## Resolve the versions anew into requirements.lock
	$(PYTHON) -m venv .lock-venv && .lock-venv/bin/pip install --quiet uv
	.lock-venv/bin/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --upgrade --quiet -o requirements.lock

# POLNEAR: its folder; CORPORA: the two corpora of the annotations (see training/README.md)
train: ## Train the voice tagger anew (POLNEAR=... CORPORA="...")
	$(PYTHON) -m venv .train-venv
	.train-venv/bin/pip install --quiet --require-hashes -r requirements.lock
	.train-venv/bin/pip install --quiet --no-deps --no-build-isolation -e .
	.train-venv/bin/pip install --quiet -e '.[train]'
	.train-venv/bin/python -m training.voice --polnear $(POLNEAR) --corpus $(CORPORA) --out data/processed/voice-tagger
	.train-venv/bin/python -m training.export --run data/processed/voice-tagger --out src/analysis/models/voice-tagger/tagger.onnx
	.train-venv/bin/python -m training.calibrate --corpus $(CORPORA) --out src/analysis/models/voice-tagger/confidence.json

clean: ## Remove everything that was made
	rm -rf $(VENV) .lock-venv .train-venv .mypy_cache .ruff_cache .pytest_cache
	find data/processed reports -mindepth 1 ! -name README.md -delete
