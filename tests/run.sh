#!/usr/bin/env bash
# Every test of the house (`make test`): C++ tests, node suites, formatting. All suites run even when
# one fails; the last line says how many tests passed and failed. Layers are checked by a C++ test.
set -uo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=tests/tally.sh
. tests/tally.sh
tally=${PARTANCE_TALLY:-build/tally}
mkdir -p build
: >"$tally"

step() { printf '\n== %s\n' "$*"; }

build() {
  cmake --preset "$1" >"build/configure-$1.log" 2>&1 || { cat "build/configure-$1.log"; return 1; }
  cmake --build --preset "$1" -- -k 0
}

step "build dev, release"
for preset in dev release; do tally_build "build-$preset" build "$preset"; done

step "C++ tests"
rm -rf build/dev/reports build/dev/Testing/Temporary/LastTestsFailed.log
ctest --preset dev
tally_ctest c++ build/dev

if [ -f tests/oracle/package.json ]; then
  step "node tests"
  tally_build npm-packages cmake/setup.sh node
  (cd tests/oracle && npm test --silent) </dev/null 2>&1 | tee build/node-tests.log
  tally_node node build/node-tests.log "${PIPESTATUS[0]}"
fi

if [ -f tests/api/package.json ]; then
  step "answers of the running service against their description"
  tally_build npm-packages-api cmake/setup.sh node
  (cd tests/api && npm test --silent) </dev/null 2>&1 | tee build/api-tests.log
  tally_node api build/api-tests.log "${PIPESTATUS[0]}"
fi

if [ -f web/engine/package.json ]; then
  step "browser module: the same bytes as the native command"
  tally_build browser-module make --no-print-directory wasm
  (cd web/engine && timeout 600 npm test --silent) </dev/null 2>&1 | tee build/engine-tests.log
  tally_node browser-module build/engine-tests.log "${PIPESTATUS[0]}"
fi

if [ -f web/package.json ]; then
  step "pages: build, components"
  tally_build web-dist make --no-print-directory web
  rm -f build/web-tests.json
  (cd web && npx tsc --noEmit -p . && timeout 300 npx vitest run --reporter=default --reporter=json \
    --outputFile.json=../build/web-tests.json) </dev/null
  tally_vitest web build/web-tests.json $?

  step "pages: in Chromium, against the running server"
  (cd web && timeout 1200 npm run --silent test:browser) </dev/null 2>&1 | tee build/browser-tests.log
  tally_node browser build/browser-tests.log "${PIPESTATUS[0]}"
fi

step "Debian package: build, install into a root of its own, serve, remove"
tally_check deb packaging/test_deb.sh

step "instructions of the kernels of a batch, against those kept"
tally_check kernel-instructions tests/kernel_instructions.sh

step "formatting"
tally_check format tests/check_format.sh

step "sum"
tally_print
