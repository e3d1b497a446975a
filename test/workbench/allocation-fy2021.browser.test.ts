import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { readExample } from "../read-example.ts";
import { waitForWords } from "./page-watch.ts";
import { startWorkbench, type Workbench } from "./workbench.ts";

let bench: Workbench;

before(async () => {
  bench = await startWorkbench({ plans: { fy2021: readExample("fy2021") } });
});

after(() => bench?.close());

const result = (page: Page) => page.getByRole("region", { name: "What the plan comes to" });

async function worthOn(page: Page): Promise<number> {
  const text = await result(page)
    .filter({ hasText: /of 100 points/ })
    .textContent();
  return Number(/([\d.]+) of 100 points/.exec(text ?? "")?.[1]);
}

/** Solving a real plan takes longer than the page's own waits. */
const long = { timeout: 60_000 };

test("a real plan is allocated, the search is cancelled and begun again, and a cut shows who loses", async () => {
  const page = await bench.open("/plans/fy2021/allocation");
  await page.getByRole("button", { name: "Allocate", exact: true }).click();
  const progress = page.getByRole("progressbar", { name: "Solving" });
  await progress.waitFor();
  await page.getByRole("button", { name: "Cancel solving" }).click();
  await progress.waitFor({ state: "detached", ...long });
  // Either it was stopped before anything was found, or the best so far is kept, or it was at its end already.
  const ended = result(page).filter({ hasText: /of 100 points/ });
  const again = page.getByRole("button", { name: /^(Start again|Prove it)$/ });
  await ended.or(again).first().waitFor(long);
  // What is held against others below is the plan of a search that nobody has cut short.
  if (await again.isVisible()) await again.click();
  const replaced = "These figures are being replaced.";
  await ended.filter({ hasNotText: replaced }).waitFor({ timeout: 200_000 });
  const worth = await worthOn(page);
  assert.ok(worth > 80 && worth < 100, `${worth}`);
  const factor = page.getByRole("textbox", { name: "FMF, all years" });
  await factor.fill("95");
  await factor.press("Enter");
  await page.getByRole("heading", { name: "What changed against what is kept" }).waitFor(long);
  assert.ok((await worthOn(page)) < worth);
  const accounts = page.getByRole("table", { name: "By account, $ million" });
  await accounts
    .getByRole("row", { name: /Foreign Military Financing, grants \(FMF\).*−/ })
    .waitFor();
  // Nobody has to look at a figure that is being replaced without knowing it.
  await factor.fill("90");
  await waitForWords(page.getByRole("main"), "These figures are being replaced.");
  await page.getByRole("button", { name: "Drop all" }).click();
  await page.getByRole("link", { name: "Proposals" }).click();
  await page.getByRole("searchbox", { name: "Search" }).fill("ukraine");
  await page.getByRole("combobox", { name: "Show" }).selectOption("Funded");
  const rows = page.getByRole("table", { name: /Initiatives, with what the allocation does/ });
  await page.waitForURL(/q=ukraine&show=funded/);
  await rows
    .getByRole("row", { name: /Ukraine/ })
    .first()
    .waitFor();
  await page.context().close();
});
