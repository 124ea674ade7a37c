// The first clicks of a first interview, each time in a browser that has never seen the pages: processor time of the
// script alone, from the click to the next question in the page; other programs do not count.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openBrowser, openWindow, until } from './browser.mjs';

/** One browser, `clicks` answers: milliseconds of each. `rehearsed`: after the page's own rehearsal, or without any. */
export async function firstClicks(address, clicks, rehearsed = true) {
  const browser = await openBrowser();
  const folder = await mkdtemp(path.join(tmpdir(), 'partance-trace-'));
  try {
    const { page, context } = await openWindow(browser, address, { serviceWorkers: 'block' });
    if (!rehearsed) await context.addInitScript(() => (window.requestIdleCallback = () => 0));
    await page.goto(`${address}/fr/simulation`);
    await page.locator('form.question').waitFor();
    if (rehearsed) await until(page, () => performance.getEntriesByName('partance-rehearsed').length > 0);
    const times = [];
    while (times.length < clicks) {
      const trace = path.join(folder, `${times.length}.json`);
      await browser.startTracing(page, { path: trace, categories: ['devtools.timeline'] });
      const before = page.url();
      await page.locator('.answer-button, .question-actions .quiet').first().click();
      await page.waitForURL((place) => place.href !== before);
      await page.locator('form.question').waitFor();
      await browser.stopTracing();
      times.push(scriptOfClick(JSON.parse(await readFile(trace, 'utf8')).traceEvents));
    }
    return times;
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Script of the click: its handler and the microtasks after it, at whose end the next question is in the page. The
 * styles and the layout that the script asks for in between are the browser's own work.
 */
function scriptOfClick(events) {
  const click = events.find((event) => event.name === 'EventDispatch' && event.args?.data?.type === 'click' && event.tdur);
  if (!click) throw new Error('the trace shows no click');
  const within = ({ pid, tid, ts }) => pid === click.pid && tid === click.tid && ts >= click.ts && ts < click.ts + click.dur;
  const browsersOwn = events.filter((event) => ['UpdateLayoutTree', 'Layout'].includes(event.name) && within(event));
  return (click.tdur - browsersOwn.reduce((sum, { tdur = 0 }) => sum + tdur, 0)) / 1000;
}
