// Loads a rulebook folder for npm publicodes: every .publicodes file below it, YAML 1.2 core, merged into one object.
// A name defined in two files is an error, as it is for the product.

import fs from "node:fs";
import path from "node:path";
import { parse } from "yaml";

/** Every file below `folder` whose name ends with `suffix`, in a stable order. */
export function files_below(folder, suffix) {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) return files_below(full, suffix);
      return entry.name.endsWith(suffix) ? [full] : [];
    });
}

/** The rules of one or more folders as one object; throws on a name defined twice. */
export function load_rulebook(...folders) {
  const rules = {};
  const origin = {};
  for (const file of folders.flatMap((folder) => files_below(folder, ".publicodes"))) {
    const content = parse(fs.readFileSync(file, "utf8")) ?? {};
    for (const [name, body] of Object.entries(content)) {
      if (name in origin) throw new Error(`« ${name} » est défini dans ${origin[name]} et dans ${file}`);
      origin[name] = file;
      rules[name] = body;
    }
  }
  return rules;
}

/** A logger that keeps the warnings of the engine instead of printing them. */
export function collecting_logger(warnings) {
  return { log() {}, warn: (text) => warnings.push(text), error: (text) => warnings.push(text) };
}

/** Text of a unit as in a rule file, for example « €/mois »; empty when there is none. */
export function unit_text(unit) {
  if (!unit) return "";
  const below = unit.denominators?.length ? "/" + unit.denominators.join(".") : "";
  return (unit.numerators ?? []).join(".") + below;
}
