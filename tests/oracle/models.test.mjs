// The two large public models: every public rule on the empty situation and on random ones.

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { kModels, openModel } from './models.mjs'
import { skipReason } from './partance.mjs'

for (const name of Object.keys(kModels)) {
  test(`every public rule of ${name} has the value npm publicodes gives`, { skip: skipReason(), timeout: 600_000 }, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'partance-models-'))
    const output = []
    const comparison = await openModel(name, folder, { log: (line) => output.push(line) })
    try {
      await comparison.run(4, 'house')
      const differences = comparison.report(5)
      t.diagnostic(output[0])
      assert.equal(differences, 0, output.join('\n'))
    } finally {
      comparison.close()
      rmSync(folder, { recursive: true })
    }
  })
}
