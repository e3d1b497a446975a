import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { fiscalYear, isoDate } from "../../src/base/fiscal.ts";
import { casePlan } from "../../src/casework/case-plan.test-data.ts";
import {
  dollars,
  partnerOf,
  transferOf,
  walk,
} from "../../src/casework/transfers/transfer-plan.test-data.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { makeRow } from "../../src/plan/rows.ts";
import { expectAccessible } from "./axe.ts";
import { waitForNoWords, waitForWords } from "./page-watch.ts";
import { startWorkbench, type TestPerson, type Workbench } from "./workbench.ts";

const people: readonly TestPerson[] = [
  { id: "ana", name: "Ana Alvarez", grants: [] },
  {
    ...{ id: "stan", name: "Stan State" },
    grants: [{ role: "contributor", agency: "State" }, { role: "decision_maker" }],
  },
  { id: "cleo", name: "Cleo Clerk", grants: [{ role: "contributor", agency: "State" }] },
];

/** The section 333 package with its case, and a sale that State reviews by the policy in force. */
function saleInReview(): Plan {
  const plan = casePlan({ transfers: [transferOf({ name: "Patrol aircraft" })] });
  const sale = makeRow("cases", {
    ...{ id: "c", name: "Sale of patrol aircraft", kind: "transfer", partner: "PHL" },
    ...{ process: "fms", transfer: "t", owner: "military_department" },
    opened_on: isoDate("2020-06-01"),
  });
  const begun = { ...plan, tables: { ...plan.tables, cases: [sale] } };
  const { plan: walked, refused } = walk(begun, [
    { event: "receive_request", on: isoDate("2020-06-02") },
    { event: "complete_a", on: isoDate("2020-06-10") },
    { event: "submit", on: isoDate("2020-07-01") },
  ]);
  assert.deepEqual(refused, []);
  const { cases } = walked.tables;
  return { ...walked, tables: { ...walked.tables, cases: [...cases, ...plan.tables.cases] } };
}

/** A license to a government on a list, a concurrence that is late, input that is due, and a request on a reserve. */
function barredAndLate(): Plan {
  const base = casePlan();
  const requested_on = isoDate("2020-11-01");
  const [late] = base.tables.cases;
  assert.ok(late);
  const license = makeRow("cases", {
    ...{ id: "c", name: "License for rifles", kind: "transfer", process: "dcs", partner: "SSD" },
    ...{ transfer: "t", opened_on: requested_on, owner: "ddtc" },
  });
  const plan = casePlan({
    partners: [...base.tables.partners, partnerOf("SSD", "AF")],
    transfers: [transferOf({ partner: "SSD", channel: "DCS", requested_on })],
    cases: [license, makeRow("cases", { ...late, due_on: isoDate("2020-12-01") })],
    activities: [
      makeRow("activities", {
        ...{ id: "game", name: "Wargame", kind: "exercise", owner: "EUCOM", status: "planned" },
        input_due: isoDate("2020-12-15"),
      }),
    ],
    reserves: [
      makeRow("reserves", {
        ...{ id: "quick", name: "Quick response", account: "FMF", fiscal_year: fiscalYear(2021) },
        ...{ amount: dollars(1_000_000), trigger: "A blast", released_by: "State" },
        respond_days: 14,
      }),
    ],
    releases: [
      makeRow("releases", {
        ...{ id: "ask", reserve: "quick", partner: "PHL", happened: "A depot burned." },
        ...{ asked_on: isoDate("2020-12-01"), amount: dollars(200_000) },
      }),
    ],
  });
  const { plan: walked, refused } = walk(plan, [{ event: "apply", on: isoDate("2020-11-02") }]);
  assert.deepEqual(refused, []);
  return walked;
}

let bench: Workbench;

before(async () => {
  bench = await startWorkbench({ plans: { one: saleInReview(), two: barredAndLate() }, people });
});

after(() => bench?.close());

const main = (page: Page) => page.getByRole("main");
const radar = "Coastal radar, Philippines";

