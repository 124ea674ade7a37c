// Finds the inputs of a model (rules with a question, and empty rules) and draws plausible answers for them:
// by possibilities, type and unit, and often a value the model itself compares the input with, or one next to it.

/** The ranges of plausible numbers by the unit of the input; other units use the last line. */
const kRanges = [
  [/^(k€|€)(\/an)?$/, 0, 90_000], [/^€\/mois$/, 0, 7_000], [/^€/, 0, 3_000], [/^%/, 0, 100], [/^an$/, 0, 9], [/^mois$/, 0, 24], [/^(jour|semaine)/, 0, 300],
  [/^km/, 0, 12_000], [/^enfant/, 0, 6], [/^ECTS/i, 0, 240], [/^(h|heure)/, 0, 60], [/^(kWh|kg|l\b)/i, 0, 5_000], [/.*/, 0, 20],
]

const kComparison = /([\p{L}$][\p{L}\p{N} .'’°€%-]*?) (?:<|<=|>|>=|=|!=) ('[^']*'|\d[\d/.]*)/gu

/** Literals compared with each reference text, anywhere in the model: Map reference → literals. */
function comparedLiterals(rules) {
  const found = new Map()
  for (const [, reference, literal] of JSON.stringify(rules).matchAll(kComparison)) {
    const key = reference.trim()
    if (!found.has(key)) found.set(key, new Set())
    found.get(key).add(literal)
  }
  return found
}

const isDate = (text) => /^\d{2}\/\d{2}\/\d{4}$/.test(text)

/** What kind of answer an input takes, from its declaration and from its value on the empty situation. */
function kindOf(raw, node) {
  const value = node.nodeValue
  if (raw?.type === 'date' || (typeof value === 'string' && isDate(value))) return 'date'
  if (raw?.type === 'texte' || typeof value === 'string') return 'string'
  if (raw?.type === 'booléen' || typeof value === 'boolean') return 'boolean'
  if (raw?.type === 'nombre' || typeof value === 'number' || node.unit || raw?.unité) return 'number'
  return raw?.question ? 'boolean' : 'number'
}

const kNotComputing = new Set(['titre', 'description', 'note', 'question', 'type', 'unité', 'par défaut', 'une possibilité', 'références', 'avec', 'applicable si', 'non applicable si', 'possiblement non applicable', 'plafond', 'plancher', 'arrondi'])
const isLeaf = (raw) => raw == null || (typeof raw === 'object' && !Object.keys(raw).some((key) => !kNotComputing.has(key) && /^(valeur|formule|somme|produit|variations|grille|barème|moyenne|condition|toutes ces conditions|une de ces conditions|texte|durée|inversion numérique|est .*|le m.*imum de|taux progressif|variable|remplace|rend non applicable)$/.test(key)))

/**
 * @param engine an npm engine on the empty situation
 * @param options questionsOnly: leave out empty rules that ask nothing
 * @returns [{name, kind, unit, options, literals, byDefault}] sorted as the model declares them
 */
export function inputsOf(engine, rules, { questionsOnly = false } = {}) {
  const literals = comparedLiterals(rules)
  const names = Object.entries(engine.getParsedRules())
  const parents = new Set(names.map(([name]) => name.split(' . ').slice(0, -1).join(' . ')))
  const choices = new Set()
  const inputs = []
  for (const [name, { rawNode: raw }] of names) {
    const options = engine.getPossibilitiesFor(name) ?? []
    for (const { type, dottedName } of options) if (type === 'reference') choices.add(dottedName)
    if (!raw?.question && (questionsOnly || !isLeaf(raw) || choices.has(name))) continue
    const isNamespaceOnly = parents.has(name) && !raw?.question && !raw?.type && raw?.['par défaut'] === undefined
    if (isNamespaceOnly) continue
    let node = {}
    try {
      node = engine.evaluate(name)
    } catch {
      // A rule that has no value on the empty situation may still be answered.
    }
    const pool = [...literals].filter(([reference]) => name === reference || name.endsWith(` . ${reference}`)).flatMap(([, values]) => [...values])
    const declared = typeof raw?.unité === 'string' ? raw.unité : null
    inputs.push({ name, kind: kindOf(raw, node), unit: declared ?? unitText(node.unit), options: options.map(({ publicodesValue }) => publicodesValue), literals: pool, byDefault: node.nodeValue })
  }
  return inputs
}

function unitText(unit) {
  if (!unit) return ''
  const below = unit.denominators.map((symbol) => `/${symbol}`).join('')
  return unit.numerators.join('.') + below
}

function randomDate(random) {
  const two = (number) => String(number).padStart(2, '0')
  return random.chance(0.2) ? `01/09/${random.integer(2014, 2026)}` : `${two(random.integer(1, 28))}/${two(random.integer(1, 12))}/${random.chance(0.5) ? random.integer(1994, 2009) : random.integer(2015, 2027)}`
}

function randomNumber(random, input) {
  const literal = input.literals.filter((text) => /^\d+(\.\d+)?\b(?!\/)/.test(text))
  if (literal.length > 0 && random.chance(0.35)) return Math.max(0, parseFloat(random.pick(literal)) + random.pick([-1, 0, 0, 1]))
  if (typeof input.byDefault === 'number' && input.byDefault !== 0 && random.chance(0.3)) return Number((input.byDefault * random.pick([0.5, 0.9, 1, 1.1, 2])).toFixed(3))
  const [, low, high] = kRanges.find(([pattern]) => pattern.test(input.unit)) // counts stay whole but for a few
  return random.chance(0.1) ? 0 : random.chance(high > 100 ? 0.8 : 0.96) ? random.integer(low, Math.max(1, Math.round(high * random.pick([0.1, 0.3, 1])))) : Number((random.next() * high).toFixed(2))
}

/** A plausible answer to one input, as a situation holds it. */
export function randomAnswer(random, input) {
  if (input.options.length > 0) return random.pick(input.options)
  if (input.kind === 'boolean') return random.pick(['oui', 'non'])
  if (input.kind === 'date') {
    const dates = input.literals.filter(isDate)
    return dates.length > 0 && random.chance(0.4) ? random.pick(dates) : randomDate(random)
  }
  if (input.kind === 'string') {
    const texts = input.literals.filter((text) => text.startsWith("'"))
    return random.pick(texts.length > 0 && random.chance(0.9) ? texts : [typeof input.byDefault === 'string' ? `'${input.byDefault}'` : "'FR'", "'zz'"])
  }
  const number = randomNumber(random, input)
  return input.unit && random.chance(0.25) ? `${number} ${input.unit}` : number
}

/** A situation answering about `share` of the inputs. */
export function randomSituation(random, inputs, share) {
  const chosen = inputs.filter(() => random.chance(share))
  return Object.fromEntries(chosen.map((input) => [input.name, randomAnswer(random, input)]))
}
