import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { readExample } from "../read-example.ts";
import { expectAccessible } from "./axe.ts";
import { startWorkbench, type Workbench } from "./workbench.ts";

let bench: Workbench;

const contributor = (agency: string | null, partner: string | null) => ({
  ...{ role: "contributor" as const, agency, partner },
});

before(async () => {
  bench = await startWorkbench({
    plans: { two: readExample("two-partners") },
    people: [
      { id: "ana", name: "Ana Alvarez", grants: [] },
      { id: "ben", name: "Ben Brook", grants: [contributor("Defense", null)] },
      { id: "cho", name: "Cho Carter", grants: [contributor(null, "NORLAND")] },
      { id: "dee", name: "Dee Dumont", grants: [{ role: "viewer", agency: null, partner: null }] },
    ],
  });
});

after(() => bench?.close());

const newProposal = "/plans/two/proposals/new";
const optionsOf = (page: Page, label: string) =>
  page.getByLabel(label).locator("option").allTextContents();

test("a contributor of an agency proposes for that agency alone, for any partner", async () => {
  const page = await bench.open(newProposal, { as: "ben" });
  await page.getByText("still missing").first().waitFor();
  assert.deepEqual(await optionsOf(page, "Agency"), ["– Choose –", "Defense"]);
  assert.deepEqual(await optionsOf(page, "Partner"), [
    "– Choose –",
    "Norland (NORLAND)",
    "Sudland (SUDLAND)",
  ]);
  await page.context().close();
});

test("a contributor for a partner proposes for that partner alone, of any agency, and it stands", async () => {
  const page = await bench.open(newProposal, { as: "cho" });
  await page.getByText("still missing").first().waitFor();
  assert.deepEqual(await optionsOf(page, "Partner"), ["– Choose –", "Norland (NORLAND)"]);
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
  await page.getByText("Nothing is missing or wrong. It can be sent.").waitFor();
  await page.getByRole("button", { name: "Send the proposal" }).click();
  await page.getByRole("heading", { name: "It stands in the plan" }).waitFor();
  await page.getByRole("link", { name: "Change it" }).waitFor();
  await page.context().close();
});

test("a proposal of somebody else can be seen, and not be changed, whatever the address says", async () => {
  const page = await bench.open("/plans/two/proposals/sudland-boats?edit=true", { as: "cho" });
  await page.getByRole("heading", { level: 1, name: "Sudland: patrol boats" }).waitFor();
  await page.getByRole("heading", { name: "What it costs" }).waitFor();
  assert.equal(await page.getByRole("link", { name: "Change it" }).count(), 0);
  assert.equal(await page.getByRole("button", { name: "Save the changes" }).count(), 0);
  await page.context().close();
});

test("what a contributor may not propose is refused with the reason, by the form before the server", async () => {
  // A draft may come from a time when its writer had other rights.
  const page = await bench.open(`${newProposal}?partner=SUDLAND`, { as: "cho" });
  await page.getByText("still missing").first().waitFor();
  await page.getByRole("button", { name: "Send the proposal" }).click();
  const summary = page.getByRole("region", { name: /things are to be mended/ });
  await summary
    .getByRole("link", { name: "You may propose for NORLAND. Choose one of these." })
    .waitFor();
  await page.context().close();
});

test("a viewer is told why there is no form", async () => {
  const page = await bench.open(newProposal, { as: "dee" });
  await page.getByRole("heading", { name: "You may see this plan, not propose in it" }).waitFor();
  assert.equal(await page.getByRole("form").count(), 0);
  await expectAccessible(page);
  await page.context().close();
});

test("a draft is gone from the browser when its writer signs out, and nobody else finds it", async () => {
  const page = await bench.open(newProposal, { as: "ben" });
  const name = page.getByRole("textbox", { name: /^What is asked/ });
  const drafts = () =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("entente-draft")));
  await name.fill("Norland: not for everybody");
  await page.waitForFunction(() =>
    Object.keys(localStorage).some((key) => key.startsWith("entente-draft")),
  );
  await page.reload();
  await page.getByText("This is your draft of").waitFor();
  assert.equal(await name.inputValue(), "Norland: not for everybody");
  await page.getByText("Ben Brook", { exact: true }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("link", { name: "Sign in" }).or(page.getByRole("button")).first().waitFor();
  assert.deepEqual(await drafts(), []);
  await page.context().close();
});
