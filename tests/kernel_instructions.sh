#!/usr/bin/env bash
# How many instructions the kernels of a batch execute for a row, counted by valgrind, against the figures kept in
# kernel_instructions.tsv. A busy machine does not change them; a change of kernels, of the compiler or of the rules does.
# tests/kernel_instructions.sh [--keep]   --keep writes the figures of this build into the file.
set -uo pipefail
cd "$(dirname "$0")/.."
command=build/dev/bin/partance
kept=tests/kernel_instructions.tsv
rows=4096
most_percent=5

if ! command -v valgrind >/dev/null; then
  echo "skipped: valgrind is not installed"
  exit 0
fi
if ! grep -qw avx2 /proc/cpuinfo; then
  echo "skipped: the figures are those of the AVX2 kernels, which this processor does not know"
  exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$command" population --size $rows --seed 1 --leaving 100 --year 2025 --output "$folder/people.csv" --quiet || exit 1

# Answers to bench/models/footprint.publicodes, drawn by a generator that every awk computes exactly.
awk -v rows=$rows 'function draw(below) { seed = (seed * 16807) % 2147483647; return int(seed / 2147483647 * below) }
  BEGIN {
    split("thermique électrique hybride", engine, " "); seed = 7
    print "foyer . personnes,foyer . surface,voiture . usage,voiture . km,voiture . motorisation"
    for (i = 0; i < rows; i++) {
      people = draw(5); surface = draw(150); car = draw(3) ? "oui" : "non"; km = draw(30000)
      print people "," surface "," car "," km "," engine[1 + draw(3)]
    }
  }' >"$folder/footprints.csv"

# count NAME FUNCTION [option…]: prints the instructions a row that the function, and what it calls, executes.
count() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null --toggle-collect="$2" "$command" batch "${@:3}" \
    --threads 1 --output "$folder/results.csv" --quiet 2>"$folder/valgrind.txt" || return 1
  sed -n 's/.*Collected : \([0-9]*\).*/\1/p' "$folder/valgrind.txt" | awk -v rows=$rows -v name="$1" \
    '{ printf "%s\t%d\n", name, $1 / rows }'
}

students=(--rules rulebook --input "$folder/people.csv" --keep poids --constant rentrée=01/09/2025)
counted=$(
  count 'BCS and AMI' '*Worker::run_chunk*' "${students[@]}" \
    --target 'aides . bcs . montant' --target 'aides . ami . montant'
  count 'every aid' '*Worker::run_chunk*' "${students[@]}"
  count 'a footprint, in order' '*Lockstep::evaluate*' \
    --rules bench/models/footprint.publicodes --input "$folder/footprints.csv" --target total
)
[ "$(wc -l <<<"$counted")" = 3 ] || { cat "$folder/valgrind.txt"; exit 1; }
if [ "${1:-}" = --keep ]; then
  printf '%s\n' "$counted" >$kept
  exit 0
fi
status=0
while IFS=$'\t' read -r name figure; do
  before=$(awk -F'\t' -v name="$name" '$1 == name { print $2 }' $kept)
  echo "$name: $figure instructions a row, $before kept"
  if [ -z "$before" ] || [ $((figure * 100)) -gt $((before * (100 + most_percent))) ]; then
    echo "  more than $most_percent % above: mend it, or keep the new figure with tests/kernel_instructions.sh --keep"
    status=1
  elif [ $((figure * (100 + most_percent))) -lt $((before * 100)) ]; then
    echo "  fewer: keep the new figure with tests/kernel_instructions.sh --keep"
    status=1
  fi
done <<<"$counted"
exit $status
