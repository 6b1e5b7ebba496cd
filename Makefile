# `make chart` and `make test` work in a fresh clone; everything else is for development.
.DELETE_ON_ERROR:
.PHONY: help chart test check tools build lint schemas-check unit up-apps test-apps clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

chart: node_modules tools build ## build the chart, render production, validate it with Helm and kubeconform, show what it adds up to
	@npx tsx tools/chart-report.ts

test: node_modules tools ## check formatting, types, generated files and run all tests
	@npx tsx tools/run-tests.ts

build: node_modules ## write chart/, schemas/ and docs/reference/ from the TypeScript source
	@npm run --silent build

tools: node_modules ## build the pinned Helm, kubeconform, helm-unittest and kube-score, install checkov
	@npm run --silent tools

unit: node_modules ## run the tests that need no Helm
	@npx vitest run test/unit

up-apps: ## run API, interface, PostgreSQL and Redis on this machine, without a cluster (docs/apps.md)
	@apps/up

test-apps: ## check and test the applications; needs python3-venv, PostgreSQL, redis-server and Chromium
	@$(MAKE) -C apps/api venv check test
	@$(MAKE) -C apps/ui lint test
	@$(MAKE) -C apps/contract_check check test

clean: ## remove everything that can be made again
	rm -rf node_modules dist .cache .tools

node_modules: package.json package-lock.json
	@sh tools/prerequisites.sh
	@echo 'installing npm packages…'
	@npm ci --no-audit --no-fund
	@touch node_modules
