// The answers kept on the device and in a link: nothing lost, nothing believed that is damaged.
import { describe, expect, it, vi } from 'vitest';
import { AnswerBook, fromAnswers, readKept, storageKey, writeKept } from './book';
import { answersInLink, readLink } from './link';

class Shelf implements Storage {
  #kept = new Map<string, string>();
  refuses = false;
  get length() {
    return this.#kept.size;
  }
  clear = () => this.#kept.clear();
  getItem = (key: string) => this.#kept.get(key) ?? null;
  key = (at: number) => [...this.#kept.keys()][at] ?? null;
  removeItem = (key: string) => void this.#kept.delete(key);
  setItem(key: string, text: string) {
    if (this.refuses) throw new Error('full');
    this.#kept.set(key, text);
  }
}

const some = new Map([
  ['séjour . pays', "'ES'"],
  ['étudiant . aidant', null],
  ['foyer . revenu brut global', '18500 €/an'],
]);

describe('the book of answers', () => {
  it('finds the answers again in the same order after the page was closed', () => {
    const shelf = new Shelf();
    const book = new AnswerBook(shelf);
    for (const [rule, answer] of some) book.set(rule, answer);
    book.set('séjour . pays', "'DE'");
    const again = new AnswerBook(shelf);
    expect(again.rules).toEqual([...some.keys()]);
    expect(again.get('séjour . pays')).toBe("'DE'");
    expect(again.get('étudiant . aidant')).toBeNull();
  });

  it('leaves nothing behind once erased', () => {
    const shelf = new Shelf();
    const book = new AnswerBook(shelf);
    book.replaceAll(some);
    book.erase();
    expect(book.size).toBe(0);
    expect(shelf.getItem(storageKey)).toBeNull();
  });

  it('goes on, and says so, when the browser refuses to keep anything', () => {
    const shelf = new Shelf();
    shelf.refuses = true;
    const book = new AnswerBook(shelf);
    const told = vi.fn();
    book.listen(told);
    book.set('séjour . pays', "'ES'");
    expect(book.get('séjour . pays')).toBe("'ES'");
    expect(book.keeps).toBe(false);
    expect(told).toHaveBeenCalledOnce();
  });

  it.each([
    null,
    '',
    '{',
    '[]',
    'null',
    '{"version":99,"answers":[["a","b"]]}',
    '{"version":1,"answers":{"a":"b"}}',
    '{"version":1,"answers":[["",1],[3,"x"],["a",{}],7]}',
  ])('starts empty from what is damaged or of another version: %s', (text) => {
    expect(readKept(text).size).toBe(0);
  });

  it('writes what it reads', () => {
    expect(readKept(writeKept(some))).toEqual(some);
  });

  it('takes answers of the API in every form they may have', () => {
    expect([...fromAnswers({ a: true, b: false, c: 3, d: "'x'", e: null })]).toEqual([
      ['a', 'oui'],
      ['b', 'non'],
      ['c', '3'],
      ['d', "'x'"],
      ['e', null],
    ]);
  });
});

describe('a link that holds the answers', () => {
  it('gives them all back, accents included', () => {
    expect(readLink(`#${answersInLink(some)}`)).toEqual(some);
  });

  it('is made of characters that mail and chat programs leave alone', () => {
    expect(answersInLink(some)).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  it.each(['', '#', '#%%%', '#abc', `#${'A'.repeat(70_000)}`])('is refused when it was cut or altered', (fragment) => {
    expect(readLink(fragment)).toBeNull();
  });

  it('is refused when its end is missing', () => {
    expect(readLink(`#${answersInLink(some).slice(0, -5)}`)).toBeNull();
  });
});
