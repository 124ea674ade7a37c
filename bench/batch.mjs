// Speed of batches, part of `make bench`: rows a second of the kernels against `evaluate` in a loop, against reading the
// input columns once, and against npm publicodes; medians, all in one run. Exit code 1 when results differ.
// node bench/batch.mjs [--only mobility,bcs,aids,climate] [--rows 1000000] [--repetitions 5] [--speed BINARY]
// The columns of students are those of the synthetic population of the rentrée 2025; the situations of the other models are
// drawn as in bench/peer.mjs. What the C++ side prints is in bench/README.md.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Engine, nosgestesclimatPath, readModel, silent } from './npm.mjs'
import { inputsOf, randomSituation } from '../tests/oracle/inputs_of_model.mjs'
import { Random } from '../tests/oracle/random.mjs'

const root = resolve(fileURLToPath(import.meta.url), '../..')
const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: 'mobility,bcs,aids,climate' }, rows: { type: 'string', default: '1000000' },
    repetitions: { type: 'string', default: '5' }, speed: { type: 'string', default: join(root, 'build/bench/bin/batch_speed') },
  },
})
const rows = Number(options.rows)
const folder = mkdtempSync(join(tmpdir(), 'partance-batch-'))
const lines = []
let failed = false

function speed(name, more) {
  const run = spawnSync(options.speed, ['--rows', String(rows), '--repetitions', options.repetitions, ...more], { encoding: 'utf8' })
  if (run.stdout) return JSON.parse(run.stdout)
  console.error(`✗ ${name}: ${run.stderr || run.error?.message}`)
  failed = true
  return null
}

function line(name, measured, goals, npmSecondsARow) {
  if (!measured) return
  if (measured.different > 0) {
    console.error(`✗ ${name}: ${measured.different} results differ from evaluate`)
    failed = true
  }
  const million = (measured.rows_a_second / 1e6).toPrecision(3)
  lines.push([name, `${million} M`, `× ${measured.ratio_to_loop.toFixed(1)}`, measured.one_by_one === 1 ? '–' : measured.ratio_to_read.toFixed(1),
    npmSecondsARow ? `× ${Math.round(npmSecondsARow / measured.seconds_a_row).toLocaleString('en')}` : '–',
    `${(100 * measured.one_by_one).toFixed(2)} %`, goals])
}

/** A column has one unit: numbers drawn with that of their question are given without. */
function situationsFile(name, situations) {
  const path = join(folder, name)
  const plain = (answer) => (typeof answer === 'string' && /^\d+(\.\d+)? /.test(answer) ? Number.parseFloat(answer) : answer)
  const line = (situation) => JSON.stringify(Object.fromEntries(Object.entries(situation).map(([rule, answer]) => [rule, plain(answer)])))
  writeFileSync(path, situations.map((situation) => `${line(situation)}\n`).join(''))
  return path
}

/** The eligibility and amount rules of every aid, as the rulebook names them. */
function targetsOfAids() {
  const files = readdirSync(join(root, 'rulebook'), { recursive: true }).filter((name) => name.endsWith('.publicodes'))
  const text = files.map((name) => join(root, 'rulebook', name)).filter((path) => statSync(path).isFile()).map((path) => readFileSync(path, 'utf8')).join('\n')
  return [...new Set([...text.matchAll(/^(aides \. [^:.]+ \. (?:éligible|montant)):/gmu)].map(([, name]) => name))].flatMap((name) => ['--target', name])
}

const students = ['--rules', join(root, 'rulebook'), '--population', '--constant', 'rentrée=01/09/2025']

const measures = {
  mobility() {
    const path = join(root, 'bench/models/mobility_grant.publicodes')
    const rules = readModel(path)
    const engine = new Engine(rules, { logger: silent })
    const inputs = inputsOf(engine, rules)
    const situations = Array.from({ length: 10_000 }, (_, i) => randomSituation(new Random('many', i), inputs, 1))
    const slices = Array.from({ length: 10 }, (_, part) => {
      const start = performance.now()
      for (let i = part * 200; i < (part + 1) * 200; i++) engine.setSituation(situations[i]).evaluate('aide totale')
      return (performance.now() - start) / 1000 / 200
    }).sort((a, b) => a - b)
    const measured = speed('mobility', ['--rules', path, '--situations', situationsFile('mobility.jsonl', situations), '--target', 'aide totale'])
    line('the scholarship model, one target', measured, '≥ ×20 evaluate, ≥ ×20,000 npm', slices[4])
  },
  bcs() {
    const targets = ['--target', 'aides . bcs . montant', '--target', 'aides . ami . montant']
    line('BCS and AMI', speed('bcs', [...students, '--leaving', '100', ...targets]), '≥ 10 M, ≤ 8 readings')
    line('BCS and AMI, half of the rows without a stay', speed('bcs', [...students, ...targets]), '')
  },
  aids() {
    line('every aid: eligibility and amount', speed('aids', [...students, ...targetsOfAids()]), '≥ 1 M')
  },
  climate() {
    const rules = readModel(nosgestesclimatPath)
    const engine = new Engine(rules, { logger: silent })
    const inputs = inputsOf(engine, rules, { questionsOnly: true })
    // Enough of them that no block of rows holds one twice.
    const situations = Array.from({ length: 4_096 }, (_, i) => randomSituation(new Random('climate', i), inputs, 1))
    const measured = speed('climate', ['--rules', nosgestesclimatPath, '--situations', situationsFile('climate.jsonl', situations), '--target', 'bilan', '--rows', String(Math.ceil(rows / 20))])
    line('nosgestesclimat `bilan`', measured, '≥ ×10 evaluate')
  },
}

for (const name of options.only.split(',')) measures[name]()
rmSync(folder, { recursive: true })
console.log(`${cpus()[0].model}, ${cpus().length} processors, one used; node ${process.version}`)
const head = ['measure', 'rows a second', 'against evaluate', 'readings of the columns', 'against npm', 'left to evaluate', 'goal']
for (const cells of [head, head.map(() => '---'), ...lines]) console.log(`| ${cells.join(' | ')} |`)
process.exitCode = failed ? 1 : 0
