// How many faults of Partance the tests put up with among generated cases. All seen are cycles, contexts and odd bodies.
// docs/publicodes.md tells the reader the same.

/** Most differences allowed among generated cases, as a share; measured 0.01 % (tangled) and 0.04 % (all), 2026-11. */
export const kKnownShare = 0.005
