// Compares the grant (aides . bcs) with the golden rows of an independent implementation, through npm publicodes.
//   node tests/oracle/golden_bcs.mjs [rulebook] [rows.csv] [step: one row in so many, 1 when absent]
// Each row is answered twice: with the inputs of the row alone, then as an ordinary eligible student.

import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import Engine from "publicodes";
import { collecting_logger, load_rulebook } from "./rule_files.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const shared = process.env.PARTANCE_SHARED ?? path.join(root, "../shared");
const folder = process.argv[2] ?? path.join(root, "rulebook");
const csv = process.argv[3] ?? path.join(shared, "golden/bcs.csv");
const step = Number(process.argv[4] ?? 1);

const ORDINARY = {
  "étudiant . nationalité": "'FR'",
  "étudiant . première demande": "oui",
  "étudiant . handicap reconnu": "non",
  "étudiant . aidant": "non",
  "étudiant . revenu de remplacement": "non",
  "études . formation initiale": "oui",
  "études . temps plein": "oui",
  "études . établissement . statut": "'public'",
  "études . établissement . région": "'84'",
  "études . alternance": "non",
  "études . niveau": "'licence'",
  "études . baccalauréat ou équivalent": "oui",
};

function situation_of(row) {
  const year = Number(row.annee_universitaire.slice(0, 4));
  return {
    rentrée: `01/09/${year}`,
    "étudiant . date de naissance": `15/03/${year - Number(row.age)}`,
    "foyer . revenu brut global": `${row.revenu_brut_global_eur} €/an`,
    "foyer . distance": `${row.distance_km} km`,
    "foyer . enfants à charge": `${row.enfants_a_charge} enfant`,
    "foyer . enfants dans le supérieur": `${row.enfants_enseignement_superieur} enfant`,
  };
}

/** Points, échelon ('' when none) and monthly amount (0 when none), as the golden rows write them. */
function answer_of(engine, situation) {
  engine.setSituation(situation);
  const value = (rule) => engine.evaluate(rule).nodeValue;
  return [value("aides . bcs . points de charge"), value("aides . bcs . échelon") ?? "", value("aides . bcs . montant mensuel") ?? 0];
}

if (!fs.existsSync(csv)) {
  console.log(`IGNORÉ : ${csv} est absent`);
} else {
  const [head, ...all] = fs.readFileSync(csv, "utf8").trim().split(/\r?\n/);
  const lines = all.filter((_, i) => i % step === 0);
  const names = head.split(",");
  const warnings = [];
  const engine = new Engine(load_rulebook(folder), { logger: collecting_logger(warnings) });
  let wrong = 0;
  for (const line of lines) {
    const row = Object.fromEntries(line.split(",").map((cell, i) => [names[i], cell]));
    const expected = [Number(row.points_de_charge), row.echelon, Number(row.montant_mensuel_eur)];
    for (const extra of [{}, ORDINARY]) {
      const actual = answer_of(engine, { ...situation_of(row), ...extra });
      if (actual.every((value, i) => value === expected[i])) continue;
      wrong += 1;
      if (wrong <= 20) console.log(`✗ ${line}\n    obtenu ${JSON.stringify(actual)}${extra === ORDINARY ? " (étudiant ordinaire)" : ""}`);
    }
  }
  for (const text of warnings.slice(0, 5)) console.log(`avertissement de npm : ${text}`);
  console.log(`${lines.length} lignes, ${wrong} différences, ${warnings.length} avertissements`);
  process.exitCode = wrong || warnings.length || !lines.length ? 1 : 0;
}
