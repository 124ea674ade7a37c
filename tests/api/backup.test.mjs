// The database is copied and put back while the real server answers and writes.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { program, startService } from "./service.mjs";

const run = promisify(execFile);
const available = program() !== undefined;
const options = { skip: available ? false : "the command is not built" };

let folder, database, copy, service;

before(async () => {
  if (!available) return;
  folder = mkdtempSync(join(tmpdir(), "partance-backup-"));
  database = join(folder, "partance.sqlite");
  copy = join(folder, "copy.sqlite");
  service = await startService({ database, "saves-per-hour": 1_000_000, "saves-burst": 100_000 });
});

after(async () => {
  await service?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

async function save() {
  const answer = await fetch(`${service.address}/api/v1/simulations`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ answers: { rentrée: "01/09/2025" }, language: "fr" }),
  });
  assert.equal(answer.status, 201);
  return (await answer.json()).id;
}

async function status(path) {
  const answer = await fetch(service.address + path);
  await answer.arrayBuffer();
  return answer.status;
}

const partance = (...words) => run(program(), [...words, "--database", database, "--lang", "en"]);

test("a backup is made while simulations are saved, and put back while the server answers", options, async () => {
  const first = await save();
  let isOver = false;
  let saved = 0;
  const writer = (async () => {
    while (!isOver) {
      await save();
      saved += 1;
    }
  })();
  const told = await partance("backup", copy);
  isOver = true;
  await writer;
  assert.match(told.stdout, /made and checked/);
  assert.equal(statSync(copy).mode & 0o777, 0o600);
  assert.ok(saved > 0, "the server went on saving");

  const later = await save();
  assert.equal(await status(`/api/v1/simulations/${later}`), 200);
  await partance("restore", copy);
  assert.equal(await status(`/api/v1/simulations/${first}`), 200, "what was saved before the backup is there");
  assert.equal(await status(`/api/v1/simulations/${later}`), 404, "what came after is not");
  assert.equal(await status("/readyz"), 200);
  assert.equal(await status(`/api/v1/simulations/${await save()}`), 200, "the server saves again");
  assert.ok(readdirSync(folder).some((name) => name.startsWith("partance.sqlite.before-")), "and the rest is kept aside");
});

test("a file that is not a backup is refused and the server goes on", options, async () => {
  const kept = await save();
  const letter = join(folder, "letter.txt");
  writeFileSync(letter, "Dear Madam, ".repeat(100));
  await assert.rejects(partance("restore", letter), (error) => error.code === 3 && /not a database of Partance/.test(error.stderr));
  assert.equal(await status(`/api/v1/simulations/${kept}`), 200);
});

test("establishments are imported while the server answers", options, async () => {
  const table = join(folder, "table.csv");
  writeFileSync(table, "id;nom;type;ville;aides\nrennes;Université de Rennes;université;Rennes;ami|bcs\n");
  await partance("establishments", "import", table);
  const answer = await fetch(`${service.address}/api/v1/establishments?search=rennes`);
  const { establishments } = await answer.json();
  assert.deepEqual(establishments.map((one) => [one.id, one.aids]), [["rennes", ["ami", "bcs"]]]);
});
