// Seeded generator of conformance requests covering the whole Publicodes 1.10 language. `makeCase(seed, index)` depends
// on nothing else, so any case can be made again alone.
// As a command: node generate.mjs --cases N --seed S [--family NAME] prints JSON Lines.

import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { stringify } from 'yaml'
import { kFamilies } from './families.mjs'
import { kLoadingFamilies } from './families_loading.mjs'
import { largeModel } from './models_random.mjs'
import { tangledModel } from './models_tangled.mjs'
import { Random } from './random.mjs'

export const kAllFamilies = { ...kFamilies, ...kLoadingFamilies, large: largeModel, tangled: tangledModel }

const kWeights = Object.keys(kAllFamilies).map((name) => [['large', 'tangled'].includes(name) ? 14 : ['syntax', 'bodies', 'replacements', 'parents', 'possibilities'].includes(name) ? 2 : 1, name])

/** Request number `index` of the seed: {id, group, rules, options?, situation, evaluate}. */
export function makeCase(seed, index, family) {
  const random = new Random(seed, index)
  const name = family ?? random.weighted(kWeights)
  const { rules, situation = null, evaluate, options } = kAllFamilies[name](random)
  const request = { id: `${seed}#${index}`, group: name, rules, ...(options ? { options } : {}), situation, evaluate }
  if (typeof rules !== 'string' && random.chance(0.12)) {
    try {
      request.rules = stringify(rules, { lineWidth: random.pick([0, 40, 80]) })
    } catch {
      // An object that YAML cannot print stays an object.
    }
  }
  return JSON.parse(JSON.stringify(request)) // what travels is JSON: undefined and shared objects vanish here
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { cases: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' }, family: { type: 'string' } } })
  for (let index = 0; index < Number(values.cases); index++) {
    process.stdout.write(JSON.stringify(makeCase(values.seed, index, values.family)) + '\n')
  }
}
