// The one book of answers of this page, and how components follow it.
import { useEffect, useState } from 'preact/hooks';
import { AnswerBook, storageKey } from './book';

function deviceStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

export const book = new AnswerBook(deviceStorage());

addEventListener('storage', (event) => {
  if (event.key === storageKey || event.key === null) book.reload();
});

/** Renders again when an answer changes; gives a number that changes with them. */
export function useBookChanges(): number {
  const [changes, setChanges] = useState(0);
  useEffect(() => book.listen(() => setChanges((before) => before + 1)), []);
  return changes;
}
