import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import type { Plan } from "../../src/plan/plan.ts";
import { expectAccessible } from "./axe.ts";
import { everyPage, planForPages } from "./every-page.ts";
import { eventually, goTo, waitForTheme, waitForWords, waitUntilRead } from "./page-watch.ts";
import { runJob } from "./run-job.ts";
import { startWorkbench, type Workbench } from "./workbench.ts";

let bench: Workbench;

/** The plan without rows that hang on others: what somebody sees who begins. */
function emptied(plan: Plan): Plan {
  const none = Object.fromEntries(Object.keys(plan.tables).map((table) => [table, []]));
  return { ...plan, scenarios: [], tables: none as unknown as Plan["tables"] };
}

before(async () => {
  const plan = planForPages();
  const head = { ...plan.head, recommended_scenario: null };
  bench = await startWorkbench({ plans: { one: plan, empty: { ...emptied(plan), head } } });
  const job = await runJob(await bench.client(), "one", { kind: "allocate", quick: true });
  assert.equal(job.state, "done", JSON.stringify(job.findings));
});

after(() => bench?.close());

/** What somebody came to a page for; nothing where the page is to be read. */
const mainAction: Readonly<Record<keyof typeof everyPage, string | RegExp | null>> = {
  Plans: "Import",
  Overview: null,
  Plan: "Add row",
  Allocation: null,
  "Why: FMF": null,
  "Why: Coastal radar, Philippines": null,
  Partners: null,
  Philippines: "Give a verdict",
  "New proposal": "Send the proposal",
  "Coastal radar, Philippines": null,
  Inbox: "Open a case",
  Boards: "Open a case",
  "Calendar of clocks": null,
  "Coastal radar": "Join",
  Strategy: "Weight of Safe seas",
  History: "Edit the plan's head",
  People: "Add a person",
};
type Heading = keyof typeof everyPage;
const pages = Object.entries(everyPage) as [Heading, string][];

/** Goes to each page in one window, and does something there. */
async function onEveryPage(page: Page, look: (heading: Heading) => Promise<void>): Promise<void> {
  for (const [heading, path] of pages) {
    await goTo(page, path);
    await page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor();
    await waitUntilRead(page);
    await look(heading);
  }
}

test("every page is accessible in light and in dark", async () => {
  const page = await bench.open("/");
  await onEveryPage(page, async (heading) => {
    await expectAccessible(page, heading);
    await page.emulateMedia({ colorScheme: "dark" });
    await waitForTheme(page, "dark");
    await expectAccessible(page, `${heading}, dark`);
    await page.emulateMedia({ colorScheme: "light" });
    await waitForTheme(page, "light");
  });
  await page.context().close();
});

/** How far the page itself scrolls to the side, and what of it would be cut. */
const sideways = `(() => {
  const wide = document.documentElement;
  const scrolls = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const flow = getComputedStyle(at).overflowX;
      if (flow !== "visible") return true;
    }
    return false;
  };
  const cut = [...document.querySelectorAll("main *")].filter((element) => {
    const { right, left, width } = element.getBoundingClientRect();
    return width > 1 && (right > wide.clientWidth + 1 || left < -1) && !scrolls(element);
  });
  return { over: wide.scrollWidth - wide.clientWidth, cut: cut.slice(0, 3).map((one) => one.outerHTML.slice(0, 120)) };
})()`;

/** What lies over the middle of an element that has the focus; nothing where it is in sight. */
const listOver = `(() => {
  const element = document.activeElement;
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  if (at !== null && (element.contains(at) || at.contains(element))) return [];
  return [at === null ? "the edge of the window" : at.outerHTML.slice(0, 120)];
})()`;

test("at 400 % of 1280 px no page scrolls sideways, and its main action is reached and not covered", async () => {
  const page = await bench.open("/", { width: 320, height: 256 });
  await onEveryPage(page, async (heading) => {
    assert.deepEqual(await page.evaluate(sideways), { over: 0, cut: [] }, heading);
    const name = mainAction[heading];
    const main = page.getByRole("main");
    const action =
      name === null
        ? main.getByRole("link").or(main.getByRole("button")).first()
        : main.getByRole("button", { name }).or(main.getByRole("textbox", { name })).first();
    await eventually(async () => {
      await action.focus();
      assert.deepEqual(await page.evaluate(listOver), [], `${heading}: over ${name}`);
    });
  });
  await page.context().close();
});

