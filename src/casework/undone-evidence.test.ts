import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isoDate } from "../base/fiscal.ts";
import type { Plan } from "../plan/plan.ts";
import { makeRow } from "../plan/rows.ts";
import { realCasebook } from "./casebook.test-data.ts";
import { readCases } from "./read-cases.ts";
import { barePlan, partnerOf, walk } from "./transfers/transfer-plan.test-data.ts";

const today = isoDate("2020-12-31");

/** A unit that is barred under a law, at once or after it was approved, and the decision that stands in the way. */
function barred(process: string, approved: boolean) {
  const plan = barePlan(today, {
    partners: [partnerOf("PHL", "EAP")],
    units: [makeRow("units", { id: "squad", name: "squad", partner: "PHL", force: "army" })],
    cases: [
      makeRow("cases", {
        ...{ id: "c", name: "c", kind: "vetting", process, partner: "PHL", unit: "squad" },
        ...{ opened_on: isoDate("2020-01-06"), owner: "post" },
      }),
    ],
    evidence: [
      makeRow("evidence", {
        ...{ id: "e", case: "c", claim: "made up", standard: "credible" },
        ...{ dated: isoDate("2020-01-06"), said_by: "somebody", source: "made up" },
      }),
    ],
  });
  const sent = walk(plan, [
    { event: "submit", on: isoDate("2020-06-01") },
    { event: "clear_post", on: isoDate("2020-06-03") },
    ...(approved
      ? [{ event: "approve", on: isoDate("2020-06-10"), until: isoDate("2021-06-09") }]
      : []),
    { event: "reject", on: isoDate("2020-07-10") },
  ]);
  assert.deepEqual(sent.refused, []);
  const first = sent.plan.tables.events[2]?.id;
  assert.ok(first !== undefined);
  return { plan: sent.plan, first };
}

const read = (plan: Plan) => readCases(plan, realCasebook(), today).result[0];

for (const process of ["leahy-state", "leahy-dod"]) {
  describe(`a bar on a unit under ${process}`, () => {
    for (const approved of [false, true]) {
      const { plan, first } = barred(process, approved);
      const approve = (evidence: readonly string[]) =>
        walk(plan, [
          {
            ...{ event: "approve", on: isoDate("2020-08-03"), until: isoDate("2021-08-02") },
            ...{ supersedes: first, evidence: [...evidence] },
          },
        ]);
      const instead = approved ? "in place of the approval before it" : "in its place";

      it(`is not lifted by a reason and a day alone, ${instead}`, () => {
        const { codes, plan: after } = approve([]);
        assert.deepEqual(codes, ["event_need_missing"]);
        assert.deepEqual([read(after)?.state.code, read(after)?.money], ["rejected", "blocked"]);
      });

      it(`may be lifted on evidence, ${instead}`, () => {
        const { refused, plan: after } = approve(["e"]);
        assert.deepEqual(refused, []);
        assert.equal(read(after)?.state.code, "approved");
      });

      it(`asks whoever would lift it for the evidence, ${instead}`, () => {
        const next = read(plan)?.next.find(({ act }) => act.code === "approve");
        assert.deepEqual(next?.needs, ["until", "reason", "evidence", "supersedes"]);
      });
    }
  });
}
