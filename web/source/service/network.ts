// Requests to our own server: the public API, nothing else.
import { isRefusalBody, Refusal, Unreachable } from './refusal';
import type { Answers, Language, Simulation } from './requests';

const timeoutMs = 20_000;

export async function request(method: string, path: string, body?: unknown, extra: Record<string, string> = {}) {
  const headers: Record<string, string> = { Accept: 'application/json', ...extra };
  const init: RequestInit = { method, headers, signal: AbortSignal.timeout(timeoutMs), credentials: 'omit' };
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
    init.body = JSON.stringify(body);
  }
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (cause) {
    throw new Unreachable('no answer', { cause });
  }
  if (response.ok) return response;
  const problem: unknown = await response.json().catch(() => null);
  if (isRefusalBody(problem)) throw new Refusal({ ...problem, detail: problem.detail ?? problem.title });
  throw new Unreachable(`status ${response.status}`);
}

export async function readJson<T>(response: Response): Promise<T> {
  try {
    return (await response.json()) as T;
  } catch (cause) {
    throw new Unreachable('answer cut short', { cause });
  }
}

export interface SavedReceipt {
  id: string;
  link: string;
  holder: string;
  expires: string;
}
export interface SavedSimulation {
  answers: Answers;
  language: Language;
  /** As it was on the day it was saved. */
  result?: Simulation | null;
  created: string;
  expires: string;
}

export async function save(answers: Answers, language: Language): Promise<SavedReceipt> {
  return readJson(await request('POST', '/api/v1/simulations', { answers, language }));
}
export async function readSaved(id: string): Promise<SavedSimulation> {
  return readJson(await request('GET', `/api/v1/simulations/${encodeURIComponent(id)}`));
}
export async function deleteSaved(id: string, holder: string): Promise<void> {
  await request('DELETE', `/api/v1/simulations/${encodeURIComponent(id)}`, undefined, { 'Partance-Holder': holder });
}

/** Fetches a document made from the answers and hands it to the browser as a download. */
export async function download(path: string, name: string, answers: Answers, language: Language): Promise<void> {
  const response = await request('POST', path, { answers, language }, { Accept: '*/*' });
  let content: Blob;
  try {
    content = await response.blob();
  } catch (cause) {
    throw new Unreachable('document cut short', { cause });
  }
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
