import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isoDate } from "../../base/fiscal.ts";
import { realCasebook } from "../../casework/casebook.test-data.ts";
import { barePlan, partnerOf, walk } from "../../casework/transfers/transfer-plan.test-data.ts";
import { readVetting } from "../../casework/vetting/read-vetting.ts";
import { realLaw } from "../../law/law-folder.test-data.ts";
import { makeRow } from "../../plan/rows.ts";
import { vettingText } from "./vetting-text.ts";

const day = isoDate;
const on = day("2020-12-31");

describe("a unit for a terminal", () => {
  const plan = barePlan(on, {
    partners: [partnerOf("PHL", "EAP")],
    units: [
      makeRow("units", { id: "company", name: "company", partner: "PHL", force: "army" }),
      makeRow("units", {
        ...{ id: "squad", name: "squad", partner: "PHL", force: "army", parent: "company" },
      }),
    ],
    cases: [
      makeRow("cases", {
        ...{ id: "c", name: "c", kind: "vetting", process: "leahy-dod", partner: "PHL" },
        ...{ unit: "company", opened_on: day("2020-06-01"), owner: "post" },
      }),
    ],
    evidence: [
      makeRow("evidence", {
        ...{ id: "e", case: "c", claim: "made up", standard: "alleged" },
        ...{ dated: day("2020-06-01"), said_by: "somebody", source: "made up" },
      }),
    ],
  });
  const after = walk(plan, [
    { event: "submit", on: day("2020-06-01") },
    { event: "clear_post", on: day("2020-06-03") },
    { event: "reject", on: day("2020-06-10") },
    { event: "waive", on: day("2020-08-03"), until: day("2021-03-31") },
  ]);
  const { units } = readVetting(after.plan, realCasebook(), realLaw(), on).result;
  const textOf = (unit: string) =>
    vettingText(units.filter((each) => each.unit.id === unit)).replaceAll(/\s+/g, " ");

  for (const said of [
    "Leahy law, State: not vetted. Test: Credible information",
    "Leahy law, DoD: excepted, until 2021-03-31.",
    "Evidence `e`: alleged, not enough for the test.",
    "Exception of 2020-08-03: Waiver for extraordinary circumstances, until 2021-03-31; to be reported by 2020-08-18, late.",
  ]) {
    it(`says: ${said}`, () => assert.ok(textOf("company").includes(said), textOf("company")));
  }

  it("says of the unit above only where that one is decided", () => {
    assert.ok(textOf("squad").includes("The unit above, `company`: excepted."));
    assert.equal(textOf("squad").match(/The unit above/g)?.length, 1);
  });
});
