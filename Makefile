# What a developer types. `make run` and `make test` do all set-up themselves on a fresh Debian 12.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run simulate web deb build test test-cpp wasm check-layers check-format format asan tsan fuzz differential bench bench-rooms setup clean

partance := build/release/bin/partance
FUZZ_SECONDS ?= 20
CASES ?= 20000
SEED ?= 1
PORT ?= 8080

help: ## cette liste — this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## construit, puis sert les pages et l'API — build, then serve pages and API on PORT=8080
	@if ! { [ -t 0 ] && [ -t 1 ]; }; then for answers in $(wildcard examples/*.yaml); do \
	  printf '\n# partance simulate --answers %s\n' "$$answers"; \
	  $(partance) simulate --answers "$$answers" || exit 1; \
	done; fi
	@$(MAKE) --no-print-directory web || \
	  echo "Pages non construites, l'API seule sera servie. / Pages not built, the API alone will be served." >&2
	@mkdir -p build/run && exec $(partance) serve --port $(PORT) --database build/run/partance.sqlite

simulate: build ## l'entretien sur le terminal — the interview on the terminal
	@$(partance) simulate

web: wasm ## les pages, dans web/dist — the pages, in web/dist
	@cmake/setup.sh web && cd web && npm run --silent build

deb: build ## le paquet Debian, dans build/deb — the Debian package, in build/deb
	@cmake/setup.sh test
	@$(MAKE) --no-print-directory web || true
	@packaging/build_deb.sh

build: ## construit la commande — build the command: build/release/bin/partance
	@cmake/setup.sh build
	@cmake --preset release >/dev/null && cmake --build --preset release

wasm: build ## construit le moteur pour navigateurs, web/engine/dist — build the browser module and its npm package
	@cmake/setup.sh browser
	@cmake --preset wasm >/dev/null && cmake --build --preset wasm
	@cd web/engine && npm run --silent build

test: ## construit et lance tous les tests — build and run every test
	@cmake/setup.sh test
	@tests/run.sh

test-cpp: ## les tests C++ seulement — the C++ tests only
	@cmake/setup.sh test
	@cmake --preset dev >/dev/null && cmake --build --preset dev && ctest --preset dev

check-layers: ## qui peut inclure qui — who may include whom, sizes, names
	@cmake --preset dev >/dev/null && cmake --build --preset dev --target architecture_tests
	@build/dev/bin/architecture_tests --gtest_brief=1

check-format: ## compare les sources C++ avec .clang-format — compare C++ sources with .clang-format
	@tests/check_format.sh

format: ## met en forme les sources C++ — format the C++ sources
	@tests/check_format.sh --fix

asan: ## les tests C++ sous sanitizers — the C++ tests under address and undefined-behaviour sanitizers
	@cmake/setup.sh test
	@cmake --preset asan >/dev/null && cmake --build --preset asan && ctest --preset asan

tsan: ## les tests C++ sous thread sanitizer — the C++ tests under the thread sanitizer
	@cmake/setup.sh test
	@cmake --preset tsan >/dev/null && cmake --build --preset tsan && ctest --preset tsan

fuzz: ## chaque cible de fuzz, FUZZ_SECONDS=20 — each fuzz target and its corpus
	@cmake/setup.sh test
	@cmake --preset fuzz >/dev/null && cmake --build --preset fuzz
	@tests/fuzz.sh $(FUZZ_SECONDS)

differential: build ## compare avec npm publicodes, CASES=20000 SEED=1 — compare with npm publicodes
	@cmake/setup.sh test && cmake/setup.sh node
	@node tests/oracle/differential.mjs --cases $(CASES) --seed $(SEED) --partance $(partance)

bench: build ## vitesse face à npm publicodes — speed against npm publicodes, both in one run
	@cmake/setup.sh test && cmake/setup.sh node && cmake/setup.sh bench
	@cmake --preset bench >/dev/null && cmake --build --preset bench
	@node bench/peer.mjs && node bench/server.mjs && node bench/batch.mjs && bench/table_speed.sh

bench-rooms: ## mesures fines de chaque pièce — fine measures of each room
	@cmake/setup.sh test
	@cmake --preset bench >/dev/null && cmake --build --preset bench
	@for program in build/bench/bin/*_benchmarks; do if [ -x "$$program" ]; then "$$program" || exit 1; fi; done

setup: ## installe ce qui manque — install what is missing
	@cmake/setup.sh test && cmake/setup.sh node

clean: ## efface build/ — remove build/
	rm -rf build
