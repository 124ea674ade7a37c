# Counting for tests/run.sh and .ci/run: each suite adds one line "<suite> <passed> <failed> <skipped>"
# to the tally file, and the last line printed is their sum. To be sourced; needs $tally (a file path).

# tally_add <suite> <passed> <failed> [<skipped>]
tally_add() { printf '%s %d %d %d\n' "$1" "$2" "$3" "${4:-0}" >>"$tally"; }

# tally_check <suite> <command...>: a check that counts as one test.
tally_check() {
  local suite=$1
  shift
  if "$@"; then tally_add "$suite" 1 0; else tally_add "$suite" 0 1; fi
}

# tally_build <suite> <command...>: counts only when it fails; building is no test, not building is a failure.
tally_build() {
  local suite=$1
  shift
  "$@" || tally_add "$suite" 0 1
}

# gtest_counts <report.xml>: prints "passed failed skipped" of one GoogleTest report.
gtest_counts() {
  awk '
    function number(name,   found) {
      if (!match($0, " " name "=\"[0-9]+\"")) return 0
      found = substr($0, RSTART, RLENGTH)
      gsub(/[^0-9]/, "", found)
      return found + 0
    }
    /<testsuite / {
      tests += number("tests"); failed += number("failures") + number("errors")
      skipped += number("skipped") + number("disabled")
    }
    END { print tests - failed - skipped, failed + 0, skipped + 0 }' "$1"
}

# tally_ctest <suite> <build folder>: sums the reports that the last ctest run left there. An entry that
# failed without a failing case in its report (a crash, a leak, a missing program) counts as one failure.
tally_ctest() {
  local suite=$1 folder=$2 passed=0 failed=0 skipped=0 report p f s entry
  for report in "$folder"/reports/*.xml; do
    [ -f "$report" ] || continue
    read -r p f s < <(gtest_counts "$report")
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  done
  if [ -f "$folder/Testing/Temporary/LastTestsFailed.log" ]; then
    while IFS=: read -r _ entry; do
      report=$folder/reports/$entry.xml f=0
      [ -f "$report" ] && read -r p f s < <(gtest_counts "$report")
      [ "$f" -gt 0 ] || failed=$((failed + 1))
    done <"$folder/Testing/Temporary/LastTestsFailed.log"
  fi
  tally_add "$suite" "$passed" "$failed" "$skipped"
}

# tally_node <suite> <log> <exit status>: reads the summary that `node --test` prints, in either style.
tally_node() {
  local suite=$1 log=$2 status=$3 passed failed skipped
  passed=$(node_figure pass "$log")
  failed=$(($(node_figure fail "$log") + $(node_figure cancelled "$log")))
  skipped=$(($(node_figure skipped "$log") + $(node_figure todo "$log")))
  if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
  tally_add "$suite" "$passed" "$failed" "$skipped"
}

node_figure() {
  awk -v name="$1" '($1 == "#" || $1 == "ℹ") && $2 == name && $3 ~ /^[0-9]+$/ { n = $3 } END { print n + 0 }' "$2"
}

# tally_vitest <suite> <report.json> <exit status>: reads the figures of Vitest's JSON report.
tally_vitest() {
  local suite=$1 report=$2 status=$3 passed=0 failed=0 skipped=0
  if [ -s "$report" ]; then
    read -r passed failed skipped < <(node -p '
      const r = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
      `${r.numPassedTests} ${r.numFailedTests} ${r.numPendingTests + r.numTodoTests}`' "$report")
  fi
  if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
  tally_add "$suite" "$passed" "$failed" "$skipped"
}

# tally_print: one line a suite, then the sum. Fails when something failed or nothing ran.
tally_print() {
  awk '
    { printf "  %-26s %6d passed %4d failed %4d skipped\n", $1, $2, $3, $4; p += $2; f += $3 }
    END { printf "%d passed, %d failed\n", p, f; exit (f > 0 || p == 0) }' "$tally"
}
