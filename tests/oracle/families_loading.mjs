// Focused models about loading: names, resolution, nesting, situations, malformed bodies, expression syntax and
// the YAML text itself. Same contract as families.mjs.

import { inputs, situationValue } from './families.mjs'
import { Terms, kAllUnits } from './terms.mjs'

const kWeirdSegments = ['é', "l'an 2000", 'x-y', 'a,b', 'prix TTC', "taux d'effort", 'n°1', 'œuf', 'Éa', 'x²', 'a_b', 'montant €', 'oui da', 'non-lieu', 'a+b', 'b 2', '«mot»', '$x', 'taux %', 'ñandú', 'A', 'a', 'Ÿ', 'a×b', 'non applicable', 'a"b']
const kBadSegments = ['a (b)', '1a', 'a  b', 'ω', 'a/b', 'a:b', 'a*b', 'a?', ' a', 'a ', 'oui', 'a.b', 'toString', '', 'a!', 'a=b', '€a', '-a', 'あ']

/** Texts whose reading is delicate: spaces, quotes, signs, dates, units, nesting. */
const kSyntax = [
  '1+1', '1 +1', '1 + 1', '1  +  1', '1 + 1 ', ' 1', '1 +  -1', '- 5', '--5', '-(2)', '- -2', '(1', '1)', '((1))', '( 1 + 2 ) * 3', '1 + ', '+ 1', '* 2', '',
  '2,5', '.5', '5.', '1e3', '1_000', '1 000', '0x10', '10€+3', '10 € 5', '10 €/mois', '10 € /mois', '10 € / a', '42% /an', '10 €/ mois', '10 € . an', '10 €.an/mois', '5 %', '-5 %', '5 % * 2', '3/4', '12/2024', '10/1000',
  '31/02/2024', '29/02/2023', '29/02/2024', '00/01/2024', '1/1/2024', '01/13/2024', '32/01/2024', '01/01/24', '01/01/1970', '01/01/0001', '31/12/9999',
  "'a' = 'b'", "a = 'b'", "'it''s'", '"a"', `"a'b"`, `'a"b'`, "'a", "''", "'a' + 'b'", "t = 'abc'", "'a b  c'", 'a+b', 'a-1', 'a -b', 'a - b', '2 -2', '2*3', 'a=b', 'a × b', 'a < b < 2', '1 < 2 = oui', 'oui = oui', '2 ** 3 ** 2', '-2 ** 2', '2 ** -1', '7 // 2', '-7 // 2', '7.5 // 2', '7 // 0', '1 / 0', '0 / 0', '10 / 4 * 2', '10 - 4 - 3', '1 - 2 + 3', '2 + 3 * 4', '2 * 3 + 4', '8 / 2 / 2', '2 * 3 ** 2', '(2 * 3) ** 2', '1 > 2 > 3', '1 != 2 != oui',
  'vrai', 'true', 'non oui', 'oui non', 'a . b', 'a.b', 'a .b', 'a  .  b', 'a . ', '. a', '^ . a', '^ . ^ . a', '^', 'a\n+ b', 'a\n  . b', '5 km\n/ 2', '£5', '5 £', '5 ¥', '5 p', '5 {', '5 kg-eq', '5 m2', '5 m²', '5 kgCO2e', '5 °C', '5 jour ouvré', '5 jour ouvré/an', '5%.kg', '1 % + 1 %', '1 + 50 %', '50 % + 1', '12 €/an = 1 €/mois', '1 an > 11 mois', '5 / an', '5 /an', '1 k€ + 1 €', '1 kg + 1 €', '1\u00a0€', '1\u202f000', '1 kWh = 1 kW.h', '9007199254740993', '0.1 + 0.2', '1.7976931348623157', '123456789012345678901234567890', '0.000000000000000000000001', '1 et 2', 'a et b', '!a', 'a ? b : c', 'somme', 'somme: 1', '[1]', '{a}', '#', '5 # c', 'a\tb', '5\t+ 3', '1 +\t2', 'x²', '5 ²', "5 'a'", '10 €²', '5 a b c', 'a b', '“a”', "l'an 2000", '2024', '01/2024 - 12/2023', '02/01/2024 - 01/01/2024', '01/01/2024 > 31/12/2023', "01/01/2024 = '01/01/2024'", '(01/01/2024)', '01/01/2024 + 1', '$SITUATION', 'a . $SITUATION', '$EVALUATION',
]

