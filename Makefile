# Every target makes what it needs; nothing but Python 3.11 or newer (and, for `plans` and the module tests, terraform)
# has to be there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo try test test-fast test-emulators lint types bench plans docs coverage-table clean

demo: $(READY)
	@$(BIN)/python tools/demo.py

# Applies examples/rest-crud to an AWS emulator on loopback, sends it requests and shows the answers. Needs terraform.
try: $(READY)
	@$(BIN)/python tools/try.py

# Everything: the checker, terraform's tests of the modules, the examples on emulators, checkov. Prints how much it did.
test: $(READY)
	$(BIN)/pytest

# Without terraform, emulators and checkov.
test-fast: $(READY)
	$(BIN)/pytest -n 2 -m "not terraform and not slow and not emulator and not checkov"

# Applies examples to AWS emulators on loopback and sends them requests. The emulators are installed the first time, each
# into an environment of its own below .cache.
test-emulators: $(READY)
	$(BIN)/pytest -m emulator

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/python tools/docs.py --check
	$(BIN)/python tools/module_docs.py --check
	$(BIN)/python tools/proof_docs.py --check
	$(BIN)/python tools/checkov_docs.py --check
	$(BIN)/python tools/facts.py --check

types: $(READY)
	$(BIN)/mypy
	$(BIN)/mypy tools

bench: $(READY)
	$(BIN)/python tools/bench.py

# Makes the committed plans anew with terraform.
plans: $(READY)
	$(BIN)/python tools/plans.py

# Which arguments of the provider's API Gateway resources the modules reach.
coverage-table: $(READY)
	$(BIN)/python tools/coverage_table.py

docs: $(READY)
	$(BIN)/python tools/docs.py
	$(BIN)/python tools/module_docs.py
	$(BIN)/python tools/proof_docs.py
	$(BIN)/python tools/checkov_docs.py

clean:
	rm -rf $(VENV) .cache dist build

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Making the environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
