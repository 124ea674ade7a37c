// Speed of Partance against npm publicodes, both in this run, medians over at least five repetitions: `make bench`.
// node bench/peer.mjs [--only many,instructions,fresh,change,load,memory,simulate] [--repetitions 5] [--peer BINARY] [--partance BINARY]
// Prints a table with the ratio and the goal of each measure; exit code 1 when the engines disagree or a binary is missing.
// What the C++ side has to print is in bench/README.md.

import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Engine, nosgestesclimatPath, readModel, silent, summary } from './npm.mjs'
import { inputsOf, randomAnswer, randomSituation } from '../tests/oracle/inputs_of_model.mjs'
import { Random } from '../tests/oracle/random.mjs'

const root = resolve(fileURLToPath(import.meta.url), '../..')
const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: 'many,fresh,change,load,memory,simulate' }, repetitions: { type: 'string', default: '5' },
    peer: { type: 'string', default: join(root, 'build/bench/bin/partance_peer') }, partance: { type: 'string', default: join(root, 'build/release/bin/partance') },
  },
})
const repetitions = Math.max(1, Number(options.repetitions))
const folder = mkdtempSync(join(tmpdir(), 'partance-bench-'))
const rows = []
let failed = false

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor((list.length - 1) / 2)]
const timed = (work) => {
  const start = performance.now()
  work()
  return (performance.now() - start) / 1000
}
/** Seconds of each repetition of `work`; `prepare` is not counted. */
const passes = (work, prepare = () => {}) => Array.from({ length: repetitions }, () => (prepare(), timed(work)))
const fail = (text) => {
  failed = true
  console.error(`✗ ${text}`)
}

/** Runs the C++ side for one scenario; null, with the reason printed, when it cannot. */
function peer(scenario, rules, more = []) {
  if (!existsSync(options.peer)) return fail(`${scenario}: no ${options.peer} (cmake --preset bench && cmake --build --preset bench)`), null
  const run = spawnSync(options.peer, [scenario, '--rules', rules, '--repetitions', String(repetitions), ...more], { encoding: 'utf8', maxBuffer: 1 << 28 })
  if (run.status !== 0) return fail(`${scenario}: ${run.stderr || run.error?.message || `exit code ${run.status}`}`), null
  return JSON.parse(run.stdout)
}

function situationsFile(name, situations) {
  const path = join(folder, name)
  writeFileSync(path, situations.map((situation) => JSON.stringify(situation) + '\n').join(''))
  return path
}

/** Speed counts only if the answers are the same: kind, value within 1e-12, number of missing inputs. */
function agree(name, expected, actual) {
  if (!actual) return
  const wrong = expected.findIndex(([kind, value, missing], i) => {
    const [k, v, m] = actual[i] ?? []
    const close = kind === 'number' && typeof v === 'number' ? Math.abs(v - value) <= 1e-12 * Math.max(Math.abs(v), Math.abs(value)) : v === value
    return k !== kind || m !== missing || !close
  })
  if (wrong >= 0 || actual.length !== expected.length) fail(`${name}: answer ${wrong} is ${JSON.stringify(actual[wrong])}, npm says ${JSON.stringify(expected[wrong])}`)
}

/** 1,720 rather than 1.72e+3. */
const threeFigures = (x) => Number(x.toPrecision(3)).toLocaleString('en', { maximumSignificantDigits: 3 })

function duration(seconds) {
  if (seconds == null) return '–'
  const [factor, unit] = seconds >= 1 ? [1, 's'] : seconds >= 1e-3 ? [1e3, 'ms'] : [1e6, 'µs']
  return `${threeFigures(seconds * factor)} ${unit}`
}

/** One line of the table; seconds are for one evaluation (or one load, one run). */
function row(what, npm, partance, goal, print = duration) {
  rows.push([what, print(npm), print(partance), npm == null || partance == null ? '–' : `× ${threeFigures(npm / partance)}`, goal])
}

/** 10,000 students and one target. npm answers them in ten slices; the median slice counts. */
function many() {
  const path = join(root, 'bench/models/mobility_grant.publicodes')
  const target = 'aide totale'
  const rules = readModel(path)
  const engine = new Engine(rules, { logger: silent })
  const inputs = inputsOf(engine, rules)
  const situations = Array.from({ length: 10_000 }, (_, i) => randomSituation(new Random('many', i), inputs, 0.9))
  const expected = []
  const slice = situations.length / 10
  const npm = Array.from({ length: 10 }, (_, part) => timed(() => {
    for (let i = part * slice; i < (part + 1) * slice; i++) expected.push(summary(engine.setSituation(situations[i]).evaluate(target)))
  }))
  const ours = peer('many', path, ['--situations', situationsFile('many.jsonl', situations), '--target', target])
  agree('many', expected, ours?.answers)
  row('10 000 situations, one target (each)', median(npm) / slice, ours && median(ours.seconds) / situations.length, '≥ 500')
}

function nosgestesclimat() {
  const rules = readModel(nosgestesclimatPath)
  const engine = new Engine(rules, { logger: silent })
  return { engine, inputs: inputsOf(engine, rules, { questionsOnly: true }) }
}

/** A new person each time: whole situation set, `bilan` evaluated. */
function fresh() {
  const { engine, inputs } = nosgestesclimat()
  const situations = Array.from({ length: 8 }, (_, i) => accepted(engine, randomSituation(new Random('fresh', i), inputs, 0.4)))
  let expected
  const npm = passes(() => (expected = situations.map((situation) => summary(engine.setSituation(situation).evaluate('bilan')))))
  const ours = peer('fresh', nosgestesclimatPath, ['--situations', situationsFile('fresh.jsonl', situations), '--target', 'bilan'])
  agree('fresh', expected, ours?.answers)
  row('nosgestesclimat `bilan`, fresh situation', median(npm) / situations.length, ours && median(ours.seconds) / situations.length, '≥ 500')
}

