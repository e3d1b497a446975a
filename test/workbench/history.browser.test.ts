import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { readExample } from "../read-example.ts";
import { expectAccessible } from "./axe.ts";
import { waitUntilRead } from "./page-watch.ts";
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
  await changes(page).getByText("Sea lanes matter more").waitFor();
  await page.getByText(`hash ${made.change.hash.slice(0, 12)}`).waitFor();
  await page.getByLabel("Table").selectOption("partners");
  await changes(page).getByText("Sea lanes matter more").waitFor({ state: "detached" });
  await page.getByLabel("Table").selectOption("objectives");
  await page.getByRole("textbox", { name: "Row" }).fill("sea");
  await page.getByRole("textbox", { name: "Row" }).press("Enter");
  await changes(page).getByText("Sea lanes matter more").waitFor();
  assert.match(page.url(), /table=objectives&row=sea$/);
  await page.getByRole("textbox", { name: "Row" }).fill("nowhere");
  await page.getByRole("textbox", { name: "Row" }).press("Enter");
  await page.getByText("No changes").waitFor();
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
  await changes(page).getByText("Not agreed with the embassy").waitFor();
  await changes(page).getByText("Sea lanes matter more").first().waitFor();
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
  await page.getByText("The scenario is dropped.").waitFor();
  await changes(page).getByText("The day is over").waitFor();
  await page.getByRole("button", { name: "Take the scenario up again" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Take it up" }).click();
  await page.getByText("The scenario is open.").waitFor();

  await page.getByRole("combobox", { name: "Scenario" }).selectOption("main");
  await page.getByRole("button", { name: "Edit the plan's head" }).click();
  const editing = page.getByRole("dialog", { name: "Edit the plan's head" });
  await editing.getByRole("textbox", { name: "Last fiscal year" }).fill("1999");
  await editing.getByRole("button", { name: "Save" }).click();
  await editing
    .getByText(/one to thirty years/)
    .first()
    .waitFor();
  await expectAccessible(page);
  const { last_fiscal_year, title } = await client.call("readPlan", { params: { plan: "two" } });
  await editing.getByRole("textbox", { name: "Last fiscal year" }).fill(`${last_fiscal_year}`);
  await editing.getByRole("textbox", { name: "Title" }).fill("Two partners, renamed");
  await editing.getByRole("button", { name: "Save" }).click();
  await changes(page)
    .getByText(/“Two partners, renamed”/)
    .waitFor();
  await page.getByRole("banner").getByText("Two partners, renamed").waitFor();
  const back = { reason: "Back", title };
  await client.call("putHead", { params: { plan: "two" }, body: back });
  await page.context().close();
});

