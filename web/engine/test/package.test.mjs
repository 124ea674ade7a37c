// The face of the package: what is typed in README.md holds, refusals say why, a broken instance is replaced, and what a
// page downloads stays small.
import assert from 'node:assert/strict'
import { readFile, readdir } from 'node:fs/promises'
import { test } from 'node:test'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { answers, engine, moduleFile, needsCommand, programFile, rulebook, today } from './material.mjs'
import { Engine, EngineFault, EvaluationError, loadEngine, Refusal } from '../dist/index.js'

const compiled = async (rules) => {
  const [line] = await answers(['compile', '--lines'], [JSON.stringify({ rules })])
  return Buffer.from(JSON.parse(line).program, 'hex')
}
const programOf = async (rules) => (await engine()).loadProgram(await compiled(rules), { today })
const salary = `
salaire brut: { question: Combien ?, unité: €/mois }
cadre: { question: Cadre ?, par défaut: non }
statut: { une possibilité: ["'CDI'", "'CDD'"], question: Quel contrat ?, par défaut: "'CDI'" }
taux: { variations: [{ si: cadre, alors: 25% }, { sinon: 22% }] }
salaire net: salaire brut * (100% - taux)
prime: { applicable si: cadre, valeur: 100 € }
ancienneté: { durée: { depuis: 01/09/2020, unité: an } }
`

test('the module asks nothing of its host', async () => {
  const module = new WebAssembly.Module(await readFile(moduleFile))
  assert.deepEqual(WebAssembly.Module.imports(module), [])
})

test('Engine evaluates as publicodes does', { skip: needsCommand }, async () => {
  const rules = new Engine(await programOf(salary))
  rules.setSituation({ 'salaire brut': '2500 €/mois', cadre: 'non' })
  const net = rules.evaluate('salaire net')
  assert.equal(net.nodeValue, 1950)
  assert.equal(net.unit, '€/mois')
  assert.deepEqual(net.missingVariables, {})
  assert.equal(rules.evaluate('prime').nodeValue, null)
  assert.equal(rules.evaluate('cadre').nodeValue, false)
  assert.equal(rules.evaluate('statut').nodeValue, 'CDI')
  assert.equal(rules.evaluate('ancienneté').nodeValue, 5)
  assert.equal(rules.evaluate('salaire net > 1000 €/mois').nodeValue, true)
  rules.setSituation({ cadre: 'oui' }, { keepPreviousSituation: true })
  assert.equal(rules.evaluate('salaire net').nodeValue, 1875)
  const copy = rules.shallowCopy().setSituation({})
  assert.equal(copy.evaluate('salaire net').nodeValue, undefined)
  assert.deepEqual(Object.keys(copy.evaluate('salaire net').missingVariables), ['salaire brut', 'cadre'])
  assert.equal(rules.evaluate('salaire net').nodeValue, 1875)
})

test('Engine says what is wrong in both languages and keeps the former situation', { skip: needsCommand }, async () => {
  const rules = new Engine(await programOf(salary)).setSituation({ 'salaire brut': 2500 })
  const refused = (error) => error instanceof EvaluationError && error.message.length > 10 && error.messageEn.length > 10 && Boolean(error.code)
  assert.throws(() => rules.setSituation({ 'no such rule': 1 }), refused)
  assert.throws(() => rules.setSituation({ 'salaire brut': { avec: { x: 1 } } }), (error) => error.code === 'situation-with-rules')
  assert.equal(rules.evaluate('salaire brut').nodeValue, 2500)
  assert.throws(() => rules.evaluate('1 +'), refused)
  assert.throws(() => rules.evaluate('1 / 0'), (error) => error.code === 'division-by-zero')
})

test('bytes that are no program are refused with a reason, cut or changed ones too', async () => {
  const machine = await engine()
  const good = await readFile(programFile)
  const bad = [new Uint8Array(0), new Uint8Array(100), new TextEncoder().encode('PARTANCE'), good.subarray(0, good.length - 1), Buffer.concat([good, Buffer.alloc(1)])]
  for (const at of [8, 41, 60, 1000, good.length >> 1, good.length - 1]) {
    const changed = Buffer.from(good)
    changed[at] ^= 0x10
    bad.push(changed)
  }
  for (const bytes of bad) {
    assert.throws(() => machine.loadProgram(bytes), (error) => error instanceof Refusal && error.status === 422 && error.code === 'invalid-program' && error.detail.length > 20)
  }
  assert.match(machine.loadProgram(good).version, /^[0-9a-f]{16}$/)
})

test('a request that is refused throws, and the session goes on', async () => {
  const session = (await rulebook()).session()
  assert.throws(() => session.ask('nothing', {}), (error) => error instanceof Refusal && error.code === 'unknown-request' && error.status === 404)
  assert.throws(() => session.askText('questions', '{'), (error) => error.code === 'bad-json')
  assert.throws(() => session.askText('questions', `{"answers": {"x": "${'9'.repeat(400_000)}"}}`), (error) => error.status === 413)
  assert.ok(session.ask('questions', { language: 'fr', answers: {} }).pages.length > 0)
})

test('a chain too deep for the machine is a fault, after which everything works again', { skip: needsCommand }, async () => {
  const machine = await engine()
  const rules = Array.from({ length: 2900 }, (_, i) => `r${i + 1}: r${i} + 1`)
  const deep = machine.loadProgram(await compiled(['r0: 1', ...rules].join('\n')))
  const other = machine.loadProgram(await compiled('a: 1 + 1'))
  const session = machine.loadProgram(await readFile(programFile), { today }).session()
  const before = session.askText('aids', '{}')
  try {
    const { result } = JSON.parse(deep.evaluateLine('{"evaluate": "r2900"}'))
    assert.equal(result.value.number, 2901) // a machine with a large stack can do it
  } catch (error) {
    assert.ok(error instanceof EngineFault, String(error))
  }
  assert.equal(JSON.parse(other.evaluateLine('{"evaluate": "a"}')).result.value.number, 2)
  assert.equal(session.askText('aids', '{}'), before)
})

test('released programs and closed sessions come back when asked', async () => {
  const program = await rulebook()
  const session = program.session()
  const before = session.askText('aids', '{}')
  session.close()
  assert.equal(session.askText('aids', '{}'), before)
  program.release()
  assert.equal(session.askText('aids', '{}'), before)
})

test('a module of another interface is refused', async () => {
  const empty = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])
  await assert.rejects(loadEngine(empty), TypeError)
})

test('module, scripts and rulebook take at most 200 KB compressed', async (t) => {
  const dist = new URL('../dist/', import.meta.url)
  const files = (await readdir(dist)).filter((name) => /\.(js|wasm|program)$/.test(name) && name !== 'requests.js')
  const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length
  let sum = 0
  for (const name of files) {
    const bytes = await readFile(new URL(name, dist))
    const small = brotli(bytes)
    sum += small
    t.diagnostic(`${name}: ${bytes.length} bytes, brotli ${small}, gzip ${gzipSync(bytes, { level: 9 }).length}`)
  }
  t.diagnostic(`together: brotli ${sum}`)
  assert.ok(sum <= 200_000, `${sum} bytes`)
})
