# Every command finds JDK 25 by itself and says what is missing otherwise.
.DEFAULT_GOAL := help
.PHONY: help demo test sandbox bench format crds docs doctor clean

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## start everything on this machine and watch a function and a workflow being released
	@bin/demo $(DEMO_ARGS)

test: ## everything that CI runs: format, static checks, unit, component and end-to-end tests
	@bin/test

sandbox: ## a control plane and an AWS on this machine, with the operator, left running
	@bin/sandbox up --with operator --role hello --role shop-functions --role shop-workflow

bench: ## measure calls and times; writes a table and an SVG
	@bin/bench

format: ## format all Java
	@bin/maven -q spotless:apply

crds: ## write crds/ anew from the records in dev.aileron.api, and what is made of them: docs/api.md, the chart's copies
	@bin/maven -q -pl src -Dtest=CrdGoldenTest -Dcrds.write=true -Djacoco.skip=true test
	@helm/sync-crds.sh
	@bin/maven -q -pl src -Dtest=ApiReferenceTest,ChartReadmeTest -Dcrds.write=true -Djacoco.skip=true test

docs: ## write docs/asl-rules.md anew from the rules in dev.aileron.asl.validate
	@bin/maven -q -pl src -Dtest=CatalogueTest -Dasl.rules.write=true -Djacoco.skip=true test

doctor: ## say what is missing on this machine, and how to get it
	@bin/doctor

clean: ## remove what builds made here; the cache outside the checkout stays
	@bin/maven -q clean
