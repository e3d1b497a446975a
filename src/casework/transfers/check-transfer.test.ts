import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type IsoDate, isoDate } from "../../base/fiscal.ts";
import { realLaw } from "../../law/law-folder.test-data.ts";
import { makeRow, type RowValues } from "../../plan/rows.ts";
import { realCasebook } from "../casebook.test-data.ts";
import type { Casebook } from "../casebook.ts";
import { formatAnswers } from "./checklist.ts";
import { readTransfers } from "./read-transfers.ts";
import {
  barePlan,
  dollars,
  type Happening,
  partnerOf,
  transferOf,
  walk,
} from "./transfer-plan.test-data.ts";

const criteria = realCasebook().policies.arms[0]?.criteria.map((each) => each.code) ?? [];
const day = isoDate;

/** Answers to every criterion, but for these. */
function answers(but: Readonly<Record<string, "favorable" | "neutral" | "adverse">> = {}): string {
  const all = [...new Set([...criteria, ...Object.keys(but)])];
  return formatAnswers(
    all.map((criterion) => ({ criterion, answer: but[criterion] ?? "neutral", note: "" })),
  );
}

interface Given {
  readonly transfer?: Partial<RowValues<"transfers">>;
  readonly happened?: readonly Happening[];
  readonly items?: readonly Partial<RowValues<"end_use_items">>[];
  readonly on?: IsoDate;
  readonly iso3?: string;
  readonly book?: Casebook;
  /** How the eligibility of the partner stands. */
  readonly eligible?: "in_force" | "suspended";
}

function codesOf(given: Given): string[] {
  const { transfer = {}, happened = [], items = [], on = day("2020-12-31"), iso3 = "PHL" } = given;
  const opened = transfer.requested_on ?? day("2020-06-01");
  const plan = barePlan(on, {
    partners: [partnerOf(iso3, "EUR")],
    transfers: [transferOf({ partner: iso3, ...transfer })],
    cases: [
      makeRow("cases", {
        ...{ id: "c", name: "c", kind: "transfer", process: "fms", partner: iso3 },
        ...{ transfer: "t", opened_on: opened, owner: "sco" },
      }),
    ],
    agreements: [
      makeRow("agreements", {
        ...{ id: "a", name: "a", partner: iso3, kind: "eligibility" },
        status: given.eligible ?? "in_force",
      }),
    ],
    end_use_items: items.map((item) =>
      makeRow("end_use_items", {
        ...{ id: "i", partner: iso3, article: "Launchers", quantity: 2, monitoring: "enhanced" },
        ...{ delivered_on: day("2020-11-30"), status: "in_place" },
        ...item,
      }),
    ),
  });
  const after = walk(plan, happened);
  assert.deepEqual(after.refused, []);
  const { findings } = readTransfers(after.plan, given.book ?? realCasebook(), realLaw(), on);
  return findings.map((finding) => finding.code);
}

const judged = (more: Partial<Happening> = {}, decision: Partial<Happening> = {}): Happening[] => [
  { event: "receive_request", on: day("2020-06-02") },
  { event: "complete_a", on: day("2020-06-10") },
  { event: "submit", on: day("2020-07-01") },
  { event: "advise_approve", on: day("2020-07-10"), answers: answers(), ...more },
  { event: "approve", on: day("2020-08-01"), ...decision },
];

describe("what is wrong with a transfer", () => {
  it("is nothing where all is as it should be", () => {
    assert.deepEqual(codesOf({ happened: judged() }), []);
  });

  it("includes criteria that nobody answered, once it is approved", () => {
    const some = { answers: formatAnswers([]) };
    assert.deepEqual(codesOf({ happened: judged(some) }), ["criterion_unanswered"]);
    assert.deepEqual(codesOf({ happened: judged(some).slice(0, 4) }), []);
  });

  it("includes answers that cannot be read, and criteria of no version", () => {
    assert.ok(codesOf({ happened: judged({ answers: "fine" }) }).includes("answers_broken"));
    const other = { answers: answers({ prestige: "adverse" }) };
    assert.deepEqual(codesOf({ happened: judged(other) }), ["criterion_unknown"]);
    // The other version asks it: the answer is of use in a replay.
    assert.deepEqual(
      codesOf({ happened: judged({ answers: answers({ governance: "neutral" }) }) }),
      [],
    );
  });

  it("includes an approval against a criterion that bars, as surely as the criterion is known", () => {
    const adverse = judged({ answers: answers({ atrocities_known: "adverse" }) });
    assert.deepEqual(codesOf({ happened: adverse }), ["criterion_bars_unsure"]);
    const book = realCasebook();
    const arms = book.policies.arms.map((each) => ({
      ...each,
      criteria: each.criteria.map((one) => ({ ...one, mark: "checked" as const })),
    }));
    const sure = { ...book, policies: { ...book.policies, arms } };
    assert.deepEqual(codesOf({ happened: adverse, book: sure }), ["criterion_bars"]);
  });

  it("includes a decision under another version than the one in force", () => {
    const other = judged({}, { rule_version: "NSM-18" });
    assert.deepEqual(codesOf({ happened: other }), ["policy_version_other"]);
  });

  it("includes that no version covers the day", () => {
    const on = day("2017-03-01");
    assert.deepEqual(codesOf({ on, transfer: { requested_on: day("2017-02-01") } }), [
      "policy_unknown",
    ]);
  });

  it("includes a certified sale that says nothing of offsets, and missile technology of category I", () => {
    const large = { amount: dollars(100_000_000) };
    assert.deepEqual(codesOf({ transfer: large }), ["transfer_rule_open"]);
    assert.deepEqual(codesOf({ transfer: { ...large, offset_ratio: 0 } }), []);
    const missiles = { technology: "mtcr_category_1" as const };
    assert.deepEqual(codesOf({ transfer: missiles }), ["transfer_rule_open"]);
  });

  it("includes a sale to a partner that is not eligible, and says that an approval does not stand", () => {
    assert.deepEqual(codesOf({ eligible: "suspended" }), ["transfer_barred"]);
    assert.deepEqual(codesOf({ eligible: "suspended", happened: judged() }), ["transfer_barred"]);
    // Its channel asks for no eligibility of the plan's record.
    assert.deepEqual(codesOf({ eligible: "suspended", transfer: { channel: "DCS" } }), []);
  });

  it("includes notice that was skipped, less surely where the group is less sure", () => {
    const sold = [
      ...judged(),
      { event: "find_below", on: day("2020-08-02") },
      { event: "offer", on: day("2020-08-03") },
    ];
    const transfer = { amount: dollars(100_000_000), offset_ratio: 0 };
    assert.deepEqual(codesOf({ happened: sold, transfer }), ["notice_skipped"]);
    // That Poland counts to the group is checked; since which day, is from knowledge.
    assert.deepEqual(codesOf({ happened: sold, transfer, iso3: "POL" }), ["notice_skipped_unsure"]);
  });

  it("includes checks that are overdue and what checks found, while the transfer is open", () => {
    const late = { on: day("2021-03-01"), items: [{}] };
    assert.deepEqual(codesOf({ ...late, happened: judged() }), ["end_use_check_due"]);
    const missing = [{ status: "missing" as const }];
    assert.deepEqual(codesOf({ items: missing, happened: judged() }), ["end_use_violation"]);
    const sold = [
      ...judged(),
      { event: "find_below", on: day("2020-08-02") },
      { event: "offer", on: day("2020-08-03") },
    ];
    assert.deepEqual(codesOf({ items: missing, happened: sold }), []);
  });
});
