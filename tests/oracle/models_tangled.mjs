// Tangled random models: nine rules that all lean on one another, so that most of them are in cycles, with every mechanism,
// replacements and contexts, answers that are expressions, and no care for types or units. The conformance lines of group
// "random" are such models; measured on them: how often each form occurs. Same contract as families.mjs.

const kNames = ['a', 'b', 'c', 'd', 'e', 'a . x', 'a . y', 'b . x', 'a . x . z']
const kLeafNames = kNames.slice(0, 8)
const kNumbers = ['0', '1', '2', '10', '100', '3.5', '-4', '0.1', '5 %', '50 %', '5 €', '2 k€', '10 €/mois', '100 €/an', '3 mois', '1 an', '2 %/an', '7 kg', '250 g']
const kOperators = ['+', '+', '-', '-', '*', '*', '/', '//', '**', '=', '!=', '<', '>', '>=']
const kChained = [['applicable si', 17], ['non applicable si', 10], ['plafond', 13], ['plancher', 10], ['abattement', 10], ['arrondi', 13], ['unité', 13], ['par défaut', 13], ['contexte', 5]]

class Tangle {
  constructor(random) {
    this.random = random
  }

  reference() {
    return this.random.pick(kLeafNames)
  }

  literal() {
    return this.random.weighted([[20, this.random.pick(kNumbers)], [1.7, this.random.pick(['oui', 'non'])], [1.7, this.random.pick(['01/01/2024', '15/03/2023'])], [0.9, "'t'"]])
  }

  leaf() {
    return this.random.chance(0.56) ? this.literal() : this.reference()
  }

  operation() {
    const operand = () => (this.random.chance(0.05) ? `(${this.leaf()}) ${this.random.pick(kOperators)} (${this.leaf()})` : this.leaf())
    return `(${operand()}) ${this.random.pick(kOperators)} (${operand()})`
  }

  condition() {
    return this.random.pick([
      () => 'd',
      () => 'e',
      () => this.random.pick(['oui', 'oui', 'non']),
      () => `${this.leaf()} ${this.random.pick(['=', '!=', '<', '>'])} ${this.leaf()}`,
      () => ({ 'toutes ces conditions': [this.leaf(), this.leaf()] }),
      () => ({ 'est défini': this.leaf() }),
    ])()
  }

  /** Something that computes; `depth` is how many more levels may be below. */
  expression(depth) {
    const plain = [[3.3, () => this.operation()], [1.2, () => this.literal()], [1, () => this.reference()]]
    if (depth <= 0) return this.random.weighted(plain)()
    return this.random.weighted([...plain, [depth > 1 ? 1.6 : 1.4, () => this.chain({ valeur: this.expression(depth - 1) }, depth)], [depth > 1 ? 7 : 4.2, () => this.mechanism(depth)]])()
  }

  mechanism(depth) {
    const inner = () => this.expression(depth - 1)
    const list = () => this.random.list(1, 3, inner)
    return this.random.weighted([
      ...['somme', 'produit', 'moyenne', 'toutes ces conditions', 'une de ces conditions'].map((key) => [2, () => ({ [key]: list() })]),
      ...['le maximum de', 'le minimum de'].map((key) => [1, () => ({ [key]: list() })]),
      ...['est applicable', 'est non applicable', 'est défini'].map((key) => [2, () => ({ [key]: inner() })]),
      [2, () => ({ variations: [...this.random.list(1, 2, () => ({ si: inner(), alors: inner() })), ...(this.random.chance(0.6) ? [{ sinon: inner() }] : [])] })],
      [2, () => ({ condition: { si: this.condition(), alors: inner(), sinon: inner() } })],
      [2, () => ({ texte: `t {{ ${this.expression(0)} }} u` })],
      [2, () => this.grid(inner)],
      [1, () => ({ barème: this.scale(inner) })],
      [1, () => ({ 'taux progressif': this.scale(inner) })],
    ])()
  }

  grid(inner) {
    const tranches = [{ montant: this.amount(inner), plafond: this.random.pick(['10', '10 €', 'd']) }, { montant: this.amount(inner), plafond: '100' }]
    if (this.random.chance(0.5)) tranches.push({ montant: this.amount(inner) })
    return { grille: { assiette: inner(), tranches } }
  }

  amount(inner) {
    return this.random.chance(0.3) ? this.leaf() : inner()
  }

  scale(inner) {
    const rate = () => (this.random.chance(0.15) ? this.reference() : this.literal())
    return {
      assiette: inner(),
      ...(this.random.chance(0.3) ? { multiplicateur: this.expression(0) } : {}),
      tranches: [{ taux: rate(), plafond: this.random.pick(['10', '10 €', '1 €/mois']) }, { taux: rate(), plafond: this.random.pick(['100', '100 €', '30 €/mois', 'c']) }, { taux: rate() }],
    }
  }

  /** The body with chained mechanisms, in the order in which they are applied. */
  chain(body, depth, room = depth - 1) {
    const random = this.random
    const count = random.weighted([[29, 0], [26, 1], [26, 2], [13, 3], [5, 4], [1, 5]])
    const chosen = new Set()
    while (chosen.size < count) chosen.add(random.weighted(kChained.map(([name, weight]) => [weight, name])))
    for (const [key] of kChained) {
      if (!chosen.has(key)) continue
      if (key.endsWith('applicable si')) body[key] = this.condition()
      else if (key === 'arrondi') body[key] = random.pick(['oui', 'non', '1 décimale', '2 décimales', 'e'])
      else if (key === 'unité') body[key] = random.pick(['€', '€/an', '%', 'mois', 'k€', 'kg'])
      else if (key === 'contexte') body[key] = { [random.pick(['a', 'b', 'c', 'd'])]: this.expression(room) }
      else body[key] = this.expression(room)
    }
    return body
  }

  rule() {
    const random = this.random
    return random.weighted([
      [15, () => null],
      [18, () => this.literal()],
      [3, () => this.reference()],
      [9, () => this.operation()],
      [5, () => ({ type: random.pick(['nombre', 'texte', 'booléen']) })],
      [10, () => ({ 'par défaut': random.pick(kNumbers), ...(random.chance(0.3) ? { question: 'q' } : {}) })],
      [40, () => this.computed()],
    ])()
  }

  computed() {
    const random = this.random
    const value = this.expression(2)
    const bare = value !== null && typeof value === 'object' && !('valeur' in value) && random.chance(0.37)
    const body = this.chain(bare ? value : { valeur: value }, 2)
    if (random.chance(0.11)) body.remplace = random.chance(0.5) ? random.pick(kNames) : { 'références à': random.pick(kNames), ...(random.chance(0.45) ? { dans: random.pick(kNames) } : {}), ...(random.chance(0.25) ? { priorité: random.integer(0, 2) } : {}) }
    if (random.chance(0.06)) body['rend non applicable'] = random.pick(kNames)
    if (random.chance(0.05)) body['possiblement non applicable'] = 'oui'
    return body
  }

  answer() {
    return this.random.weighted([[78, this.random.pick(kNumbers)], [6, 'c'], [5, 'd + 1'], [6, { 'applicable si': 'non', valeur: '3' }], [6, this.random.pick(['oui', 'non'])]])
  }
}

export function tangledModel(random) {
  const tangle = new Tangle(random)
  const rules = Object.fromEntries(kNames.map((name) => [name, tangle.rule()]))
  const situation = {}
  if (random.chance(0.48)) for (const name of kNames) if (random.chance(0.31)) situation[name] = tangle.answer()
  return { rules, situation, evaluate: random.pick(kNames) }
}
