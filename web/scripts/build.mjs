// Builds web/dist: the pages, the scripts that keep a fixed name, and a compressed copy beside each file.
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(root, 'dist');
const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

async function filesUnder(folder) {
  const found = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await filesUnder(place)));
    else found.push(place);
  }
  return found.sort();
}

/** One source as one classic script under a fixed name: no import, no export. */
async function buildScript(source, name, define = {}) {
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define,
    build: {
      target: ['es2022', 'chrome109', 'firefox109', 'safari16'],
      outDir: 'dist',
      emptyOutDir: false,
      lib: { entry: path.join(root, source), name: 'partance', formats: ['iife'], fileName: () => name },
    },
  });
}

/** The script that sets the colours runs before the first paint; hashed, so that it is never asked for twice. */
async function buildThemeScript() {
  await buildScript('source/theme_start.ts', 'theme.js');
  const place = path.join(dist, 'theme.js');
  const text = await readFile(place);
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 8);
  const name = `assets/theme-${hash}.js`;
  await writeFile(path.join(dist, name), text);
  await rm(place);
  for (const language of ['fr', 'en']) {
    const page = path.join(dist, language, 'index.html');
    const html = await readFile(page, 'utf8');
    if (!html.includes('src="/theme.js"')) throw new Error(`${page}: no theme script`);
    await writeFile(page, html.replace('src="/theme.js"', `src="/${name}"`));
  }
}

/** What the service worker keeps from the start: all but the engine, kept when the simulator first needs it. */
async function buildServiceWorker() {
  const addresses = (await filesUnder(path.join(dist, 'assets')))
    .map((file) => `/${path.relative(dist, file).split(path.sep).join('/')}`)
    .filter((address) => !address.startsWith('/assets/engine/'));
  const version = createHash('sha256');
  for (const language of ['fr', 'en']) version.update(await readFile(path.join(dist, language, 'index.html')));
  await buildScript('source/offline/worker.ts', 'sw.js', {
    SHELL: JSON.stringify(['/fr/', '/en/', '/favicon.svg', ...addresses]),
    VERSION: JSON.stringify(version.digest('base64url').slice(0, 10)),
  });
}

/** `x.br` and `x.gz` beside `x`, when they are smaller: the server sends them as they are. */
async function compressAll() {
  const smallest = 256;
  for (const file of await filesUnder(dist)) {
    const bytes = await readFile(file);
    if (bytes.length < smallest) continue;
    const options = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
    for (const [ending, made] of [
      ['br', await brotli(bytes, options)],
      ['gz', await gzip(bytes, { level: 9 })],
    ]) {
      if (made.length < bytes.length) await writeFile(`${file}.${ending}`, made);
    }
  }
}

await build({ root, logLevel: 'warn' });
await buildThemeScript();
await buildScript('source/widget/element.ts', 'widget.js');
await buildServiceWorker();
await compressAll();
