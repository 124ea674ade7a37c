// Small focused models, one feature family each (2 to 8 rules): most faults of an engine show in one of these,
// and a difference found here is short enough to read. Each family is a function (random) → request parts
// {rules, situation, evaluate, options}.

import { Terms, kComparisons, kOperators, kUnitFamilies } from './terms.mjs'

/** The inputs that every focused model may lean on: unknown, absent, zero, percent, dates, texts… */
export const kInputs = {
  u: { type: 'any', body: null },
  n: { type: 'number', body: { type: 'nombre' } },
  d: { type: 'number', body: { 'par défaut': 5 } },
  de: { type: 'number', body: { 'par défaut': '100 €' } },
  na: { type: 'number', body: { 'applicable si': 'non', valeur: '3 €' } },
  pna: { type: 'number', body: { 'possiblement non applicable': 'oui', type: 'nombre' } },
  z: { type: 'number', body: 0 },
  e: { type: 'number', body: '12 €' },
  em: { type: 'number', body: '10 €/mois' },
  p: { type: 'number', body: '5 %' },
  q: { type: 'boolean', body: { question: 'q ?' } },
  qd: { type: 'boolean', body: { 'par défaut': 'non' } },
  v: { type: 'boolean', body: 'oui' },
  f: { type: 'boolean', body: 'non' },
  nb: { type: 'boolean', body: { 'applicable si': 'q', valeur: 'oui' } },
  t: { type: 'string', body: "'abc'" },
  tu: { type: 'string', body: { type: 'texte' } },
  j: { type: 'date', body: '15/03/2023' },
  ju: { type: 'date', body: { type: 'date' } },
  vs: { type: 'number', body: { variations: [{ si: 'q', alors: '5 kg' }] } },
}

/** A value for a rule of the type, as a situation would give it. */
export function situationValue(random, terms, type) {
  return random.weighted([
    [6, () => { const text = terms.literal(type === 'any' ? terms.anyType() : type); return type === 'number' && /^\d{1,5}$/.test(text) && random.chance(0.5) ? Number(text) : text }],
    [1, () => terms.text(type, 1)],
    [1, () => terms.absent()],
    [1, () => terms.term(type, 2)],
    [0.4, () => null],
    [0.3, () => terms.literal('any')],
  ])()
}

/** Picks inputs, builds a Terms over them and a situation that answers some. */
export function inputs(random, { count = 5, answered = 0.4, families = null, misfit } = {}) {
  const names = random.sample(Object.keys(kInputs), count)
  if ((names.includes('nb') || names.includes('vs')) && !names.includes('q')) names.push('q')
  const rules = {}
  for (const name of names) rules[name] = kInputs[name].body
  const known = names.map((name) => ({ name, type: kInputs[name].type }))
  const terms = new Terms(random, known, { families, misfit })
  const situation = {}
  for (const { name, type } of known) if (random.chance(answered)) situation[name] = situationValue(random, terms, type)
  return { rules, terms, known, situation: random.chance(0.15) ? null : situation }
}

const familyNames = Object.keys(kUnitFamilies)
const someFamilies = (random) => random.sample(familyNames, random.integer(1, 3))

/** A model of inputs plus `x: make(terms)`, evaluated at `x`. */
const single = (make, options) => (random) => {
  const { rules, terms, situation } = inputs(random, { families: someFamilies(random), ...options })
  rules.x = make(terms, random)
  return { rules, situation, evaluate: 'x' }
}

