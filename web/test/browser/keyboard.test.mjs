// A whole simulation without a mouse.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { cannotRun, openBrowser, openWindow } from './browser.mjs';
import { exampleAnswers, isQuestion, nextPage, ruleOf } from './interview.mjs';
import { startServer } from './server_process.mjs';

const farthest = 40;

/** Presses Tab until the focus is on what `matches` says; the focus must be visible on the way. */
async function tabTo(page, matches, argument) {
  for (let presses = 0; presses < farthest; ++presses) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(
      ([test, value]) => {
        const focused = document.activeElement;
        const ring = getComputedStyle(focused).outlineStyle;
        return { isThere: new Function('focused', 'value', `return ${test}`)(focused, value), ring };
      },
      [matches, argument],
    );
    assert.notEqual(found.ring, 'none', 'the focus shows');
    if (found.isThere) return;
  }
  assert.fail(`the keyboard does not reach ${matches} ${argument ?? ''}`);
}
const named = 'focused.textContent.trim().startsWith(value)';

async function answerByKeys(page, expression) {
  const kind = await page.locator('form.question').evaluate((form) => {
    if (form.querySelector('[type=radio]')) return 'choice';
    if (form.querySelector('.date-parts')) return 'date';
    if (form.querySelector('.answer-button')) return 'buttons';
    return form.querySelector('[role=combobox]') ? 'table' : 'text';
  });
  if (expression === undefined || expression === null) {
    await tabTo(page, named, 'Je ne sais pas');
    return page.keyboard.press('Enter');
  }
  if (kind === 'buttons') {
    const name = { oui: 'Oui', non: 'Non' }[expression] ?? `${/(\d{4})$/.exec(expression)?.[1]}-`;
    await tabTo(page, named, name);
    return page.keyboard.press('Enter');
  }
  if (kind === 'choice') {
    await tabTo(page, "focused.matches('[type=radio]')");
    for (let presses = 0; presses < farthest; ++presses) {
      const value = await page.evaluate(() => document.activeElement.value);
      if (value === expression) break;
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Space');
  } else if (kind === 'date') {
    for (const part of expression.split('/')) {
      await tabTo(page, "focused.matches('.date-parts input')");
      await page.keyboard.type(part);
    }
  } else {
    await tabTo(page, "focused.matches('.answer input')");
    const plain = expression.replace(/^'(.*)'$/, '$1');
    await page.keyboard.type(kind === 'table' ? plain : (/^-?[\d.]+/.exec(plain)?.[0] ?? plain).replace('.', ','));
    if (kind === 'table' && (await page.locator('[role=option]').first().isVisible())) {
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
    }
  }
  return page.keyboard.press('Enter');
}

describe('the keyboard alone', { skip: cannotRun, timeout: 200_000 }, () => {
  let server;
  let browser;
  before(async () => {
    server = await startServer();
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('skips to the content at the first press', async () => {
    const { page, context } = await openWindow(browser, server.address);
    await page.goto(`${server.address}/fr/`);
    await page.locator('h1').waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Aller au contenu');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'contenu');
    await context.close();
  });

  it('goes from the home page to the result', async () => {
    const { page, context, faults } = await openWindow(browser, server.address, { viewport: { width: 1280, height: 800 } });
    const known = new Map(exampleAnswers('boursiere_lyon_madrid.yaml'));
    await page.goto(`${server.address}/fr/`);
    await page.locator('h1').waitFor();
    await tabTo(page, named, 'Commencer la simulation');
    await page.keyboard.press('Enter');
    await page.locator('form.question').waitFor();
    let asked = 0;
    while (isQuestion(page.url())) {
      assert.ok(++asked < 200, 'the interview ends');
      const before = page.url();
      await answerByKeys(page, known.get(ruleOf(before)));
      await nextPage(page, before);
      assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1', 'the new page is read from its heading');
    }
    await page.locator('.grand-total').waitFor();
    await tabTo(page, "focused.tagName === 'SUMMARY'");
    await page.keyboard.press('Enter');
    assert.ok((await page.locator('details[open]').count()) > 0);
    assert.deepEqual(faults, []);
    await context.close();
  });
});
