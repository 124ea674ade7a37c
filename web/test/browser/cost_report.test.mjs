// The page that `partance cost --html` writes: readable and accessible on a telephone and on a screen, in both
// languages and themes, without a script, without another file.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { cannotRun, openBrowser } from './browser.mjs';
import { partance, root } from './server_process.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const screens = path.join(root, 'build/screens');
const reform = 'aides . ami . taux: 450 €/mois\naides . bcs . ressources sous le plafond: oui\n';

describe('the page of partance cost', { skip: cannotRun, timeout: 300_000 }, () => {
  let browser;
  const pages = {};
  before(async () => {
    mkdirSync(screens, { recursive: true });
    writeFileSync(path.join(screens, 'reform.publicodes'), reform);
    for (const language of ['fr', 'en']) {
      pages[language] = path.join(screens, `cost-${language}.html`);
      const options = ['--reform', path.join(screens, 'reform.publicodes'), '--size', '2000', '--by', 'aides . bcs . échelon'];
      execFileSync(partance(), ['cost', ...options, '--lang', language, '--html', pages[language]]);
    }
    browser = await openBrowser();
  });
  after(() => browser?.close());

  for (const language of ['fr', 'en']) {
    for (const colorScheme of ['light', 'dark']) {
      it(`fits its screen and can be used by everyone (${language}, ${colorScheme})`, async () => {
        // The policy of the page refuses every script: the tests' own too, unless it is set aside.
        const context = await browser.newContext({ colorScheme, bypassCSP: true });
        const asked = [];
        context.on('request', (request) => asked.push(request.url()));
        const page = await context.newPage();
        const wrong = [];
        for (const width of [320, 1280]) {
          await page.setViewportSize({ width, height: 900 });
          await page.goto(pathToFileURL(pages[language]).href);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          if (wide > width) wrong.push(`${wide} px on a screen of ${width} px`);
          await page.screenshot({ path: path.join(screens, `cost-${language}-${width}-${colorScheme}.png`), fullPage: true });
          await page.evaluate(axe);
          const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
          for (const one of found.violations) wrong.push(`${one.id}: ${one.nodes[0].html.slice(0, 120)}`);
        }
        assert.deepEqual(wrong, []);
        assert.deepEqual([...new Set(asked)], [pathToFileURL(pages[language]).href]);
        assert.equal(await page.locator('html').getAttribute('lang'), language);
        await context.close();
      });
    }
  }

  it('has the table of every chart after it, in words a screen reader reads', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(pathToFileURL(pages.fr).href);
    const charts = await page.locator('figure.bars').count();
    assert.ok(charts >= 3, `${charts} charts`);
    for (let i = 0; i < charts; ++i) {
      const chart = page.locator('figure.bars').nth(i);
      assert.equal(await chart.locator('svg[role=img]').count(), 1);
      assert.notEqual(await chart.locator('svg > desc').textContent(), '');
      assert.ok((await chart.locator('xpath=following-sibling::*[self::div or self::p][position() <= 2]//table').count()) > 0);
    }
    await context.close();
  });
});
