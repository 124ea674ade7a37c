// Puts beside the scripts in dist/ what they load: the module, the national rulebook, the licence. Built by `make wasm`.
import { copyFile, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const root = new URL('../../../', import.meta.url)
const dist = new URL('../dist/', import.meta.url)
const built = {
  'partance.wasm': process.env.PARTANCE_WASM ?? 'build/wasm/bin/partance.wasm',
  'rulebook.program': process.env.PARTANCE_PROGRAM ?? 'build/release/share/partance/rulebook.program',
}

for (const [name, place] of Object.entries(built)) {
  const from = new URL(place, root)
  const found = await stat(from).catch(() => null)
  if (!found) {
    console.error(`${fileURLToPath(from)} manque : lancez « make wasm » / is missing: run “make wasm”`)
    process.exit(1)
  }
  await copyFile(from, new URL(name, dist))
}
await copyFile(new URL('LICENSE', root), new URL('../LICENSE', import.meta.url))
