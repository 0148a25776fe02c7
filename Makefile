# studyapp. `make help` lists the targets; `make run` is all a newcomer needs.

.DEFAULT_GOAL := help
.PHONY: help run build generate assets faiss faiss-native setup setup-test test test-engines check lint bench pictures clean

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
CACHE   := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/studyapp
TOOLS   := $(CACHE)/tools

# A FAISS of `make faiss-native`, where there is one; FAISS_NATIVE= takes Debian's.
FAISS_NATIVE ?= $(shell scripts/faiss-native.sh --dir)

GOLANGCI_VERSION := v2.6.2
GOLANGCI := $(TOOLS)/golangci-lint-$(GOLANGCI_VERSION)/golangci-lint

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup build ## install what is missing, build, and serve (STUDYAPP_ADDR, STUDYAPP_DATA; ARGS for more)
	@exec ./bin/studyapp serve $(if $(STUDYAPP_ADDR),--addr "$(STUDYAPP_ADDR)") $(if $(STUDYAPP_DATA),--data "$(STUDYAPP_DATA)") $(ARGS)

build: assets faiss ## build bin/studyapp
	@scripts/setup.sh --build --quiet
	@go build -ldflags "-X main.version=$(VERSION)" -o bin/studyapp ./cmd/studyapp

assets: ## build the front end into web/static/dist, when its sources changed
	@scripts/assets.sh

generate: ## write the Go code of the pages (*_templ.go) anew
	@go tool templ generate -log-level error -path web

faiss: ## compile the C API that go-faiss links, when its sources changed
	@scripts/setup.sh --build --quiet
	@FAISS_NATIVE="$(FAISS_NATIVE)" internal/search/faiss/build.sh

faiss-native: ## build FAISS for AVX2 from Debian's sources (3–6 times faster searches, some minutes once)
	@scripts/faiss-native.sh

setup: ## install what running needs: Debian packages, the search model
	@scripts/setup.sh

setup-test: ## … and what the tests need
	@scripts/setup.sh --tests

test: setup-test assets faiss ## run all tests
	@go run ./scripts/gotest -timeout 25m ./...

test-engines: setup-test assets faiss ## ask a real small model on two cores (1.1 GB are fetched once; ENGINES=-quiet on a busy machine)
	@scripts/engine.sh
	@go test -tags engines -count=1 -timeout 3h -v -run 'SmallModel|Engine' ./internal/generation/ask $(if $(ENGINES),-args $(ENGINES))

check: lint test ## what CI runs: format, lint, generated code, compose file, tests

lint: setup-test assets faiss $(GOLANGCI)
	@scripts/check.sh $(GOLANGCI)

$(GOLANGCI):
	@echo "building golangci-lint $(GOLANGCI_VERSION) (once)"
	@mkdir -p $(@D)
	@cd / && GOFLAGS= GOWORK=off GOBIN=$(abspath $(@D)) go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)

bench: setup build ## measure beside references, each pair in the same run
	@scripts/bench.sh $(ARGS)

pictures: setup build ## take the README's pictures anew from the program, with Chromium
	@go run ./scripts/pictures $(ARGS)

clean: ## remove what was built (not the data, not the user's cache)
	rm -rf bin build web/node_modules internal/search/faiss/lib/*.a internal/search/faiss/lib/.built-for
	find web/static/dist -mindepth 1 ! -name .gitkeep -delete
