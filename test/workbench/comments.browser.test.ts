import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { isoDate } from "../../src/base/fiscal.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { makeRow } from "../../src/plan/rows.ts";
import { readExample } from "../read-example.ts";
import { expectAccessible } from "./axe.ts";
import { eventually, unfold, waitForValue, waitForWords, waitUntilFocused } from "./page-watch.ts";
import { startWorkbench, type TestPerson, type Workbench } from "./workbench.ts";

const state = { role: "contributor", agency: "State" } as const;
const people: readonly TestPerson[] = [
  { id: "ana", name: "Ana Alvarez", grants: [] },
  { id: "cleo", name: "Cleo Clark", grants: [state] },
  { id: "dora", name: "Dora Day", grants: [{ ...state, agency: "Defense" }] },
  { id: "vera", name: "Vera Voss", grants: [{ role: "viewer" }] },
];

let bench: Workbench;

function planWithCase(): Plan {
  const plan = readExample("two-partners");
  const cases = [
    { id: "c-boats", name: "Patrol boats" },
    { id: "c-crews", name: "Crews of the boats" },
  ].map((one) =>
    makeRow("cases", {
      ...{ ...one, partner: "SUDLAND", initiative: "sudland-boats" },
      ...{ kind: "concurrence", process: "concurrence-joint", owner: "osd_policy" },
      opened_on: isoDate("2020-12-01"),
    }),
  );
  return { ...plan, tables: { ...plan.tables, cases } };
}

before(async () => {
  bench = await startWorkbench({ plans: { two: planWithCase() }, people });
});

after(() => bench?.close());

/** The comments of a page, once they are read. */
async function commentsOf(page: Page) {
  const section = page.getByRole("region", { name: "Comments" });
  await section.getByRole("heading", { name: "Comments" }).waitFor();
  return section;
}

/** Words as somebody said them; buttons name them, too. */
const saying = (place: Locator, words: string | RegExp) =>
  place.getByRole("paragraph").filter({ hasText: words }).first();

test("both departments speak in a case's thread, and each sees the other's words at once", async () => {
  const cleo = await bench.open("/plans/two/inbox", { as: "cleo" });
  const dora = await bench.open("/plans/two/cases/c-boats", { as: "dora" });
  const section = await commentsOf(dora);
  const field = section.getByRole("textbox", { name: "Say something about it" });
  await section.getByRole("combobox", { name: "Name" }).selectOption("Cleo Clark");
  await section.getByRole("button", { name: "Add name" }).click();
  await field.pressSequentially("which hulls? <b>Two</b> or four?");
  await section.getByRole("button", { name: "Comment", exact: true }).click();
  await saying(section, "which hulls? <b>Two</b> or four?").waitFor();
  await expectAccessible(dora);

  // Whoever is named finds it in the inbox without asking, and goes from there to the case.
  const named = cleo.getByRole("region", { name: /Comments that name you/ });
  await saying(named, "which hulls?").waitFor();
  await expectAccessible(cleo);
  await named.getByRole("link", { name: "Patrol boats" }).click();
  const hers = await commentsOf(cleo);
  await hers.getByRole("button", { name: /^Answer/ }).click();
  await waitUntilFocused(hers.getByRole("textbox", { name: "Your answer" }));
  await cleo.keyboard.type("Two, of the 2019 kind.");
  await hers.getByRole("button", { name: "Answer", exact: true }).click();
  await saying(section, "Two, of the 2019 kind.").waitFor();

  // Only the author corrects; what it said before stays.
  await eventually(async () =>
    assert.equal(await section.getByRole("button", { name: /^Correct/ }).count(), 1),
  );
  await hers.getByRole("button", { name: /^Correct what Cleo/ }).click();
  await hers.getByRole("textbox", { name: "What it should say" }).fill("Two, of the 2020 kind.");
  await hers.getByRole("button", { name: "Correct it" }).click();
  await saying(section, "Two, of the 2020 kind.").waitFor();
  await unfold(section, "What it said before");
  await saying(section, "Two, of the 2019 kind.").waitFor();

  await section.getByRole("button", { name: /^Settle/ }).click();
  await section.getByRole("textbox", { name: "Why it is settled" }).fill("Answered");
  await section.getByRole("button", { name: "Settle it" }).click();
  await unfold(hers, "1 settled or taken back");
  await waitForWords(cleo, /Dora Day settled it/);
  await expectAccessible(cleo);
  await cleo.context().close();
  await dora.context().close();
});

