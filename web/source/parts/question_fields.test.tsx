// Drafts, answers and units of the fields.
import { describe, expect, it } from 'vitest';
import type { Question } from '../service/requests';
import { fr } from '../texts/fr';
import { en } from '../texts/en';
import { draftOf, expressionOf, isEmpty, unitWords } from './question_fields';

const question = (members: Partial<Question>): Question => ({
  rule: 'a . b',
  title: 'B',
  text: 'B ?',
  why: null,
  theme: 'A',
  input: 'text',
  unit: null,
  options: [],
  open: false,
  minimum: null,
  maximum: null,
  earliest: null,
  latest: null,
  answer: null,
  references: [],
  ...members,
});
const countries = [
  { value: "'ES'", label: 'Espagne' },
  { value: "'DE'", label: 'Allemagne' },
];

describe('an answer put back in its field', () => {
  it.each([
    [question({ input: 'number', answer: '12500.5 €/an' }), 'fr', '12500,5'],
    [question({ input: 'number', answer: '12500.5 €/an' }), 'en', '12500.5'],
    [question({ input: 'date', answer: '12/03/2005' }), 'fr', '12/03/2005'],
    [question({ input: 'table', options: countries, answer: "'ES'" }), 'fr', 'Espagne'],
    [question({ input: 'table', options: countries, open: true, answer: "'ailleurs'" }), 'fr', 'ailleurs'],
    [question({ input: 'choice', options: countries, answer: "'ES'" }), 'fr', "'ES'"],
    [question({ input: 'text' }), 'fr', ''],
  ] as const)('reads as the person would type it', (asked, language, draft) => {
    expect(draftOf(asked, language)).toBe(draft);
  });
});

describe('a draft', () => {
  it('that names an option needs no reading, whatever its accents', () => {
    expect(expressionOf(question({ input: 'table', options: countries }), 'ALLEMAGNE ')).toBe("'DE'");
    expect(expressionOf(question({ input: 'table', options: countries }), 'Alle')).toBeNull();
    expect(expressionOf(question({ input: 'number' }), '12')).toBeNull();
  });

  it('of a date is empty until something is written in it', () => {
    expect(isEmpty(question({ input: 'date' }), '//')).toBe(true);
    expect(isEmpty(question({ input: 'date' }), '1//')).toBe(false);
  });
});

describe('units', () => {
  it('are said in words', () => {
    expect(unitWords('€/mois', fr.fields)).toBe('€ par mois');
    expect(unitWords('€/an', en.fields)).toBe('€ a year');
    expect(unitWords('km', fr.fields)).toBe('km');
    expect(unitWords('enfant', en.fields)).toBe('child(ren)');
  });
});
