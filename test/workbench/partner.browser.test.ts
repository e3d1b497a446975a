import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Cents, showDollars, sumCents } from "../../src/base/money.ts";
import { showMillions } from "../../src/report/words.ts";
import { readExample } from "../read-example.ts";
import { expectAccessible } from "./axe.ts";
import { eventually, unfold, waitForWords, waitUntilFocused } from "./page-watch.ts";
import { planAbout } from "./plan-about.ts";
import { startWorkbench, type Workbench } from "./workbench.ts";

let bench: Workbench;

before(async () => {
  const plan = planAbout(readExample("fy2021"), ["UKR", "GEO", "MDA", "JOR", "PHL"]);
  bench = await startWorkbench({ plans: { fy: plan } });
});

after(() => bench?.close());

test("the list of partners is found, filtered and sorted in the address", async () => {
  const page = await bench.open("/plans/fy/partners");
  await waitForWords(page, /5 partners/);
  await page.getByLabel("Find by name or code").fill("ukr");
  await waitForWords(page, "1 of 5 partners");
  await page.getByLabel("Find by name or code").fill("");
  await page.getByLabel("Region", { exact: true }).selectOption("EUR");
  await page.getByRole("button", { name: /^Asked, all years/ }).click();
  await page.waitForURL(/region=EUR&sort=-asked/);
  const first = page.getByRole("row").nth(1);
  await waitForWords(first, "Ukraine");
  await expectAccessible(page);
  await first.getByRole("link", { name: "Ukraine" }).click();
  await page.getByRole("heading", { level: 1, name: "Ukraine" }).waitFor();
  await page.context().close();
});

test("a partner's page sums what the API says, for every agency, account and year", async () => {
  const client = await bench.client();
  const answer = await client.call("readPartner", { params: { plan: "fy", partner: "UKR" } });
  const page = await bench.open("/plans/fy/partners/UKR");
  const cents = (amounts: readonly number[]) => sumCents(amounts as Cents[]);

  const asked = cents(answer.proposals.map((row) => row.asked));
  const proposals = page.getByRole("table", { name: "Proposals and programs" });
  await proposals
    .getByRole("row", { name: new RegExp(`^All ${escaped(showDollars(asked))}`) })
    .waitFor();
  const headers = proposals.getByRole("rowheader");
  await eventually(async () =>
    assert.equal(
      await headers.count(),
      answer.proposals.length + 1,
      "each proposal of the API has its row",
    ),
  );

  const money = page.getByRole("table", { name: "By account and year" });
  const record = cents(answer.money.map((row) => row.record));
  const ofYear = (year: number) =>
    showMillions(
      cents(answer.money.filter((row) => row.fiscal_year === year).map((row) => row.record)),
    );
  const sums = money.getByRole("row", { name: /^All accounts/ }).first();
  await eventually(async () => {
    const cells = await sums.getByRole("cell").allTextContents();
    assert.equal(cells.at(-1), showMillions(record));
    assert.deepEqual(cells.slice(0, 5), [2016, 2017, 2018, 2019, 2020].map(ofYear));
  });

  const agencies = page.getByRole("table", { name: "What each agency asks" });
  for (const agency of answer.agencies) {
    const row = agencies.getByRole("row", { name: new RegExp(`^${agency.label} `) });
    await waitForWords(row, showDollars(agency.amount as Cents));
  }
  assert.equal(cents(answer.agencies.map((row) => row.amount)), asked);
  for (const claim of answer.claims) await waitForWords(page, claim.statement ?? "");
  for (const row of answer.directives) await waitForWords(page, row.citation ?? "");
  await page.context().close();
});

function escaped(words: string): string {
  return words.replace(/[$.]/g, "\\$&");
}

test("the chart's values are reached by the arrow keys, and stand in a table beside it", async () => {
  const page = await bench.open("/plans/fy/partners/UKR");
  const chart = page.getByRole("figure", { name: "Money by account and year" });
  const value = chart.getByRole("img", { name: /million$/ }).first();
  await value.focus();
  await waitUntilFocused(value);
  const first = await value.getAttribute("aria-label");
  await page.keyboard.press("ArrowRight");
  await eventually(async () => {
    const second = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    assert.notEqual(second, first);
    assert.match(second ?? "", /, FY20\d\d: \$[\d.,<]+ million$/);
    await waitForWords(chart, second ?? "");
  });
  await unfold(chart, "Figures as a table");
  await chart.getByRole("rowheader", { name: "All" }).waitFor();
  await page.context().close();
});

test("the registers, other donors and feasibility by its parts stand on a partner's page", async () => {
  const client = await bench.client();
  const { donor_lines } = await client.call("readPartner", {
    params: { plan: "fy", partner: "PHL" },
  });
  const { feasibility } = await client.call("readAssessment", {
    ...{ params: { plan: "fy" }, query: { partner: "PHL" } },
  });
  const page = await bench.open("/plans/fy/partners/PHL");
  const donors = page.getByRole("table", { name: /What other donors do/ });
  await donors.getByRole("row").nth(1).waitFor();
  await eventually(async () =>
    assert.equal(await donors.getByRole("rowheader").count(), donor_lines.length),
  );
  const parts = page.getByRole("table", { name: "Feasibility of initiatives, the riskiest first" });
  await parts.getByRole("row").nth(1).waitFor();
  await eventually(async () =>
    assert.equal(await parts.getByRole("rowheader").count(), Math.min(6, feasibility.length)),
  );
  const strained = feasibility
    .flatMap((one) => one.parts)
    .find((one) => one.standing === "strained");
  assert.ok(strained);
  await waitForWords(page, strained.says);
  await expectAccessible(page);
  await page.context().close();
});

