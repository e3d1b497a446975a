import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import type { Plan } from "../../src/plan/plan.ts";
import { readExample } from "../read-example.ts";
import { expectAccessible } from "./axe.ts";
import {
  eventually,
  tabTo,
  unfold,
  waitForFocus,
  waitForNoWords,
  waitForValue,
  waitForWords,
  waitUntilFocused,
  writeByKeys,
} from "./page-watch.ts";
import { startWorkbench, type Workbench } from "./workbench.ts";

let bench: Workbench;

const contributor = (agency: string | null, partner: string | null) => ({
  ...{ role: "contributor" as const, agency, partner },
});

before(async () => {
  bench = await startWorkbench({
    plans: { two: withDefenseMoney(readExample("two-partners")) },
    people: [
      { id: "ana", name: "Ana Alvarez", grants: [] },
      { id: "ben", name: "Ben Brook", grants: [contributor("Defense", null)] },
      { id: "cho", name: "Cho Carter", grants: [contributor(null, "NORLAND")] },
      { id: "dee", name: "Dee Dumont", grants: [{ role: "viewer", agency: null, partner: null }] },
    ],
  });
});

after(() => bench?.close());

/** A plan with money of the Defense Department besides. */
function withDefenseMoney(plan: Plan): Plan {
  const { resources } = plan.tables;
  const [first] = resources;
  assert.ok(first);
  const own = { ...first, id: "S333-2021", account: "S333" };
  return { ...plan, tables: { ...plan.tables, resources: [...resources, own] } };
}

const newProposal = "/plans/two/proposals/new";
/** Opens a page as the planner Ana, unless somebody else is named. */
const open: Workbench["open"] = (path, options) => bench.open(path, { as: "ana", ...options });
/** Waits until a list offers these and no others; they are read after the form. */
const expectOptions = (page: Page, label: string, expected: readonly string[]) =>
  eventually(async () =>
    assert.deepEqual(await page.getByLabel(label).getByRole("option").allTextContents(), expected),
  );
/** The names of the drafts that the browser keeps. */
const draftsIn = (page: Page) =>
  page.evaluate(() =>
    Object.keys(localStorage).filter((key) => key.startsWith("entente-writing/draft/")),
  );
const write = (page: Page, label: string, text: string) =>
  writeByKeys(page, page.getByLabel(label, { exact: false }).first(), text);

