# Two commands do everything: `make demo` and `make test`. Both set up first, on a bare machine with Python >= 3.11.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
GOLD ?= ../shared/gold
READINGS ?= build/readings

.PHONY: help setup assets demo test lint types layers unit models score floors benchmark docs clean

help:
	@echo "make demo       set up, read three sample articles, and 37 on one process together"
	@echo "make test       set up and pass the whole suite (lint, types, layers, tests, quality floors)"
	@echo "make assets     build the reading room's scripts and styles again (needs Node)"
	@echo "make score      score the reader on annotated articles: GOLD=<folder> (default $(GOLD))"
	@echo "make models     train the models again from GOLD and write them with their cards"
	@echo "make benchmark  articles a second, stages, growth, start-up, memory; whole batches, one worker and two"
	@echo "make docs       write the reference pages, outputs and figures of the documentation"

$(VENV)/.ready: pyproject.toml hatch_build.py frontend/package-lock.json
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

setup: $(VENV)/.ready

assets: setup
	$(BIN)/python frontend/bundle.py

demo: setup
	$(BIN)/mahdar demo

test: setup lint types layers unit

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

layers: setup
	$(BIN)/lint-imports

unit: setup
	MAHDAR_GOLD=$(GOLD) $(BIN)/pytest -n 2

score: setup
	$(BIN)/python -m benchmarks.quality $(GOLD)

floors: setup
	$(BIN)/python -m benchmarks.quality $(GOLD) --update-floors

models: setup
	$(BIN)/python -m pip install --quiet --editable '.[dev,training]'
	$(BIN)/python -m training.train_events $(GOLD) --write

benchmark: setup
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.batch

docs: setup
	$(BIN)/python -m docs.generate

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
