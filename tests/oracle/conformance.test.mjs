// The shared conformance vectors through `partance evaluate --lines`, one test a group. Skips with the reason when the
// vectors or the binary are absent.

import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { acceptedDifference } from './accepted.mjs'
import { answer, encodeValue } from './answer.mjs'
import { compare, sameNumber } from './compare.mjs'
import { Partance, kRepository, skipReason } from './partance.mjs'

const folder = join(process.env.PARTANCE_SHARED ?? resolve(kRepository, '../shared'), 'conformance')
const readLines = (path) => readFileSync(path, 'utf8').trim().split('\n').map((line) => JSON.parse(line))
const lines = (file) => readLines(join(folder, file))
const skip = (file) => (existsSync(join(folder, file)) ? skipReason() : `no ${file} beside the repository`)

/** Fails with the first faults written out, so that one can work from the test's output. */
function assertNone(faults, total) {
  assert.equal(faults.length, 0, `${faults.length} of ${total} differ\n${faults.slice(0, 8).join('\n')}`)
}

for (const file of ['vectors.jsonl', 'random-vectors.jsonl']) {
  test(`partance answers every line of ${file} as npm publicodes does`, { skip: skip(file) }, async (t) => {
    const partance = new Partance()
    const groups = new Map()
    for (const vector of lines(file)) groups.set(vector.group, [...(groups.get(vector.group) ?? []), vector])
    for (const [group, vectors] of groups) {
      await t.test(`${group} (${vectors.length})`, async () => {
        const answers = await partance.askAll(vectors.map(({ result, error, ...request }) => request))
        const faults = []
        for (const [i, vector] of vectors.entries()) {
          const { tier1 } = answers[i].crash ? { tier1: ['crash'] } : compare(vector, answers[i])
          if (tier1.length > 0) faults.push(`${vector.id} ${JSON.stringify(vector.evaluate)}: ${tier1.join(', ')}\n  expected ${JSON.stringify(vector.result ?? vector.error)}\n  partance ${JSON.stringify(answers[i])}`)
        }
        assertNone(faults, vectors.length)
      })
    }
    partance.close()
  })
}

test('partance gives the scholarship of a thousand made-up students', { skip: skip('bourse-answers.jsonl') }, async () => {
  const partance = new Partance(undefined, { rules: join(folder, 'bourse.publicodes') })
  const asked = lines('bourse-answers.jsonl').flatMap(({ situation, expect }, i) => Object.entries(expect).map(([evaluate, value]) => ({ request: { id: `bourse#${i}`, situation, evaluate }, value })))
  const answers = await partance.askAll(asked.map(({ request }) => request))
  const faults = []
  for (const [i, { request, value }] of asked.entries()) {
    const expected = encodeValue(value)
    const actual = answers[i].result?.value
    const same = actual?.kind === expected.kind && (expected.kind === 'number' ? sameNumber(expected.number, actual.number) : actual[actual.kind] === expected[expected.kind])
    if (!same) faults.push(`${request.id} ${request.evaluate}: expected ${JSON.stringify(expected)}, partance ${JSON.stringify(answers[i])}`)
  }
  partance.close()
  assertNone(faults, asked.length)
})

const found = fileURLToPath(new URL('./found.jsonl', import.meta.url))
const noneFound = existsSync(found) ? false : 'no found.jsonl yet'

test('npm publicodes still gives the answers kept in found.jsonl', { skip: noneFound }, () => {
  const kept = readLines(found)
  const faults = kept.filter((line) => compare(line, answer(line)).tier1.length > 0).map(({ id }) => id)
  assertNone(faults, kept.length)
})

test('no difference found once comes back', { skip: noneFound || skipReason() }, async () => {
  const partance = new Partance()
  const kept = readLines(found)
  const answers = await partance.askAll(kept.map(({ result, error, ...request }) => request))
  partance.close()
  const faults = kept.flatMap((line, i) => {
    const { tier1 } = answers[i].crash ? { tier1: ['crash'] } : compare(line, answers[i])
    return tier1.length > 0 && !acceptedDifference(line, line, answers[i]) ? [`${line.id} (${tier1.join(', ')}): ${JSON.stringify({ ...line, partance: answers[i].result ?? answers[i] })}`] : []
  })
  assertNone(faults, kept.length)
})

test('a bad line gets an error line and the stream goes on', { skip: skipReason() }, async () => {
  const partance = new Partance()
  const send = (line) => new Promise((resolve) => partance.send({ line, resolve }))
  const good = JSON.stringify({ id: 'good', rules: 'a: 1 + 2', situation: null, evaluate: 'a' })
  const [before, broken, empty, number, after] = await Promise.all([good, '{"id": "x", ', '{}', '3', good].map(send))
  partance.close()
  assert.equal(before.result?.value.number, 3)
  for (const answer of [broken, empty, number]) assert.ok(answer.error, JSON.stringify(answer))
  assert.equal(after.result?.value.number, 3)
})
