import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isoDate } from "../base/fiscal.ts";
import { realLaw } from "../law/law-folder.test-data.ts";
import type { Plan, Transfer } from "../plan/plan.ts";
import { makeRow } from "../plan/rows.ts";
import type { ActBar } from "./act-bars.ts";
import { realCasebook } from "./casebook.test-data.ts";
import { lookUpRows } from "./plan-rows.ts";
import { proposeEvent } from "./propose-event.ts";
import { readCases } from "./read-cases.ts";
import { readTransfers } from "./transfers/read-transfers.ts";
import {
  barePlan,
  type Happening,
  partnerOf,
  transferOf,
  walk,
} from "./transfers/transfer-plan.test-data.ts";
import { listActBars } from "./transfers/transfer-rules.ts";

const book = realCasebook();
const law = realLaw();
const day = isoDate;
const requested = day("2020-06-01");

interface Given {
  readonly iso3: string;
  readonly bureau: string;
  readonly channel: Transfer["channel"];
  readonly eligible?: "in_force" | "suspended";
}

/** A plan with the case of one transfer, for which the partner pays. */
function planOf({ iso3, bureau, channel, eligible = "in_force" }: Given): Plan {
  const codes = { FMS: "fms", DCS: "dcs", EDA: "eda", LEASE: "lease", TPT: "tpt" } as const;
  return barePlan(requested, {
    partners: [partnerOf(iso3, bureau)],
    transfers: [transferOf({ partner: iso3, channel, requested_on: requested })],
    cases: [
      makeRow("cases", {
        ...{ id: "c", name: "C", kind: "transfer", process: codes[channel], partner: iso3 },
        ...{ transfer: "t", opened_on: requested, owner: "sco" },
      }),
    ],
    agreements: [
      makeRow("agreements", {
        ...{ id: "a", name: "A", partner: iso3, kind: "eligibility", status: eligible },
      }),
    ],
  });
}

const barsOn = (plan: Plan, on: string): readonly ActBar[] => {
  const [row] = plan.tables.cases;
  assert.ok(row);
  return listActBars(lookUpRows(plan), book, law, row, day(on));
};

const receive: Happening = { event: "apply", on: day("2020-06-05") };
const license = { iso3: "SSD", bureau: "AF", channel: "DCS" } as const;

function propose(plan: Plan, event: string, on: string, bars = barsOn(plan, on)) {
  const values = { author: "a", office: "ddtc", reason: "r", answers: "[]" };
  return proposeEvent(plan, book, "c", event, values, day(on), bars);
}

describe("what the law bars", () => {
  const received = walk(planOf(license), [receive]).plan;

  it("cannot be approved: the refusal names the bar, its citation, and what would lift it", () => {
    for (const event of ["approve", "approve_provisos"]) {
      const { result, findings } = propose(received, event, "2021-01-10");
      assert.deepEqual(result, []);
      assert.deepEqual(
        findings.map(({ code, severity }) => [code, severity]),
        [["event_barred", "error"]],
      );
      const [found] = findings;
      assert.match(found?.found ?? "", /CSPA\.listed/);
      assert.match(found?.source ?? "", /22 U\.S\.C\. 2370c-1\(a\).*Presidential Determination/);
      assert.match(found?.help ?? "", /on record in law\/bars\/cspa\.yaml.*The President/);
      assert.match(found?.help ?? "", /ends on 2021-09-30/);
    }
  });

  it("may be approved on the last day before the bar, and to a partner for whom it is waived", () => {
    assert.ok(propose(received, "approve", "2020-09-30").result.length > 0);
    assert.deepEqual(propose(received, "approve", "2020-10-01").result, []);
    const waived = walk(planOf({ ...license, iso3: "LBY", bureau: "NEA" }), [receive]).plan;
    assert.ok(propose(waived, "approve", "2021-01-10").result.length > 0);
  });

  it("is told, and not refused, where the place on the list is from knowledge", () => {
    const syria = walk(planOf({ ...license, iso3: "SYR", bureau: "NEA" }), [receive]).plan;
    const { result, findings } = propose(syria, "approve", "2021-01-10");
    assert.ok(result.length > 0);
    assert.ok(
      findings.some(({ code, found }) => code === "event_barred_unsure" && /CSPA/.test(found)),
    );
  });

  it("may still be denied, asked about and advised on", () => {
    for (const event of ["deny", "ask", "advise_approve"]) {
      const codes = propose(received, event, "2021-01-10").findings.map(({ code }) => code);
      assert.ok(!codes.includes("event_barred"), event);
    }
  });

  it("is not issued either, where the bar came after the approval; what was approved stays on record", () => {
    const steps = [
      { event: "approve", on: day("2020-09-20") },
      { event: "find_below", on: day("2020-09-21") },
    ];
    const { plan, refused } = walk(planOf(license), [receive, ...steps]);
    assert.deepEqual(refused, []);
    assert.deepEqual(propose(plan, "issue", "2020-09-30").findings, []);
    const late = propose(plan, "issue", "2020-10-01");
    assert.deepEqual(
      late.findings.map(({ code }) => code),
      ["event_barred"],
    );
    const on = day("2020-10-01");
    const [reading] = readCases(plan, book, on).result;
    assert.deepEqual(
      reading?.decisions.map(({ act, status }) => [act.code, status]),
      [["approve", "stands"]],
    );
    const { findings } = readTransfers(plan, book, law, on);
    assert.ok(
      findings.some(
        ({ code, found }) => code === "transfer_barred" && /does not stand/.test(found),
      ),
    );
  });

  it("includes a sale to a partner that is not eligible, until its eligibility is on record", () => {
    const sale = { iso3: "PHL", bureau: "EAP", channel: "FMS" } as const;
    const bars = barsOn(planOf({ ...sale, eligible: "suspended" }), "2020-08-01");
    const refusing = bars.filter(({ refuses }) => refuses);
    assert.deepEqual(
      refusing.map(({ rule }) => rule),
      ["FMS.agreements"],
    );
    assert.match(refusing[0]?.lifts ?? "", /eligibility.*in force/i);
    const open = barsOn(planOf(sale), "2020-08-01").filter(({ refuses }) => refuses);
    assert.deepEqual(open, []);
  });

  it("is asked of every way to grant a transfer: each process marks its acts", () => {
    const granting = [...book.processes.values()]
      .filter(({ kind }) => kind === "transfer")
      .map(({ code, events }) => [code, events.filter((one) => one.grants).map((one) => one.code)]);
    assert.deepEqual(granting, [
      ["bpc", ["sign"]],
      ["dcs", ["approve", "approve_provisos", "issue"]],
      ["eda", ["approve", "approve_provisos", "offer"]],
      ["fms", ["approve", "approve_provisos", "offer"]],
      ["lease", ["approve", "approve_provisos", "agree"]],
      ["tpt", ["approve", "approve_provisos", "consent"]],
    ]);
  });
});
