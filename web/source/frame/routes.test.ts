// Addresses of pages: written, read back, and refused when they are no page's.
import { describe, expect, it } from 'vitest';
import { addressOf, routeOf, slugged, unslugged, type Route } from './routes';

describe('addresses of pages', () => {
  const rules = ['séjour . pays', "étudiant . autre critère d'inclusion", 'mobi-centre', 'a-b . c d . e/f'];
  it.each(rules)('gives back the name %s from its address', (rule) => {
    expect(unslugged(slugged(rule))).toBe(rule);
  });

  const routes: Route[] = [
    { language: 'fr', page: 'home', about: null, embedded: false },
    { language: 'en', page: 'simulation', about: 'séjour . pays', embedded: true },
    { language: 'fr', page: 'aids', about: 'erasmus études', embedded: false },
    { language: 'en', page: 'saved', about: 'Ab-c_9~', embedded: false },
    { language: 'fr', page: 'results', about: null, embedded: true },
  ];
  it.each(routes)('reads back what it wrote for $page', (route) => {
    expect(routeOf(new URL(addressOf(route), 'https://example.org').pathname)).toEqual(route);
  });

  it('opens a page by the name of either language, so that an old link survives a change of language', () => {
    expect(routeOf('/en/reponses').page).toBe('answers');
    expect(routeOf('/fr/answers').page).toBe('answers');
  });

  it.each(['/fr/nothing', '/de/simulation', '/fr/results/more', '/fr/s', '/fr/aides/%E0%A4%A'])('knows that %s is no page', (path) => {
    expect(routeOf(path).page).toBe('not-found');
  });
});
