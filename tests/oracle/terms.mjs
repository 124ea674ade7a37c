// Random Publicodes expressions: literals, units, infix text and mechanism objects, of a wanted type most of the time.
// `Terms` knows the rules it may refer to; the generators of whole models and of focused families build on it.

export const kOperators = ['+', '-', '*', '/', '//', '**']
export const kComparisons = ['<', '<=', '>', '>=', '=', '!=']

/** Families of units within which conversions exist, and a few without any. */
export const kUnitFamilies = {
  money: ['€', 'k€'],
  flow: ['€/mois', '€/an', 'k€/an', '€/jour', '€/trimestre'],
  time: ['an', 'mois', 'jour', 'trimestre'],
  percent: ['%'],
  rate: ['%/an', '%/mois', '/an', '/mois'],
  mass: ['kg', 'g', 'mg'],
  length: ['m', 'km', 'cm', 'mm'],
  area: ['m2', 'cm2', 'km.m', 'm.m'],
  speed: ['km/jour', 'm/an', 'cm/mois'],
  density: ['kg/m2', 'g/cm2', 'mg/m.m'],
  carbon: ['kgCO2e', 'kgCO2e/an', '%.kgCO2e', 'tCO2eq', 'kgCO2'],
  energy: ['kWh', 'kW.h', 'kWh/an'],
  wind: ['noeud', 'mn/h'],
  odd: ['h', 'h/mois', 'm²', 'jour ouvré', '€.an/mois', 'enfant', '€/enfant/mois', '100km', '°C', 'm3/m', '%.€', 'jours', 'l', 'trimestre civil', 'titre-restaurant', 's2/m', '€.€/€'],
}
export const kAllUnits = Object.values(kUnitFamilies).flat()

const kNumbers = ['0', '1', '2', '3', '5', '10', '12', '100', '1000', '0.1', '0.05', '3.5', '33.333', '1.005', '250', '12345.678', '0.3', '1000000', '4.55', '0.0000001', '2.5']
const kTexts = ["'a'", "'b'", "'licence'", "''", "'é à'", '"x"', "'01/01/2024'", "'10'", "'a . b'"]
const kDates = ['01/01/2024', '31/12/2024', '29/02/2024', '15/03/2023', '28/02/2023', '01/09/2025', '12/2024', '02/1999', '1/1/2000', '30/06/2025', '31/01/2021']

export class Terms {
  /**
   * @param random a Random
   * @param rules [{name, type}] rules that may be referred to; set `self` to the referring rule's name for relative references
   * @param options misfit: probability of ignoring the wanted type; families: names of unit families to draw from
   */
  constructor(random, rules, { misfit = 0.08, families = null, unknown = 0.002 } = {}) {
    Object.assign(this, { random, rules, misfit, unknown })
    this.units = families ? families.flatMap((family) => kUnitFamilies[family]) : kAllUnits
  }

  unit() {
    return this.random.chance(0.06) ? this.random.pick(kAllUnits) : this.random.pick(this.units)
  }

  anyType() {
    return this.random.weighted([[6, 'number'], [3, 'boolean'], [1, 'string'], [1, 'date']])
  }

  settle(type) {
    return type === 'any' || this.random.chance(this.misfit) ? this.anyType() : type
  }

  literal(type) {
    const random = this.random
    if (type === 'boolean') return random.pick(['oui', 'non'])
    if (type === 'string') return random.pick(kTexts)
    if (type === 'date') return random.pick(kDates)
    const number = random.chance(0.85) ? random.pick(kNumbers) : String(random.integer(0, 5000) / random.pick([1, 10, 100, 7, 3]))
    const text = random.chance(0.45) ? number : `${number}${random.pick([' ', ' ', ''])}${this.unit().replace(/^\d+/, '')}`
    return random.chance(0.06) ? `-${text}` : text
  }

  /** A reference text to a rule of the type when there is one: full name, or an ending of it, or with `^`. */
  reference(type) {
    const random = this.random
    if (random.chance(this.unknown) || this.rules.length === 0) return random.pick(['inconnue', 'a . nulle part', '^ . nope'])
    const fitting = this.rules.filter((rule) => rule.type === type)
    const { name } = random.pick(fitting.length > 0 && !random.chance(this.misfit) ? fitting : this.rules)
    return this.abbreviate(name)
  }

  /** Drops leading segments that the referring rule (`self`) shares, sometimes; rarely any leading segment. */
  abbreviate(name) {
    const random = this.random
    const segments = name.split(' . ')
    if (segments.length === 1 || random.chance(0.5)) return name
    const own = (this.self ?? '').split(' . ')
    let shared = 0
    while (shared < segments.length - 1 && segments[shared] === own[shared]) shared++
    if (random.chance(0.03)) shared = segments.length - 1
    const ending = segments.slice(random.integer(0, shared)).join(' . ')
    return shared > 0 && random.chance(0.15) ? `^ . ${ending}` : ending
  }

