// The rehearsal before the first click: only in idle time, in a conversation of its own, and never in anybody's way.
import { describe, expect, it, vi } from 'vitest';
import type { Answers, Question, QuestionPages } from './requests';
import { warmUp, whenIdle } from './warm_up';

const question = (rule: string, more: Partial<Question> = {}): Question => ({
  rule,
  title: rule,
  text: rule,
  why: null,
  theme: 't',
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
  ...more,
});
const pagesOf = (one: Question | undefined) =>
  ({ pages: one ? [{ theme: 't', questions: [one] }] : [] }) as unknown as QuestionPages;

/** An engine that asks these questions one after the other, and a browser whose idle moments the test decides. */
function rehearsalOf(questions: Question[], failsAt = Infinity) {
  const asked: Answers[] = [];
  const opened = { times: 0, closed: 0 };
  const idle: (() => void)[] = [];
  const done = vi.fn();
  warmUp(
    () => {
      opened.times += 1;
      return {
        ask(_name, { answers = {} }) {
          asked.push(answers);
          if (asked.length >= failsAt) throw new Error('the engine stopped');
          return pagesOf(questions.find(({ rule }) => !(rule in answers)));
        },
        close: () => void (opened.closed += 1),
      };
    },
    done,
    (work) => void idle.push(work),
  );
  return { asked, opened, idle, done, oneIdleMoment: () => idle.shift()?.() };
}

describe('the rehearsal of the first questions', () => {
  it('does nothing, not even open a conversation, before the browser is idle', () => {
    const { asked, opened, idle } = rehearsalOf([question('a')]);
    expect(idle).toHaveLength(1);
    expect(asked).toEqual([]);
    expect(opened.times).toBe(0);
  });

  it('asks one question each idle moment, so that a click never waits for two', () => {
    const { asked, oneIdleMoment } = rehearsalOf([question('a'), question('b'), question('c')]);
    for (const count of [1, 2, 3]) {
      oneIdleMoment();
      expect(asked).toHaveLength(count);
    }
  });

  it('answers what may be answered, as each kind of question wants it', () => {
    const choice = { value: "'x'", label: 'x' };
    const kinds = [
      question('a', { input: 'yes_no' }),
      question('b', { input: 'number', minimum: 3 }),
      question('c', { input: 'choice', options: [choice] }),
      question('d', { input: 'date' }),
      question('e', { input: 'date', suggestions: [{ value: '01/09/2025', label: '2025' }] }),
    ];
    const { asked, idle, oneIdleMoment } = rehearsalOf(kinds);
    while (idle.length > 0) oneIdleMoment();
    expect(asked.at(-1)).toEqual({ a: 'oui', b: '3', c: "'x'", d: null, e: '01/09/2025' });
  });

  it('ends after a few questions, and closes what it opened', () => {
    const many = Array.from({ length: 100 }, (_, at) => question(`q${at}`));
    const { asked, opened, idle, done, oneIdleMoment } = rehearsalOf(many);
    while (idle.length > 0) oneIdleMoment();
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.length).toBeLessThan(20);
    expect(opened).toEqual({ times: 1, closed: 1 });
    expect(done).toHaveBeenCalledOnce();
  });

  it('ends where the interview ends', () => {
    const { asked, opened, idle, done, oneIdleMoment } = rehearsalOf([question('a')]);
    while (idle.length > 0) oneIdleMoment();
    expect(asked).toHaveLength(2);
    expect(opened.closed).toBe(1);
    expect(done).toHaveBeenCalledOnce();
  });

  it('says nothing to anybody when the engine fails', () => {
    const { opened, idle, done, oneIdleMoment } = rehearsalOf([question('a'), question('b')], 2);
    expect(() => {
      while (idle.length > 0) oneIdleMoment();
    }).not.toThrow();
    expect(opened.closed).toBe(1);
    expect(done).toHaveBeenCalledOnce();
  });

  it('waits for a pause where the browser tells no idle time', () => {
    vi.useFakeTimers();
    vi.stubGlobal('requestIdleCallback', undefined);
    const work = vi.fn();
    whenIdle(work);
    expect(work).not.toHaveBeenCalled();
    vi.runAllTimers();
    expect(work).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });
});
