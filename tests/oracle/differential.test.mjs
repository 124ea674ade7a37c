// 1,500 generated cases against npm publicodes: a fixed seed, and the seed of the day (printed, so that it can be run again).

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compare } from './compare.mjs'
import { judge, printSummary, runDifferential } from './differential.mjs'
import { makeCase } from './generate.mjs'
import { skipReason } from './partance.mjs'

const today = process.env.PARTANCE_ORACLE_SEED ?? new Date().toISOString().slice(0, 10)

for (const [seed, cases] of [['house', 1000], [today, 500]]) {
  test(`both engines answer alike on ${cases} generated cases of seed ${seed}`, { skip: skipReason() }, async (t) => {
    const output = []
    const started = performance.now()
    const summary = await runDifferential({ cases, seed, shrinkLimit: 5, log: (line) => output.push(line) })
    printSummary(summary, (performance.now() - started) / 1000, (line) => t.diagnostic(line))
    assert.equal(summary.failures.length, 0, `run again: node differential.mjs --seed ${seed} --cases ${cases}\n${output.join('\n')}`)
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
