import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { readExample } from "../read-example.ts";
import { expectAccessible } from "./axe.ts";
import { eventually, waitForNoWords, waitForWords } from "./page-watch.ts";
import { startWorkbench, type Workbench } from "./workbench.ts";

let bench: Workbench;
const plan = readExample("two-partners");
const clipboard = { permissions: ["clipboard-read", "clipboard-write"] };

before(async () => {
  bench = await startWorkbench({
    plans: { keys: plan, paste: plan, fill: plan, view: plan, rows: plan, cut: plan },
  });
});

after(() => bench?.close());

/** Opens a table, and puts the focus on a cell. */
async function openTable(path: string, row: string, column: string): Promise<Page> {
  const page = await openPlain(path);
  await goTo(page, row, column);
  return page;
}

/** Opens a table as a spreadsheet of costs has it. */
async function openPlain(path: string): Promise<Page> {
  const page = await bench.open(path, clipboard);
  // Without the unit, so that what a test pastes has the columns of a spreadsheet of costs.
  const view = JSON.stringify({ hidden: ["unit"], widths: {} });
  await page.evaluate((kept) => localStorage.setItem("entente-grid-lines", kept), view);
  await page.reload();
  return page;
}

async function goTo(page: Page, row: string, column: string): Promise<void> {
  await cell(page, row, column).click();
}

/** A cell by its row's id and its column's name. */
function cell(page: Page, row: string, column: string) {
  return page.getByRole("row", { name: row }).getByRole("gridcell").nth(columns.indexOf(column));
}

const columns = ["id", "package", "year_offset", "kind", "amount"];

async function textOf(page: Page, row: string, column: string): Promise<string> {
  return (await cell(page, row, column).textContent())?.trim() ?? "";
}

/** Waits until a cell holds a text. */
async function expectText(page: Page, row: string, column: string, text: string): Promise<void> {
  await eventually(async () => assert.equal(await textOf(page, row, column), text, column));
}

/** What the server holds in a cell. */
async function savedText(of: string, row: string, field: string): Promise<string | null> {
  const client = await bench.client();
  const read = await client.call("readTable", { params: { plan: of, table: "lines" } });
  const place = read.columns.indexOf(field);
  return read.rows.find((one) => one.id === row)?.cells[place] ?? null;
}

async function expectSaved(of: string, row: string, field: string, text: string | null) {
  await eventually(async () => assert.equal(await savedText(of, row, field), text, field));
}

async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press("Control+v");
}

/** In the page: both forms of what was copied. */
const readClipboard = `(async () => {
  const [item] = await navigator.clipboard.read({ unsanitized: ["text/html"] });
  const read = async (type) => (await item.getType(type)).text();
  return [await read("text/plain"), await read("text/html")];
})()`;

const [first, second, third] = plan.tables.lines.map((line) => line.id) as [string, string, string];

test("a cell is edited, refused, undone and redone by keyboard alone", async () => {
  const page = await openPlain("/plans/keys/plan?table=lines");
  await page.getByRole("gridcell", { name: first }).focus();
  for (const key of ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight"])
    await page.keyboard.press(key);
  const before = await textOf(page, first, "amount");
  await page.keyboard.type("12,x");
  await waitForWords(page.getByRole("main"), "Expected dollars, such as 12500000");
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: `amount of ${first}` }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expectText(page, first, "amount", before);

  await page.keyboard.type("1,250,000");
  await page.keyboard.press("Enter");
  await expectText(page, first, "amount", "1,250,000");
  await expectSaved("keys", first, "amount", "1250000");
  await page.keyboard.press("Control+z");
  await expectText(page, first, "amount", before);
  await page.keyboard.press("Control+y");
  await expectText(page, first, "amount", "1,250,000");
  await expectSaved("keys", first, "amount", "1250000");

  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await eventually(async () => {
    const inGrid = await page.evaluate("document.activeElement.closest('[role=grid]') !== null");
    assert.equal(inGrid, false);
  });
  await page.context().close();
});

