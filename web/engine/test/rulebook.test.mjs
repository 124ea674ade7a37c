// The national rulebook in the module: every case written beside the rules, and the requests of the pages, give what the
// native command gives, to the byte.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { answers, assertNone, frenchToday, needsCommand, root, rulebook } from './material.mjs'

const folder = join(root, 'rulebook')
const caseFiles = readdirSync(folder, { recursive: true })
  .filter((name) => /\.cases\.ya?ml$/.test(name))
  .sort()

function casesOf(file) {
  const { commun = {}, cas = [] } = parse(readFileSync(join(folder, file), 'utf8'))
  return cas.map(({ nom, situation, attendu }) => {
    const merged = Object.entries({ ...commun, ...situation }).filter(([, answer]) => answer !== null)
    return { name: `${file}: ${nom}`, situation: Object.fromEntries(merged), rules: Object.keys(attendu) }
  })
}
const cases = caseFiles.flatMap(casesOf)

test('there are cases', () => {
  assert.ok(caseFiles.length >= 30 && cases.length >= 500, `${cases.length} cases in ${caseFiles.length} files`)
})

test('every case of the rulebook is evaluated to the same bytes', { skip: needsCommand }, async () => {
  const lines = cases.flatMap(({ situation, rules }) => rules.map((evaluate) => JSON.stringify({ situation, evaluate })))
  const native = await answers(['evaluate', '--lines', '--rules', folder, '--today', frenchToday], lines)
  const program = await rulebook()
  const differences = lines.flatMap((line, i) => {
    const answer = program.evaluateLine(line)
    return answer === native[i] ? [] : [`${line}\n  native ${native[i]}\n  module ${answer}`]
  })
  assertNone(differences, lines.length)
})

test('every request of the pages has the same bytes in the situation of every case', { skip: needsCommand }, async () => {
  const requests = []
  for (const [i, { situation: given }] of cases.entries()) {
    const language = i % 2 === 0 ? 'fr' : 'en'
    const common = { language, answers: given }
    requests.push(['questions', common], ['recap', common])
    if (i % 4 === 0) requests.push(['simulate', common])
    if (i % 16 === 0) requests.push(['explain', { ...common, aid: 'ami', depth: 8 }])
    if (i % 16 === 1) requests.push(['evaluate', { language, situation: given, evaluate: ['aides . ami . montant', '2 ** 0.5', '1 / 0'] }])
    if (i % 16 === 2) requests.push(['check', { ...common, rule: 'foyer . revenu brut global', typed: '12 500,5' }])
    if (i % 16 === 3) requests.push(['question', { ...common, rule: 'étudiant . nationalité' }])
  }
  for (const language of ['fr', 'en']) {
    requests.push(['aids', { language }], ['aid', { language, id: 'ami' }], ['rules', { language, search: 'revenu' }])
    requests.push(['rule', { language, rule: 'aides . ami . éligible' }], ['aid', { language, id: 'nothing' }], ['nothing', { language }])
  }
  const native = await answers(['ask', '--rulebook', folder, '--today', frenchToday], requests.map(([name, body]) => `${name} ${JSON.stringify(body)}`))
  const session = (await rulebook()).session()
  const differences = requests.flatMap(([name, body], i) => {
    let answer
    try {
      answer = session.askText(name, JSON.stringify(body))
    } catch (refusal) {
      if (!refusal.body) throw refusal
      answer = JSON.stringify(refusal.body)
    }
    return answer === native[i] ? [] : [`${name} ${JSON.stringify(body)}\n  native ${native[i].slice(0, 600)}\n  module ${answer.slice(0, 600)}`]
  })
  assertNone(differences, requests.length)
})
