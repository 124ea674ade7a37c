// Every route of the running program, in its successes and its errors, held against the description it serves.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readFileSync, readdirSync } from "node:fs";

import { Validator } from "@seriousme/openapi-schema-validator";

import { Description } from "./description.mjs";
import { program, startService } from "./service.mjs";

let service;
let description;

const skip = program() ? false : "no program was built";

before(async () => {
  if (skip) return;
  service = await startService();
  const answer = await fetch(`${service.address}/api/v1/openapi.json`);
  description = new Description(await answer.json());
});

after(async () => service?.stop());

/** Asks, and checks the answer: `path` as described, `url` as asked. */
async function ask(method, path, { url = path, body, headers = {}, status, at = service } = {}) {
  const sent = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
  const typed = body === undefined ? {} : { "Content-Type": "application/json" };
  const answer = await fetch(at.address + url, { method: method.toUpperCase(), headers: { ...typed, ...headers }, ...sent });
  const type = answer.headers.get("content-type");
  const text = await answer.text();
  const read = type?.includes("json") ? JSON.parse(text) : text;
  const faults = description.faults(method, path, { status: answer.status, type, body: read });
  assert.deepEqual(faults, [], `${method} ${url}`);
  if (status) assert.equal(answer.status, status, `${method} ${url}: ${text.slice(0, 300)}`);
  if (answer.status >= 400) {
    assert.equal(read.status, answer.status);
    assert.ok(read.type.endsWith(`/${read.code}`), read.type);
    assert.ok(read.request, "an error names its request");
  }
  return { body: read, headers: answer.headers };
}

