// Makes a difference found in a large model small: node reduce_model.mjs --model modele-social --rule NAME [--situation FILE]
// Rules are first emptied by halves, then removed, then shrink.mjs cuts what is left. Prints the small request.

import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { acceptedDifference } from './accepted.mjs'
import { compare } from './compare.mjs'
import { kModels } from './models.mjs'
import { NpmSide } from './npm_side.mjs'
import { Partance, requirePartance } from './partance.mjs'
import { printRequest, shrink } from './shrink.mjs'

/** The rules with every `avec` written out as full names, so that each can be emptied alone. */
function flatten(rules, prefix = '') {
  return Object.entries(rules).flatMap(([name, body]) => {
    const marked = name.startsWith('[privé] ')
    const full = (marked ? '[privé] ' : '') + prefix + (marked ? name.slice('[privé] '.length) : name)
    if (body === null || typeof body !== 'object' || !body.avec) return [[full, body]]
    const { avec, ...rest } = body
    return [[full, rest], ...flatten(avec, `${full.replace('[privé] ', '')} . `)]
  })
}

const kMetadata = new Set(['titre', 'description', 'note', 'résumé', 'références', 'icônes', 'acronyme', 'question', 'form', 'suggestions', 'identifiant court', 'notes'])
const withoutTexts = (body) => (body === null || typeof body !== 'object' ? body : Object.fromEntries(Object.entries(body).filter(([key]) => !kMetadata.has(key) || (key === 'question' && body.question))))

const { values } = parseArgs({ options: { model: { type: 'string' }, rule: { type: 'string' }, situation: { type: 'string' }, partance: { type: 'string' }, attempts: { type: 'string', default: '1500' } } })
const npm = new NpmSide({ timeout_ms: 30_000 })
const partance = new Partance(requirePartance(values.partance))
const situation = values.situation ? JSON.parse(readFileSync(values.situation, 'utf8')) : {}

let aspect = null
async function differs(request) {
  const [left, right] = await Promise.all([npm.ask(request), partance.ask(request)])
  if (left.skipped || right.crash || left.error || right.error) return false
  const { tier1 } = compare(left, right)
  if (acceptedDifference(request, left, right)) return false
  aspect ??= tier1[0] ?? null
  return tier1.includes(aspect)
}

let request = { id: values.rule, rules: Object.fromEntries(flatten(await kModels[values.model]())), situation, evaluate: values.rule }
if (!(await differs(request))) {
  console.log('no difference once `avec` is written out', JSON.stringify([await npm.ask(request), await partance.ask(request)]).slice(0, 800))
  process.exit(1)
}
/** Applies `change` to ever smaller groups of rules while the difference stays. */
async function byHalves(change) {
  for (let size = Math.ceil(Object.keys(request.rules).length / 2); ; size = Math.ceil(size / 2)) {
    const names = Object.keys(request.rules)
    for (let start = 0; start < names.length; start += size) {
      const candidate = { ...request, rules: change(request.rules, new Set(names.slice(start, start + size))) }
      if (JSON.stringify(candidate.rules) !== JSON.stringify(request.rules) && (await differs(candidate))) request = candidate
    }
    if (size === 1) return
  }
}
const edit = (test) => (rules, group) => Object.fromEntries(Object.entries(rules).flatMap(([name, body]) => (group.has(name) ? test(name, body) : [[name, body]])))
await byHalves(edit((name, body) => [[name, withoutTexts(body)]]))
await byHalves(edit((name) => [[name, null]]))
await byHalves(edit(() => []))
for (let size = Infinity; JSON.stringify(request).length < size; ) {
  size = JSON.stringify(request).length
  request = await shrink(request, differs, Number(values.attempts))
  request.rules = Object.fromEntries(Object.entries(request.rules).reverse()) // children before their parents
  await byHalves(edit(() => []))
  request.rules = Object.fromEntries(Object.entries(request.rules).reverse())
}
const small = request
const [left, right] = await Promise.all([npm.ask(small), partance.ask(small)])
console.log(`difference: ${aspect}\n${printRequest(small)}\n  npm:       ${JSON.stringify(left.result)}\n  partance:  ${JSON.stringify(right.result)}`)
await npm.close()
partance.close()
