import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import type { AnswerOf } from "../../src/api/client.ts";
import { realLaw } from "../../src/law/law-folder.test-data.ts";
import { applyEdits } from "../../src/plan/edit.ts";
import type { Edit, Plan } from "../../src/plan/plan.ts";
import { makeThreadSolver } from "../../src/solver/thread-solver.ts";
import { unseenProgress } from "../../src/work/means.ts";
import { solvePlan } from "../../src/work/solve-plan.ts";
import { readExample } from "../read-example.ts";
import { expectAccessible } from "./axe.ts";
import { eventually, unfold, unfoldThis, waitForWords, waitUntilFocused } from "./page-watch.ts";
import { runJob } from "./run-job.ts";
import { startWorkbench, type Workbench } from "./workbench.ts";

const plan = readExample("two-partners");

/** The example with a share of all money for East Asia that asks for nothing yet. */
function planWithShare(): Plan {
  const [model] = readExample("fy2021").tables.limits.filter(({ kind }) => kind === "absorption");
  assert.ok(model);
  const share = {
    ...model,
    id: "share-eap",
    name: "East Asia's share",
    kind: "share_at_least" as const,
    partners: [],
    bureaus: ["EAP" as const],
    amount: undefined,
    ratio: 0,
    assumptions: [],
    source: "Made up: what the region asks for",
  };
  return { ...plan, tables: { ...plan.tables, limits: [share] } };
}

let bench: Workbench;

before(async () => {
  bench = await startWorkbench({ plans: { two: plan, shared: planWithShare() } });
  await allocate("main");
});

after(() => bench?.close());

/** Allocates a branch over the API, and waits until it is done. */
async function allocate(branch: string, name = "two"): Promise<AnswerOf<"readJob">> {
  return runJob(await bench.client(), name, { kind: "allocate", branch });
}

/** What the commands find for the plan with these edits. */
async function worthOf(edits: readonly Omit<Edit, "author" | "at" | "reason">[]): Promise<number> {
  const by = { author: "test", at: "2020-12-28T15:00:00Z", reason: "test" };
  const { result } = applyEdits(
    plan,
    edits.map((edit) => ({ ...edit, ...by })),
  );
  const solver = makeThreadSolver(1);
  const input = { base: result, plan: result, scenario: null, law: realLaw() };
  const stop = new AbortController().signal;
  const means = { solver, stop, version: "test", startProgress: unseenProgress };
  const solved = await solvePlan(input, { gap: 0.001, steps: 200_000 }, means);
  await solver.close();
  return solved.kind === "solved" ? solved.solved.allocation.value : assert.fail(solved.kind);
}

const result = (page: Page) => page.getByRole("region", { name: "What the plan comes to" });
const tried = (page: Page) => page.getByRole("region", { name: /^Tried, not kept/ });

async function expectWorth(page: Page, points: number): Promise<void> {
  await waitForWords(result(page), `${points.toFixed(2)} of 100 points`);
}

async function type(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByRole("textbox", { name: label, exact: true });
  await field.fill(text);
  await field.press("Enter");
}

test("a budget that is moved is solved again, and is worth what the commands say", async () => {
  const worth = await worthOf([
    {
      table: "resources",
      row: "FMF-2021",
      field: "amount",
      before: "100000000",
      after: "120000000",
    },
    {
      table: "resources",
      row: "FMF-2022",
      field: "amount",
      before: "100000000",
      after: "120000000",
    },
  ]);
  const page = await bench.open("/plans/two/allocation");
  await expectWorth(page, 75);
  await type(page, "FMF, all years", "120");
  await expectWorth(page, worth);
  await waitForWords(tried(page), "Money of FMF, FY2022");
  await page.getByRole("heading", { name: "What changed against what is kept" }).waitFor();
  const partners = page.getByRole("table", { name: "By partner, $ million" });
  await partners.getByRole("row", { name: /Norland 120\.0 160\.0 \+40\.0/ }).waitFor();
  // A link shows a colleague the same, without solving it again.
  await page.waitForURL(/try=resources%2FFMF-2021%2Famount%2F120000000/);
  await page.waitForURL(/tried=/);
  const other = await bench.open(page.url().slice(bench.origin.length));
  await expectWorth(other, worth);
  await other.context().close();
  await page.getByRole("button", { name: "Drop all" }).click();
  await expectWorth(page, 75);
  await page.waitForURL(({ search }) => !/try|tried/.test(search));
  await page.context().close();
});

