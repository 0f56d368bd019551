# `make help` lists the targets. Everything is set up on first use, in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help setup report lab test lint types unit notebooks slow fuzz calibrate browser goldens dictionary lock train-voice train-sentiment clean

help: ## List the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /	/' | awk -F'\t' '{printf "  make %-15s %s\n", $$1, $$2}'

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

slow: $(READY) ## Run the tests that take minutes: whole real corpora
	$(BIN)/pytest -m slow

fuzz: $(READY) ## Read thousands of damaged files with every reader (20 minutes)
	$(BIN)/pytest --hypothesis-profile=fuzz -m fuzz tests/corpus

calibrate: $(READY) ## Write docs/calibration.md: whether intervals hold what was planted (15 minutes)
	$(BIN)/python -m benchmarks.calibration

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

TRAIN := .train-venv/bin/python -m training
MODELS := src/analysis/models
MADE := data/processed

.train-venv: requirements.lock pyproject.toml
	$(PYTHON) -m venv --clear .train-venv
	.train-venv/bin/pip install --quiet --require-hashes -r requirements.lock
	.train-venv/bin/pip install --quiet --no-deps --no-build-isolation -e .
	.train-venv/bin/pip install --quiet -e '.[train]'
	.train-venv/bin/pip install --quiet --no-deps --require-hashes -r training/requirements-teacher.txt

# POLNEAR: its folder; CORPORA: the two corpora of the annotations (see training/README.md)
train-voice: .train-venv ## Train the voice tagger anew (POLNEAR=... CORPORA="...")
	$(TRAIN).voice --polnear $(POLNEAR) --corpus $(CORPORA) --out $(MADE)/voice-tagger
	$(TRAIN).export tagger --run $(MADE)/voice-tagger --out $(MODELS)/voice-tagger/tagger.onnx
	$(TRAIN).calibrate --corpus $(CORPORA) --out $(MODELS)/voice-tagger/confidence.json

# NEWSMTSC: a folder with train.jsonl, dev-rw.jsonl and dev-mt.jsonl
train-sentiment: .train-venv ## Train all sentiment instruments anew (NEWSMTSC=... CORPORA="...")
	$(TRAIN).pool --corpus $(CORPORA) --newsmtsc $(NEWSMTSC) --out $(MADE)/pool.jsonl
	$(TRAIN).sentiment --newsmtsc $(NEWSMTSC) --corpus $(CORPORA) --pool $(MADE)/pool.jsonl --out $(MADE)/sentiment
	$(TRAIN).export network --run $(MADE)/sentiment --out $(MODELS)/sentiment-network/network.onnx
	$(TRAIN).temperature --newsmtsc $(NEWSMTSC)
	$(TRAIN).linear --newsmtsc $(NEWSMTSC) --corpus $(CORPORA) --pool $(MADE)/pool.jsonl --taught $(MADE)/sentiment/teacher.npz
	$(TRAIN).vader --newsmtsc $(NEWSMTSC)

clean: ## Remove everything that was made
	rm -rf $(VENV) .lock-venv .train-venv .mypy_cache .ruff_cache .pytest_cache
	find data/processed reports -mindepth 1 ! -name README.md -delete
