// 1,500 generated cases against npm publicodes: a fixed seed, and the seed of the day (printed, so that it can be run again).

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compare } from './compare.mjs'
import { generated, judge, printSummary, runDifferential } from './differential.mjs'
import { enumerateCases } from './enumerate.mjs'
import { makeCase } from './generate.mjs'
import { kKnownShare } from './known_faults.mjs'
import { skipReason } from './partance.mjs'

const today = process.env.PARTANCE_ORACLE_SEED ?? new Date().toISOString().slice(0, 10)

const suites = [
  ['1,000 generated cases of the house seed', () => generated(1000, 'house'), '--seed house --cases 1000'],
  [`500 generated cases of seed ${today}`, () => generated(500, today), `--seed ${today} --cases 500`],
  ['every delicate text, body, name, unit and pair of operands', enumerateCases, '--enumerate'],
]
for (const [name, requests, again] of suites) {
  test(`both engines answer alike on ${name}`, { skip: skipReason(), timeout: 600_000 }, async (t) => {
    const output = []
    const started = performance.now()
    const summary = await runDifferential({ requests: requests(), shrinkLimit: 5, log: (line) => output.push(line) })
    printSummary(summary, (performance.now() - started) / 1000, (line) => t.diagnostic(line))
    const allowed = again === '--enumerate' ? 0 : summary.cases * kKnownShare
    assert.ok(summary.failures.length <= allowed, `${summary.failures.length} differences, run again: node differential.mjs ${again}\n${output.join('\n')}`)
    if (summary.failures.length > 0) t.diagnostic(`known faults: ${summary.failures.map(({ id }) => id).join(', ')}`)
  })
}

test('the same seed makes the same cases', () => {
  for (let i = 0; i < 200; i++) assert.deepEqual(makeCase('seed', i), makeCase('seed', i))
  assert.notDeepEqual(makeCase('seed', 1), makeCase('other', 1))
})

test('the comparison sees a wrong value, unit, missing name, order, error and crash', () => {
  const right = { result: { value: { kind: 'number', number: 3 }, unit: '€', missing: [['a', 1], ['b', 2]], formatted: '3 €', warnings: 0 } }
  const wrong = (change) => ({ result: { ...right.result, ...change } })
  assert.deepEqual(compare(right, right), { tier1: [], tier2: [] })
  assert.deepEqual(compare(right, wrong({ value: { kind: 'number', number: 3.00000001 } })).tier1, ['value'])
  assert.deepEqual(compare(right, wrong({ value: { kind: 'null' } })).tier1, ['value'])
  assert.deepEqual(compare(right, wrong({ unit: null })).tier1, ['unit'])
  assert.deepEqual(compare(right, wrong({ missing: [['b', 2], ['a', 1]] })).tier1, ['missing'])
  assert.deepEqual(compare(right, wrong({ missing: [['a', 2], ['b', 2]] })), { tier1: [], tier2: ['scores'] })
  assert.deepEqual(compare(right, { error: { stage: 'evaluate', name: 'x' } }).tier1, ['error not expected'])
  assert.deepEqual(judge({}, right, { crash: 'SIGSEGV' }).tier1, ['crash'])
})
