// What `partance simulate --answers FILE --json` does, done with npm publicodes: reads the rulebook's YAML, loads the
// engine, takes the answers, evaluates every condition and result of every aid, prints them as JSON.
// node bench/npm_simulate.mjs ANSWERS RULEBOOK

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Engine, parseYaml, silent, summary } from './npm.mjs'

const [, , answersPath, folder] = process.argv

const rules = {}
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.publicodes'))
for (const file of files.sort()) Object.assign(rules, parseYaml(readFileSync(join(folder, file), 'utf8')))

const engine = new Engine(rules, { logger: silent })
const read = parseYaml(readFileSync(answersPath, 'utf8')) ?? {}
engine.setSituation(read.réponses ?? read.answers ?? read.situation ?? read)

const aids = {}
for (const name of Object.keys(engine.getParsedRules())) {
  const found = /^aides . ([^.]+) . (éligible|montant.*|durée|condition . .*|calendrier . .*)$/.exec(name)
  if (found) (aids[found[1]] ??= {})[found[2]] = summary(engine.evaluate(name))
}
console.log(JSON.stringify(aids))