test("a proposal goes from empty to sent by keyboard alone, and everything wrong is told on the way", async () => {
  const page = await open(newProposal);
  await waitForWords(page, "15 still missing");

  await tabTo(page, page.getByRole("button", { name: "Send the proposal" }));
  await page.keyboard.press("Enter");
  const summary = page.getByRole("region", { name: /things are to be mended/ });
  await summary.waitFor();
  await waitForFocus(page, /things are to be mended/);
  await expectAccessible(page, "the form with everything missing");

  const first = summary.getByRole("link", { name: "What is asked: fill this in" });
  await tabTo(page, first);
  await page.keyboard.press("Enter");
  const name = page.getByRole("textbox", { name: /^What is asked/ });
  await waitUntilFocused(name);
  await page.keyboard.type("Sudland: radio training");
  await write(page, "Partner", "Sudland");
  await write(page, "Who receives it there", "Defense");
  await write(page, "Agency", "State");
  await write(page, "Earliest start", "FY2021");
  await write(page, "Latest start", "FY2022");
  await write(page, "Purpose", "Military cap");
  await write(page, "Focus", "Tactical");

  await write(page, "Name of the level", "Radios for four boats");
  await write(page, "Effect per dollar", "As planned");
  await write(page, "Kind 1", "Equipment");
  await write(page, "Equipment, FY2021, dollars", "12,5 m");
  await waitForWords(page, "If that is what is meant, write 12500000.");
  const cost = page.getByLabel("Equipment, FY2021, dollars");
  await eventually(async () => assert.equal(await cost.getAttribute("aria-invalid"), "true"));
  await page.keyboard.press("Control+a");
  await page.keyboard.type("12500000");
  await waitForNoWords(page, "If that is what is meant, write 12500000.");
  await waitForWords(page, "Radios for four boats: $12,500,000");

  const imet = page.getByRole("checkbox", { name: /IMET/ });
  await tabTo(page, imet);
  await page.keyboard.press("Space");
  const law = page.getByRole("group", { name: /Which law pays/ });
  await waitForWords(law, "22 U.S.C. 2347(a)");
  await waitForWords(law, "It allows training; this asks for equipment.");
  await waitForWords(page, "Expected an account that may pay in every year of cost.");
  await expectAccessible(page, "the form with an unlawful account");
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Space");
  await page.getByRole("checkbox", { name: /FMF/, checked: true }).waitFor();

  await writeByKeys(page, page.getByRole("combobox", { name: /^Objective/ }), "Sea");
  await write(page, "How directly it serves it", "Direct");
  await write(page, "How likely it is to work", "High");
  await write(page, "Where the costs come from", "The price of four radios");
  await write(page, "Why you propose it", "The boats cannot talk to each other");

  const panel = page.getByRole("region", { name: "What the program says" });
  await waitForWords(panel, "1 like it already proposed.");
  await panel.getByRole("link", { name: "Sudland: patrol boats" }).waitFor();
  await tabTo(page, page.getByRole("button", { name: "Send the proposal" }));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "It stands in the plan" }).waitFor();
  await page.getByRole("heading", { level: 1, name: "Sudland: radio training" }).waitFor();
  await page.getByRole("cell", { name: "12,500,000" }).first().waitFor();
  await expectAccessible(page, "the proposal as it stands");
  assert.deepEqual(await draftsIn(page), [], "what was sent is no draft any more");

  const client = await bench.client("ana");
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const { changes } = await client.call("listChanges", {
    params: { plan: "two" },
    query: { row: id },
  });
  assert.equal(changes.length, 1);
  assert.equal(changes[0]?.reason, "The boats cannot talk to each other");
  const lines = await client.call("readTable", {
    params: { plan: "two", table: "lines" },
    query: { where: `package=${id}.level-1` },
  });
  const amount = lines.columns.indexOf("amount");
  assert.deepEqual(
    lines.rows.map((row) => row.cells[amount]),
    ["12500000"],
  );
  await page.context().close();
});

test("a proposal like another says so, and leads to it while the draft is kept", async () => {
  const page = await open(`${newProposal}?partner=NORLAND`);
  await page.getByRole("textbox", { name: /^What is asked/ }).fill("Norland: another radar");
  await page.getByLabel("Purpose").selectOption("military_capability");
  await page.getByLabel("Earliest start").selectOption("2022");
  await page.getByLabel("Latest start").selectOption("2022");
  const panel = page.getByRole("region", { name: "What the program says" });
  const other = panel.getByRole("link", { name: "Norland: border radar" });
  await other.waitFor();
  await waitForWords(panel, "by State. The same partner and purpose, in FY2022.");
  await waitForWords(page, "Look at the other proposal; join it");
  await other.click();
  await page.getByRole("heading", { level: 1, name: "Norland: border radar" }).waitFor();
  await page.goBack();
  await waitForWords(page, "This is your draft of");
  const name = page.getByRole("textbox", { name: /^What is asked/ });
  await waitForValue(name, "Norland: another radar");
  await page.getByRole("button", { name: "Throw it away and begin anew" }).click();
  await waitForValue(name, "");
  await page.context().close();
});

test("what is written just before the form is left is in the draft, too", async () => {
  const page = await open(newProposal);
  await waitForWords(page, "still missing");
  const name = page.getByRole("textbox", { name: /^What is asked/ });
  // In one go, so that no pause comes between the last letter and the next page.
  await name.evaluate((element) => {
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
    set?.call(element, "Norland: in a hurry");
    element.dispatchEvent(new Event("input", { bubbles: true }));
    history.pushState(null, "", "/plans/two/strategy");
  });
  await page.getByRole("heading", { level: 1, name: "Strategy" }).waitFor();
  await page.goBack();
  await waitForWords(page, "This is your draft of");
  await waitForValue(name, "Norland: in a hurry");
  await page.getByRole("button", { name: "Throw it away and begin anew" }).click();
  await waitForValue(name, "");
  await page.context().close();
});

