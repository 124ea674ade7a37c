// Delicate material, written by hand: texts, bodies, names and YAML that an engine may easily read otherwise than npm does.
// The generators draw from it, enumerate.mjs goes through all of it.

/** Segments of rule names: unusual but allowed. */
export const kWeirdSegments = [
  'é', "l'an 2000", 'x-y', 'a,b', 'prix TTC', "taux d'effort", 'n°1', 'œuf', 'Éa', 'x²', 'a_b', 'montant €', 'oui da', 'non-lieu', 'a+b',
  'b 2', '«mot»', '$x', 'taux %', 'ñandú', 'A', 'a', 'Ÿ', 'a×b', 'non applicable', 'a"b',
]

/** Segments that make a model fail to load, or cannot be referred to. */
export const kBadSegments = [
  'a (b)', '1a', 'a  b', 'ω', 'a/b', 'a:b', 'a*b', 'a?', ' a', 'a ', 'oui', 'a.b', 'toString', '', 'a!', 'a=b', '€a', '-a', 'あ',
]

/** Texts whose reading is delicate: spaces, quotes, signs, dates, units, nesting. */
export const kSyntax = [
  '1+1', '1 +1', '1 + 1', '1  +  1', '1 + 1 ', ' 1', '1 +  -1', '- 5', '--5', '-(2)', '- -2', '(1', '1)', '((1))', '( 1 + 2 ) * 3', '1 + ',
  '+ 1', '* 2', '', '2,5', '.5', '5.', '1e3', '1_000', '1 000', '0x10', '10€+3', '10 € 5', '10 €/mois', '10 € /mois', '10 € / a', '42% /an',
  '10 €/ mois', '10 € . an', '10 €.an/mois', '5 %', '-5 %', '5 % * 2', '3/4', '12/2024', '10/1000', '31/02/2024', '29/02/2023', '29/02/2024',
  '00/01/2024', '1/1/2024', '01/13/2024', '32/01/2024', '01/01/24', '01/01/1970', '01/01/0001', '31/12/9999', "'a' = 'b'", "a = 'b'",
  "'it''s'", '"a"', `"a'b"`, `'a"b'`, "'a", "''", "'a' + 'b'", "t = 'abc'", "'a b  c'", 'a+b', 'a-1', 'a -b', 'a - b', '2 -2', '2*3', 'a=b',
  'a × b', 'a < b < 2', '1 < 2 = oui', 'oui = oui', '2 ** 3 ** 2', '-2 ** 2', '2 ** -1', '7 // 2', '-7 // 2', '7.5 // 2', '7 // 0', '1 / 0',
  '0 / 0', '10 / 4 * 2', '10 - 4 - 3', '1 - 2 + 3', '2 + 3 * 4', '2 * 3 + 4', '8 / 2 / 2', '2 * 3 ** 2', '(2 * 3) ** 2', '1 > 2 > 3',
  '1 != 2 != oui', 'vrai', 'true', 'non oui', 'oui non', 'a . b', 'a.b', 'a .b', 'a  .  b', 'a . ', '. a', '^ . a', '^ . ^ . a', '^',
  'a\n+ b', 'a\n  . b', '5 km\n/ 2', '£5', '5 £', '5 ¥', '5 p', '5 {', '5 kg-eq', '5 m2', '5 m²', '5 kgCO2e', '5 °C', '5 jour ouvré',
  '5 jour ouvré/an', '5%.kg', '1 % + 1 %', '1 + 50 %', '50 % + 1', '12 €/an = 1 €/mois', '1 an > 11 mois', '5 / an', '5 /an', '1 k€ + 1 €',
  '1 kg + 1 €', '1 €', '1 000', '1 kWh = 1 kW.h', '9007199254740993', '0.1 + 0.2', '1.7976931348623157', '123456789012345678901234567890',
  '0.000000000000000000000001', '1 et 2', 'a et b', '!a', 'a ? b : c', 'somme', 'somme: 1', '[1]', '{a}', '#', '5 # c', 'a\tb', '5\t+ 3',
  '1 +\t2', 'x²', '5 ²', "5 'a'", '10 €²', '5 a b c', 'a b', '“a”', "l'an 2000", '2024', '01/2024 - 12/2023', '02/01/2024 - 01/01/2024',
  '01/01/2024 > 31/12/2023', "01/01/2024 = '01/01/2024'", '(01/01/2024)', '01/01/2024 + 1', '$SITUATION', 'a . $SITUATION', '$EVALUATION',
]

