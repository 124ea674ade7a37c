// Makes a failing request small: tries every single cut of its rules, situation, expression and options, keeps a cut
// when the failure persists, and starts again until none helps.

import { parse, stringify } from 'yaml'

const kInfix = / (?:\+|-|\*|\/|\/\/|\*\*|<|>|<=|>=|=|!=) /

/** Every value one cut away from `value`, larger cuts first. */
function* cuts(value) {
  if (value === null) return
  if (typeof value === 'string') {
    const parts = value.split(kInfix)
    if (parts.length > 1) for (const part of parts) if ((part.match(/\(/g) ?? []).length === (part.match(/\)/g) ?? []).length) yield part
    if (/^\(.*\)$/.test(value)) yield value.slice(1, -1)
    if (value !== '1' && !/^[\w . ]+$/.test(value)) yield '1'
    return
  }
  if (typeof value !== 'object') return
  const isList = Array.isArray(value)
  const keys = Object.keys(value)
  const without = (key) => (isList ? value.filter((_, index) => index !== Number(key)) : Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)))
  const withValue = (key, replacement) => (isList ? value.map((item, index) => (index === Number(key) ? replacement : item)) : { ...value, [key]: replacement })
  for (const key of keys) yield without(key)
  for (const key of keys) if (value[key] !== null && typeof value[key] === 'object') yield value[key]
  for (const key of keys) {
    if (value[key] !== null && typeof value[key] === 'object') yield withValue(key, '1')
    for (const replacement of cuts(value[key])) yield withValue(key, replacement)
  }
}

function* requestCuts(request) {
  if (request.options) {
    const { options, ...rest } = request
    yield rest
  }
  if (request.situation !== null) yield { ...request, situation: null }
  if (typeof request.rules === 'string') {
    const lines = request.rules.split('\n')
    for (let i = 0; i < lines.length; i++) yield { ...request, rules: lines.filter((_, index) => index !== i).join('\n') }
  } else {
    for (const rules of cuts(request.rules)) if (!Array.isArray(rules) && typeof rules === 'object') yield { ...request, rules }
    for (const name of Object.keys(request.rules)) if (request.rules[name] !== null) yield { ...request, rules: { ...request.rules, [name]: null } }
  }
  if (request.situation) for (const situation of cuts(request.situation)) if (typeof situation === 'object' && !Array.isArray(situation)) yield { ...request, situation }
  if (typeof request.evaluate === 'object' && request.evaluate !== null) {
    for (const evaluate of cuts(request.evaluate)) yield { ...request, evaluate }
  } else if (typeof request.evaluate === 'string') {
    for (const evaluate of cuts(request.evaluate)) yield { ...request, evaluate }
  }
}

/**
 * @param fails async (request) → whether the failure looked for is still there
 * @param attempts how many requests may be tried
 */
export async function shrink(request, fails, attempts = 600) {
  let best = request
  if (typeof best.rules === 'string') {
    try {
      const asObject = { ...best, rules: parse(best.rules) }
      if (await fails(asObject)) best = asObject
    } catch {
      // The text itself matters: its lines are cut instead.
    }
  }
  for (let improved = true; improved && attempts > 0; ) {
    improved = false
    for (const candidate of requestCuts(best)) {
      if (attempts-- <= 0) break
      if (await fails(candidate)) {
        best = candidate
        improved = true
        break
      }
    }
  }
  return best
}

/** A request as a block that a person can read and paste. */
export function printRequest({ rules, situation, evaluate, options }) {
  const indent = (text) => text.trimEnd().replace(/^/gm, '    ')
  const lines = ['  rules:', indent(typeof rules === 'string' ? rules : stringify(rules, { lineWidth: 0 }))]
  if (situation) lines.push(`  situation: ${JSON.stringify(situation)}`)
  if (options) lines.push(`  options:   ${JSON.stringify(options)}`)
  return [...lines, `  evaluate:  ${typeof evaluate === 'string' ? evaluate : JSON.stringify(evaluate)}`].join('\n')
}
