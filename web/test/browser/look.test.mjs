// Every page: no axe-core violation in either theme, nothing wider than the screen, no refused script, no other site.
// Screenshots at 320, 768 and 1280 px (dark: 320 and 1280) stay in build/screens.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { cannotRun, openBrowser, openWindow, until, withAnswers } from './browser.mjs';
import { everyPage, themes } from './every_page.mjs';
import { exampleAnswers } from './interview.mjs';
import { root, startServer } from './server_process.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const widths = [320, 768, 1280];
const screens = path.join(root, 'build/screens');
const answers = exampleAnswers('boursiere_lyon_madrid.yaml').filter(([rule]) => rule !== 'séjour . transport vert');

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
}

describe('every page', { skip: cannotRun, timeout: 700_000 }, () => {
  let server;
  let browser;
  before(async () => {
    mkdirSync(screens, { recursive: true });
    server = await startServer();
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  for (const theme of themes) {
    for (const language of ['fr', 'en']) {
      it(`can be used by everyone and fits its screen (${language}, ${theme})`, async () => {
        const { page, context, faults, strangers } = await openWindow(browser, server.address, {
          colorScheme: theme,
          serviceWorkers: 'block',
          reducedMotion: 'reduce',
        });
        await withAnswers(context, answers);
        const wrong = [];
        for (const [name, address, sign] of everyPage[language]) {
          await page.setViewportSize({ width: 1280, height: 800 });
          await page.goto(server.address + address);
          await page.locator(sign).first().waitFor();
          for (const width of theme === 'light' ? widths : [320, 1280]) {
            await page.setViewportSize({ width, height: 800 });
            await page.screenshot({ path: path.join(screens, `${language}-${name}-${width}-${theme}.png`), fullPage: true });
          }
          await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
          for (const width of widths) {
            await page.setViewportSize({ width, height: 800 });
            const wide = await page.evaluate(() => document.documentElement.scrollWidth);
            if (wide > width) wrong.push(`${address}: ${wide} px on a screen of ${width} px`);
          }
          for (const one of await violations(page)) wrong.push(`${address}: ${one}`);
          if (!(await page.title()).includes('Partance')) wrong.push(`${address}: no title`);
          if ((await page.locator('h1').count()) !== 1) wrong.push(`${address}: not one main heading`);
        }
        assert.deepEqual(wrong, []);
        assert.deepEqual(faults, []);
        assert.deepEqual(strangers, []);
        await context.close();
      });
    }
  }

  it('keeps the colours that were chosen, without a flash of the others', async () => {
    const { page, context } = await openWindow(browser, server.address, { colorScheme: 'light' });
    await page.goto(`${server.address}/fr/`);
    await page.getByRole('radio', { name: 'Sombres' }).check();
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const dark = await paper();
    await page.goto(`${server.address}/fr/vie-privee`, { waitUntil: 'commit' });
    await until(page, () => document.body !== null);
    assert.equal(await paper(), dark);
    await context.close();
  });

  it('prints the result without buttons or menus', async () => {
    const { page, context } = await openWindow(browser, server.address);
    await withAnswers(context, answers);
    await page.goto(`${server.address}/fr/resultats`);
    await page.locator('.combination').waitFor();
    await page.emulateMedia({ media: 'print' });
    for (const hidden of ['.site-header nav', '.actions', '.theme-switch']) {
      assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
    }
    assert.equal(await page.locator('.grand-total').isVisible(), true);
    await context.close();
  });
});
