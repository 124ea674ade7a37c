// Runs the named cases that stand beside the rule files (<aid>.cases.yaml) with npm publicodes.
//   node tests/oracle/cases.mjs rulebook [part of a file name]
// Prints one readable block a difference and exits with 1 when there is any.

import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import Engine from "publicodes";
import { parse } from "yaml";
import { collecting_logger, files_below, load_rulebook, unit_text } from "./rule_files.mjs";

const RELATIVE_TOLERANCE = 1e-9;

/** What npm answers, written as the cases write it: oui, non, non applicable, non défini, 12 €/mois, 'texte', date. */
export function answer_text(node) {
  const value = node.nodeValue;
  if (value === undefined) return "non défini";
  if (value === null) return "non applicable";
  if (value === true) return "oui";
  if (value === false) return "non";
  if (typeof value === "number") return `${value} ${unit_text(node.unit)}`.trim();
  return /^\d{2}\/\d{2}\/\d{4}$/.test(value) ? value : `'${value}'`;
}

function split_number(text) {
  const match = /^(-?\d+(?:\.\d+)?(?:e[-+]?\d+)?)\s*(.*)$/.exec(text);
  return match && !/^\d{1,2}\/\d/.test(text) ? { number: Number(match[1]), unit: match[2] } : null;
}

/** True when an answer is the expected one: numbers within 1e-9 relative and the same unit, else the same text. */
export function agrees(expected, actual) {
  const left = split_number(expected);
  const right = split_number(actual);
  if (!left || !right) return expected === actual;
  // npm drops the unit of a product cut short by zero.
  const same_unit = left.unit === right.unit || (left.number === 0 && right.number === 0);
  const gap = Math.abs(left.number - right.number);
  return same_unit && gap <= RELATIVE_TOLERANCE * Math.max(Math.abs(left.number), Math.abs(right.number));
}

function situation_of(common, own) {
  const merged = { ...common, ...own };
  for (const name of Object.keys(merged)) if (merged[name] === null) delete merged[name];
  return merged;
}

function differences_of(engine, warnings, situation, expectations) {
  warnings.length = 0;
  try {
    engine.setSituation(situation);
  } catch (error) {
    return [`situation refusée : ${error.message.trim()}`];
  }
  const found = [];
  for (const [rule, wanted] of Object.entries(expectations)) {
    const expected = String(wanted);
    try {
      const node = engine.evaluate(rule);
      const actual = answer_text(node);
      if (agrees(expected, actual)) continue;
      const missing = Object.keys(node.missingVariables ?? {}).slice(0, 8).join(", ");
      found.push(`${rule}\n      attendu  ${expected}\n      obtenu   ${actual}${missing ? `\n      manque   ${missing}` : ""}`);
    } catch (error) {
      found.push(`${rule} : ${error.message.trim().split("\n").join(" ")}`);
    }
  }
  for (const text of warnings) found.push(`avertissement de npm : ${text.trim().replace(/\s+/g, " ")}`);
  return found;
}

/** Runs every case file below `folder` whose path contains `filter`; gives the counts and the printed differences. */
export function run_cases(folder, filter = "") {
  const warnings = [];
  const engine = new Engine(load_rulebook(folder), { logger: collecting_logger(warnings) });
  const result = { files: 0, cases: 0, expectations: 0, failures: [] };
  for (const file of files_below(folder, ".cases.yaml").filter((name) => name.includes(filter))) {
    const content = parse(fs.readFileSync(file, "utf8"));
    result.files += 1;
    for (const one of content.cas ?? []) {
      result.cases += 1;
      result.expectations += Object.keys(one.attendu ?? {}).length;
      if (!Object.keys(one.attendu ?? {}).length) result.failures.push(`${file} : « ${one.nom} » n'attend rien`);
      const found = differences_of(engine, warnings, situation_of(content.commun, one.situation), one.attendu ?? {});
      if (found.length) result.failures.push(`${path.relative(folder, file)} : ${one.nom}\n    ${found.join("\n    ")}`);
    }
  }
  return result;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const result = run_cases(process.argv[2] ?? "rulebook", process.argv[3] ?? "");
  for (const text of result.failures) console.log(`✗ ${text}\n`);
  console.log(
    `${result.files} fichiers, ${result.cases} cas, ${result.expectations} valeurs, ${result.failures.length} cas en défaut`,
  );
  process.exitCode = result.failures.length || !result.cases ? 1 : 0;
}
