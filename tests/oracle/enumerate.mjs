// Everything in delicate.mjs in every place where it may stand, and every operator over every pair of operands: no chance
// involved. node enumerate.mjs prints the requests; `differential.mjs --enumerate` compares them.

import { fileURLToPath } from 'node:url'
import { kBadSegments, kBodies, kSyntax, kWeirdSegments, kYaml } from './delicate.mjs'
import { kComparisons, kOperators, kAllUnits } from './terms.mjs'

const kModel = {
  a: 3, b: '5 %', 'a . b': 7, t: "'abc'", u: null, n: { type: 'nombre' }, d: { 'par défaut': 5 }, na: { 'applicable si': 'non', valeur: '3 €' }, q: { question: '?' },
  v: 'oui', f: 'non', z: 0, e: '12 €', em: '10 €/mois', y: '2 €/an', p: '50 %', j: '15/03/2023', vide: { valeur: '4 / 5' }, kg: '2 kg', vs: { variations: [{ si: 'q', alors: '5 kg' }] }, tu: { type: 'texte' }, h: '3 h',
}
const kOperands = ['a', 'u', 'na', 'd', 'q', 'v', 'f', 'z', 'e', 'em', 'y', 'p', 'j', 't', 'vide', 'kg', 'vs', 'tu', 'h', '0', '1', '-5 %', '01/01/2024', "'x'", '0 €', '100 €/an', 'oui', 'non', '1 k€']

/** The rules of the model that a piece of a request speaks of: small models are fast to load, twice. */
function modelFor(...pieces) {
  const words = new Set(JSON.stringify(pieces).match(/[\p{L}]+/gu) ?? [])
  if (words.has('vs')) words.add('q')
  return Object.fromEntries(Object.entries(kModel).filter(([name]) => words.has(name)))
}

function* syntaxCases() {
  for (const text of kSyntax) {
    yield { group: 'syntax', rules: kModel, situation: null, evaluate: text }
    yield { group: 'syntax rule', rules: { ...kModel, x: text }, situation: null, evaluate: 'x' }
    yield { group: 'syntax situation', rules: kModel, situation: { n: text }, evaluate: 'n' }
    yield { group: 'syntax texte', rules: { ...kModel, x: { texte: `{{ ${text} }}` } }, situation: null, evaluate: 'x' }
  }
}

function* bodyCases() {
  for (const body of kBodies) {
    yield { group: 'body', rules: { ...kModel, x: body }, situation: null, evaluate: 'x' }
    yield { group: 'body nested', rules: { ...kModel, x: { valeur: body } }, situation: null, evaluate: 'x' }
    yield { group: 'body in list', rules: { ...kModel, x: { somme: [body, 1] } }, situation: null, evaluate: 'x' }
    yield { group: 'body default', rules: { ...kModel, x: { 'par défaut': body } }, situation: null, evaluate: 'x' }
    yield { group: 'body used', rules: { ...kModel, x: body, 'x . k': 2, w: { somme: ['x', 'x . k', 'a'] } }, situation: null, evaluate: 'w' }
    yield { group: 'body situation', rules: kModel, situation: { n: body }, evaluate: 'n' }
    yield { group: 'body evaluated', rules: kModel, situation: null, evaluate: body }
  }
}

function* yamlCases() {
  for (const text of kYaml) for (const evaluate of ['a', 'b2']) yield { group: 'yaml', rules: text + '\n', situation: null, evaluate }
}

function* nameCases() {
  for (const name of [...kWeirdSegments, ...kBadSegments]) {
    yield { group: 'name', rules: { [name]: 3 }, situation: null, evaluate: name }
    yield { group: 'name child', rules: { r: null, [`r . ${name}`]: 3, x: `r . ${name} + 1` }, situation: null, evaluate: 'x' }
    yield { group: 'name private', rules: { [`[privé] ${name}`]: 3, x: name }, situation: null, evaluate: 'x' }
    yield { group: 'name situation', rules: { [name]: null }, situation: { [name]: 3 }, evaluate: name }
  }
}

function* operatorCases() {
  for (const left of kOperands) {
    for (const right of kOperands) {
      for (const operator of [...kOperators, ...kComparisons]) yield { group: `operator ${operator}`, rules: modelFor(left, right), situation: null, evaluate: `${left} ${operator} ${right}` }
      for (const operator of ['et', 'ou']) yield { group: `operator ${operator}`, rules: modelFor(left, right), situation: null, evaluate: { [operator]: [left, right] } }
    }
  }
}

function* unitCases() {
  for (const from of kAllUnits) {
    yield { group: 'unit squared', rules: { x: { valeur: 3, unité: from }, y: 'x * x', z: { valeur: 'y', arrondi: 'oui' } }, situation: null, evaluate: 'z' }
    for (const to of kAllUnits) yield { group: 'unit', rules: { x: { valeur: 12.5, unité: from }, y: { valeur: 'x', unité: to } }, situation: null, evaluate: 'y' }
  }
}

function* wrapperCases() {
  const wrappers = ['plafond', 'plancher', 'abattement', 'par défaut', 'applicable si', 'non applicable si', 'arrondi', 'est défini', 'est non défini', 'est applicable', 'est non applicable', 'logarithme']
  for (const value of kOperands) {
    for (const key of wrappers) {
      if (key.startsWith('est ') || key === 'logarithme') yield { group: key, rules: { ...modelFor(value), x: { [key]: value } }, situation: null, evaluate: 'x' }
      else for (const parameter of kOperands) yield { group: key, rules: { ...modelFor(value, parameter), x: { valeur: value, [key]: parameter } }, situation: null, evaluate: 'x' }
    }
    for (const parameter of kOperands) {
      for (const key of ['somme', 'produit', 'moyenne', 'le maximum de', 'le minimum de', 'toutes ces conditions', 'une de ces conditions']) yield { group: key, rules: { ...modelFor(value, parameter), x: { [key]: [value, parameter] } }, situation: null, evaluate: 'x' }
      yield { group: 'variations', rules: { ...modelFor('a', value, parameter), x: { variations: [{ si: value, alors: parameter }, { sinon: 'a' }] } }, situation: null, evaluate: 'x' }
    }
  }
}

/** All requests, each with its id; about 30,000. */
export function* enumerateCases() {
  let index = 0
  for (const cases of [syntaxCases, bodyCases, yamlCases, nameCases, operatorCases, unitCases, wrapperCases]) {
    for (const request of cases()) yield { id: `enumerate#${index++}`, ...request }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const request of enumerateCases()) process.stdout.write(JSON.stringify(request) + '\n')
}
