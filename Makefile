# `make chart` and `make test` work in a fresh clone; everything else is for development.
.DELETE_ON_ERROR:
.PHONY: help up down status logs chart test test-fast test-chart test-boot test-apps e2e apps up-apps tools build unit clean

# What `make test` runs, and what is added with WITH=.
TESTS = chart boot apps

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

up: node_modules ## install the chart on a real, throw-away Kubernetes on this machine and print its URLs (ARGS=--help)
	@npm run --silent tools -- helm-4.3.1 kind
	@npx slipway up $(ARGS)

down: node_modules ## remove what `make up` has made
	@npx slipway down $(ARGS)

status: node_modules ## say what of it works
	@npx slipway status $(ARGS)

logs: node_modules ## print its logs (ARGS='api --follow')
	@npx slipway logs $(ARGS)

chart: node_modules tools build ## build the chart, render production, validate it with Helm and kubeconform, show what it adds up to
	@npx tsx tools/chart-report.ts

test: node_modules tools apps ## check formatting, types, generated files and run all tests
	@npx tsx tools/run-tests.ts $(TESTS) $(WITH)

test-fast: node_modules tools ## the part of `make test` for each commit, a minute and a half
	@npx tsx tools/run-tests.ts fast

test-chart: node_modules tools ## the part of `make test` that needs no application
	@npx tsx tools/run-tests.ts chart

test-boot: node_modules tools apps ## the part of `make test` that runs the programs of a release as root, without a cluster
	@npx tsx tools/run-tests.ts boot

test-apps: node_modules apps ## the part of `make test` that concerns the applications alone
	@npx tsx tools/run-tests.ts apps

build: node_modules ## write chart/, schemas/ and docs/reference/ from the TypeScript source
	@npm run --silent build

tools: node_modules ## build the pinned Helm, kubeconform, helm-unittest and kube-score, install checkov
	@npm run --silent tools

unit: node_modules ## run the tests that need no Helm
	@npx vitest run test/unit

e2e: node_modules tools apps ## run the tests on a real Kubernetes of three nodes, as root
	@npx tsx tools/run-tests.ts cluster e2e

apps: ## install what the applications and their tests run: Debian packages (as root) and virtual environments
	@apps/prerequisites.sh
	@for app in api ui mlflow; do $(MAKE) --no-print-directory -C apps/$$app venv || exit 1; done

up-apps: apps ## run API, interface, PostgreSQL and Redis on this machine, without a cluster (docs/apps.md)
	@apps/up

clean: ## remove everything that can be made again
	rm -rf node_modules dist .cache .tools apps/*/.venv

node_modules: package.json package-lock.json
	@sh tools/prerequisites.sh
	@echo 'installing npm packages…'
	@npm ci --no-audit --no-fund
	@touch node_modules
