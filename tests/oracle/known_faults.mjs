// How many faults of Partance the tests put up with among generated cases. All seen are cycles in rule sets that replace
// rules or change the situation. docs/publicodes.md tells the reader the same.

/** Most differences allowed among generated cases, as a share; measured 0.2 % (2026-11). */
export const kKnownShare = 0.01
