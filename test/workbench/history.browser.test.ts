import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { readExample } from "../read-example.ts";
import { expectAccessible } from "./axe.ts";
import { unfold, waitForNoWords, waitForTheme, waitForWords } from "./page-watch.ts";
import { startWorkbench, type Workbench } from "./workbench.ts";

let bench: Workbench;

before(async () => {
  bench = await startWorkbench({ plans: { two: readExample("two-partners") } });
});

after(() => bench?.close());

/** Sets a weight through the API, as somebody else's program might. */
async function weigh(branch: string, row: string, before: string, to: string, reason: string) {
  const client = await bench.client();
  const edit = { table: "objectives", row, field: "weight", before, after: to } as const;
  return client.call("makeChange", {
    params: { plan: "two" },
    body: { branch, reason, edits: [edit] },
  });
}

const changes = (page: Page) => page.getByRole("list", { name: "Changes" });

test("the history shows who, when, why and each cell; its filters stand in the address", async () => {
  const made = await weigh("main", "sea", "3", "4", "Sea lanes matter more");
  const page = await bench.open("/plans/two/history");
  await waitForWords(changes(page), "Sea lanes matter more");
  await waitForWords(page, `hash ${made.change.hash.slice(0, 12)}`);
  await page.getByLabel("Table").selectOption("partners");
  await waitForNoWords(changes(page), "Sea lanes matter more");
  await page.getByLabel("Table").selectOption("objectives");
  await page.getByRole("textbox", { name: "Row" }).fill("sea");
  await page.getByRole("textbox", { name: "Row" }).press("Enter");
  await page.waitForURL(/table=objectives&row=sea$/);
  await waitForWords(changes(page), "Sea lanes matter more");
  await page.getByRole("textbox", { name: "Row" }).fill("nowhere");
  await page.getByRole("textbox", { name: "Row" }).press("Enter");
  await waitForWords(page, "No changes");
  await expectAccessible(page);
  await page.context().close();
});

test("a change is undone with a reason, and both stay in the history", async () => {
  const page = await bench.open("/plans/two/history?table=objectives&row=sea&field=weight");
  const item = changes(page).getByRole("listitem").filter({ hasText: "Sea lanes matter more" });
  await item.first().getByRole("button", { name: /^Undo/ }).click();
  const dialog = page.getByRole("dialog", { name: /^Undo change/ });
  await dialog.getByRole("textbox", { name: "Reason" }).fill("Not agreed with the embassy");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Undo it" }).click();
  await waitForWords(changes(page), "Not agreed with the embassy");
  await waitForWords(changes(page), "Sea lanes matter more");
  const client = await bench.client();
  const where = { plan: "two", table: "objectives", row: "sea" } as const;
  const row = await client.call("readRow", { params: where, query: {} });
  assert.ok(row.cells.includes("3"));
  await page.context().close();
});

