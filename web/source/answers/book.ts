// The answers of this person, kept on her device and nowhere else: one entry of the browser's storage, versioned.
//
// Order matters: it is the order in which questions were answered, and "back" follows it.
import type { Answers } from '../service/requests';

export const storageKey = 'partance.answers';
const version = 1;
const mostAnswers = 2000;
const longestText = 2000;

export type Expression = string | null;

interface Kept {
  version: number;
  answers: [string, Expression][];
}

/** Reads what was kept; nothing when it is absent, of another version or damaged. */
export function readKept(text: string | null): Map<string, Expression> {
  const answers = new Map<string, Expression>();
  if (text === null) return answers;
  let kept: Partial<Kept> | null;
  try {
    kept = JSON.parse(text) as Partial<Kept> | null;
  } catch {
    return answers;
  }
  if (kept?.version !== version || !Array.isArray(kept.answers)) return answers;
  for (const entry of kept.answers.slice(0, mostAnswers)) {
    if (!Array.isArray(entry)) continue;
    const [rule, expression] = entry as unknown[];
    if (typeof rule !== 'string' || rule === '' || rule.length > longestText) continue;
    if (expression === null) answers.set(rule, null);
    else if (typeof expression === 'string' && expression.length <= longestText) answers.set(rule, expression);
  }
  return answers;
}

export function writeKept(answers: ReadonlyMap<string, Expression>): string {
  const kept: Kept = { version, answers: [...answers] };
  return JSON.stringify(kept);
}

/** Answers as they came from elsewhere (a link, a saved simulation), in the book's own form. */
export function fromAnswers(answers: Answers): Map<string, Expression> {
  const entries = Object.entries(answers).map(([rule, answer]): [string, Expression] => {
    if (answer === null || typeof answer === 'string') return [rule, answer];
    if (typeof answer === 'boolean') return [rule, answer ? 'oui' : 'non'];
    return [rule, String(answer)];
  });
  return readKept(JSON.stringify({ version, answers: entries }));
}

export class AnswerBook {
  #answers: Map<string, Expression>;
  #storage: Storage | null;
  #listeners = new Set<() => void>();
  /** False when the browser refuses to keep anything (private window, full disk): said to the person once. */
  keeps = true;

  constructor(storage: Storage | null) {
    this.#storage = storage;
    this.keeps = storage !== null;
    this.#answers = readKept(this.#read());
  }

  get size(): number {
    return this.#answers.size;
  }
  get rules(): string[] {
    return [...this.#answers.keys()];
  }
  has(rule: string): boolean {
    return this.#answers.has(rule);
  }
  get(rule: string): Expression | undefined {
    return this.#answers.get(rule);
  }
  asRequest(): Answers {
    return Object.fromEntries(this.#answers);
  }

  set(rule: string, expression: Expression): void {
    this.#answers.set(rule, expression);
    this.#changed();
  }
  remove(rule: string): void {
    this.#answers.delete(rule);
    this.#changed();
  }
  replaceAll(answers: ReadonlyMap<string, Expression>): void {
    this.#answers = new Map(answers);
    this.#changed();
  }
  erase(): void {
    this.#answers.clear();
    try {
      this.#storage?.removeItem(storageKey);
    } catch {
      this.keeps = false;
    }
    this.#tell();
  }
  /** Another tab changed the answers. */
  reload(): void {
    this.#answers = readKept(this.#read());
    this.#tell();
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #read(): string | null {
    try {
      return this.#storage?.getItem(storageKey) ?? null;
    } catch {
      this.keeps = false;
      return null;
    }
  }
  #changed(): void {
    try {
      this.#storage?.setItem(storageKey, writeKept(this.#answers));
    } catch {
      this.keeps = false;
    }
    this.#tell();
  }
  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