  leaf(type) {
    const wanted = this.settle(type)
    return this.random.chance(0.62) ? this.reference(wanted) : this.literal(wanted)
  }

  /** A textual expression, with the parentheses that its nesting needs and sometimes without them. */
  text(type, depth = 2) {
    const random = this.random
    const wanted = this.settle(type)
    if (depth <= 0 || random.chance(0.35)) return this.leaf(wanted)
    const side = (sideType) => {
      const inner = this.text(sideType, depth - 1)
      return / [-+*/<>=!]+ /.test(inner) && !random.chance(0.15) ? `(${inner})` : inner
    }
    if (wanted === 'boolean') {
      const sideType = random.weighted([[6, 'number'], [1, 'boolean'], [1, 'string'], [2, 'date']])
      const operator = random.pick(sideType === 'number' || sideType === 'date' ? kComparisons : ['=', '!='])
      const left = sideType === 'string' ? this.reference('string') : side(sideType)
      return `${left} ${operator} ${side(sideType)}`
    }
    if (wanted === 'number') {
      if (random.chance(0.05)) return `-${random.pick(['', ' '])}${side('number')}`
      if (random.chance(0.05)) return `${side('date')} - ${side('date')}`
      const operator = random.weighted([[5, '+'], [5, '-'], [5, '*'], [4, '/'], [1, '//'], [1, '**']])
      return `${side('number')} ${operator} ${side('number')}`
    }
    if (wanted === 'string' && random.chance(0.2)) return `${this.reference('string')} + ${side('any')}`
    return this.leaf(wanted)
  }

  /** Any expression of the wanted type: text, a bare number, or a mechanism object. */
  term(type, depth = 2) {
    const random = this.random
    if (depth <= 0 || random.chance(0.4)) {
      const text = this.text(type, depth)
      return /^\d{1,6}(\.\d+)?$/.test(text) && random.chance(0.5) ? Number(text) : text
    }
    if (random.chance(0.3)) return this.chain(type, depth)
    return this.mechanism(this.settle(type), depth)
  }

  list(type, depth, low = 1, high = 4) {
    return this.random.list(low, high, () => this.term(type, depth - 1))
  }

  mechanism(type, depth) {
    const random = this.random
    const common = [[3, () => this.condition(type, depth)], [4, () => this.variations(type, depth)], [1, () => ({ valeur: this.term(type, depth - 1) })], [0.5, () => ({ variable: this.reference(type) })]]
    const own = {
      number: [
        [4, () => ({ somme: this.list('number', depth, 0) })],
        [3, () => ({ [random.pick(['produit', 'produit', 'multiplication'])]: this.list('number', depth, 0) })],
        [2, () => ({ moyenne: this.list('number', depth) })],
        [3, () => ({ [random.pick(['le maximum de', 'le minimum de'])]: this.list('number', depth) })],
        [2, () => ({ barème: this.brackets('taux', depth) })],
        [2, () => ({ grille: this.brackets('montant', depth) })],
        [2, () => ({ 'taux progressif': this.brackets('taux', depth) })],
        [2, () => ({ durée: this.duration(depth) })],
        [1, () => ({ logarithme: this.term('number', depth - 1) })],
        [1, () => ({ [random.pick(kOperators)]: [this.term('number', depth - 1), this.term('number', depth - 1)] })],
      ],
      boolean: [
        [4, () => ({ [random.pick(['toutes ces conditions', 'une de ces conditions'])]: this.list('boolean', depth, 0) })],
        [2, () => ({ [random.pick(['et', 'ou'])]: [this.term('boolean', depth - 1), this.term('boolean', depth - 1)] })],
        [4, () => ({ [random.pick(['est défini', 'est non défini', 'est applicable', 'est non applicable'])]: this.term('any', depth - 1) })],
        [2, () => ({ [random.pick(kComparisons)]: [this.term('number', depth - 1), this.term('number', depth - 1)] })],
      ],
      string: [[4, () => ({ texte: this.template() })], [1, () => ({ grille: this.brackets('montant', depth, 'string') })]],
      date: [[2, () => ({ [random.pick(['le maximum de', 'le minimum de'])]: this.list('date', depth, 1, 3) })]],
    }
    return random.weighted([...common, ...own[type]])()
  }

  condition(type, depth) {
    return { condition: { si: this.term('boolean', depth - 1), alors: this.term(type, depth - 1), sinon: this.term(type, depth - 1) } }
  }

