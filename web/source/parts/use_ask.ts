// A question to the rulebook as a component sees it: waiting, answered, or failed with a way to try again.
import { useCallback, useEffect, useState } from 'preact/hooks';
import { ask } from '../service/ask';
import type { RequestName, Requests } from '../service/requests';

export type Loading<T> =
  | { state: 'waiting'; retry: () => void }
  | { state: 'ready'; value: T; retry: () => void }
  | { state: 'failed'; error: unknown; retry: () => void };

/** Runs `load` again whenever `key` changes; an answer that comes too late is dropped. */
export function useLoading<T>(load: () => Promise<T>, key: string): Loading<T> {
  const [tries, setTries] = useState(0);
  const [found, setFound] = useState<{ key: string; value?: T; error?: unknown; failed: boolean } | null>(null);
  const retry = useCallback(() => setTries((before) => before + 1), []);
  useEffect(() => {
    let dropped = false;
    load().then(
      (value) => dropped || setFound({ key, value, failed: false }),
      (error: unknown) => dropped || setFound({ key, error, failed: true }),
    );
    return () => void (dropped = true);
  }, [key, tries]);
  if (found?.key !== key) return { state: 'waiting', retry };
  if (found.failed) return { state: 'failed', error: found.error, retry };
  return { state: 'ready', value: found.value as T, retry };
}

export function useAsk<N extends RequestName>(name: N, body: Requests[N]['body']): Loading<Requests[N]['result']> {
  return useLoading(() => ask(name, body), `${name} ${JSON.stringify(body)}`);
}
