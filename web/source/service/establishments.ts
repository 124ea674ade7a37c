// Establishments taking part, from the API.
import { readJson, request } from './network';
import type { Language } from './requests';

export interface Establishment {
  id: string;
  name: string;
  town: string | null;
  region: string | null;
  office: {
    name: string | null;
    email: string | null;
    phone: string | null;
    site: string | null;
    address: string | null;
  };
  aids: { id: string; title: string }[];
}

export async function findEstablishments(search: string, language: Language): Promise<Establishment[]> {
  const query = new URLSearchParams({ language, ...(search ? { search } : {}) });
  const answer = await readJson<{ establishments: Establishment[] }>(
    await request('GET', `/api/v1/establishments?${query}`),
  );
  return answer.establishments;
}
