// The service worker: after a first visit the simulator opens and computes without a network.
//
// Pages come from the network when it answers soon, else from what was kept; hashed files never change, so the kept
// ones are used at once. The API and saved simulations are never kept.
declare const SHELL: string[];
declare const VERSION: string;

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Extendable {
  request: Request;
  respondWith(response: Promise<Response>): void;
}
interface Worker {
  location: Location;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(kind: 'install' | 'activate', listen: (event: Extendable) => void): void;
  addEventListener(kind: 'fetch', listen: (event: Fetching) => void): void;
  addEventListener(kind: 'message', listen: (event: Extendable & { data: unknown }) => void): void;
}
const worker = self as unknown as Worker;

const shellCache = `partance-${VERSION}`;
const engineCache = 'partance-engine';
const patienceMs = 3000;

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(shellCache)
      .then((cache) => cache.addAll(SHELL))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener('activate', (event) => {
  const stale = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith('partance-') && name !== shellCache && name !== engineCache) await caches.delete(name);
    }
    await worker.clients.claim();
  };
  event.waitUntil(stale());
});

/** The page tells which files make the engine: kept once, those of an older version dropped. */
worker.addEventListener('message', (event) => {
  const { keep } = (event.data ?? {}) as { keep?: unknown };
  if (!Array.isArray(keep)) return;
  const addresses = keep.filter((one): one is string => typeof one === 'string' && one.startsWith('/assets/'));
  event.waitUntil(keepEngine(addresses));
});

async function keepEngine(addresses: string[]): Promise<void> {
  const cache = await caches.open(engineCache);
  for (const kept of await cache.keys()) {
    if (!addresses.includes(new URL(kept.url).pathname)) await cache.delete(kept);
  }
  for (const address of addresses) {
    if (!(await cache.match(address))) await cache.add(address);
  }
}

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== worker.location.origin) return;
  if (address.pathname.startsWith('/assets/') || address.pathname === '/favicon.svg') {
    event.respondWith(keptOr(request));
  } else if (request.mode === 'navigate') {
    const language = /^\/(fr|en)\//.exec(address.pathname)?.[1];
    if (language) event.respondWith(pageOrKept(request, `/${language}/`));
    else if (address.pathname === '/') event.respondWith(homeOrKept(request));
  }
});

async function keptOr(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

async function pageOrKept(request: Request, kept: string): Promise<Response> {
  const shell = async () => (await caches.match(kept, { ignoreVary: true })) ?? Response.error();
  const patience = new Promise<null>((resolve) => setTimeout(() => resolve(null), patienceMs));
  const answer = fetch(request).catch(() => null);
  const first = await Promise.race([answer, patience]);
  if (first && first.status < 500) return first;
  return shell();
}

async function homeOrKept(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    const language = navigator.language.toLowerCase().startsWith('en') ? 'en' : 'fr';
    return Response.redirect(`/${language}/`);
  }
}
export {};
