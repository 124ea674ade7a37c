// Loads a model with npm publicodes, evaluates one rule, and prints the resident memory: node bench/npm_load.mjs MODEL RULE
// A process of its own, so that nothing else is counted.

import { Engine, readModel, silent } from './npm.mjs'

const [, , path, rule] = process.argv
const engine = new Engine(readModel(path), { logger: silent })
engine.evaluate(rule)
console.log(JSON.stringify({ scenario: 'memory', rss_bytes: process.memoryUsage().rss }))