/** Bodies that are refused, or read in a surprising way. */
const kBodies = [
  true, false, [], {}, [1, 2], null, '', ' ', 1e-7, 1e21, -5, 1.5, 0, { valeur: 1e-7 }, { valeur: true }, { valeur: null }, { valeur: [1] }, { valeur: {} }, { formule: 3, valeur: 4 }, { formule: { somme: [1] }, produit: [2] },
  { somme: 3 }, { somme: null }, { somme: [null] }, { somme: [true] }, { somme: [[1]] }, { somme: [{}] }, { produit: 2 }, { moyenne: 3 }, { 'toutes ces conditions': 'oui' }, { 'le maximum de': 5 }, { inconnu: 3 }, { valeur: { inconnu: 3 } }, { somme: [1], produit: [2] }, { valeur: { somme: [1], produit: [2] } }, { valeur: 3, somme: [1] },
  { valeur: { valeur: 3, titre: 'x' } }, { condition: { si: 'oui', alors: 1 } }, { condition: { si: 'oui', alors: 1, sinon: null } }, { condition: { si: 3, alors: 1, sinon: 2 } }, { condition: { si: '5 €', alors: 1, sinon: 2 } }, { condition: { si: "'a'", alors: 1, sinon: 2 } }, { variations: [] }, { variations: [{ si: 'oui' }] }, { variations: { si: 'oui', alors: 1 } }, { variations: [{ alors: 3 }] }, { variations: [{ sinon: 1 }, { si: 'oui', alors: 2 }] },
  { barème: { assiette: 3 } }, { barème: { tranches: [] } }, { barème: { assiette: 3, tranches: [] } }, { grille: { assiette: 3, tranches: [] } }, { 'taux progressif': { assiette: 3, tranches: [] } }, { barème: { assiette: 300, tranches: [{ taux: '10 %', plafond: 100 }, { taux: '20 %', plafond: 50 }] } }, { grille: { assiette: 3, tranches: [{ montant: 1 }, { montant: 2 }] } }, { barème: { assiette: 3, tranches: [{ taux: '5 %/an' }] } }, { barème: { assiette: 3, multiplicateur: '0 + 0', tranches: [{ taux: '5 %', plafond: 2 }] } }, { grille: { assiette: 3, multiplicateur: '0 + 0', tranches: [{ montant: 5, plafond: 2 }] } }, { 'taux progressif': { assiette: 3, multiplicateur: '0 + 0', tranches: [{ taux: 5, plafond: 2 }] } }, { barème: { assiette: 3, multiplicateur: 0, tranches: [{ taux: '5 %', plafond: 2 }] } },
  { durée: {} }, { durée: { depuis: '01/01/2024', "jusqu'à": '01/01/2025', unité: 'jours' } }, { durée: { depuis: 3, "jusqu'à": '01/01/2025' } }, { durée: { depuis: "'a'", "jusqu'à": '01/01/2025' } }, { texte: '' }, { texte: '{{}}' }, { texte: '{{ 1 + }}' }, { texte: 3 }, { texte: '{{ 1 }} {{ 2' }, { texte: 'a\\nb' }, { texte: "{{ 'a' }}" },
  { arrondi: 'oui' }, { valeur: 5.55, arrondi: '1 décimale' }, { valeur: '1.005 €', arrondi: '2 décimales' }, { valeur: -2.5, arrondi: 'oui' }, { valeur: 2.5, arrondi: '3 €' }, { valeur: 2.5, arrondi: 1 }, { valeur: "'a'", arrondi: 'oui' }, { valeur: 3, arrondi: { suivant: 1 } }, { valeur: 1234.5, arrondi: '-2 décimales' }, { valeur: 1234.567, arrondi: '1.5 décimales' }, { unité: '€' }, { valeur: 3, unité: '€/ mois' }, { valeur: 3, unité: '' }, { valeur: '3 €', unité: 'kg' }, { valeur: 3, unité: 5 }, { valeur: '3 m2', unité: 'cm2' }, { valeur: '1 €/an', unité: '€/mois' }, { valeur: '4 / 5', unité: '%' }, { valeur: 0.8, unité: '%' },
  { logarithme: 0 }, { logarithme: -1 }, { logarithme: '50 %' }, { logarithme: "'a'" }, { logarithme: 'oui' }, { abattement: 3 }, { valeur: '10 €', abattement: '10 %' }, { valeur: '10 €', abattement: '20 €' }, { valeur: 5, plafond: 'oui' }, { valeur: 5, plafond: 'non' }, { valeur: 5, plafond: '10 €' }, { valeur: '100 €/an', plafond: '5 €/mois' }, { valeur: 5, plancher: 10, plafond: 3 }, { 'applicable si': 3, valeur: 1 }, { 'applicable si': '0', valeur: 1 }, { 'non applicable si': 0, valeur: 3 }, { 'par défaut': null }, { 'par défaut': "'a'", type: 'texte' }, { variable: 'a' }, { variable: 'a + 1' }, { variable: 3 }, { constant: { type: 'number', nodeValue: 3 } }, { '+': [1, 2] }, { '+': [1] }, { '+': 3 }, { '=': ['oui', 'non'] }, { et: ['oui', 5] }, { ou: [0, 5] }, { et: ['oui', 'oui', 'non'] }, { '-': [5] }, { '**': [2, 0.5] }, { '//': ['7 €', '2 €'] },
  { 'résoudre la référence circulaire': 'non', valeur: 5 }, { 'inversion numérique': ['a'] }, { 'inversion numérique': '1 + 2' }, { 'inversion numérique': { avec: [] } }, { contexte: {}, valeur: 3 }, { contexte: { a: 3 }, valeur: 'a' }, { contexte: { nulle: 3 }, valeur: 'a' }, { contexte: 'a', valeur: 3 }, { remplace: 'nulle part' }, { remplace: '1 + 2' }, { remplace: { 'références à': 'a', priorité: -1 } }, { remplace: { 'références à': 'a', priorité: 'x' } }, { remplace: {} }, { remplace: null }, { 'rend non applicable': 'a', valeur: 0 }, { suggestions: { x: 'nulle part' } }, { suggestions: { x: 'a', y: 3 } }, { avec: { k: 3 } }, { avec: null }, { avec: { 'k . l': 3 } }, { avec: { k: null, 'k . l': 'k' }, valeur: 'k . l' }, { valeur: { somme: [1, { valeur: 2, avec: { k: 3 } }] } }, { type: 'inconnu' }, { type: 'nombre' }, { experimental: 'oui', valeur: 3 }, { titre: 'x', valeur: 1, description: 'y', références: { a: 'http' } }, { synchronisation: { x: 1 } }, { privé: 'oui', valeur: 2 }, { question: 'x' }, { 'est défini': null }, { 'est non applicable': 'x' }, { 'est applicable': { 'applicable si': 'non', valeur: 3 } },
]

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
  const one = () => random.pick([
    'a: 1', 'a:', 'a: ~', 'a: null', 'a: 0x1F', 'a: 0o17', 'a: 1e3', 'a: .5', 'a: .inf', 'a: .nan', 'a: 1_000', 'a: 2024-01-01', 'a: yes', 'a: no', 'a: on', 'a: true', 'a: "oui"', "a: 'non'", 'a: 1.0', 'a: 5.', 'a: +5', 'a: 012', 'a: "5 €"', 'a: !!str 5', 'a: -0', 'a: 1e-7',
    'a: |\n  1\n  + 2', 'a: >\n  1\n  + 2', 'a: >-\n  1 +\n  2', 'a: 1 # commentaire', 'a: 1 +\n  2', "a: '''b'''", 'a: "\'b\'"', 'a: {valeur: 3, plafond: 2}', 'a: [1, 2]', 'a:\n  valeur: 3\n  plafond: 2', 'a:\n  "+":\n    - 1\n    - 2', 'a:\n  -: [5, 2]', 'a:\n  =: [5, 2]', 'a:\n  +: [5, 2]', 'a:\n  "*": [5, 2]', 'a:\n  ? valeur\n  : 4', 'a: &m\n  valeur: 3\nb2: *m', 'a: &m 5 €\nb2:\n  somme: [*m, *m]', 'base: &m\n  valeur: 3\na:\n  <<: *m\n  plafond: 2', 'a: 1\na: 2', 'a: {b: 1, b: 2}', 'a: "x\\u00e9"', '"a": 4', "'a' : 4", 'a: ! 5', 'a: |+\n  3\n\n', 'a: "1\n  + 2"', 'a:\n    somme:\n    - 1\n    - 2', 'a:\n  somme: [1,\n    2, ]', '%YAML 1.2\n---\na: 1', '---\na: 3\n...', 'a: 1\n---\nb: 2', 'a:\n\t- 1', 'a: [1', 'a: *inconnu', 'a: "non fermé', '- 1', '3', '', '# rien', 'a : 5', 'a:5', '? a\n: 3', 'a: 5 %', 'a: %5', 'a: @x', "a: '5 €", 'a: >2\n   5', 'é: 3\na: é', 'a: 9007199254740993', 'a: 123456789012345678901', 'a: 0.1', 'a: {}', 'a: []', 'a: ""', 'a: \'\'', '"a . b": 3\na: 2', 'a . b: 3\na: 2', 'a: {"valeur": 3}', "a: {'valeur':3}", 'a: {valeur: 3,}', 'a:\n  texte: |\n    un\n    {{ 1 + 1 }}\n', 'a:\n  texte: "un\\n{{ 2 }}"', '\ufeffa: 3', 'a: 1\r\nb2: 2\r\n', 'a: null\nb2: a', 'a: Null', 'a: True', 'a: FALSE', 'a: NULL',
  ])
  return { rules: one() + '\n' + random.pick(['', 'z: 4\n', '# fin\n', 'z: a\n']), situation: random.chance(0.2) ? { a: 3 } : null, evaluate: random.pick(['a', 'a', 'a', 'z', 'b2']) }
}
kLoadingFamilies.yaml_quirks = yamlQuirks
