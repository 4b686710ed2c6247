# Everything runs from a fresh clone with python3 (3.11 or newer), git and make. `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help setup run test check lint types golden train retrain accuracy picture steps bench bench-check

help:  ## list the targets
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(VENV)/.installed  ## set up .venv with what Drumbeat needs to run, compiled loops included
	$(WARM_UP)

run: setup  ## serve the dashboard; open the address that it prints
	$(BIN)/streamlit run dashboard.py

# A process per core, at most four; each has its own dashboard and browser.
test: $(VENV)/.installed-dev  ## run all tests (those in a browser are skipped where there is no Chromium)
	$(WARM_UP)
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

check: lint types test  ## what CI runs: ruff, mypy, all tests

lint: $(VENV)/.installed-dev  ## check style
	$(BIN)/ruff check .

types: $(VENV)/.installed-dev  ## check types
	$(BIN)/mypy

steps: $(VENV)/.installed-dev  ## what each step costs, beside VADER; FILE=news.csv measures on that
	DRUMBEAT_JIT=1 $(BIN)/python -m tests.benchmarks.flow_steps $(FILE)

# CPU time of this process alone, and beside every round VADER's: other work on the machine hardly shows in a ratio.
BENCH = DRUMBEAT_JIT=1 $(BIN)/python -m pytest tests/benchmarks -p no:xdist -q -o python_files=bench_*.py -o python_functions=bench_* \
	--benchmark-timer=time.process_time
SIZE ?= middle
bench: $(VENV)/.installed-dev  ## write docs/benchmarks.md: FILE=news.csv measures on that, SIZE=full up to 10 million sentences
	mkdir -p out
	$(BENCH) --size $(SIZE) $(addprefix --news ,$(FILE)) --benchmark-json out/bench.json
	$(BIN)/python -m tests.benchmarks.page out/bench.json

bench-check: $(VENV)/.installed-dev  ## fail when a ratio is more than 30 % above tests/benchmarks/baseline.json
	mkdir -p out && rm -f out/bench-small-*.json
	@for try in 1 2 3; do \
		$(BENCH) --benchmark-json out/bench-small-$$try.json > out/bench-small-$$try.txt || { cat out/bench-small-$$try.txt; exit 1; }; \
		$(BIN)/python -m tests.benchmarks.check out/bench-small-*.json && exit 0; \
	done; exit 1

golden: $(VENV)/.installed-dev  ## renew the golden files in tests/golden, to be reviewed as a diff
	$(BIN)/python -m tests.renew_golden

train: $(VENV)/.installed-dev  ## train a fast classifier; DATA="labels.csv ..." learns from these on top of the shipped one
	$(BIN)/python -m models.train $(DATA)

LABELLED = out/real_labels.csv out/news_labels.csv $(addprefix $(DATA)/,plv_train.csv cameo_train.csv aw_train.csv)
NEWS = $(addprefix $(DATA)/,ruwa_articles.csv.gz synthetic_events.csv.gz)
retrain: $(VENV)/.installed-dev  ## make both shipped classifiers anew: DATA="folder of research data"; half an hour or more
	$(PIP) install -r requirements-train.txt
	$(BIN)/python -m models.datasets.real_labels $(DATA) --out out/real_labels.csv
	$(BIN)/python -m models.train_deep $(LABELLED) --synthetic $(DATA)/synthetic_events.csv.gz --out out/networks
	$(BIN)/python -m models.train $(LABELLED) --unlabelled $(NEWS) --teacher out/networks --out models/fast
	$(BIN)/python -m models.join_deep $(LABELLED) --network out/networks --out models/deep
	$(BIN)/python -m models.evaluate --report $(DATA)

accuracy: $(VENV)/.installed-dev  ## measure all scorers again: DATA="folder or files with labelled sentences ..."
	$(BIN)/python -m models.evaluate --report $(DATA)

picture: $(VENV)/.installed-dev  ## take the README's picture again (needs a Chromium)
	$(BIN)/python docs/take_pictures.py

# Loops over arrays are compiled once per state of the sources, in about two minutes (signals/text/jit.py).
WARM_UP = $(BIN)/python -m signals warm-up

# A stamp is older than the requirements once these change; pip is asked again only then.
$(VENV)/.installed: requirements.txt | $(BIN)/python
	$(PIP) install -r requirements.txt
	touch $@

# What is compiled needs no tool of the tests: both are made ready at once.
$(VENV)/.installed-dev: requirements.txt requirements-dask.txt requirements-dev.txt | $(BIN)/python
	$(PIP) install -r requirements.txt
	$(WARM_UP) & warm_up=$$!; $(PIP) install -r requirements-dev.txt && wait $$warm_up
	touch $(VENV)/.installed $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "found Python %d.%d; Drumbeat needs 3.11 or newer: make PYTHON=python3.11" % sys.version_info[:2])'
	$(PYTHON) -m venv $(VENV)
