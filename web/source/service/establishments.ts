// Establishments taking part, from the API.
import { readJson, request } from './network';
import type { Language, Reliability } from './requests';

export interface Establishment {
  id: string;
  name: string;
  city: string | null;
  website: string | null;
  office: {
    name: string | null;
    email: string | null;
    phone: string | null;
    address: string | null;
    url: string | null;
    opening: string | null;
  };
  aids: string[];
  source: { title: string; address: string | null; date: string | null } | null;
  reliability: Reliability | null;
}

export async function findEstablishments(search: string, language: Language): Promise<Establishment[]> {
  const query = new URLSearchParams({ language, ...(search ? { search } : {}) });
  const answer = await readJson<{ establishments: Establishment[] }>(
    await request('GET', `/api/v1/establishments?${query}`),
  );
  return answer.establishments;
}
