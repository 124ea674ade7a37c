// The dictionary of the language in use. Only that language is fetched with the first page.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../service/requests';
import type { Texts } from './fr';
import { fineTexts } from './typography';

export type { Texts };

const loaders: Record<Language, () => Promise<Texts>> = {
  fr: async () => (await import('./fr')).fr,
  en: async () => (await import('./en')).en,
};
const loaded: Partial<Record<Language, Texts>> = {};

export async function loadTexts(language: Language): Promise<Texts> {
  return (loaded[language] ??= fineTexts(await loaders[language]()));
}

export const TextsContext = createContext<Texts | null>(null);

export function useTexts(): Texts {
  const texts = useContext(TextsContext);
  if (!texts) throw new Error('texts are not loaded');
  return texts;
}