/** Tools that stand on paper, tables and text that are cut there, and grounds that are not light. */
const onPaper = `(() => {
  const seen = (element) => element.checkVisibility() && element.getClientRects().length > 0;
  const tools = [...document.querySelectorAll("button:not(.sort-button), nav, input[type=search], .usa-button")]
    .filter(seen).map((one) => one.outerHTML.slice(0, 120));
  const cut = [...document.querySelectorAll("main *")].filter((one) => {
    const { overflowX, overflowY, clip } = getComputedStyle(one);
    if (!seen(one) || clip !== "auto" || one.closest("svg, .usa-sr-only, select, textarea, input") !== null) return false;
    const hides = (flow, whole, shown) => flow !== "visible" && whole > shown + 2;
    return hides(overflowX, one.scrollWidth, one.clientWidth) || hides(overflowY, one.scrollHeight, one.clientHeight);
  }).slice(0, 3).map((one) => one.outerHTML.slice(0, 120));
  const light = (color) => {
    const [r, g, b, a = 1] = color.match(/[\\d.]+/g).map(Number);
    return a === 0 || (r + g + b) / 3 > 200;
  };
  const grounds = [document.body, ...document.querySelectorAll("header, main, main section, main table")]
    .filter((one) => seen(one) && !light(getComputedStyle(one).backgroundColor))
    .map((one) => one.outerHTML.slice(0, 80));
  const { scrollWidth, clientWidth } = document.documentElement;
  const wide = [...document.querySelectorAll("main *")].filter((one) => seen(one) && one.getBoundingClientRect().right > clientWidth + 1);
  const over = scrollWidth > clientWidth ? [scrollWidth + " px", ...wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 200))] : [];
  return { tools: tools.slice(0, 4), cut, grounds, over };
})()`;

test("every page prints without tools, with nothing cut, and light where the screen is dark", async () => {
  // As wide as a letter between its margins.
  const page = await bench.open("/", { dark: true, width: 710, height: 900 });
  const wrong: Record<string, unknown> = {};
  await onEveryPage(page, async (heading) => {
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await waitForTheme(page, "light");
    const found = (await page.evaluate(onPaper)) as Readonly<Record<string, readonly string[]>>;
    if (Object.values(found).some((list) => list.length > 0)) wrong[heading] = found;
    await page.getByRole("heading", { level: 1 }).waitFor();
    const foot = page.getByRole("contentinfo");
    await waitForWords(foot, `from ${bench.origin}${everyPage[heading]}`);
    await waitForWords(foot, /^.*Printed on \w+ \d+, \d{4} at /);
    await page.emulateMedia({ media: "screen", colorScheme: "dark" });
    await waitForTheme(page, "dark");
  });
  assert.deepEqual(wrong, {});
  await page.context().close();
});

/** What each page of a plan without rows says instead of a table without rows. */
const ofNothing = {
  Overview: "/plans/empty/overview",
  Plan: "/plans/empty/plan",
  Allocation: "/plans/empty/allocation",
  Partners: "/plans/empty/partners",
  "New proposal": "/plans/empty/proposals/new",
  Inbox: "/plans/empty/inbox",
  Boards: "/plans/empty/board",
  "Calendar of clocks": "/plans/empty/calendar",
  "Why: FMF": "/plans/empty/why/account/FMF",
  Strategy: "/plans/empty/strategy",
  History: "/plans/empty/history",
  People: "/plans/empty/people",
} as const;

test("pages of a plan with nothing in it are accessible in both colors, and say what to do", async () => {
  const page = await bench.open("/");
  for (const [heading, path] of Object.entries(ofNothing)) {
    await goTo(page, path);
    await page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor();
    await waitUntilRead(page);
    await expectAccessible(page, `${heading} of nothing`);
    await page.emulateMedia({ colorScheme: "dark" });
    await waitForTheme(page, "dark");
    await expectAccessible(page, `${heading} of nothing, dark`);
    await page.emulateMedia({ colorScheme: "light" });
    await waitForTheme(page, "light");
  }
  await goTo(page, ofNothing.Partners);
  await page.getByRole("link", { name: "Add the first in the grid" }).waitFor();
  await page.context().close();
});
