// A decided difference explains its own case and nothing else: in a large model, which holds something of everything, a
// made-up difference stays a difference.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acceptedDifference, kAccepted } from './accepted.mjs'
import { kModels } from './models.mjs'

const result = (value, ...missing) => ({ result: { value, unit: '€/mois', missing: missing.map((name) => [name, 1]), formatted: '', warnings: 0 } })
const number = (x) => ({ kind: 'number', number: x })

const kMadeUp = {
  'another number': [result(number(1)), result(number(2))],
  'another kind': [result(number(1)), result({ kind: 'undefined' })],
  'other missing answers': [result({ kind: 'undefined' }, 'a', 'b'), result({ kind: 'undefined' }, 'b', 'a')],
  'refused here alone': [result(number(1)), { error: { stage: 'evaluate', name: 'EvaluationError', code: 'bracket-order', message: 'refusé' } }],
  'refused there alone': [{ error: { stage: 'evaluate', name: 'EvaluationError', message: "Impossible de convertir l'unité" } }, result(number(1))],
}

for (const model of Object.keys(kModels)) {
  for (const [what, [npm, partance]] of Object.entries(kMadeUp)) {
    test(`${what} in ${model} is not explained by anything in the model`, async () => {
      const rules = await kModels[model]()
      for (const evaluate of Object.keys(rules).slice(0, 40)) {
        assert.equal(acceptedDifference({ id: 'made up', rules, situation: {}, evaluate }, npm, partance)?.name, undefined)
      }
    })
  }
}

test('every decided difference says why', () => {
  for (const { name, why } of kAccepted) assert.ok(name && why?.length > 40, name)
})
