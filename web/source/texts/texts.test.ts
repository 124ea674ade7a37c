// The dictionaries say the same things; their spaces hold.
import { describe, expect, it } from 'vitest';
import { en } from './en';
import { fr } from './fr';
import { fine, fineTexts } from './typography';

function leaves(part: unknown, path = ''): [string, unknown][] {
  if (typeof part !== 'object' || part === null) return [[path, part]];
  return Object.entries(part).flatMap(([key, one]) => leaves(one, `${path}/${key}`));
}

describe('the two dictionaries', () => {
  it('hold the same texts', () => {
    const keys = (texts: unknown) => leaves(texts).map(([path]) => path);
    expect(keys(en)).toEqual(keys(fr));
  });

  it('hold no empty text', () => {
    for (const [path, text] of [...leaves(fr), ...leaves(en)]) {
      if (typeof text === 'string') expect(text.trim(), path).not.toBe('');
    }
  });

  it('make sentences out of counts, singular and plural', () => {
    expect(fr.simulation.progressText(1, 1)).toBe('1 réponse, encore 1 question');
    expect(fr.simulation.progressText(2, 5)).toBe('2 réponses, encore 5 questions au plus');
    expect(en.simulation.progressText(1, 1)).toBe('1 answer, at most 1 question left');
    expect(fr.results.summary(1, 2, 0)).toBe(
      'Vous remplissez les conditions de 1 aide. 2 autres restent à préciser, 0 ne vous concerne pas.',
    );
  });

  it('use the typographic apostrophe throughout', () => {
    for (const [path, text] of leaves(fr)) if (typeof text === 'string') expect(text, path).not.toMatch(/\p{L}'\p{L}/u);
  });
});

describe('fine typography', () => {
  it('curls the apostrophes of the rulebook', () => {
    expect(fine("l'aide d'un ami, 'FR'")).toBe("l’aide d’un ami, 'FR'");
  });

  it('stand before French double punctuation and inside guillemets', () => {
    expect(fine('Où ? « Oui » : bien !')).toBe('Où\u202f? «\u00a0Oui\u00a0»\u00a0: bien\u202f!');
  });

  it('hold a figure and its unit together', () => {
    expect(fine('400 € par mois pendant 10 mois, 12 500 €')).toBe(
      '400\u00a0€ par mois pendant 10\u00a0mois, 12\u202f500\u00a0€',
    );
    expect(fine('2 moissons')).toBe('2 moissons');
  });

  it('are put into every text of a dictionary, those that are made included', () => {
    const made = fineTexts({ a: 'Qui ?', b: (n: number) => `${n} €`, c: [['d !']] as [[string]] });
    expect([made.a, made.b(3), made.c[0][0]]).toEqual(['Qui\u202f?', '3\u00a0€', 'd\u202f!']);
  });
});
