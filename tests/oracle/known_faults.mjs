// Faults of Partance that are known and not mended yet, so that the tests still see every other one.
// All are cycles in rule sets that replace rules or change the situation: there npm's answer depends on which node of the
// cycle it happened to compute first. docs/publicodes.md tells the reader the same. A line that is mended must leave this
// list: the tests say so.

/** Lines of the shared random-vectors.jsonl; tests/conformance/vectors_test.cpp holds the same list. */
export const kKnownVectors = new Set([
  'random#148', 'random#585', 'random#1028', 'random#1132', 'random#1615', 'random#2252', 'random#2297', 'random#3715', 'random#3859',
  'random#3900', 'random#4085', 'random#4877',
])

/** Most differences allowed among generated cases, as a share; measured 0.2 to 0.5 % (2026-11). */
export const kKnownShare = 0.01
