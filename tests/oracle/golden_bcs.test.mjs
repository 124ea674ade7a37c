// One golden row in twenty of the grant, through npm publicodes; golden_bcs.mjs alone runs them all.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "../..");
const csv = path.join(process.env.PARTANCE_SHARED ?? path.join(root, "../shared"), "golden/bcs.csv");

test("npm publicodes finds the golden points, échelon and amount of the grant", { skip: fs.existsSync(csv) ? false : `${csv} is absent` }, () => {
  const run = spawnSync(process.execPath, [path.join(here, "golden_bcs.mjs"), path.join(root, "rulebook"), csv, "20"], { encoding: "utf8" });
  assert.equal(run.status, 0, run.stdout + run.stderr);
});
