# Everything runs in .venv, made on first use. Needs Python 3.10+, pip and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
BENCHMARKS := encodings detect segment guard align terms translate
SPEED := speed argos enforce audit batch memory concordance renderings

.PHONY: demo test check bench bench-speed docs clean

$(STAMP): pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,audit,bpe,firefox,xlsx,parquet]'
	@touch $@

demo: $(STAMP)
	@mkdir -p out
	@$(BIN)/polyglot-news translate examples/articles/en-ceasefire-talks.txt --to pt -o out/ceasefire-talks.csv
	@$(BIN)/python examples/demo.py out/ceasefire-talks.csv

test: $(STAMP)
	@$(BIN)/python -m pytest -n auto tests

check: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m docs.cli_reference --check

docs: $(STAMP)
	@$(BIN)/python -m docs.cli_reference

bench: $(STAMP)
	@set -e; for name in $(BENCHMARKS); do echo "== $$name"; $(BIN)/python -m benchmarks.$$name --check; done

# Ratios within one run, on a machine that does nothing else; and the benchmarks that take long.
bench-speed: $(STAMP)
	@set -e; for name in $(SPEED); do echo "== $$name"; $(BIN)/python -m benchmarks.$$name --check; done

clean:
	rm -rf $(VENV) out
