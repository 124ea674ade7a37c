// What the tests need beside this folder: the module, the rulebook, the native command, the shared vectors. Each may be
// named by the environment; a test whose material is absent says so and is skipped.
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../../', import.meta.url))
export const moduleFile = fileURLToPath(new URL('../dist/partance.wasm', import.meta.url))
export const programFile = fileURLToPath(new URL('../dist/rulebook.program', import.meta.url))
export const partance = process.env.PARTANCE_BIN ?? resolve(root, 'build/release/bin/partance')
const shared = resolve(process.env.PARTANCE_SHARED ?? resolve(root, '../shared'), 'conformance')

/** The day every test takes as today. */
export const today = '2025-09-01'
export const frenchToday = '01/09/2025'

const absent = (file, how) => (existsSync(file) ? false : `${file} is absent${how ? `: ${how}` : ''}`)
export const needsCommand = absent(partance, 'run make build')
export const needsVectors = (file) => needsCommand || absent(resolve(shared, file))

export const vectors = (file) =>
  readFileSync(resolve(shared, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

export async function engine() {
  const { loadEngine } = await import('../dist/index.js')
  return loadEngine(await readFile(moduleFile))
}
export const rulebook = async () => (await engine()).loadProgram(await readFile(programFile), { today })

/** Sends lines to a verb of the native command and gives its answers, one line each. */
export function answers(verb, lines) {
  return new Promise((done, failed) => {
    const child = spawn(partance, verb, { stdio: ['pipe', 'pipe', 'inherit'] })
    const parts = []
    child.stdout.on('data', (part) => parts.push(part))
    child.on('error', failed)
    child.on('close', (code) => {
      const found = Buffer.concat(parts).toString('utf8').split('\n')
      found.pop()
      if (found.length === lines.length) done(found)
      else failed(new Error(`partance ${verb[0]} ended with ${code} after ${found.length} of ${lines.length} answers`))
    })
    child.stdin.on('error', () => {})
    child.stdin.end(lines.map((line) => `${line}\n`).join(''))
  })
}

/** Fails with the first differences written out. */
export function assertNone(differences, total) {
  if (differences.length === 0) return
  throw new Error(`${differences.length} of ${total} differ\n${differences.slice(0, 5).join('\n')}`)
}
