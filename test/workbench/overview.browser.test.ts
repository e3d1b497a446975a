import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Briefing } from "../../src/report/briefing.ts";
import { readExample } from "../read-example.ts";
import { expectAccessible } from "./axe.ts";
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
  assert.equal(await page.title(), "Overview – Entente");
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
  for (const sentence of briefing.answer) await page.getByText(sentence).waitFor();
  const table = briefing.totals.find((one) => one.dimension === "partner");
  assert.ok(table !== undefined && table.totals.length > 0);
  const sums = page.getByRole("region", { name: "Rows behind each sum" });
  for (const total of table.totals) {
    await sums.getByText(total.label, { exact: true }).first().click();
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

test("what the reader chooses stands in the address", async () => {
  const page = await bench.open("/plans/two/overview");
  await page.getByText("By fiscal year", { exact: true }).click();
  assert.match(page.url(), /by=fiscal_year/);
  await page.reload();
  assert.ok(await page.getByRole("radio", { name: "By fiscal year" }).isChecked());
  await page.context().close();
});

for (const dark of [false, true]) {
  test(`the overview is accessible in ${dark ? "dark" : "light"}, with everything open`, async () => {
    const page = await bench.open("/plans/two/overview", { dark });
    await page.getByRole("heading", { name: "What directives cost" }).waitFor();
    await page.getByText("Figures as a table").first().waitFor();
    for (const summary of await page.getByText("Figures as a table").all()) await summary.click();
    await expectAccessible(page);
    await page.context().close();
  });
}

test("at 320 px nothing but tables and pictures is wider than the window", async () => {
  const page = await bench.open("/plans/two/overview", { width: 320, height: 640 });
  await page.getByRole("heading", { name: "The answer" }).waitFor();
  const width = await page.evaluate("document.documentElement.scrollWidth");
  assert.equal(width, 320);
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
  await page.getByText("Choose the zipped folder of a plan.").waitFor();
  await file.setInputFiles({ name: "two.zip", mimeType: "application/zip", buffer: zip });
  await go.click();
  await page.getByText("A plan named two is here already.").waitFor();
  await name.fill("broken");
  await file.setInputFiles({
    name: "two.zip",
    mimeType: "application/zip",
    buffer: zip.subarray(0, zip.length / 2),
  });
  await go.click();
  await page.getByText("The folder was not imported").or(page.getByText("did not work")).waitFor();
  await expectAccessible(page);
  await name.fill("again");
  await file.setInputFiles({ name: "two.zip", mimeType: "application/zip", buffer: zip });
  await go.click();
  await page.waitForURL(/\/plans\/again\/overview/);
  await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
  await page.context().close();
});
