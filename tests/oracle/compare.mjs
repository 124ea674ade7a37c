// Compares two answers to one request: what npm publicodes says and what Partance says.
// Tier 1 differences are faults: value, unit, missing names in order, error or not.
// Tier 2 differences are counted apart: scores, warnings, formatted text, kind and stage of an error.

/**
 * Two numbers agree within 1e-12 of the larger one, or when both are what solvers leave of zero (npm itself rounds
 * converted values to 16 decimals). NaN and infinities travel as texts and must be equal.
 */
export function sameNumber(a, b, tolerance = 1e-12) {
  if (a === b) return true
  if (typeof a !== 'number' || typeof b !== 'number') return false
  return Math.abs(a - b) <= Math.max(1e-16, tolerance * Math.max(Math.abs(a), Math.abs(b)))
}

function sameValue(a, b, tolerance) {
  if (a.kind !== b.kind) return false
  if (a.kind === 'number') return sameNumber(a.number, b.number, tolerance)
  return a[a.kind] === b[b.kind]
}

const names = (missing) => JSON.stringify((missing ?? []).map(([name]) => name))

/**
 * @returns {{tier1: string[], tier2: string[]}} the aspects that differ; both lists empty when the answers agree.
 */
export function compare(expected, actual, { tolerance = 1e-12 } = {}) {
  const tier1 = []
  const tier2 = []
  if (!actual || (!actual.result && !actual.error)) return { tier1: ['no answer'], tier2 }
  if (Boolean(expected.error) !== Boolean(actual.error)) {
    return { tier1: [expected.error ? 'error expected' : 'error not expected'], tier2 }
  }
  if (expected.error) {
    if (expected.error.name && expected.error.name !== actual.error.name) tier2.push('error name')
    if (expected.error.stage && expected.error.stage !== actual.error.stage) tier2.push('error stage')
    return { tier1, tier2 }
  }
  const [left, right] = [expected.result, actual.result]
  if (!sameValue(left.value, right.value ?? {}, tolerance)) tier1.push('value')
  if ((left.unit ?? null) !== (right.unit ?? null)) tier1.push('unit')
  if (names(left.missing) !== names(right.missing)) tier1.push('missing')
  else if (JSON.stringify(left.missing) !== JSON.stringify(right.missing ?? [])) tier2.push('scores')
  if (left.warnings !== right.warnings) tier2.push('warnings')
  if (left.formatted !== null && left.formatted !== right.formatted) tier2.push('formatted')
  return { tier1, tier2 }
}
