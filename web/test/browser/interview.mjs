// Playing the interview as a person would: reading the question's address, then pressing or typing.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './server_process.mjs';

/** The answers of an example file, in order: [rule, expression or null]. */
export function exampleAnswers(name) {
  const lines = readFileSync(path.join(root, 'examples', name), 'utf8').split('\n');
  return lines
    .map((line) => /^([^#:][^:]*):(.*)$/.exec(line))
    .filter(Boolean)
    .map(([, rule, text]) => {
      const expression = text.trim().replace(/^"(.*)"$/, '$1');
      return [rule.trim(), expression === '' ? null : expression];
    });
}

export function ruleOf(address) {
  const [, , ...parts] = new URL(address).pathname.split('/').slice(1);
  return parts.map((part) => decodeURIComponent(part).replaceAll('-', ' ').replaceAll('~', '-')).join(' . ');
}

export function isQuestion(address) {
  return /\/(fr|en)\/simulation\/./.test(new URL(address).pathname);
}

/** Waits until the question is another one, or the result is there. */
export async function nextPage(page, before) {
  await page.waitForURL((address) => address.href !== before, { waitUntil: 'commit' });
  await page.locator('.question, .combination, .lead').first().waitFor();
}

/** Answers the question on the page; an answer that is absent is "I do not know". */
export async function answer(page, expression, words) {
  const before = page.url();
  const form = page.locator('form.question');
  await form.waitFor();
  const kind = await form.evaluate((element) => {
    if (element.querySelector('[type=radio]')) return 'choice';
    if (element.querySelector('.date-parts')) return 'date';
    if (element.querySelector('.answer-button')) return 'buttons';
    if (element.querySelector('[role=combobox]')) return 'table';
    return 'text';
  });
  if (expression === undefined || expression === null) {
    await form.getByRole('button', { name: words.dontKnow }).click();
  } else if (kind === 'buttons') {
    await pressAnswer(form, expression, words);
  } else {
    await fill(form, kind, expression, words);
    await form.getByRole('button', { name: words.next }).click();
  }
  await nextPage(page, before);
}

async function pressAnswer(form, expression, words) {
  const name = expression === 'oui' ? words.yes : expression === 'non' ? words.no : null;
  if (name) return form.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  const year = /(\d{4})$/.exec(expression)?.[1];
  return form.getByRole('button', { name: new RegExp(`^${year}-`) }).click();
}

async function fill(form, kind, expression, words) {
  if (kind === 'choice') return form.locator(`input[value="${expression.replaceAll('"', '\\"')}"]`).check();
  if (kind === 'table') return choose(form, expression.replace(/^'(.*)'$/, '$1'));
  if (kind === 'date') {
    const parts = expression.split('/');
    const fields = form.locator('.date-parts input');
    for (const [place, part] of parts.entries()) await fields.nth(place).fill(part);
    return undefined;
  }
  const plain = expression.replace(/^'(.*)'$/, '$1');
  const figure = /^-?[\d.]+/.exec(plain)?.[0];
  const typed = figure && plain !== expression.replaceAll("'", '') ? plain : (figure ?? plain);
  return form.locator('.answer input').fill(words.comma && figure === typed ? typed.replace('.', ',') : typed);
}

/** Types the code of a row and takes the first proposal; what is in no list stays as it was typed. */
async function choose(form, code) {
  const field = form.getByRole('combobox');
  await field.fill(code);
  const first = form.getByRole('option').first();
  if (await first.isVisible()) await first.click();
}

export const wordsOf = {
  fr: { next: 'Continuer', dontKnow: 'Je ne sais pas', yes: 'Oui', no: 'Non', start: 'Commencer la simulation', comma: true },
  en: { next: 'Continue', dontKnow: 'I don’t know', yes: 'Yes', no: 'No', start: 'Start the simulation', comma: false },
};

/** Answers every question from `answers` until the result shows; gives the rules that were asked. */
export async function answerAll(page, answers, language) {
  const words = wordsOf[language];
  const known = new Map(answers);
  const asked = [];
  await page.locator('form.question').waitFor(); // the address changes once the first question is known
  while (isQuestion(page.url())) {
    const rule = ruleOf(page.url());
    asked.push(rule);
    if (asked.length > 200) throw new Error(`the interview does not end: ${asked.slice(-5).join(' | ')}`);
    await answer(page, known.get(rule), words);
  }
  return asked;
}
