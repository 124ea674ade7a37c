// Where the person is: the browser's history is the only state, so that "back" is always safe.
import { useEffect, useState } from 'preact/hooks';
import { addressOf, routeOf, type Page, type Route } from './routes';

const listeners = new Set<() => void>();
let current: Route = routeOf(location.pathname);

function moved(): void {
  current = routeOf(location.pathname);
  for (const listener of listeners) listener();
}

export function here(): Route {
  return current;
}

/** Goes to a page of the same language (and frame). `replacing` leaves no trace in the history. */
export function goTo(page: Page, about: string | null = null, replacing = false): void {
  goToAddress(addressOf({ ...current, page, about }), replacing);
}

export function goToAddress(address: string, replacing = false): void {
  if (replacing) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  moved();
}

export function useRoute(): Route {
  const [route, setRoute] = useState(current);
  useEffect(() => {
    const listener = () => setRoute(current);
    listeners.add(listener);
    listener();
    return () => void listeners.delete(listener);
  }, []);
  return route;
}

/** Follows links to our own pages without loading a document. */
export function startRouter(): void {
  addEventListener('popstate', moved);
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest('a');
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (!/^\/(fr|en)\//.test(link.pathname)) return;
    if (link.hash && link.pathname === location.pathname) return;
    event.preventDefault();
    goToAddress(link.pathname + link.search + link.hash);
  });
}
