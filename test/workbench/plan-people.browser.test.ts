import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { readExample } from "../read-example.ts";
import { expectAccessible } from "./axe.ts";
import { eventually, waitForNoWords, waitForWords } from "./page-watch.ts";
import { startWorkbench, type Workbench } from "./workbench.ts";

let bench: Workbench;
const plan = readExample("two-partners");
const [boats, crews] = ["sudland-boats", "sudland-crews"];

before(async () => {
  const restricted = plan.tables.initiatives.map((row) =>
    row.id === crews ? { ...row, handling: "restricted" as const } : row,
  );
  const kept = { ...plan, tables: { ...plan.tables, initiatives: restricted } };
  bench = await startWorkbench({
    plans: { live: plan, rights: plan, kept },
    people: [
      { id: "ana", name: "Ana Alvarez", grants: [{ role: "planner" }] },
      { id: "ben", name: "Ben Brown", grants: [{ role: "planner" }] },
      { id: "vic", name: "Vic Vance", grants: [{ role: "viewer" }] },
      { id: "cam", name: "Cam Cole", grants: [{ role: "contributor", partner: "NORLAND" }] },
    ],
  });
});

after(() => bench?.close());

function cell(page: Page, row: string, column: string) {
  return page
    .getByRole("row", { name: row })
    .getByRole("gridcell")
    .nth(["id", "name", "partner", "kind", "illustrative", "agency"].indexOf(column));
}

async function open(path: string, as: string): Promise<Page> {
  const page = await bench.open(path, { as });
  await cell(page, "norland-fmf", "id").waitFor();
  return page;
}

/** What the server holds of an initiative. */
async function readCells(plan: string, row: string): Promise<readonly (string | null)[]> {
  const client = await bench.client("ana");
  return (await client.call("readRow", { params: { plan, table: "initiatives", row } })).cells;
}

/** Waits until the server holds a text in a cell of an initiative. */
async function expectSaved(plan: string, row: string, text: string): Promise<void> {
  await eventually(async () => {
    const cells = await readCells(plan, row);
    assert.ok(cells.includes(text), `${row} has ${cells.join(", ")}`);
  });
}

async function type(page: Page, row: string, column: string, text: string): Promise<void> {
  await cell(page, row, column).click();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

test("an edit of somebody else appears with their name, and their cell is marked", async () => {
  const [ana, ben] = await Promise.all([
    open("/plans/live/plan", "ana"),
    open("/plans/live/plan", "ben"),
  ]);
  await cell(ben, boats, "name").click();
  await waitForWords(cell(ana, boats, "name"), "Ben Brown");
  await type(ben, boats, "agency", "Navy");
  const changed = cell(ana, boats, "agency");
  await waitForWords(changed, /Navy.*Ben Brown/);
  await expectAccessible(ana);
  await waitForNoWords(changed, "Ben Brown");
  await changed.click();
  await ana.getByRole("button", { name: `History of ${boats} agency` }).click();
  await waitForWords(ana.getByRole("dialog"), "Ben Brown");
  await ana.context().close();
  await ben.context().close();
});

test("a stale edit shows both sides, and what is chosen is saved", async () => {
  const [ana, ben] = await Promise.all([
    open("/plans/live/plan", "ana"),
    open("/plans/live/plan", "ben"),
  ]);
  // Ben hears nothing of Ana's edit, as on a slow line.
  await ben.route("**/live?**", (route) => route.abort());
  await ben.reload();
  await cell(ben, boats, "name").waitFor();
  await type(ana, boats, "name", "Boats for Sudland");
  await expectSaved("live", boats, "Boats for Sudland");
  await type(ben, boats, "name", "Patrol boats");
  const dialog = ben.getByRole("dialog", { name: "A cell was changed by somebody else" });
  await waitForWords(dialog, "Boats for Sudland");
  await expectAccessible(ben);
  await dialog.getByRole("button", { name: "All mine" }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await waitForWords(cell(ana, boats, "name"), "Patrol boats");
  await waitForWords(cell(ben, boats, "name"), "Patrol boats");

  await type(ana, boats, "name", "Boats again");
  await expectSaved("live", boats, "Boats again");
  await type(ben, boats, "name", "Never");
  await waitForWords(dialog, "Boats again");
  await dialog.getByRole("button", { name: "Give up my change" }).click();
  await waitForWords(cell(ben, boats, "name"), "Boats again");
  await ana.context().close();
  await ben.context().close();
});

test("who may only see finds the grid read only, and is told why", async () => {
  const page = await open("/plans/rights/plan", "vic");
  await waitForWords(page.getByRole("main"), "You may see this plan, not change it.");
  await cell(page, boats, "name").click();
  await page.keyboard.type("x");
  assert.equal(await page.getByRole("textbox", { name: `name of ${boats}` }).count(), 0);
  assert.equal(await cell(page, boats, "name").getAttribute("aria-readonly"), "true");
  assert.ok(await page.getByRole("button", { name: "Add row" }).isDisabled());
  await page.keyboard.press("Delete");
  await waitForWords(page.getByRole("main"), "Read only. You may see this plan, not change it.");
  await expectAccessible(page);
  await page.context().close();
});

test("a contributor edits the proposals for their partner, and sees why not the others", async () => {
  const page = await open("/plans/rights/plan", "cam");
  await type(page, "norland-radar", "name", "Radars on the border");
  await waitForWords(cell(page, "norland-radar", "name"), "Radars on the border");
  await expectSaved("rights", "norland-radar", "Radars on the border");
  await cell(page, boats, "name").click();
  await waitForWords(page.getByRole("main"), "It is a proposal of State for SUDLAND.");
  await page.keyboard.type("x");
  assert.equal(await page.getByRole("textbox", { name: `name of ${boats}` }).count(), 0);
  await page.context().close();
});

test("withheld rows are not there, and a mark says that something is", async () => {
  const page = await open("/plans/kept/plan", "vic");
  await waitForWords(page.getByRole("main"), /withheld/i);
  assert.equal(await page.getByRole("gridcell", { name: crews, exact: true }).count(), 0);
  await waitForWords(page.getByRole("main"), /\b3 rows\b/);
  await page.context().close();
});