test("what falls with an assumption is named", async () => {
  const page = await bench.open("/plans/fy/partners/UKR");
  const reform = page
    .getByRole("listitem")
    .filter({ hasText: "Ukraine goes on with the defense reform" });
  await unfold(reform, /What falls with it/);
  await reform.getByRole("link", { name: "Ukraine: Foreign Military Financing" }).waitFor();
  await page.context().close();
});

test("a change with its reason, and what is found in what it leaves, appear on the open page", async () => {
  const client = await bench.client();
  const plan = "fy";
  const { partner } = await client.call("readPartner", { params: { plan, partner: "PHL" } });
  const posture = { table: "initiatives", row: "phl-posture" } as const;
  const { columns, rows } = await client.call("readTable", {
    params: { plan, table: "initiatives" },
    query: { where: "id=phl-posture" },
  });
  const said = rows[0]?.cells[columns.indexOf("dod_objective_reason")] ?? "";
  const page = await bench.open("/plans/fy/partners/PHL");
  const findings = page.getByRole("region", { name: "Findings", exact: true });
  const history = page.getByRole("region", { name: "History of its rows" });
  await waitForWords(findings, "Nothing is wrong with its rows.");

  const reason = "The command writes anew what the port is for";
  const tier = { table: "partners", row: "PHL", field: "tier_reason" } as const;
  const edits = [
    { ...posture, field: "dod_objective_reason", before: said, after: null },
    { ...tier, before: partner.tier_reason ?? null, after: "A treaty ally" },
  ];
  await client.call("makeChange", { params: { plan }, body: { reason, edits } });
  await waitForWords(history, `“${reason}”`);
  await waitForWords(history, /PHL › tier_reason: from .* to A treaty ally/);
  await waitForWords(findings, /dod_objective_reason: found .*, and no reason for it\./);
  await eventually(async () => assert.equal(await findings.getByRole("listitem").count(), 1));
  await findings.getByRole("link", { name: /^initiatives › phl-posture/ }).click();
  await page.waitForURL(/\/proposals\/phl-posture/);
  await page.getByRole("heading", { level: 1, name: /^Philippines/ }).waitFor();
  await page.context().close();
});

test("an allocation appears on the open page, and its sums are those of the API", async () => {
  const client = await bench.client();
  const page = await bench.open("/plans/fy/partners/UKR");
  await waitForWords(page, "no allocation yet");
  await client.call("startJob", {
    params: { plan: "fy" },
    body: { kind: "allocate", quick: true },
  });
  await page
    .getByRole("cell", { name: /^Funded from FY20/ })
    .first()
    .waitFor({ timeout: 60_000 });
  const answer = await client.call("readPartner", {
    params: { plan: "fy", partner: "UKR" },
    query: {},
  });
  const allocated = sumCents(answer.money.map((row) => row.allocated as Cents));
  assert.ok(allocated > 0);
  assert.equal(allocated, sumCents(answer.proposals.map((row) => row.allocated as Cents)));
  const proposals = page.getByRole("table", { name: "Proposals and programs" });
  const funded = answer.proposals.filter((row) => row.funded).length;
  await waitForWords(page, `${funded} of ${answer.proposals.length} funded`);
  const fundedCells = proposals.getByRole("cell", { name: /^Funded from/ });
  await eventually(async () => assert.equal(await fundedCells.count(), funded));
  const sums = page
    .getByRole("table", { name: "By account and year" })
    .getByRole("row", { name: /^All accounts/ })
    .last();
  await waitForWords(sums.getByRole("cell").last(), showMillions(allocated));
  await page.context().close();
  const list = await bench.open("/plans/fy/partners");
  const row = list.getByRole("row", { name: /^Ukraine/ });
  await waitForWords(row, showDollars(allocated));
  await waitForWords(row, `${funded} of ${answer.proposals.length} funded`);
  await list.context().close();
});

test("the pages of partners are readable in the light, in the dark and in a narrow window", async () => {
  for (const options of [{}, { dark: true, width: 320 }]) {
    const page = await bench.open("/plans/fy/partners/UKR", options);
    await page.getByRole("figure", { name: "Money by account and year" }).waitFor();
    await expectAccessible(page, JSON.stringify(options));
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(over, 0);
    await page.context().close();
  }
});

test("a partner that is not there is refused in words", async () => {
  const page = await bench.open("/plans/fy/partners/ATLANTIS");
  await page.getByRole("heading", { name: "Not here, or not for you to see" }).waitFor();
  await expectAccessible(page);
  await page.context().close();
});
