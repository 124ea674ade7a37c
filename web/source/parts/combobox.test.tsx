// The field of a table: what it proposes, and the keyboard.
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, describe, expect, it } from 'vitest';
import { TextsContext } from '../texts';
import { fr } from '../texts/fr';
import { Combobox, matching } from './combobox';

const countries = [
  { value: "'DE'", label: 'Allemagne' },
  { value: "'US'", label: 'États-Unis' },
  { value: "'AE'", label: 'Émirats arabes unis' },
  { value: "'GB'", label: 'Royaume-Uni' },
];

// jsdom lays nothing out.
Element.prototype.scrollIntoView = () => undefined;

afterEach(cleanup);

describe('proposals of a table', () => {
  it('ignore accents, case and hyphens', () => {
    expect(matching(countries, 'etats unis').map((one) => one.value)).toEqual(["'US'"]);
  });

  it('put the labels that start with what was typed before those that hold it', () => {
    expect(matching(countries, 'uni').map((one) => one.value)).toEqual(["'US'", "'AE'", "'GB'"]);
    expect(matching(countries, 'al').map((one) => one.value)).toEqual(["'DE'"]);
  });
});

function Field() {
  const [typed, setTyped] = useState('');
  return (
    <TextsContext.Provider value={fr}>
      <label for="x">Pays</label>
      <Combobox id="x" options={countries} typed={typed} describedBy="y" invalid={false} onTyped={setTyped} />
      <output>{typed}</output>
    </TextsContext.Provider>
  );
}

describe('a code', () => {
  it('brings its row first', () => {
    expect(matching([...countries, { value: "'AL'", label: 'Albanie' }], 'de')[0]?.label).toBe('Allemagne');
  });
});

describe('the field of a table', () => {
  it('is worked with the keyboard alone', () => {
    render(<Field />);
    const field = screen.getByRole('combobox', { name: 'Pays' }) as HTMLInputElement;
    fireEvent.input(field, { target: { value: 'uni' } });
    expect(field.getAttribute('aria-expanded')).toBe('true');
    fireEvent.keyDown(field, { key: 'ArrowDown' });
    fireEvent.keyDown(field, { key: 'ArrowDown' });
    expect(document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.textContent).toBe('Émirats arabes unis');
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(field.value).toBe('Émirats arabes unis');
    expect(field.getAttribute('aria-expanded')).toBe('false');
  });

  it('closes its list with Escape and keeps what was typed', () => {
    render(<Field />);
    const field = screen.getByRole('combobox') as HTMLInputElement;
    fireEvent.input(field, { target: { value: 'roy' } });
    fireEvent.keyDown(field, { key: 'Escape' });
    expect(field.getAttribute('aria-expanded')).toBe('false');
    expect(field.value).toBe('roy');
  });
});
