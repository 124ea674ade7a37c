// Debian's Chromium, and pages that remember what must never happen: faults, refused scripts, other sites asked.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** Why browser tests cannot run here; false when they can. */
export const cannotRun = existsSync(executablePath) ? false : `no Chromium at ${executablePath}`;

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function openBrowser() {
  return chromium.launch({ executablePath, headless: true, args: quiet });
}

/**
 * A person's browser window. `faults` fills with page errors and refusals of the security policy, `strangers` with
 * requests that left for another site.
 */
export async function openWindow(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 }, ...options });
  context.setDefaultTimeout(30_000);
  const faults = [];
  const strangers = [];
  context.on('request', (request) => {
    const asked = new URL(request.url());
    const isOurs = asked.origin === address || ['blob:', 'data:', 'chrome-error:'].includes(asked.protocol);
    if (!isOurs) strangers.push(request.url());
  });
  context.on('weberror', (error) => faults.push(String(error.error())));
  context.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource|net::ERR_/.test(message.text())) faults.push(message.text());
  });
  const page = await context.newPage();
  return { context, page, faults, strangers };
}

/** Waits until `test` holds in the page. (Playwright's own way of waiting needs eval, which our policy refuses.) */
export async function until(page, test, argument) {
  const late = Date.now() + 30_000;
  while (!(await page.evaluate(test, argument))) {
    if (Date.now() > late) throw new Error(`never true in the page: ${test}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Answers put where the pages keep them, before they are opened. */
export async function withAnswers(context, answers) {
  const kept = JSON.stringify({ version: 1, answers });
  await context.addInitScript((text) => {
    if (location.protocol.startsWith('http') && localStorage.getItem('partance.test') === null) {
      localStorage.setItem('partance.answers', text);
      localStorage.setItem('partance.test', 'given');
    }
  }, kept);
}
