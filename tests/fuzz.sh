#!/usr/bin/env bash
# Runs every fuzz target: first its whole corpus (fuzz/corpus/<target>/), then new inputs for a while.
#   tests/fuzz.sh [seconds per target, default 20] [target...]
# Inputs that break something are left in build/fuzz/artifacts/, new interesting ones in build/fuzz/found/.
# Adds one line to $PARTANCE_TALLY when that is set. FUZZ_JOBS targets run side by side (default 2).
set -uo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-20}
[ $# -gt 0 ] && shift

fuzz_one() {
  local target=$1 seconds=$2 log options
  local corpus=fuzz/corpus/$target found=build/fuzz/found/$target artifacts=build/fuzz/artifacts
  log=build/fuzz/$target.log
  mkdir -p "$found" "$artifacts"
  options=(-timeout=10 -rss_limit_mb=2048 "-artifact_prefix=$artifacts/$target-" -print_final_stats=1)
  [ -f "fuzz/$target.dict" ] && options+=("-dict=fuzz/$target.dict")
  [ -d "$corpus" ] || corpus=
  if [ -n "$corpus" ] && ! "build/fuzz/fuzzers/$target" "${options[@]}" -runs=0 "$corpus" >"$log" 2>&1; then
    echo "FAIL $target: corpus; see $log"
    tail -n 30 "$log"
    return 1
  fi
  if ! "build/fuzz/fuzzers/$target" "${options[@]}" "-max_total_time=$seconds" "$found" ${corpus:+"$corpus"} >"$log" 2>&1; then
    echo "FAIL $target: new input, kept in $artifacts; see $log"
    tail -n 30 "$log"
    return 1
  fi
  awk -v target="$target" '/number_of_executed_units/ { runs = $2 } END { print "ok   " target ": " runs " runs" }' "$log"
}

if [ "${FUZZ_ONE:-}" ]; then
  fuzz_one "$FUZZ_ONE" "$seconds"
  exit
fi

targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
  for program in build/fuzz/fuzzers/*_fuzz; do
    [ -x "$program" ] && targets+=("$(basename "$program")")
  done
fi
[ ${#targets[@]} -gt 0 ] || { echo "no fuzz target was built"; exit 0; }

results=build/fuzz/results
printf '%s\n' "${targets[@]}" |
  xargs -P "${FUZZ_JOBS:-2}" -I '{}' env FUZZ_ONE='{}' "$0" "$seconds" </dev/stdin | tee "$results"
passed=$(grep -c '^ok ' "$results")
failed=$((${#targets[@]} - passed))
if [ -n "${PARTANCE_TALLY:-}" ]; then printf 'fuzz-targets %d %d 0\n' "$passed" "$failed" >>"$PARTANCE_TALLY"; fi
[ "$failed" -eq 0 ]
