#!/usr/bin/env bash
# Compares every C++ source with .clang-format; `--fix` rewrites them instead.
set -euo pipefail
cd "$(dirname "$0")/.."

sources() {
  if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    git ls-files -co --exclude-standard -- '*.hpp' '*.cpp'
  else
    find . \( -name build -o -name node_modules \) -prune -o \( -name '*.hpp' -o -name '*.cpp' \) -print
  fi
}

mode=(--dry-run --Werror)
if [ "${1:-}" = --fix ]; then mode=(-i); fi
sources | while read -r file; do
  # A file may be listed and gone: deleted, not yet committed.
  if [ -f "$file" ]; then printf '%s\0' "$file"; fi
done | xargs -0 -r -P 2 -n 20 clang-format-19 "${mode[@]}" || {
  echo "Mise en forme : lancez « make format ». / Formatting: run 'make format'." >&2
  exit 1
}
