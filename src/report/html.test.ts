import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { makeBriefing } from "./briefing.ts";
import type { WorldMap } from "./charts/map.ts";
import { renderBriefing } from "./html.ts";
import { escapeText, html } from "./markup.ts";
import { sceneInput } from "./scene.test-data.ts";

const atlas = new URL(import.meta.resolve("world-atlas/countries-110m.json"));
const world = JSON.parse(readFileSync(atlas, "utf8")) as WorldMap;
const page = renderBriefing(makeBriefing(sceneInput()), { world });

test("the same briefing makes the same bytes", () => {
  assert.equal(renderBriefing(makeBriefing(sceneInput()), { world }), page);
});

test("the page needs nothing from elsewhere and runs no script", () => {
  assert.doesNotMatch(page, /<script|<link|<iframe|<img|@import|url\(/i);
  const links = [...page.matchAll(/(?:href|src)="([^"]*)"/g)].map((match) => match[1] ?? "");
  assert.ok(links.length > 5);
  for (const link of links) assert.match(link, /^#[a-z-]+$/);
  for (const link of links) assert.ok(page.includes(`id="${link.slice(1)}"`), link);
});

test("texts of the plan cannot become markup", () => {
  assert.ok(!page.includes("<program>"));
  assert.ok(page.includes("Worldwide &lt;program&gt; support"));
  const nasty = `"><script>alert('x')</script>&`;
  assert.equal(
    html`<p title="${nasty}">${[nasty]}</p>`.markup,
    `<p title="${escapeText(nasty)}">${escapeText(nasty)}</p>`,
  );
  assert.doesNotMatch(escapeText(nasty), /[<>"']/);
});

test("there is one h1, and no heading level is skipped", () => {
  const levels = [...page.matchAll(/<h([1-6])/g)].map((match) => Number(match[1]));
  assert.equal(levels.filter((level) => level === 1).length, 1);
  assert.equal(levels[0], 1);
  for (const [index, level] of levels.entries()) {
    assert.ok(level <= (levels[index - 1] ?? 0) + 1, `heading ${index}: h${level}`);
  }
});

test("ids are unique, and every picture has a text alternative and a table", () => {
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
  assert.equal(new Set(ids).size, ids.length);
  const pictures = page.match(/<svg/g) ?? [];
  const named = page.match(/<svg[^>]* aria-label="[^"]{20,}"/g) ?? [];
  assert.ok(pictures.length >= 8);
  assert.equal(named.length, pictures.length);
  const figures = page.split("<figure").slice(1);
  for (const figure of figures) {
    assert.match(figure, /<figcaption>.+<\/figcaption>[\s\S]*<table>[\s\S]*<\/figure>/);
  }
});

test("illustrative rows are marked wherever they are named in rows", () => {
  const rows = [...page.matchAll(/<tr><th scope="row">Philippines: patrol cutters([^\n]*)/g)];
  // Once in each of: objective, region, account, partner, kind, focus, domain, and three years.
  assert.equal(rows.length, 10);
  for (const [, rest] of rows) assert.match(rest ?? "", /^ <span class="mark">illustrative/);
});

test("small islands have a dot on the map; without a map the page says the rest", () => {
  for (const name of ["Palau", "Maldives", "Malta", "Israel"]) {
    assert.match(page, new RegExp(`<circle[^>]*><title>${name}: `));
  }
  const plain = renderBriefing(makeBriefing(sceneInput()), { world: null });
  assert.ok(!plain.includes(`id="map"`) && plain.includes("By partner"));
});

test("rows of a total are exact to the dollar and add up", () => {
  const table = /<caption>Vietnam: 2 initiatives, US dollars<\/caption>[\s\S]*?<\/table>/.exec(
    page,
  );
  // A quarter more than 11 million of FMF, and 1.5 million of IMET, for three years.
  assert.match(table?.[0] ?? "", /Vietnam: FMF<td>FMF(<td class="n">13,750,000){3}/);
  assert.match(table?.[0] ?? "", /Sum<td>(<td class="n">15,250,000){3}<td class="n">45,750,000/);
});

test("a page says nothing of prices and misses that nobody asked for", () => {
  const input = sceneInput();
  const none = { ...input, prices: [], misses: [] };
  const told = renderBriefing(makeBriefing(none), { world });
  const silent = renderBriefing(makeBriefing({ ...none, unasked: true }), { world });
  for (const words of [/not\s+worked out/, /id="prices"/, /id="misses"/]) {
    assert.match(told, words);
    assert.doesNotMatch(silent, words);
  }
});

test("pages without record, prices or scenarios render", () => {
  const input = sceneInput();
  const plan = { ...input.plan, tables: { ...input.plan.tables, baseline: [], claims: [] } };
  const bare = makeBriefing({ ...input, plan, prices: [], misses: [], others: [], scenario: null });
  const rendered = renderBriefing(bare, { world });
  assert.ok(!rendered.includes("Who gains and who loses"));
  assert.ok(rendered.includes("The plan as it stands"));
});
