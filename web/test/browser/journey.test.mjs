// The whole journey in both languages, and coming back to it: resume, back, change, save, delete.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { cannotRun, openBrowser, openWindow, withAnswers } from './browser.mjs';
import { answer, answerAll, exampleAnswers, isQuestion, ruleOf, wordsOf } from './interview.mjs';
import { simulated, startServer } from './server_process.mjs';

const example = 'boursiere_lyon_madrid.yaml';
const flat = (text) => text.replace(/\s+/g, ' ').trim();

describe('the journey of a student', { skip: cannotRun, timeout: 300_000 }, () => {
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

  for (const language of ['fr', 'en']) {
    it(`goes from the home page to the result that the command gives (${language})`, async () => {
      const { page, context, faults, strangers } = await openWindow(browser, server.address);
      const calls = [];
      context.on('request', (request) => request.method() === 'POST' && calls.push(request.url()));
      await page.goto(`${server.address}/${language}/`);
      await page.getByRole('link', { name: wordsOf[language].start }).click();
      await page.locator('form.question').waitFor();
      const asked = await answerAll(page, exampleAnswers(example), language);
      assert.ok(asked.length > 15 && new Set(asked).size === asked.length, `${asked.length} questions, none twice`);

      const expected = simulated(`examples/${example}`, language);
      const total = flat(await page.locator('.grand-total').innerText());
      assert.ok(total.endsWith(flat(expected.combination.best.total.text)), total);
      const yes = expected.aids.filter((aid) => aid.verdict === 'yes');
      assert.deepEqual(
        (await page.locator('.aid-card.yes h3').allInnerTexts()).map(flat),
        yes.map((aid) => flat(aid.title).replaceAll("'", '’')),
      );
      assert.equal(await page.locator('.bar-row').count(), expected.calendar.months.length);
      assert.deepEqual(calls, [], 'nothing personal leaves the device');
      assert.deepEqual(faults, []);
      assert.deepEqual(strangers, []);
      await context.close();
    });
  }

  it('asks the same question again after a reload, a closed window and a return to the home page', async () => {
    const { page, context } = await openWindow(browser, server.address);
    await page.goto(`${server.address}/fr/simulation`);
    await page.locator('form.question').waitFor();
    for (let count = 0; count < 3; ++count) {
      await answer(page, new Map(exampleAnswers(example)).get(ruleOf(page.url())), wordsOf.fr);
    }
    const where = page.url();
    await page.reload();
    await page.locator('form.question').waitFor();
    assert.equal(page.url(), where);
    const other = await context.newPage();
    await page.close();
    await other.goto(`${server.address}/fr/`);
    await other.getByRole('link', { name: 'Reprendre ma simulation' }).click();
    await other.locator('form.question').waitFor();
    assert.equal(other.url(), where);
    await context.close();
  });

  it('lets one go back as often as one likes, change an answer and go on', async () => {
    const { page, context } = await openWindow(browser, server.address);
    const known = new Map(exampleAnswers(example));
    await page.goto(`${server.address}/fr/simulation`);
    const visited = [];
    for (let count = 0; count < 4; ++count) {
      await page.locator('form.question').waitFor();
      visited.push(page.url());
      await answer(page, known.get(ruleOf(page.url())), wordsOf.fr);
    }
    const ahead = page.url();
    for (const place of [...visited].reverse()) {
      await page.getByRole('button', { name: 'Question précédente' }).click();
      await page.waitForURL(place);
    }
    await page.goBack();
    await page.goForward();
    assert.equal(page.url(), visited[0]);
    await page.locator('form.question').waitFor();
    assert.equal(await page.locator('form.question').count(), 1);
    await page.goto(`${server.address}/fr/simulation/séjour/pays`);
    await page.getByRole('combobox').fill('allem');
    await page.getByRole('option', { name: 'Allemagne' }).click();
    await page.getByRole('button', { name: 'Continuer', exact: true }).click();
    await page.waitForURL(ahead);
    await page.goto(`${server.address}/fr/reponses`);
    assert.match(await page.locator('.recap').first().innerText(), /Allemagne/);
    await context.close();
  });

  it('keeps what was typed and not confirmed when one looks back at another question', async () => {
    const { page, context } = await openWindow(browser, server.address);
    await withAnswers(context, [['séjour . pays', "'ES'"]]);
    await page.goto(`${server.address}/fr/simulation/foyer/revenu-brut-global`);
    await page.locator('.answer input').fill('18 5');
    await page.getByRole('button', { name: 'Question précédente' }).click();
    await page.waitForURL(/pays$/);
    await page.goBack();
    await page.waitForURL(/revenu-brut-global$/);
    assert.equal(await page.locator('.answer input').inputValue(), '18 5');
    await context.close();
  });

  it('says what is wrong with an answer and waits for another', async () => {
    const { page, context } = await openWindow(browser, server.address);
    await page.goto(`${server.address}/fr/simulation/étudiant/date-de-naissance`);
    const fields = page.locator('.date-parts input');
    for (const [place, part] of ['31', '02', '2005'].entries()) await fields.nth(place).fill(part);
    await page.getByRole('button', { name: 'Continuer', exact: true }).click();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    assert.ok((await alert.innerText()).length > 15);
    assert.equal(await fields.nth(0).inputValue(), '31');
    assert.equal(await fields.nth(0).getAttribute('aria-invalid'), 'true');
    assert.match(page.url(), /date-de-naissance$/);
    await context.close();
  });

  it('changes an answer from the recap and comes back to it', async () => {
    const { page, context } = await openWindow(browser, server.address);
    await withAnswers(context, exampleAnswers(example));
    await page.goto(`${server.address}/fr/reponses`);
    await page.getByRole('link', { name: 'Modifier : Aidant' }).click();
    await page.locator('form.question').waitFor();
    await page.getByRole('button', { name: 'Oui' }).click();
    await page.waitForURL(/\/fr\/reponses$/);
    const line = page.locator('.recap-line', { has: page.getByRole('link', { name: 'Modifier : Aidant' }) });
    assert.match(await line.innerText(), /oui/i);
    await context.close();
  });

  it('resumes on another device by a link that no server sees', async () => {
    const first = await openWindow(browser, server.address);
    await withAnswers(first.context, exampleAnswers(example));
    await first.page.goto(`${server.address}/fr/plus-tard`);
    const link = await first.page.getByLabel('Lien de reprise').inputValue();
    const second = await openWindow(browser, server.address);
    const seen = [];
    second.context.on('request', (request) => seen.push(request.url()));
    await second.page.goto(link);
    await second.page.getByRole('button', { name: 'Reprendre avec ces réponses' }).click();
    await second.page.locator('.recap-line').first().waitFor();
    assert.equal(await second.page.locator('.recap-line').count(), exampleAnswers(example).length);
    const secret = new URL(link).hash.slice(1, 40);
    assert.ok(seen.every((address) => !address.split('#')[0].includes(secret)));
    await first.context.close();
    await second.context.close();
  });

  it('saves on request, shows the saved result to somebody else, and deletes it', async () => {
    const holder = await openWindow(browser, server.address);
    await withAnswers(holder.context, exampleAnswers(example));
    await holder.page.goto(`${server.address}/fr/plus-tard`);
    await holder.page.getByRole('button', { name: 'Enregistrer et obtenir un lien' }).click();
    const link = await holder.page.getByLabel('Lien à partager').inputValue();
    const reader = await openWindow(browser, server.address, { locale: 'fr-FR' });
    await reader.page.goto(link);
    await reader.page.locator('.grand-total').waitFor();
    const expected = simulated(`examples/${example}`, 'fr');
    assert.ok(flat(await reader.page.locator('.grand-total').innerText()).endsWith(flat(expected.combination.best.total.text)));
    await holder.page.getByRole('button', { name: /^Supprimer du serveur/ }).click();
    await holder.page.getByText('La simulation est supprimée du serveur.').waitFor();
    await reader.page.reload();
    await reader.page.getByRole('heading', { name: 'Cette simulation n’est plus disponible' }).waitFor();
    assert.deepEqual(reader.faults, []);
    await holder.context.close();
    await reader.context.close();
  });

  it('hands out the result as a PDF and the dates as a calendar', async () => {
    const { page, context, faults } = await openWindow(browser, server.address);
    await withAnswers(context, exampleAnswers(example));
    await page.goto(`${server.address}/fr/resultats`);
    for (const [name, ending] of [
      ['Télécharger en PDF', '.pdf'],
      ['Ajouter les dates à mon agenda', '.ics'],
    ]) {
      const waiting = page.waitForEvent('download');
      await page.getByRole('button', { name }).click();
      assert.ok((await waiting).suggestedFilename().endsWith(ending));
    }
    assert.deepEqual(faults, []);
    await context.close();
  });

  it('shows the computation of an aid down to the legal text', async () => {
    const { page, context } = await openWindow(browser, server.address);
    await withAnswers(context, exampleAnswers(example));
    await page.goto(`${server.address}/fr/resultat-inattendu/ami`);
    await page.getByRole('button', { name: 'Tout déplier' }).click();
    const tree = await page.locator('.tree').innerText();
    assert.match(tree, /votre réponse/);
    assert.ok((await page.locator('.tree .sources a[href^="https://"]').count()) > 3);
    await context.close();
  });

  it('opens the same page in the other language', async () => {
    const { page, context } = await openWindow(browser, server.address);
    await withAnswers(context, exampleAnswers(example));
    await page.goto(`${server.address}/fr/resultats`);
    await page.locator('.grand-total').waitFor();
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your mobility aids' }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
    assert.ok(!isQuestion(page.url()) && page.url().endsWith('/en/results'));
    await context.close();
  });

  it('erases every answer on the device', async () => {
    const { page, context } = await openWindow(browser, server.address);
    await withAnswers(context, exampleAnswers(example));
    await page.goto(`${server.address}/fr/reponses`);
    await page.getByRole('button', { name: 'Tout effacer' }).click();
    await page.getByRole('button', { name: 'Oui, effacer' }).click();
    await page.getByText('Vos réponses sont effacées de cet appareil.').waitFor();
    assert.equal(await page.evaluate(() => localStorage.getItem('partance.answers')), null);
    await context.close();
  });
});
