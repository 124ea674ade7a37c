// Differential test: generated requests go to npm publicodes and to `partance evaluate --lines`, answers are compared.
// node differential.mjs --cases N --seed S [--partance PATH] [--family NAME] [--scores] [--out FILE] [--show N]
// node differential.mjs --enumerate goes through enumerate.mjs instead.
// Exit code 1 when a tier 1 difference is neither accepted (accepted.mjs) nor explained. Found cases are written, reduced, as
// conformance lines with npm's answer, ready to be kept as regression vectors.

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { acceptedDifference } from './accepted.mjs'
import { compare } from './compare.mjs'
import { enumerateCases } from './enumerate.mjs'
import { makeCase } from './generate.mjs'
import { NpmSide } from './npm_side.mjs'
import { Partance, kRepository, partancePath, requirePartance } from './partance.mjs'
import { printRequest, shrink } from './shrink.mjs'

const kBatch = 200
const kEnough = 1000

/** `cases` generated requests of a seed. */
export function* generated(cases, seed, family) {
  for (let index = 0; index < cases; index++) yield makeCase(seed, index, family)
}

function* batches(requests) {
  let batch = []
  for (const request of requests) {
    if (batch.push(request) === kBatch) yield batch.splice(0)
  }
  if (batch.length > 0) yield batch
}

/** What a pair of answers tells: {tier1, tier2, accepted, skipped}. */
export function judge(request, npm, partance, scores = false) {
  if (npm.skipped) return { tier1: [], tier2: [], skipped: npm.skipped }
  if (partance.crash) return { tier1: ['crash'], tier2: [] }
  const { tier1, tier2 } = compare(npm, partance)
  if (scores && tier2.includes('scores')) tier1.push('scores')
  const accepted = tier1.length > 0 ? acceptedDifference(request, npm, partance) : undefined
  return { tier1, tier2, accepted }
}

/** The request made small while the same aspect differs in the same way: neither side may turn to another error. */
async function reduce(request, verdict, npmAnswer, ourAnswer, { npm, partance, scores }) {
  const aspect = verdict.tier1[0]
  return shrink(request, async (candidate) => {
    const [left, right] = await Promise.all([npm.ask(candidate), partance.ask(candidate)])
    const again = judge(candidate, left, right, scores)
    const same = Boolean(left.error) === Boolean(npmAnswer.error) && right.error?.code === ourAnswer.error?.code
    return again.tier1.includes(aspect) && !again.accepted && same
  })
}

/**
 * Runs the comparison.
 * @param options requests: an iterable; path: the binary; scores: whether a score is a fault; shrinkLimit: how many are reduced; log
 * @returns {Promise<{cases, failures: object[], tier2: object, accepted: object, skipped: number, errors: number}>}
 */
export async function runDifferential({ requests, path = partancePath(), scores = false, shrinkLimit = 20, log = console.log }) {
  const npm = new NpmSide()
  const partance = new Partance(path)
  const summary = { cases: 0, failures: [], tier2: {}, accepted: {}, skipped: 0, errors: 0 }
  const bump = (counters, key) => (counters[key] = (counters[key] ?? 0) + 1)
  try {
    for (const batch of batches(requests)) {
      if (summary.failures.length >= kEnough) {
        log(`stopped after ${kEnough} differences`)
        break
      }
      const [expected, actual] = await Promise.all([npm.askAll(batch), partance.askAll(batch)])
      for (const [i, request] of batch.entries()) {
        summary.cases++
        const verdict = judge(request, expected[i], actual[i], scores)
        if (expected[i].error) summary.errors++
        if (verdict.skipped) summary.skipped++
        for (const aspect of verdict.tier2) bump(summary.tier2, aspect)
        if (verdict.accepted) bump(summary.accepted, verdict.accepted.name)
        else if (verdict.tier1.length > 0) await report(request, verdict, expected[i], actual[i])
      }
    }
  } finally {
    await npm.close()
    partance.close()
  }
  return summary

  async function report(request, verdict, npmAnswer, ourAnswer) {
    const small = summary.failures.length < shrinkLimit ? await reduce(request, verdict, npmAnswer, ourAnswer, { npm, partance, scores }) : request
    const [left, right] = await Promise.all([npm.ask(small), partance.ask(small)])
    summary.failures.push({ ...small, aspects: verdict.tier1, npm: left, partance: right })
    if (summary.failures.length > shrinkLimit) return
    log(`── difference ${summary.failures.length}: ${verdict.tier1.join(', ')} · case ${request.id} (${request.group})`)
    log(printRequest(small))
    log(`  npm:       ${JSON.stringify(left.result ?? left.error)}`)
    log(`  partance:  ${JSON.stringify(right.result ?? right.error ?? right)}`)
  }
}

/** One conformance line: the reduced request with the answer npm gives. */
function conformanceLine({ aspects, npm, partance, ...request }) {
  const { message, ...error } = npm.error ?? {}
  return JSON.stringify({ ...request, ...(npm.result ? { result: npm.result } : { error }) })
}

export function printSummary(summary, seconds, log = console.log) {
  const list = (counters) => Object.entries(counters).map(([name, number]) => `${name} ${number}`).join(', ') || 'none'
  log(`${summary.cases} cases in ${seconds.toFixed(1)} s (${summary.errors} refused by npm, ${summary.skipped} without npm answer)`)
  log(`tier 1 differences: ${summary.failures.length} · accepted: ${list(summary.accepted)} · tier 2: ${list(summary.tier2)}`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' }, family: { type: 'string' }, partance: { type: 'string' },
      scores: { type: 'boolean', default: false }, enumerate: { type: 'boolean', default: false }, out: { type: 'string', default: resolve(kRepository, 'build/differential.jsonl') }, show: { type: 'string', default: '20' },
    },
  })
  const path = requirePartance(values.partance)
  const requests = values.enumerate ? enumerateCases() : generated(Number(values.cases), values.seed, values.family)
  const started = performance.now()
  const summary = await runDifferential({ requests, path, scores: values.scores, shrinkLimit: Number(values.show) })
  printSummary(summary, (performance.now() - started) / 1000)
  if (summary.failures.length > 0) {
    mkdirSync(dirname(values.out), { recursive: true })
    writeFileSync(values.out, summary.failures.map((failure) => conformanceLine(failure) + '\n').join(''))
    console.log(`written to ${values.out}`)
    process.exit(1)
  }
}
