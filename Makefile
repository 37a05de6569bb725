# Two commands: `make up` and `make test`. Everything they need comes from PyPI, npm and Debian.

PORT ?= 3000
SIZE ?= medium
WORKERS ?= 2
TESTS ?=
BENCH ?= search

BIN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
# uv of this machine, else our own in .tools; never a path in an environment that is active by chance.
UV = $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
unexport VIRTUAL_ENV
# Trust what the machine trusts, also behind a proxy with an authority of its own.
AUTHORITIES := $(wildcard /etc/ssl/certs/ca-certificates.crt)
ifneq ($(AUTHORITIES),)
export SSL_CERT_FILE ?= $(AUTHORITIES)
export NODE_EXTRA_CA_CERTS ?= $(AUTHORITIES)
endif

.DEFAULT_GOAL := help
.PHONY: help up test doctor bench lint fmt clean environment test-environment

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

up: environment ## start everything and serve Agora at http://localhost:3000 (PORT=, SIZE=small|medium|large, WORKERS=)
	@$(BIN)/agora up --port $(PORT) --size $(SIZE) --workers $(WORKERS)

test: test-environment ## install what tests need and run all of them (TESTS=path to choose)
	@AGORA_CHROMIUM="$$($(BIN)/python -m tests.chromium)" && export AGORA_CHROMIUM && \
	  $(BIN)/python -m pytest -n 2 --dist loadgroup $(TESTS)

doctor: environment ## say what is running, what is missing and what to do
	@$(BIN)/agora doctor

bench: environment ## measure a running Agora or one of its own (BENCH=search|product|orders|hot)
	@$(BIN)/agora bench $(BENCH)

lint: test-environment ## check style, types of imports and layers
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports

fmt: test-environment ## format the code
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

clean: ## remove what was built and installed; the data in .agora stays
	rm -rf .venv .tools .web .states .pytest_cache .ruff_cache .hypothesis .import_linter_cache dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --inexact: `make up` leaves what `make test` installed.
environment: .venv
	@$(UV) sync --frozen --inexact --quiet

test-environment: .venv
	@$(UV) sync --frozen --all-groups --quiet

# With the fastest Python that is here, unless UV_PYTHON names one: some are compiled without optimisations,
# which costs a quarter of what Agora can do.
.venv: | $(UV)
	@for python in python3 /usr/bin/python3 /usr/local/bin/python3; do \
	    [ -z "$$UV_PYTHON" ] || break; \
	    time=$$($$python -c 'import sys, timeit; sys.version_info < (3, 11) and sys.exit(1); print(int(1e6 * \
	      min(timeit.repeat("for i in range(50000): d[i % 99] = str(i)", "d = {}", number=1, repeat=9))))' 2>/dev/null) \
	      || continue; \
	    if [ -z "$$least" ] || [ "$$time" -lt "$$least" ]; then least=$$time; fastest=$$python; fi; \
	  done; $(UV) venv --quiet $${fastest:+--python "$$(command -v $$fastest)"} .venv

# Only when the machine has no uv.
.tools/bin/uv:
	@python=$$(for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	    $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done); \
	  if [ -z "$$python" ]; then echo "Agora needs Python 3.11 or newer as python3." >&2; exit 1; fi; \
	  echo "Installing uv into .tools …"; \
	  { $$python -m venv --clear .tools >/dev/null 2>&1 && .tools/bin/python -m pip install --quiet uv; } || \
	  { rm -rf .tools; $$python -m pip install --quiet --target .tools uv; } || \
	  { rm -rf .tools; echo "This Python can install nothing. On Debian: apt install python3-venv. Then try again." >&2; exit 1; }
