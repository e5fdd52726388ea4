# Every command a developer needs; `make help` lists them. All of them do their own set-up.

SHELL := /bin/bash

.PHONY: help setup demo test run proto check format bench bench-rpc bench-contacts bench-import corpus \
	crash prop fuzz fuzz-ci tsan asan
.DEFAULT_GOAL := help

help: ## List the commands
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

setup: ## Install missing system packages
	@dev/setup.sh

demo: setup ## Start everything, import a sample workbook, show what happened (ONCE=1: check it and stop)
	@ONCE="$(ONCE)" dev/demo.sh

test: setup ## Build everything once, then run every test
	@dev/test.sh

run: setup ## Run the services and the gateway on ./data until Ctrl-C
	swift build -c release
	"$$(swift build -c release --show-bin-path)/danhba" up --data data

proto: setup ## Regenerate C and Swift from proto/
	@dev/proto.sh

check: setup ## Lint, regenerate and compare, dependency directions
	@dev/check.sh

format: setup ## Format all Swift sources
	@dev/format.sh

bench: bench-rpc bench-contacts bench-import ## Run every benchmark

bench-rpc: ## Calls a second through the RPC layer, gRPC C++, grpc-swift-2 and bare NIO
	@dev/setup.sh bench
	@dev/bench.sh rpc

bench-contacts: ## Look-ups a second among a million contacts, beside bare NIO, and searches, pages and writes
	@dev/setup.sh bench
	@dev/bench.sh contacts

bench-import: ## Rows a second of imports beside other ways into SQLite, and the memory they take
	@dev/setup.sh bench
	@dev/bench.sh import

corpus: setup ## Read the spreadsheet corpus (DANHBA_CORPUS, else ../shared/corpus), report crashes and matched cells
	@dev/corpus.sh

prop: setup ## Compare CASES (20000) random imports with their models, from SEED on (random)
	@CASES="$(CASES)" SEED="$(SEED)" dev/prop.sh

fuzz: setup ## Fuzz every parser, or TARGET, for SECONDS each (60)
	@FUZZ_SECONDS="$(or $(SECONDS),60)" dev/fuzz.sh $(TARGET)

fuzz-ci: setup ## Fuzz for three minutes: one for each part that unauthenticated peers reach
	@dev/fuzz.sh --ci

crash: setup ## Kill the services at every write to a disk that an import makes, one after the other
	@swift build --build-tests
	@DANHBA_CRASH_STRIDE=1 swift test --skip-build --filter ImportCrashTests

tsan: setup ## Test transport and store under the thread sanitizer
	@dev/sanitize.sh thread

asan: setup ## Test messages and spreadsheets under the address sanitizer
	@dev/sanitize.sh address
