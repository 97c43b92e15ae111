# `make help` lists what there is.
SHELL := /bin/bash
PY := .venv/bin/python
export RASA_TELEMETRY_ENABLED := false
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
export TF_CPP_MIN_LOG_LEVEL := 3
export OMP_NUM_THREADS := 1
export PYTHONWARNINGS := ignore

.DEFAULT_GOAL := help
.PHONY: help setup run train shell test test-faults test-services run-many soak lint types validate bench clean

help: ## list these commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 15

setup: .venv/ready ## build .venv with every pinned package

.venv/ready: requirements.lock requirements-operations.lock requirements-test.lock
	@bash tools/setup.sh

run: setup ## install, migrate, train when needed, start everything, print the address of the page
	@exec $(PY) -m bot run

train: setup ## train the model, whether or not there is a current one
	@$(PY) -m bot train

shell: setup ## talk in the terminal (with `make run` in another window)
	@$(PY) -m bot shell

test: setup ## run all tests; trains when there is no current model
	@$(PY) -m bot train --if-stale
	@$(PY) -m pytest -n 2 --dist loadfile

test-faults: setup ## make real processes fail: faults one by one, and ten kill -9 under load; some minutes
	@$(PY) -m bot train --if-stale
	@$(PY) -m pytest tests/faults -m faults -n 2 --dist loadfile

test-services: setup ## the same with PostgreSQL, Redis, nginx and two replicas of each part, on ports of their own
	@$(PY) -m bot train --if-stale
	@$(PY) -m pytest tests/many -m services -rs
	@$(PY) -m pytest --services -rs -n 2 --dist loadfile tests/storage tests/services tests/channels/test_gate.py \
		tests/channels/test_gate_in_crisis.py tests/privacy/test_retention.py

run-many: setup ## the layout of many machines with processes on this one: nginx, replicas, PostgreSQL, Redis
	@exec $(PY) -m tools.many

soak: setup ## a hundred kill -9 under load, then 200 conversations at once; 20 minutes
	@$(PY) -m bot train --if-stale
	@nice $(PY) -m benchmarks.soak

lint: setup ## ruff: style and format
	@$(PY) -m ruff check .

types: setup ## mypy, strict on bot/ and actions/
	@$(PY) -m mypy

validate: setup ## Rasa's own check of domain, stories and examples
	@$(PY) -m rasa data validate --domain domain.yml --data data --config config.yml

bench: setup ## beside Rasa's default recipe, into docs/benchmarks.md (`make bench ARGS=--quick`); then the figures of the README
	@$(PY) -m bot train --if-stale
	@$(PY) -m benchmarks.compare $(ARGS)
	@$(PY) -m benchmarks.turn
	@$(PY) -m benchmarks.understanding

clean: ## remove the model and the environment; data in var/ stays
	rm -rf .venv models .rasa
