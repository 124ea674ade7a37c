// The heading of a page: the focus is its own as soon as it shows, and never later.
import { render as show } from 'preact';
import { afterEach, expect, it, vi } from 'vitest';
import { TextsContext } from '../texts';
import { fr } from '../texts/fr';
import { Heading } from './page';

const place = document.createElement('div');
document.body.append(place);
vi.stubGlobal('scrollTo', () => undefined);
afterEach(() => show(null, place));

function page(title: string) {
  return (
    <TextsContext.Provider value={fr}>
      <Heading key={title} title={title} />
      <input aria-label="Pays" />
    </TextsContext.Provider>
  );
}

it('leaves the focus where it is on the first page, and takes it before anything can be typed on the next ones', async () => {
  show(page('Une'), place);
  expect(document.activeElement).toBe(document.body);
  show(page('Deux'), place);
  expect(document.activeElement).toBe(place.querySelector('h1'));
  place.querySelector('input')?.focus();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(document.activeElement?.tagName).toBe('INPUT');
});
