// A running Partance of one's own: the real program on a loopback port, with a database that ends with it.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const kStartMs = 60_000;

/** The program: PARTANCE names it, else what the build left. */
export function program() {
  const named = process.env.PARTANCE;
  const built = ["build/release/bin/partance", "build/dev/bin/partance"].map((path) => join(root, path));
  return [named, ...built].find((path) => path && existsSync(path));
}

/** Starts it with these settings; {address, stop()}. Limits are wide unless the settings narrow them. */
export async function startService(settings = {}) {
  const folder = mkdtempSync(join(tmpdir(), "partance-api-"));
  const all = {
    port: 0,
    database: join(folder, "partance.sqlite"),
    "log-level": "error",
    "computations-per-second": 1000,
    "computations-burst": 10000,
    "saves-per-hour": 3600,
    "saves-burst": 100,
    ...settings,
  };
  const flags = Object.entries(all).flatMap(([key, value]) => [`--${key}`, String(value)]);
  const child = spawn(program(), ["serve", ...flags], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let said = "";
  let complained = "";
  child.stderr.on("data", (text) => (complained += text));
  const address = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready: ${said}${complained}`)), kStartMs);
    child.stdout.on("data", (text) => {
      said += text;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found) clearTimeout(timer), resolve(found[0]);
    });
    ended.then((status) => reject(new Error(`ended with ${status}: ${complained}`)));
  });
  return {
    address,
    async stop() {
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), 15_000);
      await ended;
      clearTimeout(timer);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
