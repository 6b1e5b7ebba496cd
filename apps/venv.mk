# The virtual environment of an application and the locked requirements in it. VENV may name one that exists already.
VENV ?= .venv
PYTHON ?= $(VENV)/bin/python
LOCKS ?= requirements requirements-dev
# What goes into the virtual environment: the last lock.
LOCKED := $(lastword $(LOCKS)).txt

.DELETE_ON_ERROR:
.PHONY: help venv lock

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

venv: $(VENV)/ready ## install the locked requirements into .venv

$(VENV)/ready: $(LOCKED)
	@echo 'installing $(notdir $(CURDIR))/$(LOCKED) (a minute or two)…'
	@python3 -m venv $(VENV)
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCKED)
	@touch $@

lock: ## write the locked requirements anew, with hashes
	python3 -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip install --quiet --disable-pip-version-check pip-tools
	for name in $(LOCKS); do \
		$(VENV)-lock/bin/pip-compile --quiet --generate-hashes --strip-extras --no-emit-index-url \
			--no-emit-trusted-host --no-emit-find-links --output-file=$$name.txt $$name.in; \
	done