test("a block from a spreadsheet fills the lines, with its sums both ways", async () => {
  const page = await open(newProposal);
  const first = page.getByLabel("Kind 1, year 1, dollars");
  await first.focus();
  await first.evaluate((element) => {
    const data = new DataTransfer();
    data.setData("text/plain", "$1,000,000\t$2,000,000\r\n500,000\tabout 3\r\n");
    element.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await waitForValue(first, "1000000");
  await waitForValue(page.getByLabel("Kind 2, year 2, dollars"), "about 3");
  const sums = page.getByRole("row", { name: /^All kinds/ });
  await sums.getByRole("cell", { name: "1,500,000" }).waitFor();
  await waitForWords(page, "Level 1: $3,500,000 and amounts that cannot be read");
  await page.context().close();
});

test("a change sends only what its writer changed, and what both changed shows both sides", async () => {
  const client = await bench.client("ana");
  const page = await open("/plans/two/proposals/norland-radar?edit=true");
  const name = page.getByRole("textbox", { name: /^What is asked/ });
  await name.fill("Norland: radar chain along the border");
  await page.getByLabel("Why you change it").fill("Says where it stands");
  // Meanwhile somebody else changes the same cell, and one that this writer leaves alone.
  const edit = (field: string, before: string, after: string) => ({
    ...{ table: "initiatives" as const, row: "norland-radar" },
    ...{ field, before, after },
  });
  await client.call("makeChange", {
    params: { plan: "two" },
    body: {
      reason: "Meanwhile",
      edits: [
        edit("name", "Norland: border radar", "Norland: three radars"),
        edit("cost_basis", "Round figure for the example", "A quote"),
      ],
    },
  });
  await waitForWords(page, "Somebody has changed this proposal since you began.");
  await page.getByRole("button", { name: "Save the changes" }).click();
  const dialog = page.getByRole("dialog", { name: "A cell was changed by somebody else" });
  await dialog.waitFor();
  await dialog.getByRole("radio", { name: /^Mine:/ }).press("Space");
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "It stands in the plan" }).waitFor();
  const { changes } = await client.call("listChanges", {
    params: { plan: "two" },
    query: { row: "norland-radar", limit: 1 },
  });
  assert.deepEqual(
    changes[0]?.edits.map(({ field, before, after }) => [field, before, after]),
    [["name", "Norland: three radars", "Norland: radar chain along the border"]],
  );
  await waitForWords(page, "A quote");
  await page.context().close();
});

test("without a connection nothing is lost: the form says so, and sends when there is one again", async () => {
  const page = await open("/plans/two/proposals/sudland-crews?edit=true");
  await waitForWords(page, "Nothing is missing or wrong.");
  await page.getByLabel("Where the costs come from").fill("A quote of the school");
  await page.getByLabel("Why you change it").fill("The quote came");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Save the changes" }).click();
  await waitForWords(
    page.getByRole("region", { name: "One thing is to be mended" }),
    "The server cannot be reached. The draft is kept",
  );
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Save the changes" }).click();
  await page.getByRole("heading", { name: "It stands in the plan" }).waitFor();
  await waitForWords(page, "A quote of the school");
  await page.context().close();
});

test("a change that changes nothing is not sent", async () => {
  const page = await open("/plans/two/proposals/norland-fmf?edit=true");
  await page.getByLabel("Why you change it").fill("To see");
  await page.getByRole("button", { name: "Save the changes" }).click();
  await waitForWords(page, "Nothing is changed, so there is nothing to send.");
  await page.context().close();
});

test("a proposal that is not there says so", async () => {
  const page = await open("/plans/two/proposals/nowhere");
  await page.getByRole("heading", { name: "No such proposal" }).waitFor();
  await page.context().close();
});

test("the form and the proposal are readable in the dark and in a narrow window", async () => {
  for (const path of [newProposal, "/plans/two/proposals/sudland-boats"]) {
    const page = await open(path, { dark: true, width: 320 });
    await waitForWords(page, /22 U\.S\.C\.|still missing/);
    await expectAccessible(page, `${path} in the dark`);
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(over, 0, `${path} scrolls sideways at 320 pixels`);
    await page.context().close();
  }
});

