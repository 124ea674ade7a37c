// Documents ticked as ready, on this device only.
const key = 'partance.documents';
const mostTicks = 1000;

function read(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

const named = (aid: string, paper: string): string => `${aid}|${paper}`;

export function isTicked(aid: string, paper: string): boolean {
  return read().includes(named(aid, paper));
}

export function tick(aid: string, paper: string, isReady: boolean): void {
  const others = read().filter((one) => one !== named(aid, paper));
  const ticks = isReady ? [...others, named(aid, paper)] : others;
  try {
    localStorage.setItem(key, JSON.stringify(ticks.slice(-mostTicks)));
  } catch {
    // A browser that keeps nothing: the list is still there to read.
  }
}

export function eraseTicks(): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
