// A link that carries the answers after its "#": browsers never send that part, so no server sees them.
import { readKept, writeKept, type Expression } from './book';

const longestLink = 60_000;

function toBytes(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}

export function answersInLink(answers: ReadonlyMap<string, Expression>): string {
  return btoa(toBytes(writeKept(answers))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The answers of such a link, or null when it was cut or altered. */
export function readLink(fragment: string): Map<string, Expression> | null {
  const coded = fragment.replace(/^#/, '');
  if (coded === '' || coded.length > longestLink) return null;
  try {
    const bytes = atob(coded.replaceAll('-', '+').replaceAll('_', '/'));
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes, (c) => c.charCodeAt(0)));
    const answers = readKept(text);
    return answers.size > 0 ? answers : null;
  } catch {
    return null;
  }
}