/** The same person changes one answer: only the change is given, `bilan` is evaluated again. */
function change() {
  const { engine, inputs } = nosgestesclimat()
  const base = accepted(engine, randomSituation(new Random('change', 0), inputs, 0.4))
  const changes = Array.from({ length: 8 }, (_, i) => {
    const random = new Random('change', i + 1)
    const input = random.pick(inputs)
    return { [input.name]: randomAnswer(random, input) }
  }).filter((one) => Object.keys(accepted(engine, { ...base, ...one })).length >= Object.keys(base).length)
  let expected
  const npm = passes(
    () => (expected = changes.map((one) => summary(engine.setSituation(one, { keepPreviousSituation: true }).evaluate('bilan')))),
    () => engine.setSituation(base).evaluate('bilan'),
  )
  const ours = peer('change', nosgestesclimatPath, ['--situations', situationsFile('change.jsonl', [base, ...changes]), '--target', 'bilan'])
  agree('change', expected, ours?.answers)
  row('nosgestesclimat `bilan`, one answer changed', median(npm) / changes.length, ours && median(ours.seconds) / changes.length, '≥ 1000')
}

/** Drops the answers that npm refuses one by one. */
function accepted(engine, situation) {
  return Object.fromEntries(Object.entries(situation).filter(([name, value]) => {
    try {
      engine.setSituation({ [name]: value })
      return true
    } catch {
      return false
    }
  }))
}

/** From the JSON file to a program that can answer. */
function load() {
  const npm = Array.from({ length: repetitions }, () => timed(() => new Engine(readModel(nosgestesclimatPath), { logger: silent })))
  const ours = peer('load', nosgestesclimatPath)
  row('nosgestesclimat, JSON file to ready program', median(npm), ours && median(ours.seconds), '≥ 10')
}

function memory() {
  const child = spawnSync(process.execPath, [join(root, 'bench/npm_load.mjs'), nosgestesclimatPath, 'bilan'], { encoding: 'utf8' })
  const ours = peer('memory', nosgestesclimatPath, ['--target', 'bilan'])
  row('nosgestesclimat loaded, resident memory', JSON.parse(child.stdout).rss_bytes, ours?.rss_bytes, '< 64 MB', (bytes) => (bytes == null ? '–' : `${(bytes / 1e6).toFixed(1)} MB`))
  if (ours && ours.rss_bytes >= 64e6) fail(`memory: ${ours.rss_bytes} bytes`)
}

/** Whole processes, start included, over the answers of examples/. */
function simulate() {
  const examples = existsSync(join(root, 'examples')) ? readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.yaml')).map((name) => join(root, 'examples', name)) : []
  if (examples.length === 0) return fail('simulate: no examples/*.yaml')
  const rulebook = join(root, 'rulebook')
  const run = (command, args) => {
    let result
    const seconds = timed(() => (result = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 })))
    if (result.status !== 0) fail(`simulate: ${command} ${args.join(' ')}: ${(result.stderr || result.error?.message || '').slice(0, 500)}`)
    return seconds
  }
  const npm = []
  const ours = []
  for (let i = 0; i < Math.max(repetitions, examples.length); i++) {
    const answers = examples[i % examples.length]
    npm.push(run(process.execPath, [join(root, 'bench/npm_simulate.mjs'), answers, rulebook]))
    if (existsSync(options.partance)) for (let again = 0; again < 5; again++) ours.push(run(options.partance, ['simulate', '--answers', answers, '--json']))
  }
  if (ours.length === 0) fail(`simulate: no ${options.partance} (make build)`)
  row('`simulate --answers`, whole process', median(npm), ours.length > 0 ? median(ours) : null, '≥ 20')
}

/** Instructions a situation of the scholarship model takes, counted by valgrind: a busy machine does not change them. */
function instructions() {
  if (spawnSync('valgrind', ['--version']).status !== 0) return console.error('instructions: skipped, valgrind is not installed')
  const path = join(root, 'bench/models/mobility_grant.publicodes')
  const rules = readModel(path)
  const inputs = inputsOf(new Engine(rules, { logger: silent }), rules)
  const situations = Array.from({ length: 2_000 }, (_, i) => randomSituation(new Random('many', i), inputs, 0.9))
  const args = [options.peer, 'many', '--rules', path, '--situations', situationsFile('some.jsonl', situations), '--target', 'aide totale', '--repetitions']
  const counted = (times) => {
    const run = spawnSync('valgrind', ['--tool=callgrind', '--callgrind-out-file=/dev/null', ...args, String(times)], { encoding: 'utf8', maxBuffer: 1 << 28 })
    return Number(/Collected : (\d+)/.exec(run.stderr ?? '')?.[1] ?? fail(`instructions: ${run.stderr || run.error?.message}`))
  }
  const each = (counted(11) - counted(1)) / 10 / situations.length
  row('instructions of one such situation', null, Math.round(each), '–', (count) => (count == null ? '–' : String(count)))
}

const scenarios = { many, instructions, fresh, change, load, memory, simulate }
for (const name of options.only.split(',')) scenarios[name]?.()
rmSync(folder, { recursive: true })

console.log(`Medians over ≥ ${repetitions} repetitions · ${cpus()[0]?.model ?? 'unknown processor'} · node ${process.version}\n`)
for (const line of [['measure', 'npm publicodes', 'Partance', 'ratio', 'goal'], ['---', '---:', '---:', '---:', '---:'], ...rows]) console.log(`| ${line.join(' | ')} |`)
process.exitCode = failed ? 1 : 0
