// The examples of docs/api.md are run as they are written, and give what the page says.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { program, startService } from "./service.mjs";

const skip = program() ? false : "no program was built";
const page = readFileSync(new URL("../../docs/api.md", import.meta.url), "utf8");

/** Fenced blocks in order: {kind, text}. */
const blocks = [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, kind, text]) => ({ kind, text }));

/** Everything told is in the answer; lists have the length told. */
function assertHolds(answer, told, place) {
  if (told === null || typeof told !== "object") return assert.deepEqual(answer, told, place);
  if (Array.isArray(told)) assert.equal(answer.length, told.length, place);
  for (const [key, value] of Object.entries(told)) assertHolds(answer?.[key], value, `${place}.${key}`);
}

test("every example runs and gives what the page says", { skip }, async () => {
  const service = await startService();
  const folder = mkdtempSync(join(tmpdir(), "partance-page-"));
  try {
    const examples = blocks.filter((block) => block.kind === "sh");
    assert.ok(examples.length >= 5);
    for (const example of examples) {
      const script = example.text.replaceAll("https://partance.example", service.address).replaceAll("curl ", "curl -sS ");
      const { stdout } = await promisify(execFile)("bash", ["-euo", "pipefail", "-c", script], { cwd: folder });
      const next = blocks[blocks.indexOf(example) + 1];
      if (next?.kind === "json") assertHolds(JSON.parse(stdout), JSON.parse(next.text), example.text.slice(0, 100));
    }
    assert.ok(readFileSync(join(folder, "result.pdf"), "latin1").startsWith("%PDF-"));
  } finally {
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test("every code of the page has a status that the description knows, and the other way round", { skip }, async () => {
  const service = await startService();
  try {
    const description = await (await fetch(`${service.address}/api/v1/openapi.json`)).json();
    const announced = new Set(Object.values(description.paths).flatMap((methods) =>
      Object.values(methods).flatMap((one) => Object.keys(one.responses))).filter((status) => status >= "400"));
    const told = new Set([...page.matchAll(/^\| (4\d\d|5\d\d) \|/gm)].map(([, status]) => status));
    told.delete("405"); // of the server itself: no operation announces it
    assert.deepEqual([...told].sort(), [...announced].sort());
  } finally {
    await service.stop();
  }
});