test("a scenario is dropped and taken up again, and the plan's head edited", async () => {
  const client = await bench.client();
  const begun = { id: "for-a-day", title: "For a day", from: "main" };
  await client.call("createBranch", { params: { plan: "two" }, body: begun });
  const page = await bench.open("/plans/two/history?branch=for-a-day");
  await page.getByRole("button", { name: "Drop the scenario" }).click();
  const dropping = page.getByRole("dialog", { name: "Drop the scenario" });
  await expectAccessible(page);
  await dropping.getByRole("textbox", { name: "Reason" }).fill("The day is over");
  await dropping.getByRole("button", { name: "Drop it" }).click();
  await waitForWords(page, "The scenario is dropped.");
  await waitForWords(changes(page), "The day is over");
  await page.getByRole("button", { name: "Take the scenario up again" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Take it up" }).click();
  await waitForWords(page, "The scenario is open.");

  await page.getByRole("combobox", { name: "Scenario" }).selectOption("main");
  await page.getByRole("button", { name: "Edit the plan's head" }).click();
  const editing = page.getByRole("dialog", { name: "Edit the plan's head" });
  await editing.getByRole("textbox", { name: "Last fiscal year" }).fill("1999");
  await editing.getByRole("button", { name: "Save" }).click();
  await waitForWords(editing, /one to thirty years/);
  await expectAccessible(page);
  const { last_fiscal_year, title } = await client.call("readPlan", { params: { plan: "two" } });
  await editing.getByRole("textbox", { name: "Last fiscal year" }).fill(`${last_fiscal_year}`);
  await editing.getByRole("textbox", { name: "Title" }).fill("Two partners, renamed");
  await editing.getByRole("button", { name: "Save" }).click();
  await waitForWords(changes(page), /“Two partners, renamed”/);
  await waitForWords(page.getByRole("banner"), "Two partners, renamed");
  const back = { reason: "Back", title };
  await client.call("putHead", { params: { plan: "two" }, body: back });
  await page.context().close();
});

test("a scenario is begun, compared, and taken into the plan with conflicts settled", async () => {
  const page = await bench.open("/plans/two/strategy");
  await page.getByRole("button", { name: "New scenario" }).click();
  const naming = page.getByRole("dialog", { name: "New scenario" });
  await naming.getByRole("button", { name: "Begin it" }).click();
  await waitForWords(naming, /Write a title/);
  await expectAccessible(page);
  await naming.getByRole("textbox", { name: "Title" }).fill("Sea first");
  await naming.getByRole("button", { name: "Begin it" }).click();
  await page.waitForURL(/branch=sea-first/);
  await page.getByRole("textbox", { name: "Weight of Sea lanes" }).fill("9");
  await page.getByRole("textbox", { name: "Weight of Sea lanes" }).press("Enter");
  await waitForWords(page, "Saved: Weighed anew");
  await weigh("main", "sea", "3", "5", "Sea lanes, but less");

  await page.getByRole("link", { name: "History", exact: true }).click();
  await page.getByRole("cell", { name: "both changed" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Take it into the plan" }).click();
  const joining = page.getByRole("dialog", { name: "Take it into the plan" });
  const take = joining.getByRole("button", { name: "Take it into the plan" });
  assert.ok(await take.isDisabled());
  await joining.getByRole("radio", { name: "Scenario: “9”" }).press("Space");
  await expectAccessible(page);
  await take.click();
  await joining.waitFor({ state: "detached" });
  await waitForWords(page, "Changes of the plan, the newest first");
  const client = await bench.client();
  const where = { plan: "two", table: "objectives", row: "sea" } as const;
  const row = await client.call("readRow", { params: where, query: {} });
  assert.ok(row.cells.includes("9"));
  await page.context().close();
});

test("while an answer is awaited, and where none comes, the page says so, and mends itself", async () => {
  const page = await bench.open("/plans/two/people");
  let release = () => {};
  const gate = new Promise<void>((done) => {
    release = done;
  });
  await page.route(/\/strategy\?/, async (route) => {
    await gate;
    await route.abort();
  });
  await page.getByRole("link", { name: "Strategy" }).click();
  await waitForWords(page, "Reading the strategy …");
  await expectAccessible(page);
  release();
  await page.getByRole("heading", { name: "The server cannot be reached" }).waitFor();
  await expectAccessible(page);
  await page.unroute(/\/strategy\?/);
  await page.getByRole("treegrid").waitFor();
  await page.context().close();
});

test("the colors are kept from page to page, and paper is white and without tools", async () => {
  const page = await bench.open("/plans/two/people");
  await unfold(page.getByRole("banner"), "Local user");
  await page.getByRole("radio", { name: "Dark" }).press("Space");
  await waitForTheme(page, "dark");
  await page.reload();
  await waitForTheme(page, "dark");
  assert.match(page.url(), /\/plans\/two\/people$/);
  await page.emulateMedia({ media: "print" });
  await waitForTheme(page, "light");
  await page.getByRole("navigation").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Add a person" }).waitFor({ state: "hidden" });
  await page.getByRole("heading", { name: "People" }).waitFor();
  await page.context().close();
});
