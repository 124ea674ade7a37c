// The course of the interview: which question comes next, which came before, what a screen needs.
import { ask } from '../service/ask';
import type { Language, Question, QuestionPages } from '../service/requests';
import { book } from './current';

export interface Screen {
  question: Question;
  pages: QuestionPages;
  chapters: Chapter[];
}
export interface Chapter {
  theme: string;
  state: 'done' | 'current' | 'ahead';
}

/** Theme of each question met, by language: chapters are made of them. */
const themes = new Map<string, string>();
/** The screen made ready while the answer before it was taken, so that it shows at once. */
let ready: { key: string; screen: Screen } | null = null;

function themeKey(language: Language, rule: string): string {
  return `${language} ${rule}`;
}

function screenKey(language: Language, rule: string): string {
  return JSON.stringify([language, rule, book.asRequest()]);
}

function remember(language: Language, pages: QuestionPages): void {
  for (const page of pages.pages) {
    for (const question of page.questions) themes.set(themeKey(language, question.rule), question.theme);
  }
}

async function learnThemesOfAnswers(language: Language): Promise<void> {
  if (book.rules.every((rule) => themes.has(themeKey(language, rule)))) return;
  const { answers } = await ask('recap', { language, answers: book.asRequest() });
  for (const line of answers) themes.set(themeKey(language, line.rule), line.theme);
}

function chaptersAt(language: Language, pages: QuestionPages, theme: string): Chapter[] {
  const ahead = new Set(pages.pages.map((page) => page.theme));
  const names = new Set<string>();
  for (const rule of book.rules) {
    const known = themes.get(themeKey(language, rule));
    if (known) names.add(known);
  }
  names.add(theme);
  for (const name of ahead) names.add(name);
  const stateOf = (name: string): Chapter['state'] =>
    name === theme ? 'current' : ahead.has(name) ? 'ahead' : 'done';
  return [...names].map((name) => ({ theme: name, state: stateOf(name) }));
}

async function screenOf(language: Language, pages: QuestionPages, question: Question): Promise<Screen> {
  await learnThemesOfAnswers(language);
  themes.set(themeKey(language, question.rule), question.theme);
  return { question, pages, chapters: chaptersAt(language, pages, question.theme) };
}

export function screenReady(language: Language, rule: string): Screen | null {
  return ready?.key === screenKey(language, rule) ? ready.screen : null;
}

/** Everything that the screen of this question shows. */
export async function screenFor(language: Language, rule: string): Promise<Screen> {
  const prepared = screenReady(language, rule);
  if (prepared) return prepared;
  const answers = book.asRequest();
  const pages = await ask('questions', { language, answers });
  remember(language, pages);
  const listed = pages.pages.flatMap((page) => page.questions).find((question) => question.rule === rule);
  const question = listed ?? (await ask('question', { language, answers, rule }));
  return screenOf(language, pages, question);
}

/** The rule of the next question, its screen made ready; null when nothing is left to ask. */
export async function nextQuestion(language: Language, theme?: string): Promise<string | null> {
  const pages = await ask('questions', { language, answers: book.asRequest(), ...(theme ? { theme } : {}) });
  remember(language, pages);
  const question = pages.pages[0]?.questions[0];
  if (!question) return null;
  ready = { key: screenKey(language, question.rule), screen: await screenOf(language, pages, question) };
  return question.rule;
}

/** The question answered before this one; null at the first. */
export function questionBefore(rule: string): string | null {
  const { rules } = book;
  const place = rules.indexOf(rule);
  return (place === -1 ? rules.at(-1) : rules[place - 1]) ?? null;
}
