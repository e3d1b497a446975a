import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { readExample } from "../read-example.ts";
import { waitForWords } from "./page-watch.ts";
import { planOfMany } from "./plan-of-many.ts";
import { startWorkbench, type Workbench } from "./workbench.ts";

const initiatives = 20_000;
let bench: Workbench;
let page: Page;

before(async () => {
  bench = await startWorkbench({
    plans: { many: planOfMany(readExample("two-partners"), initiatives) },
  });
  page = await bench.open("/plans/many/plan");
  const first = page.getByRole("gridcell", { name: "proposal-00001", exact: true });
  await first.waitFor({ timeout: 60_000 });
});

after(async () => {
  await page?.context().close();
  // Checks of so large a plan that have begun are let through to their end; a busy machine may never be quick.
  const client = await bench?.client();
  const latest = Date.now() + 60_000;
  for (let quick = false; client !== undefined && !quick && Date.now() < latest; ) {
    const start = Date.now();
    await client.call("readFindings", { params: { plan: "many" } });
    quick = Date.now() - start < 300;
  }
  await bench?.close();
});

/** In the page: scrolls far and near, and counts places of the grid that have no cell with text when a frame is drawn. */
const countBlanks = `(async () => {
  const scroller = document.querySelector("[role=grid]").closest(".grid-scroller");
  let [blanks, frames] = [0, 0];
  for (const step of Array.from({ length: 60 }, (_, at) => (at % 3 === 0 ? 40000 : 900))) {
    const end = scroller.scrollHeight - scroller.clientHeight;
    scroller.scrollTop = scroller.scrollTop + step > end ? 0 : scroller.scrollTop + step;
    await new Promise(requestAnimationFrame);
    frames++;
    // The window around the grid may have moved since, such as when the banner of a lost connection comes.
    const box = scroller.getBoundingClientRect();
    for (let y = 60; y < box.height - 20; y += 60) {
      const at = document.elementFromPoint(box.left + 150, box.top + y);
      const text = at === null ? "" : (at.closest("[role=gridcell]")?.textContent ?? "");
      if (!text.startsWith("proposal-")) blanks++;
    }
  }
  return { blanks, frames };
})()`;

test("all rows are there, and scrolling shows no blank rows", async () => {
  await waitForWords(page.getByRole("main"), /20,000 rows(?! so far)/);
  const { blanks, frames } = (await page.evaluate(countBlanks)) as Record<string, number>;
  assert.deepEqual([blanks, frames], [0, 60]);
});

/** In the page: from the key that ends an edit to the frame that shows it, seven times.   Unit: milliseconds. */
const timeEdits = `(async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const press = (key) =>
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set;
  const times = [];
  for (let count = 0; count < 7; count++) {
    const { spot } = document.activeElement.dataset;
    press("F2");
    await frame();
    set.call(document.activeElement, "Edited " + count);
    document.activeElement.dispatchEvent(new Event("input", { bubbles: true }));
    await frame();
    const start = performance.now();
    press("Enter");
    while (document.querySelector('[data-spot="' + spot + '"]').textContent !== "Edited " + count) await frame();
    await frame();
    times.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return times.sort((a, b) => a - b);
})()`;

test("an edit among twenty thousand rows shows within 100 milliseconds", async () => {
  await page
    .getByRole("gridcell", { name: /^proposal-/ })
    .first()
    .click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowRight");
  const times = (await page.evaluate(timeEdits)) as number[];
  const median = times[3] ?? Number.POSITIVE_INFINITY;
  assert.ok(median < 100, `median ${median} of ${times.map(Math.round)}`);
});
