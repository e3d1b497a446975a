import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { RefusedError } from "../../src/api/client.ts";
import { everyPage, planForPages } from "./every-page.ts";
import { goTo, waitForWords, waitUntilRead } from "./page-watch.ts";
import { startWorkbench, type TestPerson, type Workbench } from "./workbench.ts";

/** One of each role: of contributors, one of an agency and one for a partner. */
const people = [
  { id: "ana", name: "Ana Administrator", grants: [] },
  { id: "vera", name: "Vera Viewer", grants: [{ role: "viewer" }] },
  { id: "ada", name: "Ada Agency", grants: [{ role: "contributor", agency: "State" }] },
  { id: "pia", name: "Pia Partner", grants: [{ role: "contributor", partner: "PHL" }] },
  { id: "pat", name: "Pat Planner", grants: [{ role: "planner" }] },
  { id: "dan", name: "Dan Decider", grants: [{ role: "decision_maker" }] },
  { id: "nils", name: "Nils Nobody", grants: [] },
] as const satisfies readonly TestPerson[];

type Who = Exclude<(typeof people)[number]["id"], "nils">;
type Heading = keyof typeof everyPage | keyof typeof more;

/** Places of the pages where an action shows only there. */
const more = {
  "Patrol boats, Ukraine": "/plans/one/proposals/UKR-boats",
} as const;
const addresses: Readonly<Record<Heading, string>> = {
  ...everyPage,
  ...more,
  // Something is tried, so that it could be kept.
  Allocation: "/plans/one/allocation?try=resources/FMF-2021/amount/15000000",
};

/** An action, and who is offered it. What is not theirs is not there, or cannot be pressed. */
interface Action {
  readonly role: "button" | "link" | "textbox" | "form";
  readonly name: string | RegExp;
  readonly for: readonly Who[];
}

const all: readonly Who[] = ["vera", "ada", "pia", "pat", "dan", "ana"];
const writers = all.slice(1);
const planners: readonly Who[] = ["pat", "dan", "ana"];
const newScenario: Action = { role: "button", name: "New scenario", for: planners };

const actions: Readonly<Record<Heading, readonly Action[]>> = {
  Plans: [{ role: "button", name: "Import", for: ["ana"] }],
  Overview: [
    newScenario,
    { role: "button", name: "Work out an allocation", for: all },
    { role: "link", name: "Download the plan", for: all },
  ],
  Plan: [
    { role: "button", name: "Add row", for: writers },
    { role: "button", name: "Delete", for: writers },
    { role: "textbox", name: "Reason for my edits", for: writers },
    { role: "button", name: /^Export CSV/, for: all },
  ],
  Allocation: [
    { role: "button", name: "Keep…", for: planners },
    { role: "button", name: "Drop all", for: all },
  ],
  "Why: FMF": [{ role: "button", name: "Allocate", for: all }],
  "Why: Coastal radar, Philippines": [{ role: "button", name: "Allocate", for: all }],
  Partners: [{ role: "link", name: "Philippines", for: all }],
  Philippines: [
    { role: "link", name: "Propose", for: writers },
    { role: "button", name: "Give a verdict", for: planners },
  ],
  "New proposal": [{ role: "button", name: "Send the proposal", for: writers }],
  "Coastal radar, Philippines": [
    { role: "link", name: "Change it", for: writers },
    { role: "link", name: "Open a case about it", for: ["ada", ...planners] },
  ],
  "Patrol boats, Ukraine": [{ role: "link", name: "Change it", for: ["ada", ...planners] }],
  Inbox: [{ role: "button", name: "Open a case", for: ["ada", ...planners] }],
  Boards: [{ role: "button", name: "Open a case", for: ["ada", ...planners] }],
  "Calendar of clocks": [{ role: "link", name: "Boards", for: all }],
  "Coastal radar": [
    // The act is for the offices of both departments; planners of no department only look on.
    { role: "button", name: "Join", for: ["ada", "ana"] },
    { role: "button", name: "Add evidence", for: ["ada", ...planners] },
  ],
  Strategy: [
    { role: "textbox", name: "Weight of Safe seas", for: planners },
    { role: "textbox", name: "Reason for changes of weights", for: planners },
  ],
  History: [
    { role: "button", name: "Edit the plan's head", for: planners },
    { role: "button", name: /^Undo change/, for: planners },
    { role: "link", name: "Download with history", for: all },
  ],
  People: [
    { role: "button", name: "Add a person", for: ["ana"] },
    { role: "button", name: "Change what Pat Planner may do", for: ["ana"] },
  ],
};

/** What a page tells those who may only look, or may not do all. */
const told: Readonly<Partial<Record<Heading, Readonly<Partial<Record<Who, string>>>>>> = {
  Plan: { vera: "You may see this plan, not change it." },
  Allocation: {
    vera: "You may try, but not keep: planners and decision makers do.",
    pia: "You may try, but not keep: planners and decision makers do.",
  },
  "New proposal": { vera: "You may see this plan, not propose in it" },
  "Coastal radar": { vera: "Nothing here is yours to do.", pat: "Nothing here is yours to do." },
  People: {
    vera: "You may not edit.",
    ada: "You may edit State.",
    pia: "You may edit PHL.",
    pat: "You may edit everywhere.",
    dan: "You may decide what is pinned and excluded.",
    ana: "You may manage people.",
  },
};

let bench: Workbench;
/** A change of the administrator, which only some may undo. */
let weighed = 0;

before(async () => {
  bench = await startWorkbench({ plans: { one: planForPages() }, people });
  const client = await bench.client("ana");
  const edit = {
    table: "objectives",
    row: "sea",
    field: "weight",
    before: "3",
    after: "4",
  } as const;
  const body = { reason: "The sea matters more", edits: [edit] };
  const { change } = await client.call("makeChange", { params: { plan: "one" }, body });
  weighed = change.seq;
});

