import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Plan } from "../../src/plan/plan.ts";
import { readExample } from "../read-example.ts";
import { expectAccessible } from "./axe.ts";
import { eventually, waitForTheme, waitForWords, waitUntilRead } from "./page-watch.ts";
import { runJob } from "./run-job.ts";
import { startWorkbench, type Workbench } from "./workbench.ts";

const example = readExample("two-partners");
const { tables } = example;
const alone: Plan = {
  ...example,
  scenarios: [],
  head: { ...example.head, recommended_scenario: null },
};

/** The example with an objective for which nothing is proposed, one that gets no money, and money that serves none. */
function planWithGaps(): Plan {
  const leaf = tables.objectives.find((row) => row.id === "sea");
  assert.ok(leaf);
  const more = (id: string, name: string) => ({ ...leaf, id, name, weight: 1 });
  return {
    ...alone,
    tables: {
      ...tables,
      links: [],
      objectives: [...tables.objectives, more("air", "Air watch"), more("schools", "Schools")],
      effects: tables.effects
        .filter((row) => row.initiative !== "norland-fmf")
        .map((row) =>
          row.initiative === "sudland-crews" ? { ...row, objective: "schools" } : row,
        ),
      initiatives: tables.initiatives.map((row) => {
        if (row.id === "sudland-crews") {
          return { ...row, excluded: true, override_reason: "No room at the school" };
        }
        if (row.id !== "norland-fmf") return row;
        const [first] = tables.packages.filter((one) => one.initiative === row.id);
        assert.ok(first);
        return { ...row, pinned_package: first.id, override_reason: "Promised" };
      }),
    },
  };
}

const bare: Plan = { ...alone, tables: { ...tables, objectives: [], effects: [] } };

let bench: Workbench;

before(async () => {
  bench = await startWorkbench({ plans: { gaps: planWithGaps(), bare } });
  const client = await bench.client();
  const { state } = await runJob(client, "gaps", { kind: "allocate", branch: "main", quick: true });
  assert.equal(state, "done");
});

after(async () => {
  // Checks that have begun are let through to their end.
  const client = await bench?.client();
  for (const plan of ["gaps", "bare"]) await client?.call("readFindings", { params: { plan } });
  await bench?.close();
});

test("objectives without money and money without objective stand out, at the top and in the row", async () => {
  const page = await bench.open("/plans/gaps/strategy");
  page.setDefaultTimeout(30_000);
  const cascade = page.getByRole("treegrid", { name: "The cascade of objectives" });
  await cascade.waitFor();
  // Before the table, in sentences.
  const said = page.getByRole("listitem");
  await said.filter({ hasText: /^Nothing is proposed for “Air watch”\.$/ }).waitFor();
  await said.filter({ hasText: /^No money goes to “Schools”\.$/ }).waitFor();
  await said.filter({ hasText: /^1 initiative has money and serves no objective\.$/ }).waitFor();
  // In their own rows, and in no other.
  const marked = async (words: string) =>
    (await cascade.getByRole("row").filter({ hasText: words }).allTextContents()).map(
      (text) => /Air watch|Schools|Sea lanes|Territory|Secure partners/.exec(text)?.[0],
    );
  await eventually(async () => {
    assert.deepEqual(await marked("nothing proposed"), ["Air watch"]);
    assert.deepEqual(await marked("no money"), ["Air watch", "Schools"]);
  });
  // The money without objective, each with its amount and its reason.
  const aimless = page.getByRole("region", { name: "Money without objective" });
  const one = aimless.getByRole("listitem");
  await waitForWords(one, /^Norland: Foreign Military Financing: \$80\.0 million/);
  assert.equal(await one.count(), 1);
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await waitForTheme(page, "dark");
  await expectAccessible(page);
  await one.getByRole("link", { name: /^Why norland-fmf/ }).click();
  await page
    .getByRole("heading", { level: 1, name: "Why: Norland: Foreign Military Financing" })
    .waitFor();
  await page.context().close();
});

for (const dark of [false, true]) {
  test(`a plan without objectives says what is lost and where to add them, in ${dark ? "dark" : "light"}`, async () => {
    const page = await bench.open("/plans/bare/strategy", { dark });
    const add = page.getByRole("link", { name: "add the first one" });
    await add.waitFor();
    await waitUntilRead(page);
    await expectAccessible(page);
    assert.equal(await page.getByRole("treegrid").count(), 0);
    await add.click();
    await page.getByRole("grid", { name: "Table objectives" }).waitFor();
    await page.context().close();
  });
}
