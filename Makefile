# The two commands of the README, and what developers need beside them. Works with GNU make and Python 3.11 or newer.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_LOCK := requirements/run.txt
DEV_LOCK := requirements/dev.txt

.PHONY: demo test soak lint bench bench-register bench-reports bench-asking bench-understanding bench-answering lock clean

demo: $(VENV)/.run
	$(BIN)/sendbot demo

test: $(VENV)/.dev
	$(BIN)/python -m tests.browser.install
	$(BIN)/python -m pytest --numprocesses logical --maxprocesses 4 --dist loadfile

soak: $(VENV)/.dev
	$(BIN)/python -m tests.soak.run
	$(BIN)/python -m tests.soak.run_messages
	$(BIN)/python -m tests.soak.run_presses

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/pyright --pythonpath $(BIN)/python

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/turns/run.py

bench-register: $(VENV)/.dev
	$(BIN)/python -m benchmarks.register.run

bench-reports: $(VENV)/.dev
	$(BIN)/python -m benchmarks.reports.run

bench-asking: $(VENV)/.dev
	$(BIN)/python -m benchmarks.asking.run

bench-understanding: $(VENV)/.dev
	$(BIN)/python -m benchmarks.understanding

bench-answering: $(VENV)/.dev
	$(BIN)/python -m benchmarks.answering

# Hash-pinned, for Python 3.11 and newer on any platform; needs uv.
lock:
	uv pip compile --quiet --generate-hashes --universal --no-header --python-version 3.11 pyproject.toml -o $(RUN_LOCK)
	uv pip compile --quiet --generate-hashes --universal --no-header --python-version 3.11 pyproject.toml --group dev -o $(DEV_LOCK)

clean:
	rm -rf $(VENV) var

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(RUN_LOCK) requirements/build.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt -r $(RUN_LOCK)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: $(DEV_LOCK) $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(DEV_LOCK)
	touch $@
