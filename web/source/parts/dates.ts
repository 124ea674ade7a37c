// Dates as people read them.
import type { Language } from '../service/requests';

const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' };

/** "2025-09-01" or an instant, as "1er septembre 2025" or "1 September 2025"; what is no date comes back as it is. */
export function longDate(text: string, language: Language): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  if (!found) return text;
  const day = new Date(Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3])));
  const shown = day.toLocaleDateString(locales[language], { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return language === 'fr' ? shown.replace(/^1 /, '1er ') : shown;
}

/** "2025-09" as "sept. 2025". */
export function shortMonth(text: string, language: Language): string {
  const found = /^(\d{4})-(\d{2})/.exec(text);
  if (!found) return text;
  const day = new Date(Date.UTC(Number(found[1]), Number(found[2]) - 1, 1));
  return day.toLocaleDateString(locales[language], { month: 'short', year: 'numeric', timeZone: 'UTC' });
}
