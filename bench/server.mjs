// Speed of the service against npm @publicodes/rest-api: POST evaluate on the national rulebook, same rules, same student,
// same expressions, same load generator, one after the other in this run. Then memory at rest, and whether thousands of
// idle and slow connections disturb the others.
// node bench/server.mjs [--seconds 5] [--partance BINARY] [--load BINARY]
// Prints a table with the goals; exit code 1 when the two sides disagree or something does not start.

import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { parse: parseYaml } = createRequire(new URL('./rest_api/package.json', import.meta.url))('yaml')
const root = resolve(fileURLToPath(import.meta.url), '../..')
const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    partance: { type: 'string', default: join(root, 'build/release/bin/partance') },
    load: { type: 'string', default: join(root, 'build/bench/bin/http_load') },
  },
})
for (const program of [options.partance, options.load]) {
  if (!existsSync(program)) {
    console.error(`✗ ${program} is missing (make build, then cmake --build --preset bench)`)
    process.exit(1)
  }
}
const folder = mkdtempSync(join(tmpdir(), 'partance-bench-'))
const rows = []
let failed = false
const fail = (text) => {
  failed = true
  console.error(`✗ ${text}`)
}

const situation = parseYaml(readFileSync(join(root, 'examples/boursiere_lyon_madrid.yaml'), 'utf8'))
const scenarios = {
  'one aid': ['aides . ami . éligible', 'aides . ami . montant mensuel'],
  'every aid': aids().map((id) => `aides . ${id} . éligible`),
}

/** The aids of the rulebook that can be decided. */
function aids() {
  const run = spawnSync(options.partance, ['simulate', '--answers', join(root, 'examples/boursiere_lyon_madrid.yaml'), '--json'], { encoding: 'utf8', maxBuffer: 1 << 28 })
  return JSON.parse(run.stdout).aids.map(({ id }) => id)
}

/** Starts a server and waits for the port it prints. */
function start(command, args, port_in) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  return new Promise((done, failed_) => {
    let text = ''
    const timer = setTimeout(() => failed_(new Error(`${command} does not start`)), 60_000)
    child.once('exit', (code) => failed_(new Error(`${command} ended with ${code}`)))
    child.stdout.on('data', (piece) => {
      text += piece
      const port = port_in.exec(text)
      if (!port) return
      clearTimeout(timer)
      done({ child, port: port[1] })
    })
  })
}
const stop = ({ child }) =>
  new Promise((done) => {
    child.once('exit', done)
    child.kill('SIGTERM')
  })

function load(port, path, body, more = []) {
  const file = join(folder, 'body.json')
  if (body) writeFileSync(file, JSON.stringify(body))
  const args = ['--port', port, '--path', path, '--seconds', options.seconds, ...(body ? ['--body', file] : []), ...more]
  const run = spawnSync(options.load, args, { encoding: 'utf8' })
  if (run.status !== 0) return fail(`${path}: ${run.stderr}`), null
  const figures = JSON.parse(run.stdout)
  const bad = Object.keys(figures.statuses).filter((status) => status !== '200')
  if (bad.length > 0) fail(`${path}: answers ${JSON.stringify(figures.statuses)}`)
  return figures
}

const ask = async (port, path, body) =>
  (await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).json()

/** Values of both sides, in one form. */
const ours = (answer) => answer.results.map(({ result }) => (result ? (result.value[result.value.kind] ?? null) : null))
const theirs = (answer) => answer.evaluate.map(({ nodeValue }) => nodeValue ?? null)
const same = (a, b) => a === b || (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b)))

/** Processor time of a server so far, in milliseconds; the system counts in hundredths of a second. */
const processor = ({ child }) => {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}
const rss = ({ child }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) / 1024
const row = (what, partance, peer, ratio, goal, reached) => {
  rows.push([what, partance, peer, ratio, goal, reached ? '✓' : '✗'])
}

// Limits that protect a public service from one address are lifted: all the load comes from here.
const lifted = ['--computations-per-second', '1000000', '--computations-burst', '1000000', '--connections-per-address', '1000000', '--log', '/dev/null']
const partance = () => start(options.partance, ['serve', '--port', '0', '--database', join(folder, 'bench.sqlite'), ...lifted], /ready: http:\/\/127\.0\.0\.1:(\d+)/)
const peer = () => start('node', [join(root, 'bench/rest_api/serve.mjs'), join(root, 'rulebook')], /"port":(\d+)/)

async function measure_evaluate() {
  const us = await partance()
  const them = await peer()
  for (const [name, expressions] of Object.entries(scenarios)) {
    const our_body = { situation, evaluate: expressions, language: 'fr' }
    const their_body = { situation, expressions }
    const values = [ours(await ask(us.port, '/api/v1/evaluate', our_body)), theirs(await ask(them.port, '/evaluate', their_body))]
    const wrong = expressions.findIndex((_, i) => !same(values[0][i], values[1][i]))
    if (wrong >= 0) fail(`${expressions[wrong]}: ${values[0][wrong]} here, ${values[1][wrong]} there`)
    const before = [processor(us), processor(them)]
    const [here, there] = [load(us.port, '/api/v1/evaluate', our_body), load(them.port, '/evaluate', their_body)]
    if (!here || !there) continue
    // The first half second is not counted by the load generator, but costs: a fifth at most of what is measured.
    const share = Number(options.seconds) / (Number(options.seconds) + 0.5)
    const [our_cost, their_cost] = [(processor(us) - before[0]) * share / here.requests, (processor(them) - before[1]) * share / there.requests]
    const ratio = here.per_second / there.per_second
    row(`evaluate, ${name} (requests/s)`, here.per_second.toFixed(0), there.per_second.toFixed(1), `×${ratio.toFixed(0)}`, '≥ ×50', ratio >= 50)
    row(`evaluate, ${name}, processor time each (ms)`, our_cost.toFixed(3), their_cost.toFixed(1), `×${(their_cost / our_cost).toFixed(0)}`, '', true)
    row(`evaluate, ${name}, p99 at 64 connections (ms)`, here.p99_ms.toFixed(2), there.p99_ms.toFixed(0), '', '< 10', here.p99_ms < 10)
  }
  await stop(us)
  await stop(them)
}

async function measure_rest() {
  const us = await partance()
  await new Promise((done) => setTimeout(done, 1000))
  const before = rss(us)
  row('memory at rest (MB)', before.toFixed(1), '', '', '< 40', before < 40)
  const quiet = load(us.port, '/healthz', null, ['--connections', '4'])
  const crowded = load(us.port, '/healthz', null, ['--connections', '4', '--idle', '5000', '--slow', '1000'])
  if (quiet && crowded) {
    row('p99 of the others, alone (ms)', quiet.p99_ms.toFixed(2), '', '', '', true)
    row('p99 beside 5,000 idle and 1,000 slow (ms)', crowded.p99_ms.toFixed(2), '', '', '< 20', crowded.p99_ms < 20)
  }
  await stop(us)
}

try {
  await measure_evaluate()
  await measure_rest()
} catch (error) {
  fail(error.message)
} finally {
  rmSync(folder, { recursive: true })
}
console.log(`\n${cpus().length} × ${cpus()[0].model}, node ${process.version}, load generator on the same machine`)
for (const cells of [['measure', 'partance', 'rest-api', 'ratio', 'goal', ''], ...rows]) {
  console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(50) : cell.padStart(10))).join(' '))
}
process.exitCode = failed ? 1 : 0
