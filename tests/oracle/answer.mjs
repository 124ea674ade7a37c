// Answers a conformance request with npm `publicodes`, always on a fresh engine.
// A request is one line of the shape {id, rules, situation, evaluate, options}; the answer keeps the id and carries
// either `result` or `error`, so that it can be compared with what `partance evaluate --lines` prints.
// Used as a library by every oracle test; as a command it reads JSON Lines on standard input (`--rules FILE` for requests
// without rules).

import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import Engine, { formatValue, serializeUnit } from 'publicodes'
import { parse } from 'yaml'

/** JSON has no NaN or infinities: they travel as texts. Any other number travels as itself. */
const encodeNumber = (number) => (Number.isFinite(number) ? number : String(number))

/** The value of an evaluated node: {kind, and one of number, boolean, string}. */
export function encodeValue(value) {
  if (value === undefined) return { kind: 'undefined' }
  if (value === null) return { kind: 'null' }
  if (typeof value === 'number') return { kind: 'number', number: encodeNumber(value) }
  return { kind: typeof value, [typeof value]: value }
}

/** `null` stands for "no unit", the empty text for a unit without factors. */
const encodeUnit = (unit) => (unit == null ? null : serializeUnit(unit) ?? '')

/** What a line's `result` holds for an evaluated node; `warnings` is a count. */
export function encodeResult(node, warnings = 0) {
  let formatted
  try {
    formatted = formatValue(node)
  } catch (error) {
    formatted = null // a unit that cannot be simplified: the value itself remains comparable
  }
  return {
    value: encodeValue(node.nodeValue),
    unit: encodeUnit(node.unit),
    missing: Object.entries(node.missingVariables),
    formatted,
    warnings,
  }
}

/** The rules of a request as the object the npm engine wants; `rules` is YAML text or already an object. */
export const readRules = (rules) => (typeof rules === 'string' ? parse(rules) : rules) ?? {}

/** A logger that counts warnings and is otherwise silent. */
export function countingLogger() {
  const logger = { warnings: 0, log() {}, error() {}, warn: () => void logger.warnings++ }
  return logger
}

/**
 * Answers one request. Never throws: an error becomes {error: {stage, name, message}}, where stage is
 * `construct`, `setSituation` or `evaluate`. For a request without rules, `shared` is {engine, logger}: its situation
 * is set anew, which empties the cache.
 */
export function answer(request, shared = null) {
  const logger = shared?.logger ?? countingLogger()
  logger.warnings = 0
  let stage = 'construct'
  try {
    const engine = shared?.engine ?? new Engine(readRules(request.rules), { logger, ...request.options })
    stage = 'setSituation'
    if (request.situation || shared) engine.setSituation(request.situation ?? {})
    stage = 'evaluate'
    const node = engine.evaluate(request.evaluate)
    return { id: request.id, result: encodeResult(node, logger.warnings) }
  } catch (error) {
    return { id: request.id, error: { stage, name: error?.name ?? 'Error', message: String(error?.message ?? error) } }
  }
}

/** Answers a line of text; a line that is not JSON gets an error line too. */
export function answerLine(line, shared = null) {
  let request
  try {
    request = JSON.parse(line)
  } catch (error) {
    return { id: null, error: { stage: 'request', name: 'SyntaxError', message: error.message } }
  }
  return answer(request, request.rules == null ? shared : null)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { rules: { type: 'string' }, lines: { type: 'boolean' } }, allowPositionals: true })
  const logger = countingLogger()
  const shared = values.rules ? { logger, engine: new Engine(readRules(readFileSync(values.rules, 'utf8')), { logger }) } : null
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() !== '') process.stdout.write(JSON.stringify(answerLine(line, shared)) + '\n')
  }
}