  variations(type, depth) {
    const entries = this.random.list(1, 3, () => ({ si: this.term('boolean', depth - 1), alors: this.term(type, depth - 1) }))
    if (this.random.chance(0.6)) entries.push({ sinon: this.term(type, depth - 1) })
    return { variations: entries }
  }

  /** The parameter of barème, grille or taux progressif; ceilings mostly rise. */
  brackets(key, depth, type = 'number') {
    const random = this.random
    const unit = random.chance(0.5) ? this.unit() : null
    const withUnit = (number) => (unit ? `${number} ${unit}` : random.chance(0.5) ? number : String(number))
    let ceiling = 0
    const count = random.integer(1, 4)
    const tranches = Array.from({ length: count }, (_, index) => {
      ceiling += random.pick([1, 5, 10, 30, 100, 1000, random.chance(0.1) ? -5 : 50])
      const value = key === 'taux' && !random.chance(0.3) ? random.pick(['0 %', '10 %', '20%', '5.5 %', '0.1', '1']) : this.term(type, depth - 2)
      const bracket = { [key]: value }
      if (index < count - 1 || random.chance(0.25)) bracket.plafond = random.chance(0.75) ? withUnit(ceiling) : this.term('number', depth - 2)
      return bracket
    })
    const parameter = { assiette: this.term('number', depth - 1), tranches }
    if (random.chance(0.3)) parameter.multiplicateur = random.chance(0.5) ? random.pick([2, 0.5, '1 an', '3 mois', '10 €', 0]) : this.term('number', depth - 2)
    return parameter
  }

  duration(depth) {
    const parameter = {}
    if (!this.random.chance(0.06)) parameter.depuis = this.term('date', depth - 1)
    if (!this.random.chance(0.06)) parameter["jusqu'à"] = this.term('date', depth - 1)
    if (this.random.chance(0.8)) parameter.unité = this.random.pick(['jour', 'mois', 'an', 'trimestre', 'trimestre civil', 'année civile'])
    return parameter
  }

  template() {
    const parts = this.random.list(1, 3, () => `${this.random.pick(['', 'a ', 'Total : ', '{ ', 'x\n', '% '])}{{${this.random.pick([' ', '', '  '])}${this.text('any', 1)} }}`)
    return parts.join(this.random.pick([' ', '', ' / '])) + this.random.pick(['', ' fin', ' }}', ' {{ ouvert'])
  }

  /** One to three chained mechanisms around a value, in any writing order. */
  chain(type, depth, low = 1, high = 3) {
    const random = this.random
    const inner = random.chance(0.75) ? { valeur: this.term(type, depth - 1) } : this.mechanism(this.settle(type), depth - 1)
    const keys = type === 'number' || random.chance(0.1)
      ? ['applicable si', 'non applicable si', 'arrondi', 'unité', 'plancher', 'plafond', 'par défaut', 'abattement', "simplifier l'unité"]
      : ['applicable si', 'non applicable si', 'par défaut', 'applicable si', 'plafond']
    if (random.chance(0.03)) keys.push('variable manquante')
    const entries = random.sample(keys, random.integer(low, high)).map((key) => [key, this.chained(key, type, depth)])
    return Object.fromEntries(random.shuffle([...Object.entries(inner), ...entries]))
  }

  chained(key, type, depth) {
    const random = this.random
    if (key.endsWith('applicable si')) return this.term('boolean', depth - 1)
    if (key === 'arrondi') return random.weighted([[4, 'oui'], [1, 'non'], [2, '1 décimale'], [3, '2 décimales'], [1, '-2 décimales'], [0.5, '3'], [1, this.text('any', 1)]])
    if (key === 'unité') return this.unit()
    if (key === 'variable manquante') return this.rules.length > 0 ? random.pick(this.rules).name : 'x'
    if (key === "simplifier l'unité") return random.pick(['oui', 'non'])
    return this.term(key === 'par défaut' ? type : 'number', depth - 1)
  }

  /** Something that is certainly, or possibly, not applicable or not known. */
  absent() {
    const random = this.random
    return random.weighted([
      [3, { 'applicable si': 'non', valeur: this.leaf('any') }],
      [2, { 'non applicable si': 'oui', valeur: this.leaf('any') }],
      [1, { variations: [{ si: 'non', alors: this.leaf('any') }] }],
      [1, {}],
      [2, { 'applicable si': this.reference('boolean'), valeur: this.leaf('any') }],
      [0.5, { constant: { type: 'number', nodeValue: null } }],
      [0.5, { somme: [] }],
    ])
  }
}
