import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readExample } from "../read-example.ts";
import { expectAccessible } from "./axe.ts";
import { startWorkbench, type Workbench } from "./workbench.ts";

let bench: Workbench;

before(async () => {
  bench = await startWorkbench({ plans: { two: readExample("two-partners") } });
});

after(() => bench?.close());

test("a plan without an allocation says so, and offers to work one out", async () => {
  const page = await bench.open("/plans/two/overview");
  await page.getByRole("button", { name: "Work out an allocation" }).waitFor();
  await page.getByRole("heading", { name: "What needs attention" }).waitFor();
  await expectAccessible(page);
  assert.equal(await page.title(), "Overview – Entente");
  await page.context().close();
});