/** Bodies that are refused, or read in a surprising way. */
export const kBodies = [
  true, false, [], {}, [1, 2], null, '', ' ', 1e-7, 1e+21, -5, 1.5, 0, { valeur: 1e-7 }, { valeur: true }, { valeur: null }, { valeur: [1] },
  { valeur: {} }, { formule: 3, valeur: 4 }, { formule: { somme: [1] }, produit: [2] }, { somme: 3 }, { somme: null }, { somme: [null] },
  { somme: [true] }, { somme: [[1]] }, { somme: [{}] }, { produit: 2 }, { moyenne: 3 }, { 'toutes ces conditions': 'oui' },
  { 'le maximum de': 5 }, { inconnu: 3 }, { valeur: { inconnu: 3 } }, { somme: [1], produit: [2] }, { valeur: { somme: [1], produit: [2] } },
  { valeur: 3, somme: [1] }, { valeur: { valeur: 3, titre: 'x' } }, { condition: { si: 'oui', alors: 1 } },
  { condition: { si: 'oui', alors: 1, sinon: null } }, { condition: { si: 3, alors: 1, sinon: 2 } },
  { condition: { si: '5 €', alors: 1, sinon: 2 } }, { condition: { si: "'a'", alors: 1, sinon: 2 } }, { variations: [] },
  { variations: [{ si: 'oui' }] }, { variations: { si: 'oui', alors: 1 } }, { variations: [{ alors: 3 }] },
  { variations: [{ sinon: 1 }, { si: 'oui', alors: 2 }] }, { barème: { assiette: 3 } }, { barème: { tranches: [] } },
  { barème: { assiette: 3, tranches: [] } }, { grille: { assiette: 3, tranches: [] } }, { 'taux progressif': { assiette: 3, tranches: [] } },
  { barème: { assiette: 300, tranches: [{ taux: '10 %', plafond: 100 }, { taux: '20 %', plafond: 50 }] } },
  { grille: { assiette: 3, tranches: [{ montant: 1 }, { montant: 2 }] } }, { barème: { assiette: 3, tranches: [{ taux: '5 %/an' }] } },
  { barème: { assiette: 3, multiplicateur: '0 + 0', tranches: [{ taux: '5 %', plafond: 2 }] } },
  { grille: { assiette: 3, multiplicateur: '0 + 0', tranches: [{ montant: 5, plafond: 2 }] } },
  { 'taux progressif': { assiette: 3, multiplicateur: '0 + 0', tranches: [{ taux: 5, plafond: 2 }] } },
  { barème: { assiette: 3, multiplicateur: 0, tranches: [{ taux: '5 %', plafond: 2 }] } }, { durée: {} },
  { durée: { depuis: '01/01/2024', "jusqu'à": '01/01/2025', unité: 'jours' } }, { durée: { depuis: 3, "jusqu'à": '01/01/2025' } },
  { durée: { depuis: "'a'", "jusqu'à": '01/01/2025' } }, { texte: '' }, { texte: '{{}}' }, { texte: '{{ 1 + }}' }, { texte: 3 },
  { texte: '{{ 1 }} {{ 2' }, { texte: 'a\\nb' }, { texte: "{{ 'a' }}" }, { arrondi: 'oui' }, { valeur: 5.55, arrondi: '1 décimale' },
  { valeur: '1.005 €', arrondi: '2 décimales' }, { valeur: -2.5, arrondi: 'oui' }, { valeur: 2.5, arrondi: '3 €' },
  { valeur: 2.5, arrondi: 1 }, { valeur: "'a'", arrondi: 'oui' }, { valeur: 3, arrondi: { suivant: 1 } },
  { valeur: 1234.5, arrondi: '-2 décimales' }, { valeur: 1234.567, arrondi: '1.5 décimales' }, { unité: '€' },
  { valeur: 3, unité: '€/ mois' }, { valeur: 3, unité: '' }, { valeur: '3 €', unité: 'kg' }, { valeur: 3, unité: 5 },
  { valeur: '3 m2', unité: 'cm2' }, { valeur: '1 €/an', unité: '€/mois' }, { valeur: '4 / 5', unité: '%' }, { valeur: 0.8, unité: '%' },
  { logarithme: 0 }, { logarithme: -1 }, { logarithme: '50 %' }, { logarithme: "'a'" }, { logarithme: 'oui' }, { abattement: 3 },
  { valeur: '10 €', abattement: '10 %' }, { valeur: '10 €', abattement: '20 €' }, { valeur: 5, plafond: 'oui' },
  { valeur: 5, plafond: 'non' }, { valeur: 5, plafond: '10 €' }, { valeur: '100 €/an', plafond: '5 €/mois' },
  { valeur: 5, plancher: 10, plafond: 3 }, { 'applicable si': 3, valeur: 1 }, { 'applicable si': '0', valeur: 1 },
  { 'non applicable si': 0, valeur: 3 }, { 'par défaut': null }, { 'par défaut': "'a'", type: 'texte' }, { variable: 'a' },
  { variable: 'a + 1' }, { variable: 3 }, { constant: { type: 'number', nodeValue: 3 } }, { '+': [1, 2] }, { '+': [1] }, { '+': 3 },
  { '=': ['oui', 'non'] }, { et: ['oui', 5] }, { ou: [0, 5] }, { et: ['oui', 'oui', 'non'] }, { '-': [5] }, { '**': [2, 0.5] },
  { '//': ['7 €', '2 €'] }, { 'résoudre la référence circulaire': 'non', valeur: 5 }, { 'inversion numérique': ['a'] },
  { 'inversion numérique': '1 + 2' }, { 'inversion numérique': { avec: [] } }, { contexte: {}, valeur: 3 },
  { contexte: { a: 3 }, valeur: 'a' }, { contexte: { nulle: 3 }, valeur: 'a' }, { contexte: 'a', valeur: 3 }, { remplace: 'nulle part' },
  { remplace: '1 + 2' }, { remplace: { 'références à': 'a', priorité: -1 } }, { remplace: { 'références à': 'a', priorité: 'x' } },
  { remplace: {} }, { remplace: null }, { 'rend non applicable': 'a', valeur: 0 }, { suggestions: { x: 'nulle part' } },
  { suggestions: { x: 'a', y: 3 } }, { avec: { k: 3 } }, { avec: null }, { avec: { 'k . l': 3 } },
  { avec: { k: null, 'k . l': 'k' }, valeur: 'k . l' }, { valeur: { somme: [1, { valeur: 2, avec: { k: 3 } }] } }, { type: 'inconnu' },
  { type: 'nombre' }, { experimental: 'oui', valeur: 3 }, { titre: 'x', valeur: 1, description: 'y', références: { a: 'http' } },
  { synchronisation: { x: 1 } }, { privé: 'oui', valeur: 2 }, { question: 'x' }, { 'est défini': null }, { 'est non applicable': 'x' },
  { 'est applicable': { 'applicable si': 'non', valeur: 3 } },
]

