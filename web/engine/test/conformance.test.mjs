// The vectors of the language in the module: rules are compiled by the native command, evaluated here, and the answer is
// the native one to the byte.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answers, assertNone, engine, frenchToday, needsVectors, today, vectors } from './material.mjs'

const ruleKeys = ['avec', 'remplace', 'rend non applicable', 'inversion numérique', 'résoudre la référence circulaire']
/** Such a situation is compiled with the rules: the module gets both in one program. */
const declaresRules = (situation) =>
  Object.values(situation ?? {}).some((answer) => answer && typeof answer === 'object' && ruleKeys.some((key) => key in answer))

for (const file of ['vectors.jsonl', 'random-vectors.jsonl']) {
  test(`the module answers ${file} as the native command does, to the byte`, { skip: needsVectors(file) }, async () => {
    const requests = vectors(file).map(({ result, error, group, ...request }) => request)
    const lines = requests.map((request) => JSON.stringify(request))
    const native = await answers(['evaluate', '--lines', '--today', frenchToday], lines)
    const compiled = (await answers(['compile', '--lines'], lines)).map((line) => JSON.parse(line))
    const machine = await engine()
    const differences = []
    let evaluated = 0
    for (const [i, { rules, ...request }] of requests.entries()) {
      if (compiled[i].error) {
        assert.deepEqual(compiled[i], JSON.parse(native[i])) // rules in error never reach the module
        continue
      }
      evaluated += 1
      if (declaresRules(request.situation)) delete request.situation
      const program = machine.loadProgram(Buffer.from(compiled[i].program, 'hex'), { today })
      const answer = program.evaluateLine(JSON.stringify(request))
      program.release()
      if (answer !== native[i]) differences.push(`${lines[i]}\n  native ${native[i]}\n  module ${answer}`)
    }
    assertNone(differences, requests.length)
    assert.ok(evaluated > requests.length / 2, `only ${evaluated} of ${requests.length} could be evaluated`)
  })
}
