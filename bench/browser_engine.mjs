// Speed of the browser module: an interview of thirty answers, one at a time, in Node or in Debian's Chromium.
//   node bench/browser_engine.mjs            in this Node
//   node bench/browser_engine.mjs chromium   in Chromium, headless, from a server on the loopback
// Prints milliseconds: what a person waits for from a click to the next question, and a whole simulation.

import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const dist = fileURLToPath(new URL('../web/engine/dist/', import.meta.url))

/** Runs in both places; takes what it needs, gives figures. */
async function measure(loadEngine, moduleBytes, programBytes) {
  const now = () => performance.now()
  const figures = {}
  let start = now()
  const engine = await loadEngine(moduleBytes)
  figures['compile the module'] = now() - start
  start = now()
  const program = engine.loadProgram(programBytes, { today: '2025-09-01' })
  figures['load the rulebook'] = now() - start
  const interview = (answers) => {
    const session = program.session()
    const times = []
    while (times.length < 31) {
      const begin = now()
      const { pages } = session.ask('questions', { language: 'fr', answers })
      times.push(now() - begin)
      const question = pages[0]?.questions[0]
      if (!question) break
      const { rule, input, options } = question
      answers[rule] = { yes_no: 'oui', number: question.minimum ?? 1, date: '15/10/2025' }[input] ?? options[0]?.value ?? null
    }
    return times
  }
  const answers = {}
  const first = interview(answers)
  figures['first questions of a new page'] = first[0]
  const warm = interview({}).slice(1).sort((a, b) => a - b)
  figures['next questions, first interview, median'] = [...first.slice(1)].sort((a, b) => a - b)[Math.floor((first.length - 1) / 2)]
  figures['next questions, first interview, slowest'] = Math.max(...first.slice(1))
  figures['next questions, warm, median'] = warm[Math.floor(warm.length / 2)]
  figures['next questions, warm, slowest'] = warm.at(-1)
  start = now()
  program.session().ask('simulate', { language: 'fr', answers })
  figures['simulate, new session'] = now() - start
  const session = program.session()
  session.ask('simulate', { language: 'fr', answers })
  start = now()
  session.ask('simulate', { language: 'fr', answers: { ...answers, 'foyer . revenu brut global': '23 456 €/an' } })
  figures['simulate, one answer changed'] = now() - start
  return figures
}

const types = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.program': 'application/octet-stream' }
const page = `<!doctype html><script type="module">
import { loadEngine } from '/index.js'
const bytes = async (name) => (await fetch(name)).arrayBuffer()
const figures = await (${measure})(loadEngine, await bytes('/partance.wasm'), await bytes('/rulebook.program')).catch((error) => ({ [String(error)]: -1 }))
await fetch('/report', { method: 'POST', body: JSON.stringify(figures) })
</script>`

/** Opens the page in Chromium and waits, at most a minute, for what it reports. */
async function inChromium() {
  let report
  const reported = new Promise((done) => (report = done))
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      const parts = []
      for await (const part of request) parts.push(part)
      response.end()
      return report(JSON.parse(Buffer.concat(parts).toString()))
    }
    const name = request.url === '/' ? null : join(dist, resolve('/', request.url))
    const body = name ? await readFile(name).catch(() => null) : page
    response.writeHead(body === null ? 404 : 200, { 'Content-Type': name ? (types[extname(name)] ?? 'text/plain') : 'text/html' })
    response.end(body ?? '')
  })
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
  const profile = await mkdtemp(join(tmpdir(), 'partance-bench-'))
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', `--user-data-dir=${profile}`]
  const browser = spawn(process.env.CHROMIUM ?? 'chromium', [...flags, `http://127.0.0.1:${server.address().port}/`], { stdio: 'ignore' })
  const late = new Promise((_, failed) => setTimeout(() => failed(new Error('Chromium reported nothing within a minute')), 60_000).unref())
  try {
    return await Promise.race([reported, late])
  } finally {
    browser.kill('SIGKILL')
    server.close()
    server.closeAllConnections()
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

async function inNode() {
  const { loadEngine } = await import(pathToFileURL(join(dist, 'index.js')))
  return measure(loadEngine, await readFile(join(dist, 'partance.wasm')), await readFile(join(dist, 'rulebook.program')))
}

const figures = process.argv[2] === 'chromium' ? await inChromium() : await inNode()
for (const [what, milliseconds] of Object.entries(figures)) console.log(`${what.padEnd(46)} ${milliseconds.toFixed(2).padStart(8)} ms`)