test("a scenario is begun, compared, and taken into the plan with conflicts settled", async () => {
  const page = await bench.open("/plans/two/strategy");
  await page.getByRole("button", { name: "New scenario" }).click();
  const naming = page.getByRole("dialog", { name: "New scenario" });
  await naming.getByRole("button", { name: "Begin it" }).click();
  await naming.getByText(/^Write a title/).waitFor();
  await expectAccessible(page);
  await naming.getByRole("textbox", { name: "Title" }).fill("Sea first");
  await naming.getByRole("button", { name: "Begin it" }).click();
  await page.waitForURL(/branch=sea-first/);
  await page.getByRole("textbox", { name: "Weight of Sea lanes" }).fill("9");
  await page.getByRole("textbox", { name: "Weight of Sea lanes" }).press("Enter");
  await page.getByText("Saved: Weighed anew").waitFor({ state: "attached" });
  await weigh("main", "sea", "3", "5", "Sea lanes, but less");

  await page.getByRole("link", { name: "History", exact: true }).click();
  await page.getByRole("cell", { name: "both changed" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Take it into the plan" }).click();
  const joining = page.getByRole("dialog", { name: "Take it into the plan" });
  const take = joining.getByRole("button", { name: "Take it into the plan" });
  assert.ok(await take.isDisabled());
  await joining.getByText("Scenario: “9”").click();
  await expectAccessible(page);
  await take.click();
  await joining.waitFor({ state: "detached" });
  await page.getByText("Changes of the plan, the newest first").waitFor();
  const client = await bench.client();
  const where = { plan: "two", table: "objectives", row: "sea" } as const;
  const row = await client.call("readRow", { params: where, query: {} });
  assert.ok(row.cells.includes("9"));
  await page.context().close();
});

test("a round of planning by keyboard alone: weigh, work out, read, look back, undo", async () => {
  const page = await bench.open("/");
  const keys = async (...pressed: string[]) => {
    for (const key of pressed) await page.keyboard.press(key);
  };
  const heading = (name: string) => page.getByRole("heading", { level: 1, name }).waitFor();
  await page.getByRole("link", { name: /^Two partners/ }).waitFor();
  await keys("Tab");
  assert.equal(await focused(page), "Skip to the page");
  await keys("Enter", "Tab", "Enter");
  await heading("Overview");
  await keys("g", "s");
  await heading("Strategy");
  await page.getByRole("treegrid").waitFor();
  while ((await focused(page)) !== "Weight of Territory") await keys("Tab");
  await keys("Control+a", "6", "Enter");
  await page.getByText("Saved: Weighed anew").waitFor({ state: "attached" });
  await keys("Escape", "Shift+Tab");
  await page.getByRole("row", { name: /Territory/ }).waitFor();
  while (!/^row/.test(await focused(page))) await keys("Shift+Tab");
  await keys("Home", "ArrowLeft");
  await page.getByRole("row", { name: /Territory/ }).waitFor({ state: "detached" });
  await keys("ArrowRight");
  await page.getByRole("row", { name: /Territory/ }).waitFor();
  await keys("g", "o");
  await heading("Overview");
  await page.getByRole("button", { name: "Work out an allocation" }).waitFor();
  while ((await focused(page)) !== "Work out an allocation") await keys("Tab");
  await keys("Enter");
  await page.getByRole("heading", { name: "The answer" }).waitFor();
  await keys("g", "h");
  await heading("History");
  await changes(page).getByText("Weighed anew").first().waitFor();
  await keys("Control+z");
  await changes(page).getByText(/Undo/).first().waitFor();
  await keys("?");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await expectAccessible(page);
  await keys("Escape");
  await page.getByRole("dialog", { name: "Keys" }).waitFor({ state: "detached" });
  await page.context().close();
});

/** The name of what has the focus; a row of a tree says `row` first. */
async function focused(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const at = document.activeElement;
    const label = at.getAttribute("aria-label") ?? at.textContent.trim();
    return (at.matches("tr") ? "row " : "") + label;
  })()`);
}

const own = ["/", "/plans/two/strategy", "/plans/two/history", "/plans/two/people", "/plans/two/x"];

for (const dark of [false, true]) {
  test(`pages are accessible in ${dark ? "dark" : "light"}`, async () => {
    const first = await bench.open("/", { dark });
    for (const path of own) {
      const page = await bench.open(path, { context: first.context() });
      await waitUntilRead(page);
      await expectAccessible(page);
      await page.close();
    }
    await first.context().close();
  });
}

test("at 400 % of 1280 px nothing but tables is wider than the window", async () => {
  const first = await bench.open("/", { width: 320, height: 256 });
  for (const path of own) {
    const page = await bench.open(path, { context: first.context() });
    await waitUntilRead(page);
    assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 320, path);
    await page.close();
  }
  await first.context().close();
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
  await page.getByText("Reading the strategy …").waitFor({ state: "attached" });
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
  await page.getByText("Local user").first().click();
  await page.getByText("Dark", { exact: true }).click();
  assert.equal(await page.evaluate("document.documentElement.dataset.theme"), "dark");
  await page.reload();
  assert.equal(await page.evaluate("document.documentElement.dataset.theme"), "dark");
  assert.match(page.url(), /\/plans\/two\/people$/);
  await page.emulateMedia({ media: "print" });
  await page.waitForFunction('document.documentElement.dataset.theme === "light"');
  assert.ok(await page.getByRole("navigation").isHidden());
  assert.ok(await page.getByRole("button", { name: "Add a person" }).isHidden());
  assert.ok(await page.getByRole("heading", { name: "People" }).isVisible());
  await page.context().close();
});
