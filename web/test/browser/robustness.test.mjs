// What goes wrong in ordinary life: no network after the first load, a server that dies in the middle, a browser that
// cannot run the module.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { cannotRun, openBrowser, openWindow, until } from './browser.mjs';
import { answer, answerAll, exampleAnswers, ruleOf, wordsOf } from './interview.mjs';
import { startServer } from './server_process.mjs';

const known = new Map(exampleAnswers('boursiere_lyon_madrid.yaml'));

async function answerSome(page, count) {
  for (let done = 0; done < count; ++done) {
    await page.locator('form.question').waitFor();
    await answer(page, known.get(ruleOf(page.url())), wordsOf.fr);
  }
}
const kept = (page) => page.evaluate(() => JSON.parse(localStorage.getItem('partance.answers')).answers.length);

describe('when something fails', { skip: cannotRun, timeout: 200_000 }, () => {
  let browser;
  before(async () => (browser = await openBrowser()));
  after(async () => browser?.close());

  it('works without a network after the first load: reload, home page, questions, result', async () => {
    const server = await startServer();
    const { page, context, faults } = await openWindow(browser, server.address);
    try {
      await page.goto(`${server.address}/fr/`);
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await page.getByRole('link', { name: 'Commencer la simulation' }).click();
      await answerSome(page, 2);
      await until(page, async () => {
        const engine = await caches.open('partance-engine');
        return (await engine.keys()).length === 2;
      });
    } finally {
      await server.stop();
    }
    await page.reload();
    await page.locator('form.question').waitFor();
    await page.goto(`${server.address}/fr/`);
    await page.getByRole('link', { name: 'Reprendre ma simulation' }).click();
    await answerAll(page, [...known], 'fr');
    await page.locator('.grand-total').waitFor();
    await page.goto(`${server.address}/en/aids`);
    await page.locator('.catalogue').waitFor();
    assert.deepEqual(faults, []);
    await context.close();
  });

  it('goes on on the device when the server dies, and says so where the server is needed', async () => {
    const server = await startServer();
    const { page, context, faults } = await openWindow(browser, server.address, { serviceWorkers: 'block' });
    try {
      await page.goto(`${server.address}/fr/simulation`);
      await answerSome(page, 3);
    } finally {
      await server.stop();
    }
    await answerAll(page, [...known], 'fr');
    await page.getByRole('button', { name: 'Télécharger en PDF' }).click();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    assert.match(await alert.innerText(), /rien n’est perdu/);
    assert.ok((await kept(page)) > 10);
    const again = await startServer(server.port);
    try {
      const waiting = page.waitForEvent('download');
      await alert.getByRole('button', { name: 'Réessayer' }).click();
      assert.ok((await waiting).suggestedFilename().endsWith('.pdf'));
    } finally {
      await again.stop();
    }
    assert.deepEqual(faults, []);
    await context.close();
  });

  it('loses no answer when the browser cannot run the module and the server dies', async () => {
    const server = await startServer();
    const { page, context } = await openWindow(browser, server.address, { serviceWorkers: 'block' });
    await context.route('**/assets/engine/**', (route) => route.abort());
    let again;
    try {
      await page.goto(`${server.address}/fr/simulation`);
      await page.getByText('vos réponses sont envoyées à notre serveur').waitFor();
      await answerSome(page, 3);
      const where = page.url();
      await server.stop();
      await page.locator('form.question').getByRole('button', { name: 'Je ne sais pas' }).click();
      const alert = page.getByRole('alert');
      await alert.waitFor();
      assert.match(await alert.innerText(), /rien n’est perdu/);
      assert.equal(page.url(), where);
      assert.equal(await kept(page), 4);
      again = await startServer(server.port);
      await alert.getByRole('button', { name: 'Réessayer' }).click();
      await page.waitForURL((address) => address.href !== where);
      await page.locator('form.question').waitFor();
      assert.equal(await kept(page), 4);
    } finally {
      await again?.stop();
    }
    await context.close();
  });
});
