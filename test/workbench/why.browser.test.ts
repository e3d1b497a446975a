import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { AnswerOf, CallOf } from "../../src/api/client.ts";
import type { Cents } from "../../src/base/money.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { readExample } from "../read-example.ts";
import { expectAccessible } from "./axe.ts";
import { waitForNoWords, waitForWords } from "./page-watch.ts";
import { runJob } from "./run-job.ts";
import { startWorkbench, type Workbench } from "./workbench.ts";

const example = readExample("two-partners");

/** The example with the radar for few to see. */
const plan: Plan = {
  ...example,
  tables: {
    ...example.tables,
    initiatives: example.tables.initiatives.map((row) =>
      row.id === "norland-radar" ? { ...row, handling: "internal" as const } : row,
    ),
  },
};

/** The example where Sudland can absorb less a year than its boats cost. */
function planWithLimit(): Plan {
  const [model] = readExample("fy2021").tables.limits.filter((row) => row.kind === "absorption");
  assert.ok(model);
  const limit = {
    ...model,
    id: "absorb-sudland",
    name: "Sudland: what it can absorb",
    partners: ["SUDLAND"],
    amount: 50_000_000_00 as Cents,
    assumptions: [],
    source: "Made up: what the harbor can take",
  };
  return { ...example, tables: { ...example.tables, limits: [limit] } };
}

let bench: Workbench;

before(async () => {
  bench = await startWorkbench({
    plans: { two: plan, capped: planWithLimit() },
    people: [
      { id: "ana", name: "Ana Alvarez", grants: [] },
      { id: "ben", name: "Ben Brown", grants: [{ role: "viewer" }], see: "public" },
    ],
  });
});

after(() => bench?.close());

async function work(
  person: string,
  body: CallOf<"startJob">["body"],
): Promise<AnswerOf<"readJob">> {
  return runJob(await bench.client(person), "two", body);
}

test("without an allocation the page says so, offers one, and then gives the reason", async () => {
  const page = await bench.open("/plans/two/why/initiative/sudland-boats", { as: "ana" });
  await waitForWords(page.getByRole("main"), "There is no allocation yet");
  // What needs no allocation is there already.
  await waitForWords(
    page.getByRole("main"),
    "$30 million a boat for two; $25 million a boat for four",
  );
  await expectAccessible(page);
  await page.getByRole("button", { name: "Allocate", exact: true }).click();
  await waitForWords(page.getByRole("main"), "Leaving it out would cost the plan 49.88 points");
  await waitForWords(page.getByRole("main"), "(solved again)");
  await page.getByRole("link", { name: "Two boats" }).waitFor();
  await page
    .getByRole("row", { name: /Sudland: patrol boats.*FMF.*FY2022.*\$60,000,000/ })
    .waitFor();
  const law = page.getByRole("table", { name: "Accounts that are asked to pay" });
  await waitForWords(law, /22 U\.S\.C\. 2763/);
  await expectAccessible(page);
  // The link shows the same answer to a colleague, without working it out again.
  await page.waitForURL(/job=/);
  await page.context().close();
});

test("a directive says what it costs at every level, and which payments it counts", async () => {
  const page = await bench.open("/plans/two/why/directive/norland-floor-2022", { as: "ana" });
  await page
    .getByRole("heading", { level: 1, name: "Why: Norland's yearly grant, FY2022" })
    .waitFor();
  await waitForWords(page.getByRole("main"), /that gains 3\.75 points/);
  await page.getByRole("row", { name: /^\$40\.0 million \(now\) 75\.0/ }).waitFor();
  await waitForWords(
    page.getByRole("main"),
    /It says not less than \$40\.0 million, and is met to the cent\./,
  );
  await waitForWords(page.getByRole("main"), "Made up: an exchange of notes, for the example");
  await waitForWords(page.getByRole("main"), "an agreement: kept unless the plan relaxes it");
  const plan = page.getByRole("link", { name: "Show in the plan" });
  assert.match((await plan.getAttribute("href")) ?? "", /table=directives&row=norland-floor-2022/);
  await page.context().close();
});

test("a limit says what it costs, what it would cost at other levels, and which payments it counts", async () => {
  const page = await bench.open("/plans/capped/why/limit/absorb-sudland", { as: "ana" });
  page.setDefaultTimeout(30_000);
  await page.getByRole("heading", { level: 1, name: "Why: Sudland: what it can absorb" }).waitFor();
  await page.getByRole("button", { name: "Allocate", exact: true }).click();
  // The boats cost $60 million in one year and are worth 49.88 points: the limit keeps them out.
  const reason = page.getByRole("region", { name: "The reason" });
  const levels = reason.getByRole("table", { name: /at other levels, each solved again/ });
  await levels.getByRole("row", { name: /^\$50\.0 million \(now\) 25\.1/ }).waitFor();
  await levels.getByRole("row", { name: /^\$60\.0 million 75\.0/ }).waitFor();
  await waitForWords(
    reason,
    "raised from $50.0 million to $60.0 million a year; that gains 49.88 points",
  );
  const rows = page.getByRole("region", { name: "The rows that it counts" });
  await waitForWords(rows, "It allows at most $50.0 million a year.");
  await rows.getByRole("row", { name: /schools for boat crews.*\$10,000,000/ }).waitFor();
  const source = page.getByRole("region", { name: "Source" });
  await waitForWords(source, "Made up: what the harbor can take");
  await expectAccessible(page);
  const shown = page.getByRole("link", { name: "Show in the plan" });
  assert.match((await shown.getAttribute("href")) ?? "", /table=limits&row=absorb-sudland/);
  await page.context().close();
});