test("a contributor of an agency proposes for that agency alone, for any partner", async () => {
  const page = await open(newProposal, { as: "ben" });
  await waitForWords(page, "still missing");
  await expectOptions(page, "Agency", ["– Choose –", "Defense"]);
  await expectOptions(page, "Partner", ["– Choose –", "Norland (NORLAND)", "Sudland (SUDLAND)"]);
  await page.context().close();
});

test("a contributor for a partner proposes for that partner alone, of any agency, and it stands", async () => {
  const page = await open(newProposal, { as: "cho" });
  await waitForWords(page, "still missing");
  await expectOptions(page, "Partner", ["– Choose –", "Norland (NORLAND)"]);
  await page.getByRole("textbox", { name: /^What is asked/ }).fill("Norland: winter training");
  await page.getByRole("combobox", { name: /^Partner/ }).selectOption("NORLAND");
  await page.getByLabel("Who receives it there").selectOption("defense");
  await page.getByRole("combobox", { name: /^Agency/ }).fill("State");
  await page.getByLabel("Earliest start").selectOption("2021");
  await page.getByLabel("Latest start").selectOption("2021");
  await page.getByLabel("Purpose").selectOption("military_education");
  await page.getByLabel("Focus").selectOption("tactical");
  await page.getByLabel("Name of the level").fill("One course");
  await page.getByLabel("Effect per dollar").selectOption("level-planned");
  await page.getByLabel("Kind 1", { exact: true }).selectOption("training");
  await page.getByLabel("Training, FY2021, dollars").fill("750000");
  await page.getByRole("checkbox", { name: /IMET/ }).press("Space");
  await page.getByRole("combobox", { name: /^Objective/ }).selectOption("territory");
  await page.getByLabel("How directly it serves it").selectOption("relevance-direct");
  await page.getByLabel("How likely it is to work").selectOption("confidence-high");
  await page.getByLabel("Where the costs come from").fill("A course of last year");
  await page.getByLabel("Why you propose it").fill("Winters are long");
  await waitForWords(page, "Nothing is missing or wrong. It can be sent.");
  await page.getByRole("button", { name: "Send the proposal" }).click();
  await page.getByRole("heading", { name: "It stands in the plan" }).waitFor();
  await page.getByRole("link", { name: "Change it" }).waitFor();
  await page.context().close();
});

