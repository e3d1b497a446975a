import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { readExample } from "../read-example.ts";
import { unfold, waitForWords } from "./page-watch.ts";
import { startWorkbench, type TestPerson, type Workbench } from "./workbench.ts";

const people: readonly TestPerson[] = [
  { id: "ana", name: "Ana Alvarez", grants: [] },
  { id: "pat", name: "Pat Planner", grants: [{ role: "planner" }] },
  { id: "dan", name: "Dan Decider", grants: [{ role: "decision_maker" }] },
];
let bench: Workbench;

before(async () => {
  bench = await startWorkbench({ plans: { two: readExample("two-partners") }, people });
});

after(() => bench?.close());

/** Leaves Norland's radar out, and keeps that in the plan itself. */
async function excludeRadar(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Decide… on Norland: border radar" }).click();
  const decide = page.getByRole("dialog", { name: "Decide: Norland: border radar" });
  await decide.getByRole("radio", { name: "It is not funded" }).check();
  await decide.getByRole("textbox", { name: "Reason" }).fill("The site is not cleared");
  await decide.getByRole("button", { name: "Try it" }).click();
  await page.getByRole("button", { name: "Keep…" }).click();
  const keep = page.getByRole("dialog", { name: /^Keep/ });
  await keep.getByRole("radio", { name: /^In the plan/ }).check();
  await keep.getByRole("textbox", { name: "Reason" }).fill("Decided in the review");
  await keep.getByRole("button", { name: "Keep", exact: true }).click();
}

async function isExcluded(): Promise<boolean> {
  const client = await bench.client("ana");
  const page = await client.call("readTable", {
    params: { plan: "two", table: "initiatives" },
    query: { where: "id=norland-radar" },
  });
  return page.rows[0]?.cells[page.columns.indexOf("excluded")] === "true";
}

test("a planner tries a decision, and is told that the plan itself is not theirs to decide", async () => {
  const page = await bench.open("/plans/two/allocation?tab=proposals", { as: "pat" });
  await excludeRadar(page);
  await waitForWords(
    page.getByRole("dialog", { name: /^Keep/ }).getByRole("status"),
    /a decision maker of the plan, or a planner in a scenario/,
  );
  assert.equal(await isExcluded(), false);
  await page.context().close();
});

test("a decision maker decides, and the log says who did", async () => {
  const page = await bench.open("/plans/two/allocation?tab=proposals", { as: "dan" });
  await excludeRadar(page);
  await page.getByRole("dialog", { name: /^Keep/ }).waitFor({ state: "hidden" });
  assert.equal(await isExcluded(), true);
  await page.getByRole("link", { name: "History", exact: true }).first().click();
  await waitForWords(page, "Decided in the review");
  await waitForWords(page, "Dan Decider");
  await page.context().close();
});

test("who signs out is signed out at the provider, too", async () => {
  const page = await bench.open("/plans/two/people", { as: "pat" });
  await unfold(page.getByRole("banner"), "Pat Planner");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Yes, sign me out" }).click();
  await page.getByRole("heading", { name: "You are signed out" }).waitFor();
  await page.getByRole("link", { name: "Sign in" }).click();
  // A provider whose session went on would send them straight back.
  await page.getByRole("heading", { name: "Who are you?" }).waitFor();
  await page.context().close();
});