/** The answers of an example file: "rule: answer" lines. */
function exampleAnswers(name) {
  const answers = {};
  for (const line of readFileSync(new URL(`../../examples/${name}`, import.meta.url), "utf8").split("\n")) {
    const found = /^([^#:][^:]*): *(.*)$/.exec(line);
    if (!found) continue;
    const text = found[2].replace(/\s+#.*$/, "").replace(/^"(.*)"$/, "$1");
    answers[found[1]] = text === "" ? null : text;
  }
  return answers;
}

const examples = readdirSync(new URL("../../examples", import.meta.url)).filter((name) => name.endsWith(".yaml"));

test("every example gets a result, questions, a recap, in both languages", { skip }, async () => {
  for (const name of examples) {
    for (const language of ["fr", "en"]) {
      const body = { language, answers: exampleAnswers(name) };
      for (const path of ["/api/v1/simulate", "/api/v1/questions", "/api/v1/recap"]) {
        const { body: answer } = await ask("post", path, { body, status: 200 });
        assert.deepEqual(answer.problems, [], `${name} ${path}`);
      }
    }
  }
});

test("the examples of the description are bodies it takes, and get an answer", { skip }, async () => {
  for (const [path, methods] of Object.entries(description.document.paths)) {
    const content = methods.post?.requestBody.content["application/json"];
    if (!content) continue;
    assert.ok(description.takes("post", path, content.example), path);
    await ask("post", path, { body: content.example, status: path === "/api/v1/simulations" ? 201 : 200 });
  }
});

test("questions follow each other until nothing is left to ask", { skip }, async () => {
  const answers = {};
  for (let asked = 0; asked < 400; ++asked) {
    const { body } = await ask("post", "/api/v1/questions", { body: { answers }, status: 200 });
    if (body.pages.length === 0) {
      assert.equal(body.progress.share, 1);
      assert.ok(asked > 20, `only ${asked} questions`);
      return;
    }
    const question = body.pages[0].questions[0];
    assert.ok(!(question.rule in answers), `${question.rule} is asked again`);
    if (question.options.length > 0) answers[question.rule] = question.options[0].value;
    else if (question.input === "yes_no") answers[question.rule] = "oui";
    else if (question.input === "number") answers[question.rule] = question.minimum ?? 1;
    else if (question.input === "date") answers[question.rule] = "01/09/2025";
    else answers[question.rule] = null;
  }
  assert.fail("the interview never ends");
});

test("every question of the rulebook can be shown and checked", { skip }, async () => {
  let after = "";
  let shown = 0;
  for (;;) {
    const { body } = await ask("get", "/api/v1/rules", { url: `/api/v1/rules?limit=500${after}`, status: 200 });
    for (const rule of body.rules.filter((one) => one.question)) {
      await ask("post", "/api/v1/question", { body: { rule: rule.name, language: "en" }, status: 200 });
      await ask("post", "/api/v1/check", { body: { rule: rule.name, typed: "3" } });
      ++shown;
    }
    if (!body.next) break;
    after = `&after=${encodeURIComponent(body.next)}`;
  }
  assert.ok(shown > 50, `${shown} questions`);
});

test("every aid has a page and an explanation in both languages", { skip }, async () => {
  const { body } = await ask("get", "/api/v1/aids", { status: 200 });
  assert.ok(body.aids.length > 20);
  const answers = exampleAnswers(examples[0]);
  for (const aid of body.aids) {
    for (const language of ["fr", "en"]) {
      const url = `/api/v1/aids/${encodeURIComponent(aid.id)}?language=${language}`;
      const { body: page } = await ask("get", "/api/v1/aids/{id}", { url, status: 200 });
      assert.ok(page.conditions.length > 0, aid.id);
      assert.ok(page.conditions.every((one) => one.words.length > 0), aid.id);
      await ask("post", "/api/v1/explain", { body: { language, answers, aid: aid.id }, status: 200 });
    }
  }
});

test("rules have pages, found by their encoded name", { skip }, async () => {
  const { body } = await ask("get", "/api/v1/rules", { url: "/api/v1/rules?prefix=aides%20.%20ami&limit=500", status: 200 });
  for (const rule of body.rules) {
    const url = `/api/v1/rules/${encodeURIComponent(rule.name)}`;
    const { body: page } = await ask("get", "/api/v1/rules/{rule}", { url, status: 200 });
    assert.equal(page.name, rule.name);
  }
});

test("expressions are evaluated, each with a result or an error of its own", { skip }, async () => {
  const body = {
    situation: { "foyer . revenu brut global": "18500 €/an", "étudiant . nationalité": "'FR'", "étudiant . aidant": true },
    evaluate: ["foyer . revenu brut global / 12", "étudiant . nationalité", "1 / 0", "1 +", "absente", "oui", "rentrée"],
  };
  const { body: answer } = await ask("post", "/api/v1/evaluate", { body, status: 200 });
  assert.deepEqual(answer.results.map((one) => "result" in one), [true, true, false, false, false, true, true]);
});

test("errors of bodies are problems", { skip }, async () => {
  const computing = Object.entries(description.document.paths).filter(([, methods]) => methods.post);
  for (const [path] of computing) {
    await ask("post", path, { body: "{", status: 400 });
    await ask("post", path, { body: { language: "xx" }, status: 422 });
    await ask("post", path, { body: "x".repeat(300_000), status: 413 });
    await ask("post", path, { body: "{}", headers: { "Content-Type": "text/plain" }, status: 415 });
  }
  const cases = [
    ["/api/v1/question", { rule: "absente" }, "unknown-rule"],
    ["/api/v1/explain", { aid: "absente" }, "unknown-aid"],
    ["/api/v1/check", { rule: "rentrée", typed: "bientôt" }, "answer-not-understood"],
    ["/api/v1/evaluate", { evaluate: [] }, "bad-member"],
    ["/api/v1/evaluate", { evaluate: "1", situation: { absente: 1 } }, "situation-in-error"],
  ];
  for (const [path, body, code] of cases) {
    for (const language of ["fr", "en"]) {
      const { body: problem } = await ask("post", path, { body: { ...body, language }, status: 422 });
      assert.equal(problem.code, code);
    }
  }
});

test("errors of addresses are problems in the reader's language", { skip }, async () => {
  for (const [path, url] of [
    ["/api/v1/aids/{id}", "/api/v1/aids/absente"],
    ["/api/v1/rules/{rule}", "/api/v1/rules/absente"],
    ["/api/v1/establishments/{id}", "/api/v1/establishments/absent"],
    ["/api/v1/simulations/{id}", "/api/v1/simulations/AAAAAAAAAAAAAAAAAAAAAA"],
    ["/api/v1/simulations/{id}/result.pdf", "/api/v1/simulations/AAAAAAAAAAAAAAAAAAAAAA/result.pdf"],
    ["/api/v1/simulations/{id}/calendar.ics", "/api/v1/simulations/AAAAAAAAAAAAAAAAAAAAAA/calendar.ics"],
  ]) {
    const french = await ask("get", path, { url, headers: { "Accept-Language": "fr" }, status: 404 });
    const english = await ask("get", path, { url, headers: { "Accept-Language": "en" }, status: 404 });
    assert.notEqual(french.body.title, english.body.title);
  }
  for (const path of ["/api/v1/aids", "/api/v1/aids/{id}", "/api/v1/rules", "/api/v1/rules/{rule}"]) {
    await ask("get", path, { url: `${path.replace(/\{.*\}/, "ami")}?language=xx`, status: 422 });
  }
  await ask("get", "/api/v1/establishments", { url: "/api/v1/establishments?limit=0", status: 422 });
});

test("unknown paths and methods below /api are problems", { skip }, async () => {
  const absent = await fetch(`${service.address}/api/v1/absent`);
  assert.equal(absent.status, 404);
  assert.match(absent.headers.get("content-type"), /^application\/problem\+json/);
  const method = await fetch(`${service.address}/api/v1/simulate`);
  assert.equal(method.status, 405);
  assert.match(method.headers.get("allow"), /POST/);
  assert.match(method.headers.get("content-type"), /^application\/problem\+json/);
});

test("what everybody may read is not sent twice", { skip }, async () => {
  for (const [path, url] of [
    ["/api/v1/aids", "/api/v1/aids"],
    ["/api/v1/aids/{id}", "/api/v1/aids/ami"],
    ["/api/v1/rules", "/api/v1/rules"],
    ["/api/v1/rules/{rule}", "/api/v1/rules/rentr%C3%A9e"],
    ["/api/v1/establishments", "/api/v1/establishments"],
    ["/api/v1/openapi.json", "/api/v1/openapi.json"],
  ]) {
    const { headers } = await ask("get", path, { url, status: 200 });
    await ask("get", path, { url, headers: { "If-None-Match": headers.get("etag") }, status: 304 });
  }
});

test("establishments are listed and shown", { skip }, async () => {
  const { body } = await ask("get", "/api/v1/establishments", { status: 200 });
  assert.ok(body.establishments.length >= 5);
  for (const one of body.establishments) {
    const url = `/api/v1/establishments/${encodeURIComponent(one.id)}`;
    const headers = (await ask("get", "/api/v1/establishments/{id}", { url, status: 200 })).headers;
    await ask("get", "/api/v1/establishments/{id}", { url, headers: { "If-None-Match": headers.get("etag") }, status: 304 });
  }
});

test("a simulation is saved, shown, printed, followed and deleted", { skip }, async () => {
  const answers = exampleAnswers(examples[0]);
  const { body: saved, headers } = await ask("post", "/api/v1/simulations", { body: { language: "en", answers }, status: 201 });
  const url = headers.get("location");
  const { body: shown } = await ask("get", "/api/v1/simulations/{id}", { url, status: 200 });
  assert.deepEqual(shown.answers, answers);
  const { body: told } = await ask("post", "/api/v1/simulate", { body: { language: "en", answers } });
  assert.deepEqual(shown.result, told);
  const { body: pdf } = await ask("get", "/api/v1/simulations/{id}/result.pdf", { url: `${url}/result.pdf`, status: 200 });
  assert.ok(pdf.startsWith("%PDF-"));
  const { body: calendar } = await ask("get", "/api/v1/simulations/{id}/calendar.ics", { url: `${url}/calendar.ics`, status: 200 });
  assert.ok(calendar.startsWith("BEGIN:VCALENDAR"));
  await ask("delete", "/api/v1/simulations/{id}", { url, status: 403 });
  await ask("delete", "/api/v1/simulations/{id}", { url, headers: { "Partance-Holder": "a guess" }, status: 404 });
  await ask("delete", "/api/v1/simulations/{id}", { url, headers: { "Partance-Holder": saved.holder }, status: 204 });
  await ask("get", "/api/v1/simulations/{id}", { url, status: 404 });
});

test("who asks too often is told when to come back", { skip }, async () => {
  const narrow = await startService({ "computations-per-second": 1, "computations-burst": 1, "saves-per-hour": 1, "saves-burst": 1 });
  try {
    const paths = Object.entries(description.document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).filter(([, one]) => one.responses["429"]).map(([method]) => [method, path]));
    assert.ok(paths.length > 10);
    for (const [method, path] of paths) {
      let refused;
      for (let i = 0; i < 20 && !refused; ++i) {
        // Another search each time: what is kept costs nothing.
        const named = path.replace("{id}", path.includes("simulations") ? "AAAAAAAAAAAAAAAAAAAAAA" : "ami");
        const url = `${named.replace("{rule}", `rule-${i}`)}?search=${i}&date=2025-01-${10 + i}`;
        const example = description.document.paths[path][method].requestBody?.content["application/json"].example;
        const headers = { "Content-Type": "application/json", "Partance-Holder": "a guess" };
        const sent = example ? { body: JSON.stringify(example) } : {};
        const answer = await fetch(narrow.address + url, { method: method.toUpperCase(), headers, ...sent });
        const text = await answer.text();
        if (answer.status === 429) refused = { answer, body: JSON.parse(text) };
      }
      assert.ok(refused, `${method} ${path} is never refused`);
      assert.ok(Number(refused.answer.headers.get("retry-after")) >= 1);
      const type = refused.answer.headers.get("content-type");
      assert.deepEqual(description.faults(method, path, { status: 429, type, body: refused.body }), []);
    }
  } finally {
    await narrow.stop();
  }
});

test("the description is OpenAPI 3.1", { skip }, async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(description.document));
  assert.ok(valid, JSON.stringify(errors));
});

test("the page that describes the interface needs nothing from elsewhere", { skip }, async () => {
  for (const language of ["fr", "en"]) {
    const page = await fetch(`${service.address}/api`, { headers: { "Accept-Language": language } });
    const text = await page.text();
    assert.match(text, new RegExp(`<html lang="${language}">`));
    assert.match(page.headers.get("content-security-policy"), /default-src 'none'/);
    assert.match(page.headers.get("content-security-policy"), /style-src 'self'/);
    assert.doesNotMatch(text, /<script|<style|style=|(src|href)="(https?:)?\/\//);
    for (const [, address] of text.matchAll(/href="(\/[^"#]*)/g)) {
      const linked = await fetch(service.address + address.replaceAll("&amp;", "&"));
      assert.equal(linked.status, 200, address);
    }
    for (const [, place] of text.matchAll(/href="#([^"]*)"/g)) assert.ok(text.includes(`id="${place}"`), place);
  }
});

test("every answer that is announced has been met, but for a store that fails", { skip }, () => {
  const missed = description.announced().filter((one) => !description.met.has(one) && !one.endsWith(" 503"));
  assert.deepEqual(missed, []);
});
