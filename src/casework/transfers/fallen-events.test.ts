import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isoDate } from "../../base/fiscal.ts";
import { realLaw } from "../../law/law-folder.test-data.ts";
import type { Plan, Transfer } from "../../plan/plan.ts";
import { makeRow } from "../../plan/rows.ts";
import { realCasebook } from "../casebook.test-data.ts";
import { readCases } from "../read-cases.ts";
import { readTransfers } from "./read-transfers.ts";
import { barePlan, partnerOf, transferOf, walk } from "./transfer-plan.test-data.ts";

const book = realCasebook();
const law = realLaw();
const day = isoDate;

function planOf(
  process: "bpc" | "dcs",
  more: Pick<Transfer, "channel" | "requested_on"> & Partial<Transfer>,
): Plan {
  const { requested_on: requested } = more;
  return barePlan(requested, {
    partners: [partnerOf("PHL", "EAP")],
    transfers: [transferOf(more)],
    cases: [
      makeRow("cases", {
        ...{ id: "c", name: "C", kind: "transfer", process, owner: "sco" },
        ...{ partner: "PHL", transfer: "t", opened_on: requested },
      }),
    ],
  });
}

const issued = [
  { event: "apply", on: day("2020-06-05") },
  { event: "approve", on: day("2020-06-10") },
  { event: "find_below", on: day("2020-06-11") },
  { event: "issue", on: day("2020-06-12") },
];

/** The plan after its transfer changed, so that the signatures on it lapse and what followed falls. */
function changed(plan: Plan): Plan {
  const transfers = plan.tables.transfers.map((row) => ({ ...row, name: "Something else" }));
  return { ...plan, tables: { ...plan.tables, transfers } };
}

const readingsOf = (plan: Plan, on: string) => {
  const cases = readCases(plan, book, day(on)).result;
  const [reading] = readTransfers(plan, book, law, day(on), cases).result;
  assert.ok(reading);
  return { reading, steps: cases[0]?.events ?? [], clocks: cases[0]?.clocks ?? [] };
};

describe("what an event set going", () => {
  it("stops when the issue of a license fell: no validity runs, in the case or with the transfer", () => {
    const { plan, refused } = walk(
      planOf("dcs", { channel: "DCS", requested_on: day("2020-06-01"), license: "DSP-5" }),
      issued,
    );
    assert.deepEqual(refused, []);
    const before = readingsOf(plan, "2020-07-01");
    assert.ok(before.clocks.some(({ code }) => code === "validity"));
    assert.ok(before.reading.license.validity);
    const { reading, steps, clocks } = readingsOf(changed(plan), "2020-07-01");
    assert.equal(steps.at(-1)?.status, "fallen");
    assert.ok(!clocks.some(({ code }) => code === "validity"));
    assert.equal(reading.license.validity, null);
    assert.equal(reading.given_on, null);
  });

  it("decides the rates of its day no more: a case begun anew pays those of the later day", () => {
    const asked = planOf("bpc", { channel: "FMS", requested_on: day("2018-01-10") });
    const { plan, refused } = walk(asked, [
      { event: "receive_request", on: day("2018-02-01") },
      { event: "complete_b", on: day("2018-02-11") },
      { event: "sign", on: day("2018-03-01") },
      { event: "implement", on: day("2018-05-20") },
    ]);
    assert.deepEqual(refused, []);
    const surchargeOf = (of: Plan) =>
      readingsOf(of, "2018-07-01").reading.fees.find(
        ({ code }) => code === "administrative_surcharge",
      )?.amount;
    const whole = plan.tables.transfers[0]?.amount ?? 0;
    assert.equal(surchargeOf(plan), (whole * 35) / 1000);
    assert.equal(surchargeOf(changed(plan)), (whole * 32) / 1000);
  });
});