export const kFamilies = {
  /** Every operator over every pair of kinds, units included. */
  operators: (random) => {
    const { rules, terms, situation } = inputs(random, { count: 8, misfit: 0.4, families: someFamilies(random) })
    const operator = random.pick([...kOperators, ...kComparisons])
    const evaluate = random.chance(0.75)
      ? `${terms.leaf('any')} ${operator} ${terms.leaf('any')}`
      : { [random.pick([...kOperators, ...kComparisons, 'et', 'ou'])]: [terms.leaf('any'), terms.leaf('any')] }
    return { rules, situation, evaluate }
  },
  infix: single((terms) => terms.text('any', 4)),
  conditions: single((terms, random) => (random.chance(0.5) ? terms.condition('any', 3) : terms.variations('any', 3))),
  logic: single((terms, random) => ({ [random.pick(['toutes ces conditions', 'une de ces conditions'])]: terms.list('boolean', 3, 0, 4) })),
  defined: single((terms, random) => ({ [random.pick(['est défini', 'est non défini', 'est applicable', 'est non applicable'])]: random.chance(0.4) ? terms.absent() : terms.term('any', 2) })),
  chains: single((terms, random) => terms.chain('number', 2, 2, 5)),
  unit_chains: single((terms, random) => ({ valeur: terms.text('number', 2), ...(random.chance(0.7) ? { unité: terms.unit() } : {}), ...(random.chance(0.4) ? { arrondi: random.pick(['oui', '1 décimale', '2 décimales', '-1 décimales', '3 décimale']) } : {}), ...(random.chance(0.3) ? { "simplifier l'unité": 'oui' } : {}) })),
  products: single((terms) => ({ produit: terms.list('number', 1, 1, 4) })),
  sums: single((terms, random) => ({ [random.pick(['somme', 'moyenne'])]: terms.list('number', 2, 0, 5) })),
  extremes: single((terms, random) => ({ [random.pick(['le maximum de', 'le minimum de'])]: random.list(0, 4, () => (random.chance(0.3) ? terms.absent() : terms.term('any', 1))) })),
  bareme: single((terms) => ({ barème: terms.brackets('taux', 3) })),
  grille: single((terms, random) => ({ grille: terms.brackets('montant', 3, random.pick(['number', 'any', 'string'])) })),
  progressive: single((terms) => ({ 'taux progressif': terms.brackets('taux', 3) })),
  durations: single((terms) => ({ durée: terms.duration(2) }), { count: 6 }),
  dates: single((terms, random) => (random.chance(0.5) ? terms.text('boolean', 2) : random.pick([terms.variations('date', 2), `${terms.leaf('date')} ${random.pick([...kComparisons, '-', '+'])} ${terms.leaf('date')}`])), { count: 6 }),
  texts: single((terms) => ({ texte: terms.template() }), { count: 7 }),
  rounding: single((terms, random) => ({ valeur: terms.text('number', 1), arrondi: terms.chained('arrondi', 'number', 2) })),
  logarithm: single((terms, random) => ({ logarithme: random.chance(0.7) ? terms.leaf('number') : terms.leaf('any') })),
  absent: single((terms, random) => ({ [random.pick(['somme', 'produit', 'moyenne', 'le maximum de'])]: [terms.absent(), terms.leaf('number'), terms.absent()] })),

  parents(random) {
    const { rules, terms, situation } = inputs(random, { count: 4 })
    rules.a = random.weighted([[2, 'oui'], [2, 'non'], [2, { question: 'a ?' }], [2, terms.chain('any', 1, 1, 2)], [1, null], [1, { 'par défaut': random.pick(['oui', 'non', 3]) }], [1, terms.term('any', 2)], [1, { 'possiblement non applicable': 'oui' }], [1, { type: 'booléen', 'applicable si': terms.reference('boolean') }]])
    rules['a . b'] = random.weighted([[2, 3], [1, null], [2, terms.chain('any', 1)], [1, 'oui'], [1, { question: 'b ?' }]])
    if (random.chance(0.8)) rules['a . b . c'] = random.weighted([[2, '5 €'], [1, null], [2, { 'par défaut': 7 }], [1, 'b + 1']])
    if (random.chance(0.5)) rules['a . e2'] = terms.text('any', 1)
    rules.total = random.pick([{ somme: ['a . b', 'a'] }, 'a . b + 1', { 'est applicable': 'a . b' }, { 'le maximum de': ['a . b', 2] }, { 'une de ces conditions': ['a', 'a . b > 2'] }])
    const answers = { ...(situation ?? {}) }
    if (random.chance(0.4)) answers.a = situationValue(random, terms, random.pick(['boolean', 'number']))
    if (random.chance(0.3)) answers['a . b'] = situationValue(random, terms, 'any')
    const evaluate = random.pick(Object.keys(rules).slice(-5))
    const options = random.chance(0.08) ? { flag: { automaticNamespaceDisabling: false } } : undefined
    return { rules, situation: answers, evaluate, options }
  },

  privates(random) {
    const { rules, terms, situation } = inputs(random, { count: 3 })
    const secret = () => random.pick([null, 3, { 'par défaut': 4 }, terms.text('number', 1), { privé: 'oui', valeur: 2 }, { privé: 'non' }, { privé: 'oui' }])
    const mark = () => (random.chance(0.4) ? '[privé] ' : '')
    rules.a = random.pick(['oui', 'b + 1', 'a . b', null, 'oui', 'k', random.chance(0.1) ? 'c' : 3])
    rules[`${mark()}a . b`] = secret()
    rules['a . b . c'] = random.pick(['b', '^ . b', 'b . d2', 1, 1, null])
    rules[`${mark()}a . b . d2`] = secret()
    rules[`${mark()}racine`] = secret()
    rules.k = { valeur: random.pick(['a . b', 'a . b . d2', 'racine', 'a', 'racine', 'racine + a', 'b', 'w']), avec: { [`${mark()}b`]: secret(), 'w': random.pick(['b', '^ . b', 'a . b', 'racine']) } }
    const names = Object.keys(rules).map((name) => name.replace('[privé] ', ''))
    const answers = { ...(situation ?? {}) }
    if (random.chance(0.15)) answers[random.pick(names)] = 3
    return { rules, situation: answers, evaluate: random.pick([...names, 'k . b', 'k . w', 'a + k', 'racine + 1']) }
  },

  replacements(random) {
    const { rules, terms, situation, known } = inputs(random, { count: 4 })
    rules.zone = random.pick(['oui', null, 'a + 1'])
    rules.a = random.pick([10, '10 €', null, { 'par défaut': 1 }])
    rules.b = random.pick(['a', 'a + 1', { valeur: 'a', plafond: 'c' }, { 'le maximum de': ['a', 'c'] }, { texte: '{{ a }}' }, { somme: ['a', 'c'] }])
    rules.c = random.pick([20, 'a', { 'par défaut': 2 }])
    rules['zone . b'] = random.pick(['a', 'a * 2', { variations: [{ si: 'a > 5', alors: 'a' }, { sinon: 'c' }] }])
    rules['zone bis'] = 'a'
    const target = () => random.pick(['a', 'a', 'a', 'b', 'c', 'zone', random.pick(known).name])
    const place = () => random.pick(['b', 'zone', 'zone . b', 'zone bis', ['b', 'c'], ['zone', 'b']])
    const declaration = () => {
      if (random.chance(0.3)) return target()
      const one = { 'références à': target() }
      if (random.chance(0.4)) one.dans = place()
      if (random.chance(0.25)) one['sauf dans'] = place()
      if (random.chance(0.35)) one.priorité = random.pick([0, 1, 2, 10, -1])
      return one
    }
    const replacers = random.sample(['r', 'R', 'ré', 'r bis', 'zone . r', 's', 'r-s'], random.integer(1, 3))
    for (const name of replacers) {
      const body = random.weighted([[3, { valeur: terms.text('any', 1) }], [3, terms.chain('any', 1, 1, 2)], [2, terms.variations('number', 1)], [1, { valeur: 'a * 2' }], [1, { 'par défaut': 3 }]])
      const value = random.chance(0.2) ? [declaration(), declaration()] : declaration()
      rules[name] = { ...body, [random.chance(0.75) ? 'remplace' : 'rend non applicable']: value }
    }
    const answers = { ...(situation ?? {}) }
    if (random.chance(0.3)) answers[random.pick(replacers)] = situationValue(random, terms, 'any')
    if (random.chance(0.1)) answers.c = { valeur: 7, remplace: 'a' }
    return { rules, situation: answers, evaluate: random.pick(['a', 'b', 'c', 'zone . b', 'zone bis', 'a + c', 'zone', ...replacers]) }
  },

  possibilities(random) {
    const { rules, terms, situation } = inputs(random, { count: 3 })
    const kind = random.weighted([[3, 'string'], [3, 'number'], [4, 'reference'], [0.4, 'mixed'], [0.4, 'bad']])
    const unit = random.pick(['', '', ' m', ' €/mois'])
    const options = {
      string: random.sample(["'k'", "'l'", "'m n'", "'é'"], random.integer(1, 3)),
      number: random.sample([1, 2, 3, 10], random.integer(1, 3)).map((number) => (unit ? `${number}${unit}` : number)),
      reference: random.sample(['o1', 'o2', { o3: terms.absent() }, { o4: null }], random.integer(1, 3)),
      mixed: ["'k'", 2, 'o1'],
      bad: random.pick([[], ['1 + 2'], ['01/01/2024'], ['1 m', '2 kg'], ["'k'", "'k'"], [1, '1'], ['inexistant'], [{ o3: 1, o5: 2 }], null, 'o1']),
    }[kind]
    if (unit === ' m' && kind === 'number' && random.chance(0.3)) options.push('50 cm')
    const body = random.weighted([[6, { 'une possibilité': options }], [1, { 'une possibilité': { possibilités: options, 'choix obligatoire': 'oui' } }], [1, { valeur: { 'une possibilité': options } }], [0.5, { formule: { 'une possibilité': { possibilités: options } } }]])
    const choice = () => random.pick(["'k'", "'o1'", "'o3'", 2, `2${unit}`, '200 cm', "'zz'", 9, 'o1', 'oui', terms.absent(), "'o2'", null])
    if (random.chance(0.4)) body['par défaut'] = choice()
    if (random.chance(0.15)) body['applicable si'] = terms.text('boolean', 1)
    rules.r = body
    rules['r . o1'] = random.pick([null, { 'applicable si': terms.reference('boolean') }, 'non', terms.absent()])
    if (random.chance(0.7)) rules['r . o2'] = random.pick([null, { 'non applicable si': 'q2' }, 'oui'])
    rules.q2 = { question: 'q2 ?' }
    rules.w = random.pick(["r = 'k'", "r = 'o1'", 'r', { variations: [{ si: "r = 'o1'", alors: 1 }, { si: 'r > 1', alors: 2 }, { sinon: 3 }] }, 'r + 1', { 'est applicable': 'r . o1' }])
    const answers = { ...(situation ?? {}) }
    if (random.chance(0.5)) answers.r = choice()
    if (random.chance(0.3)) answers.q2 = random.pick(['oui', 'non'])
    const modelOptions = random.weighted([[5, undefined], [2, { flag: { filterNotApplicablePossibilities: true } }], [1, { strict: { checkPossibleValues: true } }], [0.5, { strict: { situation: false } }]])
    return { rules, situation: answers, evaluate: random.pick(['r', 'r', 'w', 'w', 'r . o1']), options: modelOptions }
  },

  contexts(random) {
    const { rules, terms, situation, known } = inputs(random, { count: 5 })
    rules.k = random.pick([2, { 'par défaut': 2 }, { valeur: 2, unité: '€' }, { 'applicable si': terms.reference('boolean'), valeur: 4 }])
    rules.y = random.pick(['k * 2', { somme: ['k', terms.leaf('number')] }, { valeur: 'k', plafond: 10 }, { variations: [{ si: 'k > 3', alors: 'k' }] }, { texte: '{{ k }}' }])
    const overrides = () => Object.fromEntries(random.list(0, 2, () => [random.pick(['k', 'k', random.pick(known).name, 'y']), random.pick([3, 'k + 10', terms.leaf('any'), terms.absent(), 'k', terms.text('number', 1)])]))
    rules.x = { valeur: random.pick(['y', 'y + k', 'k', { valeur: 'y', contexte: overrides() }]), contexte: overrides() }
    if (random.chance(0.3)) rules.x.plafond = terms.leaf('number')
    rules.w = random.pick([{ valeur: 'x', contexte: overrides() }, 'x + y', { 'est applicable': 'x' }, { somme: ['x', { valeur: 'y', contexte: overrides() }] }])
    return { rules, situation, evaluate: random.pick(['x', 'x', 'w', 'w', 'y']) }
  },

  inversions(random) {
    const { rules, terms } = inputs(random, { count: 3 })
    const unit = random.pick(['', ' €', ' €/mois'])
    const target = random.pick(['net', ['net', 'coût'], { avec: ['net', 'coût'], min: random.pick([0, 1, -100]), max: random.pick([1000, 100000]), "tolérance d'erreur": random.pick([0.1, 0.0001, 1]) }])
    rules.brut = { 'inversion numérique': target, ...(unit ? { unité: unit.trim() } : {}), ...(random.chance(0.15) ? { 'par défaut': `1000${unit}` } : {}), ...(random.chance(0.1) ? { arrondi: 'oui' } : {}) }
    rules.charges = random.pick(['brut * 20 %', { barème: { assiette: 'brut', tranches: [{ taux: '10 %', plafond: `500${unit}` }, { taux: '30 %' }] } }, `100${unit}`, { valeur: `brut * 0.1`, plafond: `80${unit}` }, `brut * taux`])
    rules.taux = random.pick(['10 %', { 'par défaut': '5 %' }, null])
    rules.net = random.pick(['brut - charges', { valeur: 'brut - charges', ...(unit ? { unité: unit.trim() } : {}) }, { valeur: 'brut - charges', plancher: `0${unit}` }, { valeur: 'brut - charges', 'applicable si': terms.text('boolean', 1) }])
    rules.coût = random.pick(['brut + charges', 'brut * 1.4', 'net * 2'])
    const amount = () => random.pick([`${random.integer(1, 5000)}${unit}`, random.integer(1, 3000), 0, `2000${unit}`])
    const situation = {}
    if (random.chance(0.75)) situation.net = amount()
    if (random.chance(0.25)) situation.coût = amount()
    if (random.chance(0.15)) situation.brut = amount()
    if (random.chance(0.3)) situation.taux = random.pick(['10 %', '0 %', 0.2])
    return { rules, situation, evaluate: random.pick(['brut', 'brut', 'net', 'coût', 'charges', 'brut + charges']) }
  },

  circular(random) {
    const { rules, terms } = inputs(random, { count: 2 })
    const unit = random.pick(['', ' €'])
    const solver = random.pick([
      { valeur: `1000${unit} - y` }, { valeur: `y / 2 + 3${unit}` }, { valeur: 'x * 0.5 + 10' }, { valeur: '5' }, { produit: ['y', '50 %'] },
      { somme: [`100${unit}`, 'y'] }, { valeur: `y - 3${unit}`, plancher: 0 }, { valeur: 'k * 2 - y' }, { variations: [{ si: 'y > 100', alors: '50 - y / 10' }, { sinon: `80${unit} - y` }] },
    ])
    rules.x = { 'résoudre la référence circulaire': random.pick(['oui', 'oui', 'non']), ...solver, ...(random.chance(0.2) ? { arrondi: 'oui' } : {}), ...(random.chance(0.2) ? { plafond: 500 } : {}) }
    rules.y = random.pick(['x * 2', 'x / 4', { valeur: 'x', plafond: 100 }, 'x * k', { barème: { assiette: 'x', tranches: [{ taux: '10 %', plafond: 100 }, { taux: '40 %' }] } }])
    rules.k = random.pick([3, null, { 'par défaut': 2 }])
    const situation = random.pick([null, {}, { y: 7 }, { k: 1 }, { x: 12 }, { k: '4 €' }])
    return { rules, situation, evaluate: random.pick(['x', 'x', 'y', 'x + y']) }
  },

  cycles(random) {
    const { rules, terms, situation } = inputs(random, { count: 2 })
    const names = ['a', 'b', 'c', 'a . k', 'b . k'].slice(0, random.integer(2, 5))
    const reference = () => random.pick(names)
    for (const name of names) {
      rules[name] = random.pick([
        `${reference()} + 1`, reference(), { 'par défaut': 3, valeur: reference() }, { somme: [reference(), reference()] }, { 'applicable si': `${reference()} > 1`, valeur: reference() },
        { variations: [{ si: `${reference()} = 2`, alors: reference() }, { sinon: 4 }] }, { valeur: terms.leaf('number'), plafond: reference() }, { 'est applicable': reference() }, 5, null, { valeur: reference(), remplace: reference() },
      ])
    }
    const options = random.chance(0.15) ? { strict: { noCycleRuntime: true } } : undefined
    return { rules, situation, evaluate: reference(), options }
  },

  scores(random) {
    const names = ['m', 'n', 'o', 'o . p', 'o . p2']
    const rules = {}
    for (const name of names) rules[name] = random.pick([null, { type: 'nombre' }, { 'par défaut': 3 }, { question: '?' }, { 'par défaut': 'm + 1' }, { unité: '€' }, { 'possiblement non applicable': 'oui' }])
    const known = names.map((name) => ({ name, type: rules[name]?.question ? 'boolean' : 'number' }))
    const terms = new Terms(random, known, { misfit: 0.03 })
    rules.x = terms.term('number', 4)
    rules.y = terms.term('boolean', 3)
    const situation = Object.fromEntries(random.sample(known, random.integer(0, 2)).map(({ name, type }) => [name, terms.literal(type)]))
    return { rules, situation, evaluate: random.pick(['x', 'x', 'y', { somme: ['x', 'm'] }, 'x + o . p']) }
  },
}