/** The rule `a` written with the freedoms of YAML: flow, quotes, comments, anchors, blocks, numbers, faults. */
export const kYaml = [
  'a: 1', 'a:', 'a: ~', 'a: null', 'a: 0x1F', 'a: 0o17', 'a: 1e3', 'a: .5', 'a: .inf', 'a: .nan', 'a: 1_000', 'a: 2024-01-01', 'a: yes',
  'a: no', 'a: on', 'a: true', 'a: "oui"', "a: 'non'", 'a: 1.0', 'a: 5.', 'a: +5', 'a: 012', 'a: "5 €"', 'a: !!str 5', 'a: -0', 'a: 1e-7',
  'a: |\n  1\n  + 2', 'a: >\n  1\n  + 2', 'a: >-\n  1 +\n  2', 'a: 1 # commentaire', 'a: 1 +\n  2', "a: '''b'''", `a: "'b'"`,
  'a: {valeur: 3, plafond: 2}', 'a: [1, 2]', 'a:\n  valeur: 3\n  plafond: 2', 'a:\n  "+":\n    - 1\n    - 2', 'a:\n  -: [5, 2]',
  'a:\n  =: [5, 2]', 'a:\n  +: [5, 2]', 'a:\n  "*": [5, 2]', 'a:\n  ? valeur\n  : 4', 'a: &m\n  valeur: 3\nb2: *m',
  'a: &m 5 €\nb2:\n  somme: [*m, *m]', 'base: &m\n  valeur: 3\na:\n  <<: *m\n  plafond: 2', 'a: 1\na: 2', 'a: {b: 1, b: 2}', 'a: "x\\u00e9"',
  '"a": 4', "'a' : 4", 'a: ! 5', 'a: |+\n  3\n\n', 'a: "1\n  + 2"', 'a:\n    somme:\n    - 1\n    - 2', 'a:\n  somme: [1,\n    2, ]',
  '%YAML 1.2\n---\na: 1', '---\na: 3\n...', 'a: 1\n---\nb: 2', 'a:\n\t- 1', 'a: [1', 'a: *inconnu', 'a: "non fermé', '- 1', '3', '',
  '# rien', 'a : 5', 'a:5', '? a\n: 3', 'a: 5 %', 'a: %5', 'a: @x', "a: '5 €", 'a: >2\n   5', 'é: 3\na: é', 'a: 9007199254740993',
  'a: 123456789012345678901', 'a: 0.1', 'a: {}', 'a: []', 'a: ""', "a: ''", '"a . b": 3\na: 2', 'a . b: 3\na: 2', 'a: {"valeur": 3}',
  "a: {'valeur':3}", 'a: {valeur: 3,}', 'a:\n  texte: |\n    un\n    {{ 1 + 1 }}\n', 'a:\n  texte: "un\\n{{ 2 }}"', '﻿a: 3',
  'a: 1\r\nb2: 2\r\n', 'a: null\nb2: a', 'a: Null', 'a: True', 'a: FALSE', 'a: NULL',
]
