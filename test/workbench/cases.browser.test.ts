import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { isoDate } from "../../src/base/fiscal.ts";
import { casePlan } from "../../src/casework/case-plan.test-data.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { makeRow } from "../../src/plan/rows.ts";
import { expectAccessible } from "./axe.ts";
import { unfold, waitForFocus, waitForWords } from "./page-watch.ts";
import { startWorkbench, type TestPerson, type Workbench } from "./workbench.ts";

const on = "on=2021-01-25";

/** Dora decides for Defense, Stan for State; Cleo is a clerk of State, and Vera looks on. */
const people: readonly TestPerson[] = [
  { id: "ana", name: "Ana Alvarez", grants: [] },
  {
    ...{ id: "dora", name: "Dora Defense" },
    grants: [{ role: "contributor", agency: "Defense" }, { role: "planner" }],
  },
  {
    ...{ id: "stan", name: "Stan State" },
    grants: [{ role: "contributor", agency: "State" }, { role: "decision_maker" }],
  },
  { id: "cleo", name: "Cleo Clerk", grants: [{ role: "contributor", agency: "State" }] },
  { id: "vera", name: "Vera Viewer", grants: [{ role: "viewer" }] },
];

/** The section 333 package with its case, and two more cases about it: one in the joint draft. */
function threeCases(): Plan {
  const plan = casePlan();
  const [first] = plan.tables.cases;
  assert.ok(first);
  const second = { ...first, id: "c-second", name: "Second look", due_on: isoDate("2021-01-20") };
  const third = { ...first, id: "c-third", name: "Third look" };
  const joined = makeRow("events", {
    ...{ id: "c-second-1", case: "c-second", number: 1, on: isoDate("2021-01-06"), event: "join" },
    ...{ author: "Somebody", office: "state_pm" },
  });
  return {
    ...plan,
    tables: { ...plan.tables, cases: [first, second, third], events: [joined] },
  };
}

let bench: Workbench;

before(async () => {
  const plan = threeCases();
  bench = await startWorkbench({
    plans: { walk: plan, keys: plan, many: plan, empty: emptied(plan) },
    people,
  });
});

after(() => bench?.close());

function emptied(plan: Plan): Plan {
  return { ...plan, tables: { ...plan.tables, cases: [], events: [], notices: [] } };
}