test("a case is opened from its proposal, for an office of one's own", async () => {
  const page = await bench.open("/plans/one/proposals/PHL-radar", { as: "cleo" });
  await page.getByRole("link", { name: "Open a case about it" }).click();
  const dialog = page.getByRole("dialog", { name: "Open a case" });
  await waitForWords(dialog.getByRole("status"), `${radar}, PHL`);
  const offices = dialog.getByLabel("Opened by the office").getByRole("option");
  for (const name of await offices.allTextContents()) assert.match(name, /^State: /);
  await dialog.getByLabel("What it is about").fill("Radar on the coast");
  await dialog.getByLabel(/^To be decided by/).fill("2021-06-30");
  await expectAccessible(page, "the window in which a case is opened");
  await dialog.getByRole("button", { name: "Open it" }).click();
  await page.getByRole("heading", { level: 1, name: "Radar on the coast" }).waitFor();
  await main(page).getByRole("link", { name: radar }).first().click();
  // The proposal, or why it is funded, names the case from then on.
  const cases = page.getByRole("table", { name: "Cases about it" });
  await cases.getByRole("link", { name: "Radar on the coast" }).waitFor();
  await page.context().close();
});

test("a case is opened from the board, and stands there in its first stage", async () => {
  const page = await bench.open("/plans/one/board?process=concurrence-joint", { as: "stan" });
  await page.getByRole("button", { name: "Open a case" }).click();
  const dialog = page.getByRole("dialog", { name: "Open a case" });
  await dialog.getByLabel("Process").selectOption("concurrence-joint");
  const open = dialog.getByRole("button", { name: "Open it" });
  await dialog.getByLabel("What it is about").fill("Boats once more");
  await dialog.getByLabel(/^Initiative that it decides/).fill("no-such-boats");
  assert.ok(await open.isDisabled(), "a case of something that is not there");
  await dialog.getByLabel(/^Initiative that it decides/).fill("UKR-boats");
  await waitForWords(dialog.getByRole("status"), "Patrol boats, Ukraine");
  await open.click();
  await page.getByRole("heading", { level: 1, name: "Boats once more" }).waitFor();
  await page.goBack();
  const opened = page.getByRole("region", { name: /^Opened, \d/ });
  await opened.getByRole("link", { name: "Boats once more" }).waitFor();
  await page.context().close();
});

/** The findings of the assessment about a partner; one by words of it. */
const assessed = (page: Page, words: RegExp): Locator =>
  page.getByRole("region", { name: "Assessment" }).getByRole("listitem").filter({ hasText: words });

async function judge(page: Page, finding: Locator, verdict: string, reason: string) {
  await finding.getByRole("button", { name: "Give a verdict" }).click();
  const dialog = page.getByRole("dialog", { name: "Give a verdict" });
  await dialog.getByRole("radio", { name: verdict }).check();
  await dialog.getByRole("textbox", { name: "Reason" }).fill(reason);
  await expectAccessible(page, "the window of a verdict");
  await dialog.getByRole("button", { name: "Give it" }).click();
  await dialog.waitFor({ state: "detached" });
  await waitForWords(finding, `${verdict}: Stan State`);
}

test("verdicts to merge, to sequence and to accept stay given until the facts of each change", async () => {
  const page = await bench.open("/plans/one/partners/PHL", { as: "stan" });
  const lacks = (id: string) =>
    assessed(page, new RegExp(`^(Open|Settled|Came back)equipment in .${id}.`));
  const finding = { radar: lacks("PHL-radar"), maritime: lacks("maritime") };
  await judge(page, finding.radar.first(), "Merge the efforts", "One radar serves both");
  await judge(page, finding.maritime.first(), "Put them in sequence", "Boats come first");
  await judge(page, assessed(page, /governance/i).first(), "Accept with a reason", "Known to all");
  await page.reload();
  const settled = page
    .getByRole("region", { name: "Assessment" })
    .getByRole("listitem")
    .filter({ hasText: "Settled" });
  await settled.nth(2).waitFor();
  assert.equal(await settled.count(), 3);
  assert.equal(await settled.getByRole("button", { name: "Give a verdict" }).count(), 0);

  // What the verdict on one saw was a proposal for the sea; it becomes one for the air.
  const client = await bench.client("ana");
  const edit = { table: "initiatives", row: "maritime", field: "domain" } as const;
  const body = { reason: "Seen anew", edits: [{ ...edit, before: "maritime", after: "air" }] };
  await client.call("makeChange", { params: { plan: "one" }, body });
  const back = finding.maritime.filter({ hasText: "Came back" }).first();
  await waitForWords(back, /Boats come first/);
  await waitForWords(back, /domain of `maritime` was maritime, is air/);
  await back.getByRole("button", { name: "Give a verdict" }).waitFor();
  assert.equal(await settled.count(), 2, "the other verdicts stand");
  await expectAccessible(page, "verdicts given, and one that came back");
  await page.context().close();
});

