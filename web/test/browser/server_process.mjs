// A real `partance serve` on a free port of this machine, with a database of its own, ended with the test.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
const startMs = 60_000;

export function partance() {
  const places = [process.env.PARTANCE, 'build/release/bin/partance', 'build/dev/bin/partance'].filter(Boolean);
  const found = places.map((place) => path.resolve(root, place)).find((place) => existsSync(place));
  if (!found) throw new Error(`no partance command in ${places.join(', ')}: run make build`);
  return found;
}

/** What the command says of these answers: the pages must say the same. */
export function simulated(answersFile, language) {
  const said = execFileSync(partance(), ['simulate', '--answers', answersFile, '--json', '--lang', language], {
    cwd: root,
    maxBuffer: 1 << 26,
  });
  return JSON.parse(said.toString());
}

/** Starts a server; `port` 0 takes a free one. Many computations are allowed: one browser here plays many people. */
export async function startServer(port = 0) {
  const folder = mkdtempSync(path.join(tmpdir(), 'partance-web-'));
  const flags = {
    address: '127.0.0.1',
    port: String(port),
    web: path.join(root, 'web/dist'),
    database: path.join(folder, 'partance.sqlite'),
    'computations-per-second': '1000',
    'computations-burst': '1000',
    'saves-per-hour': '1000',
    'saves-burst': '100',
    'log-level': 'error',
  };
  const words = ['serve', ...Object.entries(flags).map(([key, value]) => `--${key}=${value}`)];
  const child = spawn(partance(), words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  const address = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the server does not start: ${said}`)), startMs);
    child.stdout.on('data', (text) => {
      said += text;
      const found = /(http:\/\/[\d.:]+)/.exec(said);
      if (found) {
        clearTimeout(late);
        resolve(found[1]);
      }
    });
    child.on('exit', (status) => reject(new Error(`the server ended with ${status}: ${said}`)));
  });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  return {
    address,
    port: Number(new URL(address).port),
    async stop() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(late);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