test("values are offered where a column has them, and chosen by arrows", async () => {
  const page = await openTable("/plans/keys/plan?table=lines", first, "kind");
  await page.keyboard.type("serv");
  await page.getByRole("option", { name: "services" }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expectText(page, first, "kind", "services");
  await expectSaved("keys", first, "kind", "services");
  await page.context().close();
});

test("a block from a spreadsheet is pasted, with amounts read exactly and one undo", async () => {
  const page = await openTable("/plans/paste/plan?table=lines", first, "kind");
  const before = await textOf(page, second, "amount");
  await pasteText(page, 'advice\t"$1,000,000.00"\r\nservices\t 2500 \r\n'.replaceAll('"', ""));
  await expectText(page, first, "amount", "1,000,000");
  await expectText(page, second, "kind", "services");
  await waitForWords(page.getByRole("main"), "It was read as 1000000.");
  await expectSaved("paste", second, "amount", "2500");
  await page.getByRole("button", { name: "Undo" }).click();
  await expectText(page, second, "amount", before);
  await expectSaved("paste", first, "kind", plan.tables.lines[0]?.kind ?? "");
  await page.context().close();
});

test("cells that cannot be taken are shown before anything is pasted", async () => {
  const page = await openTable("/plans/paste/plan?table=lines", first, "kind");
  // Read from the plan: the page that was just closed may still be shown in the cell as somebody's place.
  const before = plan.tables.lines[0]?.kind ?? "";
  await pasteText(page, "boats\t#####\nadvice\t12.5 m\n");
  const dialog = page.getByRole("dialog", { name: "Not every cell can be taken" });
  await waitForWords(dialog, "3 cells cannot be taken");
  await waitForWords(dialog, "If that is what is meant, write 12500000.");
  await expectAccessible(page);
  await expectText(page, first, "kind", before);
  await dialog.getByRole("button", { name: "Take the other 1 cell" }).click();
  await expectText(page, second, "kind", "advice");
  await expectText(page, first, "kind", before);
  await page.context().close();
});

test("what is longer than the table makes new rows, saved when they are whole", async () => {
  const last = plan.tables.lines.at(-1);
  assert.ok(last);
  const page = await openTable("/plans/paste/plan?table=lines", last.id, "id");
  await pasteText(
    page,
    `${last.id}\t${last.package}\t1\ttraining\t10\nextra-1\t${last.package}\t2\ttraining\t20\n`,
  );
  await page.getByRole("dialog").getByRole("button", { name: "Add 1 row" }).click();
  await expectSaved("paste", "extra-1", "amount", "20");
  await page.context().close();
});

test("what is copied can be pasted into a spreadsheet, and back", async () => {
  const page = await openTable("/plans/view/plan?table=lines", first, "kind");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Control+c");
  const [text = "", html = ""] = (await page.evaluate(readClipboard)) as string[];
  const [one, two] = plan.tables.lines;
  assert.ok(one && two);
  const lines = [one, two].map((line) => `${line.kind}\t${line.amount / 100}`);
  assert.equal(text.replaceAll("\r", ""), lines.join("\n"));
  assert.match(html, /<table/);
  await page.getByRole("button", { name: "Copy with headers" }).click();
  await waitForWords(page.getByRole("main"), "Copied 2 lines with the names of the columns.");
  await page.context().close();
});

test("a range is filled down by key, and by dragging its handle", async () => {
  const page = await openTable("/plans/fill/plan?table=lines", first, "amount");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Control+d");
  const amount = await textOf(page, first, "amount");
  await expectText(page, third, "amount", amount);
  await expectSaved("fill", third, "amount", amount.replaceAll(",", ""));

  await goTo(page, first, "year_offset");
  const from = await cell(page, first, "year_offset").boundingBox();
  const to = await cell(page, second, "year_offset").boundingBox();
  assert.ok(from && to);
  await page.mouse.move(from.x + from.width - 3, from.y + from.height - 3);
  await page.mouse.down();
  await page.mouse.move(to.x + 20, to.y + 10, { steps: 5 });
  await page.mouse.up();
  await expectText(page, second, "year_offset", "0");
  await expectSaved("fill", second, "year_offset", "0");
  const changes = await (await bench.client()).call("listChanges", { params: { plan: "fill" } });
  assert.deepEqual(
    changes.changes.slice(0, 2).map((one) => one.reason),
    ["Filled in the grid", "Filled down in the grid"],
  );
  await page.context().close();
});

test("rows are found, filtered, sorted and grouped, and the address shows it to others", async () => {
  const page = await openTable("/plans/view/plan?table=lines", first, "kind");
  await page.keyboard.press("Control+f");
  await page.getByRole("searchbox", { name: "Find" }).fill("training");
  const found = plan.tables.lines.filter((line) => line.kind === "training").length;
  await page
    .getByRole("status")
    .filter({ hasText: ` of ${found}` })
    .waitFor();
  await page.keyboard.press("Enter");
  await page
    .getByRole("status")
    .filter({ hasText: `1 of ${found}` })
    .waitFor();
  await page.keyboard.press("Escape");

  await page.keyboard.press("Shift+F10");
  await page
    .getByRole("dialog", { name: "Column kind" })
    .getByRole("checkbox", { name: /^training/ })
    .press("Space");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await waitForWords(page.getByRole("main"), `${found} of ${plan.tables.lines.length} rows`);
  await page.getByRole("button", { name: "Sort, filter and more of package" }).click();
  await page.getByRole("button", { name: "Group by this column" }).click();
  await page.getByRole("gridcell", { expanded: true }).first().waitFor();
  await expectAccessible(page);
  await page.waitForURL(
    ({ searchParams: params }) =>
      params.get("f.kind") === "in:training" && params.get("group") === "package",
  );
  const address = new URL(page.url());

  const colleague = await bench.open(address.pathname + address.search, clipboard);
  await waitForWords(colleague.getByRole("main"), `${found} of ${plan.tables.lines.length} rows`);
  await colleague.getByRole("button", { name: "Stop grouping" }).click();
  await colleague.getByRole("button", { name: "Stop filtering kind" }).click();
  await colleague.getByRole("gridcell", { name: first }).waitFor();
  await colleague.context().close();
  await page.context().close();
});

test("a group shows the exact sum of its money, and folds", async () => {
  const page = await bench.open("/plans/view/plan?table=lines&group=package");
  const [line] = plan.tables.lines;
  assert.ok(line);
  const inGroup = plan.tables.lines.filter((one) => one.package === line.package);
  const sum = inGroup.reduce((total, one) => total + one.amount, 0) / 100;
  const head = page.getByRole("row").filter({ hasText: `${line.package} (${inGroup.length} row` });
  await head.getByRole("gridcell", { name: sum.toLocaleString("en-US"), exact: true }).waitFor();
  await head.getByRole("gridcell").first().click();
  await head.getByRole("gridcell", { expanded: false }).waitFor();
  await page.context().close();
});

test("a row is deleted with what hangs on it, and undo brings all of it back", async () => {
  const page = await bench.open("/plans/rows/plan?table=initiatives");
  const [initiative] = plan.tables.initiatives;
  assert.ok(initiative);
  await page.getByRole("gridcell", { name: initiative.id, exact: true }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog", { name: `Delete “${initiative.id}”?` });
  await waitForWords(dialog, /of packages:/);
  await waitForWords(dialog, /of lines:/);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Delete", exact: true }).click();
  await page
    .getByRole("gridcell", { name: initiative.id, exact: true })
    .waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("gridcell", { name: initiative.id, exact: true }).waitFor();
  const packages = plan.tables.packages.filter((one) => one.initiative === initiative.id);
  const client = await bench.client();
  await eventually(async () => {
    const back = await client.call("readTable", {
      params: { plan: "rows", table: "packages" },
      query: { where: `initiative=${initiative.id}` },
    });
    assert.equal(back.rows.length, packages.length);
  });
  await page.context().close();
});

test("a new row says what it still needs, and is saved when it is whole", async () => {
  const page = await openPlain("/plans/rows/plan?table=lines");
  await page.getByRole("gridcell", { name: first }).waitFor();
  await page.getByRole("button", { name: "Add row" }).click();
  await waitForWords(page.getByRole("main"), "1 not saved yet");
  await waitForWords(
    page.getByRole("main"),
    "Not saved yet: needs package, year_offset, kind, amount.",
  );
  await expectAccessible(page);
  for (const text of [plan.tables.lines[0]?.package ?? "", "3", "advice", "77"]) {
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
  await waitForNoWords(page.getByRole("main"), "1 not saved yet");
  const client = await bench.client();
  await eventually(async () => {
    const params = { plan: "rows", table: "lines" } as const;
    const found = await client.call("readTable", { params, query: { where: "amount=77" } });
    assert.equal(found.rows.length, 1);
  });
  await page.context().close();
});

test("edits and new rows outlive a look at another page", async () => {
  const page = await openTable("/plans/rows/plan?table=lines", first, "amount");
  for (const text of ["101", "102", "103"]) {
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  }
  await page.getByRole("button", { name: "Add row" }).click();
  await waitForWords(page.getByRole("main"), "1 not saved yet");
  await page.getByRole("link", { name: "Strategy", exact: true }).click();
  await expectSaved("rows", first, "amount", "101");
  await expectSaved("rows", third, "amount", "103");
  await page.goBack();
  await waitForWords(page.getByRole("main"), "1 not saved yet");
  await page.context().close();
});

test("an edit made while the network is cut waits, and is saved when it returns", async () => {
  const page = await openTable("/plans/cut/plan?table=lines", first, "amount");
  await page.context().setOffline(true);
  await page.keyboard.type("42");
  await page.keyboard.press("Enter");
  await expectText(page, first, "amount", "42");
  await waitForWords(page.getByRole("main"), "1 waiting for the server");
  await page.context().setOffline(false);
  await expectSaved("cut", first, "amount", "42");
  await waitForNoWords(page.getByRole("main"), "1 waiting for the server");
  await page.context().close();
});

test("edits that wait for the network outlive another page and a reload, and conflicts are asked", async () => {
  const page = await bench.open("/plans/cut/strategy", clipboard);
  await page.getByRole("heading", { name: "Strategy", level: 1 }).waitFor();
  await page.getByRole("link", { name: "Plan", exact: true }).click();
  await page.getByRole("combobox", { name: "Table" }).selectOption("lines");
  const view = JSON.stringify({ hidden: ["unit"], widths: {} });
  await page.evaluate((kept) => localStorage.setItem("entente-grid-lines", kept), view);
  await page.reload();
  await goTo(page, third, "amount");
  await page.context().setOffline(true);
  await page.keyboard.type("43");
  await page.keyboard.press("Enter");
  await waitForWords(page.getByRole("main"), "1 waiting for the server");
  await page.getByRole("link", { name: "Strategy", exact: true }).click();
  await waitForWords(page.getByRole("status"), "One change is sent when");
  await page.context().setOffline(false);
  await expectSaved("cut", third, "amount", "43");
  await waitForNoWords(page.getByRole("status"), "One change is sent when");

  await page.goto(page.url().replace(/strategy.*/, "plan?table=lines"));
  await page.getByRole("gridcell").first().waitFor();
  await goTo(page, third, "amount");
  await page.context().setOffline(true);
  await page.keyboard.type("44");
  await page.keyboard.press("Enter");
  await waitForWords(page.getByRole("main"), "1 waiting for the server");
  const client = await bench.client();
  const edit = { table: "lines", row: third, field: "amount", before: "43", after: "45" } as const;
  const body = { branch: "main", reason: "Meanwhile", edits: [edit] };
  await client.call("makeChange", { params: { plan: "cut" }, body });
  page.on("dialog", (dialog) => void dialog.accept());
  await page.context().setOffline(false);
  await page.reload();
  const dialog = page.getByRole("dialog");
  await waitForWords(dialog, /\b45\b/);
  await waitForWords(dialog, /\b44\b/);
  await page.context().close();
});

test("paper gets the whole view as a table, and says what it is", async () => {
  const page = await bench.open("/plans/view/plan?table=lines");
  await page.getByRole("gridcell").first().waitFor();
  await page.emulateMedia({ media: "print" });
  const paper = page.getByRole("table", { name: /^lines: all \d+ lines of the view$/ });
  await paper.waitFor();
  const client = await bench.client();
  const { rows } = await client.call("readPlan", { params: { plan: "view" } });
  // Its head is a row, too; the grid may have had its first rows only when paper was asked for.
  await eventually(async () =>
    assert.equal(await paper.getByRole("row").count(), (rows.lines ?? 0) + 1),
  );
  await page.emulateMedia({ media: "screen" });
  await paper.waitFor({ state: "detached" });
  await page.context().close();
});

for (const dark of [false, true]) {
  test(`the grid is accessible in the ${dark ? "dark" : "light"}, with findings and a narrow window`, async () => {
    const page = await bench.open("/plans/view/plan?table=initiatives", { dark, width: 400 });
    await page.getByRole("gridcell").first().click();
    await page.getByRole("button", { name: /^Findings/ }).click();
    await page.getByRole("heading", { name: "Found in initiatives" }).waitFor();
    await expectAccessible(page);
    await page.context().close();
  });
}