test("a sale shows beside the assistance on the partner's page, with its value and where its case stands", async () => {
  const page = await bench.open("/plans/one/partners/PHL", { as: "stan" });
  const proposals = page.getByRole("table", { name: "Proposals and programs" });
  await proposals.getByRole("rowheader", { name: radar }).first().waitFor();
  const sales = page.getByRole("table", { name: "Arms transfers to the partner" });
  const sale = sales.getByRole("row").filter({ hasText: "Patrol aircraft" });
  const state = sale.getByRole("link", { name: "Review by State" });
  await state.waitFor();
  for (const name of ["Foreign military sale", "Jun 1, 2020", "The partner", "$1,000,000"]) {
    await sale.getByRole("cell", { name, exact: true }).waitFor();
  }
  const sum = sales.getByRole("row").filter({ hasText: /^All/ });
  await waitForWords(sum, /\$1\.0 million$/);
  const assisted = proposals.getByRole("row").filter({ hasText: "Patrol aircraft" });
  assert.equal(await assisted.count(), 0, "a sale is no assistance");
  await state.click();
  await page.getByRole("heading", { level: 1, name: "Sale of patrol aircraft" }).waitFor();
  await page.context().close();
});

test("the criteria of the policy are answered in a case, one by one, and a dissent is kept", async () => {
  const page = await bench.open("/plans/one/cases/c?on=2020-07-10", { as: "stan" });
  await page.getByRole("heading", { name: "Criteria" }).waitFor();
  const advise = async (act: string, answer: string, office: string, reason: string) => {
    await page.getByRole("button", { name: act, exact: true }).click();
    const dialog = page.getByRole("dialog", { name: act });
    await dialog.getByLabel("For the office").selectOption({ label: office });
    await dialog.getByRole("textbox", { name: /^Reason/ }).fill(reason);
    const criteria = dialog.getByRole("group", { name: /^Criteria/ });
    await criteria.getByRole("combobox").first().selectOption(answer);
    await criteria.getByRole("textbox").first().fill(`As ${office} sees it`);
    await expectAccessible(page, "the window of advice with its criteria");
    await dialog.getByRole("button", { name: act, exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
  };
  const pm = "State: State, Bureau of Political-Military Affairs";
  await advise("Advise to approve", "favorable", pm, "It fits");
  const criteria = page.getByRole("table", { name: "Criteria and answers" });
  await criteria.getByRole("cell", { name: "Agreed" }).first().waitFor();
  const drl = "State: State, Bureau of Democracy, Human Rights, and Labor";
  await advise("Advise to deny", "adverse", drl, "The unit is under inquiry");
  await criteria.getByRole("cell", { name: "Disputed" }).first().waitFor();
  await waitForWords(main(page), "The unit is under inquiry");
  const replay = page.getByLabel("Replay under another version");
  await replay.selectOption({ index: 1 });
  await page.getByRole("status").filter({ hasText: /\w/ }).last().waitFor();
  await expectAccessible(page, "a checklist with dissent");
  await page.context().close();
});

test("what falls if an assumption fails is planned anew at the press of a button, and stands in the link", async () => {
  const client = await bench.client("stan");
  const page = await bench.open("/plans/one/partners/UKR", { as: "stan" });
  const card = page
    .getByRole("region", { name: "Assumptions" })
    .getByRole("listitem")
    .filter({ hasText: "Congress keeps the level" })
    .first();
  await waitForWords(card, "What the plan loses if it fails is told once allocated.");
  const body = { kind: "allocate", quick: true } as const;
  await client.call("startJob", { params: { plan: "one" }, body });
  await card.getByRole("button", { name: /^If this fails/ }).click();
  const failure = card.getByRole("region", { name: "If flat-money fails" });
  await failure.getByRole("heading", { name: "What falls" }).waitFor({ timeout: 60_000 });
  await failure.getByRole("link", { name: "UKR-boats" }).waitFor();
  await waitForNoWords(card, "Planning anew");
  await expectAccessible(page, "what falls with an assumption");
  const [said, link] = [await failure.textContent(), page.url()];
  await page.context().close();
  // Whoever opens the link sees the same, though they may not edit everywhere.
  const cleo = await bench.open(link.slice(bench.origin.length), { as: "cleo" });
  const same = cleo.getByRole("region", { name: "If flat-money fails" });
  await same.waitFor();
  assert.equal(await same.textContent(), said);
  await cleo.context().close();
});

test("what the law bars has no button to press, and says which bar, its citation and what would lift it", async () => {
  const page = await bench.open("/plans/two/cases/c?on=2021-01-04", { as: "stan" });
  const acts = page.getByRole("region", { name: "What may be done" });
  const approve = acts.getByRole("listitem").filter({
    has: page.getByRole("button", { name: "Approve", exact: true }),
  });
  await waitForWords(approve, /CSPA\.listed.*2370c-1.*To lift it.*cspa\.yaml/s);
  assert.ok(await approve.getByRole("button", { name: "Approve", exact: true }).isDisabled());
  assert.ok(await acts.getByRole("button", { name: "Deny", exact: true }).isEnabled());
  await expectAccessible(page, "an act that the law bars");
  await page.context().close();
});

test("a late case is put before the next level, stands in its inbox, and comes back", async () => {
  const page = await bench.open("/plans/two/cases/c-333?on=2021-01-06", { as: "stan" });
  const act = async (name: string, more?: (dialog: Locator) => Promise<void>) => {
    await page.getByRole("button", { name, exact: true }).click();
    const dialog = page.getByRole("dialog", { name });
    await dialog.getByRole("textbox", { name: /^Reason/ }).fill(`Why: ${name}`);
    await more?.(dialog);
    await expectAccessible(page, `the window: ${name}`);
    await dialog.getByRole("button", { name, exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
  };
  const level = "the Under Secretaries of both departments";
  await act("Escalate");
  await waitForWords(main(page), `Put before ${level} on Jan 6, 2021 by Stan State: Why`);
  const inbox = await bench.open("/plans/two/inbox?office=state_t&on=2021-01-08", { as: "cleo" });
  const row = inbox.getByRole("row").filter({ hasText: "Escalated 2 days ago" });
  await row.getByRole("link").first().waitFor();
  await waitForWords(row, "Under Secretary of Defense for Policy");
  await inbox.context().close();
  const board = await bench.open("/plans/two/board?process=concurrence-joint&on=2021-01-06", {
    as: "cleo",
  });
  await waitForWords(main(board), "Escalated today");
  await board.context().close();
  await waitForWords(main(page), "Overdue");
  await act("Accept the delay", async (dialog) => {
    await dialog.getByLabel(/until|last day/i).fill("2021-02-01");
  });
  await waitForWords(main(page), "Delay accepted until Feb 1, 2021");
  await waitForNoWords(main(page), "Overdue");
  await act("Send back from that level");
  await waitForNoWords(main(page), "Escalated");
  await page.context().close();
});

test("the inbox lists input that is owed to the plans of others, and requests on reserves", async () => {
  const page = await bench.open("/plans/two/inbox?office=all&on=2020-12-16", { as: "stan" });
  const table = page.getByRole("table", { name: "From the registers" });
  await waitForWords(
    table.getByRole("row").filter({ hasText: "Wargame" }),
    /Overdue.*Dec 15, 2020/s,
  );
  const request = table.getByRole("row").filter({ hasText: "Quick response" });
  await waitForWords(
    request,
    /release or refuse \$200,000.*Overdue.*Dec 15, 2020.*A depot burned/s,
  );
  await expectAccessible(page, "an inbox with what the registers ask for");
  await page.getByLabel("Waits for").selectOption("ddtc");
  await waitForNoWords(main(page), "Wargame");
  await request.waitFor();
  await page.context().close();
});
