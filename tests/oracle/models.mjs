// Compares both engines over the two large public models.
// node models.mjs --model modele-social|nosgestesclimat --situations N --seed S [--first I] [--partance PATH]
// Situation 0 is the empty one, then N random ones. Exit code 1 when a difference is not explained.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ModelComparison } from './model_comparison.mjs'
import { requirePartance } from './partance.mjs'

export const kModels = {
  'modele-social': async () => (await import('modele-social')).default,
  nosgestesclimat: async () => JSON.parse(readFileSync(nosgestesclimatPath(), 'utf8')),
}

/** The JSON file of the nosgestesclimat package (its FR model in French). */
export const nosgestesclimatPath = () => createRequire(import.meta.url).resolve('@incubateur-ademe/nosgestesclimat/nosgestesclimat.model.json')

/** A comparison over one of the two models; its rules are written as JSON to `folder` for Partance. */
export async function openModel(name, folder, options = {}) {
  const rules = await kModels[name]()
  const rulesPath = join(folder, `${name}.json`)
  writeFileSync(rulesPath, JSON.stringify(rules))
  return new ModelComparison({ name, rules, rulesPath, ...options })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { model: { type: 'string' }, situations: { type: 'string', default: '5' }, seed: { type: 'string', default: '1' }, first: { type: 'string', default: '0' }, partance: { type: 'string' } } })
  const folder = mkdtempSync(join(tmpdir(), 'partance-models-'))
  let differences = 0
  for (const name of values.model ? [values.model] : Object.keys(kModels)) {
    const started = performance.now()
    const comparison = await openModel(name, folder, { path: requirePartance(values.partance) })
    await comparison.run(Number(values.situations) + 1, values.seed, Number(values.first))
    differences += comparison.report()
    console.log(`${((performance.now() - started) / 1000).toFixed(1)} s`)
    comparison.close()
  }
  rmSync(folder, { recursive: true })
  process.exitCode = differences > 0 ? 1 : 0
}
