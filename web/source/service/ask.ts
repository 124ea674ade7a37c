// ask(): every question about the rulebook. On the device when the module could be loaded, else by our server.
import { loadEngine, type Engine } from './engine';
import { readJson, request } from './network';
import { Refusal } from './refusal';
import type { RequestName, Requests } from './requests';

type Where = 'device' | 'network';

let engine: Engine | null = null;
let loading: Promise<void> | null = null;
let failed = false;

/** Starts fetching the module; calling it again costs nothing. */
export function prepare(): Promise<void> {
  loading ??= loadEngine().then(
    (loaded) => void (engine = loaded),
    () => void (failed = true),
  );
  return loading;
}

/** As `prepare`; then makes the first questions come sooner, once the page has nothing else to do. */
export async function prepareInterview(): Promise<void> {
  await prepare();
  engine?.rehearse();
}

/** Where answers are worked out; null while it is not known. */
export function whereAsked(): Where | null {
  if (engine) return 'device';
  return failed ? 'network' : null;
}

/** The catalogue holds nothing personal: it may come from the server while the module is not there. */
const publicReads: Partial<Record<RequestName, true>> = { aids: true, aid: true };

export async function ask<N extends RequestName>(name: N, body: Requests[N]['body']): Promise<Requests[N]['result']> {
  if (!engine && publicReads[name]) {
    try {
      return await askCatalogue(body);
    } catch (refusal) {
      if (refusal instanceof Refusal) throw refusal;
    }
  }
  if (!engine) await prepare();
  if (engine) return engine.ask(name, body);
  return readJson(await request('POST', `/api/v1/${name}`, body));
}

async function askCatalogue<N extends RequestName>(body: Requests[N]['body']): Promise<Requests[N]['result']> {
  const about = 'id' in body && body.id ? `/${encodeURIComponent(String(body.id))}` : '';
  return readJson(await request('GET', `/api/v1/aids${about}?language=${body.language ?? 'fr'}`));
}
