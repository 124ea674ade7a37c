// The npm side of the speed measures: publicodes and yaml come from the oracle's packages (tests/oracle/node_modules), and
// the random situations from the oracle's generators.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(new URL('../tests/oracle/package.json', import.meta.url))

export const { default: Engine } = require('publicodes')
export const { parse: parseYaml } = require('yaml')
export const nosgestesclimatPath = require.resolve('@incubateur-ademe/nosgestesclimat/nosgestesclimat.model.json')

/** Nothing is printed while measuring; warnings are part of both engines' work and are dropped by both. */
export const silent = { log() {}, warn() {}, error() {} }

/** A model's rules, from YAML or JSON. */
export const readModel = (path) => (path.endsWith('.json') ? JSON.parse : parseYaml)(readFileSync(path, 'utf8'))

/** What both sides report of one evaluation: [kind, value, how many inputs are missing]. */
export function summary(node) {
  const value = node.nodeValue
  const kind = value === null ? 'null' : typeof value
  return [kind, value === undefined ? null : Number.isNaN(value) ? 'NaN' : value, Object.keys(node.missingVariables).length]
}
