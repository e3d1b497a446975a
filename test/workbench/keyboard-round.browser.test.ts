import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { readExample } from "../read-example.ts";
import { expectAccessible } from "./axe.ts";
import {
  eventually,
  tabTo,
  waitForFocus,
  waitForWords,
  waitUntilFocused,
  waitUntilRead,
  writeByKeys,
} from "./page-watch.ts";
import { startWorkbench, type Workbench } from "./workbench.ts";

let bench: Workbench;

before(async () => {
  bench = await startWorkbench({
    plans: { two: readExample("two-partners") },
    people: [
      { id: "ana", name: "Ana Alvarez", grants: [] },
      { id: "dan", name: "Dan Decider", grants: [{ role: "decision_maker" }] },
    ],
  });
});

after(() => bench?.close());

/** Somebody who has a keyboard and nothing else. */
function keyboardOf(page: Page) {
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** Presses a button or follows a link. */
  const use = async (target: Locator) => {
    await tabTo(page, target);
    await press("Enter");
  };
  /** Goes to a page by the key G and its letter; a machine that is too slow for both in their time is asked again. */
  const go = async (letter: string, name: string) => {
    const heading = page.getByRole("heading", { level: 1, name });
    await eventually(async () => {
      await press("g", letter);
      const there = heading.waitFor({ timeout: 5000 }).then(
        () => true,
        () => false,
      );
      assert.ok(await there, `${name} is not there`);
    });
    // A page takes the focus when it appears.
    await waitUntilFocused(heading);
  };
  const write = (target: Locator, text: string) => writeByKeys(page, target, text);
  return { press, tabTo: (target: Locator) => tabTo(page, target), use, go, write };
}

test("a round of planning by keyboard alone, from the address bar to the export", async () => {
  const page = await bench.open("/plans/two/overview");
  const { press, tabTo, use, go, write } = keyboardOf(page);
  const main = page.getByRole("main");
  const at = (name: string | RegExp) => page.getByRole("heading", { level: 1, name }).waitFor();

  // Signs in, and is where the address led.
  await use(page.getByRole("link", { name: "Sign in" }));
  await use(page.getByRole("button", { name: /^Sign in as Dan Decider/ }));
  await at("Overview");
  await press("Tab");
  await waitForWords(page.getByRole("link", { name: "Skip to the page" }), "Skip to the page");
  await press("Enter");

  // Proposes: what is missing is told, and led to.
  await go("n", "New proposal");
  await use(main.getByRole("button", { name: "Send the proposal" }));
  const summary = page.getByRole("region", { name: /things are to be mended/ });
  await waitForFocus(page, /things are to be mended/);
  await use(summary.getByRole("link", { name: "What is asked: fill this in" }));
  const field = (label: string | RegExp) => main.getByLabel(label).first();
  await write(field(/^What is asked/), "Sudland: radio training");
  await write(field("Partner"), "Sudland");
  await write(field("Who receives it there"), "Defense");
  await write(field("Agency"), "State");
  await write(field("Earliest start"), "FY2021");
  await write(field("Latest start"), "FY2022");
  await write(field("Purpose"), "Military education");
  await write(field("Focus"), "Tactical");
  await write(field("Name of the level"), "One course");
  await write(field("Effect per dollar"), "As planned");
  await write(field("Kind 1"), "Training");
  await write(field("Training, FY2021, dollars"), "750000");
  await tabTo(main.getByRole("checkbox", { name: /IMET/ }));
  await press("Space");
  await write(main.getByRole("combobox", { name: /^Objective/ }), "Sea");
  await write(field("How directly it serves it"), "Direct");
  await write(field("How likely it is to work"), "High");
  await write(field("Where the costs come from"), "A course of last year");
  await write(field("Why you propose it"), "The boats cannot talk to each other");
  await waitForWords(
    page.getByRole("region", { name: "What the program says" }),
    "1 like it already proposed.",
  );
  await use(main.getByRole("button", { name: "Send the proposal" }));
  await at("Sudland: radio training");

  // Changes a cell of it in the grid, and leaves the grid.
  await go("p", "Plan");
  const grid = page.getByRole("grid");
  await grid.getByRole("row", { name: /radio training/ }).waitFor();
  await tabTo(grid.getByRole("gridcell").first());
  await press("Control+Home", "ArrowRight", "F2");
  await page.keyboard.type(" for crews");
  await press("Enter");
  await grid.getByRole("gridcell", { name: "Sudland: radio training for crews" }).waitFor();
  await press("Escape");
  await tabTo(main.getByRole("textbox", { name: "Reason for my edits" }));
  await press("Tab");

  // Works out an allocation, decides about the proposal with a reason, and keeps that in the plan.
  await go("a", "Allocation");
  await use(main.getByRole("button", { name: "Allocate", exact: true }));
  await use(main.getByRole("link", { name: "Proposals", exact: true }));
  const proposals = page.getByRole("table", { name: /^Initiatives/ });
  const row = proposals.getByRole("row", { name: /radio training/ });
  await row.getByRole("cell", { name: "Yes" }).waitFor();
  await use(main.getByRole("button", { name: "Decide… on Sudland: radio training for crews" }));
  const decide = page.getByRole("dialog", { name: /^Decide: / });
  await decide.waitFor();
  await tabTo(decide.getByRole("radio").first());
  await press("ArrowDown");
  const pin = decide.getByRole("radio", { name: "It is funded, whatever else" });
  await eventually(async () => assert.ok(await pin.isChecked()));
  await write(decide.getByRole("textbox", { name: "Reason" }), "The boats need it");
  await use(decide.getByRole("button", { name: "Try it" }));
  await waitForWords(main.getByRole("region", { name: /^Tried, not kept/ }), "radio training");
  await use(main.getByRole("button", { name: "Keep…" }));
  const keep = page.getByRole("dialog", { name: /^Keep/ });
  await tabTo(keep.getByRole("radio").first());
  await press("ArrowDown");
  await keep.getByRole("radio", { name: /^In the plan/, checked: true }).waitFor();
  await write(keep.getByRole("textbox", { name: "Reason" }), "Decided in the review");
  await use(keep.getByRole("button", { name: "Keep", exact: true }));
  await keep.waitFor({ state: "detached" });

  // Asks why, and reads the reason that was given.
  await use(main.getByRole("link", { name: /^Why .*radio training/ }));
  await at(/^Why: Sudland: radio training/);
  await waitForWords(main, "The boats need it");
  await expectAccessible(page, "the reason of a decision");

  // Looks back, undoes the decision and takes the plan along.
  await go("h", "History");
  const changes = page.getByRole("list", { name: "Changes" });
  await waitForWords(changes, "Decided in the review");
  await press("Control+z");
  await waitForWords(changes, /undoes \d/);
  await press("?");
  const help = page.getByRole("dialog", { name: "Keys" });
  await help.waitFor();
  await press("Escape");
  await help.waitFor({ state: "detached" });
  await go("o", "Overview");
  await waitUntilRead(page);
  const saved = page.waitForEvent("download");
  await use(main.getByRole("link", { name: "Download the plan" }));
  assert.match((await saved).suggestedFilename(), /^two.*\.zip$/);
  await page.context().close();
});