test("for a defense account its military objective is chosen and justified, and stands in the row", async () => {
  const page = await open(newProposal, { as: "ben" });
  await page.getByRole("textbox", { name: /^What is asked/ }).fill("Sudland: coastal radar");
  await page.getByRole("combobox", { name: /^Partner/ }).selectOption("SUDLAND");
  await page.getByLabel("Who receives it there").selectOption("defense");
  await page.getByRole("combobox", { name: /^Agency/ }).selectOption("Defense");
  await page.getByLabel("Earliest start").selectOption("2021");
  await page.getByLabel("Latest start").selectOption("2021");
  await page.getByLabel("Purpose").selectOption("maritime_border_security");
  await page.getByLabel("Focus").selectOption("operational");
  const objectives = page.getByRole("group", { name: /Defense Department’s four objectives/ });
  await eventually(async () => assert.equal(await objectives.getByRole("radio").count(), 5));
  await objectives.getByRole("radio", { name: /^None of them/, checked: true }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const posture = objectives.getByRole("radio", { name: /^U\.S\. posture/, checked: true });
  await posture.waitFor();
  const why = "It sees the strait that our ships must pass";
  await page.getByLabel("Why it serves that military objective").fill(why);
  await page.getByLabel("Name of the level").fill("One radar");
  await page.getByLabel("Effect per dollar").selectOption("level-planned");
  await page.getByLabel("Kind 1", { exact: true }).selectOption("equipment");
  await page.getByLabel("Equipment, FY2021, dollars").fill("9000000");
  await page.getByRole("checkbox", { name: /S333/ }).press("Space");
  await waitForWords(page.getByRole("group", { name: /Which law pays/ }), "10 U.S.C. 333");
  await page.getByRole("combobox", { name: /^Objective/ }).selectOption("sea");
  await page.getByLabel("How directly it serves it").selectOption("relevance-direct");
  await page.getByLabel("How likely it is to work").selectOption("confidence-high");
  await page.getByLabel("Where the costs come from").fill("The price of one radar");
  await page.getByLabel("Why you propose it").fill("The strait is not watched");
  await waitForWords(page, "It can be sent.");
  await page.getByRole("button", { name: "Send the proposal" }).click();
  await page.getByRole("heading", { name: "It stands in the plan" }).waitFor();

  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const client = await bench.client("ana");
  const { columns, rows } = await client.call("readTable", {
    params: { plan: "two", table: "initiatives" },
    query: { where: `id=${id}` },
  });
  const cellOf = (field: string) => rows[0]?.cells[columns.indexOf(field)];
  assert.deepEqual(["accounts", "dod_objective", "dod_objective_reason"].map(cellOf), [
    "S333",
    "posture",
    why,
  ]);
  const told = (term: string) => page.getByRole("term").filter({ hasText: term });
  await told("The Defense Department’s objective").waitFor();
  await page.getByRole("definition").filter({ hasText: "U.S. posture" }).waitFor();
  await page.getByRole("definition").filter({ hasText: why }).waitFor();
  await waitForWords(page, "Nobody has asked for an allocation yet.");

  await page.getByRole("link", { name: "Change it" }).click();
  await posture.waitFor();
  await waitForValue(page.getByLabel("Why it serves that military objective"), why);
  await page.context().close();
});

test("a proposal of somebody else can be seen, and not be changed, whatever the address says", async () => {
  const page = await open("/plans/two/proposals/sudland-boats?edit=true", { as: "cho" });
  await page.getByRole("heading", { level: 1, name: "Sudland: patrol boats" }).waitFor();
  await page.getByRole("heading", { name: "What it costs" }).waitFor();
  assert.equal(await page.getByRole("link", { name: "Change it" }).count(), 0);
  assert.equal(await page.getByRole("button", { name: "Save the changes" }).count(), 0);
  await page.context().close();
});

test("what a contributor may not propose is refused with the reason, by the form before the server", async () => {
  // A draft may come from a time when its writer had other rights.
  const page = await open(`${newProposal}?partner=SUDLAND`, { as: "cho" });
  await waitForWords(page, "still missing");
  await page.getByRole("button", { name: "Send the proposal" }).click();
  const summary = page.getByRole("region", { name: /things are to be mended/ });
  await summary
    .getByRole("link", { name: "You may propose for NORLAND. Choose one of these." })
    .waitFor();
  await page.context().close();
});

test("a viewer is told why there is no form", async () => {
  const page = await open(newProposal, { as: "dee" });
  await page.getByRole("heading", { name: "You may see this plan, not propose in it" }).waitFor();
  assert.equal(await page.getByRole("form").count(), 0);
  await expectAccessible(page);
  await page.context().close();
});

test("a draft is gone from the browser when its writer signs out, and nobody else finds it", async () => {
  const page = await open(newProposal, { as: "ben" });
  const name = page.getByRole("textbox", { name: /^What is asked/ });
  await name.fill("Norland: not for everybody");
  await eventually(async () => assert.notDeepEqual(await draftsIn(page), []));
  await page.reload();
  await waitForWords(page, "This is your draft of");
  await waitForValue(name, "Norland: not for everybody");
  await unfold(page.getByRole("banner"), "Ben Brook");
  // What is written while the session ends is not kept either, though the form's pause is over before the page is left.
  await page.route("**/api/v1/sign-out", async (route) => {
    const response = await route.fetch();
    await name.fill("Norland: written too late");
    await route.fulfill({ response });
  });
  const { origin } = new URL(page.url());
  await page.route(
    (url) => url.origin !== origin,
    async (route) => {
      await sleep(600);
      await route.continue();
    },
  );
  await page.getByRole("button", { name: "Sign out" }).click();
  // The provider's page is of another origin; drafts are looked for where they were kept.
  await page.getByRole("button", { name: "Yes, sign me out" }).click();
  await page.getByRole("heading", { name: "You are signed out" }).waitFor();
  assert.deepEqual(await draftsIn(page), []);
  await page.context().close();
});
