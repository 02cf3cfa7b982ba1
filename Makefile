# Two commands are all a newcomer needs: `make sandbox` and `make test`.
PYTHON ?= $(firstword $(foreach name,python3.11 python3,$(if $(shell command -v $(name)),$(name))))
ARQORA := .venv/bin/arqora

.DEFAULT_GOAL := help
.PHONY: help setup sandbox down test check mutation lock clean

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup:
	@if [ -z "$(PYTHON)" ]; then echo "error: python: none is on PATH; install Python 3.11 (Debian: apt install python3 python3-venv)" >&2; exit 1; fi
	@$(PYTHON) -m sandbox.toolchain

sandbox: setup ## Set everything up and bring the sandbox environment up
	@$(ARQORA) sandbox up

down: setup ## Take the sandbox down: no process and no state is left
	@$(ARQORA) sandbox down

test: setup ## Set everything up and run all checks and tests
	@.venv/bin/python -m tests.run

check: setup ## Format, lint and types
	@.venv/bin/python -m tests.run --checks-only

mutation: setup ## Put faults into the policy pack, and count those that its tests notice
	@.venv/bin/python -m benchmarks.mutation

lock: setup ## Compile requirements.lock anew from pyproject.toml and requirements.in
	@.venv/bin/python -m sandbox.toolchain.lock

clean: ## Remove all that was made in this folder; the toolchain's cache outside stays
	@if [ -x $(ARQORA) ]; then $(ARQORA) sandbox down; fi
	@rm -rf .venv .sandbox dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