/** Does an act on a case's page: opens its window, gives a reason, and does it. */
async function act(page: Page, name: string, reason: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
  const dialog = page.getByRole("dialog", { name });
  await dialog.getByRole("textbox", { name: /^Reason/ }).fill(reason);
  await dialog.getByRole("button", { name, exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}

async function expectState(page: Page, name: string): Promise<void> {
  await page.getByRole("definition").filter({ hasText: name }).first().waitFor();
}

test("two people of two departments sign a section 333 package; it changes, and the signatures lapse", async () => {
  const dora = await bench.open(`/plans/walk/inbox?${on}`, { as: "dora" });
  await dora.getByRole("option", { name: /^My offices \(3\)$/ }).waitFor({ state: "attached" });
  await dora.getByRole("link", { name: "Coastal radar" }).click();
  await dora.getByRole("heading", { level: 1, name: "Coastal radar" }).waitFor();
  await act(dora, "Join", "The command names its coordinator.");
  await expectState(dora, "Joint draft");
  await act(dora, "Sign for Defense", "Both wrote it; the unit is ready.");
  await expectState(dora, "Signed by Defense");

  const stan = await bench.open(`/plans/walk/cases/c-333?${on}`, { as: "stan" });
  await stan.getByRole("button", { name: "Countersign for State" }).click();
  const dialog = stan.getByRole("dialog", { name: "Countersign for State" });
  await unfold(dialog, /What is signed: \d+ facts/);
  await waitForWords(dialog, "$5,000,000");
  await expectAccessible(stan, "the window of a signature");
  await dialog.getByRole("textbox", { name: /^Reason/ }).fill("It serves the goal.");
  await dialog.getByRole("button", { name: "Countersign for State" }).click();
  await expectState(stan, "Countersigned");
  // Whoever has the case open sees it at once.
  await expectState(dora, "Countersigned");
  const events = dora.getByRole("list", { name: "Events" });
  await waitForWords(events, "Stan State, for State, Bureau of Political-Military Affairs");

  await dora.goto(`${bench.origin}/plans/walk/plan?table=lines`);
  const row = dora.getByRole("row", { name: "maritime-radar" });
  const amount = row.getByRole("gridcell").filter({ hasText: /^5,?000,?000$/ });
  await amount.click();
  await dora.keyboard.type("6000000");
  await dora.keyboard.press("Enter");
  const lapsed = stan.getByRole("list", { name: "Events" }).getByRole("listitem");
  await waitForWords(lapsed, "Lapsed:");
  const countersigned = lapsed.filter({ hasText: "Countersign" }).first();
  await waitForWords(
    countersigned,
    "amount of maritime-radar changed from $5,000,000 to $6,000,000",
  );
  await expectState(stan, "Joint draft");
  await waitForWords(stan, "2 signatures lapsed");
  await expectAccessible(stan, "a case with signatures that lapsed");
  await stan.context().close();
  await dora.context().close();
});

test("nobody signs what has changed under their hands", async () => {
  const page = await bench.open(`/plans/walk/cases/c-333?${on}`, { as: "dora" });
  await page.getByRole("button", { name: "Sign for Defense" }).click();
  const dialog = page.getByRole("dialog", { name: "Sign for Defense" });
  await dialog.getByRole("textbox", { name: /^Reason/ }).fill("Ready.");
  // The open page learns of the change at once; the window that is open keeps to what it showed.
  const edit = { table: "lines" as const, row: "maritime-radar", field: "amount" };
  const client = await bench.client("ana");
  await client.call("makeChange", {
    params: { plan: "walk" },
    body: { reason: "More", edits: [{ ...edit, before: "6000000", after: "7000000" }] },
  });
  await dialog.getByRole("button", { name: "Sign for Defense" }).click();
  await waitForWords(dialog, /somebody has changed since it was read/);
  await page.context().close();
});

test("each role is told what is theirs to do, and why the rest is not", async () => {
  const vera = await bench.open(`/plans/keys/cases/c-second?${on}`, { as: "vera" });
  await waitForWords(vera, "Nothing here is yours to do.");
  await unfold(vera, /For others to do/);
  await waitForWords(vera, "It is for OSD Policy (Defense).");
  assert.equal(await vera.getByRole("button", { name: "Open a case" }).count(), 0);
  assert.equal(await vera.getByRole("button", { name: "Add evidence" }).count(), 0);
  await vera.context().close();

  const cleo = await bench.open(`/plans/keys/cases/c-second?${on}`, { as: "cleo" });
  await unfold(cleo, /For others to do/);
  await waitForWords(cleo, /needs the role of a planner or decision maker/);
  await cleo.getByRole("button", { name: "Add evidence" }).click();
  const dialog = cleo.getByRole("dialog", { name: "Add evidence" });
  await dialog.getByLabel("What is claimed, in one sentence").fill("Crews are trained.");
  await dialog.getByLabel("Who says so").fill("Post");
  await dialog.getByLabel("Where").fill("Cable 12");
  await dialog.getByRole("button", { name: "Add it" }).click();
  await waitForWords(cleo, "Crews are trained.");
  await cleo.context().close();
});

test("a board is walked by keyboard, and moves a case by allowed acts only", async () => {
  const page = await bench.open(`/plans/keys/board?process=concurrence-joint&${on}`, {
    as: "stan",
  });
  await page.getByRole("region", { name: "Opened, 2" }).waitFor();
  await page.getByRole("link", { name: "Coastal radar" }).focus();
  await page.keyboard.press("ArrowDown");
  await waitForFocus(page, /^Third look$/);
  await page.keyboard.press("ArrowRight");
  await waitForFocus(page, /^Second look$/);
  await page.keyboard.press("ArrowLeft");
  await waitForFocus(page, /^Coastal radar$/);
  await page.keyboard.press("m");
  const move = page.getByRole("dialog", { name: "Move: Coastal radar" });
  await move.getByRole("button", { name: "Join" }).waitFor();
  assert.equal(await move.getByRole("button", { name: "Sign for Defense" }).count(), 0);
  await move.getByRole("button", { name: "Join" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Join" });
  await dialog.getByRole("textbox", { name: /^Reason/ }).focus();
  await page.keyboard.type("State names its coordinator.");
  await page.keyboard.press("Tab");
  await dialog.getByRole("button", { name: "Join", exact: true }).focus();
  await page.keyboard.press("Enter");
  await waitForWords(page, "Done: Join");
  await page
    .getByRole("region", { name: "Joint draft, 2" })
    .getByRole("link", { name: "Coastal radar" })
    .waitFor();
  await expectAccessible(page, "a board");
  await page.getByRole("link", { name: "Third look" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Third look" }).waitFor();
  await page.context().close();
});

test("an inbox by keyboard: the overdue first, by office, with what happens if nobody acts", async () => {
  const page = await bench.open(`/plans/keys/inbox?${on}`, { as: "stan" });
  await page.getByRole("heading", { name: /^Overdue/ }).waitFor();
  const late = page.getByRole("table", { name: "Overdue" });
  await late.getByRole("link", { name: "Second look" }).waitFor();
  await waitForWords(late, /set for the decision/);
  await page.getByLabel("Waits for").focus();
  await page.keyboard.type("Every");
  await page.waitForURL(/office=all/);
  await page.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("g");
  await page.keyboard.press("k");
  await page.getByRole("heading", { level: 1, name: "Calendar of clocks" }).waitFor();
  await page.context().close();
});

test("the calendar shows what falls due, month by month", async () => {
  const page = await bench.open(`/plans/keys/calendar?${on}`, { as: "vera" });
  const month = page.getByRole("table", { name: "January 2021" });
  await month.getByRole("link", { name: /^Second look: day set/ }).waitFor();
  await page.getByRole("button", { name: /^Later/ }).click();
  await page.getByRole("table", { name: "February 2021" }).waitFor();
  await page.getByLabel("Kind").selectOption("review");
  await page.getByRole("cell", { name: "Nothing of this kind." }).waitFor();
  await page.context().close();
});

test("a scenario assumes an act, and the page says so", async () => {
  const client = await bench.client("dora");
  const body = { id: "if", title: "If joined in March" };
  await client.call("createBranch", { params: { plan: "keys" }, body });
  const page = await bench.open(`/plans/keys/cases/c-third?branch=if&${on}`, { as: "cleo" });
  await page.getByRole("button", { name: "Join", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Join" });
  await waitForWords(dialog, /This scenario assumes it/);
  await dialog.getByRole("button", { name: "Assume: Join" }).click();
  await dialog.waitFor({ state: "hidden" });
  await waitForWords(page, "Assumed");
  await expectState(page, "Joint draft");
  await page.context().close();
});

test("empty, absent and unreachable are said in words, in light and dark, wide and narrow", async () => {
  for (const options of [{}, { dark: true, width: 320 }]) {
    const page = await bench.open("/plans/empty/inbox", { ...options, as: "ana" });
    await waitForWords(page, "No cases yet");
    await expectAccessible(page, "an empty inbox");
    for (const path of ["cases/c-second", "cases/none"]) {
      const joint = path.includes("?") ? "&" : "?";
      await page.goto(`${bench.origin}/plans/keys/${path}${joint}${on}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      const ready = path.endsWith("none") ? /Not here/ : /Second look/;
      await waitForWords(page, ready);
      await expectAccessible(page, `${path} ${JSON.stringify(options)}`);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(over, 0, `${path} ${JSON.stringify(options)}`);
    }
    await page.goto(`${bench.origin}/plans/keys/calendar?${on}`);
    await waitForWords(page, /Second look/);
    await page.context().setOffline(true);
    await page.getByRole("link", { name: "Inbox" }).click();
    await waitForWords(page, "The server cannot be reached");
    await page.context().setOffline(false);
    await waitForWords(page, /Second look/);
    await page.context().close();
  }
});

test("one act is done in several cases at once, and each case says whether it was", async () => {
  const dora = await bench.open(`/plans/many/inbox?${on}`, { as: "dora" });
  await dora.getByRole("button", { name: "Act in several" }).click();
  const dialog = dora.getByRole("dialog", { name: "Act in several cases" });
  await dialog.getByRole("combobox", { name: "What to do" }).selectOption({
    label: "Join – Joint formulation and concurrence under section 333 (2)",
  });
  await dialog.getByRole("button", { name: "All 2" }).click();
  await dialog.getByRole("textbox", { name: /^Reason/ }).fill("Both are written together.");
  const meanwhile = await bench.open(`/plans/many/cases/c-third?${on}`, { as: "dora" });
  await act(meanwhile, "Join", "The command was quicker.");
  await dialog.getByRole("button", { name: "Join: 2 cases" }).click();
  await dialog.getByRole("status").filter({ hasText: "Done in 1 of 2 cases." }).waitFor();
  const refused = dialog.getByRole("list", { name: "Refused" }).getByRole("listitem");
  await waitForWords(refused, /^Third look: /);
  await dora.goto(`${new URL(dora.url()).origin}/plans/many/cases/c-333?${on}`);
  await expectState(dora, "Joint draft");
});

test("somebody takes a case, gives it to another, and each finds it among their own", async () => {
  const dora = await bench.open(`/plans/keys/cases/c-third?${on}`, { as: "dora" });
  await dora.getByRole("button", { name: "Take it" }).click();
  await expectState(dora, "Dora Defense works on it.");
  await dora.getByRole("button", { name: "Give it to somebody" }).click();
  const dialog = dora.getByRole("dialog", { name: "Give it to somebody" });
  await dialog.getByRole("textbox", { name: "Who works on it" }).fill("Vera Viewer");
  await dialog.getByRole("button", { name: "Give it" }).click();
  await expectState(dora, "Vera Viewer works on it.");
  const vera = await bench.open(`/plans/keys/inbox?${on}`, { as: "vera" });
  await vera.getByRole("combobox", { name: "Worked on by" }).selectOption("Vera Viewer");
  await vera.getByRole("status").filter({ hasText: "1 case waits" }).waitFor();
  await vera.getByRole("link", { name: "Third look" }).click();
  await vera.getByRole("heading", { level: 1, name: "Third look" }).waitFor();
  assert.equal(await vera.getByRole("button", { name: "Take it" }).count(), 0);
});
