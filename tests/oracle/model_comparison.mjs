// Compares both engines over every public rule of one model, on the empty situation and on random ones.
// npm shares its cache within a situation to be affordable; since its answers may depend on what was evaluated before, a
// difference counts only if it remains after npm evaluated that rule alone on a fresh situation.

import { setImmediate } from 'node:timers/promises'
import Engine from 'publicodes'
import { acceptedDifference } from './accepted.mjs'
import { countingLogger, encodeResult } from './answer.mjs'
import { compare } from './compare.mjs'
import { inputsOf, randomSituation } from './inputs_of_model.mjs'
import { Partance, partancePath } from './partance.mjs'
import { Random } from './random.mjs'

const kSlice = 25 // rules npm evaluates between two looks at Partance's answers

function evaluated(engine, rule) {
  try {
    return { result: encodeResult(engine.evaluate(rule)) }
  } catch (error) {
    return { error: { stage: 'evaluate', name: error.name, message: error.message } }
  }
}

/** An answer on one line; of a long missing list only what is around the first name where the other answer departs. */
function brief({ result, error, crash }, other) {
  if (!result) return JSON.stringify(error ?? crash).slice(0, 600)
  const { value, unit, missing } = result
  const first = missing.findIndex(([name], i) => name !== other.result?.missing[i]?.[0])
  const at = first < 0 ? missing.length : first
  const shown = missing.slice(Math.max(0, at - 1), at + 3).map(([name, score]) => `${name} (${score})`)
  return `${JSON.stringify(value)} ${JSON.stringify(unit)} · ${missing.length} missing, from ${at}: ${shown.join(', ')}`
}

/** Drops random entries until npm takes the situation; both engines then get the same one. */
function settle(engine, situation, random) {
  let accepted = situation
  for (;;) {
    try {
      engine.setSituation(accepted)
      return accepted
    } catch {
      const entries = Object.entries(accepted)
      if (entries.length === 0) throw new Error('npm refuses the empty situation')
      const doomed = random.integer(0, entries.length - 1)
      accepted = Object.fromEntries(entries.filter((_, index) => index !== doomed))
    }
  }
}

export class ModelComparison {
  /**
   * @param options name; rules: the object npm loads; rulesPath: what Partance gets as --rules; targets: rule names (default:
   *   every public rule); share: part of the inputs answered, or [low, high]; questionsOnly: leave empty rules without question alone;
   *   adjust: (situation, random, inputs) → situation, to make it plausible; engineOptions; path: the binary
   */
  constructor({ name, rules, rulesPath, targets, share = 1 / 3, questionsOnly = false, adjust = (situation) => situation, engineOptions = {}, path = partancePath(), log = console.log }) {
    Object.assign(this, { name, rules, share, adjust, engineOptions, log, checked: 0, tier2: {}, historical: 0, accepted: {}, failures: [] })
    this.engine = new Engine(rules, { logger: countingLogger(), ...engineOptions })
    this.targets = targets ?? Object.keys(this.engine.getParsedRules())
    this.inputs = inputsOf(this.engine, rules, { questionsOnly })
    this.partance = new Partance(path, { rules: rulesPath, timeout_ms: 60_000 })
  }

  situation(seed, index) {
    const random = new Random(this.name, seed, index)
    if (index === 0) return settle(this.engine, {}, random)
    const [low, high] = Array.isArray(this.share) ? this.share : [this.share, this.share]
    const situation = randomSituation(random, this.inputs, low + (high - low) * random.next())
    return settle(this.engine, this.adjust(situation, random, this.inputs), random)
  }

  /** Situation 0 is the empty one. Runs situations first…first+count-1 of the seed. */
  async run(count, seed, first = 0) {
    for (let index = first; index < first + count; index++) await this.runOne(seed, index)
    return this
  }

  async runOne(seed, index) {
    const situation = this.situation(seed, index)
    const requests = this.targets.map((rule) => ({ id: `${this.name} ${seed}#${index} ${rule}`, situation, evaluate: rule }))
    const pending = this.partance.askAll(requests)
    const expected = []
    for (const [i, rule] of this.targets.entries()) {
      expected.push(evaluated(this.engine, rule))
      if (i % kSlice === kSlice - 1) await setImmediate()
    }
    const actual = await pending
    for (const [i, request] of requests.entries()) this.judge(request, expected[i], actual[i])
  }

  judge(request, shared, actual) {
    this.checked++
    const verdict = actual.crash ? { tier1: ['crash'], tier2: [] } : compare(shared, actual)
    if (verdict.tier1.length === 0) {
      if (verdict.tier2.includes('scores')) this.tier2.scores = (this.tier2.scores ?? 0) + 1
      return
    }
    const fresh = this.failures.length < 100 ? this.fresh(request) : shared
    const again = actual.crash ? verdict : compare(fresh, actual)
    if (again.tier1.length === 0) {
      this.historical++
      return
    }
    const accepted = acceptedDifference(request, fresh, actual)
    if (accepted) this.accepted[accepted.name] = (this.accepted[accepted.name] ?? 0) + 1
    else this.failures.push({ ...request, aspects: again.tier1, npm: fresh, partance: actual })
  }

  fresh({ situation, evaluate }) {
    this.engine.setSituation(situation)
    return evaluated(this.engine, evaluate)
  }

  /** Prints the totals and, rule by rule, the differences: how many and the first of each. */
  report(show = 15) {
    const { log, failures } = this
    log(`${this.name}: ${this.targets.length} rules, ${this.inputs.length} inputs, ${this.checked} evaluations compared, ${failures.length} differences` +
      ` (${this.historical} depended on npm's history, accepted: ${JSON.stringify(this.accepted)}, other scores: ${this.tier2.scores ?? 0})`)
    const byRule = Map.groupBy?.(failures, ({ evaluate }) => evaluate) ?? failures.reduce((map, failure) => map.set(failure.evaluate, [...(map.get(failure.evaluate) ?? []), failure]), new Map())
    for (const [rule, group] of [...byRule].sort((a, b) => b[1].length - a[1].length).slice(0, show)) {
      const [{ id, aspects, situation, npm, partance }] = group
      log(`── ${rule}: ${group.length} times, first ${aspects.join(', ')} in ${id}`)
      log(`  situation: ${JSON.stringify(situation).slice(0, 600)}`)
      log(`  npm:       ${brief(npm, partance)}`)
      log(`  partance:  ${brief(partance, npm)}`)
    }
    return failures.length
  }

  close() {
    this.partance.close()
  }
}
