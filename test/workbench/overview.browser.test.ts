import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Briefing } from "../../src/report/briefing.ts";
import { showPoints } from "../../src/report/words.ts";
import { readExample } from "../read-example.ts";
import { expectAccessible } from "./axe.ts";
import { eventually, unfoldThis, waitForWords, waitUntilRead } from "./page-watch.ts";
import { runJob } from "./run-job.ts";
import { startWorkbench, type Workbench } from "./workbench.ts";

let bench: Workbench;

before(async () => {
  bench = await startWorkbench({ plans: { two: readExample("two-partners") } });
});

after(() => bench?.close());

test("a plan without an allocation says so, offers one, tells how far it is, and shows it", async () => {
  const page = await bench.open("/plans/two/overview");
  const begin = page.getByRole("button", { name: "Work out an allocation" });
  await begin.waitFor();
  await page.getByRole("heading", { name: "What needs attention" }).waitFor();
  await eventually(async () => assert.equal(await page.title(), "Overview – Entente"));
  await expectAccessible(page);
  await begin.click();
  await page.getByRole("heading", { name: "The answer" }).waitFor();
  await page.context().close();
});

test("the overview says what the API's briefing says, and its sums open to rows that add up", async () => {
  const client = await bench.client();
  const answer = await client.call("readOverview", { params: { plan: "two" }, query: {} });
  const briefing = answer.briefing as Briefing;
  const page = await bench.open("/plans/two/overview?by=partner");
  const said = page.getByRole("region", { name: "The answer" });
  await said.waitFor();
  for (const sentence of briefing.answer) await waitForWords(said, sentence);
  const table = briefing.totals.find((one) => one.dimension === "partner");
  assert.ok(table !== undefined && table.totals.length > 0);
  const sums = page.getByRole("region", { name: "Rows behind each sum" });
  for (const total of table.totals) {
    await sums.getByRole("group").filter({ hasText: total.label }).first().click();
    const rows = page.getByRole("table", { name: `Rows of ${total.label}` });
    const cells = await rows
      .getByRole("row")
      .getByRole("cell")
      .filter({ hasText: "$" })
      .allInnerTexts();
    const sum = cells.map((text) => Number(text.replace(/[$,]/g, ""))).reduce((a, b) => a + b, 0);
    assert.equal(Math.round(sum * 100), total.amount);
  }
  await page.context().close();
});

test("each directive that costs value has its price, and leads to its reason", async () => {
  const client = await bench.client();
  // The button of the page works out no prices, so that the answer comes soon.
  await runJob(client, "two", { kind: "allocate", branch: "main" });
  const answer = await client.call("readOverview", { params: { plan: "two" }, query: {} });
  const { costly } = (answer.briefing as Briefing).prices;
  // The yearly floor keeps 3.75 points out, as the tests of prices work out by hand.
  assert.ok(
    costly.some(({ id, total }) => id === "norland-floor-2021" && Math.abs(total - 3.75) < 0.01),
  );
  const page = await bench.open("/plans/two/overview");
  page.setDefaultTimeout(30_000);
  const prices = page.getByRole("region", { name: "What directives cost" });
  const table = prices.getByRole("table", { name: /Rules without which the plan/ });
  for (const { label, level_words: level, total } of costly) {
    const row = table.getByRole("row").filter({ hasText: label });
    await waitForWords(row, level);
    await row.getByRole("cell", { name: showPoints(total), exact: true }).waitFor();
  }
  const bar = /^Norland's yearly grant \(\$40\.0 million a year\): 3\.75 points/;
  await prices.getByRole("link", { name: bar }).waitFor();
  await table.getByRole("link", { name: /norland-floor-2021/ }).click();
  await page.getByRole("heading", { level: 1, name: /^Why: Norland's yearly grant/ }).waitFor();
  await page.context().close();
});

test("what the reader chooses stands in the address", async () => {
  const page = await bench.open("/plans/two/overview");
  await page.getByRole("radio", { name: "By fiscal year" }).press("Space");
  await page.waitForURL(/by=fiscal_year/);
  await page.reload();
  await page.getByRole("radio", { name: "By fiscal year", checked: true }).waitFor();
  await page.context().close();
});

for (const dark of [false, true]) {
  test(`the overview is accessible in ${dark ? "dark" : "light"}, with everything open`, async () => {
    const page = await bench.open("/plans/two/overview", { dark });
    await page.getByRole("heading", { name: "What directives cost" }).waitFor();
    await waitForWords(page.getByRole("main"), "Figures as a table");
    // A picture that comes later would stand between those that are opened one by one.
    await waitUntilRead(page);
    const figures = page.getByRole("group").filter({ hasText: "Figures as a table" });
    for (const one of await figures.all()) {
      await unfoldThis(one);
      await one.getByRole("table").waitFor();
    }
    await expectAccessible(page);
    await page.context().close();
  });
}

test("at 320 px nothing but tables and pictures is wider than the window", async () => {
  const page = await bench.open("/plans/two/overview", { width: 320, height: 640 });
  await page.getByRole("heading", { name: "The answer" }).waitFor();
  assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 320);
  await page.getByRole("button", { name: "Pages" }).click();
  await page.getByRole("link", { name: "Strategy" }).click();
  await page.getByRole("heading", { level: 1, name: "Strategy" }).waitFor();
  assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 320);
  await page.context().close();
});

test("a plan that was downloaded is imported under another name, and broken files are told", async () => {
  const zip = Buffer.from(
    await (await fetch(`${bench.origin}/api/v1/plans/two/export`)).arrayBuffer(),
  );
  const page = await bench.open("/");
  const file = page.getByLabel("Zipped folder");
  const name = page.getByRole("textbox", { name: "Name in addresses" });
  const go = page.getByRole("button", { name: "Import" });
  await go.click();
  await waitForWords(page.getByRole("main"), "Choose the zipped folder of a plan.");
  await file.setInputFiles({ name: "two.zip", mimeType: "application/zip", buffer: zip });
  await go.click();
  await waitForWords(page.getByRole("main"), "A plan named two is here already.");
  await name.fill("broken");
  await file.setInputFiles({
    name: "two.zip",
    mimeType: "application/zip",
    buffer: zip.subarray(0, zip.length / 2),
  });
  await go.click();
  await waitForWords(page.getByRole("main"), /The folder was not imported|did not work/);
  await expectAccessible(page);
  await name.fill("again");
  await file.setInputFiles({ name: "two.zip", mimeType: "application/zip", buffer: zip });
  await go.click();
  await page.waitForURL(/\/plans\/again\/overview/);
  await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
  await page.context().close();
});
