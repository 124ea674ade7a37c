// Our own rulebook under both engines, for random students.
// node rulebook_comparison.mjs [--students N] [--seed S] [--first I] [--folder PATH] [--partance PATH] [--outputs]
// Exit code 1 when a difference is not explained.

import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ModelComparison } from './model_comparison.mjs'
import { kRepository, requirePartance } from './partance.mjs'
import { files_below, load_rulebook } from './rule_files.mjs'

export const kRulebook = resolve(kRepository, 'rulebook')

/** Why the rulebook cannot be compared, or false. */
export const noRulebook = (folder = kRulebook) => (existsSync(folder) && files_below(folder, '.publicodes').length > 0 ? false : 'the rulebook is empty')

/** The results a student reads: rights, amounts, durations and dates of every aid. */
export const isOutput = (name) => /^aides? . .* . (éligible|montant.*|durée|échelon|points de charge|calendrier . .*)$/.test(name)

/** Answers of an ordinary student who meets most conditions: without them chance alone makes nobody eligible. */
const kOrdinary = {
  'études . formation initiale': 'oui', 'études . diplôme national': 'oui', 'études . temps plein': 'oui', 'études . alternance': 'non', 'études . diplôme conjoint': 'non',
  'études . césure': 'non', 'études . baccalauréat ou équivalent': 'oui', 'études . établissement . statut': "'public'", 'études . établissement . charte Erasmus': 'oui',
  'études . établissement . pays': "'FR'", 'études . passage en année supérieure': 'oui', 'études . redoublement': 'non', 'études . années validées': 2,
  'séjour . dans le cursus': 'oui', 'séjour . accord entre établissements': 'oui', 'séjour . présélection': 'oui', 'séjour . crédits reconnus': 'oui', 'séjour . organisme de l\'Union': 'non',
  'séjour . programme': "'Erasmus+'", 'bourse . sur critères sociaux': 'oui', 'bourse . droits utilisés': 2, 'bourse . droits utilisés en licence': 2,
  'étudiant . nationalité': "'FR'", 'étudiant . première demande': 'oui', 'étudiant . revenu de remplacement': 'non', 'étudiant . service civique en cours': 'non', 'foyer . revenu brut global': 18_000,
  "mobilités passées . mois d'AMI": 0, "mobilités passées . mois d'Erasmus dans le cycle": 0,
}

const date = (year, month, day) => [day, month, year].map((number) => String(number).padStart(2, '0')).join('/')

/** Makes the dates of most students follow each other: birth, 1 September, stay within the academic year. */
export function plausibleStudent(situation, random, inputs) {
  if (random.chance(0.1)) return situation
  const student = { ...situation }
  const year = random.integer(2015, 2026)
  const startMonth = random.pick([8, 9, 9, 10, 1, 2])
  const startYear = startMonth < 8 ? year + 1 : year
  const startDay = random.pick([1, 1, 15, 28])
  const end = startYear * 12 + (startMonth - 1) + random.pick([0, 1, 2, 4, 5, 6, 9, 10, 12])
  const endDay = random.pick([27, 14, 28, 1])
  const plausible = {
    rentrée: date(year, 9, 1),
    'étudiant . date de naissance': date(year - random.integer(17, 32), random.integer(1, 12), random.integer(1, 28)),
    'séjour . début': date(startYear, startMonth, startDay),
    'séjour . fin': date(Math.floor(end / 12), (end % 12) + 1, endDay),
  }
  const known = new Set(inputs.map(({ name }) => name))
  for (const [name, value] of Object.entries(plausible)) if (name in student || (known.has(name) && random.chance(0.5))) student[name] = value
  if (random.chance(0.65)) {
    for (const { name } of inputs) if (name in kOrdinary && random.chance(0.97)) student[name] = kOrdinary[name]
  }
  return student
}

/** A comparison over the rulebook; students answer nearly half to all of the questions. */
export function openRulebook(options = {}) {
  const folder = options.folder ?? kRulebook
  return new ModelComparison({ name: 'rulebook', rules: load_rulebook(folder), rulesPath: folder, share: [0.4, 1], questionsOnly: true, adjust: plausibleStudent, ...options })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { students: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' }, first: { type: 'string', default: '0' }, folder: { type: 'string', default: kRulebook }, partance: { type: 'string' }, outputs: { type: 'boolean', default: false } },
  })
  const comparison = openRulebook({ folder: resolve(values.folder), path: requirePartance(values.partance) })
  if (values.outputs) comparison.targets = comparison.targets.filter(isOutput)
  await comparison.run(Number(values.students) + 1, values.seed, Number(values.first))
  process.exitCode = comparison.report() > 0 ? 1 : 0
  comparison.close()
}
