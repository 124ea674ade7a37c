// Typography: curled apostrophes, and spaces that must not break, before French double punctuation, inside guillemets, between a figure and its unit.
const narrow = '\u202f';
const wide = '\u00a0';

export function fine(text: string): string {
  return text
    .replace(/(\p{L})'(?=\p{L})/gu, '$1’')
    .replace(/ ([?!;])/g, `${narrow}$1`)
    .replace(/ ([:»])/g, `${wide}$1`)
    .replace(/« /g, `«${wide}`)
    .replace(/(\d) (?=(?:€|%|mois|ans?|jours?|km|ECTS|aides?|questions?|réponses?)(?![\p{L}]))/gu, `$1${wide}`)
    .replace(/(\d) (?=\d{3}(?!\d))/g, `$1${narrow}`);
}

/** The same dictionary with every text made fine. */
export function fineTexts<T>(texts: T): T {
  if (typeof texts === 'string') return fine(texts) as T;
  if (typeof texts === 'function') {
    const make = texts as unknown as (...values: unknown[]) => string;
    return ((...values: unknown[]) => fine(make(...values))) as T;
  }
  if (Array.isArray(texts)) return texts.map((one: unknown) => fineTexts(one)) as T;
  if (typeof texts !== 'object' || texts === null) return texts;
  return Object.fromEntries(Object.entries(texts).map(([key, one]) => [key, fineTexts(one as unknown)])) as T;
}
