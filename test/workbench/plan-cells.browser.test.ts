import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { readExample } from "../read-example.ts";
import { expectAccessible } from "./axe.ts";
import { eventually, waitForWords, waitUntilRead } from "./page-watch.ts";
import { startWorkbench, type Workbench } from "./workbench.ts";

let bench: Workbench;
const plan = readExample("two-partners");
const [line] = plan.tables.lines;
assert.ok(line);

before(async () => {
  bench = await startWorkbench({ plans: { small: plan, fy2021: readExample("fy2021") } });
  const before = String(line.amount / 100);
  const edit = { table: "lines", row: line.id, field: "amount", before, after: "777" } as const;
  const body = { branch: "main", reason: "The post asked for less", edits: [edit] };
  await (await bench.client()).call("makeChange", { params: { plan: "small" }, body });
});

after(() => bench?.close());

async function openLines(): Promise<Page> {
  const page = await bench.open("/plans/small/plan?table=lines");
  page.setDefaultTimeout(30_000);
  return page;
}

/** Waits until the window over the page tells who changed the amount, from what to what, and why. */
async function expectTold(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog", { name: `History of ${line?.id} › amount` });
  const change = dialog.getByRole("listitem").filter({ hasText: "The post asked for less" });
  await waitForWords(change.first(), /^Local user, .*777/);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
}

/** Waits until a cell of the row has the focus. */
async function waitForFocusInRow(page: Page, row: string): Promise<void> {
  await eventually(async () => {
    const said = await page.evaluate("document.activeElement.closest('[role=row]')?.textContent");
    assert.match(String(said), new RegExp(row));
  });
}

test("one click on any cell tells who changed it, when and why", async () => {
  const page = await openLines();
  // Another cell than the active one, so that nothing is chosen first.
  await page.getByRole("gridcell", { name: "777", exact: true }).hover();
  await page.getByRole("button", { name: `Who changed ${line.id} amount` }).click();
  await expectTold(page);
  await waitForFocusInRow(page, line.id);
  await page.getByRole("gridcell", { name: plan.tables.lines[1]?.id ?? "", exact: true }).hover();
  await page.getByRole("button", { name: `Who changed ${plan.tables.lines[1]?.id} id` }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("link", { name: "All in the page History" }).waitFor();
  await waitForWords(dialog, "“Import of Two partners");
  await page.context().close();
});

test("one key tells it of the active cell, and the help of the keys says so", async () => {
  const page = await openLines();
  await page.getByRole("gridcell", { name: line.id, exact: true }).focus();
  for (let step = 0; step < 5; step++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+F2");
  await expectTold(page);
  // The grid has the focus again, at the same cell.
  await waitForFocusInRow(page, line.id);
  await page.keyboard.press("Shift+F2");
  await expectTold(page);
  await page.getByRole("button", { name: "Keys", exact: true }).last().click();
  const keys = page.getByRole("dialog", { name: "Keys of the grid" });
  await keys.getByRole("term").filter({ hasText: "Shift+F2" }).waitFor();
  await page.context().close();
});

test("columns are hidden and shown, and a reload keeps them in their order", async () => {
  const page = await openLines();
  const heads = async () =>
    (await page.getByRole("columnheader").allTextContents())
      .map((text) => text.replace(/[ *▾◢]+$/, ""))
      .filter(Boolean);
  const all = ["id", "package", "year_offset", "kind", "unit", "amount"];
  await page.getByRole("columnheader", { name: "amount" }).waitFor();
  const expectHeads = (expected: readonly string[]) =>
    eventually(async () => assert.deepEqual((await heads()).slice(0, expected.length), expected));
  await expectHeads(all);
  await page.getByRole("button", { name: "Columns" }).click();
  const dialog = page.getByRole("dialog", { name: "Columns" });
  for (const name of ["package", "kind"]) {
    await dialog.getByRole("checkbox", { name: new RegExp(`^${name}\\b`) }).press("Space");
  }
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Done" }).click();
  await page.getByRole("columnheader", { name: "kind" }).waitFor({ state: "detached" });
  await expectHeads(["id", "year_offset", "unit", "amount"]);
  await page.reload();
  await page.getByRole("columnheader", { name: "amount" }).waitFor();
  await expectHeads(["id", "year_offset", "unit", "amount"]);

  await page.getByRole("button", { name: "Columns" }).click();
  await dialog.getByRole("checkbox", { name: /^kind\b/ }).press("Space");
  await dialog.getByRole("button", { name: "Done" }).click();
  await page.getByRole("columnheader", { name: "kind" }).waitFor();
  // What is shown again stands where it stood.
  await expectHeads(["id", "year_offset", "kind", "unit", "amount"]);
  await page.getByRole("button", { name: "Columns" }).click();
  await dialog.getByRole("button", { name: "All, as wide as at first" }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
  await page.getByRole("columnheader", { name: "package" }).waitFor();
  await expectHeads(all);
  await page.context().close();
});

test("a row whose money a case keeps has a mark, which leads to the case", async () => {
  const page = await bench.open("/plans/fy2021/plan?table=initiatives&f.id=in:geo-cyber");
  page.setDefaultTimeout(30_000);
  const row = page.getByRole("row", { name: /geo-cyber/ });
  const mark = row.getByRole("link", {
    name: /^Money (waits for|is blocked by) the case “Georgia/,
  });
  await mark.waitFor();
  await row.getByRole("gridcell").first().click();
  await page.getByRole("link", { name: "Case that keeps its money" }).waitFor();
  const said = page.getByRole("status").filter({ hasText: "geo-cyber, id: geo-cyber" });
  await waitForWords(said, "the case “Georgia");
  await expectAccessible(page);
  await mark.click();
  await page.getByRole("heading", { level: 1, name: /^Georgia: cyber defense/ }).waitFor();
  await page.waitForURL(/\/cases\/geo-cyber-333$/);
  await page.context().close();
});

test("the grid stays where it is when a cell with long findings is active", async () => {
  const page = await bench.open("/plans/fy2021/plan?table=initiatives&found=true");
  page.setDefaultTimeout(30_000);
  const cell = page.getByRole("gridcell").first();
  await cell.waitFor();
  // What is read after the rows, such as findings and cases, has its place by now.
  await waitUntilRead(page);
  await page.getByRole("button", { name: /^Findings \([1-9]/ }).waitFor();
  const grid = page.getByRole("grid");
  const before = await grid.boundingBox();
  const invalid = page.getByRole("row").nth(1).getByRole("gridcell");
  for (const one of await invalid.all()) {
    await one.click();
    assert.deepEqual(await grid.boundingBox(), before);
  }
  await page.context().close();
});
