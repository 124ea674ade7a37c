// Simulations that this device saved on the server: the secret that lets it delete them.
import type { SavedReceipt } from '../service/network';

const key = 'partance.saved';
const mostReceipts = 50;

export function readReceipts(now: Date): SavedReceipt[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    if (!Array.isArray(kept)) return [];
    return kept.filter(isReceipt).filter((receipt) => !(Date.parse(receipt.expires) < now.getTime()));
  } catch {
    return [];
  }
}

function isReceipt(one: unknown): one is SavedReceipt {
  if (typeof one !== 'object' || one === null) return false;
  const { id, link, holder, expires } = one as Record<string, unknown>;
  return [id, link, holder, expires].every((text) => typeof text === 'string');
}

function write(receipts: SavedReceipt[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(receipts.slice(-mostReceipts)));
  } catch {
    // Kept nowhere: the link still works until it expires.
  }
}

export function keepReceipt(receipt: SavedReceipt, now: Date): void {
  write([...readReceipts(now).filter((other) => other.id !== receipt.id), receipt]);
}

export function dropReceipt(id: string, now: Date): void {
  write(readReceipts(now).filter((receipt) => receipt.id !== id));
}
