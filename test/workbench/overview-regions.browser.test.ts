import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import type { Briefing } from "../../src/report/briefing.ts";
import { showMillions, showMillionsChange } from "../../src/report/words.ts";
import { readExample } from "../read-example.ts";
import { eventually } from "./page-watch.ts";
import { planAbout } from "./plan-about.ts";
import { runJob } from "./run-job.ts";
import { startWorkbench, type Workbench } from "./workbench.ts";

/** Pictures are drawn when they come near the window, and the machine may be busy. */
const patience = 30_000;
let bench: Workbench;
let briefing: Briefing;
let page: Page;

before(async () => {
  const plan = planAbout(readExample("fy2021"), ["UKR", "GEO", "JOR", "PHL"]);
  bench = await startWorkbench({ plans: { fy: plan } });
  const client = await bench.client();
  const { state } = await runJob(client, "fy", { kind: "allocate", branch: "main", quick: true });
  assert.equal(state, "done");
  briefing = (await client.call("readOverview", { params: { plan: "fy" }, query: {} }))
    .briefing as Briefing;
  page = await bench.open("/plans/fy/overview");
  page.setDefaultTimeout(patience);
});

after(() => bench?.close());

test("money is drawn as it goes from the record's regions to the plan's, as the briefing says", async () => {
  const { from_to: fromTo } = briefing;
  assert.ok(fromTo !== null && fromTo.regions.length > 1);
  const flow = page.getByRole("group", { name: /^Regions: FY2020 obligations to / });
  await flow.scrollIntoViewIfNeeded();
  for (const region of fromTo.regions) {
    const band = flow.getByRole("img", { name: region.label });
    const words = (await band.getAttribute("aria-label")) ?? "";
    for (const amount of [region.before, region.after])
      assert.ok(words.includes(showMillions(amount)), `${words}: ${amount}`);
    const box = await band.boundingBox();
    assert.ok(box !== null && box.width > 100 && box.height >= 1, region.label);
  }
  assert.equal(await flow.getByRole("img").count(), fromTo.regions.length);
  // Who gains and who loses is said in words, too.
  const said = (await flow.getAttribute("aria-label")) ?? "";
  for (const region of fromTo.regions.filter(({ difference }) => difference !== 0))
    assert.ok(said.includes(`${region.label} ${showMillionsChange(region.difference)}`), said);
});

test("the map has each partner, says its money, and leads to its page", async () => {
  const map = page.getByRole("group", { name: /^Where the money goes\./ });
  await map.scrollIntoViewIfNeeded();
  const drawn = briefing.partners.filter(({ iso3 }) => iso3 !== null).length;
  await eventually(async () => assert.equal(await map.getByRole("link").count(), drawn));
  for (const partner of briefing.partners) {
    const place = map.getByRole("link", {
      name: `${partner.name}: $${showMillions(partner.amount)}`,
    });
    await place.waitFor();
    const box = await place.boundingBox();
    assert.ok(box !== null && box.width > 2 && box.height > 2, partner.name);
  }
  await page.getByRole("radio", { name: "Change against the record" }).press("Space");
  await page.getByRole("group", { name: /^Who gains and who loses\./ }).waitFor();
  await page.waitForURL(/map=change/);
  await page.getByRole("link", { name: /^Jordan: / }).click();
  await page.getByRole("heading", { level: 1, name: "Jordan" }).waitFor();
  await page.waitForURL(/\/partners\/JOR/);
  await page.goBack();
});

test("what needs attention is said with its gravity, and leads to where it is seen", async () => {
  const client = await bench.client();
  const list = page.getByRole("region", { name: "What needs attention" });
  const items = list.getByRole("listitem");
  await items.first().waitFor();
  const gravity = { error: "Error", warning: "Warning", note: "Note" } as const;
  // What is found in the plan is worked out after it is read, here as on the page.
  await eventually(async () => {
    const { attention } = await client.call("readOverview", { params: { plan: "fy" }, query: {} });
    assert.ok(attention.length > 1);
    const told = (await items.allTextContents()).slice(0, attention.length);
    for (const [place, { severity, count, sentence }] of attention.slice(0, 8).entries()) {
      const times = count > 1 ? ` × ${count}` : "";
      assert.ok(
        told[place]?.startsWith(`${gravity[severity]}${times}: ${sentence} Show`),
        told[place],
      );
    }
  });
  const unserved = items.filter({ hasText: "No initiative has an effect on an objective" });
  await unserved.getByRole("link").click();
  await page.getByRole("grid", { name: "Table objectives" }).waitFor();
  await page.getByRole("button", { name: "Show all rows" }).first().waitFor();
  await page.context().close();
});
