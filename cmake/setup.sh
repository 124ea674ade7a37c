#!/usr/bin/env bash
# Installs what a fresh Debian 12 lacks, and nothing when nothing is missing.
#   cmake/setup.sh build   what `make run` and `make build` need
#   cmake/setup.sh browser that, and what the browser module needs (clang for wasm32, Node)
#   cmake/setup.sh test    that, and what the tests need (test libraries, clang 19, Node)
#   cmake/setup.sh node    the npm packages of the test suites, in their folders
#   cmake/setup.sh web     those that build the pages; bench: the peer of bench/server.mjs
# Needs root or sudo only when a package is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

build_packages=(g++ cmake ninja-build ccache pkg-config libyaml-dev rapidjson-dev libcli11-dev libfmt-dev
  libboost1.81-dev libssl-dev libspdlog-dev prometheus-cpp-dev libsoci-dev libsqlite3-dev zlib1g-dev
  libpango1.0-dev libcairo2-dev libqrencode-dev fonts-liberation fonts-dejavu-core)
test_packages=(libgtest-dev libgmock-dev librapidcheck-dev libbenchmark-dev
  clang-19 libclang-rt-19-dev clang-format-19 poppler-utils zbar-tools chromium valgrind procps)
# The module that pages load, and its npm package.
browser_packages=(clang-19 lld-19 libc++-19-dev-wasm32 libc++abi-19-dev-wasm32 libclang-rt-19-dev-wasm32 wasi-libc binaryen)
oldest_node=18

say() { printf '%s\n' "$*" >&2; }

wanted() {
  printf '%s\n' "${build_packages[@]}"
  [ "$1" != build ] || return 0
  printf '%s\n' "${browser_packages[@]}"
  if [ "$1" = test ]; then printf '%s\n' "${test_packages[@]}"; fi
  node_is_recent_enough || printf '%s\n' nodejs npm
}

node_is_recent_enough() {
  command -v node >/dev/null && command -v npm >/dev/null || return 1
  local version
  version=$(node --version)
  version=${version#v}
  [ "${version%%.*}" -ge "$oldest_node" ]
}

is_installed() {
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

install_packages() {
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      say "Paquets manquants : $*. Installez-les en tant que root : apt-get install $*"
      say "Missing packages: $*. Install them as root: apt-get install $*"
      exit 1
    fi
    as_root=(sudo)
  fi
  say "Installation de : $* / Installing: $*"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

install_node_packages() {
  local folder=$1
  [ -f "$folder/package-lock.json" ] || return 0
  # npm writes this file last: older than the lock means an installation that is stale or was cut short.
  [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ] && return 0
  say "npm ci dans / in $folder"
  (cd "$folder" && npm ci --no-audit --no-fund --loglevel=error)
}

install_debian_packages() {
  local purpose=$1 missing=() package
  if ! command -v dpkg-query >/dev/null; then
    say "Ce système n'est pas Debian : installez vous-même l'équivalent de :"
    say "Not a Debian system: please install the equivalent of:"
    say "$(wanted "$purpose" | tr '\n' ' ')"
    return
  fi
  while read -r package; do
    is_installed "$package" || missing+=("$package")
  done < <(wanted "$purpose")
  if [ ${#missing[@]} -gt 0 ]; then install_packages "${missing[@]}"; fi
}

case ${1:-} in
  build | test) install_debian_packages "$1" ;;
  browser)
    install_debian_packages browser
    install_node_packages web/engine
    ;;
  node)
    install_node_packages tests/oracle
    install_node_packages tests/api
    install_node_packages web/engine
    install_node_packages web
    ;;
  web) install_node_packages web ;;
  bench) install_node_packages bench/rest_api ;;
  *)
    say "usage: $0 build|browser|test|node|web|bench"
    exit 64
    ;;
esac