test("an account says what more of it would bring, and its money beside what it pays", async () => {
  const page = await bench.open("/plans/two/why/account/FMF", { as: "ana", dark: true });
  await page
    .getByRole("row", { name: /^FY2022 projected \$100,000,000 \$100,000,000 Made up/ })
    .waitFor();
  await page.getByRole("heading", { name: "The reason" }).waitFor();
  await page.getByRole("table", { name: /at other levels, each solved again/ }).waitFor();
  await expectAccessible(page);
  await page.context().close();
});

test("a total is the sum of the rows below it, and its rows lead to their reasons", async () => {
  const page = await bench.open("/plans/two/why/total/region:EUR", { as: "ana" });
  await waitForWords(page.getByRole("main"), "$120.0 million over all years, 63.2% of all money");
  const rows = page.getByRole("table", { name: "Payments of Europe and Eurasia" });
  await rows.getByRole("cell").filter({ hasText: "$" }).first().waitFor();
  const amounts = await rows.getByRole("cell").filter({ hasText: "$" }).allInnerTexts();
  const [sum, ...parts] = amounts.map((text) => Number(text.replace(/[$,]/g, ""))).reverse();
  assert.equal(
    parts.reduce((all, one) => all + one, 0),
    sum,
  );
  assert.equal(sum, 120_000_000);
  const reason = page.getByRole("region", { name: "The reason" });
  const rules = reason.getByRole("table", { name: /^Rules that count these payments and cost/ });
  await rules
    .getByRole("row", { name: /^Norland's yearly grant.*3\.75/ })
    .first()
    .waitFor();
  await reason
    .getByRole("listitem")
    .filter({ hasText: /^Norland's yearly grant/ })
    .waitFor();
  const law = page.getByRole("region", { name: "The law" });
  await law
    .getByRole("listitem")
    .filter({ hasText: /^FMF.*22 U\.S\.C\. 2763/s })
    .waitFor();
  await waitForWords(law, "Made up: an exchange of notes, for the example");
  await expectAccessible(page);
  await rows.getByRole("link", { name: "Norland: border radar" }).click();
  await page.getByRole("heading", { level: 1, name: "Why: Norland: border radar" }).waitFor();
  await page.goto(`${bench.origin}/plans/two/why/total/region:AF`);
  await waitForWords(page.getByRole("main"), "This allocation has no money under “region:AF”");
  await page.getByRole("link", { name: "Europe and Eurasia" }).waitFor();
  await page.context().close();
});

test("what is withheld is not told: neither its reason, nor its money in a total", async () => {
  const page = await bench.open("/plans/two/why/initiative/norland-radar", { as: "ben" });
  await waitForWords(
    page.getByRole("main"),
    "There is no initiative norland-radar here that you may see",
  );
  assert.doesNotMatch(await page.content(), /border radar/);
  await expectAccessible(page);
  // The allocation of those who see it is not for him; his own leaves it out.
  await work("ben", { kind: "allocate", branch: "main", quick: true });
  await page.goto(`${bench.origin}/plans/two/why/total/partner:NORLAND`);
  await waitForWords(page.getByRole("main"), "Rows that were withheld from whoever asked");
  await page.getByRole("table", { name: "Payments of Norland" }).waitFor();
  assert.doesNotMatch(await page.content(), /border radar/);
  await page.context().close();
});

test("an allocation that the plan has left behind is shown with its age, and made anew", async () => {
  const client = await bench.client("ana");
  await client.call("makeChange", {
    params: { plan: "two" },
    body: {
      branch: "main",
      reason: "More for the second year",
      edits: [
        {
          table: "resources",
          row: "FMF-2022",
          field: "amount",
          before: "100000000",
          after: "140000000",
        },
      ],
    },
  });
  const page = await bench.open("/plans/two/why/initiative/norland-fmf", { as: "ana" });
  await waitForWords(
    page.getByRole("main"),
    "The plan has changed since this allocation was worked out",
  );
  await page.getByRole("button", { name: "Allocate anew" }).click();
  await waitForNoWords(page.getByRole("main"), "The plan has changed since");
  await waitForWords(page.getByRole("main"), /Funded from FY2021/);
  await page.context().close();
});

test("what nobody can be asked about is said", async () => {
  const page = await bench.open("/plans/two/why/weather/rain", { as: "ana" });
  await waitForWords(page.getByRole("main"), "Nothing can be asked about “weather”.");
  await page.goto(`${bench.origin}/plans/two/why/limit/no-such`);
  await waitForWords(page.getByRole("main"), "There is no limit no-such here");
  await page.context().close();
});