test("what is no amount is said at the field, and is not tried", async () => {
  const page = await bench.open("/plans/two/allocation");
  await unfold(page, "Years of FMF");
  await type(page, "FMF, FY2021 (projected)", "12 m");
  await waitForWords(page.getByRole("alert"), "Expected millions of dollars");
  assert.equal(await tried(page).count(), 0);
  await type(page, "FMF, FY2021 (projected)", "90.5");
  await waitForWords(tried(page), "$90.5 million");
  await page.context().close();
});

test("a directive that is let go frees value, and is kept as a new scenario with a reason", async () => {
  const page = await bench.open("/plans/two/allocation");
  await unfold(page, "Norland's yearly grant");
  await page.getByRole("checkbox", { name: /Norland's yearly grant, FY2022/ }).uncheck();
  await expectWorth(page, 78.75);
  await page.getByRole("button", { name: "Keep…" }).click();
  const dialog = page.getByRole("dialog", { name: "Keep the change" });
  await dialog.getByRole("textbox", { name: "Title of the scenario" }).fill("No grant in FY2022");
  await dialog.getByRole("textbox", { name: "Reason" }).fill("To see what the last year costs");
  await dialog.getByRole("button", { name: "Keep", exact: true }).click();
  await waitForWords(page.getByRole("main"), "Scenario: No grant in FY2022");
  await expectWorth(page, 78.75);
  await tried(page).waitFor({ state: "detached" });
  const client = await bench.client();
  const changes = await client.call("listChanges", {
    params: { plan: "two" },
    query: { branch: "no-grant-in-fy2022" },
  });
  const own = changes.changes.find(({ reason }) => reason === "To see what the last year costs");
  assert.deepEqual(
    own?.edits.map(({ row, after }) => [row, after]),
    [["norland-floor-2022", "0"]],
  );
  await page.context().close();
});

test("an initiative is excluded with a reason, and the page says what that costs", async () => {
  const page = await bench.open("/plans/two/allocation?tab=proposals");
  await page.getByRole("searchbox", { name: "Search" }).fill("radar");
  await waitForWords(page.getByRole("main"), "1 initiative of 4");
  await page.getByRole("button", { name: "Decide… on Norland: border radar" }).click();
  const dialog = page.getByRole("dialog", { name: "Decide: Norland: border radar" });
  await dialog.getByRole("radio", { name: "It is not funded" }).check();
  await dialog.getByRole("button", { name: "Try it" }).click();
  // A decision without a reason is not taken.
  assert.ok(await dialog.isVisible());
  await dialog.getByRole("textbox", { name: "Reason" }).fill("The site is not cleared");
  await dialog.getByRole("button", { name: "Try it" }).click();
  await expectWorth(page, 71.25);
  await page.getByRole("link", { name: "Decisions" }).click();
  await waitForWords(page.getByRole("main"), "costs 3.75 points");
  await waitForWords(page.getByRole("main"), "“The site is not cleared”");
  await page.getByRole("button", { name: /^Take back/ }).click();
  await expectWorth(page, 75);
  await page.context().close();
});

test("an initiative is pinned, and another funded in part, each with its reason and its cost", async () => {
  const page = await bench.open("/plans/two/allocation?tab=proposals");
  page.setDefaultTimeout(30_000);
  await page
    .getByRole("button", { name: "Decide… on Norland: Foreign Military Financing" })
    .click();
  let dialog = page.getByRole("dialog", { name: "Decide: Norland: Foreign Military Financing" });
  await dialog.getByRole("radio", { name: "It is funded, whatever else" }).check();
  await dialog
    .getByRole("combobox", { name: "Which package" })
    .selectOption({ label: "Half as much again: $120.0 million" });
  await dialog.getByRole("textbox", { name: "Reason" }).fill("Promised to the army");
  await dialog.getByRole("button", { name: "Try it" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Decide… on Norland: border radar" }).click();
  dialog = page.getByRole("dialog", { name: "Decide: Norland: border radar" });
  await dialog.getByRole("radio", { name: "It is funded in part" }).check();
  await dialog.getByRole("spinbutton", { name: "Percent of the package's cost" }).fill("50");
  await dialog.getByRole("textbox", { name: "Reason" }).fill("Half of the border first");
  await dialog.getByRole("button", { name: "Try it" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("link", { name: "Decisions" }).click();
  // Promised money drives the boats out, worth 49.88 points; half a radar chain is worth half of 3.75.
  await expectWorth(page, 23.25);
  const costs = page.getByRole("listitem");
  const pinned = costs.filter({ hasText: /^Norland: Foreign Military Financing: pinned/ });
  await waitForWords(pinned, "costs 49.9 points");
  await waitForWords(pinned, "“Promised to the army”");
  await waitForWords(pinned, "This loses: Sudland: patrol boats ($60.0 million)");
  const part = costs.filter({ hasText: /^Norland: border radar: pinned in part: 50%/ });
  await waitForWords(part, /costs 1\.88 points.*“Half of the border first”/);
  await expectAccessible(page);
  await page.context().close();
});

test("a floor that cannot hold is a contradiction in words, and a way out can be tried", async () => {
  const page = await bench.open("/plans/two/allocation");
  await unfold(page, "Norland's yearly grant");
  await type(page, "Norland's yearly grant, FY2021", "150");
  const box = page.getByRole("alert").filter({ hasText: "No lawful allocation" });
  await box.getByRole("heading", { name: "A way out", exact: true }).waitFor();
  await waitForWords(box, /Norland's yearly grant, FY2021: \$150.0 million → /);
  await expectAccessible(page);
  await box.getByRole("button", { name: /^Try this way out\W+A way out$/ }).click();
  await box.waitFor({ state: "detached" });
  await waitForWords(result(page), /of 100 points/);
  await page.context().close();
});

test("two scenarios stand side by side, with who gains and who loses", async () => {
  await allocate("without-floor");
  const page = await bench.open("/plans/two/allocation?tab=compare&branch=without-floor");
  const right = page.getByRole("combobox", { name: "Right" });
  await right
    .getByRole("option", { name: /^Norland's floor let go: 78\.75 points/ })
    .first()
    .waitFor({ state: "attached" });
  await page
    .getByRole("combobox", { name: "Left" })
    .selectOption({ label: "The record of earlier years" });
  await page.getByRole("columnheader", { name: "FY2020 obligations" }).first().waitFor();
  const left = await page
    .getByRole("combobox", { name: "Left" })
    .getByRole("option", { name: /^The plan: 75\.00 points/ })
    .first()
    .getAttribute("value");
  await page.getByRole("combobox", { name: "Left" }).selectOption(left ?? "");
  await waitForWords(page.getByRole("table", { name: "By region, $ million" }), "−80.0");
  await waitForWords(page.getByRole("main"), /East Asia and the Pacific gains most/);
  await page.waitForURL(/left=/);
  await page.context().close();
});

test("the frontier is read by keyboard and in a table, and a link shows it again", async () => {
  const page = await bench.open("/plans/two/allocation?tab=frontier&bureau=EAP&points=5");
  await page.getByRole("button", { name: "Trace the frontier" }).click();
  const point = page.getByRole("img", { name: /75\.0 points, the present plan/ });
  await point.focus();
  await waitUntilFocused(point);
  await page.keyboard.press("ArrowRight");
  await eventually(async () => {
    const told = await page.evaluate("document.activeElement.getAttribute('aria-label')");
    assert.match(String(told), /71\.3 points/);
  });
  await unfold(page, "Figures as a table");
  await page.getByRole("row", { name: /present plan.* 75\.0/ }).waitFor();
  await expectAccessible(page);
  const again = await bench.open(page.url().slice(bench.origin.length));
  await again.getByRole("img", { name: /the present plan/ }).waitFor();
  await again.context().close();
  await page.context().close();
});

test("prices, alternatives, returns and what-ifs are worked out around the allocation", async () => {
  const page = await bench.open("/plans/two/allocation?tab=prices");
  await page.getByRole("button", { name: "Work out the prices" }).click();
  await page
    .getByRole("table", { name: /Directives and limits that cost value/ })
    .getByRole("cell", { name: "3.75", exact: true })
    .waitFor();
  await expectAccessible(page, "Prices");
  await page.getByRole("link", { name: "Alternatives" }).click();
  await page.getByRole("button", { name: "Look for other plans" }).click();
  await waitForWords(page.getByRole("main"), /changed plans? (was|were) solved/);
  await expectAccessible(page, "Alternatives");
  await page.getByRole("link", { name: "Returns" }).click();
  await page.getByRole("button", { name: "Trace the returns" }).click();
  await page.getByRole("img", { name: /100% of the money.*the present plan/ }).waitFor();
  await expectAccessible(page, "Returns");
  await page.getByRole("link", { name: "What-ifs" }).click();
  await page.getByRole("spinbutton", { name: "Worlds" }).fill("10");
  await page.getByRole("button", { name: "Solve other worlds" }).click();
  await waitForWords(page.getByRole("main"), /Planned anew in each of 10 other worlds/);
  await expectAccessible(page, "What-ifs");
  await page.context().close();
});

test("weights are moved by keyboard alone", async () => {
  const page = await bench.open("/plans/two/allocation");
  await expectWorth(page, 75);
  // The first group of levels comes after the last part of the page.
  await page.getByRole("link", { name: "Prices" }).focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const slider = page.getByRole("slider", { name: "Territory, slider" });
  await slider.focus();
  for (let step = 0; step < 10; step += 1) await page.keyboard.press("ArrowRight");
  await waitForWords(tried(page), "Weight of Territory");
  await waitForWords(page.getByRole("main"), "40.0 points");
  await page.keyboard.press("Tab");
  assert.equal(
    await page.evaluate("document.activeElement.value"),
    "2",
    "the number of the slider comes next",
  );
  await page.getByRole("button", { name: "Put back Territory" }).focus();
  await page.keyboard.press("Enter");
  await expectWorth(page, 75);
  await page.context().close();
});

test("a share of a region is moved by keyboard, and the plan is worth something else", async () => {
  await allocate("main", "shared");
  const page = await bench.open("/plans/shared/allocation");
  page.setDefaultTimeout(30_000);
  await expectWorth(page, 75);
  const group = page.getByRole("group").filter({ hasText: "Shares and limits" });
  await unfoldThis(group, 24);
  await page.getByRole("slider", { name: "East Asia's share, slider" }).focus();
  // A fifth of all money for East Asia leaves too little for Norland's radar.
  for (let step = 0; step < 40; step += 1) await page.keyboard.press("ArrowRight");
  await expectWorth(page, 71.25);
  await waitForWords(tried(page), /East Asia's share.*20/);
  await page.getByRole("table", { name: "By partner, $ million" }).waitFor();
  await page.getByRole("button", { name: "Put back East Asia's share" }).focus();
  await page.keyboard.press("Enter");
  await expectWorth(page, 75);
  await page.context().close();
});

test("without the network the page says so, keeps what is tried, and goes on when asked", async () => {
  const page = await bench.open("/plans/two/allocation");
  await expectWorth(page, 75);
  await page.context().setOffline(true);
  await type(page, "FMF, all years", "120");
  await waitForWords(result(page), "The server cannot be reached");
  await waitForWords(tried(page), "Money of FMF, FY2022");
  await page.context().setOffline(false);
  // The page tries again by itself, too: where that is quicker, there is nothing to press any more.
  const again = result(page).getByRole("button", { name: "Try again" });
  await again.click({ timeout: 5000 }).catch(() => undefined);
  await waitForWords(result(page), /\b77\.6[23] of 100 points/);
  await page.context().close();
});

for (const dark of [false, true]) {
  test(`the page and its dialogs are accessible in ${dark ? "dark" : "light"}`, async () => {
    const page = await bench.open("/plans/two/allocation?try=resources/FMF-2021/amount/90000000", {
      dark,
    });
    await page.getByRole("heading", { name: "What changed against what is kept" }).waitFor();
    for (const summary of ["Weights of objectives", "Shares and limits"]) {
      const folded = page.getByRole("group").filter({ hasText: summary }).last();
      await unfoldThis(folded, 24);
    }
    await expectAccessible(page);
    for (const part of dark ? [] : ["Proposals", "Decisions", "Compare"]) {
      await page.getByRole("link", { name: part, exact: true }).click();
      await page.getByRole("heading", { level: 2, name: part }).waitFor();
      await expectAccessible(page, part);
    }
    await page.getByRole("link", { name: "Proposals" }).click();
    await page.getByRole("button", { name: "Decide… on Norland: border radar" }).click();
    await page.getByRole("radio", { name: "It is funded in part" }).check();
    await expectAccessible(page, "the dialog of a decision");
    await page.context().close();
  });
}

test("the page is readable at 320 px", async () => {
  const page = await bench.open("/plans/two/allocation?try=resources/FMF-2021/amount/90000000", {
    width: 320,
    height: 640,
  });
  await page.getByRole("heading", { name: "What changed against what is kept" }).waitFor();
  assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 320);
  await page.getByRole("link", { name: "Proposals" }).click();
  await waitForWords(page.getByRole("main"), "4 initiatives of 4");
  assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 320);
  await page.context().close();
});
