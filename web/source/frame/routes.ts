// Addresses of the pages, in both languages, read and written in one place.
//
// "/fr/simulation/séjour/pays" is the question about the rule `séjour . pays`; "/fr/widget/…" is the same site inside
// another one's frame, without header and footer.
import type { Language } from '../service/requests';

export type Page =
  | 'home'
  | 'simulation'
  | 'answers'
  | 'results'
  | 'unexpected'
  | 'later'
  | 'resume'
  | 'saved'
  | 'aids'
  | 'establishments'
  | 'privacy'
  | 'accessibility'
  | 'terms'
  | 'embed'
  | 'not-found';

export interface Route {
  language: Language;
  page: Page;
  /** What the page is about: a rule, an aid, the identifier of a saved simulation. */
  about: string | null;
  embedded: boolean;
}

const slugs: Record<Exclude<Page, 'home' | 'not-found'>, { fr: string; en: string }> = {
  simulation: { fr: 'simulation', en: 'simulation' },
  answers: { fr: 'reponses', en: 'answers' },
  results: { fr: 'resultats', en: 'results' },
  unexpected: { fr: 'resultat-inattendu', en: 'unexpected-result' },
  later: { fr: 'plus-tard', en: 'later' },
  resume: { fr: 'reprendre', en: 'resume' },
  saved: { fr: 's', en: 's' },
  aids: { fr: 'aides', en: 'aids' },
  establishments: { fr: 'etablissements', en: 'establishments' },
  privacy: { fr: 'vie-privee', en: 'privacy' },
  accessibility: { fr: 'accessibilite', en: 'accessibility' },
  terms: { fr: 'conditions', en: 'terms' },
  embed: { fr: 'integrer', en: 'embed' },
};
const pagesAbout: readonly Page[] = ['simulation', 'unexpected', 'saved', 'aids'];
const embeddedSlug = 'widget';

/** A rule's or an aid's name inside an address; `unslugged` gives it back. */
export function slugged(name: string): string {
  return name
    .split(' . ')
    .map((part) => encodeURIComponent(part.replaceAll('-', '~').replaceAll(' ', '-')))
    .join('/');
}

export function unslugged(slug: string): string {
  return slug
    .split('/')
    .map((part) => decodeURIComponent(part).replaceAll('-', ' ').replaceAll('~', '-'))
    .join(' . ');
}

export function addressOf(route: Route): string {
  const start = `/${route.language}/${route.embedded ? `${embeddedSlug}/` : ''}`;
  if (route.page === 'home' || route.page === 'not-found') return start;
  const coded = route.page === 'saved' ? encodeURIComponent : slugged;
  const about = route.about === null ? '' : `/${coded(route.about)}`;
  return `${start}${slugs[route.page][route.language]}${about}`;
}

export function routeOf(path: string): Route {
  const [, first = '', ...rest] = path.split('/');
  const language: Language = first === 'en' ? 'en' : 'fr';
  const embedded = rest[0] === embeddedSlug;
  if (embedded) rest.shift();
  const route = (page: Page, about: string | null = null): Route => ({ language, page, about, embedded });
  if (first !== 'fr' && first !== 'en') return route(first === '' ? 'home' : 'not-found');
  const [slug = '', ...tail] = rest;
  if (slug === '') return route('home');
  for (const [page, names] of Object.entries(slugs) as [Page, { fr: string; en: string }][]) {
    if (names.fr !== slug && names.en !== slug) continue;
    const about = tail.filter((part) => part !== '').join('/');
    if (about === '') return page === 'saved' ? route('not-found') : route(page);
    if (!pagesAbout.includes(page)) return route('not-found');
    try {
      return route(page, page === 'saved' ? decodeURIComponent(about) : unslugged(about));
    } catch {
      return route('not-found');
    }
  }
  return route('not-found');
}