test("a cell is spoken of by keyboard alone, and its row shows it to the others", async () => {
  const ana = await bench.open("/plans/two/plan?table=initiatives", { as: "ana" });
  const dora = await bench.open("/plans/two/plan?table=initiatives", { as: "dora" });
  const row = (page: Page) => page.getByRole("row", { name: /sudland-boats/ });
  await row(ana).getByRole("gridcell", { name: "sudland-boats", exact: true }).click();
  await row(dora).waitFor();
  await ana.keyboard.press("ArrowRight");
  await ana.keyboard.press("Control+m");
  const dialog = ana.getByRole("dialog", { name: "Comments on sudland-boats" });
  await dialog.getByRole("textbox", { name: "Say something about name" }).focus();
  await ana.keyboard.type("Is this its name?");
  // A window that is closed by mistake loses nothing.
  await ana.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await waitUntilFocused(row(ana).getByRole("gridcell", { name: "Sudland: patrol boats" }));
  await ana.keyboard.press("Control+m");
  const field = dialog.getByRole("textbox", { name: "Say something about name" });
  await field.focus();
  await waitForValue(field, "Is this its name?");
  await ana.keyboard.press("Tab");
  await ana.keyboard.press("Enter");
  await saying(dialog, "Is this its name?").waitFor();
  await dialog.getByRole("button", { name: /^Settle/ }).waitFor();
  await expectAccessible(ana);
  await ana.keyboard.press("Escape");
  await dora.getByRole("row", { name: /comments: 1 thread, 1 open/ }).waitFor();
  await row(dora).getByRole("gridcell", { name: "sudland-boats", exact: true }).click();
  await dora.getByRole("button", { name: /^Comments \(1 thread, 1 open\)/ }).click();
  await saying(dora.getByRole("dialog", { name: /Comments on/ }), "Is this").waitFor();
  await expectAccessible(dora);
  await ana.context().close();
  await dora.context().close();
});

test("a viewer reads what is said and has no field to say anything", async () => {
  const vera = await bench.open("/plans/two/proposals/sudland-boats", { as: "vera" });
  const section = await commentsOf(vera);
  await saying(section, "Is this its name?").waitFor();
  await waitForWords(vera, /You may read what is said here/);
  assert.equal(await section.getByRole("textbox").count(), 0);
  await expectAccessible(vera);
  await vera.context().close();
});

test("what is refused says why, and the words stay in the field", async () => {
  const dora = await bench.open("/plans/two/partners/SUDLAND", { as: "dora" });
  const section = await commentsOf(dora);
  const field = section.getByRole("textbox", { name: "Say something about it" });
  await field.fill("=1+1 is two");
  await section.getByRole("button", { name: "Comment", exact: true }).click();
  await saying(section, /Write the result, not the formula/).waitFor();
  await waitForValue(field, "=1+1 is two");
  await expectAccessible(dora);
  await dora.context().close();
});

test("what is begun about one case does not stand in the field of the next", async () => {
  const dora = await bench.open("/plans/two/cases/c-boats", { as: "dora" });
  const fieldOf = async () =>
    (await commentsOf(dora)).getByRole("textbox", { name: "Say something about it" });
  await (await fieldOf()).fill("Only of the boats");
  const follow = async (name: string) => {
    await dora.getByRole("main").getByRole("link", { name, exact: true }).click();
    await dora.getByRole("heading", { level: 1, name }).waitFor();
  };
  await follow("Crews of the boats");
  await waitForValue(await fieldOf(), "");
  await follow("Patrol boats");
  await waitForValue(await fieldOf(), "Only of the boats");
  await dora.context().close();
});
