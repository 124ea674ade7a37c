// Larger random models: 4 to 14 rules of mixed features in nested namespaces, where interactions show
// (a replacement inside a context under a disabled parent…). Same contract as families.mjs.

import { situationValue } from './families.mjs'
import { Terms, kUnitFamilies } from './terms.mjs'

const kSegments = ['a', 'b', 'c', 'd', 'e', 'x', 'y', 'prime', 'taux net', "coût d'usage", 'éa', 'B']

/** Names in nested namespaces, every parent present. */
function makeNames(random) {
  const names = random.sample(kSegments, random.integer(2, 5))
  for (let more = random.integer(1, 8); more > 0; more--) {
    const name = `${random.pick(names)} . ${random.pick(kSegments)}`
    if (!names.includes(name) && name.split(' . ').length <= 4) names.push(name)
  }
  return names
}

/** A rule with possibilities: numbers, texts, or child rules that it declares. */
function choice(random, terms, type) {
  const options = type === 'number'
    ? random.sample([1, 2, 3, 10], random.integer(1, 3))
    : random.chance(0.5) ? random.sample(["'a'", "'b'", "'licence'"], random.integer(1, 3)) : random.sample([{ o1: null }, { o2: terms.absent() }, { o3: 'non' }], random.integer(1, 3))
  return { 'une possibilité': options, ...(random.chance(0.4) ? { 'par défaut': type === 'number' ? options[0] : random.pick(["'a'", "'o1'"]) } : {}) }
}

function makeBody(random, terms, type, depth) {
  const kinds = { number: 'nombre', boolean: 'booléen', string: 'texte', date: 'date' }
  return random.weighted([
    [2, () => null],
    [1.5, () => ({ type: kinds[type] })],
    [type === 'boolean' ? 3 : 0.3, () => ({ question: '?' })],
    [type === 'number' ? 2 : 0, () => ({ unité: terms.unit() })],
    [2.5, () => ({ 'par défaut': terms.leaf(type) })],
    [2, () => terms.literal(type)],
    [3, () => terms.text(type, depth)],
    [3, () => terms.chain(type, depth, 1, 3)],
    [4, () => terms.mechanism(type, depth)],
    [type === 'string' || type === 'number' ? 0.8 : 0, () => choice(random, terms, type)],
    [type === 'number' && terms.rules.length > 1 ? 0.3 : 0, () => ({ 'inversion numérique': terms.rules.slice(0, 2).map(({ name }) => name), ...(random.chance(0.5) ? { unité: terms.unit() } : {}) })],
    [0.7, () => ({ 'applicable si': terms.term('boolean', 1), valeur: terms.term(type, 1), 'possiblement non applicable': 'oui' })],
  ])()
}

/** Adds what only rules can carry: replacements, contexts, nested rules, privacy. */
function decorate(random, terms, names, body) {
  if (body === null || typeof body !== 'object') {
    if (!random.chance(0.25)) return body
    body = body === null ? {} : { valeur: body }
  }
  const decorated = { ...body }
  const reference = () => random.pick(names)
  if (random.chance(0.1)) decorated.remplace = random.chance(0.5) ? reference() : { 'références à': reference(), [random.pick(['dans', 'sauf dans'])]: random.chance(0.5) ? reference() : [reference(), reference()], ...(random.chance(0.3) ? { priorité: random.integer(0, 3) } : {}) }
  if (random.chance(0.05)) decorated['rend non applicable'] = reference()
  if (random.chance(0.07) && Object.keys(body).length > 0) decorated.contexte = { [reference()]: terms.leaf('any') }
  if (random.chance(0.02)) decorated.privé = 'oui'
  if (random.chance(0.04)) decorated.titre = 'Un titre'
  if (random.chance(0.05)) decorated.avec = { [random.pick(['m', 'n'])]: terms.term('number', 1) }
  if (random.chance(0.02)) decorated['résoudre la référence circulaire'] = 'oui'
  if (random.chance(0.02)) decorated.suggestions = { un: terms.leaf('number') }
  return decorated
}

export function largeModel(random) {
  const names = makeNames(random)
  const types = new Map(names.map((name) => [name, random.weighted([[6, 'number'], [3, 'boolean'], [1, 'string'], [0.8, 'date']])]))
  const families = random.chance(0.6) ? random.sample(Object.keys(kUnitFamilies), random.integer(1, 3)) : null
  const known = names.map((name) => ({ name, type: types.get(name) }))
  const terms = new Terms(random, known, { families, misfit: random.pick([0, 0.03, 0.15]), unknown: 0.001 })
  const depth = random.integer(1, 3)
  const rules = {}
  for (const name of names) {
    // Mostly acyclic: a rule prefers the rules written before it.
    const earlier = known.filter((rule) => rule.name in rules)
    terms.self = name
    terms.rules = earlier.length > 0 && random.chance(0.85) ? earlier : known
    rules[name] = decorate(random, terms, names, makeBody(random, terms, types.get(name), depth))
  }
  terms.rules = known
  terms.self = ''
  const situation = {}
  for (const { name, type } of known) if (random.chance(0.25)) situation[name] = situationValue(random, terms, type)
  const evaluate = random.weighted([[8, random.pick(names)], [2, names.at(-1)], [1, terms.text('any', 2)], [1, terms.term('any', 2)], [0.5, { somme: random.sample(names, 3) }]])
  const options = random.weighted([[90, undefined], [3, { strict: { situation: false } }], [2, { flag: { automaticNamespaceDisabling: false } }], [2, { flag: { filterNotApplicablePossibilities: true } }], [2, { strict: { noCycleRuntime: true } }], [1, { strict: { checkPossibleValues: true } }]])
  return { rules, situation, evaluate, options }
}
