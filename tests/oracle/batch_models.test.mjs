// The two large public models through `partance batch`: rows computed together are what rows computed one by one are.
// A slice of few rows is evaluated one by one (Request::fewest_together), the whole file together.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import Engine from 'publicodes'
import { inputsOf, randomSituation } from './inputs_of_model.mjs'
import { kModels } from './models.mjs'
import { partancePath, skipReason } from './partance.mjs'
import { Random } from './random.mjs'

const kSituations = 160
const kSlices = 4 // of 40 rows
const kTargets = 12

/** An answer as a cell: a text without its quotes, a number without the unit of its question. */
const cell = (answer) => {
  if (typeof answer !== 'string') return answer
  return /^'.*'$/u.test(answer) ? answer.slice(1, -1) : /^\d+(\.\d+)? /u.test(answer) ? Number.parseFloat(answer) : answer
}

for (const name of Object.keys(kModels)) {
  test(`rows of ${name} computed together are those computed one by one`, { skip: skipReason(), timeout: 600_000 }, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'partance-batch-models-'))
    t.after(() => rmSync(folder, { recursive: true }))
    const rules = await kModels[name]()
    const engine = new Engine(rules, { logger: { log() {}, warn() {}, error() {} } })
    const random = new Random(`batch ${name}`, 0)
    const inputs = inputsOf(engine, rules, { questionsOnly: name === 'nosgestesclimat' })
    const situations = Array.from({ length: kSituations }, (_, i) => randomSituation(new Random(name, i), inputs, 0.2 + 0.8 * random.next()))
    const open = Object.entries(engine.getParsedRules()).filter(([, rule]) => !rule.private).map(([rule]) => rule)
    const targets = Array.from({ length: kTargets }, () => open[Math.floor(random.next() * open.length)])
    if (name === 'nosgestesclimat') targets[0] = 'bilan'
    const [rulesPath, input, output] = ['rules.json', 'rows.jsonl', 'results.jsonl'].map((file) => join(folder, file))
    writeFileSync(rulesPath, JSON.stringify(rules))

    const batch = (...more) => {
      const named = [...new Set(targets)].flatMap((target) => ['--target', target])
      const run = spawnSync(partancePath(), ['batch', '--rules', rulesPath, '--input', input, '--output', output, '--quiet', '--lang', 'en', ...named, ...more], { encoding: 'utf8' })
      assert.ok(run.status === 0 || run.status === 5, run.stderr)
      return readFileSync(output, 'utf8')
    }
    /** The situations, after a row that names every column. */
    const write = (left_out) => {
      const names = [...new Set(situations.flatMap(Object.keys))].filter((rule) => !left_out.has(rule))
      const rows = situations.map((situation) => Object.fromEntries(names.filter((rule) => rule in situation).map((rule) => [rule, cell(situation[rule])])))
      rows.unshift(Object.fromEntries(names.map((rule) => [rule, null])))
      writeFileSync(input, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
    }

    // Answers that a column does not take (a yes where numbers are counted) say nothing here: they are left out. A row
    // tells a few of them at a time.
    const left_out = new Set()
    for (let before = -1; left_out.size > before;) {
      before = left_out.size
      write(left_out)
      const messages = batch().split('\n').filter(Boolean).flatMap((line) => (JSON.parse(line).message ?? '').split(' | '))
      for (const message of messages) {
        const column = /^(.+?): “/u.exec(message)?.[1]
        if (column) left_out.add(column)
      }
    }

    const together = batch()
    const one_by_one = Array.from({ length: kSlices }, (_, i) => batch('--slice', `${i + 1}/${kSlices}`)).join('')
    const known = together.split('\n').filter((line) => line && !JSON.parse(line).message).length
    t.diagnostic(`${known} of ${kSituations} rows have every answer; targets: ${targets.join(', ')}`)
    assert.ok(known > kSituations / 4)
    assert.equal(together, one_by_one)
  })
}
