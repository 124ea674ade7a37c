// Focused models about loading: names, resolution, nesting, situations, malformed bodies, expression syntax and
// the YAML text itself. Same contract as families.mjs.

import { kBadSegments, kBodies, kSyntax, kWeirdSegments, kYaml } from './delicate.mjs'
import { inputs, situationValue } from './families.mjs'
import { kAllUnits } from './terms.mjs'

export const kLoadingFamilies = {
  syntax(random) {
    const { rules, situation } = inputs(random, { count: 3 })
    Object.assign(rules, { a: random.pick([3, '4 €', null, "'b'"]), b: random.pick([2, '5 %', 'non']), 'a . b': 7 })
    const text = random.pick(kSyntax)
    const where = random.integer(0, 3)
    if (where === 0) rules.x = text
    if (where === 1) rules.x = { valeur: text, unité: random.pick(kAllUnits) }
    if (where === 2) return { rules, situation: { ...situation, a: text }, evaluate: random.pick(['a', 'a + b']) }
    return { rules, situation, evaluate: where === 3 ? text : 'x' }
  },

  bodies(random) {
    const { rules, situation } = inputs(random, { count: 2 })
    rules.a = random.pick([3, null, { 'par défaut': 5 }, '10 €'])
    rules.x = random.pick(kBodies)
    const usage = random.integer(0, 5)
    if (usage === 0) return { rules, situation: { ...situation, a: random.pick(kBodies) }, evaluate: 'a' }
    if (usage === 1) return { rules: { ...rules, x: null }, situation, evaluate: random.pick(kBodies) }
    if (usage === 2) rules.x = { valeur: rules.x }
    if (usage === 3) rules.y = { somme: ['x', 1] }
    return { rules, situation, evaluate: usage === 3 ? 'y' : 'x' }
  },

  names(random) {
    const segments = random.sample(kWeirdSegments, 3)
    if (random.chance(0.2)) segments[random.integer(0, 2)] = random.pick(kBadSegments)
    const [a, b, c] = segments
    const value = () => random.pick([1, '2 €', null, { 'par défaut': 4 }, 'oui'])
    const rules = { [a]: value(), [`${a} . ${b}`]: value(), [c]: random.pick([`${a} . ${b}`, a, `${a} . ${b} + 1`, { texte: `{{ ${a} . ${b} }}` }]) }
    if (random.chance(0.2)) rules[`${a} . ${b} . ${c}`] = random.pick([b, c, 3])
    if (random.chance(0.15)) rules.fin = random.pick(segments)
    const situation = random.chance(0.4) ? { [random.pick([a, `${a} . ${b}`, b])]: 3 } : null
    return { rules, situation, evaluate: random.pick([c, c, a, `${a} . ${b}`, `${c} + 1`]) }
  },

  resolution(random) {
    const segments = ['x', 'y', 't', 'taux', 'z']
    const rules = {}
    let value = 1
    const paths = random.list(3, 7, () => Array.from({ length: random.integer(1, 4) }, () => random.pick(segments)).join(' . '))
    for (const path of paths) {
      const parts = path.split(' . ')
      for (let length = 1; length <= parts.length; length++) {
        const name = parts.slice(0, length).join(' . ')
        if (length === parts.length || random.chance(0.95)) rules[name] ??= value++
      }
    }
    const names = Object.keys(rules)
    if (random.chance(0.3)) rules['super taux'] = random.pick(['taux', 'taux + 1'])
    for (const name of random.sample(names, random.integer(1, 3))) {
      const segment = random.pick(segments)
      rules[name] = random.pick([segment, `^ . ${segment}`, `${random.pick(segments)} . ${segment}`, `${segment} + 1`, { variable: `^ . ^ . ${segment}` }, { variable: `^ . ${segment}` }, { 'par défaut': segment }, { somme: [segment, random.pick(segments)] }])
    }
    const options = random.weighted([[6, undefined], [1, { strict: { noOrphanRule: false } }], [0.5, { allowOrphanRules: true }], [0.5, { strict: false }], [0.3, { strict: true }]])
    const situation = random.chance(0.3) ? { [random.pick(names)]: random.pick(segments) } : null
    return { rules, situation, evaluate: random.pick(Object.keys(rules)), options }
  },

  nesting(random) {
    const { rules, terms, situation } = inputs(random, { count: 3 })
    const inner = () => random.pick([3, null, '2 €', 'k + 1', 'k', 'l', terms.leaf('number'), { 'par défaut': 3 }, { privé: 'oui', valeur: 4 }])
    const nested = () => Object.fromEntries([random.chance(0.9) && 'k', random.chance(0.9) && 'l', ...random.sample(['k . m', '[privé] s', 'l . n'], random.integer(0, 2))].filter(Boolean).map((name) => [name, inner()]))
    rules.a = random.pick([{ avec: nested() }, { valeur: 'k', avec: nested() }, { somme: ['k', { valeur: 'l', avec: nested() }] }, { valeur: { valeur: 's', avec: nested() } }, { 'le maximum de': [{ valeur: 'k', avec: nested() }, 2] }, { variations: [{ si: 'k = 3', alors: { valeur: 1, avec: { o: inner() } } }, { sinon: 'l' }], avec: nested() }])
    if (random.chance(0.08)) rules['a . k'] = inner()
    if (random.chance(0.4)) rules['a . z'] = random.pick(['k', 'l', 's', '^ . k'])
    rules.fin = random.pick(['a . k', 'a', 'a . l', 'a + 1', ...Object.keys(rules)])
    return { rules, situation, evaluate: random.pick(['a', 'fin', 'a . k', 'a . l', 'fin']) }
  },

  situations(random) {
    const { rules, terms, known } = inputs(random, { count: 5 })
    rules.x = random.pick([{ unité: '€', plafond: '100 €', arrondi: 'oui' }, { valeur: '50 €', abattement: '10 €', plafond: '100 €' }, { 'applicable si': terms.reference('boolean'), valeur: 3 }, { valeur: 3, unité: '€/an' }, { 'par défaut': 3, unité: 'mois' }, terms.chain('number', 2, 1, 4), { type: 'date' }, { valeur: 3, 'possiblement non applicable': 'oui' }])
    rules.y = random.pick(['x * 2', { somme: ['x', 1] }, { 'est applicable': 'x' }, { 'est non défini': 'x' }, 'x = non', { valeur: 'x', 'par défaut': 4 }])
    rules['x . k'] = random.pick([2, null])
    const situation = Object.fromEntries(random.sample(known, random.integer(0, 3)).map(({ name, type }) => [name, situationValue(random, terms, type)]))
    situation.x = random.weighted([[4, situationValue(random, terms, 'number')], [1, 'k + 1'], [1, { valeur: 5, avec: { w: 3 } }], [1, { valeur: 'w', avec: { w: 3 } }], [1, { valeur: 5, remplace: 'y' }], [1, { valeur: 8, plafond: 6 }], [0.5, { titre: 'x' }], [0.5, '2024-01-01'], [0.5, true], [0.3, ''], [0.5, terms.absent()], [0.5, 'x'], [0.5, 'x + 1'], [0.5, '50 %'], [0.5, '12 k€']])
    if (random.chance(0.1)) situation[random.pick(['inconnu', 'x . w', 'x . k', '$SITUATION', 'x . $SITUATION'])] = 3
    return { rules, situation, evaluate: random.pick(['x', 'y', 'y', 'x . k']), options: random.chance(0.15) ? { strict: { situation: false } } : undefined }
  },

  inference(random) {
    const { rules, terms, situation } = inputs(random, { count: 4 })
    const body = () => random.weighted([[2, terms.absent()], [2, terms.variations('any', 1)], [2, terms.chain('any', 1, 1, 2)], [1, terms.text('any', 2)], [1, { variations: [{ si: 'non', alors: 5 }] }], [1, { grille: { assiette: terms.leaf('number'), tranches: [{ montant: terms.absent(), plafond: 10 }, { montant: 3 }] } }], [1, { 'le maximum de': [terms.absent(), terms.leaf('number')] }], [1, null], [1, { valeur: terms.absent(), unité: '€' }], [1, 'b'], [1, { '//': [terms.absent(), 2] }]])
    rules.a = body()
    rules.b = body()
    if (rules.b === 'b') rules.b = 'a'
    rules['a . k'] = random.pick([3, null, { 'par défaut': 5 }, 'oui'])
    const about = () => random.pick(['a', 'b', 'a . k', 'a + 1', 'a * b', terms.absent(), { valeur: 'a', plafond: 3 }, { variations: [{ si: 'q', alors: 'a' }, { sinon: 'b' }] }])
    rules.q = { question: '?' }
    rules.x = random.weighted([[3, { 'est non applicable': about() }], [3, { 'est applicable': about() }], [2, { moyenne: [about(), about()] }], [2, { 'le minimum de': [about(), about(), 4] }], [1, { 'applicable si': { 'est applicable': about() }, valeur: about() }], [1, { 'est défini': about() }]])
    return { rules, situation, evaluate: random.pick(['x', 'x', 'a . k', 'b']) }
  },
}

/** The same rules as YAML text written with the freedoms of YAML: flow, quotes, comments, anchors, blocks. */
export function yamlQuirks(random) {
  return { rules: random.pick(kYaml) + '\n' + random.pick(['', 'z: 4\n', '# fin\n', 'z: a\n']), situation: random.chance(0.2) ? { a: 3 } : null, evaluate: random.pick(['a', 'a', 'a', 'z', 'b2']) }
}
kLoadingFamilies.yaml_quirks = yamlQuirks
