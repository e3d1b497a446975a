import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isoDate } from "../../base/fiscal.ts";
import { realCasebook } from "../../casework/casebook.test-data.ts";
import { groupRows, lookUpRows } from "../../casework/plan-rows.ts";
import { readCases } from "../../casework/read-cases.ts";
import { readTransfers } from "../../casework/transfers/read-transfers.ts";
import {
  barePlan,
  dollars,
  partnerOf,
  transferOf,
  walk,
} from "../../casework/transfers/transfer-plan.test-data.ts";
import { realLaw } from "../../law/law-folder.test-data.ts";
import { makeRow } from "../../plan/rows.ts";
import type { CaseView } from "../case-desk.ts";
import { listCalendar } from "./case-calendar.ts";
import { listDetails } from "./case-details.ts";

const day = isoDate;
const on = day("2020-12-31");

const issued = [
  { event: "apply", on: day("2020-06-02") },
  { event: "approve", on: day("2020-07-01") },
  { event: "find_below", on: day("2020-07-06") },
  { event: "issue", on: day("2020-09-01") },
];

/** The page of a sale of $10 million to the Philippines, and the calendar, after what happened. */
function pageOf(
  process: "fms" | "dcs",
  values: Parameters<typeof transferOf>[0],
  happened: Parameters<typeof walk>[1] = [],
) {
  const sale = { amount: dollars(10_000_000), channel: process === "fms" ? "FMS" : "DCS" } as const;
  const start = barePlan(on, {
    partners: [partnerOf("PHL", "EAP")],
    transfers: [transferOf({ ...sale, ...values })],
    cases: [
      makeRow("cases", {
        ...{ id: "c", name: "c", kind: "transfer", process, partner: "PHL" },
        ...{ transfer: "t", opened_on: day("2020-06-01"), owner: "sco" },
      }),
    ],
  });
  const { plan } = walk(start, happened);
  const [book, law] = [realCasebook(), realLaw()];
  const { result: readings, findings } = readCases(plan, book, on);
  const rows = lookUpRows(plan);
  const seen = { plan } as unknown as CaseView["seen"];
  const about = { seen, branch: "main", law, book, on, today: on, rows, readings, findings };
  const view: CaseView = { ...about, holds: groupRows([], () => ""), own: [] };
  const [reading] = readings;
  const [transfer] = readTransfers(plan, book, law, on, readings).result;
  assert.ok(reading);
  const details = listDetails(view, reading, transfer);
  const facts = (title: string) => details.find((one) => one.title === title)?.facts ?? [];
  const notice = facts("Value and notice").find(({ label }) => label === "Notice to Congress");
  const told = { notice: notice?.text ?? "", days: listCalendar(view) };
  return { ...told, fees: facts("Fees, estimated"), license: facts("License") };
}

describe("the page of a sale", () => {
  it("estimates the fees of a sale between governments, each with its source and mark", () => {
    const { fees, license } = pageOf("fms", { category: "major_defense_equipment" });
    const [surcharge, administration] = fees;
    assert.match(
      surcharge?.text ?? "",
      /^About \$320,000\. 3\.2 percent of \$10\.0 million, the rate/,
    );
    assert.match(administration?.text ?? "", /^At most \$100,000\. 1 percent/);
    assert.equal(fees.length, 5);
    for (const { citation, mark } of fees) {
      assert.ok(citation.length > 5);
      assert.equal(mark, "knowledge");
    }
    assert.deepEqual(license, []);
  });

  it("names the license of a commercial sale, and what lacks of it", () => {
    const { fees, license } = pageOf("dcs", { category: "significant_military_equipment" }, issued);
    assert.deepEqual(fees, []);
    const said = license.map(({ label, tone }) => [label, tone]);
    assert.deepEqual(said, [
      ["Leaves under", "missing"],
      ["Nontransfer and use certificate", "missing"],
      ["Registration", "plain"],
    ]);
    const named = pageOf("dcs", { license: "DSP-5" }, issued).license;
    assert.match(named[0]?.text ?? "", /^DSP-5: Permanent export\./);
    assert.equal(named[0]?.tone, "plain");
  });

  it("says why no notice is due where no threshold was asked", () => {
    const short = pageOf("fms", { channel: "LEASE", lease_months: 11 }).notice;
    assert.match(short, /^None is due for it by itself\. It lasts 11 months/);
    assert.equal(pageOf("fms", {}).notice, "None is due for it by itself");
  });

  it("puts the last day of an issued license into the calendar", () => {
    const ends = (values: Parameters<typeof transferOf>[0]) =>
      pageOf("dcs", values, issued).days.filter(({ title }) => /Validity/.test(title));
    assert.deepEqual(
      ends({ license: "DSP-5" }).map((one) => [one.day, one.row, one.late]),
      [["2024-09-01", "cases/c", false]],
    );
    assert.deepEqual(
      ends({ license: "TAA", license_until: day("2020-12-30") }).map((one) => [one.day, one.late]),
      [["2020-12-30", true]],
    );
    assert.deepEqual(ends({ license: "TAA" }), []);
  });
});
