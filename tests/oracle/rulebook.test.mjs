// Our own rulebook is plain Publicodes: npm publicodes runs it unchanged and both engines agree on random students.
// The cases beside the aids (cases.mjs) run here with npm as well.

import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { kRepository, skipReason } from './partance.mjs'
import { load_rulebook } from './rule_files.mjs'
import { isOutput, kRulebook, noRulebook, openRulebook } from './rulebook_comparison.mjs'

const empty = noRulebook()

/** Students 0…count-1 of the seed; student 0 has answered nothing. */
async function compareStudents(t, targets, count, seed) {
  const output = []
  const comparison = openRulebook({ log: (line) => output.push(line) })
  if (targets) comparison.targets = comparison.targets.filter(targets)
  assert.ok(comparison.targets.length > 0, 'no rule to compare')
  try {
    await comparison.run(count, seed)
    const differences = comparison.report(6)
    t.diagnostic(output[0])
    assert.equal(differences, 0, output.join('\n'))
  } finally {
    comparison.close()
  }
}

test('300 random students get the same rights and amounts from both engines', { skip: empty || skipReason(), timeout: 900_000 }, (t) => compareStudents(t, isOutput, 300, 'students'))

test('every public rule of the rulebook has the same value for 15 random students', { skip: empty || skipReason(), timeout: 900_000 }, (t) => compareStudents(t, null, 15, 'rules'))

const cases = fileURLToPath(new URL('./cases.mjs', import.meta.url))
test('npm publicodes agrees with the cases written beside the aids', { skip: empty || (existsSync(cases) ? false : 'no cases.mjs') }, () => {
  const run = spawnSync(process.execPath, [cases, 'rulebook'], { cwd: kRepository, encoding: 'utf8' })
  assert.equal(run.status, 0, `${run.stdout}\n${run.stderr}`.slice(-8000))
})

test('no question says how to type its answer: pages show fields and buttons where the terminal shows a line', { skip: empty }, () => {
  const rules = load_rulebook(kRulebook)
  const faults = Object.entries(rules).flatMap(([name, body]) => ['question', 'question en'].filter((key) => /\b(répond(ez|re) par|tapez|saisissez|answer (with|by)|type in)\b/i.test(body?.[key] ?? '')).map((key) => `${name} (${key})`))
  assert.ok(Object.values(rules).filter((body) => body?.question).length > 20)
  assert.deepEqual(faults, [])
})
