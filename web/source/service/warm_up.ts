// A rehearsal: an interview that nobody sees, so that the person's first click finds the engine's code compiled.
//
// Browsers compile each function of the module when it is first called, and compile it better once it was called often:
// the first clicks would wait for that. One question is rehearsed at a time, when the browser has nothing else to do.
import type { Answers, Question, Requests } from './requests';

export interface Rehearsal {
  ask(name: 'questions', body: Requests['questions']['body']): Requests['questions']['result'];
  close(): void;
}

/** Calls `work` once the browser has nothing else to do. */
export type WhenIdle = (work: () => void) => void;

/** Safari has no idle time to offer: a pause long enough for the page to be painted stands for it. */
export const whenIdle: WhenIdle = (work) => {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: 2000 });
  else setTimeout(work, 300);
};

/** As many as it takes until the slowest functions are compiled well; measured in bench/first_question.mjs. */
const rehearsedQuestions = 8;

/** Something that may be answered: the first thing that is offered, else the smallest, else "I do not know". */
function anyAnswer({ input, options, suggestions, minimum }: Question): string | null {
  if (input === 'yes_no') return 'oui';
  const offered = suggestions?.[0] ?? options?.[0];
  if (offered) return offered.value;
  return input === 'number' ? String(minimum ?? 1) : null;
}

/** Opens a conversation of its own when the browser is idle, plays some questions, closes it; tells `done` in the end. */
export function warmUp(open: () => Rehearsal, done: () => void = () => undefined, idle: WhenIdle = whenIdle): void {
  let rehearsal: Rehearsal | null = null;
  let answers: Answers = {};
  let left = rehearsedQuestions;
  const end = () => {
    rehearsal?.close();
    done();
  };
  const step = () => {
    try {
      rehearsal ??= open();
      const question = rehearsal.ask('questions', { language: 'fr', answers }).pages[0]?.questions[0];
      left -= 1;
      if (!question || left <= 0) return end();
      answers = { ...answers, [question.rule]: anyAnswer(question) };
      idle(step);
    } catch {
      // Whatever is wrong, the person's own questions will say so; a rehearsal has nobody to tell.
      end();
    }
  };
  idle(step);
}