after(() => bench?.close());

/** Where an action stands: on the page, or above all pages. */
function placeOf(page: Page, action: Action): Locator {
  const { role, name } = action;
  const place = page.getByRole(action === newScenario ? "banner" : "main");
  return place.getByRole(role, { name, exact: typeof name === "string" }).first();
}

async function isOffered(page: Page, action: Action): Promise<boolean> {
  const found = placeOf(page, action);
  return (await found.count()) > 0 && (await found.isEnabled());
}

for (const who of all) {
  test(`every page offers ${who} what is theirs, and tells why the rest is not`, async () => {
    const page = await bench.open("/", { as: who });
    const wrong: string[] = [];
    for (const [heading, path] of Object.entries(addresses) as [Heading, string][]) {
      await goTo(page, path);
      const title = who === "vera" && heading === "New proposal" ? /proposal/i : heading;
      await page.getByRole("heading", { level: 1, name: title, exact: true }).waitFor();
      await waitUntilRead(page);
      for (const action of actions[heading]) {
        const expected = action.for.includes(who);
        const name = `${heading}: ${action.name}`;
        if (expected) {
          await placeOf(page, action)
            .waitFor()
            .catch(() => wrong.push(`${name} is missing`));
        } else if (await isOffered(page, action)) wrong.push(`${name} is offered`);
      }
      const words = told[heading]?.[who];
      if (words !== undefined) await waitForWords(page.getByRole("main"), words);
    }
    assert.deepEqual(wrong, []);
    await page.context().close();
  });
}

/** Goes to the list of plans, so that what the next page says cannot be what the last one said. */
async function leavePage(page: Page): Promise<void> {
  await goTo(page, "/");
  await page.getByRole("heading", { level: 1, name: "Plans", exact: true }).waitFor();
}

test("who has no role in a plan is refused on each of its pages, in words that give nothing away", async () => {
  const page = await bench.open("/", { as: "nils" });
  await waitForWords(page.getByRole("main"), "No plan is shared with you yet.");
  const said = new Set<string>();
  for (const path of Object.values(addresses).filter((one) => one !== "/")) {
    for (const address of [path, path.replace("/plans/one/", "/plans/none/")]) {
      await leavePage(page);
      await goTo(page, address);
      await page.getByRole("heading", { name: "Not here, or not for you to see" }).waitFor();
      await waitUntilRead(page);
      const words = (await page.getByRole("main").textContent()) ?? "";
      said.add(words.replaceAll(/\b(one|none)\b/g, "…"));
      assert.equal(await page.getByRole("navigation", { name: "Pages of the plan" }).count(), 0);
    }
  }
  // Whether the plan is there at all, and which page was asked for, changes no word.
  assert.equal(said.size, 1, [...said].join("\n---\n"));
  await page.context().close();
});

/** Addresses of what is not there, and what each says. */
const absent = {
  "/plans/one/partners/ATLANTIS": "Not here, or not for you to see",
  "/plans/one/cases/none": "Not here, or not for you to see",
  "/plans/one/proposals/none": "No such proposal",
  "/plans/one/why/initiative/none": "There is no initiative none here",
  "/plans/one/why/planet/mars": "planet",
  "/plans/one/plan?branch=none": "There is no scenario “none”",
  "/plans/one/nowhere": "Nothing is at /plans/one/nowhere",
  "/plans/one/allocation?id=none": "none",
} as const;

test("an address of what is not there, or not theirs, says so to a viewer and changes nothing", async () => {
  const page = await bench.open("/", { as: "vera" });
  for (const [path, words] of Object.entries(absent)) {
    await leavePage(page);
    await goTo(page, path);
    await waitUntilRead(page);
    await waitForWords(page.getByRole("main"), words);
  }
  // An address that would edit shows the proposal as it stands.
  await goTo(page, "/plans/one/proposals/PHL-radar?edit=true");
  await page.getByRole("heading", { level: 1, name: "Coastal radar, Philippines" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Save the changes" }).count(), 0);
  // An address that would open a window does so only for who may.
  await goTo(page, "/plans/one/board?new=true&initiative=PHL-radar");
  await page.getByRole("heading", { level: 1, name: "Boards" }).waitFor();
  await waitUntilRead(page);
  assert.equal(await page.getByRole("dialog").count(), 0);
  await page.context().close();
});

const isForbidden = (thrown: unknown) =>
  thrown instanceof RefusedError && thrown.problem.status === 403;

test("what pages do not offer, the server refuses, too", async () => {
  const params = { plan: "one" };
  const scenario = { id: "own", title: "Own", from: "main" } as const;
  const verdict = {
    ...{ finding: "institution_absent", subject: "PHL", reason: "So be it" },
    verdict: "accept" as const,
  };
  for (const who of ["vera", "ada", "pia"] as const) {
    const client = await bench.client(who);
    for (const asked of [
      () => client.call("createBranch", { params, body: scenario }),
      () => client.call("putHead", { params, body: { reason: "Mine", title: "Mine" } }),
      () =>
        client.call("undoChange", { params: { ...params, seq: weighed }, body: { reason: "No" } }),
      () => client.call("giveVerdict", { params, body: verdict }),
    ]) {
      await assert.rejects(asked, isForbidden, `${who}: ${asked}`);
    }
  }
  const cells = {
    ...{ name: "Mine", process: "concurrence-joint", initiative: "PHL-radar", partner: "PHL" },
    owner: "osd_policy",
  };
  const pia = await bench.client("pia");
  await assert.rejects(() => pia.call("openCase", { params, body: { cells } }), isForbidden);
});
